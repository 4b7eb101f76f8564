//! How things stand when somebody asks.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::QueryResult;

use super::tally::{CLASSES, Outcome};
use super::text;
use crate::app::App;
use crate::changes;
use crate::db::pool::{PoolState, RoleQueries};
use crate::db::{Conn, due, followers, jobs};
use crate::model::{ChangeId, PageKind};

/// Everything that [`text::write`] writes.
#[derive(Debug)]
pub(super) struct Scrape {
    pub requests: Vec<(PageKind, &'static str, u64)>,
    pub outcomes: Vec<(Outcome, u64)>,
    pub handling: Vec<(PageKind, prometheus_client::metrics::histogram::Histogram)>,
    pub visible: prometheus_client::metrics::histogram::Histogram,
    pub kept_bytes: u64,
    pub kept_pages: usize,
    pub underway: usize,
    pub evictions: u64,
    pub most_bytes: u64,
    pub queries: Vec<RoleQueries>,
    pub pools: Vec<PoolState>,
    /// `None`: the database can't be asked.
    pub stored: Option<Stored>,
    pub memory_bytes: Option<u64>,
    pub cpu_secs: f64,
    pub started_at: f64,
}

/// What only the database knows.
#[derive(Debug)]
pub struct Stored {
    pub(super) followers: Vec<Lag>,
    pub(super) waiting_jobs: i64,
    /// How long the oldest of them has waited.
    pub(super) oldest_job_secs: f64,
    /// How long something that is due waits to be published.
    pub(super) overdue_secs: f64,
}

/// How far a follower is behind.
#[derive(Debug)]
pub(super) struct Lag {
    pub follower: String,
    pub changes: i64,
    /// Since when the first change waits that it hasn't followed.
    pub secs: f64,
    /// How long it has failed.
    pub failing_secs: f64,
}

/// Everything that is measured, in the text format of OpenMetrics 1.0, which Prometheus reads.
///
/// What only the database knows (`stored`) is left out where it couldn't be asked.
pub fn scrape(app: &App, stored: Option<Stored>) -> String {
    let metrics = &app.metrics;
    let sum = |kind: PageKind| {
        let mut sum = [0; CLASSES.len()];
        for tally in metrics.tallies().iter() {
            sum.iter_mut().zip(tally.requests(kind)).for_each(|(sum, count)| *sum += count);
        }
        sum
    };
    let by_class = |kind| CLASSES.into_iter().zip(sum(kind)).map(move |(it, n)| (kind, it, n));
    let outcome = |it| metrics.tallies().iter().map(|tally| tally.outcomes(it)).sum();
    let (kept_bytes, kept_pages, underway) = app.cache.size();
    let since = metrics.started_at.duration_since(std::time::UNIX_EPOCH);
    text::write(Scrape {
        // A kind that nobody asked for has no line of its own.
        requests: PageKind::ALL.into_iter().flat_map(by_class).filter(|it| it.2 > 0).collect(),
        outcomes: Outcome::ALL.map(|it| (it, outcome(it))).to_vec(),
        handling: PageKind::ALL.into_iter().zip(metrics.handling.iter().cloned()).collect(),
        visible: metrics.visible.clone(),
        kept_bytes,
        kept_pages,
        underway,
        evictions: app.cache.evictions(),
        most_bytes: app.config.page_cache_bytes(),
        queries: app.database.queries_by_role(),
        pools: app.database.pools(),
        stored,
        memory_bytes: memory_bytes(),
        cpu_secs: cpu_secs(),
        started_at: since.unwrap_or_default().as_secs_f64(),
    })
}

impl Stored {
    /// Asks the database a few small queries: call it from a thread that may block. `None` when it
    /// can't be asked.
    pub fn ask(app: &App) -> Option<Stored> {
        let mut conn = app.database.reader().ok()?;
        stored(app, &mut conn, app.clock.now()).ok()
    }
}

fn stored(app: &App, conn: &mut Conn, now: NaiveDateTime) -> QueryResult<Stored> {
    let lag = |conn: &mut Conn, follower: &str, position: ChangeId| {
        let (changes, since) = changes::count_after(conn, position)?;
        let secs = since.map_or(0.0, |since| seconds(now - since));
        QueryResult::Ok(Lag { follower: follower.to_owned(), changes, secs, failing_secs: 0.0 })
    };
    let (waiting_jobs, oldest) = jobs::count_waiting(conn)?;
    let scheduled = due::list_scheduled(conn, now, 1)?;
    let lifted = due::list_embargoed(conn, now, 1)?;
    let overdue = scheduled.iter().chain(&lifted).map(|(_, at)| *at).min();
    let mut lags = vec![lag(conn, "page_cache", app.cache.position())?];
    for follower in followers::list(conn)? {
        let failing_secs = follower.failing_since.map_or(0.0, |since| seconds(now - since));
        lags.push(Lag { failing_secs, ..lag(conn, &follower.name, follower.position)? });
    }
    Ok(Stored {
        followers: lags,
        waiting_jobs,
        oldest_job_secs: oldest.map_or(0.0, |at| seconds(now - at)),
        overdue_secs: overdue.map_or(0.0, |at| seconds(now - at)),
    })
}

/// None of these is negative, though two clocks may differ.
pub(crate) fn seconds(delta: TimeDelta) -> f64 {
    delta.as_seconds_f64().max(0.0)
}

/// Physical memory of this process; `None` where the system doesn't say it as Linux does.
fn memory_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes << 10)
}

fn cpu_secs() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    std::time::Duration::try_from(time).unwrap_or_default().as_secs_f64()
}
