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
