//! Sending a page: what it is, and what caches may do with it.

use actix_web::HttpResponse;
use actix_web::http::header::{self, HeaderName, HeaderValue};

use super::visit::Visit;
use crate::app::App;
use crate::error::AppError;

/// How long, in seconds, a cache in front may show a page while it asks for the next one.
pub const REVALIDATE_SECS: u32 = 60;

/// nginx keeps no page that is to be asked for each time, unless its time is up at an instant long
/// ago: `X-Accel-Expires: @1`. It takes the header out of the answer.
pub const X_ACCEL_EXPIRES: HeaderName = HeaderName::from_static("x-accel-expires");

/// Kept by nginx, and asked for each time.
pub const LONG_AGO: HeaderValue = HeaderValue::from_static("@1");

/// What a handler of a page returns.
pub type AppResult = Result<HttpResponse, AppError>;

/// Caches may keep a page but must ask before they show it: it may have changed.
pub const ASK_EACH_TIME: &str = "public, max-age=0, must-revalidate";

impl App {
    /// What caches may do with a page: in front of the portal, keep one that is purged when it
    /// moves, and show it when the portal can't be reached; everywhere else, ask each time.
    pub fn cache_control(&self) -> HeaderValue {
        match self.config.shared_cache_secs {
            0 => HeaderValue::from_static(ASK_EACH_TIME),
            secs => header_value(&format!(
                "public, max-age=0, s-maxage={secs}, stale-while-revalidate={REVALIDATE_SECS}, \
                 stale-if-error=86400"
            )),
        }
    }

    /// The header that tells a cache in front of the portal what a page shows.
    pub fn surrogate_header(&self) -> Option<HeaderName> {
        HeaderName::from_bytes(self.config.surrogate_header.as_bytes()).ok()
    }
}

/// Marks an answer as a page: it gets a tag and is compressed, once, and is kept when it has noted
/// what it shows (`server/kept_pages.rs`).
pub struct Page;

/// Answers with a rendered page.
///
/// # Errors
///
/// The template failed.
pub fn page(visit: &Visit, template: &impl askama::Template) -> AppResult {
    // Most pages fit, so that the text isn't copied again and again while it grows.
    let mut body = String::with_capacity(32 * 1024);
    template.render_into(&mut body)?;
    Ok(answer(visit, "text/html; charset=utf-8", body))
}

/// Answers with text of any type: pages, feeds, sitemaps.
pub fn answer(visit: &Visit, content_type: &'static str, body: String) -> HttpResponse {
    visit.shown.parameter("photos");
    let mut answer = send(content_type, Some(&visit.edition.tag), "Accept-Encoding", body);
    answer.headers_mut().insert(header::CACHE_CONTROL, visit.app.cache_control());
    answer
}

/// Answers with text that belongs to no edition: sitemaps, the rules for robots.
pub fn of_no_edition(content_type: &'static str, body: String) -> HttpResponse {
    send(content_type, None, "Accept-Encoding", body)
}

/// Answers with a page that differs by the request headers in `vary`.
pub fn send(
    content_type: &'static str,
    language: Option<&str>,
    vary: &'static str,
    body: String,
) -> HttpResponse {
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CONTENT_TYPE, content_type))
        .insert_header((header::CACHE_CONTROL, ASK_EACH_TIME))
        .insert_header((header::VARY, vary));
    if let Some(language) = language {
        response.insert_header((header::CONTENT_LANGUAGE, language));
    }
    response.extensions_mut().insert(Page);
    response.body(body)
}

/// Sends readers to where a page is now, for good (308 keeps the method).
pub fn moved_for_good(location: &str) -> HttpResponse {
    HttpResponse::PermanentRedirect()
        .insert_header((header::LOCATION, header_value(location)))
        .insert_header((header::CACHE_CONTROL, ASK_EACH_TIME))
        .finish()
}

/// A header's value from text of ours.
pub fn header_value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or_else(|_| HeaderValue::from_static("/"))
}

/// `Content-Security-Policy` and its kin, on every answer.
pub fn security_headers(
    before_paint_hash: &str,
    embed_hosts: &[String],
) -> Vec<(HeaderName, HeaderValue)> {
    let frames = if embed_hosts.is_empty() {
        "'none'".to_owned()
    } else {
        embed_hosts.iter().map(|host| format!("https://{host}")).collect::<Vec<_>>().join(" ")
    };
    let policy = format!(
        "default-src 'none'; script-src 'self' 'sha256-{before_paint_hash}'; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
         frame-src {frames}; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
    );
    vec![
        (header::CONTENT_SECURITY_POLICY, header_value(&policy)),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin")),
        (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
        (
            HeaderName::from_static("permissions-policy"),
            HeaderValue::from_static(
                "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
            ),
        ),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            HeaderValue::from_static("same-origin"),
        ),
    ]
}
