//! What sitemaps list: addresses of articles in stretches of time, and of the standing pages.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text, Timestamp};

use super::Conn;
use super::schema::{articles, coverage_names, info_pages, people_names, revisions, section_names};
use crate::model::{ArticleId, CoverageId, PersonId, SectionId, StoryId};

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
        latest(self.published_at, self.updated_at, self.corrected_at)
    }
}

/// The live articles that an edition published in one month.
#[derive(Debug, Clone, QueryableByName)]
pub struct EditionMonth {
    /// `2026-11`, UTC.
    #[diesel(sql_type = Text)]
    pub month: String,
    /// Prefix of the edition.
    #[diesel(sql_type = Text)]
    pub edition: String,
    /// At least 1.
    #[diesel(sql_type = BigInt)]
    pub articles: i64,
    /// When the newest was published, UTC.
    #[diesel(sql_type = Timestamp)]
    pub published_at: NaiveDateTime,
    /// UTC.
    #[diesel(sql_type = Nullable<Timestamp>)]
    pub updated_at: Option<NaiveDateTime>,
    /// UTC.
    #[diesel(sql_type = Nullable<Timestamp>)]
    pub corrected_at: Option<NaiveDateTime>,
}

impl EditionMonth {
    /// When any of its articles last changed, UTC.
    pub fn modified_at(&self) -> NaiveDateTime {
        latest(self.published_at, self.updated_at, self.corrected_at)
    }
}

fn latest(
    published_at: NaiveDateTime,
    updated_at: Option<NaiveDateTime>,
    corrected_at: Option<NaiveDateTime>,
) -> NaiveDateTime {
    updated_at.max(corrected_at).map_or(published_at, |later| later.max(published_at))
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
    // SQLite keeps instants as text.
    let month = match conn {
        Conn::Sqlite(_) => "substr(published_at, 1, 7)",
        Conn::Postgres(_) => "to_char(published_at, 'YYYY-MM')",
    };
    let query = diesel::sql_query(format!(
        "SELECT {month} AS month, edition, COUNT(*) AS articles, \
         MAX(published_at) AS published_at, MAX(updated_at) AS updated_at, \
         MAX(corrected_at) AS corrected_at \
         FROM articles WHERE state = 'live' GROUP BY 1, edition ORDER BY 1"
    ));
    match conn {
        Conn::Sqlite(conn) => query.load(conn),
        Conn::Postgres(conn) => query.load(conn),
    }
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

/// The newest live articles of some editions since `start` with their headlines, newest first.
pub fn list_news(
    conn: &mut Conn,
    editions: &[&str],
    start: NaiveDateTime,
    limit: i64,
) -> QueryResult<Vec<(SitemapEntry, String)>> {
    articles::table
        .inner_join(revisions::table.on(revisions::id.nullable().eq(articles::live_revision_id)))
        .filter(articles::edition.eq_any(editions))
        .filter(articles::state.eq("live"))
        .filter(articles::published_at.ge(start))
        .order((articles::published_at.desc(), articles::id.desc()))
        .limit(limit)
        .select((columns(), revisions::headline))
        .load(conn)
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

/// The pages of sections, coverages, people and information in all editions, ordered by key.
///
/// Four queries.
pub fn list_standing_pages(conn: &mut Conn) -> QueryResult<Vec<StandingPage>> {
    let mut pages = Vec::new();
    let mut add = |key, edition, slug, modified_at| {
        pages.push(StandingPage { key, edition, slug, modified_at });
    };
    let sections: Vec<(SectionId, String, String)> = section_names::table
        .select((section_names::section_id, section_names::edition, section_names::slug))
        .load(conn)?;
    for (id, edition, slug) in sections {
        add(PageKey::Section(id), edition, slug, None);
    }
    let coverages: Vec<(CoverageId, String, String, Option<NaiveDateTime>)> = coverage_names::table
        .select((
            coverage_names::coverage_id,
            coverage_names::edition,
            coverage_names::slug,
            coverage_names::latest_at,
        ))
        .load(conn)?;
    for (id, edition, slug, latest_at) in coverages {
        add(PageKey::Coverage(id), edition, slug, latest_at);
    }
    let people: Vec<(PersonId, String, String, String)> = people_names::table
        .select((
            people_names::person_id,
            people_names::kind,
            people_names::edition,
            people_names::slug,
        ))
        .load(conn)?;
    for (id, kind, edition, slug) in people {
        let is_author = kind == super::people::PersonKind::Author.as_str();
        let key = if is_author { PageKey::Author(id) } else { PageKey::Source(id) };
        add(key, edition, slug, None);
    }
    let info: Vec<(String, String, NaiveDateTime)> = info_pages::table
        .select((info_pages::name, info_pages::edition, info_pages::updated_at))
        .load(conn)?;
    for (name, edition, updated_at) in info {
        add(PageKey::Info(name.clone()), edition, name, Some(updated_at));
    }
    pages.sort_by(|one, other| one.key.cmp(&other.key));
    Ok(pages)
}
