//! What people may do, and whether they may still.

use std::collections::BTreeSet;

use super::{PeopleError, get_charge, subject};
use crate::audit;
use crate::db::tokens::{self, Purpose};
use crate::db::{Conn, dialect, sessions, users};
use crate::model::role::EVERYWHERE;
use crate::model::{Authority, Denied, Role, Roles, SignOff, User, UserId};

/// Gives somebody these roles and no others.
///
/// Only what changes has to be in the charge of the person who signs off: a chief of one edition
/// leaves the roles in others alone.
///
/// # Errors
///
/// There is no such account, a role can't be given or taken by this person, or nobody would be
/// admin any more.
pub fn set_roles(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: UserId,
    roles: &Roles,
) -> Result<(), PeopleError> {
    dialect::transaction(conn, |conn| {
        let user = users::find(conn, id)?.ok_or(PeopleError::NotFound(id))?;
        if !require_change(&sign_off.authority, &user.roles, roles)? {
            return Ok(());
        }
        if !is_admin(roles) {
            keep_an_admin(conn, &user)?;
        }
        users::set_roles(conn, id, roles)?;
        let detail = format!("{} → {}", in_words(&user.roles), in_words(roles));
        audit::record(conn, sign_off, "set_roles", &subject(id), &detail)?;
        Ok(())
    })
}

/// That somebody's roles may become others. Whether they are others.
///
/// # Errors
///
/// A role that is given or taken is not this person's to give.
pub fn require_change(authority: &Authority, old: &Roles, new: &Roles) -> Result<bool, Denied> {
    let (old, new): (BTreeSet<_>, BTreeSet<_>) = (old.iter().collect(), new.iter().collect());
    for (edition, role) in old.symmetric_difference(&new) {
        authority.require_grant(*role, edition)?;
    }
    Ok(old != new)
}

/// Keeps somebody from signing in, at once; their name stays on what they did.
///
/// # Errors
///
/// There is no such account, it isn't in this person's charge, or nobody would be admin any more.
pub fn deactivate(conn: &mut Conn, sign_off: &SignOff, id: UserId) -> Result<(), PeopleError> {
    dialect::transaction(conn, |conn| {
        let user = get_charge(conn, sign_off, id)?;
        keep_an_admin(conn, &user)?;
        users::set_active(conn, id, false)?;
        sessions::delete_others(conn, id, None)?;
        for purpose in [Purpose::Invitation, Purpose::Reset, Purpose::SecondStep] {
            tokens::delete_of(conn, id, purpose)?;
        }
        audit::record(conn, sign_off, "deactivate", &subject(id), "")?;
        Ok(())
    })
}

/// Lets somebody sign in again.
///
/// # Errors
///
/// There is no such account, or it isn't in this person's charge.
pub fn reactivate(conn: &mut Conn, sign_off: &SignOff, id: UserId) -> Result<(), PeopleError> {
    dialect::transaction(conn, |conn| {
        get_charge(conn, sign_off, id)?;
        users::set_active(conn, id, true)?;
        audit::record(conn, sign_off, "reactivate", &subject(id), "")?;
        Ok(())
    })
}

/// Signs somebody out everywhere.
///
/// # Errors
///
/// There is no such account, or it isn't in this person's charge.
pub fn end_sessions(conn: &mut Conn, sign_off: &SignOff, id: UserId) -> Result<(), PeopleError> {
    dialect::transaction(conn, |conn| {
        get_charge(conn, sign_off, id)?;
        sessions::delete_others(conn, id, None)?;
        audit::record(conn, sign_off, "end_sessions", &subject(id), "")?;
        Ok(())
    })
}

/// That somebody else is admin, when `user` is one.
fn keep_an_admin(conn: &mut Conn, user: &User) -> Result<(), PeopleError> {
    if user.is_active && is_admin(&user.roles) && users::count_admins(conn)? <= 1 {
        return Err(PeopleError::LastAdmin);
    }
    Ok(())
}

fn is_admin(roles: &Roles) -> bool {
    roles.within(EVERYWHERE) == Some(Role::Admin)
}

/// `chief@en reporter@*`, for the audit.
pub(super) fn in_words(roles: &Roles) -> String {
    let words = roles.iter().map(|(edition, role)| {
        let edition = if edition == EVERYWHERE { "*" } else { edition };
        format!("{}@{edition}", role.as_str())
    });
    words.collect::<Vec<_>>().join(" ")
}
