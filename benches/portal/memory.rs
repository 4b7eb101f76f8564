//! A portal that keeps 10,000 articles: within a small bound, and within one that holds them all.

use std::fs;
use std::time::Duration;

use crate::load::Pages;
use crate::pages;
use crate::report::megabytes;
use crate::servers::{Content, Server};
use crate::{Bench, Failure};

const ARTICLES: usize = 10_000;
/// The bounds, in megabytes of 1,048,576 bytes, as `page_cache_mb` has them.
const BOUNDS: [usize; 2] = [16, 1_024];

/// Measures, prints and promises.
pub fn run(bench: &mut Bench) -> Result<(), Failure> {
    bench.report.line(&format!("\n## Memory of kept pages: {ARTICLES} articles\n"));
    let content = bench.sqlite(ARTICLES)?;
    let mut rows = Vec::new();
    for bound in BOUNDS {
        rows.extend(keep(bench, &content, bound)?);
    }
    let head = [
        "`page_cache_mb`",
        "When",
        "Resident",
        "Own",
        "Kept pages",
        "Kept bytes",
        "Bound",
        "Made room",
    ];
    bench.report.table(&head, &rows);
    Ok(())
}

/// Has readers read all articles.
fn keep(bench: &mut Bench, content: &Content, bound: usize) -> Result<Vec<Vec<String>>, Failure> {
    let server = Server::measured_portal(&bench.folder, content, bound, |_| ())?;
    let mut client = server.connect()?;
    client.page("/-/live")?;
    // What the start needed and gives back.
    std::thread::sleep(Duration::from_secs(1));
    let mut rows = vec![row(&server, bound, "idle after the start")?];
    let paths = pages::article_paths(&mut client, ARTICLES, ARTICLES)?;
    for path in &paths {
        client.page_as(path, "gzip")?;
    }
    rows.push(row(&server, bound, "each article read once, as gzip")?);
    let list = bench.folder.join("paths");
    fs::write(&list, paths.join("\n"))?;
    for encoding in ["br", "gzip"] {
        let pages = Pages { list: list.clone(), encoding, cookie: String::new(), status: 200 };
        let length = Duration::from_secs(bench.options.seconds);
        bench.generator.run(server.address, &pages, 64, length)?;
    }
    rows.push(row(&server, bound, "after 64 readers, as br and as gzip")?);
    let kept = server.metric("broadsheet_cache_kept_bytes")?;
    bench.promise(
        format!("{ARTICLES} articles kept in {bound} MB: kept bytes within the bound"),
        megabytes(kept as u64),
        kept <= (bound << 20) as f64,
    );
    Ok(rows)
}

fn row(server: &Server, bound: usize, when: &str) -> Result<Vec<String>, Failure> {
    let memory = server.memory()?;
    Ok(vec![
        bound.to_string(),
        when.to_owned(),
        megabytes(memory.resident),
        megabytes(memory.own),
        format!("{}", server.metric("broadsheet_cache_pages ")?),
        megabytes(server.metric("broadsheet_cache_kept_bytes")? as u64),
        megabytes(server.metric("broadsheet_cache_limit_bytes")? as u64),
        format!("{}", server.metric("broadsheet_cache_evictions_total")?),
    ])
}
