//! What the tests stand on.
//!
//! ```text
//! database.rs   a database for each test, on SQLite and on PostgreSQL
//! portal.rs     a portal of its own on a socket of its own, with a clock that stands
//! content.rs    its content, by builders that say only what matters to a test
//! paper.rs      a paper with something of every kind
//! http.rs       a reader's requests, well-formed or not
//! admin.rs      somebody in the newsroom, signed in
//! wire.rs       the way to PostgreSQL, which can be cut
//! answer.rs     what came back, as a browser or a person sees it
//! ```
//!
//! A test is written once and run on both databases:
//!
//! ```ignore
//! #[apply(on_both_databases)]
//! async fn an_article_has_its_headline_as_heading() {
//!     let portal = spawn().await;
//!     let article = portal.article("fuel-prices").headline("Fuel is dearer").insert();
//!     let page = portal.get(&article.path).await;
//!     assert_eq!(page.status(), 200);
//!     assert_eq!(page.select_text("h1"), ["Fuel is dearer"]);
//! }
//! ```
//!
//! `cargo test --test portal ::sqlite` and `… ::postgres` run one half.

mod admin;
mod answer;
mod content;
mod database;
mod http;
mod paper;
mod portal;
mod wire;

pub use admin::{Browser, PASSWORD};
pub use answer::{Answer, article_id};
pub use content::{Article, ArticleBuilder, picture};
pub use database::{Backend, Replica, TestDatabase, backend, batch, dump, run, tables, texts};
pub use http::{Request, next_answer};
pub use portal::{Portal, START, spawn, spawn_on, spawn_with};
pub use wire::Wire;

use std::io::Write;

use broadsheet::app::App;
use chrono::{Datelike, NaiveDateTime};

/// The four editions of the portal.
pub const EDITIONS: [&str; 4] = ["en", "zh-hans", "zh-hant", "mn"];

/// An instant (UTC): `2026-05-04 06:00`, with seconds where they matter.
#[track_caller]
pub fn at(text: &str) -> NaiveDateTime {
    let formats = ["%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S%.f"];
    let read = |format| NaiveDateTime::parse_from_str(text, format).ok();
    formats.into_iter().find_map(read).unwrap_or_else(|| panic!("`{text}` is no instant"))
}

/// Has AVIF decoded by the program: the one that runs is that of the tests.
pub fn decode_by_the_program() {
    broadsheet::media::use_decoder(std::path::Path::new(env!("CARGO_BIN_EXE_broadsheet")));
}

/// Says in one line what isn't there, so that a test is skipped; with `CI=true`, where nothing is,
/// a failure.
#[track_caller]
pub fn skip_without(missing: &str) {
    let is_ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
    assert!(!is_ci, "there is no {missing}, and under CI nothing is skipped");
    // Not `eprintln!`, which the test runner keeps to itself.
    let _ = writeln!(std::io::stderr(), "skipped: no {missing}; see CONTRIBUTING.md");
}

fn article_path(app: &App, edition: &str, at: NaiveDateTime, id: i64, slug: &str) -> String {
    let day = app.editions.get(edition).expect("an edition").local_date(at);
    format!("/{edition}/{}/{:02}/{:02}/{id}-{slug}", day.year(), day.month(), day.day())
}

/// Makes `sqlite` and `postgres` of one test, in a module of its name.
macro_rules! on_both_databases {
    ($(#[$meta:meta])* async fn $name:ident() $body:block) => {
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            $(#[$meta])*
            #[test]
            fn sqlite() {
                $crate::support::run($crate::support::Backend::Sqlite, test());
            }

            $(#[$meta])*
            #[test]
            fn postgres() {
                $crate::support::run($crate::support::Backend::Postgres, test());
            }

            async fn test() $body
        }
    };
}

pub(crate) use on_both_databases;
