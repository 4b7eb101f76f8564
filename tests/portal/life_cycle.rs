//! The clock over a day in a newsroom: many hours to keep, restarts, jumps, several servers.

use std::collections::HashMap;
use std::time::Duration;

use broadsheet::db::editing;
use broadsheet::model::ArticleId;
use broadsheet::server::clock::{self, ClockTask};
use chrono::{NaiveDateTime, TimeDelta};

use crate::support::{Portal, at, on_both_databases, spawn};

const POLL: Duration = Duration::from_millis(10);

/// The clock's thread, of which the tests wait for whole turns.
struct Ticking(ClockTask);

impl Ticking {
    fn start(portal: &Portal) -> Ticking {
        Ticking(clock::start(portal.app.clone(), POLL).expect("a thread"))
    }

    #[track_caller]
    fn turn(&self) {
        assert!(self.0.wait_for_turn(Duration::from_secs(30)), "the clock stands still");
    }
}

/// Sets the portal's clock.
fn set(portal: &Portal, now: NaiveDateTime) {
    portal.app.clock.set(now);
}

/// `count` articles, each due a second after the one before; every fifth under an embargo.
fn plan(portal: &Portal, count: usize) -> Vec<(ArticleId, NaiveDateTime)> {
    let first = portal.app.clock.now();
    let mut planned = Vec::new();
    for number in 1..=count {
        let due = first + TimeDelta::seconds(i64::try_from(number).expect("few"));
        let hour = due.format("%Y-%m-%d %H:%M:%S").to_string();
        let article = portal.article(&format!("story-{number}")).coverage("summit");
        let article = match number % 5 {
            0 => article.embargoed_until(&hour),
            _ => article.scheduled_for(&hour),
        };
        planned.push((article.insert().id, due));
    }
    planned
}

/// When the clock was to publish each and when it did; without those that it hasn't published.
fn done(portal: &Portal, planned: &[(ArticleId, NaiveDateTime)]) -> Vec<(ArticleId, TimeDelta)> {
    let mut found = Vec::new();
    for &(id, due) in planned {
        let copy = portal.query(|conn| editing::find(conn, id)).unwrap().unwrap();
        if copy.state != "live" {
            assert_eq!(copy.done_at, None, "{id} waits");
            continue;
        }
        assert_eq!((copy.published_at, copy.due_at), (Some(due), Some(due)), "{id}");
        found.push((id, copy.done_at.expect("when it was done") - due));
    }
    found
}

/// How often the clock has published each.
fn publications(portal: &Portal) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for change in portal.changes().into_iter().filter(|change| change.verb == "publish") {
        let nouns: Vec<String> = serde_json::from_str(&change.nouns).unwrap();
        let article = nouns.into_iter().find(|noun| noun.starts_with("article:")).unwrap();
        *counts.entry(article).or_default() += 1;
    }
    counts
}

#[apply(on_both_databases)]
async fn two_hundred_are_published_once_each_and_on_time_across_a_restart_and_jumps() {
    let mut portal = spawn().await;
    let start = portal.app.clock.now();
    let planned = plan(&portal, 200);
    let ticking = Ticking::start(&portal);
    for second in 1..=100 {
        set(&portal, start + TimeDelta::milliseconds(1000 * second + 300));
        ticking.turn();
    }
    let kept = done(&portal, &planned);
    assert_eq!(kept.len(), 100);
    for (id, late) in kept {
        assert!(
            late >= TimeDelta::zero() && late <= TimeDelta::seconds(1),
            "{id} came {late} late"
        );
    }
    drop(ticking);
    // Nobody is there for an hour, and the clock of the machine was set back meanwhile.
    portal.restart();
    set(&portal, start + TimeDelta::seconds(30));
    let ticking = Ticking::start(&portal);
    ticking.turn();
    assert_eq!(done(&portal, &planned).len(), 100, "what is out stays, what isn't due waits");
    let jump = start + TimeDelta::hours(1);
    set(&portal, jump);
    ticking.turn();
    let all = done(&portal, &planned);
    assert_eq!(all.len(), 200);
    for ((id, late), (_, due)) in all.iter().zip(&planned).skip(100) {
        assert_eq!(*late, jump - *due, "{id} at the first instant that it could");
    }
    drop(ticking);
    portal.restart();
    Ticking::start(&portal).turn();
    let counts = publications(&portal);
    assert_eq!(counts.len(), 200);
    assert!(counts.values().all(|count| *count == 1), "{counts:?}");
    let coverage = portal.get("/en/coverage/summit").await;
    assert_eq!(coverage.articles()[0], planned[199].0.0, "in the order of their hours");
}

#[apply(on_both_databases)]
async fn two_servers_with_their_clocks_publish_each_once() {
    let portal = spawn().await;
    let start = portal.app.clock.now();
    let planned = plan(&portal, 200);
    let twin = portal.twin();
    let (one, other) = (Ticking::start(&portal), Ticking::start(&twin));
    for step in 1..=10 {
        set(&portal, start + TimeDelta::seconds(20 * step));
        one.turn();
        other.turn();
    }
    assert_eq!(done(&portal, &planned).len(), 200);
    let counts = publications(&portal);
    assert_eq!(counts.len(), 200);
    assert!(counts.values().all(|count| *count == 1), "{counts:?}");
    assert_eq!(twin.get("/en/").await.text(), portal.get("/en/").await.text());
}

#[apply(on_both_databases)]
async fn what_is_due_of_a_story_comes_in_all_its_editions_or_not_at_all() {
    let portal = spawn().await;
    let story = portal.story("summit").with(|article| article.scheduled_for("2026-05-04 09:00"));
    let story = story.insert();
    let broken = "CREATE TABLE changes_gone AS SELECT * FROM changes; ";
    let rename = "ALTER TABLE changes RENAME TO changes_hidden";
    portal.query(|conn| crate::support::batch(conn, &format!("{broken}{rename}")));
    portal.clock.jump("2026-05-04 09:00");
    let outcome = portal.query(|conn| broadsheet::commands::run_due(conn, at("2026-05-04 09:00")));
    assert!(outcome.is_err());
    portal.query(|conn| {
        crate::support::batch(conn, "ALTER TABLE changes_hidden RENAME TO changes");
    });
    for article in &story.articles {
        assert_eq!(portal.get(&article.path).await.status(), 404);
    }
    assert_eq!(portal.run_due().published.len(), 4);
    for article in &story.articles {
        assert_eq!(portal.get(&article.path).await.status(), 200);
    }
}
