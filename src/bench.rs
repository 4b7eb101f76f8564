//! A large newspaper to measure with: content made of word lists, by bulk insert.
//!
//! ```text
//! seed.rs       fills a database, part by part
//! newspaper.rs  what articles refer to: sections, people, photos, coverages
//! stories.rs    stories with an article in every edition, and the fronts
//! words.rs      the words of four editions, and dice that fall the same way each time
//! ```

/// Rows in one statement, which takes at most 32,766 values.
const CHUNK: usize = 1_000;

/// Inserts rows with as few statements as each database allows.
macro_rules! insert {
    ($conn:expr, $table:path, $rows:expr) => {
        for rows in $rows.chunks($crate::bench::CHUNK) {
            match $conn {
                $crate::db::Conn::Sqlite(conn) => {
                    diesel::insert_into($table).values(rows).execute(conn)?
                }
                $crate::db::Conn::Postgres(conn) => {
                    diesel::insert_into($table).values(rows).execute(conn)?
                }
            };
        }
    };
}

mod newspaper;
mod seed;
mod stories;
pub mod words;

pub use seed::{SeedError, Seeded, seed};
