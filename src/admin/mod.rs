//! What editors fill in: one file per form, with its addresses, its view model and its template.
//!
//! ```text
//! guard.rs    stands around every page: who asks, is the form ours, headers, failures
//! csrf.rs     whether a form is ours; credentials.rs whether a password or a code is right
//! fields.rs   what was typed, and what is wrong with it; files.rs the same in forms with files
//! layout.rs   what surrounds every page: menu, flash, texts in the person's language
//! reply.rs    sending a page, or on to the next one
//! errors.rs   the pages of failures; again.rs a password in between, and nothing lost
//! seen.rs     a form doesn't overwrite what somebody else has saved meanwhile
//! unsaved.rs  the page of a form that couldn't be taken, with what was sent
//! ```
//!
//! A new screen is a file here with `show new create edit update destroy`, its lines in
//! `routes.rs`, a line in [`layout::MENU`] when it has a place there, and a template that extends
//! `admin/layout.html`. Handlers take [`crate::auth::SignedIn`] and run commands by
//! `app.write(move |_, conn| commands::…(conn, &sign_off, …))`; the commands say who may.

pub mod account;
pub mod again;
pub mod articles;
pub mod credentials;
pub mod csrf;
pub mod dashboard;
pub mod desk;
pub mod errors;
pub mod fields;
pub mod files;
pub mod fronts;
pub mod guard;
pub mod jobs;
pub mod layout;
pub mod link;
pub mod media;
pub mod paste;
pub mod reply;
mod seen;
pub mod session;
pub mod settings;
pub mod setup;
pub mod sign_in;
pub mod tidy;
pub mod unsaved;
pub mod users;

pub use crate::auth::{SignedIn, Visitor};
pub use fields::{Fields, Form};
pub use layout::Layout;
pub use reply::{AdminResult, Flash};
