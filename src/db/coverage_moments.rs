//! Key moments of coverages.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::Conn;
use super::schema::coverage_moments;
use crate::model::CoverageId;
use crate::model::coverage::Moment;

/// The key moments of a coverage, oldest first.
pub fn list(
    conn: &mut Conn,
    edition: &str,
    id: CoverageId,
    limit: i64,
) -> QueryResult<Vec<Moment>> {
    let rows: Vec<(NaiveDateTime, String)> = coverage_moments::table
        .filter(coverage_moments::coverage_id.eq(id))
        .filter(coverage_moments::edition.eq(edition))
        .order((coverage_moments::happened_at, coverage_moments::id))
        .select((coverage_moments::happened_at, coverage_moments::text))
        .limit(limit)
        .load(conn)?;
    Ok(rows.into_iter().map(|(happened_at, text)| Moment { happened_at, text }).collect())
}

/// Adds a key moment.
pub fn insert(
    conn: &mut Conn,
    id: CoverageId,
    edition: &str,
    happened_at: NaiveDateTime,
    text: &str,
) -> QueryResult<()> {
    diesel::insert_into(coverage_moments::table)
        .values((
            coverage_moments::coverage_id.eq(id),
            coverage_moments::edition.eq(edition),
            coverage_moments::happened_at.eq(happened_at),
            coverage_moments::text.eq(text),
        ))
        .execute(conn)?;
    Ok(())
}

/// A key moment as editors see it.
#[derive(Debug, Clone, Queryable)]
pub struct StoredMoment {
    /// Its id.
    pub id: i64,
    /// Prefix of the edition.
    pub edition: String,
    /// UTC.
    pub happened_at: NaiveDateTime,
    /// In the edition's language.
    pub text: String,
}

/// The key moments of a coverage in every edition, oldest first.
pub fn list_all(conn: &mut Conn, id: CoverageId) -> QueryResult<Vec<StoredMoment>> {
    coverage_moments::table
        .filter(coverage_moments::coverage_id.eq(id))
        .order((coverage_moments::happened_at, coverage_moments::id))
        .select((
            coverage_moments::id,
            coverage_moments::edition,
            coverage_moments::happened_at,
            coverage_moments::text,
        ))
        .load(conn)
}

/// Takes a key moment away.
pub fn delete(conn: &mut Conn, id: i64) -> QueryResult<()> {
    diesel::delete(coverage_moments::table.filter(coverage_moments::id.eq(id))).execute(conn)?;
    Ok(())
}
