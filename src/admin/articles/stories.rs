//! Stories × editions: how far each story is in each edition.

use std::sync::Arc;

use actix_web::web::Query;
use askama::Template;
use chrono::{NaiveDateTime, TimeDelta};

use super::{Place, on_its_clock, places};
use crate::admin::{AdminResult, Form, Layout, SignedIn, reply};
use crate::db::stories::{self, Cell, Filter};
use crate::db::working_copies;
use crate::error::AdminError;
use crate::i18n::Edition;
use crate::model::{ArticleState, Permission, RevisionId};

/// Stories on a page of the list.
const PAGE: usize = 30;

#[derive(Template)]
#[template(path = "admin/stories.html")]
struct StoriesPage {
    layout: Layout,
    form: Form,
    missing_in: Vec<(String, String, String)>,
    matrix: Matrix,
    new: Vec<Place>,
    is_filtered: bool,
    next: Option<String>,
}

/// The table.
pub struct Matrix {
    /// Every edition.
    pub columns: Vec<Column>,
    /// The story that was touched last first.
    pub rows: Vec<Row>,
    /// The place of the last row, where there are more.
    pub next: Option<RevisionId>,
}

/// An edition.
pub struct Column {
    /// Its few letters.
    pub short: String,
    /// Its own name.
    pub label: String,
    /// The language of these.
    pub tag: String,
}

/// A story.
pub struct Row {
    /// Where its editions are looked after; empty where the person works for none of them.
    pub href: String,
    /// Of one of its articles, in the person's language where there is one.
    pub headline: String,
    /// The language of that.
    pub tag: String,
    /// One for each column.
    pub slots: Vec<Slot>,
}

/// A story in an edition.
pub struct Slot {
    /// The edition's prefix.
    pub edition: String,
    /// The edition's few letters.
    pub short: String,
    /// The edition's own name.
    pub label: String,
    /// The language of these.
    pub tag: String,
    /// Where the article is; empty where there is none, or none that the person sees.
    pub href: String,
    /// How far it is.
    pub state: String,
    /// When the clock will act; empty: it won't.
    pub due: String,
    /// For how long its source has had other words; empty: it hasn't.
    pub behind: String,
    /// Where its translator sees what has changed; for everybody else the article.
    pub catch_up: String,
    /// Where a translation is begun; empty where the person can't.
    pub start: String,
}

/// `GET /admin/articles/stories?q=&missing=&behind=&before=`
pub async fn show(by: SignedIn, query: Query<Vec<(String, String)>>) -> AdminResult {
    by.require_somewhere(Permission::Write)?;
    let asked = |name: &str| {
        let found = query.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.trim()).to_owned()
    };
    let layout = Layout::of(&by, "stories");
    let missing_in = asked("missing");
    let filter = Filter {
        words: asked("q"),
        missing_in: by
            .app
            .editions
            .get(&missing_in)
            .map(|it| it.prefix.clone())
            .unwrap_or_default(),
        is_behind: asked("behind") == "yes",
        before: asked("before").parse().ok().map(RevisionId),
        ..Filter::default()
    };
    let kept: Vec<(&str, String)> = ["q", "missing", "behind"]
        .into_iter()
        .map(|name| (name, asked(name)))
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let matrix = Matrix::load(&by, &layout, filter, PAGE).await?;
    let next = matrix.next.map(|place| {
        let mut address = url::form_urlencoded::Serializer::new(String::new());
        address.extend_pairs(&kept).append_pair("before", &place.to_string());
        format!("/admin/articles/stories?{}", address.finish())
    });
    let any = (String::new(), layout.t("stories-missing-nowhere").to_owned());
    let mut editions = vec![(any.0, any.1, layout.edition.tag.clone())];
    let all = by.app.editions.iter();
    editions.extend(all.map(|it| (it.prefix.clone(), it.label.clone(), it.tag.clone())));
    let page = StoriesPage {
        form: Form::filled(kept.iter().map(|(name, value)| (*name, value.as_str()))),
        missing_in: editions,
        is_filtered: !kept.is_empty() || !asked("before").is_empty(),
        new: places(&by),
        matrix,
        next,
        layout,
    };
    reply::page(&page)
}

impl Matrix {
    /// Up to `most` stories that the person sees: all of their editions, and what is live.
    ///
    /// A handful of queries, however many stories there are.
    ///
    /// # Errors
    ///
    /// Those of the database.
    pub async fn load(
        by: &SignedIn,
        layout: &Layout,
        filter: Filter,
        most: usize,
    ) -> Result<Matrix, AdminError> {
        let editions: Vec<String> =
            super::editions(by).iter().map(|edition| edition.prefix.clone()).collect();
        let filter = Filter { editions, ..filter };
        let found = by.app.read(move |_, conn| {
            let limit = i64::try_from(most + 1).unwrap_or(i64::MAX);
            let mut touched = stories::list_touched(conn, &filter, limit)?;
            let has_more = touched.len() > most;
            touched.truncate(most);
            let ids: Vec<_> = touched.iter().map(|(story, _)| *story).collect();
            let mut cells = stories::list_cells(conn, &ids)?;
            let named = cells.iter_mut().map(|cell| (cell.id, &mut cell.headline));
            working_copies::name_untitled(conn, named)?;
            Ok((touched, cells, has_more))
        });
        let (touched, cells, has_more) = found.await?;
        let columns = by.app.editions.iter().map(|edition| Column {
            short: edition.short_label.clone(),
            label: edition.label.clone(),
            tag: edition.tag.clone(),
        });
        let rows = touched.iter().map(|(story, _)| {
            let of_story: Vec<&Cell> = cells.iter().filter(|it| it.story_id == *story).collect();
            Row::new(by, layout, &of_story)
        });
        Ok(Matrix {
            columns: columns.collect(),
            rows: rows.collect(),
            next: touched.last().filter(|_| has_more).map(|(_, place)| *place),
        })
    }
}

impl Row {
    fn new(by: &SignedIn, layout: &Layout, cells: &[&Cell]) -> Row {
        let mut seen = cells.iter().copied().filter(|cell| is_seen(by, cell));
        let own = seen.clone().find(|cell| by.may(Permission::Write, &cell.edition));
        // A translation that was only begun has no headline yet: its source has.
        let mut titled = seen.clone().filter(|cell| !cell.headline.is_empty());
        let named = titled.clone().find(|cell| cell.edition == layout.edition.prefix);
        let named = named.or_else(|| titled.next()).or_else(|| seen.next());
        let edition = named.and_then(|cell| by.app.editions.get(&cell.edition));
        Row {
            href: own.map(|cell| format!("/admin/articles/{}/story", cell.id)).unwrap_or_default(),
            headline: named.map(|cell| cell.headline.clone()).unwrap_or_default(),
            tag: edition.map(|edition| edition.tag.clone()).unwrap_or_default(),
            slots: slots(by, layout, cells),
        }
    }
}

/// The articles of one story as every edition has them.
pub fn slots(by: &SignedIn, layout: &Layout, cells: &[&Cell]) -> Vec<Slot> {
    let source = source_of(by, cells);
    let slot = |edition: &Arc<Edition>| {
        let cell = cells.iter().copied().find(|cell| cell.edition == edition.prefix);
        let seen = cell.filter(|cell| is_seen(by, cell));
        let may_start = cell.is_none() && by.may(Permission::Write, &edition.prefix);
        Slot {
            edition: edition.prefix.clone(),
            short: edition.short_label.clone(),
            label: edition.label.clone(),
            tag: edition.tag.clone(),
            href: seen.map(|cell| address(by, cell)).unwrap_or_default(),
            state: seen.map(|cell| how_far(layout, cell)).unwrap_or_default(),
            catch_up: seen
                .map(|cell| match by.may(Permission::Write, &cell.edition) {
                    true => format!("/admin/articles/{}/translation", cell.id),
                    false => address(by, cell),
                })
                .unwrap_or_default(),
            due: seen
                .and_then(|cell| cell.due)
                .map(|at| on_its_clock(layout, edition, at))
                .unwrap_or_default(),
            behind: seen
                .and_then(Cell::behind_since)
                .map(|since| age(layout, since))
                .unwrap_or_default(),
            start: source
                .filter(|_| may_start)
                .map(|source| format!("/admin/articles/{}/translations", source.id))
                .unwrap_or_default(),
        }
    };
    by.app.editions.iter().map(slot).collect()
}

/// Whether somebody sees an article: those of their editions, and what readers see.
pub fn is_seen(by: &SignedIn, cell: &Cell) -> bool {
    cell.state == ArticleState::Live || by.may(Permission::Write, &cell.edition)
}

/// What a translation is begun from, where nothing says it: the article that was there first.
pub fn source_of<'a>(by: &SignedIn, cells: &[&'a Cell]) -> Option<&'a Cell> {
    let mut seen = cells.iter().copied().filter(|cell| is_seen(by, cell));
    let first = seen.clone().find(|cell| cell.state == ArticleState::Live);
    first.or_else(|| seen.find(|cell| cell.state != ArticleState::Withdrawn))
}

/// Where somebody finds an article: to edit it, or to read it.
fn address(by: &SignedIn, cell: &Cell) -> String {
    match by.may(Permission::Write, &cell.edition) {
        true => format!("/admin/articles/{}", cell.id),
        false => format!("/s/{}", cell.id),
    }
}

/// Where an article is in its life, with what readers have been told since.
pub fn how_far(layout: &Layout, cell: &Cell) -> String {
    let told = (cell.updated_at, cell.corrected_at);
    super::how_far(layout, cell.state.as_str(), cell.returned_at.is_some(), told)
}

/// How long ago an instant (UTC) was, in one unit.
pub fn age(layout: &Layout, since: NaiveDateTime) -> String {
    let passed = (layout.app.clock.now() - since).max(TimeDelta::minutes(1));
    let (key, count) = match (passed.num_days(), passed.num_hours()) {
        (0, 0) => ("age-minutes", passed.num_minutes()),
        (0, hours) => ("age-hours", hours),
        (days, _) => ("age-days", days),
    };
    layout.tn(key, "count", &usize::try_from(count).unwrap_or_default())
}
