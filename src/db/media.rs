//! The picture library.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::Conn;
use super::schema::{media, media_texts};
use crate::model::{MediaId, Picture};

/// The columns of a [`PictureRow`].
pub(super) const PICTURE: Columns =
    (media::id, media::content_key, media::width, media::height, media::colour, media::credit);

type Columns =
    (media::id, media::content_key, media::width, media::height, media::colour, media::credit);

pub(super) type PictureRow = (MediaId, String, i32, i32, String, String);

pub(super) fn picture(row: PictureRow) -> Picture {
    let (id, key, width, height, colour, credit) = row;
    Picture { id, key, width, height, colour, credit }
}

/// A picture to be added.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = media)]
pub struct NewPicture {
    /// The original's content hash.
    pub content_key: String,
    /// As it was called when it came.
    pub file_name: String,
    /// `jpeg`, `png` or `webp`.
    pub format: String,
    /// Pixels.
    pub width: i32,
    /// Pixels.
    pub height: i32,
    /// Of the original.
    pub size_bytes: i64,
    /// `#rrggbb`.
    pub colour: String,
    /// Who is to be named for it.
    pub credit: String,
    /// UTC.
    pub created_at: NaiveDateTime,
}

/// The picture whose original has this hash.
pub fn find_by_key(conn: &mut Conn, key: &str) -> QueryResult<Option<MediaId>> {
    media::table.filter(media::content_key.eq(key)).select(media::id).first(conn).optional()
}

/// Adds a picture.
pub fn insert(conn: &mut Conn, picture: &NewPicture) -> QueryResult<MediaId> {
    diesel::insert_into(media::table).values(picture.clone()).returning(media::id).get_result(conn)
}

/// Sets a picture's words in one edition.
pub fn set_texts(
    conn: &mut Conn,
    id: MediaId,
    edition: &str,
    alt: &str,
    caption: &str,
) -> QueryResult<()> {
    diesel::delete(
        media_texts::table
            .filter(media_texts::media_id.eq(id))
            .filter(media_texts::edition.eq(edition)),
    )
    .execute(conn)?;
    diesel::insert_into(media_texts::table)
        .values((
            media_texts::media_id.eq(id),
            media_texts::edition.eq(edition),
            media_texts::alt.eq(alt),
            media_texts::caption.eq(caption),
        ))
        .execute(conn)?;
    Ok(())
}

/// The ids of the newest pictures, the newest first.
pub fn list_newest(conn: &mut Conn, limit: i64) -> QueryResult<Vec<MediaId>> {
    media::table.order(media::id.desc()).limit(limit).select(media::id).load(conn)
}

/// Those of `ids` that exist.
pub fn list_existing(conn: &mut Conn, ids: &[MediaId]) -> QueryResult<Vec<MediaId>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    media::table.filter(media::id.eq_any(ids)).select(media::id).load(conn)
}
