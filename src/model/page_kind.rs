//! What kind of page an address leads to.

/// The kind of page that an address leads to, for whoever counts requests.
///
/// Each route says its own (`routes.rs`), and a kept page remembers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PageKind {
    /// The front of an edition, and the choice of an edition.
    Home,
    /// A section's front.
    Section,
    /// An article.
    Article,
    /// A coverage, and the list of them.
    Coverage,
    /// A day of the archive.
    Archive,
    /// What somebody wrote.
    Author,
    /// What an agency sent.
    Source,
    /// An information page.
    Info,
    /// Atom, RSS or JSON Feed.
    Feed,
    /// A sitemap.
    Sitemap,
    /// A photo.
    Media,
    /// A style sheet, a script, an icon.
    Static,
    /// The admin area.
    Admin,
    /// A probe.
    Health,
    /// An address that leads nowhere, or a page that broke.
    Error,
    /// Short links, the rules for robots.
    #[default]
    Other,
}

impl PageKind {
    /// All of them, in the order of their numbers.
    pub const ALL: [PageKind; 16] = [
        PageKind::Home,
        PageKind::Section,
        PageKind::Article,
        PageKind::Coverage,
        PageKind::Archive,
        PageKind::Author,
        PageKind::Source,
        PageKind::Info,
        PageKind::Feed,
        PageKind::Sitemap,
        PageKind::Media,
        PageKind::Static,
        PageKind::Admin,
        PageKind::Health,
        PageKind::Error,
        PageKind::Other,
    ];

    /// Its name, as a label of metrics.
    pub fn as_str(self) -> &'static str {
        match self {
            PageKind::Home => "home",
            PageKind::Section => "section",
            PageKind::Article => "article",
            PageKind::Coverage => "coverage",
            PageKind::Archive => "archive",
            PageKind::Author => "author",
            PageKind::Source => "source",
            PageKind::Info => "info",
            PageKind::Feed => "feed",
            PageKind::Sitemap => "sitemap",
            PageKind::Media => "media",
            PageKind::Static => "static",
            PageKind::Admin => "admin",
            PageKind::Health => "health",
            PageKind::Error => "error",
            PageKind::Other => "other",
        }
    }
}
