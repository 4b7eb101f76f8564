//! Closing a coverage and opening it again; taking a key moment out.

use super::CommandError;
use crate::changes;
use crate::db::{Conn, coverage_moments, coverages, dialect};
use crate::model::{CoverageId, Noun, Permission, SignOff};

/// Says whether articles are still being added to a coverage.
///
/// It is so in every edition that has it, and takes a chief of each.
///
/// # Errors
///
/// The person is no chief there, or the database failed.
pub fn set_coverage_open(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: CoverageId,
    is_open: bool,
) -> Result<(), CommandError> {
    dialect::transaction(conn, |conn| {
        let editions: Vec<String> =
            coverages::list_slugs(conn, id)?.into_iter().map(|(edition, _)| edition).collect();
        let asked = editions.iter().map(String::as_str);
        sign_off.authority.require_in(Permission::Curate, asked)?;
        if coverages::find_is_open(conn, id)?.is_none_or(|was_open| was_open == is_open) {
            return Ok(());
        }
        coverages::set_open(conn, id, is_open)?;
        let mut nouns = Vec::new();
        for edition in editions {
            nouns.push(Noun::Coverage(id, edition.clone()));
            nouns.push(Noun::Edition(edition));
        }
        let verb = if is_open { "reopen_coverage" } else { "close_coverage" };
        changes::record(conn, sign_off, verb, &nouns)?;
        Ok(())
    })
}

/// Takes a key moment out of a coverage; one that is gone already stays so.
///
/// # Errors
///
/// The person is no chief of its edition, or the database failed.
pub fn remove_moment(
    conn: &mut Conn,
    sign_off: &SignOff,
    coverage: CoverageId,
    moment: i64,
) -> Result<(), CommandError> {
    sign_off.authority.require_somewhere(Permission::Curate)?;
    dialect::transaction(conn, |conn| {
        let moments = coverage_moments::list_all(conn, coverage)?;
        let Some(found) = moments.into_iter().find(|known| known.id == moment) else {
            return Ok(());
        };
        sign_off.authority.require(Permission::Curate, &found.edition)?;
        coverage_moments::delete(conn, moment)?;
        let noun = Noun::Coverage(coverage, found.edition);
        changes::record(conn, sign_off, "remove_moment", &[noun])?;
        Ok(())
    })
}
