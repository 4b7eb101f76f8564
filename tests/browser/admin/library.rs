//! The picture library: photos are dropped, cancelled, cropped.

use broadsheet::model::Role;
use serde_json::json;

use super::newsroom::{Desk, Newsroom};
use crate::driver::{Browser, Taste, browse};

/// Drops photos of noise on the page, which no format makes small: half a megabyte each.
async fn drop_photos(browser: &Browser, names: &[&str]) {
    let script = format!(
        "const d = new DataTransfer(); \
         for (const name of {}) {{ \
           const c = document.createElement('canvas'); c.width = 480; c.height = 360; \
           const x = c.getContext('2d'), p = x.createImageData(480, 360); \
           for (let i = 0; i < p.data.length; i += 1) p.data[i] = i % 4 === 3 ? 255 : Math.random() * 256; \
           x.putImageData(p, 0, 0); \
           const bytes = atob(c.toDataURL('image/png').split(',')[1]); \
           const file = Uint8Array.from(bytes, (letter) => letter.charCodeAt(0)); \
           d.items.add(new File([file], name, {{ type: 'image/png' }})); }} \
         for (const kind of ['dragover', 'drop']) document.body.dispatchEvent(new DragEvent(kind, \
           {{ dataTransfer: d, bubbles: true, cancelable: true }}))",
        json!(names)
    );
    browser.run(&script).await;
}

/// How fast the browser may send, in bytes a second; 0: as fast as it can.
async fn send_at_most(desk: &Desk<'_>, speed: u32) {
    let speed = if speed == 0 { -1 } else { i64::from(speed) };
    desk.devtools("Network.enable", json!({})).await;
    let network = json!({ "offline": false, "latency": 0, "downloadThroughput": -1,
        "uploadThroughput": speed });
    desk.devtools("Network.emulateNetworkConditions", network).await;
}

#[test]
fn photos_are_dropped_several_at_once_and_one_is_cancelled() {
    browse(Taste::default(), |browser| async move {
        let newsroom = Newsroom::with(Role::Reporter);
        let desk = newsroom.desk(&browser);
        desk.sign_in("bat@example.org").await;
        desk.goto("/admin/media").await;
        desk.write("#credit", "Bat/Agency").await;
        send_at_most(&desk, 150_000).await;
        drop_photos(&browser, &["first.png", "second.png", "third.png"]).await;
        // Two are on their way and show how far they are; the third one waits for its turn.
        let under_way = "Array.from(document.querySelectorAll('#uploads progress')) \
                         .filter(bar => !bar.hidden && bar.value > 0 && bar.value < 1).length";
        desk.until(&format!("{under_way} === 2")).await;
        assert_eq!(desk.text("#uploads bdi").await, "first.png second.png third.png");
        assert!(desk.text("#uploads li:last-child").await.contains("Waiting"));
        browser.run("document.querySelector('#uploads li button').click()").await;
        desk.until("document.querySelectorAll('#uploads li').length === 2").await;
        // Neither is it for the one that hasn't begun.
        drop_photos(&browser, &["fourth.png"]).await;
        browser.run("document.querySelector('#uploads li:last-child button').click()").await;
        desk.until("document.querySelectorAll('#uploads li').length === 2").await;
        send_at_most(&desk, 0).await;
        desk.until("document.querySelectorAll('#uploads li.done').length === 2").await;

        // Nothing is left of the others, in the library or on the disk.
        desk.goto("/admin/media").await;
        let mut shown: Vec<String> =
            desk.text(".tiles bdi").await.split(' ').map(str::to_owned).collect();
        shown.sort();
        assert_eq!(shown, ["second.png", "third.png"]);
        assert!(!desk.has(".tiles .problem").await, "the credit went along");
        assert_eq!(newsroom.files("data/media/originals"), 2);
        assert_eq!(newsroom.files("data/media/partial"), 0);
    });
}

#[test]
fn the_point_is_set_by_a_click_or_by_numbers_and_no_word_is_lost() {
    set_the_point(Taste::default());
}

#[test]
fn the_point_is_set_on_a_phone_without_scripts() {
    set_the_point(Taste { no_script: true, phone: true, ..Taste::default() });
}

fn set_the_point(taste: Taste) {
    browse(taste, |browser| async move {
        let newsroom = Newsroom::with(Role::Editor);
        let desk = newsroom.desk(&browser);
        desk.sign_in("bat@example.org").await;
        desk.goto("/admin/media").await;
        // An AVIF, while we are at it.
        let photo = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/avif/described.avif");
        desk.write("#files", photo).await;
        match taste.no_script {
            true => desk.submit("form.upload .actions button").await,
            false => {
                desk.click("form.upload .actions button").await;
                desk.find("#uploads li.done").await;
            }
        }
        desk.goto("/admin/media/1").await;
        assert_eq!(desk.text("h1").await, "described.avif");
        desk.write("#alt-en", "Half a sentence").await;

        // A quarter from the left, three quarters from the top of the photo that is shown.
        let size = if taste.phone { "small" } else { "large" };
        let place = format!(
            "const r = document.querySelector('input[name={size}]').getBoundingClientRect(); \
             scrollTo(0, scrollY + r.top - 40); \
             const s = document.querySelector('input[name={size}]').getBoundingClientRect(); \
             return [s.left + s.width / 4, s.top + s.height * 3 / 4]"
        );
        let place = browser.run(&place).await;
        browser.run("window.isOld = true").await;
        for kind in ["mousePressed", "mouseReleased"] {
            let click = json!({ "type": kind, "x": place[0], "y": place[1], "button": "left",
                "clickCount": 1 });
            desk.devtools("Input.dispatchMouseEvent", click).await;
        }
        desk.until("!window.isOld && document.querySelector('.flash')").await;
        assert!(desk.text(".flash").await.contains("not saved yet"));
        assert_eq!(desk.value("#alt-en").await, "Half a sentence");
        let (x, y) = (desk.value("#x").await, desk.value("#y").await);
        assert!(["24", "25"].contains(&&*x) && ["74", "75"].contains(&&*y), "{x} {y}");
        assert!(desk.has(".crop.fx2.fy7, .crop.fx3.fy8, .crop.fx2.fy8, .crop.fx3.fy7").await);

        // By the keyboard alone: the numbers, then their button.
        browser.run("for (const id of ['x', 'y']) document.getElementById(id).value = ''").await;
        desk.write("#x", "100").await;
        desk.write("#y", "0").await;
        browser.run("window.isOld = true").await;
        desk.write(".pair button", "\u{e007}").await;
        desk.until("!window.isOld && document.querySelector('.crop.fx10.fy0')").await;
        assert_eq!(desk.value("#alt-en").await, "Half a sentence");

        // Enter in a field saves what is typed, and sets no point.
        browser.run("window.isOld = true").await;
        desk.write("#alt-en", ".\u{e007}").await;
        desk.until("!window.isOld && document.querySelector('.flash')").await;
        assert!(desk.text(".flash").await.starts_with("Saved"));
        assert_eq!(desk.value("#alt-en").await, "Half a sentence.");
        assert_eq!(desk.value("#x").await, "100");
    });
}
