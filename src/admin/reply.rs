//! Sending a page of the admin area, or sending on to the next one.
//!
//! Pages aren't compressed: they hold a secret (the form's token) beside text that others may
//! have chosen, and the length of a compressed page tells what repeats in it (BREACH).

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use serde::{Deserialize, Serialize};

use crate::auth::SignedIn;
use crate::db::sessions;
use crate::error::AdminError;
use crate::pages::reply::header_value;

/// What a handler of the admin area returns.
pub type AdminResult = Result<HttpResponse, AdminError>;

/// Answers with a page.
///
/// # Errors
///
/// The template failed.
pub fn page(template: &impl askama::Template) -> AdminResult {
    with_status(StatusCode::OK, template)
}

/// Answers with the form that was sent, and what is wrong with it (422).
///
/// # Errors
///
/// The template failed.
pub fn refused(template: &impl askama::Template) -> AdminResult {
    with_status(StatusCode::UNPROCESSABLE_ENTITY, template)
}

/// Answers with a page and a status of its own.
///
/// # Errors
///
/// The template failed.
pub fn with_status(status: StatusCode, template: &impl askama::Template) -> AdminResult {
    let body = template.render()?;
    Ok(HttpResponse::build(status).content_type("text/html; charset=utf-8").body(body))
}

/// Sends on to a page (303: with GET), so that reloading it sends nothing twice.
pub fn see_other(path: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, header_value(path))).finish()
}

/// Sends on to a page that will say what was done.
///
/// # Errors
///
/// There is no connection to the database.
pub async fn done(by: &SignedIn, path: &str, flash: Flash) -> AdminResult {
    let (session, text) = (by.session.id, serde_json::to_string(&flash).unwrap_or_default());
    by.app.write(move |_, conn| sessions::set_flash(conn, session, Some(&text))).await??;
    Ok(see_other(path))
}

/// What the next page says once. Kept with the session, so that an address can't put words into
/// our mouth.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Flash {
    /// The name of a message.
    pub message: String,
    /// Its arguments.
    pub arguments: Vec<(String, String)>,
}

impl Flash {
    /// A message without arguments.
    pub fn new(message: &str) -> Flash {
        Flash { message: message.to_owned(), arguments: Vec::new() }
    }

    /// The same with one more argument.
    pub fn with(mut self, name: &str, value: &str) -> Flash {
        self.arguments.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(super) fn parse(text: &str) -> Option<Flash> {
        serde_json::from_str(text).ok()
    }
}

/// Lets a page of ours show this answer in a frame: previews.
pub fn frameable(mut response: HttpResponse) -> HttpResponse {
    response.headers_mut().insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    response
}

/// The headers of every answer below `/admin`.
///
/// No inline script or style, no text that becomes markup or code by a script (Trusted Types),
/// nothing from other hosts. Nothing is kept by a cache. A page in a frame is a reader's page, whose
/// one inline script, `before_paint` by its hash, may run.
pub(super) fn security_headers(
    is_frameable: bool,
    before_paint: &str,
) -> [(HeaderName, HeaderValue); 8] {
    let (ancestors, frames) =
        if is_frameable { ("'self'", "SAMEORIGIN") } else { ("'none'", "DENY") };
    let inline = if is_frameable { format!(" 'sha256-{before_paint}'") } else { String::new() };
    let policy = format!(
        "default-src 'none'; script-src 'self'{inline}; style-src 'self'; img-src 'self' data: blob:; \
         font-src 'self'; connect-src 'self'; frame-src 'self'; frame-ancestors {ancestors}; \
         base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; \
         trusted-types 'none'"
    );
    let fixed = HeaderValue::from_static;
    [
        (header::CONTENT_SECURITY_POLICY, header_value(&policy)),
        (header::X_FRAME_OPTIONS, fixed(frames)),
        (header::X_CONTENT_TYPE_OPTIONS, fixed("nosniff")),
        // Not `no-referrer`: browsers would then say `Origin: null` when they send a form.
        (header::REFERRER_POLICY, fixed("same-origin")),
        (header::CACHE_CONTROL, fixed("no-store")),
        (
            HeaderName::from_static("permissions-policy"),
            fixed(
                "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
            ),
        ),
        (HeaderName::from_static("cross-origin-opener-policy"), fixed("same-origin")),
        (HeaderName::from_static("cross-origin-resource-policy"), fixed("same-origin")),
    ]
}
