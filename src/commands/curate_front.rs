//! Filling the slots of a front by hand.

use chrono::NaiveDateTime;
use diesel::result::Error;

use crate::changes;
use crate::db::fronts::{self, Container, SlotItem};
use crate::db::{Conn, dialect};
use crate::model::{Denied, Noun, Permission, SectionId, SignOff};

/// Why a front could not be curated.
#[derive(Debug, thiserror::Error)]
pub enum CurateFrontError {
    /// Articles and coverages have containers of their own.
    #[error("the container `{0}` does not take this kind of item")]
    WrongItem(&'static str),
    /// The person's roles don't allow it.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database failed; nothing was changed.
    #[error(transparent)]
    Db(#[from] Error),
}

/// Puts `items` into a container of the home front (`section` is `None`) or of a section's.
///
/// They replace what was there; an empty list leaves the container to the
/// automatic fill. Each may have an instant (UTC) until which it stays.
///
/// # Errors
///
/// An article for the coverage strip or a coverage elsewhere, or the person is no chief there.
pub fn curate_front(
    conn: &mut Conn,
    sign_off: &SignOff,
    edition: &str,
    section: Option<SectionId>,
    container: Container,
    items: &[(SlotItem, Option<NaiveDateTime>)],
) -> Result<(), CurateFrontError> {
    sign_off.authority.require(Permission::Curate, edition)?;
    let wants_coverage = container == Container::Coverage;
    if items.iter().any(|(item, _)| matches!(item, SlotItem::Coverage(_)) != wants_coverage) {
        return Err(CurateFrontError::WrongItem(container.as_str()));
    }
    dialect::transaction(conn, |conn| {
        fronts::replace_slots(conn, edition, section, container, items)?;
        let front = Noun::Front(section, edition.to_owned());
        changes::record(conn, sign_off, "curate_front", &[front])?;
        Ok(())
    })
}
