//! Another password of one's own.

use super::{PeopleError, subject};
use crate::audit;
use crate::db::tokens::{self, Purpose};
use crate::db::{Conn, dialect, sessions, users};
use crate::model::{SessionId, SignOff, UserId};

/// Sets a person's own password and signs them out everywhere else.
///
/// # Errors
///
/// Those of the database.
pub fn change_password(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: UserId,
    here: SessionId,
    password_hash: &str,
) -> Result<(), PeopleError> {
    dialect::transaction(conn, |conn| {
        users::set_password(conn, id, password_hash)?;
        sessions::delete_others(conn, id, Some(here))?;
        tokens::delete_of(conn, id, Purpose::Reset)?;
        audit::record(conn, sign_off, "change_password", &subject(id), "")?;
        Ok(())
    })
}
