//! What is measured: processes that answer, the built portal above all.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::Failure;
use crate::client::Client;
use crate::postgres::PostgresDatabase;
use crate::process::{self, Memory};

/// How long a server may take until it listens, or is at rest.
const PATIENCE: Duration = Duration::from_secs(120);

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

    /// The database on a server.
    pub fn postgres(&self) -> Result<&PostgresDatabase, Failure> {
        match self {
            Content::Sqlite(_) => Err("it is a file".into()),
            Content::Postgres(database) => Ok(database),
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
    /// Where it says how it is, if it does.
    pub metrics: Option<SocketAddr>,
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
        Server::portal_with(folder, content, page_cache_mb, |_| ())
    }

    /// The same, and it answers `/metrics`.
    pub fn measured_portal(
        folder: &Path,
        content: &'a Content,
        page_cache_mb: usize,
        set: impl FnOnce(&mut Command),
    ) -> io::Result<Server<'a>> {
        let metrics = free_address()?;
        let mut portal = Server::portal_with(folder, content, page_cache_mb, |command| {
            command.args(["--metrics-listen", &metrics.to_string()]);
            set(command);
        })?;
        portal.metrics = Some(metrics);
        Ok(portal)
    }

    /// The same as [`Server::portal`], with what else `set` says.
    pub fn portal_with(
        folder: &Path,
        content: &'a Content,
        page_cache_mb: usize,
        set: impl FnOnce(&mut Command),
    ) -> io::Result<Server<'a>> {
        let address = free_address()?;
        let mut command = program("serve", folder, content);
        command
            .args(["--listen", &address.to_string(), "--base-url", "https://portal.example"])
            .args(["--load-demo", "false", "--log-filter", "error"])
            .args(["--page-cache-mb", &page_cache_mb.to_string()]);
        set(&mut command);
        let name = if page_cache_mb == 0 { content.name() } else { "kept pages" };
        Server::start(command, name, address, Some(content))
    }

    /// Runs a program that will listen on `address`.
    pub fn start<'b>(
        mut command: Command,
        name: &'static str,
        address: SocketAddr,
        content: Option<&'b Content>,
    ) -> io::Result<Server<'b>> {
        let started = Instant::now();
        let child = command.spawn()?;
        Ok(Server { name, address, started, metrics: None, child, content })
    }

    /// The memory of all its processes.
    pub fn memory(&self) -> Result<Memory, Failure> {
        let ended = || format!("{} has ended", self.name);
        Ok(process::memory(&self.processes()).ok_or_else(ended)?)
    }

    /// Ends it as a power cut would.
    pub fn kill(&self) -> io::Result<()> {
        Command::new("kill").args(["-KILL", &self.child.id().to_string()]).status().map(|_| ())
    }

    fn processes(&self) -> Vec<u32> {
        let mut processes = process::children(self.child.id());
        processes.push(self.child.id());
        processes
    }

    /// The sum of a metric over its labels, of lines that begin with `name`.
    ///
    /// With a bracket in it, `name` chooses labels: `requests_total{kind="home"`.
    pub fn metric(&self, name: &str) -> Result<f64, Failure> {
        let address = self.metrics.ok_or("it doesn't answer /metrics")?;
        let answer = Client::connect(address)?.page("/metrics")?;
        let text = String::from_utf8(answer.body)?;
        let lines = text.lines().filter(|line| line.starts_with(name));
        Ok(lines.filter_map(|line| line.rsplit(' ').next()?.parse::<f64>().ok()).sum())
    }

    /// The processor time used so far, in microseconds: the server's own, and the database
    /// server's for it.
    pub fn processor_micros(&self) -> (u64, u64) {
        let own = self.processes();
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

/// An address on this machine where nobody listens.
pub fn free_address() -> io::Result<SocketAddr> {
    TcpListener::bind("127.0.0.1:0")?.local_addr()
}
