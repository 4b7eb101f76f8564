//! Showing again who one is, without losing what one was about to send.
//!
//! A form that came after its session ended, or that takes a fresh password, is answered with a
//! page that asks for it and carries the form's fields along, to the same address. The guard
//! looks at what was typed there before the form goes on to its handler, as if nothing had been
//! in between. It works with script off, and nothing has to be stored meanwhile.

use actix_web::HttpResponse;
use actix_web::http::{StatusCode, header};
use askama::Template;

use super::credentials::{self, Check};
use super::sign_in::local;
use super::{AdminResult, Fields, Form, Layout, csrf, reply};
use crate::auth::{SignedIn, Visitor};
use crate::error::AdminError;
use crate::model::User;

/// What the fields of this page's own are called.
pub const PREFIX: &str = "again-";
const EMAIL: &str = "again-email";
const PASSWORD: &str = "again-password";
const CODE: &str = "again-code";

#[derive(Template)]
#[template(path = "admin/again.html")]
struct AgainPage {
    layout: Layout,
    form: Form,
    action: String,
    text: String,
    /// The fields of the form in between.
    carried: Vec<(String, String)>,
    /// Where a page is that was asked for; empty for a form.
    next: String,
    asks_email: bool,
    asks_code: bool,
}

/// `POST /admin/step-up`: sends on to the page that asked for it.
pub async fn create(by: SignedIn, fields: Fields) -> AdminResult {
    by.require_step_up()?;
    Ok(reply::see_other(&local(fields.trimmed("next"))))
}

/// What came of the fields of this page.
pub enum Proof {
    /// There were none.
    None,
    /// They are right: the person of the session, or somebody who is to be signed in.
    Right(Box<User>),
    /// They are not; the page says so.
    Wrong(HttpResponse),
}

/// Looks at what was typed on this page, if the form came through it.
///
/// # Errors
///
/// Those of the database.
pub async fn prove(
    visitor: &Visitor,
    by: Option<&SignedIn>,
    fields: &Fields,
) -> Result<Proof, AdminError> {
    if !fields.has(PASSWORD) {
        return Ok(Proof::None);
    }
    let code = fields.get(CODE);
    let (field, message, check) = match by {
        Some(by) if !code.is_empty() => {
            (CODE, "code-wrong", credentials::check_code(visitor, &by.user, code).await?)
        }
        Some(by) => {
            let typed = fields.get(PASSWORD);
            (
                PASSWORD,
                "password-wrong",
                credentials::check_password(visitor, &by.user.email, typed).await?,
            )
        }
        None => {
            let (email, typed) = (fields.trimmed(EMAIL).to_owned(), fields.get(PASSWORD));
            match credentials::check_password(visitor, &email, typed).await? {
                Check::Right(user) if user.has_totp => {
                    (CODE, "code-wrong", credentials::check_code(visitor, &user, code).await?)
                }
                check => (PASSWORD, "sign-in-wrong", check),
            }
        }
    };
    if let Check::Right(user) = check {
        return Ok(Proof::Right(user));
    }
    let mut form = Form::typed(fields.clone());
    let status = credentials::refuse(&mut form, field, visitor, message, &check);
    Ok(Proof::Wrong(page(visitor, by, fields, Asked::Form, form, status)))
}

/// What came from somebody who has to show who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// For a page.
    Page,
    /// A form.
    Form,
    /// A form with files, which can't be carried along: they are to be chosen again.
    Files,
}

/// The page that asks.
///
/// Where a form with files holds nothing else, there is nothing to carry: the person goes back to
/// the page that they came from.
pub fn page(
    visitor: &Visitor,
    by: Option<&SignedIn>,
    fields: &Fields,
    asked: Asked,
    form: Form,
    status: StatusCode,
) -> HttpResponse {
    let (title, text) = match by {
        Some(_) => ("step-up-title", "step-up-text"),
        None => ("signed-out-title", "signed-out-text"),
    };
    let mut layout = Layout::new(visitor, title).with(&form);
    layout.user = by.map(|by| by.user.clone());
    let query = if visitor.query.is_empty() { "" } else { "?" };
    let address = format!("{}{query}{}", visitor.path, visitor.query);
    let step_up = "/admin/step-up".to_owned();
    let (action, next) = match asked {
        Asked::Page => (step_up, address),
        Asked::Files if fields.is_empty() => (step_up, local(&visitor.came_from)),
        Asked::Form | Asked::Files => (address, String::new()),
    };
    let text = if asked == Asked::Files { "again-files-text" } else { text };
    let own = |name: &str| name == csrf::FIELD || name.starts_with(PREFIX);
    let carried = fields.iter().filter(|(name, _)| !own(name));
    let page = AgainPage {
        text: layout.t(text).to_owned(),
        carried: carried.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        asks_email: by.is_none(),
        asks_code: by.is_none_or(|by| by.user.has_totp),
        layout,
        form,
        action,
        next,
    };
    let mut response = reply::with_status(status, &page)
        .unwrap_or_else(|_| HttpResponse::new(StatusCode::INTERNAL_SERVER_ERROR));
    // Scripts ask whether that is what they were answered.
    let asked = header::HeaderValue::from_static(if by.is_some() { "step-up" } else { "sign-in" });
    response.headers_mut().insert(header::HeaderName::from_static("x-wanted"), asked);
    response
}
