//! Which pages readers ask for.

use broadsheet::bench::words::LANGUAGES;

use crate::Failure;
use crate::client::Client;

/// Different articles that readers ask for.
const ARTICLES: usize = 1_000;

/// Addresses of one kind of page.
pub struct Kind {
    /// In the report.
    pub name: &'static str,
    /// Asked for in turn.
    pub paths: Vec<String>,
}

/// The kinds that most readers open, article first, of a portal with so many articles.
pub fn main_kinds(client: &mut Client, articles: usize) -> Result<Vec<Kind>, Failure> {
    let sections = LANGUAGES[0].sections.map(str::to_lowercase);
    let sections = sections.iter().flat_map(|slug| everywhere(&format!("{slug}/")));
    Ok(vec![
        Kind { name: "article", paths: article_paths(client, articles)? },
        Kind { name: "home", paths: everywhere("") },
        Kind { name: "section", paths: sections.collect() },
    ])
}

/// The main kinds and the others that read lists, of a portal with so many articles.
pub fn all_kinds(client: &mut Client, articles: usize) -> Result<Vec<Kind>, Failure> {
    let mut kinds = main_kinds(client, articles)?;
    let older = older_pages(client, &kinds[2].paths)?;
    let days = kinds[0].paths.iter().filter_map(|path| Some(path.rsplit_once('/')?.0));
    let days = days.map(|day| format!("{day}/")).collect();
    kinds.extend([
        Kind { name: "older page of a section", paths: older },
        Kind {
            name: "coverage",
            paths: (1..5).flat_map(|id| everywhere(&format!("coverage/coverage-{id}"))).collect(),
        },
        Kind { name: "coverage index", paths: everywhere("coverage/") },
        Kind { name: "day of the archive", paths: days },
        Kind { name: "author", paths: everywhere("by/ada-reed") },
        Kind { name: "feed", paths: everywhere("feed.atom") },
    ]);
    Ok(kinds)
}

/// The same place in every edition.
fn everywhere(rest: &str) -> Vec<String> {
    LANGUAGES.iter().map(|language| format!("/{}/{rest}", language.edition)).collect()
}

/// Articles from the oldest to the newest, all editions of a story together.
fn article_paths(client: &mut Client, articles: usize) -> Result<Vec<String>, Failure> {
    let stories = articles / LANGUAGES.len();
    let asked = ARTICLES / LANGUAGES.len();
    let stories = (0..asked).map(|number| number * stories / asked);
    let ids = stories
        .flat_map(|story| (1..=LANGUAGES.len()).map(move |one| story * LANGUAGES.len() + one));
    ids.map(|id| {
        let answer = client.get(&format!("/s/{id}"))?;
        let address = answer.header("location").ok_or("a short link leads nowhere")?;
        Ok(address.trim_start_matches("https://portal.example").to_owned())
    })
    .collect()
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
