//! Articles that somebody keeps at hand for a front; no content, so only the audit has it.

use super::CommandError;
use crate::audit;
use crate::db::{Conn, clipboards, dialect, drafts};
use crate::model::{ArticleId, Noun, Permission, SignOff};

/// How many somebody can keep in an edition: the last ones.
const MOST: usize = 60;

/// Sets articles aside for whoever signs off; gives how many, without those that don't exist.
///
/// # Errors
///
/// The person is no chief in the edition of one of them, or the database failed.
pub fn set_aside(
    conn: &mut Conn,
    sign_off: &SignOff,
    ids: &[ArticleId],
) -> Result<usize, CommandError> {
    let Some(user) = sign_off.authority.person() else { return Ok(0) };
    dialect::transaction(conn, |conn| {
        let mut count = 0;
        for &id in ids {
            let Some(draft) = drafts::find(conn, id)? else { continue };
            sign_off.authority.require(Permission::Curate, &draft.edition)?;
            clipboards::insert(conn, user, id, sign_off.at)?;
            for &old in clipboards::list(conn, user, &draft.edition)?.iter().skip(MOST) {
                clipboards::delete(conn, user, old)?;
            }
            audit::record(conn, sign_off, "set_aside", &Noun::Article(id).to_string(), "")?;
            count += 1;
        }
        Ok(count)
    })
}

/// Takes articles off the clipboard of whoever signs off, where they are on it.
///
/// # Errors
///
/// Those of the database.
pub fn put_away(conn: &mut Conn, sign_off: &SignOff, ids: &[ArticleId]) -> diesel::QueryResult<()> {
    let Some(user) = sign_off.authority.person() else { return Ok(()) };
    dialect::transaction(conn, |conn| {
        for &id in ids {
            if clipboards::delete(conn, user, id)? {
                audit::record(conn, sign_off, "put_away", &Noun::Article(id).to_string(), "")?;
            }
        }
        Ok(())
    })
}
