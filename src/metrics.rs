//! What an operator's monitoring asks for: counters, histograms, and how things stand.
//!
//! ```text
//! tally.rs   requests, counted by each worker for itself
//! live.rs    what readers read these minutes
//! scrape.rs  how things stand when somebody asks
//! text.rs    all of it in the text format of OpenMetrics
//! ```
//!
//! Handles are made once; nothing on the way of a kept page looks a label up or takes a lock.
//! [`crate::server::metrics`] answers with it, on a listener of its own.

pub mod live;
pub mod scrape;
pub mod tally;
mod text;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use chrono::TimeDelta;
use prometheus_client::metrics::histogram::Histogram;

use self::tally::Tally;
use crate::changes::Recorded;
use crate::clock::Clock;
use crate::model::{ChangeId, PageKind};

/// What is measured where it happens; the rest is looked up when somebody asks.
#[derive(Debug)]
pub struct Metrics {
    clock: Clock,
    started_at: SystemTime,
    tallies: Mutex<Vec<Arc<Tally>>>,
    aside: Mutex<live::Aside>,
    handling: [Histogram; PageKind::ALL.len()],
    /// From a change's time until this process has followed it, in seconds.
    visible: Histogram,
}

/// From 0.1 milliseconds to 10 seconds: a page of a few queries takes less than one of them.
const HANDLING_SECONDS: [f64; 14] =
    [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 2.5, 10.0];

/// What is promised is a quarter of a second.
const VISIBLE_SECONDS: [f64; 11] =
    [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 2.0, 30.0];

/// A change that is older was dated back by an import or the demo: it says nothing about speed.
const DATED_BACK: TimeDelta = TimeDelta::hours(1);

impl Metrics {
    /// Nothing measured yet; `clock` is the one that changes are dated by.
    pub fn new(clock: Clock) -> Metrics {
        let metrics = Metrics {
            clock,
            started_at: SystemTime::now(),
            tallies: Mutex::default(),
            aside: Mutex::default(),
            handling: std::array::from_fn(|_| Histogram::new(HANDLING_SECONDS)),
            visible: Histogram::new(VISIBLE_SECONDS),
        };
        metrics.put_aside();
        metrics
    }

    /// A tally for a worker's thread, which alone may count in it.
    pub fn tally(&self) -> Arc<Tally> {
        let tally = Arc::new(Tally::default());
        self.tallies().push(tally.clone());
        tally
    }

    /// Notes how long it took to handle a request that no kept page answered.
    pub fn handled(&self, kind: PageKind, took: Duration) {
        self.handling[kind as usize].observe(took.as_secs_f64());
    }

    /// Notes that this process has followed the changes among `changes` that come after `before`.
    pub fn followed(&self, before: ChangeId, changes: &[Recorded]) {
        let now = self.clock.now();
        for change in changes.iter().filter(|change| change.id > before) {
            let age = now - change.changed_at;
            if age < DATED_BACK {
                self.visible.observe(scrape::seconds(age));
            }
        }
    }

    fn aside(&self) -> MutexGuard<'_, live::Aside> {
        self.aside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tallies(&self) -> MutexGuard<'_, Vec<Arc<Tally>>> {
        self.tallies.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
