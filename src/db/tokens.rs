//! Links and tickets that are good once, known by their hash only.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::Conn;
use super::schema::tokens;
use crate::model::UserId;

/// What a token is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Making the first admin.
    Setup,
    /// Choosing a first password.
    Invitation,
    /// Choosing another password.
    Reset,
    /// Having given the right password, and still owing a code.
    SecondStep,
}

impl Purpose {
    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Purpose::Setup => "setup",
            Purpose::Invitation => "invitation",
            Purpose::Reset => "reset",
            Purpose::SecondStep => "second_step",
        }
    }
}

/// Adds a token; earlier ones of the same person and purpose are good no longer.
///
/// Those of nobody stay: each node that starts prints a link for the first admin.
pub fn insert(
    conn: &mut Conn,
    purpose: Purpose,
    hash: &str,
    user: Option<UserId>,
    now: NaiveDateTime,
    expires_at: NaiveDateTime,
) -> QueryResult<()> {
    diesel::delete(tokens::table.filter(tokens::expires_at.le(now))).execute(conn)?;
    if let Some(user) = user {
        delete_of(conn, user, purpose)?;
    }
    diesel::insert_into(tokens::table)
        .values((
            tokens::purpose.eq(purpose.as_str()),
            tokens::token_hash.eq(hash),
            tokens::user_id.eq(user),
            tokens::created_at.eq(now),
            tokens::expires_at.eq(expires_at),
        ))
        .execute(conn)?;
    Ok(())
}

/// Whose token it is, if it is good at `now`; the person is `None` for one of [`Purpose::Setup`].
pub fn find(
    conn: &mut Conn,
    purpose: Purpose,
    hash: &str,
    now: NaiveDateTime,
) -> QueryResult<Option<Option<UserId>>> {
    tokens::table
        .filter(tokens::token_hash.eq(hash))
        .filter(tokens::purpose.eq(purpose.as_str()))
        .filter(tokens::expires_at.gt(now))
        .select(tokens::user_id)
        .first(conn)
        .optional()
}

/// Uses a token up; `false` when somebody was faster.
pub fn delete(conn: &mut Conn, purpose: Purpose, hash: &str) -> QueryResult<bool> {
    let this = tokens::table
        .filter(tokens::token_hash.eq(hash))
        .filter(tokens::purpose.eq(purpose.as_str()));
    Ok(diesel::delete(this).execute(conn)? == 1)
}

/// Takes somebody's tokens of a purpose back.
pub fn delete_of(conn: &mut Conn, user: UserId, purpose: Purpose) -> QueryResult<()> {
    let these =
        tokens::table.filter(tokens::user_id.eq(user)).filter(tokens::purpose.eq(purpose.as_str()));
    diesel::delete(these).execute(conn)?;
    Ok(())
}

/// Takes every token of a purpose back.
pub fn delete_all(conn: &mut Conn, purpose: Purpose) -> QueryResult<()> {
    diesel::delete(tokens::table.filter(tokens::purpose.eq(purpose.as_str()))).execute(conn)?;
    Ok(())
}
