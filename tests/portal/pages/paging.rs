//! Lists by pages: what a reader leafs through stays what it is while the newsroom publishes.

use crate::support::{Answer, Portal, article_id, at, on_both_databases, spawn};
use chrono::TimeDelta;

/// `count` articles of one section, author, source and coverage, the oldest first.
fn fill(portal: &Portal, count: usize) -> Vec<i64> {
    let first = at("2026-04-20 00:00");
    (0..count)
        .map(|number| {
            // Three at a time in one instant, so that the id has to decide.
            let published = first + TimeDelta::hours(3 * (number / 3) as i64);
            let article = portal.article(&format!("story-{number}")).published(published);
            article.author("bat").source("agency").coverage("summit").insert().id.0
        })
        .collect()
}

/// The articles in the lists of a page, in their order.
fn listed(page: &Answer) -> Vec<i64> {
    let links = page.select_attribute("main .headline a", "href");
    links.iter().filter_map(|href| article_id(href)).collect()
}

fn link(page: &Answer, rel: &str) -> Option<String> {
    page.select_attribute(&format!("nav.pager a[rel={rel}]"), "href").into_iter().next()
}

/// Follows a link from page to page, publishing three articles before each step.
async fn leaf(portal: &Portal, from: &str, rel: &str) -> Vec<(String, Vec<i64>)> {
    let mut pages = Vec::new();
    let mut next = Some(from.to_owned());
    while let Some(address) = next {
        let page = portal.get(&address).await;
        assert_eq!(page.status(), 200, "{address}");
        next = link(&page, rel);
        pages.push((address, listed(&page)));
        assert!(pages.len() < 30, "it never ends");
        for number in 0..3 {
            portal
                .article(&format!("new-{}-{number}", pages.len()))
                .author("bat")
                .source("agency")
                .coverage("summit")
                .insert();
        }
    }
    pages
}

#[apply(on_both_databases)]
async fn a_reader_who_goes_back_in_time_meets_every_article_once() {
    let portal = spawn().await;
    let ids = fill(&portal, 75);
    let newest_first: Vec<i64> = ids.iter().rev().copied().collect();
    for list in ["/en/world/", "/en/by/bat", "/en/source/agency", "/en/coverage/summit"] {
        let known: i64 = portal.article("last-before").draft().insert().id.0;
        let pages = leaf(&portal, list, "next").await;
        assert!(pages.len() >= 4, "{list}");
        let seen: Vec<i64> = pages.iter().flat_map(|(_, ids)| ids).copied().collect();
        let old: Vec<i64> = seen.iter().copied().filter(|id| ids.contains(id)).collect();
        assert_eq!(old, newest_first, "{list}");
        // What was published on the way is on no later page.
        assert!(seen.iter().all(|id| *id < known), "{list}");
        for (address, ids) in &pages[1..pages.len() - 1] {
            assert_eq!(ids.len(), 20, "{address}");
        }
        // A page is at its address for good.
        for (address, ids) in &pages[1..] {
            assert_eq!(listed(&portal.get(address).await), *ids, "{address}");
        }
    }
}

#[apply(on_both_databases)]
async fn the_way_back_to_now_leads_past_every_article() {
    let portal = spawn().await;
    let ids = fill(&portal, 75);
    for list in ["/en/world/", "/en/by/bat", "/en/coverage/summit"] {
        let last = leaf(&portal, list, "next").await.pop().expect("a page").0;
        let pages = leaf(&portal, &last, "prev").await;
        assert_eq!(pages.last().expect("a page").0, list, "the way ends at the first page");
        let seen: Vec<i64> = pages.iter().flat_map(|(_, ids)| ids).copied().collect();
        for id in &ids {
            assert!(seen.contains(id), "{list}: {id} was left out");
        }
    }
}

#[apply(on_both_databases)]
async fn a_withdrawal_on_the_way_leaves_out_nothing_else() {
    let portal = spawn().await;
    let ids = fill(&portal, 60);
    let first = portal.get("/en/by/bat").await;
    let second = link(&first, "next").expect("an older page");
    // The very article that the second page begins after.
    let last = *listed(&first).last().expect("an article");
    let story = portal.query(|conn| {
        broadsheet::db::drafts::find(conn, broadsheet::model::ArticleId(last)).unwrap().unwrap()
    });
    portal.withdraw(story.story_id, &[]);
    let seen: Vec<i64> =
        leaf(&portal, &second, "next").await.into_iter().flat_map(|(_, ids)| ids).collect();
    let expected: Vec<i64> = ids[..40].iter().rev().copied().collect();
    assert_eq!(seen, expected);
}

#[apply(on_both_databases)]
async fn a_coverage_can_be_read_from_its_beginning() {
    let portal = spawn().await;
    let ids = fill(&portal, 50);
    let mut seen = Vec::new();
    let mut next = Some("/en/coverage/summit?order=oldest".to_owned());
    while let Some(address) = next {
        let page = portal.get(&address).await;
        assert_eq!(page.robots(), "noindex", "{address}");
        seen.extend(listed(&page));
        next = link(&page, "prev");
        assert!(seen.len() <= 50, "it never ends");
    }
    assert_eq!(seen, ids);
}

#[apply(on_both_databases)]
async fn pages_of_a_list_know_their_place() {
    let portal = spawn().await;
    fill(&portal, 75);
    for (list, first_has_prev) in [("/en/world/", false), ("/en/by/bat", false)] {
        let first = portal.get(list).await;
        assert_eq!(first.canonical(), format!("https://portal.example{list}"));
        assert_eq!(link(&first, "prev").is_some(), first_has_prev);
        assert_eq!(portal.get(&format!("{list}?page=1")).await.text(), first.text());
        let older = link(&first, "next").unwrap();
        let second = portal.get(&older).await;
        assert_eq!(second.canonical(), format!("https://portal.example{older}"));
        assert_eq!(link(&second, "prev").as_deref(), Some(list));
        assert_eq!(second.select_attribute("link[rel=prev]", "href"), [list]);
        assert_eq!(second.select_attribute("link[rel=next]", "href").len(), 1);
        assert_eq!(second.alternates(), []);
        // A reader without photos stays without.
        let page = portal.get(&format!("{list}?photos=off")).await;
        let older = link(&page, "next").unwrap();
        assert!(older.contains("photos=off"), "{older}");
        let second = portal.get(&older).await;
        assert!(!second.has("main img"));
        assert!(link(&second, "prev").unwrap().contains("photos=off"));
    }
}

#[apply(on_both_databases)]
async fn a_list_that_fits_one_page_has_no_others() {
    let portal = spawn().await;
    fill(&portal, 20);
    for list in ["/en/by/bat", "/en/source/agency", "/en/coverage/summit", "/en/world/"] {
        let page = portal.get(list).await;
        assert!(!page.has("nav.pager"), "{list}");
        assert_eq!(listed(&page).len(), 20, "{list}");
    }
    portal.article("one-more").author("bat").insert();
    assert!(link(&portal.get("/en/by/bat").await, "next").is_some());
}

#[apply(on_both_databases)]
async fn older_pages_of_a_list_say_which_days_they_show() {
    let portal = spawn().await;
    fill(&portal, 75);
    let lists = [
        ("/en/world/", "World"),
        ("/en/by/bat", "Bat"),
        ("/en/source/agency", "Agency"),
        ("/en/coverage/summit", "Summit"),
        ("/en/coverage/summit?order=oldest", "Summit"),
    ];
    for (list, name) in lists {
        let mut titles = Vec::new();
        let mut next = Some(list.to_owned());
        while let Some(address) = next {
            let page = portal.get(&address).await;
            let days = page.select_attribute(".day h2 time", "datetime");
            let (one, other) = (days.first().expect("a day"), days.last().expect("a day"));
            let day = |text: &str| {
                text.parse::<chrono::NaiveDate>().expect("a day").format("%-d %b %Y").to_string()
            };
            let span = match one.cmp(other) {
                std::cmp::Ordering::Equal => day(one),
                std::cmp::Ordering::Less => format!("{} – {}", day(one), day(other)),
                std::cmp::Ordering::Greater => format!("{} – {}", day(other), day(one)),
            };
            let is_first = titles.is_empty();
            let title = if is_first { name.to_owned() } else { format!("{name}: {span}") };
            assert_eq!(page.select_text("h1"), [title.as_str()], "{address}");
            assert_eq!(page.select_text("title"), [format!("{title} | Broadsheet")]);
            let between = page.select_text("nav.pager > *");
            if is_first {
                assert!(!page.has(".pager-days"), "{address}");
            } else if between.len() == 3 {
                assert_eq!(between, ["Newer", span.as_str(), "Older"], "{address}");
            } else {
                assert!(between.contains(&span), "{address}: {between:?}");
            }
            titles.push(title);
            let rel = if list.contains("oldest") { "prev" } else { "next" };
            next = link(&page, rel);
        }
        assert!(titles.len() >= 3, "{list}");
        let count = titles.len();
        titles.sort();
        titles.dedup();
        assert_eq!(titles.len(), count, "{list}: two pages have one title");
    }
    // The days are the edition's, in its words.
    let first = portal.get("/en/world/").await;
    let place = link(&first, "next").expect("an older page");
    for number in 0..30 {
        let minute = format!("2026-04-2{} 06:{number:02}", number % 3);
        portal.article(&format!("zh-{number}")).edition("zh-hans").published_at(&minute).insert();
    }
    let page = portal.get(&place.replace("/en/", "/zh-hans/")).await;
    let expected = "World (zh-hans)（2026年4月20日至2026年4月21日）";
    assert_eq!(page.select_text("h1"), [expected]);
}

#[apply(on_both_databases)]
async fn the_index_of_coverages_has_pages() {
    let portal = spawn().await;
    // Several at one instant, so that the number decides.
    for number in 0..130 {
        let name = format!("coverage-{number:03}");
        let at = format!("2026-05-04 0{}:00", number / 40);
        portal.article(&name).published_at(&at).coverage(&name).insert();
    }
    let cards = |page: &crate::support::Answer| page.select_text(".cards .headline");
    let (mut pages, mut target) = (Vec::new(), "/en/coverage/".to_owned());
    loop {
        let page = portal.get(&target).await;
        assert_eq!(page.status(), 200, "{target}");
        pages.push((target.clone(), cards(&page)));
        match page.select_attribute("a[rel=next]", "href").first() {
            Some(next) => target = next.clone(),
            None => break,
        }
    }
    let lengths: Vec<usize> = pages.iter().map(|(_, cards)| cards.len()).collect();
    assert_eq!(lengths, [60, 60, 10]);
    let mut all: Vec<String> = pages.iter().flat_map(|(_, cards)| cards.clone()).collect();
    assert_eq!((all[0].as_str(), all[129].as_str()), ("Coverage 129", "Coverage 000"));
    all.dedup();
    assert_eq!(all.len(), 130);
    // And back again.
    for (before, after) in pages.iter().zip(&pages[1..]) {
        let page = portal.get(&after.0).await;
        let newer = page.select_attribute("a[rel=prev]", "href").concat();
        assert_eq!(cards(&portal.get(&newer).await), before.1, "{newer}");
    }
    assert_eq!(portal.get("/en/coverage/?page=x").await.status(), 400);
}
