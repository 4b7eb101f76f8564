//! What sitemaps list: addresses of articles in stretches of time, and of the standing pages.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::Conn;
use super::schema::{
    articles, coverage_names, edition_months, info_pages, people_names, revisions, section_names,
};
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

/// When the newest live article of some editions since `start` was published, UTC.
pub fn newest(
    conn: &mut Conn,
    editions: &[&str],
    start: NaiveDateTime,
) -> QueryResult<Option<NaiveDateTime>> {
    articles::table
        .filter(articles::edition.eq_any(editions))
        .filter(articles::state.eq("live"))
        .filter(articles::published_at.ge(start))
        .order((articles::published_at.desc(), articles::id.desc()))
        .select(articles::published_at.assume_not_null())
        .first(conn)
        .optional()
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

/// How many pages of coverages, and of the others that [`list_standing_pages`] lists, some editions
/// have. Four queries.
pub fn count_standing_pages(conn: &mut Conn, editions: &[&str]) -> QueryResult<(i64, i64)> {
    let coverages: i64 = coverage_names::table
        .filter(coverage_names::edition.eq_any(editions))
        .count()
        .get_result(conn)?;
    let sections: i64 = section_names::table
        .filter(section_names::edition.eq_any(editions))
        .count()
        .get_result(conn)?;
    let people: i64 = people_names::table
        .filter(people_names::edition.eq_any(editions))
        .count()
        .get_result(conn)?;
    let info: i64 =
        info_pages::table.filter(info_pages::edition.eq_any(editions)).count().get_result(conn)?;
    Ok((coverages, sections + people + info))
}
