//! Adding a photo that another site shows.

use super::{CommandError, add_photo, jobs};
use crate::changes;
use crate::db::{Conn, dialect};
use crate::media::Original;
use crate::model::{MediaId, Noun, Permission, SignOff};

/// Adds the photo whose original the store has taken, and notes where it is from.
///
/// A photo that is in the library already stays as it is: it may be our own. Where a photo is from
/// doesn't say whose it is: nobody is named for it but whom its file names.
///
/// # Errors
///
/// The person can write nowhere, or the database failed.
pub fn copy_photo(
    conn: &mut Conn,
    sign_off: &SignOff,
    original: &Original,
    file_name: &str,
    source_url: &str,
) -> Result<MediaId, CommandError> {
    sign_off.authority.require_somewhere(Permission::Write)?;
    dialect::transaction(conn, |conn| {
        let id = add_photo::insert(conn, sign_off, original, file_name, "", source_url)?;
        changes::record(conn, sign_off, "copy_photo", &[Noun::Media(id)])?;
        jobs::request_renditions(conn, sign_off)?;
        Ok(id)
    })
}
