//! Information pages: about, contact, corrections, privacy, accessibility.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::Conn;
use super::schema::info_pages;
use crate::model::site::INFO_PAGES;

/// An information page in one edition.
#[derive(Debug, Clone, Queryable)]
pub struct InfoPage {
    /// One of [`INFO_PAGES`].
    pub name: String,
    /// In the edition's language.
    pub title: String,
    /// As written, Markdown.
    pub body: String,
    /// The body's blocks as JSON.
    pub blocks: String,
    /// Which version of the renderer made `blocks`.
    pub rendered_by: i32,
    /// UTC.
    pub updated_at: NaiveDateTime,
}

/// The page `name` of an edition.
pub fn find(conn: &mut Conn, edition: &str, name: &str) -> QueryResult<Option<InfoPage>> {
    info_pages::table
        .filter(info_pages::edition.eq(edition))
        .filter(info_pages::name.eq(name))
        .select((
            info_pages::name,
            info_pages::title,
            info_pages::body,
            info_pages::blocks,
            info_pages::rendered_by,
            info_pages::updated_at,
        ))
        .first(conn)
        .optional()
}

/// The editions that have the page `name`.
pub fn list_editions(conn: &mut Conn, name: &str) -> QueryResult<Vec<String>> {
    info_pages::table.filter(info_pages::name.eq(name)).select(info_pages::edition).load(conn)
}

/// (name, title) of an edition's pages, in the order of [`INFO_PAGES`].
pub fn list_titles(conn: &mut Conn, edition: &str) -> QueryResult<Vec<(String, String)>> {
    let mut rows: Vec<(String, String)> = info_pages::table
        .filter(info_pages::edition.eq(edition))
        .select((info_pages::name, info_pages::title))
        .load(conn)?;
    rows.sort_by_key(|(name, _)| INFO_PAGES.iter().position(|page| page == name));
    Ok(rows)
}

/// Sets a page.
pub fn set(conn: &mut Conn, edition: &str, page: &InfoPage) -> QueryResult<()> {
    diesel::delete(
        info_pages::table
            .filter(info_pages::edition.eq(edition))
            .filter(info_pages::name.eq(&page.name)),
    )
    .execute(conn)?;
    diesel::insert_into(info_pages::table)
        .values((
            info_pages::edition.eq(edition),
            info_pages::name.eq(&page.name),
            info_pages::title.eq(&page.title),
            info_pages::body.eq(&page.body),
            info_pages::blocks.eq(&page.blocks),
            info_pages::rendered_by.eq(page.rendered_by),
            info_pages::updated_at.eq(page.updated_at),
        ))
        .execute(conn)?;
    Ok(())
}
