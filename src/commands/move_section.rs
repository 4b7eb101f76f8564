//! Which sections an edition's navigation has, and in which order.

use super::CommandError;
use crate::changes;
use crate::db::settings::{self, name};
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

/// Puts a section into an edition's navigation, or leaves it out. Its front stays where it is.
///
/// # Errors
///
/// The person is no chief there, or the database failed.
pub fn set_in_navigation(
    conn: &mut Conn,
    sign_off: &SignOff,
    edition: &str,
    id: SectionId,
    is_in: bool,
) -> Result<(), CommandError> {
    sign_off.authority.require(Permission::Curate, edition)?;
    dialect::transaction(conn, |conn| {
        let before = settings::get_site(conn, edition)?;
        let is_known = before.sections.iter().any(|section| section.id == id);
        if !is_known || before.off_navigation.contains(&id) != is_in {
            return Ok(());
        }
        let mut left_out: Vec<i64> = before.off_navigation.iter().map(|id| id.0).collect();
        left_out.retain(|known| *known != id.0);
        if !is_in {
            left_out.push(id.0);
        }
        let json = serde_json::to_string(&left_out).unwrap_or_default();
        settings::set(conn, edition, name::OFF_NAVIGATION, Some(&json))?;
        let nouns = [Noun::Settings(edition.to_owned()), Noun::Edition(edition.to_owned())];
        changes::record(conn, sign_off, "set_in_navigation", &nouns)?;
        Ok(())
    })
}
