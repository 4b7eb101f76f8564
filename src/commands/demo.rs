//! What only the demo needs: taking it away, and moving its dates.

use chrono::TimeDelta;
use diesel::result::Error;

use super::CommandError;
use crate::changes;
use crate::db::settings::PORTAL;
use crate::db::{Conn, demo, dialect};
use crate::model::role::EVERYWHERE;
use crate::model::{Noun, Permission, SignOff};

/// Removes what the demo brought and nothing else uses.
///
/// # Errors
///
/// The person is no admin, or the database failed.
pub fn remove_demo(conn: &mut Conn, sign_off: &SignOff) -> Result<(), CommandError> {
    sign_off.authority.require(Permission::Administer, EVERYWHERE)?;
    dialect::transaction(conn, |conn| {
        let nouns = everything(conn, &sign_off.actor)?;
        demo::delete(conn, &sign_off.actor)?;
        changes::record(conn, sign_off, "remove_demo", &nouns)?;
        Ok(())
    })
}

/// Moves every date of the demo by `delta`.
///
/// # Errors
///
/// The person is no admin, or the database failed.
pub fn move_demo_dates(
    conn: &mut Conn,
    sign_off: &SignOff,
    delta: TimeDelta,
) -> Result<(), CommandError> {
    sign_off.authority.require(Permission::Administer, EVERYWHERE)?;
    dialect::transaction(conn, |conn| {
        demo::move_dates(conn, sign_off, delta)?;
        let nouns = everything(conn, &sign_off.actor)?;
        changes::record(conn, sign_off, "move_demo_dates", &nouns)?;
        Ok(())
    })
}

fn everything(conn: &mut Conn, actor: &str) -> Result<Vec<Noun>, Error> {
    let editions = demo::list_editions(conn)?;
    let mut nouns: Vec<Noun> =
        demo::list_articles(conn, actor)?.into_iter().map(Noun::Article).collect();
    nouns.push(Noun::Settings(PORTAL.to_owned()));
    for edition in editions {
        nouns.push(Noun::Edition(edition.clone()));
        nouns.push(Noun::Settings(edition));
    }
    Ok(nouns)
}
