//! A day of the archive.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{Datelike, NaiveDate};

use super::address::Links;
use super::cards::{Card, Link, Pager, StampStyle, page_href};
use super::layout::{Elsewhere, Head, Layout};
use super::reply::{self, AppResult};
use super::visit::Visit;
use super::{lists, structured_data};
use crate::db::{Conn, listing};
use crate::error::AppError;
use crate::model::{Cursor, Noun};

const PAGE: usize = 100;

/// `GET /{edition}/{year}/{month}/{day}/?page={place}`
pub async fn show(visit: Visit, path: web::Path<(i32, u32, u32)>) -> AppResult {
    let asked = lists::asked_page(&visit)?;
    let (year, month, day) = path.into_inner();
    let day = read_day(year, month, day).ok_or(AppError::NotFound)?;
    let right = Links::plain(&visit.edition).day(day);
    if visit.path != right {
        return Ok(reply::moved_for_good(&visit.links().day(day)));
    }
    let this = visit.clone();
    let page = visit.read(move |conn| ArchivePage::load(&this, conn, day, asked)).await?;
    reply::page(&visit, &page)
}

/// `GET /{edition}/{year}/{month}/{day}` leads to the address with the slash.
pub async fn add_slash(
    visit: Visit,
    path: web::Path<(i32, u32, u32)>,
) -> Result<HttpResponse, AppError> {
    let (year, month, day) = path.into_inner();
    let day = read_day(year, month, day).ok_or(AppError::NotFound)?;
    Ok(reply::moved_for_good(&visit.links().day(day)))
}

/// A day of the calendar whose end both databases can compare: SQLite keeps instants as text,
/// which is in their order up to the year 9999.
fn read_day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
        .filter(|day| day.succ_opt().is_some_and(|next| next.year() <= 9999))
}

#[derive(Template)]
#[template(path = "pages/archive.html")]
struct ArchivePage {
    layout: Layout,
    crumbs: Vec<Link>,
    heading: String,
    machine: String,
    cards: Vec<Card>,
    pager: Pager,
    /// The nearest day before that has articles.
    before: Option<Link>,
    /// The nearest day after that has articles.
    after: Option<Link>,
}

impl ArchivePage {
    fn load(
        visit: &Visit,
        conn: &mut Conn,
        day: NaiveDate,
        asked: Option<Cursor>,
    ) -> Result<ArchivePage, AppError> {
        let edition = &visit.edition;
        visit.shows(Noun::Edition(edition.prefix.clone()));
        let mut layout = Layout::new(visit, conn)?;
        let (start, end) = edition.day_bounds(day);
        let most = lists::limit(PAGE + 1);
        let mut places =
            listing::list_places_between(conn, &edition.prefix, start, end, asked, most)?;
        let links = visit.links();
        let mut pager = Pager::default();
        if places.len() > PAGE {
            places.truncate(PAGE);
            pager.older = places.last().map(|&last| page_href(&links.day(day), last));
        }
        pager.newer = asked.map(|_| links.day(day));
        let teasers = visit.teasers(conn, &lists::ids(&places))?;
        let neighbour = |conn: &mut Conn, instant, later| -> Result<Option<Link>, AppError> {
            let found = listing::find_nearest(conn, &edition.prefix, instant, later)?;
            Ok(found.map(|at| {
                let day = edition.local_date(at);
                Link { href: links.day(day), text: edition.card(at) }
            }))
        };
        let before = neighbour(conn, start, false)?;
        let after = neighbour(conn, end, true)?;
        // A day without articles is nothing to index, and one before the paper or ahead of it isn't
        // a page at all.
        if teasers.is_empty() && (before.is_none() || after.is_none()) {
            return Err(AppError::NotFound);
        }
        let heading = edition.day(day);
        let crumbs = vec![Link { href: links.home(), text: layout.t("home").to_owned() }];
        let cards: Vec<Card> = teasers
            .iter()
            .map(|teaser| Card::new(&links, edition, teaser, StampStyle::Time, visit.photos))
            .collect();
        let rest = &Links::plain(edition).day(day)[edition.prefix.len() + 2..];
        let counterparts = visit
            .app
            .editions
            .iter()
            .filter(|other| other.prefix == edition.prefix)
            .map(|edition| (edition.prefix.clone(), format!("/{}/{rest}", edition.prefix)))
            .collect();
        layout.head = Head {
            title: heading.clone(),
            canonical: layout.absolute(&Links::plain(edition).day(day)),
            robots: (teasers.is_empty() || asked.is_some()).then_some("noindex"),
            structured_data: vec![structured_data::collection(
                &layout,
                &heading,
                &cards.iter().collect::<Vec<_>>(),
            )],
            ..Head::default()
        };
        layout.set_editions(&counterparts, &Elsewhere::Home(String::new()), false);
        Ok(ArchivePage {
            layout,
            crumbs,
            heading,
            machine: day.to_string(),
            cards,
            pager,
            before,
            after,
        })
    }
}
