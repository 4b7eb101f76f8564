//! Which pictures lack a size that readers are offered.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::db::Conn;
use crate::db::schema::media;
use crate::model::MediaId;

/// A picture that lacks a size, as far as is known.
#[derive(Debug, Clone, Queryable)]
pub struct Unprepared {
    /// Its id.
    pub id: MediaId,
    /// The original's content hash.
    pub key: String,
    /// As it was called when it came.
    pub file_name: String,
}

/// The first one after `last`.
pub fn find_unprepared(conn: &mut Conn, last: MediaId) -> QueryResult<Option<Unprepared>> {
    media::table
        .filter(media::prepared_at.is_null())
        .filter(media::id.gt(last))
        .order(media::id)
        .select((media::id, media::content_key, media::file_name))
        .first(conn)
        .optional()
}

/// How many there are.
pub fn count_unprepared(conn: &mut Conn) -> QueryResult<i64> {
    count_unprepared_after(conn, MediaId(0))
}

/// How many there are after `last`.
pub fn count_unprepared_after(conn: &mut Conn, last: MediaId) -> QueryResult<i64> {
    let unprepared = media::table.filter(media::prepared_at.is_null()).filter(media::id.gt(last));
    unprepared.count().get_result(conn)
}

/// Notes that all sizes of a picture are there, unless its file is another one by now.
pub fn set_prepared(conn: &mut Conn, picture: &Unprepared, at: NaiveDateTime) -> QueryResult<()> {
    let same =
        media::table.filter(media::id.eq(picture.id)).filter(media::content_key.eq(&picture.key));
    diesel::update(same).set(media::prepared_at.eq(at)).execute(conn)?;
    Ok(())
}

/// Has every picture looked at again.
pub fn forget_prepared(conn: &mut Conn) -> QueryResult<()> {
    diesel::update(media::table).set(media::prepared_at.eq(None::<NaiveDateTime>)).execute(conn)?;
    Ok(())
}
