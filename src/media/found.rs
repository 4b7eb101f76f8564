//! What a photo's file says about the photo: caption, credit, place, day.
//!
//! Cameras write EXIF, newsrooms and agencies IPTC-IIM and XMP; where several are there, XMP is
//! believed before IIM and IIM before EXIF (MWG Guidelines 2.0 §5). It is read once, when the
//! file comes, and is what the file *says*: people check it. Renditions hold none of it.
//!
//! Files are hostile: each kind is read within a bound of bytes, what can't be read is left out,
//! and what was read is cut to the length that a sentence could have.

mod exif;
mod iim;
mod xmp;

use crate::text::{clean_line, truncate_cells};
use chrono::NaiveDate;

/// More than this of one kind is no description of a photo.
const MOST_BYTES: usize = 512 * 1024;

const MOST_CAPTION_CELLS: usize = 1_000;
const MOST_LINE_CELLS: usize = 200;

/// What cameras write where a caption should be.
const NO_CAPTIONS: [&str; 9] = [
    "olympus digital camera",
    "digital camera",
    "konica minolta digital camera",
    "minolta digital camera",
    "sony dsc",
    "dcim",
    "default",
    "untitled",
    "screenshot",
];

/// What a file says about its photo; empty where it says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// What it shows, in a language that the file doesn't tell.
    pub caption: String,
    /// Photographer and agency, with a slash between them.
    pub credit: String,
    /// City and country.
    pub place: String,
    /// When it was taken, on the clock of the place.
    pub taken_on: Option<NaiveDate>,
}

/// One kind's answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Words {
    caption: String,
    by: String,
    agency: String,
    city: String,
    country: String,
    taken_on: Option<NaiveDate>,
}

/// What a file says by each kind that it has.
pub fn read(xmp: Option<Vec<u8>>, iptc: Option<Vec<u8>>, exif: Option<Vec<u8>>) -> Found {
    let bounded = |bytes: &Vec<u8>| bytes.len() <= MOST_BYTES;
    let mut words = Words::default();
    if let Some(bytes) = xmp.filter(bounded) {
        words.add(xmp::read(&bytes));
    }
    if let Some(bytes) = iptc.filter(bounded) {
        words.add(iim::read(&bytes));
    }
    if let Some(bytes) = exif.filter(bounded) {
        words.add(exif::read(bytes));
    }
    words.found()
}

impl Words {
    /// Takes what is still missing from `other`.
    fn add(&mut self, other: Words) {
        for (mine, theirs) in [
            (&mut self.caption, other.caption),
            (&mut self.by, other.by),
            (&mut self.agency, other.agency),
            (&mut self.city, other.city),
            (&mut self.country, other.country),
        ] {
            let theirs = truncate_cells(&clean_line(&theirs), MOST_CAPTION_CELLS).into_owned();
            if mine.is_empty() && !NO_CAPTIONS.contains(&theirs.to_lowercase().as_str()) {
                *mine = theirs;
            }
        }
        self.taken_on = self.taken_on.or(other.taken_on);
    }

    fn found(self) -> Found {
        let line = |text: String| truncate_cells(&text, MOST_LINE_CELLS).into_owned();
        Found {
            credit: line(joined(&self.by, &self.agency, "/")),
            place: line(joined(&self.city, &self.country, ", ")),
            caption: self.caption,
            taken_on: self.taken_on,
        }
    }
}

/// Both, the same one once.
fn joined(one: &str, two: &str, between: &str) -> String {
    match (one, two) {
        ("", only) | (only, "") => only.to_owned(),
        (one, two) if one.contains(two) => one.to_owned(),
        (one, two) if two.contains(one) => two.to_owned(),
        (one, two) => format!("{one}{between}{two}"),
    }
}

/// `2026-05-04T…`, `2026:05:04 …` or `20260504…`.
fn day(text: &str) -> Option<NaiveDate> {
    let digits: String = text.chars().filter(char::is_ascii_digit).take(8).collect();
    let date = NaiveDate::parse_from_str(&digits, "%Y%m%d").ok()?;
    // Clocks that were never set say 1970 or 2000-01-01; before photography, nothing.
    (date > NaiveDate::from_ymd_opt(1826, 1, 1)?).then_some(date)
}

/// Bytes as text: UTF-8 if they are that, else Latin-1, which cameras mean by ASCII.
fn text(bytes: &[u8]) -> String {
    let bytes = bytes.split(|byte| *byte == 0).next().unwrap_or_default();
    std::str::from_utf8(bytes)
        .map_or_else(|_| bytes.iter().map(|byte| char::from(*byte)).collect(), str::to_owned)
}

#[cfg(test)]
mod tests;
