//! Tells an operator when readers begin to get what is kept, and when they no longer do.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// When no reader has got a page from the reserve for so long, and pages are made, it is over:
/// while one table is locked, say, some pages are made and others aren't.
const QUIET: Duration = Duration::from_secs(5);

/// What was shown since it began.
#[derive(Debug, Default)]
pub struct Reserve {
    is_told: AtomicBool,
    shown: Mutex<Option<Shown>>,
}

#[derive(Debug)]
struct Shown {
    pages: u64,
    since: Instant,
    last: Instant,
}

impl Reserve {
    /// A reader got a page from the reserve; whether that is news.
    pub fn show(&self, now: Instant) -> bool {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let before = shown.get_or_insert(Shown { pages: 0, since: now, last: now });
        (before.pages, before.last) = (before.pages + 1, now);
        !self.is_told.swap(true, Ordering::Relaxed)
    }

    /// Pages can be made; once, when that is news: how many were shown from the reserve, and from
    /// the first to the last for how long.
    pub fn end(&self, now: Instant) -> Option<(u64, Duration)> {
        if !self.is_told.load(Ordering::Relaxed) {
            return None;
        }
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let over = shown.take_if(|shown| now.saturating_duration_since(shown.last) >= QUIET)?;
        self.is_told.store(false, Ordering::Relaxed);
        Some((over.pages, over.last - over.since))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outage_is_told_once_and_its_end_once() {
        let (reserve, start) = (Reserve::default(), Instant::now());
        let at = |secs| start + Duration::from_secs(secs);
        assert_eq!(reserve.end(at(0)), None, "nothing was shown");
        assert!(reserve.show(at(1)));
        assert!(!reserve.show(at(3)), "told already");
        assert_eq!(reserve.end(at(7)), None, "another page may need it yet");
        assert!(!reserve.show(at(7)));
        assert_eq!(reserve.end(at(12)), Some((3, Duration::from_secs(6))));
        assert_eq!(reserve.end(at(13)), None, "told already");
        assert!(reserve.show(at(20)), "another outage");
    }
}
