//! Where an article stands: what is the article's and not a revision's.
//!
//! While readers can read it, another place waits until it is published again, as its words do.

use diesel::QueryResult;

use crate::commands;
use crate::db::drafts::Draft;
use crate::db::planned_places::{self, PlannedPlace};
use crate::db::{Conn, coverages, editing, sections};
use crate::model::{ArticleState, CoverageId, Noun, SectionId};

/// A section, the tail of an address, and coverages.
#[derive(Debug, Clone, Default)]
pub struct Placing {
    /// Its section.
    pub section: SectionId,
    /// The tail of its address; empty: made from the headline.
    pub slug: String,
    /// The coverages it is filed in.
    pub coverages: Vec<CoverageId>,
}

/// Puts an article where it is to stand: at once, or for one that readers can read once it is
/// published again. Gives what that moves, besides the lists that show a live article.
pub(super) fn put(conn: &mut Conn, draft: &Draft, placing: Placing) -> QueryResult<Vec<Noun>> {
    let mut coverages: Vec<CoverageId> = Vec::new();
    for id in placing.coverages {
        if !coverages.contains(&id) {
            coverages.push(id);
        }
    }
    let place = PlannedPlace { section_id: placing.section, slug: placing.slug, coverages };
    if draft.state != ArticleState::Live.as_str() {
        return settle(conn, draft, &place);
    }
    let now = current(conn, draft)?;
    let planned = planned_places::find(conn, draft.id)?;
    if is_same(&place, planned.as_ref().unwrap_or(&now)) {
        return Ok(Vec::new());
    }
    let plan = Some(&place).filter(|place| !is_same(place, &now));
    planned_places::set(conn, draft.id, plan)?;
    Ok(vec![Noun::Article(draft.id)])
}

/// Puts an article where it waited to stand. What is gone by now is left out of it.
pub(super) fn take_planned(conn: &mut Conn, draft: &Draft) -> QueryResult<Vec<Noun>> {
    let Some(mut place) = planned_places::find(conn, draft.id)? else { return Ok(Vec::new()) };
    planned_places::set(conn, draft.id, None)?;
    if draft.state != ArticleState::Live.as_str() {
        return Ok(Vec::new());
    }
    if sections::find_slug(conn, &draft.edition, place.section_id)?.is_none() {
        place.section_id = draft.section_id;
    }
    let known = coverages::list_names(conn, &draft.edition, i64::MAX)?;
    place.coverages.retain(|id| known.iter().any(|(known, _)| known == id));
    settle(conn, draft, &place)
}

/// After an article was moved: a plan to move it elsewhere is over, the rest of it stays.
pub(super) fn replan_section(
    conn: &mut Conn,
    draft: &Draft,
    section: SectionId,
) -> QueryResult<()> {
    let Some(mut place) = planned_places::find(conn, draft.id)? else { return Ok(()) };
    place.section_id = section;
    let now = current(conn, draft)?;
    planned_places::set(conn, draft.id, Some(&place).filter(|place| !is_same(place, &now)))
}

fn settle(conn: &mut Conn, draft: &Draft, place: &PlannedPlace) -> QueryResult<Vec<Noun>> {
    let (id, edition) = (draft.id, draft.edition.as_str());
    let now = current(conn, draft)?;
    let mut nouns = Vec::new();
    if (place.section_id, &place.slug) != (now.section_id, &now.slug) {
        editing::set_place(conn, id, place.section_id, &place.slug)?;
        nouns.push(Noun::Article(id));
    }
    let is_live = draft.state == ArticleState::Live.as_str();
    let listed_at = draft.published_at.filter(|_| is_live);
    let mut refiled = Vec::new();
    for &gone in now.coverages.iter().filter(|id| !place.coverages.contains(id)) {
        coverages::delete_filing(conn, gone, edition, id)?;
        refiled.push(gone);
    }
    for &new in place.coverages.iter().filter(|id| !now.coverages.contains(id)) {
        coverages::insert_filing(conn, new, edition, id, listed_at)?;
        refiled.push(new);
    }
    if is_live && !refiled.is_empty() {
        nouns.extend(commands::filing_nouns(conn, edition, id, &refiled)?);
    } else if !refiled.is_empty() {
        nouns.push(Noun::Article(id));
    }
    Ok(nouns)
}

fn current(conn: &mut Conn, draft: &Draft) -> QueryResult<PlannedPlace> {
    let copy = editing::find(conn, draft.id)?.ok_or(diesel::NotFound)?;
    let filed = coverages::list_of_article(conn, &draft.edition, draft.id)?;
    let coverages = filed.into_iter().map(|coverage| coverage.id).collect();
    Ok(PlannedPlace { section_id: copy.section_id, slug: copy.slug, coverages })
}

/// Whether two are the same place; the order of the coverages is no part of it.
fn is_same(one: &PlannedPlace, other: &PlannedPlace) -> bool {
    let sorted = |place: &PlannedPlace| {
        let mut coverages = place.coverages.clone();
        coverages.sort();
        coverages
    };
    (one.section_id, &one.slug) == (other.section_id, &other.slug) && sorted(one) == sorted(other)
}
