//! What the clock has to publish: schedules that have come, embargoes that have passed.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::Conn;
use super::desk::is_unfinished;
use super::schema::articles;
use super::statement::{looked, on_either};
use crate::model::{ArticleId, ArticleState, StoryId};

/// Up to `limit` articles whose schedule has come, the one due first first.
pub fn list_scheduled(
    conn: &mut Conn,
    now: NaiveDateTime,
    limit: i64,
) -> QueryResult<Vec<(ArticleId, NaiveDateTime)>> {
    articles::table
        .filter(articles::state.eq(ArticleState::Scheduled.as_str()))
        .filter(articles::scheduled_for.le(now))
        .order((articles::scheduled_for, articles::id))
        .limit(limit)
        .select((articles::id, articles::scheduled_for.assume_not_null()))
        .load(conn)
}

/// Up to `limit` articles whose embargo has passed, the one due first first.
pub fn list_embargoed(
    conn: &mut Conn,
    now: NaiveDateTime,
    limit: i64,
) -> QueryResult<Vec<(ArticleId, NaiveDateTime)>> {
    articles::table
        .filter(articles::state.eq(ArticleState::Embargoed.as_str()))
        .filter(articles::embargo_until.le(now))
        .order((articles::embargo_until, articles::id))
        .limit(limit)
        .select((articles::id, articles::embargo_until.assume_not_null()))
        .load(conn)
}

/// How many articles of some editions the clock will publish until an instant.
pub fn count_until(conn: &mut Conn, editions: &[String], until: NaiveDateTime) -> QueryResult<i64> {
    let scheduled = articles::state
        .eq(ArticleState::Scheduled.as_str())
        .and(articles::scheduled_for.assume_not_null().le(until));
    let embargoed = articles::state
        .eq(ArticleState::Embargoed.as_str())
        .and(articles::embargo_until.assume_not_null().le(until));
    let query = articles::table
        .filter(looked(articles::edition).eq_any(editions))
        .filter(is_unfinished())
        .filter(scheduled.or(embargoed))
        .count();
    on_either!(conn, |conn| query.get_result(conn))
}

/// Whether an article is due at `now`, holding its row until the transaction ends.
///
/// The update that changes nothing is what locks it: the same on both databases,
/// and another process that waited for it sees the state that we leave.
pub fn lock(conn: &mut Conn, id: ArticleId, now: NaiveDateTime) -> QueryResult<bool> {
    let scheduled = articles::state
        .eq(ArticleState::Scheduled.as_str())
        .and(articles::scheduled_for.is_not_null())
        .and(articles::scheduled_for.assume_not_null().le(now));
    let embargoed = articles::state
        .eq(ArticleState::Embargoed.as_str())
        .and(articles::embargo_until.is_not_null())
        .and(articles::embargo_until.assume_not_null().le(now));
    let locked =
        diesel::update(articles::table.filter(articles::id.eq(id)).filter(scheduled.or(embargoed)))
            .set(articles::id.eq(id))
            .execute(conn)?;
    Ok(locked == 1)
}

/// The articles of the same story that are due at the same instant, the article itself among
/// them.
pub fn list_with(conn: &mut Conn, id: ArticleId, at: NaiveDateTime) -> QueryResult<Vec<ArticleId>> {
    let this = articles::table.filter(articles::id.eq(id)).select(articles::story_id);
    let Some(story) = this.first::<StoryId>(conn).optional()? else { return Ok(Vec::new()) };
    let scheduled = articles::state
        .eq(ArticleState::Scheduled.as_str())
        .and(articles::scheduled_for.is_not_null())
        .and(articles::scheduled_for.assume_not_null().eq(at));
    let embargoed = articles::state
        .eq(ArticleState::Embargoed.as_str())
        .and(articles::embargo_until.is_not_null())
        .and(articles::embargo_until.assume_not_null().eq(at));
    articles::table
        .filter(articles::story_id.eq(story))
        .filter(scheduled.or(embargoed))
        .order(articles::id)
        .select(articles::id)
        .load(conn)
}

/// Notes when the clock was to act, and when it did (UTC); `None` when it couldn't.
pub fn set_done(
    conn: &mut Conn,
    id: ArticleId,
    due: NaiveDateTime,
    done: Option<NaiveDateTime>,
) -> QueryResult<()> {
    diesel::update(articles::table.filter(articles::id.eq(id)))
        .set((articles::due_at.eq(due), articles::done_at.eq(done)))
        .execute(conn)?;
    Ok(())
}
