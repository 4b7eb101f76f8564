//! Article, home and section from nginx, kept, and made anew from each database: all of them in
//! the same rounds.

use crate::measure::{Asked, Sample, median_cost, median_p99, ratios};
use crate::nginx::{self, Packed};
use crate::pages::{self, Kind};
use crate::report::{median, median_secs, megabytes, millis, or_dash, spread};
use crate::servers::Server;
use crate::{Bench, Failure};

/// Articles behind the requests.
const SOME: usize = 2_000;
const CONNECTIONS: [usize; 3] = [16, 64, 256];
/// Memory for kept pages, in megabytes: enough for all that are asked for.
const PAGE_CACHE_MB: usize = 256;
/// So many pages are read at a time until they are compressed as well as they get.
const SETTLED_AT_ONCE: usize = 64;

const PLAIN: &str = "nginx, plain";
const PACKED: &str = "nginx, gzip_static";

/// One of those who are compared.
struct Contestant<'a> {
    name: &'static str,
    server: &'a Server<'a>,
    encoding: &'static str,
    /// Beside whom.
    base: &'static str,
}

/// Measures, prints and promises.
pub fn run(bench: &mut Bench) -> Result<(), Failure> {
    bench.report.line(&format!("\n## Requests: {SOME} articles\n"));
    let (sqlite, postgres) = (bench.sqlite(SOME)?, bench.postgres(SOME)?);
    let kept = Server::portal(&bench.folder, &sqlite, PAGE_CACHE_MB)?;
    let kinds = pages::main_kinds(&mut kept.connect()?, SOME)?;
    settle(&kept, &kinds)?;
    let nginx = start_nginx(bench, &kept, &kinds)?;
    let mut uncached = vec![Server::portal(&bench.folder, &sqlite, 0)?];
    if let Some(content) = &postgres {
        uncached.push(Server::portal(&bench.folder, content, 0)?);
    }
    let contestants = contestants(&nginx, &kept, &uncached);
    check_bytes(&contestants, &kinds)?;
    measure(bench, &contestants, &kinds)?;
    // If one was compressed better only meanwhile, it was another race.
    check_bytes(&contestants, &kinds)?;
    let servers: Vec<&Server> = nginx.iter().chain([&kept]).chain(&uncached).collect();
    tell_memory(bench, &servers)
}

/// Reads each page until it is compressed as well as it gets: nginx is to send the same bytes.
fn settle(kept: &Server, kinds: &[Kind]) -> Result<(), Failure> {
    let mut client = kept.connect()?;
    let paths: Vec<&String> = kinds.iter().flat_map(|kind| &kind.paths).collect();
    for paths in paths.chunks(SETTLED_AT_ONCE) {
        for path in paths {
            for _ in 0..4 {
                client.page_as(path, "gzip")?;
            }
        }
        kept.come_to_rest()?;
    }
    Ok(())
}

fn start_nginx(
    bench: &mut Bench,
    portal: &Server,
    kinds: &[Kind],
) -> Result<Vec<Server<'static>>, Failure> {
    let Some(program) = nginx::find() else {
        bench.report.line("nginx is not installed: no ratios.");
        return Ok(Vec::new());
    };
    let paths: Vec<String> = kinds.iter().flat_map(|kind| kind.paths.clone()).collect();
    let site = nginx::save(portal, &bench.folder.join("nginx"), &paths)?;
    Ok(vec![site.serve(&program, PLAIN, Packed::No)?, site.serve(&program, PACKED, Packed::Yes)?])
}

fn contestants<'a>(
    nginx: &'a [Server<'a>],
    kept: &'a Server<'a>,
    uncached: &'a [Server<'a>],
) -> Vec<Contestant<'a>> {
    let encoded = [(PLAIN, "identity"), (PACKED, "gzip")];
    let mut all: Vec<Contestant> = nginx
        .iter()
        .zip(encoded)
        .map(|(server, (name, encoding))| Contestant { name, server, encoding, base: name })
        .collect();
    for (base, encoding) in encoded {
        let name = if encoding == "gzip" { "kept, gzip" } else { "kept" };
        all.push(Contestant { name, server: kept, encoding, base });
    }
    all.extend(uncached.iter().map(|server| Contestant {
        name: server.name,
        server,
        encoding: "identity",
        base: PLAIN,
    }));
    all
}

/// That readers get the same bytes from all who send the same encoding.
fn check_bytes(contestants: &[Contestant], kinds: &[Kind]) -> Result<(), Failure> {
    for encoding in ["identity", "gzip"] {
        let mut clients = Vec::new();
        for one in contestants.iter().filter(|one| one.encoding == encoding) {
            clients.push((one.name, one.server.connect()?));
        }
        for path in kinds.iter().flat_map(|kind| &kind.paths) {
            let mut first: Option<Vec<u8>> = None;
            for (name, client) in &mut clients {
                let body = client.page_as(path, encoding)?.body;
                if first.get_or_insert_with(|| body.clone()) != &body {
                    return Err(format!("{path} as {encoding} is another one from {name}").into());
                }
            }
        }
    }
    Ok(())
}

fn measure(bench: &mut Bench, contestants: &[Contestant], kinds: &[Kind]) -> Result<(), Failure> {
    let mut rows = Vec::new();
    for kind in kinds {
        let asked: Vec<Asked> = contestants
            .iter()
            .map(|one| Asked { server: one.server, kind, encoding: one.encoding })
            .collect();
        for connections in CONNECTIONS {
            let samples = bench.measure(&asked, connections)?;
            for (one, own) in contestants.iter().zip(&samples) {
                let base = contestants.iter().position(|base| base.name == one.base);
                let base = base.map(|base| samples[base].as_slice());
                rows.push(row(kind, connections, one, own, base));
                if kind.name == "article" {
                    promise(bench, one, connections, own, base);
                }
            }
        }
    }
    let head = [
        "Page",
        "Readers",
        "Server",
        "Requests/s",
        "÷ nginx (min–max)",
        "CPU",
        "÷ nginx (min–max)",
        "CPU in database",
        "p50",
        "÷ nginx (min–max)",
        "p99",
        "÷ nginx (min–max)",
    ];
    bench.report.table(&head, &rows);
    bench
        .report
        .line("Kept pages as gzip are compared with `gzip_static`, all others with plain files.\n");
    Ok(())
}

fn row(
    kind: &Kind,
    connections: usize,
    one: &Contestant,
    own: &[Sample],
    base: Option<&[Sample]>,
) -> Vec<String> {
    let base = base.filter(|_| one.name != one.base);
    let beside = |of: fn(&Sample) -> f64| or_dash(base.map(|base| spread(&ratios(own, base, of))));
    let database_cost = median(own.iter().map(|sample| sample.database_cost));
    vec![
        kind.name.to_owned(),
        connections.to_string(),
        one.name.to_owned(),
        format!("{:.0}", median(own.iter().map(Sample::rate))),
        beside(Sample::rate),
        format!("{:.1} µs", median_cost(own)),
        beside(|sample| sample.cost),
        or_dash((database_cost > 0.0).then(|| format!("{database_cost:.1} µs"))),
        millis(median_secs(own.iter().map(|sample| sample.run.median))),
        beside(|sample| sample.run.median.as_secs_f64()),
        millis(median_p99(own)),
        beside(|sample| sample.run.p99.as_secs_f64()),
    ]
}

/// What design asks of an article.
fn promise(
    bench: &mut Bench,
    one: &Contestant,
    connections: usize,
    own: &[Sample],
    base: Option<&[Sample]>,
) {
    if one.name == one.base {
        return;
    }
    let what = format!("article, {}, {connections} readers", one.name);
    let cost = median_cost(own);
    let most = match one.name {
        "SQLite" => 100.0,
        "PostgreSQL" => 200.0,
        _ => f64::INFINITY,
    };
    if most.is_finite() {
        bench.promise(format!("{what}: CPU ≤ {most} µs"), format!("{cost:.0} µs"), cost <= most);
    }
    let Some(base) = base else { return };
    let least = match one.name {
        "kept, gzip" => 1.3,
        "kept" => 1.1,
        "SQLite" => 0.25,
        _ => return,
    };
    let ratio = median(ratios(own, base, Sample::rate));
    bench.promise(format!("{what}: ≥ {least} × nginx"), format!("{ratio:.2}"), ratio >= least);
    if least < 1.0 {
        return;
    }
    let cost = median(ratios(own, base, |sample| sample.cost));
    bench.promise(format!("{what}: CPU ≤ nginx's"), format!("{cost:.2} ×"), cost <= 1.0);
    let p99 = median(ratios(own, base, |sample| sample.run.p99.as_secs_f64()));
    bench.promise(format!("{what}: p99 ≤ 1.2 × nginx's"), format!("{p99:.2} ×"), p99 <= 1.2);
}

fn tell_memory(bench: &mut Bench, servers: &[&Server]) -> Result<(), Failure> {
    let mut rows = Vec::new();
    for server in servers {
        let memory = server.memory()?;
        let bytes = [memory.resident, memory.proportional, memory.own];
        rows.push([vec![server.name.to_owned()], bytes.map(megabytes).to_vec()].concat());
    }
    let head = ["Memory afterwards, all processes", "Resident", "Proportional", "Own"];
    bench.report.table(&head, &rows);
    bench.report.line("nginx's files are in the system's memory, which is nobody's own.");
    Ok(())
}
