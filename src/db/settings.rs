//! Editorial settings, and the surroundings of an edition's pages.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::settings;
use super::{Conn, coverages, pages, sections};
use crate::model::SectionId;
use crate::model::site::Site;

/// The edition of settings that belong to the whole portal.
pub const PORTAL: &str = "";

/// Names of settings.
pub mod name {
    /// The newspaper's name.
    pub const SITE_NAME: &str = "site_name";
    /// One line under the name.
    pub const TAGLINE: &str = "tagline";
    /// The breaking line, JSON.
    pub const BREAKING: &str = "breaking";
    /// Accounts to follow, JSON.
    pub const FOLLOW: &str = "follow";
    /// What the feeds carry, JSON.
    pub const FEEDS: &str = "feeds";
    /// The networks in which articles are shared, JSON.
    pub const SHARE: &str = "share";
    /// The sections that the navigation leaves out, JSON.
    pub const OFF_NAVIGATION: &str = "off_navigation";
    /// For the whole portal: when the demo was loaded, RFC 3339.
    pub const DEMO: &str = "demo";
    /// For the whole portal: the last change that was deleted.
    pub const CHANGES_FROM: &str = "changes_from";
}

/// A setting's value.
pub fn find(conn: &mut Conn, edition: &str, name: &str) -> QueryResult<Option<String>> {
    settings::table
        .filter(settings::edition.eq(edition))
        .filter(settings::name.eq(name))
        .select(settings::value)
        .first(conn)
        .optional()
}

/// Sets or, with `None`, removes a setting.
pub fn set(conn: &mut Conn, edition: &str, name: &str, value: Option<&str>) -> QueryResult<()> {
    diesel::delete(
        settings::table.filter(settings::edition.eq(edition)).filter(settings::name.eq(name)),
    )
    .execute(conn)?;
    if let Some(value) = value {
        diesel::insert_into(settings::table)
            .values((
                settings::edition.eq(edition),
                settings::name.eq(name),
                settings::value.eq(value),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// What every page of `edition` shows around its own content.
pub fn get_site(conn: &mut Conn, edition: &str) -> QueryResult<Site> {
    let rows: Vec<(String, String)> = settings::table
        .filter(settings::edition.eq_any([edition, PORTAL]))
        .select((settings::name, settings::value))
        .load(conn)?;
    let mut site = Site {
        sections: sections::list_site_sections(conn, edition)?,
        info_pages: pages::list_titles(conn, edition)?,
        has_coverages: !coverages::list_latest(conn, edition, 1)?.is_empty(),
        ..Site::default()
    };
    for (name, value) in rows {
        match name.as_str() {
            name::SITE_NAME => site.name = value,
            name::TAGLINE => site.tagline = value,
            name::BREAKING => site.breaking = serde_json::from_str(&value).ok(),
            name::FOLLOW => site.follow = serde_json::from_str(&value).unwrap_or_default(),
            name::FEEDS => site.feeds = serde_json::from_str(&value).unwrap_or_default(),
            name::SHARE => site.share = serde_json::from_str(&value).ok(),
            name::OFF_NAVIGATION => {
                let ids: Vec<i64> = serde_json::from_str(&value).unwrap_or_default();
                site.off_navigation = ids.into_iter().map(SectionId).collect();
            }
            name::DEMO => site.is_demo = true,
            _ => {}
        }
    }
    Ok(site)
}

/// When the demo was loaded, as stored; `None` when the content isn't the demo's.
pub fn find_demo_loaded_at(conn: &mut Conn) -> QueryResult<Option<NaiveDateTime>> {
    let value = find(conn, PORTAL, name::DEMO)?;
    Ok(value.and_then(|text| NaiveDateTime::parse_from_str(&text, "%Y-%m-%dT%H:%M:%S%.f").ok()))
}
