//! Inviting somebody.

use super::{Link, PeopleError, issue_link, subject};
use crate::audit;
use crate::db::tokens::{self, Purpose};
use crate::db::{Conn, dialect, users};
use crate::model::role::EVERYWHERE;
use crate::model::user::normal_email;
use crate::model::{Permission, Roles, SignOff, UserId};
use crate::text::clean_line;

/// Whom to invite.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// However it was typed.
    pub email: String,
    /// Empty: the part of the address before the @, until they say otherwise.
    pub name: String,
    /// Prefix of the edition in whose language the admin speaks to them.
    pub language: String,
    /// What they will be.
    pub roles: Roles,
}

/// Makes an account and the link by which its owner chooses a password.
///
/// # Errors
///
/// The address can't be one or has an account, or a role can't be given by this person.
pub fn invite(
    conn: &mut Conn,
    sign_off: &SignOff,
    invitation: &Invitation,
) -> Result<(UserId, Link), PeopleError> {
    let typed = &invitation.email;
    let email = normal_email(typed).ok_or_else(|| PeopleError::BadEmail(typed.clone()))?;
    if invitation.roles.is_empty() {
        sign_off.authority.require(Permission::Administer, EVERYWHERE)?;
    }
    for (edition, role) in invitation.roles.iter() {
        sign_off.authority.require_grant(role, edition)?;
    }
    let mut name = clean_line(&invitation.name);
    if name.is_empty() {
        name = email.split('@').next().unwrap_or_default().to_owned();
    }
    dialect::transaction(conn, |conn| {
        if users::find_by_email(conn, &email)?.is_some() {
            return Err(PeopleError::EmailTaken(email.clone()));
        }
        let id = users::insert(conn, &email, &name, &invitation.language, sign_off.at)?;
        users::set_roles(conn, id, &invitation.roles)?;
        // Whoever runs the command line has let somebody in, so nobody else has to be first.
        tokens::delete_all(conn, Purpose::Setup)?;
        let detail = format!("{email} {}", super::roles::in_words(&invitation.roles));
        audit::record(conn, sign_off, "invite", &subject(id), &detail)?;
        let link = issue_link(conn, sign_off, id)?;
        Ok((id, link))
    })
}
