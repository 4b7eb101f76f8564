//! The first admin, whom nobody can invite.

use chrono::{NaiveDateTime, TimeDelta};

use super::{PeopleError, subject};
use crate::audit;
use crate::auth::secret;
use crate::db::tokens::{self, Purpose};
use crate::db::{Conn, dialect, users};
use crate::model::user::normal_email;
use crate::model::{Role, Roles, SignOff, UserId};

/// How long the link for the first admin is good, in minutes.
const MINUTES: i64 = 30;

/// A token with which somebody can make themselves the first admin; `None` when there are
/// accounts already.
///
/// # Errors
///
/// Those of the database.
pub fn issue_set_up_token(
    conn: &mut Conn,
    now: NaiveDateTime,
) -> Result<Option<String>, PeopleError> {
    dialect::transaction(conn, |conn| {
        if !users::is_empty(conn)? {
            return Ok(None);
        }
        let token = secret::readable();
        let expires = now + TimeDelta::minutes(MINUTES);
        tokens::insert(conn, Purpose::Setup, &secret::hash(&token), None, now, expires)?;
        Ok(Some(token))
    })
}

/// Whether a token, as somebody typed it, could be used now.
///
/// # Errors
///
/// Those of the database.
pub fn find_set_up_token(
    conn: &mut Conn,
    typed: &str,
    now: NaiveDateTime,
) -> Result<bool, PeopleError> {
    let hash = secret::hash(&secret::as_given_out(typed));
    let found = tokens::find(conn, Purpose::Setup, &hash, now)?.is_some();
    Ok(found && users::is_empty(conn)?)
}

/// Makes the first account, an admin's, and takes every link for it back.
///
/// `token` is `None` when the operator vouches for the person: on the command line, by variables.
///
/// # Errors
///
/// There are accounts already, the token is good no longer, or the address can't be one.
pub fn set_up(
    conn: &mut Conn,
    sign_off: &SignOff,
    token: Option<&str>,
    (email, name, language): (&str, &str, &str),
    password_hash: &str,
) -> Result<UserId, PeopleError> {
    let email = normal_email(email).ok_or_else(|| PeopleError::BadEmail(email.to_owned()))?;
    dialect::transaction(conn, |conn| {
        if !users::is_empty(conn)? {
            return Err(PeopleError::NotEmpty);
        }
        if let Some(token) = token
            && !find_set_up_token(conn, token, sign_off.at)?
        {
            return Err(PeopleError::LinkOver);
        }
        let id = users::insert(conn, &email, name, language, sign_off.at)?;
        users::set_password(conn, id, password_hash)?;
        users::set_roles(conn, id, &Roles::of(Role::Admin, &[]))?;
        tokens::delete_all(conn, Purpose::Setup)?;
        audit::record(conn, sign_off, "set_up", &subject(id), &email)?;
        Ok(id)
    })
}
