//! A coverage's photo, the articles on top of it, the fronts that show it, and merging it.

use actix_web::web::Path;
use serde::Deserialize;

use super::words::{self, EditionFields};
use super::{FormPage, find};
use crate::admin::media::src;
use crate::admin::{AdminResult, Fields, Flash, Form, SignedIn, reply, seen};
use crate::commands::{self, EntryAct};
use crate::db::names::{self, Named, Words};
use crate::db::{Conn, coverage_entries, media, sections, teasers};
use crate::error::{AdminError, AppError};
use crate::model::{ArticleId, CoverageId, MediaId, Permission, SectionId};

/// How many photos can be chosen from at once.
const PHOTOS: usize = 24;

/// Which photos are asked for.
#[derive(Debug, Default, Deserialize)]
pub struct PhotosAsked {
    /// In a photo's name, credit or words.
    #[serde(default, rename = "photo-q")]
    words: String,
    /// Those before this one.
    #[serde(rename = "photo-before")]
    before: Option<i64>,
}

/// How many of the newest articles can be put on top.
const ENTRIES: i64 = 20;

/// It as the page of a coverage prints it.
pub struct Arrangement {
    id: CoverageId,
    /// Whether this person has charge of every edition that has the coverage.
    pub has_charge: bool,
    /// The photos that can be chosen: id, address, whether it is this one.
    pub photos: Vec<(String, String, bool)>,
    /// Whether there is one.
    pub has_photo: bool,
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
    /// What it can be merged into: id, name, language.
    pub others: Vec<(String, String, String)>,
}

/// The articles of a coverage in one edition.
pub struct Entries {
    /// The edition.
    pub edition: EditionFields,
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
    others: Vec<Words>,
}

impl Arrangement {
    /// That of a coverage that has these words.
    pub async fn load(by: &SignedIn, id: i64, own: &[Words]) -> Result<Arrangement, AdminError> {
        let may = |edition: &str| by.may(Permission::Curate, edition);
        let editions: Vec<String> =
            own.iter().map(|words| words.edition.clone()).filter(|edition| may(edition)).collect();
        let now = by.app.clock.now();
        let loaded = by.app.read(move |_, conn| load(conn, CoverageId(id), &editions, now)).await?;
        let language = by.language.prefix.as_str();
        let mut others: Vec<(String, String, String)> = Vec::new();
        for words in &loaded.others {
            let edition = EditionFields::of(by, &words.edition);
            let row = (words.id.to_string(), words.name.clone(), edition.tag);
            match others.iter_mut().find(|(known, ..)| *known == row.0) {
                Some(known) if words.edition == language => *known = row,
                Some(_) => {}
                None => others.push(row),
            }
        }
        let plain = |list: Headlines| {
            list.into_iter().map(|(id, headline)| (id.to_string(), headline)).collect()
        };
        Ok(Arrangement {
            id: CoverageId(id),
            has_charge: own.iter().all(|words| may(&words.edition)),
            has_photo: loaded.photos.chosen.is_some(),
            photo_words: String::new(),
            newest_photos: None,
            older_photos: loaded.photos.older_query(""),
            photos: loaded.photos.rows(),
            editions: loaded
                .entries
                .into_iter()
                .map(|(edition, pinned, others)| Entries {
                    edition: EditionFields::of(by, &edition),
                    pinned: plain(pinned),
                    others: plain(others),
                })
                .collect(),
            fronts: loaded.fronts.into_iter().map(|front| front_link(by, front)).collect(),
            others,
        })
    }

    /// Offers other photos than the newest ones.
    pub async fn look_for_photos(
        &mut self,
        by: &SignedIn,
        asked: PhotosAsked,
    ) -> Result<(), AdminError> {
        let (words, before) = (asked.words.trim().to_owned(), asked.before.map(MediaId));
        if words.is_empty() && before.is_none() {
            return Ok(());
        }
        let (id, wanted) = (self.id, words.clone());
        let found = by.app.read(move |_, conn| Photos::load(conn, id, &wanted, before)).await?;
        self.photos = found.rows();
        self.older_photos = found.older_query(&words);
        self.newest_photos = before.map(|_| photo_query(&words, None));
        self.photo_words = words;
        Ok(())
    }
}

/// Photos that can be chosen, the chosen one first.
struct Photos {
    chosen: Option<MediaId>,
    /// With their addresses.
    list: Vec<(MediaId, String)>,
    /// The last one, where there are older ones.
    older: Option<MediaId>,
}

impl Photos {
    fn load(
        conn: &mut Conn,
        coverage: CoverageId,
        words: &str,
        before: Option<MediaId>,
    ) -> Result<Photos, AppError> {
        let chosen = coverage_entries::find_photo(conn, coverage)?;
        let limit = i64::try_from(PHOTOS + 1).unwrap_or(i64::MAX);
        let mut found = media::search(conn, words, before, limit)?;
        let has_more = found.len() > PHOTOS;
        found.truncate(PHOTOS);
        let older = found.last().filter(|_| has_more).map(|last| last.id);
        let mut list: Vec<(MediaId, String)> =
            found.iter().map(|photo| (photo.id, src(photo, 320))).collect();
        if let Some(photo) = chosen
            && !list.iter().any(|(known, _)| *known == photo)
            && let Some(found) = media::find(conn, photo)?
        {
            list.insert(0, (found.id, src(&found, 320)));
        }
        Ok(Photos { chosen, list, older })
    }

    fn older_query(&self, words: &str) -> Option<String> {
        self.older.map(|last| photo_query(words, Some(last)))
    }

    fn rows(&self) -> Vec<(String, String, bool)> {
        let row =
            |(id, src): &(MediaId, String)| (id.to_string(), src.clone(), Some(*id) == self.chosen);
        self.list.iter().map(row).collect()
    }
}

/// The query that asks for photos.
fn photo_query(words: &str, before: Option<MediaId>) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("photo-q", words);
    if let Some(before) = before {
        query.append_pair("photo-before", &before.to_string());
    }
    query.finish()
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
    let mut others = names::list(conn, Named::Coverage)?;
    others.retain(|words| words.id != id.0);
    Ok(Loaded { photos, entries, fronts, others })
}

/// `POST /admin/desk/coverage/{id}/photo`
pub async fn set_photo(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    let id = *id;
    find(&by, "coverage", id).await?;
    let photo = fields.trimmed("photo").parse().ok().map(MediaId);
    if let Some(photo) = photo {
        let found = by.app.read(move |_, conn| Ok(media::find(conn, photo)?)).await?;
        found.ok_or(AppError::NotFound)?;
    }
    let sign_off = by.sign_off();
    let set = by
        .app
        .write(move |_, conn| commands::set_coverage_photo(conn, &sign_off, CoverageId(id), photo));
    set.await??;
    reply::done(&by, &format!("/admin/desk/coverage/{id}"), Flash::new("flash-saved")).await
}

/// `POST /admin/desk/coverage/{id}/order`: `edition`, and `act`: `pin-7`, `up-7` …
pub async fn arrange(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    let id = *id;
    find(&by, "coverage", id).await?;
    let edition = fields.trimmed("edition").to_owned();
    by.app.editions.get(&edition).ok_or(AppError::NotFound)?;
    let (verb, article) = fields.trimmed("act").split_once('-').unwrap_or_default();
    let act = match verb {
        "pin" => EntryAct::Pin,
        "unpin" => EntryAct::Unpin,
        "up" => EntryAct::Up,
        "down" => EntryAct::Down,
        _ => return Err(AppError::BadRequest("a coverage has no such button").into()),
    };
    let article = ArticleId(article.parse().unwrap_or_default());
    let part = match act {
        EntryAct::Unpin => format!("order-{edition}"),
        _ => format!("pin-article-{article}"),
    };
    let (sign_off, path) = (by.sign_off(), format!("/admin/desk/coverage/{id}#{part}"));
    let arranged = by.app.write(move |_, conn| {
        commands::arrange_coverage(conn, &sign_off, CoverageId(id), &edition, act, article)
    });
    arranged.await??;
    Ok(reply::see_other(&path))
}

/// `POST /admin/desk/coverage/{id}/merger`: `into` is the coverage that stays.
pub async fn merge(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    let id = *id;
    find(&by, "coverage", id).await?;
    let into: Option<i64> = fields.trimmed("into").parse().ok();
    let Some(into) = into.filter(|into| *into != id) else {
        let own = find(&by, "coverage", id).await?;
        let stored = words::stored(&words::editions(&by), &own);
        let mut form = Form::typed(seen::form(&stored));
        form.refuse("into", by.language.text("merge-missing"));
        return reply::refused(&FormPage::load(&by, "coverage", id, form).await?);
    };
    find(&by, "coverage", into).await?;
    by.require_step_up()?;
    let sign_off = by.sign_off();
    let merged = by.app.write(move |_, conn| {
        commands::merge_coverage(conn, &sign_off, CoverageId(id), CoverageId(into))
    });
    merged.await??;
    let flash = Flash::new("flash-coverage-merged");
    reply::done(&by, &format!("/admin/desk/coverage/{into}"), flash).await
}
