//! Two-step sign-in and recovery codes.

use broadsheet::model::{Role, User};
use totp_rs::{Builder, Secret};

use crate::support::{Answer, Browser, PASSWORD, Portal, on_both_databases, spawn};

fn code(portal: &Portal, secret: &str) -> String {
    let secret = Secret::try_from_base32(secret).expect("a secret");
    let totp = Builder::new().with_secret(secret).build().expect("an app");
    let now = portal.app.clock.now().and_utc().timestamp();
    totp.generate(u64::try_from(now).expect("after 1970")).to_string()
}

/// Turns it on through the pages; the secret, and the recovery codes.
async fn turn_on(portal: &Portal, browser: &Browser<'_>) -> (String, Vec<String>) {
    let page = browser.get("/admin/account/second-step").await;
    let secret = page.select_attribute("input[name=secret]", "value").concat();
    assert!(page.has(".qr svg[aria-label]"));
    let wrong = [("secret", secret.as_str()), ("code", "000000")];
    let page = browser.post("/admin/account/second-step", &wrong).await;
    assert_eq!(page.status(), 422);
    assert_eq!(page.select_attribute("input[name=secret]", "value"), [secret.as_str()]);
    let code = code(portal, &secret);
    let right = [("secret", secret.as_str()), ("code", code.as_str())];
    let page = browser.post("/admin/account/second-step", &right).await;
    assert_eq!(page.status(), 200);
    let codes = page.select_text(".codes code");
    assert_eq!(codes.len(), 10);
    (secret, codes)
}

/// Gives the password, and then a code.
async fn sign_in(browser: &Browser<'_>, user: &User, code: &str) -> Answer {
    let page = browser.sign_in(&user.email, PASSWORD).await;
    assert_eq!((page.status(), page.header("set-cookie")), (200, ""), "not in yet");
    assert_eq!(browser.get("/admin").await.status(), 303);
    let ticket = page.select_attribute("input[name=ticket]", "value").concat();
    browser.post("/admin/sign-in/code", &[("ticket", ticket.as_str()), ("code", code)]).await
}

#[apply(on_both_databases)]
async fn a_code_is_asked_for_and_is_good_once() {
    let portal = spawn().await;
    let user = portal.colleague_with_password(Role::Editor, &["en"]);
    let (secret, _) = turn_on(&portal, &portal.sign_in(&user)).await;
    let used = code(&portal, &secret);
    let browser = portal.browser();
    assert_eq!(sign_in(&browser, &user, &used).await.status(), 422, "it turned the step on");
    portal.clock.jump("2026-05-04 08:01");
    let fresh = code(&portal, &secret);
    assert_eq!(sign_in(&browser, &user, &fresh).await.status(), 303);
    assert_eq!(browser.get("/admin").await.status(), 200);
    assert_eq!(sign_in(&portal.browser(), &user, &fresh).await.status(), 422, "a replay");
}

#[apply(on_both_databases)]
async fn guessing_codes_is_paused() {
    let portal = spawn().await;
    let user = portal.colleague_with_password(Role::Editor, &["en"]);
    let (secret, _) = turn_on(&portal, &portal.sign_in(&user)).await;
    portal.clock.jump("2026-05-04 08:05");
    for _ in 0..5 {
        assert_eq!(sign_in(&portal.browser(), &user, "000000").await.status(), 422);
    }
    let right = code(&portal, &secret);
    assert_eq!(sign_in(&portal.browser(), &user, &right).await.status(), 429);
    portal.clock.jump("2026-05-04 08:15");
    let right = code(&portal, &secret);
    assert_eq!(sign_in(&portal.browser(), &user, &right).await.status(), 303);
}

#[apply(on_both_databases)]
async fn a_recovery_code_opens_the_account_once() {
    let portal = spawn().await;
    let user = portal.colleague_with_password(Role::Editor, &["en"]);
    let browser = portal.sign_in(&user);
    let (_, codes) = turn_on(&portal, &browser).await;
    let typed = codes[3].to_lowercase().replace('-', " ");
    assert_eq!(sign_in(&portal.browser(), &user, &typed).await.status(), 303);
    assert_eq!(sign_in(&portal.browser(), &user, &codes[3]).await.status(), 422);
    let page = browser.get("/admin/account").await;
    assert!(page.text().contains("9 recovery codes left"), "{}", page.text());
    let renewed = browser.post("/admin/account/recovery-codes", &[]).await;
    let renewed = renewed.select_text(".codes code");
    assert_eq!(renewed.len(), 10);
    assert_eq!(sign_in(&portal.browser(), &user, &codes[4]).await.status(), 422);
    assert_eq!(sign_in(&portal.browser(), &user, &renewed[4]).await.status(), 303);
    // Nothing of them is in the database.
    let rows = format!("{:?}", portal.query(crate::support::dump));
    assert!(!rows.contains(&renewed[5]));
}

#[apply(on_both_databases)]
async fn a_ticket_is_over_after_ten_minutes() {
    let portal = spawn().await;
    let user = portal.colleague_with_password(Role::Editor, &["en"]);
    let (secret, _) = turn_on(&portal, &portal.sign_in(&user)).await;
    let browser = portal.browser();
    let page = browser.sign_in(&user.email, PASSWORD).await;
    let ticket = page.select_attribute("input[name=ticket]", "value").concat();
    portal.clock.jump("2026-05-04 08:10");
    let code = code(&portal, &secret);
    let fields = [("ticket", ticket.as_str()), ("code", code.as_str())];
    let answer = browser.post("/admin/sign-in/code", &fields).await;
    assert_eq!((answer.status(), answer.location()), (303, "/admin/sign-in"));
    assert_eq!(browser.get("/admin").await.status(), 303);
}

#[apply(on_both_databases)]
async fn it_can_be_turned_off_by_its_owner_and_by_who_has_charge() {
    let portal = spawn().await;
    let user = portal.colleague_with_password(Role::Editor, &["en"]);
    let browser = portal.sign_in(&user);
    turn_on(&portal, &browser).await;
    assert_eq!(browser.post("/admin/account/second-step/off", &[]).await.status(), 303);
    assert!(!portal.user(user.id).has_totp);
    turn_on(&portal, &browser).await;
    let target = format!("/admin/users/{}/second-step/off", user.id);
    let stranger = portal.sign_in_as(Role::Chief, &["mn"]);
    assert_eq!(stranger.post(&target, &[]).await.status(), 404);
    let chief = portal.sign_in_as(Role::Chief, &["en"]);
    assert_eq!(chief.post(&target, &[]).await.status(), 303);
    assert!(!portal.user(user.id).has_totp);
}
