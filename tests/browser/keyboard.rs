//! Everything can be reached and seen with the keyboard alone.

use std::collections::HashSet;

use fantoccini::Locator;
use fantoccini::key::Key;
use serde_json::json;

use super::driver::{Browser, Taste, browse};
use super::portal::page_kinds;

const FOCUSED: &str = "const e = document.activeElement; const s = getComputedStyle(e); \
    const r = e.getBoundingClientRect(); return { \
        name: e.tagName + ' ' + (e.getAttribute('href') || e.className || e.textContent.trim()), \
        ring: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 3 || s.boxShadow !== 'none', \
        inside: r.width > 0 && r.height > 0, body: e === document.body }";

async fn press(browser: &Browser, key: Key) {
    let active = browser.client.active_element().await.expect("something has the focus");
    active.send_keys(&String::from(char::from(key))).await.expect("it takes the key");
}

#[test]
fn the_first_stops_skip_to_the_story_and_to_the_sections() {
    browse(Taste::default(), |browser| async move {
        let (_, path) =
            page_kinds("en").into_iter().find(|(kind, _)| *kind == "article").expect("one");
        browser.goto(&path).await;
        press(&browser, Key::Tab).await;
        let first = browser.run("return document.activeElement.getAttribute('href')").await;
        assert_eq!(first, json!("#main"));
        press(&browser, Key::Tab).await;
        let second = browser.run("return document.activeElement.getAttribute('href')").await;
        assert_eq!(second, json!("#nav"));
        press(&browser, Key::Enter).await;
        assert_eq!(browser.run("return document.activeElement.id").await, json!("nav"));
        press(&browser, Key::Tab).await;
        let inside = "return document.querySelector('#nav').contains(document.activeElement)";
        assert_eq!(browser.run(inside).await, json!(true), "the next stop is a section");
        browser.goto(&path).await;
        press(&browser, Key::Tab).await;
        press(&browser, Key::Enter).await;
        assert_eq!(browser.run("return document.activeElement.id").await, json!("main"));
        press(&browser, Key::Tab).await;
        let inside = "return document.querySelector('main').contains(document.activeElement)";
        assert_eq!(browser.run(inside).await, json!(true), "the next stop is in the story");
    });
}

#[test]
fn a_walk_with_tab_shows_where_it_is_and_reaches_the_end() {
    browse(Taste::default(), |browser| async move {
        for edition in ["en", "zh-hant", "mn"] {
            for (kind, path) in page_kinds(edition) {
                let walked = ["home", "article", "section", "coverage", "archive day", "author"];
                if !walked.contains(&kind) {
                    continue;
                }
                browser.goto(&path).await;
                let all = browser.client.find_all(Locator::Css("footer a")).await.expect("links");
                let last = all.last().expect("the footer has links");
                let last = last.attr("href").await.expect("an address").expect("an address");
                let mut seen = HashSet::new();
                loop {
                    press(&browser, Key::Tab).await;
                    let stop = browser.run(FOCUSED).await;
                    if stop["body"] == json!(true) {
                        break;
                    }
                    assert_eq!(stop["ring"], json!(true), "{kind}: no ring on {}", stop["name"]);
                    assert_eq!(
                        stop["inside"],
                        json!(true),
                        "{kind}: {} can't be seen",
                        stop["name"]
                    );
                    seen.insert(stop["name"].to_string());
                    assert!(seen.len() < 400, "{kind}: the walk ends");
                    if stop["name"].as_str().is_some_and(|name| name.ends_with(&last)) {
                        break;
                    }
                }
                assert!(seen.iter().any(|name| name.contains(&last)), "{kind}: reaches the footer");
            }
        }
    });
}
