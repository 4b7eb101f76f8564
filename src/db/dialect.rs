//! What SQLite and PostgreSQL do differently.

use diesel::connection::{
    AnsiTransactionManager, Connection, SimpleConnection, TransactionManager,
};
use diesel::prelude::*;
use diesel::result::Error;
use diesel::sql_types::{BigInt, Text, Timestamp};

use super::Conn;
use crate::model::{ArticleId, CoverageId, Cursor};

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

/// Takes the lock under which migrations run, waiting for another process that holds it.
pub fn lock_migrations(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(_) => Ok(()),
        Conn::Postgres(conn) => conn.batch_execute("SELECT pg_advisory_lock(8018, 2)"),
    }
}

/// Gives the lock of [`lock_migrations`] back.
pub fn unlock_migrations(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(_) => Ok(()),
        Conn::Postgres(conn) => conn.batch_execute("SELECT pg_advisory_unlock(8018, 2)"),
    }
}

/// Which list a row of [`newest_ids`] belongs to, and the article.
#[derive(QueryableByName, Debug, Clone, Copy)]
pub struct ListedId {
    /// The section, or 0 for the whole edition.
    #[diesel(sql_type = BigInt)]
    pub list: i64,
    /// The article's id.
    #[diesel(sql_type = BigInt)]
    pub id: i64,
}

/// The newest live articles of an edition and of each of `sections`, newest first in each list.
///
/// One statement whatever the number of sections; each arm reads only as many
/// index entries as it returns. Diesel can't write this: SQLite wants the arms
/// of a union that have a limit as subqueries.
pub fn newest_ids(
    conn: &mut Conn,
    edition: &str,
    overall: i64,
    sections: &[i64],
    each: i64,
) -> QueryResult<Vec<ListedId>> {
    let placeholder = match conn {
        Conn::Sqlite(_) => "?1",
        Conn::Postgres(_) => "$1",
    };
    let arm = |list: i64, filter: &str, limit: i64| {
        format!(
            "SELECT * FROM (SELECT CAST({list} AS BIGINT) AS list, id FROM articles \
             WHERE edition = {placeholder} {filter} AND state = 'live' \
             ORDER BY published_at DESC, id DESC LIMIT {limit}) AS list_{list}"
        )
    };
    let mut arms = vec![arm(0, "", overall)];
    arms.extend(sections.iter().map(|&id| arm(id, &format!("AND section_id = {id}"), each)));
    // The ids are numbers of ours and the only text is bound.
    let query = diesel::sql_query(arms.join(" UNION ALL "));
    match conn {
        Conn::Sqlite(conn) => query.bind::<Text, _>(edition).load(conn),
        Conn::Postgres(conn) => query.bind::<Text, _>(edition).load(conn),
    }
}

/// The newest articles of a coverage, and the ones right before and right after a place in it.
///
/// Three reads of one index in one statement.
pub fn coverage_neighbours(
    conn: &mut Conn,
    edition: &str,
    coverage: CoverageId,
    here: Cursor,
    newest: i64,
) -> QueryResult<Neighbourhood> {
    let (text, at) = match conn {
        Conn::Sqlite(_) => ("?1", "?2"),
        Conn::Postgres(_) => ("$1", "$2"),
    };
    let arm = |list: i64, filter: String, direction: &str, limit: i64| {
        format!(
            "SELECT * FROM (SELECT CAST({list} AS BIGINT) AS list, article_id AS id \
             FROM article_coverages WHERE coverage_id = {coverage} AND edition = {text} \
             AND listed_at IS NOT NULL {filter} \
             ORDER BY listed_at {direction}, article_id {direction} LIMIT {limit}) AS list_{list}"
        )
    };
    let id = here.id;
    let query = [
        arm(0, String::new(), "DESC", newest),
        arm(
            1,
            format!("AND listed_at <= {at} AND (listed_at < {at} OR article_id < {id})"),
            "DESC",
            1,
        ),
        arm(
            2,
            format!("AND listed_at >= {at} AND (listed_at > {at} OR article_id > {id})"),
            "ASC",
            1,
        ),
    ]
    .join(" UNION ALL ");
    let query = diesel::sql_query(query);
    let rows: Vec<ListedId> = match conn {
        Conn::Sqlite(conn) => {
            query.bind::<Text, _>(edition).bind::<Timestamp, _>(here.published_at).load(conn)?
        }
        Conn::Postgres(conn) => {
            query.bind::<Text, _>(edition).bind::<Timestamp, _>(here.published_at).load(conn)?
        }
    };
    let of =
        |list: i64| rows.iter().filter(move |row| row.list == list).map(|row| ArticleId(row.id));
    Ok((of(0).collect(), (of(1).next(), of(2).next())))
}

/// Newest articles, then the earlier and the later neighbour.
pub type Neighbourhood = (Vec<ArticleId>, (Option<ArticleId>, Option<ArticleId>));
