//! What a command changed, and who signed it off.

use std::fmt;

use chrono::NaiveDateTime;

use super::{
    ArticleId, Authority, CoverageId, MediaId, PersonId, Roles, SectionId, StoryId, UserId,
};

/// Who made a change, on what authority, when and from where.
#[derive(Debug, Clone)]
pub struct SignOff {
    /// `demo`, `import`, `clock`, or `user:7` for a person, whose name may change.
    pub actor: String,
    /// UTC.
    pub at: NaiveDateTime,
    /// What the command may do.
    pub authority: Authority,
    /// The network address of a person; else empty.
    pub address: String,
}

impl SignOff {
    /// A sign-off of the portal itself at `at` (UTC), which may do everything: `actor` is the
    /// clock, an importer, the demo or the command line. People sign off by [`SignOff::person`].
    pub fn new(actor: &str, at: NaiveDateTime) -> SignOff {
        SignOff {
            actor: actor.to_owned(),
            at,
            authority: Authority::Portal,
            address: String::new(),
        }
    }

    /// A person's sign-off at `at` (UTC), which may do what their roles allow.
    pub fn person(id: UserId, roles: Roles, address: &str, at: NaiveDateTime) -> SignOff {
        SignOff {
            actor: format!("user:{id}"),
            at,
            authority: Authority::Person { id, roles },
            address: address.to_owned(),
        }
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
    /// Names, accounts and navigation of one edition; of the whole portal when it is empty.
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
