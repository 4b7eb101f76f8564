//! What the clock does: to the second, once, and caught up after a restart.

use std::collections::HashSet;

use broadsheet::commands::{self, ArticleText, Due};
use broadsheet::model::ArticleId;

use crate::support::{Portal, at, on_both_databases, spawn};

#[apply(on_both_databases)]
async fn what_is_scheduled_is_published_to_the_second() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").scheduled_for("2026-05-04 09:00:30").insert();
    let embargoed = portal.article("held").embargoed_until("2026-05-04 09:00:30").insert();
    assert_eq!(portal.clock.set("2026-05-04 09:00:29.999999"), Due::default());
    assert_eq!(portal.get(&article.path).await.status(), 404);
    let due = portal.clock.set("2026-05-04 09:00:30");
    assert_eq!(due.published, [article.id, embargoed.id]);
    for article in [article, embargoed] {
        let page = portal.get(&article.path).await;
        let times = page.select_attribute("time.timestamp", "datetime");
        assert_eq!(times, ["2026-05-04T17:00:30+08:00"]);
    }
}

#[apply(on_both_databases)]
async fn what_was_due_is_published_once() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").scheduled_for("2026-05-04 09:00").insert();
    assert_eq!(portal.clock.set("2026-05-04 09:00").published, [article.id]);
    assert_eq!(portal.run_due(), Due::default());
    assert_eq!(portal.clock.set("2026-05-05 09:00"), Due::default());
    let published: Vec<_> =
        portal.changes().into_iter().filter(|change| change.verb == "publish").collect();
    assert_eq!(published.len(), 1);
    assert_eq!(published[0].actor, "clock");
}

#[apply(on_both_databases)]
async fn what_came_due_while_nobody_was_there_is_caught_up_in_its_order() {
    let mut portal = spawn().await;
    let second = portal.article("second").scheduled_for("2026-05-04 11:00").insert();
    let third = portal.article("third").embargoed_until("2026-05-04 11:30").insert();
    let first = portal.article("first").scheduled_for("2026-05-04 09:00").insert();
    let later = portal.article("later").scheduled_for("2026-05-05 09:00").insert();
    portal.clock.jump("2026-05-04 20:00");
    portal.restart();
    assert_eq!(portal.get(&first.path).await.status(), 404);
    assert_eq!(portal.run_due().published, [first.id, second.id, third.id]);
    // Each carries the time it was due, and so is in its place.
    let page = portal.get("/en/2026/05/04/").await;
    assert_eq!(page.articles(), [third.id.0, second.id.0, first.id.0]);
    assert_eq!(page.select_text("main .rows time"), ["19:30", "19:00", "17:00"]);
    portal.restart();
    assert_eq!(portal.run_due(), Due::default());
    assert_eq!(portal.get(&later.path).await.status(), 404);
}

#[apply(on_both_databases)]
async fn what_cannot_be_published_is_a_draft_again_and_stops_nothing() {
    let portal = spawn().await;
    let bad = portal.article("bad").scheduled_for("2026-05-04 09:00").insert();
    let good = portal.article("good").scheduled_for("2026-05-04 09:01").insert();
    let nameless = ArticleText::default();
    portal.command(|conn, by| commands::save_revision(conn, by, bad.id, &nameless)).unwrap();
    let due = portal.clock.set("2026-05-04 09:01");
    assert_eq!(due.published, [good.id]);
    let reason = format!("article {} has no headline", bad.id);
    assert_eq!(due.refused, [(bad.id, reason)]);
    assert_eq!(portal.run_due(), Due::default(), "it isn't tried again");
    let verbs: Vec<String> = portal.changes().into_iter().map(|change| change.verb).collect();
    assert_eq!(verbs.iter().filter(|verb| *verb == "refuse_publication").count(), 1);
    // Its editor repairs it and publishes it.
    let words = portal.article("bad").text();
    portal.command(|conn, by| commands::save_revision(conn, by, bad.id, &words)).unwrap();
    portal.publish(&bad);
    assert_eq!(portal.get(&format!("/s/{}", bad.id)).await.status(), 302);
}

#[apply(on_both_databases)]
async fn two_processes_publish_each_of_many_once() {
    let portal = spawn().await;
    let mut expected = HashSet::new();
    for number in 0..200 {
        let article = portal.article(&format!("story-{number}"));
        let article = if number % 4 == 0 {
            article.embargoed_until("2026-05-04 09:00")
        } else {
            article.scheduled_for(&format!("2026-05-04 08:{:02}", 1 + number % 59))
        };
        expected.insert(article.insert().id);
    }
    let twin = portal.twin();
    portal.clock.jump("2026-05-04 09:00");
    let run = |portal: &Portal| {
        let (app, now) = (portal.app.clone(), at("2026-05-04 09:00"));
        std::thread::spawn(move || {
            let mut conn = app.database.writer().unwrap();
            commands::run_due(&mut conn, now).unwrap()
        })
    };
    let (one, other) = (run(&portal), run(&twin));
    let (one, other) = (one.join().unwrap(), other.join().unwrap());
    assert!(one.refused.is_empty() && other.refused.is_empty());
    let all: Vec<ArticleId> = one.published.iter().chain(&other.published).copied().collect();
    assert_eq!(all.len(), 200, "{} and {}", one.published.len(), other.published.len());
    assert_eq!(all.iter().copied().collect::<HashSet<_>>(), expected);
    let changes = portal.changes();
    assert_eq!(changes.iter().filter(|change| change.verb == "publish").count(), 200);
    // In commit order, without a gap that a follower could fall into.
    assert!(changes.windows(2).all(|two| two[0].id < two[1].id));
    assert_eq!(portal.get("/en/").await.status(), 200);
    assert_eq!(twin.get("/en/").await.text(), portal.get("/en/").await.text());
}
