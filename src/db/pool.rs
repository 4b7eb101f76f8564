//! Connections: pools of readers and of writers, SQLite's settings, the choice by URL.

use std::ops::{Deref, DerefMut};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use diesel::connection::{Connection, InstrumentationEvent, SimpleConnection};
use diesel::r2d2::{ManageConnection, R2D2Connection};
use diesel::{ConnectionError, PgConnection, SqliteConnection};
use prometheus_client::metrics::histogram::Histogram;

use super::Conn;
use super::lending::{Doubt, Lender, Loan};
use super::listener::Listener;
use super::url::DatabaseUrl;

/// Why the database can't be used.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// The URL names a database that Broadsheet doesn't know.
    #[error("unknown database `{0}://`; use `sqlite:PATH` or `postgres://…`")]
    Scheme(String),
    /// It could not be opened or reached.
    #[error("cannot open the database {url}: {reason}")]
    Open {
        /// Without the password.
        url: String,
        /// What the database or the system said.
        reason: String,
    },
    /// It couldn't be reached a moment ago, and isn't asked again yet.
    #[error("the database cannot be reached")]
    Out,
    /// No connection became free in time.
    #[error("no database connection became free: {0}")]
    Busy(#[from] diesel::r2d2::PoolError),
    /// The schema is from a later Broadsheet.
    #[error(
        "the database was last used by a newer Broadsheet (schema {found}, this one knows {known}); \
         install that version or restore a backup. Nothing was changed"
    )]
    NewerSchema {
        /// The latest migration the database has.
        found: String,
        /// The latest one this binary has.
        known: String,
    },
    /// A migration failed; its transaction was rolled back.
    #[error("cannot migrate the database: {0}")]
    Migration(String),
    /// A query failed.
    #[error(transparent)]
    Query(#[from] diesel::result::Error),
}

/// Pools of connections to one database.
#[derive(Clone)]
pub struct Database {
    url: DatabaseUrl,
    readers: Lender,
    writers: Lender,
    /// Of a copy that follows this database.
    replica: Option<Lender>,
    queries: Arc<Queries>,
    doubt: Doubt,
    after_writing: Arc<OnceLock<AfterWriting>>,
}

/// What the connections of each role have asked.
#[derive(Debug, Default)]
struct Queries([Asked; Role::ALL.len()]);

#[derive(Debug, Default)]
struct Asked {
    count: AtomicU64,
    nanoseconds: AtomicU64,
}

/// What connections of one role have asked since the start.
#[derive(Debug, Clone)]
pub struct RoleQueries {
    /// `reader`, `writer`, `replica` or `listener`.
    pub role: &'static str,
    /// Statements.
    pub count: u64,
    /// How long they took together.
    pub time: Duration,
}

/// How a pool stands.
#[derive(Debug, Clone)]
pub struct PoolState {
    /// `reader`, `writer` or `replica`.
    pub role: &'static str,
    /// Connections at most.
    pub size: u32,
    /// Those that are lent.
    pub in_use: u32,
    /// How long each loan was waited for, in seconds.
    pub waits: Histogram,
}

/// What is done with a writing connection before whoever wrote goes on.
type AfterWriting = Box<dyn Fn(&mut Conn) + Send + Sync>;

/// A connection on loan for writing.
///
/// When it is given back, what was changed is followed first: whoever made the change, a form, the
/// clock or an importer, none can answer before the pages of this process are the new ones.
pub struct Writing {
    loan: Loan,
    after: Arc<OnceLock<AfterWriting>>,
}

impl Deref for Writing {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.loan
    }
}

impl DerefMut for Writing {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.loan
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        if let Some(after) = self.after.get() {
            after(&mut self.loan);
        }
    }
}

impl Database {
    /// Opens `url` with up to `readers` reading connections.
    ///
    /// SQLite gets one writing connection, since it has one writer, and read-only
    /// ones beside it. The file and its folder are created when missing.
    ///
    /// # Errors
    ///
    /// The file can't be created, or the server can't be reached.
    pub fn open(url: &DatabaseUrl, readers: u32) -> Result<Database, DatabaseError> {
        let open_error = |reason: String| DatabaseError::Open { url: url.to_string(), reason };
        if let DatabaseUrl::Sqlite(path) = url {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            if let Some(folder) = folder {
                std::fs::create_dir_all(folder).map_err(|error| open_error(error.to_string()))?;
            }
        }
        let (queries, doubt) = (Arc::new(Queries::default()), Doubt::default());
        let opener = |role| Opener {
            url: url.clone(),
            role,
            queries: queries.clone(),
            doubt: doubt.clone(),
        };
        // Tried once by hand, because a pool would retry for its whole time-out and hide the reason.
        let writer = opener(Role::Writer);
        writer.connect().map_err(|error| open_error(error.to_string()))?;
        let writers = if matches!(url, DatabaseUrl::Sqlite(_)) { 1 } else { readers.div_ceil(2) };
        Ok(Database {
            url: url.clone(),
            writers: Lender::new(writer, writers),
            readers: Lender::new(opener(Role::Reader), readers),
            replica: None,
            queries,
            doubt,
            after_writing: Arc::default(),
        })
    }

    /// From now on readers' pages are read from `url`, a streaming replica, by up to `readers`
    /// connections. It is reached when it is needed: that it is down stops nothing.
    pub fn with_replica(self, url: &DatabaseUrl, readers: u32) -> Database {
        let opener = Opener {
            url: url.clone(),
            role: Role::Replica,
            queries: self.queries.clone(),
            doubt: self.doubt.clone(),
        };
        Database { replica: Some(Lender::new(opener, readers)), ..self }
    }

    /// A connection for a reader's page, and whether what it shows is new enough to be kept.
    ///
    /// Of the replica when there is one on which `is_current` says that it has applied everything
    /// that this process has followed; else of the database itself, so that a replica that lags
    /// costs speed and never shows old content; and when that can't be reached, the replica's.
    ///
    /// # Errors
    ///
    /// None became free in time, or no server can be reached.
    pub fn page_reader(
        &self,
        is_current: impl FnOnce(&mut Conn) -> diesel::QueryResult<bool>,
    ) -> Result<(Loan, bool), DatabaseError> {
        let Some(replica) = &self.replica else { return Ok((self.reader()?, true)) };
        let Ok(mut copy) = replica.lend(&self.doubt) else { return Ok((self.reader()?, true)) };
        if is_current(&mut copy).unwrap_or(false) {
            return Ok((copy, true));
        }
        match self.reader() {
            Ok(loan) => Ok((loan, true)),
            Err(error) if copy.ping().is_err() => Err(error),
            Err(_) => Ok((copy, false)),
        }
    }

    /// Whether the database couldn't be reached a moment ago.
    pub fn is_out(&self) -> bool {
        self.readers.is_out()
    }

    /// Where the content is kept.
    pub fn url(&self) -> &DatabaseUrl {
        &self.url
    }

    /// Whether calls return so quickly that they need no thread of their own.
    pub fn is_embedded(&self) -> bool {
        matches!(self.url, DatabaseUrl::Sqlite(_))
    }

    /// A connection that can't write.
    ///
    /// # Errors
    ///
    /// None became free in time, or the server can't be reached.
    pub fn reader(&self) -> Result<Loan, DatabaseError> {
        self.readers.lend(&self.doubt)
    }

    /// A connection for a command.
    ///
    /// # Errors
    ///
    /// None became free in time, or the server can't be reached.
    pub fn writer(&self) -> Result<Writing, DatabaseError> {
        Ok(Writing { loan: self.writers.lend(&self.doubt)?, after: self.after_writing.clone() })
    }

    /// From now on `act` is done with every writing connection before it is given back.
    pub fn after_writing(&self, act: impl Fn(&mut Conn) + Send + Sync + 'static) {
        // Once: there is one portal to a database in a process.
        let _ = self.after_writing.set(Box::new(act));
    }

    /// A connection of its own, by which a process hears that another one has changed something.
    ///
    /// # Errors
    ///
    /// The server can't be reached.
    pub fn listen(&self) -> Result<Listener, DatabaseError> {
        let opener = Opener {
            url: self.url.clone(),
            role: Role::Listener,
            queries: self.queries.clone(),
            doubt: self.doubt.clone(),
        };
        let open = |error: diesel::r2d2::Error| DatabaseError::Open {
            url: self.url.to_string(),
            reason: error.to_string(),
        };
        Ok(Listener::new(opener.connect().map_err(open)?)?)
    }

    /// How many statements have been sent since the start.
    pub fn queries(&self) -> u64 {
        self.queries.0.iter().map(|asked| asked.count.load(Ordering::Relaxed)).sum()
    }

    /// The same by role, with how long they took.
    pub fn queries_by_role(&self) -> Vec<RoleQueries> {
        let of = |role: Role| {
            let asked = &self.queries.0[role as usize];
            RoleQueries {
                role: role.as_str(),
                count: asked.count.load(Ordering::Relaxed),
                time: Duration::from_nanos(asked.nanoseconds.load(Ordering::Relaxed)),
            }
        };
        Role::ALL.map(of).to_vec()
    }

    /// How the pools stand.
    pub fn pools(&self) -> Vec<PoolState> {
        let pools = [Some(&self.readers), Some(&self.writers), self.replica.as_ref()];
        pools.into_iter().flatten().map(Lender::state).collect()
    }
}

/// Whether a failure means that there is no server at the other end any more.
pub fn is_connection_lost(error: &diesel::result::Error) -> bool {
    use diesel::result::{DatabaseErrorKind, Error};
    match error {
        Error::BrokenTransactionManager
        | Error::DatabaseError(
            DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand,
            _,
        ) => true,
        // A server that stops says so in words only.
        Error::DatabaseError(DatabaseErrorKind::Unknown, info) => [
            "server closed the connection",
            "terminating connection",
            "no connection to the server",
            "could not receive data from server",
        ]
        .iter()
        .any(|words| info.message().contains(words)),
        _ => false,
    }
}

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Role {
    Reader,
    Writer,
    Replica,
    Listener,
}

impl Role {
    const ALL: [Role; 4] = [Role::Reader, Role::Writer, Role::Replica, Role::Listener];

    pub fn as_str(self) -> &'static str {
        match self {
            Role::Reader => "reader",
            Role::Writer => "writer",
            Role::Replica => "replica",
            Role::Listener => "listener",
        }
    }
}

/// Opens connections for a pool.
#[derive(Debug)]
pub struct Opener {
    pub(super) url: DatabaseUrl,
    pub(super) role: Role,
    queries: Arc<Queries>,
    doubt: Doubt,
}

impl ManageConnection for Opener {
    type Connection = Conn;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<Conn, Self::Error> {
        let mut conn = match &self.url {
            DatabaseUrl::Sqlite(path) => Conn::Sqlite(open_sqlite(path, self.role)?),
            DatabaseUrl::Postgres(url) => Conn::Postgres(open_postgres(url, self.role)?),
        };
        let (queries, doubt, role) = (self.queries.clone(), self.doubt.clone(), self.role);
        let mut began = None;
        conn.set_instrumentation(move |event: InstrumentationEvent<'_>| match event {
            InstrumentationEvent::StartQuery { .. } => {
                queries.0[role as usize].count.fetch_add(1, Ordering::Relaxed);
                began = Some(Instant::now());
            }
            InstrumentationEvent::FinishQuery { query, error, .. } => {
                let took = began.take().map_or(Duration::ZERO, |began: Instant| began.elapsed());
                let nanoseconds = u64::try_from(took.as_nanos()).unwrap_or(0);
                queries.0[role as usize].nanoseconds.fetch_add(nanoseconds, Ordering::Relaxed);
                if error.is_some_and(is_connection_lost) {
                    doubt.arise();
                }
                if tracing::enabled!(target: "query", tracing::Level::DEBUG) {
                    log_query(role, query, took);
                }
            }
            _ => {}
        });
        Ok(conn)
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), Self::Error> {
        conn.ping().map_err(diesel::r2d2::Error::QueryError)
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        std::thread::panicking()
            || conn.is_broken()
            || self.doubt.is_fresh() && conn.ping().is_err()
    }
}

/// A line for each statement, inside the request that sends it: `log_filter = "info,query=debug"`.
fn log_query(role: Role, query: &dyn diesel::connection::DebugQuery, took: Duration) {
    // What is bound may be a text that somebody wrote, or a secret.
    let words = query.to_string();
    let words = words.split(" -- binds:").next().unwrap_or_default();
    let ms = (took.as_secs_f64() * 100_000.0).round() / 100.0;
    tracing::debug!(target: "query", role = role.as_str(), ms, "{words}");
}

fn open_sqlite(path: &Path, role: Role) -> Result<SqliteConnection, diesel::r2d2::Error> {
    let establish = diesel::r2d2::Error::ConnectionError;
    let text = path.to_str().ok_or_else(|| {
        establish(ConnectionError::BadConnection("the path is not valid UTF-8".to_owned()))
    })?;
    let address = match role {
        Role::Writer => text.to_owned(),
        _ => format!("file:{}?mode=ro", escape_file_uri(text)),
    };
    let mut conn = SqliteConnection::establish(&address).map_err(establish)?;
    // `FULL`, because a power cut must not lose a publish that was acknowledged.
    conn.batch_execute(match role {
        Role::Writer => {
            "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
             PRAGMA foreign_keys = ON; PRAGMA journal_size_limit = 67108864;"
        }
        _ => {
            "PRAGMA busy_timeout = 5000; PRAGMA query_only = ON; PRAGMA mmap_size = 268435456; \
             PRAGMA cache_size = -4096;"
        }
    })
    .map_err(diesel::r2d2::Error::QueryError)?;
    Ok(conn)
}

/// `SQLite URI Filenames §3`: what would end or change the path is percent-encoded.
fn escape_file_uri(path: &str) -> String {
    path.replace('%', "%25").replace('?', "%3f").replace('#', "%23")
}

fn open_postgres(url: &str, role: Role) -> Result<PgConnection, diesel::r2d2::Error> {
    let separator = if url.contains('?') { '&' } else { '?' };
    let address = match url.contains("connect_timeout") {
        true => url.to_owned(),
        false => format!("{url}{separator}connect_timeout=5"),
    };
    let mut conn =
        PgConnection::establish(&address).map_err(diesel::r2d2::Error::ConnectionError)?;
    conn.batch_execute("SET TIME ZONE 'UTC'; SET client_min_messages = warning;")
        .map_err(diesel::r2d2::Error::QueryError)?;
    if role != Role::Writer {
        conn.batch_execute(
            "SET default_transaction_read_only = on; SET statement_timeout = '10s';",
        )
        .map_err(diesel::r2d2::Error::QueryError)?;
    }
    Ok(conn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_with_marks_of_a_uri_stays_the_same_file() {
        assert_eq!(escape_file_uri("/a?b#c%d"), "/a%3fb%23c%25d");
    }
}
