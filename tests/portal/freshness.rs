//! No page is older than the last acknowledged command.
//!
//! ```text
//! press.rs    a newsroom that does anything at any time
//! guards.rs   what the page cache keeps, and what it doesn't
//! replica.rs  pages of a copy that follows the database
//! missing.rs  pages for what is not there
//! outage.rs   the database goes away and comes back
//! ```
//!
//! A press runs random commands while readers ask for random pages. After each command pages are
//! compared with those of a process that keeps none, byte for byte.
//!
//! `FRESHNESS_COMMANDS=10000 cargo test --release --test portal freshness -- --nocapture` runs
//! more of them, and prints how long other nodes took.

mod guards;
mod missing;
mod outage;
mod press;
mod replica;

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use broadsheet::followers;

use self::press::Press;
use crate::support::{
    Backend, Portal, Replica, Request, TestDatabase, backend, on_both_databases, spawn, spawn_on,
};

const READERS: usize = 8;

/// Pages compared after each command, besides those that the command is about.
const SAMPLE: usize = 4;

#[apply(on_both_databases)]
async fn no_page_is_older_than_the_last_command() {
    let portal = spawn().await;
    let cold = portal.cold_twin();
    let readers = Readers::start(&[&portal]);
    let mut press = Press::new(&portal, 1);
    for number in 0..commands(80) {
        let act = press.act(&portal);
        readers.know(press.addresses());
        for address in press.sample(SAMPLE) {
            assert_same(&portal, &cold, &address, &format!("command {number}, {act}")).await;
        }
    }
    for address in press.addresses() {
        assert_same(&portal, &cold, address, "at the end").await;
    }
    let asked = readers.stop();
    assert!(asked > 0, "nobody read meanwhile");
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
    let nodes = [first];
    let nodes = [&nodes[0], &nodes[0].twin(), &nodes[0].twin()];
    let _followers: Vec<_> = nodes
        .iter()
        .map(|node| followers::start(node.app.clone()).expect("a thread that follows"))
        .collect();
    let cold = nodes[0].cold_twin();
    let readers = Readers::start(&nodes);
    let mut press = Press::new(nodes[0], 2);
    let mut delays = Vec::new();
    for number in 0..commands(45) {
        let node = nodes[number % nodes.len()];
        let act = press.act(node);
        let acknowledged = Instant::now();
        readers.know(press.addresses());
        let position = node.app.cache.position();
        for other in nodes {
            while other.app.cache.position() < position {
                assert!(acknowledged.elapsed() < Duration::from_secs(20), "a node doesn't follow");
                std::thread::yield_now();
            }
            if !std::ptr::eq(other, node) {
                delays.push(acknowledged.elapsed());
            }
        }
        for address in press.sample(SAMPLE) {
            for node in nodes {
                assert_same(node, &cold, &address, &format!("command {number}, {act}")).await;
            }
        }
    }
    readers.stop();
    delays.sort();
    let at = |part: usize| delays[(delays.len() - 1) * part / 100].as_secs_f64() * 1000.0;
    if has_replica {
        let asked = nodes.iter().flat_map(|node| node.app.database.queries_by_role());
        let asked: u64 = asked.filter(|it| it.role == "replica").map(|it| it.count).sum();
        assert!(asked > 0, "no page was read from the replica");
    }
    println!(
        "{} nodes on {:?}{}: published to visible elsewhere p50 {:.0} ms, p99 {:.0} ms, most {:.0} ms",
        nodes.len(),
        backend(),
        if has_replica { " and a replica" } else { "" },
        at(50),
        at(99),
        at(100)
    );
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

/// How many commands a test runs.
fn commands(usual: usize) -> usize {
    let asked = std::env::var("FRESHNESS_COMMANDS").ok().and_then(|text| text.parse().ok());
    asked.unwrap_or(usual)
}

/// That a node shows a page as one that keeps nothing does.
#[track_caller]
fn assert_same<'a>(
    node: &'a Portal,
    cold: &'a Portal,
    address: &'a str,
    when: &'a str,
) -> impl Future<Output = ()> + 'a {
    let place = std::panic::Location::caller();
    async move {
        let (shown, newest) = (node.get(address).await, cold.get(address).await);
        assert_eq!(shown.status(), newest.status(), "{place}: {address} after {when}");
        assert_eq!(shown.location(), newest.location(), "{place}: {address} after {when}");
        let (shown, newest) = (shown.text(), newest.text());
        if shown != newest {
            let lines = shown.lines().zip(newest.lines()).filter(|(one, other)| one != other);
            let first: Vec<_> = lines.take(4).collect();
            panic!("{place}: {address} after {when}: {first:#?}");
        }
    }
}

/// Readers who ask for random pages, on threads of their own.
struct Readers {
    addresses: Arc<Mutex<Vec<String>>>,
    is_over: Arc<AtomicBool>,
    asked: Arc<AtomicUsize>,
    threads: Vec<JoinHandle<()>>,
}

impl Readers {
    fn start(nodes: &[&Portal]) -> Readers {
        let mut readers = Readers {
            addresses: Arc::default(),
            is_over: Arc::default(),
            asked: Arc::default(),
            threads: Vec::new(),
        };
        for number in 0..READERS {
            let node = nodes[number % nodes.len()].address();
            let (addresses, is_over, asked) =
                (readers.addresses.clone(), readers.is_over.clone(), readers.asked.clone());
            readers.threads.push(std::thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
                let runtime = runtime.expect("a runtime");
                let mut dice = press::Dice::new(number as u64 + 100);
                while !is_over.load(Ordering::Relaxed) {
                    let known = addresses.lock().expect("no reader panics").clone();
                    if known.is_empty() {
                        std::thread::yield_now();
                        continue;
                    }
                    let address = &known[dice.below(known.len())];
                    let answer = runtime.block_on(Request::new(node, "GET", address).send());
                    assert!(answer.status() < 500, "{address}: {}", answer.status());
                    asked.fetch_add(1, Ordering::Relaxed);
                }
            }));
        }
        readers
    }

    fn know(&self, addresses: &[String]) {
        addresses.clone_into(&mut self.addresses.lock().expect("no reader panics"));
    }

    /// How many pages they read.
    fn stop(mut self) -> usize {
        self.is_over.store(true, Ordering::Relaxed);
        for thread in self.threads.drain(..) {
            thread.join().expect("a reader saw no error");
        }
        self.asked.load(Ordering::Relaxed)
    }
}

impl Drop for Readers {
    /// When the test fails they stop before the portal does.
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}
