//! Which articles are the same report.

use diesel::result::Error;

use crate::db::drafts::{self, Draft};
use crate::db::{Conn, dialect, stories};
use crate::model::{ArticleId, ArticleState, Denied, Noun, Permission, SignOff, StoryId};
use crate::{changes, text};

/// Why an article could not join a story, or leave it.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// It does not exist.
    #[error("there is no article {0}")]
    NotFound(ArticleId),
    /// The story has an article in the edition of the one that should join it.
    #[error("the story of article {0} is in edition `{1}` already")]
    EditionTaken(ArticleId, String),
    /// There is nothing that it could leave.
    #[error("article {0} is alone in its story")]
    Alone(ArticleId),
    /// The person's roles don't allow it.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database failed; nothing was changed.
    #[error(transparent)]
    Db(#[from] Error),
}

/// Makes an article the same report as another one: it joins that one's story.
///
/// What it was together with before stays behind.
///
/// # Errors
///
/// One of them doesn't exist, the story has an article in that edition, or the person can't edit
/// the one that joins or doesn't work for the edition of the other.
pub fn link(
    conn: &mut Conn,
    sign_off: &SignOff,
    joining: ArticleId,
    with: ArticleId,
) -> Result<(), LinkError> {
    dialect::transaction(conn, |conn| {
        let article = drafts::find(conn, joining)?.ok_or(LinkError::NotFound(joining))?;
        let other = drafts::find(conn, with)?.ok_or(LinkError::NotFound(with))?;
        require_edit(sign_off, &article)?;
        sign_off.authority.require(Permission::Write, &other.edition)?;
        let there = drafts::list_of_story(conn, other.story_id)?;
        if there.iter().any(|known| known.edition == article.edition) {
            return Err(LinkError::EditionTaken(with, article.edition));
        }
        move_into(conn, sign_off, "link", &article, other.story_id)?;
        Ok(())
    })
}

/// Makes an article a story of its own.
///
/// # Errors
///
/// It doesn't exist, is alone already, or the person can't edit it.
pub fn unlink(conn: &mut Conn, sign_off: &SignOff, id: ArticleId) -> Result<(), LinkError> {
    dialect::transaction(conn, |conn| {
        let article = drafts::find(conn, id)?.ok_or(LinkError::NotFound(id))?;
        require_edit(sign_off, &article)?;
        if drafts::list_of_story(conn, article.story_id)?.len() < 2 {
            return Err(LinkError::Alone(id));
        }
        let newest = drafts::find_newest_revision(conn, id)?;
        let slugline = newest.map(|newest| text::clean_line(&newest.headline)).unwrap_or_default();
        let story = drafts::insert_story(conn, &slugline, sign_off.at)?;
        move_into(conn, sign_off, "unlink", &article, story)?;
        Ok(())
    })
}

fn require_edit(sign_off: &SignOff, article: &Draft) -> Result<(), Denied> {
    let is_draft = article.state == ArticleState::Draft.as_str();
    sign_off.authority.require_edit(&article.edition, article.owner_id, is_draft)
}

/// Moves an article, and records what names its counterparts: both stories, and where it is live
/// the sitemaps of every edition that has one of them.
fn move_into(
    conn: &mut Conn,
    sign_off: &SignOff,
    verb: &'static str,
    article: &Draft,
    story: StoryId,
) -> Result<(), Error> {
    let mut nouns =
        vec![Noun::Article(article.id), Noun::Story(article.story_id), Noun::Story(story)];
    if article.state == ArticleState::Live.as_str() {
        let mut all = drafts::list_of_story(conn, article.story_id)?;
        all.extend(drafts::list_of_story(conn, story)?);
        let live = all.into_iter().filter(|it| it.state == ArticleState::Live.as_str());
        nouns.extend(live.map(|it| Noun::Edition(it.edition)));
    }
    stories::set_story(conn, article.id, story)?;
    stories::delete_if_empty(conn, article.story_id)?;
    nouns.sort();
    nouns.dedup();
    changes::record(conn, sign_off, verb, &nouns)?;
    Ok(())
}
