//! Sitemaps for search engines: sitemaps.org 0.9 with `hreflang` alternates, and Google's news
//! extension.
//!
//! ```text
//! /sitemap.xml             index of the others
//! /sitemaps/pages.xml      fronts, sections, information pages
//! /sitemaps/coverages.xml  the first coverages; coverages-2.xml has the next
//! /sitemaps/people.xml     the first authors and sources; people-2.xml has the next
//! /sitemaps/2026-11.xml    the articles published in a month (UTC), oldest first
//! /sitemaps/2026-11-2.xml  the second part of a month that has more than one
//! /sitemaps/news.xml       the articles of the last 48 hours
//! ```

mod name;
mod xml;

use std::collections::HashMap;
use std::sync::Arc;

use actix_web::{HttpRequest, web};
use chrono::{NaiveDateTime, TimeDelta};

use self::name::{Month, Name};
use self::xml::{News, SitemapIndex, UrlSet};
use super::address::Links;
use super::feeds::without_illegal_characters;
use super::layout::{Alternate, Counterparts};
use super::lists::limit;
use super::reply::{self, AppResult};
use super::visit::{shown, shows_settings};
use crate::app::App;
use crate::db::sitemaps::{self, PageKey, SitemapEntry, StandingPage};
use crate::db::{Conn, listing};
use crate::error::AppError;
use crate::i18n::Edition;
use crate::model::{Noun, Shown, StoryId};

/// Addresses in one sitemap.
///
/// The protocol takes 50,000 and 50 MB. With its alternates an address takes about 1 kB, and no
/// answer should be much larger than a page with its photos.
const PART: usize = 2_000;

const XML: &str = "application/xml; charset=utf-8";

/// How old news is at most, and how much of it search engines take.
const NEWS_AGE: TimeDelta = TimeDelta::hours(48);
const NEWS_LENGTH: usize = 1_000;

/// `GET /sitemap.xml`
pub async fn index(app: web::Data<App>, request: HttpRequest) -> AppResult {
    let shown = shown(&request);
    let xml = build(app, shown.clone(), move |app, conn| write_index(app, conn, &shown));
    Ok(reply::of_no_edition(XML, xml.await?))
}

/// `GET /sitemaps/{name}.xml`
pub async fn show(app: web::Data<App>, request: HttpRequest, path: web::Path<String>) -> AppResult {
    let name = path.strip_suffix(".xml").and_then(Name::parse).ok_or(AppError::NotFound)?;
    let shown = shown(&request);
    let xml = build(app, shown.clone(), move |app, conn| match name {
        Name::Pages => write_pages(app, conn),
        Name::Coverages(block) => {
            let coverages = sitemaps::list_coverages(conn, limit(block))?;
            write_groups(app, &groups(app, &coverages))
        }
        Name::People(block) => {
            let people = sitemaps::list_people(conn, limit(block))?;
            write_groups(app, &groups(app, &people))
        }
        Name::News => write_news(app, conn, &shown),
        Name::Month(month, part) => write_month(app, conn, month, part),
    });
    Ok(reply::of_no_edition(XML, xml.await?))
}

/// Writes a sitemap away from the worker: the longest take a tenth of a second.
async fn build(
    app: web::Data<App>,
    shown: Arc<Shown>,
    write: impl FnOnce(&App, &mut Conn) -> Result<String, AppError> + Send + 'static,
) -> Result<String, AppError> {
    shows_settings(&app, &shown);
    shown.note_all(app.editions.iter().map(|edition| Noun::Edition(edition.prefix.clone())));
    let asked = app.clone();
    app.wait(move || asked.read_here(write)).await?
}

/// A page in each edition that has it, with `x-default`; empty when only one has it.
///
/// The same rule as the head of the page itself has.
fn alternates(app: &App, counterparts: &Counterparts) -> Vec<Alternate> {
    let mut alternates: Vec<Alternate> = Vec::new();
    let absolute = |path: &str| format!("{}{path}", app.config.base_url);
    for edition in app.editions.iter() {
        if let Some((_, path)) = counterparts.iter().find(|(prefix, _)| *prefix == edition.prefix) {
            alternates.push(Alternate { language: edition.tag.clone(), href: absolute(path) });
        }
    }
    if alternates.len() < 2 {
        return Vec::new();
    }
    let default = counterparts.iter().find(|(prefix, _)| *prefix == app.config.default_edition);
    let href = match default {
        Some((_, path)) => absolute(path),
        None => alternates[0].href.clone(),
    };
    alternates.push(Alternate { language: "x-default".to_owned(), href });
    alternates
}

fn write_index(app: &App, conn: &mut Conn, shown: &Shown) -> Result<String, AppError> {
    let mut months: Vec<(Month, usize, NaiveDateTime)> = Vec::new();
    for found in sitemaps::list_months(conn)? {
        let known = app.editions.get(&found.edition).and_then(|_| Month::parse(&found.month));
        let Some(month) = known else { continue };
        let articles = usize::try_from(found.articles).unwrap_or(0);
        match months.last_mut() {
            Some((last, all, latest)) if *last == month => {
                *all += articles;
                *latest = found.modified_at.max(*latest);
            }
            _ => months.push((month, articles, found.modified_at)),
        }
    }
    let mut index = SitemapIndex::new(&app.config.base_url);
    let editions: Vec<&str> = app.editions.iter().map(|edition| edition.prefix.as_str()).collect();
    index.add(&Name::Pages, None);
    for block in sitemaps::list_coverage_blocks(conn)? {
        index.add(&Name::Coverages(usize::try_from(block).unwrap_or(0)), None);
    }
    for block in sitemaps::list_people_blocks(conn)? {
        index.add(&Name::People(usize::try_from(block).unwrap_or(0)), None);
    }
    let news = listing::list_places_since(conn, &editions, app.clock.now() - NEWS_AGE, 1)?;
    if let Some(newest) = news.first().map(|place| place.published_at) {
        shown.until(no_longer_news(newest));
        index.add(&Name::News, Some(newest));
    }
    for (month, articles, modified_at) in months {
        for part in 1..=parts(articles) {
            index.add(&Name::Month(month, part), Some(modified_at));
        }
    }
    Ok(index.finish())
}

/// In how many sitemaps so many addresses are.
fn parts(addresses: usize) -> usize {
    addresses.div_ceil(PART)
}

fn write_month(app: &App, conn: &mut Conn, month: Month, part: usize) -> Result<String, AppError> {
    let editions: Vec<&str> = app.editions.iter().map(|edition| edition.prefix.as_str()).collect();
    let range = month.range().ok_or(AppError::NotFound)?;
    let offset = (part - 1).checked_mul(PART).ok_or(AppError::NotFound)?;
    let entries = sitemaps::list_entries(conn, &editions, range, limit(offset), limit(PART))?;
    if entries.is_empty() {
        return Err(AppError::NotFound);
    }
    let mut stories: Vec<StoryId> = entries.iter().map(|entry| entry.story_id).collect();
    stories.sort();
    stories.dedup();
    let mut everywhere: HashMap<StoryId, Counterparts> = HashMap::new();
    for entry in sitemaps::list_of_stories(conn, &stories)? {
        if let Some(path) = path_of(app, &entry) {
            everywhere.entry(entry.story_id).or_default().push((entry.edition, path));
        }
    }
    let mut set = UrlSet::with_alternates();
    let none = Counterparts::new();
    for entry in &entries {
        let Some((edition, path)) = app.editions.get(&entry.edition).zip(path_of(app, entry))
        else {
            continue;
        };
        let counterparts = everywhere.get(&entry.story_id).unwrap_or(&none);
        set.add(
            &format!("{}{path}", app.config.base_url),
            Some(&edition.machine(entry.modified_at())),
            &alternates(app, counterparts),
        );
    }
    Ok(set.finish())
}

/// The path of an article of a known edition.
fn path_of(app: &App, entry: &SitemapEntry) -> Option<String> {
    let edition = app.editions.get(&entry.edition)?;
    Some(Links::plain(edition).article(entry.published_at, entry.id, &entry.slug))
}

/// The first instant at which an article of `published_at` isn't news any more.
fn no_longer_news(published_at: NaiveDateTime) -> NaiveDateTime {
    published_at + NEWS_AGE + TimeDelta::microseconds(1)
}

fn write_news(app: &App, conn: &mut Conn, shown: &Shown) -> Result<String, AppError> {
    let editions: Vec<&str> = app.editions.iter().map(|edition| edition.prefix.as_str()).collect();
    let start = app.clock.now() - NEWS_AGE;
    let places = listing::list_places_since(conn, &editions, start, limit(NEWS_LENGTH))?;
    let entries = sitemaps::list_news(conn, &places)?;
    if let Some(oldest) = entries.iter().map(|(entry, _)| entry.published_at).min() {
        shown.until(no_longer_news(oldest));
    }
    let mut names: HashMap<&str, String> = HashMap::new();
    for prefix in editions {
        let site = app.site(conn, prefix)?;
        let name = if site.name.is_empty() { "Broadsheet" } else { &site.name };
        names.insert(prefix, name.to_owned());
    }
    let mut set = UrlSet::with_news();
    for (entry, headline) in &entries {
        let Some((edition, path)) = app.editions.get(&entry.edition).zip(path_of(app, entry))
        else {
            continue;
        };
        set.add_news(&News {
            address: &format!("{}{path}", app.config.base_url),
            publication: names.get(edition.prefix.as_str()).map_or("", String::as_str),
            language: &edition.news_language,
            published: &edition.machine(entry.published_at),
            headline,
        });
    }
    Ok(without_illegal_characters(set.finish()))
}

fn write_pages(app: &App, conn: &mut Conn) -> Result<String, AppError> {
    let mut all = vec![everywhere(app, |links| links.home())];
    if sitemaps::has_coverages(conn)? {
        all.push(everywhere(app, |links| links.page("coverage/")));
    }
    all.extend(groups(app, &sitemaps::list_standing_pages(conn)?));
    write_groups(app, &all)
}

/// A page that every edition has.
fn everywhere(app: &App, path: fn(&Links<'_>) -> String) -> Vec<Page<'_>> {
    let page = |edition| Page { path: path(&Links::plain(edition)), edition, modified_at: None };
    app.editions.iter().map(|edition| page(edition)).collect()
}

/// A sitemap of pages, each with itself in the other editions; there is none of no pages.
fn write_groups(app: &App, groups: &[Vec<Page<'_>>]) -> Result<String, AppError> {
    if groups.iter().all(Vec::is_empty) {
        return Err(AppError::NotFound);
    }
    let mut set = UrlSet::with_alternates();
    for group in groups {
        let counterparts: Counterparts =
            group.iter().map(|page| (page.edition.prefix.clone(), page.path.clone())).collect();
        let alternates = alternates(app, &counterparts);
        for page in group {
            set.add(
                &format!("{}{}", app.config.base_url, page.path),
                page.modified_at.map(|at| page.edition.machine(at)).as_deref(),
                &alternates,
            );
        }
    }
    Ok(set.finish())
}

/// A standing page in one edition.
struct Page<'a> {
    edition: &'a Edition,
    path: String,
    /// UTC.
    modified_at: Option<NaiveDateTime>,
}

/// Pages that are ordered by key, each with itself in the other editions.
fn groups<'a>(app: &'a App, standing: &[StandingPage]) -> Vec<Vec<Page<'a>>> {
    let group = |pages: &[StandingPage]| {
        let in_edition = |edition: &'a Arc<Edition>| {
            let page = pages.iter().find(|page| page.edition == edition.prefix)?;
            let links = Links::plain(edition);
            Some(Page {
                path: match page.key {
                    PageKey::Section(_) => links.section(&page.slug),
                    PageKey::Coverage(_) => links.coverage(&page.slug),
                    PageKey::Author(_) => links.author(&page.slug),
                    PageKey::Source(_) => links.source(&page.slug),
                    PageKey::Info(_) => links.page(&page.slug),
                },
                edition,
                modified_at: page.modified_at,
            })
        };
        app.editions.iter().filter_map(in_edition).collect()
    };
    standing.chunk_by(|one, other| one.key == other.key).map(group).collect()
}
