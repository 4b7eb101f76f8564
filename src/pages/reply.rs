//! Sending a page: entity tag, compression, headers for caches.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};

use super::visit::Visit;
use crate::compress::{self, Encoding};
use crate::error::AppError;

/// What a handler of a page returns.
pub type AppResult = Result<HttpResponse, AppError>;

/// Caches may keep a page but must ask before they show it: it may have changed.
pub const ASK_EACH_TIME: &str = "public, max-age=0, must-revalidate";

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
    let headers = Headers {
        content_type,
        language: Some(&visit.edition.tag),
        cache_control: ASK_EACH_TIME,
        vary: "Accept-Encoding",
    };
    send(headers, visit.encoding, visit.if_none_match.as_deref(), body)
}

/// Answers with text that belongs to no edition: sitemaps, the rules for robots.
pub fn of_no_edition(
    request: &HttpRequest,
    content_type: &'static str,
    body: String,
) -> HttpResponse {
    let headers = Headers {
        content_type,
        language: None,
        cache_control: ASK_EACH_TIME,
        vary: "Accept-Encoding",
    };
    let held = request.headers().get(header::IF_NONE_MATCH).and_then(|held| held.to_str().ok());
    send(headers, compress::accepted(request), held, body)
}

/// Headers that differ between kinds of answers.
pub struct Headers<'a> {
    /// `Content-Type`.
    pub content_type: &'static str,
    /// `Content-Language`, for one edition's answers.
    pub language: Option<&'a str>,
    /// `Cache-Control`.
    pub cache_control: &'static str,
    /// `Vary`.
    pub vary: &'static str,
}

/// Sends `body` with an entity tag, or 304 when the client has it.
///
/// The tag is strong (RFC 9110 §8.8.1), so each encoding has its own.
pub fn send(
    headers: Headers<'_>,
    encoding: Encoding,
    if_none_match: Option<&str>,
    body: String,
) -> HttpResponse {
    let hash = blake3::hash(body.as_bytes()).to_hex();
    // Tiny answers grow when they are compressed.
    let encoding = if body.len() < 256 { Encoding::Identity } else { encoding };
    let tag = match encoding.name() {
        Some(name) => format!("\"{}-{name}\"", &hash[..20]),
        None => format!("\"{}\"", &hash[..20]),
    };
    let is_known = if_none_match.is_some_and(|held| holds(held, &hash[..20]));
    let status = if is_known { StatusCode::NOT_MODIFIED } else { StatusCode::OK };
    let mut response = HttpResponse::build(status);
    response
        .insert_header((header::ETAG, tag))
        .insert_header((header::CACHE_CONTROL, headers.cache_control))
        .insert_header((header::VARY, headers.vary));
    if let Some(language) = headers.language {
        response.insert_header((header::CONTENT_LANGUAGE, language));
    }
    if is_known {
        return response.finish();
    }
    response.insert_header((header::CONTENT_TYPE, headers.content_type));
    if let Some(name) = encoding.name() {
        response.insert_header((header::CONTENT_ENCODING, name));
    }
    match encoding {
        Encoding::Identity => response.body(body),
        // The levels that pay on the way to the first answer.
        Encoding::Gzip => response.body(compress::gzip(body.as_bytes(), 6)),
        Encoding::Brotli => response.body(compress::brotli(body.as_bytes(), 5)),
    }
}

/// Whether a list of entity tags holds the page, in any of its encodings.
fn holds(held: &str, hash: &str) -> bool {
    held.split(',').any(|tag| {
        let tag = tag.trim();
        let tag = tag.strip_prefix("W/").unwrap_or(tag).trim_matches('"');
        tag == "*"
            || tag.strip_prefix(hash).is_some_and(|rest| matches!(rest, "" | "-gzip" | "-br"))
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_known_in_every_encoding_and_no_other_is() {
        assert!(holds("\"abc\"", "abc"));
        assert!(holds("W/\"abc-br\", \"x\"", "abc"));
        assert!(holds("\"x\", \"abc-gzip\"", "abc"));
        assert!(holds("*", "abc"));
        assert!(!holds("\"abcd\"", "abc"));
        assert!(!holds("", "abc"));
    }
}
