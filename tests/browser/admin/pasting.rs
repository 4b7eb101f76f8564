//! What comes out of a clipboard becomes text of ours, and can be taken back.

use broadsheet::model::Role;
use serde_json::json;

use super::newsroom::{Desk, Newsroom};
use crate::driver::{Taste, browse};

/// Pastes into the text, as the browser does.
async fn paste(desk: &Desk<'_>, html: &str, plain: &str) {
    let script = format!(
        "const b = document.getElementById('body'); b.focus(); const d = new DataTransfer(); \
         d.setData('text/html', {}); d.setData('text/plain', {}); \
         b.dispatchEvent(new ClipboardEvent('paste', \
         {{ clipboardData: d, bubbles: true, cancelable: true }}))",
        json!(html),
        json!(plain)
    );
    desk.browser.run(&script).await;
    desk.until("document.querySelector('[data-bar=pasted]')").await;
}

#[test]
fn a_page_is_pasted_taken_back_and_pasted_as_plain_text() {
    browse(Taste::default(), |browser| async move {
        let newsroom = Newsroom::with(Role::Reporter);
        let desk = newsroom.desk(&browser);
        desk.sit_down().await;
        let html = "<h2>Why</h2><p>　　It is <b>dear</b>.</p><script>alert(1)</script>\
                    <img src='https://pictures.example/a.jpg' alt='A pump'>";
        paste(&desk, html, "Why It is dear.").await;
        assert_eq!(desk.value("#body").await, "## Why\n\nIt is **dear**.");
        let bar = desk.text("[data-bar=pasted]").await;
        assert!(bar.contains("Pasted 2 paragraphs, 1 picture."), "{bar}");
        assert!(bar.contains("A pump"), "{bar}");
        desk.press("Paste as plain text").await;
        assert_eq!(desk.value("#body").await, "Why It is dear.");
        desk.undo().await;
        assert_eq!(desk.value("#body").await, "## Why\n\nIt is **dear**.");
        browser.run("document.getElementById('body').value = ''").await;
        paste(&desk, html, "").await;
        desk.press("Undo").await;
        assert_eq!(desk.value("#body").await, "");
    });
}

#[test]
fn a_picture_in_the_markup_is_copied_into_the_library() {
    browse(Taste::default(), |browser| async move {
        let newsroom = Newsroom::with(Role::Reporter);
        let desk = newsroom.desk(&browser);
        desk.sit_down().await;
        let draw = "const c = document.createElement('canvas'); c.width = 600; c.height = 400; \
                    const x = c.getContext('2d'); x.fillStyle = '#357'; x.fillRect(0, 0, 600, 400); \
                    return c.toDataURL('image/png')";
        let picture = browser.run(draw).await.as_str().expect("an address").to_owned();
        let html = format!("<p>Before.</p><img src=\"{picture}\" alt=\"Blue\"><p>After.</p>");
        paste(&desk, &html, "Before. After.").await;
        desk.press("Copy into the library").await;
        desk.until("document.getElementById('body').value.includes('```photo')").await;
        let body = desk.value("#body").await;
        assert!(body.contains("media: 1\nalt: Blue"), "{body}");
        desk.goto("/admin/media/1").await;
        assert!(desk.text("dl").await.contains("600 × 400"));
    });
}

#[test]
fn a_picture_of_another_site_is_copied_or_refused_and_one_on_the_device_is_named() {
    browse(Taste::default(), |browser| async move {
        let newsroom = Newsroom::with(Role::Reporter);
        let desk = newsroom.desk(&browser);
        desk.sit_down().await;
        let html = "<p>Before.</p><img src='file:///C:/Users/bat/image001.png' alt='A chart'>\
                    <img src='http://127.0.0.2:9/a.jpg' alt='A pump'>";
        paste(&desk, html, "").await;
        let bar = desk.text("[data-bar=pasted]").await;
        assert!(bar.contains("2 pictures"), "{bar}");
        assert!(bar.contains("A chart It stayed on your device: upload its file"), "{bar}");
        desk.press("Copy into the library").await;
        desk.until("document.querySelector('[data-bar=pasted] .problem')").await;
        let said = desk.text("[data-bar=pasted] .problem").await;
        assert!(said.starts_with("127.0.0.2 is in a private network"), "{said}");
        assert!(said.contains("Nothing is lost."), "{said}");
        assert_eq!(desk.value("#body").await, "Before.");

        desk.goto("/en/").await;
        let icon = "return document.querySelector('link[rel=apple-touch-icon]').href";
        let icon = browser.run(icon).await.as_str().expect("an address").to_owned();
        desk.open_new().await;
        let html = format!("<p>Before.</p><img src='{icon}' alt='A sheet'>");
        paste(&desk, &html, "").await;
        desk.press("Copy into the library").await;
        desk.until("document.getElementById('body').value.includes('media: 1\\nalt: A sheet')")
            .await;
        desk.goto("/admin/media/1").await;
        assert_eq!(desk.text(".facts a").await, icon);
    });
}

#[test]
fn every_pasted_file_of_the_inputs_comes_out_clean() {
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/inputs/cms/paste");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: ../shared/inputs/cms/paste isn't there");
        return;
    };
    browse(Taste::default(), |browser| async move {
        let newsroom = Newsroom::with(Role::Reporter);
        let desk = newsroom.desk(&browser);
        desk.sign_in("bat@example.org").await;
        for entry in entries {
            let path = entry.expect("an entry").path();
            let html = std::fs::read_to_string(&path).expect("a text file");
            desk.open_new().await;
            paste(&desk, &html, "").await;
            let body = desk.value("#body").await;
            assert!(!body.is_empty() && !body.contains('<') && !body.contains("mso"), "{body}");
            desk.press("Undo").await;
            assert_eq!(desk.value("#body").await, "", "{}", path.display());
        }
    });
}

#[test]
fn a_headline_wraps_but_is_one_line() {
    browse(Taste { phone: true, ..Taste::default() }, |browser| async move {
        let newsroom = Newsroom::with(Role::Reporter);
        let desk = newsroom.desk(&browser);
        desk.sit_down().await;
        let height = "document.getElementById('headline').offsetHeight";
        let one_line = browser.run(&format!("return {height}")).await.as_f64().unwrap();
        desk.write("#headline", "Fuel is dearer\n, ").await;
        assert_eq!(desk.value("#headline").await, "Fuel is dearer, ", "Enter does nothing");
        desk.write("#body", "and the people of the capital\n\nsay who it is that pays").await;
        for command in ["selectAll", "copy"] {
            desk.command(command).await;
        }
        browser.run("document.getElementById('headline').focus()").await;
        desk.command("paste").await;
        let whole = "Fuel is dearer, and the people of the capital say who it is that pays";
        assert_eq!(desk.value("#headline").await, whole);
        let fits = "h => h.scrollHeight <= h.clientHeight && h.scrollWidth <= h.clientWidth";
        let fits = format!("return ({fits})(document.getElementById('headline'))");
        assert_eq!(browser.run(&fits).await, true, "all of it is in sight");
        assert!(browser.run(&format!("return {height}")).await.as_f64().unwrap() > one_line);
        desk.undo().await;
        assert_eq!(desk.value("#headline").await, "Fuel is dearer, ");
    });
}
