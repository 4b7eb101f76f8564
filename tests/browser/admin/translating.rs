//! A translation beside its source is kept as an article in the editor is.

use broadsheet::clock::Clock;
use broadsheet::commands::{self, ArticleText, SectionWords};
use broadsheet::db::{Conn, users};
use broadsheet::model::{Role, Roles, SignOff};
use serde_json::json;

use super::newsroom::{Desk, Newsroom};
use crate::driver::{Taste, browse, browse_both};

/// Leaves pages without a word, as when the browser is ended.
const GO_WITHOUT_ASKING: &str =
    "window.addEventListener('beforeunload', e => e.stopImmediatePropagation(), true)";

/// What the device has of texts.
const KEPT: &str =
    "return Object.keys(localStorage).filter(key => key.startsWith('broadsheet:text:'))";

/// Lets somebody work for both editions.
fn let_translate(conn: &mut Conn, email: &str) {
    let user = users::find_by_email(conn, email).expect("an answer").expect("the account");
    let roles = Roles::of(Role::Editor, &["en".to_owned(), "mn".to_owned()]);
    users::set_roles(conn, user.id, &roles).expect("the roles");
}

/// A newsroom with a story of two paragraphs and its empty translation, whose number it gives.
fn begun() -> (Newsroom, i64) {
    let newsroom = Newsroom::empty();
    newsroom.person("bat@example.org", "Bat", Role::Editor);
    let article = newsroom.query(|conn| {
        let_translate(conn, "bat@example.org");
        let by = SignOff::new("test", Clock::system().now());
        let words = |edition: &str, name: &str| SectionWords {
            edition: edition.to_owned(),
            name: name.to_owned(),
            slug: "world".to_owned(),
            description: String::new(),
        };
        let words = [words("en", "World"), words("mn", "Дэлхий")];
        let section = commands::open_section(conn, &by, &words).expect("a section");
        let story = commands::create_story(conn, &by, "fuel").expect("a story");
        let text = ArticleText {
            headline: "Fuel is dearer".to_owned(),
            body: "First.\n\nSecond.".to_owned(),
            ..ArticleText::default()
        };
        let source =
            commands::create_article(conn, &by, story, ("en", "en"), section, "", &text).unwrap();
        commands::start_translation(conn, &by, source, ("mn", "mn"), None).expect("a translation")
    });
    (newsroom, article.0)
}

async fn open(desk: &Desk<'_>, article: i64) {
    desk.goto(&format!("/admin/articles/{article}/translation")).await;
    desk.find("#writing-desk.live").await;
}

#[test]
fn a_translation_that_was_typed_is_there_after_the_browser_and_the_server_died() {
    browse(Taste::default(), |browser| async move {
        let (mut newsroom, article) = begun();
        {
            let desk = newsroom.desk(&browser);
            desk.sign_in("bat@example.org").await;
            open(&desk, article).await;
            desk.write("#headline", "Түлш").await;
            desk.write("#paragraph-2", "Хоёр.").await;
            desk.until_status("Saved").await;
            // What stands beside the second paragraph stays there.
            assert_eq!(newsroom.unsaved(article), ("Түлш".to_owned(), "\n\nХоёр.".to_owned()));
            assert_eq!(browser.run(KEPT).await, json!([]));
        }
        newsroom.kill();
        {
            let desk = newsroom.desk(&browser);
            desk.write("#paragraph-1", "Нэг.").await;
            desk.until("JSON.stringify({...localStorage}).includes('Нэг.')").await;
            desk.until_status("Offline — kept on this device").await;
            let asks = "const e = new Event('beforeunload', { cancelable: true }); \
                        window.dispatchEvent(e); return e.defaultPrevented";
            assert_eq!(browser.run(asks).await, json!(true), "it asks before it is closed");
            browser.run(GO_WITHOUT_ASKING).await;
            browser.client.goto("about:blank").await.expect("another page");
        }
        newsroom.restart();
        let desk = newsroom.desk(&browser);
        open(&desk, article).await;
        assert_eq!(desk.value("#paragraph-2").await, "Хоёр.", "the server had it");
        assert_eq!(desk.value("#paragraph-1").await, "", "the field shows the server's text");
        desk.press("Compare").await;
        assert!(desk.text("#compare-fields").await.contains("Нэг."));
        browser.run("document.getElementById('dialog-compare').close()").await;
        desk.press("Use it").await;
        assert_eq!(desk.value("#paragraph-1").await, "Нэг.");
        desk.until_status("Saved").await;
        assert_eq!(newsroom.unsaved(article).1, "Нэг.\n\nХоёр.");
        desk.submit(".translating .main button").await;
        assert!(desk.text(".flash").await.starts_with("Saved"));
        assert_eq!(desk.value("#paragraph-1").await, "Нэг.");
        assert!(!desk.has("[data-bar=device]").await);
        assert_eq!(browser.run(KEPT).await, json!([]), "nothing is left");
    });
}

#[test]
fn two_translators_take_turns_and_lose_nothing() {
    browse_both(|one, other| async move {
        let (newsroom, article) = begun();
        newsroom.person("sarnai@example.org", "Sarnai", Role::Editor);
        newsroom.query(|conn| let_translate(conn, "sarnai@example.org"));
        let (bat, sarnai) = (newsroom.desk(&one), newsroom.desk(&other));
        bat.sign_in("bat@example.org").await;
        sarnai.sign_in("sarnai@example.org").await;
        open(&bat, article).await;
        bat.write("#paragraph-1", "Батынх.").await;
        bat.until_status("Saved").await;
        one.run("for (let i = 0; i < 10000; i += 1) clearInterval(i)").await;

        open(&sarnai, article).await;
        sarnai.until("document.querySelector('#writing-desk.frozen')").await;
        assert!(sarnai.text("[data-bar=taken]").await.contains("Bat is editing (since "));
        sarnai.press("Take over").await;
        sarnai.until("document.querySelector('#writing-desk.live:not(.frozen)')").await;
        assert_eq!(sarnai.value("#paragraph-1").await, "Батынх.");
        sarnai.write("#paragraph-2", "Сарнайнх.").await;
        sarnai.until_status("Saved").await;

        // What the first one typed meanwhile is offered, beside what came in between.
        bat.write("#paragraph-1", " Бас.").await;
        bat.until("document.querySelector('#writing-desk.frozen')").await;
        bat.press("Take over").await;
        bat.until("document.querySelector('[data-bar=device]')").await;
        assert_eq!(bat.value("#paragraph-2").await, "Сарнайнх.");
        bat.press("Use it").await;
        assert_eq!(bat.value("#paragraph-1").await, "Батынх. Бас.");
        bat.until_status("Saved").await;
        assert!(newsroom.unsaved(article).1.starts_with("Батынх. Бас."));
    });
}
