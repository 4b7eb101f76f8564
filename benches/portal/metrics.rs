//! What metrics cost: the same kept pages without `/metrics`, with it, and while it is asked.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::client::Client;
use crate::measure::{Asked, Sample, median_cost, ratios};
use crate::pages;
use crate::report::{median, median_secs, millis, or_dash, spread};
use crate::servers::Server;
use crate::{Bench, Failure};

const ARTICLES: usize = 2_000;
const CONNECTIONS: usize = 64;
const PAGE_CACHE_MB: usize = 256;
const SCRAPES: usize = 100;
/// Prometheus asks every 15 seconds or so.
const PAUSE: Duration = Duration::from_secs(1);

/// Measures and prints.
pub fn run(bench: &mut Bench) -> Result<(), Failure> {
    bench.report.line("\n## Metrics\n");
    let content = bench.sqlite(ARTICLES)?;
    let measured = || Server::measured_portal(&bench.folder, &content, PAGE_CACHE_MB, |_| ());
    let servers =
        [Server::portal(&bench.folder, &content, PAGE_CACHE_MB)?, measured()?, measured()?];
    let kinds = pages::main_kinds(&mut servers[0].connect()?, ARTICLES)?;
    let asked: Vec<Asked> = servers
        .iter()
        .map(|server| Asked { server, kind: &kinds[0], encoding: "identity" })
        .collect();
    let is_over = AtomicBool::new(false);
    let samples = std::thread::scope(|scope| {
        scope.spawn(|| scrape_until(&servers[2], &is_over));
        let samples = bench.measure(&asked, CONNECTIONS);
        is_over.store(true, Ordering::Relaxed);
        samples
    })?;
    let names =
        ["without `metrics_listen`", "with `metrics_listen`", "with it, asked every second"];
    let mut rows = Vec::new();
    for (number, (name, own)) in names.into_iter().zip(&samples).enumerate() {
        let beside = |of: fn(&Sample) -> f64| {
            or_dash((number > 0).then(|| spread(&ratios(own, &samples[0], of))))
        };
        rows.push(vec![
            name.to_owned(),
            format!("{:.0}", median(own.iter().map(Sample::rate))),
            beside(Sample::rate),
            format!("{:.2} µs", median_cost(own)),
            beside(|sample| sample.cost),
        ]);
    }
    let head = ["Kept article, 64 readers", "Requests/s", "÷ without", "CPU", "÷ without"];
    bench.report.table(&head, &rows);
    tell_scrapes(bench, &servers[1])
}

fn scrape_until(server: &Server, is_over: &AtomicBool) {
    while !is_over.load(Ordering::Relaxed) {
        let _ = server.metric("broadsheet_database_up");
        std::thread::sleep(PAUSE);
    }
}

fn tell_scrapes(bench: &mut Bench, server: &Server) -> Result<(), Failure> {
    let mut client = Client::connect(server.metrics.ok_or("it doesn't answer /metrics")?)?;
    let mut bytes = 0;
    let mut times = Vec::new();
    let before = server.processor_micros().0;
    for _ in 0..SCRAPES {
        let began = Instant::now();
        bytes = client.page("/metrics")?.body.len();
        times.push(began.elapsed());
    }
    let cost = (server.processor_micros().0 - before) as f64 / SCRAPES as f64;
    let most = times.iter().max().map_or(0.0, Duration::as_secs_f64);
    bench.report.line(&format!(
        "A scrape of {bytes} bytes takes {} ({} at most), and {cost:.0} µs of CPU.\n",
        millis(median_secs(times)),
        millis(most)
    ));
    Ok(())
}
