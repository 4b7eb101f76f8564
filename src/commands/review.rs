//! From the writer to the editors, and back.

use diesel::result::Error;

use crate::db::{Conn, acts, dialect, drafts, editing, working_copies};
use crate::model::{ArticleId, ArticleState, Denied, Noun, Permission, SignOff};
use crate::{changes, text};

/// Why an article could not be handed on.
#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    /// It does not exist.
    #[error("there is no article {0}")]
    NotFound(ArticleId),
    /// Only drafts are submitted, and only what was submitted is returned.
    #[error("article {0} is in another state")]
    OtherState(ArticleId),
    /// Nobody could find it in a list.
    #[error("article {0} has no headline")]
    NoHeadline(ArticleId),
    /// The writer must learn what is to be done.
    #[error("an article is returned with a note")]
    NoNote,
    /// The person's roles don't allow it.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database failed; nothing was changed.
    #[error(transparent)]
    Db(#[from] Error),
}

/// Hands a draft to the editors of its edition.
///
/// # Errors
///
/// It doesn't exist, is no draft or has no headline, or the person can't edit it.
pub fn submit(conn: &mut Conn, sign_off: &SignOff, id: ArticleId) -> Result<(), ReviewError> {
    dialect::transaction(conn, |conn| {
        let draft = drafts::find(conn, id)?.ok_or(ReviewError::NotFound(id))?;
        let is_draft = draft.state == ArticleState::Draft.as_str();
        sign_off.authority.require_edit(&draft.edition, draft.owner_id, is_draft)?;
        if !is_draft {
            return Err(ReviewError::OtherState(id));
        }
        let newest = drafts::find_newest_revision(conn, id)?;
        if newest.is_none_or(|newest| newest.headline.is_empty()) {
            return Err(ReviewError::NoHeadline(id));
        }
        editing::set_in_review(conn, id)?;
        // Whoever comes next needn't wait until the writer's screen is forgotten.
        working_copies::delete_writer(conn, id)?;
        acts::insert(conn, sign_off, id, "submit", "", None)?;
        changes::record(conn, sign_off, "submit", &[Noun::Article(id)])?;
        Ok(())
    })
}

/// Hands an article that was submitted back to its writer, with a note of what is to be done.
///
/// # Errors
///
/// The note is empty, it doesn't exist or wasn't submitted, or the person is no editor there.
pub fn return_article(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: ArticleId,
    note: &str,
) -> Result<(), ReviewError> {
    let note = text::clean_body(note);
    dialect::transaction(conn, |conn| {
        let draft = drafts::find(conn, id)?.ok_or(ReviewError::NotFound(id))?;
        sign_off.authority.require(Permission::EditOthers, &draft.edition)?;
        if draft.state != ArticleState::Review.as_str() {
            return Err(ReviewError::OtherState(id));
        }
        if note.trim().is_empty() {
            return Err(ReviewError::NoNote);
        }
        editing::set_returned(conn, id, sign_off.at)?;
        working_copies::delete_writer(conn, id)?;
        editing::insert_note(conn, id, sign_off.at, &sign_off.actor, note.trim())?;
        acts::insert(conn, sign_off, id, "return_article", note.trim(), None)?;
        changes::record(conn, sign_off, "return_article", &[Noun::Article(id)])?;
        Ok(())
    })
}
