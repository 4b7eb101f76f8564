//! The database, a node, a notification or the replica is missing for a while.

use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::{Connection as _, PgConnection};

use broadsheet::db::dialect::CHANNEL;

use super::cluster::{Cluster, Stop};
use super::newsroom::Newsroom;
use super::seen::{as_millis, times};
use super::stage::Stage;
use super::{Scene, WRITING, nodes, or_never};
use crate::servers::{Content, Server};
use crate::{Bench, Failure};

/// How long the replica is held back.
const HELD_BACK: Duration = Duration::from_secs(5);
/// Changes that are made known, and as many that aren't.
const UNHEARD: usize = 25;
/// In that scene, since any other change would make them known.
const SELDOM: Duration = Duration::from_secs(1);

/// PostgreSQL is stopped and started again.
pub fn database(
    bench: &mut Bench,
    cluster: &Cluster,
    content: &Content,
    how: Stop,
) -> Result<Scene, Failure> {
    let name = match how {
        Stop::Fast => "PostgreSQL stopped and started",
        Stop::Immediate => "PostgreSQL crashed and started",
    };
    let nodes = nodes(bench, content, 1, &[])?;
    let newsroom = Newsroom::open(&nodes[0])?;
    let length = Duration::from_secs(bench.options.seconds.max(2));
    let stage = Stage { nodes: &nodes, newsroom: &newsroom, writing: WRITING };
    let (seen, (stopping, stopped, started)) = stage.play(|live| {
        let stopping = Instant::now();
        cluster.stop(how)?;
        let stopped = stopping.elapsed();
        std::thread::sleep(length);
        cluster.start()?;
        let started = Instant::now();
        live.wait_until_well()?;
        std::thread::sleep(length);
        Ok((stopping, stopped, started))
    })?;
    let said = format!(
        "stopped within {}, and up again {:.1} s after it was told to stop. The first reader who \
         saw anything but the newest page did so after {}, the last one {} after it was up; the \
         first change was acknowledged {} after that.",
        as_millis(stopped),
        (started - stopping).as_secs_f64(),
        or_never(seen.first_trouble(stopping)),
        or_never(seen.last_trouble(started)),
        or_never(seen.first_acknowledged(started)),
    );
    Scene::end(bench, content, &newsroom, name.to_owned(), seen, said)
}

/// One of two nodes is killed while both publish.
pub fn node(bench: &mut Bench, content: &Content) -> Result<Scene, Failure> {
    let nodes = nodes(bench, content, 2, &[])?;
    let newsroom = Newsroom::open(&nodes[0])?;
    let length = Duration::from_secs(bench.options.seconds);
    let stage = Stage { nodes: &nodes, newsroom: &newsroom, writing: WRITING };
    let (seen, killed) = stage.play(|live| {
        std::thread::sleep(length);
        let killed = Instant::now();
        nodes[0].kill()?;
        live.wait_until_well()?;
        std::thread::sleep(length);
        Ok(killed)
    })?;
    let said = format!(
        "half of the people were at that node and went to the other one. The last who had no \
         answer, or saw anything but the newest page, did so {} after it was killed.",
        or_never(seen.last_trouble(killed)),
    );
    Scene::end(bench, content, &newsroom, "a node killed".to_owned(), seen, said)
}

/// Changes are made past the portal, with a notification and without.
pub fn notification(bench: &mut Bench, content: &Content) -> Result<Scene, Failure> {
    let nodes = nodes(bench, content, 2, &[])?;
    let mut newsroom = Newsroom::open(&nodes[0])?;
    let silent = newsroom.add_article(&mut nodes[0].connect()?, None)?;
    let mut conn = PgConnection::establish(&content.postgres()?.url())?;
    let stage = Stage { nodes: &nodes, newsroom: &newsroom, writing: SELDOM };
    let (seen, (known, unheard)) = stage.play(|_| {
        let mut delays = [Vec::new(), Vec::new()];
        for number in 0..2 * UNHEARD {
            let is_lost = number % 2 == 1;
            // At another moment between two looks each time.
            std::thread::sleep(Duration::from_millis((number * 37 % 200) as u64));
            let words = correct(&mut conn, &newsroom, silent, number as u64 + 1, is_lost)?;
            delays[usize::from(is_lost)].extend(see(&nodes, &newsroom, silent, &words)?);
        }
        let [known, unheard] = delays;
        Ok((known, unheard))
    })?;
    let [known_middle, _, known_most] = times(known.into_iter());
    let [middle, p99, most] = times(unheard.iter().copied());
    let said = format!(
        "{UNHEARD} corrections written by SQL with a notification were seen on both nodes after \
         {known_middle} ({known_most} at most), {UNHEARD} without one after {middle} (p99 {p99}, \
         {most} at most). The writers wrote once a second only, since each change of theirs makes \
         others known.",
    );
    let slowest = unheard.iter().max().copied().unwrap_or_default();
    bench.promise(
        "a notification lost: seen on other nodes within 250 ms".to_owned(),
        as_millis(slowest),
        slowest <= super::newsroom::BOUND,
    );
    Scene::end(bench, content, &newsroom, "notifications lost".to_owned(), seen, said)
}

/// Corrects an article as `commands::correct` does, but past the portal.
fn correct(
    conn: &mut PgConnection,
    newsroom: &Newsroom,
    page: usize,
    number: u64,
    is_lost: bool,
) -> Result<String, Failure> {
    let page = &newsroom.pages[page];
    let (article, words) = (page.article().ok_or("no article")?, page.words(number));
    let notify = if is_lost { String::new() } else { format!("NOTIFY {CHANNEL};") };
    // The lock is the one of `dialect::lock_changes`: no follower may skip a change.
    conn.batch_execute(&format!(
        "BEGIN;
         SELECT pg_advisory_xact_lock(8018, 1);
         {notify}
         INSERT INTO corrections (article_id, corrected_at, note)
             VALUES ({article}, now() AT TIME ZONE 'UTC', '{words}');
         UPDATE articles SET corrected_at = now() AT TIME ZONE 'UTC' WHERE id = {article};
         INSERT INTO changes (changed_at, actor, verb, nouns)
             VALUES (now() AT TIME ZONE 'UTC', 'bench', 'correct', '[\"article:{article}\"]');
         COMMIT;"
    ))?;
    page.acknowledge(number, None, article);
    Ok(words)
}

/// How long it takes until each node shows it.
fn see(
    nodes: &[Server],
    newsroom: &Newsroom,
    page: usize,
    words: &str,
) -> Result<Vec<Duration>, Failure> {
    let began = Instant::now();
    let path = &newsroom.pages[page].paths[0];
    let mut waiting = Vec::new();
    for node in nodes {
        waiting.push(node.connect()?);
    }
    let mut delays = Vec::new();
    while !waiting.is_empty() {
        let mut still = Vec::new();
        for mut client in waiting {
            let body = client.get(path)?.body;
            match String::from_utf8_lossy(&body).contains(words) {
                true => delays.push(began.elapsed()),
                false => still.push(client),
            }
        }
        waiting = still;
        if began.elapsed() > Duration::from_secs(20) {
            return Err("a node never follows".into());
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    Ok(delays)
}

/// Two nodes read from a replica that stands still for a while.
pub fn replica(bench: &mut Bench, replica: &Cluster, content: &Content) -> Result<Scene, Failure> {
    let url = content.postgres()?.url_on(&replica.url());
    wait_for(&url)?;
    let nodes = nodes(bench, content, 2, &[("DATABASE_READ_URL", &url)])?;
    let newsroom = Newsroom::open(&nodes[0])?;
    let length = Duration::from_secs(bench.options.seconds);
    let stage = Stage { nodes: &nodes, newsroom: &newsroom, writing: WRITING };
    let asked = || -> Result<f64, Failure> {
        let mut asked = 0.0;
        for node in &nodes {
            asked += node.metric("broadsheet_queries_total{role=\"replica\"}")?;
        }
        Ok(asked)
    };
    let (seen, asked) = stage.play(|live| {
        let first = asked()?;
        std::thread::sleep(length);
        let held = asked()?;
        replica.execute("SELECT pg_wal_replay_pause()")?;
        std::thread::sleep(HELD_BACK);
        let resumed = asked()?;
        replica.execute("SELECT pg_wal_replay_resume()")?;
        live.wait_until_well()?;
        std::thread::sleep(length);
        Ok([held - first, resumed - held, asked()? - resumed])
    })?;
    let said = format!(
        "both nodes read from a replica that applied nothing for {} s. It was sent {} statements \
         in {} s before, {} meanwhile and {} in {} s afterwards; what it didn't know came from the \
         database itself.",
        HELD_BACK.as_secs(),
        asked[0],
        length.as_secs(),
        asked[1],
        asked[2],
        length.as_secs(),
    );
    Scene::end(bench, content, &newsroom, "a replica held back".to_owned(), seen, said)
}

/// Waits until the replica has a database.
fn wait_for(url: &str) -> Result<(), Failure> {
    let began = Instant::now();
    while let Err(error) = PgConnection::establish(url) {
        if began.elapsed() > Duration::from_secs(20) {
            return Err(error.into());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}
