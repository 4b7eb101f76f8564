//! Strings and markup that want to do harm, through every place that takes text.

use broadsheet::commands;
use broadsheet::text::clean_line;

use super::input;
use crate::support::{Answer, on_both_databases, spawn};

/// Elements that a body may hold.
const ALLOWED: [&str; 33] = [
    "p",
    "a",
    "em",
    "strong",
    "code",
    "pre",
    "br",
    "hr",
    "h2",
    "h3",
    "h4",
    "ul",
    "ol",
    "li",
    "blockquote",
    "footer",
    "aside",
    "div",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "span",
    "figure",
    "figcaption",
    "img",
    "b",
    "i",
    "bdi",
    "button",
];

pub(super) fn strings() -> Option<Vec<String>> {
    Some(serde_json::from_str(&input("hostile/blns.json")?).expect("a list of strings"))
}

/// Nothing on the page can run, and nothing but the portal's own elements is there.
pub(super) fn assert_harmless(page: &Answer, scripts: usize) {
    let target = &page.target;
    assert_eq!(page.select_source("script").len(), scripts, "{target} gained a script");
    let document = page.html();
    for node in document.tree.nodes().filter_map(|node| node.value().as_element()) {
        for (name, value) in node.attrs() {
            assert!(!name.to_ascii_lowercase().starts_with("on"), "{target}: {name}={value}");
            let scheme = value.trim_start().to_ascii_lowercase();
            let is_address = ["href", "src", "action", "formaction", "data"].contains(&name);
            let runs = ["javascript:", "vbscript:", "data:text"];
            assert!(
                !is_address || !runs.iter().any(|run| scheme.starts_with(run)),
                "{target}: {value}"
            );
            assert!(name != "style" && name != "srcdoc", "{target}: {name}={value}");
        }
    }
    let in_body = scraper::Selector::parse(".body *").expect("a selector");
    for element in document.select(&in_body) {
        let name = element.value().name();
        assert!(ALLOWED.contains(&name), "{target}: <{name}> in the body");
    }
}

#[apply(on_both_databases)]
async fn naughty_strings_are_printed_as_they_are_and_break_nothing() {
    let Some(strings) = strings() else { return };
    let portal = spawn().await;
    let calm = portal.article("calm").headline("A calm day").body("Nothing happened.").insert();
    let calm_page = portal.get(&calm.path).await;
    let scripts = calm_page.select_source("script").len();
    let photo = portal.photo("calm");
    for (number, text) in strings.iter().enumerate() {
        let headline = clean_line(text);
        if headline.is_empty() {
            continue;
        }
        let article = portal
            .article(&format!("string-{number}"))
            .headline(text)
            .kicker(text)
            .standfirst(text)
            .editor(text)
            .dateline(text, "2026-05-04", text)
            .body(&format!(
                "{text}\n\n```photo\nmedia: {photo}\ncaption: {text}\nalt: {text}\n```\n"
            ))
            .insert();
        let page = portal.get(&article.path).await;
        assert_eq!(page.status(), 200, "{text:?}");
        assert_harmless(&page, scripts);
        let whole = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let printed = page.select_text("h1");
        // HTML reads a carriage return as a line feed and has no NUL; spaces are one.
        assert_eq!(whole(&printed[0]), whole(&headline), "{text:?}");
    }
    let page = portal.get(&calm.path).await;
    assert_eq!(page.select_text("h1"), calm_page.select_text("h1"));
    assert_eq!(page.select_text(".body"), calm_page.select_text(".body"));
    for list in ["/en/", "/en/feed.atom", "/en/feed.rss", "/en/feed.json", "/sitemaps/news.xml"] {
        assert_eq!(portal.get(list).await.status(), 200, "{list}");
    }
    let home = portal.get("/en/").await;
    assert_harmless(&home, home.select_source("head script, body > script").len());
}

#[apply(on_both_databases)]
async fn naughty_strings_as_names_stay_names() {
    let Some(strings) = strings() else { return };
    let portal = spawn().await;
    for (number, text) in strings.iter().enumerate() {
        let words = commands::PersonWords {
            edition: "en".to_owned(),
            name: text.clone(),
            slug: format!("person-{number}"),
            description: text.clone(),
        };
        let kind = broadsheet::db::people::PersonKind::Author;
        portal
            .command(|conn, sign_off| commands::register_person(conn, sign_off, kind, &[words]))
            .expect("an author");
        let page = portal.get(&format!("/en/by/person-{number}")).await;
        assert_eq!(page.status(), 200, "{text:?}");
        assert_harmless(&page, page.select_source("head script, body script").len());
    }
}

#[apply(on_both_databases)]
async fn naughty_strings_in_an_address_get_a_clear_answer() {
    let Some(strings) = strings() else { return };
    let portal = spawn().await;
    for (turn, text) in strings.iter().enumerate() {
        let encoded: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
        if encoded.len() > 1800 {
            continue;
        }
        let addresses = [
            format!("/en/{encoded}/"),
            format!("/{encoded}/"),
            format!("/en/by/{encoded}"),
            format!("/en/coverage/{encoded}"),
            format!("/en/2026/05/04/{encoded}"),
            format!("/s/{encoded}"),
            format!("/en/?from={encoded}&photos={encoded}"),
            format!("/en/world/?page={encoded}"),
        ];
        // Each string in two places, its neighbour in two others: what a place does with one, it
        // does with the next.
        for place in [turn, turn + addresses.len() / 2] {
            let address = &addresses[place % addresses.len()];
            let answer = portal.get(address).await;
            assert!(answer.status() < 500, "{} for {text:?} in {address}", answer.status());
            if answer.header("content-type").starts_with("text/html") && answer.status() >= 400 {
                assert_harmless(&answer, answer.select_source("script").len());
                assert_eq!(answer.header("cache-control"), "no-store");
            }
        }
    }
}

#[apply(on_both_databases)]
async fn markup_that_wants_to_run_is_only_read() {
    let Some(list) = input("hostile/xss-payload-list.txt") else { return };
    let portal = spawn().await;
    let calm = portal.article("calm").headline("A calm day").body("Nothing happened.").insert();
    let scripts = portal.get(&calm.path).await.select_source("script").len();
    let lines: Vec<&str> = list.lines().collect();
    for (number, some) in lines.chunks(60).enumerate() {
        let article = portal
            .article(&format!("markup-{number}"))
            .headline(some[0])
            .kicker(some[some.len() / 2])
            .standfirst(some[some.len() - 1])
            .body(&some.join("\n\n"))
            .insert();
        let page = portal.get(&article.path).await;
        assert_eq!(page.status(), 200, "lines from {}", number * 60);
        assert_harmless(&page, scripts);
    }
}
