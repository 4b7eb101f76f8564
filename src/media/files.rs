//! Keys, paths, and writing a file so that it is whole or absent.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use super::bucket::Bucket;
use super::nearby::Nearby;
use super::{Format, MediaError};

const KEY_DIGITS: usize = 32;

/// A file under `partial/` older than this was left by a process that is gone.
const ABANDONED_AFTER: Duration = Duration::from_secs(3600);

/// The folder of a store, and the bucket in which it keeps everything, if there is one.
///
/// ```text
/// originals/3f/3fa0….jpg        as received; what a backup must keep
/// renditions/3f/3fa0…-640.jpg   can be made again from the original
/// partial/                      files being written
/// ```
///
/// A bucket has the same names, but originals without an ending; the folder then has only the
/// renditions that readers of this node have asked for lately.
#[derive(Debug)]
pub struct Files {
    root: PathBuf,
    far: Option<(Bucket, Nearby)>,
}

impl Files {
    pub fn open(root: &Path) -> io::Result<Self> {
        for folder in ["originals", "renditions", "partial"] {
            fs::create_dir_all(root.join(folder))?;
        }
        remove_abandoned(&root.join("partial"))?;
        sync_folder(root)?;
        Ok(Self { root: root.to_owned(), far: None })
    }

    /// With everything in `bucket`, and up to so many bytes of renditions nearby.
    pub fn in_bucket(self, bucket: Bucket, nearby_bytes: u64) -> io::Result<Self> {
        let nearby = Nearby::open(&self.root.join("renditions"), nearby_bytes)?;
        Ok(Self { far: Some((bucket, nearby)), ..self })
    }

    /// The original in the folder.
    pub fn find_original(&self, key: &str) -> Option<(PathBuf, Format)> {
        Format::ALL
            .into_iter()
            .map(|format| (self.original_path(key, format), format))
            .find(|(path, _)| path.exists())
    }

    pub fn read_original(&self, key: &str) -> Result<Option<Vec<u8>>, MediaError> {
        match &self.far {
            Some((bucket, _)) => bucket.get(&original_name(key)),
            None => match self.find_original(key) {
                Some((path, _)) => Ok(Some(fs::read(path)?)),
                None => Ok(None),
            },
        }
    }

    /// Whether a rendition is made, wherever it is.
    pub fn has_rendition(&self, key: &str, width: u32) -> Result<bool, MediaError> {
        if self.rendition_path(key, width).exists() {
            return Ok(true);
        }
        match &self.far {
            Some((bucket, _)) => Ok(bucket.find(&rendition_name(key, width))?.is_some()),
            None => Ok(false),
        }
    }

    /// The file of a rendition that is made; a bucket is asked only for what isn't nearby.
    pub fn fetch_rendition(&self, key: &str, width: u32) -> Result<Option<PathBuf>, MediaError> {
        let path = self.rendition_path(key, width);
        if path.exists() {
            return Ok(Some(path));
        }
        let Some((bucket, nearby)) = &self.far else { return Ok(None) };
        let Some(jpeg) = bucket.get(&rendition_name(key, width))? else { return Ok(None) };
        self.write_whole(&path, &jpeg)?;
        nearby.grew(jpeg.len());
        Ok(Some(path))
    }

    fn rendition_path(&self, key: &str, width: u32) -> PathBuf {
        self.root.join(rendition_name(key, width))
    }

    /// Writes nothing when the bytes are there already: their key says what they are.
    pub fn write_original(
        &self,
        key: &str,
        format: Format,
        bytes: &[u8],
    ) -> Result<(), MediaError> {
        if let Some((bucket, _)) = &self.far {
            let name = original_name(key);
            return match bucket.find(&name)? {
                Some(length) if length == bytes.len() as u64 => Ok(()),
                _ => bucket.put(&name, bytes),
            };
        }
        let path = self.original_path(key, format);
        match fs::metadata(&path) {
            Ok(found) if found.len() == bytes.len() as u64 => Ok(()),
            _ => Ok(self.write_whole(&path, bytes)?),
        }
    }

    pub fn write_rendition(&self, key: &str, width: u32, jpeg: &[u8]) -> Result<(), MediaError> {
        // The bucket first: what is nearby is known to be there, too.
        if let Some((bucket, _)) = &self.far {
            bucket.put(&rendition_name(key, width), jpeg)?;
        }
        self.write_whole(&self.rendition_path(key, width), jpeg)?;
        if let Some((_, nearby)) = &self.far {
            nearby.grew(jpeg.len());
        }
        Ok(())
    }

    fn original_path(&self, key: &str, format: Format) -> PathBuf {
        self.root.join(format!("{}.{}", original_name(key), format.extension()))
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

fn original_name(key: &str) -> String {
    format!("originals/{}/{key}", &key[..2])
}

fn rendition_name(key: &str, width: u32) -> String {
    format!("renditions/{}/{key}-{width}.jpg", &key[..2])
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
