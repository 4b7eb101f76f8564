//! The order of the sections.

use super::CommandError;
use crate::changes;
use crate::db::names::{self, Named};
use crate::db::{Conn, dialect, sections};
use crate::model::{Noun, Permission, SectionId, SignOff};

/// Puts a section before the one that it comes after.
///
/// The order is the same in every edition: it takes a chief of those that have both.
///
/// # Errors
///
/// The person is no chief there, or the database failed.
pub fn move_section_up(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: SectionId,
) -> Result<(), CommandError> {
    sign_off.authority.require_somewhere(Permission::Curate)?;
    dialect::transaction(conn, |conn| {
        let words = names::list(conn, Named::Section)?;
        let mut order = sections::list_ids(conn)?;
        let place = order.iter().position(|known| *known == id);
        let Some(place) = place.filter(|place| *place > 0) else { return Ok(()) };
        let before = order[place - 1];
        let of = |id: SectionId| {
            words.iter().filter(move |words| words.id == id.0).map(|words| words.edition.as_str())
        };
        let both: Vec<&str> =
            of(id).filter(|edition| of(before).any(|other| other == *edition)).collect();
        sign_off.authority.require_in(Permission::Curate, both.iter().copied())?;
        order.swap(place - 1, place);
        sections::set_order(conn, &order)?;
        let mut nouns = Vec::new();
        for edition in both {
            nouns.push(Noun::Settings(edition.to_owned()));
            nouns.push(Noun::Edition(edition.to_owned()));
        }
        changes::record(conn, sign_off, "move_section", &nouns)?;
        Ok(())
    })
}
