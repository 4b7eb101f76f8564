//! The writing side of articles: stories, revisions, and an article's way through its states.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::Conn;
use super::schema::{articles, corrections, media_uses, revisions, stories};
use crate::model::{
    ArticleId, ArticleState, MediaId, PersonId, RevisionId, SectionId, SignOff, StoryId, UserId,
};

/// A revision to be saved.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = revisions)]
#[expect(missing_docs, reason = "the columns of the table, which the migration explains")]
pub struct NewRevision {
    pub article_id: ArticleId,
    pub created_at: NaiveDateTime,
    pub created_by: String,
    pub headline: String,
    pub short_headline: String,
    pub kicker: String,
    pub standfirst: String,
    pub body: String,
    pub blocks: String,
    pub rendered_by: i32,
    pub reading_minutes: i32,
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

/// What commands need to know of an article before they move it.
#[derive(Debug, Clone, Queryable)]
pub struct Draft {
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
    /// What readers see or saw.
    pub live_revision_id: Option<RevisionId>,
    /// As listed under.
    pub author_id: Option<PersonId>,
    /// As listed under.
    pub source_id: Option<PersonId>,
    /// UTC; set at the first publication.
    pub published_at: Option<NaiveDateTime>,
    /// UTC.
    pub embargo_until: Option<NaiveDateTime>,
    /// Whose draft it is; `None` for what came from elsewhere.
    pub owner_id: Option<UserId>,
}

/// The head of an article's newest revision.
#[derive(Debug, Clone, Queryable)]
pub struct RevisionHead {
    /// The revision.
    pub id: RevisionId,
    /// May be empty in a draft.
    pub headline: String,
    /// Its author.
    pub author_id: Option<PersonId>,
    /// Its source.
    pub source_id: Option<PersonId>,
    /// Its blocks as JSON.
    pub blocks: String,
}

/// Adds a story without articles.
pub fn insert_story(conn: &mut Conn, slugline: &str, at: NaiveDateTime) -> QueryResult<StoryId> {
    diesel::insert_into(stories::table)
        .values((stories::slugline.eq(slugline), stories::created_at.eq(at)))
        .returning(stories::id)
        .get_result(conn)
}

/// Adds a draft without a revision; it belongs to the person who signs it off.
pub fn insert_article(
    conn: &mut Conn,
    story: StoryId,
    edition: &str,
    section: SectionId,
    slug: &str,
    sign_off: &SignOff,
) -> QueryResult<ArticleId> {
    diesel::insert_into(articles::table)
        .values((
            articles::story_id.eq(story),
            articles::edition.eq(edition),
            articles::state.eq(ArticleState::Draft.as_str()),
            articles::section_id.eq(section),
            articles::slug.eq(slug),
            articles::has_gallery.eq(false),
            articles::created_at.eq(sign_off.at),
            articles::owner_id.eq(sign_off.authority.person()),
        ))
        .returning(articles::id)
        .get_result(conn)
}

/// Adds a revision and notes which pictures it uses.
pub fn insert_revision(
    conn: &mut Conn,
    revision: &NewRevision,
    pictures: &[MediaId],
) -> QueryResult<RevisionId> {
    let id: RevisionId = diesel::insert_into(revisions::table)
        .values(revision.clone())
        .returning(revisions::id)
        .get_result(conn)?;
    for &picture in pictures {
        diesel::insert_into(media_uses::table)
            .values((media_uses::revision_id.eq(id), media_uses::media_id.eq(picture)))
            .execute(conn)?;
    }
    diesel::update(articles::table.filter(articles::id.eq(revision.article_id)))
        .set(articles::newest_revision_id.eq(id))
        .execute(conn)?;
    Ok(id)
}

/// The article `id` whatever its state.
pub fn find(conn: &mut Conn, id: ArticleId) -> QueryResult<Option<Draft>> {
    drafts().filter(articles::id.eq(id)).first(conn).optional()
}

/// The articles of a story whatever their states.
pub fn list_of_story(conn: &mut Conn, story: StoryId) -> QueryResult<Vec<Draft>> {
    drafts().filter(articles::story_id.eq(story)).order(articles::id).load(conn)
}

#[diesel::dsl::auto_type]
fn drafts() -> _ {
    articles::table.select((
        articles::id,
        articles::story_id,
        articles::edition,
        articles::state,
        articles::section_id,
        articles::live_revision_id,
        articles::author_id,
        articles::source_id,
        articles::published_at,
        articles::embargo_until,
        articles::owner_id,
    ))
}

/// The newest revision of an article.
pub fn find_newest_revision(conn: &mut Conn, id: ArticleId) -> QueryResult<Option<RevisionHead>> {
    revisions::table
        .filter(revisions::article_id.eq(id))
        .order(revisions::id.desc())
        .select((
            revisions::id,
            revisions::headline,
            revisions::author_id,
            revisions::source_id,
            revisions::blocks,
        ))
        .first(conn)
        .optional()
}

/// Makes `revision` what readers see, with what lists need to know of it.
pub fn set_live(
    conn: &mut Conn,
    id: ArticleId,
    revision: &RevisionHead,
    has_gallery: bool,
) -> QueryResult<()> {
    diesel::update(articles::table.filter(articles::id.eq(id)))
        .set((
            articles::live_revision_id.eq(revision.id),
            articles::author_id.eq(revision.author_id),
            articles::source_id.eq(revision.source_id),
            articles::has_gallery.eq(has_gallery),
        ))
        .execute(conn)?;
    Ok(())
}

/// Marks an article live; `published_at` is the day in its address and never changes later.
pub fn set_state_live(
    conn: &mut Conn,
    id: ArticleId,
    published_at: NaiveDateTime,
) -> QueryResult<()> {
    diesel::update(articles::table.filter(articles::id.eq(id)))
        .set((
            articles::state.eq(ArticleState::Live.as_str()),
            articles::published_at.eq(published_at),
            articles::scheduled_for.eq(None::<NaiveDateTime>),
            articles::embargo_until.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    Ok(())
}

/// Plans a publication by the clock, or takes the plan back.
pub fn set_schedule(conn: &mut Conn, id: ArticleId, at: Option<NaiveDateTime>) -> QueryResult<()> {
    let state = if at.is_some() { ArticleState::Scheduled } else { ArticleState::Draft };
    diesel::update(articles::table.filter(articles::id.eq(id)))
        .set((
            articles::state.eq(state.as_str()),
            articles::scheduled_for.eq(at),
            articles::due_at.eq(None::<NaiveDateTime>),
            articles::done_at.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    Ok(())
}

/// Sets the instant before which nothing of the article is public.
pub fn set_embargo(
    conn: &mut Conn,
    id: ArticleId,
    until: Option<NaiveDateTime>,
) -> QueryResult<()> {
    diesel::update(articles::table.filter(articles::id.eq(id)))
        .set(articles::embargo_until.eq(until))
        .execute(conn)?;
    Ok(())
}

/// Marks an article as published but not public yet.
pub fn set_state_embargoed(conn: &mut Conn, id: ArticleId) -> QueryResult<()> {
    diesel::update(articles::table.filter(articles::id.eq(id)))
        .set((
            articles::state.eq(ArticleState::Embargoed.as_str()),
            articles::scheduled_for.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    Ok(())
}

/// Marks an article as withdrawn.
pub fn set_withdrawn(
    conn: &mut Conn,
    id: ArticleId,
    at: NaiveDateTime,
    reason: &str,
) -> QueryResult<()> {
    diesel::update(articles::table.filter(articles::id.eq(id)))
        .set((
            articles::state.eq(ArticleState::Withdrawn.as_str()),
            articles::withdrawn_at.eq(at),
            articles::withdrawal_reason.eq(reason),
            articles::scheduled_for.eq(None::<NaiveDateTime>),
            articles::embargo_until.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    Ok(())
}

/// Notes that new facts came in.
pub fn set_updated(conn: &mut Conn, id: ArticleId, at: NaiveDateTime) -> QueryResult<()> {
    diesel::update(articles::table.filter(articles::id.eq(id)))
        .set(articles::updated_at.eq(at))
        .execute(conn)?;
    Ok(())
}

/// Adds a public note that a fact was wrong.
pub fn insert_correction(
    conn: &mut Conn,
    id: ArticleId,
    at: NaiveDateTime,
    note: &str,
) -> QueryResult<()> {
    diesel::insert_into(corrections::table)
        .values((
            corrections::article_id.eq(id),
            corrections::corrected_at.eq(at),
            corrections::note.eq(note),
        ))
        .execute(conn)?;
    diesel::update(articles::table.filter(articles::id.eq(id)))
        .set(articles::corrected_at.eq(at))
        .execute(conn)?;
    Ok(())
}

/// An article that has, or once had, a certain headline.
#[derive(Debug, Clone, Queryable)]
pub struct Namesake {
    /// The article.
    pub id: ArticleId,
    /// A name of an [`ArticleState`].
    pub state: String,
    /// Decorates its address.
    pub slug: String,
    /// UTC.
    pub published_at: Option<NaiveDateTime>,
    /// UTC.
    pub scheduled_for: Option<NaiveDateTime>,
}

/// The articles of an edition with a revision of exactly this headline, whatever their states.
pub fn list_by_headline(
    conn: &mut Conn,
    edition: &str,
    headline: &str,
) -> QueryResult<Vec<Namesake>> {
    articles::table
        .inner_join(revisions::table.on(revisions::article_id.eq(articles::id)))
        .filter(articles::edition.eq(edition))
        .filter(revisions::headline.eq(headline))
        .order(articles::id)
        .select((
            articles::id,
            articles::state,
            articles::slug,
            articles::published_at,
            articles::scheduled_for,
        ))
        .distinct()
        .load(conn)
}
