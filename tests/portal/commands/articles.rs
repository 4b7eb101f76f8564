//! An article's way through its states.

use broadsheet::commands;

use crate::support::{at, on_both_databases, spawn};

#[apply(on_both_databases)]
async fn publishing_again_keeps_the_day_and_the_address() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").published_at("2026-05-04 06:00").insert();
    portal.clock.set("2026-05-06 06:00");
    portal.publish(&article);
    let page = portal.get(&article.path).await;
    assert_eq!(page.status(), 200);
    assert_eq!(page.select_text("time.timestamp"), ["4 May 2026, 14:00 BJT"]);
}

#[apply(on_both_databases)]
async fn what_was_withdrawn_stays_withdrawn() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").insert();
    portal.withdraw(article.story, &[]);
    let refused = portal.command(|conn, by| commands::publish(conn, by, article.id));
    assert_eq!(refused.unwrap_err().to_string(), format!("article {} is withdrawn", article.id));
    assert_eq!(portal.get(&article.path).await.status(), 410);
}

#[apply(on_both_databases)]
async fn a_withdrawal_stops_what_the_clock_had_before_it() {
    let portal = spawn().await;
    let english = portal.article("fuel-prices").insert();
    let planned = portal.article("fuel-prices").edition("mn").of_story(english.story);
    let planned = planned.scheduled_for("2026-05-04 09:00").insert();
    let held = portal.article("fuel-prices").edition("zh-hans").of_story(english.story);
    let held = held.embargoed_until("2026-05-04 09:00").insert();
    portal.withdraw(english.story, &[]);
    let due = portal.clock.set("2026-05-04 10:00");
    assert_eq!(due, commands::Due::default());
    assert_eq!(portal.get(&english.path).await.status(), 410);
    for article in [planned, held] {
        assert_eq!(portal.get(&article.path).await.status(), 404, "{}", article.edition);
    }
}

#[apply(on_both_databases)]
async fn an_embargo_holds_back_what_was_scheduled_before_it() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").scheduled_for("2026-05-04 09:00").insert();
    portal
        .command(|conn, by| {
            commands::set_embargo(conn, by, article.id, Some(at("2026-05-04 17:30")))
        })
        .unwrap();
    portal.clock.set("2026-05-04 09:00");
    let embargoed = portal.path_of("en", "2026-05-04 17:30", article.id.0, &article.slug);
    assert!(embargoed.contains("/2026/05/05/"), "another day in Beijing");
    assert_eq!(portal.get(&embargoed).await.status(), 404);
    portal.clock.set("2026-05-04 17:30");
    let page = portal.get(&embargoed).await;
    assert_eq!(page.status(), 200);
    assert_eq!(page.select_attribute("time.timestamp", "datetime"), ["2026-05-05T01:30:00+08:00"]);
}

#[apply(on_both_databases)]
async fn an_embargo_that_is_taken_back_holds_nothing() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").embargoed_until("2026-05-06 09:00").insert();
    portal
        .command(|conn, by| {
            commands::set_embargo(conn, by, article.id, None)?;
            commands::publish(conn, by, article.id).unwrap();
            Ok::<_, commands::ScheduleError>(())
        })
        .unwrap();
    assert_eq!(portal.get(&format!("/s/{}", article.id)).await.status(), 302);
}

#[apply(on_both_databases)]
async fn a_plan_that_is_taken_back_publishes_nothing() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").scheduled_for("2026-05-04 09:00").insert();
    portal.command(|conn, by| commands::unschedule(conn, by, article.id)).unwrap();
    assert_eq!(portal.clock.set("2026-05-04 10:00"), commands::Due::default());
    assert_eq!(portal.get(&article.path).await.status(), 404);
}

#[apply(on_both_databases)]
async fn filing_and_withdrawing_move_a_coverage_along() {
    let portal = spawn().await;
    let old = portal.article("old").published_at("2026-05-01 06:00").coverage("summit").insert();
    let new = portal.article("new").published_at("2026-05-04 06:00").insert();
    let summit = portal.coverage("summit");
    assert_eq!(portal.get("/en/coverage/summit").await.articles(), [old.id.0]);
    portal.command(|conn, by| commands::file_in_coverage(conn, by, new.id, summit)).unwrap();
    assert_eq!(portal.get("/en/coverage/summit").await.articles(), [new.id.0, old.id.0]);
    let draft = portal.article("draft").coverage("summit").draft().insert();
    assert_eq!(portal.get("/en/coverage/summit").await.articles().len(), 2);
    portal.publish(&draft);
    assert_eq!(portal.get("/en/coverage/summit").await.articles().len(), 3);
    portal.withdraw(new.story, &[]);
    portal.withdraw(draft.story, &[]);
    let page = portal.get("/en/coverage/summit").await;
    assert_eq!(page.articles(), [old.id.0]);
    let index = portal.get("/en/coverage/").await;
    assert!(index.select_text("main .meta").concat().contains("1 May 2026"));
}
