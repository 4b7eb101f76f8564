//! The fronts: what editors put on top by hand, of the home page and of each section.
//!
//! The slots travel with the form. Every button sends all of them and is answered with the page
//! as it would be; nothing is stored before `publish`. So it works with script off, and reading
//! the page again is the way back.

mod slots;

use actix_web::web::Path;
use askama::Template;

use super::{AdminResult, Fields, Flash, Form, Layout, SignedIn, reply};
use crate::commands::{self, CurateFrontError};
use crate::db::fronts::{self, Container, SlotItem};
use crate::db::listing::{List, Part};
use crate::db::{listing, sections, teasers};
use crate::error::{AdminError, AppError};
use crate::i18n::Edition;
use crate::model::site::SiteSection;
use crate::model::{ArticleId, Permission, SectionId, Teaser};
use slots::Slot;

/// How many of the newest articles can be chosen from.
const NEWEST: usize = 40;

/// How many articles a front shows on top, filled by hand or not.
const SHOWN: usize = 7;

#[derive(Template)]
#[template(path = "admin/front.html")]
struct FrontPage {
    layout: Layout,
    form: Form,
    action: String,
    tag: String,
    /// Other fronts, as (address, words, language, whether it is this one).
    fronts: Vec<(String, String, String, bool)>,
    slots: Vec<SlotRow>,
    /// The headlines that fill the rest by themselves.
    fill: Vec<String>,
    newest: Vec<(String, String, String)>,
    is_draft: bool,
    /// Where readers see it.
    href: String,
}

/// An article that was put on the front.
struct SlotRow {
    number: usize,
    id: String,
    headline: String,
    is_lead: bool,
    until: String,
    is_first: bool,
    is_last: bool,
}

/// Whose front it is.
struct Place {
    edition: std::sync::Arc<Edition>,
    section: Option<SectionId>,
    path: String,
}

/// `GET /admin/fronts`: the home front of the first edition that the person has charge of.
pub async fn show(by: SignedIn) -> AdminResult {
    by.require_somewhere(Permission::Curate)?;
    let mut editions = by.app.editions.iter();
    let first = editions.find(|edition| by.may(Permission::Curate, &edition.prefix));
    let first = first.ok_or(AppError::NotFound)?;
    Ok(reply::see_other(&format!("/admin/fronts/{}", first.prefix)))
}

/// `GET /admin/fronts/{edition}`
pub async fn edit_home(by: SignedIn, edition: Path<String>) -> AdminResult {
    edit(by, &edition, None).await
}

/// `GET /admin/fronts/{edition}/{section}`
pub async fn edit_section(by: SignedIn, place: Path<(String, i64)>) -> AdminResult {
    edit(by, &place.0, Some(SectionId(place.1))).await
}

/// `POST /admin/fronts/{edition}`
pub async fn update_home(by: SignedIn, edition: Path<String>, fields: Fields) -> AdminResult {
    update(by, &edition, None, fields).await
}

/// `POST /admin/fronts/{edition}/{section}`
pub async fn update_section(
    by: SignedIn,
    place: Path<(String, i64)>,
    fields: Fields,
) -> AdminResult {
    update(by, &place.0, Some(SectionId(place.1)), fields).await
}

async fn edit(by: SignedIn, edition: &str, section: Option<SectionId>) -> AdminResult {
    let place = Place::find(&by, edition, section).await?;
    let (prefix, now) = (place.edition.prefix.clone(), by.app.clock.now());
    let stored =
        by.app.read(move |_, conn| Ok(fronts::list_curated(conn, &prefix, section, now)?)).await?;
    let slots = slots::of_stored(&stored, &place.edition);
    reply::page(&FrontPage::load(&by, &place, slots, false, Form::default()).await?)
}

async fn update(
    by: SignedIn,
    edition: &str,
    section: Option<SectionId>,
    fields: Fields,
) -> AdminResult {
    let place = Place::find(&by, edition, section).await?;
    let mut slots = slots::read(&fields);
    let act = fields.trimmed("act").to_owned();
    let mut form = Form::typed(fields);
    if act != "publish" {
        slots::apply(&mut slots, &act, form.value("article").parse().ok().map(ArticleId));
        return reply::page(&FrontPage::load(&by, &place, slots, true, Form::default()).await?);
    }
    let mut items = Vec::new();
    for (number, slot) in slots.iter().enumerate() {
        let until = (!slot.until.is_empty()).then(|| place.edition.read_local(&slot.until));
        if until == Some(None) {
            form.refuse(format!("until-{number}"), by.language.text("front-until-bad"));
        }
        items.push((slot.container, (SlotItem::Article(slot.id), until.flatten())));
    }
    if !form.is_good() {
        return reply::refused(&FrontPage::load(&by, &place, slots, true, form).await?);
    }
    let (sign_off, prefix) = (by.sign_off(), place.edition.prefix.clone());
    let curated = by.app.write(move |_, conn| {
        crate::db::dialect::transaction(conn, |conn| {
            for container in [Container::Lead, Container::Secondary] {
                let here = items.iter().filter(|(known, _)| *known == container);
                let here: Vec<_> = here.map(|(_, item)| *item).collect();
                commands::curate_front(conn, &sign_off, &prefix, section, container, &here)?;
            }
            Ok::<_, CurateFrontError>(())
        })
    });
    match curated.await? {
        Ok(()) => reply::done(&by, &place.path, Flash::new("flash-front")).await,
        Err(CurateFrontError::Denied(denied)) => Err(denied.into()),
        Err(CurateFrontError::Db(error)) => Err(error.into()),
        Err(error) => Err(AppError::Internal(error.to_string()).into()),
    }
}

impl Place {
    async fn find(
        by: &SignedIn,
        edition: &str,
        section: Option<SectionId>,
    ) -> Result<Place, AdminError> {
        by.require_somewhere(Permission::Curate)?;
        let edition = by.app.editions.get(edition).ok_or(AppError::NotFound)?.clone();
        by.authority().require(Permission::Curate, &edition.prefix)?;
        let mut path = format!("/admin/fronts/{}", edition.prefix);
        if let Some(id) = section {
            let prefix = edition.prefix.clone();
            let found =
                by.app.read(move |_, conn| Ok(sections::find_slug(conn, &prefix, id)?)).await?;
            found.ok_or(AppError::NotFound)?;
            path.push_str(&format!("/{id}"));
        }
        Ok(Place { edition, section, path })
    }

    /// As (address, words, language, whether it is this one): every front that the person has
    /// charge of in this edition, and the home fronts of the others.
    fn others(
        &self,
        by: &SignedIn,
        home: &str,
        sections: &[SiteSection],
    ) -> Vec<(String, String, String, bool)> {
        let own = &self.edition;
        let editions = by.app.editions.iter();
        let editions = editions.filter(|edition| by.may(Permission::Curate, &edition.prefix));
        let mut all: Vec<_> = editions
            .map(|edition| {
                let path = format!("/admin/fronts/{}", edition.prefix);
                let words = format!("{} · {home}", edition.label);
                (path, words, edition.tag.clone())
            })
            .collect();
        for section in sections {
            let path = format!("/admin/fronts/{}/{}", own.prefix, section.id);
            let words = format!("{} · {}", own.label, section.name);
            all.push((path, words, own.tag.clone()));
        }
        let mark = |(path, words, tag): (String, String, String)| {
            let is_here = path == self.path;
            (path, words, tag, is_here)
        };
        all.into_iter().map(mark).collect()
    }
}

impl FrontPage {
    async fn load(
        by: &SignedIn,
        place: &Place,
        slots: Vec<Slot>,
        is_draft: bool,
        form: Form,
    ) -> Result<FrontPage, AdminError> {
        let (prefix, section) = (place.edition.prefix.clone(), place.section);
        let ids: Vec<ArticleId> = slots.iter().map(|slot| slot.id).collect();
        let found = by.app.read(move |_, conn| {
            let list = match section {
                Some(id) => List::Section(&prefix, id),
                None => List::Edition(&prefix),
            };
            let limit = i64::try_from(NEWEST).unwrap_or(i64::MAX);
            let places = listing::list_places(conn, list, Part::Newest, limit)?;
            let newest: Vec<ArticleId> = places.iter().map(|place| place.id).collect();
            Ok((
                teasers::list(conn, &newest)?,
                teasers::list(conn, &ids)?,
                sections::list_site_sections(conn, &prefix)?,
            ))
        });
        let (newest, chosen, sections) = found.await?;
        let chosen: Vec<&Teaser> =
            chosen.iter().filter(|teaser| teaser.edition == place.edition.prefix).collect();
        // What was withdrawn meanwhile is on no front any more.
        let slots: Vec<Slot> = slots
            .into_iter()
            .filter(|slot| chosen.iter().any(|teaser| teaser.id == slot.id))
            .collect();
        let headline = |id: ArticleId| {
            let teaser = chosen.iter().find(|teaser| teaser.id == id);
            teaser.map(|teaser| teaser.headline.clone()).unwrap_or_default()
        };
        let is_chosen = |id: ArticleId| slots.iter().any(|slot| slot.id == id);
        let rest = newest.iter().filter(|teaser| !is_chosen(teaser.id));
        let tag = place.edition.tag.clone();
        let layout = Layout::of(by, "menu-fronts").with(&form);
        let slug = sections.iter().find(|known| Some(known.id) == place.section);
        let links = crate::pages::address::Links::plain(&place.edition);
        Ok(FrontPage {
            fronts: place.others(by, layout.t("front-home"), &sections),
            fill: rest
                .clone()
                .take(SHOWN.saturating_sub(slots.len()))
                .map(|teaser| teaser.headline.clone())
                .collect(),
            newest: rest
                .map(|teaser| (teaser.id.to_string(), teaser.headline.clone(), tag.clone()))
                .collect(),
            slots: slots
                .iter()
                .enumerate()
                .map(|(number, slot)| SlotRow {
                    number,
                    id: slot.id.to_string(),
                    headline: headline(slot.id),
                    is_lead: slot.container == Container::Lead,
                    until: slot.until.clone(),
                    is_first: number == 0,
                    is_last: number + 1 == slots.len(),
                })
                .collect(),
            action: place.path.clone(),
            href: slug.map_or_else(|| links.home(), |section| links.section(&section.slug)),
            tag,
            is_draft,
            layout,
            form,
        })
    }
}
