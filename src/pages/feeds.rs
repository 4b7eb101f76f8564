//! Feeds of an edition, a section, a coverage, an author or a source, with whole texts or with
//! what stands above them, as the edition's settings say.
//!
//! ```text
//! subject.rs  what a feed follows
//! content.rs  an article as HTML that stands alone
//! atom.rs     Atom, RFC 4287
//! rss.rs      RSS 2.0 with Dublin Core and the content module
//! json.rs     JSON Feed 1.1
//! ```

mod atom;
mod content;
mod json;
mod rss;
mod subject;

use std::collections::HashMap;

use actix_web::web;
use chrono::{DateTime, FixedOffset, NaiveDateTime};

use self::subject::{Lookup, Subject, SubjectList};
use super::address::{self, Links};
use super::article::description;
use super::cards::{Link, PhotoView};
use super::layout::Layout;
use super::reply::{self, AppResult};
use super::visit::Visit;
use crate::db::people::PersonKind;
use crate::db::{Conn, articles};
use crate::error::AppError;
use crate::i18n::Edition;
use crate::model::article::{Correction, InlinePicture};
use crate::model::{ArticleId, LiveArticle, Noun, RevisionId};
use crate::text;

/// `GET /{edition}/feed.{format}`
pub async fn edition(visit: Visit, format: web::Path<String>) -> AppResult {
    show(visit, Wanted::Edition, &format).await
}

/// `GET /{edition}/{section}/feed.{format}`
pub async fn section(visit: Visit, path: web::Path<(String, String)>) -> AppResult {
    let (slug, format) = path.into_inner();
    show(visit, Wanted::Section(slug), &format).await
}

/// `GET /{edition}/coverage/{slug}/feed.{format}`
pub async fn coverage(visit: Visit, path: web::Path<(String, String)>) -> AppResult {
    let (slug, format) = path.into_inner();
    show(visit, Wanted::Coverage(slug), &format).await
}

/// `GET /{edition}/by/{slug}/feed.{format}`
pub async fn author(visit: Visit, path: web::Path<(String, String)>) -> AppResult {
    let (slug, format) = path.into_inner();
    show(visit, Wanted::Person(PersonKind::Author, slug), &format).await
}

/// `GET /{edition}/source/{slug}/feed.{format}`
pub async fn source(visit: Visit, path: web::Path<(String, String)>) -> AppResult {
    let (slug, format) = path.into_inner();
    show(visit, Wanted::Person(PersonKind::Source, slug), &format).await
}

/// The address of a page's feed; `format` is `atom`, `rss` or `json`.
///
/// One for all readers: what a reader chose for the page (`?photos=off`) isn't in it.
pub fn feed_address(page_href: &str, format: &str) -> String {
    let page = page_href.split(['?', '#']).next().unwrap_or_default();
    format!("{}/feed.{format}", page.trim_end_matches('/'))
}

async fn show(visit: Visit, wanted: Wanted, format: &str) -> AppResult {
    let format = Format::from_name(format).ok_or(AppError::NotFound)?;
    let this = visit.clone();
    let found = visit.read(move |conn| Feed::load(&this, conn, wanted, format)).await?;
    match found {
        Found::Here(feed) => Ok(reply::answer(&visit, format.content_type(), feed.write(format)?)),
        Found::Moved(page) => Ok(reply::moved_for_good(&feed_address(&page, format.name()))),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Atom,
    Rss,
    Json,
}

impl Format {
    fn from_name(name: &str) -> Option<Format> {
        [Format::Atom, Format::Rss, Format::Json].into_iter().find(|format| format.name() == name)
    }

    fn name(self) -> &'static str {
        match self {
            Format::Atom => "atom",
            Format::Rss => "rss",
            Format::Json => "json",
        }
    }

    fn content_type(self) -> &'static str {
        match self {
            Format::Atom => "application/atom+xml; charset=utf-8",
            Format::Rss => "application/rss+xml; charset=utf-8",
            Format::Json => "application/feed+json; charset=utf-8",
        }
    }
}

/// Which page's feed, by the page's slug.
enum Wanted {
    Edition,
    Section(String),
    Coverage(String),
    Person(PersonKind, String),
}

enum Found {
    Here(Box<Feed>),
    /// Where the page is now.
    Moved(String),
}

/// What every format of a feed says. Addresses are absolute.
struct Feed {
    /// Stays the same when the page's slug changes.
    id: String,
    title: String,
    /// May be empty.
    description: String,
    /// BCP 47.
    language: String,
    page: String,
    /// Its own.
    address: String,
    newspaper: String,
    /// For small places.
    icon: String,
    /// When its newest content came.
    updated: DateTime<FixedOffset>,
    /// Newest first.
    items: Vec<Item>,
}

/// An article in a feed.
struct Item {
    /// The short link, which the slug isn't in.
    id: String,
    address: String,
    title: String,
    /// Plain text; may be empty beside a text.
    summary: String,
    /// HTML; `None` where the edition's feeds carry no texts.
    content: Option<String>,
    published: DateTime<FixedOffset>,
    updated: DateTime<FixedOffset>,
    /// Who wrote it, then where it came from.
    authors: Vec<Link>,
    section: String,
    image: Option<String>,
}

impl Feed {
    fn load(
        visit: &Visit,
        conn: &mut Conn,
        wanted: Wanted,
        format: Format,
    ) -> Result<Found, AppError> {
        let layout = Layout::new(visit, conn)?;
        let subject = match Subject::find(&layout, conn, wanted)? {
            Lookup::Here(subject) => subject,
            Lookup::Moved(page) => return Ok(Found::Moved(page)),
        };
        let list = subject.list.of(&visit.edition.prefix);
        visit.shows(list.noun());
        let articles = articles::list_newest(conn, list, layout.site.feeds.entries.into())?;
        visit.shown.note_all(articles.iter().map(|article| Noun::Article(article.id)));
        let has_texts = layout.site.feeds.has_texts;
        let around = Around::load(conn, &visit.edition, articles, has_texts)?;
        let home = layout.absolute(&Links::plain(&visit.edition).home());
        let items: Vec<Item> =
            around.articles.iter().map(|article| Item::new(&layout, article, &around)).collect();
        Ok(Found::Here(Box::new(Feed {
            id: match subject.list {
                SubjectList::Edition => home,
                SubjectList::Section(id) => format!("{home}#section-{id}"),
                SubjectList::Coverage(id) => format!("{home}#coverage-{id}"),
                SubjectList::Author(id) => format!("{home}#author-{id}"),
                SubjectList::Source(id) => format!("{home}#source-{id}"),
            },
            title: match subject.list {
                SubjectList::Edition => subject.name,
                _ => {
                    layout.tvv("page-title", ("title", &subject.name), ("site", layout.site_name()))
                }
            },
            description: subject.description,
            language: visit.edition.tag.clone(),
            page: layout.absolute(&subject.page),
            address: layout.absolute(&feed_address(&subject.page, format.name())),
            newspaper: layout.site_name().to_owned(),
            icon: layout.absolute(layout.asset("icons/apple-touch-icon.png")),
            updated: items.iter().map(|item| item.updated).max().unwrap_or_default(),
            items,
        })))
    }

    fn write(&self, format: Format) -> Result<String, AppError> {
        match format {
            Format::Atom => atom::write(self),
            Format::Rss => rss::write(self),
            Format::Json => json::write(self),
        }
    }
}

/// The articles of a feed with what their texts need.
struct Around {
    /// Newest first; their blocks are as this binary renders them.
    articles: Vec<LiveArticle>,
    pictures: Vec<InlinePicture>,
    corrections: Vec<(ArticleId, Correction)>,
}

impl Around {
    /// No query for what no article has, or no feed carries; three at most.
    fn load(
        conn: &mut Conn,
        edition: &Edition,
        mut articles: Vec<LiveArticle>,
        has_texts: bool,
    ) -> Result<Around, AppError> {
        let of_another_version = |article: &&LiveArticle| article.rendered_by != text::RENDERED_BY;
        let stale: Vec<RevisionId> =
            articles.iter().filter(of_another_version).map(|article| article.revision_id).collect();
        let bodies: HashMap<RevisionId, String> =
            articles::list_bodies(conn, &stale)?.into_iter().collect();
        for article in &mut articles {
            if let Some(body) = bodies.get(&article.revision_id) {
                article.blocks = text::parse_body(body).blocks;
            }
        }
        if !has_texts {
            return Ok(Around { articles, pictures: Vec::new(), corrections: Vec::new() });
        }
        let pictures = content::pictures_in(&articles);
        let corrected: Vec<ArticleId> = articles
            .iter()
            .filter(|article| article.corrected_at.is_some())
            .map(|article| article.id)
            .collect();
        Ok(Around {
            pictures: articles::list_inline_pictures(conn, &edition.prefix, &pictures)?,
            corrections: articles::list_corrections_of(conn, &corrected)?,
            articles,
        })
    }
}

impl Item {
    fn new(layout: &Layout, article: &LiveArticle, around: &Around) -> Item {
        let links = Links::plain(&layout.edition);
        let later = article.updated_at.max(article.corrected_at).unwrap_or(article.published_at);
        let author = article.author.as_ref().map(|author| Link {
            href: layout.absolute(&links.author(&author.slug)),
            text: author.name.clone(),
        });
        let source = article.source.as_ref().map(|source| Link {
            href: layout.absolute(&links.source(&source.slug)),
            text: source.name.clone(),
        });
        let photo = article.lead_photo.as_ref().map(PhotoView::new);
        let has_texts = layout.site.feeds.has_texts;
        Item {
            id: layout.absolute(&address::short_link(article.id)),
            address: layout.absolute(&links.of(article)),
            title: article.headline.clone(),
            summary: match has_texts {
                true => article.standfirst.clone(),
                false => description(article),
            },
            content: has_texts
                .then(|| content::write(layout, article, &around.pictures, &around.corrections)),
            published: local(&layout.edition, article.published_at),
            updated: local(&layout.edition, later.max(article.published_at)),
            authors: author.into_iter().chain(source).collect(),
            section: article.section.name.clone(),
            image: photo.map(|photo| layout.absolute(&photo.src)),
        }
    }
}

/// An instant (UTC) with the edition's offset, to the second.
fn local(edition: &Edition, at: NaiveDateTime) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(&edition.machine(at))
        .unwrap_or_else(|_| at.and_utc().fixed_offset())
}

/// `xml` without the characters that no XML document can have, escaped or not (XML 1.0 §2.2).
pub(super) fn without_illegal_characters(mut xml: String) -> String {
    xml.retain(is_legal);
    xml
}

fn is_legal(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_stands_under_its_page() {
        assert_eq!(feed_address("/en/", "atom"), "/en/feed.atom");
        assert_eq!(feed_address("/en/china/", "rss"), "/en/china/feed.rss");
        assert_eq!(feed_address("/en/by/bat", "json"), "/en/by/bat/feed.json");
        assert_eq!(feed_address("/en/by/bat?photos=off", "atom"), "/en/by/bat/feed.atom");
        assert_eq!(feed_address("https://a.mn/en/?x#y", "rss"), "https://a.mn/en/feed.rss");
    }

    #[test]
    fn only_what_xml_can_say_is_left() {
        let text = "a\u{0}\u{1}\u{b}\u{1f}\u{fffe}\u{ffff}b\t\n\r\u{7f}\u{85}中\u{fffd}\u{1f600}";
        let left = without_illegal_characters(text.to_owned());
        assert_eq!(left, "ab\t\n\r\u{7f}\u{85}中\u{fffd}\u{1f600}");
    }
}
