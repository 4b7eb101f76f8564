//! A storage that speaks S3: one bucket, in memory, for who signs with its key.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::support::{Portal, spawn_with};

/// A storage of one bucket.
#[derive(Default)]
pub struct Stored {
    pub objects: BTreeMap<String, Vec<u8>>,
    /// Method and name of each request.
    pub requests: Vec<String>,
    pub is_down: bool,
    /// The next request is refused, the one after it is not.
    pub is_slow_once: bool,
}

pub struct Storage {
    pub address: SocketAddr,
    stored: Arc<Mutex<Stored>>,
}

impl Storage {
    pub fn start() -> Storage {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("its address");
        let stored: Arc<Mutex<Stored>> = Arc::default();
        let shared = stored.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = shared.clone();
                std::thread::spawn(move || while answer(&stream, &shared).is_some() {});
            }
        });
        Storage { address, stored }
    }

    pub fn stored(&self) -> MutexGuard<'_, Stored> {
        self.stored.lock().expect("no other thread panics")
    }

    pub fn names(&self) -> Vec<String> {
        self.stored().objects.keys().cloned().collect()
    }

    /// How often it was asked since the last time.
    pub fn asked(&self) -> usize {
        std::mem::take(&mut self.stored().requests).len()
    }

    pub async fn portal(&self) -> Portal {
        spawn_with(|config| {
            config.media_bucket = Some(("news".to_owned(), "photos".to_owned()));
            config.media_endpoint = Some(format!("http://{}", self.address));
            config.media_region = "eu-test-1".to_owned();
            config.media_key_id = "the-key".to_owned();
            config.media_secret = "the-secret".to_owned();
        })
        .await
    }
}

/// Answers one request; `None` when there is no other.
fn answer(mut stream: &TcpStream, stored: &Mutex<Stored>) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while reader.read_line(&mut head).ok()? > 2 {}
    if head.is_empty() {
        return None;
    }
    let header = |name: &str| {
        let line = head.lines().find_map(|line| {
            let (key, value) = line.split_once(": ")?;
            key.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        });
        line.unwrap_or_default()
    };
    let mut body = vec![0; header("content-length").parse().unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    let is_signed = is_signed(&head, &header, &body);
    let mut words = head.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let name = target.strip_prefix("/news/").unwrap_or_default().to_owned();

    let mut stored = stored.lock().expect("no other thread panics");
    stored.requests.push(format!("{method} {name}"));
    let (status, sent) = match method.as_str() {
        _ if std::mem::take(&mut stored.is_slow_once) => ("503 Slow Down", Vec::new()),
        _ if stored.is_down => ("503 Slow Down", Vec::new()),
        _ if !is_signed => ("403 Forbidden", Vec::new()),
        "PUT" => {
            stored.objects.insert(name, body);
            ("200 OK", Vec::new())
        }
        "GET" | "HEAD" => match stored.objects.get(&name) {
            Some(bytes) => ("200 OK", bytes.clone()),
            None => ("404 Not Found", Vec::new()),
        },
        "DELETE" => {
            stored.objects.remove(&name);
            ("204 No Content", Vec::new())
        }
        _ => ("405 Method Not Allowed", Vec::new()),
    };
    drop(stored);
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-length: {}\r\netag: \"1\"\r\n\
         last-modified: Mon, 04 May 2026 06:00:00 GMT\r\n\r\n",
        sent.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    if method != "HEAD" {
        stream.write_all(&sent).ok()?;
    }
    Some(())
}

/// Whether the request is what its signature is of: AWS Signature Version 4, written down a second
/// time from Amazon's description (Authenticating Requests: Using the Authorization Header).
fn is_signed(head: &str, header: &impl Fn(&str) -> String, body: &[u8]) -> bool {
    let authorization = header("authorization");
    let part = |name: &str| {
        let (_, rest) = authorization.split_once(&format!("{name}=")).unwrap_or_default();
        rest.split(',').next().unwrap_or_default().to_owned()
    };
    let content = hex(&Sha256::digest(body));
    let instant = header("x-amz-date");
    let scope = format!("{}/eu-test-1/s3/aws4_request", instant.get(..8).unwrap_or_default());
    let names = part("SignedHeaders");
    let headers: String = names.split(';').map(|it| format!("{it}:{}\n", header(it))).collect();
    let mut words = head.split(' ');
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let request = format!("{method}\n{path}\n\n{headers}\n{names}\n{content}");
    let request = hex(&Sha256::digest(request));
    let to_sign = format!("AWS4-HMAC-SHA256\n{instant}\n{scope}\n{request}");
    let first = b"AWS4the-secret".to_vec();
    let key = scope.split('/').fold(first, |key, word| mac(&key, word));
    names.contains("host;x-amz-content-sha256;x-amz-date")
        && header("x-amz-content-sha256") == content
        && part("Credential") == format!("the-key/{scope}")
        && part("Signature") == hex(&mac(&key, &to_sign))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn mac(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}
