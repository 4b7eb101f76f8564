//! Readers and writers who go on whatever happens.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::newsroom::{Newsroom, WRITERS, Watched, Wrote};
use super::seen::{Event, Saw, Seen};
use crate::Failure;
use crate::client::{Answer, Client};
use crate::servers::Server;

/// People who read at once.
pub const READERS: usize = 8;
/// Between two pages of a reader.
const READING: Duration = Duration::from_millis(2);
/// A writer writes something for a list each so many times, and corrects articles otherwise.
const LIST_EACH: usize = 8;
/// How long it may take until everything is well again.
const PATIENCE: Duration = Duration::from_secs(60);

/// Nodes of a portal with people at them.
pub struct Stage<'a> {
    /// Each person begins at one of them, and goes to the next when it doesn't answer, as a
    /// balancer in front would have it.
    pub nodes: &'a [Server<'a>],
    /// What they read and write.
    pub newsroom: &'a Newsroom,
    /// Between two changes of a writer.
    pub writing: Duration,
}

/// What can be known while they are at it.
pub struct Live {
    is_over: AtomicBool,
    /// How often each person got what they wanted.
    successes: Vec<AtomicU64>,
    refusals: AtomicU64,
}

impl Live {
    /// Waits until each reader has seen a fresh page and each writer was acknowledged something,
    /// both begun after this call.
    pub fn wait_until_well(&self) -> Result<(), Failure> {
        let counts = || -> Vec<u64> {
            self.successes.iter().map(|count| count.load(Ordering::Relaxed)).collect()
        };
        let before = counts();
        // The first one may have begun earlier.
        wait_until("all is well", || {
            counts().iter().zip(&before).all(|(now, then)| *now > then + 1)
        })
    }

    /// Waits until a writer is refused something.
    pub fn wait_until_refused(&self) -> Result<(), Failure> {
        let before = self.refusals.load(Ordering::Relaxed);
        wait_until("a writer is refused", || self.refusals.load(Ordering::Relaxed) > before)
    }

    fn is_over(&self) -> bool {
        self.is_over.load(Ordering::Relaxed)
    }

    fn succeeded(&self, person: usize) {
        self.successes[person].fetch_add(1, Ordering::Relaxed);
    }
}

fn wait_until(what: &str, is_so: impl Fn() -> bool) -> Result<(), Failure> {
    let began = Instant::now();
    while !is_so() {
        if began.elapsed() > PATIENCE {
            return Err(format!("waited {PATIENCE:?} until {what}").into());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    Ok(())
}

impl Stage<'_> {
    /// Has them read and write while `act` does something.
    pub fn play<T>(
        &self,
        act: impl FnOnce(&Live) -> Result<T, Failure>,
    ) -> Result<(Seen, T), Failure> {
        let successes = (0..READERS + WRITERS).map(|_| AtomicU64::new(0)).collect();
        let live = Live { is_over: AtomicBool::new(false), successes, refusals: AtomicU64::new(0) };
        let mut seen = Seen::default();
        let acted = std::thread::scope(|scope| {
            let live = &live;
            let readers: Vec<_> =
                (0..READERS).map(|person| scope.spawn(move || self.read(person, live))).collect();
            let writers: Vec<_> =
                (0..WRITERS).map(|writer| scope.spawn(move || self.write(writer, live))).collect();
            let acted = live.wait_until_well().and_then(|()| act(live));
            live.is_over.store(true, Ordering::Relaxed);
            for reader in readers {
                seen.reads.extend(reader.join().unwrap_or_default());
            }
            for writer in writers {
                seen.writes.extend(writer.join().unwrap_or_default());
            }
            acted
        });
        Ok((seen, acted?))
    }

    fn read(&self, person: usize, live: &Live) -> Vec<Event<Saw>> {
        let pages = &self.newsroom.pages;
        let paths: Vec<(&Watched, &String)> =
            pages.iter().flat_map(|page| page.paths.iter().map(move |path| (page, path))).collect();
        let mut seat = Seat::new(self.nodes, person);
        let mut reads = Vec::new();
        // All of them read everything, in other orders.
        for (page, path) in paths.iter().cycle().skip(person * 3) {
            if live.is_over() {
                break;
            }
            let required = page.required(seat.node);
            let began = Instant::now();
            let saw = match seat.ask(|client, _| client.get(path)) {
                Ok(answer) => judge(&answer, page, required),
                Err(_) => Saw::NoAnswer,
            };
            reads.push(Event::since(began, saw));
            if saw == Saw::Fresh {
                live.succeeded(person);
            }
            std::thread::sleep(READING);
        }
        reads
    }

    fn write(&self, writer: usize, live: &Live) -> Vec<Event<Option<Wrote>>> {
        let own = self.newsroom.pages.iter().filter(|page| page.writer == Some(writer));
        let (lists, articles): (Vec<&Watched>, Vec<&Watched>) =
            own.partition(|page| page.article().is_none());
        let mut seat = Seat::new(self.nodes, writer);
        let mut writes = Vec::new();
        for turn in 1.. {
            if live.is_over() {
                break;
            }
            let pages = if turn % LIST_EACH == 0 { &lists } else { &articles };
            let page = pages[turn % pages.len()];
            let began = Instant::now();
            let wrote = seat.ask(|client, node| self.newsroom.write(client, node, page)).ok();
            writes.push(Event::since(began, wrote));
            if wrote == Some(Wrote::Acknowledged) {
                live.succeeded(READERS + writer);
            } else {
                live.refusals.fetch_add(1, Ordering::Relaxed);
            }
            std::thread::sleep(self.writing);
        }
        writes
    }
}

/// How a reader's request ended that must show `required` at least.
pub fn judge(answer: &Answer, page: &Watched, required: u64) -> Saw {
    let is_reserve = answer.header("age").is_some();
    match (answer.status, is_reserve, page.newest(&answer.body) >= required) {
        (200, false, true) => Saw::Fresh,
        (200, false, false) => Saw::Stale,
        (200, true, true) => Saw::Reserve,
        (200, true, false) => Saw::OldReserve,
        (503, ..) => Saw::Unavailable,
        _ => Saw::Other,
    }
}

/// Where somebody sits: at a node, with a connection that stays open.
struct Seat<'a> {
    nodes: &'a [Server<'a>],
    node: usize,
    client: Option<Client>,
}

impl<'a> Seat<'a> {
    fn new(nodes: &'a [Server<'a>], person: usize) -> Seat<'a> {
        Seat { nodes, node: person % nodes.len(), client: None }
    }

    /// Asks the node; the next one from now on, when there is no answer.
    fn ask<T>(&mut self, ask: impl FnOnce(&mut Client, usize) -> io::Result<T>) -> io::Result<T> {
        let answer = self.client().and_then(|mut client| {
            let answer = ask(&mut client, self.node)?;
            self.client = Some(client);
            Ok(answer)
        });
        if answer.is_err() {
            self.node = (self.node + 1) % self.nodes.len();
        }
        answer
    }

    fn client(&mut self) -> io::Result<Client> {
        match self.client.take() {
            Some(client) => Ok(client),
            None => Client::connect(self.nodes[self.node].address),
        }
    }
}
