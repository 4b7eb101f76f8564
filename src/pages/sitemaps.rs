//! Sitemaps for search engines: sitemaps.org 0.9 with `hreflang` alternates, and Google's news
//! extension.
//!
//! ```text
//! /sitemap.xml             index of the others
//! /sitemaps/pages.xml      fronts, sections, coverages, authors, sources, information pages
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
use crate::db::Conn;
use crate::db::sitemaps::{self, PageKey, SitemapEntry};
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
        Name::Pages(part) => write_pages(app, conn, part),
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
    for part in 1..=parts(count_pages(conn, &editions)?) {
        index.add(&Name::Pages(part), None);
    }
    if let Some(newest) = sitemaps::newest(conn, &editions, app.clock.now() - NEWS_AGE)? {
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
    let entries = sitemaps::list_news(conn, &editions, start, limit(NEWS_LENGTH))?;
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

fn write_pages(app: &App, conn: &mut Conn, part: usize) -> Result<String, AppError> {
    let groups = list_pages(app, conn)?;
    let mut pages = groups
        .iter()
        .flat_map(|group| group.iter().map(move |page| (page, group)))
        .skip((part - 1).saturating_mul(PART))
        .take(PART)
        .peekable();
    if pages.peek().is_none() {
        return Err(AppError::NotFound);
    }
    let mut set = UrlSet::with_alternates();
    for (page, group) in pages {
        let counterparts: Counterparts =
            group.iter().map(|page| (page.edition.prefix.clone(), page.path.clone())).collect();
        set.add(
            &format!("{}{}", app.config.base_url, page.path),
            page.modified_at.map(|at| page.edition.machine(at)).as_deref(),
            &alternates(app, &counterparts),
        );
    }
    Ok(set.finish())
}

/// How many pages [`list_pages`] lists.
fn count_pages(conn: &mut Conn, editions: &[&str]) -> Result<usize, AppError> {
    let (coverages, others) = sitemaps::count_standing_pages(conn, editions)?;
    // Each edition's home and, where there are coverages, their index.
    let fixed = editions.len() * if coverages > 0 { 2 } else { 1 };
    Ok(fixed + usize::try_from(coverages + others).unwrap_or(0))
}

/// A standing page in one edition.
struct Page<'a> {
    edition: &'a Edition,
    path: String,
    /// UTC.
    modified_at: Option<NaiveDateTime>,
}

/// The standing pages, each with itself in the other editions.
fn list_pages<'a>(app: &'a App, conn: &mut Conn) -> Result<Vec<Vec<Page<'a>>>, AppError> {
    let everywhere = |path: fn(&Links<'_>) -> String| -> Vec<Page<'a>> {
        let page = |edition: &'a Arc<Edition>| Page {
            path: path(&Links::plain(edition)),
            edition,
            modified_at: None,
        };
        app.editions.iter().map(page).collect()
    };
    let standing = sitemaps::list_standing_pages(conn)?;
    let mut groups = vec![everywhere(|links| links.home())];
    if standing.iter().any(|page| matches!(page.key, PageKey::Coverage(_))) {
        groups.push(everywhere(|links| links.page("coverage/")));
    }
    for pages in standing.chunk_by(|one, other| one.key == other.key) {
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
        groups.push(app.editions.iter().filter_map(in_edition).collect());
    }
    Ok(groups)
}
