//! The database goes away and comes back.

use std::sync::Arc;
use std::time::{Duration, Instant};

use broadsheet::commands::Setting;
use broadsheet::db::DatabaseUrl;
use broadsheet::followers;

use crate::support::{
    Answer, Backend, Portal, TestDatabase, Wire, backend, batch, on_both_databases, spawn_on,
    spawn_with,
};

#[apply(on_both_databases)]
async fn without_a_database_readers_get_what_was_kept() {
    let database = Arc::new(TestDatabase::new());
    let Some(wire) = Wire::before(&database) else { return };
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
    for path in [kept.path.as_str(), moved.path.as_str(), "/en/"] {
        assert_eq!(portal.get(path).await.status(), 200);
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
    // The day ends, and with it the time of every page that says what is newest.
    let home = portal.get("/en/").await;
    assert_eq!((home.status(), home.header("age")), (200, "0"));
    portal.clock.jump("2026-05-04 16:30");
    for (path, text) in [("/en/", home.text()), (moved.path.as_str(), reserve.text())] {
        let page = portal.get(path).await;
        assert_eq!((page.status(), page.header("age")), (200, "30600"), "{path}");
        assert_eq!(page.text(), text, "{path}");
    }
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

/// Asks until the page is the newest one, and says what a correction says.
async fn get_until_corrected(portal: &Portal, path: &str) {
    let began = Instant::now();
    loop {
        let page = portal.get(path).await;
        if page.header("age").is_empty() && page.text().contains("It was Monday.") {
            return;
        }
        assert!(began.elapsed() < Duration::from_secs(30), "nobody came back");
        std::thread::yield_now();
    }
}

/// That readers are told to come again.
#[track_caller]
fn assert_unavailable(page: &Answer) {
    assert_eq!(page.status(), 503, "{}", page.text());
    assert!(!page.header("retry-after").is_empty());
    assert_eq!(page.header("cache-control"), "no-store");
}

#[apply(on_both_databases)]
async fn while_a_table_is_locked_readers_get_what_was_kept() {
    if backend() == Backend::Sqlite {
        return;
    }
    let database = Arc::new(TestDatabase::new());
    let DatabaseUrl::Postgres(url) = &database.url else { unreachable!("on PostgreSQL") };
    let newsroom = spawn_on(database.clone(), |_| ()).await;
    let (kept, moved) = (newsroom.article("rain").insert(), newsroom.article("fuel").insert());
    let unread = newsroom.article("snow").insert();
    let impatient = format!("{url}?options=-c%20statement_timeout%3D1s");
    let portal = spawn_on(database.clone(), |config| {
        config.database = DatabaseUrl::Postgres(impatient);
    })
    .await;
    let _followers = followers::start(portal.app.clone()).expect("a thread");
    for article in [&kept, &moved] {
        assert_eq!(portal.get(&article.path).await.status(), 200);
    }
    newsroom.correct(&moved, "It was Monday.");
    let began = Instant::now();
    while portal.app.cache.position() < newsroom.app.cache.position() {
        assert!(began.elapsed() < Duration::from_secs(20), "nobody follows");
        std::thread::yield_now();
    }
    // What shows both is made anew, so that of the two only one has moved.
    assert_eq!(portal.get(&kept.path).await.status(), 200);

    let mut holder = newsroom.app.database.writer().expect("a connection");
    batch(&mut holder, "BEGIN; LOCK TABLE articles IN ACCESS EXCLUSIVE MODE");
    let page = portal.get(&moved.path).await;
    assert_eq!((page.status(), page.header("age")), (200, "0"), "{}", page.text());
    assert!(!page.text().contains("It was Monday."));
    assert_unavailable(&portal.get(&unread.path).await);
    // Changes are followed all the same.
    let page = portal.get(&kept.path).await;
    assert_eq!((page.status(), page.header("age")), (200, ""));

    batch(&mut holder, "ROLLBACK");
    get_until_corrected(&portal, &moved.path).await;
    assert_eq!(portal.get(&unread.path).await.status(), 200);
}

#[apply(on_both_databases)]
async fn a_database_that_says_nothing_is_not_waited_for() {
    let database = Arc::new(TestDatabase::new());
    let Some(wire) = Wire::before(&database) else { return };
    let newsroom = spawn_on(database.clone(), |_| ()).await;
    let (kept, unread) = (newsroom.article("rain").insert(), newsroom.article("snow").insert());
    let portal = spawn_on(database.clone(), |config| {
        config.database = DatabaseUrl::Postgres(wire.url.clone());
    })
    .await;
    let _followers = followers::start(portal.app.clone()).expect("a thread");
    assert_eq!(portal.get(&kept.path).await.status(), 200);
    assert_eq!(portal.get("/-/ready").await.status(), 200);

    let held = wire.hold();
    newsroom.correct(&kept, "It was Monday.");
    // Asked before anybody can know that nobody answers.
    assert_unavailable(&portal.get(&unread.path).await);
    let page = portal.get(&kept.path).await;
    assert_eq!((page.status(), page.header("age")), (200, "0"), "{}", page.text());
    assert!(!page.text().contains("It was Monday."));
    let ready = portal.get("/-/ready").await;
    assert!(ready.status() == 503 && ready.text().contains(r#""database":"unreachable""#));
    assert_unavailable(&portal.get(&unread.path).await);

    drop(held);
    get_until_corrected(&portal, &kept.path).await;
    assert_eq!(portal.get(&unread.path).await.status(), 200);
    assert_eq!(portal.get("/-/ready").await.status(), 200);
}

#[apply(on_both_databases)]
async fn a_replica_that_says_nothing_is_gone_round() {
    let database = Arc::new(TestDatabase::new());
    let Some(wire) = Wire::before(&database) else { return };
    let portal = spawn_on(database.clone(), |config| {
        config.database_read = Some(DatabaseUrl::Postgres(wire.url.clone()));
    })
    .await;
    let _followers = followers::start(portal.app.clone()).expect("a thread");
    let article = portal.article("rain").insert();
    assert_eq!(portal.get(&article.path).await.status(), 200);
    let held = wire.hold();
    portal.correct(&article, "It was Monday.");
    // Whoever finds out waits; the database itself answers the others.
    get_until_corrected(&portal, &article.path).await;
    drop(held);
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
