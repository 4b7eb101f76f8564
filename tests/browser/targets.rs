//! Links and buttons are large enough for a thumb (`experience.md` §5: 44 pixels on phones).

use serde_json::json;

use super::driver::{Taste, browse};
use super::portal::{EDITIONS, page_kinds};

/// Says of each link and button that is too small for a thumb how large it is.
///
/// Links within running text are left out (WCAG 2.5.8, inline), and those that only the keyboard
/// meets. A link that is stretched over its card is as large as the card; around the middle of its
/// words, a thumb must meet the link and nothing that lies above it.
const TOO_SMALL: &str = r#"
    const prose = ".body p, .body li, .body td, .correction, figcaption";
    const found = [];
    const look = (element) => {
        if (!element.checkVisibility() || element.matches(".skip")) return;
        if (element.closest(prose) && !element.matches(".button")) return;
        let box = element.getBoundingClientRect();
        const start = box.top;
        const name = element.outerHTML.slice(0, 120);
        const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
        const after = getComputedStyle(element, "::after");
        if (after.position === "absolute" && after.content !== "none") {
            let around = element.parentElement;
            while (getComputedStyle(around).position === "static") around = around.parentElement;
            box = around.getBoundingClientRect();
        }
        const size = Math.round(box.width * 10) / 10 + " x " + Math.round(box.height * 10) / 10;
        if (box.width < 43.9 || box.height < 43.9) { found.push(size + " " + name); return; }
        if (box.left < 0 || box.right > innerWidth) found.push("beside the page: " + name);
        scrollTo(0, scrollY + middle.y - innerHeight / 2);
        const now = element.getBoundingClientRect();
        const [x, y] = [(now.left + now.right) / 2, (now.top + now.bottom) / 2];
        const [moved, within] = [now.top - start, (at, from, to) => Math.min(Math.max(at, from + 1), to - 1)];
        for (const [right, down] of [[0, 0], [21, 0], [-21, 0], [0, 21], [0, -21]]) {
            const hit = document.elementFromPoint(
                within(x + right, box.left, box.right),
                within(y + down, box.top + moved, box.bottom + moved));
            if (hit !== element && !element.contains(hit)) {
                found.push((hit ? hit.outerHTML.slice(0, 60) : "nothing") + " is met for " + name);
                break;
            }
        }
    };
    document.querySelectorAll("a[href], button, summary, input, select").forEach(look);
    for (const details of document.querySelectorAll("details")) {
        details.open = true;
        details.querySelectorAll("a[href], button").forEach(look);
        details.open = false;
    }
    return [document.querySelectorAll("a[href]").length, found];
"#;

#[test]
fn everything_to_touch_on_a_phone_is_large_enough_for_a_thumb() {
    browse(Taste { phone: true, ..Taste::default() }, |browser| async move {
        let mut too_small = Vec::new();
        for (edition, _) in EDITIONS {
            for (kind, path) in page_kinds(edition) {
                // Whose language the portal doesn't have is asked to choose.
                let language = if kind == "choice" { "fr" } else { "en" };
                let headers = json!({ "headers": { "Accept-Language": language } });
                browser.devtools("Network.enable", json!({})).await;
                browser.devtools("Network.setExtraHTTPHeaders", headers).await;
                browser.goto(&path).await;
                let answer = browser.run(TOO_SMALL).await;
                assert!(answer[0].as_u64() > Some(3), "{path} has links");
                for found in answer[1].as_array().expect("a list") {
                    too_small.push(format!("{edition} {kind}: {}", found.as_str().unwrap_or("")));
                }
            }
        }
        assert!(too_small.is_empty(), "{}", too_small.join("\n"));
    });
}

#[test]
fn a_small_link_is_found() {
    browse(Taste { phone: true, ..Taste::default() }, |browser| async move {
        browser.goto("/en/about").await;
        let add = "const link = document.createElement('a'); link.href = '/'; \
            link.textContent = 'x'; document.querySelector('main').prepend(link)";
        browser.run(add).await;
        let answer = browser.run(TOO_SMALL).await;
        assert_eq!(answer[1].as_array().map(Vec::len), Some(1), "{answer}");
        browser.run("document.querySelector('main a').className = 'button'").await;
        assert_eq!(browser.run(TOO_SMALL).await[1], json!([]));
    });
}
