//! The newsroom's articles: the list, and below it each article's pages.

pub mod actions;
pub mod bulk;
pub mod checks;
pub(super) mod clash;
pub(super) mod dead_links;
pub mod editor;
mod form;
pub mod history;
pub mod notes;
pub mod opened;
pub mod preview;
pub mod removal;
pub mod stories;
pub mod story;
pub mod translation;
pub mod translations;
pub mod views;
pub mod withdrawal;
pub mod working_copy;

use actix_web::web::Query;
use askama::Template;
use chrono::{NaiveDateTime, Timelike};

use super::{AdminResult, Form, Layout, SignedIn, reply};
use crate::db::desk::{self, Filter, Line, Told};
use crate::db::{saved_views, sections};
use crate::error::AdminError;
use crate::i18n::Edition;
use crate::model::{ArticleState, Permission, RevisionId, SectionId};

/// The states that the list can be filtered by.
const STATES: [&str; 12] = [
    "draft",
    "returned",
    "missed",
    "review",
    "scheduled",
    "embargoed",
    "live",
    "updated",
    "corrected",
    "ahead",
    "dead-links",
    "withdrawn",
];

/// Articles on a page of the list.
const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "admin/articles.html")]
struct ArticlesPage {
    layout: Layout,
    form: Form,
    editions: Vec<(String, String, String)>,
    states: Vec<(String, String, String)>,
    sections: Vec<(String, String, String)>,
    /// Where articles can be moved.
    targets: Vec<(String, String, String)>,
    new: Vec<Place>,
    rows: Vec<Row>,
    is_filtered: bool,
    next: Option<String>,
    /// What the list shows, as its query: every form of the page leads back to it.
    here: String,
    views: Vec<views::View>,
    may_withdraw: bool,
    may_curate: bool,
}

/// An edition in which the person may begin an article.
pub struct Place {
    /// Where the form is.
    pub href: String,
    /// The edition's own name.
    pub label: String,
    /// The language of that.
    pub tag: String,
}

/// An article in a list.
pub struct Row {
    /// Tells its box apart.
    pub id: i64,
    /// Whether that is ticked.
    pub is_chosen: bool,
    /// Where it is edited.
    pub href: String,
    /// In the article's language; empty in a draft without one.
    pub headline: String,
    /// Its edition's few letters.
    pub edition: String,
    /// Its language.
    pub tag: String,
    /// Where it is in its life.
    pub state: String,
    /// When the clock will act; empty: it won't.
    pub due: String,
    /// Its section's name.
    pub section: String,
    /// Who wrote it, or else began it.
    pub person: String,
    /// When it was changed last.
    pub changed: String,
    /// Its links that lead nowhere, where they were looked for.
    pub dead_links: Vec<String>,
}

/// What the list can be filtered by, as its address has it.
const FILTERS: [&str; 5] = ["edition", "state", "section", "mine", "q"];

/// `GET /admin/articles?edition=&state=&section=&mine=&q=&before=`
pub async fn show(by: SignedIn, query: Query<Vec<(String, String)>>) -> AdminResult {
    by.require_somewhere(Permission::Write)?;
    reply::page(&list(&by, &query, Form::default()).await?)
}

/// A query as the list's address has it: without what the list doesn't know.
fn tidy(query: &[(String, String)]) -> String {
    let known = FILTERS.iter().chain(&["before"]);
    let mut address = url::form_urlencoded::Serializer::new(String::new());
    for name in known {
        let found = query.iter().find(|(known, _)| known == name);
        if let Some((_, value)) = found.filter(|(_, value)| !value.trim().is_empty()) {
            address.append_pair(name, value.trim());
        }
    }
    address.finish()
}

/// The list that a query asks for; `refused` is a form of the page in which something is wrong.
async fn list(
    by: &SignedIn,
    query: &[(String, String)],
    refused: Form,
) -> Result<ArticlesPage, AdminError> {
    let asked = |name: &str| {
        let found = query.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.trim()).to_owned()
    };
    let mine = editions(by);
    let one = mine.iter().find(|edition| edition.prefix == asked("edition")).cloned();
    let chosen = if let Some(one) = one { vec![one] } else { mine.clone() };
    let is_returned = asked("state") == "returned";
    let state = ArticleState::parse(&asked("state"));
    let told = match asked("state").as_str() {
        "updated" => Some(Told::Updated),
        "corrected" => Some(Told::Corrected),
        _ => None,
    };
    let is_dead = asked("state") == "dead-links";
    let mut filter = Filter {
        editions: chosen.iter().map(|edition| edition.prefix.clone()).collect(),
        state: state.or(is_returned.then_some(ArticleState::Draft)),
        is_returned,
        told,
        is_ahead: asked("state") == "ahead",
        is_missed: asked("state") == "missed",
        section: asked("section").parse().ok().map(SectionId),
        owner: (asked("mine") == "yes").then_some(by.user.id),
        words: asked("q"),
        before: asked("before").parse().ok().map(RevisionId),
        ..Filter::default()
    };
    // Sections are called differently in each edition: names of one are offered.
    let named_in = chosen.first().map(|edition| edition.prefix.clone()).unwrap_or_default();
    let user = by.user.id;
    let found = by.app.read(move |app, conn| {
        let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
        let mut dead = Vec::new();
        if is_dead {
            dead = dead_links::find(conn, &app.config.base_url, &filter.editions)?;
            filter.articles = dead.iter().map(|(id, _)| *id).collect();
            if dead.is_empty() {
                filter.editions.clear();
            }
        }
        let lines = desk::list(conn, &filter, limit)?;
        let sections = sections::list_site_sections(conn, &named_in)?;
        Ok((lines, sections, saved_views::list(conn, user)?, dead))
    });
    let (mut lines, sections, saved, dead) = found.await?;
    let has_more = lines.len() > PAGE;
    lines.truncate(PAGE);
    let layout = Layout::of(by, "menu-articles").with(&refused);
    let kept: Vec<(String, String)> = FILTERS
        .into_iter()
        .map(|name| (name.to_owned(), asked(name)))
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let next = lines.last().filter(|_| has_more).map(|last| {
        let mut after = kept.clone();
        after.push(("before".to_owned(), last.revision_id.to_string()));
        format!("/admin/articles?{}", tidy(&after))
    });
    let any = |layout: &Layout, key: &str| {
        (String::new(), layout.t(key).to_owned(), layout.edition.tag.clone())
    };
    let mut states = vec![any(&layout, "any-state")];
    for name in STATES {
        let words = layout.t(&format!("state-{name}")).to_owned();
        states.push((name.to_owned(), words, layout.edition.tag.clone()));
    }
    let mut offered = vec![any(&layout, "every-edition-label")];
    offered.extend(mine.iter().map(|e| (e.prefix.clone(), e.label.clone(), e.tag.clone())));
    let mut named = vec![any(&layout, "any-section")];
    let tag = chosen.first().map(|edition| edition.tag.clone()).unwrap_or_default();
    let mut targets = vec![any(&layout, "choose")];
    targets.extend(sections.iter().map(|it| (it.id.to_string(), it.name.clone(), tag.clone())));
    named.extend(sections.into_iter().map(|it| (it.id.to_string(), it.name, tag.clone())));
    let here = tidy(query);
    let ticked = refused.sent().clone();
    let row = |line: &Line| {
        let is_chosen = ticked.all("article").any(|id| id == line.id.to_string());
        let links = dead.iter().find(|(id, _)| *id == line.id);
        let dead_links = links.map(|(_, links)| links.clone()).unwrap_or_default();
        let row = Row::new(&layout, line);
        Row { is_chosen, dead_links, href: views::with_back(&row.href, &here), ..row }
    };
    let mut form = refused;
    form.fill(kept.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    Ok(ArticlesPage {
        rows: lines.iter().map(row).collect(),
        new: places_from(by, &here),
        is_filtered: !here.is_empty(),
        views: saved.into_iter().map(|view| views::View::new(view, &here)).collect(),
        may_withdraw: by.may_somewhere(Permission::Publish),
        may_curate: by.may_somewhere(Permission::Curate),
        editions: offered,
        states,
        sections: named,
        targets,
        next,
        here,
        form,
        layout,
    })
}

/// The editions in which the person may write.
pub fn editions(by: &SignedIn) -> Vec<std::sync::Arc<Edition>> {
    let all = by.app.editions.iter();
    all.filter(|edition| by.may(Permission::Write, &edition.prefix)).cloned().collect()
}

/// Where the person can begin an article.
pub fn places(by: &SignedIn) -> Vec<Place> {
    places_from(by, "")
}

/// The same, with the list's query to come back to.
fn places_from(by: &SignedIn, back: &str) -> Vec<Place> {
    let place = |edition: std::sync::Arc<Edition>| Place {
        href: views::with_back(&format!("/admin/articles/new?edition={}", edition.prefix), back),
        label: edition.label.clone(),
        tag: edition.tag.clone(),
    };
    editions(by).into_iter().map(place).collect()
}

impl Row {
    /// An article as a row.
    pub fn new(layout: &Layout, line: &Line) -> Row {
        let edition = layout.app.editions.get(&line.edition);
        let due = match ArticleState::parse(&line.state) {
            Some(ArticleState::Scheduled) => line.scheduled_for,
            Some(ArticleState::Embargoed) => line.embargo_until,
            _ => None,
        };
        let person = line.author.clone().or_else(|| line.owner.clone());
        Row {
            id: line.id.0,
            is_chosen: false,
            href: format!("/admin/articles/{}", line.id),
            headline: line.headline.clone(),
            edition: edition.map_or(line.edition.clone(), |edition| edition.short_label.clone()),
            tag: edition.map(|edition| edition.tag.clone()).unwrap_or_default(),
            state: how_far(
                layout,
                &line.state,
                line.returned_at.is_some(),
                (line.updated_at, line.corrected_at),
            ),
            due: due
                .zip(edition)
                .map(|(at, edition)| both_clocks(layout, edition, at))
                .unwrap_or_default(),
            section: line.section.clone().unwrap_or_default(),
            person: person.unwrap_or_default(),
            changed: short(&layout.edition, line.changed_at),
            dead_links: Vec::new(),
        }
    }
}

/// Where an article is in its life, with what readers have been told since, when (UTC) it was
/// updated and corrected last; in the person's language.
fn how_far(
    layout: &Layout,
    state: &str,
    is_returned: bool,
    (updated, corrected): (Option<NaiveDateTime>, Option<NaiveDateTime>),
) -> String {
    let state = match (state, corrected, updated) {
        ("live", None, None) => "live",
        ("live", corrected, updated) if corrected >= updated => "corrected",
        ("live", ..) => "updated",
        (state, ..) => state,
    };
    state_words(layout, state, is_returned)
}

/// A state in the person's language.
fn state_words(layout: &Layout, state: &str, is_returned: bool) -> String {
    let state = if state == "draft" && is_returned { "returned" } else { state };
    layout.t(&format!("state-{state}")).to_owned()
}

/// An instant (UTC) on an edition's clock, and on that of the person's language where it is in
/// another zone.
fn both_clocks(layout: &Layout, edition: &Edition, at: NaiveDateTime) -> String {
    let (there, here) = (on_its_clock(layout, edition, at), &layout.edition);
    if edition.time_zone == here.time_zone {
        return there;
    }
    // The day is said twice only where it isn't the same.
    match edition.local_date(at) == here.local_date(at) {
        true => format!("{there} · {} {}", here.time(at), here.zone_label),
        false => format!("{there} · {}", on_its_clock(layout, here, at)),
    }
}

/// An instant (UTC) as lists have it: the day and the hour, without the name of the zone.
pub(super) fn short(edition: &Edition, at: NaiveDateTime) -> String {
    format!("{} {}", edition.card(at), edition.time(at))
}

/// An instant (UTC) on an edition's clock, in the person's language: `4 May 2026 18:00 BJT`.
pub(super) fn on_its_clock(layout: &Layout, edition: &Edition, at: NaiveDateTime) -> String {
    day_and_time(layout, edition, at, &edition.time(at))
}

/// The same to the second.
fn to_the_second(layout: &Layout, edition: &Edition, at: NaiveDateTime) -> String {
    day_and_time(layout, edition, at, &format!("{}:{:02}", edition.time(at), at.second()))
}

fn day_and_time(layout: &Layout, edition: &Edition, at: NaiveDateTime, time: &str) -> String {
    let (day, zone) = (layout.edition.card_on(edition, at), zone_label(layout, edition));
    format!("{day} {time} {zone}")
}

/// The name of an edition's zone; the one that the person's language has for it, where it is the
/// same zone.
fn zone_label<'a>(layout: &'a Layout, edition: &'a Edition) -> &'a str {
    let here = &layout.edition;
    if edition.time_zone == here.time_zone { &here.zone_label } else { &edition.zone_label }
}
