//! axe-core finds nothing on any kind of page, in any edition, light or dark.

use serde_json::json;

use super::driver::{Browser, Taste, browse};
use super::portal::{EDITIONS, article_paths, page_kinds};

/// The source of axe-core, where there is one.
pub fn axe() -> Option<String> {
    let found =
        std::env::var_os("AXE_JS").map(|path| std::fs::read_to_string(path).expect("axe-core"));
    if found.is_none() {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "AXE_JS is missing");
        eprintln!("skipped: AXE_JS doesn't name axe.min.js; see CONTRIBUTING.md");
    }
    found
}

/// The rules that the page in a browser breaks, with the first places.
pub async fn violations(browser: &Browser, axe: &str) -> Vec<String> {
    browser.run(axe).await;
    let script = "const done = arguments[0]; \
        document.querySelectorAll('details').forEach(d => d.open = true); \
        axe.run(document, { resultTypes: ['violations'] }).then(r => done(r.violations.map(\
            v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join(' | '))), \
            e => done(['' + e]))";
    let found = browser.client.execute_async(script, Vec::new()).await.expect("axe answers");
    let found = found.as_array().expect("a list").clone();
    found.iter().map(|violation| violation.as_str().unwrap_or_default().to_owned()).collect()
}

fn look_at_every_page(taste: Taste) {
    let Some(axe) = axe() else { return };
    browse(taste, |browser| async move {
        let mut found = Vec::new();
        for (edition, _) in EDITIONS {
            for (kind, path) in page_kinds(edition) {
                browser.goto(&path).await;
                for violation in violations(&browser, &axe).await {
                    found.push(format!("{kind} of {edition} ({path}): {violation}"));
                }
            }
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    });
}

#[test]
fn no_rule_is_broken_in_light_colours() {
    look_at_every_page(Taste::default());
}

#[test]
fn no_rule_is_broken_in_dark_colours() {
    look_at_every_page(Taste { dark: true, ..Taste::default() });
}

#[test]
fn no_rule_is_broken_on_a_phone() {
    look_at_every_page(Taste { phone: true, ..Taste::default() });
}

#[test]
fn no_rule_is_broken_by_any_block_of_an_article() {
    let Some(axe) = axe() else { return };
    browse(Taste::default(), |browser| async move {
        for (edition, _) in EDITIONS {
            for path in article_paths(edition) {
                browser.goto(&path).await;
                let has_blocks = ".gallery, .table-scroll, .embed, .fact-box, .pull-quote";
                let script = format!("return !!document.querySelector('{has_blocks}')");
                if browser.run(&script).await == json!(true) {
                    let found = violations(&browser, &axe).await;
                    assert!(found.is_empty(), "{path}: {}", found.join("\n"));
                }
            }
        }
    });
}
