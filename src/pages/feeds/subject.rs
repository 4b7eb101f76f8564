//! What a feed follows: an edition, a section, a coverage, an author or a source.

use super::Wanted;
use crate::db::listing::List;
use crate::db::people::{self, PersonKind};
use crate::db::redirects::{self, RedirectKind};
use crate::db::{Conn, coverages, sections};
use crate::error::AppError;
use crate::model::{CoverageId, PersonId, SectionId};
use crate::pages::address::Links;
use crate::pages::layout::Layout;

/// The page that a feed follows.
pub struct Subject {
    pub list: SubjectList,
    pub name: String,
    pub description: String,
    /// Its path.
    pub page: String,
}

#[derive(Clone, Copy)]
pub enum SubjectList {
    Edition,
    Section(SectionId),
    Coverage(CoverageId),
    Author(PersonId),
    Source(PersonId),
}

impl SubjectList {
    pub fn of(self, edition: &str) -> List<'_> {
        match self {
            SubjectList::Edition => List::Edition(edition),
            SubjectList::Section(id) => List::Section(edition, id),
            SubjectList::Coverage(id) => List::Coverage(edition, id),
            SubjectList::Author(id) => List::Author(edition, id),
            SubjectList::Source(id) => List::Source(edition, id),
        }
    }
}

pub enum Lookup {
    Here(Subject),
    /// The page's path now.
    Moved(String),
}

impl Subject {
    pub fn find(layout: &Layout, conn: &mut Conn, wanted: Wanted) -> Result<Lookup, AppError> {
        let edition = layout.edition.prefix.as_str();
        let links = Links::plain(&layout.edition);
        let moved_to = |conn: &mut Conn, kind, slug: &str| {
            redirects::find(conn, edition, kind, slug)?.ok_or(AppError::NotFound)
        };
        match wanted {
            Wanted::Edition => Ok(Lookup::Here(Subject {
                list: SubjectList::Edition,
                name: layout.site_name().to_owned(),
                description: layout.site.tagline.clone(),
                page: links.home(),
            })),
            Wanted::Section(slug) => {
                let found = sections::list_by_slug(conn, edition, &slug)?.into_iter().next();
                let Some(section) = found else {
                    let id = SectionId(moved_to(conn, RedirectKind::Section, &slug)?);
                    let slug = sections::find_slug(conn, edition, id)?.ok_or(AppError::NotFound)?;
                    return Ok(Lookup::Moved(links.section(&slug)));
                };
                Ok(Lookup::Here(Subject {
                    list: SubjectList::Section(section.id),
                    name: section.name,
                    description: section.description,
                    page: links.section(&section.slug),
                }))
            }
            Wanted::Coverage(slug) => {
                let Some(coverage) = coverages::find_by_slug(conn, edition, &slug)? else {
                    let id = CoverageId(moved_to(conn, RedirectKind::Coverage, &slug)?);
                    let slugs = coverages::list_slugs(conn, id)?;
                    let now = slugs.into_iter().find(|(prefix, _)| prefix == edition);
                    let (_, slug) = now.ok_or(AppError::NotFound)?;
                    return Ok(Lookup::Moved(links.coverage(&slug)));
                };
                Ok(Lookup::Here(Subject {
                    list: SubjectList::Coverage(coverage.id),
                    name: coverage.name,
                    description: coverage.summary,
                    page: links.coverage(&coverage.slug),
                }))
            }
            Wanted::Person(kind, slug) => {
                let page = |slug: &str| match kind {
                    PersonKind::Author => links.author(slug),
                    PersonKind::Source => links.source(slug),
                };
                let found = people::list_by_slug(conn, edition, kind, &slug)?.into_iter().next();
                let Some(person) = found else {
                    let redirect = match kind {
                        PersonKind::Author => RedirectKind::Author,
                        PersonKind::Source => RedirectKind::Source,
                    };
                    let id = PersonId(moved_to(conn, redirect, &slug)?);
                    let slug = people::find_slug(conn, edition, id)?.ok_or(AppError::NotFound)?;
                    return Ok(Lookup::Moved(page(&slug)));
                };
                Ok(Lookup::Here(Subject {
                    list: match kind {
                        PersonKind::Author => SubjectList::Author(person.id),
                        PersonKind::Source => SubjectList::Source(person.id),
                    },
                    name: person.name,
                    description: person.description,
                    page: page(&person.slug),
                }))
            }
        }
    }
}
