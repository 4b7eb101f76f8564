//! Pictures of other sites, fetched for an editor.
//!
//! An address comes from a page that somebody pasted, so it may lead anywhere: to this machine, to
//! its neighbours, to what tells a cloud's machines their secrets. Only public addresses are asked
//! (`addresses.rs`), and those that a name stands for are looked up once: what was checked is what
//! is connected to. Redirects are followed by hand, each checked like the first. No cookies, no
//! proxy, no more bytes than a photo may have, and no more time than was given.

mod addresses;

use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::time::Duration;

use actix_web::http::header;
use actix_web::rt::time::timeout;
use ipnet::IpNet;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use url::{Host, Url};

/// Redirects that are followed.
const MOST_REDIRECTS: usize = 3;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// What is asked for: what the library takes, and what a site may make of it.
const ACCEPT: &str = "image/avif,image/webp,image/png,image/jpeg;q=0.9";

/// How far fetching may go.
#[derive(Debug, Clone)]
pub struct Bounds {
    pub max_bytes: u64,
    pub timeout: Duration,
    /// Private networks that may be asked all the same.
    pub networks: Vec<IpNet>,
}

/// Why nothing was fetched.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    #[error("`{0}` is no address on the web")]
    NoAddress(String),
    #[error("`{0}` leads into a private network")]
    Private(String),
    #[error("{host} cannot be reached")]
    Unreachable { host: String, source: reqwest::Error },
    #[error("{host} answers with status {status}")]
    Refused { host: String, status: u16 },
    #[error("{0} sends from one address to another too often")]
    TooManyRedirects(String),
    #[error("the file is over the limit of {0} bytes")]
    TooManyBytes(u64),
    #[error("{0} takes too long")]
    TooSlow(String),
}

/// The bytes at an address on the web.
///
/// # Errors
///
/// Why there are none: see [`FetchError`].
pub async fn fetch(address: &str, bounds: &Bounds) -> Result<Vec<u8>, FetchError> {
    let url = web_address(address).ok_or_else(|| FetchError::NoAddress(address.to_owned()))?;
    let host = host(&url);
    match timeout(bounds.timeout, follow(url, bounds)).await {
        Ok(fetched) => fetched,
        Err(_) => Err(FetchError::TooSlow(host)),
    }
}

/// An address that may be asked: the web's, and without somebody's name and password.
fn web_address(address: &str) -> Option<Url> {
    let url = Url::parse(address.trim()).ok()?;
    let is_web = matches!(url.scheme(), "http" | "https") && url.host().is_some();
    (is_web && url.username().is_empty() && url.password().is_none()).then_some(url)
}

fn host(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}

async fn follow(mut url: Url, bounds: &Bounds) -> Result<Vec<u8>, FetchError> {
    let client = client(bounds).map_err(|source| unreachable(&url, source))?;
    for _ in 0..=MOST_REDIRECTS {
        check_number(&url, &bounds.networks)?;
        let request = client.get(url.clone()).header(header::ACCEPT.as_str(), ACCEPT);
        let answer = request.send().await.map_err(|source| unreachable(&url, source))?;
        let status = answer.status();
        if !status.is_redirection() {
            return match status.is_success() {
                true => read(answer, &url, bounds.max_bytes).await,
                false => Err(FetchError::Refused { host: host(&url), status: status.as_u16() }),
            };
        }
        let next = answer.headers().get(header::LOCATION.as_str());
        let next = next.and_then(|next| url.join(next.to_str().ok()?).ok());
        url = next
            .and_then(|next| web_address(next.as_str()))
            .ok_or_else(|| FetchError::Refused { host: host(&url), status: status.as_u16() })?;
    }
    Err(FetchError::TooManyRedirects(host(&url)))
}

fn client(bounds: &Bounds) -> Result<Client, reqwest::Error> {
    Client::builder()
        .dns_resolver(Arc::new(Checked { networks: bounds.networks.clone() }))
        .redirect(Policy::none())
        .no_proxy()
        .referer(false)
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(bounds.timeout)
        .pool_max_idle_per_host(0)
        .user_agent(concat!("Broadsheet/", env!("CARGO_PKG_VERSION")))
        .build()
}

/// A host that is a number is looked up by nobody.
fn check_number(url: &Url, networks: &[IpNet]) -> Result<(), FetchError> {
    let number: IpAddr = match url.host() {
        Some(Host::Ipv4(number)) => number.into(),
        Some(Host::Ipv6(number)) => number.into(),
        _ => return Ok(()),
    };
    if addresses::may_be_asked(number, networks) {
        Ok(())
    } else {
        Err(FetchError::Private(host(url)))
    }
}

async fn read(mut answer: Response, url: &Url, most: u64) -> Result<Vec<u8>, FetchError> {
    if answer.content_length().is_some_and(|length| length > most) {
        return Err(FetchError::TooManyBytes(most));
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(|source| unreachable(url, source))? {
        if (bytes.len() + chunk.len()) as u64 > most {
            return Err(FetchError::TooManyBytes(most));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn unreachable(url: &Url, source: reqwest::Error) -> FetchError {
    let host = host(url);
    let mut reason: Option<&dyn std::error::Error> = Some(&source);
    while let Some(error) = reason {
        if error.is::<PrivateError>() {
            return FetchError::Private(host);
        }
        reason = error.source();
    }
    if source.is_timeout() {
        return FetchError::TooSlow(host);
    }
    FetchError::Unreachable { host, source }
}

/// Looks names up, and gives no address away that may not be asked.
struct Checked {
    networks: Vec<IpNet>,
}

#[derive(Debug, thiserror::Error)]
#[error("the name stands for an address of a private network")]
struct PrivateError;

impl Resolve for Checked {
    fn resolve(&self, name: Name) -> Resolving {
        let networks = self.networks.clone();
        Box::pin(async move {
            let name = name.as_str().to_owned();
            let look_up = move || (name.as_str(), 0).to_socket_addrs().map(Iterator::collect);
            let found = actix_web::rt::task::spawn_blocking(look_up).await;
            let found: Vec<SocketAddr> = found.map_err(io::Error::other).flatten()?;
            // A name that stands for both has nothing good in mind.
            if !found.iter().all(|found| addresses::may_be_asked(found.ip(), &networks)) {
                return Err(PrivateError.into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_on_the_web_are_asked() {
        for good in ["https://a.example/b.jpg", " http://a.example:8080/?b ", "http://[2606::1]/"] {
            assert!(web_address(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "file:///etc/passwd",
            "ftp://a.example/",
            "data:image/png;base64,AA==",
            "//a.example/b.jpg",
            "b.jpg",
            "https://bat:secret@a.example/",
            "javascript:alert(1)",
        ] {
            assert!(web_address(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn hosts_that_are_numbers_are_checked_however_they_are_written() {
        let check = |url: &str| check_number(&web_address(url).unwrap(), &[]);
        for private in [
            "http://127.1/",
            "http://2130706433/",
            "http://0x7f.0.0.1/",
            "http://017700000001/",
            "http://0/",
            "http://[::1]/",
            "http://[::ffff:10.0.0.1]/",
            "http://169.254.169.254/latest/meta-data/",
            "http://１２７.0.0.1/",
        ] {
            assert!(matches!(check(private), Err(FetchError::Private(_))), "{private}");
        }
        assert!(check("http://93.184.215.14/").is_ok());
        assert!(check("http://localhost/").is_ok(), "a name is checked where it is looked up");
    }
}
