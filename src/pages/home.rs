//! The home front of an edition.

mod notice;

use std::collections::HashSet;
use std::sync::Arc;

use actix_web::HttpResponse;
use askama::Template;
use chrono::NaiveDate;

use self::notice::Notice;
use super::cards::{Card, CoverageCard, Link, Preview, Stamp, StampStyle};
use super::layout::{Elsewhere, Head, Layout};
use super::lists::limit;
use super::reply::{self, AppResult};
use super::structured_data;
use super::visit::Visit;
use crate::app::App;
use crate::db::fronts::Container;
use crate::db::listing::{List, Part};
use crate::db::{Conn, coverages, fronts, listing};
use crate::error::AppError;
use crate::i18n::{Arg, Edition};
use crate::model::coverage::Coverage;
use crate::model::site::SiteSection;
use crate::model::{ArticleId, CoverageId, Noun, SectionId, Teaser};

const LATEST: usize = 8;
const SECONDARY: usize = 6;
/// In a paper with fewer articles than fill every block.
const SECONDARY_IN_A_SMALL_PAPER: usize = 3;
const LATEST_IN_A_SMALL_PAPER: usize = 6;
const SECTION_CARDS: usize = 5;
const COVERAGES: usize = 3;
const GALLERIES: usize = 4;
const RELATED: usize = 2;

/// `GET /{edition}/`
pub async fn show(visit: Visit) -> AppResult {
    let asked = visit.clone();
    let page = visit.read(move |conn| HomePage::load(&asked, conn)).await?;
    reply::page(&visit, &page)
}

/// `GET /{edition}` leads to the address with the slash.
pub async fn add_slash(visit: Visit) -> HttpResponse {
    reply::moved_for_good(&visit.links().home())
}

#[derive(Template)]
#[template(path = "pages/home.html")]
struct HomePage {
    layout: Layout,
    notice: Option<Notice>,
    lead: Option<Card>,
    latest: Vec<Card>,
    /// The newest day in the archive, which is today's more often than not.
    latest_more: Link,
    secondary: Vec<Card>,
    coverages: Vec<CoverageCard>,
    sections: Vec<SectionBlock>,
    galleries: Vec<Card>,
}

struct SectionBlock {
    link: Link,
    lead: Option<Card>,
    cards: Vec<Card>,
}

impl HomePage {
    fn load(visit: &Visit, conn: &mut Conn) -> Result<HomePage, AppError> {
        let now = visit.app.clock.now();
        let slots = fronts::list_slots(conn, &visit.edition.prefix, None, now)?;
        slots.iter().filter_map(|slot| slot.until_at).for_each(|at| visit.shown.until(at));
        HomePage::of_slots(visit, conn, &slots)
    }

    fn of_slots(
        visit: &Visit,
        conn: &mut Conn,
        slots: &[fronts::Slot],
    ) -> Result<HomePage, AppError> {
        let prefix = &visit.edition.prefix;
        visit.shown.note_all([Noun::Edition(prefix.clone()), Noun::Front(None, prefix.clone())]);
        let mut layout = Layout::new(visit, conn)?;
        let now = visit.app.clock.now();
        let edition = &visit.edition;
        let curated = |container: Container| -> Vec<ArticleId> {
            let here = slots.iter().filter(|slot| slot.container == container.as_str());
            here.filter_map(|slot| slot.article_id).collect()
        };
        let section_ids: Vec<SectionId> =
            layout.site.sections.iter().map(|section| section.id).collect();
        // So many that no block runs short when all that stands above it is left out.
        let spare = 1 + RELATED + SECONDARY + LATEST;
        let overall = limit(spare + GALLERIES + 1);
        let each = limit(SECTION_CARDS + spare);
        let newest = listing::newest_ids(conn, &edition.prefix, overall, &section_ids, each)?;
        let in_list = |list: i64| {
            newest.iter().filter(move |listed| listed.list == list).map(|listed| listed.id)
        };
        let galleries = listing::list_gallery_ids(conn, &edition.prefix, limit(GALLERIES + 1))?;
        let coverage_cards = list_coverages(visit, conn, slots)?;

        let mut wanted: Vec<ArticleId> = [Container::Lead, Container::Secondary]
            .into_iter()
            .flat_map(&curated)
            .chain(in_list(0))
            .chain(galleries.iter().copied())
            .collect();
        wanted.sort();
        wanted.dedup();
        let teasers = visit.teasers(conn, &wanted)?;
        let mut fill = Fill { teasers: &teasers, used: HashSet::new() };

        let style = StampStyle::Front(visit.today());
        let links = visit.links();
        let card = |teaser: &Teaser| Card::new(&links, edition, teaser, style, visit.photos);

        // A lead without a photo is a hole on the front: the newest one that has a photo leads.
        let lead = fill
            .take(curated(Container::Lead).into_iter(), 1)
            .first()
            .copied()
            .or_else(|| fill.take_first(in_list(0).take(SECONDARY), |t| t.photo.is_some()))
            .or_else(|| fill.take(in_list(0), 1).first().copied());
        let lead = match lead {
            Some(teaser) => {
                let mut lead = card(teaser);
                let chosen = curated(Container::Secondary);
                lead.related = related(visit, conn, teaser, &chosen, &mut fill)?;
                Some(lead)
            }
            None => None,
        };
        // The cards must not take all that the sections have.
        let in_sections = newest.iter().filter(|listed| listed.list != 0).count();
        let is_small = in_sections < spare + SECTION_CARDS * section_ids.len();
        let (most_secondary, most_latest) = match is_small {
            true => (SECONDARY_IN_A_SMALL_PAPER, LATEST_IN_A_SMALL_PAPER),
            false => (SECONDARY, LATEST),
        };
        let secondary_ids = curated(Container::Secondary).into_iter().chain(in_list(0));
        let secondary: Vec<Card> =
            fill.take(secondary_ids, most_secondary).into_iter().map(card).collect();
        let latest: Vec<Card> = fill.take(in_list(0), most_latest).into_iter().map(card).collect();
        let galleries: Vec<Card> =
            fill.take(galleries.into_iter(), GALLERIES).into_iter().map(card).collect();
        // Many are read for the sections and few are shown: only those are loaded.
        let chosen: Vec<(&SiteSection, Vec<ArticleId>)> = layout
            .site
            .sections
            .iter()
            .map(|section| (section, fill.choose(in_list(section.id.0), SECTION_CARDS)))
            .collect();
        let ids: Vec<ArticleId> = chosen.iter().flat_map(|(_, ids)| ids).copied().collect();
        let mut section_cards = visit.teasers(conn, &ids)?.into_iter().peekable();
        let section_blocks: Vec<SectionBlock> = chosen
            .into_iter()
            .filter_map(|(section, ids)| {
                let mut cards = ids.iter().filter_map(|id| {
                    let teaser = section_cards.next_if(|teaser| teaser.id == *id)?;
                    Some(card(&teaser))
                });
                Some(SectionBlock {
                    link: Link { href: links.section(&section.slug), text: section.name.clone() },
                    lead: Some(cards.next()?),
                    cards: cards.collect(),
                })
            })
            .collect();
        let days = teasers.iter().map(|teaser| edition.local_date(teaser.published_at));
        let latest_more = all_of_a_day(visit, days.max());

        let notice = Notice::load(visit, conn)?;
        let counterparts = visit
            .app
            .editions
            .iter()
            .map(|edition| (edition.prefix.clone(), format!("/{}/", edition.prefix)));
        let plain = super::address::Links::plain(edition);
        layout.head = Head {
            description: layout.site.tagline.clone(),
            canonical: layout.absolute(&plain.home()),
            robots: notice.is_some().then_some("noindex"),
            feed: Some(Link { href: plain.home(), text: layout.site_name().to_owned() }),
            structured_data: vec![structured_data::organization(&layout)],
            ..Head::default()
        };
        let indexed = notice.is_none();
        layout.set_editions(&counterparts.collect(), &Elsewhere::SamePath(String::new()), indexed);
        layout.set_masthead_date(now);
        Ok(HomePage {
            layout,
            notice,
            lead,
            latest,
            latest_more,
            secondary,
            coverages: coverage_cards,
            sections: section_blocks,
            galleries,
        })
    }

    /// What the ways past the blocks of the page lead to.
    fn after_cards(&self) -> &'static str {
        if self.coverages.is_empty() { self.after_coverages() } else { "full-coverage" }
    }

    fn after_coverages(&self) -> &'static str {
        if self.sections.is_empty() { self.after_sections() } else { "section-1" }
    }

    fn after_sections(&self) -> &'static str {
        if self.layout.photos && !self.galleries.is_empty() { "photos" } else { "footer" }
    }
}

/// The home front as it would be with these slots.
///
/// # Errors
///
/// Those of the database and of the template.
pub fn preview(
    app: Arc<App>,
    edition: Arc<Edition>,
    conn: &mut Conn,
    slots: &[fronts::Slot],
) -> Result<Preview, AppError> {
    let visit = Visit::at(app, edition, |links| links.home());
    let mut page = HomePage::of_slots(&visit, conn, slots)?;
    page.layout.head.robots = Some("noindex");
    let cards = page.lead.iter().chain(&page.secondary);
    Ok(Preview {
        articles: cards.map(|card| (card.id, card.headline.clone())).collect(),
        coverages: page.coverages.iter().map(|card| (card.id, card.link.text.clone())).collect(),
        html: page.render()?,
    })
}

/// Hands out each article once.
struct Fill<'a> {
    teasers: &'a [Teaser],
    used: HashSet<ArticleId>,
}

impl<'a> Fill<'a> {
    fn take(&mut self, ids: impl Iterator<Item = ArticleId>, most: usize) -> Vec<&'a Teaser> {
        let mut taken = Vec::new();
        for id in ids {
            if taken.len() == most {
                break;
            }
            let teaser = self.teasers.iter().find(|teaser| teaser.id == id);
            if let Some(teaser) = teaser.filter(|_| self.used.insert(id)) {
                taken.push(teaser);
            }
        }
        taken
    }

    /// The same of a list that holds only live articles.
    fn choose(&mut self, ids: impl Iterator<Item = ArticleId>, most: usize) -> Vec<ArticleId> {
        ids.filter(|id| self.used.insert(*id)).take(most).collect()
    }

    fn take_first(
        &mut self,
        ids: impl Iterator<Item = ArticleId>,
        wanted: impl Fn(&Teaser) -> bool,
    ) -> Option<&'a Teaser> {
        let teasers = self.teasers;
        let found = ids
            .filter_map(|id| teasers.iter().find(|teaser| teaser.id == id))
            .find(|teaser| wanted(teaser) && !self.used.contains(&teaser.id))?;
        self.used.insert(found.id);
        Some(found)
    }
}

/// Where all articles of the newest day are, today's when there are none.
fn all_of_a_day(visit: &Visit, newest: Option<NaiveDate>) -> Link {
    let (edition, today) = (&visit.edition, visit.today());
    let day = newest.unwrap_or(today);
    let text = if day == today {
        edition.text("latest-more").to_owned()
    } else {
        edition.text_with("latest-more-of-day", &[("day", Arg::Text(&edition.short_day(day)))])
    };
    Link { href: visit.links().day(day), text }
}

/// Newer articles of the lead's first coverage that stand nowhere else on the page, `chosen` by an
/// editor or `fill`ed in.
fn related(
    visit: &Visit,
    conn: &mut Conn,
    lead: &Teaser,
    chosen: &[ArticleId],
    fill: &mut Fill<'_>,
) -> Result<Vec<Link>, AppError> {
    let edition = visit.edition.prefix.as_str();
    let Some(coverage) = coverages::list_of_article(conn, edition, lead.id)?.into_iter().next()
    else {
        return Ok(Vec::new());
    };
    let list = List::Coverage(edition, coverage.id);
    visit.shows(list.noun());
    let most = limit(RELATED + 1 + chosen.len());
    let mut newest = super::lists::ids(&listing::list_places(conn, list, Part::Newest, most)?);
    newest.retain(|id| !chosen.contains(id));
    let teasers = visit.teasers(conn, &fill.choose(newest.into_iter(), RELATED))?;
    let links = visit.links();
    Ok(teasers
        .iter()
        .map(|teaser| Link { href: links.teaser(teaser), text: teaser.headline.clone() })
        .collect())
}

/// The strip of coverages: curated ones, then those with the newest articles.
fn list_coverages(
    visit: &Visit,
    conn: &mut Conn,
    slots: &[fronts::Slot],
) -> Result<Vec<CoverageCard>, AppError> {
    let edition = &visit.edition;
    let all = coverages::list_latest(conn, &edition.prefix, 12)?;
    let curated: Vec<CoverageId> = slots.iter().filter_map(|slot| slot.coverage_id).collect();
    // One that an editor chose may be long without news.
    let is_missing = |id: &CoverageId| !all.iter().any(|coverage| coverage.id == *id);
    let missing: Vec<CoverageId> = curated.iter().copied().filter(is_missing).collect();
    let older = coverages::list(conn, &edition.prefix, &missing)?;
    let mut chosen: Vec<&Coverage> = curated
        .iter()
        .filter_map(|id| all.iter().chain(&older).find(|coverage| coverage.id == *id))
        .collect();
    let newest = all.iter().filter(|coverage| coverage.is_open && !curated.contains(&coverage.id));
    chosen.extend(newest);
    chosen.truncate(COVERAGES);
    let shown = chosen.iter().map(|it| Noun::Coverage(it.id, edition.prefix.clone()));
    visit.shown.note_all(shown);
    let links = visit.links();
    Ok(chosen
        .into_iter()
        .map(|coverage| CoverageCard {
            id: coverage.id,
            link: Link { href: links.coverage(&coverage.slug), text: coverage.name.clone() },
            summary: coverage.summary.clone(),
            photo: None,
            latest: coverage.latest_at.map(|at| Stamp::new(edition, at, StampStyle::Date)),
        })
        .collect())
}
