//! The database goes away and comes back.

use std::io;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use broadsheet::commands::Setting;
use broadsheet::db::DatabaseUrl;
use broadsheet::followers;

use crate::support::{Backend, TestDatabase, backend, on_both_databases, spawn_on, spawn_with};

#[apply(on_both_databases)]
async fn without_a_database_readers_get_what_was_kept() {
    if backend() == Backend::Sqlite {
        return;
    }
    let database = Arc::new(TestDatabase::new());
    let DatabaseUrl::Postgres(url) = &database.url else { unreachable!("on PostgreSQL") };
    let wire = Wire::to(url);
    let portal = spawn_on(database.clone(), |config| {
        config.database = DatabaseUrl::Postgres(wire.url.clone());
    })
    .await;
    let (kept, moved) = (portal.article("fuel-prices").insert(), portal.article("rain").insert());
    let (unread, withdrawn) = (portal.article("snow").insert(), portal.article("wrong").insert());
    let _followers = followers::start(portal.app.clone()).expect("a thread");
    for article in [&kept, &moved, &withdrawn] {
        assert_eq!(portal.get(&article.path).await.status(), 200);
    }
    // What shows a withdrawn story, its headline in a list for one, is no reserve.
    portal.withdraw(withdrawn.story, &[]);
    for article in [&kept, &moved] {
        assert_eq!(portal.get(&article.path).await.status(), 200);
    }
    portal.correct(&moved, "It was Monday.");

    wire.cut();
    let began = Instant::now();
    // As soon as this process can't know any more what others change, it says how old a page is.
    loop {
        let page = portal.get(&kept.path).await;
        assert_eq!(page.status(), 200);
        if !page.header("age").is_empty() {
            break;
        }
        assert!(began.elapsed() < Duration::from_secs(20), "nobody noticed");
        std::thread::yield_now();
    }
    let reserve = portal.get(&moved.path).await;
    assert_eq!((reserve.status(), reserve.header("age").is_empty()), (200, false));
    for article in [&unread, &withdrawn] {
        let page = portal.get(&article.path).await;
        assert_eq!(page.status(), 503, "{}", article.slug);
        assert!(!page.header("retry-after").is_empty());
        assert_eq!(page.header("cache-control"), "no-store");
    }

    wire.mend();
    let began = Instant::now();
    loop {
        let (page, new) = (portal.get(&moved.path).await, portal.get(&unread.path).await);
        if page.header("age").is_empty() && new.status() == 200 {
            assert!(page.text().contains("It was Monday."));
            break;
        }
        assert!(began.elapsed() < Duration::from_secs(30), "nobody came back");
        std::thread::yield_now();
    }
    assert_eq!(portal.get(&withdrawn.path).await.status(), 410);
}

#[apply(on_both_databases)]
async fn an_operator_is_told_why_a_page_is_what_it_is() {
    let portal = spawn_with(|config| {
        config.shared_cache_secs = 600;
        config.surrogate_header = "Surrogate-Key".to_owned();
    })
    .await;
    let article = portal.article("fuel-prices").insert();
    let why = || portal.request("GET", &article.path).header("broadsheet-why", "1").send();
    let made = why().await;
    assert_eq!(made.header("broadsheet-why"), "made and kept");
    let kept = why().await;
    assert_eq!(kept.header("broadsheet-why"), "kept");
    let noun = format!("article:{}", article.id);
    assert!(kept.header("broadsheet-nouns").split(' ').any(|shown| shown == noun));
    assert_eq!(kept.header("broadsheet-age"), "0");
    assert_eq!(kept.header("broadsheet-position"), kept.header("broadsheet-followed"));
    portal.set("mn", Setting::Tagline("Elsewhere".to_owned()));
    let later = why().await;
    assert_eq!(later.header("broadsheet-position"), kept.header("broadsheet-position"));
    assert_ne!(later.header("broadsheet-followed"), kept.header("broadsheet-followed"));
    // Readers aren't told; a cache in front of the portal is told what it needs.
    let page = portal.get(&article.path).await;
    assert_eq!(page.header("broadsheet-why"), "");
    assert!(page.header("surrogate-key").split(' ').any(|shown| shown == noun));
    let caching = page.header("cache-control");
    for part in ["max-age=0", "s-maxage=600", "stale-while-revalidate", "stale-if-error"] {
        assert!(caching.contains(part), "{caching}");
    }
    assert_eq!(portal.get("/en/nothing/").await.header("cache-control"), "no-store");
}

/// A wire to PostgreSQL that can be cut.
struct Wire {
    url: String,
    is_cut: Arc<AtomicBool>,
    open: Arc<Mutex<Vec<TcpStream>>>,
}

impl Wire {
    fn to(url: &str) -> Wire {
        let server: url::Url = url.parse().expect("a URL");
        let host = server.host_str().unwrap_or("127.0.0.1").to_owned();
        let port = server.port().unwrap_or(5432);
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let here: SocketAddr = listener.local_addr().expect("its address");
        let mut url = server.clone();
        url.set_host(Some("127.0.0.1")).expect("a host");
        url.set_port(Some(here.port())).expect("a port");
        let is_cut = Arc::new(AtomicBool::new(false));
        let open: Arc<Mutex<Vec<TcpStream>>> = Arc::default();
        let (cut, streams) = (is_cut.clone(), open.clone());
        std::thread::spawn(move || {
            for near in listener.incoming() {
                let Ok(near) = near else { return };
                if cut.load(Ordering::SeqCst) {
                    continue;
                }
                let Ok(far) = TcpStream::connect((host.as_str(), port)) else { continue };
                let pairs = [(&near, &far), (&far, &near)];
                for (from, to) in pairs {
                    let (Ok(mut from), Ok(mut to)) = (from.try_clone(), to.try_clone()) else {
                        continue;
                    };
                    std::thread::spawn(move || {
                        let _ = io::copy(&mut from, &mut to);
                        let _ = to.shutdown(Shutdown::Both);
                    });
                }
                streams.lock().expect("the list").extend([near, far]);
            }
        });
        Wire { url: url.to_string(), is_cut, open }
    }

    fn cut(&self) {
        self.is_cut.store(true, Ordering::SeqCst);
        for stream in self.open.lock().expect("the list").drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    fn mend(&self) {
        self.is_cut.store(false, Ordering::SeqCst);
    }
}
