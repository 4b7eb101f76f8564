//! The table of settings: what `--help`, `config show`, `init` and the loader know of each.

use std::path::{Path, PathBuf};

use super::setting::{Kind, Setting};
use super::{LogFormat, values};

/// All settings, the ones that most people want first.
pub static SETTINGS: [Setting; 41] = [
    Setting {
        key: "listen",
        kind: Kind::Text,
        value_name: "ADDRESS:PORT",
        help: "Where the portal listens",
        default: "127.0.0.1:8080",
        is_secret: false,
        read: |config, text| put(&mut config.listen, values::listen(text)),
        show: |config| quoted(&config.listen.to_string()),
    },
    Setting {
        key: "base_url",
        kind: Kind::Text,
        value_name: "URL",
        help: "What readers type before a path: https://news.example.org",
        default: "http:// and the listen address",
        is_secret: false,
        read: |config, text| put(&mut config.base_url, values::base_url(text)),
        show: |config| quoted(&config.base_url),
    },
    Setting {
        key: "data_dir",
        kind: Kind::Folder,
        value_name: "FOLDER",
        help: "The folder of the SQLite database and of the photos",
        default: "./broadsheet-data, or $STATE_DIRECTORY under systemd",
        is_secret: false,
        read: |config, text| put(&mut config.data_dir, values::folder(text)),
        show: |config| quoted_path(&config.data_dir),
    },
    Setting {
        key: "database_url",
        kind: Kind::Database,
        value_name: "URL",
        help: "Where the content is kept: sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME",
        default: "$DATABASE_URL, or sqlite:broadsheet.sqlite3 in the data folder",
        is_secret: true,
        read: |config, text| put(&mut config.database, values::database(text)),
        show: |config| quoted(&config.database.to_string()),
    },
    Setting {
        key: "database_read_url",
        kind: Kind::Text,
        value_name: "URL",
        help: "A streaming replica of the PostgreSQL database, for readers' pages",
        default: "$DATABASE_READ_URL, or none",
        is_secret: true,
        read: |config, text| put(&mut config.database_read, values::replica(text)),
        show: |config| {
            quoted(&config.database_read.as_ref().map(ToString::to_string).unwrap_or_default())
        },
    },
    Setting {
        key: "media_url",
        kind: Kind::Text,
        value_name: "URL",
        help: "Where photos are kept: s3://BUCKET/PREFIX, in S3-compatible storage",
        default: "none: media in the data folder",
        is_secret: false,
        read: |config, text| put(&mut config.media_bucket, values::bucket(text)),
        show: |config| {
            let url = config.media_bucket.as_ref().map(|(bucket, prefix)| match prefix.as_str() {
                "" => format!("s3://{bucket}"),
                prefix => format!("s3://{bucket}/{prefix}"),
            });
            quoted(&url.unwrap_or_default())
        },
    },
    Setting {
        key: "media_endpoint",
        kind: Kind::Text,
        value_name: "URL",
        help: "The storage that has the bucket: https://s3.example.net",
        default: "Amazon's, by the region",
        is_secret: false,
        read: |config, text| put(&mut config.media_endpoint, values::web_address(text)),
        show: |config| quoted(config.media_endpoint.as_deref().unwrap_or_default()),
    },
    Setting {
        key: "media_region",
        kind: Kind::Text,
        value_name: "REGION",
        help: "The bucket's region",
        default: "us-east-1",
        is_secret: false,
        read: |config, text| put(&mut config.media_region, values::word(text)),
        show: |config| quoted(&config.media_region),
    },
    Setting {
        key: "media_key_id",
        kind: Kind::Text,
        value_name: "ID",
        help: "The access key to the bucket",
        default: "none",
        is_secret: false,
        read: |config, text| put(&mut config.media_key_id, Ok(text.to_owned())),
        show: |config| quoted(&config.media_key_id),
    },
    Setting {
        key: "media_secret",
        kind: Kind::Text,
        value_name: "SECRET",
        help: "The secret of the access key",
        default: "none",
        is_secret: true,
        read: |config, text| put(&mut config.media_secret, Ok(text.to_owned())),
        show: |config| quoted(if config.media_secret.is_empty() { "" } else { "…" }),
    },
    Setting {
        key: "media_nearby_mb",
        kind: Kind::Number,
        value_name: "MEGABYTES",
        help: "How much of what is in the bucket for readers is kept on this machine's disk, too, \
               in megabytes",
        default: "1024",
        is_secret: false,
        read: |config, text| put(&mut config.media_nearby_mb, values::number(text, 16, 1_048_576)),
        show: |config| config.media_nearby_mb.to_string(),
    },
    Setting {
        key: "database_connections",
        kind: Kind::Number,
        value_name: "NUMBER",
        help: "How many connections readers share",
        default: "one a worker, at least 8",
        is_secret: false,
        read: |config, text| put(&mut config.database_connections, values::number(text, 1, 1_000)),
        show: |config| config.database_connections.to_string(),
    },
    Setting {
        key: "workers",
        kind: Kind::Number,
        value_name: "NUMBER",
        help: "How many threads answer requests",
        default: "one a processor",
        is_secret: false,
        read: |config, text| put(&mut config.workers, values::number(text, 1, 1_024)),
        show: |config| config.workers.to_string(),
    },
    Setting {
        key: "page_cache_mb",
        kind: Kind::Number,
        value_name: "MEGABYTES",
        help: "How much memory kept pages may take, in megabytes; 0 keeps none",
        default: "64",
        is_secret: false,
        read: |config, text| put(&mut config.page_cache_mb, values::number(text, 0, 65_536)),
        show: |config| config.page_cache_mb.to_string(),
    },
    Setting {
        key: "changes_days",
        kind: Kind::Number,
        value_name: "DAYS",
        help: "How long the list of changes is kept for those who follow it, in days, and longer \
               for one that is behind; 0 keeps all. The audit is kept for good",
        default: "30",
        is_secret: false,
        read: |config, text| put(&mut config.changes_days, values::number(text, 0, 3_650)),
        show: |config| config.changes_days.to_string(),
    },
    Setting {
        key: "shared_cache_secs",
        kind: Kind::Number,
        value_name: "SECONDS",
        help: "How long a cache in front of the portal may show a page without asking, in seconds; \
               only for one that is purged when something changes",
        default: "0, every cache asks each time",
        is_secret: false,
        read: |config, text| {
            put(&mut config.shared_cache_secs, values::number(text, 0, 31_536_000))
        },
        show: |config| config.shared_cache_secs.to_string(),
    },
    Setting {
        key: "surrogate_header",
        kind: Kind::Text,
        value_name: "NAME",
        help: "The header that tells a cache in front of the portal what a page shows: \
               Surrogate-Key, Cache-Tag, xkey",
        default: "none",
        is_secret: false,
        read: |config, text| put(&mut config.surrogate_header, values::header_name(text)),
        show: |config| quoted(&config.surrogate_header),
    },
    Setting {
        key: "behind_nginx",
        kind: Kind::Switch,
        value_name: "true|false",
        help: "Whether nginx stands in front: it then keeps pages, asks each time, and shows them \
               while the portal is down",
        default: "false",
        is_secret: false,
        read: |config, text| put(&mut config.behind_nginx, values::switch(text)),
        show: |config| config.behind_nginx.to_string(),
    },
    Setting {
        key: "purge_url",
        kind: Kind::Text,
        value_name: "URL",
        help: "What is asked to purge a cache in front of the portal when something changes: \
               http://127.0.0.1:6081/",
        default: "none",
        is_secret: false,
        read: |config, text| put(&mut config.purge_url, values::web_address(text)),
        show: |config| quoted(config.purge_url.as_deref().unwrap_or_default()),
    },
    Setting {
        key: "purge_method",
        kind: Kind::Text,
        value_name: "METHOD",
        help: "The method of the request that purges: PURGE, BAN, POST",
        default: "PURGE",
        is_secret: false,
        read: |config, text| put(&mut config.purge_method, values::method(text)),
        show: |config| quoted(&config.purge_method),
    },
    Setting {
        key: "purge_header",
        kind: Kind::Text,
        value_name: "NAME",
        help: "Its header that carries the keys, with spaces between them: xkey-purge, \
               Surrogate-Key",
        default: "none",
        is_secret: false,
        read: |config, text| put(&mut config.purge_header, values::header_name(text)),
        show: |config| quoted(&config.purge_header),
    },
    Setting {
        key: "purge_body",
        kind: Kind::Text,
        value_name: "JSON",
        help: "Its body, in which {keys} becomes a JSON array: {\"tags\":{keys}}",
        default: "none",
        is_secret: false,
        read: |config, text| put(&mut config.purge_body, Ok(text.to_owned())),
        show: |config| quoted(&config.purge_body),
    },
    Setting {
        key: "purge_token",
        kind: Kind::Text,
        value_name: "HEADER",
        help: "A header by which the cache knows that the portal may: Authorization: Bearer …",
        default: "none",
        is_secret: true,
        read: |config, text| put(&mut config.purge_token, values::header_line(text)),
        show: |config| quoted(config.purge_token.as_ref().map_or("", |_| "…")),
    },
    Setting {
        key: "purge_keys",
        kind: Kind::Number,
        value_name: "NUMBER",
        help: "How many keys go into one request that purges",
        default: "30",
        is_secret: false,
        read: |config, text| put(&mut config.purge_keys, values::number(text, 1, 1_000)),
        show: |config| config.purge_keys.to_string(),
    },
    Setting {
        key: "drain_secs",
        kind: Kind::Number,
        value_name: "SECONDS",
        help: "How long requests may take to end once the portal is told to stop, in seconds",
        default: "20",
        is_secret: false,
        read: |config, text| put(&mut config.drain_secs, values::number(text, 0, 3_600)),
        show: |config| config.drain_secs.to_string(),
    },
    Setting {
        key: "trusted_proxies",
        kind: Kind::List,
        value_name: "NETWORKS",
        help: "Whose X-Forwarded-For and X-Request-Id are believed: addresses or networks such as \
               10.0.0.0/8",
        default: "none",
        is_secret: false,
        read: |config, text| put(&mut config.trusted_proxies, values::networks(text)),
        show: |config| list(config.trusted_proxies.iter().map(ToString::to_string)),
    },
    Setting {
        key: "default_edition",
        kind: Kind::Text,
        value_name: "EDITION",
        help: "The edition for readers whose language the portal doesn't have",
        default: "en",
        is_secret: false,
        read: |config, text| put(&mut config.default_edition, values::edition(text)),
        show: |config| quoted(&config.default_edition),
    },
    Setting {
        key: "embed_hosts",
        kind: Kind::List,
        value_name: "HOSTS",
        help: "Hosts that a reader's click may load an embed from, such as \
               www.youtube-nocookie.com; embeds from other hosts stay links",
        default: "none",
        is_secret: false,
        read: |config, text| put(&mut config.embed_hosts, values::hosts(text)),
        show: |config| list(config.embed_hosts.iter().cloned()),
    },
    Setting {
        key: "locales_dir",
        kind: Kind::Folder,
        value_name: "FOLDER",
        help: "A folder whose editions replace or join those in the binary",
        default: "none",
        is_secret: false,
        read: |config, text| put(&mut config.locales_dir, Ok(values::optional_folder(text))),
        show: |config| optional_path(config.locales_dir.as_deref()),
    },
    Setting {
        key: "static_dir",
        kind: Kind::Folder,
        value_name: "FOLDER",
        help: "A folder whose files replace or join the static files in the binary",
        default: "none",
        is_secret: false,
        read: |config, text| put(&mut config.static_dir, Ok(values::optional_folder(text))),
        show: |config| optional_path(config.static_dir.as_deref()),
    },
    Setting {
        key: "load_demo",
        kind: Kind::Switch,
        value_name: "true|false",
        help: "Whether a database that nobody has touched gets the demo newspaper",
        default: "true",
        is_secret: false,
        read: |config, text| put(&mut config.load_demo, values::switch(text)),
        show: |config| config.load_demo.to_string(),
    },
    Setting {
        key: "session_idle_hours",
        kind: Kind::Number,
        value_name: "HOURS",
        help: "How long somebody stays signed in without doing anything, in hours",
        default: "12",
        is_secret: false,
        read: |config, text| put(&mut config.session_idle_hours, values::number(text, 1, 720)),
        show: |config| config.session_idle_hours.to_string(),
    },
    Setting {
        key: "session_days",
        kind: Kind::Number,
        value_name: "DAYS",
        help: "How long somebody stays signed in at most, in days",
        default: "14",
        is_secret: false,
        read: |config, text| put(&mut config.session_days, values::number(text, 1, 365)),
        show: |config| config.session_days.to_string(),
    },
    Setting {
        key: "max_photo_mb",
        kind: Kind::Number,
        value_name: "MB",
        help: "The largest photo that is taken, in megabytes",
        default: "25",
        is_secret: false,
        read: |config, text| put(&mut config.max_photo_mb, values::number(text, 1, 200)),
        show: |config| config.max_photo_mb.to_string(),
    },
    Setting {
        key: "fetch_secs",
        kind: Kind::Number,
        value_name: "SECONDS",
        help: "How long fetching another site's picture for an editor may take, in seconds",
        default: "20",
        is_secret: false,
        // The editor's script waits half a minute.
        read: |config, text| put(&mut config.fetch_secs, values::number(text, 1, 25)),
        show: |config| config.fetch_secs.to_string(),
    },
    Setting {
        key: "fetch_networks",
        kind: Kind::List,
        value_name: "NETWORKS",
        help: "Private addresses or networks that pictures may be fetched from all the same",
        default: "none: only public addresses are asked",
        is_secret: false,
        read: |config, text| put(&mut config.fetch_networks, values::networks(text)),
        show: |config| list(config.fetch_networks.iter().map(ToString::to_string)),
    },
    Setting {
        key: "mail_url",
        kind: Kind::Text,
        value_name: "URL",
        help: "The server that takes invitations and links for passwords: \
               smtps://USER:PASSWORD@HOST, or smtp://HOST:PORT for one on this machine; add \
               ?tls=required for STARTTLS",
        default: "none: links are shown, to be passed on",
        is_secret: true,
        read: |config, text| put(&mut config.mail_url, values::mail_url(text)),
        show: |config| quoted(&values::without_password(config.mail_url.as_deref().unwrap_or(""))),
    },
    Setting {
        key: "mail_from",
        kind: Kind::Text,
        value_name: "ADDRESS",
        help: "Whom mail is from: News <news@example.org>",
        default: "newsroom@ and the host of base_url",
        is_secret: false,
        read: |config, text| put(&mut config.mail_from, values::mail_from(text)),
        show: |config| quoted(&config.mail_from),
    },
    Setting {
        key: "metrics_listen",
        kind: Kind::Text,
        value_name: "ADDRESS:PORT",
        help: "Where /metrics is answered, for Prometheus; anybody who reaches it may read it",
        default: "none",
        is_secret: false,
        read: |config, text| put(&mut config.metrics_listen, values::optional_listen(text)),
        show: |config| {
            quoted(&config.metrics_listen.map(|listen| listen.to_string()).unwrap_or_default())
        },
    },
    Setting {
        key: "log_format",
        kind: Kind::Text,
        value_name: "auto|text|json",
        help: "How log lines look; auto is text on a terminal and JSON elsewhere",
        default: "auto",
        is_secret: false,
        read: |config, text| put(&mut config.log_format, values::log_format(text)),
        show: |config| {
            quoted(match config.log_format {
                LogFormat::Auto => "auto",
                LogFormat::Text => "text",
                LogFormat::Json => "json",
            })
        },
    },
    Setting {
        key: "log_filter",
        kind: Kind::Text,
        value_name: "FILTER",
        help: "Which log lines are written: error, warn, info, debug or trace, for each part of \
               the program if need be; request=warn leaves out requests that went well",
        default: "info,actix_server=warn,actix_http=off",
        is_secret: false,
        read: |config, text| put(&mut config.log_filter, values::log_filter(text)),
        show: |config| quoted(&config.log_filter),
    },
];

fn put<T>(place: &mut T, value: Result<T, String>) -> Result<(), String> {
    *place = value?;
    Ok(())
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn quoted_path(path: &Path) -> String {
    quoted(&path.display().to_string())
}

fn optional_path(path: Option<&Path>) -> String {
    quoted_path(path.unwrap_or(&PathBuf::new()))
}

fn list(items: impl Iterator<Item = String>) -> String {
    toml::Value::from(items.collect::<Vec<_>>()).to_string()
}
