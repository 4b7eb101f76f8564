//! Changes are kept for a time, and longer for those who follow.

use broadsheet::changes;
use broadsheet::commands::Setting;
use broadsheet::db::followers as cursors;
use broadsheet::followers::{page_cache, retention};
use broadsheet::model::{AuditId, ChangeId};

use crate::support::{Portal, at, on_both_databases, spawn};

/// Changes something `count` times at an instant (UTC).
fn change(portal: &Portal, count: usize, instant: &str) {
    portal.clock.jump(instant);
    for number in 0..count {
        portal.set("en", Setting::Tagline(format!("{instant} {number}")));
    }
}

fn ids(portal: &Portal) -> Vec<i64> {
    portal.changes().iter().map(|change| change.id.0).collect()
}

#[apply(on_both_databases)]
async fn changes_are_deleted_when_they_are_old() {
    let portal = spawn().await;
    change(&portal, 3, "2026-05-04 08:00");
    change(&portal, 2, "2026-05-20 08:00");
    let all = ids(&portal);
    portal.clock.jump("2026-06-03 08:00");
    assert!(!retention::forget(&portal.app).unwrap());
    assert_eq!(ids(&portal), all, "none is older than 30 days");
    portal.clock.jump("2026-06-03 08:01");
    assert!(!retention::forget(&portal.app).unwrap());
    assert_eq!(ids(&portal), all[3..]);
    assert!(portal.query(|conn| changes::has_lost(conn, ChangeId(all[1]))).unwrap());
    assert!(!portal.query(|conn| changes::has_lost(conn, ChangeId(all[2]))).unwrap());
    // The newest stays, so that whoever comes back sees that there is a gap.
    portal.clock.jump("2027-05-04 08:00");
    retention::forget(&portal.app).unwrap();
    assert_eq!(ids(&portal), all[4..]);
    assert_eq!(portal.query(changes::position).unwrap(), ChangeId(all[4]));
}

#[apply(on_both_databases)]
async fn what_people_did_stays_in_the_audit() {
    let portal = spawn().await;
    portal.sign_in_as(broadsheet::model::Role::Admin, &[]);
    let before = portal.query(|conn| broadsheet::audit::list_after(conn, AuditId(0), 100));
    change(&portal, 2, "2026-05-04 08:00");
    portal.clock.jump("2027-05-04 08:00");
    retention::forget(&portal.app).unwrap();
    assert_eq!(ids(&portal).len(), 1);
    let after = portal.query(|conn| broadsheet::audit::list_after(conn, AuditId(0), 100));
    assert!(!before.as_ref().unwrap().is_empty());
    assert_eq!(before.unwrap().len(), after.unwrap().len());
}

#[apply(on_both_databases)]
async fn a_change_is_kept_for_a_follower_that_has_not_seen_it_until_that_is_given_up() {
    let portal = spawn().await;
    change(&portal, 5, "2026-05-04 08:00");
    let all = ids(&portal);
    portal.query(|conn| {
        cursors::begin(conn, "purge", ChangeId(all[1]), at("2026-05-04 08:00")).unwrap();
        cursors::begin(conn, "purge", ChangeId(all[4]), at("2026-05-04 08:00")).unwrap();
    });
    portal.clock.jump("2026-07-01 08:00");
    retention::forget(&portal.app).unwrap();
    assert_eq!(ids(&portal), all[2..], "the follower hasn't seen the last three");
    // After three times as long it isn't waited for.
    portal.clock.jump("2026-08-02 08:00");
    retention::forget(&portal.app).unwrap();
    assert_eq!(ids(&portal), all[2..]);
    portal.clock.jump("2026-08-02 08:01");
    retention::forget(&portal.app).unwrap();
    assert_eq!(ids(&portal), all[4..]);
    assert!(portal.query(cursors::list).unwrap().is_empty());
}

#[apply(on_both_databases)]
async fn a_page_cache_that_slept_through_it_shows_nothing_stale() {
    let portal = spawn().await;
    let twin = portal.twin();
    let article = portal.article("fuel-prices").headline("Fuel is dearer").insert();
    let follow = |node: &Portal| {
        let mut conn = node.app.database.reader().unwrap();
        page_cache::follow(&node.app.cache, &node.app.metrics, &mut conn).unwrap();
    };
    follow(&twin);
    assert_eq!(twin.get(&article.path).await.select_text("h1"), ["Fuel is dearer"]);
    portal.correct(&article, "It was Monday.");
    change(&portal, 1, "2026-05-04 09:00");
    portal.clock.jump("2026-07-01 08:00");
    retention::forget(&portal.app).unwrap();
    assert_eq!(portal.changes().len(), 1, "the correction is among what is gone");
    follow(&twin);
    assert!(twin.get(&article.path).await.text().contains("It was Monday."));
}
