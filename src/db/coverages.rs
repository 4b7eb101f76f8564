//! Coverages, their words and filings.

use chrono::NaiveDateTime;
use diesel::dsl::Eq;
use diesel::prelude::*;

use super::Conn;
use super::listing::Part;
use super::media::{PICTURE, PictureRow};
use super::schema::{article_coverages, coverage_names, coverages, media, media_texts};
use super::statement::{Looked, among, limited, looked, on_either};
use crate::model::coverage::Coverage;
use crate::model::{ArticleId, CoverageId, Cursor, MediaId, Photo};

type CoverageRow = (
    (CoverageId, bool, String, String, String, Option<NaiveDateTime>),
    Option<PictureRow>,
    Option<(String, String)>,
);

macro_rules! coverages_in_an_edition {
    () => {
        coverage_names::table
            .inner_join(coverages::table.on(coverages::id.eq(coverage_names::coverage_id)))
            .left_join(media::table.on(media::id.nullable().eq(coverages::lead_media_id)))
            .left_join(
                media_texts::table.on(media_texts::media_id
                    .nullable()
                    .eq(coverages::lead_media_id)
                    .and(media_texts::edition.eq(coverage_names::edition))),
            )
            .select((
                (
                    coverages::id,
                    coverages::is_open,
                    coverage_names::name,
                    coverage_names::slug,
                    coverage_names::summary,
                    coverage_names::latest_at,
                ),
                PICTURE.nullable(),
                (media_texts::alt, media_texts::caption).nullable(),
            ))
    };
}

fn coverage((words, picture, texts): CoverageRow) -> Coverage {
    let (id, is_open, name, slug, summary, latest_at) = words;
    let (alt, caption) = texts.unwrap_or_default();
    let photo = picture.map(|row| Photo { picture: super::media::picture(row), alt, caption });
    Coverage { id, is_open, name, slug, summary, latest_at, photo }
}

/// The coverage at an address.
pub fn find_by_slug(conn: &mut Conn, edition: &str, slug: &str) -> QueryResult<Option<Coverage>> {
    let row: Option<CoverageRow> = coverages_in_an_edition!()
        .filter(coverage_names::edition.eq(edition))
        .filter(coverage_names::slug.eq(slug))
        .first(conn)
        .optional()?;
    Ok(row.map(coverage))
}

/// The coverages of an edition that have articles, the one with the latest article first.
pub fn list_latest(conn: &mut Conn, edition: &str, limit: i64) -> QueryResult<Vec<Coverage>> {
    list_part(conn, edition, Part::Newest, limit)
}

/// A part of the same list. A place in it is the instant of the latest article with the
/// coverage's number; parts that come after another are the oldest first, as they are of articles.
///
/// The places come from an index alone, then the coverages by their numbers: in one query
/// PostgreSQL, which doesn't know how long a part is, would join all that the edition has.
pub fn list_part(
    conn: &mut Conn,
    edition: &str,
    part: Part,
    limit: i64,
) -> QueryResult<Vec<Coverage>> {
    let (at, id) = (coverage_names::latest_at, coverage_names::coverage_id);
    let all = coverage_names::table
        .filter(coverage_names::edition.eq(edition))
        .filter(at.is_not_null())
        .limit(limit)
        .select(id);
    let number = |cursor: Cursor| CoverageId(cursor.id.0);
    let ids: Vec<CoverageId> = match part {
        Part::Newest => all.order((at.desc(), id.desc())).load(conn)?,
        Part::Oldest => all.order((at.asc(), id.asc())).load(conn)?,
        Part::Before(cursor) => all
            .filter(at.le(cursor.published_at))
            .filter(at.lt(cursor.published_at).or(id.lt(number(cursor))))
            .order((at.desc(), id.desc()))
            .load(conn)?,
        Part::After(cursor) => all
            .filter(at.ge(cursor.published_at))
            .filter(at.gt(cursor.published_at).or(id.gt(number(cursor))))
            .order((at.asc(), id.asc()))
            .load(conn)?,
    };
    let mut coverages = list(conn, edition, &ids)?;
    coverages.sort_by_key(|coverage| ids.iter().position(|id| *id == coverage.id));
    Ok(coverages)
}

/// Those of the coverages that have a name in an edition, in no order.
pub fn list(conn: &mut Conn, edition: &str, ids: &[CoverageId]) -> QueryResult<Vec<Coverage>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    // By the ids of coverages, not those of their names: PostgreSQL reads all coverages else.
    let query =
        coverages_in_an_edition!().filter(among(coverages::id, ids)).filter(named_in(edition));
    let rows: Vec<CoverageRow> = on_either!(conn, |conn| query.load(conn))?;
    Ok(rows.into_iter().map(coverage).collect())
}

/// A coverage's address in each edition that has it, as (edition, slug).
pub fn list_slugs(conn: &mut Conn, id: CoverageId) -> QueryResult<Vec<(String, String)>> {
    coverage_names::table
        .filter(coverage_names::coverage_id.eq(id))
        .select((coverage_names::edition, coverage_names::slug))
        .load(conn)
}

/// The coverage whose name in `edition` is exactly `name`.
pub fn find_by_name(conn: &mut Conn, edition: &str, name: &str) -> QueryResult<Option<CoverageId>> {
    coverage_names::table
        .filter(coverage_names::edition.eq(edition))
        .filter(coverage_names::name.eq(name))
        .select(coverage_names::coverage_id)
        .first(conn)
        .optional()
}

/// A coverage's name on an article or in a list.
#[derive(Debug, Clone, Queryable)]
pub struct CoverageName {
    /// The same in every edition.
    pub id: CoverageId,
    /// In this edition.
    pub name: String,
    /// In this edition.
    pub slug: String,
}

/// The coverages an article is filed in, in their order on it.
pub fn list_of_article(
    conn: &mut Conn,
    edition: &str,
    article: ArticleId,
) -> QueryResult<Vec<CoverageName>> {
    let query = article_coverages::table
        .inner_join(
            coverage_names::table
                .on(coverage_names::coverage_id.eq(article_coverages::coverage_id)),
        )
        .filter(article_coverages::article_id.eq(article))
        .filter(named_in(edition))
        .order((article_coverages::position, article_coverages::coverage_id))
        .select((coverage_names::coverage_id, coverage_names::name, coverage_names::slug));
    on_either!(conn, |conn| query.load(conn))
}

/// That a name is in an edition, for names that are found by their coverages: of those an edition
/// has thousands.
fn named_in(edition: &str) -> Eq<Looked<coverage_names::edition>, &str> {
    looked(coverage_names::edition).eq(edition)
}

/// The coverages that have a name in `edition`, the newest first.
pub fn list_names(
    conn: &mut Conn,
    edition: &str,
    limit: i64,
) -> QueryResult<Vec<(CoverageId, String)>> {
    let query = coverage_names::table
        .filter(looked(coverage_names::edition).eq(edition))
        .order(coverage_names::coverage_id.desc())
        .select((coverage_names::coverage_id, coverage_names::name));
    on_either!(conn, |conn| limited(query, limit).load(conn))
}

/// Takes an article out of a coverage.
pub fn delete_filing(
    conn: &mut Conn,
    id: CoverageId,
    edition: &str,
    article: ArticleId,
) -> QueryResult<()> {
    diesel::delete(
        article_coverages::table
            .filter(article_coverages::article_id.eq(article))
            .filter(article_coverages::coverage_id.eq(id)),
    )
    .execute(conn)?;
    refresh_latest(conn, id, edition)
}

/// The coverages that any of `articles` is filed in, by the articles' order, without repetition.
pub fn list_of_articles(
    conn: &mut Conn,
    edition: &str,
    articles: &[ArticleId],
) -> QueryResult<Vec<(ArticleId, CoverageName)>> {
    if articles.is_empty() {
        return Ok(Vec::new());
    }
    let query = article_coverages::table
        .inner_join(
            coverage_names::table
                .on(coverage_names::coverage_id.eq(article_coverages::coverage_id)),
        )
        .filter(among(article_coverages::article_id, articles))
        .filter(named_in(edition))
        .order((
            article_coverages::listed_at.desc(),
            article_coverages::article_id.desc(),
            article_coverages::position,
            article_coverages::coverage_id,
        ))
        .select((
            article_coverages::article_id,
            (coverage_names::coverage_id, coverage_names::name, coverage_names::slug),
        ));
    on_either!(conn, |conn| query.load(conn))
}

/// When the first live article of a coverage was published, UTC.
pub fn find_first_listed(
    conn: &mut Conn,
    edition: &str,
    id: CoverageId,
) -> QueryResult<Option<NaiveDateTime>> {
    article_coverages::table
        .filter(article_coverages::coverage_id.eq(id))
        .filter(article_coverages::edition.eq(edition))
        .filter(article_coverages::listed_at.is_not_null())
        .order(article_coverages::listed_at)
        .select(article_coverages::listed_at.assume_not_null())
        .first(conn)
        .optional()
}

/// Adds an open coverage without words.
pub fn insert(
    conn: &mut Conn,
    photo: Option<MediaId>,
    created_at: NaiveDateTime,
) -> QueryResult<CoverageId> {
    diesel::insert_into(coverages::table)
        .values((
            coverages::is_open.eq(true),
            coverages::lead_media_id.eq(photo),
            coverages::created_at.eq(created_at),
        ))
        .returning(coverages::id)
        .get_result(conn)
}

/// Sets a coverage's words in one edition.
pub fn set_name(
    conn: &mut Conn,
    id: CoverageId,
    edition: &str,
    name: &str,
    slug: &str,
    summary: &str,
) -> QueryResult<()> {
    let here = coverage_names::table
        .filter(coverage_names::coverage_id.eq(id))
        .filter(coverage_names::edition.eq(edition));
    let changed = diesel::update(here)
        .set((
            coverage_names::name.eq(name),
            coverage_names::slug.eq(slug),
            coverage_names::summary.eq(summary),
        ))
        .execute(conn)?;
    if changed == 0 {
        diesel::insert_into(coverage_names::table)
            .values((
                coverage_names::coverage_id.eq(id),
                coverage_names::edition.eq(edition),
                coverage_names::name.eq(name),
                coverage_names::slug.eq(slug),
                coverage_names::summary.eq(summary),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Files an article in a coverage; `listed_at` is its publication while it is live.
pub fn insert_filing(
    conn: &mut Conn,
    id: CoverageId,
    edition: &str,
    article: ArticleId,
    listed_at: Option<NaiveDateTime>,
) -> QueryResult<()> {
    let last: Option<i32> = article_coverages::table
        .filter(article_coverages::article_id.eq(article))
        .select(diesel::dsl::max(article_coverages::position))
        .first(conn)?;
    diesel::insert_into(article_coverages::table)
        .values((
            article_coverages::article_id.eq(article),
            article_coverages::coverage_id.eq(id),
            article_coverages::position.eq(last.unwrap_or(0) + 1),
            article_coverages::edition.eq(edition),
            article_coverages::listed_at.eq(listed_at),
        ))
        .execute(conn)?;
    refresh_latest(conn, id, edition)
}

/// Lists or unlists an article in the coverages it is filed in.
pub fn set_listed(
    conn: &mut Conn,
    edition: &str,
    article: ArticleId,
    listed_at: Option<NaiveDateTime>,
) -> QueryResult<Vec<CoverageId>> {
    let filings = article_coverages::table.filter(article_coverages::article_id.eq(article));
    let ids: Vec<CoverageId> = filings.select(article_coverages::coverage_id).load(conn)?;
    diesel::update(filings).set(article_coverages::listed_at.eq(listed_at)).execute(conn)?;
    for &id in &ids {
        refresh_latest(conn, id, edition)?;
    }
    Ok(ids)
}

/// Notes when the newest live article of a coverage was published.
pub fn refresh_latest(conn: &mut Conn, id: CoverageId, edition: &str) -> QueryResult<()> {
    let latest: Option<NaiveDateTime> = article_coverages::table
        .filter(article_coverages::coverage_id.eq(id))
        .filter(article_coverages::edition.eq(edition))
        .select(diesel::dsl::max(article_coverages::listed_at))
        .first(conn)?;
    diesel::update(
        coverage_names::table
            .filter(coverage_names::coverage_id.eq(id))
            .filter(coverage_names::edition.eq(edition)),
    )
    .set(coverage_names::latest_at.eq(latest))
    .execute(conn)?;
    Ok(())
}

/// Whether a coverage is open; `None` when there is none.
pub fn find_is_open(conn: &mut Conn, id: CoverageId) -> QueryResult<Option<bool>> {
    coverages::table.filter(coverages::id.eq(id)).select(coverages::is_open).first(conn).optional()
}

/// Opens or closes a coverage.
pub fn set_open(conn: &mut Conn, id: CoverageId, is_open: bool) -> QueryResult<()> {
    diesel::update(coverages::table.filter(coverages::id.eq(id)))
        .set(coverages::is_open.eq(is_open))
        .execute(conn)?;
    Ok(())
}
