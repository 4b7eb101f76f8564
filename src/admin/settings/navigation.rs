//! The order in which an edition's navigation has its sections.

use actix_web::web::Path;
use askama::Template;

use super::require;
use crate::admin::{AdminResult, Fields, Layout, SignedIn, reply};
use crate::commands;
use crate::db::sections;
use crate::error::AppError;
use crate::model::SectionId;
use crate::model::site::SiteSection;

#[derive(Template)]
#[template(path = "admin/navigation.html")]
struct NavigationPage {
    layout: Layout,
    prefix: String,
    tag: String,
    label: String,
    sections: Vec<SiteSection>,
}

/// `GET /admin/settings/{edition}/navigation`
pub async fn edit(by: SignedIn, edition: Path<String>) -> AdminResult {
    require(&by, &edition)?;
    let found = by.app.editions.get(&edition).ok_or(AppError::NotFound)?;
    let (tag, label) = (found.tag.clone(), found.label.clone());
    let wanted = edition.clone();
    let sections =
        by.app.read(move |_, conn| Ok(sections::list_site_sections(conn, &wanted)?)).await?;
    let layout = Layout::of(&by, "navigation");
    let prefix = edition.into_inner();
    reply::page(&NavigationPage { layout, prefix, tag, label, sections })
}

/// `POST /admin/settings/{edition}/navigation`: `act` is `up-7` or `down-7`.
pub async fn update(by: SignedIn, edition: Path<String>, fields: Fields) -> AdminResult {
    require(&by, &edition)?;
    let (verb, id) = fields.trimmed("act").split_once('-').unwrap_or_default();
    let id = SectionId(id.parse().unwrap_or_default());
    let is_up = verb == "up";
    let (sign_off, prefix) = (by.sign_off(), edition.clone());
    let moved =
        by.app.write(move |_, conn| commands::move_section(conn, &sign_off, &prefix, id, is_up));
    moved.await??;
    Ok(reply::see_other(&format!("/admin/settings/{edition}/navigation#section-{id}")))
}
