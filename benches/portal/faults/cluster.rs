//! A PostgreSQL server of our own, which may be stopped.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use diesel::connection::SimpleConnection;
use diesel::{Connection as _, PgConnection};

use crate::Failure;
use crate::servers::free_address;

/// A running server; it is stopped and deleted when this is dropped.
pub struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
}

/// How a server is stopped.
#[derive(Clone, Copy)]
pub enum Stop {
    /// As an operator does: who is connected is cut off, what has begun is rolled back.
    Fast,
    /// As a crash does: nothing is written down, and the next start recovers.
    Immediate,
}

impl Stop {
    fn as_str(self) -> &'static str {
        match self {
            Stop::Fast => "fast",
            Stop::Immediate => "immediate",
        }
    }
}

/// Where Debian puts the server's programs, the newest version; `None` without them.
pub fn find_programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
    let version = |path: &Path| path.file_name()?.to_str()?.parse::<u32>().ok();
    let newest = versions.map(|entry| entry.path()).max_by_key(|path| version(path))?;
    Some(newest.join("bin")).filter(|folder| folder.join("initdb").is_file())
}

impl Cluster {
    /// A new server with its defaults: what it acknowledges is on the disk.
    pub fn create(programs: &Path) -> Result<Cluster, Failure> {
        let cluster = Cluster::place(programs)?;
        cluster.run("initdb", |command| {
            command
                .args(["--auth=trust", "--username=postgres", "--encoding=UTF8"])
                .arg("--locale=C.UTF-8")
                .arg(format!("--pgdata={}", cluster.data()));
        })?;
        cluster.start()?;
        Ok(cluster)
    }

    /// A streaming replica of this server.
    pub fn replica(&self) -> Result<Cluster, Failure> {
        let replica = Cluster::place(&self.programs)?;
        self.run("pg_basebackup", |command| {
            command
                .args(["--host=127.0.0.1", "--username=postgres", "--checkpoint=fast"])
                .args(["--write-recovery-conf", "--wal-method=stream"])
                .arg(format!("--port={}", self.port))
                .arg(format!("--pgdata={}", replica.data()));
        })?;
        replica.start()?;
        Ok(replica)
    }

    /// A folder that belongs to whoever runs the server.
    fn place(programs: &Path) -> Result<Cluster, Failure> {
        static SERIAL: AtomicU32 = AtomicU32::new(0);
        let serial = SERIAL.fetch_add(1, Ordering::Relaxed);
        let name = format!("broadsheet-bench-{}-{serial}", std::process::id());
        // Another person must reach it, which a build's folder may not allow.
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder)?;
        if let Some((user, group)) = unprivileged()? {
            chown(&folder, Some(user), Some(group))?;
        }
        Ok(Cluster { programs: programs.to_owned(), folder, port: free_address()?.port() })
    }

    /// Where databases can be made.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// Starts it and waits until it answers.
    pub fn start(&self) -> Result<(), Failure> {
        let options = format!(
            "-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200",
            self.port
        );
        self.run("pg_ctl", |command| {
            command
                .args(["start", "--wait", "--silent", "--pgdata", &self.data()])
                .arg(format!("--log={}/log", self.folder.display()))
                .args(["--options", &options]);
        })
    }

    /// Stops it and waits until it has.
    pub fn stop(&self, how: Stop) -> Result<(), Failure> {
        self.run("pg_ctl", |command| {
            command
                .args(["stop", "--wait", "--silent", "--pgdata", &self.data()])
                .args(["--mode", how.as_str()]);
        })
    }

    /// Runs a statement as its superuser.
    pub fn execute(&self, statement: &str) -> Result<(), Failure> {
        Ok(PgConnection::establish(&self.url())?.batch_execute(statement)?)
    }

    fn data(&self) -> String {
        format!("{}/data", self.folder.display())
    }

    fn run(&self, program: &str, set: impl FnOnce(&mut Command)) -> Result<(), Failure> {
        let path = self.programs.join(program);
        // The server refuses to be run by root.
        let mut command = match unprivileged()? {
            Some(_) => {
                let mut command = Command::new("runuser");
                command.args(["-u", "postgres", "--"]).arg(path);
                command
            }
            None => Command::new(path),
        };
        set(&mut command);
        // A server that it starts keeps what it is given.
        command.current_dir(&self.folder).stdin(Stdio::null()).stdout(Stdio::null());
        match command.stderr(Stdio::null()).status()?.success() {
            true => Ok(()),
            false => Err(format!("{program} failed; see {}/log", self.folder.display()).into()),
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // It may be stopped already.
        let _ = self.stop(Stop::Immediate);
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// User and group of `postgres`, for root; nobody else needs another user.
fn unprivileged() -> Result<Option<(u32, u32)>, Failure> {
    if fs::metadata("/proc/self")?.uid() != 0 {
        return Ok(None);
    }
    let users = fs::read_to_string("/etc/passwd")?;
    let user = users.lines().find(|line| line.starts_with("postgres:"));
    let mut fields = user.ok_or("there is no user `postgres`")?.split(':').skip(2);
    let mut next = || fields.next().and_then(|id| id.parse().ok()).ok_or("/etc/passwd is odd");
    Ok(Some((next()?, next()?)))
}
