//! Better compression for pages that are read again, on a thread of its own.

use std::io;
use std::sync::mpsc::{self, SyncSender};
use std::sync::{Arc, Weak};

use super::PageCache;

/// So many pages may wait.
const QUEUE: usize = 256;

impl PageCache {
    /// Starts to compress what is read again; ends with the cache.
    ///
    /// # Errors
    ///
    /// The system has no thread left.
    pub fn start_packing(self: &Arc<PageCache>) -> io::Result<()> {
        let (sender, waiting) = mpsc::sync_channel::<String>(QUEUE);
        let sender: SyncSender<String> = sender;
        if !self.is_on() || self.packer.set(sender).is_err() {
            return Ok(());
        }
        let cache: Weak<PageCache> = Arc::downgrade(self);
        std::thread::Builder::new().name("packing".to_owned()).spawn(move || {
            // Readers come first. On Linux that is this thread's priority, elsewhere the process's.
            #[cfg(target_os = "linux")]
            let _ = rustix::process::nice(19);
            while let Ok(address) = waiting.recv() {
                let Some(cache) = cache.upgrade() else { return };
                let Some(page) = cache.find(&address) else { continue };
                if page.freshness.is_reserve() {
                    cache.replace(&address, &page, page.packed());
                }
            }
        })?;
        Ok(())
    }
}
