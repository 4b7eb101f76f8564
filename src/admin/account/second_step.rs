//! One's own second step: an app's codes, and codes on paper.

use std::sync::Arc;

use askama::Template;

use crate::admin::{AdminResult, Fields, Flash, Form, Layout, SignedIn, reply};
use crate::auth::totp;
use crate::commands::people::{self, PeopleError};
use crate::db::settings;
use crate::error::AdminError;
use crate::pages::qr::{self, Qr};

#[derive(Template)]
#[template(path = "admin/second_step.html")]
struct SecondStepPage {
    layout: Layout,
    form: Form,
    is_on: bool,
    /// What the app is to know; empty while it is on.
    secret: String,
    /// The same in groups that people can copy.
    secret_in_groups: String,
    qr: Option<Arc<Qr>>,
}

#[derive(Template)]
#[template(path = "admin/recovery_codes.html")]
struct RecoveryCodesPage {
    layout: Layout,
    codes: Vec<String>,
}

/// `GET /admin/account/second-step`
pub async fn edit(by: SignedIn) -> AdminResult {
    by.require_step_up()?;
    reply::page(&SecondStepPage::load(&by, totp::new_secret(), Form::default()).await?)
}

/// `POST /admin/account/second-step`: turns it on, once the app has shown a code.
pub async fn create(by: SignedIn, fields: Fields) -> AdminResult {
    by.require_step_up()?;
    let secret = fields.trimmed("secret").to_owned();
    if by.user.has_totp || !totp::is_secret(&secret) {
        return Ok(reply::see_other("/admin/account/second-step"));
    }
    let (sign_off, id, code) = (by.sign_off(), by.user.id, fields.get("code"));
    let shared = secret.clone();
    let turned_on =
        by.app.write(move |_, conn| people::turn_on_totp(conn, &sign_off, id, &shared, &code));
    match turned_on.await? {
        Ok(codes) => show_codes(&by, codes),
        Err(PeopleError::WrongCode) => {
            let mut form = Form::typed(fields);
            form.refuse("code", by.language.text("code-wrong-app"));
            reply::refused(&SecondStepPage::load(&by, secret, form).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /admin/account/second-step/off`
pub async fn destroy(by: SignedIn) -> AdminResult {
    by.require_step_up()?;
    let (sign_off, id) = (by.sign_off(), by.user.id);
    by.app.write(move |_, conn| people::turn_off_totp(conn, &sign_off, id)).await??;
    reply::done(&by, "/admin/account", Flash::new("flash-second-step-off")).await
}

/// `POST /admin/account/recovery-codes`
pub async fn renew_codes(by: SignedIn) -> AdminResult {
    by.require_step_up()?;
    if !by.user.has_totp {
        return Ok(reply::see_other("/admin/account/second-step"));
    }
    let (sign_off, id) = (by.sign_off(), by.user.id);
    let renewed = by.app.write(move |_, conn| people::renew_recovery_codes(conn, &sign_off, id));
    show_codes(&by, renewed.await??)
}

/// They are shown here and never again, so there is no address to come back to.
fn show_codes(by: &SignedIn, codes: Vec<String>) -> AdminResult {
    reply::page(&RecoveryCodesPage { layout: Layout::of(by, "recovery-codes"), codes })
}

impl SecondStepPage {
    async fn load(by: &SignedIn, secret: String, form: Form) -> Result<SecondStepPage, AdminError> {
        let is_on = by.user.has_totp;
        let edition = by.user.language.clone();
        let site = by.app.read(move |_, conn| Ok(settings::get_site(conn, &edition)?)).await?;
        let site = if site.name.is_empty() { "Broadsheet".to_owned() } else { site.name };
        let secret = if is_on { String::new() } else { secret };
        let address = totp::address(&secret, &site, &by.user.email);
        let groups: Vec<&str> =
            secret.as_bytes().chunks(4).filter_map(|four| std::str::from_utf8(four).ok()).collect();
        Ok(SecondStepPage {
            layout: Layout::of(by, "second-step").with(&form),
            secret_in_groups: groups.join(" "),
            // Not by `App::qr`, which keeps what it draws.
            qr: if is_on { None } else { qr::code(&address).map(Arc::new) },
            form,
            is_on,
            secret,
        })
    }
}
