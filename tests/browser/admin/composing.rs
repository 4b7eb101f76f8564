//! Chinese by an input method, through the debugging protocol: no script touches the text while
//! somebody composes.

use std::time::{Duration, Instant};

use broadsheet::model::Role;
use serde_json::json;

use super::newsroom::{Desk, Newsroom};
use crate::driver::{Taste, browse};

/// Types pinyin letter by letter and then chooses what it becomes.
async fn compose(desk: &Desk<'_>, pinyin: &str, chosen: &str) {
    for end in 1..=pinyin.len() {
        let begun = &pinyin[..end];
        let state = json!({ "text": begun, "selectionStart": end, "selectionEnd": end });
        desk.devtools("Input.imeSetComposition", state).await;
    }
    desk.devtools("Input.insertText", json!({ "text": chosen })).await;
}

/// Waits until the text is this: what the protocol types arrives a moment after its answer.
async fn reads(desk: &Desk<'_>, text: &str) {
    desk.until(&format!("document.getElementById('body').value === {}", json!(text))).await;
}

async fn put_cursor(desk: &Desk<'_>, place: &str) {
    let script = format!(
        "const b = document.getElementById('body'); b.focus(); \
         const at = {place}; b.setSelectionRange(at, at)"
    );
    desk.browser.run(&script).await;
}

#[test]
fn words_are_composed_in_the_text_beside_marks_and_in_lists_and_taken_back() {
    browse(Taste::default(), |browser| async move {
        let newsroom = Newsroom::with(Role::Reporter);
        let desk = newsroom.desk(&browser);
        desk.sign_in("bat@example.org").await;
        let article = desk.begin("油价", "**重点**").await;
        put_cursor(&desk, "b.value.length").await;
        compose(&desk, "wangluo", "网络").await;
        reads(&desk, "**重点**网络").await;
        desk.undo().await;
        reads(&desk, "**重点**").await;
        put_cursor(&desk, "2").await;
        compose(&desk, "da", "大").await;
        reads(&desk, "**大重点**").await;
        put_cursor(&desk, "b.value.length").await;
        desk.click("[data-mark=list]").await;
        reads(&desk, "- **大重点**").await;
        compose(&desk, "kongjian", "空间").await;
        reads(&desk, "- **大重点**空间").await;
        desk.undo().await;
        desk.undo().await;
        // Both are taken back a moment later, and what is left is sent some seconds after that.
        desk.until("/^\\*\\*.*重点\\*\\*$/.test(document.getElementById('body').value)").await;
        let deadline = Instant::now() + Duration::from_secs(60);
        while newsroom.unsaved(article).1 != desk.value("#body").await {
            assert!(Instant::now() < deadline, "{:?}", newsroom.unsaved(article));
        }
        let left = newsroom.unsaved(article).1;
        assert!(left.starts_with("**") && left.ends_with("重点**"), "{left}");
    });
}

#[test]
fn nothing_is_sent_and_no_key_does_anything_until_a_composition_ends() {
    browse(Taste::default(), |browser| async move {
        let newsroom = Newsroom::with(Role::Reporter);
        let desk = newsroom.desk(&browser);
        desk.sit_down().await;
        put_cursor(&desk, "0").await;
        let state = json!({ "text": "wang", "selectionStart": 4, "selectionEnd": 4 });
        desk.devtools("Input.imeSetComposition", state).await;
        // Keys that an input method takes come with the number 229.
        let key = "const e = new KeyboardEvent('keydown', { key: 's', ctrlKey: true, keyCode: 229, \
                   bubbles: true, cancelable: true }); document.body.dispatchEvent(e); \
                   return e.defaultPrevented";
        assert_eq!(browser.run(key).await, json!(false));
        // Longer than the four seconds after which a pause is sent.
        let waits = "const done = arguments[0]; setTimeout(() => done(\
                     document.getElementById('status').textContent + location.pathname), 6000)";
        let said = browser.client.execute_async(waits, Vec::new()).await.expect("an answer");
        assert_eq!(said, json!("/admin/articles/new"), "nothing was sent");
        desk.devtools("Input.insertText", json!({ "text": "网" })).await;
        desk.until_status("Saved").await;
        reads(&desk, "网").await;
    });
}
