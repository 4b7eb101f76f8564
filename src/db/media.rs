//! The picture library.

mod library;
mod renditions;
mod uses;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::Conn;
use super::schema::{media, media_texts};
use crate::model::{Focus, MediaId, Picture};

pub use library::{
    LibraryFilter, LibraryPicture, count_without_credit, find, list_library, search,
};
pub use renditions::{
    Unprepared, count_unprepared, count_unprepared_after, find_unprepared, forget_prepared,
    set_prepared,
};
pub use uses::{Use, list_coverages, list_uses, list_using};

/// The columns of a [`PictureRow`].
pub(super) const PICTURE: Columns = (
    media::id,
    media::content_key,
    media::width,
    media::height,
    media::colour,
    media::credit,
    (media::focus_x, media::focus_y),
);

type Columns = (
    media::id,
    media::content_key,
    media::width,
    media::height,
    media::colour,
    media::credit,
    (media::focus_x, media::focus_y),
);

pub(super) type PictureRow = (MediaId, String, i32, i32, String, String, (i32, i32));

pub(super) fn picture(row: PictureRow) -> Picture {
    let (id, key, width, height, colour, credit, (x, y)) = row;
    Picture { id, key, width, height, colour, credit, focus: Focus::new(x, y) }
}

/// A picture to be added.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = media)]
pub struct NewPicture {
    /// The original's content hash.
    pub content_key: String,
    /// As it was called when it came.
    pub file_name: String,
    /// `jpg`, `png`, `webp` or `avif`.
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
    /// Where it was taken; may be empty.
    pub place: String,
    /// When it was taken.
    pub taken_on: Option<NaiveDate>,
    /// The caption that stood in the file; may be empty.
    pub found_caption: String,
    /// The address that it was copied from; empty for what came as a file.
    pub source_url: String,
}

/// What a picture's file is.
#[derive(Debug, Clone, AsChangeset)]
#[diesel(table_name = media)]
pub struct PictureFile {
    /// The original's content hash.
    pub content_key: String,
    /// As it was called when it came.
    pub file_name: String,
    /// `jpg`, `png`, `webp` or `avif`.
    pub format: String,
    /// Pixels.
    pub width: i32,
    /// Pixels.
    pub height: i32,
    /// Of the original.
    pub size_bytes: i64,
    /// `#rrggbb`.
    pub colour: String,
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

/// Those of `ids` that exist.
pub fn list_existing(conn: &mut Conn, ids: &[MediaId]) -> QueryResult<Vec<MediaId>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    media::table.filter(media::id.eq_any(ids)).select(media::id).load(conn)
}

/// A picture's words as (edition, alt, caption).
pub fn list_texts(conn: &mut Conn, id: MediaId) -> QueryResult<Vec<(String, String, String)>> {
    media_texts::table
        .filter(media_texts::media_id.eq(id))
        .order(media_texts::edition)
        .select((media_texts::edition, media_texts::alt, media_texts::caption))
        .load(conn)
}

/// Sets who is to be named for a picture.
pub fn set_credit(conn: &mut Conn, id: MediaId, credit: &str) -> QueryResult<()> {
    diesel::update(media::table.filter(media::id.eq(id)))
        .set(media::credit.eq(credit))
        .execute(conn)?;
    Ok(())
}

/// Puts another file where a picture's was; its words stay.
pub fn replace_file(conn: &mut Conn, id: MediaId, file: &PictureFile) -> QueryResult<()> {
    diesel::update(media::table.filter(media::id.eq(id)))
        .set((file, media::prepared_at.eq(None::<NaiveDateTime>)))
        .execute(conn)?;
    Ok(())
}

/// Sets what stays in sight where a picture is cropped.
pub fn set_focus(conn: &mut Conn, id: MediaId, focus: Focus) -> QueryResult<()> {
    diesel::update(media::table.filter(media::id.eq(id)))
        .set((media::focus_x.eq(focus.x), media::focus_y.eq(focus.y)))
        .execute(conn)?;
    Ok(())
}

/// Sets where and when a picture was taken.
pub fn set_origin(
    conn: &mut Conn,
    id: MediaId,
    place: &str,
    taken_on: Option<NaiveDate>,
) -> QueryResult<()> {
    diesel::update(media::table.filter(media::id.eq(id)))
        .set((media::place.eq(place), media::taken_on.eq(taken_on)))
        .execute(conn)?;
    Ok(())
}
