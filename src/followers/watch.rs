//! Notices that nothing is heard of changes any more.
//!
//! A server that is cut off without a word, by a firewall or a machine that stands still, fails
//! nothing: whoever asks it waits. So a thread of its own watches the one that follows.

use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, OnceLock};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::app::App;

/// When nothing was heard for so long, nothing that is kept counts as fresh.
const DOUBT_AFTER: Duration = Duration::from_secs(2);

/// A question that nobody has answered for so long is a server that says nothing: from then on
/// it isn't asked, and those who wait are told.
const SILENT_AFTER: Duration = Duration::from_secs(4);

/// How often is looked.
const LOOK: Duration = Duration::from_millis(200);

/// What the follower does.
#[derive(Debug)]
pub struct Following {
    /// When (milliseconds of this process) the last turn began that succeeded.
    heard_ms: AtomicU64,
    /// When it began to wait for the database; 0 while it doesn't.
    asked_ms: AtomicU64,
}

impl Following {
    /// That of a follower that begins now.
    pub fn begin() -> Following {
        Following { heard_ms: AtomicU64::new(now_ms()), asked_ms: AtomicU64::new(0) }
    }

    /// Asks the database, which may take for ever.
    pub fn ask<T>(&self, question: impl FnOnce() -> T) -> T {
        self.asked_ms.store(now_ms(), Ordering::SeqCst);
        let answer = question();
        self.stop_asking();
        answer
    }

    /// Nothing is asked any more, whatever became of it.
    pub fn stop_asking(&self) {
        self.asked_ms.store(0, Ordering::SeqCst);
    }

    /// Everything was followed that had been changed by `began`.
    pub fn heard(&self, began: Instant) {
        let ago = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.heard_ms.store(now_ms().saturating_sub(ago), Ordering::SeqCst);
    }

    /// How long ago the last turn began that succeeded.
    fn unheard(&self) -> Duration {
        since(self.heard_ms.load(Ordering::SeqCst))
    }

    /// How long a question is unanswered.
    fn unanswered(&self) -> Duration {
        match self.asked_ms.load(Ordering::SeqCst) {
            0 => Duration::ZERO,
            asked => since(asked),
        }
    }
}

/// The watching thread; it stops when this is dropped.
pub struct WatchTask {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Begins to watch.
///
/// # Errors
///
/// The system has no thread left.
pub fn start(app: Arc<App>, following: Arc<Following>) -> io::Result<WatchTask> {
    let (stop, stopped) = mpsc::channel();
    let thread = std::thread::Builder::new().name("watch".to_owned()).spawn(move || {
        while stopped.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
            look(&app, &following);
        }
        app.database.set_silent(false);
    })?;
    Ok(WatchTask { stop: Some(stop), thread: Some(thread) })
}

fn look(app: &App, following: &Following) {
    if following.unheard() <= DOUBT_AFTER {
        if app.database.set_silent(false) {
            tracing::info!("the database answers again");
        }
        return;
    }
    app.cache.doubt();
    if following.unanswered() > SILENT_AFTER && app.database.set_silent(true) {
        tracing::warn!("the database does not answer; until it does, readers get what is kept");
    }
}

impl Drop for WatchTask {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn since(then_ms: u64) -> Duration {
    Duration::from_millis(now_ms().saturating_sub(then_ms))
}

/// Milliseconds of this process, never 0.
fn now_ms() -> u64 {
    static START: OnceLock<Instant> = OnceLock::new();
    let elapsed = START.get_or_init(Instant::now).elapsed();
    u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX - 1) + 1
}
