//! `broadsheet migrate`

use crate::config::Loaded;
use crate::db::{Database, migrations};

use super::{Failure, print, serve};

/// Brings the database to this binary's schema and says what that took.
pub fn run(loaded: Loaded) -> Result<(), Failure> {
    let config = &loaded.config;
    serve::check_data_dir(config)?;
    let migrated = Database::open(&config.database, config.database_connections)
        .and_then(|database| migrations::migrate(&database))
        .map_err(|error| Failure::from(error).without_password(config))?;
    if let Some(copy) = migrated.copy {
        print(&format!("Kept a copy of the database from before: {}\n", copy.display()));
    }
    match migrated.applied.as_slice() {
        [] => print(&format!("The schema of {} is current.\n", config.database)),
        applied => print(&format!("Applied to {}: {}.\n", config.database, applied.join(", "))),
    }
    Ok(())
}
