//! The database goes away and comes back.

use std::sync::Arc;
use std::time::{Duration, Instant};

use broadsheet::commands::Setting;
use broadsheet::db::DatabaseUrl;
use broadsheet::followers;

use crate::support::{
    Backend, TestDatabase, Wire, backend, on_both_databases, spawn_on, spawn_with,
};

#[apply(on_both_databases)]
async fn without_a_database_readers_get_what_was_kept() {
    if backend() == Backend::Sqlite {
        return;
    }
    let database = Arc::new(TestDatabase::new());
    let DatabaseUrl::Postgres(url) = &database.url else { unreachable!("on PostgreSQL") };
    let wire = Wire::to(url);
    let portal = spawn_on(database.clone(), |config| {
        config.database = DatabaseUrl::Postgres(wire.url.clone());
    })
    .await;
    let (kept, moved) = (portal.article("fuel-prices").insert(), portal.article("rain").insert());
    let (unread, withdrawn) = (portal.article("snow").insert(), portal.article("wrong").insert());
    let _followers = followers::start(portal.app.clone()).expect("a thread");
    for article in [&kept, &moved, &withdrawn] {
        assert_eq!(portal.get(&article.path).await.status(), 200);
    }
    // What shows a withdrawn story, its headline in a list for one, is no reserve.
    portal.withdraw(withdrawn.story, &[]);
    for article in [&kept, &moved] {
        assert_eq!(portal.get(&article.path).await.status(), 200);
    }
    portal.correct(&moved, "It was Monday.");
    let taken_down = portal.article("taken-down").insert();
    portal.withdraw(taken_down.story, &[]);
    assert_eq!(portal.get(&taken_down.path).await.status(), 410);
    assert_eq!(portal.get("/en/no/such/page").await.status(), 404);
    for article in [&kept, &moved] {
        assert_eq!(portal.get(&article.path).await.status(), 200);
    }

    wire.cut();
    let began = Instant::now();
    // As soon as this process can't know any more what others change, it says how old a page is.
    loop {
        let page = portal.get(&kept.path).await;
        assert_eq!(page.status(), 200);
        if !page.header("age").is_empty() {
            break;
        }
        assert!(began.elapsed() < Duration::from_secs(20), "nobody noticed");
        std::thread::yield_now();
    }
    let reserve = portal.get(&moved.path).await;
    assert_eq!((reserve.status(), reserve.header("age").is_empty()), (200, false));
    assert_eq!(portal.get(&taken_down.path).await.status(), 410);
    let nowhere = portal.get("/en/no/other/page").await;
    assert_eq!(nowhere.status(), 404);
    assert!(nowhere.has(".latest") && nowhere.has("#nav"), "the way on is still known");
    for article in [&unread, &withdrawn] {
        let page = portal.get(&article.path).await;
        assert_eq!(page.status(), 503, "{}", article.slug);
        assert!(!page.header("retry-after").is_empty());
        assert_eq!(page.header("cache-control"), "no-store");
    }

    wire.mend();
    let began = Instant::now();
    loop {
        let (page, new) = (portal.get(&moved.path).await, portal.get(&unread.path).await);
        if page.header("age").is_empty() && new.status() == 200 {
            assert!(page.text().contains("It was Monday."));
            break;
        }
        assert!(began.elapsed() < Duration::from_secs(30), "nobody came back");
        std::thread::yield_now();
    }
    assert_eq!(portal.get(&withdrawn.path).await.status(), 410);
}

#[apply(on_both_databases)]
async fn an_operator_is_told_why_a_page_is_what_it_is() {
    let portal = spawn_with(|config| {
        config.shared_cache_secs = 600;
        config.surrogate_header = "Surrogate-Key".to_owned();
    })
    .await;
    let article = portal.article("fuel-prices").insert();
    let why = || portal.request("GET", &article.path).header("broadsheet-why", "1").send();
    let made = why().await;
    assert_eq!(made.header("broadsheet-why"), "made and kept");
    let kept = why().await;
    assert_eq!(kept.header("broadsheet-why"), "kept");
    let noun = format!("article:{}", article.id);
    assert!(kept.header("broadsheet-nouns").split(' ').any(|shown| shown == noun));
    assert_eq!(kept.header("broadsheet-age"), "0");
    assert_eq!(kept.header("broadsheet-position"), kept.header("broadsheet-followed"));
    portal.set("mn", Setting::Tagline("Elsewhere".to_owned()));
    let later = why().await;
    assert_eq!(later.header("broadsheet-position"), kept.header("broadsheet-position"));
    assert_ne!(later.header("broadsheet-followed"), kept.header("broadsheet-followed"));
    // Readers aren't told; a cache in front of the portal is told what it needs.
    let page = portal.get(&article.path).await;
    assert_eq!(page.header("broadsheet-why"), "");
    assert!(page.header("surrogate-key").split(' ').any(|shown| shown == noun));
    let caching = page.header("cache-control");
    for part in ["max-age=0", "s-maxage=600", "stale-while-revalidate", "stale-if-error"] {
        assert!(caching.contains(part), "{caching}");
    }
    assert_eq!(portal.get("/en/nothing/").await.header("cache-control"), "no-store");
}
