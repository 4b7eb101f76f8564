//! Photos for the dialogs in which one is chosen, as JSON.

use std::collections::HashMap;

use actix_multipart::Multipart;
use actix_web::HttpResponse;
use actix_web::web::Query;
use serde::Serialize;

use super::src;
use super::upload::Upload;
use crate::admin::{AdminResult, SignedIn};
use crate::db::media::{self, LibraryPicture};
use crate::db::{Conn, articles};
use crate::error::AppError;
use crate::model::{MediaId, Permission};

/// Photos in an answer.
const PAGE: usize = 24;

#[derive(Default, Serialize)]
pub(super) struct Choices {
    photos: Vec<Choice>,
    /// Whether there are older ones.
    more: bool,
    /// What is in the way; empty: nothing.
    text: String,
}

#[derive(Serialize)]
struct Choice {
    id: String,
    src: String,
    name: String,
    /// In the edition that was asked for; may be empty.
    alt: String,
    caption: String,
}

/// `GET /admin/media/choices?q=&before={id}&edition=`
pub async fn show(by: SignedIn, asked: Query<HashMap<String, String>>) -> AdminResult {
    by.require_somewhere(Permission::Write)?;
    let text = |name: &str| asked.get(name).map(|text| text.trim().to_owned()).unwrap_or_default();
    let (words, edition) = (text("q"), text("edition"));
    let before = text("before").parse().ok().map(MediaId);
    let found = by.app.read(move |_, conn| {
        let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
        let mut photos = media::search(conn, &words, before, limit)?;
        let more = photos.len() > PAGE;
        photos.truncate(PAGE);
        Ok((choices(conn, &edition, &photos)?, more))
    });
    let (photos, more) = found.await?;
    Ok(HttpResponse::Ok().json(Choices { photos, more, text: String::new() }))
}

/// `POST /admin/media/choices`: the field `files`, and what came of it.
pub async fn create(by: SignedIn, form: Multipart) -> AdminResult {
    by.require_somewhere(Permission::Write)?;
    let mut upload = Upload::default();
    upload.receive(&by, form).await?;
    let text = upload.refused.join(" ");
    let taken = upload.taken;
    let found = by.app.read(move |_, conn| of(conn, &taken)).await?;
    let mut response = match found.photos.is_empty() {
        true => HttpResponse::UnprocessableEntity(),
        false => HttpResponse::Ok(),
    };
    Ok(response.json(Choices { text, ..found }))
}

impl Choices {
    /// None, and why.
    pub fn refused(text: String) -> Choices {
        Choices { text, ..Choices::default() }
    }
}

/// These photos.
pub(super) fn of(conn: &mut Conn, ids: &[MediaId]) -> Result<Choices, AppError> {
    let mut photos = Vec::new();
    for id in ids {
        photos.extend(media::find(conn, *id)?);
    }
    Ok(Choices { photos: choices(conn, "", &photos)?, ..Choices::default() })
}

fn choices(
    conn: &mut Conn,
    edition: &str,
    photos: &[LibraryPicture],
) -> Result<Vec<Choice>, AppError> {
    let ids: Vec<MediaId> = photos.iter().map(|photo| photo.id).collect();
    let words = articles::list_inline_pictures(conn, edition, &ids)?;
    let choice = |photo: &LibraryPicture| {
        let words = words.iter().find(|words| words.picture.id == photo.id);
        Choice {
            id: photo.id.to_string(),
            src: src(photo, 320),
            name: photo.file_name.clone(),
            alt: words.map(|words| words.alt.clone()).unwrap_or_default(),
            caption: words.map(|words| words.caption.clone()).unwrap_or_default(),
        }
    };
    Ok(photos.iter().map(choice).collect())
}
