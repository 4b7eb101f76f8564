//! How fast the portal answers, starts and grows, beside nginx with the same bytes, and what
//! readers and writers see while something breaks.
//!
//! ```text
//! cargo bench --bench portal                        # everything: two hours and 30 GB of disk
//! cargo bench --bench portal -- --only start        # one part
//! cargo bench --bench portal -- --rounds 1 --seconds 1 --sizes 2000,10000 --save report.md
//! BENCH_POSTGRES_URL=postgres://me@localhost/postgres cargo bench --bench portal
//!
//! requests.rs  article, home and section: nginx, kept, and made anew from each database
//! memory.rs    a portal that keeps 10,000 articles, within bounds
//! metrics.rs   what counting costs, and a scrape
//! sizes.rs     start and memory of small and large newspapers; growth.rs the cost of their pages
//! faults.rs    what readers and writers see while something breaks
//! measure.rs   rounds, samples and ratios; load.rs many readers; pages.rs which pages
//! servers.rs   what is measured: the built program; nginx.rs the same bytes in files
//! editor.rs    somebody who works in the newsroom
//! ```
//!
//! It builds the released program, fills databases with `broadsheet bench seed`, starts the
//! program on them and nginx on files with the same pages, and lets readers ask for pages. All
//! servers are asked in the same rounds, one after the other, so that a busy moment of the machine
//! hits them alike; what is printed are medians, and ratios within a round.
//!
//! PostgreSQL is measured where `BENCH_POSTGRES_URL` or `TEST_POSTGRES_URL` leads to a server on
//! which databases can be made; faults are done to a server of the benchmark's own, which needs
//! the server's programs (Debian: `postgresql`). `nginx` and `wrk` are used when they are there.
//! Linux only: processor time and memory come from `/proc`.

mod client;
mod editor;
mod faults;
mod growth;
mod load;
mod measure;
mod memory;
mod metrics;
mod nginx;
mod pages;
mod postgres;
mod process;
mod report;
mod requests;
mod servers;
mod sizes;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, ValueEnum};

use load::Generator;
use postgres::PostgresDatabase;
use report::Report;
use servers::Content;

/// Why the benchmark ends early.
type Failure = Box<dyn std::error::Error>;

/// Measures the portal: see benches/portal/main.rs
#[derive(Parser)]
struct Options {
    /// How often each server is asked
    #[arg(long, default_value_t = 7)]
    rounds: usize,
    /// How long each server is asked in a round, and how long a fault lasts at least
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
    /// Requests a second and their cost: nginx, kept pages, and pages made for each request
    Requests,
    /// Memory of a portal that keeps 10,000 articles
    Memory,
    /// What metrics cost
    Metrics,
    /// Time from the start to the first page, and idle memory, at each size
    Start,
    /// The cost of each kind of page at each size
    Growth,
    /// What readers and writers see while something breaks
    Faults,
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
        // What was measured until then is worth keeping.
        if let Some(file) = &self.options.save {
            fs::write(file, &self.report.text)?;
        }
        result
    }

    fn measure_parts(&mut self) -> Result<(), Failure> {
        self.report.line("# Broadsheet's speed\n");
        self.report.line(&format!("{}; load: {}.", process::machine(), self.generator.name()));
        if self.postgres.is_none() {
            self.report.line("PostgreSQL is left out: BENCH_POSTGRES_URL isn't set.");
        }
        let result = self.measure_each();
        if !self.targets.is_empty() {
            self.report.line("\n## Targets");
            self.report.table(&["Promised", "Measured", ""], &self.targets);
        }
        result
    }

    fn measure_each(&mut self) -> Result<(), Failure> {
        if self.wants(Part::Requests) {
            requests::run(self)?;
        }
        if self.wants(Part::Memory) {
            memory::run(self)?;
        }
        if self.wants(Part::Metrics) {
            metrics::run(self)?;
        }
        if self.wants(Part::Faults) {
            faults::run(self)?;
        }
        if self.wants(Part::Start) || self.wants(Part::Growth) {
            sizes::run(self)?;
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
}
