//! What is the same on every page of the admin area.

use broadsheet::model::Role;

use crate::support::{EDITIONS, on_both_databases, spawn};

const PAGES: [&str; 26] = [
    "/admin",
    "/admin/articles",
    "/admin/articles/new",
    "/admin/articles/stories",
    "/admin/articles/2/story?q=summit",
    "/admin/articles/2/translation",
    "/admin/account",
    "/admin/account/second-step",
    "/admin/users",
    "/admin/users/new",
    "/admin/users/1",
    "/admin/media",
    "/admin/media/1",
    "/admin/jobs",
    "/admin/desk/sections",
    "/admin/desk/sections/new",
    "/admin/desk/sections/1",
    "/admin/desk/coverage",
    "/admin/desk/coverage/1",
    "/admin/desk/authors",
    "/admin/fronts/en",
    "/admin/fronts/zh-hans/1",
    "/admin/settings",
    "/admin/settings/mn",
    "/admin/settings/mn/navigation",
    "/admin/settings/zh-hant/pages/about",
];

#[apply(on_both_databases)]
async fn nothing_is_kept_and_nothing_runs_but_our_own_files() {
    let portal = spawn().await;
    let admin = portal.sign_in_as(Role::Admin, &[]);
    portal.paper();
    let signed_out = portal.browser();
    let mut answers = vec![signed_out.get("/admin").await, signed_out.get("/admin/sign-in").await];
    for page in PAGES.iter().chain(&["/admin/no-such-page"]) {
        answers.push(admin.get(page).await);
    }
    answers.push(admin.post_raw("/admin/account", &[], &[]).await);
    answers.push(admin.post("/admin/account", &[("name", "")]).await);
    for answer in answers {
        let target = &answer.target;
        assert_eq!(answer.header("cache-control"), "no-store", "{target}");
        let policy = answer.header("content-security-policy");
        assert!(!policy.contains("unsafe") && !policy.contains("http"), "{target}: {policy}");
        for part in [
            "default-src 'none'",
            "require-trusted-types-for 'script'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        ] {
            assert!(policy.contains(part), "{target}: {policy}");
        }
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("x-frame-options"), "DENY");
        assert_eq!(answer.header("referrer-policy"), "same-origin");
        assert!(!answer.has("[style], script:not([src]), style"), "{target}");
    }
}

#[apply(on_both_databases)]
async fn every_page_speaks_the_language_of_the_person() {
    let portal = spawn().await;
    let admin = portal.sign_in_as(Role::Admin, &[]);
    portal.paper();
    for edition in EDITIONS {
        let fields = [("name", "Bat"), ("language", edition)];
        assert_eq!(admin.post("/admin/account", &fields).await.status(), 303);
        let language = portal.app.editions.get(edition).unwrap();
        for target in PAGES {
            let page = admin.get(target).await;
            assert_eq!(page.status(), 200, "{target}");
            assert_eq!(page.select_attribute("html", "lang"), [language.tag.as_str()]);
            assert_eq!(page.header("content-language"), language.tag);
            assert!(!page.text().contains('⟦'), "{target} in {edition}: {}", page.text());
            assert_eq!(page.select_text("h1").len(), 1, "{target}");
            assert!(page.select_text(".menu").concat().contains(language.text("menu-users")));
        }
    }
    // Whoever isn't signed in is spoken to as their browser asks.
    let browser = portal.browser();
    let page = browser.send("GET", "/admin/sign-in", &[("accept-language", "zh-TW")], b"").await;
    assert_eq!(page.select_text("h1"), ["登入"]);
}

#[apply(on_both_databases)]
async fn every_field_has_its_label_and_every_form_its_token() {
    let portal = spawn().await;
    let admin = portal.sign_in_as(Role::Admin, &[]);
    portal.paper();
    for target in PAGES.iter().chain(&["/admin/sign-in"]) {
        let browser = portal.browser();
        let page = if *target == "/admin/sign-in" {
            browser.get(target).await
        } else {
            admin.get(target).await
        };
        for id in page
            .select_attribute("input:not([type=hidden], [type=checkbox]), select, textarea", "id")
        {
            assert!(page.has(&format!("label[for='{id}']")), "{target}: #{id}");
        }
        let forms = page.select_attribute("form", "method");
        assert_eq!(
            page.select_attribute("form > input[name=csrf]:first-child", "value").len(),
            forms.len(),
            "{target}"
        );
        assert!(page.has("a.skip[href='#main']") && page.has("main#main"));
        let mut ids = page.select_attribute("[id]", "id");
        let count = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), count, "{target} has an id twice");
    }
}

#[apply(on_both_databases)]
async fn the_menu_shows_what_one_may_use_and_where_one_is() {
    let portal = spawn().await;
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    let page = reporter.get("/admin/account").await;
    assert_eq!(page.select_text(".menu a"), ["Dashboard", "Articles", "Media", "Jobs", "Account"]);
    assert_eq!(page.select_text(".menu [aria-current=page]"), ["Account"]);
    for href in page.links().iter().filter(|href| href.starts_with("/admin")) {
        assert_eq!(reporter.get(href).await.status(), 200, "{href}");
    }
    let chief = portal.sign_in_as(Role::Chief, &["en"]);
    let page = chief.get("/admin/users/new").await;
    assert_eq!(
        page.select_text(".menu a"),
        [
            "Dashboard",
            "Articles",
            "Fronts",
            "Coverage",
            "Media",
            "Jobs",
            "Users",
            "Settings",
            "Account"
        ]
    );
    assert_eq!(page.select_text(".menu [aria-current=page]"), ["Users"]);
    let missing = chief.get("/admin/no-such-page").await;
    assert_eq!(
        (missing.status(), missing.select_text("h1").concat()),
        (404, "There is nothing here".to_owned())
    );
    let slash = chief.get("/admin/").await;
    assert_eq!((slash.status(), slash.location()), (303, "/admin"));
}
