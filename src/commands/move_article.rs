//! Moving an article to another section.

use diesel::result::Error;

use super::place;
use crate::db::{Conn, dialect, drafts, editing, sections};
use crate::model::{ArticleId, ArticleState, Denied, Noun, SectionId, SignOff};
use crate::{changes, commands};

/// Why an article could not be moved.
#[derive(Debug, thiserror::Error)]
pub enum MoveArticleError {
    /// It does not exist.
    #[error("there is no article {0}")]
    NotFound(ArticleId),
    /// Readers of its edition would have no name for the section.
    #[error("section {1} has no name in the edition of article {0}")]
    NoSectionName(ArticleId, SectionId),
    /// The person's roles don't allow it.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database failed; nothing was changed.
    #[error(transparent)]
    Db(#[from] Error),
}

/// Moves an article to a section; its address stays.
///
/// # Errors
///
/// It doesn't exist, the section has no name in its edition, or the person can't edit it.
pub fn move_article(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: ArticleId,
    section: SectionId,
) -> Result<(), MoveArticleError> {
    dialect::transaction(conn, |conn| {
        let before = drafts::find(conn, id)?.ok_or(MoveArticleError::NotFound(id))?;
        let is_draft = before.state == ArticleState::Draft.as_str();
        sign_off.authority.require_edit(&before.edition, before.owner_id, is_draft)?;
        if sections::find_slug(conn, &before.edition, section)?.is_none() {
            return Err(MoveArticleError::NoSectionName(id, section));
        }
        let copy = editing::find(conn, id)?.ok_or(MoveArticleError::NotFound(id))?;
        editing::set_place(conn, id, section, &copy.slug)?;
        place::replan_section(conn, &before, section)?;
        let mut nouns = vec![Noun::Article(id)];
        if before.state == ArticleState::Live.as_str() {
            let after = drafts::find(conn, id)?.ok_or(MoveArticleError::NotFound(id))?;
            nouns.extend(commands::nouns_of(&before));
            nouns.extend(commands::nouns_of(&after));
        }
        nouns.sort();
        nouns.dedup();
        changes::record(conn, sign_off, "move_article", &nouns)?;
        Ok(())
    })
}
