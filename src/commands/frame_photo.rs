//! What is the same of a photo in every edition: what stays in sight where it is cropped, where
//! and when it was taken.

use chrono::NaiveDate;

use super::DescribePhotoError;
use super::describe_photo::{nouns_of, require_shared, shown_by};
use crate::changes;
use crate::db::{Conn, dialect, media};
use crate::model::{Focus, MediaId, Noun, SignOff};
use crate::text::clean_line;

/// Sets the point around which a photo is cropped.
///
/// What stays as it was takes no permission.
///
/// # Errors
///
/// There is no such photo, or the person is no editor of any edition that shows it.
pub fn set_focus(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: MediaId,
    focus: Focus,
) -> Result<(), DescribePhotoError> {
    dialect::transaction(conn, |conn| {
        let photo = media::find(conn, id)?.ok_or(DescribePhotoError::NotFound(id))?;
        if photo.focus() == focus {
            return Ok(());
        }
        let shown = shown_by(conn, id)?;
        require_shared(sign_off, &shown)?;
        media::set_focus(conn, id, focus)?;
        let nouns = nouns_of(conn, id, &shown)?;
        changes::record(conn, sign_off, "set_focus", &nouns)?;
        Ok(())
    })
}

/// Sets where and when a photo was taken; readers don't see it.
///
/// What stays as it was takes no permission.
///
/// # Errors
///
/// There is no such photo, or the person is no editor of any edition that shows it.
pub fn set_origin(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: MediaId,
    place: &str,
    taken_on: Option<NaiveDate>,
) -> Result<(), DescribePhotoError> {
    dialect::transaction(conn, |conn| {
        let photo = media::find(conn, id)?.ok_or(DescribePhotoError::NotFound(id))?;
        let place = clean_line(place);
        if photo.place == place && photo.taken_on == taken_on {
            return Ok(());
        }
        require_shared(sign_off, &shown_by(conn, id)?)?;
        media::set_origin(conn, id, &place, taken_on)?;
        changes::record(conn, sign_off, "set_origin", &[Noun::Media(id)])?;
        Ok(())
    })
}
