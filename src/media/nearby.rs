//! Renditions of a bucket that this node has on its disk, within a bound of bytes.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// The folder of renditions.
#[derive(Debug)]
pub struct Nearby {
    folder: PathBuf,
    most_bytes: u64,
    bytes: AtomicU64,
    sweeping: Mutex<()>,
}

impl Nearby {
    /// What is in `folder`, of which up to `most_bytes` stay.
    pub fn open(folder: &Path, most_bytes: u64) -> io::Result<Nearby> {
        let bytes = list(folder)?.iter().map(|(_, bytes, _)| bytes).sum();
        let (folder, bytes) = (folder.to_owned(), AtomicU64::new(bytes));
        Ok(Nearby { folder, most_bytes, bytes, sweeping: Mutex::default() })
    }

    /// Notes that a file was written, and makes room when there are too many.
    pub fn grew(&self, bytes: usize) {
        let all = self.bytes.fetch_add(bytes as u64, Ordering::Relaxed) + bytes as u64;
        if all > self.most_bytes
            && let Err(error) = self.sweep()
        {
            tracing::warn!(%error, "cannot make room among the renditions nearby");
        }
    }

    /// Removes what was written first, until four fifths are left.
    fn sweep(&self) -> io::Result<()> {
        let _turn = self.sweeping.lock().unwrap_or_else(PoisonError::into_inner);
        let mut files = list(&self.folder)?;
        files.sort();
        let mut left: u64 = files.iter().map(|(_, bytes, _)| bytes).sum();
        for (_, bytes, path) in files {
            if left <= self.most_bytes / 5 * 4 {
                break;
            }
            // Whoever reads it has it open.
            fs::remove_file(path)?;
            left -= bytes;
        }
        self.bytes.store(left, Ordering::Relaxed);
        Ok(())
    }
}

/// When each file was written, its bytes and where it is.
fn list(folder: &Path) -> io::Result<Vec<(SystemTime, u64, PathBuf)>> {
    let mut files = Vec::new();
    for shelf in fs::read_dir(folder)? {
        for entry in fs::read_dir(shelf?.path())? {
            let entry = entry?;
            let about = entry.metadata()?;
            files.push((about.modified()?, about.len(), entry.path()));
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_first_makes_room() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = folder.path().join("3f");
        fs::create_dir(&shelf).unwrap();
        let nearby = Nearby::open(folder.path(), 1_000).unwrap();
        for number in 0..20_u64 {
            let path = shelf.join(number.to_string());
            fs::write(&path, [0; 100]).unwrap();
            let at = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(number);
            fs::File::options().write(true).open(&path).unwrap().set_modified(at).unwrap();
            nearby.grew(100);
        }
        let files = list(folder.path()).unwrap();
        assert!((5..=10).contains(&files.len()), "{}", files.len());
        assert!(shelf.join("19").exists() && !shelf.join("0").exists());
    }
}
