//! Registering an author or a source.

use super::CommandError;
use crate::changes;
use crate::db::people::{self, PersonKind};
use crate::db::{Conn, dialect};
use crate::model::{Noun, Permission, PersonId, SignOff};
use crate::text::clean_line;

/// A person's words in one edition.
#[derive(Debug, Clone)]
pub struct PersonWords {
    /// Prefix of the edition.
    pub edition: String,
    /// As printed.
    pub name: String,
    /// The tail of the address.
    pub slug: String,
    /// One sentence; may be empty.
    pub description: String,
}

/// Adds an author or a source in the editions that have words for it.
///
/// # Errors
///
/// A slug is taken in its edition, the person is no chief there, or the database failed.
pub fn register_person(
    conn: &mut Conn,
    sign_off: &SignOff,
    kind: PersonKind,
    words: &[PersonWords],
) -> Result<PersonId, CommandError> {
    let editions = words.iter().map(|words| words.edition.as_str());
    sign_off.authority.require_in(Permission::Curate, editions)?;
    dialect::transaction(conn, |conn| {
        let id = people::insert(conn, kind)?;
        let mut nouns = Vec::new();
        for words in words {
            let (name, description) = (clean_line(&words.name), clean_line(&words.description));
            people::set_name(conn, id, kind, &words.edition, &name, &words.slug, &description)?;
            nouns.push(Noun::Person(id, words.edition.clone()));
            nouns.push(Noun::Settings(words.edition.clone()));
        }
        changes::record(conn, sign_off, "register_person", &nouns)?;
        Ok(id)
    })
}
