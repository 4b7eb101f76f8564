//! What came back, as a browser or a person sees it.

use std::io::Read;

use scraper::{ElementRef, Html, Selector};

/// An answer of the portal.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What was asked for.
    pub target: String,
    status: u16,
    headers: Vec<(String, String)>,
    /// As sent, perhaps compressed.
    pub body: Vec<u8>,
}

impl Answer {
    /// Reads an answer; one that isn't whole is a failure of the test.
    #[track_caller]
    pub fn parse(target: &str, bytes: &[u8], has_body: bool) -> Answer {
        let shown = || String::from_utf8_lossy(&bytes[..bytes.len().min(300)]).into_owned();
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let end = end.unwrap_or_else(|| panic!("{target}: no head in {:?}", shown()));
        let head = std::str::from_utf8(&bytes[..end]).expect("a head in UTF-8");
        let mut lines = head.split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok());
        let status = status.unwrap_or_else(|| panic!("{target}: no status in {:?}", shown()));
        let headers = lines
            .map(|line| line.split_once(':').unwrap_or_else(|| panic!("bad header {line:?}")))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
            .collect();
        let mut answer =
            Answer { target: target.to_owned(), status, headers, body: bytes[end + 4..].to_vec() };
        if answer.header("transfer-encoding") == "chunked" {
            answer.body = join_chunks(&answer.body);
        } else if has_body && status != 304 {
            let length = answer.header("content-length").parse();
            assert_eq!(length, Ok(answer.body.len()), "{target} is not whole");
        }
        if !has_body || status == 304 {
            assert!(answer.body.is_empty(), "{target} has a body and shouldn't");
        }
        answer
    }

    /// How long the answer is that `bytes` begin with, once it is there as a whole.
    pub fn length(bytes: &[u8], has_body: bool) -> Option<usize> {
        let body = bytes.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
        let head = std::str::from_utf8(&bytes[..body]).ok()?.to_ascii_lowercase();
        let header = |name: &str| {
            head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::trim)
        };
        let is_bare = !has_body || head.starts_with("http/1.1 304 ");
        let length = if is_bare {
            0
        } else if header("transfer-encoding") == Some("chunked") {
            // A test's bodies don't have this in their middle.
            bytes[body..].windows(5).position(|five| five == b"0\r\n\r\n")? + 5
        } else {
            header("content-length").map_or(0, |length| length.parse().unwrap_or(0))
        };
        (bytes.len() >= body + length).then_some(body + length)
    }

    pub fn status(&self) -> u16 {
        self.status
    }

    /// The value of a header, empty when it isn't there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// All headers, their names in lower case.
    pub fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    /// Where a redirect leads; empty when it is none.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// The body unpacked.
    #[track_caller]
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let unpacked = match self.header("content-encoding") {
            "" => return self.body.clone(),
            "gzip" => flate2::read::GzDecoder::new(&*self.body).read_to_end(&mut bytes),
            "br" => brotli::Decompressor::new(&*self.body, 4096).read_to_end(&mut bytes),
            other => panic!("{}: unknown encoding {other}", self.target),
        };
        unpacked.unwrap_or_else(|error| panic!("{}: {error}", self.target));
        bytes
    }

    /// The body as text.
    #[track_caller]
    pub fn text(&self) -> String {
        String::from_utf8(self.bytes()).unwrap_or_else(|_| panic!("{} isn't UTF-8", self.target))
    }

    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text())
            .unwrap_or_else(|error| panic!("{}: {error}", self.target))
    }

    /// The page as a browser parses it.
    #[track_caller]
    pub fn html(&self) -> Html {
        Html::parse_document(&self.text())
    }

    /// What people read in the elements that `selector` finds, in their order: runs of white
    /// space are one space.
    #[track_caller]
    pub fn select_text(&self, selector: &str) -> Vec<String> {
        self.select(selector, |element| Some(text_of(element)))
    }

    /// The values of an attribute of the elements that `selector` finds, in their order.
    #[track_caller]
    pub fn select_attribute(&self, selector: &str, attribute: &str) -> Vec<String> {
        self.select(selector, |element| element.attr(attribute).map(str::to_owned))
    }

    /// The text of the elements that `selector` finds, with its white space: for scripts.
    #[track_caller]
    pub fn select_source(&self, selector: &str) -> Vec<String> {
        self.select(selector, |element| Some(element.text().collect()))
    }

    /// Whether `selector` finds anything.
    #[track_caller]
    pub fn has(&self, selector: &str) -> bool {
        !self.select(selector, |_| Some(())).is_empty()
    }

    /// Where the links of the page lead.
    #[track_caller]
    pub fn links(&self) -> Vec<String> {
        self.select_attribute("a[href]", "href")
    }

    /// The articles that the page's main part links to, each once, in their order.
    #[track_caller]
    pub fn articles(&self) -> Vec<i64> {
        let mut ids = Vec::new();
        for href in self.select_attribute("main a[href]", "href") {
            if let Some(id) = article_id(&href).filter(|id| !ids.contains(id)) {
                ids.push(id);
            }
        }
        ids
    }

    /// The pages that the head names as the same in other languages, as (language, address).
    #[track_caller]
    pub fn alternates(&self) -> Vec<(String, String)> {
        self.select("link[rel=alternate][hreflang]", |link| {
            Some((link.attr("hreflang")?.to_owned(), link.attr("href")?.to_owned()))
        })
    }

    /// The canonical address; empty when the page has none.
    #[track_caller]
    pub fn canonical(&self) -> String {
        self.select_attribute("link[rel=canonical]", "href").pop().unwrap_or_default()
    }

    /// What the page asks of search engines.
    #[track_caller]
    pub fn robots(&self) -> String {
        self.select_attribute("meta[name=robots]", "content").join(",")
    }

    /// The JSON-LD objects of the page.
    #[track_caller]
    pub fn structured_data(&self) -> Vec<serde_json::Value> {
        let scripts = self.select("script[type='application/ld+json']", |script| {
            Some(script.text().collect::<String>())
        });
        scripts.iter().map(|json| serde_json::from_str(json).expect("JSON")).collect()
    }

    #[track_caller]
    fn select<T>(&self, selector: &str, pick: impl Fn(ElementRef<'_>) -> Option<T>) -> Vec<T> {
        let selector = Selector::parse(selector).expect("a selector");
        self.html().select(&selector).filter_map(pick).collect()
    }
}

/// The id in an article's address, whatever stands around it.
pub fn article_id(href: &str) -> Option<i64> {
    let path = href.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let [_, year, _, _, tail] = parts[..] else { return None };
    if year.len() != 4 || tail.is_empty() {
        return None;
    }
    tail.split('-').next()?.parse().ok()
}

fn text_of(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A chunked body as one (RFC 9112 §7.1).
fn join_chunks(mut bytes: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let end = bytes.windows(2).position(|two| two == b"\r\n").expect("a chunk's length");
        let length = std::str::from_utf8(&bytes[..end]).expect("a length");
        let length = usize::from_str_radix(length, 16).expect("a length");
        if length == 0 {
            return body;
        }
        let start = end + 2;
        body.extend(&bytes[start..start + length]);
        bytes = &bytes[start + length + 2..];
    }
}
