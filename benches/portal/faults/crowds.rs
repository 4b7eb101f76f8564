//! Many who want the same page at once, and one who wants pages that aren't there.

use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::newsroom::{Newsroom, Watched, Wrote};
use super::seen::{Event, Saw, Seen, times};
use super::stage::{self, Stage};
use super::{Scene, WRITING, nodes};
use crate::client::Client;
use crate::report::megabytes;
use crate::servers::{Content, Server};
use crate::{Bench, Failure};

/// Readers who ask for one page at the same moment.
const CROWD: usize = 500;
/// How often they do.
const MOVES: usize = 5;
/// A thread each, which does little.
const STACK_BYTES: usize = 256 << 10;

/// Addresses that lead nowhere, each asked for once.
const UNKNOWN: usize = 10_000;
/// Those who ask for them.
const SEEKERS: usize = 8;

/// A page moves, and hundreds ask for it at the same moment.
///
/// It is the page of a coverage, of which nobody else reads or writes one meanwhile: so it can be
/// counted how often it is made.
pub fn cold_page(bench: &mut Bench, content: &Content) -> Result<Scene, Failure> {
    let nodes = nodes(bench, content, 1, &[])?;
    let mut newsroom = Newsroom::open(&nodes[0])?;
    let page = newsroom.add_coverage("mn");
    // Only the crowd reads it.
    let page = newsroom.pages.remove(page);
    let stage = Stage { nodes: &nodes, newsroom: &newsroom, writing: WRITING };
    let (seen, (crowd, made)) = stage.play(|_| {
        let made = || nodes[0].metric("broadsheet_handling_seconds_count{kind=\"coverage\"");
        nodes[0].connect()?.page(&page.paths[0])?;
        let before = made()?;
        let crowd = gather(&nodes[0], &newsroom, &page)?;
        Ok((crowd, made()? - before))
    })?;
    let [median, p99, most] = times(crowd.reads.iter().map(|read| read.took));
    let said = format!(
        "{MOVES} times a page moved and {CROWD} readers asked for it at the same moment, with a \
         connection each. It was made {made} times in all. They saw it fresh {} times, stale {}, \
         503 {}, no answer {}; p50 {median}, p99 {p99}, longest {most}.",
        crowd.count(Saw::Fresh),
        crowd.count(Saw::Stale),
        crowd.count(Saw::Unavailable),
        crowd.count(Saw::NoAnswer) + crowd.count(Saw::Other),
    );
    let name = format!("a crowd at one page, {}", content.name());
    bench.promise(
        format!("{name}: made once each time it moved, and fresh for all"),
        format!("{made} times for {MOVES}"),
        made <= 2.0 * MOVES as f64 && crowd.count(Saw::Fresh) == CROWD * MOVES,
    );
    newsroom.pages.push(page);
    Scene::end(bench, content, &newsroom, name, seen, said)
}

/// Has the page move and the crowd ask for it, time after time.
fn gather(node: &Server, newsroom: &Newsroom, page: &Watched) -> Result<Seen, Failure> {
    // One comes to it with each move, and one when all were answered.
    let (moved, answered) = (Barrier::new(CROWD + 1), Barrier::new(CROWD + 1));
    let reader = || -> Vec<Event<Saw>> {
        let mut client = node.connect().ok();
        let mut reads = Vec::new();
        for _ in 0..MOVES {
            moved.wait();
            let required = page.required(0);
            let began = Instant::now();
            let answer = client.as_mut().and_then(|client| client.get(&page.paths[0]).ok());
            let saw = answer.map_or(Saw::NoAnswer, |it| stage::judge(&it, page, required));
            reads.push(Event::since(began, saw));
            answered.wait();
        }
        reads
    };
    let mut writer = node.connect()?;
    let mut seen = Seen::default();
    std::thread::scope(|scope| {
        let thread = || std::thread::Builder::new().stack_size(STACK_BYTES);
        let mut readers = Vec::new();
        for _ in 0..CROWD {
            // Without all of them the others would wait for ever.
            readers.push(thread().spawn_scoped(scope, reader).expect("a thread for each reader"));
        }
        let mut wrote = Ok(Wrote::Acknowledged);
        for _ in 0..MOVES {
            if matches!(wrote, Ok(Wrote::Acknowledged)) {
                wrote = newsroom.write(&mut writer, 0, page);
            }
            moved.wait();
            answered.wait();
        }
        for reader in readers {
            seen.reads.extend(reader.join().unwrap_or_default());
        }
        match wrote? {
            Wrote::Acknowledged => Ok(seen),
            Wrote::Refused(status) => Err(format!("a change was refused with {status}").into()),
        }
    })
}

/// Somebody asks for thousands of pages that aren't there.
pub fn unknown_pages(bench: &mut Bench, content: &Content) -> Result<Scene, Failure> {
    let nodes = nodes(bench, content, 1, &[])?;
    let node = &nodes[0];
    let newsroom = Newsroom::open(node)?;
    let length = Duration::from_secs(bench.options.seconds);
    let stage = Stage { nodes: &nodes, newsroom: &newsroom, writing: WRITING };
    let stand = || -> Result<(u64, f64), Failure> {
        Ok((node.memory()?.resident, node.metric("broadsheet_cache_pages ")?))
    };
    let (seen, (before, after, took, asked)) = stage.play(|_| {
        std::thread::sleep(length);
        // One of each kind, so that what is kept for all of them is kept.
        for number in 0..SHAPES {
            node.connect()?.get(&unknown(number))?;
        }
        let before = stand()?;
        let began = Instant::now();
        let asked = seek(node)?;
        Ok((before, stand()?, began.elapsed(), asked))
    })?;
    let [median, p99, most] = times(asked.iter().map(|(_, took)| *took));
    let missing = asked.iter().filter(|(status, _)| *status == 404).count();
    let said = format!(
        "{} different addresses that lead nowhere were asked for in {:.1} s by {SEEKERS} others: \
         {missing} times 404, p50 {median}, p99 {p99}, longest {most}. Kept pages before and \
         after: {} and {}; resident memory: {} and {}.",
        asked.len(),
        took.as_secs_f64(),
        before.1,
        after.1,
        megabytes(before.0),
        megabytes(after.0),
    );
    let name = format!("unknown addresses, {}", content.name());
    bench.promise(
        format!("{name}: no page more is kept"),
        format!("{} more", after.1 - before.1),
        after.1 <= before.1 && missing == UNKNOWN,
    );
    Scene::end(bench, content, &newsroom, name, seen, said)
}

fn seek(node: &Server) -> Result<Vec<(u16, Duration)>, Failure> {
    let next = AtomicUsize::new(SHAPES);
    let seeker = || -> std::io::Result<Vec<(u16, Duration)>> {
        let mut client = Client::connect(node.address)?;
        let mut asked = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= SHAPES + UNKNOWN {
                return Ok(asked);
            }
            let began = Instant::now();
            let answer = client.get(&unknown(number))?;
            asked.push((answer.status, began.elapsed()));
        }
    };
    let mut asked = Vec::new();
    std::thread::scope(|scope| {
        let seekers: Vec<_> = (0..SEEKERS).map(|_| scope.spawn(seeker)).collect();
        for seeker in seekers {
            asked.extend(seeker.join().map_err(|_| "a seeker panicked")??);
        }
        Ok(asked)
    })
}

/// Kinds of addresses that lead nowhere.
const SHAPES: usize = 8;

/// An address that leads nowhere, another one for each number.
fn unknown(number: usize) -> String {
    match number % SHAPES {
        0 => format!("/en/nothing-{number}/"),
        1 => format!("/en/no/such/page-{number}"),
        2 => format!("/zh-hans/2026/05/04/9{number:08}-nothing"),
        3 => format!("/mn/by/nobody-{number}"),
        4 => format!("/zh-hant/coverage/nothing-{number}"),
        5 => format!("/en/source/nobody-{number}/feed.atom"),
        6 => format!("/wp-admin/{number}.php"),
        _ => format!("/en/nothing-{number}/?page={number}-1"),
    }
}
