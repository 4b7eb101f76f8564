//! How fast the portal answers, starts and grows, beside nginx with the same bytes.
//!
//! ```text
//! cargo bench --bench portal                        # everything, about an hour and 30 GB of disk
//! cargo bench --bench portal -- --only start        # one part
//! cargo bench --bench portal -- --rounds 3 --seconds 1 --save report.md
//! BENCH_POSTGRES_URL=postgres://me@localhost/postgres cargo bench --bench portal
//! ```
//!
//! It builds the released program, fills databases with `broadsheet bench seed`,
//! starts the program on them and nginx on files with the same pages ([`servers`]), and lets
//! readers ask for pages ([`load`]). All servers are asked in the same rounds, one after the
//! other, so that a busy moment of the machine hits them alike; what is printed are medians, and
//! ratios within a round. Except in the first part no page is kept: every answer is read from the
//! database and rendered.
//!
//! PostgreSQL is measured where `BENCH_POSTGRES_URL` or `TEST_POSTGRES_URL` leads to a server on
//! which databases can be made. Debian's packages `nginx` and `wrk` are used when they are there.
//! Linux only: processor time and memory come from `/proc`.

mod client;
mod load;
mod pages;
mod postgres;
mod process;
mod report;
mod servers;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, ValueEnum};

use load::{Generator, Pages, Run};
use pages::Kind;
use postgres::PostgresDatabase;
use report::{Report, median, median_secs, megabytes, millis, spread};
use servers::{Content, Server};

/// Why the benchmark ends early.
type Failure = Box<dyn std::error::Error>;

/// Articles behind the requests.
const SOME: usize = 2_000;
const CONNECTIONS: [usize; 2] = [16, 64];
const MANY_CONNECTIONS: [usize; 3] = [16, 64, 256];
/// Memory for kept pages, in megabytes: enough for all that are asked for.
const PAGE_CACHE_MB: usize = 256;
/// What [`request_row`] has in its columns.
const REQUESTS: [&str; 10] = [
    "Page",
    "Readers",
    "Server",
    "Requests/s",
    "× nginx (min–max)",
    "CPU",
    "CPU ÷ nginx",
    "CPU in database",
    "p50",
    "p99",
];
const STARTS: usize = 9;
const WARM_UP: Duration = Duration::from_secs(1);

/// Measures the portal: see benches/portal/main.rs
#[derive(Parser)]
struct Options {
    /// How often each server is asked
    #[arg(long, default_value_t = 7)]
    rounds: usize,
    /// How long each server is asked in a round
    #[arg(long, default_value_t = 3)]
    seconds: u64,
    /// How many articles small and large newspapers have; a million take about 12 GB
    #[arg(long, value_delimiter = ',', default_values_t = [10_000, 100_000, 1_000_000])]
    sizes: Vec<usize>,
    /// Which parts; all of them otherwise
    #[arg(long, value_delimiter = ',')]
    only: Vec<Part>,
    /// Writes what is printed to this file too
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// Given by `cargo bench`
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Part {
    /// Kept pages: requests a second and their cost, beside nginx
    Kept,
    /// The same for pages that are made for each request
    Requests,
    /// Time from the start to the first page, and memory, at each size
    Start,
    /// The cost of each kind of page at each size
    Growth,
}

fn main() -> ExitCode {
    let options = Options::parse();
    if !options.bench {
        // `cargo test --all-targets` comes here.
        println!("run it with: cargo bench --bench portal");
        return ExitCode::SUCCESS;
    }
    match Bench::new(options).and_then(Bench::run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("benchmark failed: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// What one server showed in one round.
#[derive(Clone, Copy)]
struct Sample {
    run: Run,
    /// A request's processor time in the server, in microseconds.
    cost: f64,
    /// The same in the database's server.
    database_cost: f64,
}

impl Sample {
    /// Requests a second.
    fn rate(&self) -> f64 {
        self.run.requests as f64 / self.run.elapsed.as_secs_f64()
    }
}

struct Bench {
    options: Options,
    folder: PathBuf,
    generator: Generator,
    postgres: Option<String>,
    report: Report,
    /// What was promised, what was measured, whether it holds.
    targets: Vec<Vec<String>>,
}

impl Bench {
    fn new(options: Options) -> Result<Bench, Failure> {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let folder = folder.join(format!("bench-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let generator = Generator::find(&folder)?;
        let variables = ["BENCH_POSTGRES_URL", "TEST_POSTGRES_URL"];
        let postgres = variables.iter().find_map(|name| std::env::var(name).ok());
        let report = Report::default();
        Ok(Bench { options, folder, generator, postgres, report, targets: Vec::new() })
    }

    fn run(mut self) -> Result<(), Failure> {
        let result = self.measure_parts();
        fs::remove_dir_all(&self.folder)?;
        result?;
        if let Some(file) = &self.options.save {
            fs::write(file, &self.report.text)?;
        }
        Ok(())
    }

    fn measure_parts(&mut self) -> Result<(), Failure> {
        self.report.line("# Broadsheet's speed\n");
        self.report.line(&format!("{}; load: {}.", process::machine(), self.generator.name()));
        if self.postgres.is_none() {
            self.report.line("PostgreSQL is left out: BENCH_POSTGRES_URL isn't set.");
        }
        if self.wants(Part::Kept) {
            self.kept()?;
        }
        if self.wants(Part::Requests) {
            self.requests()?;
        }
        if self.wants(Part::Start) || self.wants(Part::Growth) {
            self.sizes()?;
        }
        if !self.targets.is_empty() {
            self.report.line("\n## Targets");
            self.report.table(&["Promised", "Measured", ""], &self.targets);
        }
        Ok(())
    }

    /// Small and large newspapers, in one database and then in the other.
    fn sizes(&mut self) -> Result<(), Failure> {
        let sizes = self.options.sizes.clone();
        for is_postgres in [false, true] {
            let mut contents = Vec::new();
            for &articles in &sizes {
                let content = match is_postgres {
                    false => Some(self.sqlite(articles)?),
                    true => self.postgres(articles)?,
                };
                contents.extend(content.map(|content| (articles, content)));
            }
            let Some((_, first)) = contents.first() else { continue };
            let name = first.name();
            if self.wants(Part::Start) {
                self.report.line(&format!("\n## Start and memory, {name}\n"));
                for (articles, content) in &contents {
                    self.report.line(&format!("\n{articles} articles:\n"));
                    self.start(content, *articles)?;
                    self.memory(content, *articles)?;
                }
            }
            if self.wants(Part::Growth) {
                self.report.line(&format!("\n## Growth, {name}\n"));
                self.growth(&contents)?;
            }
        }
        Ok(())
    }

    fn wants(&self, part: Part) -> bool {
        self.options.only.is_empty() || self.options.only.contains(&part)
    }

    fn promise(&mut self, what: String, measured: String, is_kept: bool) {
        let mark = if is_kept { "kept" } else { "**missed**" };
        self.targets.push(vec![what, measured, mark.to_owned()]);
    }

    /// A SQLite database with so many articles; filled by the part that needs it first.
    fn sqlite(&mut self, articles: usize) -> Result<Content, Failure> {
        let path = self.folder.join(format!("{articles}.sqlite3"));
        let is_there = path.exists();
        let content = Content::Sqlite(path);
        if !is_there {
            self.fill(&content, articles)?;
        }
        Ok(content)
    }

    fn postgres(&mut self, articles: usize) -> Result<Option<Content>, Failure> {
        let Some(server) = &self.postgres else { return Ok(None) };
        let content = Content::Postgres(PostgresDatabase::create(server)?);
        self.fill(&content, articles)?;
        Ok(Some(content))
    }

    fn fill(&mut self, content: &Content, articles: usize) -> Result<(), Failure> {
        let secs = servers::seed(&self.folder, content, articles)?.as_secs_f64();
        let (name, rate) = (content.name(), articles as f64 / secs);
        self.report.line(&format!(
            "Filled {name} with {articles} articles in {secs:.1} s, {rate:.0} a second."
        ));
        Ok(())
    }

    /// Article, home and section as kept pages and from nginx, as they are and as gzip.
    fn kept(&mut self) -> Result<(), Failure> {
        self.report.line(&format!("\n## Kept pages: {SOME} articles\n"));
        let content = self.sqlite(SOME)?;
        let portal = Server::portal(&self.folder, &content, PAGE_CACHE_MB)?;
        let kinds = pages::main_kinds(&mut portal.connect()?, SOME)?;
        let Some(nginx) = self.nginx(&portal, &kinds)? else { return Ok(()) };
        let servers = [portal, nginx];
        check_bytes(&servers, &kinds)?;
        let mut rows = Vec::new();
        for encoding in ["gzip", "identity"] {
            for kind in &kinds {
                let asked: Vec<(&Server, &Kind)> =
                    servers.iter().map(|server| (server, kind)).collect();
                for connections in MANY_CONNECTIONS {
                    let samples = self.measure(&asked, connections, encoding)?;
                    for (server, own) in servers.iter().zip(&samples) {
                        let mut row = request_row(kind, connections, server, own, samples.last());
                        row.insert(1, encoding.to_owned());
                        rows.push(row);
                    }
                    if kind.name == "article" {
                        self.promise_kept(encoding, connections, &samples[0], &samples[1]);
                    }
                }
            }
        }
        let mut head = REQUESTS.to_vec();
        head.insert(1, "Encoding");
        self.report.table(&head, &rows);
        let memory = process::memory(servers[0].process()).ok_or("the portal has ended")?;
        self.report.line(&format!("\nResident afterwards: {}.", megabytes(memory.resident)));
        Ok(())
    }

    fn promise_kept(
        &mut self,
        encoding: &str,
        connections: usize,
        own: &[Sample],
        nginx: &[Sample],
    ) {
        let what = format!("kept article, {encoding}, {connections} readers");
        let least = if encoding == "gzip" { 1.3 } else { 1.1 };
        let ratio = median(ratios(own, nginx));
        self.promise(format!("{what}: ≥ {least} × nginx"), format!("{ratio:.2}"), ratio >= least);
        let cost = median_cost(own) / median_cost(nginx);
        self.promise(format!("{what}: CPU ≤ nginx's"), format!("{cost:.2} ×"), cost <= 1.0);
        let slowest = |samples: &[Sample]| {
            median_secs(samples.iter().map(|sample| sample.run.p99)).max(f64::EPSILON)
        };
        let p99 = slowest(own) / slowest(nginx);
        self.promise(format!("{what}: p99 ≤ 1.2 × nginx's"), format!("{p99:.2} ×"), p99 <= 1.2);
    }

    /// Article, home and section from each database and from nginx.
    fn requests(&mut self) -> Result<(), Failure> {
        self.report.line(&format!("\n## Requests: {SOME} articles, identity, no cache\n"));
        let contents = [Some(self.sqlite(SOME)?), self.postgres(SOME)?];
        let mut servers = Vec::new();
        for content in contents.iter().flatten() {
            servers.push(Server::portal(&self.folder, content, 0)?);
        }
        let kinds = pages::main_kinds(&mut servers[0].connect()?, SOME)?;
        let nginx = self.nginx(&servers[0], &kinds)?;
        let has_nginx = nginx.is_some();
        servers.extend(nginx);
        check_bytes(&servers, &kinds)?;
        let mut rows = Vec::new();
        for kind in &kinds {
            let asked: Vec<(&Server, &Kind)> =
                servers.iter().map(|server| (server, kind)).collect();
            for connections in CONNECTIONS {
                let samples = self.measure(&asked, connections, "identity")?;
                let base = samples.last().filter(|_| has_nginx);
                for (server, own) in servers.iter().zip(&samples) {
                    rows.push(request_row(kind, connections, server, own, base));
                    if kind.name == "article" {
                        self.promise_article(server, connections, own, base);
                    }
                }
            }
        }
        self.report.table(&REQUESTS, &rows);
        Ok(())
    }

    fn nginx(
        &mut self,
        portal: &Server,
        kinds: &[Kind],
    ) -> Result<Option<Server<'static>>, Failure> {
        let Some(program) = servers::find_nginx() else {
            self.report.line("nginx is not installed: no ratios.");
            return Ok(None);
        };
        let paths: Vec<String> = kinds.iter().flat_map(|kind| kind.paths.clone()).collect();
        let folder = self.folder.join("nginx");
        let config = servers::save(portal, &folder, &paths)?;
        Ok(Some(Server::nginx(&program, &folder, &config)?))
    }

    fn promise_article(
        &mut self,
        server: &Server,
        connections: usize,
        own: &[Sample],
        nginx: Option<&Vec<Sample>>,
    ) {
        let most = match server.name {
            "SQLite" => 100.0,
            "PostgreSQL" => 200.0,
            _ => return,
        };
        let what = format!("article from {}, {connections} readers", server.name);
        let cost = median_cost(own);
        self.promise(format!("{what}: CPU ≤ {most} µs"), format!("{cost:.0} µs"), cost <= most);
        if let (Some(nginx), "SQLite") = (nginx, server.name) {
            let ratio = median(ratios(own, nginx));
            self.promise(format!("{what}: ≥ 0.25 × nginx"), format!("{ratio:.2}"), ratio >= 0.25);
        }
    }

    /// Asks every server for its pages in every round; a list of samples for each server.
    fn measure(
        &self,
        asked: &[(&Server, &Kind)],
        connections: usize,
        encoding: &'static str,
    ) -> Result<Vec<Vec<Sample>>, Failure> {
        let mut lists = Vec::new();
        for (number, (server, kind)) in asked.iter().enumerate() {
            let list = self.folder.join(format!("paths-{number}"));
            fs::write(&list, kind.paths.join("\n"))?;
            let pages = Pages { list, encoding };
            self.generator.run(server.address, &pages, connections, WARM_UP)?;
            server.come_to_rest()?;
            lists.push(pages);
        }
        let mut samples = vec![Vec::new(); asked.len()];
        let length = Duration::from_secs(self.options.seconds);
        for round in 1..=self.options.rounds {
            for (((server, kind), list), samples) in asked.iter().zip(&lists).zip(&mut samples) {
                let before = server.processor_micros();
                let run = self.generator.run(server.address, list, connections, length)?;
                let after = server.processor_micros();
                let cost = |before: u64, after: u64| {
                    after.saturating_sub(before) as f64 / run.requests.max(1) as f64
                };
                let sample = Sample {
                    run,
                    cost: cost(before.0, after.0),
                    database_cost: cost(before.1, after.1),
                };
                let (kind, server, rate) = (kind.name, server.name, sample.rate());
                eprintln!("round {round}: {kind}, {connections} readers, {server}: {rate:.0}/s");
                samples.push(sample);
            }
        }
        Ok(samples)
    }

    /// From the start of the process to the last byte of its first page.
    fn start(&mut self, content: &Content, articles: usize) -> Result<(), Failure> {
        let server = Server::portal(&self.folder, content, 0)?;
        let kinds = pages::main_kinds(&mut server.connect()?, articles)?;
        drop(server);
        let mut rows = Vec::new();
        for kind in kinds {
            let mut times = Vec::new();
            for path in kind.paths.iter().cycle().take(STARTS) {
                let server = Server::portal(&self.folder, content, 0)?;
                server.connect()?.page(path)?;
                times.push(server.started.elapsed());
            }
            times.sort_unstable();
            let middle = median_secs(times.iter().copied());
            let bounds = [times.first(), times.last()];
            let bounds = bounds.map(|time| time.map_or(0.0, Duration::as_secs_f64));
            rows.push(
                [vec![kind.name.to_owned()], [middle, bounds[0], bounds[1]].map(millis).to_vec()]
                    .concat(),
            );
            let what = format!("{articles} articles, start to first {}: ≤ 150 ms", kind.name);
            self.promise(what, millis(middle), middle <= 0.150);
        }
        self.report.table(&["First page", "Median", "Least", "Most"], &rows);
        Ok(())
    }

    fn memory(&mut self, content: &Content, articles: usize) -> Result<(), Failure> {
        let server = Server::portal(&self.folder, content, 0)?;
        let mut client = server.connect()?;
        client.page("/-/live")?;
        // What the start needed and gives back.
        std::thread::sleep(Duration::from_secs(1));
        let mut rows = Vec::new();
        let mut row = |when: &str| -> Result<u64, Failure> {
            let memory = process::memory(server.process()).ok_or("the portal has ended")?;
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
        let list = self.folder.join("paths");
        fs::write(&list, kind.paths.join("\n"))?;
        let pages = Pages { list, encoding: "identity" };
        self.generator.run(server.address, &pages, 64, Duration::from_secs(3))?;
        row("after 3 s with 64 readers")?;
        self.report.table(&["Memory", "Resident", "Proportional", "Own"], &rows);
        let what = format!("{articles} articles, idle memory: ≤ 40 MB");
        self.promise(what, megabytes(idle), idle <= 40_000_000);
        Ok(())
    }

    /// The same kinds of pages of small and large newspapers, in the same rounds.
    fn growth(&mut self, contents: &[(usize, Content)]) -> Result<(), Failure> {
        let mut servers = Vec::new();
        let mut kinds = Vec::new();
        for (articles, content) in contents {
            let server = Server::portal(&self.folder, content, 0)?;
            kinds.push(pages::all_kinds(&mut server.connect()?, *articles)?);
            servers.push(server);
        }
        let mut head = vec!["Page".to_owned()];
        head.extend(contents.iter().map(|(articles, _)| format!("CPU, {articles}")));
        let more = contents.iter().skip(1);
        head.extend(more.map(|(articles, _)| format!("time, {articles} (min–max)")));
        let mut rows = Vec::new();
        for (number, kind) in kinds.first().into_iter().flatten().enumerate() {
            let own = kinds.iter().map(|kinds| &kinds[number]);
            let asked: Vec<(&Server, &Kind)> = servers.iter().zip(own).collect();
            let samples = self.measure(&asked, CONNECTIONS[0], "identity")?;
            let mut row = vec![kind.name.to_owned()];
            row.extend(samples.iter().map(|samples| costs(samples)));
            let slower = samples.iter().skip(1).map(|many| ratios(&samples[0], many));
            let slower: Vec<Vec<f64>> = slower.collect();
            row.extend(slower.iter().map(|ratios| spread(ratios)));
            rows.push(row);
            if let (Some(last), Some((articles, content))) = (slower.last(), contents.last()) {
                let ratio = median(last.iter().copied());
                let what = format!(
                    "{} from {}, {articles} articles: ≤ 1.3 × as long as with {}",
                    kind.name,
                    content.name(),
                    contents[0].0
                );
                self.promise(what, format!("{ratio:.2} ×"), ratio <= 1.3);
            }
        }
        let head: Vec<&str> = head.iter().map(String::as_str).collect();
        self.report.table(&head, &rows);
        Ok(())
    }
}

/// A request's processor time in the portal, and in the database's server.
fn costs(samples: &[Sample]) -> String {
    match median(samples.iter().map(|sample| sample.database_cost)) {
        0.0 => format!("{:.0} µs", median_cost(samples)),
        cost => format!("{:.0} + {cost:.0} µs", median_cost(samples)),
    }
}

/// That readers get the same page from every server.
fn check_bytes(servers: &[Server], kinds: &[Kind]) -> Result<(), Failure> {
    let mut clients = Vec::new();
    for server in servers {
        clients.push((server.name, server.connect()?));
    }
    for path in kinds.iter().flat_map(|kind| &kind.paths) {
        let mut first: Option<Vec<u8>> = None;
        for (name, client) in &mut clients {
            let body = client.page(path)?.body;
            if first.get_or_insert_with(|| body.clone()) != &body {
                return Err(format!("{path} is another page from {name}").into());
            }
        }
    }
    Ok(())
}

fn request_row(
    kind: &Kind,
    connections: usize,
    server: &Server,
    own: &[Sample],
    nginx: Option<&Vec<Sample>>,
) -> Vec<String> {
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
    let nginx = nginx.filter(|_| server.name != "nginx");
    let database_cost = median(own.iter().map(|sample| sample.database_cost));
    vec![
        kind.name.to_owned(),
        connections.to_string(),
        server.name.to_owned(),
        format!("{:.0}", median(own.iter().map(Sample::rate))),
        or_dash(nginx.map(|nginx| spread(&ratios(own, nginx)))),
        format!("{:.1} µs", median_cost(own)),
        or_dash(nginx.map(|nginx| format!("{:.1}", median_cost(own) / median_cost(nginx)))),
        or_dash((database_cost > 0.0).then(|| format!("{database_cost:.1} µs"))),
        millis(median_secs(own.iter().map(|sample| sample.run.median))),
        millis(median_secs(own.iter().map(|sample| sample.run.p99))),
    ]
}

fn median_cost(samples: &[Sample]) -> f64 {
    median(samples.iter().map(|sample| sample.cost))
}

/// How many times as many requests a second, round by round.
fn ratios(own: &[Sample], base: &[Sample]) -> Vec<f64> {
    own.iter().zip(base).map(|(own, base)| own.rate() / base.rate()).collect()
}
