//! What an editor has before them: an article with its revisions and the notes on it.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::Conn;
use super::schema::{articles, notes, revisions};
use crate::model::{
    ArticleId, ArticleState, MediaId, PersonId, RevisionId, SectionId, StoryId, UserId,
};

/// An article as the newsroom knows it.
#[derive(Debug, Clone, Queryable)]
pub struct Copy {
    /// The article.
    pub id: ArticleId,
    /// Its story.
    pub story_id: StoryId,
    /// Prefix of its edition.
    pub edition: String,
    /// A name of an [`ArticleState`].
    pub state: String,
    /// Its section.
    pub section_id: SectionId,
    /// The tail of its address.
    pub slug: String,
    /// UTC.
    pub published_at: Option<NaiveDateTime>,
    /// UTC.
    pub updated_at: Option<NaiveDateTime>,
    /// UTC.
    pub corrected_at: Option<NaiveDateTime>,
    /// UTC.
    pub scheduled_for: Option<NaiveDateTime>,
    /// UTC.
    pub embargo_until: Option<NaiveDateTime>,
    /// UTC.
    pub returned_at: Option<NaiveDateTime>,
    /// Whose draft it is.
    pub owner_id: Option<UserId>,
    /// What readers see or saw.
    pub live_revision_id: Option<RevisionId>,
    /// UTC; when the clock was to publish it.
    pub due_at: Option<NaiveDateTime>,
    /// UTC; when it did.
    pub done_at: Option<NaiveDateTime>,
}

/// One saved state of an article, as it was typed.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = revisions)]
#[expect(missing_docs, reason = "the columns of the table, which the migration explains")]
pub struct Revision {
    pub id: RevisionId,
    pub created_at: NaiveDateTime,
    pub created_by: String,
    pub headline: String,
    pub short_headline: String,
    pub kicker: String,
    pub standfirst: String,
    pub body: String,
    pub dateline_place: String,
    pub dateline_on: Option<NaiveDate>,
    pub dateline_agency: String,
    pub editor: String,
    pub author_id: Option<PersonId>,
    pub source_id: Option<PersonId>,
    pub lead_media_id: Option<MediaId>,
    pub lead_caption: String,
    pub lead_alt: String,
    pub social_title: String,
}

/// When a revision was made, by whom, and what it was called.
#[derive(Debug, Clone, Queryable)]
pub struct RevisionLine {
    /// The revision.
    pub id: RevisionId,
    /// UTC.
    pub created_at: NaiveDateTime,
    /// `user:7`, or a part of the program.
    pub created_by: String,
    /// May be empty in a draft.
    pub headline: String,
}

/// What a colleague wrote on an article.
#[derive(Debug, Clone, Queryable)]
pub struct Note {
    /// UTC.
    pub written_at: NaiveDateTime,
    /// `user:7`.
    pub written_by: String,
    /// As typed.
    pub text: String,
}

/// The article `id` whatever its state.
pub fn find(conn: &mut Conn, id: ArticleId) -> QueryResult<Option<Copy>> {
    articles::table
        .filter(articles::id.eq(id))
        .select((
            articles::id,
            articles::story_id,
            articles::edition,
            articles::state,
            articles::section_id,
            articles::slug,
            articles::published_at,
            articles::updated_at,
            articles::corrected_at,
            articles::scheduled_for,
            articles::embargo_until,
            articles::returned_at,
            articles::owner_id,
            articles::live_revision_id,
            articles::due_at,
            articles::done_at,
        ))
        .first(conn)
        .optional()
}

/// The newest revision of an article.
pub fn find_newest(conn: &mut Conn, id: ArticleId) -> QueryResult<Option<Revision>> {
    revisions::table
        .filter(revisions::article_id.eq(id))
        .order(revisions::id.desc())
        .select(Revision::as_select())
        .first(conn)
        .optional()
}

/// A revision of an article, and the one before it.
pub fn find_with_previous(
    conn: &mut Conn,
    article: ArticleId,
    id: RevisionId,
) -> QueryResult<Option<(Revision, Option<Revision>)>> {
    let both: Vec<Revision> = revisions::table
        .filter(revisions::article_id.eq(article))
        .filter(revisions::id.le(id))
        .order(revisions::id.desc())
        .limit(2)
        .select(Revision::as_select())
        .load(conn)?;
    let mut both = both.into_iter();
    let found = both.next().filter(|found| found.id == id);
    Ok(found.map(|found| (found, both.next())))
}

/// Up to `limit` revisions of an article, the newest first; only those before one.
pub fn list_revisions(
    conn: &mut Conn,
    id: ArticleId,
    before: Option<RevisionId>,
    limit: i64,
) -> QueryResult<Vec<RevisionLine>> {
    revisions::table
        .filter(revisions::article_id.eq(id))
        .filter(revisions::id.lt(before.unwrap_or(RevisionId(i64::MAX))))
        .order(revisions::id.desc())
        .limit(limit)
        .select((revisions::id, revisions::created_at, revisions::created_by, revisions::headline))
        .load(conn)
}

/// The notes on an article, the newest first.
pub fn list_notes(conn: &mut Conn, id: ArticleId) -> QueryResult<Vec<Note>> {
    notes::table
        .filter(notes::article_id.eq(id))
        .order(notes::id.desc())
        .select((notes::written_at, notes::written_by, notes::text))
        .load(conn)
}

/// Adds a note.
pub fn insert_note(
    conn: &mut Conn,
    id: ArticleId,
    at: NaiveDateTime,
    by: &str,
    text: &str,
) -> QueryResult<()> {
    diesel::insert_into(notes::table)
        .values((
            notes::article_id.eq(id),
            notes::written_at.eq(at),
            notes::written_by.eq(by),
            notes::text.eq(text),
        ))
        .execute(conn)?;
    Ok(())
}

/// Hands an article to the editors.
pub fn set_in_review(conn: &mut Conn, id: ArticleId) -> QueryResult<()> {
    diesel::update(articles::table.filter(articles::id.eq(id)))
        .set((
            articles::state.eq(ArticleState::Review.as_str()),
            articles::returned_at.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    Ok(())
}

/// Hands an article back to its writer.
pub fn set_returned(conn: &mut Conn, id: ArticleId, at: NaiveDateTime) -> QueryResult<()> {
    diesel::update(articles::table.filter(articles::id.eq(id)))
        .set((articles::state.eq(ArticleState::Draft.as_str()), articles::returned_at.eq(at)))
        .execute(conn)?;
    Ok(())
}

/// Sets an article's section and the tail of its address.
pub fn set_place(
    conn: &mut Conn,
    id: ArticleId,
    section: SectionId,
    slug: &str,
) -> QueryResult<()> {
    diesel::update(articles::table.filter(articles::id.eq(id)))
        .set((articles::section_id.eq(section), articles::slug.eq(slug)))
        .execute(conn)?;
    Ok(())
}
