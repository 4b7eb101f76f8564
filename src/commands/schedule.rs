//! Leaving a publication to the clock.

use chrono::NaiveDateTime;
use diesel::result::Error;

use crate::changes;
use crate::db::drafts::{self, Draft};
use crate::db::{Conn, acts, dialect};
use crate::model::{ArticleId, ArticleState, Denied, Noun, Permission, SignOff};

/// Why an article could not be scheduled.
#[derive(Debug, thiserror::Error)]
pub enum ScheduleError {
    /// It does not exist.
    #[error("there is no article {0}")]
    NotFound(ArticleId),
    /// Readers can read it already, or it was taken down.
    #[error("article {0} has been published")]
    Published(ArticleId),
    /// The clock would publish a page without a name.
    #[error("article {0} has no headline")]
    NoHeadline(ArticleId),
    /// The person's roles don't allow it.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database failed; nothing was changed.
    #[error(transparent)]
    Db(#[from] Error),
}

/// Has the clock publish an article at `at` (UTC); at once when that has passed.
///
/// # Errors
///
/// It doesn't exist, was published before, has no headline, or the person is no editor there.
pub fn schedule(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: ArticleId,
    at: NaiveDateTime,
) -> Result<(), ScheduleError> {
    dialect::transaction(conn, |conn| {
        get_unpublished(conn, sign_off, id)?;
        let revision = drafts::find_newest_revision(conn, id)?;
        if revision.is_none_or(|revision| revision.headline.is_empty()) {
            return Err(ScheduleError::NoHeadline(id));
        }
        drafts::set_schedule(conn, id, Some(at))?;
        acts::insert(conn, sign_off, id, "schedule", "", Some(at))?;
        changes::record(conn, sign_off, "schedule", &[Noun::Article(id)])?;
        Ok(())
    })
}

/// Takes a plan back: the article is a draft again.
///
/// # Errors
///
/// It doesn't exist, was published before, or the person is no editor there.
pub fn unschedule(conn: &mut Conn, sign_off: &SignOff, id: ArticleId) -> Result<(), ScheduleError> {
    dialect::transaction(conn, |conn| {
        get_unpublished(conn, sign_off, id)?;
        drafts::set_schedule(conn, id, None)?;
        acts::insert(conn, sign_off, id, "unschedule", "", None)?;
        changes::record(conn, sign_off, "unschedule", &[Noun::Article(id)])?;
        Ok(())
    })
}

/// Sets (or with `None` removes) the instant (UTC) before which nothing of the article is public.
///
/// It applies when the article is published.
///
/// # Errors
///
/// It doesn't exist, readers can read it already, or the person is no editor there.
pub fn set_embargo(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: ArticleId,
    until: Option<NaiveDateTime>,
) -> Result<(), ScheduleError> {
    dialect::transaction(conn, |conn| {
        get_unpublished(conn, sign_off, id)?;
        drafts::set_embargo(conn, id, until)?;
        acts::insert(conn, sign_off, id, "set_embargo", "", until)?;
        changes::record(conn, sign_off, "set_embargo", &[Noun::Article(id)])?;
        Ok(())
    })
}

fn get_unpublished(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: ArticleId,
) -> Result<Draft, ScheduleError> {
    let draft = drafts::find(conn, id)?.ok_or(ScheduleError::NotFound(id))?;
    sign_off.authority.require(Permission::Publish, &draft.edition)?;
    let public = [ArticleState::Live.as_str(), ArticleState::Withdrawn.as_str()];
    if public.contains(&draft.state.as_str()) {
        return Err(ScheduleError::Published(id));
    }
    Ok(draft)
}
