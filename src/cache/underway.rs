//! The making of a page, as long as somebody waits for it.

use std::sync::Arc;

use super::PageCache;
use super::following::{Flight, Outcome};

/// A making that ends with the request, also when the reader goes away in the middle of it.
pub struct Underway {
    cache: Arc<PageCache>,
    flight: Option<Flight>,
}

impl Underway {
    /// The making of `flight`'s page.
    pub fn new(cache: Arc<PageCache>, flight: Flight) -> Underway {
        Underway { cache, flight: Some(flight) }
    }

    /// The page is made: what is to be kept or given up.
    pub fn end(mut self) -> Option<Flight> {
        self.flight.take()
    }
}

impl Drop for Underway {
    fn drop(&mut self) {
        if let Some(flight) = self.flight.take() {
            self.cache.give_up(&flight, Outcome::Again);
        }
    }
}
