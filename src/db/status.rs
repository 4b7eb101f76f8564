//! What probes and `broadsheet check` ask a database.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::Conn;
use super::schema::{articles, changes, sections};
use crate::model::{ArticleId, SectionId};

diesel::table! {
    __diesel_schema_migrations (version) {
        version -> Text,
        run_on -> Timestamp,
    }
}

/// The latest migration the database has.
///
/// # Errors
///
/// Those of the database, also when it was never migrated.
pub fn find_schema_version(conn: &mut Conn) -> QueryResult<Option<String>> {
    __diesel_schema_migrations::table
        .order(__diesel_schema_migrations::version.desc())
        .select(__diesel_schema_migrations::version)
        .first(conn)
        .optional()
}

/// When the newest change was made (UTC), as the clock that made it had it.
pub fn find_newest_change_at(conn: &mut Conn) -> QueryResult<Option<NaiveDateTime>> {
    changes::table.order(changes::id.desc()).select(changes::changed_at).first(conn).optional()
}

/// Whether the database has a section or an article.
pub fn has_content(conn: &mut Conn) -> QueryResult<bool> {
    let section = sections::table.select(sections::id).first::<SectionId>(conn).optional()?;
    let article = articles::table.select(articles::id).first::<ArticleId>(conn).optional()?;
    Ok(section.is_some() || article.is_some())
}
