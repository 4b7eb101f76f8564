//! Typed signs become those that an edition prints, and Undo takes that back.

use broadsheet::model::Role;
use serde_json::json;

use super::newsroom::{Desk, Newsroom};
use crate::driver::{Taste, browse};

const TYPED: &str = "He said \"It's dear\" -- twice...\n\n```photo\nmedia: 1\n```\n\nThe \"end\".";
const PRINTED: &str = "He said “It’s dear” — twice…\n\n```photo\nmedia: 1\n```\n\nThe “end”.";

/// Puts a text into a field as typing does.
async fn type_into(desk: &Desk<'_>, id: &str, text: &str) {
    let script = format!(
        "const f = document.getElementById({}); f.focus(); \
         document.execCommand('insertText', false, {})",
        json!(id),
        json!(text)
    );
    desk.browser.run(&script).await;
}

#[test]
fn signs_are_tidied_by_a_button_and_undo_takes_it_back() {
    browse(Taste::default(), |browser| async move {
        let newsroom = Newsroom::with(Role::Reporter);
        let desk = newsroom.desk(&browser);
        desk.sit_down().await;
        type_into(&desk, "body", TYPED).await;
        desk.click(".toolbar [data-tidy]").await;
        desk.until("document.querySelector('[data-bar=tidied]')").await;
        assert_eq!(desk.value("#body").await, PRINTED);
        desk.undo().await;
        assert_eq!(desk.value("#body").await, TYPED);

        // What is marked, and no other line.
        let mark = "const b = document.getElementById('body'); b.focus(); \
                    b.setSelectionRange(b.value.length - 3, b.value.length - 1); \
                    document.querySelector('[data-bar=tidied]').remove()";
        browser.run(mark).await;
        desk.click(".toolbar [data-tidy]").await;
        desk.until("document.querySelector('[data-bar=tidied]')").await;
        let half = TYPED.replace("\"end\"", "“end”");
        assert_eq!(desk.value("#body").await, half);

        // Without a mark the headline, too; and once tidy, there is nothing to do.
        let unmark = "const b = document.getElementById('body'); b.setSelectionRange(0, 0); \
                      document.querySelector('[data-bar=tidied]').remove()";
        type_into(&desk, "headline", "It's \"dear\"").await;
        browser.run(unmark).await;
        desk.click(".toolbar [data-tidy]").await;
        desk.until("document.querySelector('[data-bar=tidied]')").await;
        assert_eq!(desk.value("#headline").await, "It’s “dear”");
        assert_eq!(desk.value("#body").await, PRINTED);
        browser.run(unmark).await;
        desk.click(".toolbar [data-tidy]").await;
        desk.until("document.querySelector('[data-bar=tidied]')").await;
        assert!(desk.text("[data-bar=tidied]").await.contains("nothing to tidy"));
        let said = browser.complaints().await;
        assert!(said.is_empty(), "{said:?}");
    });
}

#[test]
fn what_was_pasted_is_tidied_and_nothing_else() {
    browse(Taste::default(), |browser| async move {
        let newsroom = Newsroom::with(Role::Reporter);
        let desk = newsroom.desk(&browser);
        desk.sit_down().await;
        type_into(&desk, "body", "I typed \"this\".\n\n").await;
        let paste = "const b = document.getElementById('body'); const d = new DataTransfer(); \
                     d.setData('text/html', '<p>He said \"It\\'s dear\"...</p>'); \
                     d.setData('text/plain', ''); b.dispatchEvent(new ClipboardEvent('paste', \
                     { clipboardData: d, bubbles: true, cancelable: true }))";
        browser.run(paste).await;
        desk.until("document.querySelector('[data-bar=pasted]')").await;
        desk.press("Tidy").await;
        desk.until("document.querySelector('[data-bar=tidied]')").await;
        let printed = "I typed \"this\".\n\nHe said “It’s dear”…";
        assert_eq!(desk.value("#body").await, printed);
        desk.undo().await;
        let pasted = "I typed \"this\".\n\nHe said \"It's dear\"...";
        assert_eq!(desk.value("#body").await, pasted);
    });
}
