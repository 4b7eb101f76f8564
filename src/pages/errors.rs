//! What readers see when there is no page: in the edition of the address, never kept by a cache.

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

use super::cards::{Card, Link, StampStyle};
use super::layout::{Elsewhere, Head, Layout};
use super::lists;
use super::reply;
use super::visit::{Visit, edition_of_path};
use crate::app::App;
use crate::db::Conn;
use crate::db::listing;
use crate::db::listing::{List, Part};
use crate::error::AppError;
use crate::i18n::Arg;
use crate::model::site::Site;
use crate::request_log::RequestId;

const LONGEST_ADDRESS: usize = 2048;
const LATEST: usize = 5;

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

#[derive(Template)]
#[template(path = "pages/error.html")]
struct ErrorPage {
    layout: Layout,
    status: u16,
    title: String,
    lines: Vec<String>,
    /// The address as typed, on 404.
    address: Option<String>,
    latest: Vec<Card>,
    coverage: Option<Link>,
    /// The request's number to mention, on 500.
    request_id: Option<String>,
    /// Where to try again, on 500 and 503.
    again: Option<String>,
    home: String,
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
}

impl Asker {
    /// `None` in a server that serves no portal.
    fn of(request: &ServiceRequest) -> Option<Asker> {
        Some(Asker {
            app: request.app_data::<web::Data<App>>()?.clone(),
            uri: request.uri().clone(),
            language: request.headers().get(header::ACCEPT_LANGUAGE).cloned(),
            request_id: request.extensions().get::<RequestId>().cloned(),
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
        Visit::of_uri(app, edition, &self.uri)
    }

    async fn answer(&self, error: &AppError) -> HttpResponse {
        let request_id = self.request_id.as_ref().map(RequestId::to_string).unwrap_or_default();
        match error {
            AppError::Internal(reason) => {
                tracing::error!(request_id, path = self.uri.path(), reason, "request failed");
            }
            AppError::Unavailable(reason) => {
                tracing::warn!(request_id, path = self.uri.path(), reason, "unavailable");
            }
            _ => {}
        }
        let mut response = HttpResponse::build(error.status_code());
        response
            .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
            .insert_header((header::CACHE_CONTROL, "no-store"));
        if matches!(error, AppError::Unavailable(_)) {
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
        let page = ErrorPage::load(&visit, error, request_id).await.render();
        let mut response = match page {
            Ok(page) => response.body(page),
            Err(_) => response.finish(),
        };
        self.secure(response.headers_mut());
        response
    }
}

impl ErrorPage {
    async fn load(visit: &Visit, error: &AppError, request_id: String) -> ErrorPage {
        let needs_database = !matches!(error, AppError::Internal(_) | AppError::Unavailable(_));
        let (site, latest) = if needs_database {
            let this = visit.clone();
            let wants_latest = matches!(error, AppError::NotFound | AppError::Gone(_));
            let around = visit.read(move |conn| around(&this, conn, wants_latest)).await;
            around.unwrap_or_else(|_| (visit.app.kept_site(&visit.edition.prefix), Vec::new()))
        } else {
            (visit.app.kept_site(&visit.edition.prefix), Vec::new())
        };
        let mut layout = Layout::with_site(visit, site);
        layout.set_editions(&Vec::new(), &Elsewhere::SamePath(String::new()), false);
        let status = error.status_code().as_u16();
        let shown = match error {
            AppError::Gone(_) => 410,
            AppError::NotFound => 404,
            AppError::Internal(_) => 500,
            AppError::Unavailable(_) => 503,
            _ => 400,
        };
        let title = layout.t(&format!("error-{shown}-title")).to_owned();
        let mut lines = vec![layout.t(&format!("error-{shown}-text")).to_owned()];
        if let AppError::Gone(article) = error
            && let Some(withdrawal) = &article.withdrawal
        {
            let edition = &visit.edition;
            let date = edition.card(withdrawal.at);
            let mut words =
                vec![edition.text_with("error-410-date", &[("date", Arg::Text(&date))])];
            if !withdrawal.reason.is_empty() {
                let reason = [("reason", Arg::Text(withdrawal.reason.as_str()))];
                words.push(edition.text_with("error-410-reason", &reason));
            }
            words.append(&mut lines);
            lines = words;
        }
        layout.head = Head { title: title.clone(), robots: Some("noindex"), ..Head::default() };
        let links = visit.links();
        ErrorPage {
            coverage: layout.frame.coverage_index.clone(),
            address: matches!(error, AppError::NotFound).then(|| readable(&visit.path)),
            request_id: matches!(error, AppError::Internal(_))
                .then_some(request_id)
                .filter(|id| !id.is_empty()),
            again: matches!(error, AppError::Internal(_) | AppError::Unavailable(_))
                .then(|| visit.path.clone()),
            home: links.home(),
            status,
            title,
            lines,
            latest,
            layout,
        }
    }
}

/// The edition's surroundings and its newest articles.
fn around(
    visit: &Visit,
    conn: &mut Conn,
    wants_latest: bool,
) -> Result<(Arc<Site>, Vec<Card>), AppError> {
    let edition = &visit.edition;
    let site = visit.app.site(conn, &edition.prefix)?;
    if !wants_latest {
        return Ok((site, Vec::new()));
    }
    let list = List::Edition(&edition.prefix);
    let places = listing::list_places(conn, list, Part::Newest, lists::limit(LATEST))?;
    let teasers = visit.teasers(conn, &lists::ids(&places))?;
    let links = visit.links();
    let style = StampStyle::Front(visit.today());
    let cards =
        teasers.iter().map(|teaser| Card::new(&links, edition, teaser, style, false)).collect();
    Ok((site, cards))
}

/// A path as people read it, cut where it gets long.
fn readable(path: &str) -> String {
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned();
    crate::text::truncate_cells(&decoded, 120).into_owned()
}

impl App {
    /// The surroundings of an edition as they were read last, or empty ones: needs no database.
    pub fn kept_site(&self, edition: &str) -> Arc<Site> {
        let kept = self.sites.read().ok().and_then(|sites| Some(sites.get(edition)?.1.clone()));
        kept.unwrap_or_default()
    }

    /// The headers that every answer carries.
    pub fn security_headers(&self) -> &[(header::HeaderName, header::HeaderValue)] {
        self.security_headers.get_or_init(|| {
            reply::security_headers(self.assets.before_paint_hash(), &self.config.embed_hosts)
        })
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
