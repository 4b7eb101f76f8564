//! Requests, counted by each worker for itself.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use actix_web::http::StatusCode;

use crate::model::{ArticleId, PageKind};

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
    articles: Articles,
}

/// Places for articles, each article's by its number: a power of two.
const PLACES: usize = 1_024;

/// So often something else must be asked for until an article loses its place.
const MOST_HOLD: u64 = 16;

/// How often articles were asked for: of two that have the same place, the one that is asked for
/// more.
#[derive(Debug)]
struct Articles(Box<[Place]>);

/// An article's place.
#[derive(Debug, Default)]
struct Place {
    /// 0: nobody's.
    article: AtomicI64,
    count: AtomicU64,
    hold: AtomicU64,
}

impl Default for Articles {
    fn default() -> Articles {
        Articles((0..PLACES).map(|_| Place::default()).collect())
    }
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

    /// Counts a reader of the article at a path, `/en/2016/11/16/17-fuel-prices`.
    pub fn read(&self, path: &str) {
        let number = path.rsplit('/').next().and_then(|last| last.split('-').next());
        let Some(article) = number.and_then(|number| number.parse::<i64>().ok()) else { return };
        let places = &self.articles.0;
        let Some(place) = usize::try_from(article).ok().map(|id| &places[id % PLACES]) else {
            return;
        };
        let hold = place.hold.load(Ordering::Relaxed);
        if place.article.load(Ordering::Relaxed) == article {
            add_one(&place.count);
            place.hold.store((hold + 1).min(MOST_HOLD), Ordering::Relaxed);
        } else if hold > 0 {
            place.hold.store(hold - 1, Ordering::Relaxed);
        } else {
            place.article.store(article, Ordering::Relaxed);
            place.count.store(1, Ordering::Relaxed);
            place.hold.store(1, Ordering::Relaxed);
        }
    }

    /// The articles that have a place, and how often each was asked for since it has.
    pub fn articles(&self) -> impl Iterator<Item = (ArticleId, u64)> + '_ {
        let read = |place: &Place| {
            let article = place.article.load(Ordering::Relaxed);
            (ArticleId(article), place.count.load(Ordering::Relaxed))
        };
        self.articles.0.iter().map(read).filter(|(article, _)| article.0 > 0)
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
    fn an_article_that_is_asked_for_keeps_its_place() {
        let tally = Tally::default();
        let other = format!("/en/2026/05/04/{}-other", 17 + PLACES);
        for path in ["/en/2026/05/04/17-fuel", "/en/2026/05/04/17", "/en/", &other, "/-1", "/x-1"] {
            tally.read(path);
        }
        // The first has no more hold than the other has taken.
        assert_eq!(tally.articles().collect::<Vec<_>>(), [(ArticleId(17), 2)]);
        tally.read(&other);
        tally.read(&other);
        assert_eq!(tally.articles().collect::<Vec<_>>(), [(ArticleId(17 + PLACES as i64), 1)]);
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
