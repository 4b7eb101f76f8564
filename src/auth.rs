//! Who is asking, below `/admin`.
//!
//! The guard (`admin/guard.rs`) finds out once a request; handlers take a [`SignedIn`], or a
//! [`Visitor`] where nobody needs to be signed in. Readers' pages ask nobody who they are.

pub mod cookie;
pub mod languages;
pub mod password;
pub mod secret;
pub mod totp;

use std::future::{Ready, ready};
use std::ops::Deref;
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use chrono::{NaiveDateTime, TimeDelta};

use crate::app::App;
use crate::config::Config;
use crate::db::{Conn, sessions, users};
use crate::error::{AdminError, AppError};
use crate::i18n::Edition;
use crate::model::{Authority, Denied, Permission, Session, SignOff, User};
use crate::request_log;

/// For how long somebody who has shown who they are needn't do so again, in minutes.
const STEP_UP_MINUTES: i64 = 15;

/// Somebody below `/admin`, signed in or not.
#[derive(Clone)]
pub struct Visitor {
    /// The portal.
    pub app: Arc<App>,
    /// The edition in whose language the admin speaks to them.
    pub language: Arc<Edition>,
    /// The value of their cookie; a new one when they brought none.
    pub token: String,
    /// Whether they brought it.
    pub has_cookie: bool,
    /// What their forms must carry.
    pub csrf: String,
    /// Network address.
    pub address: String,
    /// What the browser calls itself, cut where it gets long.
    pub agent: String,
    /// The path asked for, without the query.
    pub path: String,
    /// The query as sent; empty when there is none.
    pub query: String,
    /// The path of the page of ours that they came from; empty when it isn't known.
    pub came_from: String,
}

impl Visitor {
    /// The visitor of a request, whom nobody has recognised yet.
    pub fn of(app: Arc<App>, request: &HttpRequest) -> Visitor {
        let headers = request.headers();
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let held = cookie::read(&app.config.base_url, headers);
        let has_cookie = held.is_some();
        let token = held.unwrap_or_else(secret::token);
        let editions = &app.editions;
        let language = text(header::ACCEPT_LANGUAGE)
            .and_then(|wanted| editions.negotiate(wanted))
            .filter(|edition| edition.has_text("admin-name"))
            .or_else(|| editions.get(&app.config.default_edition))
            .filter(|edition| edition.has_text("admin-name"))
            .or_else(|| editions.iter().find(|edition| edition.has_text("admin-name")))
            .unwrap_or_else(|| editions.get_or_first(&app.config.default_edition))
            .clone();
        let client = request_log::client(request, &app.config.trusted_proxies);
        Visitor {
            csrf: secret::derive(&token, "csrf"),
            address: client.map(|address| address.to_string()).unwrap_or_default(),
            agent: text(header::USER_AGENT).unwrap_or_default().chars().take(200).collect(),
            path: request.path().to_owned(),
            query: request.query_string().to_owned(),
            came_from: came_from(text(header::REFERER), &app.config.base_url),
            has_cookie,
            token,
            language,
            app,
        }
    }

    /// The sign-off of somebody who isn't signed in, for the audit.
    pub fn sign_off(&self, actor: &str) -> SignOff {
        SignOff { address: self.address.clone(), ..SignOff::new(actor, self.app.clock.now()) }
    }
}

/// Somebody who is signed in.
#[derive(Clone)]
pub struct SignedIn {
    /// Their request.
    pub visitor: Visitor,
    /// Who they are, with their roles.
    pub user: Arc<User>,
    /// Where they are signed in.
    pub session: Arc<Session>,
}

impl SignedIn {
    /// Their sign-off now, for commands.
    pub fn sign_off(&self) -> SignOff {
        let now = self.app.clock.now();
        SignOff::person(self.user.id, self.user.roles.clone(), &self.visitor.address, now)
    }

    /// What they may do.
    pub fn authority(&self) -> Authority {
        Authority::Person { id: self.user.id, roles: self.user.roles.clone() }
    }

    /// Whether they may do something in an edition: for what a page offers. Commands ask again.
    pub fn may(&self, permission: Permission, edition: &str) -> bool {
        self.user.roles.allow(permission, edition)
    }

    /// Whether they may do something in some edition.
    pub fn may_somewhere(&self, permission: Permission) -> bool {
        self.authority().require_somewhere(permission).is_ok()
    }

    /// That they may do something in some edition, for pages that belong to none.
    ///
    /// # Errors
    ///
    /// They may not.
    pub fn require_somewhere(&self, permission: Permission) -> Result<(), Denied> {
        self.authority().require_somewhere(permission)
    }

    /// That they have shown who they are within the last minutes, by password or code.
    ///
    /// For what can't be taken back: withdrawals, deletions, people, passwords.
    ///
    /// # Errors
    ///
    /// [`AdminError::StepUp`], whose page asks for it and keeps the form that was sent.
    pub fn require_step_up(&self) -> Result<(), AdminError> {
        let until = self.session.stepped_up_at + TimeDelta::minutes(STEP_UP_MINUTES);
        if self.app.clock.now() < until { Ok(()) } else { Err(AdminError::StepUp) }
    }
}

impl Deref for SignedIn {
    type Target = Visitor;

    fn deref(&self) -> &Visitor {
        &self.visitor
    }
}

fn came_from(referer: Option<&str>, base_url: &str) -> String {
    referer.and_then(|address| address.strip_prefix(base_url)).unwrap_or_default().to_owned()
}

/// The person and the session of a cookie, if it is good.
///
/// # Errors
///
/// Those of the database.
pub fn recognise(
    app: &App,
    conn: &mut Conn,
    token: &str,
) -> Result<Option<(User, Session)>, AppError> {
    let now = app.clock.now();
    let hash = secret::hash(token);
    let Some(session) = sessions::find(conn, &hash, now, idle_since(&app.config, now))? else {
        return Ok(None);
    };
    let user = users::find(conn, session.user_id)?.filter(|user| user.is_active);
    Ok(user.map(|user| (user, session)))
}

/// Sessions that weren't used since are over.
pub fn idle_since(config: &Config, now: NaiveDateTime) -> NaiveDateTime {
    now - TimeDelta::hours(i64::from(config.session_idle_hours))
}

impl FromRequest for Visitor {
    type Error = AdminError;
    type Future = Ready<Result<Visitor, AdminError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let visitor = request.extensions().get::<Visitor>().cloned();
        ready(visitor.ok_or_else(|| AppError::Internal("no guard here".to_owned()).into()))
    }
}

impl FromRequest for SignedIn {
    type Error = AdminError;
    type Future = Ready<Result<SignedIn, AdminError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(request.extensions().get::<SignedIn>().cloned().ok_or(AdminError::SignedOut))
    }
}
