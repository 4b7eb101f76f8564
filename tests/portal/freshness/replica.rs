//! Pages of a copy that follows the database.

use crate::support::{Backend, backend, batch, on_both_databases, spawn_on, spawn_with};
use std::sync::Arc;

use crate::support::TestDatabase;

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
