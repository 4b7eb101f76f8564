//! Documents of the NTREX corpus as stories in four editions, read by following every link.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use broadsheet::text;
use chrono::TimeDelta;

use super::input;
use crate::support::{Answer, EDITIONS, Portal, at, on_both_databases, spawn};

const SECTIONS: [&str; 6] = ["world", "china", "business", "technology", "culture", "sport"];

/// One document: the lines of each edition, the first one its headline.
type Document = HashMap<&'static str, Vec<String>>;

fn documents() -> Option<Vec<Document>> {
    let ids = input("corpora/ntrex/DOCUMENT_IDS.tsv")?;
    let mut documents: Vec<(String, Document)> = Vec::new();
    let files = ["eng", "zho-CN", "zho-TW", "mon"];
    let texts: Vec<String> = files
        .iter()
        .map(|file| input(&format!("corpora/ntrex/{file}.txt")))
        .collect::<Option<_>>()?;
    let lines: Vec<Vec<&str>> = texts.iter().map(|text| text.lines().collect()).collect();
    for (number, id) in ids.lines().enumerate() {
        if documents.last().is_none_or(|(last, _)| last != id) {
            documents.push((id.to_owned(), Document::new()));
        }
        let (_, document) = documents.last_mut().expect("one was pushed");
        for (edition, lines) in EDITIONS.iter().zip(&lines) {
            document.entry(edition).or_default().push(lines[number].to_owned());
        }
    }
    Some(documents.into_iter().map(|(_, document)| document).collect())
}

/// Publishes every document in four editions, four hours apart, and returns how many there are.
fn publish(portal: &Portal, documents: &[Document]) -> usize {
    let newest = at("2026-11-16 09:00");
    for (number, document) in documents.iter().enumerate() {
        let mut story = None;
        for edition in EDITIONS {
            let lines = &document[edition];
            let tag = &portal.app.editions.get(edition).expect("an edition").tag;
            let slug = text::headline_slug(&lines[0], tag);
            let hours = i64::try_from(number).expect("a few documents") * 4;
            let mut article = portal
                .article(&slug)
                .edition(edition)
                .section(SECTIONS[number % SECTIONS.len()])
                .headline(&lines[0])
                .standfirst(lines.get(1).map_or("", String::as_str))
                .body(&lines[1..].join("\n"))
                .author("staff")
                .source("newswire")
                .published(newest - TimeDelta::hours(hours));
            if number % 3 == 0 {
                article = article.coverage("parliament");
            }
            if let Some(story) = story {
                article = article.of_story(story);
            }
            story = Some(article.insert().story);
        }
    }
    documents.len()
}

/// Follows every link of the portal from its first page, and returns the pages by address.
async fn walk(portal: &Portal) -> BTreeMap<String, Answer> {
    let mut pages = BTreeMap::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut open = vec!["/".to_owned()];
    while let Some(address) = open.pop() {
        if !seen.insert(address.clone()) {
            continue;
        }
        let mut answer = portal.get(&address).await;
        if [302, 308].contains(&answer.status()) {
            let location = answer.location().to_owned();
            answer = portal.get(&location).await;
        }
        assert_eq!(answer.status(), 200, "{address}");
        if !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        for link in answer.links() {
            let link = link.split('#').next().unwrap_or_default().to_owned();
            if link.starts_with('/') && !seen.contains(&link) {
                open.push(link);
            }
        }
        pages.insert(address, answer);
    }
    pages
}

#[apply(on_both_databases)]
async fn every_link_of_a_portal_of_real_news_leads_to_a_whole_page() {
    let Some(documents) = documents() else { return };
    let portal = spawn().await;
    portal.clock.jump("2026-11-16 09:30");
    let count = publish(&portal, &documents);
    let pages = walk(&portal).await;
    let articles =
        pages.keys().filter(|path| path.matches('/').count() == 5 && !path.contains('?'));
    let articles: Vec<&String> = articles.filter(|path| !path.ends_with('/')).collect();
    assert!(articles.len() >= count * EDITIONS.len(), "{} of {count} × 4", articles.len());
    println!("{} pages, {} of them articles", pages.len(), articles.len());

    let mut alternates: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for (path, page) in &pages {
        let text = page.text();
        assert!(!text.contains('⟦'), "a message is missing on {path}");
        let document = page.html();
        assert!(document.errors.is_empty(), "{path}: {:?}", document.errors);
        assert_eq!(page.select_text("h1").len(), 1, "{path}");
        if page.robots().contains("noindex") {
            continue;
        }
        let canonical = page.canonical();
        alternates.entry(canonical).or_default().extend(page.alternates());
    }
    for (page, languages) in &alternates {
        for (language, address) in languages.iter().filter(|(language, _)| *language != "x-default")
        {
            let back = alternates.get(address);
            let back = back.unwrap_or_else(|| panic!("{page} names {address}, which isn't there"));
            assert!(
                back.values().any(|there| there == page),
                "{address} ({language}) doesn't name {page}, which names it"
            );
        }
    }
    for path in articles {
        let names = pages[path].alternates().len();
        assert_eq!(names, EDITIONS.len() + 1, "{path} is in every edition, and has x-default");
    }
}
