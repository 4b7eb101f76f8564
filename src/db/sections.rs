//! Sections and their names in the editions.

use diesel::prelude::*;

use super::Conn;
use super::schema::{section_names, sections};
use crate::model::SectionId;
use crate::model::site::SiteSection;

diesel::alias!(section_names as wanted_names: WantedNames);

/// A section in one edition.
#[derive(Debug, Clone, Queryable)]
pub struct Section {
    /// The same in every edition.
    pub id: SectionId,
    /// Prefix of the edition.
    pub edition: String,
    /// In this edition.
    pub name: String,
    /// In this edition.
    pub slug: String,
    /// One sentence; may be empty.
    pub description: String,
}

/// The sections that have a name in `edition`, in their order.
pub fn list_site_sections(conn: &mut Conn, edition: &str) -> QueryResult<Vec<SiteSection>> {
    let rows: Vec<(SectionId, String, String)> = section_names::table
        .filter(section_names::edition.eq(edition))
        .order((section_names::position, section_names::section_id))
        .select((section_names::section_id, section_names::name, section_names::slug))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, name, slug)| SiteSection { id, name, slug }).collect())
}

/// The section at an address, with its names in every edition; the one asked for comes first.
///
/// Empty when there is none.
pub fn list_by_slug(conn: &mut Conn, edition: &str, slug: &str) -> QueryResult<Vec<Section>> {
    let wanted = wanted_names;
    let mut rows: Vec<Section> = section_names::table
        .inner_join(
            wanted.on(wanted.field(section_names::section_id).eq(section_names::section_id)),
        )
        .filter(wanted.field(section_names::edition).eq(edition))
        .filter(wanted.field(section_names::slug).eq(slug))
        .select((
            section_names::section_id,
            section_names::edition,
            section_names::name,
            section_names::slug,
            section_names::description,
        ))
        .load(conn)?;
    rows.sort_by_key(|section| section.edition != edition);
    Ok(rows)
}

/// The slug of a section in an edition.
pub fn find_slug(conn: &mut Conn, edition: &str, id: SectionId) -> QueryResult<Option<String>> {
    section_names::table
        .filter(section_names::edition.eq(edition))
        .filter(section_names::section_id.eq(id))
        .select(section_names::slug)
        .first(conn)
        .optional()
}

/// The section whose name in `edition` is exactly `name`.
pub fn find_by_name(conn: &mut Conn, edition: &str, name: &str) -> QueryResult<Option<SectionId>> {
    section_names::table
        .filter(section_names::edition.eq(edition))
        .filter(section_names::name.eq(name))
        .select(section_names::section_id)
        .first(conn)
        .optional()
}

/// Adds a section after the others.
pub fn insert(conn: &mut Conn) -> QueryResult<SectionId> {
    let last: Option<i32> =
        sections::table.select(diesel::dsl::max(sections::position)).first(conn)?;
    diesel::insert_into(sections::table)
        .values(sections::position.eq(last.unwrap_or(0) + 1))
        .returning(sections::id)
        .get_result(conn)
}

/// Sets a section's words in one edition.
pub fn set_name(
    conn: &mut Conn,
    id: SectionId,
    edition: &str,
    name: &str,
    slug: &str,
    description: &str,
) -> QueryResult<()> {
    let here = section_names::table
        .filter(section_names::section_id.eq(id))
        .filter(section_names::edition.eq(edition));
    let changed = diesel::update(here)
        .set((
            section_names::name.eq(name),
            section_names::slug.eq(slug),
            section_names::description.eq(description),
        ))
        .execute(conn)?;
    if changed == 0 {
        let last: Option<i32> = section_names::table
            .filter(section_names::edition.eq(edition))
            .select(diesel::dsl::max(section_names::position))
            .first(conn)?;
        diesel::insert_into(section_names::table)
            .values((
                section_names::section_id.eq(id),
                section_names::edition.eq(edition),
                section_names::name.eq(name),
                section_names::slug.eq(slug),
                section_names::description.eq(description),
                section_names::position.eq(last.unwrap_or(0) + 1),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Puts the sections of an edition into this order.
pub fn set_order(conn: &mut Conn, edition: &str, order: &[SectionId]) -> QueryResult<()> {
    for (position, id) in (1..).zip(order) {
        let here = section_names::table
            .filter(section_names::section_id.eq(id))
            .filter(section_names::edition.eq(edition));
        diesel::update(here).set(section_names::position.eq::<i32>(position)).execute(conn)?;
    }
    Ok(())
}
