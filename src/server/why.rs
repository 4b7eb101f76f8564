//! Why a page is what it is, told to an operator.

use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};

use crate::app::App;
use crate::cache::kept::Kept;
use crate::metrics::tally::Outcome;
use crate::request_log;

/// In a request: asks. In its answer: how the page came about.
pub const WHY: &str = "broadsheet-why";
/// What the page shows, with spaces between.
pub const NOUNS: &str = "broadsheet-nouns";
/// The change after which it was made.
pub const POSITION: &str = "broadsheet-position";
/// The change that the node followed last.
pub const FOLLOWED: &str = "broadsheet-followed";
/// How many seconds ago it was made.
pub const AGE: &str = "broadsheet-age";

/// Says to an operator on this machine who asks for it ([`WHY`], `broadsheet why`) why the page is what it is.
pub fn explain(
    app: &App,
    request: &HttpRequest,
    answer: &mut HttpResponse,
    page: &Kept,
    outcome: Outcome,
) {
    if !request.headers().contains_key(WHY) {
        return;
    }
    let client = request_log::client(request, &app.config.trusted_proxies);
    if !client.is_some_and(|client| client.is_loopback()) {
        return;
    }
    let age = (app.clock.now() - page.rendered_at).num_seconds().max(0);
    let value = |text: String| HeaderValue::from_str(&text).ok();
    let lines = [
        (WHY, Some(HeaderValue::from_static(outcome.words()))),
        (NOUNS, Some(page.nouns.clone())),
        (POSITION, value(page.position.to_string())),
        (FOLLOWED, value(app.cache.position().to_string())),
        (AGE, value(age.to_string())),
    ];
    for (name, value) in lines {
        if let Some(value) = value {
            answer.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
}
