//! Small and large newspapers: time from the start to the first page, and memory.

use std::fs;
use std::time::Duration;

use crate::load::Pages;
use crate::report::{median_secs, megabytes, millis};
use crate::servers::{Content, Server};
use crate::{Bench, Failure, Part, growth, pages};

const STARTS: usize = 9;

/// All sizes in one database, and then in the other.
pub fn run(bench: &mut Bench) -> Result<(), Failure> {
    let sizes = bench.options.sizes.clone();
    for is_postgres in [false, true] {
        let mut contents = Vec::new();
        for &articles in &sizes {
            let content = match is_postgres {
                false => Some(bench.sqlite(articles)?),
                true => bench.postgres(articles)?,
            };
            contents.extend(content.map(|content| (articles, content)));
        }
        let Some((_, first)) = contents.first() else { continue };
        let name = first.name();
        if bench.wants(Part::Start) {
            bench.report.line(&format!("\n## Start and memory, {name}\n"));
            for (articles, content) in &contents {
                bench.report.line(&format!("\n{articles} articles:\n"));
                start(bench, content, *articles)?;
                memory(bench, content, *articles)?;
            }
        }
        if bench.wants(Part::Growth) {
            bench.report.line(&format!("\n## Growth, {name}\n"));
            growth::run(bench, &contents)?;
        }
    }
    Ok(())
}

/// From the start of the process to the last byte of its first page.
fn start(bench: &mut Bench, content: &Content, articles: usize) -> Result<(), Failure> {
    let server = Server::portal(&bench.folder, content, 0)?;
    let kinds = pages::main_kinds(&mut server.connect()?, articles)?;
    drop(server);
    let mut rows = Vec::new();
    for kind in kinds {
        let mut times = Vec::new();
        for path in kind.paths.iter().cycle().take(STARTS) {
            let server = Server::portal(&bench.folder, content, 0)?;
            server.connect()?.page(path)?;
            times.push(server.started.elapsed());
        }
        times.sort_unstable();
        let middle = median_secs(times.iter().copied());
        let bounds = [times.first(), times.last()];
        let bounds = bounds.map(|time| time.map_or(0.0, Duration::as_secs_f64));
        let row = [middle, bounds[0], bounds[1]].map(millis).to_vec();
        rows.push([vec![kind.name.to_owned()], row].concat());
        let what = format!(
            "{}, {articles} articles, start to first {}: ≤ 150 ms",
            content.name(),
            kind.name
        );
        bench.promise(what, millis(middle), middle <= 0.150);
    }
    bench.report.table(&["First page", "Median", "Least", "Most"], &rows);
    Ok(())
}

fn memory(bench: &mut Bench, content: &Content, articles: usize) -> Result<(), Failure> {
    let server = Server::portal(&bench.folder, content, 0)?;
    let mut client = server.connect()?;
    client.page("/-/live")?;
    // What the start needed and gives back.
    std::thread::sleep(Duration::from_secs(1));
    let mut rows = Vec::new();
    let mut row = |when: &str| -> Result<u64, Failure> {
        let memory = server.memory()?;
        let bytes = [memory.resident, memory.proportional, memory.own];
        rows.push([vec![when.to_owned()], bytes.map(megabytes).to_vec()].concat());
        Ok(memory.resident)
    };
    let idle = row("idle after the start")?;
    let kind = pages::main_kinds(&mut client, articles)?.remove(0);
    for path in kind.paths.iter().cycle().take(1_000) {
        client.page(path)?;
    }
    row("after 1,000 articles, 1 reader")?;
    let list = bench.folder.join("paths");
    fs::write(&list, kind.paths.join("\n"))?;
    let pages = Pages { list, encoding: "identity", cookie: kind.cookie, status: kind.status };
    bench.generator.run(server.address, &pages, 64, Duration::from_secs(3))?;
    row("after 3 s with 64 readers")?;
    bench.report.table(&["Memory", "Resident", "Proportional", "Own"], &rows);
    let what = format!("{}, {articles} articles, idle memory: ≤ 40 MB", content.name());
    bench.promise(what, megabytes(idle), idle <= 40_000_000);
    Ok(())
}
