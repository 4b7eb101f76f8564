//! What scripts ask: whether somebody is signed in still, and what forms have to carry now.

use actix_web::HttpResponse;
use serde::Serialize;

use super::SignedIn;

#[derive(Serialize)]
struct Answer<'a> {
    /// For `X-CSRF-Token`; another one since somebody signed in again.
    csrf: &'a str,
    /// Who it is.
    name: &'a str,
    /// Whether keys may do something.
    shortcuts: bool,
}

/// `GET /admin/session`
pub async fn show(by: SignedIn) -> HttpResponse {
    HttpResponse::Ok().json(Answer {
        csrf: &by.csrf,
        name: &by.user.name,
        shortcuts: by.user.shortcuts_enabled,
    })
}
