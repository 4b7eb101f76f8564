//! The one cookie of the portal, which only the admin area gets.
//!
//! The promise is that no reader's page sees a cookie. A `__Host-` cookie must have `Path=/`
//! (RFC 6265bis §4.1.3.2) and would be sent with every reader's page that an editor opens; so it
//! is a `__Secure-` cookie with `Path=/admin`. What `__Host-` would add is that no other host of
//! the same domain can set it, and nothing is gained by setting it: the cookie before signing in
//! means nothing, and signing in always makes a new one.
//!
//! On plain http, for trying it on one's own machine, browsers refuse `Secure` cookies: there
//! the name has no prefix.

use actix_web::http::header::{COOKIE, HeaderMap, HeaderValue};

/// Its name for a portal at `base_url`.
pub fn name(base_url: &str) -> &'static str {
    if base_url.starts_with("https:") { "__Secure-broadsheet" } else { "broadsheet" }
}

/// What the browser sent under that name.
pub fn read(base_url: &str, headers: &HeaderMap) -> Option<String> {
    let name = name(base_url);
    let lines = headers.get_all(COOKIE).filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(known, _)| known.trim() == name)?;
    let value = value.trim();
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    ((1..=64).contains(&value.len()) && value.bytes().all(is_plain)).then(|| value.to_owned())
}

/// `Set-Cookie` with a value of [`super::secret::token`], for so many seconds.
pub fn set(base_url: &str, value: &str, max_age_secs: i64) -> HeaderValue {
    let secure = if base_url.starts_with("https:") { "; Secure" } else { "" };
    let text = format!(
        "{}={value}; Path=/admin; Max-Age={max_age_secs}{secure}; HttpOnly; SameSite=Lax",
        name(base_url)
    );
    // A token is made of letters that a header may have.
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_of(line: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, HeaderValue::from_str(line).unwrap());
        read("https://news.example", &headers)
    }

    #[test]
    fn the_cookie_is_for_the_admin_area_and_for_https() {
        let cookie = set("https://news.example", "abc", 60);
        assert_eq!(
            cookie,
            "__Secure-broadsheet=abc; Path=/admin; Max-Age=60; Secure; HttpOnly; SameSite=Lax"
        );
        let local = set("http://127.0.0.1:8080", "abc", 60);
        assert_eq!(local, "broadsheet=abc; Path=/admin; Max-Age=60; HttpOnly; SameSite=Lax");
    }

    #[test]
    fn only_what_we_could_have_set_is_read() {
        assert_eq!(read_of("a=b; __Secure-broadsheet=x-Y_9; c=d").as_deref(), Some("x-Y_9"));
        assert_eq!(read_of("broadsheet=abc"), None);
        assert_eq!(read_of("__Secure-broadsheet=a b"), None);
        assert_eq!(read_of("__Secure-broadsheet="), None);
        assert_eq!(read_of(&format!("__Secure-broadsheet={}", "a".repeat(65))), None);
    }
}
