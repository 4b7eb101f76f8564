//! A coverage's photo, the articles on top of it, the fronts that show it, and merging it.

pub mod merger;
pub mod order;
pub mod photo;

use serde::Deserialize;

use super::words::EditionFields;
use crate::admin::{SignedIn, seen};
use crate::db::names::Words;
use crate::db::{Conn, coverage_entries, sections, teasers};
use crate::error::{AdminError, AppError};
use crate::model::{ArticleId, CoverageId, MediaId, Permission, SectionId};
use merger::Others;
use photo::Photos;

/// Which photos and which other coverages are asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// In a photo's name, credit or words.
    #[serde(default, rename = "photo-q")]
    photo_words: String,
    /// Those before this one.
    #[serde(rename = "photo-before")]
    photo_before: Option<i64>,
    /// In the name of another coverage.
    #[serde(default, rename = "merge-q")]
    merge_words: String,
}

/// How many of the newest articles can be put on top.
const ENTRIES: i64 = 20;

/// It as the page of a coverage prints it.
pub struct Arrangement {
    id: CoverageId,
    /// Whether this person has charge of every edition that has the coverage.
    pub has_charge: bool,
    /// The photos that can be chosen: id, address, file's name, whether it is this one.
    pub photos: Vec<(String, String, String, bool)>,
    /// Whether there is one.
    pub has_photo: bool,
    /// What the form of the photo has before it.
    pub photo_seen: String,
    /// What was looked for among the photos.
    pub photo_words: String,
    /// The query of the newest of them, where they are left out.
    pub newest_photos: Option<String>,
    /// The query of older ones, where there are some.
    pub older_photos: Option<String>,
    /// The articles, edition by edition that the person has charge of.
    pub editions: Vec<Entries>,
    /// The fronts that it was put on: address, words, language.
    pub fronts: Vec<(String, String, String)>,
    /// What it can be merged into.
    pub others: Others,
}

/// The articles of a coverage in one edition.
pub struct Entries {
    /// The edition.
    pub edition: EditionFields,
    /// Those on top, as the form carries them, and what it has before it.
    pub order: String,
    pub seen: String,
    /// Those on top, in their order: id and headline.
    pub pinned: Vec<(String, String)>,
    /// The newest of the others.
    pub others: Vec<(String, String)>,
}

type Headlines = Vec<(ArticleId, String)>;

struct Loaded {
    photos: Photos,
    /// Edition by edition: those on top, and the others.
    entries: Vec<(String, Headlines, Headlines)>,
    fronts: Vec<(String, Option<SectionId>, String)>,
}

impl Arrangement {
    /// Whether there is anything to move.
    pub fn has_order(&self) -> bool {
        self.editions.iter().any(|entries| entries.pinned.len() > 1)
    }

    /// That of a coverage that has these words.
    pub async fn load(by: &SignedIn, id: i64, own: &[Words]) -> Result<Arrangement, AdminError> {
        let may = |edition: &str| by.may(Permission::Curate, edition);
        let prefixes = by.app.editions.iter().map(|edition| &edition.prefix);
        let has = |prefix: &&String| own.iter().any(|words| words.edition == **prefix);
        let editions: Vec<String> =
            prefixes.filter(has).filter(|prefix| may(prefix)).cloned().collect();
        let now = by.app.clock.now();
        let loaded = by.app.read(move |_, conn| load(conn, CoverageId(id), &editions, now)).await?;
        let plain = |list: Headlines| {
            list.into_iter().map(|(id, headline)| (id.to_string(), headline)).collect()
        };
        Ok(Arrangement {
            id: CoverageId(id),
            has_charge: own.iter().all(|words| may(&words.edition)),
            has_photo: loaded.photos.chosen.is_some(),
            photo_seen: seen::mark(&photo::stored_form(loaded.photos.chosen)),
            photo_words: String::new(),
            newest_photos: None,
            older_photos: loaded.photos.older_query(""),
            photos: loaded.photos.rows(),
            editions: loaded
                .entries
                .into_iter()
                .map(|(edition, pinned, others)| Entries {
                    edition: EditionFields::of(by, &edition),
                    order: order::printed(pinned.iter().map(|(id, _)| *id)),
                    seen: seen::mark(&order::stored_form(
                        &edition,
                        pinned.iter().map(|(id, _)| *id),
                    )),
                    pinned: plain(pinned),
                    others: plain(others),
                })
                .collect(),
            fronts: loaded.fronts.into_iter().map(|front| front_link(by, front)).collect(),
            others: Others::load(by, id, "").await?,
        })
    }

    /// Whether no photo is offered, or only its own where others were looked for.
    pub fn finds_no_photo(&self) -> bool {
        let is_own = |(_, _, _, is_chosen): &(String, String, String, bool)| *is_chosen;
        self.photos.is_empty() || !self.photo_words.is_empty() && self.photos.iter().all(is_own)
    }

    /// Offers what was looked for.
    pub async fn look_for(&mut self, by: &SignedIn, asked: Asked) -> Result<(), AdminError> {
        if !asked.merge_words.trim().is_empty() {
            self.others = Others::load(by, self.id.0, &asked.merge_words).await?;
        }
        let words = asked.photo_words.trim().to_owned();
        let before = asked.photo_before.map(MediaId);
        if words.is_empty() && before.is_none() {
            return Ok(());
        }
        let (id, wanted) = (self.id, words.clone());
        let found = by.app.read(move |_, conn| Photos::load(conn, id, &wanted, before)).await?;
        self.photos = found.rows();
        self.older_photos = found.older_query(&words);
        self.newest_photos = before.map(|_| photo::query(&words, None));
        self.photo_words = words;
        Ok(())
    }
}

fn front_link(
    by: &SignedIn,
    (edition, section, name): (String, Option<SectionId>, String),
) -> (String, String, String) {
    let fields = EditionFields::of(by, &edition);
    let (path, name) = match section {
        Some(id) => (format!("/admin/fronts/{edition}/{id}"), name),
        None => (format!("/admin/fronts/{edition}"), by.language.text("front-home").to_owned()),
    };
    (path, format!("{} · {name}", fields.label), fields.tag)
}

fn load(
    conn: &mut Conn,
    id: CoverageId,
    editions: &[String],
    now: chrono::NaiveDateTime,
) -> Result<Loaded, AppError> {
    let photos = Photos::load(conn, id, "", None)?;
    let mut entries = Vec::new();
    for edition in editions {
        let pinned = coverage_entries::list_pinned(conn, edition, id)?;
        let mut others = coverage_entries::list_newest(conn, edition, id, ENTRIES)?;
        others.retain(|article| !pinned.contains(article));
        let named = |conn: &mut Conn, ids: &[ArticleId]| -> Result<Headlines, AppError> {
            let teasers = teasers::list(conn, ids)?;
            Ok(teasers.into_iter().map(|teaser| (teaser.id, teaser.headline)).collect())
        };
        entries.push((edition.clone(), named(conn, &pinned)?, named(conn, &others)?));
    }
    let mut fronts = Vec::new();
    for (edition, section) in coverage_entries::list_fronts(conn, id, now)? {
        let sections = sections::list_site_sections(conn, &edition)?;
        let named = sections.into_iter().find(|known| Some(known.id) == section);
        fronts.push((edition, section, named.map(|known| known.name).unwrap_or_default()));
    }
    Ok(Loaded { photos, entries, fronts })
}
