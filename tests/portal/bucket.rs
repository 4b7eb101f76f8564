//! Photos in S3-compatible storage.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};

use broadsheet::media::{Bucket, MediaStore};
use broadsheet::model::Role;
use sha2::{Digest, Sha256};

use crate::support::{Portal, on_both_databases, picture, spawn_with};

/// A storage of one bucket.
#[derive(Default)]
struct Stored {
    objects: BTreeMap<String, Vec<u8>>,
    /// Method and name of each request.
    requests: Vec<String>,
    is_down: bool,
}

struct Storage {
    address: SocketAddr,
    stored: Arc<Mutex<Stored>>,
}

impl Storage {
    fn start() -> Storage {
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

    fn stored(&self) -> MutexGuard<'_, Stored> {
        self.stored.lock().expect("no other thread panics")
    }

    fn names(&self) -> Vec<String> {
        self.stored().objects.keys().cloned().collect()
    }

    /// How often it was asked since the last time.
    fn asked(&self) -> usize {
        std::mem::take(&mut self.stored().requests).len()
    }

    async fn portal(&self) -> Portal {
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
    let mut words = head.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let name = target.strip_prefix("/news/").unwrap_or_default().to_owned();

    let mut stored = stored.lock().expect("no other thread panics");
    stored.requests.push(format!("{method} {name}"));
    // AWS Signature Version 4: by whom, for what, and of which bytes.
    let signed = header("authorization");
    let hash: String = Sha256::digest(&body).iter().map(|byte| format!("{byte:02x}")).collect();
    let is_signed = signed.starts_with("AWS4-HMAC-SHA256 Credential=the-key/")
        && signed.contains("/eu-test-1/s3/aws4_request")
        && signed.rsplit("Signature=").next().is_some_and(|signature| signature.len() == 64)
        && !header("x-amz-date").is_empty()
        && (method != "PUT" || header("x-amz-content-sha256") == hash);
    let (status, sent) = match method.as_str() {
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

#[apply(on_both_databases)]
async fn photos_are_in_the_bucket_and_readers_get_them() {
    let storage = Storage::start();
    let portal = storage.portal().await;
    let article = portal.article("fuel-prices").photo("harbour").insert();
    let names = storage.names();
    let [original] = names.as_slice() else { panic!("{names:?}") };
    let key = original.rsplit('/').next().unwrap().to_owned();
    assert_eq!(*original, format!("photos/originals/{}/{key}", &key[..2]));
    assert!(!portal.app.config.media_dir().join("originals").join(&key[..2]).exists());

    let path = format!("/media/{key}-320.jpg");
    let photo = portal.get(&path).await;
    assert_eq!((photo.status(), photo.header("content-type")), (200, "image/jpeg"));
    assert!(photo.header("cache-control").contains("immutable"));
    let rendition = format!("photos/renditions/{}/{key}-320.jpg", &key[..2]);
    assert_eq!(storage.stored().objects[&rendition], photo.bytes());
    // A second reader, a part of it, a page: nobody asks the storage.
    storage.asked();
    assert_eq!(portal.get(&path).await.bytes(), photo.bytes());
    let part = portal.request("GET", &path).header("range", "bytes=2-9").send().await;
    assert_eq!((part.status(), part.bytes()), (206, photo.bytes()[2..10].to_vec()));
    assert_eq!(portal.get(&article.path).await.status(), 200);
    assert_eq!(portal.get(&article.path).await.status(), 200);
    assert_eq!(storage.asked(), 0);

    // Another node has nothing nearby, and makes nothing again.
    let folder = portal.app.config.media_dir().join("renditions");
    std::fs::remove_dir_all(folder.join(&key[..2])).unwrap();
    assert_eq!(portal.get(&path).await.bytes(), photo.bytes());
    assert_eq!(storage.stored().requests, [format!("GET {rendition}")]);

    for unknown in ["0".repeat(32), "../../x".to_owned()] {
        assert_eq!(portal.get(&format!("/media/{unknown}-320.jpg")).await.status(), 404);
    }
    assert_eq!(portal.get(&format!("/media/{key}-321.jpg")).await.status(), 404);
}

#[apply(on_both_databases)]
async fn a_storage_that_fails_is_told_and_nothing_is_half_written() {
    let storage = Storage::start();
    let portal = storage.portal().await;
    portal.photo("harbour");
    let key = storage.names()[0].rsplit('/').next().unwrap().to_owned();
    assert_eq!(portal.get(&format!("/media/{key}-320.jpg")).await.status(), 200);

    storage.stored().is_down = true;
    // What is nearby is shown; the rest later.
    assert_eq!(portal.get(&format!("/media/{key}-320.jpg")).await.status(), 200);
    let later = portal.get(&format!("/media/{key}-400.jpg")).await;
    assert_eq!((later.status(), later.header("retry-after")), (503, "30"));
    assert_eq!(later.header("cache-control"), "no-store");
    let refused = portal.app.media.put(&picture(60, 40, [9, 9, 9])).unwrap_err().to_string();
    assert!(refused.starts_with("the storage of photos cannot be used: "), "{refused}");
    assert_eq!(storage.names().len(), 2);

    let admin = portal.sign_in_as(Role::Admin, &[]);
    let sky = picture(60, 40, [9, 9, 9]);
    let files = [("files", "sky.png", "image/png", sky.as_slice())];
    let page = admin.upload("/admin/media", &[("credit", "")], &files).await;
    assert!(page.text().contains("the storage of photos doesn’t answer"), "{}", page.text());
    storage.stored().is_down = false;
    assert_eq!(portal.get(&format!("/media/{key}-400.jpg")).await.status(), 200);
    assert!(portal.app.media.put(&picture(60, 40, [9, 9, 9])).is_ok());
}

#[test]
fn check_writes_reads_and_takes_away() {
    let storage = Storage::start();
    let place = |secret: &str| broadsheet::media::BucketPlace {
        bucket: "news".to_owned(),
        prefix: String::new(),
        endpoint: Some(format!("http://{}", storage.address)),
        region: "eu-test-1".to_owned(),
        key_id: secret.to_owned(),
        secret: "the-secret".to_owned(),
    };
    Bucket::open(&place("the-key")).unwrap().check().unwrap();
    assert!(storage.names().is_empty());
    assert!(Bucket::open(&place("another")).unwrap().check().is_err());
    let folder = tempfile::tempdir().unwrap();
    let store = MediaStore::open(folder.path()).unwrap();
    let store = store.in_bucket(Bucket::open(&place("the-key")).unwrap(), 1 << 20).unwrap();
    assert!(store.rendition(&"0".repeat(32), 320).unwrap().is_none());
}
