//! Which sections an edition's navigation has, and in which order.

use actix_web::web::Path;
use askama::Template;

use super::require;
use crate::admin::{AdminResult, Fields, Layout, SignedIn, reply};
use crate::commands;
use crate::db::settings;
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
    /// Those that it leaves out.
    left_out: Vec<SectionId>,
}

impl NavigationPage {
    fn is_in(&self, section: &SiteSection) -> bool {
        !self.left_out.contains(&section.id)
    }
}

/// `GET /admin/settings/{edition}/navigation`
pub async fn edit(by: SignedIn, edition: Path<String>) -> AdminResult {
    require(&by, &edition)?;
    let found = by.app.editions.get(&edition).ok_or(AppError::NotFound)?;
    let (tag, label) = (found.tag.clone(), found.label.clone());
    let wanted = edition.clone();
    let site = by.app.read(move |_, conn| Ok(settings::get_site(conn, &wanted)?)).await?;
    let (sections, left_out) = (site.sections, site.off_navigation);
    let layout = Layout::of(&by, "navigation");
    let prefix = edition.into_inner();
    reply::page(&NavigationPage { layout, prefix, tag, label, sections, left_out })
}

/// `POST /admin/settings/{edition}/navigation`: `act` is `up-7`, `down-7`, `show-7` or
/// `hide-7`.
pub async fn update(by: SignedIn, edition: Path<String>, fields: Fields) -> AdminResult {
    require(&by, &edition)?;
    let (verb, id) = fields.trimmed("act").split_once('-').unwrap_or_default();
    let id = SectionId(id.parse().unwrap_or_default());
    let verb = verb.to_owned();
    let (sign_off, prefix) = (by.sign_off(), edition.clone());
    let done = by.app.write(move |_, conn| match verb.as_str() {
        "show" | "hide" => {
            commands::set_in_navigation(conn, &sign_off, &prefix, id, verb == "show")
        }
        _ => commands::move_section(conn, &sign_off, &prefix, id, verb == "up"),
    });
    done.await??;
    Ok(reply::see_other(&format!("/admin/settings/{edition}/navigation#section-{id}")))
}
