//! The fronts: what editors put on top by hand, of the home page and of each section.
//!
//! Each button changes the stored draft and is answered with the page; readers see the draft once
//! it is published. So it works with script off, survives a closed window, and what two people do
//! adds up. What fills the rest is taken from the page that readers would get.

mod clipboard;
mod page;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde::Deserialize;

use super::{AdminResult, Fields, Flash, Form, SignedIn, reply};
use crate::commands::{self, PublishFrontError};
use crate::db::{fronts, sections};
use crate::error::{AdminError, AppError};
use crate::i18n::Edition;
use crate::model::front::{Curation, FrontAct, Pinned};
use crate::model::{Permission, SectionId};
use clipboard::ClipboardAct;
use page::FrontPage;

/// What is looked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// Words of a headline.
    #[serde(default)]
    q: String,
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

/// `GET /admin/fronts/{edition}?q=`
pub async fn edit_home(by: SignedIn, edition: Path<String>, asked: Query<Asked>) -> AdminResult {
    edit(by, &edition, None, &asked.q).await
}

/// `GET /admin/fronts/{edition}/{section}?q=`
pub async fn edit_section(
    by: SignedIn,
    place: Path<(String, i64)>,
    asked: Query<Asked>,
) -> AdminResult {
    edit(by, &place.0, Some(SectionId(place.1)), &asked.q).await
}

/// `POST /admin/fronts/{edition}`: `act` is `publish`, `revert`, or one of [`FrontAct`] or
/// [`ClipboardAct`].
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

/// `GET /admin/fronts/{edition}/preview`
pub async fn preview_home(by: SignedIn, edition: Path<String>) -> AdminResult {
    preview(by, &edition, None).await
}

/// `GET /admin/fronts/{edition}/{section}/preview`
pub async fn preview_section(by: SignedIn, place: Path<(String, i64)>) -> AdminResult {
    preview(by, &place.0, Some(SectionId(place.1))).await
}

async fn edit(by: SignedIn, edition: &str, section: Option<SectionId>, words: &str) -> AdminResult {
    let place = Place::find(&by, edition, section).await?;
    reply::page(&FrontPage::load(&by, &place, words, Form::default()).await?)
}

/// The page that readers would get.
async fn preview(by: SignedIn, edition: &str, section: Option<SectionId>) -> AdminResult {
    let place = Place::find(&by, edition, section).await?;
    let html = page::load(&by, &place, |found| found.preview.html).await?;
    let page = HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header(("x-robots-tag", "noindex"))
        .body(html);
    Ok(reply::frameable(page))
}

async fn update(
    by: SignedIn,
    edition: &str,
    section: Option<SectionId>,
    fields: Fields,
) -> AdminResult {
    let place = Place::find(&by, edition, section).await?;
    let words = fields.trimmed("q").to_owned();
    let act = fields.trimmed("act").to_owned();
    let mut form = Form::typed(fields.clone());
    let shown = page::load(&by, &place, |found| found.curation).await?;
    let untils = read_untils(&by, &place.edition, &shown, &fields, &mut form);
    if !form.is_good() && act != "revert" {
        return reply::refused(&FrontPage::load(&by, &place, &words, form).await?);
    }
    if let Some(act) = ClipboardAct::parse(&act) {
        return clipboard::update(&by, &place, &words, act, untils).await;
    }
    let (sign_off, prefix) = (by.sign_off(), place.edition.prefix.clone());
    match act.as_str() {
        "revert" => {
            let reverted = by
                .app
                .write(move |_, conn| commands::revert_front(conn, &sign_off, &prefix, section));
            reverted.await??;
            reply::done(&by, &place.path, Flash::new("flash-front-reverted")).await
        }
        "publish" => publish(&by, &place, fields, untils).await,
        act => {
            let act = if act.is_empty() { Some(FrontAct::Keep) } else { FrontAct::parse(act) };
            let act = act.ok_or(AppError::BadRequest("a front has no such button"))?;
            let drafted = by.app.write(move |_, conn| {
                commands::draft_front(conn, &sign_off, &prefix, section, act, &untils)
            });
            drafted.await??;
            Ok(reply::see_other(&place.address(&words, act.pinned())))
        }
    }
}

/// Publishes the draft with the times that were typed, unless somebody has changed it since.
async fn publish(
    by: &SignedIn,
    place: &Place,
    fields: Fields,
    untils: Vec<commands::Until>,
) -> AdminResult {
    let version: i32 = fields.trimmed("version").parse().unwrap_or_default();
    let now = by.app.clock.now();
    let (day, _) = place.edition.day_bounds(place.edition.local_date(now));
    let (sign_off, prefix) = (by.sign_off(), place.edition.prefix.clone());
    let section = place.section;
    let published = by.app.write(move |_, conn| {
        crate::db::dialect::transaction(conn, |conn| {
            let found = fronts::find_draft(conn, &prefix, section)?;
            let seen = found.as_ref().map_or(0, |draft| draft.version);
            if found.is_some() && seen != version {
                return Err(PublishFrontError::Changed(seen));
            }
            let (keep, edition) = (FrontAct::Keep, prefix.as_str());
            match commands::draft_front(conn, &sign_off, edition, section, keep, &untils) {
                Ok(()) => {}
                Err(commands::CommandError::Denied(denied)) => return Err(denied.into()),
                Err(commands::CommandError::Db(error)) => return Err(error.into()),
            }
            let version = fronts::find_draft(conn, edition, section)?.map_or(0, |d| d.version);
            commands::publish_front(conn, &sign_off, edition, section, version, day)
        })
    });
    match published.await? {
        Ok(()) => reply::done(by, &place.path, Flash::new("flash-front")).await,
        Err(PublishFrontError::Changed(_)) => {
            let mut page = FrontPage::load(by, place, "", Form::default()).await?;
            page.set_clash();
            reply::with_status(StatusCode::CONFLICT, &page)
        }
        Err(PublishFrontError::Denied(denied)) => Err(denied.into()),
        Err(PublishFrontError::Db(error)) => Err(error.into()),
    }
}

/// The times that were typed, `until-article-7`, where they are others than those shown.
fn read_untils(
    by: &SignedIn,
    edition: &Edition,
    shown: &Curation,
    fields: &Fields,
    form: &mut Form,
) -> Vec<commands::Until> {
    let articles = shown.articles.iter().map(|pin| (Pinned::Article(pin.id), pin));
    let coverages = shown.coverages.iter().map(|pin| (Pinned::Coverage(pin.id), pin));
    let mut untils = Vec::new();
    for (pinned, pin) in articles.chain(coverages) {
        let name = format!("until-{}", page::key(pinned));
        if !fields.has(&name) {
            continue;
        }
        let (typed, stored) = (fields.trimmed(&name), page::until(edition, pin));
        if typed == stored {
            continue;
        }
        let at = edition.read_local(typed);
        if at.is_none() && !typed.is_empty() {
            form.refuse(name, by.language.text("front-until-bad"));
        } else if at.is_some_and(|at| at <= by.app.clock.now()) {
            form.refuse(name, by.language.text("front-until-over"));
        } else {
            untils.push((pinned, at));
        }
    }
    untils
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

    /// Its page, with the same search, at what was just moved.
    fn address(&self, words: &str, pinned: Option<Pinned>) -> String {
        let mut address = self.path.clone();
        if !words.is_empty() {
            address.push_str("?q=");
            address.extend(url::form_urlencoded::byte_serialize(words.as_bytes()));
        }
        if let Some(pinned) = pinned {
            address.push_str(&format!("#pin-{}", page::key(pinned)));
        }
        address
    }
}
