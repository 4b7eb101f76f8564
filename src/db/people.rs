//! Authors and sources, with their names in the editions.

use diesel::prelude::*;

use super::Conn;
use super::schema::{people, people_names};
use crate::model::{Name, PersonId};

diesel::alias!(people_names as wanted_people: WantedPeople);

/// Whether a page is about an author or a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonKind {
    /// A person with a byline.
    Author,
    /// An agency or publication.
    Source,
}

impl PersonKind {
    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            PersonKind::Author => "author",
            PersonKind::Source => "source",
        }
    }
}

/// An author or a source in one edition.
#[derive(Debug, Clone, Queryable)]
pub struct Person {
    /// The same in every edition.
    pub id: PersonId,
    /// Prefix of the edition.
    pub edition: String,
    /// As printed in this edition.
    pub name: String,
    /// In this edition.
    pub slug: String,
    /// One sentence; may be empty.
    pub description: String,
}

/// The person at an address, with the names in every edition; the one asked for comes first.
///
/// Empty when there is none.
pub fn list_by_slug(
    conn: &mut Conn,
    edition: &str,
    kind: PersonKind,
    slug: &str,
) -> QueryResult<Vec<Person>> {
    let wanted = wanted_people;
    let mut rows: Vec<Person> = people_names::table
        .inner_join(wanted.on(wanted.field(people_names::person_id).eq(people_names::person_id)))
        .filter(wanted.field(people_names::edition).eq(edition))
        .filter(wanted.field(people_names::kind).eq(kind.as_str()))
        .filter(wanted.field(people_names::slug).eq(slug))
        .select((
            people_names::person_id,
            people_names::edition,
            people_names::name,
            people_names::slug,
            people_names::description,
        ))
        .load(conn)?;
    rows.sort_by_key(|person| person.edition != edition);
    Ok(rows)
}

/// The slug of a person in an edition.
pub fn find_slug(conn: &mut Conn, edition: &str, id: PersonId) -> QueryResult<Option<String>> {
    people_names::table
        .filter(people_names::edition.eq(edition))
        .filter(people_names::person_id.eq(id))
        .select(people_names::slug)
        .first(conn)
        .optional()
}

/// The person whose name in `edition` is exactly `name`.
pub fn find_by_name(
    conn: &mut Conn,
    edition: &str,
    kind: PersonKind,
    name: &str,
) -> QueryResult<Option<PersonId>> {
    people_names::table
        .filter(people_names::edition.eq(edition))
        .filter(people_names::kind.eq(kind.as_str()))
        .filter(people_names::name.eq(name))
        .select(people_names::person_id)
        .first(conn)
        .optional()
}

/// The people of one kind that have a name in `edition`, by name.
pub fn list_names(
    conn: &mut Conn,
    edition: &str,
    kind: PersonKind,
) -> QueryResult<Vec<(PersonId, String)>> {
    people_names::table
        .filter(people_names::edition.eq(edition))
        .filter(people_names::kind.eq(kind.as_str()))
        .order((people_names::name, people_names::person_id))
        .select((people_names::person_id, people_names::name))
        .load(conn)
}

/// A person's name and address in an edition.
pub fn find_name(conn: &mut Conn, edition: &str, id: PersonId) -> QueryResult<Option<Name>> {
    let found: Option<(String, String)> = people_names::table
        .filter(people_names::edition.eq(edition))
        .filter(people_names::person_id.eq(id))
        .select((people_names::name, people_names::slug))
        .first(conn)
        .optional()?;
    Ok(found.map(|(name, slug)| Name { name, slug }))
}

/// Adds a person without a name.
pub fn insert(conn: &mut Conn, kind: PersonKind) -> QueryResult<PersonId> {
    diesel::insert_into(people::table)
        .values(people::kind.eq(kind.as_str()))
        .returning(people::id)
        .get_result(conn)
}

/// Sets a person's words in one edition.
pub fn set_name(
    conn: &mut Conn,
    id: PersonId,
    kind: PersonKind,
    edition: &str,
    name: &str,
    slug: &str,
    description: &str,
) -> QueryResult<()> {
    diesel::delete(
        people_names::table
            .filter(people_names::person_id.eq(id))
            .filter(people_names::edition.eq(edition)),
    )
    .execute(conn)?;
    diesel::insert_into(people_names::table)
        .values((
            people_names::person_id.eq(id),
            people_names::edition.eq(edition),
            people_names::kind.eq(kind.as_str()),
            people_names::name.eq(name),
            people_names::slug.eq(slug),
            people_names::description.eq(description),
        ))
        .execute(conn)?;
    Ok(())
}
