//! The photo store: originals as they were received, renditions as readers get them.
//!
//! ```text
//! mod.rs      put an original, find a rendition
//! decode.rs   bytes we do not trust become pixels, within bounds
//! avif.rs     those of AVIF, whose pixels are decoded in a process of its own
//! found.rs    what a file says about its photo: caption, credit, place, day
//! encode.rs   pixels become a JPEG of one width, within a budget
//! files.rs    keys, paths, and writing a file so that it is whole or absent
//! bucket.rs   the same in S3-compatible storage; nearby.rs what of it is on this disk
//! turns.rs    one maker per key, and only so much memory at once
//! ```
//!
//! Everything here blocks on disk, network or CPU: call it from a blocking thread. A store
//! is cheap to share behind an `Arc` and safe for several processes on one folder.

mod avif;
mod bucket;
mod decode;
mod encode;
mod files;
mod found;
mod nearby;
pub(crate) mod turns;

use std::io;
use std::path::{Path, PathBuf};

use image::ImageError;

pub use avif::{serve as serve_decoder, use_program as use_decoder};
pub use bucket::{Bucket, BucketPlace};
pub use decode::{Format, Limits};
pub use encode::encode as encode_jpeg;
pub use found::Found;

use decode::Picture;
use files::Files;
use turns::Turns;

/// The widths readers are offered, in pixels, ascending.
pub const RENDITION_WIDTHS: [u32; 4] = [320, 640, 960, 1280];

/// Why a picture was not taken, or a rendition not made.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    #[error("file of {bytes} bytes is over the limit of {limit} bytes")]
    TooManyBytes { bytes: u64, limit: u64 },
    #[error("picture of {width} × {height} pixels is over the limit of {limit} pixels")]
    TooManyPixels { width: u32, height: u32, limit: u64 },
    #[error("picture of {width} × {height} pixels is over the limit of {limit} pixels a side")]
    TooLongSide { width: u32, height: u32, limit: u32 },
    #[error("this format is not supported, use JPEG, PNG, WebP or AVIF")]
    UnknownFormat,
    #[error("this kind of AVIF is not supported: {0}")]
    Unsupported(&'static str),
    #[error("picture is damaged")]
    Damaged(#[source] ImageError),
    #[error("picture made its decoder panic")]
    DecoderPanicked,
    #[error("rendition cannot be encoded")]
    Encoding(#[source] Box<dyn std::error::Error + Send + Sync>),
    #[error("the storage of photos cannot be used: {0}")]
    Unreachable(String),
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// A picture as received, now in the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// The name of these bytes: 32 lower-case hexadecimal digits of their BLAKE3 hash.
    pub key: String,
    pub format: Format,
    /// In pixels, as a reader sees it: after the EXIF orientation.
    pub width: u32,
    pub height: u32,
    pub bytes: u64,
    /// `#rrggbb`, to fill the photo's place until it has loaded.
    pub dominant_colour: String,
    /// What the file says about the photo.
    pub found: Found,
}

/// A folder of photos, or a bucket.
#[derive(Debug)]
pub struct MediaStore {
    files: Files,
    limits: Limits,
    turns: Turns,
}

impl MediaStore {
    /// The store in the folder `root`, which is created when missing, with the default limits.
    pub fn open(root: &Path) -> Result<Self, MediaError> {
        Self::open_with(root, Limits::default())
    }

    /// The store in the folder `root`, taking nothing larger than `limits`.
    ///
    /// Limits are for [`put`](Self::put); originals already in the store stay readable.
    pub fn open_with(root: &Path, limits: Limits) -> Result<Self, MediaError> {
        Ok(Self { files: Files::open(root)?, turns: Turns::new(limits.memory_bytes()), limits })
    }

    /// The same with everything in `bucket`; the folder only holds renditions that were asked for
    /// lately, up to so many bytes.
    pub fn in_bucket(self, bucket: Bucket, nearby_bytes: u64) -> Result<Self, MediaError> {
        Ok(Self { files: self.files.in_bucket(bucket, nearby_bytes)?, ..self })
    }

    /// Stores `bytes` under the hash of their content, once they have proved to be a whole
    /// JPEG, PNG, WebP or AVIF within the limits. They are on disk, or in the bucket, when this returns.
    ///
    /// Storing the same bytes again is cheap and gives the same key. The bytes are kept as they
    /// came, metadata included, and are never served; only renditions are.
    pub fn put(&self, bytes: &[u8]) -> Result<Original, MediaError> {
        let header = decode::inspect(bytes, &self.limits)?;
        let picture = {
            let _memory = self.turns.reserve(header.memory_bytes);
            decode::decode(bytes, &header)?
        };
        let original = Original {
            key: files::key_of(bytes),
            format: header.format,
            width: header.width,
            height: header.height,
            bytes: bytes.len() as u64,
            dominant_colour: encode::dominant_colour(&picture)?,
            // A photo whose description can't be read is a photo still.
            found: decode::describe(bytes, header.format).unwrap_or_default(),
        };
        self.files.write_original(&original.key, header.format, bytes)?;
        Ok(original)
    }

    /// The widths offered for an original of this width, ascending: the usual ones that do not
    /// enlarge it, and its own when it is narrower than the widest of them.
    pub fn widths(original_width: u32) -> Vec<u32> {
        let mut widths: Vec<u32> =
            RENDITION_WIDTHS.into_iter().filter(|width| *width < original_width).collect();
        widths.push(original_width.min(1280));
        widths.dedup();
        widths
    }

    /// The JPEG of this width, made from the original when it is missing.
    ///
    /// `None` when no original has this key, when `key` is not one at all (`../…`), or when the
    /// width is not among those offered.
    pub fn rendition(&self, key: &str, width: u32) -> Result<Option<PathBuf>, MediaError> {
        if !files::is_key(key) {
            return Ok(None);
        }
        if let Some(path) = self.files.fetch_rendition(key, width)? {
            return Ok(Some(path));
        }
        if self.make(key, Some(width))? { self.files.fetch_rendition(key, width) } else { Ok(None) }
    }

    /// Makes every missing rendition of an original from one decoding, so that no reader waits
    /// for them. `false` when no original has this key.
    pub fn prepare(&self, key: &str) -> Result<bool, MediaError> {
        Ok(files::is_key(key) && self.make(key, None)?)
    }

    /// The file of the original, for backup and export; `None` when no original in the folder has
    /// this key.
    pub fn original(&self, key: &str) -> Option<(PathBuf, Format)> {
        files::is_key(key).then(|| self.files.find_original(key)).flatten()
    }

    /// Makes the renditions of this width, or of every width, that are still missing. `false`
    /// when there is no such original or it does not offer the width.
    fn make(&self, key: &str, width: Option<u32>) -> Result<bool, MediaError> {
        let _turn = self.turns.take(key);
        let Some(bytes) = self.files.read_original(key)? else { return Ok(false) };
        let header = decode::inspect(&bytes, &Limits::none())?;
        let offered = Self::widths(header.width);
        let wanted = match width {
            Some(width) if !offered.contains(&width) => return Ok(false),
            Some(width) => vec![width],
            None => offered,
        };
        // Another maker may have finished while we waited for our turn.
        let mut missing = Vec::new();
        for width in wanted {
            if !self.files.has_rendition(key, width)? {
                missing.push(width);
            }
        }
        if missing.is_empty() {
            return Ok(true);
        }
        let _memory = self.turns.reserve(header.memory_bytes);
        let picture = decode::decode(&bytes, &header)?;
        drop(bytes);
        for width in missing {
            self.write_rendition(key, &picture, width)?;
        }
        Ok(true)
    }

    fn write_rendition(&self, key: &str, picture: &Picture, width: u32) -> Result<(), MediaError> {
        let jpeg = encode::rendition(picture, width)?;
        self.files.write_rendition(key, width, &jpeg)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
