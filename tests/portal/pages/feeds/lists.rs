//! Which articles are in which feed.

use broadsheet::commands::Setting;

use super::{FORMATS, Read, feeds_of, path_of};
use crate::support::{EDITIONS, on_both_databases, spawn};

#[apply(on_both_databases)]
async fn each_kind_of_page_has_the_feed_of_its_articles() {
    let portal = spawn().await;
    let _ = portal.article("elsewhere").section("sport").insert();
    portal
        .article("fuel-prices")
        .section("world")
        .coverage("oil")
        .author("bat")
        .source("agency")
        .insert();
    let pages =
        ["/en/", "/en/world/", "/en/coverage/oil", "/en/by/bat", "/en/source/agency", "/mn/world/"];
    for page in pages {
        for feed in feeds_of(&portal, page).await {
            let expected: &[&str] = match page {
                "/en/" => &["Fuel prices", "Elsewhere"],
                "/mn/world/" => &[],
                _ => &["Fuel prices"],
            };
            assert_eq!(feed.titles(), expected, "{page}");
            assert_eq!(path_of(&feed.page), page);
            let (folder, _) = path_of(&feed.address).rsplit_once('/').unwrap();
            assert_eq!(folder, page.trim_end_matches('/'));
        }
    }
    let coverage = &feeds_of(&portal, "/en/coverage/oil").await[0];
    assert_eq!((&*coverage.title, &*coverage.description), ("Oil | Broadsheet", "All about oil."));
}

#[apply(on_both_databases)]
async fn each_edition_has_feeds_in_its_language() {
    let portal = spawn().await;
    portal.story("fuel-prices").insert();
    for edition in EDITIONS {
        portal.set(edition, Setting::SiteName(format!("Paper {edition}")));
        let tag = &portal.app.editions.get(edition).unwrap().tag;
        for format in FORMATS {
            let answer = portal.get(&format!("/{edition}/feed.{format}")).await;
            assert_eq!(answer.header("content-language"), tag);
            let feed = Read::new(&answer);
            assert_eq!((feed.title, &feed.language), (format!("Paper {edition}"), tag));
            assert_eq!(feed.items.len(), 1);
        }
    }
    let chinese = &feeds_of(&portal, "/zh-hant/").await[0];
    assert_eq!(chinese.language, "zh-Hant");
    assert_eq!(chinese.titles(), ["Fuel prices (zh-hant)"]);
}

#[apply(on_both_databases)]
async fn a_feed_has_the_thirty_newest_articles() {
    let portal = spawn().await;
    for number in 0..35 {
        let article = portal.article(&format!("story-{number}"));
        article.published_at(&format!("2026-05-03 10:{number:02}")).insert();
    }
    for feed in feeds_of(&portal, "/en/world/").await {
        let expected: Vec<String> = (5..35).rev().map(|number| format!("Story {number}")).collect();
        assert_eq!(feed.titles(), expected);
        let newest = feed.items[0].published;
        assert_eq!(feed.updated.unwrap_or(newest), newest);
    }
}

#[apply(on_both_databases)]
async fn what_is_not_live_is_in_no_feed() {
    let portal = spawn().await;
    let article = |slug: &str| {
        portal.article(slug).coverage("oil").author("bat").source("agency").section("world")
    };
    article("a-draft").draft().insert();
    article("scheduled").scheduled_for("2026-05-04 09:00").insert();
    article("embargoed").embargoed_until("2026-05-04 10:00").insert();
    let withdrawn = article("withdrawn").insert();
    article("live").insert();
    portal.withdraw(withdrawn.story, &[]);
    let pages = ["/en/", "/en/world/", "/en/coverage/oil", "/en/by/bat", "/en/source/agency"];
    for (hour, titles) in [
        ("2026-05-04 08:59:59", &["Live"][..]),
        ("2026-05-04 09:59:59", &["Scheduled", "Live"]),
        ("2026-05-04 10:00", &["Embargoed", "Scheduled", "Live"]),
    ] {
        portal.clock.set(hour);
        for page in pages {
            for feed in feeds_of(&portal, page).await {
                assert_eq!(feed.titles(), titles, "{page} at {hour}");
            }
        }
    }
}

#[apply(on_both_databases)]
async fn a_feed_without_articles_is_whole() {
    let portal = spawn().await;
    portal.section("world");
    for feed in feeds_of(&portal, "/en/world/").await {
        assert_eq!(feed.title, "World | Broadsheet");
        assert!(feed.items.is_empty());
    }
}
