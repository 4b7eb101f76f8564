//! What stands in a coverage, in which order, and where the coverage itself stands.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::redirects::{self, RedirectKind};
use super::schema::{
    article_coverages, coverage_moments, coverage_names, coverages as table, front_slots,
    redirects as moved,
};
use super::{Conn, coverages, planned_places};
use crate::model::{ArticleId, CoverageId, MediaId, SectionId};

/// The live articles that editors put on top of a coverage, in their order.
pub fn list_pinned(conn: &mut Conn, edition: &str, id: CoverageId) -> QueryResult<Vec<ArticleId>> {
    article_coverages::table
        .filter(article_coverages::coverage_id.eq(id))
        .filter(article_coverages::edition.eq(edition))
        .filter(article_coverages::listed_at.is_not_null())
        .filter(article_coverages::pin.is_not_null())
        .order((article_coverages::pin, article_coverages::article_id))
        .select(article_coverages::article_id)
        .load(conn)
}

/// Puts these articles of a coverage on top, in this order, and no others.
pub fn set_pinned(
    conn: &mut Conn,
    edition: &str,
    id: CoverageId,
    articles: &[ArticleId],
) -> QueryResult<()> {
    let all = article_coverages::table
        .filter(article_coverages::coverage_id.eq(id))
        .filter(article_coverages::edition.eq(edition));
    diesel::update(all).set(article_coverages::pin.eq(None::<i32>)).execute(conn)?;
    for (pin, article) in (1..).zip(articles) {
        diesel::update(all.filter(article_coverages::article_id.eq(article)))
            .set(article_coverages::pin.eq(Some::<i32>(pin)))
            .execute(conn)?;
    }
    Ok(())
}

/// Up to `limit` live articles of a coverage, the newest first.
pub fn list_newest(
    conn: &mut Conn,
    edition: &str,
    id: CoverageId,
    limit: i64,
) -> QueryResult<Vec<ArticleId>> {
    article_coverages::table
        .filter(article_coverages::coverage_id.eq(id))
        .filter(article_coverages::edition.eq(edition))
        .filter(article_coverages::listed_at.is_not_null())
        .order((article_coverages::listed_at.desc(), article_coverages::article_id.desc()))
        .select(article_coverages::article_id)
        .limit(limit)
        .load(conn)
}

/// The photo of a coverage.
pub fn find_photo(conn: &mut Conn, id: CoverageId) -> QueryResult<Option<MediaId>> {
    let photo = table::table.filter(table::id.eq(id)).select(table::lead_media_id);
    Ok(photo.first::<Option<MediaId>>(conn).optional()?.flatten())
}

/// Sets the photo of a coverage.
pub fn set_photo(conn: &mut Conn, id: CoverageId, photo: Option<MediaId>) -> QueryResult<()> {
    diesel::update(table::table.filter(table::id.eq(id)))
        .set(table::lead_media_id.eq(photo))
        .execute(conn)?;
    Ok(())
}

/// The fronts that editors put a coverage on and that show it at `now` (UTC), as (edition,
/// section or home).
pub fn list_fronts(
    conn: &mut Conn,
    id: CoverageId,
    now: NaiveDateTime,
) -> QueryResult<Vec<(String, Option<SectionId>)>> {
    front_slots::table
        .filter(front_slots::coverage_id.eq(id))
        .filter(front_slots::until_at.is_null().or(front_slots::until_at.gt(now)))
        .order((front_slots::edition, front_slots::section_id))
        .select((front_slots::edition, front_slots::section_id))
        .load(conn)
}

/// Makes one coverage of two: all that `from` had is `into`'s, and its addresses lead there.
///
/// Returns the articles that were refiled.
pub fn merge(conn: &mut Conn, from: CoverageId, into: CoverageId) -> QueryResult<Vec<ArticleId>> {
    let refiled = merge_entries(conn, from, into)?;
    planned_places::merge_coverage(conn, from, into)?;
    diesel::update(coverage_moments::table.filter(coverage_moments::coverage_id.eq(from)))
        .set(coverage_moments::coverage_id.eq(into))
        .execute(conn)?;
    merge_names(conn, from, into)?;
    merge_fronts(conn, from, into)?;
    if find_photo(conn, into)?.is_none() {
        let photo = find_photo(conn, from)?;
        set_photo(conn, into, photo)?;
    }
    diesel::delete(table::table.filter(table::id.eq(from))).execute(conn)?;
    for (edition, _) in coverages::list_slugs(conn, into)? {
        coverages::refresh_latest(conn, into, &edition)?;
    }
    Ok(refiled)
}

fn merge_entries(
    conn: &mut Conn,
    from: CoverageId,
    into: CoverageId,
) -> QueryResult<Vec<ArticleId>> {
    let here = article_coverages::table.filter(article_coverages::coverage_id.eq(from));
    let articles: Vec<ArticleId> = here.select(article_coverages::article_id).load(conn)?;
    let known: Vec<ArticleId> = article_coverages::table
        .filter(article_coverages::coverage_id.eq(into))
        .select(article_coverages::article_id)
        .load(conn)?;
    for article in &articles {
        let filing = here.filter(article_coverages::article_id.eq(article));
        if known.contains(article) {
            diesel::delete(filing).execute(conn)?;
        } else {
            diesel::update(filing)
                .set((
                    article_coverages::coverage_id.eq(into),
                    article_coverages::pin.eq(None::<i32>),
                ))
                .execute(conn)?;
        }
    }
    Ok(articles)
}

fn merge_names(conn: &mut Conn, from: CoverageId, into: CoverageId) -> QueryResult<()> {
    let kept = coverages::list_slugs(conn, into)?;
    let from_id = from.0;
    diesel::update(
        moved::table.filter(moved::kind.eq("coverage")).filter(moved::target_id.eq(from_id)),
    )
    .set(moved::target_id.eq(into.0))
    .execute(conn)?;
    for (edition, slug) in coverages::list_slugs(conn, from)? {
        let here = coverage_names::table
            .filter(coverage_names::coverage_id.eq(from))
            .filter(coverage_names::edition.eq(&edition));
        match kept.iter().find(|(known, _)| *known == edition) {
            Some((_, now)) => {
                diesel::delete(here).execute(conn)?;
                let kind = RedirectKind::Coverage;
                redirects::set(conn, &edition, kind, &slug, now, into.0)?;
            }
            // An edition that only the one had keeps its words and its address.
            None => {
                diesel::update(here).set(coverage_names::coverage_id.eq(into)).execute(conn)?;
            }
        }
    }
    Ok(())
}

fn merge_fronts(conn: &mut Conn, from: CoverageId, into: CoverageId) -> QueryResult<()> {
    let place = (front_slots::edition, front_slots::section_id);
    let kept: Vec<(String, Option<SectionId>)> =
        front_slots::table.filter(front_slots::coverage_id.eq(into)).select(place).load(conn)?;
    let slots: Vec<(i64, String, Option<SectionId>)> = front_slots::table
        .filter(front_slots::coverage_id.eq(from))
        .select((front_slots::id, front_slots::edition, front_slots::section_id))
        .load(conn)?;
    for (slot, edition, section) in slots {
        let here = front_slots::table.filter(front_slots::id.eq(slot));
        if kept.contains(&(edition, section)) {
            diesel::delete(here).execute(conn)?;
        } else {
            diesel::update(here).set(front_slots::coverage_id.eq(into)).execute(conn)?;
        }
    }
    Ok(())
}
