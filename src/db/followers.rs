//! Where followers that must not miss a change have come to.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::Conn;
use super::schema::followers;
use crate::model::ChangeId;

/// A follower with a cursor that outlives its process.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = followers)]
pub struct Follower {
    /// `purge`
    pub name: String,
    /// Every change up to this one was followed.
    pub position: ChangeId,
    /// When it had last followed all there was, UTC.
    pub followed_at: NaiveDateTime,
    /// Why it stands still; empty while it doesn't.
    pub failure: String,
    /// Since when (UTC) it does.
    pub failing_since: Option<NaiveDateTime>,
}

/// All of them, by name.
pub fn list(conn: &mut Conn) -> QueryResult<Vec<Follower>> {
    followers::table.order(followers::name).select(Follower::as_select()).load(conn)
}

/// A follower.
pub fn find(conn: &mut Conn, name: &str) -> QueryResult<Option<Follower>> {
    followers::table.find(name).select(Follower::as_select()).first(conn).optional()
}

/// Since when (UTC) a follower stands still; `None` while it doesn't.
pub fn find_failing_since(conn: &mut Conn, name: &str) -> QueryResult<Option<NaiveDateTime>> {
    Ok(find(conn, name)?.and_then(|follower| follower.failing_since))
}

/// Begins to follow after `position`, unless there is a follower of that name; call it in a
/// transaction.
pub fn begin(
    conn: &mut Conn,
    name: &str,
    position: ChangeId,
    at: NaiveDateTime,
) -> QueryResult<()> {
    if find(conn, name)?.is_none() {
        diesel::insert_into(followers::table)
            .values((
                followers::name.eq(name),
                followers::position.eq(position),
                followers::followed_at.eq(at),
                followers::claimed_by.eq(""),
                followers::failure.eq(""),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Has `node` follow, alone until `until` (UTC); whether nobody else does at `at`.
pub fn claim(
    conn: &mut Conn,
    name: &str,
    node: &str,
    at: NaiveDateTime,
    until: NaiveDateTime,
) -> QueryResult<bool> {
    let is_free = followers::claimed_by
        .eq(node)
        .or(followers::claimed_until.is_null())
        .or(followers::claimed_until.assume_not_null().lt(at));
    let claimed = diesel::update(followers::table.find(name).filter(is_free))
        .set((followers::claimed_by.eq(node), followers::claimed_until.eq(until)))
        .execute(conn)?;
    Ok(claimed == 1)
}

/// Lets another node follow at once.
pub fn release(conn: &mut Conn, name: &str, node: &str) -> QueryResult<()> {
    diesel::update(followers::table.find(name).filter(followers::claimed_by.eq(node)))
        .set(followers::claimed_until.eq(None::<NaiveDateTime>))
        .execute(conn)?;
    Ok(())
}

/// Notes that `node` has followed everything up to `position`; whether it is still the one that
/// follows.
pub fn advance(
    conn: &mut Conn,
    name: &str,
    node: &str,
    position: ChangeId,
    at: NaiveDateTime,
) -> QueryResult<bool> {
    let here = followers::table.find(name).filter(followers::claimed_by.eq(node));
    let advanced = diesel::update(here)
        .set((
            followers::position.eq(position),
            followers::followed_at.eq(at),
            followers::failure.eq(""),
            followers::failing_since.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    Ok(advanced == 1)
}

/// Notes why a follower stands still, since `since` (UTC).
pub fn fail(conn: &mut Conn, name: &str, failure: &str, since: NaiveDateTime) -> QueryResult<()> {
    diesel::update(followers::table.find(name))
        .set((followers::failure.eq(failure), followers::failing_since.eq(since)))
        .execute(conn)?;
    Ok(())
}

/// Takes a follower away: changes are no longer kept for it.
pub fn remove(conn: &mut Conn, name: &str) -> QueryResult<()> {
    diesel::delete(followers::table.find(name)).execute(conn)?;
    Ok(())
}
