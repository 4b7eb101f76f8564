//! Where live articles are to stand once they are published again.

use diesel::prelude::*;

use super::Conn;
use super::schema::planned_places;
use crate::model::{ArticleId, CoverageId, SectionId};

/// A section, the tail of an address, and coverages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedPlace {
    /// Its section.
    pub section_id: SectionId,
    /// The tail of its address.
    pub slug: String,
    /// In their order on it.
    pub coverages: Vec<CoverageId>,
}

/// The place that an article waits for; `None`: it stays where it is.
pub fn find(conn: &mut Conn, id: ArticleId) -> QueryResult<Option<PlannedPlace>> {
    let row: Option<(SectionId, String, String)> = planned_places::table
        .filter(planned_places::article_id.eq(id))
        .select((planned_places::section_id, planned_places::slug, planned_places::coverages))
        .first(conn)
        .optional()?;
    Ok(row.map(|(section_id, slug, coverages)| PlannedPlace {
        section_id,
        slug,
        coverages: serde_json::from_str(&coverages).unwrap_or_default(),
    }))
}

/// Notes where an article is to stand, or with `None` that it stays.
pub fn set(conn: &mut Conn, id: ArticleId, place: Option<&PlannedPlace>) -> QueryResult<()> {
    diesel::delete(planned_places::table.filter(planned_places::article_id.eq(id)))
        .execute(conn)?;
    if let Some(place) = place {
        diesel::insert_into(planned_places::table)
            .values((
                planned_places::article_id.eq(id),
                planned_places::section_id.eq(place.section_id),
                planned_places::slug.eq(&place.slug),
                planned_places::coverages
                    .eq(serde_json::to_string(&place.coverages).unwrap_or_default()),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Has all that wait for the coverage `from` wait for `into`.
pub fn merge_coverage(conn: &mut Conn, from: CoverageId, into: CoverageId) -> QueryResult<()> {
    let waiting: Vec<ArticleId> =
        planned_places::table.select(planned_places::article_id).load(conn)?;
    for id in waiting {
        let Some(mut place) = find(conn, id)? else { continue };
        if !place.coverages.contains(&from) {
            continue;
        }
        place.coverages.retain(|known| *known != into);
        for known in place.coverages.iter_mut().filter(|known| **known == from) {
            *known = into;
        }
        set(conn, id, Some(&place))?;
    }
    Ok(())
}
