//! Rendered pages, each with the nouns it shows.
//!
//! ```text
//! address.rs    under which name a page is kept
//! kept.rs       a page as bytes ready to send, and whether it may be shown
//! headers.rs    what every answer with a page carries
//! following.rs  which pages show a noun; what moved while a page was being made
//! underway.rs   the making of a page, which ends with its request
//! reserve.rs    what an operator hears of pages that can't be made
//! packing.rs    better compression for pages that are read again, in the background
//! ```
//!
//! A page is fresh until a noun moves that it shows, or until its own time has passed. Then it is
//! a reserve: shown when the database can't be reached, and otherwise replaced by the next
//! reader's rendering. However many miss a page at once, one of them makes it.
//!
//! **Never stale.** A rendering begins ([`PageCache::begin`]) before its first query, and is kept
//! only when none of its nouns moved between then and [`PageCache::keep`]; both, and following a
//! change, happen under one lock. So a page that was read before a change is either refused here,
//! or in the index when the change is followed.

pub mod address;
pub mod following;
pub mod headers;
pub mod kept;
pub mod packing;
pub mod reserve;
pub mod underway;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Instant;

use actix_web::http::header::HeaderMap;
use quick_cache::sync::{Cache, DefaultLifecycle};
use quick_cache::{DefaultHashBuilder, Lifecycle, OptionsBuilder, Weighter};

use self::following::{Flight, Following, Outcome, Turn};
use self::headers::Headers;
use self::kept::{Kept, Rendered};
use self::reserve::Reserve;
use crate::changes::Recorded;
use crate::model::ChangeId;

/// What an average page weighs, in bytes: only for how much room the table begins with.
const USUAL_WEIGHT: u64 = 64 << 10;

/// Kept pages, within a bound of bytes.
pub struct PageCache {
    pages: Option<Pages>,
    evicted: Arc<AtomicU64>,
    following: Mutex<Following>,
    /// Sets of headers that pages share.
    headers: Mutex<Vec<Arc<Headers>>>,
    /// How often something may have changed that couldn't be followed, and how many of these times
    /// everything was followed since.
    doubts: AtomicU64,
    settled: AtomicU64,
    packer: OnceLock<SyncSender<String>>,
    /// What readers get when nothing newer can be had.
    pub reserve: Reserve,
}

type Pages = Cache<String, Arc<Kept>, Weigh, DefaultHashBuilder, Evicted>;

#[derive(Debug, Clone)]
struct Weigh;

impl Weighter<String, Arc<Kept>> for Weigh {
    fn weight(&self, address: &String, page: &Arc<Kept>) -> u64 {
        u64::try_from(address.len() + page.weight()).unwrap_or(u64::MAX)
    }
}

/// Counts what makes room; it is let go of after the lock, as usual.
#[derive(Debug, Clone)]
struct Evicted {
    count: Arc<AtomicU64>,
    usual: DefaultLifecycle<String, Arc<Kept>>,
}

impl Lifecycle<String, Arc<Kept>> for Evicted {
    type RequestState =
        <DefaultLifecycle<String, Arc<Kept>> as Lifecycle<String, Arc<Kept>>>::RequestState;

    fn on_evict(&self, state: &mut Self::RequestState, address: String, page: Arc<Kept>) {
        self.count.fetch_add(1, Ordering::Relaxed);
        self.usual.on_evict(state, address, page);
    }
}

/// What became of a rendering.
#[derive(Debug)]
pub enum Keeping {
    /// It is kept.
    Kept(Arc<Kept>),
    /// Something that it shows moved meanwhile: it may be sent to who began it, and to nobody else.
    Moved(Arc<Kept>),
}

impl PageCache {
    /// A cache of `bytes` at most; 0 keeps nothing.
    pub fn new(bytes: u64) -> PageCache {
        let evicted: Arc<AtomicU64> = Arc::default();
        let table = || {
            // A page may weigh a shard at most: fewer shards when there is little room.
            let shards = usize::try_from((bytes >> 22).clamp(1, 16)).unwrap_or(1);
            let options = OptionsBuilder::new()
                .weight_capacity(bytes)
                .estimated_items_capacity(usize::try_from(bytes / USUAL_WEIGHT).unwrap_or(16))
                .shards(shards)
                .build();
            let hasher = DefaultHashBuilder::default();
            let lifecycle = Evicted { count: evicted.clone(), usual: DefaultLifecycle::default() };
            options.ok().map(|options| Cache::with_options(options, Weigh, hasher, lifecycle))
        };
        PageCache {
            pages: if bytes == 0 { None } else { table() },
            evicted,
            following: Mutex::default(),
            headers: Mutex::default(),
            doubts: AtomicU64::new(0),
            settled: AtomicU64::new(0),
            packer: OnceLock::new(),
            reserve: Reserve::default(),
        }
    }

    /// Whether pages are kept at all.
    pub fn is_on(&self) -> bool {
        self.pages.is_some()
    }

    /// What is kept at an address, fresh or not.
    pub fn find(&self, address: &str) -> Option<Arc<Kept>> {
        self.pages.as_ref()?.get(address)
    }

    /// Whether a page may be shown as the newest.
    pub fn is_fresh(&self, page: &Kept, now: impl FnOnce() -> chrono::NaiveDateTime) -> bool {
        let is_settled =
            self.settled.load(Ordering::Acquire) == self.doubts.load(Ordering::Acquire);
        is_settled && page.freshness.is_fresh(now)
    }

    /// Begins the making of a page; before its first query.
    pub fn begin(&self, address: &str) -> Turn {
        self.following().begin(address)
    }

    /// Keeps what was made, unless something moved.
    pub fn keep(&self, flight: &Flight, rendered: Rendered) -> Keeping {
        let before = self.find(&flight.address);
        let page = Arc::new(Kept::new(rendered, before.as_deref()));
        let nouns = || page.nouns.to_str().unwrap_or_default().split(' ');
        let Some(pages) = &self.pages else { return Keeping::Moved(page) };
        let mut following = self.following();
        let has_moved = following.end(flight, nouns());
        if has_moved {
            drop(following);
            flight.tell(Outcome::Again);
            return Keeping::Moved(page);
        }
        following.show(nouns(), &page.freshness);
        pages.insert(flight.address.clone(), page.clone());
        drop(following);
        flight.tell(Outcome::Again);
        Keeping::Kept(page)
    }

    /// Ends the making of a page of which nothing is to be kept.
    pub fn give_up(&self, flight: &Flight, outcome: Outcome) {
        self.following().end(flight, std::iter::empty());
        flight.tell(outcome);
    }

    /// Counts a reader of a page; asks for better compression when it is worth it.
    pub fn read(&self, address: &str, page: &Kept) {
        if page.is_read_again()
            && let Some(packer) = self.packer.get()
        {
            // A full queue is no loss: the page stays as it is.
            let _ = packer.try_send(address.to_owned());
        }
    }

    /// All changes up to this one were followed.
    pub fn position(&self) -> ChangeId {
        self.following().position
    }

    /// Follows changes, in their order; those that were followed already are left out. The
    /// position before.
    pub fn follow(&self, changes: &[Recorded]) -> ChangeId {
        let mut following = self.following();
        let before = following.position;
        for change in changes {
            let nouns: Vec<String> = serde_json::from_str(&change.nouns).unwrap_or_default();
            let is_taken_down = matches!(change.verb.as_str(), "withdraw" | "remove_demo");
            following
                .follow(change.id, &nouns, |noun| is_taken_down && noun.starts_with("article:"));
        }
        before
    }

    /// Begins to follow after `position`, or goes on there when changes in between are lost:
    /// nothing kept so far counts as fresh.
    pub fn start_at(&self, position: ChangeId) {
        self.following().follow_everything(position);
    }

    /// A change may have been made that can't be followed now: until everything is followed,
    /// nothing counts as fresh.
    pub fn doubt(&self) {
        self.doubts.fetch_add(1, Ordering::AcqRel);
    }

    /// Pages can be made, as far as is known; tells an operator when that is news.
    pub fn end_reserve(&self) {
        if let Some((pages, lasted)) = self.reserve.end(Instant::now()) {
            let secs = lasted.as_secs();
            tracing::info!(pages, secs, "readers get the newest pages again");
        }
    }

    /// How often there was a doubt; asked before changes are read, for [`PageCache::settle`].
    pub fn doubts(&self) -> u64 {
        self.doubts.load(Ordering::Acquire)
    }

    /// Everything was followed that was there when there had been so many doubts; one that came
    /// up meanwhile, of a change that this reading may have missed, stays.
    pub fn settle(&self, doubts: u64) {
        self.settled.fetch_max(doubts, Ordering::AcqRel);
    }

    /// The same headers as `headers`, shared with other pages.
    pub fn share(&self, headers: &HeaderMap) -> Arc<Headers> {
        let mut shared = self.headers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = shared.iter().find(|known| known.is_same(headers)) {
            return known.clone();
        }
        let headers = Arc::new(Headers::new(headers));
        // A few for each edition; the bound is for the day when somebody adds one a page.
        if shared.len() < 256 {
            shared.push(headers.clone());
        }
        headers
    }

    /// Bytes and pages that are kept, and pages that are being made.
    pub fn size(&self) -> (u64, usize, usize) {
        let underway = self.following().underway();
        self.pages
            .as_ref()
            .map_or((0, 0, underway), |pages| (pages.weight(), pages.len(), underway))
    }

    /// How many pages have made room for others, or were too large to be kept.
    pub fn evictions(&self) -> u64 {
        self.evicted.load(Ordering::Relaxed)
    }

    /// Puts the better compressed page in its place, if that is still `page`.
    fn replace(&self, address: &str, page: &Kept, packed: Kept) {
        let Some(pages) = &self.pages else { return };
        let _guard = self.following();
        let is_same = |found: &Arc<Kept>| Arc::ptr_eq(&found.freshness, &page.freshness);
        if pages.peek(address).as_ref().is_some_and(is_same) {
            pages.insert(address.to_owned(), Arc::new(packed));
        }
    }

    fn following(&self) -> MutexGuard<'_, Following> {
        self.following.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
