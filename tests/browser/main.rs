//! The portal in a real Chromium: what a reader sees, and what only a browser can tell.
//!
//! Needs ChromeDriver and Chromium; axe rules also need `AXE_JS`. Where they are missing a line
//! says so and the tests pass; with `CI=true` they fail.

mod accessibility;
mod admin;
mod desk;
mod driver;
mod glyphs;
mod keyboard;
mod portal;
mod reading;
mod targets;
mod weight;
