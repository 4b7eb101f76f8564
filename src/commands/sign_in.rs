//! Signing in and out, and the pause after too many tries.

use std::net::IpAddr;

use chrono::{NaiveDateTime, TimeDelta};
use diesel::QueryResult;
use diesel::result::Error;

use crate::audit;
use crate::auth::{self, secret};
use crate::config::Config;
use crate::db::sessions::{self, NewSession};
use crate::db::{Conn, attempts, dialect, users};
use crate::model::{SessionId, SignOff, User};

/// How often an account may be tried before a pause.
pub const TRIES: i32 = 5;

/// The same from one address: a whole newsroom may sit behind it, and one person's slips must
/// not send all of it away.
pub const TRIES_OF_ADDRESS: i32 = 20;

/// How long the pause is, in minutes.
pub const PAUSE_MINUTES: i64 = 10;

/// Why a try isn't even looked at.
#[derive(Debug, thiserror::Error)]
pub enum TryError {
    /// There were too many.
    #[error("too many tries; paused until {0}")]
    Paused(NaiveDateTime),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] Error),
}

/// Counts a try for `subject` (an account) from an address, and says how many are left after it.
///
/// Call it before anything is compared: many tries at once can't be faster than their count.
///
/// # Errors
///
/// [`TryError::Paused`], for accounts that don't exist as for those that do.
pub fn count_try(
    conn: &mut Conn,
    subject: &str,
    address: &str,
    now: NaiveDateTime,
) -> Result<u32, TryError> {
    let pause = TimeDelta::minutes(PAUSE_MINUTES);
    dialect::transaction(conn, |conn| {
        let mut left = i32::MAX;
        let subjects = [(subject.to_owned(), TRIES), (of_address(address), TRIES_OF_ADDRESS)];
        for (subject, limit) in &subjects {
            let known = attempts::find(conn, subject, now - pause)?;
            match known {
                Some((failures, at)) if failures >= *limit => {
                    return Err(TryError::Paused(at + pause));
                }
                known => left = left.min(limit - 1 - known.map_or(0, |(failures, _)| failures)),
            }
        }
        for (subject, _) in &subjects {
            let failures =
                attempts::find(conn, subject, now - pause)?.map_or(0, |(count, _)| count);
            attempts::set(conn, subject, failures + 1, now, now - TimeDelta::days(1))?;
        }
        Ok(u32::try_from(left).unwrap_or(0))
    })
}

/// Forgets the tries of `subject`, and that the last one came from an address: it was right.
pub fn forget_tries(
    conn: &mut Conn,
    subject: &str,
    address: &str,
    now: NaiveDateTime,
) -> QueryResult<()> {
    dialect::transaction(conn, |conn| {
        attempts::delete(conn, subject)?;
        let (address, since) = (of_address(address), now - TimeDelta::minutes(PAUSE_MINUTES));
        if let Some((failures, at)) = attempts::find(conn, &address, since)? {
            match failures {
                ..=1 => attempts::delete(conn, &address)?,
                _ => attempts::set(conn, &address, failures - 1, at, now - TimeDelta::days(1))?,
            }
        }
        Ok(())
    })
}

/// Whoever has an IPv6 address has the 2^64 around it as well (RFC 6177 §2).
fn of_address(address: &str) -> String {
    match address.parse() {
        Ok(IpAddr::V6(address)) => {
            let [one, two, three, four, ..] = address.segments();
            format!("address:{one:x}:{two:x}:{three:x}:{four:x}::/64")
        }
        _ => format!("address:{address}"),
    }
}

/// Begins a session with a new cookie, `token`; whatever cookie the browser had before is good
/// for nothing (session fixation, OWASP WSTG-SESS-03).
pub fn sign_in(
    conn: &mut Conn,
    sign_off: &SignOff,
    config: &Config,
    user: &User,
    token: &str,
    agent: &str,
) -> QueryResult<SessionId> {
    let at = sign_off.at;
    dialect::transaction(conn, |conn| {
        sessions::delete_old(conn, at, auth::idle_since(config, at))?;
        let new = NewSession {
            token_hash: &secret::hash(token),
            user_id: user.id,
            at,
            expires_at: at + TimeDelta::days(i64::from(config.session_days)),
            address: &sign_off.address,
            agent,
        };
        let id = sessions::insert(conn, &new)?;
        users::set_signed_in(conn, user.id, at)?;
        audit::record(conn, sign_off, "sign_in", &format!("session:{id}"), "")?;
        Ok(id)
    })
}

/// Ends one of the person's own sessions.
pub fn sign_out(conn: &mut Conn, sign_off: &SignOff, id: SessionId) -> QueryResult<()> {
    dialect::transaction(conn, |conn| {
        let Some(user) = sign_off.authority.person() else { return Ok(()) };
        if sessions::delete(conn, user, id)? {
            audit::record(conn, sign_off, "sign_out", &format!("session:{id}"), "")?;
        }
        Ok(())
    })
}

/// Ends all of the person's own sessions but the one they are using.
pub fn sign_out_elsewhere(conn: &mut Conn, sign_off: &SignOff, here: SessionId) -> QueryResult<()> {
    dialect::transaction(conn, |conn| {
        let Some(user) = sign_off.authority.person() else { return Ok(()) };
        sessions::delete_others(conn, user, Some(here))?;
        audit::record(conn, sign_off, "sign_out_elsewhere", &format!("user:{user}"), "")
    })
}

/// Notes that the person of a session has just shown who they are.
pub fn step_up(conn: &mut Conn, sign_off: &SignOff, session: SessionId) -> QueryResult<()> {
    dialect::transaction(conn, |conn| {
        sessions::set_stepped_up(conn, session, sign_off.at)?;
        audit::record(conn, sign_off, "step_up", &format!("session:{session}"), "")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_one_network_has_are_one() {
        assert_eq!(of_address("203.0.113.7"), "address:203.0.113.7");
        assert_eq!(of_address("2001:db8:1:2::7"), "address:2001:db8:1:2::/64");
        assert_eq!(of_address("2001:db8:1:2:ffff::9"), of_address("2001:db8:1:2::7"));
        assert_ne!(of_address("2001:db8:1:3::7"), of_address("2001:db8:1:2::7"));
    }
}
