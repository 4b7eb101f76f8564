//! Each edition is drawn with the glyphs of its own script.

use serde_json::{Value, json};

use super::driver::{Browser, Taste, browse};
use super::portal::{EDITIONS, page_kinds};

/// The fonts that Chromium drew the text of an element with; empty where there is none.
async fn fonts(browser: &Browser, selector: &str) -> Vec<String> {
    browser.devtools("DOM.enable", json!({})).await;
    browser.devtools("CSS.enable", json!({})).await;
    let document = browser.devtools("DOM.getDocument", json!({ "depth": 0 })).await;
    let root = document["root"]["nodeId"].clone();
    let found = json!({ "nodeId": root, "selector": selector });
    let node = browser.devtools("DOM.querySelector", found).await["nodeId"].clone();
    if node == json!(0) {
        return Vec::new();
    }
    let used = browser.devtools("CSS.getPlatformFontsForNode", json!({ "nodeId": node })).await;
    let name = |font: &Value| font["familyName"].as_str().unwrap_or_default().to_owned();
    used["fonts"].as_array().expect("a list").iter().map(name).collect()
}

fn has_noto() -> bool {
    let listed = std::process::Command::new("fc-list").arg(":lang=zh-tw").output();
    let found = listed
        .is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains("Noto Sans CJK TC"));
    if !found {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "fonts-noto-cjk is missing");
        eprintln!("skipped: fonts-noto-cjk isn't installed; see CONTRIBUTING.md");
    }
    found
}

#[test]
fn traditional_pages_have_traditional_forms_and_simplified_pages_simplified_ones() {
    if !has_noto() {
        return;
    }
    browse(Taste::default(), |browser| async move {
        for (edition, own, other) in
            [("zh-hans", "CJK SC", "CJK TC"), ("zh-hant", "CJK TC", "CJK SC")]
        {
            for (kind, path) in page_kinds(edition) {
                if kind == "choice" {
                    continue;
                }
                browser.goto(&path).await;
                let mut has_own = false;
                for place in ["h1", ".headline a", ".body p", ".nav a", ".footer-name"] {
                    let used = fonts(&browser, place).await;
                    let has = |wanted: &str| used.iter().any(|font| font.contains(wanted));
                    assert!(!has(other) && !has("CJK JP"), "{place} on {path}: {used:?}");
                    has_own |= has(own);
                }
                assert!(has_own, "{path} is drawn with {own}");
            }
        }
    });
}

#[test]
fn the_line_of_editions_shows_each_label_in_its_own_forms() {
    if !has_noto() {
        return;
    }
    browse(Taste::default(), |browser| async move {
        browser.goto("/en/").await;
        for (tag, own) in [("zh-Hans", "CJK SC"), ("zh-Hant", "CJK TC")] {
            let used = fonts(&browser, &format!(".edition-bar [lang='{tag}']")).await;
            assert!(used.iter().all(|font| font.contains(own)), "{tag}: {used:?}");
        }
    });
}

#[test]
fn no_glyph_is_missing_in_any_edition() {
    if !has_noto() {
        return;
    }
    browse(Taste::default(), |browser| async move {
        for (edition, _) in EDITIONS {
            for (kind, path) in page_kinds(edition) {
                browser.goto(&path).await;
                let missing = browser.run(MISSING).await;
                assert_eq!(missing, json!([]), "{kind} of {edition}");
            }
        }
    });
}

/// Draws each character of the page alone and compares it with what a code point that no font
/// has looks like.
const MISSING: &str = r#"
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 40;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    const draw = (text, font) => {
        context.clearRect(0, 0, 40, 40);
        context.font = font;
        context.fillText(text, 4, 30);
        return context.getImageData(0, 0, 40, 40).data.join();
    };
    const missing = new Set(), seen = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        if (!parent || ['SCRIPT', 'STYLE'].includes(parent.tagName)) continue;
        const style = getComputedStyle(parent), font = `${style.fontWeight} 24px ${style.fontFamily}`;
        const nothing = draw('\u{10FFFD}', font);
        for (const character of walker.currentNode.data) {
            const key = font + character;
            if (seen.has(key) || /[\s\p{C}\p{M}]/u.test(character)) continue;
            seen.add(key);
            if (draw(character, font) === nothing) missing.add(character);
        }
    }
    return [...missing];
"#;
