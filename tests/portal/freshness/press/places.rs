//! Where readers find what a command is about: everything that may look different after it.

use broadsheet::db::people::{self, PersonKind};
use broadsheet::db::schema::article_coverages;
use broadsheet::db::{Conn, coverages, drafts, editing, media, sections};
use broadsheet::model::{ArticleId, CoverageId, MediaId, PersonId, SectionId};
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::support::{EDITIONS, Portal};

/// What a command is about.
#[derive(Debug, Clone)]
pub enum About {
    Article(ArticleId),
    Section(SectionId),
    Coverage(CoverageId),
    Author(PersonId),
    Source(PersonId),
    Photo(MediaId),
    Edition(String),
}

/// The addresses of pages, feeds and sitemaps that show `about`, as things are now.
pub fn of(portal: &Portal, about: &About) -> Vec<String> {
    let places = portal.query(|conn| match about {
        About::Article(id) => of_article(portal, conn, *id),
        About::Section(id) => of_section(conn, *id),
        About::Coverage(id) => of_coverage(portal, conn, *id),
        About::Author(id) => of_person(conn, PersonKind::Author, *id),
        About::Source(id) => of_person(conn, PersonKind::Source, *id),
        About::Photo(id) => of_photo(portal, conn, *id),
        About::Edition(edition) => Ok(of_edition(edition)),
    });
    places.expect("the database")
}

/// A page, and its feeds in all formats.
pub fn with_feeds(page: &str) -> Vec<String> {
    let feed = |format: &str| format!("{}/feed.{format}", page.trim_end_matches('/'));
    vec![page.to_owned(), feed("atom"), feed("rss"), feed("json")]
}

/// The archive's page of a day.
pub fn day(edition: &str, day: NaiveDate) -> String {
    format!("/{edition}/{}/{:02}/{:02}/", day.year(), day.month(), day.day())
}

fn of_article(portal: &Portal, conn: &mut Conn, id: ArticleId) -> QueryResult<Vec<String>> {
    let Some(article) = drafts::find(conn, id)? else { return Ok(Vec::new()) };
    let edition = article.edition.as_str();
    let mut places = Vec::new();
    if let Some(published_at) = article.published_at {
        let page = page_of(portal, conn, id, edition, published_at)?;
        places.extend([format!("{page}?photos=off"), page]);
        let local = portal.app.editions.get(edition).expect("an edition").local_date(published_at);
        places.push(day(edition, local));
        places.push(format!("/sitemaps/{}.xml", published_at.format("%Y-%m")));
    }
    places.extend(of_edition(edition));
    if let Some(slug) = sections::find_slug(conn, edition, article.section_id)? {
        places.extend(with_feeds(&format!("/{edition}/{slug}/")));
    }
    for coverage in coverages::list_of_article(conn, edition, id)? {
        places.extend(of_coverage_in(edition, &coverage.slug));
    }
    for (kind, person) in [("by", article.author_id), ("source", article.source_id)] {
        let Some(person) = person else { continue };
        let Some(slug) = people::find_slug(conn, edition, person)? else { continue };
        places.extend(with_feeds(&format!("/{edition}/{kind}/{slug}")));
    }
    for other in drafts::list_of_story(conn, article.story_id)? {
        if let Some(published_at) = other.published_at {
            places.push(page_of(portal, conn, other.id, &other.edition, published_at)?);
        }
    }
    Ok(places)
}

/// The pages of an article alone.
fn article_pages(portal: &Portal, conn: &mut Conn, id: ArticleId) -> QueryResult<Vec<String>> {
    let Some(article) = drafts::find(conn, id)? else { return Ok(Vec::new()) };
    let Some(published_at) = article.published_at else { return Ok(Vec::new()) };
    Ok(vec![page_of(portal, conn, id, &article.edition, published_at)?])
}

fn page_of(
    portal: &Portal,
    conn: &mut Conn,
    id: ArticleId,
    edition: &str,
    published_at: NaiveDateTime,
) -> QueryResult<String> {
    let slug = editing::find(conn, id)?.map(|article| article.slug).unwrap_or_default();
    let local = portal.app.editions.get(edition).expect("an edition").local_date(published_at);
    Ok(format!("{}{id}-{slug}", day(edition, local)))
}

fn of_section(conn: &mut Conn, id: SectionId) -> QueryResult<Vec<String>> {
    let mut places = vec!["/sitemaps/pages.xml".to_owned()];
    for edition in EDITIONS {
        if let Some(slug) = sections::find_slug(conn, edition, id)? {
            places.extend(with_feeds(&format!("/{edition}/{slug}/")));
            places.push(format!("/{edition}/"));
        }
    }
    Ok(places)
}

/// Its own places, and some of the articles that are filed in it, also where it has no words.
fn of_coverage(portal: &Portal, conn: &mut Conn, id: CoverageId) -> QueryResult<Vec<String>> {
    let mut places = vec!["/sitemaps/coverages.xml".to_owned()];
    let filed: Vec<ArticleId> = article_coverages::table
        .filter(article_coverages::coverage_id.eq(id))
        .order(article_coverages::article_id.desc())
        .limit(4)
        .select(article_coverages::article_id)
        .load(conn)?;
    for article in filed {
        places.extend(article_pages(portal, conn, article)?);
    }
    for (edition, slug) in coverages::list_slugs(conn, id)? {
        places.extend(of_coverage_in(&edition, &slug));
        places.push(format!("/{edition}/"));
    }
    Ok(places)
}

fn of_coverage_in(edition: &str, slug: &str) -> Vec<String> {
    let page = format!("/{edition}/coverage/{slug}");
    let mut places = with_feeds(&page);
    places.extend([format!("{page}?order=oldest"), format!("/{edition}/coverage/")]);
    places
}

fn of_person(conn: &mut Conn, kind: PersonKind, id: PersonId) -> QueryResult<Vec<String>> {
    let mut places = vec!["/sitemaps/people.xml".to_owned()];
    let folder = if kind == PersonKind::Author { "by" } else { "source" };
    for edition in EDITIONS {
        if let Some(slug) = people::find_slug(conn, edition, id)? {
            places.extend(with_feeds(&format!("/{edition}/{folder}/{slug}")));
        }
    }
    Ok(places)
}

/// Some of the articles that show it; a photo may be on many.
fn of_photo(portal: &Portal, conn: &mut Conn, id: MediaId) -> QueryResult<Vec<String>> {
    let mut places = Vec::new();
    let uses = media::list_uses(conn, &[id])?;
    for (_, article) in uses.iter().rev().take(3) {
        places.extend(of_article(portal, conn, *article)?);
    }
    Ok(places)
}

fn of_edition(edition: &str) -> Vec<String> {
    let mut places = with_feeds(&format!("/{edition}/"));
    places.extend(["about", "no/such/page"].map(|rest| format!("/{edition}/{rest}")));
    places.extend(["/sitemap.xml", "/sitemaps/news.xml"].map(str::to_owned));
    places
}
