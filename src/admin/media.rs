//! The picture library: what is there, who is to be named, where it is shown.

pub mod choices;
pub mod copies;
pub mod photo;
pub mod replacement;
pub mod upload;

use std::collections::HashMap;

use actix_web::web::Query;
use askama::Template;

use super::{AdminResult, Form, Layout, SignedIn, reply};
use crate::db::media::{self, LibraryFilter, LibraryPicture};
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
    /// Which photos can be asked for: address, words, their language, whether it is these.
    filters: Vec<(String, String, String, bool)>,
    /// Whether any photo would do.
    is_unfiltered: bool,
    /// Where the newest of these are.
    newest: String,
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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
enum Part {
    #[default]
    All,
    WithoutCredit,
    Unused,
    /// Not described in this edition.
    WithoutWords(String),
}

impl Part {
    fn asked(asked: &HashMap<String, String>) -> Part {
        let is = |name: &str, value: &str| asked.get(name).is_some_and(|asked| asked == value);
        match asked.get("words") {
            Some(edition) => Part::WithoutWords(edition.clone()),
            None if is("credit", "none") => Part::WithoutCredit,
            None if is("used", "none") => Part::Unused,
            None => Part::All,
        }
    }

    /// Its address, where the newest are.
    fn href(&self) -> String {
        match self {
            Part::All => "/admin/media".to_owned(),
            Part::WithoutCredit => "/admin/media?credit=none".to_owned(),
            Part::Unused => "/admin/media?used=none".to_owned(),
            Part::WithoutWords(edition) => format!("/admin/media?words={edition}"),
        }
    }

    fn filter(&self, before: Option<MediaId>) -> LibraryFilter {
        LibraryFilter {
            before,
            without_credit: *self == Part::WithoutCredit,
            unused: *self == Part::Unused,
            without_words: match self {
                Part::WithoutWords(edition) => Some(edition.clone()),
                _ => None,
            },
        }
    }
}

/// `GET /admin/media?credit=none&before={id}`, `?used=none`, `?words={edition}`
pub async fn show(by: SignedIn, asked: Query<HashMap<String, String>>) -> AdminResult {
    by.require_somewhere(Permission::Write)?;
    let before = asked.get("before").and_then(|id| id.parse().ok()).map(MediaId);
    let part = Part::asked(&asked);
    if let Part::WithoutWords(edition) = &part {
        by.app.editions.get(edition).ok_or(AppError::NotFound)?;
    }
    reply::page(&MediaPage::load(&by, part, before, Form::default()).await?)
}

impl MediaPage {
    async fn load(
        by: &SignedIn,
        part: Part,
        before: Option<MediaId>,
        form: Form,
    ) -> Result<MediaPage, AdminError> {
        let filter = part.filter(before);
        let found = by.app.read(move |_, conn| {
            let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
            let photos = media::list_library(conn, &filter, limit)?;
            let ids: Vec<MediaId> = photos.iter().map(|photo| photo.id).collect();
            let uses = media::list_uses(conn, &ids)?;
            Ok::<_, AppError>((photos, uses))
        });
        let (mut photos, uses) = found.await?;
        let has_more = photos.len() > PAGE;
        photos.truncate(PAGE);
        let layout = Layout::of(by, "menu-media").with(&form);
        let newest = part.href();
        let separator = if newest.contains('?') { '&' } else { '?' };
        let last = photos.last().filter(|_| has_more);
        let used = |id: MediaId| uses.iter().filter(|(media, _)| *media == id).count();
        Ok(MediaPage {
            older: last.map(|last| format!("{newest}{separator}before={}", last.id)),
            photos: photos.iter().map(|photo| Tile::new(photo, used(photo.id))).collect(),
            filters: filters(by, &layout, &part),
            is_unfiltered: part == Part::All,
            is_later: before.is_some(),
            newest,
            layout,
            form,
        })
    }
}

/// The parts of the library, as the page offers them.
fn filters(by: &SignedIn, layout: &Layout, here: &Part) -> Vec<(String, String, String, bool)> {
    let plain = [
        (Part::All, "media-all"),
        (Part::WithoutCredit, "media-without-credit"),
        (Part::Unused, "media-unused"),
    ];
    let plain = plain.map(|(part, words)| (part, layout.t(words).to_owned()));
    let editions = by.app.editions.iter();
    let editions = editions.filter(|edition| by.may(Permission::Write, &edition.prefix));
    let editions = editions.map(|edition| {
        let words = layout.tv("media-without-words", "edition", &edition.label);
        (Part::WithoutWords(edition.prefix.clone()), words)
    });
    let tag = &layout.edition.tag;
    let all = plain.into_iter().chain(editions);
    all.map(|(part, words)| (part.href(), words, tag.clone(), part == *here)).collect()
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
pub(in crate::admin) fn src(photo: &LibraryPicture, most: u32) -> String {
    let widths = MediaStore::widths(u32::try_from(photo.width).unwrap_or(1));
    let fits = widths.iter().rev().find(|width| **width <= most);
    let width = fits.or(widths.first()).copied().unwrap_or(most);
    format!("/media/{}-{width}.jpg", photo.key)
}

/// `400 × 225 · 1.2 MB`
fn size(photo: &LibraryPicture) -> String {
    let bytes = photo.size_bytes;
    let weight = match bytes {
        1_000_000.. => format!("{}.{}\u{a0}MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
        _ => format!("{}\u{a0}KB", (bytes / 1000).max(1)),
    };
    format!("{} × {} · {weight}", photo.width, photo.height)
}
