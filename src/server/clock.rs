//! The clock: what is scheduled is published to the second.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use chrono::TimeDelta;

use crate::app::App;
use crate::commands::{self, Due};
use crate::db::due;
use crate::demo::{self, DemoError};
use crate::followers::retention;

/// How long the clock may sleep when nothing is due: another node, or the command line, may
/// schedule something for the next second.
pub const POLL: Duration = Duration::from_secs(1);

/// A failure that goes on is logged again after this long.
const REPEAT_FAILURE: Duration = Duration::from_secs(60);

/// How often the demo's dates are looked at.
const REFRESH_DEMO: Duration = Duration::from_secs(600);

/// How often old changes are looked for.
const FORGET: Duration = Duration::from_secs(600);

/// The clock's thread. It stops, having finished what it was at, when this is dropped.
#[must_use = "the clock stops when this is dropped"]
pub struct ClockTask {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
    turns: Arc<Turns>,
}

/// How often the clock has looked at what is due.
#[derive(Default)]
struct Turns {
    ended: Mutex<u64>,
    one_ended: Condvar,
}

/// Starts publishing what is due, at once for what came due while nobody was there.
///
/// An article is published when its instant comes, at most `poll` after it where `app`'s clock
/// is set by hand. Readers' threads are never used; the writing connection only when there is
/// something to write.
///
/// # Errors
///
/// The system has no thread left.
pub fn start(app: Arc<App>, poll: Duration) -> io::Result<ClockTask> {
    let (stop, stopped) = mpsc::channel();
    let turns = Arc::new(Turns::default());
    let counted = turns.clone();
    let thread = std::thread::Builder::new().name("clock".to_owned()).spawn(move || {
        let mut failure = None;
        let (mut refreshed_at, mut forgot_at) = (Instant::now(), Instant::now());
        loop {
            let mut turn = || {
                if refreshed_at.elapsed() > REFRESH_DEMO {
                    refreshed_at = Instant::now();
                    demo::refresh_dates(&app)?;
                }
                let pause = tick(&app, poll)?;
                // A batch a turn, so that what is due never waits for it.
                if forgot_at.elapsed() > FORGET && !retention::forget(&app)? {
                    forgot_at = Instant::now();
                }
                Ok::<_, DemoError>(pause)
            };
            let pause = match catch_unwind(AssertUnwindSafe(&mut turn)) {
                Ok(Ok(pause)) => {
                    if failure.take().is_some() {
                        tracing::info!("the clock runs again");
                    }
                    pause
                }
                Ok(Err(error)) => {
                    note(&mut failure, &error.to_string());
                    poll
                }
                // The panic itself has been logged.
                Err(_) => POLL,
            };
            app.metrics.put_aside();
            counted.count();
            match stopped.recv_timeout(pause) {
                Err(RecvTimeoutError::Timeout) => {}
                Ok(()) | Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    })?;
    Ok(ClockTask { stop: Some(stop), thread: Some(thread), turns })
}

impl ClockTask {
    /// Waits, `at_most` so long, until the clock has looked at what is due from now on; whether
    /// it has.
    pub fn wait_for_turn(&self, at_most: Duration) -> bool {
        let ended = self.turns.ended.lock().unwrap_or_else(PoisonError::into_inner);
        // One turn may have begun before now.
        let whole = *ended + 2;
        let waited = self.turns.one_ended.wait_timeout_while(ended, at_most, |now| *now < whole);
        !waited.unwrap_or_else(PoisonError::into_inner).1.timed_out()
    }
}

impl Turns {
    fn count(&self) {
        *self.ended.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.one_ended.notify_all();
    }
}

impl Drop for ClockTask {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic of the clock was caught and logged.
            let _ = thread.join();
        }
    }
}

/// Publishes what is due and says how long there is nothing to do, `poll` at most.
fn tick(app: &App, poll: Duration) -> Result<Duration, DemoError> {
    let now = app.clock.now();
    let horizon = now + TimeDelta::from_std(poll).unwrap_or_default();
    let next = {
        let mut conn = app.database.reader()?;
        let scheduled = due::list_scheduled(&mut conn, horizon, 1)?;
        let embargoed = due::list_embargoed(&mut conn, horizon, 1)?;
        scheduled.into_iter().chain(embargoed).map(|(_, at)| at).min()
    };
    match next {
        None => Ok(poll),
        Some(at) if at > now => Ok((at - now).to_std().unwrap_or_default().min(poll)),
        Some(_) => {
            let due = commands::run_due(&mut *app.database.writer()?, now)?;
            log(&due);
            Ok(Duration::ZERO)
        }
    }
}

fn log(due: &Due) {
    for article in &due.published {
        tracing::info!(%article, "published on time");
    }
    for (article, reason) in &due.refused {
        tracing::warn!(%article, reason, "could not be published and is a draft again");
    }
}

/// Logs a failure when it is new, and once a minute while it lasts.
fn note(failure: &mut Option<(String, Instant)>, error: &str) {
    let is_known =
        failure.as_ref().is_some_and(|(known, at)| known == error && at.elapsed() < REPEAT_FAILURE);
    if !is_known {
        tracing::error!(error, "the clock can't run; what is due waits");
        *failure = Some((error.to_owned(), Instant::now()));
    }
}
