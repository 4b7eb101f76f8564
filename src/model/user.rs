//! People who can sign in, and where they are signed in.

use chrono::NaiveDateTime;

use super::{Roles, SessionId, UserId};

/// Somebody who can sign in.
#[derive(Debug, Clone)]
pub struct User {
    /// Stays when everything else changes.
    pub id: UserId,
    /// In lower case.
    pub email: String,
    /// As colleagues see it.
    pub name: String,
    /// Whether a password was chosen: an invitation that nobody took has none.
    pub has_password: bool,
    /// Whether signing in takes a second step.
    pub has_totp: bool,
    /// Prefix of the edition in whose language the admin speaks to them.
    pub language: String,
    /// Whether keys do something in the admin.
    pub shortcuts_enabled: bool,
    /// Whether they can sign in.
    pub is_active: bool,
    /// UTC.
    pub created_at: NaiveDateTime,
    /// UTC; the latest time.
    pub signed_in_at: Option<NaiveDateTime>,
    /// What they are, and where.
    pub roles: Roles,
}

/// One browser in which somebody is signed in.
#[derive(Debug, Clone, diesel::Queryable)]
pub struct Session {
    /// Its name in forms.
    pub id: SessionId,
    /// Whose it is.
    pub user_id: UserId,
    /// UTC.
    pub created_at: NaiveDateTime,
    /// UTC, to the minute.
    pub seen_at: NaiveDateTime,
    /// UTC; nothing prolongs it.
    pub expires_at: NaiveDateTime,
    /// UTC; when the person last showed who they are.
    pub stepped_up_at: NaiveDateTime,
    /// Where it began.
    pub address: String,
    /// What the browser called itself.
    pub agent: String,
    /// What the next page says once, JSON.
    pub flash: Option<String>,
}

/// An e-mail address as accounts are found by: without white space around it, in lower case.
///
/// `None` for what can't be one. Whether mail reaches it only mail can tell.
pub fn normal_email(text: &str) -> Option<String> {
    let email = text.trim().to_lowercase();
    let (local, domain) = email.rsplit_once('@')?;
    let is_plain = |text: &str| {
        !text.chars().any(|character| character.is_control() || character.is_whitespace())
    };
    let is_one = !local.is_empty()
        && !domain.is_empty()
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && email.len() <= 254
        && is_plain(&email)
        && !email.contains(['<', '>', ',', ';', '"']);
    is_one.then_some(email)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_found_however_it_is_typed() {
        assert_eq!(normal_email(" Bat@Example.ORG ").as_deref(), Some("bat@example.org"));
        for bad in ["", "bat", "@example.org", "bat@", "b t@example.org", "a@b.", "<a@b>"] {
            assert_eq!(normal_email(bad), None, "{bad}");
        }
    }
}
