//! Where a link may go: http, https, mailto, and addresses of this site.

use percent_encoding::percent_encode_byte;
use url::Url;

const MAX_ADDRESS_BYTES: usize = 2000;

/// An address that is safe to print into `href`, in URL code points only.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SafeLink {
    pub href: String,
    /// Whether the link leaves the site; absolute addresses are taken to.
    pub leaves: bool,
}

/// The address as it may be printed, or `None` where a reader must not be sent there.
///
/// Refused are other schemes, addresses relative to the page, and names or passwords
/// before the host, which disguise it.
pub(super) fn safe_link(address: &str) -> Option<SafeLink> {
    let address = address.trim();
    if address.len() > MAX_ADDRESS_BYTES {
        return None;
    }
    if address.starts_with('/') {
        // `//host` and `/\host` lead to another host.
        let stays = !address.starts_with("//") && !address.contains('\\');
        return stays.then(|| SafeLink { href: encode(address), leaves: false });
    }
    let url = Url::parse(address).ok()?;
    match url.scheme() {
        "http" | "https" => {
            let href = web_address(&url)?;
            Some(SafeLink { href, leaves: true })
        }
        "mailto" if url.path().contains('@') => {
            Some(SafeLink { href: encode(url.as_str()), leaves: false })
        }
        _ => None,
    }
}

/// An `https` address with the host it leads to, for content that a click loads.
pub(super) fn embed_address(address: &str) -> Option<(String, String)> {
    let address = Some(address.trim()).filter(|address| address.len() <= MAX_ADDRESS_BYTES)?;
    let url = Url::parse(address).ok()?;
    let host = url.domain().filter(|host| host.contains('.'))?;
    let href = web_address(&url).filter(|_| url.scheme() == "https")?;
    Some((href, host.to_owned()))
}

fn web_address(url: &Url) -> Option<String> {
    let named = !url.username().is_empty() || url.password().is_some();
    let host = url.host_str().filter(|host| !host.is_empty() && !named)?;
    let start = url.as_str().find(host)? + host.len();
    Some(url.as_str()[..start].to_owned() + &encode(&url.as_str()[start..]))
}

/// Percent-encodes whatever is not a URL code point (WHATWG URL §4.3) and stray `%`.
fn encode(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for (at, byte) in address.bytes().enumerate() {
        let hex_follows = || {
            address
                .as_bytes()
                .get(at + 1..at + 3)
                .is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit))
        };
        let kept = match byte {
            b'%' => hex_follows(),
            b'#' => !encoded.contains('#'),
            byte => byte.is_ascii_alphanumeric() || b"!$&'()*+,-./:;=?@_~".contains(&byte),
        };
        match kept {
            true => encoded.push(byte.into()),
            false => encoded.push_str(percent_encode_byte(byte)),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn href(address: &str) -> Option<String> {
        safe_link(address).map(|link| link.href)
    }

    #[test]
    fn web_mail_and_site_addresses_are_kept() {
        assert_eq!(href("https://example.com/a?b=c#d").unwrap(), "https://example.com/a?b=c#d");
        assert_eq!(href("HTTP://例子.cn/路").unwrap(), "http://xn--fsqu00a.cn/%E8%B7%AF");
        assert_eq!(href("https://a.mn/x|y[1]%zz").unwrap(), "https://a.mn/x%7Cy%5B1%5D%25zz");
        assert_eq!(href("https://[2001:db8::1]:8/").unwrap(), "https://[2001:db8::1]:8/");
        assert_eq!(
            href("mailto:news@example.com?subject=a b").unwrap(),
            "mailto:news@example.com?subject=a%20b"
        );
        assert_eq!(safe_link("/en/s/7"), Some(SafeLink { href: "/en/s/7".into(), leaves: false }));
        assert!(safe_link("http://example.com").unwrap().leaves);
    }

    #[test]
    fn every_other_address_is_refused() {
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example\\",
            "other.html",
            "#top",
            "?x",
            "",
            "https://",
            "https://bank.example@evil.example/",
            "https:user@evil.example",
            "mailto:",
            "tel:1",
            "blob:https://a/b",
            "view-source:http://a",
        ] {
            assert_eq!(safe_link(address), None, "{address}");
        }
    }

    #[test]
    fn an_embed_is_https_at_a_named_host() {
        let (url, host) = embed_address("https://www.youtube.com/watch?v=1").unwrap();
        assert_eq!(
            (url.as_str(), host.as_str()),
            ("https://www.youtube.com/watch?v=1", "www.youtube.com")
        );
        for address in
            ["http://a.mn/", "https://127.0.0.1/", "https://localhost/", "javascript:1", ""]
        {
            assert_eq!(embed_address(address), None, "{address}");
        }
    }
}
