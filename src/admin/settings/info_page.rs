//! An information page of an edition: about, contact, corrections, privacy, accessibility.

use actix_web::web::Path;
use askama::Template;

use super::require;
use crate::admin::{AdminResult, Fields, Flash, Form, Layout, SignedIn, reply};
use crate::commands;
use crate::db::pages;
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
    let form = page.as_ref().map_or_else(Form::default, |page| {
        Form::filled([("title", page.title.as_str()), ("body", page.body.as_str())])
    });
    reply::page(&InfoPage::new(&by, &edition, &name, page.is_some(), form))
}

/// `POST /admin/settings/{edition}/pages/{name}`
pub async fn update(by: SignedIn, place: Path<(String, String)>, fields: Fields) -> AdminResult {
    let (edition, name) = place.into_inner();
    let is_there = find(&by, &edition, &name).await?.is_some();
    let (title, body) = (fields.trimmed("title").to_owned(), fields.get("body"));
    let mut form = Form::typed(fields);
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
    let sign_off = by.sign_off();
    let written = by.app.write(move |_, conn| {
        commands::write_info_page(conn, &sign_off, &edition, &name, &title, &body)
    });
    written.await??;
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
