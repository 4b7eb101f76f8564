//! An information page of an edition: about, contact, corrections, privacy, accessibility.

use actix_web::web::Path;
use askama::Template;

use super::require;
use crate::admin::seen::{self, Shown};
use crate::admin::{AdminResult, Fields, Flash, Form, Layout, SignedIn, reply};
use crate::commands;
use crate::db::{Conn, pages};
use crate::error::{AdminError, AppError};
use crate::model::site::INFO_PAGES;

#[derive(Template)]
#[template(path = "admin/info_page.html")]
struct InfoPage {
    layout: Layout,
    form: Form,
    edition: String,
    tag: String,
    label: String,
    name: String,
    /// Where readers see it, if they do.
    href: Option<String>,
}

/// `GET /admin/settings/{edition}/pages/{name}`
pub async fn edit(by: SignedIn, place: Path<(String, String)>) -> AdminResult {
    let (edition, name) = place.into_inner();
    let page = find(&by, &edition, &name).await?;
    let is_there = page.is_some();
    let form = Form::typed(seen::form(&stored_fields(page)));
    reply::page(&InfoPage::new(&by, &edition, &name, is_there, form))
}

/// The form as it is stored.
fn stored_fields(page: Option<pages::InfoPage>) -> Fields {
    let (title, body) = page.map(|page| (page.title, page.body)).unwrap_or_default();
    [("title".to_owned(), title), ("body".to_owned(), body)].into_iter().collect()
}

/// `POST /admin/settings/{edition}/pages/{name}`
pub async fn update(by: SignedIn, place: Path<(String, String)>, fields: Fields) -> AdminResult {
    let (edition, name) = place.into_inner();
    let is_there = find(&by, &edition, &name).await?.is_some();
    let (title, body) = (fields.trimmed("title").to_owned(), fields.get("body"));
    let mut form = Form::typed(fields.clone());
    if title.is_empty() {
        form.refuse("title", by.language.text("page-title-missing"));
    }
    if body.trim().is_empty() {
        form.refuse("body", by.language.text("page-body-missing"));
    }
    if !form.is_good() {
        return reply::refused(&InfoPage::new(&by, &edition, &name, is_there, form));
    }
    let path = format!("/admin/settings/{edition}/pages/{name}");
    let place = (edition.clone(), name.clone());
    let stored = move |conn: &mut Conn| Ok(stored_fields(pages::find(conn, &place.0, &place.1)?));
    let tag = by.app.editions.get(&edition).map(|edition| edition.tag.clone()).unwrap_or_default();
    let saved = seen::save(&by, &fields, stored, move |conn, sign_off| {
        commands::write_info_page(conn, sign_off, &edition, &name, &title, &body)
    });
    if let Some(theirs) = saved.await? {
        return seen::clash(&by, &path, &fields, &theirs, |name, value| Shown {
            label: by
                .language
                .text(if name == "title" { "page-heading" } else { "page-body" })
                .to_owned(),
            words: value.to_owned(),
            tag: tag.clone(),
        });
    }
    reply::done(&by, &path, Flash::new("flash-saved")).await
}

async fn find(
    by: &SignedIn,
    edition: &str,
    name: &str,
) -> Result<Option<pages::InfoPage>, AdminError> {
    require(by, edition)?;
    if !INFO_PAGES.contains(&name) {
        return Err(AppError::NotFound.into());
    }
    let (edition, name) = (edition.to_owned(), name.to_owned());
    Ok(by.app.read(move |_, conn| Ok(pages::find(conn, &edition, &name)?)).await?)
}

impl InfoPage {
    fn new(by: &SignedIn, edition: &str, name: &str, is_there: bool, form: Form) -> InfoPage {
        let layout = Layout::of(by, &format!("page-{name}")).with(&form);
        let tag = by.app.editions.get(edition).map(|edition| edition.tag.clone());
        InfoPage {
            label: layout.edition_label(edition).to_owned(),
            tag: tag.unwrap_or_default(),
            edition: edition.to_owned(),
            name: name.to_owned(),
            href: is_there.then(|| format!("/{edition}/{name}")),
            layout,
            form,
        }
    }
}
