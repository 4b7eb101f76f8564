//! A password in between loses nothing that was sent.

use broadsheet::model::Role;

use crate::support::{PASSWORD, on_both_databases, spawn};

#[apply(on_both_databases)]
async fn a_form_sent_after_the_session_ended_goes_on_after_signing_in() {
    let portal = spawn().await;
    let user = portal.colleague_with_password(Role::Editor, &["en"]);
    let browser = portal.sign_in(&user);
    portal.clock.jump("2026-05-05 08:00");
    let typed = [("name", "Bat \"B\" <b>\r\nErdene"), ("language", "mn"), ("shortcuts", "on")];
    let page = browser.post("/admin/account", &typed).await;
    assert_eq!((page.status(), page.header("x-wanted")), (401, "sign-in"));
    assert_eq!(page.select_attribute("main form", "action"), ["/admin/account"]);
    let carried =
        |name: &str| page.select_attribute(&format!("input[type=hidden][name={name}]"), "value");
    assert_eq!(carried("name"), ["Bat \"B\" <b>\nErdene"]);
    // A wrong password keeps it as well.
    let wrong = [&typed[..], &[("again-email", &user.email), ("again-password", "wrong")]].concat();
    let page = browser.post("/admin/account", &wrong).await;
    assert_eq!(page.status(), 422);
    assert!(page.text().contains("4 tries left"));
    assert_eq!(page.select_attribute("input[name=language]", "value"), ["mn"]);
    let before = browser.cookie();
    let right =
        [&typed[..], &[("again-email", &user.email), ("again-password", PASSWORD)]].concat();
    let page = browser.post_and_follow("/admin/account", &right).await;
    assert_ne!(browser.cookie(), before, "another session has another cookie");
    assert_eq!(page.select_text(".flash"), ["Хадгаллаа."]);
    assert_eq!(portal.user(user.id).name, "Bat \"B\" <b> Erdene");
}

#[apply(on_both_databases)]
async fn what_cannot_be_taken_back_takes_a_fresh_password() {
    let portal = spawn().await;
    let chief = portal.colleague_with_password(Role::Chief, &["en"]);
    let reporter = portal.colleague(Role::Reporter, &["en"]);
    let browser = portal.sign_in(&chief);
    portal.clock.jump("2026-05-04 08:15");
    let target = format!("/admin/users/{}/deactivation", reporter.id);
    let page = browser.post(&target, &[]).await;
    assert_eq!((page.status(), page.header("x-wanted")), (401, "step-up"));
    assert!(!page.has("#again-email"), "who it is, is known");
    assert!(portal.user(reporter.id).is_active);
    let page = browser.post(&target, &[("again-password", "wrong")]).await;
    assert_eq!(page.status(), 422);
    assert!(portal.user(reporter.id).is_active);
    let page = browser.post_and_follow(&target, &[("again-password", PASSWORD)]).await;
    assert_eq!(page.select_text(".flash").len(), 1);
    assert!(!portal.user(reporter.id).is_active);
    // For a while no further one is asked for.
    portal.clock.jump("2026-05-04 08:29:59");
    let back = format!("/admin/users/{}/reactivation", reporter.id);
    assert_eq!(browser.post(&back, &[]).await.status(), 303);
}

#[apply(on_both_databases)]
async fn a_page_that_takes_a_fresh_password_opens_after_it() {
    let portal = spawn().await;
    let user = portal.colleague_with_password(Role::Reporter, &["en"]);
    let browser = portal.sign_in(&user);
    portal.clock.jump("2026-05-04 08:20");
    let page = browser.get("/admin/account/second-step").await;
    assert_eq!(page.status(), 401);
    assert_eq!(page.select_attribute("main form", "action"), ["/admin/step-up"]);
    let next = page.select_attribute("input[name=next]", "value").concat();
    let fields = [("next", next.as_str()), ("again-password", PASSWORD)];
    let page = browser.post_and_follow("/admin/step-up", &fields).await;
    assert!(page.has(".qr svg"), "{}", page.text());
}

#[apply(on_both_databases)]
async fn a_script_is_told_that_nobody_is_signed_in_and_signs_in_itself() {
    let portal = spawn().await;
    let user = portal.colleague_with_password(Role::Reporter, &["en"]);
    let browser = portal.sign_in(&user);
    let by_script = [("sec-fetch-dest", "empty"), ("sec-fetch-site", "same-origin")];
    let answer = browser.send("GET", "/admin/session", &by_script, b"").await;
    assert_eq!(answer.json()["csrf"], browser.csrf());
    portal.clock.jump("2026-05-05 08:00");
    let answer = browser.send("GET", "/admin/session", &by_script, b"").await;
    assert_eq!((answer.status(), answer.header("x-wanted")), (401, "sign-in"));
    let fields = [("again-email", user.email.as_str()), ("again-password", PASSWORD)];
    assert_eq!(browser.post("/admin/step-up", &fields).await.status(), 303);
    let answer = browser.send("GET", "/admin/session", &by_script, b"").await;
    assert_eq!(answer.json()["csrf"], browser.csrf(), "that of the new session");
}

#[apply(on_both_databases)]
async fn files_cannot_be_carried_along_and_that_is_said() {
    let portal = spawn().await;
    let user = portal.colleague_with_password(Role::Reporter, &["en"]);
    let browser = portal.sign_in(&user);
    portal.clock.jump("2026-05-05 08:00");
    let page = browser.upload("/admin/account", &[], &[("file", "a.png", "image/png", b"x")]).await;
    assert_eq!(page.status(), 401);
    assert!(page.select_text(".lead").concat().contains("files cannot be"));
    assert_eq!(page.select_attribute("main form", "action"), ["/admin/step-up"]);
}
