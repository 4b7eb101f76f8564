//! Markup that somebody pasted, as text of ours (JSON).

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::{AdminResult, Fields, SignedIn};
use crate::error::AppError;
use crate::i18n::Arg;
use crate::importers::paste::{self, Picture};
use crate::model::Permission;

#[derive(Serialize)]
struct Pasted {
    /// For the text field.
    markdown: String,
    /// `Pasted 14 paragraphs, 3 pictures.`
    said: String,
    pictures: Vec<Picture>,
}

/// `POST /admin/paste`: the field `html`.
pub async fn create(by: SignedIn, fields: Fields) -> AdminResult {
    by.require_somewhere(Permission::Write)?;
    let html = fields.get("html");
    let clean = web::block(move || paste::clean(&html)).await;
    let clean = clean.map_err(|canceled| AppError::Internal(canceled.to_string()))?;
    let counted = [
        ("paragraphs", Arg::from(clean.paragraphs)),
        ("pictures", Arg::from(clean.pictures.len())),
    ];
    let said = by.language.text_with("pasted", &counted);
    let pasted = Pasted { markdown: clean.markdown, said, pictures: clean.pictures };
    Ok(HttpResponse::Ok().json(pasted))
}
