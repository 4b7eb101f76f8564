//! An article's page: its form, with what surrounds it.

use std::sync::Arc;

use askama::Template;

use crate::admin::articles::checks::{self, Check, Counts};
use crate::admin::articles::form::Options;
use crate::admin::articles::opened::Opened;
use crate::admin::articles::story::StoryPart;
use crate::admin::articles::{
    both_clocks, how_far, on_its_clock, tidy, views, working_copy, zone_label,
};
use crate::admin::{Form, Layout, SignedIn};
use crate::db::{articles, users};
use crate::error::AdminError;
use crate::i18n::Edition;
use crate::model::article::Correction;
use crate::model::{ArticleState, Permission};
use crate::pages::address::Links;

/// Editors who are named to whoever waits for them.
const EDITORS: usize = 6;

#[derive(Template)]
#[template(path = "admin/article.html")]
pub(super) struct ArticlePage {
    layout: Layout,
    form: Form,
    options: Options,
    /// Where the form is sent.
    path: String,
    /// The list that the person came from, and its query.
    list: String,
    back: String,
    is_new: bool,
    edition: String,
    edition_label: String,
    tag: String,
    clocks: Arc<Edition>,
    state: String,
    /// When the clock will act; empty: it won't.
    due: String,
    /// Who saved last, and when.
    saved: String,
    /// Where readers read it.
    public: Option<String>,
    /// Readers don't have the newest words yet.
    is_ahead: bool,
    may: May,
    notes: Vec<(String, String, String)>,
    /// The corrections that readers see, as (time, words).
    corrections: Vec<(String, String)>,
    story: StoryPart,
    counts: Counts,
    checks: Vec<Check>,
    /// Who wrote what wasn't saved yet, and its version.
    unsaved: Option<(String, String)>,
    /// Who else writes in it now.
    writing: Option<String>,
    /// Why this person can't write in it, and who has it next; empty: they can.
    reading: String,
    /// Its number; empty: it has none yet.
    number: String,
    /// Where readers will find it.
    address: String,
    /// What the edition's clocks show.
    now: String,
    /// What its zone is called.
    zone: String,
    /// Its signs have just been tidied, and nothing is saved.
    is_tidied: bool,
}

/// What this person can do with it now.
#[derive(Default)]
struct May {
    edit: bool,
    submit: bool,
    give_back: bool,
    publish: bool,
    /// It was published: corrections, updates, withdrawal.
    amend: bool,
    schedule: bool,
    unschedule: bool,
    discard: bool,
}

impl ArticlePage {
    /// That of an article that isn't begun yet.
    pub async fn new(
        by: &SignedIn,
        edition: &Arc<Edition>,
        options: Options,
        form: Form,
    ) -> Result<ArticlePage, AdminError> {
        let layout = Layout::of(by, "article-new").with(&form);
        let (counts, checks) = checks::look_at(by, edition, form.sent(), &options).await?;
        let now = by.app.clock.now();
        Ok(ArticlePage {
            options,
            path: "/admin/articles".to_owned(),
            list: views::back_path(form.sent()),
            back: tidy(&views::back(form.sent())),
            is_new: true,
            edition: edition.prefix.clone(),
            edition_label: edition.label.clone(),
            tag: edition.tag.clone(),
            clocks: edition.clone(),
            state: layout.t("state-draft").to_owned(),
            due: String::new(),
            saved: String::new(),
            public: None,
            is_ahead: false,
            may: May {
                edit: true,
                publish: by.may(Permission::Publish, &edition.prefix),
                ..May::default()
            },
            notes: Vec::new(),
            corrections: Vec::new(),
            story: StoryPart::default(),
            counts,
            checks,
            unsaved: None,
            writing: None,
            reading: String::new(),
            number: String::new(),
            address: String::new(),
            now: on_its_clock(&layout, edition, now),
            zone: zone_label(&layout, edition).to_owned(),
            is_tidied: false,
            layout,
            form,
        })
    }

    /// That of one that was opened.
    pub async fn of(by: &SignedIn, opened: Opened, form: Form) -> Result<ArticlePage, AdminError> {
        let mut layout = Layout::of(by, "article-untitled").with(&form);
        let headline = opened.form().value("headline").to_owned();
        if !headline.is_empty() {
            layout.title = headline;
        }
        let edition = &opened.edition;
        let (counts, checks) = checks::look_at(by, edition, form.sent(), &opened.options).await?;
        let notes = opened.notes.iter().map(|note| {
            let at = layout.edition.full(note.written_at);
            (opened.name_of(&note.written_by), at, note.text.clone())
        });
        let due = match opened.state {
            ArticleState::Scheduled => opened.copy.scheduled_for,
            _ => opened.copy.embargo_until,
        };
        let is_live = opened.state == ArticleState::Live;
        let now = by.app.clock.now();
        let at = opened.copy.published_at.unwrap_or(now);
        let address = |slug: &str| Links::plain(edition).article(at, opened.copy.id, slug);
        let is_ahead = opened.copy.live_revision_id != Some(opened.newest.id);
        let unsaved = opened.writing.as_ref().map(|writing| {
            (working_copy::unsaved_words(&layout, &opened), writing.version.to_string())
        });
        let writer = opened.writer.as_ref().filter(|writer| writer.user_id != by.user.id);
        let reading = reading_words(by, &layout, &opened).await?;
        Ok(ArticlePage {
            reading,
            path: opened.path(),
            list: views::back_path(form.sent()),
            back: tidy(&views::back(form.sent())),
            is_new: false,
            edition: edition.prefix.clone(),
            edition_label: edition.label.clone(),
            tag: edition.tag.clone(),
            clocks: edition.clone(),
            state: how_far(
                &layout,
                &opened.copy.state,
                opened.copy.returned_at.is_some(),
                (opened.copy.updated_at, opened.copy.corrected_at),
            ),
            due: due.map(|at| both_clocks(&layout, edition, at)).unwrap_or_default(),
            saved: layout.tvv(
                "article-saved",
                ("name", &opened.name_of(&opened.newest.created_by)),
                ("time", &layout.edition.full(opened.newest.created_at)),
            ),
            public: is_live.then(|| address(&opened.copy.slug)),
            is_ahead: is_live && (is_ahead || opened.is_planned),
            may: May::new(by, &opened),
            notes: notes.collect(),
            corrections: corrections(by, &layout, &opened).await?,
            story: StoryPart::new(by, &layout, &opened),
            counts,
            checks,
            writing: writer.map(|writer| working_copy::writing_words(by, &opened, writer)),
            unsaved,
            number: opened.copy.id.to_string(),
            address: by.app.config.base_url.clone() + &address(&opened.placing.slug),
            now: on_its_clock(&layout, edition, now),
            zone: zone_label(&layout, edition).to_owned(),
            is_tidied: false,
            options: opened.options,
            layout,
            form,
        })
    }

    /// The same after its signs were tidied.
    pub fn tidied(self) -> ArticlePage {
        ArticlePage { is_tidied: true, ..self }
    }

    /// Where it can be discarded.
    fn removal(&self) -> String {
        views::with_back(&format!("{}/removal", self.path), &self.back)
    }

    /// Who writes, for what the script keeps on the device.
    fn person(&self) -> String {
        self.layout.user.as_ref().map(|user| user.id.to_string()).unwrap_or_default()
    }
}

/// The corrections that readers of the article see, the oldest first.
async fn corrections(
    by: &SignedIn,
    layout: &Layout,
    opened: &Opened,
) -> Result<Vec<(String, String)>, AdminError> {
    if opened.copy.corrected_at.is_none() {
        return Ok(Vec::new());
    }
    let id = opened.copy.id;
    let found = by.app.read(move |_, conn| Ok(articles::list_corrections(conn, id)?)).await?;
    let line =
        |correction: Correction| (layout.edition.full(correction.corrected_at), correction.note);
    Ok(found.into_iter().map(line).collect())
}

/// Why somebody can only read it, and who has it next; empty: they can write in it.
async fn reading_words(
    by: &SignedIn,
    layout: &Layout,
    opened: &Opened,
) -> Result<String, AdminError> {
    if opened.may_edit(by) {
        return Ok(String::new());
    }
    if opened.state != ArticleState::Review {
        return Ok(layout.t("article-read-only").to_owned());
    }
    let prefix = opened.edition.prefix.clone();
    let people = by.app.read(move |_, conn| {
        let mut people = users::list(conn)?;
        people.retain(|it| it.is_active && it.roles.allow(Permission::EditOthers, &prefix));
        Ok(people)
    });
    let people = people.await?;
    let words = layout.tv("article-with-editors", "edition", &opened.edition.label);
    let names = people.iter().map(|it| it.name.as_str()).filter(|name| !name.is_empty());
    let names = layout.list(names.take(EDITORS));
    if names.is_empty() {
        return Ok(words);
    }
    Ok(format!("{words} {}", layout.tv("article-editors", "names", &names)))
}

impl May {
    fn new(by: &SignedIn, opened: &Opened) -> May {
        let (state, edit) = (opened.state, opened.may_edit(by));
        let publishes = opened.may_publish(by);
        let is_public = [ArticleState::Live, ArticleState::Withdrawn].contains(&state);
        let waits = [ArticleState::Scheduled, ArticleState::Embargoed].contains(&state);
        May {
            edit,
            submit: edit && state == ArticleState::Draft,
            give_back: edit && state == ArticleState::Review,
            publish: publishes && !is_public,
            amend: publishes && state == ArticleState::Live,
            schedule: publishes && !is_public,
            unschedule: publishes && waits,
            discard: edit && opened.is_discardable(),
        }
    }

    /// The name of the message on the button that opens what can happen with it: who only writes
    /// hands it on.
    fn opener(&self) -> &'static str {
        let publishes = self.publish || self.give_back || self.amend;
        if publishes { "publishing" } else { "submit-review" }
    }

    /// Whether anything can happen with it: nothing does with what was withdrawn.
    fn any(&self) -> bool {
        self.submit || self.give_back || self.publish || self.amend
    }
}
