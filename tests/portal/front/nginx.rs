//! nginx with the configuration that operators are given: `deploy/nginx.conf`.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use broadsheet::metrics::scrape::{Stored, scrape};

use crate::support::{Answer, Portal, Request, on_both_databases, skip_without, spawn_with};

/// nginx in front of a portal; it stops when this is dropped.
struct Nginx {
    address: SocketAddr,
    folder: tempfile::TempDir,
    process: Child,
}

impl Nginx {
    /// `None` where there is no nginx, which one line says.
    fn before(portal: &Portal) -> Option<Nginx> {
        let named = std::env::var_os("NGINX").map(PathBuf::from);
        let known = [PathBuf::from("/usr/sbin/nginx"), PathBuf::from("/usr/local/sbin/nginx")];
        let on_path = std::env::var_os("PATH").unwrap_or_default();
        let on_path = std::env::split_paths(&on_path).map(|folder| folder.join("nginx"));
        let found = named.into_iter().chain(on_path).chain(known).find(|path| path.exists());
        let Some(program) = found else {
            skip_without("nginx");
            return None;
        };
        let folder = tempfile::tempdir().expect("a folder");
        let address = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("it");
        let ours = include_str!("../../../deploy/nginx.conf");
        let base = folder.path().display();
        let places = [
            ("127.0.0.1:8080", portal.address().to_string()),
            ("listen 80;", format!("listen {address};")),
            ("/var/cache/nginx/broadsheet", format!("{base}/cache")),
        ];
        let ours = places.iter().fold(ours.to_owned(), |ours, (usual, here)| {
            assert!(ours.contains(usual), "{usual} is no longer in deploy/nginx.conf");
            ours.replace(usual, here)
        });
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|kind| format!("{kind}_temp_path {base}/{kind};"))
            .concat();
        let whole = format!(
            "daemon off; master_process off; pid {base}/pid; error_log {base}/error.log warn;\n\
             events {{ worker_connections 128; }}\n\
             http {{ access_log off; {temporary}\n{ours}\n}}\n"
        );
        std::fs::write(folder.path().join("nginx.conf"), whole).expect("a file");
        let process = Command::new(program)
            .args(["-p", &base.to_string(), "-c", "nginx.conf", "-e", "error.log"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("nginx starts");
        let nginx = Nginx { address, folder, process };
        let began = Instant::now();
        while TcpStream::connect(address).is_err() {
            assert!(began.elapsed() < Duration::from_secs(20), "{}", nginx.errors());
            std::thread::yield_now();
        }
        Some(nginx)
    }

    fn errors(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("error.log")).unwrap_or_default()
    }

    fn request(&self, target: &str) -> Request {
        Request::new(self.address, "GET", target)
    }

    async fn get(&self, target: &str) -> Answer {
        self.request(target).send().await
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// How often the portal said that what nginx has is the newest.
fn not_modified(portal: &Portal) -> u64 {
    let text = scrape(&portal.app, Stored::ask(&portal.app));
    let name = "broadsheet_requests_total{kind=\"article\",status=\"3xx\"} ";
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    line.map_or(0, |count| count.parse().expect("a number"))
}

#[apply(on_both_databases)]
async fn nginx_asks_each_time_and_shows_what_it_has_while_the_portal_is_down() {
    let mut portal = spawn_with(|config| {
        config.behind_nginx = true;
        config.trusted_proxies = vec!["127.0.0.1/32".parse().expect("a network")];
    })
    .await;
    let article = portal.article("fuel-prices").headline("Fuel is dearer").insert();
    let withdrawn = portal.article("wrong-news").insert();
    let unread = portal.article("rain").insert();
    let Some(nginx) = Nginx::before(&portal) else { return };

    let first = nginx.get(&article.path).await;
    assert_eq!((first.status(), first.header("x-accel-expires")), (200, ""));
    assert_eq!(first.header("cache-control"), "public, max-age=0, must-revalidate");
    assert_eq!(not_modified(&portal), 0);
    let again = nginx.get(&article.path).await;
    assert_eq!((again.status(), again.text()), (200, first.text()));
    assert_eq!(not_modified(&portal), 1, "nginx has it, and asks: {}", nginx.errors());
    assert_ne!(again.header("x-request-id"), first.header("x-request-id"));
    assert_eq!(nginx.get(&withdrawn.path).await.status(), 200);
    assert_eq!(nginx.get("/en/").await.status(), 200);

    // The next request shows what was published, everywhere.
    for number in 0..5 {
        let note = format!("It was day {number}.");
        portal.correct(&article, &note);
        let rain = format!("rain-{number}");
        let news = portal.article(&rain).headline(&format!("Rain {number}")).insert();
        assert!(nginx.get(&article.path).await.text().contains(&note));
        assert_eq!(nginx.get("/en/").await.articles()[0], news.id.0);
        assert_eq!(nginx.get(&article.path).await.text(), portal.get(&article.path).await.text());
    }
    portal.withdraw(withdrawn.story, &[]);
    assert_eq!(nginx.get(&withdrawn.path).await.status(), 410);

    // Each reader gets what their browser unpacks, and a 304 for what they have.
    let plain = nginx.get(&article.path).await;
    assert_eq!(plain.header("vary"), "Accept-Encoding");
    for encoding in ["gzip", "br", "identity", "gzip"] {
        let packed = nginx.request(&article.path).header("accept-encoding", encoding).send().await;
        let wanted = if encoding == "identity" { "" } else { encoding };
        assert_eq!(packed.header("content-encoding"), wanted);
        assert_eq!(packed.text(), plain.text());
        let known = nginx
            .request(&article.path)
            .header("accept-encoding", encoding)
            .header("if-none-match", packed.header("etag"))
            .send()
            .await;
        assert_eq!(known.status(), 304, "{encoding}");
    }

    let home = nginx.get("/en/").await.text();
    portal.stop();
    assert_eq!(nginx.get(&article.path).await.text(), plain.text());
    assert_eq!(nginx.get("/en/").await.text(), home);
    assert_eq!(nginx.get(&withdrawn.path).await.status(), 410);
    assert_eq!(nginx.get(&unread.path).await.status(), 502);
    assert_eq!(nginx.get("/admin").await.status(), 502);
}

#[apply(on_both_databases)]
async fn nginx_keeps_nothing_of_people_at_work() {
    let portal = spawn_with(|config| config.behind_nginx = true).await;
    let Some(nginx) = Nginx::before(&portal) else { return };
    for path in ["/admin/sign-in", "/-/ready", "/nowhere", "/en/?from=7"] {
        nginx.get(path).await;
        nginx.get(path).await;
    }
    let kept = walk(&nginx.folder.path().join("cache"));
    let text: Vec<String> = kept.iter().map(|file| String::from_utf8_lossy(file).into()).collect();
    for secret in ["/admin", "/-/", "/nowhere"] {
        let line = format!("KEY: http://{}{secret}", "127.0.0.1");
        assert!(!text.iter().any(|text| text.contains(&line)), "{secret}");
    }
}

/// The content of each file below a folder.
fn walk(folder: &std::path::Path) -> Vec<Vec<u8>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.path() {
            path if path.is_dir() => files.extend(walk(&path)),
            path => files.extend(std::fs::read(path)),
        }
    }
    files
}
