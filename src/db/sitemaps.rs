//! What sitemaps list: addresses of articles in stretches of time, and of the standing pages.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::Conn;
use super::people::PersonKind;
use super::schema::{
    articles, coverage_names, edition_months, info_pages, people_names, revisions, section_names,
};
use super::statement::{Statement, among, on_either};
use crate::model::{ArticleId, CoverageId, Cursor, PersonId, SectionId, StoryId};

/// An article as a sitemap lists it.
#[derive(Debug, Clone, Queryable)]
pub struct SitemapEntry {
    /// The identity in its address.
    pub id: ArticleId,
    /// The same report in other editions.
    pub story_id: StoryId,
    /// Prefix of its edition.
    pub edition: String,
    /// Decorates its address.
    pub slug: String,
    /// UTC.
    pub published_at: NaiveDateTime,
    /// UTC.
    pub updated_at: Option<NaiveDateTime>,
    /// UTC.
    pub corrected_at: Option<NaiveDateTime>,
}

impl SitemapEntry {
    /// When its page last changed, UTC.
    pub fn modified_at(&self) -> NaiveDateTime {
        let later = self.updated_at.max(self.corrected_at);
        later.map_or(self.published_at, |later| later.max(self.published_at))
    }
}

/// The live articles that an edition published in one month.
#[derive(Debug, Clone, Queryable)]
pub struct EditionMonth {
    /// `2026-11`, UTC.
    pub month: String,
    /// Prefix of the edition.
    pub edition: String,
    /// At least 1.
    pub articles: i64,
    /// When any of them last changed, or was withdrawn, UTC.
    pub modified_at: NaiveDateTime,
}

type Columns = (
    articles::id,
    articles::story_id,
    articles::edition,
    articles::slug,
    diesel::dsl::AssumeNotNull<articles::published_at>,
    articles::updated_at,
    articles::corrected_at,
);

fn columns() -> Columns {
    (
        articles::id,
        articles::story_id,
        articles::edition,
        articles::slug,
        articles::published_at.assume_not_null(),
        articles::updated_at,
        articles::corrected_at,
    )
}

/// The months in which each edition published articles that are live, oldest first.
pub fn list_months(conn: &mut Conn) -> QueryResult<Vec<EditionMonth>> {
    edition_months::table
        .filter(edition_months::articles.gt(0))
        .order((edition_months::month, edition_months::edition))
        .select((
            edition_months::month,
            edition_months::edition,
            edition_months::articles,
            edition_months::modified_at,
        ))
        .load(conn)
}

/// A stretch of the live articles of some editions published in `[start, end)`, oldest first.
pub fn list_entries(
    conn: &mut Conn,
    editions: &[&str],
    (start, end): (NaiveDateTime, NaiveDateTime),
    offset: i64,
    limit: i64,
) -> QueryResult<Vec<SitemapEntry>> {
    articles::table
        .filter(articles::edition.eq_any(editions))
        .filter(articles::state.eq("live"))
        .filter(articles::published_at.ge(start))
        .filter(articles::published_at.lt(end))
        .order((articles::published_at, articles::id))
        .offset(offset)
        .limit(limit)
        .select(columns())
        .load(conn)
}

/// The live articles of some stories, in every edition, in no particular order.
pub fn list_of_stories(conn: &mut Conn, stories: &[StoryId]) -> QueryResult<Vec<SitemapEntry>> {
    let mut found = Vec::new();
    // A statement has a bounded number of parameters.
    for some in stories.chunks(5_000) {
        let entries = articles::table
            .filter(articles::story_id.eq_any(some))
            .filter(articles::state.eq("live"))
            .select(columns());
        found.extend(entries.load(conn)?);
    }
    Ok(found)
}

/// Articles at some places with their headlines, newest first.
pub fn list_news(conn: &mut Conn, places: &[Cursor]) -> QueryResult<Vec<(SitemapEntry, String)>> {
    let ids: Vec<ArticleId> = places.iter().map(|place| place.id).collect();
    let query = articles::table
        .inner_join(revisions::table.on(revisions::id.nullable().eq(articles::live_revision_id)))
        .filter(among(articles::id, &ids))
        .filter(articles::state.eq("live"))
        .order((articles::published_at.desc(), articles::id.desc()))
        .select((columns(), revisions::headline));
    on_either!(conn, |conn| query.load(conn))
}

/// A standing page in one edition.
#[derive(Debug, Clone)]
pub struct StandingPage {
    /// What is the same in every edition.
    pub key: PageKey,
    /// Prefix of its edition.
    pub edition: String,
    /// What its address is made of.
    pub slug: String,
    /// UTC; `None` where nobody keeps it.
    pub modified_at: Option<NaiveDateTime>,
}

/// A standing page in all editions. They come in the order of these.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageKey {
    /// A section's front.
    Section(SectionId),
    /// A coverage.
    Coverage(CoverageId),
    /// Everything by an author.
    Author(PersonId),
    /// Everything from a source.
    Source(PersonId),
    /// An information page, by its name.
    Info(String),
}

/// The pages of sections and of information in all editions, ordered by key. Two queries.
pub fn list_standing_pages(conn: &mut Conn) -> QueryResult<Vec<StandingPage>> {
    let sections: Vec<(SectionId, String, String)> = section_names::table
        .select((section_names::section_id, section_names::edition, section_names::slug))
        .load(conn)?;
    let info: Vec<(String, String, NaiveDateTime)> = info_pages::table
        .select((info_pages::name, info_pages::edition, info_pages::updated_at))
        .load(conn)?;
    let sections = sections.into_iter().map(|(id, edition, slug)| StandingPage {
        key: PageKey::Section(id),
        edition,
        slug,
        modified_at: None,
    });
    let info = info.into_iter().map(|(name, edition, updated_at)| StandingPage {
        key: PageKey::Info(name.clone()),
        edition,
        slug: name,
        modified_at: Some(updated_at),
    });
    let mut pages: Vec<StandingPage> = sections.chain(info).collect();
    pages.sort_by(|one, other| one.key.cmp(&other.key));
    Ok(pages)
}

/// How many ids are in a block: with four editions, two thousand addresses.
const BLOCK: i64 = 500;

/// The ids of a block; blocks count from 1, as ids do.
fn ids_of(block: i64) -> Option<(i64, i64)> {
    let last = block.checked_mul(BLOCK)?;
    Some((last - BLOCK + 1, last))
}

/// The pages of the coverages of a block in all editions, ordered by key.
pub fn list_coverages(conn: &mut Conn, block: i64) -> QueryResult<Vec<StandingPage>> {
    let Some((first, last)) = ids_of(block) else { return Ok(Vec::new()) };
    let id = coverage_names::coverage_id;
    let rows: Vec<(CoverageId, String, String, Option<NaiveDateTime>)> = coverage_names::table
        .filter(id.ge(CoverageId(first)).and(id.le(CoverageId(last))))
        .order((id, coverage_names::edition))
        .select((id, coverage_names::edition, coverage_names::slug, coverage_names::latest_at))
        .load(conn)?;
    let page = |(id, edition, slug, modified_at)| StandingPage {
        key: PageKey::Coverage(id),
        edition,
        slug,
        modified_at,
    };
    Ok(rows.into_iter().map(page).collect())
}

/// The pages of the people of a block in all editions, each with itself in the others.
pub fn list_people(conn: &mut Conn, block: i64) -> QueryResult<Vec<StandingPage>> {
    let Some((first, last)) = ids_of(block) else { return Ok(Vec::new()) };
    let id = people_names::person_id;
    let rows: Vec<(PersonId, String, String, String)> = people_names::table
        .filter(id.ge(PersonId(first)).and(id.le(PersonId(last))))
        .order((id, people_names::edition))
        .select((id, people_names::kind, people_names::edition, people_names::slug))
        .load(conn)?;
    let page = |(id, kind, edition, slug): (PersonId, String, String, String)| {
        let is_author = kind == PersonKind::Author.as_str();
        let key = if is_author { PageKey::Author(id) } else { PageKey::Source(id) };
        StandingPage { key, edition, slug, modified_at: None }
    };
    Ok(rows.into_iter().map(page).collect())
}

/// The blocks in which there are coverages, in order.
pub fn list_coverage_blocks(conn: &mut Conn) -> QueryResult<Vec<i64>> {
    let first = "WITH RECURSIVE block (first) AS (SELECT MIN(coverage_id) FROM coverage_names \
                 UNION ALL \
                 SELECT (SELECT MIN(coverage_id) FROM coverage_names WHERE coverage_id > ";
    list_blocks(conn, first)
}

/// The blocks in which there are authors or sources, in order.
pub fn list_people_blocks(conn: &mut Conn) -> QueryResult<Vec<i64>> {
    let first = "WITH RECURSIVE block (first) AS (SELECT MIN(person_id) FROM people_names \
                 UNION ALL \
                 SELECT (SELECT MIN(person_id) FROM people_names WHERE person_id > ";
    list_blocks(conn, first)
}

/// Steps from one block to the next: as many reads of an index as there are blocks.
///
/// Not only of the portal's editions: SQLite would go through all that these have at each step.
fn list_blocks(conn: &mut Conn, first: &'static str) -> QueryResult<Vec<i64>> {
    let statement = Statement::pairs()
        .sql(first)
        .sql("((first - 1) / ")
        .number(BLOCK)
        .sql(" + 1) * ")
        .number(BLOCK)
        .sql(") FROM block WHERE first IS NOT NULL) SELECT (first - 1) / ")
        .number(BLOCK)
        .sql(" + 1, first FROM block WHERE first IS NOT NULL ORDER BY first");
    let rows: Vec<(i64, i64)> = on_either!(conn, |conn| statement.load(conn))?;
    Ok(rows.into_iter().map(|(block, _)| block).collect())
}

/// Whether there is any coverage, in any edition.
pub fn has_coverages(conn: &mut Conn) -> QueryResult<bool> {
    let one = coverage_names::table.select(coverage_names::coverage_id);
    Ok(one.first::<CoverageId>(conn).optional()?.is_some())
}
