//! Reading in a browser: switching editions, without script, at any size.

use fantoccini::Locator;
use serde_json::json;

use super::driver::{Taste, browse};
use super::portal::{EDITIONS, base_url, page_kinds};

fn article(edition: &str) -> String {
    page_kinds(edition).into_iter().find(|(kind, _)| *kind == "article").expect("one").1
}

#[test]
fn the_line_of_editions_stays_on_the_story() {
    browse(Taste::default(), |browser| async move {
        browser.goto(&article("en")).await;
        let first = browser.path().await;
        for (edition, tag) in EDITIONS.iter().skip(1).chain(&EDITIONS[..1]) {
            let link = format!(".edition-bar a[hreflang='{tag}']");
            let link = browser.client.find(Locator::Css(&link)).await.expect("its link");
            link.click().await.expect("it can be clicked");
            let path = browser.path().await;
            assert!(path.starts_with(&format!("/{edition}/20")), "{path} is an article");
            assert_eq!(browser.run("return document.documentElement.lang").await, json!(tag));
            let current = ".edition-bar [aria-current]";
            let current =
                browser.client.find(Locator::Css(current)).await.expect("the current one");
            assert_eq!(current.attr("lang").await.expect("a tag").as_deref(), Some(*tag));
        }
        assert_eq!(browser.path().await, first, "and comes back to where it began");
    });
}

#[test]
fn every_page_can_be_read_and_left_with_scripts_off() {
    browse(Taste { no_script: true, ..Taste::default() }, |browser| async move {
        for (edition, _) in EDITIONS {
            browser.goto(&format!("/{edition}/")).await;
            let headline =
                browser.client.find(Locator::Css(".card .headline a")).await.expect("a card");
            headline.click().await.expect("it can be clicked");
            assert!(browser.path().await.starts_with(&format!("/{edition}/20")));
            let body = browser.client.find(Locator::Css(".body")).await.expect("a body");
            assert!(body.text().await.expect("its text").chars().count() > 100);
            for hidden in [".controls", "[data-share]", "[data-copy]"] {
                for element in browser.client.find_all(Locator::Css(hidden)).await.expect("a list")
                {
                    assert!(
                        !element.is_displayed().await.expect("an answer"),
                        "{hidden} needs scripts"
                    );
                }
            }
            let section = browser.client.find(Locator::Css(".crumbs li:last-child a")).await;
            section.expect("its section").click().await.expect("it can be clicked");
            assert_eq!(browser.client.find_all(Locator::Css("h1")).await.expect("a list").len(), 1);
        }
    });
}

#[test]
fn no_page_asks_another_host_or_sets_a_cookie() {
    browse(Taste::default(), |browser| async move {
        for (edition, _) in EDITIONS {
            for (kind, path) in page_kinds(edition) {
                browser.goto(&path).await;
                let script = "return performance.getEntriesByType('resource').map(e => e.name)";
                for address in browser.run(script).await.as_array().expect("a list") {
                    let address = address.as_str().expect("an address");
                    let own = address.starts_with(base_url()) || address.starts_with("data:");
                    assert!(own, "{kind} of {edition} asks {address}");
                }
                assert_eq!(browser.run("return document.cookie").await, json!(""));
            }
        }
    });
}

#[test]
fn nothing_is_wider_than_a_phone_of_320_pixels() {
    browse(Taste { phone: true, ..Taste::default() }, |browser| async move {
        browser.resize(320, 640, true).await;
        for (edition, _) in EDITIONS {
            for (kind, path) in page_kinds(edition) {
                browser.goto(&path).await;
                let wide = browser.run("return document.documentElement.scrollWidth").await;
                assert!(wide.as_u64() <= Some(320), "{kind} of {edition} is {wide} pixels wide");
            }
        }
    });
}

#[test]
fn a_reader_chooses_text_size_and_colours_and_keeps_them() {
    browse(Taste::default(), |browser| async move {
        browser.goto("/en/").await;
        let background = "return getComputedStyle(document.documentElement).backgroundColor";
        let light = browser.run(background).await;
        for control in ["text", "theme", "theme"] {
            let button = format!("[data-control={control}]");
            let button = browser.client.find(Locator::Css(&button)).await.expect("the control");
            button.click().await.expect("it can be clicked");
        }
        browser.goto(&article("zh-hans")).await;
        assert_eq!(browser.run("return document.documentElement.dataset.text").await, json!("115"));
        assert_eq!(
            browser.run("return document.documentElement.dataset.theme").await,
            json!("dark")
        );
        assert_ne!(browser.run(background).await, light, "dark isn't light");
    });
}

#[test]
fn pages_do_not_jump_while_they_load() {
    browse(Taste { phone: true, ..Taste::default() }, |browser| async move {
        for path in ["/en/".to_owned(), article("en"), article("zh-hant")] {
            browser.goto(&path).await;
            let script = "let total = 0; new PerformanceObserver(list => { \
                for (const entry of list.getEntries()) total += entry.value; })\
                .observe({ type: 'layout-shift', buffered: true }); \
                const done = arguments[0]; setTimeout(() => done(total), 600)";
            let moved = browser.client.execute_async(script, Vec::new()).await.expect("a number");
            assert!(moved.as_f64() < Some(0.02), "{path} moves by {moved}");
        }
    });
}

#[test]
fn print_leaves_the_story_and_its_address() {
    browse(Taste::default(), |browser| async move {
        browser.goto(&article("en")).await;
        browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
        let shown = |selector: &str| {
            format!(
                "return [...document.querySelectorAll('{selector}')].some(e => e.checkVisibility())"
            )
        };
        for kept in ["h1", ".body", ".timestamp", ".share-end .short-link, .share-end"] {
            assert_eq!(browser.run(&shown(kept)).await, json!(true), "{kept} is printed");
        }
        for left in [
            ".edition-bar",
            ".nav",
            ".related",
            ".follow",
            ".footer",
            ".story-aside",
            ".editor-line a",
        ] {
            assert_eq!(browser.run(&shown(left)).await, json!(false), "{left} isn't printed");
        }
    });
}
