//! What isn't public is nowhere: not on a page, in a list, a feed, a sitemap or an error.

use broadsheet::commands;
use broadsheet::db::fronts::Container;
use scraper::{Html, Selector};

use crate::support::{Article, EDITIONS, Portal, on_both_databases, spawn};

const SECRET: &str = "zyxomma";

/// Every address that could show an article of `/en/world/`, by `bat`, from `agency`, in `summit`.
async fn addresses(portal: &Portal) -> Vec<String> {
    let mut addresses: Vec<String> = ["/", "/robots.txt", "/sitemap.xml"].map(str::to_owned).into();
    for edition in EDITIONS {
        for page in ["", "world/", "by/bat", "source/agency", "coverage/summit"] {
            addresses.push(format!("/{edition}/{page}"));
            let folder = if page.is_empty() || page.ends_with('/') { "" } else { "/" };
            for kind in ["atom", "rss", "json"] {
                addresses.push(format!("/{edition}/{page}{folder}feed.{kind}"));
            }
        }
        for page in ["coverage/", "coverage/summit?order=oldest", "2026/05/04/", "2026/05/05/"] {
            addresses.push(format!("/{edition}/{page}"));
        }
    }
    addresses.extend(sitemaps(portal).await);
    addresses
}

async fn sitemaps(portal: &Portal) -> Vec<String> {
    let index = portal.get("/sitemap.xml").await;
    assert_eq!(index.status(), 200);
    let selector = Selector::parse("loc").unwrap();
    let index = Html::parse_fragment(&index.text());
    let paths = index.select(&selector).map(|loc| {
        let address: String = loc.text().collect();
        address.trim().trim_start_matches("https://portal.example").to_owned()
    });
    let paths: Vec<String> = paths.collect();
    assert!(!paths.is_empty());
    paths
}

async fn assert_nowhere(portal: &Portal, hidden: &[&Article]) {
    for address in addresses(portal).await {
        let answer = portal.get(&address).await;
        assert!([200, 404].contains(&answer.status()), "{address}: {}", answer.status());
        let text = answer.text().to_lowercase();
        assert!(!text.contains(SECRET), "{address} shows {SECRET}: {text}");
        for article in hidden {
            assert!(!text.contains(&article.path), "{address} links to {}", article.path);
            let short = format!("/s/{}\"", article.id);
            assert!(!text.contains(&short), "{address} has {short}");
        }
    }
}

fn hidden<'a>(portal: &'a Portal, slug: &str) -> crate::support::ArticleBuilder<'a> {
    let body = format!("{SECRET} body\n\n```gallery\nmedia: {} | {SECRET}\n```", portal.photo("a"));
    portal
        .article(slug)
        .headline(&format!("{SECRET} headline"))
        .standfirst(&format!("{SECRET} standfirst"))
        .kicker(SECRET)
        .body(&body)
        .photo("a")
        .author("bat")
        .source("agency")
        .coverage("summit")
}

#[apply(on_both_databases)]
async fn nothing_of_what_is_not_public_can_be_seen_anywhere() {
    let portal = spawn().await;
    let visible = portal.article("visible").author("bat").source("agency").coverage("summit");
    let visible = visible.insert();
    let draft = hidden(&portal, "a-draft").draft().insert();
    let scheduled = hidden(&portal, "planned").scheduled_for("2026-05-04 09:00").insert();
    let embargoed = hidden(&portal, "held").embargoed_until("2026-05-04 09:00").insert();
    let translation = hidden(&portal, "the-same").edition("mn").of_story(visible.story).draft();
    let translation = translation.insert();
    // An editor may have prepared the front already.
    portal.curate("en", Container::Lead, &[&embargoed]);
    portal.curate("en", Container::Secondary, &[&draft, &scheduled]);

    let all = [&draft, &scheduled, &embargoed, &translation];
    assert_nowhere(&portal, &all).await;
    let page = portal.get(&visible.path).await;
    assert!(!page.text().contains(SECRET));
    assert_eq!(page.alternates(), []);

    for article in all {
        for edition in ["en", "mn"] {
            let home = portal.get(&format!("/{edition}/?from={}", article.id)).await;
            assert_eq!(home.status(), 200);
            assert!(!home.has(".notice[role=note]"), "{}", home.target);
        }
    }
}

#[apply(on_both_databases)]
async fn what_is_not_public_moves_no_byte_of_any_page() {
    let portal = spawn().await;
    let paper = portal.paper();
    portal.photo("a");
    let mut targets = addresses(&portal).await;
    targets.extend(paper.all_pages().into_iter().map(|(_, address)| address));
    let look = async || {
        let mut pages = Vec::new();
        for target in &targets {
            let answer = portal.get(target).await;
            pages.push((target.clone(), answer.status(), answer.text()));
        }
        pages
    };
    let before = look().await;
    for edition in EDITIONS {
        let new = |slug: &str| hidden(&portal, &format!("{slug}-{edition}")).edition(edition);
        new("draft").draft().insert();
        new("planned").scheduled_for("2026-05-04 09:00").insert();
        new("held").embargoed_until("2026-05-04 09:00").insert();
        let waiting = new("waiting").draft().insert();
        portal.command(|conn, by| commands::submit(conn, by, waiting.id)).unwrap();
        // And as translations of what everybody can read.
        if edition != "en" {
            let held = new("translated").of_story(paper.only_english.story);
            held.embargoed_until("2026-05-04 09:00").insert();
        }
    }
    for (before, after) in before.iter().zip(look().await) {
        assert_eq!(*before, after, "{}", before.0);
    }
    portal.clock.set("2026-05-04 09:00");
    let seen = look().await.iter().filter(|(_, _, text)| text.contains(SECRET)).count();
    assert!(seen > 40, "the test would see it, as on {seen} pages now");
}

#[apply(on_both_databases)]
async fn what_is_not_public_looks_like_what_never_was() {
    let portal = spawn().await;
    portal.article("visible").insert();
    let articles = [
        hidden(&portal, "same-slug").draft().insert(),
        hidden(&portal, "same-slug").scheduled_for("2026-05-04 09:00").insert(),
        hidden(&portal, "same-slug").embargoed_until("2026-05-04 09:00").insert(),
    ];
    for article in articles {
        let unknown_id = article.id.0 + 1000;
        for (known, unknown) in [
            (
                article.path.clone(),
                article.path.replace(&article.id.to_string(), &unknown_id.to_string()),
            ),
            (format!("/s/{}", article.id), format!("/s/{unknown_id}")),
        ] {
            let (known, unknown) = (portal.get(&known).await, portal.get(&unknown).await);
            assert_eq!((known.status(), unknown.status()), (404, 404));
            let headers = |answer: &crate::support::Answer| -> Vec<(String, String)> {
                let own = ["date", "x-request-id", "content-length"];
                let all = answer.headers().iter().cloned();
                let mut all: Vec<_> =
                    all.filter(|(name, _)| !own.contains(&name.as_str())).collect();
                all.sort();
                all
            };
            assert_eq!(headers(&known), headers(&unknown));
            let neutral = unknown.text().replace(&unknown_id.to_string(), &article.id.to_string());
            assert_eq!(known.text(), neutral, "{}", known.target);
        }
    }
}

#[apply(on_both_databases)]
async fn a_withdrawn_story_is_nowhere_but_at_its_notice() {
    let portal = spawn().await;
    portal.article("visible").author("bat").source("agency").coverage("summit").insert();
    let article = hidden(&portal, "wrong").published_at("2026-05-04 07:00").insert();
    let mongolian = hidden(&portal, "wrong").edition("mn").of_story(article.story).insert();
    portal.curate("en", Container::Lead, &[&article]);
    let before = portal.get("/en/").await;
    assert!(before.text().contains(SECRET), "the test would see it");
    assert_eq!(before.articles()[0], article.id.0);

    portal.withdraw(article.story, &[]);
    assert_nowhere(&portal, &[&article, &mongolian]).await;
    for article in [article, mongolian] {
        let notice = portal.get(&article.path).await;
        assert_eq!(notice.status(), 410);
        assert!(!notice.text().contains(SECRET));
        let short = portal.get(&format!("/s/{}", article.id)).await;
        assert_eq!((short.status(), short.location()), (302, &*article.path));
        let home = portal.get(&format!("/zh-hans/?from={}", article.id)).await;
        assert!(!home.has(".notice[role=note]"));
    }
}
