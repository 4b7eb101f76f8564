//! Which pages readers ask for.

use std::collections::BTreeSet;

use broadsheet::bench::words::LANGUAGES;
use broadsheet::model::site::INFO_PAGES;

use crate::Failure;
use crate::client::Client;

/// Different articles that readers ask for.
const ARTICLES: usize = 1_000;

/// Addresses that lead nowhere.
const UNKNOWN: usize = 1_000;

/// Addresses of one kind of page.
pub struct Kind {
    /// In the report.
    pub name: &'static str,
    /// Asked for in turn.
    pub paths: Vec<String>,
    /// With which cookie; empty for readers.
    pub cookie: String,
    /// What each answer has.
    pub status: u16,
}

impl Kind {
    fn new(name: &'static str, paths: Vec<String>) -> Kind {
        Kind { name, paths, cookie: String::new(), status: 200 }
    }
}

/// The kinds that most readers open, article first, of a portal with so many articles.
pub fn main_kinds(client: &mut Client, articles: usize) -> Result<Vec<Kind>, Failure> {
    let sections = LANGUAGES[0].sections.map(str::to_lowercase);
    let sections = sections.iter().flat_map(|slug| everywhere(&format!("{slug}/")));
    Ok(vec![
        Kind::new("article", article_paths(client, articles, ARTICLES)?),
        Kind::new("home", everywhere("")),
        Kind::new("section", sections.collect()),
    ])
}

/// The main kinds and all others, of a portal with so many articles.
pub fn all_kinds(client: &mut Client, articles: usize) -> Result<Vec<Kind>, Failure> {
    let mut kinds = main_kinds(client, articles)?;
    let older = older_pages(client, &kinds[2].paths)?;
    let days: BTreeSet<String> = kinds[0].paths.iter().filter_map(|path| day_of(path)).collect();
    let without_photos = kinds[0].paths.iter().map(|path| format!("{path}?photos=off")).collect();
    let coverages = |rest: &str| -> Vec<String> {
        (1..5).flat_map(|id| everywhere(&format!("coverage/coverage-{id}{rest}"))).collect()
    };
    let unknown = (0..UNKNOWN).map(|number| format!("/en/no/such/page-{number}")).collect();
    kinds.extend([
        Kind::new("article without photos", without_photos),
        Kind::new("older page of a section", older),
        Kind::new("coverage", coverages("")),
        Kind::new("coverage index", everywhere("coverage/")),
        Kind::new("day of the archive", days.into_iter().collect()),
        Kind::new("author", everywhere("by/ada-reed")),
        Kind::new("source", everywhere("source/bench-wire")),
        Kind::new("information page", everywhere(INFO_PAGES[0])),
        Kind { status: 404, ..Kind::new("page that isn't there", unknown) },
        Kind::new("feed of an edition", everywhere("feed.atom")),
        Kind::new("feed of a section", everywhere("world/feed.rss")),
        Kind::new("feed of a coverage", coverages("/feed.json")),
        Kind::new("feed of an author", everywhere("by/ada-reed/feed.atom")),
        Kind::new("feed of a source", everywhere("source/bench-wire/feed.atom")),
        Kind::new("index of sitemaps", vec!["/sitemap.xml".to_owned()]),
        Kind::new("sitemap of the pages", vec!["/sitemaps/pages.xml".to_owned()]),
        Kind::new("sitemap of coverages", vec!["/sitemaps/coverages.xml".to_owned()]),
        Kind::new("sitemap of people", vec!["/sitemaps/people.xml".to_owned()]),
        Kind::new("sitemap of news", vec!["/sitemaps/news.xml".to_owned()]),
        Kind::new("sitemap of a month", vec![newest_month(client)?]),
    ]);
    Ok(kinds)
}

/// The archive's page of the day of an article.
fn day_of(path: &str) -> Option<String> {
    Some(format!("{}/", path.rsplit_once('/')?.0))
}

/// The newest month in the index of sitemaps.
fn newest_month(client: &mut Client) -> Result<String, Failure> {
    let index = String::from_utf8(client.page("/sitemap.xml")?.body)?;
    let names = index.split("/sitemaps/").skip(1).filter_map(|rest| rest.split("</loc>").next());
    let month = names.filter(|name| name.starts_with("20")).max();
    Ok(format!("/sitemaps/{}", month.ok_or("there is no sitemap of a month")?))
}

/// What editors open all day, signed in by `cookie`.
pub fn newsroom_kinds(cookie: &str) -> Vec<Kind> {
    let screens = [
        ("dashboard", ""),
        ("articles changed last", "/articles"),
        ("live articles of an edition", "/articles?edition=en&state=live"),
        ("articles of a section", "/articles?section=1"),
        ("drafts", "/articles?state=draft"),
        ("stories", "/articles/stories"),
        ("an article in the editor", "/articles/301"),
        ("curating a front", "/fronts/en"),
    ];
    let kind = |(name, rest)| Kind {
        cookie: cookie.to_owned(),
        ..Kind::new(name, vec![format!("/admin{rest}")])
    };
    screens.map(kind).into()
}

/// The same place in every edition.
fn everywhere(rest: &str) -> Vec<String> {
    LANGUAGES.iter().map(|language| format!("/{}/{rest}", language.edition)).collect()
}

/// So many articles from the oldest to the newest, all editions of a story together.
pub fn article_paths(
    client: &mut Client,
    articles: usize,
    asked: usize,
) -> Result<Vec<String>, Failure> {
    let stories = articles / LANGUAGES.len();
    let asked = asked / LANGUAGES.len();
    let stories = (0..asked).map(|number| number * stories / asked);
    let ids = stories
        .flat_map(|story| (1..=LANGUAGES.len()).map(move |one| story * LANGUAGES.len() + one));
    ids.map(|id| article_path(client, id as i64)).collect()
}

/// Where readers read an article.
pub fn article_path(client: &mut Client, id: i64) -> Result<String, Failure> {
    let answer = client.get(&format!("/s/{id}"))?;
    let address = answer.header("location").ok_or("a short link leads nowhere")?;
    Ok(address.trim_start_matches("https://portal.example").to_owned())
}

/// The second pages of lists, by their links.
fn older_pages(client: &mut Client, lists: &[String]) -> Result<Vec<String>, Failure> {
    let mut pages = Vec::new();
    for list in lists {
        let body = String::from_utf8(client.page(list)?.body)?;
        let cursor = body.split("?page=").nth(1).and_then(|rest| rest.split('"').next());
        pages.push(format!("{list}?page={}", cursor.ok_or("a section has one page only")?));
    }
    Ok(pages)
}
