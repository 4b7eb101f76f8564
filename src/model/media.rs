//! Pictures as pages show them.

use super::MediaId;

/// A picture of the library, without words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its id in the library.
    pub id: MediaId,
    /// The content hash of the original, its name in addresses.
    pub key: String,
    /// Pixels, after turning it upright.
    pub width: i32,
    /// Pixels, after turning it upright.
    pub height: i32,
    /// The average colour, `#rrggbb`.
    pub colour: String,
    /// Who is to be named for it; may be empty.
    pub credit: String,
}

/// A picture with its words in one edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// The picture itself.
    pub picture: Picture,
    /// For those who can't see it; never printed. Empty beside a headline that says it.
    pub alt: String,
    /// The words under it; may be empty.
    pub caption: String,
}
