//! Strings and markup that want to do harm, through every place that takes text.

use broadsheet::commands;
use broadsheet::text::clean_line;

use super::input;
use crate::support::{Answer, Portal, on_both_databases, spawn};

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

/// A text as an address may hold it, every byte of it.
fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// The places of an address that take a text.
fn addresses(encoded: &str) -> [String; 8] {
    [
        format!("/en/{encoded}/"),
        format!("/{encoded}/"),
        format!("/en/by/{encoded}"),
        format!("/en/coverage/{encoded}"),
        format!("/en/2026/05/04/{encoded}"),
        format!("/s/{encoded}"),
        format!("/en/?from={encoded}&photos={encoded}"),
        format!("/en/world/?page={encoded}"),
    ]
}

/// Asks for an address, and sees that the answer is a page or a clear word.
async fn ask(portal: &Portal, address: &str) {
    let answer = portal.get(address).await;
    assert!(answer.status() < 500, "{} in {address}", answer.status());
    if answer.header("content-type").starts_with("text/html") && answer.status() >= 400 {
        assert_harmless(&answer, answer.select_source("script").len());
        assert_eq!(answer.header("cache-control"), "no-store");
    }
}

#[apply(on_both_databases)]
async fn naughty_strings_in_an_address_get_a_clear_answer() {
    let Some(strings) = strings() else { return };
    let portal = spawn().await;
    for (turn, text) in strings.iter().enumerate() {
        let encoded = encoded(text);
        if encoded.len() > 1800 {
            continue;
        }
        let addresses = addresses(&encoded);
        // Each string in two places, its neighbour in two others: what a place does with one, it
        // does with the next.
        for place in [turn, turn + addresses.len() / 2] {
            ask(&portal, &addresses[place % addresses.len()]).await;
        }
    }
}

/// The lines of the list of markup.
fn lines() -> Option<Vec<String>> {
    let list = input("hostile/xss-payload-list.txt")?;
    let lines = list.lines().filter(|line| !clean_line(line).is_empty());
    Some(lines.map(str::to_owned).collect())
}

/// As read: runs of white space are one space.
fn whole(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[apply(on_both_databases)]
async fn markup_that_wants_to_run_is_only_read() {
    let Some(lines) = lines() else { return };
    let portal = spawn().await;
    let calm = portal.article("calm").headline("A calm day").body("Nothing happened.").insert();
    let scripts = portal.get(&calm.path).await.select_source("script").len();
    let photo = portal.photo("calm");
    // Every line goes through every field, many at a time.
    for (number, some) in lines.chunks(60).enumerate() {
        let together = some.join(" ");
        let photos = some
            .iter()
            .map(|line| format!("```photo\nmedia: {photo}\ncaption: {line}\nalt: {line}\n```"));
        let body: Vec<String> = photos.chain(some.iter().cloned()).collect();
        let article = portal
            .article(&format!("markup-{number}"))
            .headline(&together)
            .kicker(&together)
            .standfirst(&together)
            .editor(&together)
            .body(&body.join("\n\n"))
            .insert();
        let page = portal.get(&article.path).await;
        assert_eq!(page.status(), 200, "lines from {}", number * 60);
        assert_harmless(&page, scripts);
        let said = whole(&clean_line(&together));
        assert_eq!(page.select_text("h1"), [said.as_str()]);
        let each: Vec<String> = some.iter().map(|line| whole(&clean_line(line))).collect();
        assert_eq!(page.select_text(".body > .photo .caption"), each);
        let alt = page.select_attribute(".body > .photo img", "alt");
        assert_eq!(alt.iter().map(|alt| whole(alt)).collect::<Vec<_>>(), each);
    }
}

#[apply(on_both_databases)]
async fn markup_as_a_name_is_a_name() {
    let Some(lines) = lines() else { return };
    let portal = spawn().await;
    for (number, some) in lines.chunks(60).enumerate() {
        let (slug, together) = (format!("person-{number}"), some.join(" "));
        let words = commands::PersonWords {
            edition: "en".to_owned(),
            name: together.clone(),
            slug: slug.clone(),
            description: together.clone(),
        };
        let kind = broadsheet::db::people::PersonKind::Author;
        portal
            .command(|conn, sign_off| commands::register_person(conn, sign_off, kind, &[words]))
            .expect("an author");
        let page = portal.get(&format!("/en/by/{slug}")).await;
        assert_eq!(page.status(), 200, "lines from {}", number * 60);
        assert_harmless(&page, page.select_source("head script, body script").len());
        assert_eq!(page.select_text("h1"), [whole(&clean_line(&together))]);
    }
}

#[apply(on_both_databases)]
async fn markup_in_an_address_gets_a_clear_answer() {
    let Some(lines) = lines() else { return };
    let portal = spawn().await;
    // As many lines in an address as it takes.
    let mut addresses_of: Vec<String> = Vec::new();
    for line in &lines {
        let line = encoded(line);
        match addresses_of.last_mut() {
            Some(last) if last.len() + line.len() < 900 => *last += &line,
            _ => addresses_of.push(line),
        }
    }
    assert!(addresses_of.len() > 500, "{}", addresses_of.len());
    for (turn, encoded) in addresses_of.iter().enumerate() {
        let addresses = addresses(encoded);
        ask(&portal, &addresses[turn % addresses.len()]).await;
    }
}
