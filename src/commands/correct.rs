//! Correcting.

use diesel::result::Error;

use super::save_article::make_newest_live;
use crate::db::{Conn, acts, dialect, drafts};
use crate::model::{ArticleId, ArticleState, Denied, Permission, SignOff};
use crate::{changes, text};

/// Why an article could not be corrected.
#[derive(Debug, thiserror::Error)]
pub enum CorrectError {
    /// Only what readers can read needs a public note.
    #[error("article {0} is not live")]
    NotLive(ArticleId),
    /// Readers must learn what was wrong.
    #[error("a correction needs a note")]
    NoNote,
    /// The person's roles don't allow it.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database failed; nothing was changed.
    #[error(transparent)]
    Db(#[from] Error),
}

/// Shows the newest revision with a dated public note of what was wrong.
///
/// # Errors
///
/// The note is empty, the article isn't live, or the person is no editor there.
pub fn correct(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: ArticleId,
    note: &str,
) -> Result<(), CorrectError> {
    let note = text::clean_line(note);
    if note.is_empty() {
        return Err(CorrectError::NoNote);
    }
    dialect::transaction(conn, |conn| {
        let before = drafts::find(conn, id)?.ok_or(CorrectError::NotLive(id))?;
        sign_off.authority.require(Permission::Publish, &before.edition)?;
        if before.state != ArticleState::Live.as_str() {
            return Err(CorrectError::NotLive(id));
        }
        drafts::insert_correction(conn, id, sign_off.at, &note)?;
        let nouns = make_newest_live(conn, &before)?.ok_or(CorrectError::NotLive(id))?;
        acts::insert(conn, sign_off, id, "correct", &note, None)?;
        changes::record(conn, sign_off, "correct", &nouns)?;
        Ok(())
    })
}
