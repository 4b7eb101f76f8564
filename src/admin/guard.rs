//! Stands around every page of the admin area: finds out who asks, refuses forms that aren't
//! ours and people who aren't signed in, turns failures into pages, and sets the headers.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpResponse, ResponseError, web};
use chrono::TimeDelta;
use futures_util::FutureExt;

use super::again::{self, Asked, Proof};
use super::{Fields, Form, csrf, errors, reply, unsaved};
use crate::app::App;
use crate::auth::{self, SignedIn, Visitor, cookie, secret};
use crate::commands::sign_in;
use crate::db::sessions;
use crate::error::{AdminError, AppError};
use crate::model::User;
use crate::request_log::RequestId;

/// The first part, below `/admin`, of addresses that take nobody who is signed in. All others do.
const OPEN: [&str; 4] = ["sign-in", "setup", "invitation", "reset"];

/// How long a cookie is kept that nobody is signed in with, in seconds.
const VISITOR_SECS: i64 = 24 * 3600;

/// That a session was used is noted this often, in seconds.
const SEEN_SECS: i64 = 60;

/// The guard.
///
/// # Errors
///
/// Failures of which the request is no longer there, with their page.
pub async fn guard(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let Some(app) = request.app_data::<web::Data<App>>().map(|app| app.clone().into_inner()) else {
        return next.call(request).await.map(ServiceResponse::map_into_boxed_body);
    };
    let mut asker = Asker {
        visitor: Visitor::of(app, request.request()),
        signed_in: None,
        fields: Fields::default(),
        method: request.method().clone(),
        asked: if request.method().is_safe() { Asked::Page } else { Asked::Form },
        request_id: request.extensions().get::<RequestId>().cloned(),
        cookie: None,
        is_page: request.headers().get("sec-fetch-dest").is_none_or(|wanted| wanted == "document"),
    };
    match asker.admit(&mut request).await {
        Ok(None) => {}
        Ok(Some(mut page)) => {
            asker.finish(page.headers_mut());
            return Ok(request.into_response(page));
        }
        Err(error) => {
            let page = asker.answer(&error);
            return Ok(request.into_response(page));
        }
    }
    let outcome = AssertUnwindSafe(next.call(request)).catch_unwind().await;
    let error = match outcome {
        Ok(Ok(mut response)) => {
            let Some(failure) = response.response().error() else {
                asker.finish(response.headers_mut());
                return Ok(response.map_into_boxed_body());
            };
            let page = match failure.as_error::<AdminError>() {
                Some(error) => asker.answer(error),
                None => asker.answer(&by_status(response.status())),
            };
            let (request, _) = response.into_parts();
            return Ok(ServiceResponse::new(request, page));
        }
        Ok(Err(error)) => by_status(error.as_response_error().status_code()),
        Err(panic) => AppError::of_panic(&*panic).into(),
    };
    let page = asker.answer(&error);
    Err(InternalError::from_response(error, page).into())
}

/// What an extractor of the framework refused.
fn by_status(status: StatusCode) -> AdminError {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => AdminError::TooLarge,
        StatusCode::NOT_FOUND => AppError::NotFound.into(),
        status if status.is_client_error() => {
            AppError::BadRequest("refused by the framework").into()
        }
        status => AppError::Internal(status.to_string()).into(),
    }
}

/// Who asked for what: enough for an error page when the request itself is gone.
struct Asker {
    visitor: Visitor,
    signed_in: Option<SignedIn>,
    fields: Fields,
    method: Method,
    asked: Asked,
    request_id: Option<RequestId>,
    /// The cookie of somebody who was signed in on the way.
    cookie: Option<HeaderValue>,
    /// Whether a person looks at the answer; a script otherwise.
    is_page: bool,
}

impl Asker {
    /// Lets a request through to its handler, or has it answered by a page, or says why not.
    async fn admit(
        &mut self,
        request: &mut ServiceRequest,
    ) -> Result<Option<HttpResponse>, AdminError> {
        let recognised = self.recognise().await;
        if !self.method.is_safe() {
            self.fields = csrf::check(request, &self.visitor).await?;
        }
        // Only now: who can't be recognised without the database keeps what they sent.
        recognised?;
        if !self.method.is_safe() {
            match again::prove(&self.visitor, self.signed_in.as_ref(), &self.fields).await? {
                Proof::None => {}
                Proof::Right(user) => self.take(&user).await?,
                Proof::Wrong(page) => return Ok(Some(page)),
            }
        }
        if self.signed_in.is_none() && !is_open(&self.visitor.path) {
            if let Some(typed) = csrf::read_typed(request).await? {
                (self.asked, self.fields) = (Asked::Files, typed);
            }
            return Err(AdminError::SignedOut);
        }
        if let Some(by) = &self.signed_in
            && let Err(error) = note_use(by, self.method == Method::GET && self.is_page).await
        {
            // Nobody is kept from reading by a disk that is full.
            tracing::warn!(%error, "could not note that a session was used");
        }
        let mut extensions = request.extensions_mut();
        extensions.insert(self.visitor.clone());
        extensions.insert(self.fields.clone());
        if let Some(by) = &self.signed_in {
            extensions.insert(by.clone());
        }
        Ok(None)
    }

    /// Takes somebody at their word who has just shown who they are.
    async fn take(&mut self, user: &User) -> Result<(), AdminError> {
        match &self.signed_in {
            Some(by) => {
                let (sign_off, session) = (by.sign_off(), by.session.id);
                let stepped_up =
                    by.app.write(move |_, conn| sign_in::step_up(conn, &sign_off, session));
                stepped_up.await??;
            }
            None => {
                let (token, cookie) = super::sign_in::begin(&self.visitor, user).await?;
                self.visitor.csrf = secret::derive(&token, "csrf");
                (self.visitor.token, self.visitor.has_cookie) = (token, true);
                self.cookie = Some(cookie);
            }
        }
        self.recognise().await
    }

    async fn recognise(&mut self) -> Result<(), AdminError> {
        if !self.visitor.has_cookie {
            return Ok(());
        }
        let token = self.visitor.token.clone();
        let app = &self.visitor.app;
        let found = app.read(move |app, conn| auth::recognise(app, conn, &token)).await;
        if found.is_err()
            && let Some(language) = app.languages.of(&self.visitor.token)
        {
            self.visitor.language = language;
        }
        let Some((user, session)) = found? else { return Ok(()) };
        let language = app.editions.get(&user.language);
        if let Some(language) = language.filter(|language| language.has_text("admin-name")) {
            self.visitor.language = language.clone();
        }
        app.languages.know(&self.visitor.token, &self.visitor.language);
        let (visitor, user, session) = (self.visitor.clone(), Arc::new(user), Arc::new(session));
        self.signed_in = Some(SignedIn { visitor, user, session });
        Ok(())
    }

    fn answer(&self, error: &AdminError) -> HttpResponse {
        let id = self.request_id.as_ref().map(RequestId::to_string).unwrap_or_default();
        let mut response = match error {
            AdminError::SignedOut if self.method.is_safe() && self.is_page => {
                reply::see_other(&super::sign_in::address(&self.visitor))
            }
            AdminError::SignedOut | AdminError::StepUp => {
                let (visitor, by) = (&self.visitor, self.signed_in.as_ref());
                let status = error.status_code();
                again::page(visitor, by, &self.fields, self.asked, Form::default(), status)
            }
            error => {
                errors::log(&self.visitor, error, &id);
                let (visitor, by) = (&self.visitor, self.signed_in.as_ref());
                let unsaved = match self.is_page {
                    true => unsaved::page(visitor, by, &self.fields, error, &id),
                    false => None,
                };
                unsaved.unwrap_or_else(|| errors::page(visitor, by, error, &id))
            }
        };
        self.finish(response.headers_mut());
        response
    }

    fn finish(&self, headers: &mut HeaderMap) {
        let is_frameable =
            headers.get(header::X_FRAME_OPTIONS).is_some_and(|value| value == "SAMEORIGIN");
        let before_paint = self.visitor.app.assets.before_paint_hash();
        for (name, value) in reply::security_headers(is_frameable, before_paint) {
            headers.insert(name, value);
        }
        let language = &self.visitor.language.tag;
        headers.insert(header::CONTENT_LANGUAGE, crate::pages::reply::header_value(language));
        if let Some(cookie) = &self.cookie {
            headers.insert(header::SET_COOKIE, cookie.clone());
        }
        let visitor = &self.visitor;
        if !visitor.has_cookie && !headers.contains_key(header::SET_COOKIE) {
            // Forms carry a text made for it.
            let base_url = &visitor.app.config.base_url;
            headers.insert(header::SET_COOKIE, cookie::set(base_url, &visitor.token, VISITOR_SECS));
        }
    }
}

fn is_open(path: &str) -> bool {
    let first = path.trim_start_matches("/admin").trim_start_matches('/').split('/').next();
    first.is_some_and(|first| OPEN.contains(&first))
}

/// Notes that a session was used, and that its flash was shown.
async fn note_use(by: &SignedIn, shows_flash: bool) -> Result<(), AdminError> {
    let now = by.app.clock.now();
    let is_stale = now - by.session.seen_at >= TimeDelta::seconds(SEEN_SECS);
    let has_flash = shows_flash && by.session.flash.is_some();
    if !is_stale && !has_flash {
        return Ok(());
    }
    let id = by.session.id;
    let note = move |_: &App, conn: &mut crate::db::Conn| {
        if is_stale {
            sessions::set_seen(conn, id, now)?;
        }
        if has_flash {
            sessions::set_flash(conn, id, None)?;
        }
        diesel::QueryResult::Ok(())
    };
    Ok(by.app.write(note).await??)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_listed_is_open() {
        for open in ["/admin/sign-in", "/admin/sign-in/code", "/admin/setup/8F3K", "/admin/reset/x"]
        {
            assert!(is_open(open), "{open}");
        }
        for shut in ["/admin", "/admin/", "/admin/users", "/admin/signin", "/admin/users/sign-in"] {
            assert!(!is_open(shut), "{shut}");
        }
    }
}
