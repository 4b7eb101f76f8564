//! A database of our own on a PostgreSQL server.

use std::sync::atomic::{AtomicU32, Ordering};

use diesel::connection::SimpleConnection;
use diesel::{Connection as _, PgConnection, RunQueryDsl as _};

use crate::Failure;

/// An empty database at first; dropped with this.
pub struct PostgresDatabase {
    server: String,
    name: String,
}

impl PostgresDatabase {
    /// Makes one on the server of the database at `server`.
    pub fn create(server: &str) -> Result<PostgresDatabase, Failure> {
        static SERIAL: AtomicU32 = AtomicU32::new(0);
        let serial = SERIAL.fetch_add(1, Ordering::Relaxed);
        let name = format!("broadsheet_bench_{}_{serial}", std::process::id());
        let mut conn = PgConnection::establish(server)?;
        conn.batch_execute(&format!("CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0"))?;
        Ok(PostgresDatabase { server: server.to_owned(), name })
    }

    /// Where it is: the server's URL with another database.
    pub fn url(&self) -> String {
        self.url_on(&self.server)
    }

    /// Where another server has it.
    pub fn url_on(&self, server: &str) -> String {
        let (place, query) = match server.split_once('?') {
            Some((place, query)) => (place, format!("?{query}")),
            None => (server, String::new()),
        };
        let start = place.find("://").map_or(0, |scheme| scheme + "://".len());
        let end = place[start..].find('/').map_or(place.len(), |slash| start + slash);
        format!("{}/{}{query}", &place[..end], self.name)
    }

    /// The server's processes that work for this database; of no use when they are on another
    /// machine.
    pub fn processes(&self) -> Vec<u32> {
        let query = diesel::sql_query(format!(
            "SELECT pid FROM pg_stat_activity \
             WHERE datname = '{}' AND backend_type IN ('client backend', 'parallel worker')",
            self.name
        ));
        let rows: Vec<ProcessRow> = PgConnection::establish(&self.server)
            .ok()
            .and_then(|mut conn| query.load(&mut conn).ok())
            .unwrap_or_default();
        rows.into_iter().filter_map(|row| row.pid.try_into().ok()).collect()
    }
}

impl Drop for PostgresDatabase {
    fn drop(&mut self) {
        let dropped = PgConnection::establish(&self.server).map(|mut conn| {
            conn.batch_execute(&format!("DROP DATABASE {} WITH (FORCE)", self.name))
        });
        if !matches!(dropped, Ok(Ok(()))) {
            eprintln!("could not drop the database {}", self.name);
        }
    }
}

#[derive(diesel::QueryableByName)]
struct ProcessRow {
    #[diesel(sql_type = diesel::sql_types::Integer)]
    pid: i32,
}
