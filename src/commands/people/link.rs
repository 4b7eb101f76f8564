//! Links by which somebody chooses a password.

use chrono::{NaiveDateTime, TimeDelta};

use super::{PeopleError, get_charge, subject};
use crate::audit;
use crate::auth::secret;
use crate::db::tokens::{self, Purpose};
use crate::db::{Conn, dialect, sessions, users};
use crate::model::{SignOff, User, UserId};
use crate::text::clean_line;

/// How long an invitation is good, in days.
const INVITATION_DAYS: i64 = 7;

/// How long a link for another password is good, in hours.
const RESET_HOURS: i64 = 24;

/// A link, which can be shown once.
#[derive(Debug, Clone)]
pub struct Link {
    /// Its path in the portal.
    pub path: String,
    /// UTC.
    pub expires_at: NaiveDateTime,
    /// Whether it is for a first password.
    pub is_invitation: bool,
}

/// A new link for an account; earlier ones are good no longer.
///
/// For a first password it is an invitation, and after that a reset.
///
/// # Errors
///
/// There is no such account, or the person who signs off has no charge of it.
pub fn issue_link(conn: &mut Conn, sign_off: &SignOff, id: UserId) -> Result<Link, PeopleError> {
    dialect::transaction(conn, |conn| {
        let user = get_charge(conn, sign_off, id)?;
        let (purpose, lasts) = match user.has_password {
            false => (Purpose::Invitation, TimeDelta::days(INVITATION_DAYS)),
            true => (Purpose::Reset, TimeDelta::hours(RESET_HOURS)),
        };
        let (token, now) = (secret::token(), sign_off.at);
        let expires_at = now + lasts;
        tokens::insert(conn, purpose, &secret::hash(&token), Some(id), now, expires_at)?;
        audit::record(conn, sign_off, "issue_link", &subject(id), purpose.as_str())?;
        let is_invitation = purpose == Purpose::Invitation;
        let path = format!("/admin/{}/{token}", purpose.as_str());
        Ok(Link { path, expires_at, is_invitation })
    })
}

/// Whose link it is, if it is good at `now`.
///
/// # Errors
///
/// Those of the database.
pub fn find_link(
    conn: &mut Conn,
    purpose: Purpose,
    token: &str,
    now: NaiveDateTime,
) -> Result<Option<User>, PeopleError> {
    let Some(Some(id)) = tokens::find(conn, purpose, &secret::hash(token), now)? else {
        return Ok(None);
    };
    Ok(users::find(conn, id)?.filter(|user| user.is_active))
}

/// Sets the password that the owner of a link has chosen, and the name on an invitation.
///
/// Where they were signed in before, they are no longer.
///
/// # Errors
///
/// [`PeopleError::LinkOver`].
pub fn use_link(
    conn: &mut Conn,
    sign_off: &SignOff,
    (purpose, token): (Purpose, &str),
    name: Option<&str>,
    password_hash: &str,
) -> Result<User, PeopleError> {
    dialect::transaction(conn, |conn| {
        let user = find_link(conn, purpose, token, sign_off.at)?.ok_or(PeopleError::LinkOver)?;
        if !tokens::delete(conn, purpose, &secret::hash(token))? {
            return Err(PeopleError::LinkOver);
        }
        users::set_password(conn, user.id, password_hash)?;
        if let Some(name) = name.map(clean_line).filter(|name| !name.is_empty()) {
            users::set_profile(conn, user.id, &name, &user.language, user.shortcuts_enabled)?;
        }
        sessions::delete_others(conn, user.id, None)?;
        audit::record(conn, sign_off, "use_link", &subject(user.id), purpose.as_str())?;
        users::find(conn, user.id)?.ok_or(PeopleError::NotFound(user.id))
    })
}
