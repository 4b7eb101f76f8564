//! The picture library: what is there, who is to be named, where it is shown.

pub mod choices;
pub mod photo;
pub mod upload;

use std::collections::HashMap;

use actix_web::web::Query;
use askama::Template;

use super::{AdminResult, Form, Layout, SignedIn, reply};
use crate::db::media::{self, LibraryPicture};
use crate::error::{AdminError, AppError};
use crate::media::MediaStore;
use crate::model::{MediaId, Permission};

/// How many photos a page of the library shows.
const PAGE: usize = 48;

#[derive(Template)]
#[template(path = "admin/media.html")]
struct MediaPage {
    layout: Layout,
    form: Form,
    photos: Vec<Tile>,
    limit_mb: String,
    /// Whether only photos without a credit are shown.
    without_credit: bool,
    /// Whether newer ones are left out.
    is_later: bool,
    /// Where the older ones are.
    older: Option<String>,
}

/// A photo in the grid.
struct Tile {
    href: String,
    src: String,
    width: i32,
    height: i32,
    name: String,
    size: String,
    used: usize,
    has_credit: bool,
}

/// Which part of the library is asked for.
#[derive(Debug, Default)]
struct Part {
    before: Option<MediaId>,
    without_credit: bool,
}

/// `GET /admin/media?credit=none&before={id}`
pub async fn show(by: SignedIn, asked: Query<HashMap<String, String>>) -> AdminResult {
    by.require_somewhere(Permission::Write)?;
    let part = Part {
        before: asked.get("before").and_then(|id| id.parse().ok()).map(MediaId),
        without_credit: asked.get("credit").is_some_and(|credit| credit == "none"),
    };
    reply::page(&MediaPage::load(&by, part, Form::default()).await?)
}

impl MediaPage {
    async fn load(by: &SignedIn, part: Part, form: Form) -> Result<MediaPage, AdminError> {
        let (before, without_credit) = (part.before, part.without_credit);
        let found = by.app.read(move |_, conn| {
            let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
            let photos = media::list_library(conn, before, without_credit, limit)?;
            let uses = match (photos.last(), photos.first()) {
                (Some(last), Some(first)) => media::list_uses(conn, last.id, first.id)?,
                _ => Vec::new(),
            };
            Ok::<_, AppError>((photos, uses))
        });
        let (mut photos, uses) = found.await?;
        let has_more = photos.len() > PAGE;
        photos.truncate(PAGE);
        let layout = Layout::of(by, "menu-media").with(&form);
        let filter = if without_credit { "credit=none&" } else { "" };
        let last = photos.last().filter(|_| has_more);
        let used = |id: MediaId| uses.iter().filter(|(media, _)| *media == id).count();
        Ok(MediaPage {
            older: last.map(|last| format!("/admin/media?{filter}before={}", last.id)),
            limit_mb: by.app.config.max_photo_mb.to_string(),
            photos: photos.iter().map(|photo| Tile::new(photo, used(photo.id))).collect(),
            without_credit,
            is_later: before.is_some(),
            layout,
            form,
        })
    }
}

impl Tile {
    fn new(photo: &LibraryPicture, used: usize) -> Tile {
        Tile {
            href: format!("/admin/media/{}", photo.id),
            src: src(photo, 320),
            width: photo.width,
            height: photo.height,
            name: photo.file_name.clone(),
            size: size(photo),
            used,
            has_credit: !photo.credit.is_empty(),
        }
    }
}

/// The address of the widest rendition that is no wider than `most` pixels.
fn src(photo: &LibraryPicture, most: u32) -> String {
    let widths = MediaStore::widths(u32::try_from(photo.width).unwrap_or(1));
    let fits = widths.iter().rev().find(|width| **width <= most);
    let width = fits.or(widths.first()).copied().unwrap_or(most);
    format!("/media/{}-{width}.jpg", photo.key)
}

/// `400 × 225 · 1.2 MB`
fn size(photo: &LibraryPicture) -> String {
    let bytes = photo.size_bytes;
    let weight = match bytes {
        1_000_000.. => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
        _ => format!("{} KB", (bytes / 1000).max(1)),
    };
    format!("{} × {} · {weight}", photo.width, photo.height)
}
