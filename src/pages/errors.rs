//! What readers see when there is no page: in the edition of the address, and never kept by a cache
//! outside.
//!
//! ```text
//! page.rs     its words and the way on
//! missing.rs  the one for addresses that lead nowhere, of which there are endless ones
//! ```

mod missing;
mod page;

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::http::{StatusCode, Uri};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpResponse, ResponseError, web};
use askama::Template;
use futures_util::FutureExt;

use self::page::ErrorPage;
use super::address::Links;
use super::reply;
use super::visit::{Visit, edition_of_path};
use crate::app::App;
use crate::error::AppError;
use crate::model::site::Site;
use crate::model::{Noun, Shown};
use crate::request_log::RequestId;

const LONGEST_ADDRESS: usize = 2048;

/// Stands around every page: refuses addresses that can't be read, turns failures and panics
/// into pages, and puts the security headers on every answer.
pub async fn guard(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let Some(asker) = Asker::of(&request) else {
        return next.call(request).await.map(ServiceResponse::map_into_boxed_body);
    };
    if let Some(error) = refuse(&asker.uri) {
        let page = asker.answer(&error).await;
        return Ok(request.into_response(page));
    }
    // A panic must cost one answer, not the connection of everybody on this worker.
    let outcome = AssertUnwindSafe(next.call(request)).catch_unwind().await;
    let error = match outcome {
        Ok(Ok(mut response)) => {
            let Some(failure) = response.response().error() else {
                asker.secure(response.headers_mut());
                return Ok(response.map_into_boxed_body());
            };
            let page = match failure.as_error::<AppError>() {
                Some(error) => asker.answer(error).await,
                None => asker.answer(&by_status(response.status())).await,
            };
            let (request, _) = response.into_parts();
            return Ok(ServiceResponse::new(request, page));
        }
        Ok(Err(error)) => by_status(error.as_response_error().status_code()),
        Err(panic) => AppError::of_panic(&*panic),
    };
    // The request went down with what failed; its page goes up as the answer of an error.
    let page = asker.answer(&error).await;
    Err(InternalError::from_response(error, page).into())
}

fn by_status(status: StatusCode) -> AppError {
    match status {
        StatusCode::NOT_FOUND => AppError::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => AppError::MethodNotAllowed,
        StatusCode::URI_TOO_LONG => AppError::AddressTooLong,
        StatusCode::SERVICE_UNAVAILABLE => AppError::Unavailable(status.to_string()),
        status if status.is_client_error() => AppError::BadRequest("refused by the framework"),
        status => AppError::Internal(status.to_string()),
    }
}

/// Addresses that can't lead anywhere.
fn refuse(uri: &Uri) -> Option<AppError> {
    if uri.path_and_query().map_or(0, |address| address.as_str().len()) > LONGEST_ADDRESS {
        return Some(AppError::AddressTooLong);
    }
    if !is_readable(uri.path()) {
        return Some(AppError::BadRequest("the address isn't percent-encoded UTF-8"));
    }
    None
}

/// Whether a path is percent-encoded UTF-8 without control characters (RFC 3986 §2.1).
fn is_readable(path: &str) -> bool {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || rest.next().and_then(|digit| char::from(digit).to_digit(16));
        let (Some(high), Some(low)) = (digit(), digit()) else { return false };
        bytes.push(u8::try_from(high * 16 + low).unwrap_or(0));
    }
    String::from_utf8(bytes).is_ok_and(|text| !text.chars().any(char::is_control))
}

/// The answer where no page is.
pub async fn not_found() -> Result<HttpResponse, AppError> {
    Err(AppError::NotFound)
}

/// The answer to a method that an address doesn't take.
pub async fn method_not_allowed() -> Result<HttpResponse, AppError> {
    Err(AppError::MethodNotAllowed)
}

/// Who asked for what: enough for an error page when the request itself is gone.
///
/// The framework wants a request for itself alone on its way to the handler, so no copy of it
/// may be kept.
struct Asker {
    app: web::Data<App>,
    uri: Uri,
    language: Option<HeaderValue>,
    request_id: Option<RequestId>,
    /// Where the page notes what it shows, when it may be kept.
    shown: Option<Arc<Shown>>,
}

impl Asker {
    /// `None` in a server that serves no portal.
    fn of(request: &ServiceRequest) -> Option<Asker> {
        Some(Asker {
            app: request.app_data::<web::Data<App>>()?.clone(),
            uri: request.uri().clone(),
            language: request.headers().get(header::ACCEPT_LANGUAGE).cloned(),
            request_id: request.extensions().get::<RequestId>().cloned(),
            shown: request.extensions().get::<Arc<Shown>>().cloned(),
        })
    }

    fn secure(&self, headers: &mut HeaderMap) {
        for (name, value) in self.app.security_headers() {
            headers.insert(name.clone(), value.clone());
        }
    }

    /// The request in the edition of its address, else of the reader, else of the portal.
    fn visit(&self) -> Visit {
        let app = self.app.clone().into_inner();
        let wanted = self.language.as_ref().and_then(|value| value.to_str().ok());
        let edition = edition_of_path(&app, self.uri.path())
            .or_else(|| app.editions.negotiate(wanted?))
            .unwrap_or_else(|| app.editions.get_or_first(&app.config.default_edition))
            .clone();
        let mut visit = Visit::of_uri(app, edition, &self.uri);
        visit.shown = self.shown.clone().unwrap_or_default();
        visit
    }

    async fn answer(&self, error: &AppError) -> HttpResponse {
        let request_id = self.request_id.as_ref().map(RequestId::to_string).unwrap_or_default();
        match error {
            AppError::Internal(reason) => {
                tracing::error!(request_id, path = self.uri.path(), reason, "request failed");
            }
            AppError::Unavailable(reason)
            | AppError::Unanswered(reason)
            | AppError::Full(reason) => {
                tracing::warn!(request_id, path = self.uri.path(), reason, "unavailable");
            }
            _ => {}
        }
        let mut response = HttpResponse::build(error.status_code());
        response
            .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
            .insert_header((header::CACHE_CONTROL, "no-store"));
        if error.is_unavailable() {
            response.insert_header((header::RETRY_AFTER, "30"));
        }
        if matches!(error, AppError::Gone(_)) && self.app.config.behind_nginx {
            // In place of the page that nginx may have, for when the portal is down.
            response.insert_header((reply::X_ACCEL_EXPIRES, reply::LONG_AGO));
        }
        if matches!(error, AppError::MethodNotAllowed) {
            response.insert_header((header::ALLOW, "GET, HEAD"));
        }
        let visit = self.visit();
        response.insert_header((header::CONTENT_LANGUAGE, visit.edition.tag.as_str()));
        // The server leaves it out of an answer to HEAD, and keeps its length.
        let mut response = match self.page(&visit, error, request_id).await {
            Ok((page, is_kept)) => {
                if is_kept {
                    response.extensions_mut().insert(reply::Page);
                    response.insert_header((header::VARY, "Accept-Encoding"));
                }
                response.body(page)
            }
            Err(_) => response.finish(),
        };
        self.secure(response.headers_mut());
        response
    }

    /// The page for an error, and whether this process keeps it under its address.
    async fn page(
        &self,
        visit: &Visit,
        error: &AppError,
        request_id: String,
    ) -> Result<(String, bool), askama::Error> {
        if matches!(error, AppError::NotFound) {
            return Ok((missing::page(visit).await?, false));
        }
        let (page, is_whole) = ErrorPage::load(visit, error, request_id).await;
        let is_kept = match error {
            // The other wordings of its address are endless.
            AppError::Gone(article) => {
                visit.shows(Noun::Article(article.id));
                visit.shown.parameter("photos");
                is_whole && Links::plain(&visit.edition).of(article) == visit.path
            }
            _ => false,
        };
        Ok((page.render()?, is_kept))
    }
}

impl App {
    /// The surroundings of an edition as they were read last, or empty ones: needs no database.
    pub fn kept_site(&self, edition: &str) -> Arc<Site> {
        let kept = self.sites.read().ok().and_then(|sites| Some(sites.get(edition)?.1.clone()));
        kept.unwrap_or_default()
    }

    /// The headers that every answer carries.
    pub fn security_headers(&self) -> &[(header::HeaderName, header::HeaderValue)] {
        &self.security_headers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_percent_encoded_utf_8_without_control_characters_is_readable() {
        assert!(is_readable("/zh-hans/%E4%B8%AD"));
        for bad in ["/%", "/%4", "/%zz", "/%ff", "/%00", "/%E4%B8", "/%0d%0aSet-Cookie"] {
            assert!(!is_readable(bad), "{bad}");
        }
    }
}
