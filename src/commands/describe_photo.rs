//! Saying what a photo of the library shows and whose it is.

use super::PhotoWords;
use crate::changes;
use crate::db::{Conn, dialect, media};
use crate::model::{ArticleId, Denied, MediaId, Noun, Permission, SignOff};
use crate::text::clean_line;

/// Why a photo's words could not be changed; nothing was.
#[derive(Debug, thiserror::Error)]
pub enum DescribePhotoError {
    /// It does not exist.
    #[error("there is no photo {0}")]
    NotFound(MediaId),
    /// The person's roles don't allow it.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] diesel::result::Error),
}

/// Sets a photo's credit, if there is one given, and its words in some editions.
///
/// What stays as it was takes no permission. Words of a photo that no article of the edition
/// shows take a reporter there, else an editor; the one credit, an editor of any edition that
/// shows it.
///
/// # Errors
///
/// There is no such photo, or the person may not.
pub fn describe_photo(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: MediaId,
    credit: Option<&str>,
    words: &[PhotoWords],
) -> Result<(), DescribePhotoError> {
    dialect::transaction(conn, |conn| {
        let photo = media::find(conn, id)?.ok_or(DescribePhotoError::NotFound(id))?;
        let shown = shown_by(conn, id)?;
        let credit = credit.map(clean_line).filter(|credit| *credit != photo.credit);
        if let Some(credit) = &credit {
            require_shared(sign_off, &shown)?;
            media::set_credit(conn, id, credit)?;
        }
        let known = media::list_texts(conn, id)?;
        let mut moved: Vec<&str> = Vec::new();
        for words in words {
            let (alt, caption) = (clean_line(&words.alt), clean_line(&words.caption));
            let old = known.iter().find(|(edition, ..)| *edition == words.edition);
            let (old_alt, old_caption) =
                old.map_or(("", ""), |(_, alt, caption)| (alt.as_str(), caption.as_str()));
            if (old_alt, old_caption) == (alt.as_str(), caption.as_str()) {
                continue;
            }
            let is_shown = shown.iter().any(|(_, edition)| *edition == words.edition);
            let needed = if is_shown { Permission::EditOthers } else { Permission::Write };
            sign_off.authority.require(needed, &words.edition)?;
            media::set_texts(conn, id, &words.edition, &alt, &caption)?;
            moved.push(&words.edition);
        }
        if credit.is_none() && moved.is_empty() {
            return Ok(());
        }
        let is_moved = |edition: &str| credit.is_some() || moved.contains(&edition);
        let mut nouns = vec![Noun::Media(id)];
        let articles = shown.iter().filter(|(_, edition)| is_moved(edition));
        nouns.extend(articles.map(|(article, _)| Noun::Article(*article)));
        for (coverage, edition, ..) in media::list_coverages(conn, id)? {
            if is_moved(&edition) {
                nouns.push(Noun::Coverage(coverage, edition));
            }
        }
        changes::record(conn, sign_off, "describe_photo", &nouns)?;
        Ok(())
    })
}

/// What is the same in every edition takes an editor of one that shows it.
pub(super) fn require_shared(
    sign_off: &SignOff,
    shown: &[(ArticleId, String)],
) -> Result<(), Denied> {
    let authority = &sign_off.authority;
    let mut asked =
        shown.iter().map(|(_, edition)| authority.require(Permission::EditOthers, edition));
    match asked.next() {
        None => authority.require_somewhere(Permission::Write),
        Some(Ok(())) => Ok(()),
        Some(denied) => asked.find(Result::is_ok).unwrap_or(denied),
    }
}

/// The articles that show a photo to readers, each with its edition.
pub(super) fn shown_by(
    conn: &mut Conn,
    id: MediaId,
) -> diesel::QueryResult<Vec<(ArticleId, String)>> {
    let ids: Vec<ArticleId> =
        media::list_uses(conn, &[id])?.into_iter().map(|(_, article)| article).collect();
    let using = media::list_using(conn, &ids)?;
    let live = using.into_iter().filter(|article| article.state == "live");
    Ok(live.map(|article| (article.id, article.edition)).collect())
}

/// What moves when a photo itself does: it, and all that shows it.
pub(super) fn nouns_of(
    conn: &mut Conn,
    id: MediaId,
    shown: &[(ArticleId, String)],
) -> diesel::QueryResult<Vec<Noun>> {
    let mut nouns = vec![Noun::Media(id)];
    nouns.extend(shown.iter().map(|(article, _)| Noun::Article(*article)));
    for (coverage, edition, ..) in media::list_coverages(conn, id)? {
        nouns.push(Noun::Coverage(coverage, edition));
    }
    Ok(nouns)
}
