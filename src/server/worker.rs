//! The worker: a thread that runs long jobs, one after the other.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::app::App;
use crate::jobs;

/// How often the worker looks whether there is something to do.
const POLL: Duration = Duration::from_secs(1);

/// After a failure it waits longer.
const PAUSE: Duration = Duration::from_secs(30);

/// The worker's thread. It stops after the step that it is at when this is dropped.
#[must_use = "the worker stops when this is dropped"]
pub struct WorkerTask {
    stop: Option<Sender<()>>,
    is_stopping: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

/// Starts running jobs, those that were cut off first.
///
/// # Errors
///
/// The system has no thread left.
pub fn start(app: Arc<App>) -> io::Result<WorkerTask> {
    let (stop, stopped) = mpsc::channel();
    let is_stopping = Arc::new(AtomicBool::new(false));
    let goes_on = {
        let is_stopping = is_stopping.clone();
        move || !is_stopping.load(Ordering::Relaxed)
    };
    let thread = std::thread::Builder::new().name("jobs".to_owned()).spawn(move || {
        loop {
            let turn = || jobs::run_next(&app, &goes_on);
            let pause = match catch_unwind(AssertUnwindSafe(turn)) {
                Ok(Ok(true)) => Duration::ZERO,
                Ok(Ok(false)) => POLL,
                Ok(Err(error)) => {
                    tracing::error!(%error, "a job stands still");
                    PAUSE
                }
                // The panic itself has been logged.
                Err(_) => PAUSE,
            };
            match stopped.recv_timeout(pause) {
                Err(RecvTimeoutError::Timeout) => {}
                Ok(()) | Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    })?;
    Ok(WorkerTask { stop: Some(stop), is_stopping, thread: Some(thread) })
}

impl Drop for WorkerTask {
    fn drop(&mut self) {
        self.is_stopping.store(true, Ordering::Relaxed);
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic of the worker was caught and logged.
            let _ = thread.join();
        }
    }
}
