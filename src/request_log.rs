//! One log line a request, and the id that readers can tell us.
//!
//! What is logged while a request is handled is inside a span of its id, down to each statement
//! (`log_filter = "info,query=debug"`).

mod trace;

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpRequest, web};
use ipnet::IpNet;
use tracing::Instrument;

use self::trace::TraceId;
use crate::app::App;
use crate::model::PageKind;

/// The header that names a request.
pub const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The name of a request: in its log line, in the `x-request-id` of its answer, and on the page
/// that says that something broke.
///
/// Every request has one among its extensions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(String);

impl RequestId {
    /// Its text: visible ASCII, at most 64 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn generate() -> RequestId {
        RequestId(format!("{:016x}", rand::random::<u64>()))
    }

    /// The one that a proxy gave, when it looks like one.
    fn given(headers: &HeaderMap) -> Option<RequestId> {
        let text = headers.get(X_REQUEST_ID)?.to_str().ok()?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.=+/:".contains(&byte);
        let is_id = (1..=64).contains(&text.len()) && text.bytes().all(plain);
        is_id.then(|| RequestId(text.to_owned()))
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Names the request, and logs it once it is answered.
///
/// Requests of the portal's own machinery, below `/-/`, are logged at the level debug.
///
/// # Errors
///
/// Those of what it wraps.
pub async fn log(
    app: web::Data<App>,
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let started = Instant::now();
    let proxies = &app.config.trusted_proxies;
    let asker = Asker::of(request.request());
    let ((id, trace), client) = (asker.names(proxies), asker.client(proxies));
    let span = tracing::info_span!(
        target: "request",
        "request",
        %id,
        trace = trace.as_ref().map(tracing::field::display),
        kind = tracing::field::Empty,
    );
    let head = request.head();
    let (method, uri) = (head.method.clone(), head.uri.clone());
    request.extensions_mut().insert(id.clone());

    let name = |headers: &mut HeaderMap| {
        if let Ok(value) = HeaderValue::from_str(id.as_str()) {
            headers.insert(X_REQUEST_ID, value);
        }
    };
    let (result, status, kind) = match next.call(request).instrument(span.clone()).await {
        Ok(mut response) => {
            name(response.headers_mut());
            let kind = response.request().app_data::<PageKind>().copied().unwrap_or_default();
            let status = response.status();
            (Ok(response), status, kind)
        }
        Err(error) => {
            let mut response = error.error_response();
            name(response.headers_mut());
            let status = response.status();
            (Err(InternalError::from_response(error, response).into()), status, PageKind::Error)
        }
    };
    span.record("kind", kind.as_str());
    let (method, path) = (method.as_str(), uri.path());
    Line { id, trace, method, path, kind, status, client, started }.write();
    result
}

/// Whether requests are logged at all.
pub fn is_on() -> bool {
    tracing::enabled!(target: "request", tracing::Level::INFO)
}

/// Names and logs a request that was answered with a kept page; its id as a header's value.
pub fn log_kept(app: &App, asker: &Asker<'_>, kind: PageKind, status: StatusCode) -> HeaderValue {
    let proxies = &app.config.trusted_proxies;
    let ((id, trace), client) = (asker.names(proxies), asker.client(proxies));
    let value = HeaderValue::from_str(id.as_str());
    let Asker { method, path, .. } = *asker;
    let started = Instant::now();
    Line { id, trace, method, path, kind, status, client, started }.write();
    value.unwrap_or_else(|_| HeaderValue::from_static("-"))
}

/// Who asks, and for what.
pub struct Asker<'a> {
    /// As sent.
    pub method: &'a str,
    /// As sent, without the query.
    pub path: &'a str,
    /// The other end of the connection.
    pub peer: Option<SocketAddr>,
    /// What was sent along.
    pub headers: &'a HeaderMap,
}

impl<'a> Asker<'a> {
    /// Who sent a request.
    pub fn of(request: &'a HttpRequest) -> Asker<'a> {
        let head = request.head();
        let (method, path) = (head.method.as_str(), head.uri.path());
        Asker { method, path, peer: request.peer_addr(), headers: &head.headers }
    }

    /// Where the request came from, seen through our own proxies.
    pub fn client(&self, proxies: &[IpNet]) -> Option<IpAddr> {
        match self.peer() {
            Some(peer) if is_trusted(proxies, peer) => client_of(self.headers, proxies, peer),
            peer => peer,
        }
    }

    /// The request's id and its trace; those that one of our proxies gave, if it did.
    fn names(&self, proxies: &[IpNet]) -> (RequestId, Option<TraceId>) {
        if !self.peer().is_some_and(|peer| is_trusted(proxies, peer)) {
            return (RequestId::generate(), None);
        }
        let id = RequestId::given(self.headers).unwrap_or_else(RequestId::generate);
        (id, TraceId::given(self.headers))
    }

    fn peer(&self) -> Option<IpAddr> {
        self.peer.map(|address| address.ip().to_canonical())
    }
}

/// Where a request came from, seen through our own proxies.
pub fn client(request: &HttpRequest, proxies: &[IpNet]) -> Option<IpAddr> {
    Asker::of(request).client(proxies)
}

struct Line<'a> {
    id: RequestId,
    trace: Option<TraceId>,
    method: &'a str,
    path: &'a str,
    kind: PageKind,
    status: StatusCode,
    client: Option<IpAddr>,
    started: Instant,
}

impl Line<'_> {
    fn write(&self) {
        let Line { id, method, path, .. } = self;
        let status = self.status.as_u16();
        let ms = (self.started.elapsed().as_secs_f64() * 100_000.0).round() / 100.0;
        let client = self.client.map(tracing::field::display);
        let trace = self.trace.as_ref().map(tracing::field::display);
        let kind = self.kind.as_str();
        if self.status.is_server_error() {
            tracing::warn!(target: "request", %method, %path, status, ms, client, kind, %id, trace);
        } else if path.starts_with("/-/") {
            tracing::debug!(target: "request", %method, %path, status, ms, client, kind, %id, trace);
        } else {
            tracing::info!(target: "request", %method, %path, status, ms, client, kind, %id, trace);
        }
    }
}

fn is_trusted(proxies: &[IpNet], address: IpAddr) -> bool {
    proxies.iter().any(|network| network.contains(&address))
}

/// The rightmost address of `X-Forwarded-For` that isn't one of our proxies.
///
/// Each proxy appends the address that it was asked from, so everything further left may be
/// the client's invention. What can't be read ends the chain that we believe.
fn client_of(headers: &HeaderMap, proxies: &[IpNet], peer: IpAddr) -> Option<IpAddr> {
    let lines: Vec<&str> =
        headers.get_all(X_FORWARDED_FOR).filter_map(|line| line.to_str().ok()).collect();
    let mut client = peer;
    for item in lines.iter().rev().flat_map(|line| line.rsplit(',')) {
        let item = item.trim();
        let with_port = || item.parse::<SocketAddr>().ok().map(|address| address.ip());
        let Some(address) = item.parse::<IpAddr>().ok().or_else(with_port) else { break };
        client = address.to_canonical();
        if !is_trusted(proxies, client) {
            break;
        }
    }
    Some(client)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client_by(lines: &[&str]) -> String {
        let proxies = ["10.0.0.0/8".parse().unwrap(), "fd00::/8".parse().unwrap()];
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(X_FORWARDED_FOR, HeaderValue::from_str(line).unwrap());
        }
        client_of(&headers, &proxies, "10.0.0.1".parse().unwrap()).unwrap().to_string()
    }

    #[test]
    fn the_client_is_the_rightmost_address_that_is_no_proxy() {
        assert_eq!(client_by(&["203.0.113.7"]), "203.0.113.7");
        assert_eq!(client_by(&["198.51.100.1, 203.0.113.7, 10.2.3.4"]), "203.0.113.7");
        assert_eq!(client_by(&["198.51.100.1", "203.0.113.7", "10.2.3.4"]), "203.0.113.7");
        assert_eq!(client_by(&["[2001:db8::1]:443, 203.0.113.7:5000"]), "203.0.113.7");
        assert_eq!(client_by(&["2001:db8::1, fd00::2"]), "2001:db8::1");
        assert_eq!(client_by(&["::ffff:203.0.113.7"]), "203.0.113.7");
    }

    #[test]
    fn what_cannot_be_read_is_not_believed() {
        assert_eq!(client_by(&[]), "10.0.0.1");
        assert_eq!(client_by(&["unknown"]), "10.0.0.1");
        assert_eq!(client_by(&["203.0.113.7, nonsense, 10.2.3.4"]), "10.2.3.4");
        assert_eq!(client_by(&["10.9.9.9, 10.2.3.4"]), "10.9.9.9");
    }

    #[test]
    fn an_id_is_taken_only_when_it_is_harmless() {
        let given = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(X_REQUEST_ID, HeaderValue::from_str(text).unwrap());
            RequestId::given(&headers).map(|id| id.to_string())
        };
        assert_eq!(given("af-1.b_2").as_deref(), Some("af-1.b_2"));
        assert_eq!(given("<script>"), None);
        assert_eq!(given(""), None);
        assert_eq!(given(&"a".repeat(65)), None);
        assert_eq!(RequestId::generate().as_str().len(), 16);
    }
}
