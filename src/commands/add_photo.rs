//! Adding a photo to the library.

use diesel::QueryResult;

use super::{CommandError, jobs};
use crate::db::media::{self, NewPicture};
use crate::db::{Conn, dialect};
use crate::media::Original;
use crate::model::{MediaId, Noun, Permission, SignOff};
use crate::{changes, text};

/// A photo's words in one edition.
#[derive(Debug, Clone)]
pub struct PhotoWords {
    /// Prefix of the edition.
    pub edition: String,
    /// For those who can't see it.
    pub alt: String,
    /// Under it.
    pub caption: String,
}

/// Adds the photo whose original the store has taken, or finds it when it is there already.
///
/// Where nobody is to be named, it is whom the file names.
///
/// # Errors
///
/// The person can't write in an edition that has words, or the database failed.
pub fn add_photo(
    conn: &mut Conn,
    sign_off: &SignOff,
    original: &Original,
    file_name: &str,
    credit: &str,
    words: &[PhotoWords],
) -> Result<MediaId, CommandError> {
    let editions = words.iter().map(|words| words.edition.as_str());
    sign_off.authority.require_in(Permission::Write, editions)?;
    dialect::transaction(conn, |conn| {
        let id = insert(conn, sign_off, original, file_name, credit, "")?;
        for words in words {
            let (alt, caption) = (text::clean_line(&words.alt), text::clean_line(&words.caption));
            media::set_texts(conn, id, &words.edition, &alt, &caption)?;
        }
        changes::record(conn, sign_off, "add_photo", &[Noun::Media(id)])?;
        jobs::request_renditions(conn, sign_off)?;
        Ok(id)
    })
}

/// The photo of this original, which is added when it isn't there already.
pub(super) fn insert(
    conn: &mut Conn,
    sign_off: &SignOff,
    original: &Original,
    file_name: &str,
    credit: &str,
    source_url: &str,
) -> QueryResult<MediaId> {
    if let Some(id) = media::find_by_key(conn, &original.key)? {
        return Ok(id);
    }
    let picture = NewPicture {
        content_key: original.key.clone(),
        file_name: text::clean_line(file_name),
        format: original.format.extension().to_owned(),
        width: i32::try_from(original.width).unwrap_or(i32::MAX),
        height: i32::try_from(original.height).unwrap_or(i32::MAX),
        size_bytes: i64::try_from(original.bytes).unwrap_or(i64::MAX),
        colour: original.dominant_colour.clone(),
        credit: match text::clean_line(credit) {
            credit if credit.is_empty() => original.found.credit.clone(),
            credit => credit,
        },
        created_at: sign_off.at,
        place: original.found.place.clone(),
        taken_on: original.found.taken_on,
        found_caption: original.found.caption.clone(),
        source_url: source_url.to_owned(),
    };
    media::insert(conn, &picture)
}
