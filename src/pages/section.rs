//! A section front, and the older pages of its list.

use std::collections::HashSet;
use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;

use super::address::Links;
use super::cards::{Card, DayGroup, Link, Pager, Preview, StampStyle, by_day};
use super::layout::{Elsewhere, Head, Layout};
use super::reply::{self, AppResult};
use super::visit::Visit;
use super::{lists, structured_data};
use crate::app::App;
use crate::db::fronts::Container;
use crate::db::listing::List;
use crate::db::redirects::{self, RedirectKind};
use crate::db::{Conn, coverages, fronts, sections};
use crate::error::AppError;
use crate::i18n::Edition;
use crate::model::{ArticleId, CoverageId, Cursor, Noun, SectionId, Teaser};

const CARDS: usize = 6;
const COVERAGES: usize = 3;

/// `GET /{edition}/{section}/?page={place}`
pub async fn show(visit: Visit, slug: web::Path<String>) -> AppResult {
    let asked = lists::asked_page(&visit)?;
    let slug = slug.into_inner();
    let (wanted, this) = (slug.clone(), visit.clone());
    let page = visit.read(move |conn| SectionPage::load(&this, conn, &wanted, asked, None)).await?;
    match page {
        Found::Here(page) => reply::page(&visit, &*page),
        Found::Moved(slug) => Ok(reply::moved_for_good(&visit.links().section(&slug))),
    }
}

/// `GET /{edition}/{section}` leads to the address with the slash, when there is such a section.
pub async fn add_slash(visit: Visit, slug: web::Path<String>) -> Result<HttpResponse, AppError> {
    let slug = slug.into_inner();
    let (edition, wanted) = (visit.edition.prefix.clone(), slug.clone());
    let found = visit
        .read(move |conn| {
            let exists = !sections::list_by_slug(conn, &edition, &wanted)?.is_empty();
            Ok(exists || redirects::find(conn, &edition, RedirectKind::Section, &wanted)?.is_some())
        })
        .await?;
    if !found {
        return Err(AppError::NotFound);
    }
    Ok(reply::moved_for_good(&visit.links().section(&slug)))
}

/// The front of a section as it would be with these slots; `None` when there is no such section.
///
/// # Errors
///
/// Those of the database and of the template.
pub fn preview(
    app: Arc<App>,
    edition: Arc<Edition>,
    conn: &mut Conn,
    section: SectionId,
    slots: &[fronts::Slot],
) -> Result<Option<Preview>, AppError> {
    let Some(slug) = sections::find_slug(conn, &edition.prefix, section)? else {
        return Ok(None);
    };
    let visit = Visit::at(app, edition, |links| links.section(&slug));
    let Found::Here(mut page) = SectionPage::load(&visit, conn, &slug, None, Some(slots))? else {
        return Ok(None);
    };
    page.layout.head.robots = Some("noindex");
    let cards = page.lead.iter().chain(&page.cards);
    Ok(Some(Preview {
        articles: cards.map(|card| (card.id, card.headline.clone())).collect(),
        coverages: Vec::new(),
        html: page.render()?,
    }))
}

enum Found {
    Here(Box<SectionPage>),
    Moved(String),
}

#[derive(Template)]
#[template(path = "pages/section.html")]
struct SectionPage {
    layout: Layout,
    name: String,
    /// The name, and on pages after the first one their days.
    title: String,
    description: String,
    crumbs: Vec<Link>,
    is_first: bool,
    lead: Option<Card>,
    cards: Vec<Card>,
    coverages: Vec<Link>,
    days: Vec<DayGroup>,
    pager: Pager,
}

impl SectionPage {
    fn load(
        visit: &Visit,
        conn: &mut Conn,
        slug: &str,
        asked: Option<Cursor>,
        slots: Option<&[fronts::Slot]>,
    ) -> Result<Found, AppError> {
        let edition = &visit.edition;
        let everywhere = sections::list_by_slug(conn, &edition.prefix, slug)?;
        let Some(section) = everywhere.first() else {
            let moved = redirects::find(conn, &edition.prefix, RedirectKind::Section, slug)?;
            let id = SectionId(moved.ok_or(AppError::NotFound)?);
            let slug = sections::find_slug(conn, &edition.prefix, id)?.ok_or(AppError::NotFound)?;
            return Ok(Found::Moved(slug));
        };
        visit.shows_names_everywhere();
        visit.shows(Noun::Front(Some(section.id), edition.prefix.clone()));
        let mut layout = Layout::new(visit, conn)?;
        let links = visit.links();
        let href = links.section(slug);
        let list = List::Section(&edition.prefix, section.id);
        let first = 1 + CARDS + lists::PAGE;
        let listed = lists::read(visit, conn, list, &href, asked, first)?;
        let mut page = SectionPage {
            name: section.name.clone(),
            title: lists::title(&layout, &section.name, &listed.pager),
            description: section.description.clone(),
            crumbs: vec![
                Link { href: links.home(), text: layout.t("home").to_owned() },
                Link { href: href.clone(), text: section.name.clone() },
            ],
            is_first: asked.is_none(),
            lead: None,
            cards: Vec::new(),
            coverages: Vec::new(),
            days: Vec::new(),
            pager: listed.pager,
            layout: {
                layout.current_section = Some(section.id);
                layout
            },
        };
        if page.is_first {
            let now = visit.app.clock.now();
            let stored = match slots {
                Some(slots) => slots.to_vec(),
                None => {
                    let slots = fronts::list_slots(conn, &edition.prefix, Some(section.id), now)?;
                    slots
                        .iter()
                        .filter_map(|slot| slot.until_at)
                        .for_each(|at| visit.shown.until(at));
                    slots
                }
            };
            page.fill_front(visit, conn, &stored, listed.teasers)?;
        } else {
            page.days = by_day(&links, edition, &listed.teasers, visit.photos);
        }
        let counterparts = everywhere
            .iter()
            .map(|section| {
                (section.edition.clone(), format!("/{}/{}/", section.edition, section.slug))
            })
            .collect();
        let plain = Links::plain(edition).section(slug);
        let from = Elsewhere::Home(format!("from=section-{}@{}", section.id, edition.prefix));
        page.layout.head = Head {
            title: page.title.clone(),
            description: section.description.clone(),
            canonical: page.layout.absolute(&match asked {
                None => plain.clone(),
                Some(cursor) => super::cards::page_href(&plain, cursor),
            }),
            feed: Some(Link { href: plain, text: section.name.clone() }),
            previous: page.pager.newer.clone(),
            next: page.pager.older.clone(),
            structured_data: vec![
                structured_data::breadcrumbs(&page.layout, &page.crumbs),
                structured_data::collection(&page.layout, &page.title, &page.listed()),
            ],
            ..Head::default()
        };
        page.layout.set_editions(&counterparts, &from, page.is_first);
        Ok(Found::Here(Box::new(page)))
    }

    /// The front: curated items first, then the newest, no article twice.
    fn fill_front(
        &mut self,
        visit: &Visit,
        conn: &mut Conn,
        slots: &[fronts::Slot],
        newest: Vec<Teaser>,
    ) -> Result<(), AppError> {
        let (edition, links) = (&visit.edition, visit.links());
        let curated: Vec<ArticleId> = [Container::Lead, Container::Secondary]
            .iter()
            .flat_map(|container| {
                slots.iter().filter(move |slot| slot.container == container.as_str())
            })
            .filter_map(|slot| slot.article_id)
            .collect();
        // An older article that an editor pinned isn't among the newest.
        let missing: Vec<ArticleId> = curated
            .iter()
            .copied()
            .filter(|id| !newest.iter().any(|teaser| teaser.id == *id))
            .collect();
        let pinned = visit.teasers(conn, &missing)?;
        let mut used: HashSet<ArticleId> = HashSet::new();
        let mut front: Vec<&Teaser> = curated
            .iter()
            .filter_map(|id| newest.iter().chain(&pinned).find(|teaser| teaser.id == *id))
            .filter(|teaser| used.insert(teaser.id))
            .take(1 + CARDS)
            .collect();
        let fill = newest.iter().filter(|teaser| !used.contains(&teaser.id));
        front.extend(fill.take(1 + CARDS - front.len()));
        // Where nobody chose, the newest one that has a photo leads.
        if curated.is_empty()
            && let Some(at) = front.iter().position(|teaser| teaser.photo.is_some())
        {
            front[..=at].rotate_right(1);
        }
        used.extend(front.iter().map(|teaser| teaser.id));
        let style = StampStyle::Front(visit.today());
        let mut cards =
            front.iter().map(|teaser| Card::new(&links, edition, teaser, style, visit.photos));
        self.lead = cards.next();
        self.cards = cards.collect();
        let rest: Vec<Teaser> =
            newest.iter().filter(|teaser| !used.contains(&teaser.id)).cloned().collect();
        self.days = by_day(&links, edition, &rest, visit.photos);

        // Coverages that an editor chose come first, then those of the newest articles.
        let shows = |id: CoverageId| visit.shows(Noun::Coverage(id, edition.prefix.clone()));
        let chosen: Vec<CoverageId> = slots.iter().filter_map(|slot| slot.coverage_id).collect();
        let named = coverages::list(conn, &edition.prefix, &chosen)?;
        for id in &chosen {
            shows(*id);
            let Some(coverage) = named.iter().find(|coverage| coverage.id == *id) else { continue };
            if self.coverages.len() < COVERAGES {
                let (href, text) = (links.coverage(&coverage.slug), coverage.name.clone());
                self.coverages.push(Link { href, text });
            }
        }
        let ids: Vec<ArticleId> = newest.iter().map(|teaser| teaser.id).collect();
        let filed = coverages::list_of_articles(conn, &edition.prefix, &ids)?;
        for (_, coverage) in filed {
            shows(coverage.id);
            let link = Link { href: links.coverage(&coverage.slug), text: coverage.name };
            if self.coverages.len() < COVERAGES && !self.coverages.contains(&link) {
                self.coverages.push(link);
            }
        }
        Ok(())
    }

    /// All cards in the order of the page.
    fn listed(&self) -> Vec<&Card> {
        let days = self.days.iter().flat_map(|day| &day.cards);
        self.lead.iter().chain(&self.cards).chain(days).collect()
    }
}
