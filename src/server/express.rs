//! Answers with kept pages straight on the connection.
//!
//! A kept page is bytes that are ready; what a framework does around them, request by request,
//! costs more than they do. So every request is read here first. One for a kept page, as plain as
//! browsers send it, is answered at once and nothing else happens. Any other plain one (a page that
//! isn't kept, a photo) goes to actix alone, and the connection comes back after its answer. What
//! isn't plain (another method, a body, two requests at once, half a head, a header out of the
//! ordinary) and what belongs to the desk goes to actix with the connection, for good.
//!
//! There [`KeptPages`](super::kept_pages::KeptPages) answers with the same pages, with the same
//! headers.

use std::cell::{Cell, RefCell};
use std::io::{self, IoSlice};
use std::mem::MaybeUninit;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use actix_server::GracefulShutdownSignal;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue, HttpDate};
use actix_web::rt::net::TcpStream;
use actix_web::rt::time::{Sleep, sleep};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::{KEEP_ALIVE, why};
use crate::app::App;
use crate::cache::address;
use crate::cache::kept::{Asked, Kept};
use crate::compress;
use crate::metrics::tally::{Outcome, Tally};
use crate::model::PageKind;
use crate::pages::reply;
use crate::request_log::{self, Asker};

/// The longest head of a request that is read here, in bytes; browsers send less than a quarter.
const LONGEST_HEAD: usize = 4 << 10;

/// The most headers of a request that are read here.
const MOST_HEADERS: usize = 32;

/// What one worker answers with.
pub struct Express {
    app: Arc<App>,
    tally: Arc<Tally>,
    stopping: GracefulShutdownSignal,
    date: RefCell<Date>,
}

/// The `date` line of this second.
#[derive(Default)]
struct Date {
    second: u64,
    line: String,
}

/// A connection on its way to actix: what it sent so far, and then what comes.
pub struct Rest {
    /// There until it is dropped.
    stream: Option<TcpStream>,
    read: Box<[u8]>,
    taken: usize,
    filled: usize,
    back: Option<Back>,
}

/// Where a connection comes back when the request that was read is answered.
///
/// To actix such a connection seems to be closed by the client after that request, so it answers
/// and ends; only what it closes then is not closed.
#[derive(Clone, Default)]
pub struct Back(Rc<Cell<Option<TcpStream>>>);

impl Back {
    /// The connection; `None` when it was given away for good.
    pub fn take(&self) -> Option<TcpStream> {
        self.0.take()
    }
}

/// What a head says, as far as it matters here.
#[derive(Default)]
struct Head<'a> {
    is_head: bool,
    target: &'a str,
    accept_encoding: Option<&'a str>,
    if_none_match: Option<&'a [u8]>,
    if_modified_since: Option<&'a [u8]>,
}

/// An answer: the head is written already, the body is this page's.
struct Answer {
    page: Arc<Kept>,
    encoding: Option<compress::Encoding>,
}

impl Express {
    /// For one worker.
    pub fn new(app: Arc<App>, stopping: GracefulShutdownSignal) -> Express {
        let tally = app.metrics.tally();
        Express { app, tally, stopping, date: RefCell::default() }
    }

    /// Answers until the connection ends (`None`) or asks for something else; `back` is where it
    /// comes back then. A connection that asks for nothing within `wait` ends.
    pub async fn drive(&self, mut stream: TcpStream, wait: Duration, back: &Back) -> Option<Rest> {
        let mut read = vec![0; LONGEST_HEAD].into_boxed_slice();
        let mut head = Vec::with_capacity(1 << 10);
        let mut idle = std::pin::pin!(sleep(wait));
        let mut stopping = std::pin::pin!(self.stopping.notified());
        let mut end = Instant::now();
        loop {
            let filled = std::future::poll_fn(|context| {
                let mut buffer = ReadBuf::new(&mut read);
                match Pin::new(&mut stream).poll_read(context, &mut buffer) {
                    Poll::Ready(Ok(())) if !buffer.filled().is_empty() => {
                        return Poll::Ready(Some(buffer.filled().len()));
                    }
                    Poll::Ready(_) => return Poll::Ready(None),
                    Poll::Pending => {}
                }
                if stopping.as_mut().poll(context).is_ready()
                    || is_over(idle.as_mut(), end, context)
                {
                    return Poll::Ready(None);
                }
                Poll::Pending
            })
            .await?;
            end = Instant::now() + KEEP_ALIVE;
            let sent = &read[..filled];
            let asked = Head::read(sent);
            let answer =
                asked.as_ref().and_then(|asked| self.answer(&stream, sent, asked, &mut head));
            let Some(answer) = answer else {
                let is_alone = asked.is_some_and(|asked| !asked.target.starts_with("/admin"));
                let back = is_alone.then(|| back.clone());
                return Some(Rest { stream: Some(stream), read, taken: 0, filled, back });
            };
            let body = answer.encoding.map_or(&[][..], |encoding| answer.page.body(encoding));
            write(&mut stream, &head, body).await.ok()?;
        }
    }

    /// Writes the head of the answer to a request, if a kept page can answer it.
    fn answer(
        &self,
        stream: &TcpStream,
        sent: &[u8],
        asked: &Head<'_>,
        head: &mut Vec<u8>,
    ) -> Option<Answer> {
        let app = &self.app;
        let (path, query) = match asked.target.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (asked.target, None),
        };
        let address = address::address(path, query)?;
        let page = app.cache.find(&address)?;
        if page.status != StatusCode::OK || !app.cache.is_fresh(&page, || app.clock.now()) {
            return None;
        }
        let secs = app.config.shared_cache_secs;
        if secs > 0 && !page.freshness.lasts(app.clock.now(), secs + reply::REVALIDATE_SECS) {
            return None;
        }
        app.cache.read(&address, &page);
        let encoding =
            asked.accept_encoding.map_or(compress::Encoding::Identity, compress::best_of);
        let (if_none_match, if_modified_since) = (asked.if_none_match, asked.if_modified_since);
        head.clear();
        let status = page.write_head(Asked { encoding, if_none_match, if_modified_since }, head);
        self.write_date(head);
        if request_log::is_on() {
            let headers = headers_of(sent)?;
            let peer = stream.peer_addr().ok();
            let method = if asked.is_head { "HEAD" } else { "GET" };
            let asker = Asker { method, path, peer, headers: &headers };
            let id = request_log::log_kept(app, &asker, page.kind, status);
            for part in
                [request_log::X_REQUEST_ID.as_str().as_bytes(), b": ", id.as_bytes(), b"\r\n"]
            {
                head.extend_from_slice(part);
            }
        }
        head.extend_from_slice(b"\r\n");
        self.tally.came_about(Outcome::Kept);
        self.tally.answered(page.kind, status);
        if page.kind == PageKind::Article {
            self.tally.read(path);
        }
        let has_body = status == StatusCode::OK && !asked.is_head;
        Some(Answer { page, encoding: has_body.then_some(encoding) })
    }

    fn write_date(&self, head: &mut Vec<u8>) {
        let now = SystemTime::now();
        let second = now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let mut date = self.date.borrow_mut();
        if date.second != second {
            *date = Date { second, line: format!("date: {}\r\n", HttpDate::from(now)) };
        }
        head.extend_from_slice(date.line.as_bytes());
    }
}

impl<'a> Head<'a> {
    /// The head of exactly one request that is as plain as can be; `None` sends it to actix, which
    /// reads it anew.
    fn read(sent: &'a [u8]) -> Option<Head<'a>> {
        let mut headers = [const { MaybeUninit::uninit() }; MOST_HEADERS];
        let mut request = httparse::Request::new(&mut []);
        let end = request.parse_with_uninit_headers(sent, &mut headers).ok()?;
        let is_head = match request.method? {
            "GET" => false,
            "HEAD" => true,
            _ => return None,
        };
        let target = request.path?;
        if end != httparse::Status::Complete(sent.len())
            || request.version != Some(1)
            || !target.starts_with('/')
            || !target.bytes().all(is_of_an_address)
        {
            return None;
        }
        let mut head = Head { is_head, target, ..Head::default() };
        let mut hosts = 0;
        for header in request.headers {
            let is = |name: HeaderName| header.name.eq_ignore_ascii_case(name.as_str());
            let text = || std::str::from_utf8(header.value).ok();
            // What is said twice is for actix to make sense of.
            if is(header::HOST) {
                hosts += 1;
            } else if is(header::ACCEPT_ENCODING) {
                if head.accept_encoding.replace(text()?).is_some() {
                    return None;
                }
            } else if is(header::IF_NONE_MATCH) {
                if head.if_none_match.replace(header.value).is_some() {
                    return None;
                }
            } else if is(header::IF_MODIFIED_SINCE) {
                if head.if_modified_since.replace(header.value).is_some() {
                    return None;
                }
            } else if is(header::CONNECTION) {
                if !header.value.eq_ignore_ascii_case(b"keep-alive") {
                    return None;
                }
            } else if is(header::CONTENT_LENGTH)
                || is(header::TRANSFER_ENCODING)
                || is(header::UPGRADE)
                || is(header::EXPECT)
                || header.name.eq_ignore_ascii_case(why::WHY)
            {
                return None;
            }
        }
        (hosts == 1).then_some(head)
    }
}

/// RFC 3986: unreserved, reserved without `#[]`, and `%`.
fn is_of_an_address(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?%".contains(&byte)
}

/// All headers of a request, for its line in the log.
fn headers_of(sent: &[u8]) -> Option<HeaderMap> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    request.parse(sent).ok()?;
    let pairs = request.headers.iter().map(|header| {
        let name = HeaderName::from_bytes(header.name.as_bytes()).ok()?;
        Some((name, HeaderValue::from_bytes(header.value).ok()?))
    });
    pairs.collect()
}

/// Whether nothing was asked until `end`. The alarm is set anew only when it goes off: that is once
/// in a while, not once a request.
fn is_over(mut idle: Pin<&mut Sleep>, end: Instant, context: &mut Context<'_>) -> bool {
    while idle.as_mut().poll(context).is_ready() {
        if end <= Instant::now() {
            return true;
        }
        idle.as_mut().reset(end.into());
    }
    false
}

async fn write(stream: &mut TcpStream, mut head: &[u8], mut body: &[u8]) -> io::Result<()> {
    std::future::poll_fn(|context| {
        while !head.is_empty() || !body.is_empty() {
            let parts = [IoSlice::new(head), IoSlice::new(body)];
            let written =
                std::task::ready!(Pin::new(&mut *stream).poll_write_vectored(context, &parts))?;
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            let of_head = written.min(head.len());
            head = &head[of_head..];
            body = &body[written - of_head..];
        }
        Poll::Ready(Ok(()))
    })
    .await
}

impl Rest {
    fn stream(&mut self) -> io::Result<Pin<&mut TcpStream>> {
        self.stream.as_mut().map(Pin::new).ok_or_else(|| io::ErrorKind::NotConnected.into())
    }
}

impl Drop for Rest {
    fn drop(&mut self) {
        if let Some(back) = &self.back {
            back.0.set(self.stream.take());
        }
    }
}

impl AsyncRead for Rest {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        if this.taken < this.filled {
            let end = this.filled.min(this.taken + buffer.remaining());
            buffer.put_slice(&this.read[this.taken..end]);
            this.taken = end;
            return Poll::Ready(Ok(()));
        }
        if this.back.is_some() {
            return Poll::Ready(Ok(()));
        }
        this.read = Box::default();
        (this.taken, this.filled) = (0, 0);
        this.stream()?.poll_read(context, buffer)
    }
}

impl AsyncWrite for Rest {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.stream()?.poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream()?.poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.back {
            Some(_) => Poll::Ready(Ok(())),
            None => self.stream()?.poll_shutdown(context),
        }
    }
}
