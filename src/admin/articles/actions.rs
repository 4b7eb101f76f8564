//! What happens with an article: each saves the text that came with it first, in one transaction.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::NaiveDateTime;
use diesel::result::Error;

use super::opened::Opened;
use super::{clash, editor, form, views};
use crate::admin::{AdminResult, Fields, Flash, Form, SignedIn, reply};
use crate::commands::{
    self, CommandError, CorrectError, EditArticleError, FileInCoverageError, PublishError,
    ReviewError, SaveArticleError, ScheduleError,
};
use crate::db::{Conn, dialect};
use crate::error::{AdminError, AppError};
use crate::model::{ArticleId, ArticleState, Denied, RevisionId, SignOff};

/// Why nothing was done.
pub enum Refusal {
    /// A field, and the name of the message that says what is wrong with it.
    At(&'static str, &'static str),
    /// Somebody else has saved.
    Clash,
    /// The person's roles don't allow it.
    Denied(Denied),
    /// It is gone.
    NotFound,
    /// The database.
    Db(Error),
}

/// `POST /admin/articles/{article}/review`: hands it to the editors.
pub async fn submit(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    act(by, *id, fields, ("flash-article-submitted", ""), |conn, by, id| {
        Ok(commands::submit(conn, by, id)?)
    })
    .await
}

/// `POST /admin/articles/{article}/return`: hands it back to the writer.
pub async fn give_back(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    let note = fields.get("return-note");
    let said = ("flash-article-returned", "return-note");
    let answer = act(by, *id, fields, said, move |conn, by, id| {
        Ok(commands::return_article(conn, by, id, &note)?)
    });
    let answer = answer.await?;
    // Left open, its page would say to the writer that an editor is at work in it.
    Ok(match answer.status() {
        StatusCode::SEE_OTHER => reply::see_other("/admin"),
        _ => answer,
    })
}

/// `POST /admin/articles/{article}/publication`
pub async fn publish(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    act(by, *id, fields, ("flash-article-published", ""), |conn, by, id| {
        Ok(commands::publish(conn, by, id)?)
    })
    .await
}

/// `POST /admin/articles/{article}/update`: new facts.
pub async fn update(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    act(by, *id, fields, ("flash-article-updated", ""), |conn, by, id| {
        Ok(commands::publish_update(conn, by, id)?)
    })
    .await
}

/// `POST /admin/articles/{article}/correction`
pub async fn correct(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    let note = fields.get("correction");
    act(by, *id, fields, ("flash-article-corrected", "correction"), move |conn, by, id| {
        Ok(commands::correct(conn, by, id, &note)?)
    })
    .await
}

/// `POST /admin/articles/{article}/schedule`
pub async fn schedule(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    let opened = Opened::find(&by, *id, &fields).await?;
    let mut form = Form::typed(fields.clone());
    let at = read_hour(&by, &opened, &mut form, "schedule-at");
    let command = move |conn: &mut Conn, by: &SignOff, id| {
        Ok(commands::schedule(conn, by, id, at.unwrap_or(by.at))?)
    };
    save_and(&by, opened, form, &fields, ("flash-article-scheduled", "schedule-at"), command).await
}

/// `POST /admin/articles/{article}/schedule/off`: a draft again.
pub async fn unschedule(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    act(by, *id, fields, ("flash-article-unscheduled", ""), |conn, by, id| {
        Ok(commands::unschedule(conn, by, id)?)
    })
    .await
}

/// `POST /admin/articles/{article}/embargo`: sets it, or with an empty hour takes it away.
pub async fn embargo(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    let opened = Opened::find(&by, *id, &fields).await?;
    let mut form = Form::typed(fields.clone());
    let until = match fields.trimmed("embargo-until") {
        "" => None,
        _ => read_hour(&by, &opened, &mut form, "embargo-until"),
    };
    // What was published under an embargo would wait for ever without one.
    let waits = opened.state == ArticleState::Embargoed && until.is_none();
    let command = move |conn: &mut Conn, by: &SignOff, id| {
        commands::set_embargo(conn, by, id, until)?;
        if waits {
            commands::unschedule(conn, by, id)?;
        }
        Ok(())
    };
    let flash = if until.is_some() { "flash-embargo-set" } else { "flash-embargo-off" };
    save_and(&by, opened, form, &fields, (flash, "embargo-until"), command).await
}

async fn act(
    by: SignedIn,
    id: i64,
    fields: Fields,
    said: (&'static str, &'static str),
    command: impl FnOnce(&mut Conn, &SignOff, ArticleId) -> Result<(), Refusal> + Send + 'static,
) -> AdminResult {
    let opened = Opened::find(&by, id, &fields).await?;
    let form = Form::typed(fields.clone());
    save_and(&by, opened, form, &fields, said, command).await
}

/// Saves what was typed and runs a command, both or neither.
///
/// `said` names the message of what was done and the note that it has sent; empty: none. Other
/// notes that are typed are kept.
///
/// # Errors
///
/// The person may not, the article is gone, or the database failed. Everything else is a page.
pub async fn save_and(
    by: &SignedIn,
    opened: Opened,
    mut form: Form,
    fields: &Fields,
    (flash, sent): (&'static str, &'static str),
    command: impl FnOnce(&mut Conn, &SignOff, ArticleId) -> Result<(), Refusal> + Send + 'static,
) -> AdminResult {
    opened.require_edit(by)?;
    let (words, placing) = form::read(&by.language, &mut form, fields, &opened.options);
    if !form.is_good() {
        return editor::refused(by, opened, form).await;
    }
    let version = fields.trimmed("version").parse().map(RevisionId);
    let version = version.map_err(|_| AppError::BadRequest("a form without its version"))?;
    // A form that knows nothing of working copies has shown a revision only.
    let copy = fields.has("copy").then(|| fields.trimmed("copy").parse().unwrap_or_default());
    let (sign_off, id, tag) = (by.sign_off(), opened.copy.id, opened.edition.tag.clone());
    let (kept_words, kept_placing, notes) = (words.clone(), placing.clone(), form::notes(fields));
    let mut along = notes.clone();
    along.extend(fields.has("back").then(|| ("back".to_owned(), fields.get("back"))));
    let done = by.app.write(move |_, conn| {
        dialect::transaction(conn, |conn| {
            let mut ended =
                commands::end_working_copy(conn, &sign_off, id, version, copy, &words, &notes)?;
            commands::edit_article(conn, &sign_off, id, ended.version, &tag, &words, &placing)?;
            command(conn, &sign_off, id)?;
            ended.notes.retain(|(name, _)| name != sent);
            Ok(commands::keep_notes(conn, &sign_off, id, &ended.notes)?)
        })
    });
    match done.await? {
        Ok(()) => {
            let path = views::article_path(&opened.path(), fields);
            let place = editor::Then::of(fields).place(&path, fields);
            reply::done(by, &place, Flash::new(flash)).await
        }
        Err(Refusal::At(field, message)) => {
            form.refuse(field, by.language.text(message));
            editor::refused(by, opened, form).await
        }
        Err(Refusal::Clash) => {
            // What the other one has saved is newer than what was read above.
            let opened = Opened::find(by, id.into(), fields).await?;
            clash::page(by, &opened, &kept_words, &kept_placing, along)
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// The hour on the edition's clocks that was typed; it must be ahead.
fn read_hour(
    by: &SignedIn,
    opened: &Opened,
    form: &mut Form,
    field: &'static str,
) -> Option<NaiveDateTime> {
    let typed = form.value(field).trim().to_owned();
    let Some(at) = opened.edition.read_local(&typed) else {
        form.refuse(field, by.language.text("hour-bad"));
        return None;
    };
    if at <= by.app.clock.now() {
        form.refuse(field, by.language.text("hour-past"));
        return None;
    }
    Some(at)
}

/// Where there is no form to answer with.
impl From<Refusal> for AdminError {
    fn from(refusal: Refusal) -> AdminError {
        match refusal {
            Refusal::At(_, message) => AppError::BadRequest(message).into(),
            Refusal::Clash => AppError::BadRequest("a form that is too old").into(),
            Refusal::Denied(denied) => denied.into(),
            Refusal::NotFound => AppError::NotFound.into(),
            Refusal::Db(error) => error.into(),
        }
    }
}

impl From<Denied> for Refusal {
    fn from(denied: Denied) -> Refusal {
        Refusal::Denied(denied)
    }
}

impl From<CommandError> for Refusal {
    fn from(error: CommandError) -> Refusal {
        match error {
            CommandError::Denied(denied) => Refusal::Denied(denied),
            CommandError::Db(error) => Refusal::Db(error),
        }
    }
}

impl From<FileInCoverageError> for Refusal {
    fn from(error: FileInCoverageError) -> Refusal {
        match error {
            FileInCoverageError::NotFound(_) => Refusal::NotFound,
            FileInCoverageError::Denied(denied) => Refusal::Denied(denied),
            FileInCoverageError::Db(error) => Refusal::Db(error),
        }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Refusal {
        Refusal::Db(error)
    }
}

impl From<EditArticleError> for Refusal {
    fn from(error: EditArticleError) -> Refusal {
        match error {
            EditArticleError::NotFound(_) => Refusal::NotFound,
            EditArticleError::Clash(..) => Refusal::Clash,
            EditArticleError::NoSectionName(..) => Refusal::At("section", "section-missing"),
            EditArticleError::Denied(denied) => Refusal::Denied(denied),
            EditArticleError::Db(error) => Refusal::Db(error),
        }
    }
}

impl From<PublishError> for Refusal {
    fn from(error: PublishError) -> Refusal {
        match error {
            PublishError::NotFound(_) => Refusal::NotFound,
            PublishError::NoHeadline(_) => Refusal::At("headline", "headline-missing"),
            PublishError::Withdrawn(_) => Refusal::At("state", "state-refused"),
            PublishError::Denied(denied) => Refusal::Denied(denied),
            PublishError::Db(error) => Refusal::Db(error),
        }
    }
}

impl From<ScheduleError> for Refusal {
    fn from(error: ScheduleError) -> Refusal {
        match error {
            ScheduleError::NotFound(_) => Refusal::NotFound,
            ScheduleError::NoHeadline(_) => Refusal::At("headline", "headline-missing"),
            ScheduleError::Published(_) => Refusal::At("state", "state-refused"),
            ScheduleError::Denied(denied) => Refusal::Denied(denied),
            ScheduleError::Db(error) => Refusal::Db(error),
        }
    }
}

impl From<CorrectError> for Refusal {
    fn from(error: CorrectError) -> Refusal {
        match error {
            CorrectError::NotLive(_) => Refusal::At("state", "state-refused"),
            CorrectError::NoNote => Refusal::At("correction", "correction-missing"),
            CorrectError::Denied(denied) => Refusal::Denied(denied),
            CorrectError::Db(error) => Refusal::Db(error),
        }
    }
}

impl From<SaveArticleError> for Refusal {
    fn from(error: SaveArticleError) -> Refusal {
        match error {
            SaveArticleError::NotFound(_) => Refusal::NotFound,
            SaveArticleError::NotLive(_) | SaveArticleError::EditionTaken(..) => {
                Refusal::At("state", "state-refused")
            }
            SaveArticleError::NoSectionName(..) => Refusal::At("section", "section-missing"),
            SaveArticleError::Denied(denied) => Refusal::Denied(denied),
            SaveArticleError::Db(error) => Refusal::Db(error),
        }
    }
}

impl From<ReviewError> for Refusal {
    fn from(error: ReviewError) -> Refusal {
        match error {
            ReviewError::NotFound(_) => Refusal::NotFound,
            ReviewError::OtherState(_) => Refusal::At("state", "state-refused"),
            ReviewError::NoHeadline(_) => Refusal::At("headline", "headline-missing"),
            ReviewError::NoNote => Refusal::At("return-note", "return-note-missing"),
            ReviewError::Denied(denied) => Refusal::Denied(denied),
            ReviewError::Db(error) => Refusal::Db(error),
        }
    }
}
