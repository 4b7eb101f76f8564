//! Opening a connection: what each is for, its settings, and what is counted on it.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use diesel::connection::{Connection, InstrumentationEvent, SimpleConnection};
use diesel::r2d2::{ManageConnection, R2D2Connection};
use diesel::{ConnectionError, PgConnection, SqliteConnection};

use super::Conn;
use super::lending::Doubt;
use super::trouble::Trouble;
use super::url::DatabaseUrl;

/// What the connections of each role have asked.
#[derive(Debug, Default)]
pub(super) struct Queries(pub [Asked; Role::ALL.len()]);

#[derive(Debug, Default)]
pub(super) struct Asked {
    pub count: AtomicU64,
    pub nanoseconds: AtomicU64,
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
    pub const ALL: [Role; 4] = [Role::Reader, Role::Writer, Role::Replica, Role::Listener];

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
    pub(super) queries: Arc<Queries>,
    pub(super) doubt: Doubt,
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
                if error.and_then(Trouble::of) == Some(Trouble::Lost) {
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

/// How soon a server is given up that is cut off without a word: milliseconds for what is sent,
/// seconds for everything else. The URL may say otherwise.
const NETWORK: [(&str, &str); 5] = [
    ("connect_timeout", "5"),
    ("tcp_user_timeout", "10000"),
    ("keepalives_idle", "5"),
    ("keepalives_interval", "2"),
    ("keepalives_count", "3"),
];

/// How long a statement of this role may take, and how it is planned. The URL's `options` may say
/// otherwise.
///
/// A command, an import for one, may take its time; what it may not is wait for another one's lock
/// for longer than on SQLite, or hold its own while its process stands still.
///
/// What is read is found by an index whatever is asked for: a statement is planned once, not anew
/// for each list of ids, which takes longer than to read them.
fn limits(role: Role) -> &'static [(&'static str, &'static str)] {
    match role {
        Role::Writer => &[("lock_timeout", "10s"), ("idle_in_transaction_session_timeout", "60s")],
        Role::Reader | Role::Replica | Role::Listener => {
            &[("statement_timeout", "5s"), ("plan_cache_mode", "force_generic_plan")]
        }
    }
}

fn open_postgres(url: &str, role: Role) -> Result<PgConnection, diesel::r2d2::Error> {
    let mut conn =
        PgConnection::establish(&address(url)).map_err(diesel::r2d2::Error::ConnectionError)?;
    let mut settings = "SET TIME ZONE 'UTC'; SET client_min_messages = warning;".to_owned();
    if role != Role::Writer {
        settings.push_str("SET default_transaction_read_only = on;");
    }
    for (name, value) in limits(role).iter().filter(|(name, _)| !said_in(url, name)) {
        settings.push_str(&format!("SET {name} = '{value}';"));
    }
    conn.batch_execute(&settings).map_err(diesel::r2d2::Error::QueryError)?;
    Ok(conn)
}

/// The URL with what it doesn't say about the network.
fn address(url: &str) -> String {
    let mut address = url.to_owned();
    for (name, value) in NETWORK.iter().filter(|(name, _)| !said_in(url, name)) {
        let separator = if address.contains('?') { '&' } else { '?' };
        address.push_str(&format!("{separator}{name}={value}"));
    }
    address
}

/// Whether the URL says something about a setting of the client's or, in `options`, the server's.
fn said_in(url: &str, name: &str) -> bool {
    url.split_once('?').is_some_and(|(_, parameters)| parameters.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_with_marks_of_a_uri_stays_the_same_file() {
        assert_eq!(escape_file_uri("/a?b#c%d"), "/a%3fb%23c%25d");
    }

    #[test]
    fn what_a_url_says_about_the_network_stays() {
        let url = "postgres://db/news?connect_timeout=2&keepalives_idle=60";
        let rest = "tcp_user_timeout=10000&keepalives_interval=2&keepalives_count=3";
        assert_eq!(address(url), format!("{url}&{rest}"));
        assert!(address("postgres://db/news").starts_with("postgres://db/news?connect_timeout=5&"));
        assert!(said_in("postgres://db/news?options=-c%20lock_timeout%3D1s", "lock_timeout"));
    }
}
