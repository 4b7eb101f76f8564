//! Brings a database to the schema that this binary knows.

use std::fs::File;
use std::path::{Path, PathBuf};

use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationSource, MigrationVersion};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{Conn, Database, DatabaseError, DatabaseUrl, dialect};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// How far a database is from this binary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaState {
    /// Versions that the database has.
    pub applied: Vec<String>,
    /// Versions that [`migrate`] would apply, oldest first.
    pub pending: Vec<String>,
}

/// What [`migrate`] did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migrated {
    /// The versions applied, oldest first; empty when the schema was current.
    pub applied: Vec<String>,
    /// Where the copy of the SQLite file from before is, when one was needed.
    pub copy: Option<PathBuf>,
}

/// Compares the database with this binary, changing nothing.
///
/// # Errors
///
/// [`DatabaseError::NewerSchema`] when the database is ahead.
pub fn state(conn: &mut Conn) -> Result<SchemaState, DatabaseError> {
    let (known, mut applied) = match conn {
        Conn::Sqlite(conn) => (known_versions::<diesel::sqlite::Sqlite>(&SQLITE)?, applied(conn)?),
        Conn::Postgres(conn) => (known_versions::<diesel::pg::Pg>(&POSTGRES)?, applied(conn)?),
    };
    applied.sort();
    let latest_known = known.last().cloned().unwrap_or_default();
    if let Some(found) = applied.last().filter(|found| **found > latest_known) {
        return Err(DatabaseError::NewerSchema { found: found.clone(), known: latest_known });
    }
    let pending = known.into_iter().filter(|version| !applied.contains(version)).collect();
    Ok(SchemaState { applied, pending })
}

/// Applies what is pending, under a lock so that two processes can start at once.
///
/// Before a SQLite file that already has content is changed, a copy of it is
/// kept beside it.
///
/// # Errors
///
/// The database is newer than this binary, can't be locked or copied, or a
/// migration fails; what was committed before the failing one stays.
pub fn migrate(database: &Database) -> Result<Migrated, DatabaseError> {
    let _file_lock = match database.url() {
        DatabaseUrl::Sqlite(path) => Some(lock_file(path)?),
        DatabaseUrl::Postgres(_) => None,
    };
    let mut conn = database.writer()?;
    let conn = &mut *conn;
    dialect::lock_migrations(conn)?;
    let result = migrate_locked(conn, database.url());
    dialect::unlock_migrations(conn)?;
    result
}

fn migrate_locked(conn: &mut Conn, url: &DatabaseUrl) -> Result<Migrated, DatabaseError> {
    let state = state(conn)?;
    if state.pending.is_empty() {
        return Ok(Migrated { applied: Vec::new(), copy: None });
    }
    let copy = match (&mut *conn, url, state.applied.last()) {
        (Conn::Sqlite(conn), DatabaseUrl::Sqlite(path), Some(version)) => {
            Some(copy_sqlite(conn, path, version)?)
        }
        _ => None,
    };
    let failed = |error: Box<dyn std::error::Error + Send + Sync>| {
        DatabaseError::Migration(error.to_string())
    };
    match conn {
        Conn::Sqlite(conn) => drop(conn.run_pending_migrations(SQLITE).map_err(failed)?),
        Conn::Postgres(conn) => drop(conn.run_pending_migrations(POSTGRES).map_err(failed)?),
    }
    Ok(Migrated { applied: state.pending, copy })
}

fn applied<B: diesel::backend::Backend>(
    conn: &mut impl MigrationHarness<B>,
) -> Result<Vec<String>, DatabaseError> {
    let versions =
        conn.applied_migrations().map_err(|error| DatabaseError::Migration(error.to_string()))?;
    Ok(versions.iter().map(MigrationVersion::to_string).collect())
}

fn known_versions<B: diesel::backend::Backend>(
    source: &EmbeddedMigrations,
) -> Result<Vec<String>, DatabaseError> {
    let migrations: Vec<Box<dyn Migration<B>>> =
        source.migrations().map_err(|error| DatabaseError::Migration(error.to_string()))?;
    let mut versions: Vec<String> =
        migrations.iter().map(|migration| migration.name().version().to_string()).collect();
    versions.sort();
    Ok(versions)
}

fn lock_file(database: &Path) -> Result<File, DatabaseError> {
    let path = database.with_extension("migration-lock");
    let lock = || {
        let file = File::create(&path)?;
        file.lock()?;
        Ok(file)
    };
    lock().map_err(|error: std::io::Error| {
        DatabaseError::Migration(format!("{}: {error}", path.display()))
    })
}

fn copy_sqlite(
    conn: &mut diesel::SqliteConnection,
    path: &Path,
    version: &str,
) -> Result<PathBuf, DatabaseError> {
    let copy = path.with_extension(format!("before-migration-from-{version}.sqlite3"));
    if copy.exists() {
        // From an attempt that failed: the content is the same, and the first copy is the safer one.
        return Ok(copy);
    }
    let target = copy.to_string_lossy().replace('\'', "''");
    conn.batch_execute(&format!("VACUUM INTO '{target}'"))?;
    Ok(copy)
}
