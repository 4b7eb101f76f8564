//! What people say of themselves.

use super::{PeopleError, subject};
use crate::audit;
use crate::db::{Conn, dialect, users};
use crate::model::{SignOff, UserId};
use crate::text::clean_line;

/// What people say of themselves.
#[derive(Debug, Clone)]
pub struct Profile {
    /// As colleagues see it.
    pub name: String,
    /// Prefix of the edition in whose language the admin speaks to them.
    pub language: String,
    /// Whether keys do something in the admin.
    pub shortcuts_enabled: bool,
}

/// Sets a person's own profile.
///
/// # Errors
///
/// Those of the database.
pub fn change_profile(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: UserId,
    profile: &Profile,
) -> Result<(), PeopleError> {
    dialect::transaction(conn, |conn| {
        let name = clean_line(&profile.name);
        users::set_profile(conn, id, &name, &profile.language, profile.shortcuts_enabled)?;
        audit::record(conn, sign_off, "change_profile", &subject(id), "")?;
        Ok(())
    })
}
