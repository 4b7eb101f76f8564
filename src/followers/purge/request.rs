//! The request that an operator has configured.

use std::error::Error;
use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Client, Method};

use crate::config::Config;

/// How long a request may take.
const TIMEOUT: Duration = Duration::from_secs(10);

/// In `purge_body`, the place of the keys as a JSON array.
const KEYS: &str = "{keys}";

/// Asks a cache in front of the portal to forget what shows some nouns.
#[derive(Debug)]
pub struct Purger {
    client: Client,
    url: String,
    method: Method,
    /// Which header carries the keys, with spaces between them.
    header: Option<HeaderName>,
    body: String,
    /// By which the cache knows that we may.
    token: Option<(HeaderName, HeaderValue)>,
    /// Keys a request, at most.
    keys: usize,
}

/// Why a cache wasn't purged.
#[derive(Debug, thiserror::Error)]
pub enum PurgerError {
    /// The settings don't say where the keys go.
    #[error("purge_url is set, but neither purge_header nor purge_body with `{{keys}}`")]
    NoPlace,
    /// The settings can't be made a request.
    #[error("{0} cannot be used")]
    Setting(&'static str),
    /// It can't be reached.
    #[error("the cache cannot be reached: {0}")]
    Unreachable(String),
    /// It says no.
    #[error("the cache answers with status {0}")]
    Refused(u16),
}

impl Purger {
    /// What the settings describe; `None` where nothing is to be purged.
    ///
    /// # Errors
    ///
    /// The settings don't make a request.
    pub fn new(config: &Config) -> Result<Option<Purger>, PurgerError> {
        let Some(url) = &config.purge_url else { return Ok(None) };
        let header = match config.purge_header.as_str() {
            "" => None,
            name => Some(name.parse().map_err(|_| PurgerError::Setting("purge_header"))?),
        };
        if header.is_none() && !config.purge_body.contains(KEYS) {
            return Err(PurgerError::NoPlace);
        }
        let token = match &config.purge_token {
            None => None,
            Some(token) => Some(header_line(token).ok_or(PurgerError::Setting("purge_token"))?),
        };
        let client = Client::builder()
            .redirect(Policy::none())
            // Long pauses lie between two changes: a connection from before may be dead.
            .pool_max_idle_per_host(0)
            .timeout(TIMEOUT)
            .user_agent(concat!("Broadsheet/", env!("CARGO_PKG_VERSION")))
            .build();
        Ok(Some(Purger {
            client: client.map_err(|error| PurgerError::Unreachable(error.to_string()))?,
            url: url.clone(),
            method: config
                .purge_method
                .parse()
                .map_err(|_| PurgerError::Setting("purge_method"))?,
            header,
            body: config.purge_body.clone(),
            token,
            keys: usize::try_from(config.purge_keys).unwrap_or(1).max(1),
        }))
    }

    /// Has everything forgotten that shows one of `keys`, in as many requests as it takes.
    ///
    /// # Errors
    ///
    /// One of the requests failed; what the others purged may be purged again.
    pub async fn purge(&self, keys: &[String]) -> Result<(), PurgerError> {
        for keys in keys.chunks(self.keys) {
            self.send(keys).await?;
        }
        Ok(())
    }

    async fn send(&self, keys: &[String]) -> Result<(), PurgerError> {
        let mut request = self.client.request(self.method.clone(), &self.url);
        if let Some(name) = &self.header {
            request = request.header(name, keys.join(" "));
        }
        if let Some((name, value)) = &self.token {
            request = request.header(name, value);
        }
        if !self.body.is_empty() {
            let list = serde_json::to_string(keys).unwrap_or_default();
            request = request
                .header(CONTENT_TYPE, "application/json")
                .body(self.body.replace(KEYS, &list));
        }
        let answer = request.send().await.map_err(|error| unreachable(&error))?;
        match answer.status() {
            status if status.is_success() => Ok(()),
            status => Err(PurgerError::Refused(status.as_u16())),
        }
    }
}

/// `Name: value`; the value is never printed.
fn header_line(text: &str) -> Option<(HeaderName, HeaderValue)> {
    let (name, value) = text.split_once(':')?;
    let mut value = HeaderValue::from_str(value.trim()).ok()?;
    value.set_sensitive(true);
    Some((name.trim().parse().ok()?, value))
}

/// The last reason is the system's own; the address, which may hold a secret, is left out.
fn unreachable(error: &reqwest::Error) -> PurgerError {
    let mut reason: &dyn Error = error;
    while let Some(source) = reason.source() {
        reason = source;
    }
    let words =
        if error.is_timeout() { "it takes too long".to_owned() } else { reason.to_string() };
    PurgerError::Unreachable(words)
}
