//! What SQLite and PostgreSQL do differently.

use diesel::connection::{
    AnsiTransactionManager, Connection, SimpleConnection, TransactionManager,
};
use diesel::prelude::*;
use diesel::result::Error;

use super::Conn;

/// Where PostgreSQL tells other nodes that there is a change.
pub const CHANNEL: &str = "broadsheet_changes";

type Manager = <Conn as Connection>::TransactionManager;

/// Runs `body` in one transaction that may write; inside another one it joins it.
///
/// SQLite takes its write lock at once (`BEGIN IMMEDIATE`): a transaction that
/// first reads and then writes would fail when another process wrote in between,
/// and no time-out helps against that. PostgreSQL takes [`lock_changes`] at once, for the same
/// reason: what a command has looked up must still be so when it writes, and one that comes
/// after another sees all that it did.
///
/// # Errors
///
/// Those of `body`, after a rollback, and the database's own.
pub fn transaction<T, E: From<Error>>(
    conn: &mut Conn,
    body: impl FnOnce(&mut Conn) -> Result<T, E>,
) -> Result<T, E> {
    let depth = Manager::transaction_manager_status_mut(conn).transaction_depth()?;
    if depth.is_some() {
        return body(conn);
    }
    match conn {
        Conn::Sqlite(conn) => {
            AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN IMMEDIATE")?;
        }
        Conn::Postgres(conn) => AnsiTransactionManager::begin_transaction(conn)?,
    }
    match lock_changes(conn).map_err(E::from).and_then(|()| body(conn)) {
        Ok(value) => {
            Manager::commit_transaction(conn)?;
            Ok(value)
        }
        Err(error) => {
            // The first error says what went wrong; a broken rollback only follows from it.
            if let Err(rollback) = Manager::rollback_transaction(conn) {
                tracing::warn!(%rollback, "could not roll back");
            }
            Err(error)
        }
    }
}

/// Makes change ids visible in commit order: held until the transaction ends.
///
/// PostgreSQL hands out ids before it commits, so a follower could see a later
/// id first and skip the earlier one. SQLite has one writer.
pub fn lock_changes(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(_) => Ok(()),
        Conn::Postgres(conn) => conn.batch_execute("SELECT pg_advisory_xact_lock(8018, 1)"),
    }
}

/// Wakes the other nodes once the transaction is committed; on SQLite they look at the file.
pub fn notify(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(_) => Ok(()),
        Conn::Postgres(conn) => conn.batch_execute(&format!("NOTIFY {CHANNEL}")),
    }
}

/// Takes the lock under which migrations run, waiting as long as another process holds it; until
/// it is given back, nothing that this connection waits for ends it.
pub fn lock_migrations(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(_) => Ok(()),
        Conn::Postgres(conn) => conn.batch_execute(
            "SELECT set_config('broadsheet.lock_timeout', current_setting('lock_timeout'), false); \
             SET lock_timeout = 0; SELECT pg_advisory_lock(8018, 2)",
        ),
    }
}

/// Gives the lock of [`lock_migrations`] back.
pub fn unlock_migrations(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(_) => Ok(()),
        Conn::Postgres(conn) => conn.batch_execute(
            "SELECT pg_advisory_unlock(8018, 2); \
             SELECT set_config('lock_timeout', current_setting('broadsheet.lock_timeout'), false)",
        ),
    }
}
