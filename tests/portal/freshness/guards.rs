//! The guards of the page cache, one by one.

use actix_web::http::StatusCode;
use broadsheet::cache::following::{Outcome, Turn};
use broadsheet::cache::kept::Rendered;
use broadsheet::cache::{Keeping, PageCache};
use broadsheet::changes::Recorded;
use broadsheet::commands::{self, Setting};
use broadsheet::db::fronts::{Container, SlotItem};
use broadsheet::model::{ChangeId, PageKind};

use crate::support::{at, batch, on_both_databases, spawn};

fn rendered(text: &'static str, nouns: &str) -> Rendered {
    Rendered {
        kind: PageKind::Home,
        status: StatusCode::OK,
        headers: Default::default(),
        body: text.into(),
        at: at("2026-05-04 06:00"),
        position: ChangeId(0),
        nouns: nouns.to_owned(),
        until: None,
        surrogate: None,
    }
}

fn change(id: i64, verb: &str, nouns: &str) -> Recorded {
    let nouns: Vec<&str> = nouns.split(' ').collect();
    Recorded {
        id: ChangeId(id),
        changed_at: now(),
        actor: "test".to_owned(),
        verb: verb.to_owned(),
        nouns: serde_json::to_string(&nouns).unwrap(),
    }
}

fn now() -> chrono::NaiveDateTime {
    at("2026-05-04 06:01")
}

#[test]
fn a_rendering_that_began_before_a_change_is_not_kept_after_it() {
    let cache = PageCache::new(1 << 20);
    let Turn::Lead(flight) = cache.begin("/en/") else { panic!("nobody else makes it") };
    cache.follow(&[change(1, "publish", "article:7 edition:en")]);
    let keeping = cache.keep(&flight, rendered("old", "edition:en settings:en"));
    assert!(matches!(keeping, Keeping::Moved(_)));
    assert!(cache.find("/en/").is_none());
    // What moved has nothing to do with this one.
    let Turn::Lead(flight) = cache.begin("/mn/") else { panic!("nobody else makes it") };
    cache.follow(&[change(2, "publish", "article:8 edition:en")]);
    let keeping = cache.keep(&flight, rendered("fresh", "edition:mn settings:mn"));
    assert!(matches!(keeping, Keeping::Kept(_)));
}

#[test]
fn a_kept_page_is_a_reserve_once_its_noun_moved_and_gone_once_it_was_taken_down() {
    let cache = PageCache::new(1 << 20);
    let keep = |address: &str, nouns: &str| {
        let Turn::Lead(flight) = cache.begin(address) else { panic!("nobody else makes it") };
        cache.keep(&flight, rendered("page", nouns));
        cache.find(address).unwrap()
    };
    let (page, list) = (keep("/a", "article:7"), keep("/l", "article:8 edition:en"));
    assert!(cache.is_fresh(&page, now) && cache.is_fresh(&list, now));
    cache.follow(&[change(1, "correct", "article:7")]);
    assert!(!cache.is_fresh(&page, now) && page.freshness.is_reserve());
    assert!(cache.is_fresh(&list, now));
    cache.follow(&[change(2, "withdraw", "article:8 edition:en")]);
    assert!(!cache.is_fresh(&list, now) && !list.freshness.is_reserve());
}

#[test]
fn a_change_that_was_followed_already_does_nothing_and_a_gap_does_everything() {
    let cache = PageCache::new(1 << 20);
    cache.start_at(ChangeId(5));
    let Turn::Lead(flight) = cache.begin("/en/") else { panic!("nobody else makes it") };
    cache.keep(&flight, rendered("page", "edition:en"));
    let page = cache.find("/en/").unwrap();
    cache.follow(&[change(5, "publish", "edition:en")]);
    assert!(cache.is_fresh(&page, now));
    cache.doubt();
    assert!(!cache.is_fresh(&page, now));
    let doubts = cache.doubts();
    // Another one comes up while changes are read: they may not be all.
    cache.doubt();
    cache.settle(doubts);
    assert!(!cache.is_fresh(&page, now));
    cache.settle(cache.doubts());
    assert!(cache.is_fresh(&page, now));
    cache.start_at(ChangeId(90));
    assert!(!cache.is_fresh(&page, now));
}

#[test]
fn who_waits_is_told_how_the_making_ended() {
    let cache = PageCache::new(1 << 20);
    let Turn::Lead(flight) = cache.begin("/en/") else { panic!("nobody else makes it") };
    let Turn::Wait(waiting) = cache.begin("/en/") else { panic!("somebody makes it") };
    assert_eq!(*waiting.borrow(), Outcome::Underway);
    cache.give_up(&flight, Outcome::NotKept);
    assert_eq!(*waiting.borrow(), Outcome::NotKept);
    assert!(matches!(cache.begin("/en/"), Turn::Lead(_)));
}

#[test]
fn the_cache_stays_within_its_bytes() {
    let cache = PageCache::new(1 << 20);
    for number in 0..2_000 {
        let address = format!("/en/{number}");
        let Turn::Lead(flight) = cache.begin(&address) else { panic!("nobody else makes it") };
        cache.keep(&flight, rendered("a page of a few bytes", "edition:en"));
    }
    let (bytes, pages, underway) = cache.size();
    assert!(bytes <= 1 << 20, "{bytes} bytes");
    assert!((100..2_000).contains(&pages), "{pages} pages");
    assert_eq!(underway, 0);
    assert_eq!(pages as u64 + cache.evictions(), 2_000);
}

#[apply(on_both_databases)]
async fn a_page_is_another_one_tomorrow_and_when_a_pin_expires() {
    let portal = spawn().await;
    let pinned = portal.article("fuel-prices").insert();
    portal.article("rain").insert();
    portal.command(|conn, by| {
        let until = Some(at("2026-05-04 09:00"));
        let lead = [(SlotItem::Article(pinned.id), until)];
        commands::curate_front(conn, by, "en", None, Container::Lead, &lead).expect("a front");
    });
    let today = portal.get("/en/").await.text();
    assert_eq!(portal.get("/en/").await.text(), today);
    portal.clock.jump("2026-05-04 08:59:59");
    assert_eq!(portal.get("/en/").await.text(), today);
    portal.clock.jump("2026-05-04 09:00");
    let unpinned = portal.get("/en/").await.text();
    assert_ne!(unpinned, today);
    portal.clock.jump("2026-05-05 08:00");
    let tomorrow = portal.get("/en/").await.text();
    assert!(today.contains("4 May") && tomorrow.contains("5 May") && today != tomorrow);
}

#[apply(on_both_databases)]
async fn a_fault_of_ours_is_told_and_no_reserve_hides_it() {
    let portal = spawn().await;
    let kept = portal.article("fuel-prices").insert();
    let withdrawn = portal.article("wrong-news").insert();
    for article in [&kept, &withdrawn] {
        assert_eq!(portal.get(&article.path).await.status(), 200);
    }
    portal.withdraw(withdrawn.story, &[]);
    portal.set("en", Setting::Tagline("Moved".to_owned()));
    portal.query(|conn| batch(conn, "ALTER TABLE revisions RENAME TO lost"));
    // A fault of ours is no outage: it is told, not hidden.
    assert_eq!(portal.get(&kept.path).await.status(), 500);
    portal.query(|conn| batch(conn, "ALTER TABLE lost RENAME TO revisions"));
    assert_eq!(portal.get(&kept.path).await.status(), 200);
    assert_eq!(portal.get(&withdrawn.path).await.status(), 410);
}

#[apply(on_both_databases)]
async fn an_article_shows_its_coverage_once_that_has_words_in_its_edition() {
    let portal = spawn().await;
    let (summit, storm) = (portal.coverage("summit"), portal.coverage_in("storm", &["mn"]));
    let article = portal.article("fuel-prices").coverage("storm").insert();
    let shows = async |coverage: &str| {
        let links = portal.get(&article.path).await.links();
        links.iter().any(|link| link.ends_with(&format!("/en/coverage/{coverage}")))
    };
    assert!(!shows("summit").await && !shows("storm").await);
    let merged = portal.command(|conn, by| commands::merge_coverage(conn, by, summit, storm));
    merged.expect("one coverage");
    assert!(shows("summit").await);
}
