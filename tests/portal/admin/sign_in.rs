use broadsheet::model::Role;

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
