//! `broadsheet check`

use std::collections::HashMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use image::{ImageFormat, RgbImage};

use crate::assets::Assets;
use crate::clock::Clock;
use crate::config::{Config, ConfigError, Loaded};
use crate::db::{Database, DatabaseError, DatabaseUrl, followers, migrations, status};
use crate::disk;
use crate::followers::purge::{self, Purger};
use crate::i18n::{Edition, Editions};
use crate::media::{Bucket, MediaError, MediaStore};

use super::{Failure, print, serve};

/// Less than this, in bytes, is worth knowing.
const LITTLE_FREE_BYTES: u64 = 1 << 30;

/// 64 × 64 pixels of a clear sky.
const AVIF: &[u8] = include_bytes!("check/sky.avif");

/// How long the mail server may take.
const MAIL_TIMEOUT: std::time::Duration = std::time::Duration::from_secs(5);

/// Prints a line for each thing that a portal needs; fails when one is wrong.
pub fn run(loaded: Result<Loaded, ConfigError>) -> ExitCode {
    let mut report = Report::default();
    match loaded {
        Ok(loaded) => check_all(&mut report, &loaded),
        Err(error) => report.wrong("configuration", error, "correct it; nothing else was checked"),
    }
    print(&report.text);
    if report.is_wrong { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// What was found, as it is printed.
#[derive(Default)]
struct Report {
    text: String,
    is_wrong: bool,
}

impl Report {
    fn good(&mut self, name: &str, found: impl ToString) {
        self.line('✓', name, &found.to_string());
    }

    /// Worth knowing, with what to do if it matters.
    fn notable(&mut self, name: &str, found: impl ToString, remedy: &str) {
        self.line('!', name, &found.to_string());
        self.line(' ', "", remedy);
    }

    fn wrong(&mut self, name: &str, found: impl ToString, remedy: &str) {
        self.is_wrong = true;
        self.line('✗', name, &found.to_string());
        self.line(' ', "", remedy);
    }

    fn line(&mut self, mark: char, name: &str, text: &str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.text.push_str(&format!("{mark} {name:<15} {text}\n"));
    }
}

fn check_all(report: &mut Report, loaded: &Loaded) {
    let config = &loaded.config;
    let file = loaded.file.as_ref().map(|file| file.display().to_string());
    report.good("configuration", file.unwrap_or_else(|| "no file".to_owned()));
    check_data_dir(report, config);
    check_database(report, config);
    check_base_url(report, config);
    check_mail(report, config);
    check_photos(report);
    check_bucket(report, config);
    check_editions(report, config);
    if let Some(folder) = &config.static_dir {
        match Assets::load(Some(folder)) {
            Ok(_) => report.good("static files", folder.display()),
            Err(error) => {
                let found = format!("cannot read {}: {error}", folder.display());
                report.wrong("static files", found, "correct static_dir, or leave it out");
            }
        }
    }
}

fn check_mail(report: &mut Report, config: &Config) {
    let Some(url) = &config.mail_url else {
        let remedy = "set mail_url to send invitations by mail; until then links are shown";
        return report.notable("mail", "no server", remedy);
    };
    let remedy = "start the server, or correct mail_url";
    let reached = lettre::SmtpTransport::from_url(url)
        .and_then(|server| server.timeout(Some(MAIL_TIMEOUT)).build().test_connection());
    match reached {
        Ok(true) => report.good("mail", "the server answers"),
        Ok(false) => report.wrong("mail", "the server does not take mail", remedy),
        Err(error) => report.wrong("mail", error, remedy),
    }
}

fn check_data_dir(report: &mut Report, config: &Config) {
    let folder = &config.data_dir;
    match serve::check_data_dir(config) {
        Ok(()) => report.good("data folder", folder.display()),
        Err(failure) => {
            let remedy = "let this user write there, or choose another with --data-dir";
            report.wrong("data folder", failure, remedy);
        }
    }
    let remedy = "free some space on that disk";
    match disk::free_bytes(folder) {
        Ok(free) if free < config.least_free_bytes => {
            report.wrong("disk", format!("{} MB free", free >> 20), remedy);
        }
        Ok(free) if free < LITTLE_FREE_BYTES => {
            report.notable("disk", format!("{} MB free", free >> 20), remedy);
        }
        Ok(free) => report.good("disk", format!("{} GB free", free >> 30)),
        Err(error) => report.wrong("disk", error, "see whether that disk is mounted"),
    }
}

fn check_database(report: &mut Report, config: &Config) {
    if let DatabaseUrl::Sqlite(path) = &config.database
        && !path.exists()
    {
        let found = format!("{} is not there yet", path.display());
        return report.notable("database", found, "broadsheet serve makes it, as does init");
    }
    let remedy = match &config.database {
        DatabaseUrl::Sqlite(_) => "correct database_url, or restore the file from a backup",
        DatabaseUrl::Postgres(_) => "start the server, or correct database_url",
    };
    let database = match Database::open(&config.database, 1) {
        Ok(database) => database,
        Err(error) => {
            return report.wrong("database", Failure::from(error).without_password(config), remedy);
        }
    };
    match schema(&database) {
        Ok(Schema::Current(version)) => {
            report.good("database", format!("{}, schema {version}", config.database));
            check_clock(report, &database);
            check_purging(report, config, &database);
        }
        Ok(Schema::Pending) => {
            let found = format!("{} has an older schema, or none", config.database);
            report.notable("database", found, "broadsheet migrate, or serve, brings it up to date");
        }
        Err(error @ DatabaseError::NewerSchema { .. }) => {
            report.wrong("database", error, "install the newer version");
        }
        Err(error) => report.wrong("database", Failure::from(error), remedy),
    }
}

enum Schema {
    Current(String),
    Pending,
}

fn schema(database: &Database) -> Result<Schema, DatabaseError> {
    // First by a connection that can't write: an empty database stays empty.
    let Ok(Some(version)) = status::find_schema_version(&mut *database.reader()?) else {
        return Ok(Schema::Pending);
    };
    let state = migrations::state(&mut *database.writer()?)?;
    Ok(if state.pending.is_empty() { Schema::Current(version) } else { Schema::Pending })
}

/// A clock that was set back would hide what was published under the later time.
fn check_clock(report: &mut Report, database: &Database) {
    let now = Clock::system().now();
    let newest = database
        .reader()
        .and_then(|mut conn| Ok(status::find_newest_change_at(&mut conn)?))
        .ok()
        .flatten();
    let now_text = format!("{} UTC", now.format("%Y-%m-%d %H:%M:%S"));
    match newest {
        Some(newest) if newest > now + chrono::TimeDelta::minutes(5) => {
            let found = format!("it is {now_text}, but the newest change is from {newest} UTC");
            report.wrong("clock", found, "set this machine's clock, by NTP if you can");
        }
        _ => report.good("clock", now_text),
    }
}

/// Asks what is in front of the portal to purge a key that no page has.
fn check_purging(report: &mut Report, config: &Config, database: &Database) {
    let name = "purging";
    let purger = match Purger::new(config) {
        Err(error) => return report.wrong(name, error, "correct what begins with purge_"),
        Ok(None) if config.shared_cache_secs == 0 => return,
        Ok(None) => {
            let secs = config.shared_cache_secs;
            let found = format!("what is in front may show a page for {secs} s, and nobody purges");
            return report.notable(name, found, "set purge_url, or shared_cache_secs to 0");
        }
        Ok(Some(purger)) => purger,
    };
    if config.surrogate_header.is_empty() {
        let found = "pages don't say what they show";
        return report.wrong(name, found, "set surrogate_header as what is in front wants it");
    }
    let remedy = "see whether it runs, and correct what begins with purge_";
    let runtime = match actix_web::rt::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return report.wrong(name, error, remedy),
    };
    if let Err(error) = runtime.block_on(purger.purge(&["broadsheet-check".to_owned()])) {
        return report.wrong(name, error, remedy);
    }
    let follower = database.reader().and_then(|mut conn| {
        Ok(followers::find(&mut conn, purge::NAME)?.filter(|it| it.failing_since.is_some()))
    });
    match follower {
        Ok(Some(failing)) => {
            let since = failing.failing_since.unwrap_or(failing.followed_at);
            let since = since.format("%Y-%m-%d %H:%M:%S");
            let found = format!("it answers now, but failed at {since} UTC: {}", failing.failure);
            report.notable(name, found, "a running portal tries again within a minute");
        }
        _ => report.good(name, "what is in front answers"),
    }
}

fn check_base_url(report: &mut Report, config: &Config) {
    let url = &config.base_url;
    let host = url.split_once("://").map_or(url.as_str(), |(_, host)| host);
    let is_local = ["localhost", "127.", "[::1]"].iter().any(|local| host.starts_with(local));
    let remedy = "set base_url to the address that readers will type: https://news.example.org";
    if is_local {
        report.notable("base URL", format!("{url} is for this machine only"), remedy);
    } else if url.starts_with("http://") {
        report.notable("base URL", format!("{url} is not encrypted"), remedy);
    } else {
        report.good("base URL", url);
        if config.trusted_proxies.is_empty() {
            report.notable(
                "proxies",
                "none is trusted, so the log has the proxy's address, not the readers'",
                "set trusted_proxies to the address of what terminates TLS",
            );
        }
    }
}

/// Takes a picture of each format and makes a rendition of it, in a folder that is then removed.
fn check_photos(report: &mut Report) {
    let folder = TemporaryFolder::new("check");
    let drawn = |format: ImageFormat| {
        let shade = |x, y| image::Rgb([x as u8, y as u8, (x + y) as u8]);
        let mut bytes = Cursor::new(Vec::new());
        let picture = RgbImage::from_fn(64, 64, shade);
        picture.write_to(&mut bytes, format).map(|()| bytes.into_inner())
    };
    // Nothing here can write AVIF. Where it can't be read, the program may not start itself.
    let pictures = [
        ("JPEG", drawn(ImageFormat::Jpeg)),
        ("PNG", drawn(ImageFormat::Png)),
        ("WebP", drawn(ImageFormat::WebP)),
        ("AVIF", Ok(AVIF.to_vec())),
    ];
    let mut taken = Vec::new();
    for (name, picture) in pictures {
        match picture.map_err(Failure::from).and_then(|bytes| try_photo(&folder.0, &bytes)) {
            Ok(()) => taken.push(name),
            Err(failure) => {
                let folder = folder.0.display();
                let remedy = match name {
                    "AVIF" => {
                        "let the program start itself: it decodes AVIF in a process of its own"
                            .to_owned()
                    }
                    _ => format!("see whether {folder} can be written to"),
                };
                report.wrong("photo formats", format!("{name}: {failure}"), &remedy);
            }
        }
    }
    if taken.len() == 4 {
        report.good("photo formats", taken.join(", "));
    }
}

/// Writes something into the bucket of the photos, reads it and takes it away again.
fn check_bucket(report: &mut Report, config: &Config) {
    let Some(place) = config.media_place() else { return };
    match Bucket::open(&place).and_then(|bucket| bucket.check()) {
        Ok(()) => report.good("photos", format!("in the bucket {}", place.bucket)),
        Err(error) => {
            report.wrong("photos", error, "start the storage, or correct what begins with media_");
        }
    }
}

fn try_photo(folder: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let store = MediaStore::open(folder)?;
    let original = store.put(bytes)?;
    let made = store.rendition(&original.key, original.width)?;
    made.map(drop).ok_or_else(|| Failure::from(MediaError::UnknownFormat))
}

struct TemporaryFolder(PathBuf);

impl TemporaryFolder {
    fn new(name: &str) -> TemporaryFolder {
        let unique = format!("broadsheet-{name}-{}", std::process::id());
        TemporaryFolder(std::env::temp_dir().join(unique))
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        // The system empties its folder by itself, sooner or later.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn check_editions(report: &mut Report, config: &Config) {
    let editions = match Editions::load(config.locales_dir.as_deref()) {
        Ok(editions) => editions,
        Err(error) => {
            return report.wrong("editions", Failure::from(error), "correct that file");
        }
    };
    let Some(model) = editions.get(&config.default_edition) else {
        let found = format!("default_edition is `{}`, which is no edition", config.default_edition);
        let prefixes: Vec<_> = editions.iter().map(|edition| edition.prefix.as_str()).collect();
        return report.wrong(
            "editions",
            found,
            &format!("set it to one of {}", prefixes.join(", ")),
        );
    };
    for edition in &editions {
        let name = format!("edition {}", edition.prefix);
        match missing_messages(model, edition).as_slice() {
            [] => report.good(&name, &edition.label),
            missing => {
                let first = &missing[..missing.len().min(3)];
                let found = format!("{} messages missing: {}", missing.len(), first.join(", "));
                let remedy = format!(
                    "add them to a file {}/own.ftl in locales_dir, with the arguments they have \
                     in {}",
                    edition.prefix, model.prefix
                );
                report.wrong(&name, found, &remedy);
            }
        }
    }
}

/// What `model` can say and `edition` can't, or says with other arguments; sorted.
fn missing_messages<'a>(model: &'a Edition, edition: &Edition) -> Vec<&'a str> {
    let known: HashMap<&str, Vec<&str>> = edition.messages().collect();
    let mut missing: Vec<&str> = model
        .messages()
        .filter(|(key, arguments)| known.get(key) != Some(arguments))
        .map(|(key, _)| key)
        .collect();
    missing.sort_unstable();
    missing
}
