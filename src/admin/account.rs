//! One's own account: name, language, keys; password, second step and sessions below it.

pub mod password;
pub mod second_step;
pub mod sessions;

use askama::Template;

use super::{AdminResult, Fields, Flash, Form, Layout, SignedIn, reply};
use crate::auth;
use crate::commands::people::{self, Profile};
use crate::db::{sessions as db_sessions, users};
use crate::error::AdminError;
use crate::model::Session;
use crate::text::clean_line;

#[derive(Template)]
#[template(path = "admin/account.html")]
struct AccountPage {
    layout: Layout,
    profile: Form,
    password: Form,
    email: String,
    languages: Vec<(String, String, String)>,
    roles: Vec<String>,
    has_totp: bool,
    codes_left: usize,
    sessions: Vec<SessionRow>,
}

/// A browser in which somebody is signed in.
pub struct SessionRow {
    /// Its name in forms.
    pub id: String,
    /// What the browser calls itself, in short.
    pub device: String,
    /// Where it began.
    pub address: String,
    /// When it was used last.
    pub seen: String,
    /// Whether it is this one.
    pub is_here: bool,
}

/// `GET /admin/account`
pub async fn edit(by: SignedIn) -> AdminResult {
    reply::page(&AccountPage::load(&by, profile(&by), Form::default()).await?)
}

/// The form as it is stored.
fn profile(by: &SignedIn) -> Form {
    Form::filled([
        ("name", by.user.name.as_str()),
        ("language", by.user.language.as_str()),
        ("shortcuts", if by.user.shortcuts_enabled { "on" } else { "" }),
    ])
}

/// `POST /admin/account`
pub async fn update(by: SignedIn, fields: Fields) -> AdminResult {
    let profile = Profile {
        name: clean_line(fields.trimmed("name")),
        language: fields.trimmed("language").to_owned(),
        shortcuts_enabled: fields.has("shortcuts"),
    };
    let mut form = Form::typed(fields);
    if profile.name.is_empty() {
        form.refuse("name", by.language.text("name-missing"));
    }
    let language = by.app.editions.get(&profile.language);
    if language.is_none_or(|language| !language.has_text("admin-name")) {
        form.refuse("language", by.language.text("language-missing"));
    }
    if !form.is_good() {
        return reply::refused(&AccountPage::load(&by, form, Form::default()).await?);
    }
    let (sign_off, id) = (by.sign_off(), by.user.id);
    let changed =
        by.app.write(move |_, conn| people::change_profile(conn, &sign_off, id, &profile));
    changed.await??;
    reply::done(&by, "/admin/account", Flash::new("flash-saved")).await
}

impl AccountPage {
    async fn load(by: &SignedIn, profile: Form, password: Form) -> Result<AccountPage, AdminError> {
        let (id, here) = (by.user.id, by.session.id);
        let (sessions, codes) = by
            .app
            .read(move |app, conn| {
                let now = app.clock.now();
                let idle_since = auth::idle_since(&app.config, now);
                let sessions = db_sessions::list(conn, id, now, idle_since)?;
                Ok((sessions, users::count_recovery_codes(conn, id)?))
            })
            .await?;
        let layout = Layout::of(by, "menu-account").with(&profile).with(&password);
        let roles = by.user.roles.iter().map(|(edition, role)| layout.role_in(role, edition));
        let languages = layout.languages().into_iter();
        let owned = |(prefix, label, tag): (&str, &str, &str)| {
            (prefix.to_owned(), label.to_owned(), tag.to_owned())
        };
        let is_here = |session: &Session| session.id == here;
        Ok(AccountPage {
            email: by.user.email.clone(),
            languages: languages.map(owned).collect(),
            roles: roles.collect(),
            has_totp: by.user.has_totp,
            codes_left: usize::try_from(codes).unwrap_or_default(),
            sessions: sessions
                .iter()
                .map(|session| SessionRow::new(&layout, session, is_here(session)))
                .collect(),
            layout,
            profile,
            password,
        })
    }
}

impl SessionRow {
    /// A session as a page prints it.
    pub fn new(layout: &Layout, session: &Session, is_here: bool) -> SessionRow {
        SessionRow {
            id: session.id.to_string(),
            device: device(&session.agent),
            address: session.address.clone(),
            seen: layout.edition.full(session.seen_at),
            is_here,
        }
    }
}

/// `Firefox · Windows` for what a browser calls itself, or the beginning of that.
fn device(agent: &str) -> String {
    let first = |known: &[(&str, &'static str)]| {
        known.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    // Most call themselves by the names of others as well: the order matters.
    let browser = first(&[
        ("MicroMessenger/", "WeChat"),
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("HarmonyOS", "HarmonyOS"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} · {system}"),
        _ if agent.is_empty() => "?".to_owned(),
        _ => agent.chars().take(60).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_known_by_its_own_name() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                    Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0";
        assert_eq!(device(edge), "Edge · Windows");
        assert_eq!(device("curl/8.1"), "curl/8.1");
        assert_eq!(device(""), "?");
    }
}
