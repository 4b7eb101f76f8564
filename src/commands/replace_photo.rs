//! Putting another file where a photo's was.

use super::describe_photo::{nouns_of, require_shared, shown_by};
use super::jobs;
use crate::changes;
use crate::db::media::{self, PictureFile};
use crate::db::{Conn, dialect};
use crate::media::Original;
use crate::model::{Denied, MediaId, SignOff};
use crate::text::clean_line;

/// Why a photo's file was not replaced; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ReplacePhotoError {
    /// It does not exist.
    #[error("there is no photo {0}")]
    NotFound(MediaId),
    /// The file is in the library already, as this photo.
    #[error("the file is photo {0} already")]
    Known(MediaId),
    /// The person's roles don't allow it.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] diesel::result::Error),
}

/// Replaces the file of a photo by one that the store has taken.
///
/// Its id, words, uses and focal point stay, so that readers see the new picture wherever they
/// saw the old one. The old file stays in the store: addresses of it that were kept elsewhere go
/// on answering.
///
/// # Errors
///
/// There is no such photo, the file is another photo's, or the person is no editor of any edition
/// that shows it.
pub fn replace_photo(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: MediaId,
    original: &Original,
    file_name: &str,
) -> Result<(), ReplacePhotoError> {
    dialect::transaction(conn, |conn| {
        let photo = media::find(conn, id)?.ok_or(ReplacePhotoError::NotFound(id))?;
        let shown = shown_by(conn, id)?;
        require_shared(sign_off, &shown)?;
        if photo.key == original.key {
            return Ok(());
        }
        if let Some(known) = media::find_by_key(conn, &original.key)? {
            return Err(ReplacePhotoError::Known(known));
        }
        let file = PictureFile {
            content_key: original.key.clone(),
            file_name: clean_line(file_name),
            format: original.format.extension().to_owned(),
            width: i32::try_from(original.width).unwrap_or(i32::MAX),
            height: i32::try_from(original.height).unwrap_or(i32::MAX),
            size_bytes: i64::try_from(original.bytes).unwrap_or(i64::MAX),
            colour: original.dominant_colour.clone(),
        };
        media::replace_file(conn, id, &file)?;
        let nouns = nouns_of(conn, id, &shown)?;
        changes::record(conn, sign_off, "replace_photo", &nouns)?;
        jobs::request_renditions(conn, sign_off)?;
        Ok(())
    })
}
