//! What readers read these minutes, for the newsroom: how many pages they asked for, which
//! articles most of all, and how often a feed was refused them.
//!
//! Nothing is known of who they are, and nothing is written down: workers count as they do for
//! metrics, and every few seconds the sums are put aside in memory, to be compared with later
//! ones. So a kept page costs no more than two plain additions, and the whole some kilobytes.

use std::collections::{HashMap, VecDeque};

use chrono::{NaiveDateTime, TimeDelta};

use super::Metrics;
use crate::model::{ArticleId, PageKind};

/// How far back it looks.
pub const WINDOW: TimeDelta = TimeDelta::minutes(5);

/// How often the sums are put aside.
const EVERY: TimeDelta = TimeDelta::seconds(10);

/// Pages that somebody reads; feeds, photos and probes are read by programs.
const READ: [PageKind; 8] = [
    PageKind::Home,
    PageKind::Section,
    PageKind::Article,
    PageKind::Coverage,
    PageKind::Archive,
    PageKind::Author,
    PageKind::Source,
    PageKind::Info,
];

/// The sums at an instant.
#[derive(Debug, Clone, Default)]
pub(super) struct Sums {
    at: NaiveDateTime,
    pages: u64,
    feed_errors: u64,
    articles: HashMap<ArticleId, u64>,
}

/// The sums of the last minutes, the oldest first.
pub(super) type Aside = VecDeque<Sums>;

/// What was read within [`WINDOW`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Live {
    /// Pages that were asked for.
    pub pages: u64,
    /// Feeds that were asked for and not sent.
    pub feed_errors: u64,
    /// The articles that were asked for most, and how often; the first most of all.
    pub articles: Vec<(ArticleId, u64)>,
}

impl Metrics {
    /// Puts the sums aside, if it is time to; for the clock.
    pub fn put_aside(&self) {
        let now = self.clock.now();
        let mut aside = self.aside();
        // A clock that was set back begins anew.
        while aside.back().is_some_and(|last| last.at > now) {
            aside.pop_back();
        }
        if aside.back().is_some_and(|last| now - last.at < EVERY) {
            return;
        }
        aside.push_back(self.sums(now));
        while aside.get(1).is_some_and(|second| now - second.at >= WINDOW) {
            aside.pop_front();
        }
    }

    /// What was read within the last minutes on this server; of articles, up to `most`.
    pub fn live(&self, most: usize) -> Live {
        self.put_aside();
        let now = self.clock.now();
        let sums = self.sums(now);
        let aside = self.aside();
        // The newest that is old enough; while the process is young, its beginning.
        let before = aside.iter().rev().find(|sums| now - sums.at >= WINDOW).or(aside.front());
        let before = before.cloned().unwrap_or_default();
        let since = |id: &ArticleId, count: u64| {
            let then = before.articles.get(id).copied().unwrap_or_default();
            // One that has lost its place meanwhile was counted anew.
            if then > count { count } else { count - then }
        };
        let mut articles: Vec<(ArticleId, u64)> =
            sums.articles.iter().map(|(id, count)| (*id, since(id, *count))).collect();
        articles.retain(|(_, count)| *count > 0);
        articles.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
        articles.truncate(most);
        Live {
            pages: sums.pages.saturating_sub(before.pages),
            feed_errors: sums.feed_errors.saturating_sub(before.feed_errors),
            articles,
        }
    }

    fn sums(&self, at: NaiveDateTime) -> Sums {
        let mut sums = Sums { at, ..Sums::default() };
        for tally in self.tallies().iter() {
            for kind in READ {
                let [_, good, moved, ..] = tally.requests(kind);
                sums.pages += good + moved;
            }
            let [.., refused, failed] = tally.requests(PageKind::Feed);
            sums.feed_errors += refused + failed;
            for (article, count) in tally.articles() {
                *sums.articles.entry(article).or_default() += count;
            }
        }
        sums
    }
}
