//! The same strings at the door: the forms of those who aren't in yet, or have to show who they
//! are once more.

use broadsheet::commands::people;
use broadsheet::model::Role;

use super::desk::assert_whole;
use super::hostile::strings;
use crate::support::{Answer, Browser, PASSWORD, Portal, on_both_databases, spawn};

/// Strings that a field is given together where each try takes a password's time.
const TOGETHER: usize = 32;

/// All of them, and the one that a database may not hold.
fn all() -> Option<Vec<String>> {
    let mut strings = strings()?;
    strings.extend(["nothing\0more".to_owned(), "\0".to_owned()]);
    Some(strings)
}

/// Strings that a field is given together elsewhere.
const FEW: usize = 8;

/// So many at once.
fn batches(strings: &[String], size: usize) -> Vec<String> {
    strings.chunks(size).map(|some| some.join(" ")).collect()
}

/// Sends a form; its page is whole, and says what is wrong without failing.
async fn knock(by: &Browser<'_>, target: &str, fields: &[(&str, &str)]) -> Answer {
    let answer = by.post(target, fields).await;
    let expected = [200, 303, 401, 404, 413, 422, 429];
    assert!(expected.contains(&answer.status()), "{} of {target}: {fields:?}", answer.status());
    if answer.status() != 303 {
        assert_whole(&answer, &format!("{fields:?}"));
    }
    answer
}

/// Twenty tries from one address are followed by a pause: the next hour is after it.
fn wait(portal: &Portal, hours: &mut u32) {
    *hours += 1;
    let (day, hour) = (5 + *hours / 24, *hours % 24);
    portal.clock.jump(&format!("2026-05-{day:02} {hour:02}:00"));
}

#[apply(on_both_databases)]
async fn naughty_strings_sign_nobody_in() {
    let Some(strings) = all() else { return };
    let portal = spawn().await;
    let user = portal.colleague_with_password(Role::Editor, &["en"]);
    let (browser, mut hours) = (portal.browser(), 0);
    for (turn, text) in batches(&strings, TOGETHER).iter().enumerate() {
        if turn % 8 == 0 {
            wait(&portal, &mut hours);
        }
        let fields = [("email", text.as_str()), ("password", text), ("next", text)];
        let page = knock(&browser, "/admin/sign-in", &fields).await;
        assert_eq!(page.status(), 422, "{text:?}");
        let fields = [("email", user.email.as_str()), ("password", text), ("next", "/admin")];
        assert_ne!(knock(&browser, "/admin/sign-in", &fields).await.status(), 303);
    }
    // While there is a pause nothing is compared, and each of them is printed alone.
    wait(&portal, &mut hours);
    for number in 0..20 {
        let email = format!("nobody{number}@example.org");
        browser.post("/admin/sign-in", &[("email", &email), ("password", "x")]).await;
    }
    for text in &strings {
        let fields = [("email", text.as_str()), ("password", text), ("next", text)];
        let page = knock(&browser, "/admin/sign-in", &fields).await;
        assert_eq!(page.status(), 429, "{text:?}");
        assert_eq!(page.select_attribute("input[name=next]", "value"), ["/admin"]);
    }
    for text in strings.iter().step_by(5) {
        let encoded: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
        let look = format!("/admin/sign-in?next={encoded}");
        if look.len() < 2000 {
            assert_whole(&browser.get(&look).await, text);
        }
    }
}

#[apply(on_both_databases)]
async fn naughty_strings_as_codes_open_nothing() {
    let Some(strings) = all() else { return };
    let portal = spawn().await;
    let user = portal.colleague_with_password(Role::Editor, &["en"]);
    let inside = portal.sign_in(&user);
    let page = inside.get("/admin/account/second-step").await;
    let secret = page.select_attribute("input[name=secret]", "value").concat();
    for text in &batches(&strings, FEW) {
        let fields = [("secret", secret.as_str()), ("code", text)];
        let page = knock(&inside, "/admin/account/second-step", &fields).await;
        assert_eq!(page.status(), 422, "{text:?}");
        // What is no secret of ours is not printed at all.
        let fields = [("secret", text.as_str()), ("code", text)];
        knock(&inside, "/admin/account/second-step", &fields).await;
    }
    portal
        .query(|conn| broadsheet::db::users::set_totp(conn, user.id, Some(&secret), 0))
        .expect("a second step");
    let outside = portal.browser();
    let page = outside.sign_in(&user.email, PASSWORD).await;
    let ticket = page.select_attribute("input[name=ticket]", "value").concat();
    for text in batches(&strings, 100) {
        let fields = [("ticket", ticket.as_str()), ("code", &text), ("next", &text)];
        let page = knock(&outside, "/admin/sign-in/code", &fields).await;
        assert!([422, 429].contains(&page.status()), "{}", page.status());
    }
    for text in &batches(&strings, FEW) {
        let fields = [("ticket", text.as_str()), ("code", text), ("next", text)];
        let answer = knock(&outside, "/admin/sign-in/code", &fields).await;
        assert_eq!((answer.status(), answer.location()), (303, "/admin/sign-in"), "{text:?}");
    }
}

#[apply(on_both_databases)]
async fn naughty_strings_begin_a_newsroom_with_an_odd_name() {
    let Some(strings) = all() else { return };
    let portal = spawn().await;
    let now = portal.app.clock.now();
    let token = portal.query(|conn| people::issue_set_up_token(conn, now)).unwrap().unwrap();
    let (target, browser) = (format!("/admin/setup/{token}"), portal.browser());
    for text in &batches(&strings, FEW) {
        let fields = [("email", text.as_str()), ("name", text), ("password", text)];
        let page = knock(&browser, &target, &fields).await;
        assert_eq!(page.status(), 422, "{text:?}");
    }
    for text in strings.iter().step_by(5) {
        let encoded: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
        if !encoded.is_empty() && encoded.len() < 1800 {
            let page = browser.get(&format!("/admin/setup/{encoded}")).await;
            assert!([303, 404].contains(&page.status()), "{} for {text:?}", page.status());
        }
    }
    let name = strings.join(" ");
    let fields = [("email", "bat@example.org"), ("name", &name), ("password", PASSWORD)];
    assert_eq!(knock(&browser, &target, &fields).await.status(), 303);
    for page in ["/admin", "/admin/account", "/admin/users", "/admin/users/1"] {
        assert_whole(&browser.get(page).await, &name);
    }
}

#[apply(on_both_databases)]
async fn naughty_strings_come_in_by_a_link_as_names() {
    let Some(strings) = all() else { return };
    let portal = spawn().await;
    let admin = portal.sign_in_as(Role::Admin, &[]);
    let user = portal.colleague(Role::Reporter, &["en"]);
    let link = async || {
        let page = admin.post(&format!("/admin/users/{}/link", user.id), &[]).await;
        let shown = page.select_text("code.once").concat();
        shown.strip_prefix("https://portal.example").expect("a link").to_owned()
    };
    let browser = portal.browser();
    let invitation = link().await;
    for text in &batches(&strings, FEW) {
        let fields = [("name", text.as_str()), ("password", "short")];
        assert_eq!(knock(&browser, &invitation, &fields).await.status(), 422, "{text:?}");
    }
    let name = strings.join(" ");
    let fields = [("name", name.as_str()), ("password", PASSWORD)];
    assert_eq!(knock(&browser, &invitation, &fields).await.status(), 303);
    assert_whole(&browser.get("/admin").await, &name);
    // Whoever has a password gets a link to another one.
    let reset = link().await;
    assert!(reset.starts_with("/admin/reset/"));
    for text in batches(&strings, TOGETHER) {
        let short: String = text.chars().take(11).collect();
        let fields = [("name", text.as_str()), ("password", &short)];
        assert_eq!(knock(&portal.browser(), &reset, &fields).await.status(), 422, "{text:?}");
    }
    // A password may be any of them that is long enough.
    let strange = strings.iter().rfind(|text| (40..200).contains(&text.len())).unwrap();
    let browser = portal.browser();
    assert_eq!(knock(&browser, &reset, &[("password", strange)]).await.status(), 303);
    assert_eq!(portal.browser().sign_in(&user.email, strange).await.status(), 303);
    for text in batches(&strings, TOGETHER) {
        let fields = [("current-password", text.as_str()), ("password", &text)];
        let page = knock(&browser, "/admin/account/password", &fields).await;
        assert_eq!(page.status(), 422, "{text:?}");
    }
    let fields = [("current-password", "\0"), ("password", PASSWORD)];
    assert_eq!(knock(&browser, "/admin/account/password", &fields).await.status(), 422);
}

#[apply(on_both_databases)]
async fn naughty_strings_are_carried_past_a_password_and_back() {
    let Some(strings) = all() else { return };
    let portal = spawn().await;
    let user = portal.colleague_with_password(Role::Chief, &["en"]);
    let other = portal.colleague(Role::Reporter, &["en"]);
    let browser = portal.sign_in(&user);
    portal.clock.jump("2026-05-04 08:15");
    let target = format!("/admin/users/{}/deactivation", other.id);
    // Names of fields are anybody's, too.
    for some in strings.chunks(FEW) {
        let fields: Vec<(&str, &str)> = some.iter().map(|text| (text.as_str(), &**text)).collect();
        assert_eq!(knock(&browser, &target, &fields).await.status(), 401, "{some:?}");
    }
    let mut hours = 0;
    for (turn, text) in batches(&strings, TOGETHER).iter().enumerate() {
        if turn % 4 == 0 {
            wait(&portal, &mut hours);
        }
        // Nobody is signed in any more: it asks for everything.
        let fields = [
            ("name", text.as_str()),
            ("again-email", text),
            ("again-password", text),
            ("again-code", text),
        ];
        let page = knock(&browser, "/admin/account", &fields).await;
        assert_eq!(page.status(), 422, "{text:?}");
        assert!(page.has("input[type=hidden][name=name]"));
    }
    // Signed in, a code is compared in the place of a password.
    let browser = portal.sign_in(&user);
    wait(&portal, &mut hours);
    for text in batches(&strings, 130) {
        for field in ["again-password", "again-code"] {
            let fields = [("again-password", "x"), (field, text.as_str())];
            assert_ne!(knock(&browser, &target, &fields).await.status(), 303);
        }
    }
    assert!(portal.user(other.id).is_active);
}
