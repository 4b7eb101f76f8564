//! Saving what somebody wrote in the form of an article.

use diesel::result::Error;

use super::place::{self, Placing};
use super::save_article::{ArticleText, insert_revision};
use crate::db::{Conn, dialect, drafts, editing, sections};
use crate::model::{ArticleId, ArticleState, Denied, Noun, RevisionId, SectionId, SignOff};
use crate::{changes, text};

/// Why what was written could not be saved.
#[derive(Debug, thiserror::Error)]
pub enum EditArticleError {
    /// It does not exist.
    #[error("there is no article {0}")]
    NotFound(ArticleId),
    /// Somebody else has saved since the form was opened.
    #[error("article {0} is at revision {1} by now")]
    Clash(ArticleId, RevisionId),
    /// Readers of the edition would have no name for the section.
    #[error("section {0} has no name in edition `{1}`")]
    NoSectionName(SectionId, String),
    /// The person's roles don't allow it.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database failed; nothing was saved.
    #[error(transparent)]
    Db(#[from] Error),
}

/// Saves words that were written on top of the revision `version`, and where the article stands.
///
/// Words that are the newest revision's make no other one, also when they come twice. Readers
/// of a live article go on seeing its live words, and find it where it stood, until it is
/// published again. `language` is the edition's BCP 47 tag.
///
/// # Errors
///
/// There is no such article, the person can't edit it, the edition has no name for the section,
/// or the newest revision is another one and has other words: then nothing is saved.
pub fn edit_article(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: ArticleId,
    version: RevisionId,
    language: &str,
    words: &ArticleText,
    placing: &Placing,
) -> Result<RevisionId, EditArticleError> {
    let words = words.cleaned();
    dialect::transaction(conn, |conn| {
        let before = drafts::find(conn, id)?.ok_or(EditArticleError::NotFound(id))?;
        let is_draft = before.state == ArticleState::Draft.as_str();
        sign_off.authority.require_edit(&before.edition, before.owner_id, is_draft)?;
        let edition = before.edition.as_str();
        if sections::find_slug(conn, edition, placing.section)?.is_none() {
            return Err(EditArticleError::NoSectionName(placing.section, edition.to_owned()));
        }
        let newest = editing::find_newest(conn, id)?.ok_or(EditArticleError::NotFound(id))?;
        let (newest_id, stored) = (newest.id, ArticleText::from(newest));
        if stored != words && newest_id != version {
            return Err(EditArticleError::Clash(id, newest_id));
        }
        let mut nouns = Vec::new();
        let mut revision = newest_id;
        if stored != words {
            revision = insert_revision(conn, sign_off, id, &words)?;
            nouns.push(Noun::Article(id));
        }
        let slug_source =
            if placing.slug.trim().is_empty() { &words.headline } else { &placing.slug };
        let slug = text::headline_slug(slug_source, language);
        nouns.extend(place::put(conn, &before, Placing { slug, ..placing.clone() })?);
        nouns.sort();
        nouns.dedup();
        if !nouns.is_empty() {
            changes::record(conn, sign_off, "edit_article", &nouns)?;
        }
        Ok(revision)
    })
}
