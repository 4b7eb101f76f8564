//! A rendered page with everything ready to send.

use std::io::Write as _;
use std::sync::atomic::{AtomicU8, AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use actix_web::HttpResponse;
use actix_web::body::BoxBody;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::http::{StatusCode, header::HttpDate};
use actix_web::web::Bytes;
use chrono::NaiveDateTime;
use xxhash_rust::xxh3;

use super::headers::{Headers, write_line};
use crate::compress::{self, Encoding};
use crate::model::{ChangeId, PageKind};

/// Tiny answers grow when they are compressed.
const LEAST_COMPRESSED_BYTES: usize = 256;

/// The levels (gzip, brotli) that a reader may wait for, and those that are made meanwhile.
const QUICK: (u32, u32) = (5, 4);
const BEST: (u32, u32) = (9, 9);

/// What is in the table beside the bodies: the entry, tags, headers of its own.
const OVERHEAD_BYTES: usize = 1_024;

/// What a request says about the answer that it wants.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// What the client can unpack.
    pub encoding: Encoding,
    /// `If-None-Match`, as sent.
    pub if_none_match: Option<&'a [u8]>,
    /// `If-Modified-Since`, as sent.
    pub if_modified_since: Option<&'a [u8]>,
}

/// A page as bytes: its headers and its body, as it is and compressed.
#[derive(Debug)]
pub struct Kept {
    /// Shared by all pages that have the same ones.
    headers: Arc<Headers>,
    identity: Part,
    gzip: OnceLock<Part>,
    brotli: OnceLock<Part>,
    hash: String,
    last_modified: HeaderValue,
    /// What it is counted as.
    pub kind: PageKind,
    /// 200, or what tells that something was taken down: such a page has no tag and is kept by
    /// nobody else.
    pub status: StatusCode,
    /// When the page was made, UTC.
    pub rendered_at: NaiveDateTime,
    /// When its content was first seen, UTC to the second.
    pub modified_at: NaiveDateTime,
    /// What it shows, as texts with a space between them.
    pub nouns: HeaderValue,
    /// The change that the rendering began after.
    pub position: ChangeId,
    /// Whether it may be shown: shared with the index of nouns.
    pub freshness: Arc<Freshness>,
    /// Read so often since it was made; counted up to a few only.
    reads: AtomicU32,
    surrogate: Option<(HeaderName, HeaderValue)>,
}

/// Whether a page may be shown.
#[derive(Debug, Default)]
pub struct Freshness {
    state: AtomicU8,
    /// Microseconds since 1970; 0 when the page stays as it is.
    until: i64,
}

const FRESH: u8 = 0;
const STALE: u8 = 1;
const GONE: u8 = 2;

impl Freshness {
    /// Fresh until `until` (UTC), or until something moves.
    pub fn until(until: Option<NaiveDateTime>) -> Freshness {
        let micros = until.map_or(0, |until| until.and_utc().timestamp_micros());
        Freshness { state: AtomicU8::new(FRESH), until: micros }
    }

    /// Whether nothing moved and the page's time hasn't passed.
    pub fn is_fresh(&self, now: impl FnOnce() -> NaiveDateTime) -> bool {
        self.state.load(Ordering::Acquire) == FRESH
            && (self.until == 0 || now().and_utc().timestamp_micros() < self.until)
    }

    /// Whether the page's time goes on for `secs` seconds from `now` (UTC) on.
    pub fn lasts(&self, now: NaiveDateTime, secs: u32) -> bool {
        let micros = i64::from(secs).saturating_mul(1_000_000);
        self.until == 0 || now.and_utc().timestamp_micros().saturating_add(micros) < self.until
    }

    /// Something moved: from now on the page is only a reserve.
    pub fn stale(&self) {
        self.state.fetch_max(STALE, Ordering::AcqRel);
    }

    /// Something was taken down: the page mustn't be shown any more, not even as a reserve.
    pub fn gone(&self) {
        self.state.store(GONE, Ordering::Release);
    }

    /// Whether the page may stand in when nothing newer can be had.
    pub fn is_reserve(&self) -> bool {
        self.state.load(Ordering::Acquire) != GONE
    }
}

/// A body in one encoding, with its tag.
#[derive(Debug, Clone)]
struct Part {
    bytes: Bytes,
    tag: HeaderValue,
}

/// A page before it is kept.
pub struct Rendered {
    /// What it is counted as.
    pub kind: PageKind,
    /// 200, or that of an error.
    pub status: StatusCode,
    /// What every answer with the page carries.
    pub headers: Arc<Headers>,
    /// As rendered.
    pub body: Bytes,
    /// When, UTC.
    pub at: NaiveDateTime,
    /// The change that it began after.
    pub position: ChangeId,
    /// What it shows, as texts with a space between them.
    pub nouns: String,
    /// When it will look different by itself, UTC.
    pub until: Option<NaiveDateTime>,
    /// The header that tells a CDN the nouns.
    pub surrogate: Option<HeaderName>,
}

impl Kept {
    /// A page ready to send; `before` is what was kept at its address until now.
    pub fn new(rendered: Rendered, before: Option<&Kept>) -> Kept {
        // Only to tell apart what the page is from what it was: nobody gains by two that are alike.
        let hash = format!("{:032x}", xxh3::xxh3_128(&rendered.body));
        let second = rendered.at.and_utc().timestamp();
        // The same content keeps its date, other content gets a later one, so that a date names
        // one content even within a second.
        let second = match before {
            Some(before) if before.hash == hash => before.modified_at.and_utc().timestamp(),
            Some(before) => second.max(before.modified_at.and_utc().timestamp() + 1),
            None => second,
        };
        let modified_at =
            chrono::DateTime::from_timestamp(second, 0).unwrap_or_default().naive_utc();
        let since = std::time::Duration::from_secs(u64::try_from(second).unwrap_or_default());
        let date = HttpDate::from(std::time::UNIX_EPOCH + since).to_string();
        let value = |text: &str| {
            HeaderValue::from_str(text).unwrap_or_else(|_| HeaderValue::from_static(""))
        };
        let is_shared = rendered.status == StatusCode::OK;
        let surrogate = rendered.surrogate.filter(|_| is_shared).map(|name| {
            // Cloudflare and its kin want commas, the others spaces.
            let listed = match name.as_str() {
                "cache-tag" => value(&rendered.nouns.replace(' ', ",")),
                _ => value(&rendered.nouns),
            };
            (name, listed)
        });
        Kept {
            headers: rendered.headers,
            identity: Part { bytes: rendered.body, tag: value(&format!("\"{hash}\"")) },
            gzip: OnceLock::new(),
            brotli: OnceLock::new(),
            hash,
            last_modified: value(&date),
            kind: rendered.kind,
            status: rendered.status,
            rendered_at: rendered.at,
            modified_at,
            nouns: value(&rendered.nouns),
            position: rendered.position,
            freshness: Arc::new(Freshness::until(rendered.until)),
            reads: AtomicU32::new(0),
            surrogate,
        }
    }

    /// The answer to a request: 304 when the client has the page already.
    pub fn answer(&self, asked: Asked<'_>) -> HttpResponse {
        let part = self.part(asked.encoding);
        let is_error = self.status != StatusCode::OK;
        let is_known = !is_error && self.is_known(asked);
        let mut response = if is_known {
            HttpResponse::new(StatusCode::NOT_MODIFIED)
        } else {
            HttpResponse::with_body(self.status, BoxBody::new(part.bytes.clone()))
        };
        let headers = response.headers_mut();
        *headers = self.headers.map.clone();
        if is_known {
            headers.remove(header::CONTENT_TYPE);
        } else if let Some(name) = self.encoding_of(asked.encoding).name() {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
        }
        if !is_error {
            headers.insert(header::ETAG, part.tag.clone());
            headers.insert(header::LAST_MODIFIED, self.last_modified.clone());
        }
        if let Some((name, nouns)) = &self.surrogate {
            headers.insert(name.clone(), nouns.clone());
        }
        response
    }

    /// Writes the head of [`Kept::answer`] in HTTP/1.1, up to its last header: what is added to it
    /// and the empty line are the caller's. The status that it says: 200 or 304, for a page that
    /// is no error.
    pub fn write_head(&self, asked: Asked<'_>, head: &mut Vec<u8>) -> StatusCode {
        let part = self.part(asked.encoding);
        let is_known = self.is_known(asked);
        if is_known {
            head.extend_from_slice(b"HTTP/1.1 304 Not Modified\r\n");
        } else {
            // Writing to memory can't fail.
            let _ = write!(head, "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n", part.bytes.len());
            head.extend_from_slice(&self.headers.content_type);
            if let Some(name) = self.encoding_of(asked.encoding).name() {
                write_line(head, "content-encoding", name.as_bytes());
            }
        }
        head.extend_from_slice(&self.headers.others);
        write_line(head, "etag", part.tag.as_bytes());
        write_line(head, "last-modified", self.last_modified.as_bytes());
        if let Some((name, nouns)) = &self.surrogate {
            write_line(head, name.as_str(), nouns.as_bytes());
        }
        if is_known { StatusCode::NOT_MODIFIED } else { StatusCode::OK }
    }

    /// The body in an encoding.
    pub fn body(&self, encoding: Encoding) -> &Bytes {
        &self.part(encoding).bytes
    }

    /// Counts a reader; whether the page is now worth better compression.
    pub fn is_read_again(&self) -> bool {
        // Read first: a counter that all workers write to would cost more than the page.
        self.reads.load(Ordering::Relaxed) < 2 && self.reads.fetch_add(1, Ordering::Relaxed) == 1
    }

    /// The same page, compressed as well as is worth the time.
    pub fn packed(&self) -> Kept {
        let (gzip, brotli) = (OnceLock::new(), OnceLock::new());
        if self.identity.bytes.len() >= LEAST_COMPRESSED_BYTES {
            let _ = gzip.set(self.compress(Encoding::Gzip, BEST));
            let _ = brotli.set(self.compress(Encoding::Brotli, BEST));
        }
        Kept {
            headers: self.headers.clone(),
            identity: self.identity.clone(),
            gzip,
            brotli,
            hash: self.hash.clone(),
            last_modified: self.last_modified.clone(),
            nouns: self.nouns.clone(),
            freshness: self.freshness.clone(),
            reads: AtomicU32::new(u32::MAX),
            surrogate: self.surrogate.clone(),
            ..*self
        }
    }

    /// How much memory the page may take, in bytes: the same for its whole life, whether its
    /// compressed bodies are there yet or not. Markup shrinks to a quarter and less.
    pub fn weight(&self) -> usize {
        let body = self.identity.bytes.len();
        body + body / 2 + 3 * self.nouns.len() + OVERHEAD_BYTES
    }

    fn encoding_of(&self, wanted: Encoding) -> Encoding {
        if self.identity.bytes.len() < LEAST_COMPRESSED_BYTES { Encoding::Identity } else { wanted }
    }

    fn part(&self, wanted: Encoding) -> &Part {
        let quickly = |encoding| self.compress(encoding, QUICK);
        match self.encoding_of(wanted) {
            Encoding::Identity => &self.identity,
            Encoding::Gzip => self.gzip.get_or_init(|| quickly(Encoding::Gzip)),
            Encoding::Brotli => self.brotli.get_or_init(|| quickly(Encoding::Brotli)),
        }
    }

    /// The tag is strong (RFC 9110 §8.8.1): each encoding and level has its own.
    fn compress(&self, encoding: Encoding, (gzip, brotli): (u32, u32)) -> Part {
        let (bytes, name) = match encoding {
            Encoding::Identity => return self.identity.clone(),
            Encoding::Gzip => (compress::gzip(&self.identity.bytes, gzip), format!("gzip{gzip}")),
            Encoding::Brotli => {
                (compress::brotli(&self.identity.bytes, brotli), format!("br{brotli}"))
            }
        };
        let tag = HeaderValue::from_str(&format!("\"{}-{name}\"", self.hash));
        Part { bytes: bytes.into(), tag: tag.unwrap_or_else(|_| self.identity.tag.clone()) }
    }

    fn is_known(&self, asked: Asked<'_>) -> bool {
        match (asked.if_none_match, asked.if_modified_since) {
            (Some(held), _) => std::str::from_utf8(held).is_ok_and(|held| holds(held, &self.hash)),
            // Only the very date that was sent: another one is no name of this content.
            (None, Some(date)) => date == self.last_modified.as_bytes(),
            (None, None) => false,
        }
    }
}

/// Whether a list of entity tags holds the page, in any of its encodings.
fn holds(held: &str, hash: &str) -> bool {
    held.split(',').any(|tag| {
        let tag = tag.trim();
        let tag = tag.strip_prefix("W/").unwrap_or(tag).trim_matches('"');
        let is_encoding = |rest: &str| {
            let name = rest.trim_end_matches(|last: char| last.is_ascii_digit());
            matches!(name, "" | "-gzip" | "-br")
        };
        tag == "*" || tag.strip_prefix(hash).is_some_and(is_encoding)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(body: &str, at: &str, before: Option<&Kept>) -> Kept {
        let rendered = Rendered {
            kind: PageKind::Article,
            status: StatusCode::OK,
            headers: Arc::default(),
            body: Bytes::copy_from_slice(body.as_bytes()),
            at: at.parse().unwrap(),
            position: ChangeId(1),
            nouns: "article:1".to_owned(),
            until: None,
            surrogate: None,
        };
        Kept::new(rendered, before)
    }

    #[test]
    fn a_tag_is_known_in_every_encoding_and_no_other_is() {
        assert!(holds("\"abc\"", "abc"));
        assert!(holds("W/\"abc-br4\", \"x\"", "abc"));
        assert!(holds("\"x\", \"abc-gzip9\"", "abc"));
        assert!(holds("*", "abc"));
        assert!(!holds("\"abcd\"", "abc"));
        assert!(!holds("", "abc"));
    }

    #[test]
    fn a_date_names_one_content() {
        let first = kept("one", "2026-05-04T06:00:00.2", None);
        let same = kept("one", "2026-05-04T07:00:00", Some(&first));
        assert_eq!(same.last_modified, first.last_modified);
        let other = kept("two", "2026-05-04T06:00:00.9", Some(&first));
        assert_eq!(other.last_modified, "Mon, 04 May 2026 06:00:01 GMT");
    }

    #[test]
    fn a_compressed_page_is_named_by_its_level() {
        let page = kept(&"news ".repeat(200), "2026-05-04T06:00:00", None);
        let quick = page.part(Encoding::Brotli).tag.clone();
        let best = page.packed().part(Encoding::Brotli).tag.clone();
        assert_ne!(quick, best);
        let hash = page.hash.as_str();
        assert!([quick, best].iter().all(|tag| holds(tag.to_str().unwrap(), hash)));
    }
}
