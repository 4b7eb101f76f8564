//! What somebody looks at again and again; no content, so only the audit has it.

use diesel::result::Error;

use crate::db::{Conn, dialect, saved_views};
use crate::model::{SignOff, UserId};
use crate::{audit, text};

/// Letters of a view's name.
const MOST: usize = 60;

/// Gives a filter of the article list a name; the one that had this name is replaced.
///
/// Whether it was saved: a name without a letter is none.
///
/// # Errors
///
/// Those of the database.
pub fn save_view(
    conn: &mut Conn,
    sign_off: &SignOff,
    user: UserId,
    name: &str,
    query: &str,
) -> Result<bool, Error> {
    let name: String = text::clean_line(name).chars().take(MOST).collect();
    if name.is_empty() {
        return Ok(false);
    }
    dialect::transaction(conn, |conn| {
        saved_views::set(conn, user, &name, query)?;
        audit::record(conn, sign_off, "save_view", &format!("user:{user}"), &name)?;
        Ok(true)
    })
}

/// Removes a view of somebody's own; nothing happens when there is none.
///
/// # Errors
///
/// Those of the database.
pub fn remove_view(
    conn: &mut Conn,
    sign_off: &SignOff,
    user: UserId,
    id: i64,
) -> Result<(), Error> {
    dialect::transaction(conn, |conn| {
        if saved_views::delete(conn, user, id)? {
            audit::record(conn, sign_off, "remove_view", &format!("user:{user}"), "")?;
        }
        Ok(())
    })
}
