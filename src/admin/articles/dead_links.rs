//! Links in live articles to pages of our own that no longer lead anywhere.
//!
//! Only the database is asked, and only about the newest articles: nothing is fetched.

use std::collections::HashSet;

use crate::db::Conn;
use crate::db::links::{self, Target};
use crate::error::AppError;
use crate::model::ArticleId;
use crate::pages::address::RESERVED_SECTIONS;
use crate::text::Block;

/// So many of the newest live articles are looked at.
const NEWEST: i64 = 300;

/// The articles of some editions that have such links, each with these, as they are written.
///
/// # Errors
///
/// Those of the database.
pub fn find(
    conn: &mut Conn,
    base_url: &str,
    editions: &[String],
) -> Result<Vec<(ArticleId, Vec<String>)>, AppError> {
    let mut linked = Vec::new();
    let mut targets = HashSet::new();
    let editions: Vec<&str> = editions.iter().map(String::as_str).collect();
    for (article, blocks) in links::list_live_bodies(conn, &editions, NEWEST)? {
        let blocks: Vec<Block> = serde_json::from_str(&blocks).unwrap_or_default();
        let htmls = blocks.iter().filter_map(|block| match block {
            Block::Html(html) => Some(html.as_str()),
            _ => None,
        });
        let mut own: Vec<(String, Target)> = Vec::new();
        for href in htmls.flat_map(hrefs) {
            if let Some(target) = target(base_url, href)
                && !own.iter().any(|(known, _)| known == href)
            {
                own.push((href.to_owned(), target));
            }
        }
        if !own.is_empty() {
            targets.extend(own.iter().map(|(_, target)| target.clone()));
            linked.push((article, own));
        }
    }
    let dead = links::list_dead(conn, &targets)?;
    let dead_of = |own: Vec<(String, Target)>| -> Vec<String> {
        own.into_iter().filter(|(_, to)| dead.contains(to)).map(|(href, _)| href).collect()
    };
    let found = linked.into_iter().map(|(article, own)| (article, dead_of(own)));
    Ok(found.filter(|(_, dead)| !dead.is_empty()).collect())
}

/// The addresses of the links in HTML that we have written ourselves.
fn hrefs(html: &str) -> impl Iterator<Item = &str> {
    html.split("href=\"").skip(1).filter_map(|rest| rest.split_once('"').map(|(href, _)| href))
}

/// What a link is about, if it is one of our articles, coverages or sections.
fn target(base_url: &str, href: &str) -> Option<Target> {
    let path = href.strip_prefix(base_url.trim_end_matches('/')).unwrap_or(href);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    if !path.starts_with('/') || path.starts_with("//") {
        return None;
    }
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let article = |part: &str| {
        let number = part.split('-').next().unwrap_or_default();
        number.parse().ok().map(|id| Target::Article(ArticleId(id)))
    };
    match parts.as_slice() {
        ["s", id] => article(id),
        [_, year, month, day, last] if [year, month, day].into_iter().all(is_number) => {
            article(last)
        }
        [edition, "coverage", slug] => {
            Some(Target::Coverage((*edition).to_owned(), (*slug).to_owned()))
        }
        [edition, slug]
            if !RESERVED_SECTIONS.contains(slug) && !is_number(slug) && !slug.contains('.') =>
        {
            Some(Target::Section((*edition).to_owned(), (*slug).to_owned()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_links_are_told_from_others() {
        let of = |href: &str| target("https://news.example", href);
        let article = Some(Target::Article(ArticleId(17)));
        assert_eq!(of("/en/2026/05/04/17-fuel-prices?from=3#x"), article);
        assert_eq!(of("https://news.example/s/17"), article);
        let section = Target::Section("en".to_owned(), "world".to_owned());
        assert_eq!(of("/en/world/"), Some(section));
        let coverage = Target::Coverage("mn".to_owned(), "summit".to_owned());
        assert_eq!(of("/mn/coverage/summit"), Some(coverage));
        for other in [
            "https://elsewhere.example/en/world/",
            "//elsewhere.example/s/17",
            "/en/",
            "/en/about",
            "/en/2016/",
            "/en/feed.atom",
            "/en/by/bat",
            "mailto:a@example.org",
            "#note",
        ] {
            assert_eq!(of(other), None, "{other}");
        }
        let html = "<p><a href=\"/s/1\">a</a> <a class=\"b\" href=\"/s/2\">b</a></p>";
        assert_eq!(hrefs(html).collect::<Vec<_>>(), ["/s/1", "/s/2"]);
    }
}
