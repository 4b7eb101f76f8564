//! Lending connections: who waits, who is told at once, which ones are tested before.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use diesel::r2d2::{Pool, PooledConnection, R2D2Connection};
use prometheus_client::metrics::histogram::Histogram;
use tokio::sync::watch;

use super::opening::{Opener, Role};
use super::pool::{DatabaseError, PoolState};
use super::url::DatabaseUrl;

/// A connection on loan from a pool.
pub type Loan = PooledConnection<Opener>;

/// A pool with the knowledge of whether there is anybody at the other end.
#[derive(Clone)]
pub(super) struct Lender {
    pool: Pool<Opener>,
    outage: Outage,
    silence: Silence,
    /// A file is always there; what takes long on SQLite is waited for.
    is_server: bool,
    role: Role,
    waits: Histogram,
}

/// Mostly nobody waits; a pool that is too small shows from a millisecond on.
const WAIT_SECONDS: [f64; 6] = [0.0001, 0.001, 0.01, 0.1, 1.0, 5.0];

/// For a connection that is there, or as good as.
const AT_ONCE: Duration = Duration::from_millis(20);

impl Lender {
    /// Lends up to `size` connections, and none during `silence`.
    pub fn new(opener: Opener, size: u32, silence: Silence) -> Lender {
        let is_server = matches!(opener.url, DatabaseUrl::Postgres(_));
        let (role, waits) = (opener.role, Histogram::new(WAIT_SECONDS));
        let outage = Outage::default();
        Lender { pool: pool(opener, size), outage, silence, is_server, role, waits }
    }

    /// How it stands.
    pub fn state(&self) -> PoolState {
        let state = self.pool.state();
        PoolState {
            role: self.role.as_str(),
            size: self.pool.max_size(),
            in_use: state.connections.saturating_sub(state.idle_connections),
            waits: self.waits.clone(),
        }
    }

    /// Whether nobody answered a moment ago.
    pub fn is_out(&self) -> bool {
        self.silence.is_on() || self.outage.is_on()
    }

    /// Somebody waited in vain for an answer: the next ones are told at once for a moment.
    pub fn begin_outage(&self) {
        self.outage.begin();
    }

    /// Ends an outage if a connection can be had at once.
    pub fn try_again(&self) {
        if self.outage.is_on() && self.pool.get_timeout(AT_ONCE).is_ok() {
            self.outage.end();
        }
    }

    /// While in doubt, only a connection that answers: after a server's restart every idle one
    /// is dead, and each would cost a reader a page.
    ///
    /// # Errors
    ///
    /// None became free in time, or nobody answers.
    pub fn lend(&self, doubt: &Doubt) -> Result<Loan, DatabaseError> {
        if self.is_server && (self.silence.is_on() || self.outage.refuses()) {
            return Err(DatabaseError::Out);
        }
        loop {
            let began = Instant::now();
            let loan = self.pool.get();
            self.waits.observe(began.elapsed().as_secs_f64());
            let mut loan = match loan {
                Ok(loan) => loan,
                Err(error) => {
                    self.outage.begin();
                    return Err(error.into());
                }
            };
            if !doubt.is_fresh() || loan.ping().is_ok() {
                self.outage.end();
                return Ok(loan);
            }
        }
    }
}

/// Whether a server that seems to be there says nothing, as whoever follows its changes finds.
///
/// Nobody else asks it then: on a connection that was cut off without a word, a question is waited
/// for until the system gives it up.
#[derive(Debug, Clone)]
pub(super) struct Silence(Arc<watch::Sender<bool>>);

impl Default for Silence {
    fn default() -> Silence {
        Silence(Arc::new(watch::Sender::new(false)))
    }
}

impl Silence {
    /// It begins, or ends; whether that is news.
    pub fn set(&self, is_on: bool) -> bool {
        self.0.send_if_modified(|before| std::mem::replace(before, is_on) != is_on)
    }

    fn is_on(&self) -> bool {
        *self.0.borrow()
    }

    /// Resolves when it has gone on for as long as `patience`.
    pub async fn lasts(&self, patience: Duration) {
        let mut told = self.0.subscribe();
        // The sender lives as long as this does, so neither waiting fails.
        while told.wait_for(|is_on| *is_on).await.is_ok() {
            if tokio::time::timeout(patience, told.wait_for(|is_on| !is_on)).await.is_err() {
                return;
            }
        }
    }
}

/// While nobody answers, one request at a time tries; the others are told at once, instead of
/// waiting, each on a thread of its own, for what doesn't come.
#[derive(Debug, Clone, Default)]
struct Outage {
    /// When (milliseconds of this process) somebody may try again; 0 while all is well.
    retry_ms: Arc<AtomicU64>,
}

impl Outage {
    const PAUSE_MS: u64 = 500;

    /// Longer than a try takes.
    const TRY_MS: u64 = 10_000;

    fn is_on(&self) -> bool {
        self.retry_ms.load(Ordering::Relaxed) > 0
    }

    /// Whether this request isn't the one that tries.
    fn refuses(&self) -> bool {
        let retry = self.retry_ms.load(Ordering::Relaxed);
        if retry == 0 {
            return false;
        }
        let now = Doubt::now_ms();
        let next = now + Outage::TRY_MS;
        let order = Ordering::Relaxed;
        now < retry || self.retry_ms.compare_exchange(retry, next, order, order).is_err()
    }

    fn begin(&self) {
        self.retry_ms.store(Doubt::now_ms() + Outage::PAUSE_MS, Ordering::Relaxed);
    }

    fn end(&self) {
        if self.is_on() {
            self.retry_ms.store(0, Ordering::Relaxed);
        }
    }
}

fn pool(opener: Opener, size: u32) -> Pool<Opener> {
    Pool::builder()
        .max_size(size)
        .min_idle(Some(0))
        // A statement before each loan would double the cost of a short page;
        // a connection that broke is noticed when it comes back.
        .test_on_check_out(false)
        .connection_timeout(Duration::from_secs(5))
        .error_handler(Box::new(LogPoolErrors))
        .build_unchecked(opener)
}

#[derive(Debug)]
struct LogPoolErrors;

impl<E: std::error::Error> diesel::r2d2::HandleError<E> for LogPoolErrors {
    fn handle_error(&self, error: E) {
        tracing::warn!(%error, "database connection failed");
    }
}

/// Until when (milliseconds of this process) connections are tested before they are lent.
#[derive(Debug, Clone, Default)]
pub(super) struct Doubt(Arc<AtomicU64>);

impl Doubt {
    const LASTS_MS: u64 = 30_000;

    /// Connections may have been lost.
    pub fn arise(&self) {
        self.0.store(Doubt::now_ms() + Doubt::LASTS_MS, Ordering::Relaxed);
    }

    /// Whether they may still be.
    pub fn is_fresh(&self) -> bool {
        let until = self.0.load(Ordering::Relaxed);
        until > 0 && Doubt::now_ms() < until
    }

    fn now_ms() -> u64 {
        static START: OnceLock<Instant> = OnceLock::new();
        let elapsed = START.get_or_init(Instant::now).elapsed();
        u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX - Doubt::LASTS_MS)
    }
}
