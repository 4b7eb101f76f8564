//! An article's whole life, by the screens alone.

use broadsheet::model::Role;
use serde_json::json;

use super::newsroom::{Desk, Newsroom, PASSWORD};
use crate::driver::{Taste, browse};

/// Where readers read what is open.
async fn public(desk: &Desk<'_>) -> String {
    let script = "return Array.from(document.querySelectorAll('a'), a => a.getAttribute('href'))\
                  .find(href => href.startsWith('/en/2')) || ''";
    desk.browser.run(script).await.as_str().unwrap_or_default().to_owned()
}

#[test]
fn the_first_admin_comes_by_the_link_and_what_they_publish_is_read_corrected_and_withdrawn() {
    browse(Taste::default(), |browser| async move {
        let newsroom = Newsroom::empty();
        let desk = newsroom.desk(&browser);
        browser.client.goto(&newsroom.setup).await.expect("the link");
        desk.write("#name", "Bat").await;
        desk.write("#email", "bat@example.org").await;
        desk.write("#password", PASSWORD).await;
        desk.submit("main form button").await;
        desk.goto("/admin/desk/sections/new").await;
        desk.write("#name-en", "World").await;
        desk.submit("main form[method=post] button[type=submit]").await;

        // A photo, by the form of the library.
        let photo = std::env::temp_dir().join(format!("broadsheet-{}.png", std::process::id()));
        image::RgbImage::from_pixel(1600, 900, image::Rgb([40, 90, 140]))
            .save(&photo)
            .expect("a photo");
        desk.goto("/admin/media").await;
        desk.write("#credit", "Bat/Agency").await;
        desk.write("#files", &photo.display().to_string()).await;
        desk.click("form.upload .actions button").await;
        desk.until("document.querySelector('#uploads .done a')").await;
        desk.submit("#uploads .done a").await;
        desk.write("#alt-en", "A pump at night").await;
        desk.submit("form:has(#alt-en) button:not(.second, .hidden-text)").await;

        desk.begin("Fuel is dearer", "The first paragraph.").await;
        desk.choose("#section").await;
        desk.click("[data-dialog=photo]").await;
        desk.click("#dialog-photo .choices label").await;
        desk.click("#dialog-photo button[type=submit]").await;
        assert!(desk.value("#body").await.contains("```photo\nmedia: 1\n```"));
        desk.submit(".tools button[form=article]").await;
        assert_eq!(desk.text(".flash").await, "Saved.");
        let editor = browser.path().await;
        // Nothing is published past the dialog that says where and what is missing.
        assert!(desk.has("[data-publish][hidden]").await);
        desk.click("#open-publishing").await;
        assert!(desk.text("#failed-checks").await.contains("Source missing"));
        desk.submit("#publishing button[formaction$='/publication']").await;
        let address = public(&desk).await;
        desk.goto(&address).await;
        assert_eq!(desk.text("h1").await, "Fuel is dearer");
        assert!(desk.text(".body").await.contains("The first paragraph."));
        assert!(desk.has(".body img[alt='A pump at night']").await);

        desk.goto(&editor).await;
        desk.find("#writing-desk.live").await;
        assert_eq!(browser.run("return window.scrollY").await, 0, "it opens at its top");
        desk.write("#body", "\nBy 12 per cent.").await;
        desk.click("#open-publishing").await;
        let focused = browser.run("return document.activeElement.id").await;
        assert_eq!(focused, "publishing-title", "no key changes what readers see");
        desk.write("#correction", "It is 12 percent, not 10.").await;
        desk.submit("#publishing button[formaction$='/correction']").await;
        desk.goto(&address).await;
        assert!(desk.text("main").await.contains("It is 12 percent, not 10."));
        assert!(desk.text(".body").await.contains("By 12 per cent."));

        desk.goto(&format!("{editor}/withdrawal")).await;
        desk.write("#reason-en", "It was invented.").await;
        desk.submit("main form[method=post] button[type=submit]").await;
        desk.goto(&address).await;
        assert!(desk.text("main").await.contains("It was invented."));

        // At an hour of its own.
        desk.begin("Rain", "It rains.").await;
        desk.choose("#section").await;
        desk.submit(".tools button[form=article]").await;
        desk.click("#open-publishing").await;
        let hour = "const f = document.getElementById('schedule-at'); f.value = '2099-01-01T18:00'; \
                    f.dispatchEvent(new Event('input', { bubbles: true })); return f.value";
        assert_eq!(browser.run(hour).await, json!("2099-01-01T18:00"));
        desk.submit("#publishing button[formaction$='/schedule']").await;
        assert!(desk.text("#state").await.contains("1 Jan 2099 18:00"));
    });
}

#[test]
fn a_new_article_opens_its_publication_with_one_press() {
    for is_autosaved in [false, true] {
        browse(Taste::default(), |browser| async move {
            let newsroom = Newsroom::with(Role::Editor);
            let desk = newsroom.desk(&browser);
            desk.sign_in("bat@example.org").await;
            if is_autosaved {
                desk.begin("Fuel is dearer", "The first paragraph.").await;
            } else {
                desk.open_new().await;
                desk.write("#headline", "Fuel is dearer").await;
            }
            desk.choose("#section").await;
            desk.submit(".tools #open-publishing").await;
            desk.until("document.querySelector('dialog#publishing:modal')").await;
            assert!(desk.text("#state").await.contains("Draft"));
            desk.submit("dialog#publishing button[formaction$='/publication']").await;
            assert_eq!(desk.text(".flash").await, "Published.");
            desk.goto(&public(&desk).await).await;
            assert_eq!(desk.text("h1").await, "Fuel is dearer");
        });
    }
}
