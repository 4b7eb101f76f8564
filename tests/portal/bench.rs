//! A large newspaper to measure with.

use broadsheet::bench::{SeedError, seed};

use crate::support::{Portal, at, on_both_databases, picture, spawn};

fn fill(portal: &Portal) -> Result<usize, SeedError> {
    let photo = portal.app.media.put(&picture(640, 360, [9, 99, 9])).expect("a photo");
    let seeded = seed(&portal.app.database, 200, at("2026-05-03 09:00"), &[&photo], |_| {});
    Ok(seeded?.articles)
}

#[apply(on_both_databases)]
async fn a_seeded_newspaper_is_read_and_goes_on() {
    let portal = spawn().await;
    assert_eq!(fill(&portal).expect("a newspaper"), 200);
    for edition in ["en", "zh-hans", "zh-hant", "mn"] {
        let home = portal.get(&format!("/{edition}/")).await;
        assert!(home.articles().len() > 20, "{edition}: {:?}", home.articles());
    }
    // What is written afterwards gets ids of its own.
    let next = portal.article("fuel-prices").section("harbour").insert();
    assert!(portal.get("/en/feed.atom").await.text().contains("fuel-prices"));
    assert_eq!(portal.get(&next.path).await.status(), 200);
}

#[apply(on_both_databases)]
async fn what_somebody_wrote_is_not_mixed_with_a_seeded_newspaper() {
    let portal = spawn().await;
    portal.article("fuel-prices").insert();
    assert!(matches!(fill(&portal), Err(SeedError::HasContent)));
    assert_eq!(portal.get("/en/").await.articles().len(), 1);
}
