//! The newsroom's articles: the list, and below it each article's pages.

pub mod actions;
pub mod checks;
mod clash;
pub mod editor;
mod form;
pub mod history;
mod opened;
pub mod preview;
pub mod withdrawal;
pub mod working_copy;

use actix_web::web::Query;
use askama::Template;
use chrono::NaiveDateTime;

use super::{AdminResult, Form, Layout, SignedIn, reply};
use crate::db::desk::{self, Filter, Line};
use crate::db::sections;
use crate::i18n::Edition;
use crate::model::{ArticleState, Permission, RevisionId, SectionId};

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
    new: Vec<Place>,
    rows: Vec<Row>,
    is_filtered: bool,
    next: Option<String>,
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
}

/// `GET /admin/articles?edition=&state=&section=&mine=&q=&before=`
pub async fn show(by: SignedIn, query: Query<Vec<(String, String)>>) -> AdminResult {
    by.require_somewhere(Permission::Write)?;
    let query = query.into_inner();
    let asked = |name: &str| {
        let found = query.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.trim()).to_owned()
    };
    let mine = editions(&by);
    let one = mine.iter().find(|edition| edition.prefix == asked("edition")).cloned();
    let chosen = if let Some(one) = one { vec![one] } else { mine.clone() };
    let filter = Filter {
        editions: chosen.iter().map(|edition| edition.prefix.clone()).collect(),
        state: ArticleState::parse(&asked("state")),
        is_returned: asked("state") == "returned",
        section: asked("section").parse().ok().map(SectionId),
        owner: (asked("mine") == "yes").then_some(by.user.id),
        words: asked("q"),
        before: asked("before").parse().ok().map(RevisionId),
    };
    let filter = Filter {
        state: filter.state.or(filter.is_returned.then_some(ArticleState::Draft)),
        ..filter
    };
    // Sections are called differently in each edition: names of one are offered.
    let named_in = chosen.first().map(|edition| edition.prefix.clone()).unwrap_or_default();
    let found = by.app.read(move |_, conn| {
        let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
        let lines = desk::list(conn, &filter, limit)?;
        Ok((lines, sections::list_site_sections(conn, &named_in)?))
    });
    let (mut lines, sections) = found.await?;
    let has_more = lines.len() > PAGE;
    lines.truncate(PAGE);
    let layout = Layout::of(&by, "menu-articles");
    let kept: Vec<(&str, String)> = ["edition", "state", "section", "mine", "q"]
        .into_iter()
        .map(|name| (name, asked(name)))
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let next = lines.last().filter(|_| has_more).map(|last| {
        let mut address = url::form_urlencoded::Serializer::new(String::new());
        address.extend_pairs(&kept).append_pair("before", &last.revision_id.to_string());
        format!("/admin/articles?{}", address.finish())
    });
    let any = |layout: &Layout, key: &str| {
        (String::new(), layout.t(key).to_owned(), layout.edition.tag.clone())
    };
    let mut states = vec![any(&layout, "any-state")];
    for name in ["draft", "returned", "review", "scheduled", "embargoed", "live", "withdrawn"] {
        let words = layout.t(&format!("state-{name}")).to_owned();
        states.push((name.to_owned(), words, layout.edition.tag.clone()));
    }
    let mut offered = vec![any(&layout, "every-edition-label")];
    offered.extend(mine.iter().map(|e| (e.prefix.clone(), e.label.clone(), e.tag.clone())));
    let mut named = vec![any(&layout, "any-section")];
    let tag = chosen.first().map(|edition| edition.tag.clone()).unwrap_or_default();
    named.extend(sections.into_iter().map(|it| (it.id.to_string(), it.name, tag.clone())));
    let page = ArticlesPage {
        rows: lines.iter().map(|line| Row::new(&layout, line)).collect(),
        new: places(&by),
        is_filtered: !kept.is_empty() || !asked("before").is_empty(),
        form: Form::filled(kept.iter().map(|(name, value)| (*name, value.as_str()))),
        editions: offered,
        states,
        sections: named,
        next,
        layout,
    };
    reply::page(&page)
}

/// The editions in which the person may write.
pub fn editions(by: &SignedIn) -> Vec<std::sync::Arc<Edition>> {
    let all = by.app.editions.iter();
    all.filter(|edition| by.may(Permission::Write, &edition.prefix)).cloned().collect()
}

/// Where the person can begin an article.
pub fn places(by: &SignedIn) -> Vec<Place> {
    let place = |edition: std::sync::Arc<Edition>| Place {
        href: format!("/admin/articles/new?edition={}", edition.prefix),
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
            href: format!("/admin/articles/{}", line.id),
            headline: line.headline.clone(),
            edition: edition.map_or(line.edition.clone(), |edition| edition.short_label.clone()),
            tag: edition.map(|edition| edition.tag.clone()).unwrap_or_default(),
            state: state_words(layout, &line.state, line.returned_at.is_some()),
            due: due
                .zip(edition)
                .map(|(at, edition)| on_its_clock(edition, at))
                .unwrap_or_default(),
            section: line.section.clone().unwrap_or_default(),
            person: person.unwrap_or_default(),
            changed: layout.edition.full(line.changed_at),
        }
    }
}

/// A state in the person's language.
fn state_words(layout: &Layout, state: &str, is_returned: bool) -> String {
    let state = if state == "draft" && is_returned { "returned" } else { state };
    layout.t(&format!("state-{state}")).to_owned()
}

/// An instant (UTC) on an edition's clock, with the name of its zone.
fn on_its_clock(edition: &Edition, at: NaiveDateTime) -> String {
    format!("{} {}", edition.write_local(at).replace('T', " "), edition.zone_label)
}
