//! A whole day in the newsroom with scripts off.

use broadsheet::db::Conn;
use broadsheet::model::Role;
use diesel::connection::SimpleConnection;
use serde_json::json;

use super::newsroom::{Desk, Newsroom, PASSWORD};
use crate::driver::{Browser, Taste, browse};

const REPORTER: &str = "oyuna@example.org";
const ADMIN: &str = "bat@example.org";

/// Runs a day with scripts off.
fn day<F: Future<Output = ()>>(test: impl FnOnce(Browser) -> F) {
    browse(Taste { no_script: true, ..Taste::default() }, test);
}

/// Somebody else sits down at the same browser.
async fn change_seats(desk: &Desk<'_>, email: &str) {
    desk.browser.client.delete_all_cookies().await.expect("cookies");
    desk.sign_in(email).await;
}

/// Sets a field that isn't typed letter by letter: a date.
async fn set(desk: &Desk<'_>, selector: &str, value: &str) {
    desk.find(selector).await;
    let script = format!("document.querySelector({}).value = {}", json!(selector), json!(value));
    desk.browser.run(&script).await;
}

/// Presses the button of a form by what its address ends in.
async fn act(desk: &Desk<'_>, name: &str) {
    desk.submit(&format!("button[formaction$='{name}']")).await;
}

/// Where readers read what is open.
async fn public(desk: &Desk<'_>) -> String {
    let script = "return Array.from(document.querySelectorAll('a'), a => a.getAttribute('href'))\
                  .find(href => href.startsWith('/en/2')) || ''";
    desk.browser.run(script).await.as_str().unwrap_or_default().to_owned()
}

/// Sets the first admin up, and what a newsroom begins with: a section, a coverage, a reporter.
async fn begin(newsroom: &Newsroom, desk: &Desk<'_>) {
    desk.browser.client.goto(&newsroom.setup).await.expect("the link");
    desk.write("#name", "Bat").await;
    desk.write("#email", ADMIN).await;
    desk.write("#password", PASSWORD).await;
    desk.submit("main form button").await;
    for (kind, name) in [("sections", "World"), ("coverage", "Summit")] {
        desk.goto(&format!("/admin/desk/{kind}/new")).await;
        desk.write("#name-en", name).await;
        desk.submit("main form[method=post] button[type=submit]").await;
        assert_eq!(desk.text("h1").await, name);
    }
    // Invited, and in by the link.
    desk.goto("/admin/users/new").await;
    desk.write("#email", REPORTER).await;
    desk.write("#name", "Oyuna").await;
    set(desk, "#role-en", "reporter").await;
    desk.submit("main form[method=post] button[type=submit]").await;
    let link = desk.text("code.once").await;
    let link = &link[link.find("/admin/").expect("a link")..];
    desk.browser.client.delete_all_cookies().await.expect("cookies");
    desk.goto(link).await;
    desk.write("#password", PASSWORD).await;
    desk.submit("main form[method=post] button[type=submit]").await;
    desk.goto("/admin").await;
    assert!(desk.text("main").await.contains("Reporter, English"));
}

/// A photo with its point and words.
async fn add_photo(desk: &Desk<'_>) {
    let photo = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/avif/described.avif");
    desk.goto("/admin/media").await;
    desk.write("#files", photo).await;
    desk.submit("form.upload .actions button").await;
    desk.goto("/admin/media/1").await;
    for (id, value) in [("#x", "25"), ("#y", "75"), ("#credit", "Oyuna/Agency")] {
        set(desk, id, value).await;
    }
    desk.submit(".pair button").await;
    assert!(desk.has(".crop.fx2.fy7, .crop.fx3.fy8").await);
    desk.write("#alt-en", "A pump at night").await;
    set(desk, "#credit", "Oyuna/Agency").await;
    desk.submit("form:has(#alt-en) > .actions button").await;
    assert_eq!(desk.value("#alt-en").await, "A pump at night");
    assert_eq!((desk.value("#x").await, desk.value("#y").await), ("25".into(), "75".into()));
}

/// An article with all that a reporter fills in.
async fn write_article(desk: &Desk<'_>) -> String {
    desk.goto("/admin/articles/new?edition=en").await;
    for hidden in [".tools", ".toolbar", ".preview", "#open-publishing", ".toolbar [data-tidy]"] {
        let shown = format!(
            "const e = document.querySelector('{hidden}'); return Boolean(e && e.offsetParent)"
        );
        assert_eq!(desk.browser.run(&shown).await, json!(false), "{hidden} needs scripts");
    }
    desk.write("#headline", "Fuel is \"dear\"").await;
    desk.write("#standfirst", "It's late, too.").await;
    desk.write("#body", "The first paragraph -- of two.").await;
    desk.write("#dateline-place", "ULAANBAATAR").await;
    set(desk, "#dateline-on", "2026-05-04").await;
    desk.choose("#section").await;
    desk.click("input[name=coverage]").await;
    desk.click("label[for=photo-1]").await;
    // Nothing is saved by tidying, and nothing is lost.
    desk.submit("button[name=then][value=tidy]").await;
    assert!(desk.text(".notice").await.contains("Nothing has been saved yet"));
    assert_eq!(desk.value("#headline").await, "Fuel is “dear”");
    assert_eq!(desk.value("#body").await, "The first paragraph — of two.");
    assert_eq!(desk.browser.path().await, "/admin/articles");
    desk.submit(".actions.main button[type=submit]").await;
    let editor = desk.browser.path().await;
    assert_eq!(desk.value("#standfirst").await, "It’s late, too.");
    assert!(desk.text("#check-list .bad").await.contains("Source missing"));
    // The preview is a page of its own.
    desk.goto(&format!("{editor}/preview")).await;
    assert_eq!(desk.text("h1").await, "Fuel is “dear”");
    assert!(desk.has("img[alt='A pump at night']").await);
    editor
}

#[test]
fn an_article_lives_its_whole_life_with_scripts_off() {
    day(|browser| async move {
        let newsroom = Newsroom::empty();
        let desk = newsroom.desk(&browser);
        begin(&newsroom, &desk).await;
        add_photo(&desk).await;
        let editor = write_article(&desk).await;
        desk.goto(&editor).await;
        act(&desk, "/review").await;
        assert!(desk.text("main").await.contains("The editors of English have it now."));

        // Handed back with a note, and in again.
        change_seats(&desk, ADMIN).await;
        desk.goto(&editor).await;
        desk.write("#return-note", "Who says so?").await;
        act(&desk, "/return").await;
        change_seats(&desk, REPORTER).await;
        desk.goto("/admin").await;
        assert!(desk.text("main").await.contains("Fuel is “dear”"));
        desk.goto(&editor).await;
        assert!(desk.text("main").await.contains("Who says so?"));
        desk.write("#body", "\n\nThe ministry says so.").await;
        act(&desk, "/review").await;

        change_seats(&desk, ADMIN).await;
        desk.goto(&editor).await;
        desk.submit(".actions.main button[formaction$='/publication']").await;
        let address = public(&desk).await;
        desk.goto(&address).await;
        assert_eq!(desk.text("h1").await, "Fuel is “dear”");
        let shown = desk.text("body").await;
        for words in ["It’s late, too.", "ULAANBAATAR", "The ministry says so.", "Summit"] {
            assert!(shown.contains(words), "{words} is not in {shown}");
        }
        assert!(desk.has("img[alt='A pump at night']").await);

        desk.goto(&editor).await;
        desk.write("#body", "\n\nBy 12 per cent.").await;
        desk.write("#correction", "It was 12 per cent.").await;
        act(&desk, "/correction").await;
        desk.goto(&editor).await;
        desk.write("#body", "\n\nIt goes on.").await;
        act(&desk, "/update").await;
        desk.goto(&address).await;
        let shown = desk.text("main").await;
        assert!(shown.contains("It was 12 per cent.") && shown.contains("It goes on."));

        // The words before the update, from the history.
        desk.goto(&format!("{editor}/history")).await;
        assert!(desk.text("tbody").await.contains("Who says so?"));
        desk.submit("tbody tr:last-child th a").await;
        desk.submit("main form[method=post] button[type=submit]").await;
        assert!(!desk.value("#body").await.contains("It goes on."));
        assert!(desk.has(".notice").await, "readers don't have it yet");

        withdraw(&newsroom, &desk, &editor).await;
        desk.goto(&address).await;
        assert!(desk.text("main").await.contains("It was invented."));
    });
}

/// Withdraws after having been asked for the password once more, which loses no word.
async fn withdraw(newsroom: &Newsroom, desk: &Desk<'_>, editor: &str) {
    newsroom.query(|conn| {
        let old = "UPDATE sessions SET stepped_up_at = '2020-01-01 00:00:00'";
        match conn {
            Conn::Sqlite(conn) => conn.batch_execute(old),
            Conn::Postgres(conn) => conn.batch_execute(old),
        }
        .expect("an hour later");
    });
    desk.goto(&format!("{editor}/withdrawal")).await;
    desk.write("#reason-en", "It was invented.").await;
    desk.submit("main form[method=post] button[type=submit]").await;
    desk.write("#again-password", PASSWORD).await;
    desk.submit("main form[method=post] button[type=submit]").await;
    assert!(desk.text("#state").await.contains("Withdrawn"));
}

#[test]
fn a_front_a_coverage_and_an_hour_are_set_with_scripts_off() {
    day(|browser| async move {
        let newsroom = Newsroom::with(Role::Chief);
        let desk = newsroom.desk(&browser);
        desk.sign_in(ADMIN).await;
        desk.goto("/admin/desk/coverage/new").await;
        desk.write("#name-en", "Summit").await;
        desk.submit("main form[method=post] button[type=submit]").await;
        for headline in ["One", "Two"] {
            desk.goto("/admin/articles/new?edition=en").await;
            desk.write("#headline", headline).await;
            desk.write("#body", "A paragraph.").await;
            desk.choose("#section").await;
            desk.click("input[name=coverage]").await;
            desk.submit(".actions.main button[name=then][value=publishing]").await;
            desk.submit(".actions.main button[formaction$='/publication']").await;
            assert_eq!(desk.text(".flash").await, "Published.");
        }
        // One that the clock will publish.
        desk.goto("/admin/articles/new?edition=en").await;
        desk.write("#headline", "Later").await;
        desk.choose("#section").await;
        desk.submit(".actions.main button[type=submit]").await;
        set(&desk, "#schedule-at", "2099-01-01T18:00").await;
        act(&desk, "/schedule").await;
        assert!(desk.text("#state").await.contains("1 Jan 2099 18:00"));
        desk.goto("/admin").await;
        assert!(desk.text("main").await.contains("Later"));

        // The front: two on it, the second first, until an hour; then readers see it.
        let list = ".slots:not(.strip) .pin strong";
        desk.goto("/admin/fronts/en").await;
        for id in [1, 2] {
            desk.submit(&format!("#tray ~ .offers button[value=add-article-{id}]")).await;
        }
        desk.submit("button[name=act][value=up-article-2]").await;
        assert_eq!(desk.text(list).await, "Two One");
        desk.click("#pin-article-2 summary").await;
        set(&desk, "#until-article-2", "2099-01-01T18:00").await;
        desk.submit("#pin-article-2 button[value=keep]").await;
        assert_eq!(desk.value("#until-article-2").await, "2099-01-01T18:00");
        desk.submit("button[value=publish]").await;
        desk.goto("/en/").await;
        let shown = desk.text("main .headline").await;
        assert!(shown.find("Two") < shown.find("One"), "{shown}");

        // The coverage: a moment, and the older one on top.
        desk.goto("/admin/desk/coverage/1").await;
        set(&desk, "#moment-edition", "en").await;
        set(&desk, "#moment-at", "2026-05-04T09:30").await;
        desk.write("#moment", "It opens").await;
        desk.submit("form:has(#moment) button").await;
        desk.submit("#order-en button[value=pin-1]").await;
        desk.submit("#order-en button[value=pin-2]").await;
        desk.submit("#order-en button[value=up-2]").await;
        assert_eq!(desk.text("#order-en .pinned li > span:first-child").await, "Two One");
        desk.submit("#order-en button[value=unpin-2]").await;
        desk.goto("/en/coverage/summit").await;
        let shown = desk.text("main").await;
        assert!(shown.contains("It opens"), "{shown}");
        assert!(shown.find("One") < shown.find("Two"), "{shown}");
    });
}
