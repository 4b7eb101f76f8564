//! Text as editors type it and as pages print it: pure functions, no I/O.
//!
//! ```text
//! clean.rs         what may be stored: control characters out, everything else as typed
//! article_body.rs  Markdown of a body → blocks, stored as JSON with the revision
//!   fences.rs      the body as fenced blocks and prose between them
//!   lines.rs       one line = one paragraph: prose as plain CommonMark
//!   blocks.rs      the fenced blocks: photo, gallery, quote, fact, table, embed
//!   prose.rs       CommonMark (comrak) → HTML
//!   links.rs       where a link may go
//!   sanitise.rs    the second wall: an allow-list over the HTML (ammonia)
//! slug.rs          the readable tail of an address
//! paragraphs.rs    a body beside that of another language
//! tidy.rs          typed signs → those that a newspaper prints
//! count.rs         cells, words, reading time
//! escape.rs        texts in templates: markup becomes references
//! ```

pub mod article_body;
mod blocks;
pub mod clean;
pub mod count;
pub mod escape;
mod fences;
mod lines;
mod links;
pub mod paragraphs;
mod prose;
mod sanitise;
pub mod slug;
mod tidy;

#[cfg(test)]
mod hostile_tests;

pub use article_body::{
    Block, ParsedBody, PhotoRef, Problem, ProblemKind, RENDERED_BY, parse_body,
};
pub use clean::{clean_body, clean_line};
pub use count::{WordCount, cells, reading_minutes, truncate_cells};
pub use paragraphs::{Pair, frame, join_paragraphs, pair, paragraphs, paragraphs_beside};
pub use slug::{headline_slug, slug};
pub use tidy::{TidyRules, tidy, tidy_line};
