//! Log lines: text for people on a terminal, a JSON object a line elsewhere; on standard error.
//!
//! Lines are collected and written by a thread of their own, so that a slow terminal or a full
//! pipe never holds up a reader. Warnings and errors are written at once.

use std::any::Any;
use std::io::{self, IsTerminal, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tracing::level_filters::LevelFilter;
use tracing::{Level, Metadata};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::FormatTime;

use crate::config::{Config, LogFormat};

/// How long a line may wait.
const DELAY: Duration = Duration::from_millis(50);

/// How much may wait, in bytes, before lines are dropped: nobody has read for a long time.
const MOST_WAITING_BYTES: usize = 4 << 20;

/// Writes what is still waiting when it goes.
#[must_use = "lines that wait are lost when the guard is"]
pub struct LogGuard {
    lines: Arc<Lines>,
    filter: LogFilter,
}

/// Which lines are written, for as long as nobody says otherwise.
#[derive(Clone)]
pub struct LogFilter(Arc<SetFilter>);

type SetFilter = dyn Fn(EnvFilter) -> Result<(), tracing_subscriber::reload::Error> + Send + Sync;

impl LogFilter {
    /// From now on lines are written that `filter` lets through, in the syntax of the settings.
    pub fn set(&self, filter: &str) {
        // It fails where the log of another portal in this process is the one that is written.
        let _ = (self.0)(read(filter));
    }
}

impl LogGuard {
    /// What decides which lines are written.
    pub fn filter(&self) -> LogFilter {
        self.filter.clone()
    }
}

/// Starts logging, for the rest of the process.
pub fn start(config: &Config) -> LogGuard {
    let lines = Arc::new(Lines::default());
    let is_json = match config.log_format {
        LogFormat::Auto => !io::stderr().is_terminal(),
        LogFormat::Text => false,
        LogFormat::Json => true,
    };
    let builder = tracing_subscriber::fmt()
        .with_env_filter(read(&config.log_filter))
        .with_writer(Sink(lines.clone()));
    let (started, set): (_, Arc<SetFilter>) = if is_json {
        let builder = builder.json().flatten_event(true);
        let builder = builder.with_current_span(true).with_span_list(false).with_filter_reloading();
        let handle = builder.reload_handle();
        let started = tracing::subscriber::set_global_default(builder.finish());
        (started, Arc::new(move |filter: EnvFilter| handle.reload(filter)))
    } else {
        let builder = builder.with_ansi(io::stderr().is_terminal()).with_timer(LocalTime);
        let builder = builder.with_filter_reloading();
        let handle = builder.reload_handle();
        let started = tracing::subscriber::set_global_default(builder.finish());
        (started, Arc::new(move |filter: EnvFilter| handle.reload(filter)))
    };
    // A test that starts a second portal in one process keeps the first one's log.
    if started.is_ok() {
        let lines = lines.clone();
        let writer = std::thread::Builder::new().name("log".to_owned());
        // Without the thread, lines wait for the next warning or for the end.
        drop(writer.spawn(move || lines.write_for_ever()));
        std::panic::set_hook(Box::new(|panic| {
            let place = panic.location().map(ToString::to_string).unwrap_or_default();
            let thread = std::thread::current().name().unwrap_or_default().to_owned();
            let message = words_of(panic.payload());
            tracing::error!(thread, place, "panicked: {message}");
        }));
    }
    LogGuard { lines, filter: LogFilter(set) }
}

/// The filter was checked when the settings were read.
fn read(filter: &str) -> EnvFilter {
    EnvFilter::builder().with_default_directive(LevelFilter::INFO.into()).parse_lossy(filter)
}

impl Drop for LogGuard {
    fn drop(&mut self) {
        self.lines.write();
    }
}

fn words_of(payload: &dyn Any) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}

/// Lines that wait to be written.
#[derive(Default)]
struct Lines {
    waiting: Mutex<Waiting>,
    arrived: Condvar,
    /// Held while writing, so that lines stay in their order.
    output: Mutex<()>,
}

#[derive(Default)]
struct Waiting {
    bytes: Vec<u8>,
    dropped: usize,
}

impl Lines {
    fn add(&self, line: &[u8]) {
        let mut waiting = lock(&self.waiting);
        if waiting.bytes.len() + line.len() > MOST_WAITING_BYTES {
            waiting.dropped += 1;
            return;
        }
        let was_empty = waiting.bytes.is_empty();
        waiting.bytes.extend_from_slice(line);
        drop(waiting);
        if was_empty {
            self.arrived.notify_one();
        }
    }

    fn write(&self) {
        let output = lock(&self.output);
        let Waiting { bytes, dropped } = std::mem::take(&mut *lock(&self.waiting));
        // There is nowhere left to say that the log can't be written.
        let _ = io::stderr().lock().write_all(&bytes);
        drop(output);
        if dropped > 0 {
            tracing::warn!(dropped, "log lines were dropped, since nobody read them");
        }
    }

    fn write_for_ever(&self) {
        loop {
            let waiting = lock(&self.waiting);
            let waiting = self.arrived.wait_while(waiting, |waiting| waiting.bytes.is_empty());
            drop(waiting.unwrap_or_else(PoisonError::into_inner));
            // More will come; one call writes them all.
            std::thread::sleep(DELAY);
            self.write();
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Sink(Arc<Lines>);

impl<'a> MakeWriter<'a> for Sink {
    type Writer = Line<'a>;

    fn make_writer(&'a self) -> Line<'a> {
        Line { lines: &self.0, is_urgent: true }
    }

    fn make_writer_for(&'a self, meta: &Metadata<'_>) -> Line<'a> {
        Line { lines: &self.0, is_urgent: *meta.level() <= Level::WARN }
    }
}

/// Takes one line, in one call.
struct Line<'a> {
    lines: &'a Lines,
    is_urgent: bool,
}

impl Write for Line<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.lines.add(bytes);
        if self.is_urgent {
            self.lines.write();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The time of day where the operator is; a terminal's scrollback has no need of the date.
struct LocalTime;

impl FormatTime for LocalTime {
    fn format_time(&self, writer: &mut Writer<'_>) -> std::fmt::Result {
        write!(writer, "{}", chrono::Local::now().format("%H:%M:%S"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_nobody_reads_are_counted_not_kept() {
        let lines = Lines::default();
        let line = vec![b'x'; MOST_WAITING_BYTES / 2];
        for _ in 0..3 {
            lines.add(&line);
        }
        let waiting = lock(&lines.waiting);
        assert_eq!((waiting.bytes.len(), waiting.dropped), (MOST_WAITING_BYTES, 1));
    }
}
