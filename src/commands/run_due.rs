//! What the clock does.

use chrono::NaiveDateTime;
use diesel::result::Error;

use super::publish::{PublishError, publish};
use crate::changes;
use crate::db::{Conn, acts, dialect, drafts, due};
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
/// What is due of a story at one instant is one transaction: its editions come together. Each
/// article leaves the state that made it due: a restart in between repeats nothing and forgets
/// nothing. The publication carries the time it was due; the article says when it was done.
///
/// # Errors
///
/// The database failed; what was published before stays published.
pub fn run_due(conn: &mut Conn, now: NaiveDateTime) -> Result<Due, Error> {
    let mut due = Due::default();
    loop {
        let mut batch = due::list_scheduled(conn, now, 100)?;
        batch.extend(due::list_embargoed(conn, now, 100)?);
        if batch.is_empty() {
            return Ok(due);
        }
        // In the order of their times: what was due first is the older article.
        batch.sort_by_key(|&(id, at)| (at, id));
        for (id, at) in batch {
            let done = dialect::transaction(conn, |conn| publish_due(conn, id, at, now))?;
            due.published.extend(done.published);
            due.refused.extend(done.refused);
        }
    }
}

/// Publishes what is due at `at` of the story of an article.
fn publish_due(
    conn: &mut Conn,
    id: ArticleId,
    at: NaiveDateTime,
    now: NaiveDateTime,
) -> Result<Due, Error> {
    let sign_off = SignOff::new("clock", at);
    let mut due = Due::default();
    for id in due::list_with(conn, id, at)? {
        // Another process with the same database may have been faster.
        if !due::lock(conn, id, now)? {
            continue;
        }
        match publish(conn, &sign_off, id) {
            Ok(()) => {
                due::set_done(conn, id, at, Some(now))?;
                due.published.push(id);
            }
            Err(PublishError::Db(error)) => return Err(error),
            Err(refusal) => {
                // It would be tried for ever; somebody has to look at it.
                drafts::set_schedule(conn, id, None)?;
                drafts::set_embargo(conn, id, None)?;
                due::set_done(conn, id, at, None)?;
                acts::insert(conn, &sign_off, id, "refuse_publication", "", None)?;
                changes::record(conn, &sign_off, "refuse_publication", &[Noun::Article(id)])?;
                due.refused.push((id, refusal.to_string()));
            }
        }
    }
    Ok(due)
}
