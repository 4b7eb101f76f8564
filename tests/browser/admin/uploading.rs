//! Photos of one's device on their way into a text: by the dialogs, or dropped on it.

use std::path::PathBuf;

use broadsheet::model::Role;
use serde_json::json;

use super::newsroom::{Desk, Newsroom};
use crate::driver::{Taste, browse};

/// A photo on the device, in a colour of its own.
fn photo(name: &str, colour: u8) -> PathBuf {
    let path = std::env::temp_dir().join(format!("broadsheet-{}-{name}", std::process::id()));
    let pixel = image::Rgb([40, colour, 140]);
    image::RgbImage::from_pixel(320, 240, pixel).save(&path).expect("a photo");
    path
}

/// Drops files on the text: pictures of one colour each, or what only calls itself one.
async fn drop_on_text(desk: &Desk<'_>, names: &[&str]) {
    let script = format!(
        "const d = new DataTransfer(); \
         for (const [place, name] of {}.entries()) {{ \
           const c = document.createElement('canvas'); c.width = 320; c.height = 240; \
           const x = c.getContext('2d'); x.fillStyle = `rgb(9, 9, ${{place}})`; x.fillRect(0, 0, 320, 240); \
           const bytes = atob(c.toDataURL('image/png').split(',')[1]); \
           const file = Uint8Array.from(bytes, (letter) => letter.charCodeAt(0)); \
           d.items.add(new File([name.endsWith('.png') ? file : 'words'], name)); }} \
         for (const kind of ['dragover', 'drop']) document.getElementById('body').dispatchEvent( \
           new DragEvent(kind, {{ dataTransfer: d, bubbles: true, cancelable: true }}))",
        json!(names)
    );
    desk.browser.run(&script).await;
}

#[test]
fn a_photo_of_the_device_is_uploaded_in_the_dialog_and_inserted() {
    browse(Taste::default(), |browser| async move {
        let newsroom = Newsroom::with(Role::Reporter);
        let desk = newsroom.desk(&browser);
        desk.sit_down().await;
        desk.write("#body", "Before.").await;
        desk.click("[data-dialog=photo]").await;
        let words = std::env::temp_dir().join(format!("broadsheet-{}.heic", std::process::id()));
        std::fs::write(&words, "words").expect("a file");
        let both = [photo("one.png", 10), words].map(|path| path.display().to_string());
        desk.write("#photo-files", &both.join("\n")).await;
        desk.find("#dialog-photo .uploads .done").await;
        desk.find("#dialog-photo .uploads .problem").await;
        let said = desk.text("#dialog-photo .uploads .problem").await;
        assert!(said.contains("this format is not supported. Use JPEG"), "{said}");
        assert!(desk.has("#dialog-photo .choices input:checked").await, "it is chosen");
        desk.click("#dialog-photo button[type=submit]").await;
        desk.until("document.getElementById('body').value.includes('media: 1')").await;
        assert_eq!(desk.value("#body").await, "Before.\n\n```photo\nmedia: 1\n```\n\n");
        desk.undo().await;
        assert_eq!(desk.value("#body").await, "Before.");

        // Several into a gallery, and one above the text.
        desk.click(".toolbar .more summary").await;
        desk.click("[data-dialog=gallery]").await;
        let both = [photo("two.png", 20), photo("three.png", 30)];
        let both = both.map(|path| path.display().to_string());
        desk.write("#gallery-files", &both.join("\n")).await;
        desk.until("document.querySelectorAll('#dialog-gallery .uploads .done').length === 2")
            .await;
        desk.click("#dialog-gallery button[type=submit]").await;
        desk.until("document.getElementById('body').value.includes('```gallery')").await;
        let body = desk.value("#body").await;
        assert!(body.contains("media: 2") && body.contains("media: 3"), "{body}");
        desk.click("[data-choose-photo]").await;
        desk.write("#lead-files", &photo("four.png", 40).display().to_string()).await;
        desk.find("#dialog-lead .uploads .done").await;
        desk.click("#dialog-lead button[type=submit]").await;
        desk.find("#photo-4:checked").await;
    });
}

#[test]
fn photos_that_are_dropped_on_the_text_come_into_it() {
    browse(Taste::default(), |browser| async move {
        let newsroom = Newsroom::with(Role::Reporter);
        let desk = newsroom.desk(&browser);
        desk.sit_down().await;
        desk.write("#body", "Before.").await;
        drop_on_text(&desk, &["one.png", "words.heic"]).await;
        desk.until("document.getElementById('body').value.includes('media: 1')").await;
        desk.find("[data-bar=dropped] .problem").await;
        let bar = desk.text("[data-bar=dropped]").await;
        assert!(bar.contains("words.heic: this format is not supported."), "{bar}");
        assert_eq!(desk.value("#body").await, "Before.\n\n```photo\nmedia: 1\n```\n\n");
        desk.undo().await;
        assert_eq!(desk.value("#body").await, "Before.");
        desk.until_status("Saved").await;
    });
}

#[test]
fn whoever_is_signed_out_signs_in_over_the_photos() {
    browse(Taste::default(), |browser| async move {
        let mut newsroom = Newsroom::with(Role::Reporter);
        {
            let desk = newsroom.desk(&browser);
            desk.sit_down().await;
            desk.end_sessions("bat@example.org");
            desk.click("[data-dialog=photo]").await;
            desk.until("document.querySelector('#dialog-photo .missing')").await;
            assert!(desk.text("#dialog-photo .missing").await.contains("You are signed out."));
            desk.press("Sign in").await;
            desk.sign_in_here("bat@example.org").await;
            desk.until("document.querySelector('#dialog-photo .choices').textContent === 'No photos were found.'")
                .await;
            desk.end_sessions("bat@example.org");
            desk.write("#photo-files", &photo("five.png", 50).display().to_string()).await;
            desk.find("#dialog-photo .uploads .problem").await;
            desk.press("Sign in").await;
            desk.sign_in_here("bat@example.org").await;
            desk.find("#dialog-photo .uploads .done").await;
            desk.click("#dialog-photo [data-close]").await;

            // So does the library.
            desk.goto("/admin/media").await;
            desk.end_sessions("bat@example.org");
            desk.write("#files", &photo("six.png", 60).display().to_string()).await;
            desk.click("form.upload .actions button").await;
            desk.find("#uploads .problem").await;
            desk.press("Sign in").await;
            desk.sign_in_here("bat@example.org").await;
            desk.find("#uploads .done a").await;
            desk.open_new().await;
        }
        newsroom.kill();
        let desk = newsroom.desk(&browser);
        desk.click("[data-dialog=photo]").await;
        desk.until("document.querySelector('#dialog-photo .missing')").await;
        let said = desk.text("#dialog-photo .missing").await;
        assert!(said.contains("The server could not be reached."), "{said}");
        drop(desk);
        newsroom.restart();
        let desk = newsroom.desk(&browser);
        desk.press("Try now").await;
        desk.until("document.querySelectorAll('#dialog-photo .choices label').length === 2").await;
    });
}
