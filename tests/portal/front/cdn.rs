//! A cache that is purged by key.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use broadsheet::db::followers;
use broadsheet::followers::purge::{self, PurgeTask, Purger};

use crate::support::{Answer, Portal, Request, on_both_databases, spawn_with};

/// Keeps answers with their keys until it is told to forget them.
#[derive(Default)]
struct Kept {
    origin: Option<SocketAddr>,
    pages: HashMap<String, (Vec<u8>, Vec<String>)>,
    hits: usize,
    is_refusing: bool,
    refused: usize,
    /// The heads of requests to purge, with their bodies.
    purges: Vec<(String, String)>,
}

struct Cdn {
    address: SocketAddr,
    kept: Arc<Mutex<Kept>>,
}

impl Cdn {
    fn start() -> Cdn {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("its address");
        let kept: Arc<Mutex<Kept>> = Arc::default();
        let shared = kept.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                answer(stream, &shared);
            }
        });
        Cdn { address, kept }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().expect("no other thread panics")
    }

    async fn get(&self, path: &str) -> Answer {
        Request::new(self.address, "GET", path).send().await
    }

    fn has(&self, path: &str) -> bool {
        self.kept().pages.contains_key(path)
    }

    /// Waits until something is so.
    #[track_caller]
    fn wait(&self, what: &str, is_so: impl Fn(&Kept) -> bool) {
        let began = Instant::now();
        while !is_so(&self.kept()) {
            assert!(began.elapsed() < Duration::from_secs(30), "{what} never came about");
            std::thread::yield_now();
        }
    }
}

fn answer(mut stream: TcpStream, kept: &Mutex<Kept>) {
    let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
    let mut head = String::new();
    while reader.read_line(&mut head).is_ok_and(|read| read > 2) {}
    let header = |head: &str, name: &str| {
        let line = head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        });
        line.unwrap_or_default()
    };
    let mut body = vec![0; header(&head, "content-length").parse().unwrap_or(0)];
    reader.read_exact(&mut body).expect("a body");
    let (method, path) = {
        let mut words = head.split(' ');
        (words.next().unwrap_or_default().to_owned(), words.next().unwrap_or_default().to_owned())
    };
    if method != "GET" {
        let mut kept = kept.lock().expect("no other thread panics");
        let body = String::from_utf8(body).expect("text");
        if kept.is_refusing || header(&head, "fastly-key") != "secret" {
            kept.refused += 1;
            let _ = stream.write_all(b"HTTP/1.1 503 No\r\ncontent-length: 0\r\n\r\n");
            return;
        }
        let keys: Vec<String> = match serde_json::from_str::<serde_json::Value>(&body) {
            Ok(body) => serde_json::from_value(body["tags"].clone()).expect("a list"),
            Err(_) => header(&head, "surrogate-key").split(' ').map(str::to_owned).collect(),
        };
        kept.pages.retain(|_, (_, shown)| !shown.iter().any(|key| keys.contains(key)));
        kept.purges.push((head, body));
        drop(kept);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
        return;
    }
    let origin = {
        let mut kept = kept.lock().expect("no other thread panics");
        if let Some((page, _)) = kept.pages.get(&path).cloned() {
            kept.hits += 1;
            let _ = stream.write_all(&page);
            return;
        }
        kept.origin.expect("a portal")
    };
    let mut portal = TcpStream::connect(origin).expect("the portal listens");
    let request = format!("GET {path} HTTP/1.1\r\nhost: a.example\r\nconnection: close\r\n\r\n");
    portal.write_all(request.as_bytes()).expect("the portal reads");
    let mut page = Vec::new();
    portal.read_to_end(&mut page).expect("the portal answers");
    let text = String::from_utf8_lossy(&page).into_owned();
    let head = text.split("\r\n\r\n").next().unwrap_or_default();
    if header(head, "cache-control").contains("s-maxage") {
        let tags = header(head, "cache-tag");
        let keys = if tags.is_empty() { header(head, "surrogate-key") } else { tags };
        let keys: Vec<String> = keys.split([' ', ',']).map(str::to_owned).collect();
        assert!(keys.iter().any(|key| key == "settings:"), "{path} would outlive everything");
        kept.lock().expect("no other thread panics").pages.insert(path, (page.clone(), keys));
    }
    let _ = stream.write_all(&page);
}

fn purging(portal: &Portal) -> PurgeTask {
    let purger = Purger::new(&portal.app.config).expect("the settings").expect("a purger");
    purge::start(portal.app.clone(), purger).expect("a thread")
}

#[apply(on_both_databases)]
async fn a_cache_that_is_purged_shows_nothing_stale() {
    let cdn = Cdn::start();
    let portal = spawn_with(|config| {
        config.shared_cache_secs = 600;
        config.surrogate_header = "Surrogate-Key".to_owned();
        config.purge_url = Some(format!("http://{}/", cdn.address));
        config.purge_header = "Surrogate-Key".to_owned();
        config.purge_token = Some("Fastly-Key: secret".to_owned());
        config.purge_keys = 2;
    })
    .await;
    cdn.kept().origin = Some(portal.address());
    let article = portal.article("fuel-prices").insert();
    let other = portal.article("snow").edition("mn").insert();
    // Nobody knows what it has kept from before.
    let task = purging(&portal);
    cdn.wait("the first purge", |kept| !kept.purges.is_empty());
    assert!(cdn.kept().purges[0].0.to_lowercase().contains("surrogate-key: settings:\r\n"));
    // That one comes a second time.
    cdn.wait("the second purge", |kept| kept.purges.len() > 1);

    for path in [&article.path, &other.path, "/en/", "/en/feed.atom"] {
        assert_eq!(cdn.get(path).await.status(), 200);
        assert_eq!(cdn.get(path).await.status(), 200);
        assert!(cdn.has(path), "{path}");
    }
    assert_eq!(cdn.kept().hits, 4);
    portal.correct(&article, "It was Monday.");
    cdn.wait("a purge", |kept| !kept.pages.contains_key(&article.path));
    assert!(cdn.get(&article.path).await.text().contains("It was Monday."));
    assert!(cdn.has(&other.path), "it shows nothing that moved");
    let most = cdn.kept().purges.iter().map(|(head, _)| keys_in(head)).max();
    assert_eq!(most, Some(2), "no request has more keys than were asked for");

    // It refuses: that is noted once, and tried until it works. Nothing from before is to be purged
    // again, which would hide that this one is forgotten.
    wait_until_noted(&portal);
    cdn.kept().is_refusing = true;
    portal.correct(&article, "It was Tuesday.");
    cdn.wait("a second try", |kept| kept.refused > 1);
    let noted = portal.query(|conn| followers::find(conn, purge::NAME)).unwrap().unwrap();
    assert_eq!(noted.failure, "the cache answers with status 503");
    assert!(noted.failing_since.is_some());
    assert!(noted.position < portal.app.cache.position(), "noted before it is purged");
    cdn.kept().is_refusing = false;
    cdn.wait("a purge", |kept| !kept.pages.contains_key(&article.path));
    assert!(cdn.get(&article.path).await.text().contains("It was Tuesday."));

    // What changes while nobody purges is purged by whoever comes next.
    drop(task);
    assert_eq!(cdn.get(&article.path).await.status(), 200);
    portal.correct(&article, "It was Wednesday.");
    let _task = purging(&portal);
    cdn.wait("a purge", |kept| !kept.pages.contains_key(&article.path));
    assert!(cdn.get(&article.path).await.text().contains("It was Wednesday."));
    wait_until_noted(&portal);
}

/// Waits until everything is purged, as often as it must be, and that is noted.
fn wait_until_noted(portal: &Portal) {
    let (began, newest) = (Instant::now(), portal.app.cache.position());
    loop {
        let noted = portal.query(|conn| followers::find(conn, purge::NAME)).unwrap().unwrap();
        if noted.position == newest && noted.failing_since.is_none() {
            break;
        }
        assert!(began.elapsed() < Duration::from_secs(30), "{noted:?}");
        std::thread::yield_now();
    }
}

fn keys_in(head: &str) -> usize {
    let line = head
        .lines()
        .find_map(|line| line.to_lowercase().strip_prefix("surrogate-key:").map(str::to_owned));
    line.unwrap_or_default().split_whitespace().count()
}

#[apply(on_both_databases)]
async fn keys_go_into_a_body_where_the_cache_wants_them_there() {
    let cdn = Cdn::start();
    let portal = spawn_with(|config| {
        config.shared_cache_secs = 600;
        config.surrogate_header = "Cache-Tag".to_owned();
        config.purge_url = Some(format!("http://{}/purge_cache", cdn.address));
        config.purge_method = "POST".to_owned();
        config.purge_body = r#"{"tags":{keys}}"#.to_owned();
        config.purge_token = Some("Fastly-Key: secret".to_owned());
    })
    .await;
    cdn.kept().origin = Some(portal.address());
    let article = portal.article("fuel-prices").insert();
    let _task = purging(&portal);
    cdn.wait("two purges", |kept| kept.purges.len() > 1);
    assert_eq!(cdn.kept().purges[0].1, r#"{"tags":["settings:"]}"#);
    assert!(cdn.get(&article.path).await.header("cache-tag").contains(','));
    assert!(cdn.has(&article.path));
    portal.withdraw(article.story, &[]);
    cdn.wait("a purge", |kept| !kept.pages.contains_key(&article.path));
    assert_eq!(cdn.get(&article.path).await.status(), 410);
}

#[apply(on_both_databases)]
async fn what_nobody_would_purge_in_time_is_asked_for_each_time() {
    let portal = spawn_with(|config| {
        config.shared_cache_secs = 600;
        config.surrogate_header = "Surrogate-Key".to_owned();
    })
    .await;
    let article = portal.article("fuel-prices").insert();
    let is_shared =
        async |path: &str| portal.get(path).await.header("cache-control").contains("s-maxage=600");
    for _ in 0..2 {
        assert!(is_shared(&article.path).await && is_shared("/en/").await);
    }
    // It is never kept, so nobody knows what it shows.
    assert!(!is_shared("/en/?from=7").await);
    // The day ends sooner than what is in front would ask again.
    let (day, night) = ("2026-05-04 15:40", "2026-05-04 15:50");
    portal.clock.jump(day);
    assert!(is_shared("/zh-hans/").await);
    portal.clock.jump(night);
    assert!(!is_shared("/zh-hans/").await);
    let cold = portal.cold_twin();
    let page = cold.get(&article.path).await;
    assert_eq!(page.header("cache-control"), "public, max-age=0, must-revalidate");
}
