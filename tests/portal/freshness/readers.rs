//! Readers who ask for random pages all the time.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use super::press::Dice;
use crate::support::{Portal, Request};

const READERS: usize = 8;

/// Readers, on threads of their own.
pub struct Readers {
    addresses: Arc<Mutex<Vec<String>>>,
    is_over: Arc<AtomicBool>,
    asked: Arc<AtomicUsize>,
    threads: Vec<JoinHandle<()>>,
}

impl Readers {
    pub fn start(nodes: &[&Portal]) -> Readers {
        let mut readers = Readers {
            addresses: Arc::default(),
            is_over: Arc::default(),
            asked: Arc::default(),
            threads: Vec::new(),
        };
        for number in 0..READERS {
            let node = nodes[number % nodes.len()].address();
            let (addresses, is_over, asked) =
                (readers.addresses.clone(), readers.is_over.clone(), readers.asked.clone());
            readers.threads.push(std::thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
                let runtime = runtime.expect("a runtime");
                let mut dice = Dice::new(number as u64 + 100);
                while !is_over.load(Ordering::Relaxed) {
                    let address = {
                        let known = addresses.lock().expect("no reader panics");
                        (!known.is_empty()).then(|| dice.one_of(&known))
                    };
                    let Some(address) = address else {
                        std::thread::yield_now();
                        continue;
                    };
                    let answer = runtime.block_on(Request::new(node, "GET", &address).send());
                    assert!(answer.status() < 500, "{address}: {}", answer.status());
                    asked.fetch_add(1, Ordering::Relaxed);
                }
            }));
        }
        readers
    }

    pub fn know(&self, addresses: &[String]) {
        addresses.clone_into(&mut self.addresses.lock().expect("no reader panics"));
    }

    /// How many pages they read.
    pub fn stop(mut self) -> usize {
        self.is_over.store(true, Ordering::Relaxed);
        for thread in self.threads.drain(..) {
            thread.join().expect("a reader saw no error");
        }
        self.asked.load(Ordering::Relaxed)
    }
}

impl Drop for Readers {
    /// When the test fails they stop before the portal does.
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}
