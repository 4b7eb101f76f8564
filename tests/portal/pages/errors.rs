use actix_web::body::to_bytes;
use actix_web::middleware::from_fn;
use actix_web::test::{TestRequest, init_service, try_call_service};
use actix_web::web;
use broadsheet::pages::errors;
use broadsheet::request_log;

use crate::support::{
    Answer, Backend, EDITIONS, Portal, backend, batch, on_both_databases, spawn, spawn_with,
};

/// What every error page must be.
#[track_caller]
fn assert_proper(portal: &Portal, answer: &Answer, edition: &str) {
    let tag = &portal.app.editions.get(edition).unwrap().tag;
    let target = &answer.target;
    assert_eq!(answer.select_attribute("html", "lang"), [tag.as_str()], "{target}");
    assert_eq!(answer.header("content-language"), tag, "{target}");
    assert_eq!(answer.header("cache-control"), "no-store", "{target}");
    assert_eq!(answer.header("etag"), "", "{target}");
    assert_eq!(answer.robots(), "noindex", "{target}");
    assert_eq!(answer.canonical(), "", "{target}");
    assert_eq!(answer.select_text("h1").len(), 1, "{target}");
    assert!(answer.body.len() <= 8 * 1024, "{target} has {} bytes", answer.body.len());
    assert!(!answer.text().contains('⟦'), "{target}");
}

#[apply(on_both_databases)]
async fn errors_are_told_in_the_edition_of_the_address() {
    let portal = spawn().await;
    let paper = portal.paper();
    for edition in EDITIONS {
        let words = portal.app.editions.get(edition).unwrap();
        for (status, address) in paper.errors(edition) {
            let answer = portal.get(&address).await;
            assert_eq!(answer.status(), status, "{address}");
            assert_proper(&portal, &answer, edition);
            let shown = if status == 414 { 400 } else { status };
            let title = words.text(&format!("error-{shown}-title"));
            assert_eq!(answer.select_text("h1"), [title]);
            let others: Vec<&str> =
                EDITIONS.into_iter().filter(|other| *other != edition).collect();
            let homes = others.iter().map(|other| format!("/{other}/")).collect::<Vec<_>>();
            assert_eq!(answer.select_attribute(".inline-links a", "href"), homes);
        }
    }
}

#[apply(on_both_databases)]
async fn an_error_at_no_edition_is_told_in_the_readers_language() {
    let portal = spawn().await;
    for (wanted, edition) in [("zh-HK", "zh-hant"), ("mn", "mn"), ("fr", "en"), ("", "en")] {
        let request = portal.request("GET", "/nowhere").header("accept-language", wanted);
        let answer = request.send().await;
        assert_eq!(answer.status(), 404);
        assert_proper(&portal, &answer, edition);
    }
}

#[apply(on_both_databases)]
async fn a_page_that_is_not_found_shows_the_way_on() {
    let portal = spawn().await;
    for number in 0..7 {
        let minute = format!("2026-05-04 06:0{number}");
        portal
            .article(&format!("story-{number}"))
            .published_at(&minute)
            .coverage("summit")
            .insert();
    }
    let page = portal.get("/en/2026/05/04/999-%E4%B8%AD%3Cb%3E").await;
    assert_eq!(page.status(), 404);
    assert_eq!(page.select_text("code"), ["/en/2026/05/04/999-中<b>"]);
    assert_eq!(page.select_attribute(".latest a:not(.skip)", "href").len(), 5);
    assert!(page.links().contains(&"/en/world/".to_owned()));
    assert!(page.links().contains(&"/en/coverage/".to_owned()));
    for link in page.links().iter().filter(|link| link.starts_with('/')) {
        assert_eq!(portal.get(link).await.status(), 200, "{link}");
    }
}

#[apply(on_both_databases)]
async fn a_withdrawn_story_says_when_and_why_in_each_edition() {
    let portal = spawn().await;
    let story = portal.story("wrong-story").with(|a| a.published_at("2026-05-03 06:00")).insert();
    portal.withdraw(story.id, &[("en", "It was <false>."), ("mn", "Худал байв.")]);
    portal.clock.set("2026-05-06 08:00");
    let expected = [
        ("en", "This story was withdrawn", "4 May 2026", "It was <false>."),
        ("zh-hans", "", "2026年5月4日", ""),
        ("zh-hant", "", "2026年5月4日", ""),
        ("mn", "", "2026.05.04", "Худал байв."),
    ];
    for (edition, title, date, reason) in expected {
        let notice = portal.get(story.path(edition)).await;
        assert_eq!(notice.status(), 410);
        assert_proper(&portal, &notice, edition);
        assert!(notice.select_text("h1")[0].contains(title));
        let text = notice.select_text("main").concat();
        assert!(text.contains(date), "{edition}: {text}");
        assert!(text.contains(reason), "{edition}: {text}");
        assert_eq!(text.contains("It was"), edition == "en", "{text}");
        assert!(!text.contains("Wrong story"), "{text}");
        // Whatever the wording of its address.
        let other = story.path(edition).replace("wrong-story", "other");
        assert_eq!(portal.get(&other).await.status(), 410);
    }
}

#[apply(on_both_databases)]
async fn what_breaks_on_our_side_says_so_and_nothing_more() {
    // Kept pages would go on being shown.
    let portal = spawn_with(|config| config.page_cache_mb = 0).await;
    let story = portal.story("fuel-prices").insert();
    portal.get("/mn/").await;
    portal.query(|conn| batch(conn, "ALTER TABLE revisions RENAME TO lost"));
    for edition in EDITIONS {
        for address in [story.path(edition), &format!("/{edition}/")] {
            let answer = portal.get(address).await;
            assert_eq!(answer.status(), 500, "{address}");
            assert_proper(&portal, &answer, edition);
            let text = answer.text();
            for leak in ["revisions", "SELECT", "no such", "does not exist", "panic", ".rs"] {
                assert!(!text.contains(leak), "{leak} in {text}");
            }
            // The number that the reader tells us is the one in the log.
            let id = answer.header("x-request-id");
            assert!(id.len() >= 8 && text.contains(id), "{id:?}");
            assert_eq!(answer.select_attribute("a.button", "href"), [address]);
        }
    }
    // Trying again asks for the same page.
    let answer = portal.get("/en/?photos=off&utm=x&from=7").await;
    assert_eq!(answer.select_attribute("a.button", "href"), ["/en/?photos=off&from=7"]);
    // The sections as they were read last, for other pages may be whole.
    assert!(portal.get("/mn/").await.links().contains(&"/mn/world/".to_owned()));
    portal.query(|conn| batch(conn, "ALTER TABLE lost RENAME TO revisions"));
    assert_eq!(portal.get("/en/").await.status(), 200);
}

#[apply(on_both_databases)]
async fn without_a_database_readers_are_told_to_come_back() {
    let portal = spawn().await;
    let story = portal.story("fuel-prices").insert();
    assert_eq!(portal.get("/mn/").await.status(), 200);
    // SQLite can't go away; that every connection is in use is the same to a reader.
    let mut taken = Vec::new();
    match backend() {
        Backend::Postgres => portal.database.destroy(),
        Backend::Sqlite => {
            taken.extend(
                (0..portal.app.config.database_connections).map(|_| portal.app.database.reader()),
            );
        }
    }
    for (edition, address) in [("mn", story.path("mn")), ("zh-hant", "/zh-hant/")] {
        let answer = portal.get(address).await;
        assert_eq!(answer.status(), 503, "{address}");
        assert_proper(&portal, &answer, edition);
        let seconds: u64 = answer.header("retry-after").parse().expect("seconds");
        assert!((1..=3600).contains(&seconds));
        assert!(!answer.text().contains("connection"), "{}", answer.text());
        // What was never read isn't made up.
        assert_eq!(answer.has("#nav a"), edition == "mn", "{address}");
        assert!(answer.has("#nav a") || !answer.has("a[href='#nav']"));
    }
    // What needs no database goes on.
    assert_eq!(portal.get("/-/live").await.status(), 200);
    assert_eq!(portal.get("/-/ready").await.status(), 503);
    drop(taken);
    if backend() == Backend::Sqlite {
        assert_eq!(portal.get("/mn/").await.status(), 200);
    }
}

#[apply(on_both_databases)]
async fn a_connection_that_was_lost_is_replaced() {
    let portal = spawn_with(|config| config.page_cache_mb = 0).await;
    let article = portal.article("fuel-prices").insert();
    assert_eq!(portal.get(&article.path).await.status(), 200);
    if backend() == Backend::Sqlite {
        return;
    }
    portal.query(|conn| {
        batch(
            conn,
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity \
             WHERE datname = current_database() AND pid <> pg_backend_pid()",
        );
    });
    // At most one answer for each connection that was open.
    let mut statuses = Vec::new();
    for _ in 0..portal.app.config.database_connections {
        statuses.push(portal.get(&article.path).await.status());
    }
    assert!(statuses.iter().all(|status| [200, 503].contains(status)), "{statuses:?}");
    assert_eq!(portal.get(&article.path).await.status(), 200);
}

#[apply(on_both_databases)]
async fn a_panic_costs_one_answer_and_has_the_page_and_the_number_of_any_failure() {
    let portal = spawn().await;
    portal.get("/mn/").await;
    let panicking = || async { if true { panic!("a secret") } else { "never" } };
    let pages = web::scope("")
        .wrap(from_fn(errors::guard))
        .route("/mn/", web::get().to(panicking))
        .route("/en/", web::get().to(|| async { "whole" }));
    let app = actix_web::App::new()
        .app_data(web::Data::from(portal.app.clone()))
        .wrap(from_fn(request_log::log))
        .service(pages);
    let app = init_service(app).await;
    for (address, status) in [("/mn/", 500), ("/en/", 200), ("/mn/", 500)] {
        let request = TestRequest::get().uri(address).to_request();
        let response = match try_call_service(&app, request).await {
            Ok(response) => response.into_parts().1.map_into_boxed_body(),
            Err(error) => error.error_response(),
        };
        assert_eq!(response.status(), status, "{address}");
        assert!(response.headers().contains_key("content-security-policy"), "{address}");
        let id = response.headers().get("x-request-id").expect("a number").clone();
        let body = to_bytes(response.into_body()).await.unwrap();
        let text = String::from_utf8_lossy(&body);
        assert_eq!(text.contains(id.to_str().unwrap()), status == 500, "{text}");
        assert!(!text.contains("secret"), "{text}");
    }
}
