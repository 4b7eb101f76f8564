//! The time, which tests can set.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, NaiveDateTime, SubsecRound, Utc};

/// Tells the time. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    /// Microseconds since 1970 when a test has stopped the clock.
    stopped_at: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// The system's clock.
    pub fn system() -> Clock {
        Clock::default()
    }

    /// A clock that stands at `at` (UTC) until it is set.
    pub fn stopped(at: NaiveDateTime) -> Clock {
        Clock { stopped_at: Some(Arc::new(AtomicI64::new(at.and_utc().timestamp_micros()))) }
    }

    /// Now, UTC, to the microsecond: what both databases can store.
    pub fn now(&self) -> NaiveDateTime {
        let now = match &self.stopped_at {
            Some(micros) => DateTime::from_timestamp_micros(micros.load(Ordering::SeqCst)),
            None => None,
        };
        now.unwrap_or_else(Utc::now).naive_utc().trunc_subsecs(6)
    }

    /// Sets a stopped clock; does nothing to the system's.
    pub fn set(&self, at: NaiveDateTime) {
        if let Some(micros) = &self.stopped_at {
            micros.store(at.and_utc().timestamp_micros(), Ordering::SeqCst);
        }
    }
}
