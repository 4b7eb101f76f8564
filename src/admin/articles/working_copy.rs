//! What the editor's script sends while somebody types, and what it is answered (JSON).
//!
//! 200 with what the next request has to name (and a sentence, when a screen asks whether it may
//! write and somebody else does), 409 with the newest text when somebody has saved
//! meanwhile, 423 with that sentence for a text. Everything else is answered by the pages that
//! people get; the script shows the sentence on them.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::Serialize;

use super::opened::Opened;
use super::{editor, editor::find_edition, form, translation, views};
use crate::admin::{AdminResult, Fields, Flash, Layout, SignedIn, reply};
use crate::commands::{self, ArticleText, Base, WorkingCopyError};
use crate::db::working_copies::{self, Writer};
use crate::db::{dialect, editing, sections};
use crate::error::{AdminError, AppError};
use crate::model::{ArticleId, Permission, RevisionId};

/// Letters of what a screen calls itself.
const SCREEN: std::ops::RangeInclusive<usize> = 8..=64;

/// The newest text of an article.
#[derive(Serialize)]
struct Newest {
    /// Where it is edited.
    path: String,
    /// The revision that it was written on top of.
    version: RevisionId,
    /// The version of the working copy; 0: everything is saved.
    copy: i64,
    /// The form's fields; empty where the script has them itself.
    fields: Vec<(String, String)>,
    /// What is in the way; empty: nothing.
    text: String,
}

/// `POST /admin/articles/working-copy`: begins a draft with its first words.
///
/// A draft has a section, which nobody may have chosen yet: it begins in the edition's first one,
/// without words, and the form goes on asking for the section until it is saved.
pub async fn create(by: SignedIn, fields: Fields) -> AdminResult {
    let edition = find_edition(&by, fields.trimmed("edition"))?;
    let Some(screen) = screen(&fields) else { return Ok(unreadable(&by)) };
    let options = editor::offered(&by, &edition, photo(&fields)).await?;
    let typed = form::typed(&fields, &options);
    let (sign_off, prefix, tag) = (by.sign_off(), edition.prefix.clone(), edition.tag.clone());
    let (user, headline) = (by.user.id, fields.get("headline"));
    let begun = by.app.write(move |_, conn| {
        dialect::transaction(conn, |conn| {
            sign_off.authority.require(Permission::Write, &prefix)?;
            // A first answer that got lost on the way left the draft behind.
            let found = working_copies::find_article_of_screen(conn, user, &screen)?;
            let id = match found {
                Some(id) => id,
                None => {
                    let listed = sections::list_site_sections(conn, &prefix)?;
                    let Some(first) = listed.first() else { return Ok(None) };
                    let story = commands::create_story(conn, &sign_off, &headline)?;
                    let (edition, words) = ((&*prefix, &*tag), ArticleText::default());
                    let id = commands::create_article(
                        conn, &sign_off, story, edition, first.id, "", &words,
                    );
                    id.map_err(|error| AppError::Internal(error.to_string()))?
                }
            };
            let newest = editing::find_newest(conn, id)?.ok_or(AppError::NotFound)?;
            let copy = working_copies::find(conn, id)?.map_or(0, |copy| copy.version);
            let base = Base { revision: newest.id, copy };
            let kept = commands::keep_working_copy(conn, &sign_off, id, base, &screen, &typed);
            match kept {
                Ok(copy) => Ok(Some((id, newest.id, copy))),
                Err(WorkingCopyError::Denied(denied)) => Err(denied.into()),
                Err(error) => Err(AdminError::from(AppError::Internal(error.to_string()))),
            }
        })
    });
    let Some((id, version, copy)) = begun.await?? else {
        let text = by.language.text("section-none").to_owned();
        let newest =
            Newest { path: String::new(), version: RevisionId(0), copy: 0, fields: vec![], text };
        return Ok(HttpResponse::UnprocessableEntity().json(newest));
    };
    let path = format!("/admin/articles/{id}");
    Ok(HttpResponse::Ok().json(Newest { path, version, copy, fields: vec![], text: String::new() }))
}

/// `POST /admin/articles/{article}/working-copy`: of the whole form, or of a translation beside
/// its source, which names that.
pub async fn update(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    let opened = Opened::find(&by, *id, &fields).await?;
    opened.require_edit(&by)?;
    let number = |name: &str| fields.trimmed(name).parse::<i64>().ok();
    let base = number("version").zip(number("copy"));
    let base = base.map(|(version, copy)| Base { revision: RevisionId(version), copy });
    let (Some(base), Some(screen)) = (base, screen(&fields)) else { return Ok(unreadable(&by)) };
    let (sign_off, article) = (by.sign_off(), opened.copy.id);
    let typed = match fields.has("from") {
        true => translation::typed(&opened, &fields),
        false => form::typed(&fields, &opened.options),
    };
    let kept = by.app.write(move |_, conn| {
        commands::keep_working_copy(conn, &sign_off, article, base, &screen, &typed)
    });
    let kept = kept.await?.map(|copy| Newest {
        path: opened.path(),
        version: base.revision,
        copy,
        fields: Vec::new(),
        text: String::new(),
    });
    answer(&by, *id, kept).await
}

/// `POST /admin/articles/{article}/working-copy/discard`: back to what is saved.
pub async fn destroy(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    let opened = Opened::find(&by, *id, &fields).await?;
    opened.require_edit(&by)?;
    let version = fields.trimmed("copy").parse().unwrap_or_default();
    let path = views::article_path(&opened.path(), &fields);
    let (sign_off, article) = (by.sign_off(), opened.copy.id);
    let given_up = by
        .app
        .write(move |_, conn| commands::discard_working_copy(conn, &sign_off, article, version));
    match given_up.await? {
        Ok(()) => reply::done(&by, &path, Flash::new("flash-copy-discarded")).await,
        // Somebody has gone on writing: their text is shown instead.
        Err(WorkingCopyError::Clash(_)) => {
            reply::done(&by, &path, Flash::new("flash-copy-newer")).await
        }
        Err(error) => Err(failure(error)),
    }
}

/// `POST /admin/articles/{article}/writer`: this screen writes, takes over, or is closed.
pub async fn update_writer(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    let opened = Opened::find(&by, *id, &Fields::default()).await?;
    opened.require_edit(&by)?;
    let Some(screen) = screen(&fields) else { return Ok(unreadable(&by)) };
    let (sign_off, article) = (by.sign_off(), opened.copy.id);
    let (closes, takes_over) = (fields.has("close"), fields.has("take"));
    let done = by.app.write(move |_, conn| match closes {
        true => commands::close_screen(conn, &sign_off, article, &screen),
        false => commands::write_on_screen(conn, &sign_off, article, &screen, takes_over),
    });
    let done = done.await?;
    if let Err(WorkingCopyError::Taken(_, writer)) = &done {
        // The usual answer to a question, and no failure.
        let opened = Opened::find(&by, *id, &Fields::default()).await?;
        let text = writing_words(&by, &opened, writer);
        return Ok(HttpResponse::Ok().json(newest(&opened, false, text)));
    }
    if done.is_err() || !takes_over {
        let here = done.map(|()| newest(&opened, false, String::new()));
        return answer(&by, *id, here).await;
    }
    // What the other one has written until now.
    let opened = Opened::find(&by, *id, &Fields::default()).await?;
    Ok(HttpResponse::Ok().json(newest(&opened, true, String::new())))
}

async fn answer(by: &SignedIn, id: i64, done: Result<Newest, WorkingCopyError>) -> AdminResult {
    let opened = match &done {
        Ok(newest) => return Ok(HttpResponse::Ok().json(newest)),
        Err(_) => Opened::find(by, id, &Fields::default()).await?,
    };
    let (status, body) = match done {
        Err(WorkingCopyError::Clash(_)) => {
            let (name, at) = opened.written();
            let time = by.language.time(at);
            let arguments = [("name", name.as_str().into()), ("time", time.as_str().into())];
            let text = by.language.text_with("clash-short", &arguments);
            (StatusCode::CONFLICT, newest(&opened, true, text))
        }
        Err(WorkingCopyError::Taken(_, writer)) => {
            let text = writing_words(by, &opened, &writer);
            (StatusCode::LOCKED, newest(&opened, false, text))
        }
        Err(error) => return Err(failure(error)),
        Ok(newest) => (StatusCode::OK, newest),
    };
    Ok(HttpResponse::build(status).json(body))
}

/// `Bat is editing (since 17:02)`
pub fn writing_words(by: &SignedIn, opened: &Opened, writer: &Writer) -> String {
    let since = by.language.time(writer.since_at);
    if writer.user_id == by.user.id {
        return by.language.text_with("writing-elsewhere", &[("time", since.as_str().into())]);
    }
    let name = opened.name_of(&format!("user:{}", writer.user_id));
    let arguments = [("name", name.as_str().into()), ("time", since.as_str().into())];
    by.language.text_with("writing-somebody", &arguments)
}

/// What stands above words that were not saved yet; empty: they are all saved.
pub fn unsaved_words(layout: &Layout, opened: &Opened) -> String {
    let Some(writing) = &opened.writing else { return String::new() };
    let message = if writing.has_words() { "copy-notice" } else { "copy-notice-notes" };
    let (name, time) = (opened.name_of(&writing.saved_by), layout.edition.full(writing.saved_at));
    layout.tvv(message, ("name", &name), ("time", &time))
}

fn newest(opened: &Opened, has_fields: bool, text: String) -> Newest {
    let (version, copy) = match &opened.writing {
        Some(writing) => (opened.newest.id, writing.version),
        None => (opened.newest.id, 0),
    };
    let form = opened.form();
    let own = |name: &str| name == "version" || name == "copy";
    let fields = form.sent().iter().filter(|(name, _)| has_fields && !own(name));
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    Newest { path: opened.path(), version, copy, fields, text }
}

fn screen(fields: &Fields) -> Option<String> {
    let screen = fields.trimmed("screen");
    let is_plain = screen.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (is_plain && SCREEN.contains(&screen.len())).then(|| screen.to_owned())
}

fn photo(fields: &Fields) -> Option<crate::model::MediaId> {
    fields.trimmed("photo").parse().ok().map(crate::model::MediaId)
}

/// A request that none of our scripts sends.
fn unreadable(by: &SignedIn) -> HttpResponse {
    let text = by.language.text("unreadable-text").to_owned();
    let newest =
        Newest { path: String::new(), version: RevisionId(0), copy: 0, fields: vec![], text };
    HttpResponse::UnprocessableEntity().json(newest)
}

fn failure(error: WorkingCopyError) -> AdminError {
    match error {
        WorkingCopyError::NotFound(ArticleId(_)) => AppError::NotFound.into(),
        WorkingCopyError::Denied(denied) => denied.into(),
        WorkingCopyError::Db(error) => error.into(),
        // Answered with the newest text.
        error => AppError::Internal(error.to_string()).into(),
    }
}
