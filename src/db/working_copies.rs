//! What is being written in an article and was not saved yet, and who writes it.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;

use super::Conn;
use super::schema::{working_copies, writers};
use crate::model::{ArticleId, RevisionId, UserId};

/// A screen that was not heard of for this long is closed, in seconds: it asks every 15.
const CLOSED_SECS: i64 = 45;

/// The newest text of an article that was not saved yet.
#[derive(Debug, Clone)]
pub struct WorkingCopy {
    /// Counts every change and never goes back.
    pub version: i64,
    /// What it was written on top of.
    pub revision_id: RevisionId,
    /// The form's fields, as they were typed.
    pub fields: Vec<(String, String)>,
    /// UTC.
    pub saved_at: NaiveDateTime,
    /// `user:7`.
    pub saved_by: String,
}

/// Fields that are no part of a revision, but are typed in the same form: what was wrong, for
/// readers, what is to be done, for the writer, and the hours of publication and embargo.
pub const NOTES: [&str; 4] = ["correction", "return-note", "schedule-at", "embargo-until"];

impl WorkingCopy {
    /// Whether it holds words of the article, and not only notes beside words that are saved.
    pub fn has_words(&self) -> bool {
        self.fields.iter().any(|(name, _)| !NOTES.contains(&name.as_str()))
    }

    /// What was typed into one of [`NOTES`]; empty: nothing.
    pub fn note(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, text)| text)
    }
}

type Row = (i64, RevisionId, Option<String>, NaiveDateTime, String);

/// Somebody at work in an article.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Writer {
    /// Who.
    pub user_id: UserId,
    /// What the page's script calls itself.
    pub screen: String,
    /// UTC.
    pub since_at: NaiveDateTime,
    /// UTC; when the screen was heard of last.
    pub seen_at: NaiveDateTime,
}

/// The working copy of an article; `None` while everything is saved.
pub fn find(conn: &mut Conn, id: ArticleId) -> QueryResult<Option<WorkingCopy>> {
    let row: Option<Row> = working_copies::table
        .filter(working_copies::article_id.eq(id))
        .select((
            working_copies::version,
            working_copies::revision_id,
            working_copies::fields,
            working_copies::saved_at,
            working_copies::saved_by,
        ))
        .first(conn)
        .optional()?;
    let copy = row.and_then(|(version, revision_id, fields, saved_at, saved_by)| {
        let fields = serde_json::from_str(&fields?).unwrap_or_default();
        Some(WorkingCopy { version, revision_id, fields, saved_at, saved_by })
    });
    Ok(copy)
}

/// Gives those of some articles that have no saved headline the one that is being written.
///
/// # Errors
///
/// Those of the database.
pub fn name_untitled<'a>(
    conn: &mut Conn,
    articles: impl Iterator<Item = (ArticleId, &'a mut String)>,
) -> QueryResult<()> {
    let mut untitled: Vec<_> = articles.filter(|(_, headline)| headline.is_empty()).collect();
    let ids: Vec<ArticleId> = untitled.iter().map(|(id, _)| *id).collect();
    for (id, written) in list_headlines(conn, &ids)? {
        for (_, headline) in untitled.iter_mut().filter(|(of, _)| *of == id) {
            headline.clone_from(&written);
        }
    }
    Ok(())
}

fn list_headlines(conn: &mut Conn, ids: &[ArticleId]) -> QueryResult<Vec<(ArticleId, String)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(ArticleId, Option<String>)> = working_copies::table
        .filter(working_copies::article_id.eq_any(ids))
        .select((working_copies::article_id, working_copies::fields))
        .load(conn)?;
    let headline = |fields: Option<String>| {
        let fields: Vec<(String, String)> = serde_json::from_str(&fields?).ok()?;
        fields.into_iter().find(|(name, _)| name == "headline").map(|(_, headline)| headline)
    };
    Ok(rows.into_iter().filter_map(|(id, fields)| Some((id, headline(fields)?))).collect())
}

/// Keeps what was typed on top of a revision, and gives its version.
pub fn set(
    conn: &mut Conn,
    id: ArticleId,
    revision: RevisionId,
    fields: &[(String, String)],
    at: NaiveDateTime,
    by: &str,
) -> QueryResult<i64> {
    let fields = serde_json::to_string(fields).unwrap_or_default();
    let version = next_version(conn, id)?;
    let values = (
        working_copies::version.eq(version),
        working_copies::revision_id.eq(revision),
        working_copies::fields.eq(Some(fields)),
        working_copies::saved_at.eq(at),
        working_copies::saved_by.eq(by),
    );
    let this = working_copies::table.filter(working_copies::article_id.eq(id));
    if diesel::update(this).set(values.clone()).execute(conn)? == 0 {
        diesel::insert_into(working_copies::table)
            .values((working_copies::article_id.eq(id), values))
            .execute(conn)?;
    }
    Ok(version)
}

/// Everything is saved, or was given up.
pub fn end(conn: &mut Conn, id: ArticleId) -> QueryResult<()> {
    let version = next_version(conn, id)?;
    diesel::update(working_copies::table.filter(working_copies::article_id.eq(id)))
        .set((working_copies::version.eq(version), working_copies::fields.eq(None::<String>)))
        .execute(conn)?;
    Ok(())
}

fn next_version(conn: &mut Conn, id: ArticleId) -> QueryResult<i64> {
    let this = working_copies::table.filter(working_copies::article_id.eq(id));
    let version: Option<i64> = this.select(working_copies::version).first(conn).optional()?;
    Ok(version.unwrap_or_default() + 1)
}

/// Who writes in an article at `now`.
pub fn find_writer(
    conn: &mut Conn,
    id: ArticleId,
    now: NaiveDateTime,
) -> QueryResult<Option<Writer>> {
    writers::table
        .filter(writers::article_id.eq(id))
        .filter(writers::seen_at.ge(now - TimeDelta::seconds(CLOSED_SECS)))
        .select((writers::user_id, writers::screen, writers::since_at, writers::seen_at))
        .first(conn)
        .optional()
}

/// The article that somebody writes in on a screen.
pub fn find_article_of_screen(
    conn: &mut Conn,
    user: UserId,
    screen: &str,
) -> QueryResult<Option<ArticleId>> {
    writers::table
        .filter(writers::user_id.eq(user))
        .filter(writers::screen.eq(screen))
        .select(writers::article_id)
        .first(conn)
        .optional()
}

/// Somebody writes in an article from now on.
pub fn set_writer(conn: &mut Conn, id: ArticleId, writer: &Writer) -> QueryResult<()> {
    delete_writer(conn, id)?;
    diesel::insert_into(writers::table)
        .values((
            writers::article_id.eq(id),
            writers::user_id.eq(writer.user_id),
            writers::screen.eq(&writer.screen),
            writers::since_at.eq(writer.since_at),
            writers::seen_at.eq(writer.seen_at),
        ))
        .execute(conn)?;
    Ok(())
}

/// Nobody writes in an article.
pub fn delete_writer(conn: &mut Conn, id: ArticleId) -> QueryResult<()> {
    diesel::delete(writers::table.filter(writers::article_id.eq(id))).execute(conn)?;
    Ok(())
}
