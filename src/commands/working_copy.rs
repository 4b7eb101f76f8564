//! Keeping what is being written, before anybody decides to save it.
//!
//! An autosave is no revision and moves nothing that readers see, so it leaves no row in
//! `changes`. The audit notes that somebody began to write on top of a revision, took over from
//! a colleague, or gave the text up: not every few seconds of typing, which would bury the rest.

use diesel::result::Error;

use super::edit_article::EditArticleError;
use super::save_article::{ArticleText, insert_revision};
use crate::db::working_copies::{self, NOTES, WorkingCopy, Writer};
use crate::db::{Conn, dialect, drafts, editing, people};
use crate::model::{ArticleId, ArticleState, Denied, MediaId, Noun, PersonId, RevisionId, SignOff};
use crate::{audit, changes};

/// Why a text was not kept.
#[derive(Debug, thiserror::Error)]
pub enum WorkingCopyError {
    /// The article does not exist.
    #[error("there is no article {0}")]
    NotFound(ArticleId),
    /// Somebody has saved since the form was opened, here or in another window.
    #[error("article {0} has another text by now")]
    Clash(ArticleId),
    /// Somebody else writes in it, or the same person on another screen.
    #[error("article {0} is written in elsewhere")]
    Taken(ArticleId, Writer),
    /// The person's roles don't allow it.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database failed; nothing was kept.
    #[error(transparent)]
    Db(#[from] Error),
}

/// What a text was written on top of.
#[derive(Debug, Clone, Copy)]
pub struct Base {
    /// The newest revision when the form was opened.
    pub revision: RevisionId,
    /// The version of the working copy that the form has shown; 0: there was none.
    pub copy: i64,
}

/// Keeps the fields that were typed on a screen as the article's working copy, and gives its
/// version. Any of them may be empty.
///
/// # Errors
///
/// There is no such article, the person can't edit it, another screen writes in it, or there is
/// another newest text than that of `base`, with other words: then nothing is kept.
pub fn keep_working_copy(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: ArticleId,
    base: Base,
    screen: &str,
    fields: &[(String, String)],
) -> Result<i64, WorkingCopyError> {
    dialect::transaction(conn, |conn| {
        require_edit(conn, sign_off, id)?;
        sit_down(conn, sign_off, id, screen, false)?;
        let newest = editing::find_newest(conn, id)?.ok_or(WorkingCopyError::NotFound(id))?;
        let copy = working_copies::find(conn, id)?;
        if let Some(copy) = &copy
            && copy.fields == fields
        {
            return Ok(copy.version);
        }
        let is_seen = copy.as_ref().is_none_or(|copy| copy.version == base.copy);
        if newest.id != base.revision || !is_seen {
            return Err(WorkingCopyError::Clash(id));
        }
        let is_begun = copy.is_none_or(|copy| copy.saved_by != sign_off.actor);
        if is_begun {
            audit::record(conn, sign_off, "begin_working_copy", &subject(id), "")?;
        }
        let version =
            working_copies::set(conn, id, newest.id, fields, sign_off.at, &sign_off.actor)?;
        Ok(version)
    })
}

/// Gives the working copy up: the newest revision is the newest text again.
///
/// # Errors
///
/// There is no such article, the person can't edit it, or the copy isn't the one of `version`.
pub fn discard_working_copy(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: ArticleId,
    version: i64,
) -> Result<(), WorkingCopyError> {
    dialect::transaction(conn, |conn| {
        require_edit(conn, sign_off, id)?;
        let Some(copy) = working_copies::find(conn, id)? else { return Ok(()) };
        if copy.version != version {
            return Err(WorkingCopyError::Clash(id));
        }
        working_copies::end(conn, id)?;
        audit::record(conn, sign_off, "discard_working_copy", &subject(id), "")?;
        Ok(())
    })
}

/// Lets one screen write in an article: the one that comes first, or the one that takes over.
///
/// # Errors
///
/// There is no such article, the person can't edit it, or, unless they take over, somebody else
/// writes in it.
pub fn write_on_screen(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: ArticleId,
    screen: &str,
    takes_over: bool,
) -> Result<(), WorkingCopyError> {
    dialect::transaction(conn, |conn| {
        require_edit(conn, sign_off, id)?;
        sit_down(conn, sign_off, id, screen, takes_over)
    })
}

/// Closes a screen, so that the next one needn't wait.
///
/// # Errors
///
/// Those of the database.
pub fn close_screen(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: ArticleId,
    screen: &str,
) -> Result<(), WorkingCopyError> {
    dialect::transaction(conn, |conn| {
        let sitting = working_copies::find_writer(conn, id, sign_off.at)?;
        let is_own = |writer: &Writer| {
            Some(writer.user_id) == sign_off.authority.person() && writer.screen == screen
        };
        if sitting.is_some_and(|writer| is_own(&writer)) {
            working_copies::delete_writer(conn, id)?;
        }
        Ok(())
    })
}

/// What is left of a working copy that has ended.
#[derive(Debug)]
pub struct Ended {
    /// What the form is to be saved on top of.
    pub version: RevisionId,
    /// The notes that nobody has been sent, for [`keep_notes`].
    pub notes: Vec<(String, String)>,
}

/// Ends the working copy, for a form is about to be saved on top of the revision `version`.
///
/// `copy` is what the form has shown; `None`: it has shown a revision only. Words that would
/// vanish with the working copy, a colleague's or such that the form has not shown, become a
/// revision first. `notes` are those that the form holds, also empty ones.
///
/// # Errors
///
/// The working copy is another one than the form has shown, and has other words.
pub fn end_working_copy(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: ArticleId,
    version: RevisionId,
    copy: Option<i64>,
    words: &ArticleText,
    notes: &[(String, String)],
) -> Result<Ended, EditArticleError> {
    dialect::transaction(conn, |conn| {
        let kept = working_copies::find(conn, id)?;
        let notes = unsent(kept.as_ref(), copy, notes);
        let Some(kept) = kept else { return Ok(Ended { version, notes }) };
        if !kept.has_words() {
            working_copies::end(conn, id)?;
            return Ok(Ended { version, notes });
        }
        let newest = editing::find_newest(conn, id)?.ok_or(EditArticleError::NotFound(id))?;
        let draft = drafts::find(conn, id)?.ok_or(EditArticleError::NotFound(id))?;
        let theirs = words_of(conn, &draft.edition, &kept)?.cleaned();
        let is_same = theirs == words.cleaned();
        if !is_same && copy.is_some_and(|copy| copy != kept.version) {
            return Err(EditArticleError::Clash(id, newest.id));
        }
        working_copies::end(conn, id)?;
        let is_own = copy.is_some() && kept.saved_by == sign_off.actor;
        let newest_id = newest.id;
        if is_same || is_own || ArticleText::from(newest) == theirs {
            return Ok(Ended { version, notes });
        }
        let writer = SignOff { actor: kept.saved_by, ..sign_off.clone() };
        let revision = insert_revision(conn, &writer, id, &theirs)?;
        changes::record(conn, sign_off, "keep_working_copy", &[Noun::Article(id)])?;
        let version = if newest_id == version { revision } else { version };
        Ok(Ended { version, notes })
    })
}

/// The notes of a form, and those of the working copy that the form has not shown.
fn unsent(
    kept: Option<&WorkingCopy>,
    shown: Option<i64>,
    notes: &[(String, String)],
) -> Vec<(String, String)> {
    let is_shown = kept.is_some_and(|kept| shown == Some(kept.version));
    let text = |name: &str| {
        let typed = notes.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str());
        match typed {
            Some(typed) if is_shown || !typed.is_empty() => typed.to_owned(),
            _ => kept.map_or("", |kept| kept.note(name)).to_owned(),
        }
    };
    NOTES.map(|name| (name.to_owned(), text(name))).into_iter().collect()
}

/// Keeps notes beside words that have just been saved, so that whoever opens the article next, on
/// whichever device, goes on with them. Those for which the article's state has no use any more
/// are let go.
///
/// # Errors
///
/// There is no such article, or the database failed.
pub fn keep_notes(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: ArticleId,
    notes: &[(String, String)],
) -> Result<(), EditArticleError> {
    dialect::transaction(conn, |conn| {
        let draft = drafts::find(conn, id)?.ok_or(EditArticleError::NotFound(id))?;
        let newest = editing::find_newest(conn, id)?.ok_or(EditArticleError::NotFound(id))?;
        let state = ArticleState::parse(&draft.state);
        let is_public = [Some(ArticleState::Live), Some(ArticleState::Withdrawn)].contains(&state);
        let is_of_use = |name: &str| match name {
            "correction" => state == Some(ArticleState::Live),
            "return-note" => state == Some(ArticleState::Review),
            _ => !is_public,
        };
        let notes = notes.iter().filter(|(name, text)| !text.trim().is_empty() && is_of_use(name));
        let notes: Vec<(String, String)> = notes.cloned().collect();
        if !notes.is_empty() {
            working_copies::set(conn, id, newest.id, &notes, sign_off.at, &sign_off.actor)?;
        }
        Ok(())
    })
}

fn require_edit(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: ArticleId,
) -> Result<(), WorkingCopyError> {
    let draft = drafts::find(conn, id)?.ok_or(WorkingCopyError::NotFound(id))?;
    let is_draft = draft.state == ArticleState::Draft.as_str();
    Ok(sign_off.authority.require_edit(&draft.edition, draft.owner_id, is_draft)?)
}

fn sit_down(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: ArticleId,
    screen: &str,
    takes_over: bool,
) -> Result<(), WorkingCopyError> {
    // The portal itself has no screen.
    let Some(user_id) = sign_off.authority.person() else { return Ok(()) };
    let sitting = working_copies::find_writer(conn, id, sign_off.at)?;
    let mut since_at = sign_off.at;
    if let Some(writer) = sitting {
        if (writer.user_id, writer.screen.as_str()) == (user_id, screen) {
            since_at = writer.since_at;
        } else if takes_over {
            let from = format!("user:{}", writer.user_id);
            audit::record(conn, sign_off, "take_over", &subject(id), &from)?;
        } else {
            return Err(WorkingCopyError::Taken(id, writer));
        }
    }
    let writer = Writer { user_id, screen: screen.to_owned(), since_at, seen_at: sign_off.at };
    Ok(working_copies::set_writer(conn, id, &writer)?)
}

fn subject(id: ArticleId) -> String {
    Noun::Article(id).to_string()
}

/// The words of a working copy; what can't be stored in a revision is left out.
fn words_of(
    conn: &mut Conn,
    edition: &str,
    copy: &WorkingCopy,
) -> diesel::QueryResult<ArticleText> {
    let text = |name: &str| {
        let found = copy.fields.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let number = |name: &str| text(name).trim().parse::<i64>().ok();
    let mut person = |name: &str| match number(name).map(PersonId) {
        Some(id) => Ok(people::find_slug(conn, edition, id)?.map(|_| id)),
        None => diesel::QueryResult::Ok(None),
    };
    let (author, source) = (person("author")?, person("source")?);
    let photo: Vec<MediaId> = number("photo").map(MediaId).into_iter().collect();
    Ok(ArticleText {
        headline: text("headline"),
        short_headline: text("short-headline"),
        kicker: text("kicker"),
        standfirst: text("standfirst"),
        body: text("body"),
        dateline_place: text("dateline-place"),
        dateline_on: text("dateline-on").trim().parse().ok(),
        dateline_agency: text("dateline-agency"),
        editor: text("editor"),
        author,
        source,
        lead_photo: crate::db::media::list_existing(conn, &photo)?.pop(),
        lead_caption: text("caption"),
        lead_alt: text("alt"),
        social_title: text("social-title"),
    })
}
