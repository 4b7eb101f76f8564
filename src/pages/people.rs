//! The page of an author or of a source: everything by them, newest first.

use actix_web::web;
use askama::Template;

use super::address::Links;
use super::cards::{DayGroup, Link, Pager, by_day, page_href};
use super::layout::{Elsewhere, Head, Layout};
use super::reply::{self, AppResult};
use super::visit::Visit;
use super::{lists, structured_data};
use crate::db::Conn;
use crate::db::listing::List;
use crate::db::people::{self, PersonKind};
use crate::db::redirects::{self, RedirectKind};
use crate::error::AppError;
use crate::model::{Cursor, PersonId};

/// `GET /{edition}/by/{slug}?page={place}`
pub async fn show_author(visit: Visit, slug: web::Path<String>) -> AppResult {
    show(visit, PersonKind::Author, slug.into_inner()).await
}

/// `GET /{edition}/source/{slug}?page={place}`
pub async fn show_source(visit: Visit, slug: web::Path<String>) -> AppResult {
    show(visit, PersonKind::Source, slug.into_inner()).await
}

async fn show(visit: Visit, kind: PersonKind, slug: String) -> AppResult {
    let asked = lists::asked_page(&visit)?;
    let this = visit.clone();
    let found = visit.read(move |conn| PersonPage::load(&this, conn, kind, &slug, asked)).await?;
    match found {
        Found::Here(page) => reply::page(&visit, &*page),
        Found::Moved(slug) => Ok(reply::moved_for_good(&href(&visit.links(), kind, &slug))),
    }
}

fn href(links: &Links<'_>, kind: PersonKind, slug: &str) -> String {
    match kind {
        PersonKind::Author => links.author(slug),
        PersonKind::Source => links.source(slug),
    }
}

enum Found {
    Here(Box<PersonPage>),
    Moved(String),
}

#[derive(Template)]
#[template(path = "pages/person.html")]
struct PersonPage {
    layout: Layout,
    crumbs: Vec<Link>,
    name: String,
    /// The name, and on pages after the first one their days.
    title: String,
    description: String,
    /// "Stories by …" or "Stories from …".
    list_title: String,
    days: Vec<DayGroup>,
    pager: Pager,
}

impl PersonPage {
    fn load(
        visit: &Visit,
        conn: &mut Conn,
        kind: PersonKind,
        slug: &str,
        asked: Option<Cursor>,
    ) -> Result<Found, AppError> {
        let edition = &visit.edition;
        let everywhere = people::list_by_slug(conn, &edition.prefix, kind, slug)?;
        let Some(person) = everywhere.first() else {
            let redirect = match kind {
                PersonKind::Author => RedirectKind::Author,
                PersonKind::Source => RedirectKind::Source,
            };
            let moved = redirects::find(conn, &edition.prefix, redirect, slug)?;
            let id = PersonId(moved.ok_or(AppError::NotFound)?);
            let slug = people::find_slug(conn, &edition.prefix, id)?.ok_or(AppError::NotFound)?;
            return Ok(Found::Moved(slug));
        };
        visit.shows_names_everywhere();
        let mut layout = Layout::new(visit, conn)?;
        let links = visit.links();
        let list = match kind {
            PersonKind::Author => List::Author(&edition.prefix, person.id),
            PersonKind::Source => List::Source(&edition.prefix, person.id),
        };
        let listed = lists::read(visit, conn, list, &href(&links, kind, slug), asked, lists::PAGE)?;
        let days = by_day(&links, edition, &listed.teasers, visit.photos);
        let crumbs = vec![Link { href: links.home(), text: layout.t("home").to_owned() }];
        let plain = href(&Links::plain(edition), kind, slug);
        let cards: Vec<_> = days.iter().flat_map(|day| &day.cards).collect();
        let title = lists::title(&layout, &person.name, &listed.pager);
        layout.head = Head {
            title: title.clone(),
            description: person.description.clone(),
            canonical: layout.absolute(&match asked {
                None => plain.clone(),
                Some(cursor) => page_href(&plain, cursor),
            }),
            feed: Some(Link { href: plain, text: person.name.clone() }),
            previous: listed.pager.newer.clone(),
            next: listed.pager.older.clone(),
            structured_data: vec![structured_data::collection(&layout, &title, &cards)],
            ..Head::default()
        };
        let counterparts = everywhere
            .iter()
            .filter_map(|person| {
                let edition = visit.app.editions.get(&person.edition)?;
                Some((person.edition.clone(), href(&Links::plain(edition), kind, &person.slug)))
            })
            .collect();
        layout.set_editions(&counterparts, &Elsewhere::Home(String::new()), asked.is_none());
        let message = match kind {
            PersonKind::Author => "author-stories",
            PersonKind::Source => "source-stories",
        };
        Ok(Found::Here(Box::new(PersonPage {
            list_title: layout.tv(message, "name", &person.name),
            crumbs,
            title,
            name: person.name.clone(),
            description: person.description.clone(),
            days,
            pager: listed.pager,
            layout,
        })))
    }
}
