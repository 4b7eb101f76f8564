//! What has a name and an address in each edition: sections, coverages, authors, sources.

use diesel::prelude::*;

use super::Conn;
use super::people::{self, PersonKind};
use super::redirects::{self, RedirectKind};
use super::schema::{coverage_names, coverages, people_names, section_names, sections};
use crate::model::{CoverageId, PersonId, SectionId};

/// Kinds of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// Standing departments.
    Section,
    /// Pages of running events.
    Coverage,
    /// Persons with a byline.
    Author,
    /// Agencies and publications.
    Source,
}

/// The words of one in one edition.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Words {
    /// The same in every edition.
    pub id: i64,
    /// Prefix of the edition.
    pub edition: String,
    /// As printed.
    pub name: String,
    /// The tail of its address.
    pub slug: String,
    /// A sentence or more; may be empty.
    pub text: String,
}

impl Named {
    /// Whether it is a person, and of which kind.
    pub fn person(self) -> Option<PersonKind> {
        match self {
            Named::Author => Some(PersonKind::Author),
            Named::Source => Some(PersonKind::Source),
            Named::Section | Named::Coverage => None,
        }
    }

    fn redirects(self) -> RedirectKind {
        match self {
            Named::Section => RedirectKind::Section,
            Named::Coverage => RedirectKind::Coverage,
            Named::Author => RedirectKind::Author,
            Named::Source => RedirectKind::Source,
        }
    }
}

/// The words of all of a kind: sections in their order, coverages that are open and new first,
/// people by their names.
pub fn list(conn: &mut Conn, named: Named) -> QueryResult<Vec<Words>> {
    match named {
        Named::Section => section_names::table
            .inner_join(sections::table.on(sections::id.eq(section_names::section_id)))
            .order((sections::position, sections::id))
            .select((
                sections::id,
                section_names::edition,
                section_names::name,
                section_names::slug,
                section_names::description,
            ))
            .load(conn),
        Named::Coverage => coverage_names::table
            .inner_join(coverages::table.on(coverages::id.eq(coverage_names::coverage_id)))
            .order((coverages::is_open.desc(), coverages::id.desc()))
            .select((
                coverages::id,
                coverage_names::edition,
                coverage_names::name,
                coverage_names::slug,
                coverage_names::summary,
            ))
            .load(conn),
        Named::Author | Named::Source => people_names::table
            .filter(people_names::kind.eq(named.person().map_or("", PersonKind::as_str)))
            .order((people_names::name, people_names::person_id))
            .select((
                people_names::person_id,
                people_names::edition,
                people_names::name,
                people_names::slug,
                people_names::description,
            ))
            .load(conn),
    }
}

/// Sets the words of one in an edition; an old address leads to the new one.
pub fn set(conn: &mut Conn, named: Named, words: &Words, old: Option<&Words>) -> QueryResult<()> {
    let Words { id, edition, name, slug, text } = words;
    match named.person() {
        Some(kind) => {
            people::set_name(conn, PersonId(*id), kind, edition, name, slug, text)?;
        }
        None if named == Named::Section => {
            super::sections::set_name(conn, SectionId(*id), edition, name, slug, text)?;
        }
        None => super::coverages::set_name(conn, CoverageId(*id), edition, name, slug, text)?,
    }
    let before = old.map_or(slug, |old| &old.slug);
    redirects::set(conn, edition, named.redirects(), before, slug, *id)
}
