//! What an operator's monitoring reads.

use std::collections::BTreeSet;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use broadsheet::app::App;
use broadsheet::commands::Setting;
use broadsheet::metrics::scrape::{Stored, scrape};
use broadsheet::server;
use tokio::sync::oneshot;

use crate::support::{Request, on_both_databases, spawn, spawn_with};

/// The value of a sample, such as `broadsheet_requests_total{kind="home",status="2xx"}`.
#[track_caller]
fn sample(text: &str, name: &str) -> f64 {
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    line.unwrap_or_else(|| panic!("no {name} in\n{text}")).parse().expect("a number")
}

#[apply(on_both_databases)]
async fn requests_are_told_apart_by_kind_and_status() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").author("ann").insert();
    portal.get("/en/").await;
    portal.get("/en/").await;
    let tag = portal.get(&article.path).await.header("etag").to_owned();
    let again = portal.request("GET", &article.path).header("if-none-match", &tag).send().await;
    assert_eq!(again.status(), 304);
    for path in ["/en/by/ann", "/en/feed.atom", "/nowhere", "/-/live", "/admin", "/sitemap.xml"] {
        portal.get(path).await;
    }
    let text = scrape(&portal.app, Stored::ask(&portal.app));
    let requests = |labels: &str| sample(&text, &format!("broadsheet_requests_total{{{labels}}}"));
    assert_eq!(requests(r#"kind="home",status="2xx""#), 2.0);
    assert_eq!(requests(r#"kind="article",status="2xx""#), 1.0);
    // A kept page remembers what it is.
    assert_eq!(requests(r#"kind="article",status="3xx""#), 1.0);
    assert_eq!(requests(r#"kind="author",status="2xx""#), 1.0);
    assert_eq!(requests(r#"kind="feed",status="2xx""#), 1.0);
    assert_eq!(requests(r#"kind="error",status="4xx""#), 1.0);
    assert_eq!(requests(r#"kind="health",status="2xx""#), 1.0);
    assert_eq!(requests(r#"kind="admin",status="3xx""#), 1.0);
    assert_eq!(requests(r#"kind="sitemap",status="2xx""#), 1.0);
    // Kept pages aren't handled.
    let handled = |kind: &str| {
        sample(&text, &format!("broadsheet_handling_seconds_count{{kind=\"{kind}\"}}"))
    };
    assert_eq!((handled("home"), handled("article"), handled("admin")), (1.0, 1.0, 1.0));
}

#[apply(on_both_databases)]
async fn the_cache_and_the_database_say_what_they_do() {
    let portal = spawn().await;
    portal.article("fuel-prices").insert();
    portal.get("/en/").await;
    portal.get("/en/").await;
    portal.get("/en/").await;
    portal.get("/nowhere").await;
    let text = scrape(&portal.app, Stored::ask(&portal.app));
    let outcome =
        |it: &str| sample(&text, &format!("broadsheet_cache_answers_total{{outcome=\"{it}\"}}"));
    assert_eq!((outcome("kept"), outcome("made")), (2.0, 1.0));
    assert_eq!((outcome("not_kept"), outcome("reserve")), (1.0, 0.0));
    // The front, and the page of all addresses that lead nowhere.
    assert_eq!(sample(&text, "broadsheet_cache_pages"), 2.0);
    let kept = sample(&text, "broadsheet_cache_kept_bytes");
    assert!(kept > 1_000.0 && kept < sample(&text, "broadsheet_cache_limit_bytes"));
    assert_eq!(sample(&text, "broadsheet_cache_evictions_total"), 0.0);

    assert_eq!(sample(&text, "broadsheet_database_up"), 1.0);
    for role in ["reader", "writer"] {
        let queries = format!("broadsheet_queries_total{{role=\"{role}\"}}");
        assert!(sample(&text, &queries) > 3.0, "{role}");
        let time = format!("broadsheet_query_seconds_total{{role=\"{role}\"}}");
        assert!(sample(&text, &time) > 0.0, "{role}");
        let waits = format!("broadsheet_pool_wait_seconds_count{{pool=\"{role}\"}}");
        assert!(sample(&text, &waits) > 0.0, "{role}");
        let in_use = format!("broadsheet_pool_connections_in_use{{pool=\"{role}\"}}");
        assert_eq!(sample(&text, &in_use), 0.0, "{role}");
    }
    assert_eq!(sample(&text, "broadsheet_jobs_waiting"), 0.0);
}

#[apply(on_both_databases)]
async fn what_waits_shows_how_long_it_has() {
    let portal = spawn().await;
    let other = portal.twin();
    portal.article("fuel-prices").scheduled_for("2026-05-04 09:00").insert();
    let text = scrape(&portal.app, Stored::ask(&portal.app));
    assert!(sample(&text, "broadsheet_publish_to_visible_seconds_count") > 0.0);
    assert_eq!(sample(&text, "broadsheet_schedule_overdue_seconds"), 0.0);
    assert_eq!(sample(&text, "broadsheet_follower_lag_changes{follower=\"page_cache\"}"), 0.0);
    // Nobody runs the clock, and nobody follows what the other process does.
    portal.clock.jump("2026-05-04 09:01");
    other.set("en", Setting::Tagline("Elsewhere".to_owned()));
    portal.clock.jump("2026-05-04 09:01:30");
    let text = scrape(&portal.app, Stored::ask(&portal.app));
    assert_eq!(sample(&text, "broadsheet_schedule_overdue_seconds"), 90.0);
    assert_eq!(sample(&text, "broadsheet_follower_lag_changes{follower=\"page_cache\"}"), 1.0);
    assert_eq!(sample(&text, "broadsheet_follower_lag_seconds{follower=\"page_cache\"}"), 30.0);
}

#[apply(on_both_databases)]
async fn the_text_is_open_metrics_and_only_on_its_own_listener() {
    let portal = spawn_with(|config| config.page_cache_mb = 0).await;
    assert_eq!(portal.get("/metrics").await.status(), 404);
    let measured = Measured::start(portal.app.clone());
    let get = |path| Request::new(measured.address, "GET", path).send();
    for path in ["/", "/en/", "/admin", "/metrics/"] {
        assert_eq!(get(path).await.status(), 404, "{path}");
    }
    let answer = get("/metrics").await;
    assert_eq!(answer.status(), 200);
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    assert_eq!(answer.header("content-type"), kind);
    let text = answer.text();
    assert!(text.ends_with("# EOF\n"));
    let mut families = BTreeSet::new();
    for line in text.lines().filter(|line| *line != "# EOF") {
        match line.strip_prefix("# TYPE ") {
            Some(family) => {
                assert!(families.insert(family.split(' ').next().unwrap()), "{line} twice");
            }
            None if line.starts_with("# ") => {}
            None => {
                let (name, value) = line.rsplit_once(' ').unwrap();
                assert!(value.parse::<f64>().is_ok(), "{line}");
                let is_known = |family: &&str| name.starts_with(*family);
                assert!(families.iter().any(is_known), "{line}");
            }
        }
    }
    for family in ["broadsheet_requests", "broadsheet_cache_answers", "process_resident_memory"] {
        assert!(families.iter().any(|known| known.starts_with(family)), "{family}");
    }
    assert!(sample(&text, "process_resident_memory_bytes") > 1e6);
    assert!(sample(&text, "process_cpu_seconds_total") > 0.0);
}

/// The listener of an operator's monitoring, on a thread of its own.
struct Measured {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Measured {
    fn start(app: Arc<App>) -> Measured {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("its address");
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let server = server::metrics::start(app, listener).expect("a listener");
                let _ = stopped.await;
                server.stop(false).await;
            });
        });
        Measured { address, stop: Some(stop), thread: Some(thread) }
    }
}

impl Drop for Measured {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
