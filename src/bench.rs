//! A large newspaper to measure with: content made of word lists, by bulk insert.
//!
//! ```text
//! seed.rs   the rows of stories, articles, coverages and fronts
//! words.rs  the words of four editions, and dice that fall the same way each time
//! ```

mod seed;
pub mod words;

pub use seed::{SeedError, Seeded, seed};
