//! Lists of articles by pages that stay what they are while newer articles are published.

use chrono::NaiveDateTime;

use super::cards::{Pager, page_href};
use super::layout::Layout;
use super::visit::Visit;
use crate::db::listing::{List, Part};
use crate::db::{Conn, listing};
use crate::error::AppError;
use crate::i18n::{Arg, Edition};
use crate::model::{ArticleId, Cursor, Teaser};

/// Articles on a page of a list.
pub const PAGE: usize = 20;

/// Which page of a list is asked for: `None` for the first.
///
/// # Errors
///
/// The parameter isn't a place that a link of ours has.
pub fn asked_page(visit: &Visit) -> Result<Option<Cursor>, AppError> {
    match visit.parameter("page") {
        None | Some("" | "1") => Ok(None),
        Some(text) => {
            text.parse().map(Some).map_err(|()| AppError::BadRequest("`page` is not a place"))
        }
    }
}

/// One page of a list.
pub struct Listed {
    /// In the order of the list.
    pub teasers: Vec<Teaser>,
    /// Its neighbours.
    pub pager: Pager,
}

/// Reads a page of a list: `first` articles on the first one, [`PAGE`] on the others.
///
/// `href` is the list's address. Two queries on the first page, three on others.
///
/// # Errors
///
/// Those of the database.
pub fn read(
    visit: &Visit,
    conn: &mut Conn,
    list: List<'_>,
    href: &str,
    asked: Option<Cursor>,
    first: usize,
) -> Result<Listed, AppError> {
    visit.shows(list.noun());
    let (part, length) = match asked {
        None => (Part::Newest, first),
        Some(cursor) => (Part::Before(cursor), PAGE),
    };
    let mut places = listing::list_places(conn, list, part, limit(length + 1))?;
    let has_more = places.len() > length;
    places.truncate(length);
    let mut pager = Pager::default();
    if has_more && let Some(&last) = places.last() {
        pager.older = Some(page_href(href, last));
    }
    if let Some(cursor) = asked {
        pager.newer = Some(newer_href(conn, list, href, cursor, first)?);
        pager.days = days(&visit.edition, places.last(), places.first());
    }
    Ok(Listed { teasers: visit.teasers(conn, &ids(&places))?, pager })
}

/// The page that ends where the one at `cursor` begins.
fn newer_href(
    conn: &mut Conn,
    list: List<'_>,
    href: &str,
    cursor: Cursor,
    first: usize,
) -> Result<String, AppError> {
    // The article at the cursor itself is the last one of that page, so one fewer comes after it.
    let newer = listing::list_places(conn, list, Part::After(cursor), limit(first.max(PAGE)))?;
    Ok(match newer.get(PAGE - 1) {
        Some(&start) if newer.len() >= first => page_href(href, start),
        _ => href.to_owned(),
    })
}

/// The same list, oldest first, for coverages read as a chronicle.
///
/// # Errors
///
/// Those of the database.
pub fn read_oldest_first(
    visit: &Visit,
    conn: &mut Conn,
    list: List<'_>,
    href: &str,
    asked: Option<Cursor>,
) -> Result<Listed, AppError> {
    visit.shows(list.noun());
    let part = asked.map_or(Part::Oldest, Part::After);
    let mut places = listing::list_places(conn, list, part, limit(PAGE + 1))?;
    let has_more = places.len() > PAGE;
    places.truncate(PAGE);
    let mut pager = Pager::default();
    if has_more && let Some(&last) = places.last() {
        pager.newer = Some(page_href(href, last));
    }
    if asked.is_some() {
        pager.older = Some(href.to_owned());
        pager.days = days(&visit.edition, places.first(), places.last());
    }
    Ok(Listed { teasers: visit.teasers(conn, &ids(&places))?, pager })
}

fn days(edition: &Edition, first: Option<&Cursor>, last: Option<&Cursor>) -> Option<String> {
    Some(span(edition, first?.published_at, last?.published_at))
}

/// From one day to another (UTC), or the one day that both are.
pub fn span(edition: &Edition, first: NaiveDateTime, last: NaiveDateTime) -> String {
    let (first, last) = (edition.card(first), edition.card(last));
    if first == last {
        return first;
    }
    edition.text_with("day-span", &[("first", Arg::Text(&first)), ("last", Arg::Text(&last))])
}

/// The title of a page of a list: the name of the list, and from the second page on the days that
/// tell it from the others.
pub fn title(layout: &Layout, name: &str, pager: &Pager) -> String {
    match &pager.days {
        Some(days) => layout.tvv("list-page-title", ("name", name), ("days", days)),
        None => name.to_owned(),
    }
}

/// The articles at some places.
pub fn ids(places: &[Cursor]) -> Vec<ArticleId> {
    places.iter().map(|place| place.id).collect()
}

/// A length as a query's limit.
pub fn limit(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}
