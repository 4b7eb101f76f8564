//! The second step of signing in: an app's codes, and codes on paper.

use chrono::NaiveDateTime;

use super::{PeopleError, get_charge, subject};
use crate::audit;
use crate::auth::{secret, totp};
use crate::db::{Conn, dialect, users};
use crate::model::{SignOff, UserId};

/// Turns a person's own second step on, with a code that shows that the app has the secret.
///
/// Gives the recovery codes, which are shown once.
///
/// # Errors
///
/// The code isn't the app's.
pub fn turn_on_totp(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: UserId,
    secret: &str,
    code: &str,
) -> Result<Vec<String>, PeopleError> {
    let step = totp::matching_step(secret, code, sign_off.at).ok_or(PeopleError::WrongCode)?;
    dialect::transaction(conn, |conn| {
        users::set_totp(conn, id, Some(secret), step)?;
        audit::record(conn, sign_off, "turn_on_totp", &subject(id), "")?;
        Ok(insert_codes(conn, id)?)
    })
}

/// Makes new recovery codes of one's own; the earlier ones are good no longer.
///
/// # Errors
///
/// Those of the database.
pub fn renew_recovery_codes(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: UserId,
) -> Result<Vec<String>, PeopleError> {
    dialect::transaction(conn, |conn| {
        audit::record(conn, sign_off, "renew_recovery_codes", &subject(id), "")?;
        Ok(insert_codes(conn, id)?)
    })
}

/// Turns the second step off: one's own, or of somebody whose phone is lost.
///
/// # Errors
///
/// There is no such account, or it is neither one's own nor in one's charge.
pub fn turn_off_totp(conn: &mut Conn, sign_off: &SignOff, id: UserId) -> Result<(), PeopleError> {
    dialect::transaction(conn, |conn| {
        if sign_off.authority.person() != Some(id) {
            get_charge(conn, sign_off, id)?;
        }
        users::set_totp(conn, id, None, 0)?;
        users::set_recovery_codes(conn, id, &[])?;
        audit::record(conn, sign_off, "turn_off_totp", &subject(id), "")?;
        Ok(())
    })
}

/// Uses a code of the app, or one on paper, up.
///
/// # Errors
///
/// [`PeopleError::WrongCode`], also for one that was used before.
pub fn use_code(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: UserId,
    code: &str,
    now: NaiveDateTime,
) -> Result<(), PeopleError> {
    dialect::transaction(conn, |conn| {
        let secrets = users::get_secrets(conn, id)?;
        let known = secrets.totp_secret.as_deref().ok_or(PeopleError::WrongCode)?;
        if let Some(step) = totp::matching_step(known, code, now) {
            let is_new = users::use_totp_step(conn, id, step)?;
            return if is_new { Ok(()) } else { Err(PeopleError::WrongCode) };
        }
        let hash = secret::hash(&secret::as_given_out(code));
        if !users::use_recovery_code(conn, id, &hash)? {
            return Err(PeopleError::WrongCode);
        }
        audit::record(conn, sign_off, "use_recovery_code", &subject(id), "")?;
        Ok(())
    })
}

fn insert_codes(conn: &mut Conn, id: UserId) -> diesel::QueryResult<Vec<String>> {
    let codes = totp::recovery_codes();
    let hashes: Vec<String> = codes.iter().map(|code| secret::hash(code)).collect();
    users::set_recovery_codes(conn, id, &hashes)?;
    Ok(codes)
}
