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
    pub read_original: Link,
    /// The language that the original is in.
    pub original_tag: String,
    pub follow: Option<Link>,
}

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
        Notice {
            text: edition.text_with(message, &[("edition", Arg::Text(&edition.label))]),
            read_original: Link {
                href,
                text: edition
                    .text_with("notice-read-original", &[("edition", Arg::Text(&original.label))]),
            },
            original_tag: original.tag.clone(),
            follow,
        }
    }
}
