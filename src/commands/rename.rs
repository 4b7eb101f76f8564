//! Renaming what has an address: the old one leads to the new one.

use diesel::result::Error;

use super::{CoverageWords, SectionWords};
use crate::changes;
use crate::db::redirects::{self, RedirectKind};
use crate::db::{Conn, coverages, dialect, sections};
use crate::model::{CoverageId, Denied, Noun, Permission, SectionId, SignOff};
use crate::text::clean_line;

/// Why something could not be renamed.
#[derive(Debug, thiserror::Error)]
pub enum RenameError {
    /// It has no words in this edition yet.
    #[error("it does not exist in edition `{0}`")]
    NotFound(String),
    /// The person's roles don't allow it.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The slug is taken, or the database failed; nothing was changed.
    #[error(transparent)]
    Db(#[from] Error),
}

/// Gives a section other words in one edition.
///
/// # Errors
///
/// The edition has no words for it, the new slug is taken, or the person is no chief there.
pub fn rename_section(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: SectionId,
    words: &SectionWords,
) -> Result<(), RenameError> {
    let edition = words.edition.as_str();
    sign_off.authority.require(Permission::Curate, edition)?;
    dialect::transaction(conn, |conn| {
        let old = sections::find_slug(conn, edition, id)?
            .ok_or_else(|| RenameError::NotFound(edition.to_owned()))?;
        let (name, description) = (clean_line(&words.name), clean_line(&words.description));
        sections::set_name(conn, id, edition, &name, &words.slug, &description)?;
        redirects::set(conn, edition, RedirectKind::Section, &old, &words.slug, id.0)?;
        let nouns = [
            Noun::Section(id, edition.to_owned()),
            Noun::Settings(edition.to_owned()),
            Noun::Edition(edition.to_owned()),
        ];
        changes::record(conn, sign_off, "rename_section", &nouns)?;
        Ok(())
    })
}

/// Gives a coverage other words in one edition.
///
/// # Errors
///
/// The edition has no words for it, the new slug is taken, or the person is no chief there.
pub fn rename_coverage(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: CoverageId,
    words: &CoverageWords,
) -> Result<(), RenameError> {
    let edition = words.edition.as_str();
    sign_off.authority.require(Permission::Curate, edition)?;
    dialect::transaction(conn, |conn| {
        let slugs = coverages::list_slugs(conn, id)?;
        let (_, old) = slugs
            .into_iter()
            .find(|(found, _)| found == edition)
            .ok_or_else(|| RenameError::NotFound(edition.to_owned()))?;
        let (name, summary) = (clean_line(&words.name), clean_line(&words.summary));
        coverages::set_name(conn, id, edition, &name, &words.slug, &summary)?;
        redirects::set(conn, edition, RedirectKind::Coverage, &old, &words.slug, id.0)?;
        let nouns = [
            Noun::Coverage(id, edition.to_owned()),
            Noun::Settings(edition.to_owned()),
            Noun::Edition(edition.to_owned()),
        ];
        changes::record(conn, sign_off, "rename_coverage", &nouns)?;
        Ok(())
    })
}
