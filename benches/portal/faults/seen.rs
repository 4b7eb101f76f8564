//! What readers and writers saw.

use std::time::{Duration, Instant};

use super::newsroom::Wrote;
use crate::report::{millis, or_dash};

/// How a reader's request ended.
#[derive(Clone, Copy, PartialEq)]
pub enum Saw {
    /// 200 with everything that was acknowledged.
    Fresh,
    /// 200 with an `Age`: kept from before, shown since the database is out of reach.
    Reserve,
    /// The same, and an acknowledged change is missing.
    OldReserve,
    /// 200 that claims to be the newest, and an acknowledged change is missing.
    Stale,
    /// 503.
    Unavailable,
    /// Another status.
    Other,
    /// The connection was refused, or ended.
    NoAnswer,
}

/// How somebody's request ended.
#[derive(Clone, Copy)]
pub struct Event<T> {
    /// How.
    pub what: T,
    /// When.
    pub at: Instant,
    /// How long it took.
    pub took: Duration,
}

impl<T> Event<T> {
    /// One that began then and ends now.
    pub fn since(began: Instant, what: T) -> Event<T> {
        Event { what, at: Instant::now(), took: began.elapsed() }
    }
}

/// What all of them saw, in no order.
#[derive(Default)]
pub struct Seen {
    /// Readers.
    pub reads: Vec<Event<Saw>>,
    /// Writers; `None`: no answer.
    pub writes: Vec<Event<Option<Wrote>>>,
}

/// Columns of [`Seen::readers_row`].
pub const READERS: [&str; 12] = [
    "Readers",
    "Requests",
    "200, fresh",
    "200 with `Age`",
    "older than acknowledged",
    "503",
    "Other",
    "No answer",
    "**Stale**",
    "p50",
    "p99",
    "Longest",
];

/// Columns of [`Seen::writers_row`].
pub const WRITERS: [&str; 10] = [
    "Writers",
    "Sent",
    "Acknowledged",
    "503",
    "Other",
    "No answer",
    "**Lost**",
    "p50",
    "p99",
    "Longest pause",
];

impl Seen {
    /// How often readers saw that.
    pub fn count(&self, saw: Saw) -> usize {
        self.reads.iter().filter(|read| read.what == saw).count()
    }

    /// A row of the readers' table.
    pub fn readers_row(&self, fault: &str) -> Vec<String> {
        let old = self.count(Saw::OldReserve);
        let mut row = vec![fault.to_owned(), self.reads.len().to_string()];
        let counts = [
            self.count(Saw::Fresh),
            self.count(Saw::Reserve) + old,
            old,
            self.count(Saw::Unavailable),
            self.count(Saw::Other),
            self.count(Saw::NoAnswer),
            self.count(Saw::Stale),
        ];
        row.extend(counts.iter().map(usize::to_string));
        row.extend(times(self.reads.iter().map(|read| read.took)));
        row
    }

    /// A row of the writers' table.
    pub fn writers_row(&self, fault: &str, lost: usize) -> Vec<String> {
        let count = |is: &dyn Fn(Option<Wrote>) -> bool| {
            self.writes.iter().filter(|write| is(write.what)).count()
        };
        let refused = |what| matches!(what, Some(Wrote::Refused(_)));
        let counts = [
            self.writes.len(),
            count(&|what| what == Some(Wrote::Acknowledged)),
            count(&|what| what == Some(Wrote::Refused(503))),
            count(&|what| refused(what) && what != Some(Wrote::Refused(503))),
            count(&|what| what.is_none()),
            lost,
        ];
        let mut row = vec![fault.to_owned()];
        row.extend(counts.iter().map(usize::to_string));
        let [median, p99, _] = times(self.acknowledged().map(|write| write.took));
        row.extend([median, p99, or_dash(self.longest_pause().map(as_millis))]);
        row
    }

    /// When readers first saw something else than the newest page, after `since`.
    pub fn first_trouble(&self, since: Instant) -> Option<Duration> {
        self.troubles().filter_map(|at| at.checked_duration_since(since)).min()
    }

    /// When they saw it last, after `since`.
    pub fn last_trouble(&self, since: Instant) -> Option<Duration> {
        self.troubles().filter_map(|at| at.checked_duration_since(since)).max()
    }

    /// When a writer was first acknowledged something that was sent after `since`.
    pub fn first_acknowledged(&self, since: Instant) -> Option<Duration> {
        let after = self.acknowledged().filter(|write| write.at - write.took >= since);
        after.map(|write| write.at - since).min()
    }

    fn troubles(&self) -> impl Iterator<Item = Instant> {
        self.reads.iter().filter(|read| read.what != Saw::Fresh).map(|read| read.at)
    }

    fn acknowledged(&self) -> impl Iterator<Item = &Event<Option<Wrote>>> {
        self.writes.iter().filter(|write| write.what == Some(Wrote::Acknowledged))
    }

    fn longest_pause(&self) -> Option<Duration> {
        let mut times: Vec<Instant> = self.acknowledged().map(|write| write.at).collect();
        times.sort_unstable();
        times.windows(2).map(|pair| pair[1] - pair[0]).max()
    }
}

/// `1.25 ms`.
pub fn as_millis(time: Duration) -> String {
    millis(time.as_secs_f64())
}

/// The middle one of some times, the one that 99 of 100 don't exceed, and the longest.
pub fn times(times: impl Iterator<Item = Duration>) -> [String; 3] {
    let mut times: Vec<Duration> = times.collect();
    times.sort_unstable();
    let at = |part: usize| times.get(times.len().saturating_sub(1) * part / 100).copied();
    [50, 99, 100].map(|part| or_dash(at(part).map(as_millis)))
}
