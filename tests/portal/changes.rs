//! The change feed: ids are seen in the order in which they are committed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use broadsheet::changes;
use broadsheet::commands::{self, Setting};
use broadsheet::followers;
use broadsheet::model::{ChangeId, SignOff};

use crate::support::{batch, on_both_databases, spawn};

#[apply(on_both_databases)]
async fn a_follower_skips_no_change_of_writers_at_once() {
    const WRITERS: usize = 4;
    const EACH: usize = 25;
    let portal = spawn().await;
    let twin = portal.twin();
    let is_over = Arc::new(AtomicBool::new(false));
    let writers: Vec<_> = (0..WRITERS)
        .map(|number| {
            let app = if number % 2 == 0 { portal.app.clone() } else { twin.app.clone() };
            thread::spawn(move || {
                let by = SignOff::new(&format!("writer {number}"), app.clock.now());
                for _ in 0..EACH {
                    let mut conn = app.database.writer().unwrap();
                    let setting = Setting::Tagline(number.to_string());
                    commands::change_settings(&mut conn, &by, "en", &[setting]).unwrap();
                }
            })
        })
        .collect();
    let follower = {
        let (app, is_over) = (twin.app.clone(), is_over.clone());
        thread::spawn(move || {
            let mut seen = Vec::new();
            loop {
                let was_over = is_over.load(Ordering::SeqCst);
                let position = seen.last().copied().unwrap_or(ChangeId(0));
                let mut conn = app.database.reader().unwrap();
                let new = changes::list_after(&mut conn, position, 1000).unwrap();
                seen.extend(new.iter().map(|change| change.id));
                if was_over {
                    return seen;
                }
            }
        })
    };
    for writer in writers {
        writer.join().unwrap();
    }
    is_over.store(true, Ordering::SeqCst);
    let seen = follower.join().unwrap();
    assert_eq!(seen.len(), WRITERS * EACH, "the follower read every change");
    let all: Vec<ChangeId> = portal.changes().into_iter().map(|change| change.id).collect();
    assert_eq!(seen, all);
}

#[apply(on_both_databases)]
async fn another_process_sees_a_change_within_a_moment() {
    let portal = spawn().await;
    let twin = portal.twin();
    let _followers = followers::start(twin.app.clone()).expect("a thread");
    assert_eq!(twin.get("/en/").await.select_text("h1"), ["Broadsheet"]);
    portal.set("en", Setting::SiteName("The Paper".to_owned()));
    let article = portal.article("fuel-prices").insert();
    let began = Instant::now();
    while twin.app.cache.position() < portal.app.cache.position() {
        assert!(began.elapsed() < Duration::from_secs(20), "nobody follows");
        thread::yield_now();
    }
    let page = twin.get("/en/").await;
    assert_eq!(page.select_text("h1"), ["The Paper"]);
    assert_eq!(page.articles(), [article.id.0]);
}

#[apply(on_both_databases)]
async fn a_change_of_which_no_notification_came_is_followed_all_the_same() {
    let portal = spawn().await;
    let twin = portal.twin();
    let _followers = followers::start(twin.app.clone()).expect("a thread");
    portal.set("en", Setting::SiteName("The Paper".to_owned()));
    assert_eq!(twin.get("/en/").await.status(), 200);
    // The first one may be found because of a notification that came before.
    for name in ["One", "Two", "Three"] {
        portal.query(|conn| {
            batch(
                conn,
                &format!(
                    "BEGIN; UPDATE settings SET value = '{name}' WHERE name = 'site_name'; \
                     INSERT INTO changes (changed_at, actor, verb, nouns) VALUES \
                     ('2026-05-04 08:00:00', 'test', 'change_settings', '[\"settings:en\"]'); COMMIT"
                ),
            );
        });
        let began = Instant::now();
        while twin.get("/en/").await.select_text("h1") != [name] {
            assert!(began.elapsed() < Duration::from_secs(20), "nobody looks");
            thread::yield_now();
        }
    }
}
