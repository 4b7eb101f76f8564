//! Opening a coverage and adding its key moments.

use chrono::NaiveDateTime;

use super::CommandError;
use crate::changes;
use crate::db::{Conn, coverage_moments, coverages, dialect};
use crate::model::{CoverageId, MediaId, Noun, Permission, SignOff};
use crate::text::clean_line;

/// A coverage's words in one edition.
#[derive(Debug, Clone)]
pub struct CoverageWords {
    /// Prefix of the edition.
    pub edition: String,
    /// As printed.
    pub name: String,
    /// The tail of its address.
    pub slug: String,
    /// Two to four lines; may be empty.
    pub summary: String,
}

/// Opens a coverage in the editions that have words for it.
///
/// # Errors
///
/// A slug is taken in its edition, the person is no chief there, or the database failed.
pub fn open_coverage(
    conn: &mut Conn,
    sign_off: &SignOff,
    photo: Option<MediaId>,
    words: &[CoverageWords],
) -> Result<CoverageId, CommandError> {
    let editions = words.iter().map(|words| words.edition.as_str());
    sign_off.authority.require_in(Permission::Curate, editions)?;
    dialect::transaction(conn, |conn| {
        let id = coverages::insert(conn, photo, sign_off.at)?;
        let mut nouns = Vec::new();
        for words in words {
            let (name, summary) = (clean_line(&words.name), clean_line(&words.summary));
            coverages::set_name(conn, id, &words.edition, &name, &words.slug, &summary)?;
            nouns.push(Noun::Coverage(id, words.edition.clone()));
            nouns.push(Noun::Settings(words.edition.clone()));
        }
        changes::record(conn, sign_off, "open_coverage", &nouns)?;
        Ok(id)
    })
}

/// Adds a key moment to a coverage in one edition.
///
/// # Errors
///
/// The person is no chief there, or the database failed.
pub fn add_moment(
    conn: &mut Conn,
    sign_off: &SignOff,
    coverage: CoverageId,
    edition: &str,
    happened_at: NaiveDateTime,
    text: &str,
) -> Result<(), CommandError> {
    sign_off.authority.require(Permission::Curate, edition)?;
    dialect::transaction(conn, |conn| {
        coverage_moments::insert(conn, coverage, edition, happened_at, &clean_line(text))?;
        let noun = Noun::Coverage(coverage, edition.to_owned());
        changes::record(conn, sign_off, "add_moment", &[noun])?;
        Ok(())
    })
}
