//! Whether a form is ours: sent by a page of the portal that this very browser was given.
//!
//! Two checks, each of which would do in a current browser. The browser says which site a request
//! comes from (`Sec-Fetch-Site`, or else `Origin`); and the form carries a text that only a page
//! made for this cookie has, as the field `csrf` or, from a script, in `X-CSRF-Token`.

use actix_multipart::Multipart;
use actix_web::HttpMessage;
use actix_web::dev::{Payload, ServiceRequest};
use actix_web::http::header::{self, HeaderMap};
use actix_web::web::{Bytes, BytesMut};
use futures_util::{StreamExt, stream};

use super::{Fields, files};
use crate::auth::{Visitor, secret};
use crate::error::AdminError;

/// The most bytes of a form without files: several times the longest article.
pub const MAX_FORM_BYTES: usize = 4 << 20;

/// The name of the field.
pub const FIELD: &str = "csrf";

const HEADER: &str = "x-csrf-token";

/// The most bytes in front of the first part's end of a form with files.
const MAX_FIRST_PART_BYTES: usize = 8 << 10;

/// Reads the fields of a form and makes sure that it is ours; its body can be read once more.
///
/// A form with files (`multipart/form-data`) is only begun: its token must be its first field.
///
/// # Errors
///
/// It isn't ours, or larger than any of ours.
pub async fn check(request: &mut ServiceRequest, visitor: &Visitor) -> Result<Fields, AdminError> {
    check_origin(request.headers(), &visitor.app.config.base_url)?;
    let text = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let content_type = text(header::CONTENT_TYPE.as_str()).unwrap_or_default().to_owned();
    let mut token = text(HEADER).map(str::to_owned);
    let mut fields = Fields::default();
    if content_type.starts_with("application/x-www-form-urlencoded") {
        let body = read_whole(request.take_payload()).await?;
        fields = Fields::parse(&body);
        token = token.or_else(|| Some(fields.get(FIELD)));
        request.set_payload(Payload::from(body));
    } else if token.is_none()
        && let Some(boundary) = boundary_of(&content_type)
    {
        let (payload, first) = read_first_part(request.take_payload(), &boundary).await?;
        token = first;
        request.set_payload(payload);
    }
    match token {
        Some(token) if !token.is_empty() && secret::is_same(&token, &visitor.csrf) => Ok(fields),
        Some(token) if !token.is_empty() => Err(AdminError::Forged("another token")),
        _ => Err(AdminError::Forged("no token")),
    }
}

/// What was typed in a form with files, in front of them; `None`: the form is none with files.
///
/// # Errors
///
/// It was cut off, or is larger than any of ours.
pub async fn read_typed(request: &mut ServiceRequest) -> Result<Option<Fields>, AdminError> {
    let content_type = request.headers().get(header::CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok()).unwrap_or_default();
    if boundary_of(content_type).is_none() {
        return Ok(None);
    }
    let payload = request.take_payload();
    let mut form = Multipart::new(request.headers(), payload);
    let (typed, _) = files::begin(&mut form).await?;
    let owned = |(name, text): (&str, &str)| (name.to_owned(), text.to_owned());
    Ok(Some(typed.iter().filter(|(name, _)| *name != FIELD).map(owned).collect()))
}

/// That the browser doesn't name another site; old ones name none.
fn check_origin(headers: &HeaderMap, base_url: &str) -> Result<(), AdminError> {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if let Some(site) = text("sec-fetch-site") {
        let is_ours = site == "same-origin";
        return if is_ours { Ok(()) } else { Err(AdminError::Forged("another site")) };
    }
    let Some(origin) = text("origin") else { return Ok(()) };
    let host = text("host").unwrap_or_default();
    let authority = origin.split_once("://").map_or("", |(_, authority)| authority);
    // The portal may be asked under another name than the configured one, `localhost`.
    let is_ours = origin == base_url || !host.is_empty() && authority.eq_ignore_ascii_case(host);
    if is_ours { Ok(()) } else { Err(AdminError::Forged("another origin")) }
}

async fn read_whole(mut payload: Payload) -> Result<Bytes, AdminError> {
    let mut body = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| AdminError::Forged("the form was cut off"))?;
        if body.len() + chunk.len() > MAX_FORM_BYTES {
            return Err(AdminError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// The boundary of `multipart/form-data` (RFC 7578 §4.1).
fn boundary_of(content_type: &str) -> Option<String> {
    let parameters = content_type.strip_prefix("multipart/form-data")?;
    let boundary = parameters.split(';').find_map(|part| part.trim().strip_prefix("boundary="))?;
    Some(boundary.trim_matches('"').to_owned()).filter(|boundary| !boundary.is_empty())
}

/// The token in the first part, and the whole payload again.
async fn read_first_part(
    mut payload: Payload,
    boundary: &str,
) -> Result<(Payload, Option<String>), AdminError> {
    let mut begun = BytesMut::new();
    let mut token = None;
    while begun.len() < MAX_FIRST_PART_BYTES {
        let Some(chunk) = payload.next().await else { break };
        begun.extend_from_slice(&chunk.map_err(|_| AdminError::Forged("the form was cut off"))?);
        token = token_of_first_part(&begun, boundary);
        if token.is_some() {
            break;
        }
    }
    let begun = stream::once(async move { Ok(begun.freeze()) });
    let whole = begun.chain(payload);
    Ok((Payload::Stream { payload: Box::pin(whole) }, token))
}

fn token_of_first_part(begun: &[u8], boundary: &str) -> Option<String> {
    let head = &begun[..begun.len().min(MAX_FIRST_PART_BYTES)];
    let text = String::from_utf8_lossy(head);
    let part = text.strip_prefix(&format!("--{boundary}\r\n"))?;
    let (headers, rest) = part.split_once("\r\n\r\n")?;
    let (value, _) = rest.split_once(&format!("\r\n--{boundary}"))?;
    let is_token = headers.to_ascii_lowercase().contains(&format!("; name=\"{FIELD}\""));
    is_token.then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    fn is_ours(pairs: &[(&'static str, &str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        }
        check_origin(&headers, "https://news.example").is_ok()
    }

    #[test]
    fn a_form_of_another_site_is_told_by_what_the_browser_says() {
        assert!(is_ours(&[("sec-fetch-site", "same-origin")]));
        assert!(is_ours(&[("origin", "https://news.example")]));
        assert!(is_ours(&[("origin", "http://localhost:8080"), ("host", "localhost:8080")]));
        assert!(is_ours(&[]));
        for site in ["cross-site", "same-site", "none", "Same-Origin"] {
            assert!(!is_ours(&[("sec-fetch-site", site)]), "{site}");
        }
        let contradiction = [("sec-fetch-site", "cross-site"), ("origin", "https://news.example")];
        assert!(!is_ours(&contradiction));
        for origin in ["null", "https://evil.example", "https://news.example.evil", ""] {
            assert!(!is_ours(&[("origin", origin), ("host", "news.example")]), "{origin}");
        }
    }

    #[test]
    fn the_token_of_a_form_with_files_is_its_first_field() {
        let form = "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nabc\r\n--x\r\n…";
        assert_eq!(token_of_first_part(form.as_bytes(), "x").as_deref(), Some("abc"));
        let later = form.replace("\"csrf\"", "\"file\"");
        assert_eq!(token_of_first_part(later.as_bytes(), "x"), None);
        assert_eq!(token_of_first_part(b"--x\r\n", "x"), None);
        let kind = "multipart/form-data; charset=utf-8; boundary=\"a b\"";
        assert_eq!(boundary_of(kind).as_deref(), Some("a b"));
        assert_eq!(boundary_of("application/json"), None);
    }
}
