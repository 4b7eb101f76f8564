//! What has a name and an address in each edition: sections, coverages, authors, sources.

use diesel::prelude::*;

use super::Conn;
use super::desk::{lower, pattern};
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

macro_rules! sections {
    () => {
        section_names::table
            .inner_join(sections::table.on(sections::id.eq(section_names::section_id)))
            .select((
                sections::id,
                section_names::edition,
                section_names::name,
                section_names::slug,
                section_names::description,
            ))
    };
}

macro_rules! coverages {
    () => {
        coverage_names::table
            .inner_join(coverages::table.on(coverages::id.eq(coverage_names::coverage_id)))
            .select((
                coverages::id,
                coverage_names::edition,
                coverage_names::name,
                coverage_names::slug,
                coverage_names::summary,
            ))
    };
}

macro_rules! people {
    ($named:expr) => {
        people_names::table
            .filter(people_names::kind.eq($named.person().map_or("", PersonKind::as_str)))
            .select((
                people_names::person_id,
                people_names::edition,
                people_names::name,
                people_names::slug,
                people_names::description,
            ))
    };
}

/// The words of all of a kind: sections in their order, coverages that are open and new first,
/// people by their names.
pub fn list(conn: &mut Conn, named: Named) -> QueryResult<Vec<Words>> {
    match named {
        Named::Section => sections!().order((sections::position, sections::id)).load(conn),
        Named::Coverage => {
            coverages!().order((coverages::is_open.desc(), coverages::id.desc())).load(conn)
        }
        Named::Author | Named::Source => {
            people!(named).order((people_names::name, people_names::person_id)).load(conn)
        }
    }
}

/// The words of some of a kind, in no order.
pub fn list_of(conn: &mut Conn, named: Named, ids: &[i64]) -> QueryResult<Vec<Words>> {
    match named {
        Named::Section => sections!().filter(sections::id.eq_any(ids)).load(conn),
        Named::Coverage => coverages!().filter(coverages::id.eq_any(ids)).load(conn),
        Named::Author | Named::Source => {
            people!(named).filter(people_names::person_id.eq_any(ids)).load(conn)
        }
    }
}

/// The words of those of a kind that have one of some addresses, in any edition.
pub fn list_at(conn: &mut Conn, named: Named, slugs: &[&str]) -> QueryResult<Vec<Words>> {
    match named {
        Named::Section => sections!().filter(section_names::slug.eq_any(slugs)).load(conn),
        Named::Coverage => coverages!().filter(coverage_names::slug.eq_any(slugs)).load(conn),
        Named::Author | Named::Source => {
            people!(named).filter(people_names::slug.eq_any(slugs)).load(conn)
        }
    }
}

/// A place in the list of a kind: what it is in order of, and the number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// A section's position, whether a coverage is open, a person's name.
    pub key: String,
    /// Decides between equal ones.
    pub id: i64,
}

impl Place {
    /// Of a coverage, whether articles are added to it.
    pub fn is_open(&self) -> bool {
        self.key == OPEN
    }
}

/// The places of up to `limit` of a kind after a place, in the order of [`list`]; only those that
/// have `words` in a name. A person's name is the first in order, where several editions have one.
pub fn list_places(
    conn: &mut Conn,
    named: Named,
    words: &str,
    after: Option<&Place>,
    limit: i64,
) -> QueryResult<Vec<Place>> {
    let (typed, low) = (pattern(words), pattern(&words.to_lowercase()));
    // SQLite lowers no letters but those of ASCII: names begin with a capital.
    let capital = pattern(&capitalised(words));
    match named {
        Named::Section => {
            let name = section_names::name;
            let has_words = name
                .like(typed)
                .escape('\\')
                .or(name.like(capital).escape('\\'))
                .or(lower(name).like(low).escape('\\'));
            let position = after.and_then(|after| after.key.parse().ok()).unwrap_or(i32::MIN);
            let id = SectionId(after.map_or(0, |after| after.id));
            let rows: Vec<(i32, SectionId)> = section_names::table
                .inner_join(sections::table.on(sections::id.eq(section_names::section_id)))
                .filter(has_words)
                .filter(
                    sections::position
                        .gt(position)
                        .or(sections::position.eq(position).and(sections::id.gt(id))),
                )
                .order((sections::position, sections::id))
                .select((sections::position, sections::id))
                .distinct()
                .limit(limit)
                .load(conn)?;
            Ok(rows.into_iter().map(|(key, id)| Place { key: key.to_string(), id: id.0 }).collect())
        }
        Named::Coverage => {
            let name = coverage_names::name;
            let has_words = name
                .like(typed)
                .escape('\\')
                .or(name.like(capital).escape('\\'))
                .or(lower(name).like(low).escape('\\'));
            let was_open = after.is_none_or(Place::is_open);
            let id = CoverageId(after.map_or(i64::MAX, |after| after.id));
            let rows: Vec<(bool, CoverageId)> = coverage_names::table
                .inner_join(coverages::table.on(coverages::id.eq(coverage_names::coverage_id)))
                .filter(has_words)
                .filter(
                    coverages::is_open
                        .lt(was_open)
                        .or(coverages::is_open.eq(was_open).and(coverages::id.lt(id))),
                )
                .order((coverages::is_open.desc(), coverages::id.desc()))
                .select((coverages::is_open, coverages::id))
                .distinct()
                .limit(limit)
                .load(conn)?;
            let key = |is_open: bool| if is_open { OPEN } else { "closed" }.to_owned();
            Ok(rows.into_iter().map(|(open, id)| Place { key: key(open), id: id.0 }).collect())
        }
        Named::Author | Named::Source => {
            let name = people_names::name;
            let has_words = name
                .like(typed)
                .escape('\\')
                .or(name.like(capital).escape('\\'))
                .or(lower(name).like(low).escape('\\'));
            let first = diesel::dsl::min(name);
            let key = after.map_or("", |after| after.key.as_str());
            let id = PersonId(after.map_or(0, |after| after.id));
            let rows: Vec<(PersonId, Option<String>)> = people_names::table
                .filter(people_names::kind.eq(named.person().map_or("", PersonKind::as_str)))
                .filter(has_words)
                .group_by(people_names::person_id)
                .having(first.gt(key).or(first.eq(key).and(people_names::person_id.gt(id))))
                .order((first, people_names::person_id))
                .select((people_names::person_id, first))
                .limit(limit)
                .load(conn)?;
            let place = |(id, key): (PersonId, Option<String>)| Place {
                key: key.unwrap_or_default(),
                id: id.0,
            };
            Ok(rows.into_iter().map(place).collect())
        }
    }
}

/// The key of coverages that articles are added to.
const OPEN: &str = "open";

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
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
