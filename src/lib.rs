//! Broadsheet, a news portal in one binary.
//!
//! A newsroom publishes in several editions; readers read fast plain pages. *Reading* is GET
//! only and holds only read connections. *Writing* goes through a command: one verb, one
//! transaction, one row in `changes` that everything derived follows.
//!
//! ```text
//! main.rs  lib.rs       start the portal; this map
//! cli/  config.rs       the command line; every setting with its unit and default
//! app.rs  server.rs     App, built once, shared by all; the server around it
//! reload.rs             what a running portal reads anew
//! clock.rs  logging.rs  the time; the log, request_log.rs one line a request
//! routes.rs             every URL of the portal, on one screen
//! auth.rs  error.rs     who is asking; how a failure becomes a page
//! changes.rs audit.rs   the change feed; who did what, chained row by row
//! cache.rs  followers/  rendered pages with the nouns they show; what follows from a change
//! model/  i18n/         the nouns as plain values; editions with their texts and dates
//! text/  media/         Markdown, slugs, counting; photos and their renditions
//! db/                   all SQL, one file per noun
//! pages/                one file per page a reader sees: home, section, article, feeds …
//! admin/                one file per form an editor fills in: sign-in, account, users …
//! commands/             one file per verb that changes the portal: publish, correct, withdraw …
//! importers/            one file per format that comes in
//! demo/  bench/         today's paper for a newcomer; a large newspaper to measure with
//! assets.rs compress.rs style sheets, scripts and icons; gzip and brotli
//! metrics.rs            what an operator's monitoring asks for
//! disk.rs  fetch.rs     what the system says of a folder; pictures of other sites
//! ```
//!
//! ```text
//! GET /en/2026/05/04/17-fuel-prices
//!   server/express.rs, when it is kept and nothing that it shows has moved; else
//!   server/kept_pages.rs → routes → pages/article.rs show → db/articles.rs find_published
//!   → ArticlePage → templates/pages/article.html, and the page is kept
//! POST /admin/users
//!   routes → admin/guard.rs → admin/users.rs create → commands/people/invite.rs → db/users.rs
//!   and audit.rs record, in one transaction; then a page
//! broadsheet import page FILE
//!   cli/import → importers/page.rs import → commands/save_article.rs and publish.rs → db
//!   and changes.rs record, in one transaction
//! ```
//!
//! Calls go down: `cli` and `server`, then `pages`, `admin`, `importers`, `demo`, then `commands`,
//! then `changes`, `audit` and `db`, then `model`, `i18n`, `text`, `media`.

pub mod admin;
pub mod app;
pub mod assets;
pub mod audit;
pub mod auth;
pub mod bench;
pub mod cache;
pub mod changes;
pub mod cli;
pub mod clock;
pub mod commands;
pub mod compress;
pub mod config;
pub mod db;
pub mod demo;
pub mod disk;
pub mod error;
pub mod fetch;
pub mod followers;
pub mod i18n;
pub mod importers;
pub mod jobs;
pub mod logging;
pub mod mail;
pub mod media;
pub mod metrics;
pub mod model;
pub mod pages;
pub mod reload;
pub mod request_log;
pub mod routes;
pub mod server;
pub mod text;
