//! The story of an article: its editions, published together, linked and parted.

use std::sync::Arc;

use actix_web::web::{Path, Query};
use askama::Template;
use chrono::NaiveDateTime;

use super::opened::Opened;
use super::stories::{self, Slot};
use super::{Row, both_clocks, to_the_second, zone_label};
use crate::admin::{AdminResult, Fields, Flash, Form, Layout, SignedIn, reply};
use crate::commands::{self, LinkError, PublishError, PublishStoryError, ScheduleError};
use crate::db::desk::{self, Filter};
use crate::db::stories::Cell;
use crate::error::{AdminError, AppError};
use crate::i18n::Edition;
use crate::model::{ArticleId, ArticleState, Denied, Permission};

/// Articles that are offered to be linked.
const MOST: i64 = 20;

#[derive(Template)]
#[template(path = "admin/story.html")]
struct StoryPage {
    layout: Layout,
    form: Form,
    path: String,
    headline: String,
    tag: String,
    clocks: Arc<Edition>,
    /// What its zone is called.
    zone: String,
    /// The editions that the story lacks, in words.
    lacking: String,
    slots: Vec<Slot>,
    /// What can be published together, and what can't.
    included: Vec<Included>,
    may_publish: bool,
    /// Whether an article is live that the person may withdraw.
    may_withdraw: bool,
    may_link: bool,
    may_unlink: bool,
    /// Whether somebody has looked for an article to link.
    has_looked: bool,
    found: Vec<Found>,
}

/// An article of the story before it is published.
struct Included {
    id: String,
    label: String,
    tag: String,
    headline: String,
    state: String,
    due: String,
    /// Why it can't be published; empty: it can.
    blocked: String,
}

/// An article that may join the story.
struct Found {
    id: String,
    row: Row,
}

/// What the editor's page says of the story and of its clock.
#[derive(Default)]
pub struct StoryPart {
    /// Every edition; empty for an article that isn't there yet.
    pub slots: Vec<Slot>,
    /// When the source got words that the translator hasn't read; empty: it didn't.
    pub source_changed: String,
    /// Whether there is something to translate from.
    pub has_source: bool,
    /// When the clock was to publish it, and did or could not; empty where a person did.
    pub clock: String,
}

impl StoryPart {
    /// The part of an article that somebody has opened.
    pub fn new(by: &SignedIn, layout: &Layout, opened: &Opened) -> StoryPart {
        let cells: Vec<&Cell> = opened.story.iter().collect();
        let own = cells.iter().find(|cell| cell.id == opened.copy.id);
        let changed = own.and_then(|cell| cell.behind_since());
        let clock = opened.copy.due_at.map(|due| {
            let on_clock = |at| to_the_second(layout, &opened.edition, at);
            match opened.copy.done_at {
                Some(done) => {
                    let (due, done) = (on_clock(due), on_clock(done));
                    layout.tvv("article-by-clock", ("due", &due), ("done", &done))
                }
                None if opened.state == ArticleState::Draft => {
                    layout.tv("article-missed", "due", &on_clock(due))
                }
                // Somebody has taken it from there.
                None => String::new(),
            }
        });
        StoryPart {
            slots: stories::slots(by, layout, &cells),
            source_changed: changed
                .map(|at| layout.tv("source-changed", "time", &layout.edition.full(at)))
                .unwrap_or_default(),
            has_source: own.is_some_and(|cell| cell.source.is_some()),
            clock: clock.unwrap_or_default(),
        }
    }
}

/// `GET /admin/articles/{article}/story?q=`
pub async fn show(by: SignedIn, id: Path<i64>, query: Query<Vec<(String, String)>>) -> AdminResult {
    let opened = Opened::find(&by, *id, &Fields::default()).await?;
    let asked = query.iter().find(|(name, _)| name == "q");
    let asked = asked.map(|(_, value)| value.trim().to_owned());
    let mut form = Form::filled(asked.iter().map(|words| ("q", words.as_str())));
    if asked.is_none() {
        form = Form::filled(ticked(&by, &opened).iter().map(|id| ("article", id.as_str())));
    }
    reply::page(&page(&by, opened, form, asked).await?)
}

/// `POST /admin/articles/{article}/story/publication`: some of its articles, now or at an hour.
pub async fn publish(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    let opened = Opened::find(&by, *id, &fields).await?;
    by.authority().require(Permission::Publish, &opened.copy.edition)?;
    let mut form = Form::typed(fields.clone());
    let at = if fields.trimmed("when") == "later" { hour(&by, &opened, &mut form) } else { None };
    if !form.is_good() {
        return reply::refused(&page(&by, opened, form, None).await?);
    }
    let chosen: Vec<ArticleId> =
        fields.all("article").filter_map(|id| id.parse().ok()).map(ArticleId).collect();
    let (sign_off, story) = (by.sign_off(), opened.copy.story_id);
    let done =
        by.app.write(move |_, conn| commands::publish_story(conn, &sign_off, story, &chosen, at));
    match done.await? {
        Ok(()) => {
            let flash =
                if at.is_some() { "flash-story-scheduled" } else { "flash-story-published" };
            reply::done(&by, &format!("{}/story", opened.path()), Flash::new(flash)).await
        }
        Err(error) => match refusal(&by, &opened, &error)? {
            Some(words) => {
                form.refuse("included", words);
                reply::refused(&page(&by, opened, form, None).await?)
            }
            None => Err(AppError::Internal(error.to_string()).into()),
        },
    }
}

/// `POST /admin/articles/{article}/story/link`: another article joins the story.
pub async fn link(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    let opened = Opened::find(&by, *id, &fields).await?;
    let (sign_off, with) = (by.sign_off(), opened.copy.id);
    let Ok(joining) = fields.trimmed("article").parse().map(ArticleId) else {
        return refuse(&by, opened, fields, "link", "link-missing").await;
    };
    let done = by.app.write(move |_, conn| commands::link(conn, &sign_off, joining, with)).await?;
    settle(&by, opened, fields, "link", done, "flash-linked").await
}

/// `POST /admin/articles/{article}/story/unlink`: the article becomes a story of its own.
pub async fn unlink(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    let opened = Opened::find(&by, *id, &fields).await?;
    let (sign_off, article) = (by.sign_off(), opened.copy.id);
    let done = by.app.write(move |_, conn| commands::unlink(conn, &sign_off, article)).await?;
    settle(&by, opened, fields, "unlink", done, "flash-unlinked").await
}

async fn settle(
    by: &SignedIn,
    opened: Opened,
    fields: Fields,
    field: &str,
    done: Result<(), LinkError>,
    flash: &str,
) -> AdminResult {
    match done {
        Ok(()) => reply::done(by, &format!("{}/story", opened.path()), Flash::new(flash)).await,
        Err(LinkError::EditionTaken(_, edition)) => {
            let label = Layout::of(by, "story").edition_label(&edition).to_owned();
            let words = by.language.text_with("link-taken", &[("edition", (&label).into())]);
            let mut form = Form::typed(fields);
            form.refuse(field, words);
            reply::refused(&page(by, opened, form, None).await?)
        }
        Err(LinkError::Alone(_)) => refuse(by, opened, fields, field, "unlink-alone").await,
        Err(LinkError::NotFound(_)) => refuse(by, opened, fields, field, "link-missing").await,
        Err(LinkError::Denied(denied)) => Err(denied.into()),
        Err(LinkError::Db(error)) => Err(error.into()),
    }
}

async fn refuse(
    by: &SignedIn,
    opened: Opened,
    fields: Fields,
    field: &str,
    message: &str,
) -> AdminResult {
    let mut form = Form::typed(fields);
    form.refuse(field, by.language.text(message));
    reply::refused(&page(by, opened, form, None).await?)
}

/// The hour that was typed, on the clocks of the article's edition; it must be ahead.
fn hour(by: &SignedIn, opened: &Opened, form: &mut Form) -> Option<NaiveDateTime> {
    let at = opened.edition.read_local(form.value("story-at").trim());
    let problem = match at {
        None => "hour-bad",
        Some(at) if at <= by.app.clock.now() => "hour-past",
        Some(_) => return at,
    };
    form.refuse("story-at", by.language.text(problem));
    None
}

/// Why nothing was published, in words; `None` where that is a failure of ours.
fn refusal(
    by: &SignedIn,
    opened: &Opened,
    error: &PublishStoryError,
) -> Result<Option<String>, AdminError> {
    if let Some(denied) = error.denied() {
        return Err(Denied::clone(denied).into());
    }
    let (id, reason) = match error {
        PublishStoryError::Nothing(_) => {
            return Ok(Some(by.language.text("story-none-chosen").to_owned()));
        }
        PublishStoryError::Publish(PublishError::NoHeadline(id))
        | PublishStoryError::Schedule(ScheduleError::NoHeadline(id)) => (id, "headline-missing"),
        PublishStoryError::Publish(PublishError::Withdrawn(id) | PublishError::NotFound(id))
        | PublishStoryError::Schedule(ScheduleError::Published(id) | ScheduleError::NotFound(id))
        | PublishStoryError::OtherStory(id) => (id, "state-refused"),
        _ => return Ok(None),
    };
    let cell = opened.story.iter().find(|cell| cell.id == *id);
    let edition = cell.and_then(|cell| by.app.editions.get(&cell.edition));
    let label = edition.map(|edition| edition.label.clone()).unwrap_or_default();
    let reason = by.language.text(reason);
    let arguments = [("edition", (&label).into()), ("reason", reason.into())];
    Ok(Some(by.language.text_with("story-blocked", &arguments)))
}

/// What is ticked at first: all that can be published.
fn ticked(by: &SignedIn, opened: &Opened) -> Vec<String> {
    let cells = opened.story.iter().filter(|cell| block(by, cell).is_none() && is_to_come(cell));
    cells.map(|cell| cell.id.to_string()).collect()
}

/// Whether it could be published at some time.
fn is_to_come(cell: &Cell) -> bool {
    ![ArticleState::Live, ArticleState::Withdrawn].contains(&cell.state)
}

/// The message that says why an article can't be published.
fn block(by: &SignedIn, cell: &Cell) -> Option<&'static str> {
    if cell.state == ArticleState::Withdrawn {
        return Some("block-withdrawn");
    }
    if !by.may(Permission::Publish, &cell.edition) {
        return Some("block-not-yours");
    }
    cell.headline.is_empty().then_some("block-headline")
}

async fn page(
    by: &SignedIn,
    opened: Opened,
    form: Form,
    asked: Option<String>,
) -> Result<StoryPage, AdminError> {
    let layout = Layout::of(by, "story").with(&form);
    let cells: Vec<&Cell> = opened.story.iter().collect();
    let seen = cells.iter().filter(|cell| stories::is_seen(by, cell));
    let included =
        seen.clone().filter(|cell| cell.state != ArticleState::Live).filter_map(|cell| {
            let edition = by.app.editions.get(&cell.edition)?;
            let due = cell.due.map(|at| both_clocks(&layout, edition, at));
            Some(Included {
                id: cell.id.to_string(),
                label: edition.label.clone(),
                tag: edition.tag.clone(),
                headline: cell.headline.clone(),
                state: stories::how_far(&layout, cell),
                due: due.unwrap_or_default(),
                blocked: block(by, cell).map(|key| layout.t(key).to_owned()).unwrap_or_default(),
            })
        });
    let included: Vec<Included> = included.collect();
    let is_live = seen.clone().any(|cell| cell.state == ArticleState::Live);
    let may_edit = opened.may_edit(by);
    let found = match &asked {
        Some(words) => look(by, &layout, &opened, words).await?,
        None => Vec::new(),
    };
    let lacks = |prefix: &str| cells.iter().all(|cell| cell.edition != prefix);
    let lacking = super::editions(by);
    let lacking = lacking.iter().filter(|it| lacks(&it.prefix)).map(|it| it.label.as_str());
    Ok(StoryPage {
        zone: zone_label(&layout, &opened.edition).to_owned(),
        lacking: layout.list(lacking),
        path: opened.path(),
        headline: opened.newest.headline.clone(),
        tag: opened.edition.tag.clone(),
        clocks: opened.edition.clone(),
        slots: stories::slots(by, &layout, &cells),
        may_publish: opened.may_publish(by) && included.iter().any(|it| it.blocked.is_empty()),
        included,
        may_withdraw: is_live && opened.may_publish(by),
        may_link: super::editions(by).iter().any(|edition| lacks(&edition.prefix))
            || form.problem("link").is_some(),
        may_unlink: may_edit && cells.len() > 1 || form.problem("unlink").is_some(),
        has_looked: asked.is_some(),
        found,
        layout,
        form,
    })
}

/// Articles in the editions that the story lacks, by their headlines.
async fn look(
    by: &SignedIn,
    layout: &Layout,
    opened: &Opened,
    words: &str,
) -> Result<Vec<Found>, AdminError> {
    let lacking = super::editions(by).into_iter().map(|edition| edition.prefix.clone());
    let lacking = lacking.filter(|prefix| opened.story.iter().all(|cell| cell.edition != *prefix));
    let filter =
        Filter { editions: lacking.collect(), words: words.to_owned(), ..Filter::default() };
    let lines = by.app.read(move |_, conn| Ok(desk::list(conn, &filter, MOST)?)).await?;
    let found =
        lines.iter().map(|line| Found { id: line.id.to_string(), row: Row::new(layout, line) });
    Ok(found.collect())
}
