//! What readers are told who come from a page that this edition doesn't have.

use crate::db::{Conn, coverages, sections};
use crate::error::AppError;
use crate::i18n::{Arg, Edition};
use crate::model::{ArticleId, CoverageId, SectionId};
use crate::pages::address::Links;
use crate::pages::cards::Link;
use crate::pages::visit::Visit;

/// What a reader was told who came from a story that this edition doesn't have.
pub struct Notice {
    pub text: String,
    pub original: Original,
    pub follow: Option<Link>,
}

/// The way to the page that the reader came from.
pub struct Original {
    pub href: String,
    /// The language that it is in.
    pub tag: String,
    /// The name of its edition, in that language.
    pub label: String,
    /// What the link says before and after that name.
    pub words: (String, String),
}

/// Where the name of an edition goes; nobody types it.
const PLACE: &str = "\u{e000}";

impl Notice {
    /// Reads `?from={article}`, `?from=coverage-{id}@{edition}` or `?from=section-{id}@{edition}`.
    ///
    /// Anything that doesn't lead to a live page of another edition says nothing.
    pub fn load(visit: &Visit, conn: &mut Conn) -> Result<Option<Notice>, AppError> {
        let Some(from) = visit.parameter("from") else { return Ok(None) };
        if let Some((kind, rest)) = from.split_once('-') {
            let Some((id, prefix)) = rest.split_once('@') else { return Ok(None) };
            let Ok(id) = id.parse::<i64>() else { return Ok(None) };
            return Notice::of_place(visit, conn, kind, id, prefix);
        }
        let Ok(id) = from.parse().map(ArticleId) else { return Ok(None) };
        let Some(teaser) = visit.teasers(conn, &[id])?.into_iter().next() else {
            return Ok(None);
        };
        let Some(original) = visit.app.editions.get(&teaser.edition) else { return Ok(None) };
        if original.prefix == visit.edition.prefix {
            return Ok(None);
        }
        let follow = coverages::list_of_article(conn, &visit.edition.prefix, id)?;
        let follow = follow.into_iter().next().map(|coverage| Link {
            href: visit.links().coverage(&coverage.slug),
            text: visit
                .edition
                .text_with("notice-follow-coverage", &[("coverage", Arg::Text(&coverage.name))]),
        });
        let links = Links::keeping_photos(original, visit.photos);
        Ok(Some(Notice::new(
            visit,
            "notice-story-missing",
            original,
            links.teaser(&teaser),
            follow,
        )))
    }

    fn of_place(
        visit: &Visit,
        conn: &mut Conn,
        kind: &str,
        id: i64,
        prefix: &str,
    ) -> Result<Option<Notice>, AppError> {
        let Some(original) = visit.app.editions.get(prefix) else { return Ok(None) };
        let links = Links::keeping_photos(original, visit.photos);
        let (message, href) = match kind {
            "coverage" => {
                let slugs = coverages::list_slugs(conn, CoverageId(id))?;
                let slug = slugs.into_iter().find(|(edition, _)| edition == prefix);
                ("notice-coverage-missing", slug.map(|(_, slug)| links.coverage(&slug)))
            }
            "section" => {
                let slug = sections::find_slug(conn, prefix, SectionId(id))?;
                ("notice-section-missing", slug.map(|slug| links.section(&slug)))
            }
            _ => return Ok(None),
        };
        if original.prefix == visit.edition.prefix {
            return Ok(None);
        }
        Ok(href.map(|href| Notice::new(visit, message, original, href, None)))
    }

    fn new(
        visit: &Visit,
        message: &str,
        original: &Edition,
        href: String,
        follow: Option<Link>,
    ) -> Notice {
        let edition = &visit.edition;
        let words = edition.text_with("notice-read-original", &[("edition", Arg::Text(PLACE))]);
        let (before, after) = words.split_once(PLACE).unwrap_or((&words, ""));
        Notice {
            text: edition.text_with(message, &[("edition", Arg::Text(&edition.label))]),
            original: Original {
                href,
                tag: original.tag.clone(),
                label: original.label.clone(),
                words: (before.to_owned(), after.to_owned()),
            },
            follow,
        }
    }
}
