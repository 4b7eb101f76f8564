//! What a page shows, noted while it is rendered.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use chrono::NaiveDateTime;

use super::Noun;

/// The nouns that a page shows and the instant at which it will look different by itself.
///
/// Whatever reads content for a page notes it here, so that a page can be kept until one of its
/// nouns moves or its time has passed. Shared by the threads that make one page.
#[derive(Debug, Default)]
pub struct Shown(Mutex<Parts>);

/// What was noted.
#[derive(Debug, Default, Clone)]
pub struct Parts {
    /// Everything that the page shows.
    pub nouns: BTreeSet<Noun>,
    /// The instant (UTC) from which the page is to be made again though nothing moved: a day that
    /// ends, a pin that expires. `None`: never.
    pub until: Option<NaiveDateTime>,
    /// The parameters of the query that the page has asked for.
    pub parameters: BTreeSet<&'static str>,
    /// It may be older than what this process knows of.
    pub is_behind: bool,
}

impl Shown {
    /// Notes that the page shows `noun`.
    pub fn note(&self, noun: Noun) {
        self.with(|parts| {
            parts.nouns.insert(noun);
        });
    }

    /// Notes that the page shows all of `nouns`.
    pub fn note_all(&self, nouns: impl IntoIterator<Item = Noun>) {
        self.with(|parts| parts.nouns.extend(nouns));
    }

    /// Notes that the page looks different from `at` (UTC) on.
    pub fn until(&self, at: NaiveDateTime) {
        self.with(|parts| parts.until = Some(parts.until.map_or(at, |until| until.min(at))));
    }

    /// Notes that the page depends on a parameter of the query.
    pub fn parameter(&self, name: &'static str) {
        self.with(|parts| {
            parts.parameters.insert(name);
        });
    }

    /// Notes that the page may be older than what this process knows of.
    pub fn not_for_keeping(&self) {
        self.with(|parts| parts.is_behind = true);
    }

    /// What was noted so far.
    pub fn parts(&self) -> Parts {
        self.with(|parts| parts.clone())
    }

    fn with<T>(&self, act: impl FnOnce(&mut Parts) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Parts {
    /// The nouns as texts, with a space between them.
    pub fn listed(&self) -> String {
        let nouns: Vec<String> = self.nouns.iter().map(ToString::to_string).collect();
        nouns.join(" ")
    }
}
