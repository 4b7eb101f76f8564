//! No page is older than the last acknowledged command.
//!
//! ```text
//! press.rs    a newsroom that does anything at any time
//! readers.rs  readers who ask for random pages all the time
//! compare.rs  pages beside those of a process that keeps none
//! guards.rs   what the page cache keeps, and what it doesn't
//! replica.rs  pages of a copy that follows the database
//! missing.rs  pages for what is not there
//! outage.rs   the database goes away and comes back
//! ```
//!
//! A press runs random commands while readers ask for random pages. After each command, pages that
//! it is about and some others are compared with those of a process that keeps none, byte for byte.
//!
//! `FRESHNESS_COMMANDS=10000 cargo test --release --test portal freshness:: -- --nocapture` runs
//! more of them. Then every page is compared that a command is about, all that are known after
//! every twentieth one; and other nodes must follow within a quarter of a second.

mod compare;
mod guards;
mod missing;
mod outage;
mod press;
mod readers;
mod replica;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use broadsheet::db::schema::articles;
use broadsheet::db::sitemaps;
use broadsheet::followers;
use broadsheet::model::ChangeId;
use chrono::NaiveDateTime;
use diesel::prelude::*;

use self::compare::{compare, next_pages};
use self::press::Press;
use self::readers::Readers;
use crate::support::{
    Backend, Portal, Replica, TestDatabase, backend, on_both_databases, spawn, spawn_on,
};

/// Until when other nodes show a change: all but one in a hundred.
const BOUND: Duration = Duration::from_millis(250);

/// After so many commands each kind of them has been accepted at least once.
const ENOUGH: usize = 400;

#[apply(on_both_databases)]
async fn no_page_is_older_than_the_last_command() {
    let portal = spawn().await;
    let cold = portal.cold_twin();
    let nodes = [&portal];
    let readers = Readers::start(&nodes);
    let mut press = Press::new(&portal, 1);
    let mut run = Run::of(80, &nodes, &cold);
    for number in 0..run.commands {
        let act = press.act(&portal);
        run.compare(&mut press, &portal, number, act).await;
        readers.know(press.addresses());
    }
    run.compare_all(&mut press, "the last command").await;
    run.end(&press, readers);
    let (_, kept, _) = portal.app.cache.size();
    assert!(kept > 0, "nothing was kept");
}

#[apply(on_both_databases)]
async fn other_nodes_follow() {
    // On SQLite other processes are the command line beside a server.
    follow_with(None).await;
}

#[apply(on_both_databases)]
async fn nodes_that_read_from_a_replica_follow() {
    if backend() == Backend::Sqlite {
        return;
    }
    let database = Arc::new(TestDatabase::new());
    let Some(replica) = database.replica() else { return };
    follow_with(Some((database, replica))).await;
}

/// Has a press run on three nodes in turn, and compares all of their pages after each command.
async fn follow_with(replicated: Option<(Arc<TestDatabase>, Replica)>) {
    let has_replica = replicated.is_some();
    let first = match replicated {
        Some((database, replica)) => {
            spawn_on(database, |config| config.database_read = Some(replica.url)).await
        }
        None => spawn().await,
    };
    let nodes = [&first, &first.twin(), &first.twin()];
    let _followers: Vec<_> = nodes
        .iter()
        .map(|node| followers::start(node.app.clone()).expect("a thread that follows"))
        .collect();
    let cold = first.cold_twin();
    let readers = Readers::start(&nodes);
    let mut press = Press::new(&first, 2);
    let mut run = Run::of(50, &nodes, &cold);
    let mut delays = Vec::new();
    for number in 0..run.commands {
        let node = nodes[number % nodes.len()];
        let before = node.app.cache.position();
        let act = press.act(node);
        let acknowledged = Instant::now();
        let position = node.app.cache.position();
        for other in nodes {
            let delay = wait_for(other, position, acknowledged);
            if position > before && !std::ptr::eq(other, node) {
                delays.push(delay);
            }
        }
        run.compare(&mut press, node, number, act).await;
        readers.know(press.addresses());
    }
    if has_replica {
        let asked = nodes.iter().flat_map(|node| node.app.database.queries_by_role());
        let asked: u64 = asked.filter(|it| it.role == "replica").map(|it| it.count).sum();
        assert!(asked > 0, "no page was read from the replica");
    }
    delays.sort();
    let at = |part: usize| delays[(delays.len() - 1) * part / 100];
    println!(
        "{} nodes on {:?}{}: published to visible elsewhere p50 {:.0?}, p99 {:.0?}, most {:.0?}",
        nodes.len(),
        backend(),
        if has_replica { " and a replica" } else { "" },
        at(50),
        at(99),
        at(100)
    );
    let is_measured = run.is_long;
    run.end(&press, readers);
    assert!(!is_measured || at(99) <= BOUND, "other nodes took {:.0?}", at(99));
}

/// Waits until a node has followed a change; how long after its acknowledgement that was.
fn wait_for(node: &Portal, position: ChangeId, acknowledged: Instant) -> Duration {
    while node.app.cache.position() < position {
        assert!(acknowledged.elapsed() < Duration::from_secs(20), "a node doesn't follow");
        std::thread::yield_now();
    }
    acknowledged.elapsed()
}

/// A press's run: how long it is, what is compared.
struct Run<'a> {
    commands: usize,
    /// Somebody has asked for it.
    is_long: bool,
    nodes: &'a [&'a Portal],
    cold: &'a Portal,
    compared: usize,
}

impl<'a> Run<'a> {
    /// A run of as many commands as somebody has asked for, or as many as usual.
    fn of(usual: usize, nodes: &'a [&'a Portal], cold: &'a Portal) -> Run<'a> {
        let asked = std::env::var("FRESHNESS_COMMANDS").ok().and_then(|text| text.parse().ok());
        let commands = asked.unwrap_or(usual);
        Run { commands, is_long: asked.is_some(), nodes, cold, compared: 0 }
    }

    /// Compares what a command is about that ran on `node`.
    async fn compare(&mut self, press: &mut Press, node: &Portal, number: usize, act: &str) {
        let (most, others) = if self.is_long { (usize::MAX, 4) } else { (4, 2) };
        let sample = press.sample(node, most, others);
        let when = format!("command {number}, {act}");
        self.compare_these(press, &sample, &when).await;
        if self.is_long && (number + 1).is_multiple_of(20) {
            self.compare_all(press, &when).await;
        }
        if self.is_long && (number + 1).is_multiple_of(100) {
            let (done, Run { commands, compared, .. }) = (number + 1, &self);
            println!("{done} of {commands} commands, {compared} pages compared");
        }
    }

    async fn compare_all(&mut self, press: &mut Press, when: &str) {
        let all = press.addresses().to_vec();
        self.compare_these(press, &all, when).await;
    }

    async fn compare_these(&mut self, press: &mut Press, addresses: &[String], when: &str) {
        let pages = compare(self.nodes, self.cold, addresses, (self.compared, when)).await;
        self.compared += pages.len() * self.nodes.len();
        // Lists have second pages, which are known by their links only.
        press.learn(&next_pages(&pages));
    }

    fn end(self, press: &Press, readers: Readers) {
        let asked = readers.stop();
        assert!(asked > 0, "nobody read meanwhile");
        let Run { commands, compared, .. } = self;
        println!("{commands} commands: {compared} pages compared, {asked} read meanwhile");
        assert!(press.knows_second_pages(), "no list has a second page");
        let refused = press.never_accepted();
        println!("never accepted: {refused:?}");
        assert!(refused.is_empty() || commands < ENOUGH, "{refused:?} were never accepted");
        assert_months_are_counted(self.nodes[0]);
    }
}

/// That what the index of sitemaps is written from is what the articles say.
fn assert_months_are_counted(portal: &Portal) {
    type Month = (String, String, i64);
    let (kept, counted) = portal.query(|conn| {
        let kept = sitemaps::list_months(conn).expect("months");
        let kept = kept.into_iter().map(|it| (it.month, it.edition, it.articles));
        let live = articles::table.filter(articles::state.eq("live"));
        let live = live.select((articles::published_at.assume_not_null(), articles::edition));
        let live: Vec<(NaiveDateTime, String)> = live.load(conn).expect("articles");
        let mut counted: BTreeMap<(String, String), i64> = BTreeMap::new();
        for (published_at, edition) in live {
            *counted.entry((published_at.format("%Y-%m").to_string(), edition)).or_default() += 1;
        }
        let counted = counted.into_iter().map(|((month, edition), all)| (month, edition, all));
        (kept.collect::<Vec<Month>>(), counted.collect::<Vec<Month>>())
    });
    assert_eq!(kept, counted);
}

#[apply(on_both_databases)]
async fn a_page_that_many_miss_at_once_is_made_once() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").insert();
    portal.get("/en/").await;
    let alone = {
        let other = portal.article("other-news").insert();
        let before = portal.app.database.queries();
        assert_eq!(portal.get(&other.path).await.status(), 200);
        portal.app.database.queries() - before
    };
    let before = portal.app.database.queries();
    let requests = (0..50).map(|_| portal.get(&article.path));
    let answers = futures_util::future::join_all(requests).await;
    assert!(answers.iter().all(|answer| answer.status() == 200));
    let queries = portal.app.database.queries() - before;
    assert!(queries <= 2 * alone, "{queries} queries for 50 readers, {alone} for one");
}

#[apply(on_both_databases)]
async fn addresses_that_nobody_made_are_not_kept() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").insert();
    portal.get(&article.path).await;
    portal.get("/en/").await;
    portal.get("/en/no/such/page").await;
    let (_, kept, _) = portal.app.cache.size();
    assert_eq!(kept, 3);
    for number in 0..50 {
        for address in [
            format!("/en/nothing-{number}/"),
            format!("/en/{number}/x"),
            format!("/en/?utm_source={number}"),
            format!("/en/?from={number}"),
            format!("/en/?page={number}-1"),
            format!("{}?x={number}", article.path),
            format!("{}-{number}", article.path),
            format!("/en/%61bout-{number}"),
        ] {
            portal.get(&address).await;
        }
    }
    let (_, kept, underway) = portal.app.cache.size();
    assert_eq!((kept, underway), (3, 0));
}
