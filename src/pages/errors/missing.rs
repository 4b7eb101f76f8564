//! The page for addresses that lead nowhere.
//!
//! There is one for each edition, with and without photos, kept as any page is, and each answer has
//! the address of its request put in: however many such addresses are asked for, none is kept, and
//! none of them costs a rendering.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::web::Bytes;
use askama::Template;
use askama::filters::Escaper;

use super::super::visit::Visit;
use super::page::ErrorPage;
use crate::cache::following::{Outcome, Turn};
use crate::cache::kept::Rendered;
use crate::cache::underway::Underway;
use crate::compress::Encoding;
use crate::error::AppError;
use crate::model::PageKind;
use crate::text::escape;

/// Where the address goes; nobody types it, for it is in none of our words.
const PLACE: &str = "\u{e000}address\u{e000}";

/// The page for a request whose address leads nowhere.
///
/// # Errors
///
/// The template failed.
pub async fn page(visit: &Visit) -> Result<String, askama::Error> {
    let page = shared(visit).await?;
    let page = str::from_utf8(&page).unwrap_or_default();
    let (before, after) = page.split_once(PLACE).unwrap_or((page, ""));
    let mut text = String::with_capacity(page.len() + 256);
    text.push_str(before);
    escape::Html.write_escaped_str(&mut text, &readable(&visit.path))?;
    text.push_str(after);
    Ok(text)
}

/// The page without an address: what is kept, or a new one.
async fn shared(visit: &Visit) -> Result<Bytes, askama::Error> {
    let app = &visit.app;
    // No address begins like that.
    let photos = if visit.photos { "" } else { "?photos=off" };
    let name = format!("404:{}{photos}", visit.edition.prefix);
    let mut underway = None;
    // As with any page: who finds it being made waits, twice at most.
    for _ in 0..2 {
        if !app.cache.is_on() {
            break;
        }
        if let Some(page) = app.cache.find(&name)
            && (app.cache.is_fresh(&page, || app.clock.now())
                || app.database.is_out() && page.freshness.is_reserve())
        {
            return Ok(page.body(Encoding::Identity).clone());
        }
        match app.cache.begin(&name) {
            Turn::Lead(flight) => {
                underway = Some(Underway::new(app.cache.clone(), flight));
                break;
            }
            Turn::Wait(mut done) => {
                let ended = done.wait_for(|outcome| *outcome != Outcome::Underway).await;
                if ended.is_ok_and(|outcome| *outcome == Outcome::NotKept) {
                    break;
                }
            }
        }
    }
    make(visit, underway).await
}

/// Makes the page, and keeps it when it is whole.
async fn make(visit: &Visit, underway: Option<Underway>) -> Result<Bytes, askama::Error> {
    let app = &visit.app;
    let mut this = Visit::at(app.clone(), visit.edition.clone(), |_| PLACE.to_owned());
    this.photos = visit.photos;
    let (page, is_whole) = ErrorPage::load(&this, &AppError::NotFound, String::new()).await;
    let body = Bytes::from(page.render()?);
    let Some(flight) = underway.and_then(Underway::end) else { return Ok(body) };
    let parts = this.shown.parts();
    if !is_whole || parts.is_behind {
        app.cache.give_up(&flight, Outcome::NotKept);
        return Ok(body);
    }
    let rendered = Rendered {
        kind: PageKind::Error,
        status: StatusCode::NOT_FOUND,
        headers: Arc::default(),
        body: body.clone(),
        at: app.clock.now(),
        position: flight.position,
        nouns: parts.listed(),
        until: parts.until,
        surrogate: None,
    };
    app.cache.keep(&flight, rendered);
    Ok(body)
}

/// A path as people read it, cut where it gets long.
fn readable(path: &str) -> String {
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned();
    crate::text::truncate_cells(&decoded, 120).into_owned()
}
