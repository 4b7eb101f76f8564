//! Style sheets, scripts and icons: in the binary, under names that carry their hash.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use base64::Engine as _;
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::compress::{self, Encoding};
use crate::error::AppError;

#[derive(rust_embed::Embed)]
#[folder = "static/"]
struct Embedded;

/// One file, ready to send.
struct Asset {
    content_type: &'static str,
    identity: Vec<u8>,
    gzip: OnceLock<Vec<u8>>,
    brotli: OnceLock<Vec<u8>>,
}

/// All static files.
pub struct Assets {
    /// From `css/broadsheet.css` to `/static/css/broadsheet.1a2b3c4d.css`.
    addresses: HashMap<String, String>,
    by_address: HashMap<String, Arc<Asset>>,
    before_paint: String,
    before_paint_hash: String,
}

impl Assets {
    /// Takes the files in the binary; those in `overriding` replace or join them.
    ///
    /// # Errors
    ///
    /// `overriding` can't be read.
    pub fn load(overriding: Option<&Path>) -> std::io::Result<Assets> {
        let mut files: HashMap<String, Cow<'static, [u8]>> = Embedded::iter()
            .filter_map(|name| Embedded::get(&name).map(|file| (name.into_owned(), file.data)))
            .collect();
        if let Some(folder) = overriding {
            read_folder(folder, "", &mut files)?;
        }
        let before_paint = files
            .get("js/before-paint.js")
            .map(|bytes| String::from_utf8_lossy(bytes).trim().to_owned())
            .unwrap_or_default();
        let digest = Sha256::digest(before_paint.as_bytes());
        let mut assets = Assets {
            addresses: HashMap::new(),
            by_address: HashMap::new(),
            before_paint,
            before_paint_hash: base64::engine::general_purpose::STANDARD.encode(digest),
        };
        let names: Vec<String> = files.keys().cloned().collect();
        for name in &names {
            link_modules(name, &mut files);
        }
        for (name, bytes) in files {
            let address = hashed_address(&name, &bytes);
            assets.by_address.insert(
                address.clone(),
                Arc::new(Asset {
                    content_type: content_type(&name),
                    identity: bytes.into_owned(),
                    gzip: OnceLock::new(),
                    brotli: OnceLock::new(),
                }),
            );
            assets.addresses.insert(name, address);
        }
        Ok(assets)
    }

    /// Pages that were made before may be in a browser or a cache yet: what they lead to stays.
    pub fn keep_addresses_of(&mut self, before: &Assets) {
        for (address, asset) in &before.by_address {
            self.by_address.entry(address.clone()).or_insert_with(|| asset.clone());
        }
    }

    /// The address of a file: `css/broadsheet.css` → `/static/css/broadsheet.1a2b3c4d.css`.
    ///
    /// A name that doesn't exist gives an address that answers 404.
    pub fn address<'a>(&'a self, name: &'a str) -> &'a str {
        self.addresses.get(name).map_or(name, String::as_str)
    }

    /// The script that sets theme and text size before the first paint, for inside the page.
    pub fn before_paint(&self) -> &str {
        &self.before_paint
    }

    /// Its SHA-256 in base64, as `Content-Security-Policy` wants it.
    pub fn before_paint_hash(&self) -> &str {
        &self.before_paint_hash
    }
}

fn read_folder(
    folder: &Path,
    prefix: &str,
    files: &mut HashMap<String, Cow<'static, [u8]>>,
) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
        if entry.file_type()?.is_dir() {
            read_folder(&entry.path(), &format!("{prefix}{name}/"), files)?;
        } else {
            files.insert(format!("{prefix}{name}"), Cow::Owned(std::fs::read(entry.path())?));
        }
    }
    Ok(())
}

/// Puts into a script the addresses of the modules beside it that it imports, `"./ask.js"`, and
/// into those theirs first, since what they say is in their address. No two import each other.
fn link_modules(name: &str, files: &mut HashMap<String, Cow<'static, [u8]>>) {
    let Some((folder, _)) = name.rsplit_once('/').filter(|_| name.ends_with(".js")) else { return };
    // Whoever imports it meanwhile, in a ring, doesn't find it.
    let Some(bytes) = files.remove(name) else { return };
    let Ok(text) = std::str::from_utf8(&bytes) else { return };
    let mut linked = text.to_owned();
    for part in text.split(" from \"./").skip(1) {
        let module = part.split('"').next().unwrap_or_default();
        let path = format!("{folder}/{module}");
        link_modules(&path, files);
        if let Some(bytes) = files.get(&path) {
            let address = hashed_address(&path, bytes);
            linked = linked.replace(&format!("\"./{module}\""), &format!("\"{address}\""));
        }
    }
    files.insert(name.to_owned(), Cow::Owned(linked.into_bytes()));
}

fn hashed_address(name: &str, bytes: &[u8]) -> String {
    let hash = &blake3::hash(bytes).to_hex()[..10];
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("/static/{stem}.{hash}.{extension}"),
        None => format!("/static/{name}.{hash}"),
    }
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

/// `GET /static/{name}.{hash}.{extension}`
pub async fn show(app: web::Data<App>, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let asset = app.assets.by_address.get(request.path()).ok_or(AppError::NotFound)?;
    let compressible = !asset.content_type.starts_with("image/p")
        && !asset.content_type.starts_with("image/j")
        && !asset.content_type.starts_with("font/");
    let encoding =
        if compressible { compress::accepted(request.headers()) } else { Encoding::Identity };
    let body = match encoding {
        Encoding::Identity => asset.identity.clone(),
        Encoding::Gzip => asset.gzip.get_or_init(|| compress::gzip(&asset.identity, 9)).clone(),
        Encoding::Brotli => {
            asset.brotli.get_or_init(|| compress::brotli(&asset.identity, 11)).clone()
        }
    };
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CONTENT_TYPE, asset.content_type))
        // The address changes with the content, so a copy is good for ever.
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"));
    if compressible {
        response.insert_header((header::VARY, "Accept-Encoding"));
    }
    if let Some(name) = encoding.name() {
        response.insert_header((header::CONTENT_ENCODING, name));
    }
    Ok(response.body(body))
}

/// `GET /favicon.ico`, which browsers ask for without being told to.
pub async fn favicon(app: web::Data<App>) -> HttpResponse {
    HttpResponse::MovedPermanently()
        .insert_header((header::LOCATION, app.assets.address("icons/favicon.svg")))
        .insert_header((header::CACHE_CONTROL, "public, max-age=86400"))
        .finish()
}
