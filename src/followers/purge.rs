//! What a cache in front of the portal keeps is purged when it moves.
//!
//! One node does it, from a cursor in the database, so that a stop or a crash loses nothing. Every
//! key is purged twice: at once, and a moment later for answers that were on their way meanwhile,
//! or came from a node that hadn't followed yet. Only then the cursor moves on.

mod request;

use std::collections::{BTreeSet, VecDeque};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use actix_web::rt::Runtime;
use chrono::{NaiveDateTime, TimeDelta};

pub use self::request::{Purger, PurgerError};
use crate::app::App;
use crate::changes;
use crate::db::settings::PORTAL;
use crate::db::{DatabaseError, dialect, followers};
use crate::model::{ChangeId, Noun};

/// The follower's name.
pub const NAME: &str = "purge";

/// How often is looked whether this process has followed something: no database is asked.
const LOOK: Duration = Duration::from_millis(20);

/// How long after the first purge comes the second one: longer than other nodes take to follow,
/// and than an answer is usually on its way.
const AGAIN: Duration = Duration::from_secs(2);

/// So many changes are read at a time.
const BATCH: i64 = 500;

/// The pauses after failures grow from here to there.
const PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// The thread that purges. It stops, having finished what it was at, when this is dropped.
#[must_use = "nothing is purged any more when this is dropped"]
pub struct PurgeTask {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Why nothing could be purged; it will be tried again.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Database(#[from] DatabaseError),
    #[error(transparent)]
    Query(#[from] diesel::result::Error),
    #[error(transparent)]
    Purger(#[from] PurgerError),
}

/// Starts to purge what is in front of the portal, by `purger`.
///
/// # Errors
///
/// The system has no thread left.
pub fn start(app: Arc<App>, purger: Purger) -> io::Result<PurgeTask> {
    let (stop, stopped) = mpsc::channel();
    let thread = std::thread::Builder::new().name(NAME.to_owned()).spawn(move || {
        let runtime = match Runtime::new() {
            Ok(runtime) => runtime,
            Err(error) => {
                tracing::error!(%error, "cannot purge; what is in front may show what is old");
                return;
            }
        };
        let mut purging = Purging::new(&app, &purger, &runtime);
        loop {
            let pause = match catch_unwind(AssertUnwindSafe(|| purging.turn())) {
                Ok(Ok(pause)) => pause,
                Ok(Err(failure)) => purging.fail(&failure),
                // The panic itself has been logged.
                Err(_) => LONGEST_PAUSE,
            };
            match stopped.recv_timeout(pause) {
                Err(RecvTimeoutError::Timeout) => {}
                Ok(()) | Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        purging.release();
    })?;
    Ok(PurgeTask { stop: Some(stop), thread: Some(thread) })
}

impl Drop for PurgeTask {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic was caught and logged.
            let _ = thread.join();
        }
    }
}

struct Purging<'a> {
    app: &'a App,
    purger: &'a Purger,
    runtime: &'a Runtime,
    /// What this process is called among those that may purge.
    node: String,
    /// Nobody else purges until then.
    claimed_until: Option<Instant>,
    /// What was purged once up to here; `None` before the cursor was read.
    sent: Option<ChangeId>,
    /// What is to be purged again, the first due first.
    again: VecDeque<Sent>,
    /// Since when it fails, and how often it has.
    failing: Option<(NaiveDateTime, u32)>,
}

/// What was purged once.
struct Sent {
    again_at: Instant,
    keys: Vec<String>,
    /// With it, everything up to this change is purged.
    until: ChangeId,
}

impl<'a> Purging<'a> {
    fn new(app: &'a App, purger: &'a Purger, runtime: &'a Runtime) -> Purging<'a> {
        Purging {
            app,
            purger,
            runtime,
            node: format!("{:016x}", rand::random::<u64>()),
            claimed_until: None,
            sent: None,
            again: VecDeque::new(),
            failing: None,
        }
    }

    /// Purges what there is to purge; how long nothing is to do.
    fn turn(&mut self) -> Result<Duration, Failure> {
        if !self.claim()? {
            // Another node does it. What this one had begun, that one does again.
            self.sent = None;
            self.again.clear();
            return Ok(PAUSE);
        }
        let has_purged = [self.purge_again()?, self.purge_new()?];
        if has_purged.contains(&true) && self.failing.take().is_some() {
            tracing::info!("purging works again");
        }
        Ok(LOOK)
    }

    /// Has this node purge for a while, unless another one does.
    fn claim(&mut self) -> Result<bool, Failure> {
        // SQLite has one server, and no reason to write to the disk every few seconds.
        let lease = Duration::from_secs(if self.app.database.is_embedded() { 300 } else { 15 });
        if self.claimed_until.is_some_and(|until| until > Instant::now() + lease / 2) {
            return Ok(true);
        }
        let began = Instant::now();
        let now = self.app.clock.now();
        let until = now + TimeDelta::from_std(lease).unwrap_or_default();
        let is_up_to_date = self.again.is_empty() && self.failing.is_none();
        let sent = self.sent.filter(|_| is_up_to_date);
        let conn = &mut *self.app.database.writer()?;
        let is_ours = dialect::transaction(conn, |conn| {
            followers::begin(conn, NAME, ChangeId(0), now)?;
            let is_ours = followers::claim(conn, NAME, &self.node, now, until)?;
            if let Some(sent) = sent.filter(|_| is_ours) {
                followers::advance(conn, NAME, &self.node, sent, now)?;
            }
            diesel::QueryResult::Ok(is_ours)
        })?;
        self.claimed_until = is_ours.then(|| began + lease);
        Ok(is_ours)
    }

    /// Purges a second time what was purged a moment ago, and notes that it needn't be again;
    /// whether there was something.
    fn purge_again(&mut self) -> Result<bool, Failure> {
        let mut has_purged = false;
        while let Some(sent) = self.again.front().filter(|sent| sent.again_at <= Instant::now()) {
            self.purge(&sent.keys)?;
            let (until, now) = (sent.until, self.app.clock.now());
            self.again.pop_front();
            has_purged = true;
            let conn = &mut *self.app.database.writer()?;
            if !followers::advance(conn, NAME, &self.node, until, now)? {
                self.claimed_until = None;
                break;
            }
        }
        Ok(has_purged)
    }

    /// Purges what this process has followed, so that what it is asked for next is the newest;
    /// whether there was something.
    fn purge_new(&mut self) -> Result<bool, Failure> {
        let followed = self.app.cache.position();
        if self.sent.is_some_and(|sent| sent >= followed) {
            return Ok(false);
        }
        let Some((keys, until)) = self.moved(followed)? else { return Ok(false) };
        self.purge(&keys)?;
        self.again.push_back(Sent { again_at: Instant::now() + AGAIN, keys, until });
        self.sent = Some(until);
        Ok(true)
    }

    /// What has moved since, up to which change.
    fn moved(&mut self, followed: ChangeId) -> Result<Option<(Vec<String>, ChangeId)>, Failure> {
        let conn = &mut *self.app.database.reader()?;
        let sent = match self.sent {
            Some(sent) => sent,
            None => followers::find(conn, NAME)?.map_or(ChangeId(0), |it| it.position),
        };
        self.sent = Some(sent);
        // Nobody knows what the cache keeps at the very beginning, or from the time in between.
        if sent == ChangeId(0) || changes::has_lost(conn, sent)? {
            let until = changes::position(conn)?.min(followed);
            return Ok(Some((vec![Noun::Settings(PORTAL.to_owned()).to_string()], until)));
        }
        let mut changes = changes::list_after(conn, sent, BATCH)?;
        changes.retain(|change| change.id <= followed);
        let Some(last) = changes.last() else { return Ok(None) };
        let keys: BTreeSet<String> = changes
            .iter()
            .flat_map(|change| serde_json::from_str::<Vec<String>>(&change.nouns))
            .flatten()
            .collect();
        Ok(Some((keys.into_iter().collect(), last.id)))
    }

    fn purge(&self, keys: &[String]) -> Result<(), PurgerError> {
        self.runtime.block_on(self.purger.purge(keys))
    }

    /// Tells an operator, once, that it doesn't work; how long to wait.
    fn fail(&mut self, failure: &Failure) -> Duration {
        let (since, times) = self.failing.unwrap_or((self.app.clock.now(), 0));
        self.failing = Some((since, times + 1));
        if times == 0 {
            tracing::error!(%failure, "cannot purge; what is in front may show what is old");
            let noted = self.app.database.writer().and_then(|mut conn| {
                Ok(followers::fail(&mut conn, NAME, &failure.to_string(), since)?)
            });
            if let Err(error) = noted {
                tracing::debug!(%error, "cannot note that purging fails");
            }
        }
        LONGEST_PAUSE.min(PAUSE * 2_u32.saturating_pow(times.min(6)))
    }

    /// Lets another node begin at once.
    fn release(&self) {
        let released = self
            .app
            .database
            .writer()
            .and_then(|mut conn| Ok(followers::release(&mut conn, NAME, &self.node)?));
        if let Err(error) = released {
            tracing::debug!(%error, "another node will purge a little later");
        }
    }
}
