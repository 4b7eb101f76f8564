//! What every answer with a page carries, whatever is asked: shared by all pages with the same.

use actix_web::http::header::{self, HeaderMap};

/// A set of headers, as a map and as the lines that go over the wire.
#[derive(Debug, Default)]
pub struct Headers {
    /// By their names.
    pub map: HeaderMap,
    /// The line of the content's type, which a 304 doesn't have.
    pub content_type: Vec<u8>,
    /// The lines of all others.
    pub others: Vec<u8>,
}

impl Headers {
    /// The same headers, as lines too.
    pub fn new(map: &HeaderMap) -> Headers {
        let mut headers = Headers { map: map.clone(), ..Headers::default() };
        for (name, value) in map {
            let lines = match *name {
                header::CONTENT_TYPE => &mut headers.content_type,
                _ => &mut headers.others,
            };
            write_line(lines, name.as_str(), value.as_bytes());
        }
        headers
    }

    /// Whether these are the headers in `map`.
    pub fn is_same(&self, map: &HeaderMap) -> bool {
        self.map.len() == map.len()
            && self.map.iter().all(|(name, value)| map.get(name) == Some(value))
    }
}

/// Writes the line of a header.
pub fn write_line(lines: &mut Vec<u8>, name: &str, value: &[u8]) {
    for part in [name.as_bytes(), b": ", value, b"\r\n"] {
        lines.extend_from_slice(part);
    }
}
