//! nginx with the same pages in files.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Failure;
use crate::client::Answer;
use crate::servers::{Server, free_address};

/// nginx, on the path or where Debian puts it.
pub fn find() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain([PathBuf::from("/usr/sbin")]);
    folders.map(|folder| folder.join("nginx")).find(|program| program.is_file())
}

/// Whether files that are packed already are sent to those who take them: `gzip_static`.
#[derive(Clone, Copy, PartialEq)]
pub enum Packed {
    /// All get the file as it is.
    No,
    /// Who takes gzip gets the packed one.
    Yes,
}

/// Saved pages.
pub struct Site {
    folder: PathBuf,
    locations: String,
}

/// What nginx says itself, or what is another one with every answer.
const NOT_COPIED: [&str; 8] = [
    "connection",
    "content-length",
    "content-type",
    "date",
    "etag",
    "last-modified",
    "server",
    "x-request-id",
];

/// Saves `paths` of `portal` as files under `folder`, as they are and as gzip, for nginx to send
/// the same bytes under the same addresses with the same headers.
pub fn save(portal: &Server, folder: &Path, paths: &[String]) -> Result<Site, Failure> {
    let mut client = portal.connect()?;
    let mut locations = BTreeMap::new();
    let root = folder.join("files");
    for path in paths {
        let answer = client.page(path)?;
        let mut file = root.join(path.trim_start_matches('/'));
        if path.ends_with('/') {
            file = file.join("index.html");
        }
        fs::create_dir_all(file.parent().unwrap_or(&root))?;
        fs::write(&file, &answer.body)?;
        // For `gzip_static`, which takes a file's name with this after it.
        let mut packed = file.into_os_string();
        packed.push(".gz");
        fs::write(packed, client.page_as(path, "gzip")?.body)?;
        let edition = path.split('/').nth(1).unwrap_or_default().to_owned();
        locations.entry(edition).or_insert_with(|| add_headers(&answer));
    }
    let locations = locations.iter().fold(String::new(), |mut text, (edition, headers)| {
        let _ = writeln!(text, "location /{edition}/ {{\n{headers}}}");
        text
    });
    Ok(Site { folder: folder.to_owned(), locations })
}

fn add_headers(answer: &Answer) -> String {
    let copied = answer.headers.iter().filter(|(name, _)| !NOT_COPIED.contains(&name.as_str()));
    copied.map(|(name, value)| format!("add_header {name} {value:?};\n")).collect()
}

impl Site {
    /// nginx with a worker a processor, as the portal has.
    pub fn serve(
        &self,
        program: &Path,
        name: &'static str,
        packed: Packed,
    ) -> Result<Server<'static>, Failure> {
        let (address, is_packed) = (free_address()?, packed == Packed::Yes);
        let folder = self.folder.join(if is_packed { "packed" } else { "plain" });
        fs::create_dir_all(&folder)?;
        let config = CONFIG
            .replace("ADDRESS", &address.to_string())
            .replace("PACKED", if is_packed { "on" } else { "off" })
            .replace("ROOT", &self.folder.join("files").display().to_string())
            .replace("LOCATIONS", &self.locations);
        let file = folder.join("nginx.conf");
        fs::write(&file, config)?;
        let mut command = Command::new(program);
        command.arg("-p").arg(&folder).arg("-c").arg(&file).args(["-e", "stderr"]);
        if fs::metadata("/proc/self")?.uid() == 0 {
            // Else the workers couldn't read what root saved.
            command.args(["-g", "user root;"]);
        }
        Ok(Server::start(command, name, address, None)?)
    }
}

/// As one would set it up for speed: files stay open, nothing is logged.
const CONFIG: &str = "
daemon off;
worker_processes auto;
pid nginx.pid;
events { worker_connections 1024; }
http {
access_log off;
types { }
default_type 'text/html; charset=utf-8';
sendfile on;
tcp_nopush on;
gzip_static PACKED;
keepalive_requests 100000000;
open_file_cache max=10000 inactive=600s;
open_file_cache_valid 600s;
client_body_temp_path temp; proxy_temp_path temp; fastcgi_temp_path temp;
uwsgi_temp_path temp; scgi_temp_path temp;
server {
listen ADDRESS backlog=1024;
root ROOT;
index index.html;
LOCATIONS
}
}
";
