//! The page of a coverage, and the index of all of them.

use actix_web::web;
use askama::Template;

use super::address::Links;
use super::cards::{
    Card, CoverageCard, DayGroup, Link, Pager, PhotoView, Stamp, StampStyle, by_day, page_href,
};
use super::layout::{Elsewhere, Head, Layout, SocialCard};
use super::reply::{self, AppResult};
use super::visit::Visit;
use super::{lists, structured_data};
use crate::db::listing::{List, Part};
use crate::db::redirects::{self, RedirectKind};
use crate::db::{Conn, coverage_entries, coverage_moments, coverages};
use crate::error::AppError;
use crate::i18n::Edition;
use crate::model::coverage::{Coverage, Moment};
use crate::model::{ArticleId, CoverageId, Cursor, Noun};

const MOMENTS: i64 = 50;
const INDEX: usize = 60;

/// `GET /{edition}/coverage/{slug}?page={place}&order=oldest`
pub async fn show(visit: Visit, slug: web::Path<String>) -> AppResult {
    let asked = lists::asked_page(&visit)?;
    let slug = slug.into_inner();
    let this = visit.clone();
    let found = visit.read(move |conn| CoveragePage::load(&this, conn, &slug, asked)).await?;
    match found {
        Found::Here(page) => reply::page(&visit, &*page),
        Found::Moved(slug) => Ok(reply::moved_for_good(&visit.links().coverage(&slug))),
    }
}

enum Found {
    Here(Box<CoveragePage>),
    Moved(String),
}

#[derive(Template)]
#[template(path = "pages/coverage.html")]
struct CoveragePage {
    layout: Layout,
    name: String,
    /// The name, and on pages after the first one their days.
    title: String,
    summary: String,
    crumbs: Vec<Link>,
    photo: Option<PhotoView>,
    /// From the first to the last article; `None` while there is none.
    dates: Option<String>,
    moments: Vec<MomentView>,
    is_first: bool,
    is_oldest_first: bool,
    newest_first: String,
    oldest_first: String,
    /// What editors put on top, on the first page.
    pinned: Vec<Card>,
    days: Vec<DayGroup>,
    pager: Pager,
}

struct MomentView {
    stamp: Stamp,
    text: String,
}

impl CoveragePage {
    fn load(
        visit: &Visit,
        conn: &mut Conn,
        slug: &str,
        asked: Option<Cursor>,
    ) -> Result<Found, AppError> {
        let edition = &visit.edition;
        let Some(coverage) = coverages::find_by_slug(conn, &edition.prefix, slug)? else {
            let moved = redirects::find(conn, &edition.prefix, RedirectKind::Coverage, slug)?;
            let id = CoverageId(moved.ok_or(AppError::NotFound)?);
            let slugs = coverages::list_slugs(conn, id)?;
            let now = slugs.into_iter().find(|(prefix, _)| *prefix == edition.prefix);
            return Ok(Found::Moved(now.ok_or(AppError::NotFound)?.1));
        };
        visit.shows_names_everywhere();
        let mut layout = Layout::new(visit, conn)?;
        let slugs = coverages::list_slugs(conn, coverage.id)?;
        let moments = coverage_moments::list(conn, &edition.prefix, coverage.id, MOMENTS)?;
        let first_at = coverages::find_first_listed(conn, &edition.prefix, coverage.id)?;
        let links = visit.links();
        let newest_first = links.coverage(slug);
        let separator = if newest_first.contains('?') { '&' } else { '?' };
        let oldest_first = format!("{newest_first}{separator}order=oldest");
        let is_oldest_first = visit.parameter("order") == Some("oldest");
        let list = List::Coverage(&edition.prefix, coverage.id);
        let mut listed = if is_oldest_first {
            lists::read_oldest_first(visit, conn, list, &oldest_first, asked)?
        } else {
            lists::read(visit, conn, list, &newest_first, asked, lists::PAGE)?
        };
        let crumbs = vec![
            Link { href: links.home(), text: layout.t("home").to_owned() },
            Link { href: links.page("coverage/"), text: layout.t("coverage").to_owned() },
        ];
        let photo = coverage.photo.as_ref().map(PhotoView::new);
        let pinned = if asked.is_none() && !is_oldest_first {
            coverage_entries::list_pinned(conn, &edition.prefix, coverage.id)?
        } else {
            Vec::new()
        };
        // Each stands once on a page.
        listed.teasers.retain(|teaser| !pinned.contains(&teaser.id));
        let pinned: Vec<Card> = visit
            .teasers(conn, &pinned)?
            .iter()
            .map(|teaser| Card::new(&links, edition, teaser, StampStyle::Date, visit.photos))
            .collect();
        let days = by_day(&links, edition, &listed.teasers, visit.photos);
        let plain = Links::plain(edition).coverage(slug);
        let cards = days.iter().flat_map(|day| &day.cards);
        let cards: Vec<&Card> = pinned.iter().chain(cards).collect();
        let title = lists::title(&layout, &coverage.name, &listed.pager);
        layout.head = Head {
            title: title.clone(),
            description: coverage.summary.clone(),
            canonical: layout.absolute(&match asked {
                None => plain.clone(),
                Some(cursor) => super::cards::page_href(&plain, cursor),
            }),
            robots: is_oldest_first.then_some("noindex"),
            feed: Some(Link { href: plain, text: coverage.name.clone() }),
            previous: listed.pager.newer.clone(),
            next: listed.pager.older.clone(),
            card: photo.as_ref().map(|photo| social_card(&layout, &coverage, photo)),
            structured_data: vec![
                structured_data::breadcrumbs(&layout, &crumbs),
                structured_data::collection(&layout, &title, &cards),
            ],
            ..Head::default()
        };
        let counterparts = slugs
            .into_iter()
            .map(|(prefix, slug)| (prefix.clone(), format!("/{prefix}/coverage/{slug}")))
            .collect();
        let from = Elsewhere::Home(format!("from=coverage-{}@{}", coverage.id, edition.prefix));
        let is_first = asked.is_none();
        layout.set_editions(&counterparts, &from, is_first && !is_oldest_first);
        Ok(Found::Here(Box::new(CoveragePage {
            crumbs,
            photo,
            // A key moment may be older than everything that was written about it here.
            dates: first_at
                .map(|first| moments.iter().map(|moment| moment.happened_at).fold(first, Ord::min))
                .zip(coverage.latest_at)
                .map(|(first, last)| lists::span(edition, first, last)),
            moments: moments.iter().map(|moment| moment_view(edition, moment)).collect(),
            is_first,
            is_oldest_first,
            newest_first,
            oldest_first,
            pinned,
            days,
            pager: listed.pager,
            title,
            name: coverage.name,
            summary: coverage.summary,
            layout,
        })))
    }
}

fn moment_view(edition: &Edition, moment: &Moment) -> MomentView {
    let day = edition.local_date(moment.happened_at);
    MomentView {
        stamp: Stamp { machine: day.to_string(), text: edition.brief_day(day) },
        text: moment.text.clone(),
    }
}

fn social_card(layout: &Layout, coverage: &Coverage, photo: &PhotoView) -> SocialCard {
    SocialCard {
        kind: "website",
        title: coverage.name.clone(),
        image: layout.absolute(&photo.src),
        image_width: photo.width,
        image_height: photo.height,
        image_alt: photo.alt.clone(),
        ..SocialCard::default()
    }
}

/// `GET /{edition}/coverage/?page=`
pub async fn index(visit: Visit) -> AppResult {
    let asked = lists::asked_page(&visit)?;
    let this = visit.clone();
    let page = visit.read(move |conn| CoverageIndexPage::load(&this, conn, asked)).await?;
    reply::page(&visit, &page)
}

/// `GET /{edition}/coverage` leads to the address with the slash.
pub async fn add_slash(visit: Visit) -> actix_web::HttpResponse {
    reply::moved_for_good(&visit.links().page("coverage/"))
}

#[derive(Template)]
#[template(path = "pages/coverage_index.html")]
struct CoverageIndexPage {
    layout: Layout,
    crumbs: Vec<Link>,
    coverages: Vec<CoverageCard>,
    pager: Pager,
}

impl CoverageIndexPage {
    fn load(
        visit: &Visit,
        conn: &mut Conn,
        asked: Option<Cursor>,
    ) -> Result<CoverageIndexPage, AppError> {
        let edition = &visit.edition;
        let mut layout = Layout::new(visit, conn)?;
        let links = visit.links();
        let (found, pager) = index_page(conn, &edition.prefix, &links.page("coverage/"), asked)?;
        visit.shows(Noun::Edition(edition.prefix.clone()));
        let named = found.iter().map(|it| Noun::Coverage(it.id, edition.prefix.clone()));
        visit.shown.note_all(named);
        let coverages = found
            .iter()
            .map(|coverage| CoverageCard {
                id: coverage.id,
                link: Link { href: links.coverage(&coverage.slug), text: coverage.name.clone() },
                summary: coverage.summary.clone(),
                photo: coverage.photo.as_ref().filter(|_| visit.photos).map(PhotoView::new),
                latest: coverage.latest_at.map(|at| Stamp::new(edition, at, StampStyle::Date)),
            })
            .collect();
        let crumbs = vec![Link { href: links.home(), text: layout.t("home").to_owned() }];
        let counterparts = visit
            .app
            .editions
            .iter()
            .map(|edition| (edition.prefix.clone(), format!("/{}/coverage/", edition.prefix)))
            .collect();
        layout.head = Head {
            title: layout.t("coverage").to_owned(),
            description: layout.t("coverage-index-standfirst").to_owned(),
            canonical: layout.absolute(&{
                let plain = Links::plain(edition).page("coverage/");
                asked.map_or(plain.clone(), |cursor| page_href(&plain, cursor))
            }),
            ..Head::default()
        };
        layout.set_editions(&counterparts, &Elsewhere::SamePath("coverage/".to_owned()), true);
        Ok(CoverageIndexPage { layout, crumbs, coverages, pager })
    }
}

/// A page of the index at `href`, and its neighbours.
fn index_page(
    conn: &mut Conn,
    edition: &str,
    href: &str,
    asked: Option<Cursor>,
) -> Result<(Vec<Coverage>, Pager), AppError> {
    let part = asked.map_or(Part::Newest, Part::Before);
    let mut found = coverages::list_part(conn, edition, part, lists::limit(INDEX + 1))?;
    let has_more = found.len() > INDEX;
    found.truncate(INDEX);
    let mut pager = Pager::default();
    if has_more {
        pager.older = found.last().and_then(place).map(|last| page_href(href, last));
    }
    if let Some(cursor) = asked {
        // The coverage at the cursor itself is the last one of the page before.
        let newer = coverages::list_part(conn, edition, Part::After(cursor), lists::limit(INDEX))?;
        let start = newer.get(INDEX - 1).and_then(place);
        pager.newer = Some(start.map_or_else(|| href.to_owned(), |start| page_href(href, start)));
    }
    Ok((found, pager))
}

/// Where a coverage is in the index.
fn place(coverage: &Coverage) -> Option<Cursor> {
    let id = ArticleId(coverage.id.0);
    coverage.latest_at.map(|published_at| Cursor { published_at, id })
}
