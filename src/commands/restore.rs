//! Back to the words of before.

use chrono::NaiveDateTime;

use super::CommandError;
use crate::db::{Conn, acts, dialect, drafts};
use crate::model::{ArticleId, ArticleState, SignOff};

/// Says in an article's history that its newest words are again those of `made_at` (UTC); call it
/// in the transaction that has saved them.
///
/// # Errors
///
/// The person can't edit it, or the database failed; of one that isn't there,
/// [`diesel::NotFound`].
pub fn note_restored(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: ArticleId,
    made_at: NaiveDateTime,
) -> Result<(), CommandError> {
    dialect::transaction(conn, |conn| {
        let draft = drafts::find(conn, id)?.ok_or(diesel::NotFound)?;
        let is_draft = draft.state == ArticleState::Draft.as_str();
        sign_off.authority.require_edit(&draft.edition, draft.owner_id, is_draft)?;
        Ok(acts::insert(conn, sign_off, id, "restore", "", Some(made_at))?)
    })
}
