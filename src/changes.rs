//! The change feed: what was changed, in commit order.
//!
//! A command records its change in the transaction that makes it. Everything
//! derived from the content follows this feed from a cursor of its own.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::audit;
use crate::db::schema::changes;
use crate::db::settings::{self, PORTAL, name};
use crate::db::statement::on_either;
use crate::db::{Conn, dialect};
use crate::model::{ChangeId, Noun, SignOff};

/// Records a change; call it inside the transaction that makes the change.
///
/// What a person does is in the audit as well.
pub fn record(
    conn: &mut Conn,
    sign_off: &SignOff,
    verb: &'static str,
    nouns: &[Noun],
) -> QueryResult<ChangeId> {
    dialect::lock_changes(conn)?;
    dialect::notify(conn)?;
    let nouns: Vec<String> = nouns.iter().map(Noun::to_string).collect();
    if sign_off.authority.person().is_some() {
        audit::record(conn, sign_off, verb, &nouns.join(" "), "")?;
    }
    diesel::insert_into(changes::table)
        .values((
            changes::changed_at.eq(sign_off.at),
            changes::actor.eq(&sign_off.actor),
            changes::verb.eq(verb),
            changes::nouns.eq(serde_json::to_string(&nouns).unwrap_or_default()),
        ))
        .returning(changes::id)
        .get_result(conn)
}

/// The position of the newest change; 0 before the first.
pub fn position(conn: &mut Conn) -> QueryResult<ChangeId> {
    let query = changes::table.order(changes::id.desc()).select(changes::id);
    let newest: Option<ChangeId> = on_either!(conn, |conn| query.first(conn)).optional()?;
    Ok(newest.unwrap_or(ChangeId(0)))
}

/// Whether changes after a position were deleted, so that nobody can go on from there.
pub fn has_lost(conn: &mut Conn, after: ChangeId) -> QueryResult<bool> {
    // Ids have gaps where a transaction was rolled back; what was deleted is noted.
    let kept_from = settings::find(conn, PORTAL, name::CHANGES_FROM)?;
    let kept_from = kept_from.and_then(|id| id.parse().ok()).unwrap_or(0);
    Ok(after.0 < kept_from)
}

/// How many changes there are after a position, and when (UTC) the first of them was made.
pub fn count_after(conn: &mut Conn, after: ChangeId) -> QueryResult<(i64, Option<NaiveDateTime>)> {
    let newer = changes::table.filter(changes::id.gt(after));
    let count = newer.count().get_result(conn)?;
    let first = newer.order(changes::id).select(changes::changed_at).first(conn).optional()?;
    Ok((count, first))
}

/// The `limit` oldest changes that are still there, with when (UTC) each was made; oldest first.
pub fn list_dates(conn: &mut Conn, limit: i64) -> QueryResult<Vec<(ChangeId, NaiveDateTime)>> {
    let dates = changes::table.order(changes::id).select((changes::id, changes::changed_at));
    dates.limit(limit).load(conn)
}

/// Deletes all changes up to `last` and notes that; call it in a transaction. How many they were.
pub fn forget(conn: &mut Conn, last: ChangeId) -> QueryResult<usize> {
    let count = diesel::delete(changes::table.filter(changes::id.le(last))).execute(conn)?;
    settings::set(conn, PORTAL, name::CHANGES_FROM, Some(&last.to_string()))?;
    Ok(count)
}

/// A row of the feed.
#[derive(Debug, Clone, Queryable)]
pub struct Recorded {
    /// Its position.
    pub id: ChangeId,
    /// When it was made (UTC), as the clock that made it had it.
    pub changed_at: NaiveDateTime,
    /// Who made it.
    pub actor: String,
    /// The command's name.
    pub verb: String,
    /// What moved, as a JSON array of texts like `article:7`.
    pub nouns: String,
}

/// Up to `limit` changes after a position, in commit order.
pub fn list_after(conn: &mut Conn, after: ChangeId, limit: i64) -> QueryResult<Vec<Recorded>> {
    changes::table
        .filter(changes::id.gt(after))
        .order(changes::id)
        .select((changes::id, changes::changed_at, changes::actor, changes::verb, changes::nouns))
        .limit(limit)
        .load(conn)
}
