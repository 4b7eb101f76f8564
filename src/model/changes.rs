//! What a command changed, and who signed it off.

use std::fmt;

use chrono::NaiveDateTime;

use super::{ArticleId, CoverageId, MediaId, PersonId, SectionId, StoryId};

/// Who made a change, and when.
#[derive(Debug, Clone)]
pub struct SignOff {
    /// `demo`, `import`, `clock`, or a person's name.
    pub actor: String,
    /// UTC.
    pub at: NaiveDateTime,
}

impl SignOff {
    /// A sign-off of `actor` at `at` (UTC).
    pub fn new(actor: &str, at: NaiveDateTime) -> SignOff {
        SignOff { actor: actor.to_owned(), at }
    }
}

/// Something that a page shows and a change moves.
///
/// Stored as text, `article:7` or `section:3@en`: whoever follows `changes`
/// joins these with the nouns of its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Noun {
    /// One article.
    Article(ArticleId),
    /// Which articles a story has.
    Story(StoryId),
    /// A section's name and its list in one edition.
    Section(SectionId, String),
    /// A coverage's words and its list in one edition.
    Coverage(CoverageId, String),
    /// A person's name and list in one edition.
    Person(PersonId, String),
    /// The front of a section, or of the home page, in one edition.
    Front(Option<SectionId>, String),
    /// Every list of an edition: home, days, feeds, sitemaps.
    Edition(String),
    /// A picture and its words.
    Media(MediaId),
    /// An information page, `about@en`.
    InfoPage(String, String),
    /// Names, accounts and navigation of one edition.
    Settings(String),
}

impl fmt::Display for Noun {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Noun::Article(id) => write!(out, "article:{id}"),
            Noun::Story(id) => write!(out, "story:{id}"),
            Noun::Section(id, edition) => write!(out, "section:{id}@{edition}"),
            Noun::Coverage(id, edition) => write!(out, "coverage:{id}@{edition}"),
            Noun::Person(id, edition) => write!(out, "person:{id}@{edition}"),
            Noun::Front(None, edition) => write!(out, "front:home@{edition}"),
            Noun::Front(Some(id), edition) => write!(out, "front:{id}@{edition}"),
            Noun::Edition(edition) => write!(out, "edition:{edition}"),
            Noun::Media(id) => write!(out, "media:{id}"),
            Noun::InfoPage(name, edition) => write!(out, "page:{name}@{edition}"),
            Noun::Settings(edition) => write!(out, "settings:{edition}"),
        }
    }
}
