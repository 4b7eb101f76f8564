//! Pages of sections, coverages, people and information.

use broadsheet::commands;

use crate::support::{EDITIONS, at, on_both_databases, spawn};

#[apply(on_both_databases)]
async fn a_section_shows_its_own_articles_of_its_own_edition() {
    let portal = spawn().await;
    let one = portal.article("one").section("world").published_at("2026-05-03 06:00").insert();
    let two = portal.article("two").section("world").published_at("2026-05-04 06:00").insert();
    portal.article("other-section").section("sport").insert();
    portal.article("other-edition").section("world").edition("mn").insert();
    let page = portal.get("/en/world/").await;
    assert_eq!(page.articles(), [two.id.0, one.id.0]);
    assert_eq!(page.select_text("h1"), ["World"]);
    assert_eq!(page.select_text("nav.nav [aria-current]"), ["World"]);
    assert_eq!(page.select_text(".crumbs li"), ["Home", "World"]);
    assert_eq!(portal.get("/mn/world/").await.select_text("h1"), ["World (mn)"]);
    let empty = portal.get("/zh-hans/world/").await;
    assert_eq!((empty.status(), empty.articles().len()), (200, 0));
}

#[apply(on_both_databases)]
async fn lists_are_grouped_by_the_days_of_the_edition() {
    let portal = spawn().await;
    for (slug, instant) in [
        ("late", "2026-05-04 15:59"),
        ("early", "2026-05-03 16:00"),
        ("before", "2026-05-03 15:59"),
    ] {
        portal.article(slug).published_at(instant).author("bat").insert();
    }
    let page = portal.get("/en/by/bat").await;
    assert_eq!(page.select_text(".day h2"), ["Monday 4 May 2026", "Sunday 3 May 2026"]);
    assert_eq!(page.select_attribute(".day h2 a", "href"), ["/en/2026/05/04/", "/en/2026/05/03/"]);
    assert_eq!(page.select_text(".day .rows time"), ["23:59", "00:00", "23:59"]);
}

#[apply(on_both_databases)]
async fn a_coverage_has_its_moments_and_its_reports() {
    let portal = spawn().await;
    let coverage = portal.coverage("summit");
    let first = portal.article("one").published_at("2026-05-01 06:00").coverage("summit").insert();
    let last = portal.article("two").published_at("2026-05-04 06:00").coverage("summit").insert();
    portal.article("apart").insert();
    portal.command(|conn, sign_off| {
        // Not in the order of their days.
        for (instant, text) in [("2026-05-03 16:00", "It closes"), ("2026-05-01 06:00", "It opens")]
        {
            commands::add_moment(conn, sign_off, coverage, "en", at(instant), text).unwrap();
        }
    });
    let page = portal.get("/en/coverage/summit").await;
    assert_eq!(page.select_text("h1"), ["Summit"]);
    assert_eq!(page.select_text(".moments li"), ["1 May It opens", "4 May It closes"]);
    assert_eq!(page.select_attribute(".moments time", "datetime"), ["2026-05-01", "2026-05-04"]);
    assert!(page.select_text("main").concat().contains("1 May 2026 – 4 May 2026"));
    assert_eq!(page.articles(), [last.id.0, first.id.0]);
    let index = portal.get("/en/coverage/").await;
    assert_eq!(index.select_text("main h2"), ["Summit"]);
    assert!(portal.get("/mn/coverage/summit").await.select_text(".moments li").is_empty());
    // What happened before anything was written of it.
    portal.command(|conn, sign_off| {
        let instant = at("2026-04-29 06:00");
        commands::add_moment(conn, sign_off, coverage, "en", instant, "It is announced").unwrap();
    });
    let page = portal.get("/en/coverage/summit").await;
    assert!(page.select_text("main").concat().contains("29 Apr 2026 – 4 May 2026"));
}

#[apply(on_both_databases)]
async fn a_section_names_the_coverages_of_its_newest_articles_first() {
    let portal = spawn().await;
    // Of articles published in one instant the later one counts as the newer.
    for (article, coverages) in [("one", ["talks", "oil"]), ("two", ["marathon", "summit"])] {
        let [first, second] = coverages;
        let article = portal.article(article).published_at("2026-05-04 07:00");
        article.coverage(first).coverage(second).insert();
    }
    let links = portal.get("/en/world/").await.select_attribute(".inline-links a", "href");
    let slugs: Vec<&str> = links.iter().filter_map(|link| link.rsplit('/').next()).collect();
    assert_eq!(slugs, ["marathon", "summit", "talks"]);
}

#[apply(on_both_databases)]
async fn the_coverage_index_has_what_was_reported_last_first() {
    let portal = spawn().await;
    portal.coverage("empty");
    for (coverage, hour) in [("one", 3), ("two", 5), ("three", 4)] {
        let hour = format!("2026-05-04 0{hour}:00");
        portal.article(coverage).published_at(&hour).coverage(coverage).insert();
    }
    let index = portal.get("/en/coverage/").await;
    assert_eq!(index.select_text("main h2"), ["Two", "Three", "One"]);
    // A coverage without reports has a page, but nothing leads there.
    let empty = portal.get("/en/coverage/empty").await;
    assert_eq!((empty.status(), empty.articles().len()), (200, 0));
}

#[apply(on_both_databases)]
async fn an_author_and_a_source_have_everything_by_them() {
    let portal = spawn().await;
    let one = portal.article("one").author("bat").source("agency").insert();
    portal.article("two").source("agency").insert();
    portal.article("three").insert();
    let author = portal.get("/en/by/bat").await;
    assert_eq!(
        (author.select_text("h1"), author.articles()),
        (vec!["Bat".to_owned()], vec![one.id.0])
    );
    assert_eq!(portal.get("/en/source/agency").await.articles().len(), 2);
    assert_eq!(portal.get("/en/by/agency").await.status(), 404, "a source is no author");
    assert_eq!(portal.get("/en/source/bat").await.status(), 404);
}

#[apply(on_both_databases)]
async fn an_article_moves_to_the_list_of_its_new_author() {
    let portal = spawn().await;
    let article = portal.article("one").author("bat").insert();
    let words = portal.article("one").author("dorj").text();
    portal.command(|conn, sign_off| commands::update(conn, sign_off, article.id, &words)).unwrap();
    assert_eq!(portal.get("/en/by/bat").await.articles().len(), 0);
    assert_eq!(portal.get("/en/by/dorj").await.articles(), [article.id.0]);
}

#[apply(on_both_databases)]
async fn information_pages_are_there_when_somebody_wrote_them() {
    let portal = spawn().await;
    portal
        .command(|conn, sign_off| {
            let body = "We **report**.\n\n<script>alert(1)</script>";
            commands::write_info_page(conn, sign_off, "en", "about", "About <us>", body)
        })
        .unwrap();
    let page = portal.get("/en/about").await;
    assert_eq!(page.select_text("h1"), ["About <us>"]);
    assert_eq!(page.select_text(".body strong"), ["report"]);
    assert!(!page.has(".body script"));
    assert_eq!(page.select_text(".story-foot time"), ["Last changed 4 May 2026"]);
    let home = portal.get("/en/").await;
    assert!(home.links().contains(&"/en/about".to_owned()));
    assert!(!home.links().contains(&"/en/contact".to_owned()));
    assert_eq!(portal.get("/en/contact").await.status(), 404);
    assert_eq!(portal.get("/mn/about").await.status(), 404);
    assert_eq!(portal.get("/en/about/").await.status(), 404);
}

#[apply(on_both_databases)]
async fn names_and_accounts_change_on_every_page_at_once() {
    let portal = spawn().await;
    let paper = portal.paper();
    for edition in EDITIONS {
        for (kind, address) in paper.pages(edition) {
            let page = portal.get(&address).await;
            assert_eq!(
                page.select_text(".masthead-name"),
                [format!("The Paper ({edition})")],
                "{kind}"
            );
        }
    }
    portal.set("mn", commands::Setting::SiteName("Сонин <1>".to_owned()));
    for (kind, address) in paper.pages("mn") {
        let page = portal.get(&address).await;
        assert_eq!(page.select_text(".masthead-name"), ["Сонин <1>"], "{kind}");
    }
}
