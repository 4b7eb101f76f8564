//! Nothing that was typed is lost: not by a reload, a colleague, another window, a dead server or
//! a session that ended.

use broadsheet::clock::Clock;
use broadsheet::commands::{self, ArticleText};
use broadsheet::db::{sessions, users};
use broadsheet::model::{ArticleId, Role, SignOff};
use serde_json::json;

use super::newsroom::{Newsroom, PASSWORD};
use crate::driver::{Taste, browse, browse_both};

/// Ends a window's heartbeat, so that it learns of others no sooner than by what it sends.
const NO_HEARTBEAT: &str = "for (let i = 0; i < 10000; i += 1) clearInterval(i)";

/// Whether the page would ask before it is left.
const ASKS: &str = "const e = new Event('beforeunload', { cancelable: true }); \
    window.dispatchEvent(e); return e.defaultPrevented";

#[test]
fn the_first_words_make_a_draft_and_a_reload_finds_them() {
    browse(Taste::default(), |browser| async move {
        let newsroom = Newsroom::with(Role::Reporter);
        let desk = newsroom.desk(&browser);
        desk.sign_in("bat@example.org").await;
        let article = desk.begin("Fuel is dearer", "The first paragraph.").await;
        let unsaved = ("Fuel is dearer".to_owned(), "The first paragraph.".to_owned());
        assert_eq!(newsroom.unsaved(article), unsaved);
        let kept = "return Object.keys(localStorage).filter(k => k.startsWith('broadsheet:text:'))";
        assert_eq!(browser.run(kept).await, json!([]), "nothing is unsent");
        desk.goto(&format!("/admin/articles/{article}")).await;
        assert_eq!(desk.value("#headline").await, "Fuel is dearer");
        assert!(desk.text("#unsaved").await.contains("after the last save: Bat"));
        // The preview is the real page.
        desk.until(
            "document.getElementById('preview-frame').contentDocument.querySelector('h1')\
             ?.textContent.includes('Fuel is dearer')",
        )
        .await;
        // Back to what was saved, which is nothing yet.
        desk.submit("#unsaved button").await;
        assert_eq!(desk.value("#headline").await, "");
    });
}

#[test]
fn what_the_device_has_after_a_second_is_offered_after_the_browser_died() {
    browse(Taste::default(), |browser| async move {
        let mut newsroom = Newsroom::with(Role::Reporter);
        let article = {
            let desk = newsroom.desk(&browser);
            desk.sign_in("bat@example.org").await;
            desk.begin("Fuel", "One.").await
        };
        newsroom.kill();
        let desk = newsroom.desk(&browser);
        desk.write("#body", " Two, while the server is dead.").await;
        desk.until("JSON.stringify({...localStorage}).includes('Two, while the server is dead.')")
            .await;
        desk.until_status("Offline — kept on this device").await;
        assert!(desk.text("[data-bar=failed]").await.contains("Could not reach the server."));
        desk.write("#body", " Three.").await;
        desk.until("JSON.stringify({...localStorage}).includes('Three.')").await;
        // The page goes without a word, as when the browser is ended.
        browser
            .run("window.addEventListener('beforeunload', e => e.stopImmediatePropagation(), true)")
            .await;
        browser.client.goto("about:blank").await.expect("another page");
        drop(desk);
        newsroom.restart();
        let desk = newsroom.desk(&browser);
        desk.goto(&format!("/admin/articles/{article}")).await;
        assert_eq!(desk.value("#body").await, "One.", "the field shows the server's text");
        assert!(desk.text("[data-bar=device]").await.contains("This device has text from"));
        desk.press("Use it").await;
        assert_eq!(desk.value("#body").await, "One. Two, while the server is dead. Three.");
        desk.until_status("Saved").await;
        assert_eq!(newsroom.unsaved(article).1, "One. Two, while the server is dead. Three.");
        assert!(!desk.has("[data-bar=device]").await);
    });
}

#[test]
fn typing_goes_on_while_the_server_is_killed_and_started() {
    browse(Taste::default(), |browser| async move {
        let mut newsroom = Newsroom::with(Role::Reporter);
        let article = {
            let desk = newsroom.desk(&browser);
            desk.sign_in("bat@example.org").await;
            desk.begin("Fuel", "One.").await
        };
        newsroom.kill();
        {
            let desk = newsroom.desk(&browser);
            desk.write("#body", " Two.").await;
            desk.until_status("Offline").await;
        }
        newsroom.restart();
        let desk = newsroom.desk(&browser);
        desk.press("Try now").await;
        desk.until_status("Saved").await;
        assert_eq!(newsroom.unsaved(article).1, "One. Two.");
        assert!(!desk.has("[data-bar=failed]").await);
    });
}

#[test]
fn two_windows_of_one_person_take_turns() {
    browse(Taste::default(), |browser| async move {
        let newsroom = Newsroom::with(Role::Reporter);
        let desk = newsroom.desk(&browser);
        desk.sign_in("bat@example.org").await;
        let article = desk.begin("Fuel", "One.").await;
        browser.run(NO_HEARTBEAT).await;
        let first = browser.client.window().await.expect("a window");
        let second = browser.client.new_window(true).await.expect("another").handle;
        browser.client.switch_to_window(second.clone()).await.expect("the other");
        desk.goto(&format!("/admin/articles/{article}")).await;
        desk.until("document.querySelector('#writing-desk.frozen')").await;
        assert!(desk.text("[data-bar=taken]").await.contains("in another window"));
        assert_eq!(browser.run(ASKS).await, json!(false), "there is nothing to lose here");
        desk.press("Take over").await;
        desk.until("!document.querySelector('#writing-desk.frozen')").await;
        desk.write("#body", " Two.").await;
        desk.until_status("Saved").await;
        browser.client.switch_to_window(first).await.expect("the first");
        desk.write("#body", " Meanwhile here.").await;
        desk.until("document.querySelector('#writing-desk.frozen')").await;
        assert!(desk.has("#body[readonly]").await);
        assert_eq!(desk.value("#body").await, "One. Meanwhile here.", "and can be copied");
        desk.press("Copy my text").await;
        assert_eq!(newsroom.unsaved(article).1, "One. Two.");
        // Taking over again shows the other text, and offers what was typed here.
        desk.press("Take over").await;
        desk.until("document.getElementById('body').value === 'One. Two.'").await;
        desk.press("Use it").await;
        assert_eq!(desk.value("#body").await, "One. Meanwhile here.");
    });
}

#[test]
fn two_people_lose_nothing_to_each_other() {
    browse_both(|one, other| async move {
        let newsroom = Newsroom::with(Role::Editor);
        newsroom.person("sarnai@example.org", "Sarnai", Role::Editor);
        let (bat, sarnai) = (newsroom.desk(&one), newsroom.desk(&other));
        bat.sign_in("bat@example.org").await;
        sarnai.sign_in("sarnai@example.org").await;
        let article = bat.begin("Fuel", "Of Bat.").await;
        one.run(NO_HEARTBEAT).await;
        sarnai.goto(&format!("/admin/articles/{article}")).await;
        sarnai.until("document.querySelector('#writing-desk.frozen')").await;
        assert!(sarnai.text("[data-bar=taken]").await.contains("Bat is editing (since "));
        assert_eq!(sarnai.value("#body").await, "Of Bat.");
        sarnai.press("Take over").await;
        sarnai.until("!document.querySelector('#writing-desk.frozen')").await;
        sarnai.choose("#section").await;
        sarnai.write("#body", " Of Sarnai.").await;
        sarnai.submit(".tools button[form=article]").await;
        assert_eq!(sarnai.text(".flash").await, "Saved.");
        // What Bat had written was somebody else's to save: it is in the history.
        sarnai.goto(&format!("/admin/articles/{article}/history")).await;
        assert!(sarnai.text("tbody").await.contains("Bat"), "{}", sarnai.text("tbody").await);

        bat.write("#body", " More of Bat.").await;
        bat.until("document.querySelector('[data-bar=taken], [data-bar=clash]')").await;
        assert_eq!(bat.value("#body").await, "Of Bat. More of Bat.");
        if bat.has("[data-bar=taken]").await {
            bat.press("Take over").await;
            bat.until("document.getElementById('body').value === 'Of Bat. Of Sarnai.'").await;
            assert!(bat.text("[data-bar=device]").await.contains("was not sent"));
            bat.press("Use it").await;
        } else {
            assert!(bat.text("[data-bar=clash]").await.contains("Sarnai saved this article at"));
            bat.press("Compare").await;
            let both = bat.text("#compare-fields").await;
            assert!(both.contains("Of Bat. Of Sarnai."), "{both}");
            bat.press("Keep mine").await;
        }
        bat.until_status("Saved").await;
        assert_eq!(newsroom.unsaved(article).1, "Of Bat. More of Bat.");
    });
}

#[test]
fn a_clash_shows_both_texts_and_either_can_be_kept() {
    browse(Taste::default(), |browser| async move {
        let newsroom = Newsroom::with(Role::Editor);
        let desk = newsroom.desk(&browser);
        desk.sign_in("bat@example.org").await;
        let article = desk.begin("Fuel", "Mine.").await;
        let save = |body: &str| {
            let words = ArticleText {
                headline: "Fuel".to_owned(),
                body: body.to_owned(),
                ..ArticleText::default()
            };
            let sign_off = SignOff::new("import", Clock::system().now());
            let id = ArticleId(article);
            newsroom
                .query(|conn| commands::save_revision(conn, &sign_off, id, &words))
                .expect("saved");
        };
        save("Theirs.");
        desk.write("#body", " And more.").await;
        desk.until("document.querySelector('[data-bar=clash]')").await;
        assert!(desk.text("[data-bar=clash]").await.contains("Your text has not been lost."));
        desk.press("Compare").await;
        assert!(desk.text("#compare-fields").await.contains("Mine. And more."));
        desk.press("Keep mine").await;
        desk.until_status("Saved").await;
        assert_eq!(newsroom.unsaved(article).1, "Mine. And more.");
        save("Theirs again.");
        desk.write("#body", " Still more.").await;
        desk.until("document.querySelector('[data-bar=clash]')").await;
        desk.press("Compare").await;
        desk.press("Use theirs").await;
        assert!(!desk.value("#body").await.contains("Still more."));
    });
}

#[test]
fn a_session_that_ends_takes_no_text_along_and_one_signs_in_in_place() {
    browse(Taste::default(), |browser| async move {
        let newsroom = Newsroom::with(Role::Reporter);
        let desk = newsroom.desk(&browser);
        desk.sign_in("bat@example.org").await;
        let article = desk.begin("Fuel", "One.").await;
        newsroom
            .query(|conn| {
                let user = users::find_by_email(conn, "bat@example.org")?.expect("Bat");
                sessions::delete_others(conn, user.id, None)
            })
            .expect("signed out");
        desk.write("#body", " Two.").await;
        desk.until_status("Not saved — sign in again").await;
        desk.press("Sign in").await;
        desk.until("document.getElementById('dialog-sign-in').open").await;
        desk.write("#sign-in-email", "bat@example.org").await;
        desk.write("#sign-in-password", "wrong").await;
        desk.click("#dialog-sign-in button[type=submit]").await;
        desk.until("document.getElementById('sign-in-problem').textContent.includes('tries left')")
            .await;
        browser.run("document.getElementById('sign-in-password').value = ''").await;
        desk.write("#sign-in-password", PASSWORD).await;
        desk.click("#dialog-sign-in button[type=submit]").await;
        desk.until_status("Saved").await;
        assert_eq!(desk.value("#body").await, "One. Two.");
        assert_eq!(newsroom.unsaved(article).1, "One. Two.");
        desk.choose("#section").await;
        desk.submit(".tools button[form=article]").await;
        assert_eq!(desk.text(".flash").await, "Saved.");
    });
}

#[test]
fn closing_with_unsaved_text_asks() {
    browse(Taste::default(), |browser| async move {
        let newsroom = Newsroom::with(Role::Reporter);
        let desk = newsroom.desk(&browser);
        desk.sit_down().await;
        assert_eq!(browser.run(ASKS).await, json!(false));
        desk.write("#headline", "Fuel").await;
        assert_eq!(browser.run(ASKS).await, json!(true));
        desk.until_status("Saved").await;
        assert_eq!(browser.run(ASKS).await, json!(false));
    });
}

#[test]
fn words_that_were_not_sent_are_offered_after_an_editor_has_handed_the_article_back() {
    browse_both(|one, other| async move {
        let newsroom = Newsroom::with(Role::Reporter);
        newsroom.person("sarnai@example.org", "Sarnai", Role::Editor);
        let (bat, sarnai) = (newsroom.desk(&one), newsroom.desk(&other));
        bat.sign_in("bat@example.org").await;
        sarnai.sign_in("sarnai@example.org").await;
        let article = bat.begin("Fuel", "Of Bat.").await;
        one.run(NO_HEARTBEAT).await;
        let path = format!("/admin/articles/{article}");
        sarnai.goto(&path).await;
        sarnai.until("document.querySelector('#writing-desk.frozen')").await;
        sarnai.press("Take over").await;
        sarnai.until("!document.querySelector('#writing-desk.frozen')").await;
        sarnai.choose("#section").await;
        sarnai.write("#body", " Of Sarnai.").await;
        bat.write("#body", " Not sent.").await;
        bat.until("JSON.stringify({...localStorage}).includes('Not sent.')").await;
        sarnai.click("#open-publishing").await;
        sarnai.submit("#publishing [formaction$='/review']").await;
        sarnai.click("#open-publishing").await;
        sarnai.write("#return-note", "Who says so?").await;
        sarnai.submit("#publishing [formaction$='/return']").await;

        // Bat looks at the article again, without a word of what stood in the window.
        one.run("window.addEventListener('beforeunload', e => e.stopImmediatePropagation(), true)")
            .await;
        bat.goto(&path).await;
        assert_eq!(bat.value("#body").await, "Of Bat. Of Sarnai.", "hers are not written over");
        assert!(bat.text("[data-bar=device]").await.contains("was not sent"));
        bat.press("Compare").await;
        assert!(bat.text("#compare-fields").await.contains("Of Bat. Not sent."));
        one.run("document.getElementById('dialog-compare').close()").await;
        bat.press("Use it").await;
        bat.until_status("Saved").await;
        assert_eq!(newsroom.unsaved(article).1, "Of Bat. Not sent.");
    });
}
