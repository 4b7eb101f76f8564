//! Changes are kept for a time, and longer for whoever hasn't followed them yet.
//!
//! What people did stays in the audit for good.

use chrono::{NaiveDateTime, TimeDelta};

use crate::app::App;
use crate::changes;
use crate::db::followers::{self, Follower};
use crate::db::{Conn, DatabaseError, dialect};
use crate::model::ChangeId;

/// So many changes are deleted at a time: nobody who writes waits long.
const BATCH: i64 = 1_000;

/// A follower that has been behind for so many times `changes_days` isn't waited for any more, and
/// is forgotten: one that comes back begins anew.
pub const PATIENCE: i32 = 3;

/// Deletes a batch of changes that are older than `changes_days`, oldest first; whether there may
/// be more of them. Any node may: the second one finds nothing left.
///
/// The newest change stays, so that a page cache that slept through all of it sees that there is a
/// gap, and where to go on. How far was deleted is noted in the same transaction.
///
/// # Errors
///
/// Those of the database.
pub fn forget(app: &App) -> Result<bool, DatabaseError> {
    let days = i32::from(app.config.changes_days);
    if days == 0 {
        return Ok(false);
    }
    let now = app.clock.now();
    let (kept_since, patient_since) =
        (now - TimeDelta::days(days.into()), now - TimeDelta::days((days * PATIENCE).into()));
    // Asked of a reader's connection, since most of the time there is nothing to do.
    {
        let conn = &mut *app.database.reader()?;
        if last_of_batch(conn, kept_since, patient_since)?.is_none() {
            return Ok(false);
        }
    }
    let conn = &mut *app.database.writer()?;
    let forgotten = dialect::transaction(conn, |conn| {
        let Some((last, overtaken)) = last_of_batch(conn, kept_since, patient_since)? else {
            return Ok(None);
        };
        for follower in &overtaken {
            followers::remove(conn, &follower.name)?;
        }
        changes::forget(conn, last).map(|count| Some((count, overtaken)))
    });
    let Some((count, overtaken)) = forgotten.map_err(DatabaseError::Query)? else {
        return Ok(false);
    };
    for follower in overtaken {
        tracing::warn!(
            follower = follower.name,
            position = %follower.position,
            followed_at = %follower.followed_at,
            "changes are deleted that a follower has not followed; it would begin anew"
        );
    }
    tracing::debug!(count, "deleted old changes");
    Ok(count >= usize::try_from(BATCH).unwrap_or(usize::MAX))
}

/// The last change that may be deleted now, with the followers that are left behind by that.
fn last_of_batch(
    conn: &mut Conn,
    kept_since: NaiveDateTime,
    patient_since: NaiveDateTime,
) -> diesel::QueryResult<Option<(ChangeId, Vec<Follower>)>> {
    let (waited_for, given_up): (Vec<_>, Vec<_>) = followers::list(conn)?
        .into_iter()
        .partition(|follower| follower.followed_at >= patient_since);
    let newest = changes::position(conn)?;
    let held = waited_for.iter().map(|follower| follower.position).min().unwrap_or(newest);
    // In the order of their ids, so that what is left has no hole, whatever their dates say.
    let oldest = changes::list_dates(conn, BATCH)?;
    let last = oldest
        .into_iter()
        .take_while(|(id, at)| *at < kept_since && *id < newest && *id <= held)
        .map(|(id, _)| id)
        .last();
    let overtaken =
        |last| given_up.into_iter().filter(|follower| follower.position < last).collect();
    Ok(last.map(|last| (last, overtaken(last))))
}
