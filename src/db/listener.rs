//! Hearing that another process has changed something.

use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::Conn;
use super::dialect::CHANNEL;

/// How often is looked whether something has come in. Both looks cost a few microseconds: a
/// socket's buffer on PostgreSQL, a counter in the file's header on SQLite.
const LOOK: Duration = Duration::from_millis(20);

/// A connection that listens.
pub struct Listener {
    conn: Conn,
    /// SQLite's counter of commits by other connections, as seen last.
    version: i64,
}

impl Listener {
    pub(super) fn new(mut conn: Conn) -> QueryResult<Listener> {
        if let Conn::Postgres(conn) = &mut conn {
            conn.batch_execute(&format!("LISTEN {CHANNEL}"))?;
        }
        let mut listener = Listener { conn, version: 0 };
        listener.has_heard()?;
        Ok(listener)
    }

    /// The connection, to ask what has changed.
    pub fn conn(&mut self) -> &mut Conn {
        &mut self.conn
    }

    /// Waits until something may have changed, `at_most` so long; whether it has.
    ///
    /// A notification can be lost, with the connection for one: ask again after `at_most` anyway.
    ///
    /// # Errors
    ///
    /// The connection is lost: open another one.
    pub fn wait(&mut self, at_most: Duration, goes_on: impl Fn() -> bool) -> QueryResult<bool> {
        let until = Instant::now() + at_most;
        while goes_on() && Instant::now() < until {
            if self.has_heard()? {
                return Ok(true);
            }
            std::thread::sleep(LOOK);
        }
        Ok(false)
    }

    fn has_heard(&mut self) -> QueryResult<bool> {
        match &mut self.conn {
            Conn::Sqlite(conn) => {
                let found: Version = diesel::sql_query("PRAGMA data_version").get_result(conn)?;
                let has_heard = found.data_version != self.version;
                self.version = found.data_version;
                Ok(has_heard)
            }
            Conn::Postgres(conn) => {
                let mut has_heard = false;
                for notification in conn.notifications_iter() {
                    notification?;
                    has_heard = true;
                }
                Ok(has_heard)
            }
        }
    }
}

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = BigInt)]
    data_version: i64,
}
