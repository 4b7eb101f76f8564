//! Photos in S3-compatible storage.
//!
//! ```text
//! hashes.rs  what requests are signed with
//! ```

mod hashes;

use std::sync::Arc;
use std::time::Duration;

use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::client::{HttpError, HttpErrorKind};
use object_store::path::Path;
use object_store::{BackoffConfig, ClientOptions, Error, ObjectStoreExt, RetryConfig};
use reqwest::header::HeaderValue;
use tokio::runtime::{Builder, Runtime};

use self::hashes::Hashes;
use super::MediaError;

/// How long a request may take; a photo is 25 MB at most.
const TIMEOUT: Duration = Duration::from_secs(30);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);

/// What goes wrong for a moment is tried again so often, with at most so long between, and not when
/// it took so long to go wrong: a reader waits.
const RETRIES: usize = 2;
const LONGEST_PAUSE: Duration = Duration::from_millis(300);
const RETRY_WITHIN: Duration = Duration::from_secs(10);

/// How much of a reason is told; storages answer with a page of XML.
const REASON_CHARS: usize = 300;

/// Where a bucket is, and by which name and secret it is used.
#[derive(Clone)]
pub struct BucketPlace {
    /// Its name.
    pub bucket: String,
    /// What names in it begin with; without a slash at its ends.
    pub prefix: String,
    /// `None`: Amazon's own, by its region.
    pub endpoint: Option<String>,
    /// `us-east-1` where nobody cares.
    pub region: String,
    /// The access key.
    pub key_id: String,
    /// Its secret.
    pub secret: String,
}

/// A bucket. What is written is there as a whole or not at all.
///
/// Blocks, from whatever thread: requests run on a runtime of their own.
#[derive(Debug)]
pub struct Bucket {
    store: AmazonS3,
    prefix: String,
    /// Taken only when this is dropped.
    runtime: Option<Runtime>,
}

impl Bucket {
    /// The bucket at `place`, which isn't asked yet.
    pub fn open(place: &BucketPlace) -> Result<Bucket, MediaError> {
        let is_plain = place.endpoint.as_ref().is_some_and(|it| it.starts_with("http://"));
        let name = HeaderValue::from_static(concat!("Broadsheet/", env!("CARGO_PKG_VERSION")));
        let client = ClientOptions::new()
            .with_allow_http(is_plain)
            .with_timeout(TIMEOUT)
            .with_connect_timeout(CONNECT_TIMEOUT)
            .with_user_agent(name);
        let backoff = BackoffConfig { max_backoff: LONGEST_PAUSE, ..BackoffConfig::default() };
        let retry = RetryConfig { backoff, max_retries: RETRIES, retry_timeout: RETRY_WITHIN };
        let mut store = AmazonS3Builder::new()
            .with_client_options(client)
            .with_retry(retry)
            .with_crypto_provider(Arc::new(Hashes))
            // Not every storage takes a list of what to delete.
            .with_disable_bulk_delete(true)
            .with_bucket_name(&place.bucket)
            .with_region(&place.region)
            .with_access_key_id(&place.key_id)
            .with_secret_access_key(&place.secret);
        if let Some(endpoint) = &place.endpoint {
            store = store.with_endpoint(endpoint);
        }
        Ok(Bucket {
            store: store.build().map_err(|error| unreachable(&error))?,
            prefix: place.prefix.clone(),
            runtime: Some(Builder::new_current_thread().enable_all().build()?),
        })
    }

    /// The bytes under a name; `None` when there are none.
    pub fn get(&self, name: &str) -> Result<Option<Vec<u8>>, MediaError> {
        let path = self.path(name);
        self.run(async { self.store.get(&path).await?.bytes().await.map(|bytes| bytes.to_vec()) })
    }

    /// How many bytes are under a name; `None` when there are none.
    pub fn find(&self, name: &str) -> Result<Option<u64>, MediaError> {
        let path = self.path(name);
        self.run(async { Ok(self.store.head(&path).await?.size) })
    }

    /// Writes bytes under a name.
    pub fn put(&self, name: &str, bytes: &[u8]) -> Result<(), MediaError> {
        let path = self.path(name);
        match self.run(self.store.put(&path, bytes.to_vec().into()))? {
            Some(_) => Ok(()),
            None => Err(MediaError::Unreachable("there is no such bucket".to_owned())),
        }
    }

    /// Writes something, reads it and takes it away again.
    pub fn check(&self) -> Result<(), MediaError> {
        let name = format!("partial/check-{:016x}", rand::random::<u64>());
        self.put(&name, b"check")?;
        let found = self.get(&name)?;
        self.run(self.store.delete(&self.path(&name)))?;
        match found.as_deref() {
            Some(b"check") => Ok(()),
            _ => Err(MediaError::Unreachable("what was written can't be read".to_owned())),
        }
    }

    fn path(&self, name: &str) -> Path {
        Path::from(format!("{}/{name}", self.prefix))
    }

    /// Waits for an answer, also where this thread runs another runtime; `None`: there is nothing
    /// of that name.
    fn run<T: Send>(
        &self,
        request: impl Future<Output = object_store::Result<T>> + Send,
    ) -> Result<Option<T>, MediaError> {
        let gone = || MediaError::Unreachable("the program ends".to_owned());
        let runtime = self.runtime.as_ref().ok_or_else(gone)?;
        let answer = std::thread::scope(|scope| scope.spawn(|| runtime.block_on(request)).join());
        match answer.map_err(|_| gone())? {
            Ok(found) => Ok(Some(found)),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(unreachable(&error)),
        }
    }
}

impl Drop for Bucket {
    fn drop(&mut self) {
        // The usual way waits, which a thread that runs another runtime mustn't.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// The innermost reason; those around it repeat the address.
fn unreachable(error: &Error) -> MediaError {
    let mut reason: &dyn std::error::Error = error;
    while let Some(source) = reason.source() {
        let http = source.downcast_ref::<HttpError>();
        if http.is_some_and(|error| error.kind() == HttpErrorKind::Timeout) {
            return MediaError::Unreachable("it takes too long".to_owned());
        }
        reason = source;
    }
    let words = reason.to_string();
    let words: Vec<&str> = words.split_whitespace().collect();
    MediaError::Unreachable(words.join(" ").chars().take(REASON_CHARS).collect())
}
