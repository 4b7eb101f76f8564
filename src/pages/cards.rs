//! The pieces that pages share: cards, photos, days, links.

use chrono::{NaiveDate, NaiveDateTime};

use super::address::{self, Links};
use crate::i18n::Edition;
use crate::media::MediaStore;
use crate::model::{ArticleId, CoverageId, Cursor, Photo, Teaser};

/// A link with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub text: String,
}

/// An instant for `<time>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// For `datetime`, with the zone's offset.
    pub machine: String,
    /// As printed.
    pub text: String,
}

/// How a card prints its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StampStyle {
    /// The time today, the date before: on fronts.
    Front(NaiveDate),
    /// The time: in a list that is grouped by day.
    Time,
    /// The date: everywhere else.
    Date,
}

impl Stamp {
    /// An instant (UTC) in a style.
    pub fn new(edition: &Edition, at: NaiveDateTime, style: StampStyle) -> Stamp {
        let text = match style {
            StampStyle::Front(today) if edition.local_date(at) == today => edition.time(at),
            StampStyle::Time => edition.time(at),
            StampStyle::Front(_) | StampStyle::Date => edition.card(at),
        };
        Stamp { machine: edition.machine(at), text }
    }

    /// Date, time and zone.
    pub fn full(edition: &Edition, at: NaiveDateTime) -> Stamp {
        Stamp { machine: edition.machine(at), text: edition.full(at) }
    }
}

/// A photo as pages print it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoView {
    /// The largest rendition.
    pub src: String,
    /// All renditions with their widths.
    pub srcset: String,
    /// Pixels of the largest rendition.
    pub width: u32,
    /// Pixels of the largest rendition.
    pub height: u32,
    /// Never printed.
    pub alt: String,
    /// May be empty.
    pub caption: String,
    /// May be empty.
    pub credit: String,
    /// The classes that crop it around what matters; may be empty.
    pub focus: String,
}

impl PhotoView {
    /// A photo of the library.
    pub fn new(photo: &Photo) -> PhotoView {
        let picture = &photo.picture;
        let original = u32::try_from(picture.width).unwrap_or(1).max(1);
        let widths = MediaStore::widths(original);
        let mut srcset = String::with_capacity(widths.len() * 80);
        for width in &widths {
            let digits = width.to_string();
            let comma = if srcset.is_empty() { "" } else { ", " };
            srcset.extend([comma, "/media/", &picture.key, "-", &digits, ".jpg ", &digits, "w"]);
        }
        let width = widths.last().copied().unwrap_or(original);
        let height = u64::try_from(picture.height).unwrap_or(1) * u64::from(width);
        PhotoView {
            src: address::rendition(picture, width),
            srcset,
            width,
            height: u32::try_from(height / u64::from(original)).unwrap_or(1).max(1),
            alt: photo.alt.clone(),
            caption: photo.caption.clone(),
            credit: picture.credit.clone(),
            focus: picture.focus.classes(),
        }
    }
}

/// An article in a list or on a front.
#[derive(Debug, Clone)]
pub struct Card {
    /// The article.
    pub id: ArticleId,
    /// Its address.
    pub href: String,
    /// The title.
    pub headline: String,
    /// May be empty.
    pub kicker: String,
    /// May be empty.
    pub standfirst: String,
    /// Its section's front.
    pub section: Link,
    /// Its source's page.
    pub source: Option<Link>,
    /// When it was published.
    pub time: Stamp,
    /// `None` when it has none or the reader wants none.
    pub photo: Option<PhotoView>,
    /// Newer articles of the same coverage, under the lead.
    pub related: Vec<Link>,
}

impl Card {
    /// The card of a teaser.
    pub fn new(
        links: &Links<'_>,
        edition: &Edition,
        teaser: &Teaser,
        style: StampStyle,
        photos: bool,
    ) -> Card {
        Card {
            id: teaser.id,
            href: links.teaser(teaser),
            headline: teaser.headline.clone(),
            kicker: teaser.kicker.clone(),
            standfirst: teaser.standfirst.clone(),
            section: Link {
                href: links.section(&teaser.section.slug),
                text: teaser.section.name.clone(),
            },
            source: teaser
                .source
                .as_ref()
                .map(|source| Link { href: links.source(&source.slug), text: source.name.clone() }),
            time: Stamp::new(edition, teaser.published_at, style),
            photo: teaser.photo.as_ref().filter(|_| photos).map(PhotoView::new),
            related: Vec::new(),
        }
    }
}

/// The articles of one day in a list.
#[derive(Debug, Clone)]
pub struct DayGroup {
    /// `Wednesday 16 November 2016`.
    pub heading: String,
    /// `2016-11-16`.
    pub machine: String,
    /// The day's page in the archive.
    pub href: String,
    /// In the order of the list.
    pub cards: Vec<Card>,
}

/// Groups teasers by the edition's days, keeping their order.
pub fn by_day(
    links: &Links<'_>,
    edition: &Edition,
    teasers: &[Teaser],
    photos: bool,
) -> Vec<DayGroup> {
    let mut days: Vec<(NaiveDate, DayGroup)> = Vec::new();
    for teaser in teasers {
        let day = edition.local_date(teaser.published_at);
        let card = Card::new(links, edition, teaser, StampStyle::Time, photos);
        match days.last_mut() {
            Some((last, group)) if *last == day => group.cards.push(card),
            _ => days.push((
                day,
                DayGroup {
                    heading: edition.day(day),
                    machine: day.to_string(),
                    href: links.day(day),
                    cards: vec![card],
                },
            )),
        }
    }
    days.into_iter().map(|(_, group)| group).collect()
}

/// Links to the neighbouring pages of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pager {
    /// The days that this page shows; `None` on the first page, which is about now.
    pub days: Option<String>,
    /// `None` on the first page.
    pub newer: Option<String>,
    /// `None` on the last page.
    pub older: Option<String>,
}

impl Pager {
    /// Whether there is anywhere to go.
    pub fn is_empty(&self) -> bool {
        self.newer.is_none() && self.older.is_none()
    }
}

/// The address of the page of a list that begins after `cursor`.
pub fn page_href(list: &str, cursor: Cursor) -> String {
    let separator = if list.contains('?') { '&' } else { '?' };
    format!("{list}{separator}page={cursor}")
}

/// A coverage on a front or in the index.
#[derive(Debug, Clone)]
pub struct CoverageCard {
    /// The coverage.
    pub id: CoverageId,
    /// Its page.
    pub link: Link,
    /// May be empty.
    pub summary: String,
    /// Its picture, where it is shown.
    pub photo: Option<PhotoView>,
    /// When its last article was published.
    pub latest: Option<Stamp>,
}

/// A front as it would be: for those who curate it.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The articles on top, in their order, with their headlines.
    pub articles: Vec<(ArticleId, String)>,
    /// The coverages of its strip, with their names.
    pub coverages: Vec<(CoverageId, String)>,
    /// The whole page.
    pub html: String,
}
