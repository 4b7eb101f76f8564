//! Typed signs become those that an edition prints, when somebody asks for it.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};

use super::articles::editor::find_edition;
use super::{AdminResult, Fields, SignedIn};
use crate::error::AppError;
use crate::text::{TidyRules, tidy, tidy_line};

/// The fields of an article that are read by readers and have one line.
const LINES: [&str; 7] =
    ["kicker", "headline", "short-headline", "social-title", "standfirst", "caption", "alt"];

/// `POST /admin/tidy`: `edition`, and fields of an article; these, tidied, as JSON.
pub async fn create(by: SignedIn, fields: Fields) -> AdminResult {
    let edition = find_edition(&by, fields.trimmed("edition"))?;
    let tidied = web::block(move || -> BTreeMap<String, String> {
        let is_text = |name: &str| name == "body" || LINES.contains(&name);
        tidied(&fields, &edition.tidy)
            .iter()
            .filter(|field| is_text(field.0))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    });
    let tidied = tidied.await.map_err(|canceled| AppError::Internal(canceled.to_string()))?;
    Ok(HttpResponse::Ok().json(tidied))
}

/// A form of an article, tidied.
pub fn tidied(fields: &Fields, rules: &TidyRules) -> Fields {
    let field = |(name, value): (&str, &str)| {
        let value = value.replace("\r\n", "\n");
        let value = match name {
            "body" => tidy(&value, rules),
            name if LINES.contains(&name) => {
                let lines = value.split('\n').map(|line| tidy_line(line, rules));
                lines.collect::<Vec<_>>().join("\n")
            }
            _ => value,
        };
        (name.to_owned(), value)
    };
    fields.iter().map(field).collect()
}
