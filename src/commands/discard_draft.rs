//! Deleting a draft that no reader has ever had.

use diesel::result::Error;

use crate::db::{Conn, dialect, discarding, drafts, working_copies};
use crate::model::{ArticleId, ArticleState, Denied, Noun, SignOff};
use crate::{audit, changes};

/// Why a draft could not be discarded.
#[derive(Debug, thiserror::Error)]
pub enum DiscardDraftError {
    /// It does not exist.
    #[error("there is no article {0}")]
    NotFound(ArticleId),
    /// It was public once, or is on its way there: with the editors, or with the clock.
    #[error("article {0} is no draft, or was public")]
    NoDraft(ArticleId),
    /// Somebody else writes in it now.
    #[error("somebody else writes in article {0}")]
    Taken(ArticleId),
    /// The person's roles don't allow it.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database failed; nothing was deleted.
    #[error(transparent)]
    Db(#[from] Error),
}

/// Deletes a draft with its revisions, notes and unsaved words; the audit keeps its headline.
///
/// # Errors
///
/// It doesn't exist, is no draft or was public once, somebody else writes in it, or the person
/// is neither its writer nor an editor there.
pub fn discard_draft(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: ArticleId,
) -> Result<(), DiscardDraftError> {
    dialect::transaction(conn, |conn| {
        let draft = drafts::find(conn, id)?.ok_or(DiscardDraftError::NotFound(id))?;
        let is_draft = draft.state == ArticleState::Draft.as_str();
        sign_off.authority.require_edit(&draft.edition, draft.owner_id, is_draft)?;
        if !is_draft || draft.published_at.is_some() || draft.live_revision_id.is_some() {
            return Err(DiscardDraftError::NoDraft(id));
        }
        let writer = working_copies::find_writer(conn, id, sign_off.at)?;
        if writer.is_some_and(|writer| Some(writer.user_id) != sign_off.authority.person()) {
            return Err(DiscardDraftError::Taken(id));
        }
        let newest = drafts::find_newest_revision(conn, id)?;
        let headline = newest.map(|newest| newest.headline).unwrap_or_default();
        discarding::delete(conn, id, draft.story_id)?;
        audit::record(conn, sign_off, "delete_article", &Noun::Article(id).to_string(), &headline)?;
        let nouns = [Noun::Article(id), Noun::Story(draft.story_id)];
        changes::record(conn, sign_off, "discard_draft", &nouns)?;
        Ok(())
    })
}
