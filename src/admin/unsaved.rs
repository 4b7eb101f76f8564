//! A form that came when it couldn't be taken: the database is out of reach, its disk is full, or
//! something of ours broke.
//!
//! The answer is a page that holds what was sent, and sends the same again. It shows nothing else,
//! so it needs nobody to be recognised, which takes the database too.

use actix_web::HttpResponse;
use askama::Template;

use super::again::PREFIX;
use super::{Fields, Form, Layout, csrf, errors};
use crate::auth::{SignedIn, Visitor};
use crate::error::AdminError;

/// A text of so many bytes is shown, so that it can be copied; what is shorter is only carried.
const LONG_BYTES: usize = 120;

#[derive(Template)]
#[template(path = "admin/unsaved.html")]
struct UnsavedPage {
    layout: Layout,
    text: String,
    action: String,
    fields: Vec<Field>,
    request_id: Option<String>,
}

/// What was sent in one field.
struct Field {
    name: String,
    value: String,
    /// What it is called, when it is shown.
    label: Option<String>,
}

/// The page for a form that failed, and `None` when there is nothing to keep: the failure isn't
/// ours, or the form asked for a secret, which is never sent back.
pub fn page(
    visitor: &Visitor,
    by: Option<&SignedIn>,
    fields: &Fields,
    error: &AdminError,
    request_id: &str,
) -> Option<HttpResponse> {
    let is_ours = match error {
        AdminError::App(error) => error.is_ours(),
        _ => false,
    };
    // What was typed to sign in again is asked for again.
    let own = |name: &str| name == csrf::FIELD || name.starts_with(PREFIX);
    let carried: Vec<(&str, &str)> = fields.iter().filter(|(name, _)| !own(name)).collect();
    let is_secret = carried.iter().any(|(name, _)| Form::is_secret(name));
    if !is_ours || fields.is_empty() || is_secret {
        return None;
    }
    let (title, text) = errors::messages(error);
    let layout = match by {
        Some(by) => Layout::of(by, title),
        None => Layout::new(visitor, title),
    };
    let query = if visitor.query.is_empty() { "" } else { "?" };
    let page = UnsavedPage {
        action: format!("{}{query}{}", visitor.path, visitor.query),
        text: layout.t(text).to_owned(),
        fields: carried.iter().map(|(name, value)| Field::of(&layout, name, value)).collect(),
        request_id: errors::number(error, request_id),
        layout,
    };
    let mut response = errors::begin(error);
    Some(match page.render() {
        Ok(body) => response.body(body),
        Err(_) => response.finish(),
    })
}

impl Field {
    fn of(layout: &Layout, name: &str, value: &str) -> Field {
        let is_text = value.len() >= LONG_BYTES || value.contains('\n');
        let label = is_text.then(|| {
            let message = format!("field-{name}");
            let is_known = layout.edition.has_text(&message);
            layout.t(if is_known { &message } else { "unsaved-field" }).to_owned()
        });
        Field { name: name.to_owned(), value: value.replace("\r\n", "\n"), label }
    }
}

impl UnsavedPage {
    /// Whether there is anything that somebody could copy.
    fn has_text(&self) -> bool {
        self.fields.iter().any(|field| field.label.is_some())
    }
}
