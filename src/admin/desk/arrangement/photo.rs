//! The photo of a coverage: those that can be chosen, and choosing one.

use actix_web::web::Path;

use crate::admin::desk::find;
use crate::admin::media::src;
use crate::admin::seen::{self, Shown, Stored};
use crate::admin::{AdminResult, Fields, Flash, SignedIn, reply};
use crate::commands;
use crate::db::media::LibraryPicture;
use crate::db::{Conn, coverage_entries, media};
use crate::error::AppError;
use crate::i18n::Arg;
use crate::model::{CoverageId, MediaId, Permission};

/// How many photos can be chosen from at once.
const PHOTOS: usize = 24;

/// Photos that can be chosen, the chosen one first.
pub(super) struct Photos {
    pub chosen: Option<MediaId>,
    /// With their addresses and their files' names.
    list: Vec<(MediaId, String, String)>,
    /// The last one, where there are older ones.
    older: Option<MediaId>,
}

impl Photos {
    /// Those with some words, before another one; the newest first.
    pub fn load(
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
        let row = |photo: &LibraryPicture| (photo.id, src(photo, 320), photo.file_name.clone());
        let mut list: Vec<(MediaId, String, String)> = found.iter().map(row).collect();
        if let Some(photo) = chosen
            && !list.iter().any(|(known, ..)| *known == photo)
            && let Some(found) = media::find(conn, photo)?
        {
            list.insert(0, row(&found));
        }
        Ok(Photos { chosen, list, older })
    }

    /// The query of older ones, where there are some.
    pub fn older_query(&self, words: &str) -> Option<String> {
        self.older.map(|last| query(words, Some(last)))
    }

    /// They as the page prints them: id, address, file's name, whether it is the chosen one.
    pub fn rows(&self) -> Vec<(String, String, String, bool)> {
        let row = |(id, src, name): &(MediaId, String, String)| {
            (id.to_string(), src.clone(), name.clone(), Some(*id) == self.chosen)
        };
        self.list.iter().map(row).collect()
    }
}

/// The query that asks for photos.
pub(super) fn query(words: &str, before: Option<MediaId>) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("photo-q", words);
    if let Some(before) = before {
        query.append_pair("photo-before", &before.to_string());
    }
    query.finish()
}

/// `POST /admin/desk/coverage/{id}/photo`
pub async fn update(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    let id = *id;
    let own = find(&by, "coverage", id).await?;
    by.authority()
        .require_in(Permission::Curate, own.iter().map(|words| words.edition.as_str()))?;
    let photo = fields.trimmed("photo").parse().ok().map(MediaId);
    if let Some(photo) = photo {
        let found = by.app.read(move |_, conn| Ok(media::find(conn, photo)?)).await?;
        found.ok_or(AppError::NotFound)?;
    }
    let stored =
        move |conn: &mut Conn| Ok(stored_form(coverage_entries::find_photo(conn, CoverageId(id))?));
    let saved = seen::save(&by, &fields, stored, move |conn, sign_off| {
        commands::set_coverage_photo(conn, sign_off, CoverageId(id), photo)
    });
    let page = format!("/admin/desk/coverage/{id}");
    if let Some(theirs) = saved.await? {
        let shown = |_: &str, photo: &str| in_words(&by, photo);
        let (path, page) = (format!("{page}/photo"), format!("{page}#coverage-photo"));
        return seen::clash_in_part(&by, &path, &page, &fields, &theirs, shown);
    }
    reply::done(&by, &page, Flash::new("flash-saved")).await
}

/// A photo in words.
fn in_words(by: &SignedIn, photo: &str) -> Shown {
    let text = |key: &str| by.language.text(key).to_owned();
    let words = match photo {
        "" => text("coverage-photo-none"),
        photo => by.language.text_with("photo-number", &[("number", Arg::from(photo))]),
    };
    Shown { label: text("coverage-photo"), words, tag: by.language.tag.clone() }
}

/// The form of the photo.
pub(super) fn stored_form(photo: Option<MediaId>) -> Stored {
    let value = photo.map(|photo| photo.to_string()).unwrap_or_default();
    [("photo".to_owned(), value)].into_iter().collect()
}
