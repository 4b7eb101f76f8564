//! Keys, paths, and writing a file so that it is whole or absent.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use super::Format;

const KEY_DIGITS: usize = 32;

/// A file under `partial/` older than this was left by a process that is gone.
const ABANDONED_AFTER: Duration = Duration::from_secs(3600);

/// The folder of a store.
///
/// ```text
/// originals/3f/3fa0….jpg        as received; what a backup must keep
/// renditions/3f/3fa0…-640.jpg   can be made again from the original
/// partial/                      files being written
/// ```
#[derive(Debug)]
pub struct Files {
    root: PathBuf,
}

impl Files {
    pub fn open(root: &Path) -> io::Result<Self> {
        for folder in ["originals", "renditions", "partial"] {
            fs::create_dir_all(root.join(folder))?;
        }
        remove_abandoned(&root.join("partial"))?;
        sync_folder(root)?;
        Ok(Self { root: root.to_owned() })
    }

    pub fn find_original(&self, key: &str) -> Option<(PathBuf, Format)> {
        Format::ALL
            .into_iter()
            .map(|format| (self.original_path(key, format), format))
            .find(|(path, _)| path.exists())
    }

    pub fn rendition_path(&self, key: &str, width: u32) -> PathBuf {
        self.root.join("renditions").join(&key[..2]).join(format!("{key}-{width}.jpg"))
    }

    /// Writes nothing when the bytes are there already: their key says what they are.
    pub fn write_original(&self, key: &str, format: Format, bytes: &[u8]) -> io::Result<()> {
        let path = self.original_path(key, format);
        match fs::metadata(&path) {
            Ok(found) if found.len() == bytes.len() as u64 => Ok(()),
            _ => self.write_whole(&path, bytes),
        }
    }

    pub fn write_rendition(&self, key: &str, width: u32, jpeg: &[u8]) -> io::Result<()> {
        self.write_whole(&self.rendition_path(key, width), jpeg)
    }

    fn original_path(&self, key: &str, format: Format) -> PathBuf {
        let name = format!("{key}.{}", format.extension());
        self.root.join("originals").join(&key[..2]).join(name)
    }

    /// After a power cut the file is either whole or absent: its content is on disk before its
    /// name is, and its name before we return.
    fn write_whole(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        static SERIAL: AtomicU64 = AtomicU64::new(0);
        let serial = SERIAL.fetch_add(1, Ordering::Relaxed);
        let partial = self.root.join("partial").join(format!("{}-{serial}", std::process::id()));
        let written = write_synced(&partial, bytes).and_then(|()| {
            let folder = path.parent().unwrap_or(&self.root);
            make_folder(folder)?;
            fs::rename(&partial, path)?;
            sync_folder(folder)
        });
        if written.is_err() {
            // The first error is the one worth reporting; a leftover goes at the next start.
            let _ = fs::remove_file(&partial);
        }
        written
    }
}

/// The key of these bytes: half of their BLAKE3 hash, 128 bits, in hexadecimal.
pub fn key_of(bytes: &[u8]) -> String {
    let mut key = blake3::hash(bytes).to_hex().to_string();
    key.truncate(KEY_DIGITS);
    key
}

/// Whether `text` could be a key. Only what passes here may become part of a path.
pub fn is_key(text: &str) -> bool {
    text.len() == KEY_DIGITS && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn make_folder(folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Ok(()) => folder.parent().map_or(Ok(()), sync_folder),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Elsewhere a folder cannot be opened as a file, and the rename is journalled by itself.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

fn remove_abandoned(partial: &Path) -> io::Result<()> {
    let now = SystemTime::now();
    for entry in fs::read_dir(partial)? {
        let entry = entry?;
        let age = entry.metadata()?.modified().ok().and_then(|at| now.duration_since(at).ok());
        if age.is_some_and(|age| age > ABANDONED_AFTER) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
