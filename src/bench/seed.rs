//! A newsroom's content by bulk insert: the same rows for the same number of articles.
//!
//! It goes past the commands, which would take minutes for a hundred thousand articles, but
//! through the portal's own schema and text modules: what a page reads is what a command would
//! have written.

use chrono::NaiveDateTime;
use diesel::connection::SimpleConnection;
use diesel::result::Error;

use super::words::{Dice, LANGUAGES};
use crate::db::{Conn, Database, DatabaseError, dialect, status};
use crate::media::Original;

/// Articles in a coverage and an edition, on average.
const COVERAGE_LENGTH: usize = 60;
/// Stories in one transaction.
const BATCH: usize = 2_500;
/// A home front takes so many of the newest stories.
const LEAST_STORIES: usize = 25;

/// Why a database wasn't filled.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// Somebody's work may be in it.
    #[error("the database has content, which nothing is mixed with; give an empty one")]
    HasContent,
    /// There is no connection to the database.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The database failed; what was committed until then stays.
    #[error(transparent)]
    Db(#[from] Error),
}

/// What a database was filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seeded {
    /// Each in every edition.
    pub stories: usize,
    /// Texts in all editions.
    pub articles: usize,
    /// Running events.
    pub coverages: usize,
}

/// Fills the empty database with at least `articles` articles, a quarter in each edition, the
/// newest of them published just before `newest` (UTC), the others every 23 minutes before it.
///
/// `pictures` are in the media library already. `progress` is told how many articles are there.
///
/// # Errors
///
/// The database has content, or fails; it may then hold a part of the articles.
pub fn seed(
    database: &Database,
    articles: usize,
    newest: NaiveDateTime,
    pictures: &[&Original],
    mut progress: impl FnMut(usize),
) -> Result<Seeded, SeedError> {
    let mut conn = database.writer()?;
    if status::has_content(&mut conn)? {
        return Err(SeedError::HasContent);
    }
    let stories = articles.div_ceil(LANGUAGES.len()).max(LEAST_STORIES);
    let mut seeder = Seeder::new(stories, newest, pictures);
    dialect::transaction(&mut conn, |conn| seeder.around(conn))?;
    let texts = seeder.texts();
    for first in (1..=stories).step_by(BATCH) {
        let last = stories.min(first + BATCH - 1);
        dialect::transaction(&mut conn, |conn| seeder.articles(conn, first..=last, &texts))?;
        progress(last * LANGUAGES.len());
    }
    dialect::transaction(&mut conn, |conn| seeder.fronts(conn))?;
    match &mut *conn {
        Conn::Sqlite(conn) => conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)")?,
        Conn::Postgres(conn) => {
            // What was given an id didn't move the sequence that gives the next one.
            for table in
                ["sections", "people", "media", "coverages", "stories", "articles", "revisions"]
            {
                conn.batch_execute(&format!(
                    "SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
                ))?;
            }
            // Statistics and the map of visible rows, as autovacuum would make them.
            conn.batch_execute("VACUUM ANALYZE")?;
        }
    }
    Ok(Seeded { stories, articles: stories * LANGUAGES.len(), coverages: seeder.coverages })
}

/// What is put into a database, part by part.
pub(super) struct Seeder<'a> {
    pub stories: usize,
    pub coverages: usize,
    pub newest: NaiveDateTime,
    pub pictures: &'a [&'a Original],
    pub dice: Dice,
}

impl Seeder<'_> {
    fn new<'a>(stories: usize, newest: NaiveDateTime, pictures: &'a [&'a Original]) -> Seeder<'a> {
        let coverages = (stories / COVERAGE_LENGTH).max(4);
        Seeder { stories, coverages, newest, pictures, dice: Dice::new(20_161_116) }
    }
}
