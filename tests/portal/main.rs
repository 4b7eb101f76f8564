//! The portal as readers meet it, on both databases. Folders mirror `src/`.
//!
//! `TEST_POSTGRES_URL` names a server on which the tests may create databases.

#[macro_use]
extern crate macro_rules_attribute;

mod support;

mod admin;
mod assets;
mod bench;
mod bucket;
mod changes;
mod cli;
mod clock;
mod commands;
mod corpus;
mod db;
mod freshness;
mod front;
mod i18n;
mod importers;
mod life_cycle;
mod media;
mod metrics;
mod pages;
mod retention;
mod styles;
