//! All SQL of the portal: one file per noun, one query text for both databases.
//!
//! [`Conn`] is a SQLite or a PostgreSQL connection, chosen by the scheme of the
//! URL. What the two do differently is in [`dialect`].

pub mod acts;
pub mod articles;
pub mod attempts;
pub mod clipboards;
pub mod coverage_entries;
pub mod coverage_moments;
pub mod coverages;
pub mod demo;
pub mod desk;
pub mod dialect;
pub mod discarding;
pub mod drafts;
pub mod due;
pub mod editing;
pub mod followers;
pub mod fronts;
pub mod ids;
mod instant;
pub mod jobs;
pub mod lending;
pub mod links;
pub mod listener;
pub mod listing;
pub mod media;
pub mod migrations;
pub mod names;
pub mod opening;
pub mod pages;
pub mod people;
pub mod planned_places;
pub mod pool;
pub mod redirects;
pub mod saved_views;
pub mod schema;
pub mod sections;
pub mod sessions;
pub mod settings;
pub mod sitemaps;
pub mod statement;
pub mod status;
pub mod stories;
pub mod teasers;
pub mod tokens;
pub mod trouble;
pub mod url;
pub mod users;
pub mod working_copies;

pub use pool::{Database, DatabaseError};
pub use trouble::Trouble;
pub use url::DatabaseUrl;

/// A connection to either database.
///
/// Never call `Conn::establish`: it would try the URL on each backend in turn.
/// [`Database`] chooses by the URL's scheme.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// The embedded database.
    Sqlite(diesel::SqliteConnection),
    /// A PostgreSQL server.
    Postgres(diesel::PgConnection),
}
