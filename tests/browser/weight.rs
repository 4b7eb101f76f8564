//! What a page weighs on the way to the reader (`experience.md` §5).

use std::io::{Read, Write};
use std::net::TcpStream;

use super::driver::{Taste, browse};
use super::portal::{EDITIONS, article_paths, base_url, page_kinds};

/// An answer as it came over the wire.
pub struct Answer {
    /// The number in its first line.
    pub status: u16,
    /// `Location`.
    pub location: Option<String>,
    /// `Content-Encoding`.
    pub encoding: Option<String>,
    /// Still encoded.
    pub body: Vec<u8>,
}

/// Asks for `url` of the portal, accepting one encoding.
pub fn get(url: &str, encoding: &str) -> Answer {
    let rest = url.strip_prefix("http://").expect("an address of the portal");
    let (host, path) = rest.split_once('/').expect("a path");
    let mut stream = TcpStream::connect(host).expect("the portal");
    let request = format!(
        "GET /{path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: {encoding}\r\n\
         Connection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).expect("it takes the request");
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("it answers");
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let header = |name: &str| {
        head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    };
    assert_eq!(header("transfer-encoding"), None, "{url} comes with its length");
    Answer {
        status: head[9..12].parse().expect("a status"),
        location: header("location"),
        encoding: header("content-encoding"),
        body: bytes[end + 4..].to_vec(),
    }
}

#[test]
fn every_first_view_stays_within_its_budget() {
    for (edition, _) in EDITIONS {
        for (kind, path) in page_kinds(edition) {
            let page = get(&format!("{}{path}", base_url()), "br");
            assert_eq!(page.encoding.as_deref().unwrap_or("br"), "br", "{path}");
            let html = get(&format!("{}{path}", base_url()), "identity").body;
            let html = String::from_utf8(html).expect("UTF-8");
            let file = |mark: &str| {
                let start = html.find(mark)? + mark.len();
                let address = html[start..].split('"').next()?;
                Some(get(&format!("{}{address}", base_url()), "br").body.len())
            };
            let css = file("rel=\"stylesheet\" href=\"").expect("a style sheet");
            let script = file("<script defer src=\"").unwrap_or(0);
            let icon = file("<link rel=\"icon\" href=\"").expect("an icon");
            assert!(icon <= 2 * 1024, "the icon weighs {icon} bytes");
            let total = page.body.len() + css + script + icon;
            println!("{edition:8} {kind:15} HTML {:6} CSS {css:5} JS {script:5}", page.body.len());
            assert!(css <= 9 * 1024, "CSS weighs {css} bytes");
            assert!(script <= 5 * 1024, "the script weighs {script} bytes");
            let (most_html, most) = match kind {
                "home" | "notice" => (26 * 1024, 40 * 1024),
                "not found" | "withdrawn" => (8 * 1024, 30 * 1024),
                _ => (14 * 1024, 30 * 1024),
            };
            assert!(page.body.len() <= most_html, "{path}: HTML of {} bytes", page.body.len());
            assert!(total <= most, "{path}: {total} bytes in all");
        }
    }
}

#[test]
fn error_pages_weigh_at_most_8_kilobytes() {
    for (edition, _) in EDITIONS {
        let page = get(&format!("{}/{edition}/nothing/here/at/all", base_url()), "identity");
        assert_eq!(page.status, 404);
        let size = get(&format!("{}/{edition}/nothing/here/at/all", base_url()), "br").body.len();
        println!("{edition}: {} bytes, {size} compressed", page.body.len());
        assert!(size <= 8 * 1024);
    }
}

/// What pages load on a phone besides themselves, photos and the icon: a style sheet, a script.
const MOST_FILES: usize = 2;

#[test]
fn no_page_asks_for_more_than_itself_its_style_and_its_script() {
    browse(Taste { phone: true, ..Taste::default() }, |browser| async move {
        for (edition, _) in EDITIONS {
            for (kind, path) in page_kinds(edition) {
                browser.goto(&path).await;
                let script = "return performance.getEntriesByType('resource').map(e => e.name)\
                    .filter(n => !n.includes('/media/') && !n.includes('/icons/') \
                        && !n.startsWith('data:'))";
                let loaded = browser.run(script).await;
                let loaded = loaded.as_array().expect("a list");
                assert!(loaded.len() <= MOST_FILES, "{edition} {kind}: {loaded:?}");
                let others: Vec<_> = loaded
                    .iter()
                    .filter(|name| !name.as_str().is_some_and(|name| name.starts_with(base_url())))
                    .collect();
                assert!(others.is_empty(), "{edition} {kind} asks other hosts: {others:?}");
            }
        }
    });
}

#[test]
fn a_lead_photo_on_a_phone_weighs_at_most_60_kilobytes() {
    let mut seen = std::collections::BTreeSet::new();
    for (edition, _) in EDITIONS {
        let mut pages: Vec<String> =
            page_kinds(edition).into_iter().map(|(_, path)| path).collect();
        pages.extend(article_paths(edition));
        for path in pages {
            let html = get(&format!("{}{path}", base_url()), "identity").body;
            let html = scraper::Html::parse_document(&String::from_utf8(html).expect("UTF-8"));
            let lead = scraper::Selector::parse("img[fetchpriority=high]").expect("a selector");
            let srcset = html.select(&lead).filter_map(|photo| photo.attr("srcset"));
            let photos = srcset.flat_map(|srcset| srcset.split(", "));
            seen.extend(photos.filter_map(|one| Some(one.strip_suffix(" 640w")?.to_owned())));
        }
    }
    assert!(seen.len() >= 10, "{} lead photos", seen.len());
    for photo in seen {
        let size = get(&format!("{}{photo}", base_url()), "identity").body.len();
        println!("{photo}: {size}");
        assert!(size > 1000 && size <= 60 * 1024, "{photo} weighs {size} bytes");
    }
}
