//! What colleagues write to each other on an article.

use diesel::result::Error;

use crate::db::{Conn, dialect, drafts, editing};
use crate::model::{ArticleId, Denied, Noun, Permission, SignOff};
use crate::{changes, text};

/// Why a note could not be added.
#[derive(Debug, thiserror::Error)]
pub enum AddNoteError {
    /// There is no such article.
    #[error("there is no article {0}")]
    NotFound(ArticleId),
    /// It says nothing.
    #[error("a note has words")]
    Empty,
    /// The person's roles don't allow it.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database failed; nothing was changed.
    #[error(transparent)]
    Db(#[from] Error),
}

/// Adds a note, which whoever works for the article's edition can read; readers never see it.
///
/// # Errors
///
/// It is empty, there is no such article, or the person doesn't work for its edition.
pub fn add_note(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: ArticleId,
    note: &str,
) -> Result<(), AddNoteError> {
    let note = text::clean_body(note);
    dialect::transaction(conn, |conn| {
        let draft = drafts::find(conn, id)?.ok_or(AddNoteError::NotFound(id))?;
        sign_off.authority.require(Permission::Write, &draft.edition)?;
        if note.trim().is_empty() {
            return Err(AddNoteError::Empty);
        }
        editing::insert_note(conn, id, sign_off.at, &sign_off.actor, note.trim())?;
        changes::record(conn, sign_off, "add_note", &[Noun::Article(id)])?;
        Ok(())
    })
}
