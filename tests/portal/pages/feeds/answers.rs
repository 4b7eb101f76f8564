//! How feeds are answered: after a change of name, where there is none, and at what cost.

use atom_syndication::Feed;
use broadsheet::commands::{self, CoverageWords, SectionWords};

use super::{FORMATS, Read};
use crate::support::{Portal, on_both_databases, spawn};

#[apply(on_both_databases)]
async fn the_feed_of_a_renamed_page_goes_along() {
    let portal = spawn().await;
    portal.article("fuel-prices").section("world").coverage("oil").insert();
    let (section, coverage) = (portal.section("world"), portal.coverage("oil"));
    let before = [
        id_of(&portal, "/en/world/feed.atom").await,
        id_of(&portal, "/en/coverage/oil/feed.atom").await,
    ];
    portal.command(|conn, sign_off| {
        let words = SectionWords {
            edition: "en".to_owned(),
            name: "Earth".to_owned(),
            slug: "earth".to_owned(),
            description: String::new(),
        };
        commands::rename_section(conn, sign_off, section, &words).unwrap();
        let words = CoverageWords {
            edition: "en".to_owned(),
            name: "Fuel".to_owned(),
            slug: "fuel".to_owned(),
            summary: String::new(),
        };
        commands::rename_coverage(conn, sign_off, coverage, &words).unwrap();
    });
    for format in FORMATS {
        let section = portal.get(&format!("/en/world/feed.{format}")).await;
        assert_eq!(section.status(), 308);
        assert_eq!(section.location(), format!("/en/earth/feed.{format}"));
        assert_eq!(Read::new(&portal.get(section.location()).await).titles(), ["Fuel prices"]);
        let coverage = portal.get(&format!("/en/coverage/oil/feed.{format}")).await;
        assert_eq!(coverage.status(), 308);
        assert_eq!(coverage.location(), format!("/en/coverage/fuel/feed.{format}"));
    }
    let after = [
        id_of(&portal, "/en/earth/feed.atom").await,
        id_of(&portal, "/en/coverage/fuel/feed.atom").await,
    ];
    assert_eq!(before, after);
}

async fn id_of(portal: &Portal, feed: &str) -> String {
    portal.get(feed).await.text().parse::<Feed>().expect("an Atom feed").id
}

#[apply(on_both_databases)]
async fn the_feed_of_an_unknown_page_is_not_found_in_the_edition() {
    let portal = spawn().await;
    portal.section_in("world", &["en"]);
    for address in [
        "/mn/world/feed.atom",
        "/mn/coverage/none/feed.rss",
        "/mn/by/none/feed.json",
        "/mn/source/none/feed.atom",
        "/mn/feed.xml",
        "/mn/world/feed.txt",
        "/mn/coverage/feed.atom",
    ] {
        let answer = portal.get(address).await;
        assert_eq!(answer.status(), 404, "{address}");
        assert_eq!(answer.header("content-language"), "mn", "{address}");
    }
    assert_eq!(portal.get("/xx/feed.atom").await.status(), 404);
}

#[apply(on_both_databases)]
async fn a_feed_takes_at_most_five_queries_however_many_articles_it_has() {
    let portal = spawn().await;
    let photo = portal.photo("one");
    for number in 0..12 {
        let article = portal
            .article(&format!("story-{number}"))
            .coverage("oil")
            .author("bat")
            .source("agency")
            .photo("lead")
            .body(&format!("Text.\n\n```photo\nmedia: {photo}\n```"))
            .insert();
        portal.command(|conn, sign_off| {
            commands::correct(conn, sign_off, article.id, "It was wrong.").unwrap();
        });
    }
    for page in ["/en", "/en/world", "/en/coverage/oil", "/en/by/bat", "/en/source/agency"] {
        for format in FORMATS {
            let queries = portal.count_queries(&format!("{page}/feed.{format}")).await;
            assert!(queries <= 5, "{page} {format}: {queries}");
        }
    }
}

#[apply(on_both_databases)]
async fn a_feed_that_has_not_changed_is_not_sent_again() {
    let portal = spawn().await;
    portal.article("fuel-prices").insert();
    for format in FORMATS {
        let address = format!("/en/feed.{format}");
        let first = portal.get(&address).await;
        let known = portal.request("GET", &address).header("if-none-match", first.header("etag"));
        assert_eq!(known.send().await.status(), 304);
        assert_eq!(portal.head(&address).await.status(), 200);
    }
    let before = portal.get("/en/feed.atom").await;
    portal.article("more").insert();
    let changed =
        portal.request("GET", "/en/feed.atom").header("if-none-match", before.header("etag"));
    assert_eq!(changed.send().await.status(), 200);
}
