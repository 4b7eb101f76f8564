//! What the clock does.

use chrono::NaiveDateTime;
use diesel::result::Error;

use super::publish::{PublishError, publish};
use crate::changes;
use crate::db::{Conn, dialect, drafts};
use crate::model::{ArticleId, Noun, SignOff};

/// What came due.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Due {
    /// Published because their hour came or their embargo passed.
    pub published: Vec<ArticleId>,
    /// Could not be published and are drafts again, with the reason.
    pub refused: Vec<(ArticleId, String)>,
}

/// Publishes what is scheduled for `now` (UTC) or earlier and lifts embargoes that have passed.
///
/// Each article is a transaction of its own, and it leaves the state that made
/// it due: a restart in between repeats nothing and forgets nothing. The
/// publication carries the time it was due.
///
/// # Errors
///
/// The database failed; what was published before stays published.
pub fn run_due(conn: &mut Conn, now: NaiveDateTime) -> Result<Due, Error> {
    let mut due = Due::default();
    loop {
        let mut batch = drafts::list_due(conn, now, 100)?;
        batch.extend(drafts::list_lifted(conn, now, 100)?);
        if batch.is_empty() {
            return Ok(due);
        }
        // In the order of their times: what was due first is the older article.
        batch.sort_by_key(|&(id, at)| (at, id));
        for (id, at) in batch {
            publish_due(conn, id, at, now, &mut due)?;
        }
    }
}

fn publish_due(
    conn: &mut Conn,
    id: ArticleId,
    at: NaiveDateTime,
    now: NaiveDateTime,
    due: &mut Due,
) -> Result<(), Error> {
    let sign_off = SignOff::new("clock", at);
    let outcome = dialect::transaction(conn, |conn| {
        // Another process with the same database may have been faster.
        let still_due = drafts::lock_due(conn, id, now)?;
        if still_due { publish(conn, &sign_off, id).map(|()| true) } else { Ok(false) }
    });
    match outcome {
        Ok(true) => due.published.push(id),
        Ok(false) => {}
        Err(PublishError::Db(error)) => return Err(error),
        Err(refusal) => {
            // It would be tried for ever; somebody has to look at it.
            dialect::transaction(conn, |conn| {
                drafts::set_schedule(conn, id, None)?;
                drafts::set_embargo(conn, id, None)?;
                changes::record(conn, &sign_off, "refuse_publication", &[Noun::Article(id)])
            })?;
            due.refused.push((id, refusal.to_string()));
        }
    }
    Ok(())
}
