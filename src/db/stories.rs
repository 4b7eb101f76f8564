//! Stories as the newsroom sees them: which editions have one, and how far each is.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::Conn;
use super::desk::pattern;
use super::editing::Revision;
use super::schema::{articles, revisions, stories};
use super::statement::{Statement, among, on_either};
use crate::model::{ArticleId, ArticleState, RevisionId, StoryId, UserId};

/// An article among those of its story.
#[derive(Debug, Clone)]
pub struct Cell {
    /// The article.
    pub id: ArticleId,
    /// Its story.
    pub story_id: StoryId,
    /// Prefix of its edition.
    pub edition: String,
    /// Where it is in its life.
    pub state: ArticleState,
    /// Whose draft it is, or was.
    pub owner_id: Option<UserId>,
    /// Of the newest revision; may be empty.
    pub headline: String,
    /// What the newsroom works on.
    pub newest_revision_id: RevisionId,
    /// What readers see or saw.
    pub live_revision_id: Option<RevisionId>,
    /// UTC.
    pub updated_at: Option<NaiveDateTime>,
    /// UTC.
    pub corrected_at: Option<NaiveDateTime>,
    /// UTC; when the clock will act.
    pub due: Option<NaiveDateTime>,
    /// UTC.
    pub returned_at: Option<NaiveDateTime>,
    /// What it was translated from, as far as its translator has read; in the same story.
    pub source: Option<Source>,
}

/// What an article was translated from.
#[derive(Debug, Clone)]
pub struct Source {
    /// The article.
    pub article: ArticleId,
    /// Its revision that the translator has read.
    pub read: RevisionId,
    /// When it got the words that it has now (UTC), if these are other ones.
    pub changed_at: Option<NaiveDateTime>,
}

impl Cell {
    /// The words that count for other editions: what readers see, or else what was saved last.
    pub fn current(&self) -> RevisionId {
        let live = self.live_revision_id.filter(|_| self.state == ArticleState::Live);
        live.unwrap_or(self.newest_revision_id)
    }

    /// When its source got words that its translator hasn't read (UTC).
    pub fn behind_since(&self) -> Option<NaiveDateTime> {
        let source = self.source.as_ref().filter(|_| self.state != ArticleState::Withdrawn);
        source.and_then(|source| source.changed_at)
    }
}

type Row = (
    (ArticleId, StoryId, String, String, Option<UserId>, String),
    (RevisionId, Option<RevisionId>, Option<RevisionId>),
    (Option<NaiveDateTime>, Option<NaiveDateTime>, Option<NaiveDateTime>),
    (Option<NaiveDateTime>, Option<NaiveDateTime>),
);

/// The articles of some stories, the one that was begun first first.
pub fn list_cells(conn: &mut Conn, ids: &[StoryId]) -> QueryResult<Vec<Cell>> {
    let query = articles::table
        .inner_join(revisions::table.on(revisions::id.nullable().eq(articles::newest_revision_id)))
        .filter(among(articles::story_id, ids))
        .order(articles::id)
        .select((
            (
                articles::id,
                articles::story_id,
                articles::edition,
                articles::state,
                articles::owner_id,
                revisions::headline,
            ),
            (revisions::id, articles::live_revision_id, articles::source_revision_id),
            (articles::updated_at, articles::corrected_at, articles::returned_at),
            (articles::scheduled_for, articles::embargo_until),
        ));
    let rows: Vec<Row> = on_either!(conn, |conn| query.load(conn))?;
    let mut read: HashMap<ArticleId, RevisionId> = HashMap::new();
    let mut cells = Vec::new();
    for ((id, story_id, edition, state, owner_id, headline), revisions, times, hours) in rows {
        let Some(state) = ArticleState::parse(&state) else { continue };
        if let Some(source) = revisions.2 {
            read.insert(id, source);
        }
        let due = match state {
            ArticleState::Scheduled => hours.0,
            ArticleState::Embargoed => hours.1,
            _ => None,
        };
        cells.push(Cell {
            id,
            story_id,
            edition,
            state,
            owner_id,
            headline,
            newest_revision_id: revisions.0,
            live_revision_id: revisions.1,
            updated_at: times.0,
            corrected_at: times.1,
            returned_at: times.2,
            due,
            source: None,
        });
    }
    if !read.is_empty() {
        add_sources(conn, &mut cells, &read)?;
    }
    Ok(cells)
}

/// Notes what each was translated from; a source that left the story is none.
fn add_sources(
    conn: &mut Conn,
    cells: &mut [Cell],
    read: &HashMap<ArticleId, RevisionId>,
) -> QueryResult<()> {
    let current: HashMap<ArticleId, (StoryId, RevisionId, ArticleState)> =
        cells.iter().map(|cell| (cell.id, (cell.story_id, cell.current(), cell.state))).collect();
    let mut ids: Vec<RevisionId> = read.values().copied().collect();
    ids.extend(current.values().map(|(_, revision, _)| *revision));
    let query = revisions::table.filter(among(revisions::id, &ids)).select((
        revisions::id,
        revisions::article_id,
        revisions::created_at,
    ));
    let known: Vec<(RevisionId, ArticleId, NaiveDateTime)> =
        on_either!(conn, |conn| query.load(conn))?;
    let known: HashMap<RevisionId, (ArticleId, NaiveDateTime)> =
        known.into_iter().map(|(id, article, at)| (id, (article, at))).collect();
    for cell in cells {
        let Some(&read) = read.get(&cell.id) else { continue };
        let Some(&(article, _)) = known.get(&read) else { continue };
        let Some(&(story, now, state)) = current.get(&article) else { continue };
        if story != cell.story_id {
            continue;
        }
        let has_changed = now > read && state != ArticleState::Withdrawn;
        let changed_at = known.get(&now).filter(|_| has_changed).map(|&(_, at)| at);
        cell.source = Some(Source { article, read, changed_at });
    }
    Ok(())
}

/// Which stories.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Prefixes of the editions whose articles are seen whatever their states; of the others
    /// those that are live.
    pub editions: Vec<String>,
    /// In the headline of one of the articles; empty: any.
    pub words: String,
    /// Prefix of an edition that has no article of the story; empty: any.
    pub missing_in: String,
    /// Only those of which an article is behind its source.
    pub is_behind: bool,
    /// After this place of the list.
    pub before: Option<RevisionId>,
}

/// Up to `limit` stories, those touched last first, each with its place in the list.
pub fn list_touched(
    conn: &mut Conn,
    filter: &Filter,
    limit: i64,
) -> QueryResult<Vec<(StoryId, RevisionId)>> {
    let (typed, low) = (pattern(&filter.words), pattern(&filter.words.to_lowercase()));
    let mut query = Statement::pairs()
        .sql("SELECT a.story_id, a.newest_revision_id FROM articles a WHERE ")
        .then(seen("a", filter))
        .sql(" AND a.newest_revision_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM articles o WHERE o.story_id = a.story_id AND o.newest_revision_id > a.newest_revision_id AND ")
        .then(seen("o", filter))
        .sql(")");
    if let Some(place) = filter.before {
        query = query.sql(" AND a.newest_revision_id < ").number(place);
    }
    if !filter.words.is_empty() {
        query = query
            .sql(" AND EXISTS (SELECT 1 FROM articles n JOIN revisions r ON r.id = n.newest_revision_id WHERE n.story_id = a.story_id AND (r.headline LIKE ")
            .text(&typed)
            .sql(" ESCAPE '\\' OR lower(r.headline) LIKE ")
            .text(&low)
            .sql(" ESCAPE '\\') AND ")
            .then(seen("n", filter))
            .sql(")");
    }
    if !filter.missing_in.is_empty() {
        query = query
            .sql(" AND NOT EXISTS (SELECT 1 FROM articles m WHERE m.story_id = a.story_id AND m.edition = ")
            .text(&filter.missing_in)
            .sql(")");
    }
    if filter.is_behind {
        query = query
            .sql(" AND a.story_id IN (SELECT t.story_id ")
            .then(behind(&filter.editions))
            .sql(")");
    }
    let query = query.sql(" ORDER BY a.newest_revision_id DESC LIMIT ").number(limit);
    let rows: Vec<(i64, i64)> = on_either!(conn, |conn| query.load(conn))?;
    Ok(rows.into_iter().map(|(story, place)| (StoryId(story), RevisionId(place))).collect())
}

/// How many articles of some editions are behind sources that are among the `newest` articles
/// that were changed last.
pub fn count_behind(conn: &mut Conn, editions: &[String], newest: i64) -> QueryResult<usize> {
    if editions.is_empty() {
        return Ok(0);
    }
    let query = Statement::pairs()
        .sql(
            "SELECT t.id, t.story_id FROM (SELECT id, story_id, state, live_revision_id, \
             newest_revision_id FROM articles WHERE newest_revision_id IS NOT NULL \
             ORDER BY newest_revision_id DESC",
        )
        .limit(newest)
        .sql(
            // In this order: SQLite keeps to that of cross joins.
            ") AS s CROSS JOIN articles t CROSS JOIN revisions p WHERE t.story_id = s.story_id \
             AND p.id = t.source_revision_id AND p.article_id = s.id AND ",
        )
        .then(is_behind(editions));
    let rows: Vec<(i64, i64)> = on_either!(conn, |conn| query.load(conn))?;
    Ok(rows.len())
}

/// Articles that are behind their sources, as `t`: what [`Cell::behind_since`] says.
fn behind(editions: &[String]) -> Statement<'_> {
    Statement::pairs()
        .sql(
            "FROM articles t JOIN revisions p ON p.id = t.source_revision_id \
             JOIN articles s ON s.id = p.article_id AND s.story_id = t.story_id WHERE ",
        )
        .then(is_behind(editions))
}

/// Whether the article `t` of some editions is behind its source `s`.
fn is_behind(editions: &[String]) -> Statement<'_> {
    Statement::pairs()
        .sql(
            "t.source_revision_id IS NOT NULL AND t.state <> 'withdrawn' AND \
             (s.state = 'live' AND s.live_revision_id > t.source_revision_id OR \
             s.state NOT IN ('live', 'withdrawn') AND s.newest_revision_id > t.source_revision_id) \
             AND t.edition IN (",
        )
        .then(list(editions))
        .sql(")")
}

/// Whether the article of an alias is seen.
fn seen<'a>(alias: &'static str, filter: &'a Filter) -> Statement<'a> {
    Statement::pairs()
        .sql("(")
        .sql(alias)
        .sql(".state = 'live' OR ")
        .sql(alias)
        .sql(".edition IN (")
        .then(list(&filter.editions))
        .sql("))")
}

fn list(texts: &[String]) -> Statement<'_> {
    let first = Statement::pairs().sql("''");
    texts.iter().fold(first, |list, text| list.sql(", ").text(text))
}

/// A revision and the article that it is of.
pub fn find_revision(
    conn: &mut Conn,
    id: RevisionId,
) -> QueryResult<Option<(ArticleId, Revision)>> {
    revisions::table
        .filter(revisions::id.eq(id))
        .select((revisions::article_id, Revision::as_select()))
        .first(conn)
        .optional()
}

/// Moves an article into a story.
pub fn set_story(conn: &mut Conn, id: ArticleId, story: StoryId) -> QueryResult<()> {
    diesel::update(articles::table.filter(articles::id.eq(id)))
        .set(articles::story_id.eq(story))
        .execute(conn)?;
    Ok(())
}

/// Notes which revision of its source a translation has followed.
pub fn set_source(conn: &mut Conn, id: ArticleId, revision: RevisionId) -> QueryResult<()> {
    diesel::update(articles::table.filter(articles::id.eq(id)))
        .set(articles::source_revision_id.eq(revision))
        .execute(conn)?;
    Ok(())
}

/// Removes a story that has no article any more.
pub fn delete_if_empty(conn: &mut Conn, id: StoryId) -> QueryResult<()> {
    let used = articles::table.filter(articles::story_id.eq(id)).select(articles::id);
    let first: Option<ArticleId> = used.first(conn).optional()?;
    if first.is_none() {
        diesel::delete(stories::table.filter(stories::id.eq(id))).execute(conn)?;
    }
    Ok(())
}
