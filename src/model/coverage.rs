//! Coverages: the page of one running event.

use chrono::NaiveDateTime;

use super::{CoverageId, Photo};

/// A coverage in one edition.
#[derive(Debug, Clone)]
pub struct Coverage {
    /// The same in every edition.
    pub id: CoverageId,
    /// Whether articles are still being added.
    pub is_open: bool,
    /// In this edition.
    pub name: String,
    /// In this edition.
    pub slug: String,
    /// Two to four lines; may be empty.
    pub summary: String,
    /// When an article was last published in it, UTC; `None` while it has none.
    pub latest_at: Option<NaiveDateTime>,
    /// Its picture.
    pub photo: Option<Photo>,
}

/// A key moment.
#[derive(Debug, Clone)]
pub struct Moment {
    /// UTC.
    pub happened_at: NaiveDateTime,
    /// In the edition's language.
    pub text: String,
}
