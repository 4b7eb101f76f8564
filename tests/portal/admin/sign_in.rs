use broadsheet::commands::people;
use broadsheet::db::users;
use broadsheet::model::{Role, SignOff};

use crate::support::{PASSWORD, on_both_databases, spawn, spawn_with};

#[apply(on_both_databases)]
async fn whoever_is_not_signed_in_is_asked_to() {
    let portal = spawn().await;
    let answer = portal.browser().get("/admin/users?page=2").await;
    assert_eq!(answer.status(), 303);
    assert_eq!(answer.location(), "/admin/sign-in?next=%2Fadmin%2Fusers%3Fpage%3D2");
    let page = portal.browser().get("/admin/sign-in").await;
    assert_eq!((page.status(), page.select_text("h1").concat()), (200, "Sign in".to_owned()));
    assert_eq!(page.header("cache-control"), "no-store");
}

#[apply(on_both_databases)]
async fn a_password_opens_the_dashboard() {
    let portal = spawn().await;
    let user = portal.colleague_with_password(Role::Editor, &["en"]);
    let browser = portal.browser();
    let answer = browser.sign_in(&user.email.to_uppercase(), PASSWORD).await;
    assert_eq!((answer.status(), answer.location()), (303, "/admin"), "{}", answer.text());
    let page = browser.get("/admin").await;
    assert_eq!(page.status(), 200);
    assert!(page.text().contains("Editor, English"), "{}", page.text());
    assert_eq!(portal.audited(), ["sign_in"]);
    // Signing out ends the session, not only the cookie.
    let held = browser.cookie();
    assert_eq!(browser.post("/admin/sign-out", &[]).await.status(), 303);
    assert_eq!(browser.cookie(), None);
    browser.set_cookie(held.as_deref());
    assert_eq!(browser.get("/admin").await.status(), 303);
}

#[apply(on_both_databases)]
async fn the_cookie_is_for_the_admin_area_only_and_changes_when_somebody_signs_in() {
    let portal = spawn().await;
    let user = portal.colleague_with_password(Role::Reporter, &["en"]);
    let browser = portal.browser();
    let page = browser.get("/admin/sign-in").await;
    let cookie = page.header("set-cookie");
    assert!(cookie.starts_with("__Secure-broadsheet="), "{cookie}");
    assert!(cookie.ends_with("; Secure; HttpOnly; SameSite=Lax"), "{cookie}");
    assert!(cookie.contains("; Path=/admin; "), "{cookie}");
    // A cookie that somebody else planted is good for nothing afterwards.
    let planted = broadsheet::auth::secret::token();
    browser.set_cookie(Some(&planted));
    assert_eq!(browser.sign_in(&user.email, PASSWORD).await.status(), 303);
    assert_ne!(browser.cookie().as_deref(), Some(planted.as_str()));
    assert_eq!(browser.get("/admin").await.status(), 200);
    browser.set_cookie(Some(&planted));
    assert_eq!(browser.get("/admin").await.status(), 303);
    for path in ["/", "/en/", "/en/no-such-page", "/static/x", "/-/live"] {
        assert_eq!(portal.get(path).await.header("set-cookie"), "", "{path}");
    }
}

#[apply(on_both_databases)]
async fn on_plain_http_the_cookie_has_a_plain_name() {
    let portal = spawn_with(|config| config.base_url = "http://127.0.0.1:8080".to_owned()).await;
    let user = portal.colleague_with_password(Role::Reporter, &["en"]);
    let browser = portal.browser();
    let cookie = browser.get("/admin/sign-in").await.header("set-cookie").to_owned();
    assert!(cookie.starts_with("broadsheet=") && !cookie.contains("; Secure"), "{cookie}");
    assert_eq!(browser.sign_in(&user.email, PASSWORD).await.status(), 303);
    assert_eq!(browser.get("/admin").await.status(), 200);
}

#[apply(on_both_databases)]
async fn five_wrong_tries_are_followed_by_a_pause() {
    let portal = spawn().await;
    let user = portal.colleague_with_password(Role::Editor, &["en"]);
    let browser = portal.browser();
    for left in ["4 tries left", "3 tries left", "2 tries left", "1 try left"] {
        let page = browser.sign_in(&user.email, "wrong").await;
        assert_eq!(page.status(), 422);
        let words =
            format!("That e-mail and password do not match. {left} before a 10-minute pause.");
        assert_eq!(page.select_text("#password-problem"), [words]);
        // What was typed stays, but for the password.
        assert_eq!(page.select_attribute("#email", "value"), [user.email.as_str()]);
        assert_eq!(page.select_attribute("#password", "value"), [""]);
    }
    assert_eq!(browser.sign_in(&user.email, "wrong").await.status(), 422);
    // The right one isn't even looked at, from wherever it comes.
    let page = portal.browser().sign_in(&user.email, PASSWORD).await;
    assert_eq!(page.status(), 429);
    assert!(page.select_text("#password-problem")[0].contains("at 16:10"), "{}", page.text());
    portal.clock.jump("2026-05-04 08:09:59");
    assert_eq!(browser.sign_in(&user.email, PASSWORD).await.status(), 429);
    portal.clock.jump("2026-05-04 08:10:00");
    assert_eq!(browser.sign_in(&user.email, PASSWORD).await.status(), 303);
    // A right one forgets the wrong ones before it.
    let page = portal.browser().sign_in(&user.email, "wrong").await;
    assert!(page.text().contains("4 tries left"));
    let verbs = portal.audited();
    assert_eq!(verbs.iter().filter(|verb| *verb == "sign_in_failed").count(), 6);
}

#[apply(on_both_databases)]
async fn an_account_that_does_not_exist_is_answered_like_one_that_does() {
    let portal = spawn().await;
    let user = portal.colleague_with_password(Role::Editor, &["en"]);
    let gone = portal.colleague_with_password(Role::Editor, &["en"]);
    let invited = portal.colleague(Role::Editor, &["en"]);
    portal.query(|conn| users::set_active(conn, gone.id, false)).unwrap();
    for email in [&user.email, &gone.email, &invited.email, "nobody@example.org"] {
        for try_ in 1..=6 {
            let page = portal.browser().sign_in(email, "wrong password").await;
            let expected = if try_ > 5 { 429 } else { 422 };
            // Twenty from one address pause for everybody there.
            if email != "nobody@example.org" || try_ <= 5 {
                assert_eq!(page.status(), expected, "{email} {try_}");
            }
        }
    }
    // Nobody who can't sign in gets in with the right password either.
    portal.clock.jump("2026-05-04 09:00");
    let page = portal.browser().sign_in(&gone.email, PASSWORD).await;
    assert_eq!(page.status(), 422);
    assert!(page.text().contains("4 tries left"));
}

#[apply(on_both_databases)]
async fn many_accounts_tried_from_one_address_pause_it() {
    let portal = spawn().await;
    let user = portal.colleague_with_password(Role::Editor, &["en"]);
    for number in 0..20 {
        let email = format!("a{number}@example.org");
        assert_eq!(portal.browser().sign_in(&email, "wrong").await.status(), 422);
    }
    assert_eq!(portal.browser().sign_in(&user.email, PASSWORD).await.status(), 429);
    portal.clock.jump("2026-05-04 08:10:00");
    assert_eq!(portal.browser().sign_in(&user.email, PASSWORD).await.status(), 303);
}

#[apply(on_both_databases)]
async fn a_session_ends_when_it_is_idle_and_when_it_is_old() {
    let portal = spawn_with(|config| {
        config.session_idle_hours = 2;
        config.session_days = 1;
    })
    .await;
    let idle = portal.sign_in_as(Role::Editor, &["en"]);
    let busy = portal.sign_in_as(Role::Editor, &["en"]);
    portal.clock.jump("2026-05-04 09:59:59");
    assert_eq!(busy.get("/admin").await.status(), 200);
    portal.clock.jump("2026-05-04 10:00");
    assert_eq!(idle.get("/admin").await.status(), 303);
    for hour in [
        "2026-05-04 11:30",
        "2026-05-04 13:00",
        "2026-05-04 14:30",
        "2026-05-04 16:00",
        "2026-05-04 17:30",
        "2026-05-04 19:00",
        "2026-05-04 20:30",
        "2026-05-04 22:00",
        "2026-05-04 23:30",
        "2026-05-05 01:00",
        "2026-05-05 02:30",
        "2026-05-05 04:00",
        "2026-05-05 05:30",
        "2026-05-05 07:00",
        "2026-05-05 07:59:59",
    ] {
        portal.clock.jump(hour);
        assert_eq!(busy.get("/admin").await.status(), 200, "{hour}");
    }
    portal.clock.jump("2026-05-05 08:00");
    assert_eq!(busy.get("/admin").await.status(), 303);
}

#[apply(on_both_databases)]
async fn whoever_is_deactivated_is_out_at_once() {
    let portal = spawn().await;
    let browser = portal.sign_in_as(Role::Editor, &["en"]);
    let by = SignOff::new("test", portal.app.clock.now());
    let id = browser.user();
    portal.query(|conn| people::deactivate(conn, &by, id)).unwrap();
    assert_eq!(browser.get("/admin").await.status(), 303);
}

#[apply(on_both_databases)]
async fn people_see_where_they_are_signed_in_and_end_it() {
    let portal = spawn().await;
    let user = portal.colleague_with_password(Role::Reporter, &["en"]);
    let (here, there) = (portal.sign_in(&user), portal.sign_in(&user));
    let somebody = portal.sign_in_as(Role::Reporter, &["en"]);
    let page = here.get("/admin/account").await;
    assert_eq!(page.select_text("table.rows tbody tr").len(), 2, "{}", page.text());
    let end = page.select_attribute("table.rows form", "action");
    assert_eq!(end.len(), 1, "this one is ended by signing out");
    // It is theirs to end and nobody else's.
    somebody.post(&end[0], &[]).await;
    assert_eq!(there.get("/admin").await.status(), 200);
    let page = here.post_and_follow(&end[0], &[]).await;
    assert_eq!(page.select_text(".flash"), ["That device is signed out."]);
    assert_eq!(there.get("/admin").await.status(), 303);
    assert!(!here.get("/admin/account").await.has(".flash"), "it is said once");
    let there = portal.sign_in(&user);
    here.post("/admin/account/sessions/others/end", &[]).await;
    assert_eq!((there.get("/admin").await.status(), here.get("/admin").await.status()), (303, 200));
}
