//! The order of the sections in an edition's navigation.

use super::CommandError;
use crate::changes;
use crate::db::{Conn, dialect, sections};
use crate::model::{Noun, Permission, SectionId, SignOff};

/// Lets a section change places with the one before it, or after it, in an edition.
///
/// # Errors
///
/// The person is no chief there, or the database failed.
pub fn move_section(
    conn: &mut Conn,
    sign_off: &SignOff,
    edition: &str,
    id: SectionId,
    is_up: bool,
) -> Result<(), CommandError> {
    sign_off.authority.require(Permission::Curate, edition)?;
    dialect::transaction(conn, |conn| {
        let sections = sections::list_site_sections(conn, edition)?;
        let mut order: Vec<SectionId> = sections.iter().map(|section| section.id).collect();
        let Some(place) = order.iter().position(|known| *known == id) else { return Ok(()) };
        let Some(other) = (if is_up { place.checked_sub(1) } else { Some(place + 1) }) else {
            return Ok(());
        };
        if other >= order.len() {
            return Ok(());
        }
        order.swap(place, other);
        sections::set_order(conn, edition, &order)?;
        let nouns = [Noun::Settings(edition.to_owned()), Noun::Edition(edition.to_owned())];
        changes::record(conn, sign_off, "move_section", &nouns)?;
        Ok(())
    })
}
