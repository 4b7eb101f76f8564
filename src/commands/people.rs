//! Who works here: inviting, roles, passwords, second steps.
//!
//! These commands move nothing that readers see, so they record no change; all of them are in
//! the audit.

mod first_admin;
mod invite;
mod link;
mod password;
mod profile;
mod roles;
mod second_step;

use diesel::result::Error;

pub use first_admin::{find_set_up_token, issue_set_up_token, set_up};
pub use invite::{Invitation, invite};
pub use link::{Link, find_link, issue_link, use_link};
pub use password::change_password;
pub use profile::{Profile, change_profile};
pub use roles::{deactivate, end_sessions, reactivate, require_change, set_roles};
pub use second_step::{renew_recovery_codes, turn_off_totp, turn_on_totp, use_code};

use crate::db::{Conn, users};
use crate::model::{Denied, SignOff, User, UserId};

/// Why an account could not be changed; nothing was.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    /// The person's roles don't allow it.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// There is no such account.
    #[error("there is no account {0}")]
    NotFound(UserId),
    /// Somebody has it.
    #[error("there is an account of {0} already")]
    EmailTaken(String),
    /// It can't be an e-mail address.
    #[error("`{0}` is not an e-mail address")]
    BadEmail(String),
    /// Somebody must be able to let people in.
    #[error("this is the last admin; make another one first")]
    LastAdmin,
    /// Accounts exist, so nobody sets the first one up any more.
    #[error("there are accounts already")]
    NotEmpty,
    /// The link was used, replaced, or its time is over.
    #[error("the link is good no longer")]
    LinkOver,
    /// The code isn't right, or was used before.
    #[error("the code is not right")]
    WrongCode,
    /// The database failed.
    #[error(transparent)]
    Db(#[from] Error),
}

/// The account with an id, of which the person who signs off has charge.
fn get_charge(conn: &mut Conn, sign_off: &SignOff, id: UserId) -> Result<User, PeopleError> {
    let user = users::find(conn, id)?.ok_or(PeopleError::NotFound(id))?;
    sign_off.authority.require_charge_of(&user.roles)?;
    Ok(user)
}

/// How the audit names an account.
fn subject(id: UserId) -> String {
    format!("user:{id}")
}
