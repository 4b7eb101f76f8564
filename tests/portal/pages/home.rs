use std::collections::HashSet;

use broadsheet::commands;
use broadsheet::db::fronts::{Container, SlotItem};

use crate::support::{Answer, EDITIONS, article_id, at, on_both_databases, spawn};

/// The articles that the page leads to, in every place that it has for them.
fn places(page: &Answer) -> Vec<i64> {
    let selector = "main .headline a, main .also li a, main .latest li a, main .section-block li a";
    page.select_attribute(selector, "href").iter().filter_map(|href| article_id(href)).collect()
}

fn lead(page: &Answer) -> Vec<i64> {
    let links = page.select_attribute(".card.lead .headline a", "href");
    links.iter().filter_map(|href| article_id(href)).collect()
}

#[apply(on_both_databases)]
async fn no_article_stands_twice_on_a_front() {
    let portal = spawn().await;
    let sections = ["world", "china", "culture"];
    let mut articles = Vec::new();
    for number in 0..60 {
        let minute = format!("2026-05-04 05:{number:02}");
        let mut article = portal.article(&format!("story-{number}")).published_at(&minute);
        article = article.section(sections[number % 3]).photo("a");
        if number % 4 == 0 {
            let gallery = format!("```gallery\nmedia: {} | One\n```", portal.photo("a"));
            article = article.coverage("summit").body(&gallery);
        }
        articles.push(article.insert());
    }
    portal.curate("en", Container::Lead, &[&articles[56]]);
    portal.curate("en", Container::Secondary, &[&articles[59], &articles[2], &articles[56]]);
    let page = portal.get("/en/").await;
    let also = page.select_attribute(".also a", "href");
    assert_eq!(also, [articles[52].path.clone(), articles[48].path.clone()]);
    let places = places(&page);
    assert!(places.len() > 25, "{}", places.len());
    let different: HashSet<&i64> = places.iter().collect();
    assert_eq!(different.len(), places.len(), "{places:?}");
    assert_eq!(lead(&page), [articles[56].id.0]);
    let cards = page.select_attribute(".cards .headline a", "href");
    let cards: Vec<i64> = cards.iter().filter_map(|href| article_id(href)).collect();
    // Those that an editor chose, then the newest.
    let expected: Vec<i64> =
        [59, 2, 58, 57, 55, 54].iter().map(|&number: &usize| articles[number].id.0).collect();
    assert_eq!(cards, expected);

    let section = portal.section("world");
    let items: Vec<_> =
        [57, 0, 57, 54].map(|n: usize| (SlotItem::Article(articles[n].id), None)).into();
    portal
        .command(|conn, sign_off| {
            commands::curate_front(
                conn,
                sign_off,
                "en",
                Some(section),
                Container::Secondary,
                &items,
            )
        })
        .unwrap();
    let page = portal.get("/en/world/").await;
    let listed = page.articles();
    assert_eq!(listed[..3], [articles[57].id.0, articles[0].id.0, articles[54].id.0]);
    let links = page.select_attribute("main .headline a", "href");
    let different: HashSet<&String> = links.iter().collect();
    assert_eq!(different.len(), links.len());
    assert_eq!(links.len(), 20, "all of the section, each once");
}

#[apply(on_both_databases)]
async fn a_slot_is_filled_anew_when_its_time_is_over() {
    let portal = spawn().await;
    let old = portal.article("old").published_at("2026-05-01 06:00").photo("a").insert();
    let new = portal.article("new").published_at("2026-05-04 06:00").photo("b").insert();
    let items = [(SlotItem::Article(old.id), Some(at("2026-05-04 10:00")))];
    portal
        .command(|conn, sign_off| {
            commands::curate_front(conn, sign_off, "en", None, Container::Lead, &items)
        })
        .unwrap();
    portal.clock.set("2026-05-04 09:59:59");
    assert_eq!(lead(&portal.get("/en/").await), [old.id.0]);
    portal.clock.set("2026-05-04 10:00");
    assert_eq!(lead(&portal.get("/en/").await), [new.id.0]);
}

#[apply(on_both_databases)]
async fn the_newest_article_with_a_photo_leads_when_no_editor_chose() {
    let portal = spawn().await;
    let with_photo =
        portal.article("with-photo").published_at("2026-05-04 06:00").photo("a").insert();
    let newest = portal.article("without").published_at("2026-05-04 07:00").insert();
    let page = portal.get("/en/").await;
    assert_eq!(lead(&page), [with_photo.id.0]);
    assert_eq!(places(&page), [with_photo.id.0, newest.id.0]);
}

#[apply(on_both_databases)]
async fn today_has_times_and_other_days_have_dates() {
    let portal = spawn().await;
    portal.article("today").published_at("2026-05-04 06:00").insert();
    portal.article("yesterday").published_at("2026-05-03 15:59").insert();
    portal.article("this-day-in-beijing").published_at("2026-05-03 16:00").insert();
    let page = portal.get("/en/").await;
    let times = page.select_text("main time");
    assert!(times.contains(&"00:00".to_owned()), "{times:?}");
    assert!(times.contains(&"3 May 2026".to_owned()), "{times:?}");
    let machine = page.select_attribute("main time", "datetime");
    assert!(machine.contains(&"2026-05-03T23:59:00+08:00".to_owned()), "{machine:?}");
    let masthead = page.select_text(".masthead time");
    assert_eq!(masthead, ["Mon 4 May 2026 BJT"]);
}

#[apply(on_both_databases)]
async fn an_empty_portal_is_a_page_in_each_edition() {
    let portal = spawn().await;
    for edition in EDITIONS {
        let page = portal.get(&format!("/{edition}/")).await;
        assert_eq!(page.status(), 200);
        let words = portal.app.editions.get(edition).unwrap();
        assert_eq!(page.select_text("main .notice"), [words.text("list-empty")]);
        assert_eq!(page.select_text("h1"), ["Broadsheet"]);
        for empty in [".cards", ".latest", ".band", ".section-blocks", "nav.nav"] {
            assert!(!page.has(empty), "{empty}");
        }
        // What isn't there isn't linked to.
        for link in page.links().iter().filter(|link| link.starts_with('/')) {
            assert_eq!(portal.get(link).await.status(), 200, "{link}");
        }
    }
}

#[apply(on_both_databases)]
async fn editions_have_fronts_of_their_own() {
    let portal = spawn().await;
    let story = portal.story("everywhere").insert();
    let english = portal.article("here").insert();
    portal.curate("en", Container::Lead, &[story.article("en")]);
    portal.curate("mn", Container::Lead, &[&english]);
    let page = portal.get("/en/").await;
    assert_eq!(lead(&page), [story.article("en").id.0]);
    let page = portal.get("/mn/").await;
    assert!(page.text().contains(story.path("mn")));
}

#[apply(on_both_databases)]
async fn curated_coverages_come_first_in_the_strip() {
    let portal = spawn().await;
    for (minute, coverage) in ["one", "two", "three", "four"].into_iter().enumerate() {
        let minute = format!("2026-05-04 06:0{minute}");
        portal.article(coverage).published_at(&minute).coverage(coverage).insert();
    }
    let strip = |page: &Answer| page.select_text(".strip h3");
    assert_eq!(strip(&portal.get("/en/").await), ["Four", "Three", "Two"]);
    let items = [(SlotItem::Coverage(portal.coverage("one")), None)];
    portal
        .command(|conn, sign_off| {
            commands::curate_front(conn, sign_off, "en", None, Container::Coverage, &items)
        })
        .unwrap();
    assert_eq!(strip(&portal.get("/en/").await), ["One", "Four", "Three"]);
}

#[apply(on_both_databases)]
async fn the_lead_is_followed_by_newer_reports_of_its_coverage() {
    let portal = spawn().await;
    let one = portal.article("one").published_at("2026-05-04 05:00").coverage("summit").insert();
    let two = portal.article("two").published_at("2026-05-04 06:00").coverage("summit").insert();
    portal.curate("en", Container::Lead, &[&one]);
    let page = portal.get("/en/").await;
    assert_eq!(page.select_attribute(".card.lead .also a", "href"), [two.path]);
}

#[apply(on_both_databases)]
async fn what_an_editor_chose_for_a_card_is_no_link_below_the_lead() {
    let portal = spawn().await;
    let report = |slug: &str, hour: &str| {
        portal.article(slug).published_at(&format!("2026-05-04 {hour}")).coverage("summit").insert()
    };
    let one = report("one", "03:00");
    let two = report("two", "04:00");
    let three = report("three", "05:00");
    let four = report("four", "06:00");
    portal.curate("en", Container::Lead, &[&one]);
    portal.curate("en", Container::Secondary, &[&four, &two]);
    let page = portal.get("/en/").await;
    assert_eq!(page.select_attribute(".also a", "href"), [three.path]);
    let cards = page.select_attribute(".cards .headline a", "href");
    assert_eq!(cards, [four.path, two.path]);
}

#[apply(on_both_databases)]
async fn the_way_to_all_stories_names_the_day_that_it_leads_to() {
    let portal = spawn().await;
    for edition in EDITIONS {
        for minute in 10..20 {
            let minute = format!("2026-05-04 06:{minute}");
            portal.article("news").edition(edition).published_at(&minute).insert();
        }
    }
    let link = async |edition: &str| {
        let page = portal.get(&format!("/{edition}/")).await;
        let href = page.select_attribute(".latest > .all", "href").concat();
        assert_eq!(href, format!("/{edition}/2026/05/04/"));
        page.select_text(".latest > .all").concat()
    };
    for edition in EDITIONS {
        let words = portal.app.editions.get(edition).unwrap();
        assert_eq!(link(edition).await, words.text("latest-more"));
    }
    // The next morning, before anything is published.
    portal.clock.set("2026-05-04 22:00");
    for (edition, words) in [
        ("en", "All stories of 4 May"),
        ("zh-hans", "5月4日全部报道"),
        ("zh-hant", "5月4日所有報導"),
        ("mn", "Бүх мэдээ: тавдугаар сарын 4"),
    ] {
        assert_eq!(link(edition).await, words);
    }
}
