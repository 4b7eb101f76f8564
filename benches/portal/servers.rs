//! What is measured: the built portal, and nginx with the same bytes in files.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::Failure;
use crate::client::{Answer, Client};
use crate::postgres::PostgresDatabase;
use crate::process;

/// How long a server may take until it listens.
const PATIENCE: Duration = Duration::from_secs(30);

/// So long a server must be idle to be at rest.
const REST: Duration = Duration::from_millis(300);

/// A filled database.
pub enum Content {
    /// A file.
    Sqlite(PathBuf),
    /// On a server.
    Postgres(PostgresDatabase),
}

impl Content {
    /// The database's name in the report.
    pub fn name(&self) -> &'static str {
        match self {
            Content::Sqlite(_) => "SQLite",
            Content::Postgres(_) => "PostgreSQL",
        }
    }

    /// Where it is.
    fn url(&self) -> String {
        match self {
            Content::Sqlite(path) => format!("sqlite:{}", path.display()),
            Content::Postgres(database) => database.url(),
        }
    }
}

/// A server that ends when this is dropped.
pub struct Server<'a> {
    /// As in the report.
    pub name: &'static str,
    /// Where it listens.
    pub address: SocketAddr,
    /// When its process began.
    pub started: Instant,
    child: Child,
    content: Option<&'a Content>,
}

impl<'a> Server<'a> {
    /// The portal's program with its defaults, a worker a processor, but logging failures only.
    ///
    /// It keeps pages in so many megabytes.
    pub fn portal(
        folder: &Path,
        content: &'a Content,
        page_cache_mb: usize,
    ) -> io::Result<Server<'a>> {
        let address = free_address()?;
        let mut command = program("serve", folder, content);
        command
            .args(["--listen", &address.to_string(), "--base-url", "https://portal.example"])
            .args(["--load-demo", "false", "--log-filter", "error"])
            .args(["--page-cache-mb", &page_cache_mb.to_string()]);
        let name = if page_cache_mb == 0 { content.name() } else { "kept pages" };
        Server::start(command, name, address, Some(content))
    }

    /// nginx with two workers and a configuration that [`save`] wrote.
    pub fn nginx(program: &Path, folder: &Path, config: &str) -> io::Result<Server<'static>> {
        let address = free_address()?;
        let file = folder.join("nginx.conf");
        fs::write(&file, config.replace("ADDRESS", &address.to_string()))?;
        let mut command = Command::new(program);
        command.arg("-p").arg(folder).arg("-c").arg(&file).args(["-e", "stderr"]);
        if fs::metadata("/proc/self")?.uid() == 0 {
            // Else the workers couldn't read what root saved.
            command.args(["-g", "user root;"]);
        }
        Server::start(command, "nginx", address, None)
    }

    fn start<'b>(
        mut command: Command,
        name: &'static str,
        address: SocketAddr,
        content: Option<&'b Content>,
    ) -> io::Result<Server<'b>> {
        let started = Instant::now();
        let child = command.spawn()?;
        Ok(Server { name, address, started, child, content })
    }

    /// The process that was started.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// The processor time used so far, in microseconds: the server's own, and the database
    /// server's for it.
    pub fn processor_micros(&self) -> (u64, u64) {
        let mut own = process::children(self.child.id());
        own.push(self.child.id());
        let database = match self.content {
            Some(Content::Postgres(database)) => database.processes(),
            Some(Content::Sqlite(_)) | None => Vec::new(),
        };
        (process::processor_micros(&own), process::processor_micros(&database))
    }

    /// Waits until the server has nothing left to do for those who asked: kept pages are compressed
    /// better in the background.
    pub fn come_to_rest(&self) -> Result<(), Failure> {
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            let before = self.processor_micros();
            std::thread::sleep(REST);
            let used = self.processor_micros().0.saturating_sub(before.0);
            if u128::from(used) < REST.as_micros() / 10 {
                return Ok(());
            }
        }
        Err(format!("{} doesn't come to rest", self.name).into())
    }

    /// A connection, as soon as the server takes one.
    pub fn connect(&self) -> io::Result<Client> {
        let began = Instant::now();
        loop {
            match Client::connect(self.address) {
                Err(error) if began.elapsed() > PATIENCE => return Err(error),
                Err(_) => std::thread::sleep(Duration::from_micros(200)),
                Ok(client) => return Ok(client),
            }
        }
    }
}

impl Drop for Server<'_> {
    fn drop(&mut self) {
        // Nothing is lost that anybody wants; nginx's workers outlive a master that is killed.
        let workers = process::children(self.child.id());
        let _ = self.child.kill();
        let _ = self.child.wait();
        for worker in workers {
            let _ = Command::new("kill").arg(worker.to_string()).status();
        }
    }
}

/// Fills an empty database with so many articles; how long that took.
pub fn seed(folder: &Path, content: &Content, articles: usize) -> Result<Duration, Failure> {
    let began = Instant::now();
    let mut command = program("bench", folder, content);
    // The same pages however late it is.
    command.args(["seed", "--articles", &articles.to_string(), "--newest", "2026-10-30"]);
    match command.status()?.success() {
        true => Ok(began.elapsed()),
        false => Err("the database was not filled".into()),
    }
}

/// A command of the built program, with nothing of this machine's own settings.
fn program(name: &str, folder: &Path, content: &Content) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_broadsheet"));
    command
        .args([name, "--data-dir"])
        .arg(folder)
        .env_clear()
        // It may hold a password, which other people on the machine could read in an argument.
        .env("DATABASE_URL", content.url())
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    command
}

fn free_address() -> io::Result<SocketAddr> {
    TcpListener::bind("127.0.0.1:0")?.local_addr()
}

/// nginx, on the path or where Debian puts it.
pub fn find_nginx() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain([PathBuf::from("/usr/sbin")]);
    folders.map(|folder| folder.join("nginx")).find(|program| program.is_file())
}

/// What nginx says itself, or what is another one with every answer.
const NOT_COPIED: [&str; 8] = [
    "connection",
    "content-length",
    "content-type",
    "date",
    "etag",
    "last-modified",
    "server",
    "x-request-id",
];

/// Saves `paths` of `portal` as files under `folder`, and returns a configuration with which
/// nginx sends the same bytes under the same addresses with the same headers.
pub fn save(portal: &Server, folder: &Path, paths: &[String]) -> Result<String, Failure> {
    let mut client = portal.connect()?;
    let mut locations = BTreeMap::new();
    let root = folder.join("files");
    for path in paths {
        let answer = client.page(path)?;
        let mut file = root.join(path.trim_start_matches('/'));
        if path.ends_with('/') {
            file = file.join("index.html");
        }
        fs::create_dir_all(file.parent().unwrap_or(&root))?;
        fs::write(&file, &answer.body)?;
        // For `gzip_static`, which takes a file's name with this after it.
        let mut packed = file.into_os_string();
        packed.push(".gz");
        fs::write(packed, client.page_as(path, "gzip")?.body)?;
        let edition = path.split('/').nth(1).unwrap_or_default().to_owned();
        locations.entry(edition).or_insert_with(|| add_headers(&answer));
    }
    let locations = locations.iter().fold(String::new(), |mut text, (edition, headers)| {
        let _ = writeln!(text, "location /{edition}/ {{\n{headers}}}");
        text
    });
    Ok(NGINX_CONFIG.replace("ROOT", &root.display().to_string()).replace("LOCATIONS", &locations))
}

fn add_headers(answer: &Answer) -> String {
    let copied = answer.headers.iter().filter(|(name, _)| !NOT_COPIED.contains(&name.as_str()));
    copied.map(|(name, value)| format!("add_header {name} {value:?};\n")).collect()
}

/// As one would set it up for speed: files stay open, nothing is logged.
const NGINX_CONFIG: &str = "
daemon off;
worker_processes 2;
pid nginx.pid;
events { worker_connections 1024; }
http {
access_log off;
types { }
default_type 'text/html; charset=utf-8';
sendfile on;
tcp_nopush on;
gzip_static on;
keepalive_requests 100000000;
open_file_cache max=10000 inactive=600s;
open_file_cache_valid 600s;
client_body_temp_path temp; proxy_temp_path temp; fastcgi_temp_path temp;
uwsgi_temp_path temp; scgi_temp_path temp;
server {
listen ADDRESS backlog=1024;
root ROOT;
index index.html;
LOCATIONS
}
}
";
