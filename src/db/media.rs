//! The picture library.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use super::Conn;
use super::desk::{lower, pattern};
use super::schema::{
    articles, coverage_names, coverages, media, media_texts, media_uses, revisions,
};
use super::statement::{Statement, among, on_either};
use crate::model::{ArticleId, CoverageId, Focus, MediaId, Picture};

type Backend = <Conn as diesel::Connection>::Backend;

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

/// Which articles show which of the pictures from `first` to `last`, each pair once: readers' text
/// or, where nobody works on that, the newest draft.
pub fn list_uses(
    conn: &mut Conn,
    first: MediaId,
    last: MediaId,
) -> QueryResult<Vec<(MediaId, ArticleId)>> {
    let statement = Statement::default()
        .sql(
            "SELECT DISTINCT used.media_id, shown.article_id FROM media_uses AS used \
             JOIN revisions AS shown ON shown.id = used.revision_id \
             JOIN articles ON articles.id = shown.article_id \
             WHERE used.media_id >= ",
        )
        .number(first)
        .sql(" AND used.media_id <= ")
        .number(last)
        .sql(
            " AND (articles.live_revision_id = shown.id OR NOT EXISTS (SELECT 1 FROM revisions \
             AS later WHERE later.article_id = shown.article_id AND later.id > shown.id))",
        );
    on_either!(conn, |conn| statement.load(conn))
}

/// An article that shows a picture.
#[derive(Debug, Clone, Queryable)]
pub struct Use {
    /// The article.
    pub id: ArticleId,
    /// Prefix of its edition.
    pub edition: String,
    /// As stored.
    pub state: String,
    /// Of its newest revision.
    pub headline: String,
}

/// Those articles, the newest first.
pub fn list_using(conn: &mut Conn, ids: &[ArticleId]) -> QueryResult<Vec<Use>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let query = articles::table
        .inner_join(revisions::table.on(revisions::article_id.eq(articles::id)))
        .filter(among(articles::id, ids))
        .order((articles::id.desc(), revisions::id.desc()))
        .select((articles::id, articles::edition, articles::state, revisions::headline));
    let mut rows: Vec<Use> = on_either!(conn, |conn| query.load(conn))?;
    rows.dedup_by_key(|row| row.id);
    Ok(rows)
}

/// The coverages whose picture this is, as (coverage, edition, name, slug).
pub fn list_coverages(
    conn: &mut Conn,
    id: MediaId,
) -> QueryResult<Vec<(CoverageId, String, String, String)>> {
    coverage_names::table
        .inner_join(coverages::table.on(coverages::id.eq(coverage_names::coverage_id)))
        .filter(coverages::lead_media_id.eq(id))
        .order((coverages::id.desc(), coverage_names::edition))
        .select((
            coverage_names::coverage_id,
            coverage_names::edition,
            coverage_names::name,
            coverage_names::slug,
        ))
        .load(conn)
}

/// How many pictures nobody is named for.
pub fn count_without_credit(conn: &mut Conn) -> QueryResult<usize> {
    let count: i64 =
        media::table.filter(media::credit.eq("")).select(diesel::dsl::count_star()).first(conn)?;
    Ok(usize::try_from(count).unwrap_or_default())
}
