//! What every page of an edition shows: its name, sections and accounts.

use serde::{Deserialize, Serialize};

use super::SectionId;

/// One edition's surroundings at a position in `changes`.
#[derive(Debug, Clone, Default)]
pub struct Site {
    /// The newspaper's name in this edition; empty when nobody set it.
    pub name: String,
    /// One line under the name; may be empty.
    pub tagline: String,
    /// A line above everything else with an optional address; `None` most of the time.
    pub breaking: Option<Breaking>,
    /// Sections that have a name in this edition, in their order.
    pub sections: Vec<SiteSection>,
    /// Accounts to follow.
    pub follow: Vec<FollowAccount>,
    /// What the feeds of the edition carry.
    pub feeds: FeedSettings,
    /// The networks in which articles are shared, of [`SHARE_NETWORKS`]; `None`: those that are
    /// usual where the edition is read.
    pub share: Option<Vec<String>>,
    /// Sections that the navigation leaves out.
    pub off_navigation: Vec<SectionId>,
    /// Information pages that exist, as (name, title), in the order of [`INFO_PAGES`].
    pub info_pages: Vec<(String, String)>,
    /// Whether the edition has coverages.
    pub has_coverages: bool,
    /// Search engines are asked to stay away: the content is the demo's.
    pub is_demo: bool,
}

/// The information pages a portal can have, in the order of the footer.
pub const INFO_PAGES: [&str; 5] = ["about", "contact", "corrections", "privacy", "accessibility"];

/// The networks in which an article can be shared, in their order.
pub const SHARE_NETWORKS: [&str; 6] = ["facebook", "x", "telegram", "whatsapp", "weibo", "line"];

/// A section in the navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteSection {
    /// The same in every edition.
    pub id: SectionId,
    /// In this edition.
    pub name: String,
    /// In this edition.
    pub slug: String,
}

/// The breaking line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breaking {
    /// What happened.
    pub text: String,
    /// Where to read it, a path of the portal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}

/// An account of the newspaper in a social network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowAccount {
    /// The network's key, `instagram`.
    pub network: String,
    /// As printed, `@broadsheet`.
    pub name: String,
    /// Where the link and the QR code lead.
    pub url: String,
}

/// What the feeds of an edition carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedSettings {
    /// Whole texts; else what stands above them.
    pub has_texts: bool,
    /// The newest articles, so many of them: one of [`FEED_ENTRIES`].
    pub entries: u16,
}

/// How many articles a feed can have.
pub const FEED_ENTRIES: [u16; 4] = [10, 30, 50, 100];

impl Default for FeedSettings {
    fn default() -> FeedSettings {
        FeedSettings { has_texts: true, entries: 30 }
    }
}
