//! Photos in S3-compatible storage.
//!
//! ```text
//! sign.rs  by whom a request is, and that nobody changed it
//! ```

mod sign;

use std::error::Error;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, Method, Response, StatusCode};
use tokio::runtime::{Builder, Runtime};
use url::Url;

use self::sign::Signer;
use super::MediaError;

/// How long a request may take; a photo is 25 MB at most.
const TIMEOUT: Duration = Duration::from_secs(30);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);

/// What goes wrong for a moment is tried so often, with so long between: a reader waits.
const TRIES: u32 = 3;
const PAUSE: Duration = Duration::from_millis(100);

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
    client: Client,
    /// With a slash at its end.
    url: Url,
    signer: Signer,
    /// Taken only when this is dropped.
    runtime: Option<Runtime>,
}

impl Bucket {
    /// The bucket at `place`, which isn't asked yet.
    pub fn open(place: &BucketPlace) -> Result<Bucket, MediaError> {
        let wrong = |reason: &dyn ToString| MediaError::Unreachable(reason.to_string());
        let endpoint = match &place.endpoint {
            Some(endpoint) => endpoint.trim_end_matches('/').to_owned(),
            None => format!("https://s3.{}.amazonaws.com", place.region),
        };
        let slash = if place.prefix.is_empty() { "" } else { "/" };
        let url = format!("{endpoint}/{}/{}{slash}", place.bucket, place.prefix);
        let client = Client::builder()
            .redirect(Policy::none())
            .timeout(TIMEOUT)
            .connect_timeout(CONNECT_TIMEOUT)
            .user_agent(concat!("Broadsheet/", env!("CARGO_PKG_VERSION")))
            .build();
        Ok(Bucket {
            client: client.map_err(|error| wrong(&error))?,
            url: url.parse().map_err(|error| wrong(&error))?,
            signer: Signer::new(&place.region, &place.key_id, &place.secret),
            runtime: Some(Builder::new_current_thread().enable_all().build()?),
        })
    }

    /// The bytes under a name; `None` when there are none.
    pub fn get(&self, name: &str) -> Result<Option<Vec<u8>>, MediaError> {
        self.run(async {
            let Some(answer) = self.ask(Method::GET, name, &[]).await? else { return Ok(None) };
            let bytes = answer.bytes().await.map_err(|error| unreachable(&error))?;
            Ok(Some(bytes.to_vec()))
        })
    }

    /// How many bytes are under a name; `None` when there are none.
    pub fn find(&self, name: &str) -> Result<Option<u64>, MediaError> {
        self.run(async {
            let answer = self.ask(Method::HEAD, name, &[]).await?;
            let length = |answer: Response| {
                let length = answer.headers().get("content-length")?.to_str().ok()?;
                length.parse().ok()
            };
            Ok(answer.and_then(length))
        })
    }

    /// Writes bytes under a name.
    pub fn put(&self, name: &str, bytes: &[u8]) -> Result<(), MediaError> {
        match self.run(self.ask(Method::PUT, name, bytes))? {
            Some(_) => Ok(()),
            None => Err(MediaError::Unreachable("there is no such bucket".to_owned())),
        }
    }

    /// Writes something, reads it and takes it away again.
    pub fn check(&self) -> Result<(), MediaError> {
        let name = format!("partial/check-{:016x}", rand::random::<u64>());
        self.put(&name, b"check")?;
        let found = self.get(&name)?;
        self.run(self.ask(Method::DELETE, &name, &[]))?;
        match found.as_deref() {
            Some(b"check") => Ok(()),
            _ => Err(MediaError::Unreachable("what was written can't be read".to_owned())),
        }
    }

    /// The answer to a request; `None`: there is nothing of that name.
    async fn ask(
        &self,
        method: Method,
        name: &str,
        bytes: &[u8],
    ) -> Result<Option<Response>, MediaError> {
        let joined = self.url.join(name);
        let url = joined.map_err(|error| MediaError::Unreachable(error.to_string()))?;
        let mut tries = 0;
        loop {
            tries += 1;
            let request = self.client.request(method.clone(), url.clone());
            let signed = self.signer.sign(method.as_str(), &url, bytes, chrono::Utc::now());
            let request =
                signed.into_iter().fold(request, |it, (name, value)| it.header(name, value));
            let answer = request.body(bytes.to_vec()).send().await;
            let problem = match answer {
                Ok(answer) if answer.status().is_success() => return Ok(Some(answer)),
                Ok(answer) if answer.status() == StatusCode::NOT_FOUND => return Ok(None),
                Ok(answer) => {
                    let status = answer.status();
                    let refused = MediaError::Unreachable(format!("it answers with {status}"));
                    if !status.is_server_error() {
                        return Err(refused);
                    }
                    refused
                }
                Err(error) => unreachable(&error),
            };
            if tries == TRIES {
                return Err(problem);
            }
            tokio::time::sleep(PAUSE * tries).await;
        }
    }

    /// Waits for an answer, also where this thread runs another runtime.
    fn run<T: Send>(
        &self,
        request: impl Future<Output = Result<T, MediaError>> + Send,
    ) -> Result<T, MediaError> {
        let gone = || MediaError::Unreachable("the program ends".to_owned());
        let runtime = self.runtime.as_ref().ok_or_else(gone)?;
        let answer = std::thread::scope(|scope| scope.spawn(|| runtime.block_on(request)).join());
        answer.unwrap_or_else(|_| Err(gone()))
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
fn unreachable(error: &reqwest::Error) -> MediaError {
    if error.is_timeout() {
        return MediaError::Unreachable("it takes too long".to_owned());
    }
    let mut reason: &dyn Error = error;
    while let Some(source) = reason.source() {
        reason = source;
    }
    MediaError::Unreachable(reason.to_string())
}
