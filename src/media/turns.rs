//! One maker per key, and only so much memory at once.

use std::collections::HashSet;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Who may work now. Both kinds of waiting end when the guard of an earlier one is dropped.
#[derive(Debug)]
pub struct Turns {
    state: Mutex<State>,
    changed: Condvar,
    memory_bytes: u64,
}

#[derive(Debug)]
struct State {
    taken: HashSet<String>,
    free_bytes: u64,
}

impl Turns {
    /// Turns that let reservations of at most `memory_bytes` in sum exist at once.
    pub fn new(memory_bytes: u64) -> Self {
        let state = State { taken: HashSet::new(), free_bytes: memory_bytes };
        Self { state: Mutex::new(state), changed: Condvar::new(), memory_bytes }
    }

    /// Waits until nobody else works on `key`.
    pub fn take(&self, key: &str) -> Turn<'_> {
        let mut state = self.wait_while(|state| state.taken.contains(key));
        state.taken.insert(key.to_owned());
        Turn { turns: self, key: key.to_owned() }
    }

    /// Waits until `bytes` are free. A reservation larger than everything waits for everything.
    ///
    /// Take a key's turn before its memory, never the other way round: that order cannot lock up.
    pub fn reserve(&self, bytes: u64) -> Memory<'_> {
        let bytes = bytes.min(self.memory_bytes);
        let mut state = self.wait_while(|state| state.free_bytes < bytes);
        state.free_bytes -= bytes;
        Memory { turns: self, bytes }
    }

    fn wait_while(&self, mut busy: impl FnMut(&State) -> bool) -> MutexGuard<'_, State> {
        self.changed
            .wait_while(self.lock(), |state| busy(state))
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Each change to the state is a single assignment, so a panic cannot leave it half done.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Held by the one maker of a key.
pub struct Turn<'a> {
    turns: &'a Turns,
    key: String,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.turns.lock().taken.remove(&self.key);
        self.turns.changed.notify_all();
    }
}

/// Held while a picture is decoded.
pub struct Memory<'a> {
    turns: &'a Turns,
    bytes: u64,
}

impl Drop for Memory<'_> {
    fn drop(&mut self) {
        self.turns.lock().free_bytes += self.bytes;
        self.turns.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::Turns;

    #[test]
    fn reservations_never_exceed_the_memory() {
        let turns = Turns::new(100);
        let (used, most) = (AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for thread in 0..8_u64 {
                let (turns, used, most) = (&turns, &used, &most);
                scope.spawn(move || {
                    for round in 0..200 {
                        let bytes = 1 + (thread * 31 + round * 7) % 150;
                        let _memory = turns.reserve(bytes);
                        let bytes = bytes.min(100);
                        let now = used.fetch_add(bytes, Ordering::SeqCst) + bytes;
                        most.fetch_max(now, Ordering::SeqCst);
                        std::thread::yield_now();
                        used.fetch_sub(bytes, Ordering::SeqCst);
                    }
                });
            }
        });
        assert!(most.into_inner() <= 100);
    }
}
