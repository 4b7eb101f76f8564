//! Changing an edition's settings.

use super::CommandError;
use crate::changes;
use crate::db::settings::{self, PORTAL, name};
use crate::db::{Conn, dialect};
use crate::model::role::EVERYWHERE;
use crate::model::site::{Breaking, FeedSettings, FollowAccount};
use crate::model::{Noun, Permission, SignOff};
use crate::text::clean_line;

/// One editorial setting.
#[derive(Debug, Clone)]
pub enum Setting {
    /// The newspaper's name.
    SiteName(String),
    /// One line under the name.
    Tagline(String),
    /// The breaking line, or none.
    Breaking(Option<Breaking>),
    /// Accounts to follow.
    Follow(Vec<FollowAccount>),
    /// What the feeds carry.
    Feeds(FeedSettings),
    /// The networks in which articles are shared.
    Share(Vec<String>),
    /// Whether the content is the demo's; for the whole portal, whatever the edition.
    Demo(bool),
}

/// Sets `changed` in one edition.
///
/// # Errors
///
/// The person is no chief there, or the database failed.
pub fn change_settings(
    conn: &mut Conn,
    sign_off: &SignOff,
    edition: &str,
    changed: &[Setting],
) -> Result<(), CommandError> {
    sign_off.authority.require(Permission::Configure, edition)?;
    if changed.iter().any(|setting| matches!(setting, Setting::Demo(_))) {
        sign_off.authority.require(Permission::Administer, EVERYWHERE)?;
    }
    dialect::transaction(conn, |conn| {
        for setting in changed {
            match setting {
                Setting::SiteName(text) => {
                    settings::set(conn, edition, name::SITE_NAME, Some(&clean_line(text)))?;
                }
                Setting::Tagline(text) => {
                    settings::set(conn, edition, name::TAGLINE, Some(&clean_line(text)))?;
                }
                Setting::Breaking(line) => {
                    let json = line.as_ref().and_then(|line| serde_json::to_string(line).ok());
                    settings::set(conn, edition, name::BREAKING, json.as_deref())?;
                }
                Setting::Follow(accounts) => {
                    let json = serde_json::to_string(accounts).unwrap_or_default();
                    settings::set(conn, edition, name::FOLLOW, Some(&json))?;
                }
                Setting::Feeds(feeds) => {
                    let json = serde_json::to_string(feeds).unwrap_or_default();
                    settings::set(conn, edition, name::FEEDS, Some(&json))?;
                }
                Setting::Share(networks) => {
                    let json = serde_json::to_string(networks).unwrap_or_default();
                    settings::set(conn, edition, name::SHARE, Some(&json))?;
                }
                Setting::Demo(is_demo) => {
                    let loaded = sign_off.at.format("%Y-%m-%dT%H:%M:%S").to_string();
                    settings::set(conn, PORTAL, name::DEMO, is_demo.then_some(loaded.as_str()))?;
                }
            }
        }
        let mut nouns = vec![Noun::Settings(edition.to_owned())];
        if changed.iter().any(|setting| matches!(setting, Setting::Demo(_))) {
            nouns.push(Noun::Settings(PORTAL.to_owned()));
        }
        nouns.dedup();
        changes::record(conn, sign_off, "change_settings", &nouns)?;
        Ok(())
    })
}
