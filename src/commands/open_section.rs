//! Opening a section.

use super::CommandError;
use crate::changes;
use crate::db::{Conn, dialect, sections};
use crate::model::{Noun, Permission, SectionId, SignOff};
use crate::text::clean_line;

/// A section's words in one edition.
#[derive(Debug, Clone)]
pub struct SectionWords {
    /// Prefix of the edition.
    pub edition: String,
    /// As printed.
    pub name: String,
    /// The address; not one of the reserved names.
    pub slug: String,
    /// One sentence; may be empty.
    pub description: String,
}

/// Adds a section after the others, in the editions that have words for it.
///
/// # Errors
///
/// A slug is taken in its edition, the person is no chief there, or the database failed.
pub fn open_section(
    conn: &mut Conn,
    sign_off: &SignOff,
    words: &[SectionWords],
) -> Result<SectionId, CommandError> {
    let editions = words.iter().map(|words| words.edition.as_str());
    sign_off.authority.require_in(Permission::Curate, editions)?;
    dialect::transaction(conn, |conn| {
        let id = sections::insert(conn)?;
        let mut nouns = Vec::new();
        for words in words {
            let (name, description) = (clean_line(&words.name), clean_line(&words.description));
            sections::set_name(conn, id, &words.edition, &name, &words.slug, &description)?;
            nouns.push(Noun::Section(id, words.edition.clone()));
            nouns.push(Noun::Settings(words.edition.clone()));
            nouns.push(Noun::Edition(words.edition.clone()));
        }
        changes::record(conn, sign_off, "open_section", &nouns)?;
        Ok(id)
    })
}
