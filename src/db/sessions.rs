//! Where people are signed in. Cookies are known by their hash only.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::Conn;
use super::schema::sessions;
use crate::model::{Session, SessionId, UserId};

/// A session to be.
#[derive(Debug, Clone)]
pub struct NewSession<'a> {
    /// SHA-256 of its cookie.
    pub token_hash: &'a str,
    /// Whose it is.
    pub user_id: UserId,
    /// UTC.
    pub at: NaiveDateTime,
    /// UTC.
    pub expires_at: NaiveDateTime,
    /// Network address.
    pub address: &'a str,
    /// What the browser calls itself.
    pub agent: &'a str,
}

#[diesel::dsl::auto_type]
fn rows() -> _ {
    sessions::table.select((
        sessions::id,
        sessions::user_id,
        sessions::created_at,
        sessions::seen_at,
        sessions::expires_at,
        sessions::stepped_up_at,
        sessions::address,
        sessions::agent,
        sessions::flash,
    ))
}

/// Begins a session.
pub fn insert(conn: &mut Conn, new: &NewSession<'_>) -> QueryResult<SessionId> {
    diesel::insert_into(sessions::table)
        .values((
            sessions::token_hash.eq(new.token_hash),
            sessions::user_id.eq(new.user_id),
            sessions::created_at.eq(new.at),
            sessions::seen_at.eq(new.at),
            sessions::expires_at.eq(new.expires_at),
            sessions::stepped_up_at.eq(new.at),
            sessions::address.eq(new.address),
            sessions::agent.eq(new.agent),
        ))
        .returning(sessions::id)
        .get_result(conn)
}

/// The session of a cookie's hash, unless its time is over at `now` or it was idle since
/// `idle_since`.
pub fn find(
    conn: &mut Conn,
    token_hash: &str,
    now: NaiveDateTime,
    idle_since: NaiveDateTime,
) -> QueryResult<Option<Session>> {
    rows()
        .filter(sessions::token_hash.eq(token_hash))
        .filter(sessions::expires_at.gt(now))
        .filter(sessions::seen_at.gt(idle_since))
        .first(conn)
        .optional()
}

/// Somebody's sessions that could still be used, the latest first.
pub fn list(
    conn: &mut Conn,
    user: UserId,
    now: NaiveDateTime,
    idle_since: NaiveDateTime,
) -> QueryResult<Vec<Session>> {
    rows()
        .filter(sessions::user_id.eq(user))
        .filter(sessions::expires_at.gt(now))
        .filter(sessions::seen_at.gt(idle_since))
        .order((sessions::seen_at.desc(), sessions::id.desc()))
        .load(conn)
}

/// Notes that a session was used.
pub fn set_seen(conn: &mut Conn, id: SessionId, at: NaiveDateTime) -> QueryResult<()> {
    let this = sessions::table.filter(sessions::id.eq(id));
    diesel::update(this).set(sessions::seen_at.eq(at)).execute(conn)?;
    Ok(())
}

/// Notes that the person has just shown who they are.
pub fn set_stepped_up(conn: &mut Conn, id: SessionId, at: NaiveDateTime) -> QueryResult<()> {
    let this = sessions::table.filter(sessions::id.eq(id));
    diesel::update(this).set(sessions::stepped_up_at.eq(at)).execute(conn)?;
    Ok(())
}

/// Keeps what the next page says, or forgets it.
pub fn set_flash(conn: &mut Conn, id: SessionId, flash: Option<&str>) -> QueryResult<()> {
    let this = sessions::table.filter(sessions::id.eq(id));
    diesel::update(this).set(sessions::flash.eq(flash)).execute(conn)?;
    Ok(())
}

/// Ends a session of somebody's; `false` when it isn't theirs, or there is none.
pub fn delete(conn: &mut Conn, user: UserId, id: SessionId) -> QueryResult<bool> {
    let this = sessions::table.filter(sessions::id.eq(id)).filter(sessions::user_id.eq(user));
    Ok(diesel::delete(this).execute(conn)? == 1)
}

/// Ends all of somebody's sessions but one.
pub fn delete_others(conn: &mut Conn, user: UserId, but: Option<SessionId>) -> QueryResult<()> {
    let kept = but.unwrap_or(SessionId(0));
    let these = sessions::table.filter(sessions::user_id.eq(user)).filter(sessions::id.ne(kept));
    diesel::delete(these).execute(conn)?;
    Ok(())
}

/// Forgets sessions that can't be used any more.
pub fn delete_old(
    conn: &mut Conn,
    now: NaiveDateTime,
    idle_since: NaiveDateTime,
) -> QueryResult<()> {
    let is_over = sessions::expires_at.le(now).or(sessions::seen_at.le(idle_since));
    diesel::delete(sessions::table.filter(is_over)).execute(conn)?;
    Ok(())
}
