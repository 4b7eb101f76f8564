//! Information pages: about, contact, corrections, privacy, accessibility.

use askama::Template;

use super::address::Links;
use super::cards::{Link, Stamp};
use super::layout::{Elsewhere, Head, Layout};
use super::reply::{self, AppResult};
use super::visit::Visit;
use crate::db::{Conn, pages};
use crate::error::AppError;
use crate::model::Noun;
use crate::text::{self, Block};

/// `GET /{edition}/about` and its siblings.
pub async fn show(visit: Visit) -> AppResult {
    let this = visit.clone();
    let page = visit.read(move |conn| InfoPage::load(&this, conn)).await?;
    reply::page(&visit, &page)
}

#[derive(Template)]
#[template(path = "pages/info.html")]
struct InfoPage {
    layout: Layout,
    crumbs: Vec<Link>,
    title: String,
    body: String,
    changed: Stamp,
}

impl InfoPage {
    fn load(visit: &Visit, conn: &mut Conn) -> Result<InfoPage, AppError> {
        let edition = &visit.edition;
        let name = visit.path.rsplit('/').next().unwrap_or_default();
        let page = pages::find(conn, &edition.prefix, name)?.ok_or(AppError::NotFound)?;
        visit.shows_names_everywhere();
        visit.shows(Noun::InfoPage(name.to_owned(), edition.prefix.clone()));
        let mut layout = Layout::new(visit, conn)?;
        let blocks: Vec<Block> = if page.rendered_by == text::RENDERED_BY {
            serde_json::from_str(&page.blocks).unwrap_or_default()
        } else {
            text::parse_body(&page.body).blocks
        };
        // An information page is text; pictures belong to articles.
        let html = blocks.into_iter().filter_map(|block| match block {
            Block::Html(html) => Some(html),
            _ => None,
        });
        let counterparts = pages::list_editions(conn, name)?
            .into_iter()
            .map(|prefix| (prefix.clone(), format!("/{prefix}/{name}")))
            .collect();
        layout.head = Head {
            title: page.title.clone(),
            canonical: layout.absolute(&Links::plain(edition).page(name)),
            ..Head::default()
        };
        layout.set_editions(&counterparts, &Elsewhere::Home(String::new()), true);
        let links = visit.links();
        let date = edition.card(page.updated_at);
        Ok(InfoPage {
            crumbs: vec![Link { href: links.home(), text: layout.t("home").to_owned() }],
            title: page.title,
            body: html.collect(),
            changed: Stamp {
                machine: edition.machine(page.updated_at),
                text: layout.tv("info-updated", "date", &date),
            },
            layout,
        })
    }
}
