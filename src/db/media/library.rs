//! Pictures as the library shows them, and which of them.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use crate::db::Conn;
use crate::db::desk::{lower, pattern};
use crate::db::schema::{articles, coverages, media, media_texts, media_uses, revisions};
use crate::model::{Focus, MediaId};

type Backend = <Conn as diesel::Connection>::Backend;

/// A picture as the library shows it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = media)]
pub struct LibraryPicture {
    /// Its id.
    pub id: MediaId,
    /// The original's content hash, its name in addresses.
    #[diesel(column_name = content_key)]
    pub key: String,
    /// As it was called when it came.
    pub file_name: String,
    /// Pixels.
    pub width: i32,
    /// Pixels.
    pub height: i32,
    /// Of the original.
    pub size_bytes: i64,
    /// Who is to be named for it; may be empty.
    pub credit: String,
    /// UTC.
    pub created_at: NaiveDateTime,
    /// Hundredths, from the left.
    pub focus_x: i32,
    /// Hundredths, from the top.
    pub focus_y: i32,
    /// Where it was taken; may be empty.
    pub place: String,
    /// When it was taken.
    pub taken_on: Option<NaiveDate>,
    /// The caption that stood in the file; may be empty.
    pub found_caption: String,
    /// The address that it was copied from; empty for what came as a file.
    pub source_url: String,
}

impl LibraryPicture {
    /// What stays in sight where it is cropped.
    pub fn focus(&self) -> Focus {
        Focus::new(self.focus_x, self.focus_y)
    }
}

/// Which pictures of the library.
#[derive(Debug, Clone, Default)]
pub struct LibraryFilter {
    /// From the one before this one on.
    pub before: Option<MediaId>,
    /// Nobody is named for them.
    pub without_credit: bool,
    /// No article and no coverage shows them: neither to readers nor in its newest draft.
    pub unused: bool,
    /// Not described in the edition of this prefix.
    pub without_words: Option<String>,
}

/// Up to `limit` pictures, the newest first.
pub fn list_library(
    conn: &mut Conn,
    filter: &LibraryFilter,
    limit: i64,
) -> QueryResult<Vec<LibraryPicture>> {
    let mut query = media::table.select(LibraryPicture::as_select()).into_boxed::<Backend>();
    if let Some(id) = filter.before {
        query = query.filter(media::id.lt(id));
    }
    if filter.without_credit {
        query = query.filter(media::credit.eq(""));
    }
    if let Some(edition) = &filter.without_words {
        let described = media_texts::table
            .filter(media_texts::media_id.eq(media::id))
            .filter(media_texts::edition.eq(edition.clone()))
            .filter(media_texts::alt.ne(""));
        query = query.filter(not(exists(described)));
    }
    if filter.unused {
        let shown = media_uses::table
            .inner_join(revisions::table.on(revisions::id.eq(media_uses::revision_id)))
            .inner_join(articles::table.on(articles::id.eq(revisions::article_id)))
            .filter(media_uses::media_id.eq(media::id))
            .filter(
                articles::live_revision_id
                    .eq(revisions::id.nullable())
                    .or(articles::newest_revision_id.eq(revisions::id.nullable())),
            );
        let covered = coverages::table.filter(coverages::lead_media_id.eq(media::id.nullable()));
        query = query.filter(not(exists(shown))).filter(not(exists(covered)));
    }
    query.order(media::id.desc()).limit(limit).load(conn)
}

/// Up to `limit` pictures whose name, credit or words in any edition have `words` in them, the
/// newest first, from the one before `before` on. All of them where there are no words.
pub fn search(
    conn: &mut Conn,
    words: &str,
    before: Option<MediaId>,
    limit: i64,
) -> QueryResult<Vec<LibraryPicture>> {
    let mut query = media::table.select(LibraryPicture::as_select()).into_boxed::<Backend>();
    if let Some(id) = before {
        query = query.filter(media::id.lt(id));
    }
    if !words.is_empty() {
        // As typed, for letters that SQLite can't lower; else without regard to case.
        let (typed, low) = (pattern(words), pattern(&words.to_lowercase()));
        let described = media_texts::table
            .filter(
                media_texts::alt
                    .like(typed.clone())
                    .escape('\\')
                    .or(lower(media_texts::alt).like(low.clone()).escape('\\'))
                    .or(media_texts::caption.like(typed.clone()).escape('\\'))
                    .or(lower(media_texts::caption).like(low.clone()).escape('\\')),
            )
            .select(media_texts::media_id);
        query = query.filter(
            media::file_name
                .like(typed.clone())
                .escape('\\')
                .or(lower(media::file_name).like(low.clone()).escape('\\'))
                .or(media::credit.like(typed).escape('\\'))
                .or(lower(media::credit).like(low).escape('\\'))
                .or(media::id.eq_any(described)),
        );
    }
    query.order(media::id.desc()).limit(limit).load(conn)
}

/// A picture of the library.
pub fn find(conn: &mut Conn, id: MediaId) -> QueryResult<Option<LibraryPicture>> {
    media::table.filter(media::id.eq(id)).select(LibraryPicture::as_select()).first(conn).optional()
}

/// How many pictures nobody is named for.
pub fn count_without_credit(conn: &mut Conn) -> QueryResult<usize> {
    let count: i64 =
        media::table.filter(media::credit.eq("")).select(diesel::dsl::count_star()).first(conn)?;
    Ok(usize::try_from(count).unwrap_or_default())
}
