//! Pages of a copy that follows the database.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::support::{
    Backend, TestDatabase, backend, batch, on_both_databases, spawn_on, spawn_with,
};

#[apply(on_both_databases)]
async fn a_page_comes_from_the_replica_and_never_from_one_that_lags() {
    if backend() == Backend::Sqlite {
        return;
    }
    let database = Arc::new(TestDatabase::new());
    let (story, copy) = {
        let portal = spawn_on(database.clone(), |_| ()).await;
        let story = portal.article("fuel-prices").headline("From the database").insert();
        (story, database.copy())
    };
    // Another headline says which of the two was read.
    {
        let portal = spawn_with(|config| config.database = copy.url.clone()).await;
        portal.query(|conn| batch(conn, "UPDATE revisions SET headline = 'From the replica'"));
    }
    let portal = spawn_on(database, |config| config.database_read = Some(copy.url.clone())).await;
    assert_eq!(portal.get(&story.path).await.select_text("h1"), ["From the replica"]);
    // The replica doesn't hear of this one.
    portal.correct(&story, "It was Monday.");
    let page = portal.get(&story.path).await;
    assert_eq!(page.select_text("h1"), ["From the database"]);
    assert!(page.text().contains("It was Monday."));
    let (_, kept, _) = portal.app.cache.size();
    assert_eq!(kept, 1, "what the database itself says is kept");
}

#[apply(on_both_databases)]
async fn a_replica_that_is_held_back_shows_nothing_old_and_is_asked_again_later() {
    if backend() == Backend::Sqlite {
        return;
    }
    let database = Arc::new(TestDatabase::new());
    let Some(replica) = database.replica() else { return };
    let portal =
        spawn_on(database, |config| config.database_read = Some(replica.url.clone())).await;
    let asked = || {
        let roles = portal.app.database.queries_by_role();
        roles.iter().find(|it| it.role == "replica").map_or(0, |it| it.count)
    };
    let held_back = replica.hold_back();
    let story = portal.article("fuel-prices").insert();
    portal.get(&story.path).await;
    let before = asked();
    for number in 0..20 {
        portal.correct(&story, &format!("It was day {number}."));
        let page = portal.get(&story.path).await;
        assert!(page.text().contains(&format!("It was day {number}.")));
    }
    // Each time it was asked how far it is, and nothing else.
    assert_eq!(asked() - before, 20);
    drop(held_back);
    let began = Instant::now();
    loop {
        portal.correct(&story, "Once more.");
        // One page comes while it is still on its way to the replica, another one later.
        let (before, pages) = (asked(), [&*story.path, "/en/", "/en/feed.atom", "/en/feed.rss"]);
        for page in pages {
            assert_eq!(portal.get(page).await.status(), 200);
        }
        if asked() - before > pages.len() as u64 {
            break;
        }
        assert!(began.elapsed() < Duration::from_secs(30), "the replica is not asked any more");
    }
}

#[apply(on_both_databases)]
async fn a_replica_that_is_down_costs_no_page() {
    if backend() == Backend::Sqlite {
        return;
    }
    let gone = TestDatabase::empty();
    gone.destroy();
    let portal = spawn_with(|config| config.database_read = Some(gone.url.clone())).await;
    let story = portal.article("fuel-prices").insert();
    assert_eq!(portal.get(&story.path).await.status(), 200);
    assert_eq!(portal.get("/en/").await.status(), 200);
}
