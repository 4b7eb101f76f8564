//! The form of an article: begin it, change it.

use std::sync::Arc;

use actix_web::web::{Path, Query};
use askama::Template;

use super::actions::{self, Refusal};
use super::checks::{self, Check, Counts};
use super::form::{self, Options};
use super::opened::Opened;
use super::story::StoryPart;
use super::{both_clocks, how_far, views, working_copy};
use crate::admin::{AdminResult, Fields, Flash, Form, Layout, SignedIn, reply};
use crate::commands;
use crate::db::{articles, dialect, users};
use crate::error::{AdminError, AppError};
use crate::i18n::Edition;
use crate::model::article::Correction;
use crate::model::{ArticleState, Permission};
use crate::pages::address::Links;

/// The field with the words by which a photo is looked for.
const PHOTO_SEARCH: &str = "photo-q";

/// Editors who are named to whoever waits for them.
const EDITORS: usize = 6;

#[derive(Template)]
#[template(path = "admin/article.html")]
struct ArticlePage {
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

/// `GET /admin/articles/new?edition=`
pub async fn new(by: SignedIn, query: Query<Vec<(String, String)>>) -> AdminResult {
    let asked = query.iter().find(|(name, _)| name == "edition");
    let edition = find_edition(&by, asked.map_or("", |(_, value)| value))?;
    let options = offered(&by, &edition, None).await?;
    let form = come_from(Form::default(), &query);
    reply::page(&ArticlePage::new(&by, &edition, options, form).await?)
}

/// `POST /admin/articles`: `then` may be what comes next, see [`Then`].
pub async fn create(by: SignedIn, fields: Fields) -> AdminResult {
    let edition = find_edition(&by, fields.trimmed("edition"))?;
    let typed = fields.trimmed("photo").parse().ok().map(crate::model::MediaId);
    let options = offered(&by, &edition, typed).await?;
    let mut form = Form::typed(fields.clone());
    let (words, placing) = form::read(&by.language, &mut form, &fields, &options);
    if !form.is_good() {
        return reply::refused(&ArticlePage::new(&by, &edition, options, form).await?);
    }
    let then = Then::of(&fields);
    let (sign_off, prefix, tag) = (by.sign_off(), edition.prefix.clone(), edition.tag.clone());
    let created = by.app.write(move |_, conn| {
        dialect::transaction(conn, |conn| {
            sign_off.authority.require(Permission::Write, &prefix)?;
            let story = commands::create_story(conn, &sign_off, &words.headline)?;
            let edition = (prefix.as_str(), tag.as_str());
            let (section, slug) = (placing.section, placing.slug.as_str());
            let id =
                commands::create_article(conn, &sign_off, story, edition, section, slug, &words);
            let id = id?;
            for coverage in placing.coverages {
                commands::file_in_coverage(conn, &sign_off, id, coverage)?;
            }
            if then == Then::Review {
                commands::submit(conn, &sign_off, id)?;
            }
            Ok::<_, Refusal>(id)
        })
    });
    match created.await? {
        Ok(id) => {
            let path = views::article_path(&format!("/admin/articles/{id}"), &fields);
            reply::done(&by, &then.place(&path, &fields), Flash::new(then.flash())).await
        }
        Err(Refusal::At(field, message)) => {
            form.refuse(field, by.language.text(message));
            reply::refused(&ArticlePage::new(&by, &edition, options, form).await?)
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// `GET /admin/articles/{article}?back=&photo-q=`: with photos that have these words.
pub async fn edit(by: SignedIn, id: Path<i64>, query: Query<Vec<(String, String)>>) -> AdminResult {
    let asked: Fields = query.iter().filter(|(it, _)| it == PHOTO_SEARCH).cloned().collect();
    let opened = Opened::find(&by, *id, &asked).await?;
    let mut form = come_from(opened.form(), &query);
    form.fill(asked.iter());
    reply::page(&ArticlePage::of(&by, opened, form).await?)
}

/// `POST /admin/articles/{article}`: saves, and nothing else happens but what `then` asks for.
pub async fn update(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    let opened = Opened::find(&by, *id, &fields).await?;
    let (form, then) = (Form::typed(fields.clone()), Then::of(&fields));
    // A draft that was begun by its first words has its form sent here, with the same buttons.
    let flash = if then == Then::Review { then.flash() } else { "flash-article-saved" };
    actions::save_and(&by, opened, form, &fields, (flash, ""), move |conn, by, id| {
        if then == Then::Review {
            commands::submit(conn, by, id)?;
        }
        Ok(())
    })
    .await
}

/// A form that knows the list's query from which somebody has come.
fn come_from(mut form: Form, query: &[(String, String)]) -> Form {
    let back = query.iter().filter(|(name, _)| name == "back");
    form.fill(back.map(|(name, value)| (name.as_str(), value.as_str())));
    form
}

/// What comes after the first save of a new article: its own buttons need an address first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// Writing goes on.
    Write,
    /// The editors have it.
    Review,
    /// How and when it is published.
    Publishing,
    /// Another photo is looked for: without a script, which does it in a dialog.
    Photos,
}

impl Then {
    /// What the pressed button says.
    pub fn of(fields: &Fields) -> Then {
        match fields.trimmed("then") {
            "review" => Then::Review,
            "publishing" => Then::Publishing,
            "photos" => Then::Photos,
            _ => Then::Write,
        }
    }

    /// Where that is on the page of an article.
    pub fn place(self, path: &str, fields: &Fields) -> String {
        match self {
            Then::Write | Then::Review => path.to_owned(),
            Then::Publishing => format!("{path}#publishing"),
            Then::Photos => {
                let words = fields.trimmed(PHOTO_SEARCH).as_bytes();
                let words: String = url::form_urlencoded::byte_serialize(words).collect();
                let joint = if path.contains('?') { '&' } else { '?' };
                format!("{path}{joint}{PHOTO_SEARCH}={words}#photo")
            }
        }
    }

    fn flash(self) -> &'static str {
        match self {
            Then::Write | Then::Publishing | Then::Photos => "flash-article-created",
            Then::Review => "flash-article-submitted",
        }
    }
}

/// The form again, with what is wrong with it.
pub async fn refused(by: &SignedIn, opened: Opened, form: Form) -> AdminResult {
    reply::refused(&ArticlePage::of(by, opened, form).await?)
}

/// The edition of that prefix, or the only one, if the person may write there.
pub fn find_edition(by: &SignedIn, prefix: &str) -> Result<Arc<Edition>, AdminError> {
    by.require_somewhere(Permission::Write)?;
    let prefix = match prefix {
        "" => super::editions(by).first().map(|it| it.prefix.clone()).unwrap_or_default(),
        prefix => prefix.to_owned(),
    };
    by.authority().require(Permission::Write, &prefix)?;
    by.app.editions.get(&prefix).cloned().ok_or_else(|| AppError::NotFound.into())
}

/// What an edition offers; the picture `photo` is there in any case.
pub async fn offered(
    by: &SignedIn,
    edition: &Edition,
    photo: Option<crate::model::MediaId>,
) -> Result<Options, AdminError> {
    let prefix = edition.prefix.clone();
    Ok(by.app.read(move |_, conn| Ok(Options::load(conn, &prefix, photo, "")?)).await?)
}

impl ArticlePage {
    async fn new(
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
            back: super::tidy(&views::back(form.sent())),
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
            now: edition.full(now),
            layout,
            form,
        })
    }

    async fn of(by: &SignedIn, opened: Opened, form: Form) -> Result<ArticlePage, AdminError> {
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
            back: super::tidy(&views::back(form.sent())),
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
            now: edition.full(now),
            options: opened.options,
            layout,
            form,
        })
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
