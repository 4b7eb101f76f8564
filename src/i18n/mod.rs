//! Editions as data: texts, dates, numbers and the choice of an edition for a reader.
//!
//! An edition is a folder `locales/{prefix}/`: `edition.toml` is its record, `*.ftl` are its
//! messages, `pages/*.md` the texts its standing pages start with. Nothing in here names a
//! language; an edition that this code has never heard of takes files and nothing else.
//!
//! ```text
//! files.rs        the folders, in the binary and beside it
//! record.rs       edition.toml, checked line by line
//! messages.rs     Fluent messages, compiled once; catalogue.rs compiles them
//! dates.rs        date patterns; names.rs the names in them; zones.rs UTC and local
//! numbers.rs      digits, grouping, plurals
//! edition.rs      all of that for one edition
//! negotiation.rs  Accept-Language
//! editions.rs     all editions of the portal
//! ```
//!
//! Everything is resolved when the portal starts. Afterwards a text is a hash lookup and a date
//! a handful of copies; nothing locks.

mod catalogue;
mod dates;
mod edition;
mod editions;
mod files;
mod messages;
mod names;
mod negotiation;
mod numbers;
mod record;
mod zones;

pub use edition::Edition;
pub use editions::{Editions, LocaleError};
pub use messages::Arg;
pub use record::{Direction, RESERVED_PREFIXES, WritingMode};
