//! Addresses: the id is the identity, the rest decorates it.

use broadsheet::commands::{self, CoverageWords, SectionWords};
use broadsheet::model::{CoverageId, SectionId};

use crate::support::{Portal, on_both_databases, spawn};

#[apply(on_both_databases)]
async fn an_article_is_at_its_day_its_id_and_its_slug() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").published_at("2026-05-04 06:00").insert();
    assert_eq!(article.path, format!("/en/2026/05/04/{}-fuel-prices", article.id));
    assert_eq!(portal.get(&article.path).await.status(), 200);
}

#[apply(on_both_databases)]
async fn any_other_wording_of_an_address_leads_to_the_right_one() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").published_at("2026-05-04 06:00").insert();
    let id = article.id;
    for wrong in [
        format!("/en/2026/05/04/{id}"),
        format!("/en/2026/05/04/{id}-"),
        format!("/en/2026/05/04/{id}-fuel"),
        format!("/en/2026/05/04/{id}-FUEL-PRICES"),
        format!("/en/2026/05/04/{id}-fuel-prices-"),
        format!("/en/2026/05/04/{id}-%E4%B8%AD"),
        format!("/en/2026/05/05/{id}-fuel-prices"),
        format!("/en/0001/99/99/{id}-fuel-prices"),
        format!("/en/2026/05/04/0{id}-fuel-prices"),
        format!("/mn/2026/05/04/{id}-fuel-prices"),
        format!("/zh-hans/2026/05/04/{id}-other"),
    ] {
        let answer = portal.get(&wrong).await;
        assert_eq!((answer.status(), answer.location()), (308, &*article.path), "{wrong}");
    }
    let answer = portal.get(&format!("/en/2026/05/04/{id}?photos=off")).await;
    assert_eq!(answer.location(), format!("{}?photos=off", article.path));
}

#[apply(on_both_databases)]
async fn a_short_link_leads_to_the_article() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").edition("mn").insert();
    let draft = portal.article("not-yet").draft().insert();
    let answer = portal.get(&format!("/s/{}", article.id)).await;
    assert_eq!((answer.status(), answer.location()), (302, &*article.path));
    for unknown in [&*draft.id.to_string(), "0", "-1", "999999", "99999999999999999999", "x", "1x"]
    {
        assert_eq!(portal.get(&format!("/s/{unknown}")).await.status(), 404, "{unknown}");
    }
}

#[apply(on_both_databases)]
async fn what_is_nowhere_is_not_found() {
    let portal = spawn().await;
    portal.article("fuel-prices").insert();
    for unknown in [
        "/fr/",
        "/EN/",
        "/en/sport/",
        "/en/sport",
        "/en/coverage/nothing",
        "/en/by/nobody",
        "/en/source/nobody",
        "/en/about",
        "/en/2026/05/04/999999-nothing",
        "/en/2026/05/04/nothing",
        "/en/2026/05/04/-1",
        "/en/2026/05/04/99999999999999999999-x",
        "/en/2026/02/30/",
        "/en/2026/13/01/",
        "/en/2026/5/4/",
        "/en/0000/00/00/",
        "/en/world/nothing",
        "/en//",
        "//en/",
        "/en/./",
        "/en/../mn/",
        "/static/nothing.css",
        "/media/nothing-320.jpg",
        "/sitemaps/nothing.xml",
        "/-/nothing",
        "/wp-login.php",
        "/en/feed.xml",
    ] {
        assert_eq!(portal.get(unknown).await.status(), 404, "{unknown}");
    }
}

#[apply(on_both_databases)]
async fn a_missing_slash_is_added() {
    let portal = spawn().await;
    portal.article("fuel-prices").coverage("summit").insert();
    for (short, right) in [
        ("/en", "/en/"),
        ("/en/world", "/en/world/"),
        ("/en/coverage", "/en/coverage/"),
        ("/en/2026/05/04", "/en/2026/05/04/"),
        ("/en/world?photos=off", "/en/world/?photos=off"),
    ] {
        let answer = portal.get(short).await;
        assert_eq!((answer.status(), answer.location()), (308, right), "{short}");
        assert_eq!(portal.get(right).await.status(), 200, "{right}");
    }
}

#[apply(on_both_databases)]
async fn a_renamed_section_is_found_at_its_old_address() {
    let portal = spawn().await;
    let section = portal.section("world");
    let article = portal.article("fuel-prices").section("world").insert();
    rename_section(&portal, section, "globe");
    rename_section(&portal, section, "planet");
    for old in ["/en/world/", "/en/globe/", "/en/world", "/en/globe"] {
        let answer = portal.get(old).await;
        assert_eq!(answer.status(), 308, "{old}");
        assert_eq!(follow(&portal, old).await, "/en/planet/", "{old}");
    }
    assert_eq!(follow(&portal, "/en/world/feed.atom").await, "/en/planet/feed.atom");
    // Its name in other editions and its articles stay where they are.
    assert_eq!(portal.get("/mn/world/").await.status(), 200);
    assert_eq!(portal.get(&article.path).await.status(), 200);
    // Back to the first name: that address is a page again and the last one leads there.
    rename_section(&portal, section, "world");
    assert_eq!(portal.get("/en/world/").await.status(), 200);
    assert_eq!(follow(&portal, "/en/planet/").await, "/en/world/");
    assert_eq!(follow(&portal, "/en/globe/").await, "/en/world/");
}

#[apply(on_both_databases)]
async fn a_new_section_may_take_an_old_address() {
    let portal = spawn().await;
    let old = portal.section("world");
    rename_section(&portal, old, "globe");
    let words = SectionWords {
        edition: "en".to_owned(),
        name: "A new world".to_owned(),
        slug: "world".to_owned(),
        description: String::new(),
    };
    portal.command(|conn, sign_off| commands::open_section(conn, sign_off, &[words])).unwrap();
    let page = portal.get("/en/world/").await;
    assert_eq!(page.select_text("h1"), ["A new world"]);
}

#[apply(on_both_databases)]
async fn a_renamed_coverage_is_found_at_its_old_address() {
    let portal = spawn().await;
    let coverage = portal.coverage("summit");
    portal.article("fuel-prices").coverage("summit").insert();
    rename_coverage(&portal, coverage, "meeting");
    rename_coverage(&portal, coverage, "conference");
    for old in ["summit", "meeting"] {
        let address = format!("/en/coverage/{old}");
        assert_eq!(follow(&portal, &address).await, "/en/coverage/conference");
    }
    assert_eq!(
        follow(&portal, "/en/coverage/summit/feed.rss").await,
        "/en/coverage/conference/feed.rss"
    );
    let page = portal.get("/en/coverage/conference").await;
    assert_eq!(page.select_text("h1"), ["Conference"]);
    assert_eq!(page.articles().len(), 1);
    assert_eq!(portal.get("/mn/coverage/summit").await.status(), 200);
}

/// Where an address leads at last; every step on the way must be for good.
async fn follow(portal: &Portal, address: &str) -> String {
    let mut here = address.to_owned();
    for _ in 0..3 {
        let answer = portal.get(&here).await;
        match answer.status() {
            200 => return here,
            308 => here = answer.location().to_owned(),
            status => panic!("{here}: {status}"),
        }
    }
    panic!("{address} leads too far");
}

fn rename_section(portal: &Portal, section: SectionId, slug: &str) {
    let words = SectionWords {
        edition: "en".to_owned(),
        name: slug.to_owned(),
        slug: slug.to_owned(),
        description: String::new(),
    };
    portal
        .command(|conn, sign_off| commands::rename_section(conn, sign_off, section, &words))
        .unwrap();
}

fn rename_coverage(portal: &Portal, coverage: CoverageId, slug: &str) {
    let mut name = slug.to_owned();
    name[..1].make_ascii_uppercase();
    let words = CoverageWords {
        edition: "en".to_owned(),
        name,
        slug: slug.to_owned(),
        summary: String::new(),
    };
    portal
        .command(|conn, sign_off| commands::rename_coverage(conn, sign_off, coverage, &words))
        .unwrap();
}
