//! What readers and writers see while something breaks.
//!
//! ```text
//! faults/newsroom.rs  what is written and read again; who is signed in
//! faults/stage.rs     readers and writers who go on whatever happens
//! faults/seen.rs      what they saw
//! faults/cluster.rs   a PostgreSQL server of our own, and its replica
//! faults/outages.rs   the database, a node, a notification or the replica is missing
//! faults/disk.rs      the disk is full
//! faults/crowds.rs    hundreds at one page that has moved; thousands of unknown addresses
//! ```
//!
//! Writers sign in and send the forms of the admin area; what is answered with a redirection is
//! acknowledged. Readers know what was acknowledged by then: a page with status 200 and without
//! `Age` that lacks some of it is stale. At the end of each scene a portal that keeps nothing is
//! asked for everything that was acknowledged: what isn't there is lost.

mod cluster;
mod crowds;
mod disk;
mod newsroom;
mod outages;
mod seen;
mod stage;

use std::path::Path;
use std::time::Duration;

use self::cluster::{Cluster, Stop};
use self::newsroom::Newsroom;
use self::seen::{READERS, Saw, Seen, WRITERS, as_millis};
use crate::postgres::PostgresDatabase;
use crate::servers::{self, Content, Server};
use crate::{Bench, Failure, editor};

/// Articles in the newspaper beside those that are written.
const ARTICLES: usize = 2_000;
/// Between two changes of a writer.
const WRITING: Duration = Duration::from_millis(20);
const PAGE_CACHE_MB: usize = 64;

/// What was seen while something was broken.
struct Scene {
    name: String,
    seen: Seen,
    lost: usize,
    /// In words.
    said: String,
}

/// Breaks one thing after the other, prints and promises.
pub fn run(bench: &mut Bench) -> Result<(), Failure> {
    bench.report.line(&format!(
        "\n## Faults: {ARTICLES} articles, {} readers, {} writers\n",
        stage::READERS,
        newsroom::WRITERS
    ));
    let mut scenes = Vec::new();
    let sqlite = bench.sqlite(ARTICLES)?;
    scenes.push(crowds::cold_page(bench, &sqlite)?);
    scenes.push(crowds::unknown_pages(bench, &sqlite)?);
    scenes.extend(disk::full(bench)?);
    match cluster::find_programs() {
        Some(programs) => on_postgres(bench, &programs, &mut scenes)?,
        None => {
            bench.report.line("PostgreSQL is left out: its server's programs aren't installed.")
        }
    }
    tell(bench, &scenes);
    Ok(())
}

fn on_postgres(bench: &mut Bench, programs: &Path, scenes: &mut Vec<Scene>) -> Result<(), Failure> {
    let cluster = Cluster::create(programs)?;
    let content = Content::Postgres(PostgresDatabase::create(&cluster.url())?);
    servers::seed(&bench.folder, &content, ARTICLES)?;
    scenes.push(crowds::cold_page(bench, &content)?);
    scenes.push(crowds::unknown_pages(bench, &content)?);
    scenes.push(outages::database(bench, &cluster, &content, Stop::Fast)?);
    scenes.push(outages::database(bench, &cluster, &content, Stop::Immediate)?);
    scenes.push(outages::node(bench, &content)?);
    scenes.push(outages::notification(bench, &content)?);
    let replica = cluster.replica()?;
    scenes.push(outages::replica(bench, &replica, &content)?);
    Ok(())
}

/// Nodes of a portal, started one after the other.
fn nodes<'a>(
    bench: &Bench,
    content: &'a Content,
    count: usize,
    variables: &[(&str, &str)],
) -> Result<Vec<Server<'a>>, Failure> {
    nodes_in(bench, &bench.folder, content, count, variables)
}

/// The same with another data folder.
fn nodes_in<'a>(
    bench: &Bench,
    folder: &Path,
    content: &'a Content,
    count: usize,
    variables: &[(&str, &str)],
) -> Result<Vec<Server<'a>>, Failure> {
    let editor = editor::variables(&bench.folder)?;
    let mut nodes = Vec::new();
    for _ in 0..count {
        let node = Server::measured_portal(folder, content, PAGE_CACHE_MB, |command| {
            command.envs(editor.clone()).envs(variables.iter().copied());
        })?;
        // The first one makes the account.
        node.connect()?.page("/-/live")?;
        nodes.push(node);
    }
    Ok(nodes)
}

impl Scene {
    /// Asks for everything that was acknowledged, and keeps what was seen.
    fn end(
        bench: &mut Bench,
        content: &Content,
        newsroom: &Newsroom,
        name: String,
        seen: Seen,
        said: String,
    ) -> Result<Scene, Failure> {
        let cold = Server::portal(&bench.folder, content, 0)?;
        let lost = newsroom.count_lost(&mut cold.connect()?)?;
        let stale = seen.count(Saw::Stale);
        bench.promise(
            format!("{name}: nothing stale, nothing lost"),
            format!("{stale} stale, {lost} lost"),
            stale == 0 && lost == 0,
        );
        eprintln!("{name}: {said}");
        Ok(Scene { name, seen, lost, said })
    }
}

fn tell(bench: &mut Bench, scenes: &[Scene]) {
    let rows: Vec<_> = scenes.iter().map(|scene| scene.seen.readers_row(&scene.name)).collect();
    bench.report.table(&READERS, &rows);
    let rows = scenes.iter().map(|scene| scene.seen.writers_row(&scene.name, scene.lost));
    bench.report.table(&WRITERS, &rows.collect::<Vec<_>>());
    for Scene { name, said, .. } in scenes {
        bench.report.line(&format!("- **{name}**: {said}"));
    }
}

/// A time, if it came to that.
fn or_never(time: Option<Duration>) -> String {
    time.map_or_else(|| "never".to_owned(), as_millis)
}
