//! Articles as readers see them.

use chrono::{NaiveDate, NaiveDateTime};

use super::{ArticleId, Cursor, Photo, Picture, RevisionId, SectionId, StoryId};
use crate::text::Block;

/// Where an article is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArticleState {
    /// Never published.
    Draft,
    /// Written, and waiting for an editor.
    Review,
    /// Will be published by the clock.
    Scheduled,
    /// Published, but nothing of it is public before its embargo lifts.
    Embargoed,
    /// Readers can read it.
    Live,
    /// Taken down; readers get the notice.
    Withdrawn,
}

impl ArticleState {
    /// All of them, in the order of an article's life.
    pub const ALL: [ArticleState; 6] = [
        ArticleState::Draft,
        ArticleState::Review,
        ArticleState::Scheduled,
        ArticleState::Embargoed,
        ArticleState::Live,
        ArticleState::Withdrawn,
    ];

    /// The state of a stored name.
    pub fn parse(text: &str) -> Option<ArticleState> {
        ArticleState::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            ArticleState::Draft => "draft",
            ArticleState::Review => "review",
            ArticleState::Scheduled => "scheduled",
            ArticleState::Embargoed => "embargoed",
            ArticleState::Live => "live",
            ArticleState::Withdrawn => "withdrawn",
        }
    }
}

/// Something with a name and a page of its own in one edition: an author, a source, a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// As printed.
    pub name: String,
    /// The tail of its address.
    pub slug: String,
}

/// A live article as lists show it.
#[derive(Debug, Clone)]
pub struct Teaser {
    /// The identity in its address.
    pub id: ArticleId,
    /// Prefix of its edition.
    pub edition: String,
    /// Decorates its address.
    pub slug: String,
    /// UTC.
    pub published_at: NaiveDateTime,
    /// UTC.
    pub updated_at: Option<NaiveDateTime>,
    /// Its section.
    pub section_id: SectionId,
    /// Its section's name in its edition.
    pub section: Name,
    /// The agency or publication, when it has a name in this edition.
    pub source: Option<Name>,
    /// The title.
    pub headline: String,
    /// The few words above it; may be empty.
    pub kicker: String,
    /// The sentence or two below it; may be empty.
    pub standfirst: String,
    /// The lead photo; its alt text is empty where the headline says enough.
    pub photo: Option<Photo>,
}

impl Teaser {
    /// Its place in lists.
    pub fn cursor(&self) -> Cursor {
        Cursor { published_at: self.published_at, id: self.id }
    }
}

/// One article with everything its page prints, live or withdrawn.
#[derive(Debug, Clone)]
pub struct LiveArticle {
    /// The identity in its address.
    pub id: ArticleId,
    /// The same report in other editions.
    pub story_id: StoryId,
    /// Prefix of its edition.
    pub edition: String,
    /// Decorates its address.
    pub slug: String,
    /// Its section.
    pub section_id: SectionId,
    /// Its section's name.
    pub section: Name,
    /// UTC.
    pub published_at: NaiveDateTime,
    /// UTC; new facts since publication.
    pub updated_at: Option<NaiveDateTime>,
    /// UTC; the latest correction.
    pub corrected_at: Option<NaiveDateTime>,
    /// When and, if public, why it was taken down.
    pub withdrawal: Option<Withdrawal>,
    /// The revision readers see.
    pub revision_id: RevisionId,
    /// The title.
    pub headline: String,
    /// For tight places; may be empty.
    pub short_headline: String,
    /// Where it is shared; may be empty.
    pub social_title: String,
    /// May be empty.
    pub kicker: String,
    /// May be empty.
    pub standfirst: String,
    /// The body, rendered when the revision was saved.
    pub blocks: Vec<Block>,
    /// Which version of the renderer made `blocks`.
    pub rendered_by: i32,
    /// At least 1.
    pub reading_minutes: i32,
    /// Place and day of reporting.
    pub dateline: Option<Dateline>,
    /// The responsible editor's name as printed; may be empty.
    pub editor: String,
    /// The person with the byline.
    pub author: Option<Name>,
    /// The agency or publication.
    pub source: Option<Name>,
    /// The photo above the body.
    pub lead_photo: Option<Photo>,
}

impl LiveArticle {
    /// Its title where it is shared.
    pub fn shared_title(&self) -> &str {
        if self.social_title.is_empty() { &self.headline } else { &self.social_title }
    }
}

/// The taking down of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// UTC.
    pub at: NaiveDateTime,
    /// Empty when it isn't public.
    pub reason: String,
}

/// Where and when a report was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dateline {
    /// As printed.
    pub place: String,
    /// The day of reporting.
    pub on: NaiveDate,
    /// May be empty.
    pub agency: String,
}

/// A live article of the same story in some edition.
#[derive(Debug, Clone)]
pub struct Translation {
    /// Its id.
    pub id: ArticleId,
    /// Prefix of its edition.
    pub edition: String,
    /// Decorates its address.
    pub slug: String,
    /// UTC.
    pub published_at: NaiveDateTime,
    /// In its own language.
    pub headline: String,
}

/// A dated public note that a fact was wrong.
#[derive(Debug, Clone)]
pub struct Correction {
    /// UTC.
    pub corrected_at: NaiveDateTime,
    /// In the article's language.
    pub note: String,
}

/// A picture that stands in a body, with the library's words for it in the edition.
#[derive(Debug, Clone)]
pub struct InlinePicture {
    /// The picture.
    pub picture: Picture,
    /// The library's words; the body may have its own.
    pub alt: String,
    /// The library's words; the body may have its own.
    pub caption: String,
}
