//! What follows from a change: one file per consequence.
//!
//! Each follower goes through `changes` in their order from a cursor of its own, can be stopped at
//! any place, and may see a change twice.
//!
//! ```text
//! page_cache.rs  pages that show what moved are no longer fresh, in this process
//! purge.rs       what a cache in front of the portal keeps is purged
//! watch.rs       notices that nothing is heard of changes any more
//! retention.rs   changes that everybody has followed are deleted after a time
//! ```
//!
//! A follower that must not miss a change has a cursor in the database ([`crate::db::followers`]),
//! and changes are kept for it. A page cache begins with nothing: a gap only empties it.

pub mod page_cache;
pub mod purge;
pub mod retention;
mod watch;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use self::watch::{Following, WatchTask};
use crate::app::App;
use crate::db::DatabaseError;
use crate::db::listener::Listener;

/// What other processes changed is looked for so often though none was heard of: a notification
/// can be lost.
const POLL: Duration = Duration::from_millis(200);

/// How long to wait before the database is tried again.
const PAUSE: Duration = Duration::from_millis(500);

/// How long an answer of the database is waited for when the portal stops.
const PATIENCE: Duration = Duration::from_secs(2);

/// The thread that follows what other processes change. It stops when this is dropped.
#[must_use = "nothing is followed any more when this is dropped"]
pub struct FollowersTask {
    is_stopping: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
    /// `None`: a file is always there.
    watching: Option<WatchTask>,
}

/// Starts to follow what other nodes and the command line change.
///
/// What this process changes is followed where it is changed: see
/// [`crate::db::Database::after_writing`].
///
/// # Errors
///
/// The system has no thread left.
pub fn start(app: Arc<App>) -> io::Result<FollowersTask> {
    let is_stopping = Arc::new(AtomicBool::new(false));
    let following = Arc::new(Following::begin());
    let is_watched = !app.database.is_embedded();
    let watching = is_watched.then(|| watch::start(app.clone(), following.clone())).transpose()?;
    let stopping = is_stopping.clone();
    let thread = std::thread::Builder::new().name("followers".to_owned()).spawn(move || {
        let goes_on = || !stopping.load(Ordering::Relaxed);
        let mut is_failing = false;
        while goes_on() {
            let turn = AssertUnwindSafe(|| follow(&app, &following, &mut is_failing, &goes_on));
            // A panic has been logged by itself; nothing is fresh until a turn succeeds.
            let ended = catch_unwind(turn).unwrap_or(Ok(()));
            following.stop_asking();
            app.cache.doubt();
            if let Err(error) = ended
                && goes_on()
                && !std::mem::replace(&mut is_failing, true)
            {
                tracing::warn!(%error, "cannot follow changes; trying again");
            }
            std::thread::sleep(PAUSE.min(if goes_on() { PAUSE } else { Duration::ZERO }));
        }
    })?;
    Ok(FollowersTask { is_stopping, thread: Some(thread), watching })
}

/// Follows until told to stop, or until the database can't be reached.
///
/// On a connection of its own, so that it waits for nobody: however many readers wait for a slow
/// table, what doesn't need it stays fresh.
fn follow(
    app: &App,
    following: &Following,
    is_failing: &mut bool,
    goes_on: &impl Fn() -> bool,
) -> Result<(), DatabaseError> {
    let mut listener: Listener = following.ask(|| app.database.listen())?;
    while goes_on() {
        // Before waiting: something may have changed while nobody listened.
        let began = Instant::now();
        following.ask(|| page_cache::follow(&app.cache, &app.metrics, listener.conn()))?;
        following.heard(began);
        app.database.end_outage();
        app.cache.end_reserve();
        if std::mem::take(is_failing) {
            tracing::info!("following changes again");
        }
        listener.wait(POLL, goes_on)?;
    }
    Ok(())
}

impl Drop for FollowersTask {
    fn drop(&mut self) {
        self.is_stopping.store(true, Ordering::Relaxed);
        drop(self.watching.take());
        let Some(thread) = self.thread.take() else { return };
        // It only reads: nothing is lost when a server that says nothing isn't waited for.
        let began = Instant::now();
        while !thread.is_finished() && began.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(5));
        }
        if thread.is_finished() {
            // A panic was caught and logged.
            let _ = thread.join();
        }
    }
}
