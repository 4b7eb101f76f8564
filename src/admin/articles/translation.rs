//! A translation beside its source, paragraph by paragraph.

mod pieces;

use std::sync::Arc;

use actix_web::web::{Path, Query};
use askama::Template;

use self::pieces::Piece;
use super::actions::Refusal;
use super::opened::Opened;
use super::working_copy::{unsaved_words, writing_words};
use super::{clash, editor, form, stories as matrix, translations};
use crate::admin::{AdminResult, Fields, Flash, Form, Layout, SignedIn, reply};
use crate::commands::{self, EditArticleError, Placing, TranslateError};
use crate::db::dialect;
use crate::db::editing::Revision;
use crate::db::stories::{self, Cell};
use crate::error::{AdminError, AppError};
use crate::i18n::Edition;
use crate::model::{ArticleId, ArticleState, Permission, RevisionId};
use crate::text;

#[derive(Template)]
#[template(path = "admin/translation.html")]
struct TranslationPage {
    layout: Layout,
    form: Form,
    path: String,
    /// The article's number.
    number: String,
    edition: String,
    /// Of the translation, or of its source where that has none yet.
    headline: String,
    headline_tag: String,
    label: String,
    tag: String,
    version: String,
    /// The version of what was typed and not saved yet, which the page shows; 0: there is none.
    copy: String,
    /// Who typed that, and when; empty: everything is saved.
    unsaved: String,
    /// Who else writes in it now.
    writing: Option<String>,
    may_edit: bool,
    source: Option<SourceHead>,
    /// Other articles of the story that it could be compared with, as (address, label, tag).
    others: Vec<(String, String, String)>,
    /// The lines above the text, and then its paragraphs.
    pieces: Vec<Piece>,
}

/// What the translation is made from.
struct SourceHead {
    /// The revision that is shown.
    revision: String,
    article: String,
    href: String,
    label: String,
    tag: String,
    /// When it got words that the translator hasn't read; empty: it didn't.
    changed: String,
    /// Whether the translation has followed this source.
    is_followed: bool,
}

/// `GET /admin/articles/{article}/translation?from=`
pub async fn show(by: SignedIn, id: Path<i64>, query: Query<Vec<(String, String)>>) -> AdminResult {
    let opened = Opened::find(&by, *id, &Fields::default()).await?;
    let from = query.iter().find(|(name, _)| name == "from");
    let from = from.and_then(|(_, value)| value.parse().ok()).map(ArticleId);
    let both = find(&by, &opened, from).await?;
    reply::page(&page(&by, &opened, both, Form::default()))
}

/// `POST /admin/articles/{article}/translation`: saves the words, and with `mark` notes that they
/// follow the source.
pub async fn update(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    let opened = Opened::find(&by, *id, &fields).await?;
    let is_draft = opened.state == ArticleState::Draft;
    by.authority().require_edit(&opened.copy.edition, opened.copy.owner_id, is_draft)?;
    let from = fields.trimmed("from").parse().ok().map(ArticleId);
    let read = fields.trimmed("read").parse().ok().map(RevisionId);
    let (Some(from), Some(read)) = (from, read) else {
        let mut form = Form::typed(fields);
        form.refuse("source", by.language.text("translation-no-source"));
        let both = find(&by, &opened, None).await?;
        return reply::refused(&page(&by, &opened, both, form));
    };
    let version = fields.trimmed("version").parse().map(RevisionId);
    let version = version.map_err(|_| AppError::BadRequest("a form without its version"))?;
    let copy = fields.has("copy").then(|| fields.trimmed("copy").parse().unwrap_or_default());
    let is_marked = fields.has("mark");
    let (stored, place) = opened.words();
    let words = pieces::words(stored, &fields, is_marked);
    let placing = placing(&opened, place);
    let (sign_off, id, tag) = (by.sign_off(), opened.copy.id, opened.edition.tag.clone());
    let (kept_words, kept_placing) = (words.clone(), placing.clone());
    let done = by.app.write(move |_, conn| {
        dialect::transaction(conn, |conn| {
            let ended =
                commands::end_working_copy(conn, &sign_off, id, version, copy, &words, &[])?;
            commands::edit_article(conn, &sign_off, id, ended.version, &tag, &words, &placing)?;
            commands::keep_notes(conn, &sign_off, id, &ended.notes)?;
            if is_marked {
                commands::mark_up_to_date(conn, &sign_off, id, read)?;
            }
            Ok(())
        })
    });
    match done.await? {
        Ok(()) => {
            let flash = if is_marked { "flash-translation-marked" } else { "flash-saved" };
            let path = format!("{}/translation?from={from}", opened.path());
            reply::done(&by, &path, Flash::new(flash)).await
        }
        Err(Problem::Edit(Refusal::Clash)) => {
            let opened = Opened::find(&by, id.into(), &fields).await?;
            clash::page(&by, &opened, &kept_words, &kept_placing, Vec::new())
        }
        Err(Problem::Edit(Refusal::At(field, message))) => {
            // It can't be mended here: the whole form can, and it has what was typed.
            let mut all = form::pairs(&kept_words, &kept_placing);
            all.push(("version", version.to_string()));
            let all = all.iter().map(|(name, value)| (*name, value.as_str()));
            let mut form = Form::filled(all);
            form.refuse(field, by.language.text(message));
            editor::refused(&by, opened, form).await
        }
        Err(Problem::Edit(refusal)) => Err(refusal.into()),
        Err(Problem::Translate(error)) => Err(translations::failure(error)),
    }
}

/// What was typed beside the source, as the fields of the whole form, to be kept until it is
/// saved. What this page has no field for stays as it is, whatever is wrong with it.
pub fn typed(opened: &Opened, fields: &Fields) -> Vec<(String, String)> {
    let (stored, place) = opened.words();
    let words = pieces::words(stored, fields, false);
    let here = form::pairs(&words, &placing(opened, place));
    let is_here = |name: &str| pieces::is_line(name) || ["body", "slug"].contains(&name);
    let here = here.into_iter().filter(|(name, _)| is_here(name));
    let form = opened.form();
    let rest = form.sent().iter().filter(|(name, _)| !is_here(name));
    let rest = rest.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let all = here.map(|(name, value)| (name.to_owned(), value)).chain(rest).collect();
    form::typed(&all, &opened.options)
}

/// Why nothing was saved.
enum Problem {
    Edit(Refusal),
    Translate(TranslateError),
}

impl From<EditArticleError> for Problem {
    fn from(error: EditArticleError) -> Problem {
        Problem::Edit(error.into())
    }
}

impl From<diesel::result::Error> for Problem {
    fn from(error: diesel::result::Error) -> Problem {
        Problem::Edit(error.into())
    }
}

impl From<TranslateError> for Problem {
    fn from(error: TranslateError) -> Problem {
        Problem::Translate(error)
    }
}

/// A source and what of it was translated.
struct Both {
    cell: Cell,
    edition: Arc<Edition>,
    now: Revision,
    /// What the translator has read; `None` where that is no revision of this source.
    read: Option<Revision>,
}

/// The source of an article: `from`, or what it has followed, or the first of its story.
async fn find(
    by: &SignedIn,
    opened: &Opened,
    from: Option<ArticleId>,
) -> Result<Option<Both>, AdminError> {
    let own = opened.story.iter().find(|cell| cell.id == opened.copy.id);
    let followed = own.and_then(|cell| cell.source.clone());
    let others: Vec<&Cell> = opened
        .story
        .iter()
        .filter(|cell| cell.id != opened.copy.id && matrix::is_seen(by, cell))
        .collect();
    let wanted = from.or(followed.as_ref().map(|source| source.article));
    let cell = match wanted {
        Some(id) => others.iter().copied().find(|cell| cell.id == id),
        None => matrix::source_of(by, &others),
    };
    let Some(cell) = cell.cloned() else { return Ok(None) };
    let Some(edition) = by.app.editions.get(&cell.edition).cloned() else { return Ok(None) };
    let read = followed.filter(|source| source.article == cell.id).map(|source| source.read);
    let now = cell.current();
    let found = by.app.read(move |_, conn| {
        let read = match read {
            Some(read) => stories::find_revision(conn, read)?,
            None => None,
        };
        Ok((stories::find_revision(conn, now)?, read))
    });
    let (now, read) = found.await?;
    let now = now.filter(|(article, _)| *article == cell.id).map(|(_, revision)| revision);
    let now = now.ok_or(AppError::NotFound)?;
    Ok(Some(Both { cell, edition, now, read: read.map(|(_, revision)| revision) }))
}

/// Where it stands; an address that was made from the headline goes on following it.
fn placing(opened: &Opened, place: Placing) -> Placing {
    let made = text::headline_slug(&opened.newest.headline, &opened.edition.tag);
    let is_made = opened.copy.published_at.is_none() && place.slug == made;
    Placing { slug: if is_made { String::new() } else { place.slug }, ..place }
}

impl TranslationPage {
    /// Who writes, for what the script keeps on the device.
    fn person(&self) -> String {
        self.layout.user.as_ref().map(|user| user.id.to_string()).unwrap_or_default()
    }
}

fn page(by: &SignedIn, opened: &Opened, both: Option<Both>, form: Form) -> TranslationPage {
    let layout = Layout::of(by, "translation").with(&form);
    let path = opened.path();
    let chosen = both.as_ref().map(|both| both.cell.id);
    let seen = opened.story.iter().filter(|cell| matrix::is_seen(by, cell));
    let others = seen.filter(|cell| cell.id != opened.copy.id && Some(cell.id) != chosen);
    let others = others.filter_map(|cell| {
        let edition = by.app.editions.get(&cell.edition)?;
        let address = format!("{path}/translation?from={}", cell.id);
        Some((address, edition.label.clone(), edition.tag.clone()))
    });
    let stored = opened.form();
    let (own, _) = opened.words();
    let writer = opened.writer.as_ref().filter(|writer| writer.user_id != by.user.id);
    let (headline, headline_tag) = match &both {
        Some(both) if own.headline.is_empty() => (&both.now.headline, &both.edition.tag),
        _ => (&own.headline, &opened.edition.tag),
    };
    let (headline, headline_tag) = (headline.clone(), headline_tag.clone());
    TranslationPage {
        number: opened.copy.id.to_string(),
        edition: opened.edition.prefix.clone(),
        writing: writer.map(|writer| writing_words(by, opened, writer)),
        others: others.collect(),
        headline,
        headline_tag,
        label: opened.edition.label.clone(),
        tag: opened.edition.tag.clone(),
        version: stored.value("version").to_owned(),
        copy: stored.value("copy").to_owned(),
        unsaved: opened.unsaved().map(|_| unsaved_words(&layout, opened)).unwrap_or_default(),
        may_edit: opened.may_edit(by),
        pieces: both.as_ref().map(|both| pieces::list(&layout, &own, both)).unwrap_or_default(),
        source: both.map(|both| head(by, &layout, &both)),
        path,
        layout,
        form,
    }
}

fn head(by: &SignedIn, layout: &Layout, both: &Both) -> SourceHead {
    let is_theirs = by.may(Permission::Write, &both.cell.edition);
    let has_changed = both.read.as_ref().is_some_and(|read| read.id < both.now.id);
    let changed = layout.edition.full(both.now.created_at);
    SourceHead {
        revision: both.now.id.to_string(),
        article: both.cell.id.to_string(),
        href: match is_theirs {
            true => format!("/admin/articles/{}", both.cell.id),
            false => format!("/s/{}", both.cell.id),
        },
        label: both.edition.label.clone(),
        tag: both.edition.tag.clone(),
        changed: if has_changed { changed } else { String::new() },
        is_followed: both.read.is_some(),
    }
}
