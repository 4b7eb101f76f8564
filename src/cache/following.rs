//! Which pages show a noun, and what moved while a page was being made.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Weak};

use super::kept::Freshness;
use crate::model::ChangeId;

/// Everything about kept pages that must be seen at one instant; stands behind one lock, which
/// no reader of a kept page takes.
#[derive(Debug, Default)]
pub struct Following {
    /// All changes up to this one were followed.
    pub position: ChangeId,
    shows: HashMap<u64, Showing>,
    flights: HashMap<String, Underway>,
    hasher: RandomState,
    last_flight: u64,
}

/// The pages that show a noun.
#[derive(Debug, Default)]
struct Showing {
    pages: Vec<Weak<Freshness>>,
    /// When there are more, those that are no longer kept are looked for.
    sweep_at: usize,
}

/// A page that is being made.
#[derive(Debug)]
struct Underway {
    number: u64,
    /// The nouns that moved since it began.
    moved: Vec<u64>,
    /// Everything moved.
    is_void: bool,
    done: tokio::sync::watch::Receiver<Outcome>,
}

/// How the making of a page ended, for those who wait for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It goes on.
    Underway,
    /// The page is kept, or something moved meanwhile: look again.
    Again,
    /// What came out is not for keeping: everybody asks alone.
    NotKept,
}

/// The making of one page, by whoever asked first.
#[derive(Debug)]
pub struct Flight {
    /// The page.
    pub address: String,
    /// What had been followed when it began.
    pub position: ChangeId,
    number: u64,
    done: tokio::sync::watch::Sender<Outcome>,
}

/// Whether somebody makes a page already.
#[derive(Debug)]
pub enum Turn {
    /// Nobody: it is yours.
    Lead(Flight),
    /// Wait for the outcome.
    Wait(tokio::sync::watch::Receiver<Outcome>),
}

impl Flight {
    /// Tells those who wait.
    pub fn tell(&self, outcome: Outcome) {
        self.done.send_replace(outcome);
    }
}

impl Following {
    /// Begins the making of a page, unless somebody does.
    pub fn begin(&mut self, address: &str) -> Turn {
        if let Some(underway) = self.flights.get(address) {
            return Turn::Wait(underway.done.clone());
        }
        let (sender, done) = tokio::sync::watch::channel(Outcome::Underway);
        self.last_flight += 1;
        let number = self.last_flight;
        let underway = Underway { number, moved: Vec::new(), is_void: false, done };
        self.flights.insert(address.to_owned(), underway);
        Turn::Lead(Flight {
            address: address.to_owned(),
            position: self.position,
            number,
            done: sender,
        })
    }

    /// Ends a making, whatever came out; whether something moved meanwhile that `nouns` hold.
    pub fn end<'a>(&mut self, flight: &Flight, nouns: impl Iterator<Item = &'a str>) -> bool {
        let is_this = |it: &Underway| it.number == flight.number;
        if !self.flights.get(&flight.address).is_some_and(is_this) {
            return true;
        }
        let Some(underway) = self.flights.remove(&flight.address) else { return true };
        underway.is_void
            || nouns.map(|noun| self.hasher.hash_one(noun)).any(|it| underway.moved.contains(&it))
    }

    /// From now on, changes of `nouns` reach the page.
    pub fn show<'a>(&mut self, nouns: impl Iterator<Item = &'a str>, page: &Arc<Freshness>) {
        for noun in nouns {
            let showing = self.shows.entry(self.hasher.hash_one(noun)).or_default();
            if showing.pages.len() >= showing.sweep_at {
                showing.pages.retain(|page| page.strong_count() > 0);
                showing.sweep_at = (showing.pages.len() * 2).max(8);
            }
            showing.pages.push(Arc::downgrade(page));
        }
    }

    /// Follows one change: pages that show one of its nouns are stale from now on, and gone when
    /// the change took the noun down.
    pub fn follow(&mut self, id: ChangeId, nouns: &[String], is_gone: impl Fn(&str) -> bool) {
        if id <= self.position {
            return;
        }
        self.position = id;
        for noun in nouns {
            let hash = self.hasher.hash_one(noun.as_str());
            for underway in self.flights.values_mut() {
                underway.moved.push(hash);
            }
            let Some(showing) = self.shows.remove(&hash) else { continue };
            for page in showing.pages.iter().filter_map(Weak::upgrade) {
                if is_gone(noun) { page.gone() } else { page.stale() }
            }
        }
    }

    /// Everything moved: nothing that is kept or being made may be shown as fresh.
    pub fn follow_everything(&mut self, position: ChangeId) {
        self.position = self.position.max(position);
        for underway in self.flights.values_mut() {
            underway.is_void = true;
        }
        for (_, showing) in self.shows.drain() {
            showing.pages.iter().filter_map(Weak::upgrade).for_each(|page| page.stale());
        }
    }

    /// Pages that are being made.
    pub fn underway(&self) -> usize {
        self.flights.len()
    }
}
