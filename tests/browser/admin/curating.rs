//! Putting things in order, by keys and by dragging.

use broadsheet::clock::Clock;
use broadsheet::commands::{self, ArticleText, CoverageWords};
use broadsheet::db::{fronts, sections};
use broadsheet::model::{ArticleId, CoverageId, Role, SignOff};
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use serde_json::json;

use super::newsroom::{Desk, Newsroom};
use crate::driver::{Taste, browse};

/// A chief and three published articles in one coverage.
fn newsroom() -> (Newsroom, Vec<ArticleId>, CoverageId) {
    let newsroom = Newsroom::with(Role::Chief);
    let sign_off = SignOff::new("test", Clock::system().now());
    let words = CoverageWords {
        edition: "en".to_owned(),
        name: "Summit".to_owned(),
        slug: "summit".to_owned(),
        summary: String::new(),
    };
    let made = newsroom.query(|conn| {
        let section = sections::list_site_sections(conn, "en").expect("sections")[0].id;
        let coverage = commands::open_coverage(conn, &sign_off, None, &[words]).expect("it opens");
        let ids = ["One", "Two", "Three"].map(|headline| {
            let text = ArticleText { headline: headline.to_owned(), ..ArticleText::default() };
            let story = commands::create_story(conn, &sign_off, headline).expect("a story");
            let edition = ("en", "en");
            let id = commands::create_article(conn, &sign_off, story, edition, section, "", &text);
            let id = id.expect("a draft");
            commands::file_in_coverage(conn, &sign_off, id, coverage).expect("it is filed");
            commands::publish(conn, &sign_off, id).expect("it is published");
            id
        });
        (ids.to_vec(), coverage)
    });
    (newsroom, made.0, made.1)
}

/// What is on the front, as the page has it.
async fn pins(desk: &Desk<'_>, list: &str) -> Vec<String> {
    let script = format!(
        "return Array.from(document.querySelectorAll({}), it => it.textContent.trim())",
        json!(list)
    );
    let found = desk.browser.run(&script).await;
    found.as_array().into_iter().flatten().filter_map(|it| it.as_str()).map(str::to_owned).collect()
}

/// Presses an arrow with Alt held, where the cursor is, and waits for the page that comes back.
async fn alt(desk: &Desk<'_>, key: &str) {
    desk.browser.run("window.isOld = true").await;
    let number = if key == "ArrowUp" { 38 } else { 40 };
    for kind in ["rawKeyDown", "keyUp"] {
        let event = json!({ "type": kind, "modifiers": 1, "key": key, "code": key,
            "windowsVirtualKeyCode": number });
        desk.devtools("Input.dispatchKeyEvent", event).await;
    }
    desk.until("!window.isOld && document.readyState === 'complete'").await;
}

/// The item that the cursor is in.
async fn focused(desk: &Desk<'_>) -> String {
    let script = "return document.activeElement.closest('.pin')?.id || ''";
    desk.browser.run(script).await.as_str().unwrap_or_default().to_owned()
}

/// Drags an element to another one, near its upper edge; both are in sight.
async fn drag(desk: &Desk<'_>, from: &str, to: &str) {
    let script = format!(
        "return [[{}, .5], [{}, .2]].flatMap(([s, y]) => {{ \
         const b = document.querySelector(s).getBoundingClientRect(); \
         return [Math.round(b.left + b.width / 4), Math.round(b.top + b.height * y)]; }})",
        json!(from),
        json!(to)
    );
    let places = desk.browser.run(&script).await;
    let to = |at: usize, shift: i64| PointerAction::MoveTo {
        duration: None,
        x: (places[at].as_i64().expect("a place") + shift) as f64,
        y: places[at + 1].as_i64().expect("a place") as f64,
    };
    let hand = MouseActions::new("hand".to_owned())
        .then(to(0, 0))
        .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
        .then(to(0, 9))
        .then(to(2, 0))
        .then(to(2, 1))
        .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
    desk.browser.run("window.isOld = true").await;
    desk.browser.client.perform_actions(hand).await.expect("a hand");
    desk.until("!window.isOld && document.readyState === 'complete'").await;
}

#[test]
fn a_front_is_put_in_order_by_buttons_keys_and_dragging_and_nothing_is_lost() {
    let (newsroom, ids, _) = newsroom();
    browse(Taste::default(), |browser| async move {
        let list = ".slots:not(.strip) .pin strong";
        let desk = newsroom.desk(&browser);
        desk.sign_in("bat@example.org").await;
        browser.resize(1280, 2400, false).await;
        desk.goto("/admin/fronts/en").await;
        for id in &ids[..2] {
            desk.submit(&format!("#tray ~ .offers button[value=add-article-{id}]")).await;
        }
        assert_eq!(pins(&desk, list).await, ["One", "Two"]);

        // The cursor stays with what moves, so the same keys go on moving it.
        let item = format!("pin-article-{}", ids[1]);
        desk.browser.run(&format!("document.querySelector('#{item} button').focus()")).await;
        alt(&desk, "ArrowUp").await;
        assert_eq!(pins(&desk, list).await, ["Two", "One"]);
        assert_eq!(focused(&desk).await, item);
        alt(&desk, "ArrowDown").await;
        assert_eq!(pins(&desk, list).await, ["One", "Two"]);
        assert_eq!(focused(&desk).await, item);

        // From the tray right before the second one, and back to the top.
        let offer = format!("#tray ~ .offers li:has([value=add-article-{}])", ids[2]);
        drag(&desk, &offer, &format!("#{item}")).await;
        assert_eq!(pins(&desk, list).await, ["One", "Three", "Two"]);
        let first = format!("#pin-article-{}", ids[0]);
        drag(&desk, &format!("#pin-article-{} p", ids[2]), &first).await;
        assert_eq!(pins(&desk, list).await, ["Three", "One", "Two"]);

        // Set aside, opened again: everything is where it was, and readers see none of it yet.
        desk.submit(&format!("{first} [value^=remove]")).await;
        desk.submit(&format!("#tray ~ .offers [value=aside-{}]", ids[0])).await;
        desk.goto("/admin/fronts/en").await;
        assert_eq!(pins(&desk, list).await, ["Three", "Two"]);
        assert_eq!(pins(&desk, "#clipboard + .offers li > span:first-child").await, ["One"]);
        let slots = newsroom.query(|conn| {
            fronts::get_curation(conn, "en", None, Clock::system().now()).expect("a front")
        });
        assert!(slots.articles.is_empty());
        desk.submit("[value=publish]").await;
        desk.goto("/en/").await;
        assert!(desk.text("main .headline").await.starts_with("Three"));
        let said = browser.complaints().await;
        assert!(said.is_empty(), "{said:?}");
    });
}

#[test]
fn keys_move_articles_on_top_of_a_coverage() {
    let (newsroom, ids, coverage) = newsroom();
    browse(Taste::default(), |browser| async move {
        let list = "#order-en .pinned li > span:first-child";
        let desk = newsroom.desk(&browser);
        desk.sign_in("bat@example.org").await;
        desk.goto(&format!("/admin/desk/coverage/{coverage}")).await;
        for id in &ids[..2] {
            desk.submit(&format!("#order-en [value=pin-{id}]")).await;
        }
        assert_eq!(pins(&desk, list).await, ["One", "Two"]);
        let item = format!("pin-article-{}", ids[1]);
        assert_eq!(focused(&desk).await, item);
        alt(&desk, "ArrowUp").await;
        assert_eq!(pins(&desk, list).await, ["Two", "One"]);
        assert_eq!(focused(&desk).await, item);
        alt(&desk, "ArrowDown").await;
        assert_eq!(
            (pins(&desk, list).await, focused(&desk).await),
            (vec!["One".to_owned(), "Two".to_owned()], item)
        );
    });
}

#[test]
fn the_menu_opens_on_a_phone_without_script() {
    let (newsroom, ..) = newsroom();
    browse(Taste { phone: true, no_script: true, ..Taste::default() }, |browser| async move {
        let desk = newsroom.desk(&browser);
        desk.sign_in("bat@example.org").await;
        desk.goto("/admin").await;
        let height = browser.run("return document.querySelector('.top').offsetHeight").await;
        assert!(height.as_f64().is_some_and(|height| height < 64.0), "one line: {height}");
        let is_open = "document.getElementById('menu').offsetParent !== null \
                       || document.getElementById('menu').matches(':popover-open')";
        assert_eq!(browser.run(&format!("return {is_open}")).await, json!(false));
        desk.click(".menu .opener").await;
        desk.until(is_open).await;
        desk.submit("#menu a[href='/admin/articles']").await;
        assert_eq!(browser.path().await, "/admin/articles");
    });
}
