//! Feeds, each read with a parser of its format.

mod answers;
mod atom;
mod content;
mod json;
mod lists;
mod rss;
mod settings;

use chrono::{DateTime, FixedOffset};
use scraper::{Html, Selector};

use crate::support::{Answer, Portal};

const FORMATS: [&str; 3] = ["atom", "rss", "json"];

/// A feed as its readers see it, whatever its format.
#[derive(Debug)]
struct Read {
    title: String,
    description: String,
    language: String,
    page: String,
    address: String,
    updated: Option<DateTime<FixedOffset>>,
    items: Vec<ReadItem>,
}

#[derive(Debug, Clone, PartialEq)]
struct ReadItem {
    id: String,
    address: String,
    title: String,
    /// Plain text.
    summary: String,
    content: String,
    published: DateTime<FixedOffset>,
    authors: Vec<String>,
    sections: Vec<String>,
}

impl Read {
    #[track_caller]
    fn new(answer: &Answer) -> Read {
        assert_eq!(answer.status(), 200, "{}", answer.target);
        match answer.header("content-type") {
            "application/atom+xml; charset=utf-8" => atom::read(&answer.text()),
            "application/rss+xml; charset=utf-8" => rss::read(&answer.text()),
            "application/feed+json; charset=utf-8" => json::read(&answer.json()),
            other => panic!("{}: {other}", answer.target),
        }
    }

    fn titles(&self) -> Vec<&str> {
        self.items.iter().map(|item| item.title.as_str()).collect()
    }
}

fn text_of(html: &str) -> String {
    Html::parse_fragment(html).root_element().text().collect()
}

fn attributes(html: &str, selector: &str, name: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    let html = Html::parse_fragment(html);
    html.select(&selector).filter_map(|found| found.attr(name).map(str::to_owned)).collect()
}

/// The path of an address of the portal.
#[track_caller]
fn path_of(address: &str) -> &str {
    address.strip_prefix("https://portal.example").unwrap_or_else(|| panic!("{address}"))
}

/// The page's feeds, from the links in its head.
async fn feeds_of(portal: &Portal, page: &str) -> Vec<Read> {
    let page = portal.get(page).await;
    let mut feeds = Vec::new();
    for format in FORMATS {
        let selector = format!("link[rel=alternate][href$='/feed.{format}']");
        let [href] = &page.select_attribute(&selector, "href")[..] else {
            panic!("{} has no {format}", page.target)
        };
        feeds.push(Read::new(&portal.get(href).await));
    }
    feeds
}
