//! Requests, counted by each worker for itself.

use std::sync::atomic::{AtomicU64, Ordering};

use actix_web::http::StatusCode;

use crate::model::PageKind;

/// How a request for a page was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// With a kept page.
    Kept,
    /// With a page that another request was making.
    Waited,
    /// With a page that is kept from now on.
    Made,
    /// With a page that isn't kept, since something that it shows moved meanwhile.
    Moved,
    /// With something that is not for keeping.
    NotKept,
    /// With a page that may not be the newest: the database is out of reach.
    Reserve,
}

impl Outcome {
    /// All of them, in the order of their numbers.
    pub const ALL: [Outcome; 6] = [
        Outcome::Kept,
        Outcome::Waited,
        Outcome::Made,
        Outcome::Moved,
        Outcome::NotKept,
        Outcome::Reserve,
    ];

    /// Its name, as a label of metrics.
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Kept => "kept",
            Outcome::Waited => "waited",
            Outcome::Made => "made",
            Outcome::Moved => "moved",
            Outcome::NotKept => "not_kept",
            Outcome::Reserve => "reserve",
        }
    }

    /// In words, for an operator who asks why a page is what it is.
    pub fn words(self) -> &'static str {
        match self {
            Outcome::Kept => "kept",
            Outcome::Waited => "made for another reader",
            Outcome::Made => "made and kept",
            Outcome::Moved => "made, and moved meanwhile",
            Outcome::NotKept => "made, not for keeping",
            Outcome::Reserve => "reserve, the database is out of reach",
        }
    }
}

/// The classes of status codes that are told apart, by their first digit.
pub const CLASSES: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];

/// What one worker has answered.
///
/// Only its own thread counts here, so that counting is a plain addition: an atomic one to memory
/// that all workers share would cost more than the rest of a kept page's way. Whoever reads sees
/// each number as it was a moment ago.
#[derive(Debug, Default)]
#[repr(align(128))]
pub struct Tally {
    requests: [[AtomicU64; CLASSES.len()]; PageKind::ALL.len()],
    outcomes: [AtomicU64; Outcome::ALL.len()],
}

impl Tally {
    /// Counts an answer.
    pub fn answered(&self, kind: PageKind, status: StatusCode) {
        let class = usize::from(status.as_u16() / 100).clamp(1, CLASSES.len()) - 1;
        add_one(&self.requests[kind as usize][class]);
    }

    /// Counts how a page came about.
    pub fn came_about(&self, outcome: Outcome) {
        add_one(&self.outcomes[outcome as usize]);
    }

    /// How many answers of a kind had a status of each class.
    pub fn requests(&self, kind: PageKind) -> [u64; CLASSES.len()] {
        std::array::from_fn(|class| self.requests[kind as usize][class].load(Ordering::Relaxed))
    }

    /// How many pages came about like this.
    pub fn outcomes(&self, outcome: Outcome) -> u64 {
        self.outcomes[outcome as usize].load(Ordering::Relaxed)
    }
}

/// By the only thread that writes it.
fn add_one(counter: &AtomicU64) {
    counter.store(counter.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_outcomes_stand_where_their_numbers_say() {
        assert!(PageKind::ALL.iter().enumerate().all(|(place, kind)| *kind as usize == place));
        assert!(Outcome::ALL.iter().enumerate().all(|(place, it)| *it as usize == place));
    }

    #[test]
    fn answers_are_told_apart_by_kind_and_class() {
        let tally = Tally::default();
        for status in [StatusCode::OK, StatusCode::NOT_MODIFIED, StatusCode::OK] {
            tally.answered(PageKind::Article, status);
        }
        tally.answered(PageKind::Home, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(tally.requests(PageKind::Article), [0, 2, 1, 0, 0]);
        assert_eq!(tally.requests(PageKind::Home), [0, 0, 0, 0, 1]);
    }
}
