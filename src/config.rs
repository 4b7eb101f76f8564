//! Every technical setting with its unit and its default.
//!
//! Editorial settings (names, accounts, the breaking line) live in the database and nowhere
//! else; what is here, nowhere but here. A setting comes from its default, then `broadsheet.toml`,
//! then a `BROADSHEET_*` variable, then a flag; the later one wins.
//!
//! ```text
//! setting.rs     what is known of a setting: its name, its kind, whether it is secret
//! settings.rs    the table of all: key, help, default, how it is read and printed
//! values.rs      texts that become addresses, networks, hosts
//! environment.rs variables
//! load.rs        the four places in their order; where each value came from
//! file.rs        broadsheet.toml, with lines
//! ```

mod environment;
mod file;
mod load;
mod setting;
mod settings;
mod values;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use ipnet::IpNet;

use crate::db::DatabaseUrl;
use crate::media::BucketPlace;

pub use environment::FirstAdmin;
pub use load::{ConfigError, Flags, Loaded, Origin, load};
pub use setting::Setting;
pub use settings::SETTINGS;

/// The file's name, looked for where the program was started.
pub const FILE_NAME: &str = "broadsheet.toml";

/// Every technical setting.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where the portal listens.
    pub listen: SocketAddr,
    /// Where `/metrics` is answered; `None`: nowhere.
    pub metrics_listen: Option<SocketAddr>,
    /// What readers type before a path, without a slash at its end: `https://news.example.org`.
    pub base_url: String,
    /// The folder of the SQLite database and of the photos.
    pub data_dir: PathBuf,
    /// With less than this free on its disk, in bytes, the portal could soon not take a change any
    /// more. Nobody sets it but tests.
    pub least_free_bytes: u64,
    /// Where photos are kept; `None`: in the data folder.
    pub media_bucket: Option<(String, String)>,
    /// The S3-compatible storage of the bucket; `None`: Amazon's own.
    pub media_endpoint: Option<String>,
    /// The bucket's region.
    pub media_region: String,
    /// The access key to the bucket.
    pub media_key_id: String,
    /// Its secret.
    pub media_secret: String,
    /// How much of the bucket's renditions are kept on this machine's disk, in megabytes.
    pub media_nearby_mb: u64,
    /// Where the content is kept.
    pub database: DatabaseUrl,
    /// A copy of it that follows, for readers' pages; `None`: they are read from the database itself.
    pub database_read: Option<DatabaseUrl>,
    /// How many connections readers share.
    pub database_connections: u32,
    /// How many threads answer requests.
    pub workers: usize,
    /// How long requests may take to end once the portal is told to stop, in seconds.
    pub drain_secs: u64,
    /// How much memory kept pages may take, in megabytes; 0 keeps none.
    pub page_cache_mb: u64,
    /// How long changes are kept for those who follow them, in days; 0: for good.
    pub changes_days: u16,
    /// How long a cache in front of the portal, which it purges, may show a page without asking,
    /// in seconds; 0: every cache asks each time.
    pub shared_cache_secs: u32,
    /// The header that tells a cache in front of the portal what a page shows; empty: none does.
    pub surrogate_header: String,
    /// Whether nginx stands in front, and keeps pages for when the portal is down.
    pub behind_nginx: bool,
    /// What is asked to purge a cache in front of the portal; `None`: nothing.
    pub purge_url: Option<String>,
    /// The method of that request.
    pub purge_method: String,
    /// Which of its headers carries the keys; empty: none.
    pub purge_header: String,
    /// Its body, with `{keys}` where they go as a JSON array; empty: none.
    pub purge_body: String,
    /// A header by which the cache knows that the portal may, as `Name: value`.
    pub purge_token: Option<String>,
    /// So many keys go into one request.
    pub purge_keys: u32,
    /// Whose `X-Forwarded-For` and `X-Request-Id` are believed.
    pub trusted_proxies: Vec<IpNet>,
    /// How log lines look.
    pub log_format: LogFormat,
    /// Which log lines are written, in the syntax of `tracing_subscriber::EnvFilter`.
    pub log_filter: String,
    /// A folder whose files replace or join the static files in the binary.
    pub static_dir: Option<PathBuf>,
    /// A folder whose editions replace or join those in the binary.
    pub locales_dir: Option<PathBuf>,
    /// Prefix of the edition for readers whose language the portal doesn't have.
    pub default_edition: String,
    /// Hosts that a reader's click may load an embed from.
    pub embed_hosts: Vec<String>,
    /// Whether a database that nobody has touched gets the demo.
    pub load_demo: bool,
    /// How long somebody stays signed in without doing anything, in hours.
    pub session_idle_hours: u32,
    /// How long somebody stays signed in at most, in days.
    pub session_days: u32,
    /// The largest photo that is taken, in megabytes (1,000,000 bytes).
    pub max_photo_mb: u32,
    /// How long fetching another site's picture may take, in seconds.
    pub fetch_secs: u32,
    /// Private networks that pictures may be fetched from all the same.
    pub fetch_networks: Vec<IpNet>,
    /// The server that takes our mail, with its password; `None`: links are passed on by hand.
    pub mail_url: Option<String>,
    /// Whom our mail is from: `News <news@example.org>`.
    pub mail_from: String,
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// Text on a terminal, JSON elsewhere.
    Auto,
    /// A line for people.
    Text,
    /// A JSON object a line.
    Json,
}

impl Config {
    /// A portal in the folder `data_dir` with its content in `database`, for tests: one worker,
    /// no demo, a port of the system's choice.
    pub fn for_tests(data_dir: &Path, database: DatabaseUrl) -> Config {
        Config {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            base_url: "http://portal.example".to_owned(),
            data_dir: data_dir.to_owned(),
            database,
            database_connections: 2,
            workers: 1,
            page_cache_mb: 16,
            drain_secs: 2,
            load_demo: false,
            ..Config::default()
        }
    }

    /// The folder of the photos.
    pub fn media_dir(&self) -> PathBuf {
        self.data_dir.join("media")
    }

    /// The bucket of the photos, if they are in one.
    pub fn media_place(&self) -> Option<BucketPlace> {
        let (bucket, prefix) = self.media_bucket.clone()?;
        Some(BucketPlace {
            bucket,
            prefix,
            endpoint: self.media_endpoint.clone(),
            region: self.media_region.clone(),
            key_id: self.media_key_id.clone(),
            secret: self.media_secret.clone(),
        })
    }

    /// How much memory kept pages may take.
    pub fn page_cache_bytes(&self) -> u64 {
        self.page_cache_mb << 20
    }

    /// The largest photo that is taken, in bytes.
    pub fn max_photo_bytes(&self) -> u64 {
        u64::from(self.max_photo_mb) * 1_000_000
    }
}

impl Default for Config {
    /// What applies when nobody sets anything.
    fn default() -> Config {
        let data_dir = PathBuf::from("./broadsheet-data");
        let workers = std::thread::available_parallelism().map_or(1, usize::from);
        let listen = SocketAddr::from(([127, 0, 0, 1], 8080));
        Config {
            listen,
            metrics_listen: None,
            base_url: default_base_url(listen),
            database: default_database(&data_dir),
            media_bucket: None,
            media_endpoint: None,
            media_region: "us-east-1".to_owned(),
            media_key_id: String::new(),
            media_secret: String::new(),
            media_nearby_mb: 1_024,
            database_read: None,
            data_dir,
            least_free_bytes: 32 << 20,
            // On SQLite a worker holds at most one at a time; a server takes more at once.
            database_connections: u32::try_from(workers).unwrap_or(u32::MAX).clamp(8, 64),
            workers,
            page_cache_mb: 64,
            changes_days: 30,
            shared_cache_secs: 0,
            surrogate_header: String::new(),
            behind_nginx: false,
            purge_url: None,
            purge_method: "PURGE".to_owned(),
            purge_header: String::new(),
            purge_body: String::new(),
            purge_token: None,
            purge_keys: 30,
            drain_secs: 20,
            trusted_proxies: Vec::new(),
            log_format: LogFormat::Auto,
            log_filter: "info,actix_server=warn,actix_http=off".to_owned(),
            static_dir: None,
            locales_dir: None,
            default_edition: "en".to_owned(),
            embed_hosts: Vec::new(),
            load_demo: true,
            session_idle_hours: 12,
            session_days: 14,
            max_photo_mb: 25,
            fetch_secs: 20,
            fetch_networks: Vec::new(),
            mail_url: None,
            mail_from: String::new(),
        }
    }
}

/// Where readers on this machine find a portal that listens on `listen`.
pub fn default_base_url(listen: SocketAddr) -> String {
    let mut address = listen;
    if address.ip().is_unspecified() {
        address.set_ip([127, 0, 0, 1].into());
    }
    format!("http://{address}")
}

fn default_database(data_dir: &Path) -> DatabaseUrl {
    DatabaseUrl::Sqlite(data_dir.join("broadsheet.sqlite3"))
}

#[cfg(test)]
mod tests;
