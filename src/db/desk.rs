//! The newsroom's list of articles, whatever their states.

use chrono::NaiveDateTime;
use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use diesel::sqlite::Sqlite;

use super::schema::{articles, people_names, revisions, section_names, users};
use super::statement::{among, limited, looked};
use super::{Conn, working_copies};
use crate::model::{ArticleId, ArticleState, RevisionId, SectionId, StoryId, UserId};

diesel::define_sql_function! {
    /// Both databases have it; SQLite knows only the letters of ASCII.
    fn lower(text: Text) -> Text;
}

/// Which articles.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Prefixes; none finds nothing.
    pub editions: Vec<String>,
    /// In one state.
    pub state: Option<ArticleState>,
    /// Live, and readers were told this last.
    pub told: Option<Told>,
    /// Handed back to their writers.
    pub is_returned: bool,
    /// Of one section.
    pub section: Option<SectionId>,
    /// Whose drafts they are, or were.
    pub owner: Option<UserId>,
    /// In the headline, or in the name of the author or of who began it; empty: any.
    pub words: String,
    /// Live, with words that readers don't have yet.
    pub is_ahead: bool,
    /// Drafts that the clock could not publish at their hour.
    pub is_missed: bool,
    /// Only these; none: any.
    pub articles: Vec<ArticleId>,
    /// After this place of the list.
    pub before: Option<RevisionId>,
}

/// What readers of a live article were told since it was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// That there are new facts.
    Updated,
    /// That something was wrong.
    Corrected,
}

/// An article in the list.
#[derive(Debug, Clone, Queryable)]
pub struct Line {
    /// The article.
    pub id: ArticleId,
    /// Its story.
    pub story_id: StoryId,
    /// Prefix of its edition.
    pub edition: String,
    /// A name of an [`ArticleState`].
    pub state: String,
    /// UTC.
    pub scheduled_for: Option<NaiveDateTime>,
    /// UTC.
    pub embargo_until: Option<NaiveDateTime>,
    /// UTC.
    pub returned_at: Option<NaiveDateTime>,
    /// What readers see or saw.
    pub live_revision_id: Option<RevisionId>,
    /// Its place in the list.
    pub revision_id: RevisionId,
    /// UTC; the newest revision.
    pub changed_at: NaiveDateTime,
    /// May be empty.
    pub headline: String,
    /// In its edition.
    pub section: Option<String>,
    /// As printed.
    pub author: Option<String>,
    /// Who began it.
    pub owner: Option<String>,
    /// Whose draft it is, or was.
    pub owner_id: Option<UserId>,
    /// Its section.
    pub section_id: SectionId,
    /// UTC.
    pub updated_at: Option<NaiveDateTime>,
    /// UTC.
    pub corrected_at: Option<NaiveDateTime>,
}

/// Narrows a query of articles to those of a filter, but for its words.
///
/// For each database by itself: SQLite is told by which index they are found.
macro_rules! filtered {
    ($query:expr, $filter:expr) => {{
        let filter: &Filter = $filter;
        let way = Way::to(filter);
        let mut query = $query.filter(looked(articles::edition).eq_any(&filter.editions));
        if let Some(state) = filter.state.or(filter.told.map(|_| ArticleState::Live)) {
            query = match way {
                Way::Unfinished => {
                    query.filter(is_unfinished()).filter(articles::state.eq(state.as_str()))
                }
                _ => query.filter(looked(articles::state).eq(state.as_str())),
            };
        }
        if let Some(told) = filter.told {
            let (updated, corrected) = (articles::updated_at, articles::corrected_at);
            query = match told {
                Told::Updated => query
                    .filter(updated.is_not_null())
                    .filter(corrected.is_null().or(corrected.lt(updated))),
                Told::Corrected => query
                    .filter(corrected.is_not_null())
                    .filter(updated.is_null().or(corrected.ge(updated))),
            };
        }
        if filter.is_returned {
            query = query.filter(articles::returned_at.is_not_null());
        }
        if let Some(section) = filter.section {
            query = match way {
                Way::Section => query.filter(articles::section_id.eq(section)),
                _ => query.filter(looked(articles::section_id).eq(section)),
            };
        }
        if let Some(owner) = filter.owner {
            query = query.filter(articles::owner_id.eq(owner));
        }
        if filter.is_ahead {
            query = query.filter(is_ahead());
        }
        if filter.is_missed {
            query = query.filter(is_missed());
        }
        if !filter.articles.is_empty() {
            query = query.filter(among(articles::id, &filter.articles));
        }
        if let Some(place) = filter.before {
            query = query.filter(articles::newest_revision_id.lt(place));
        }
        query
    }};
}

/// The lines of a filter.
macro_rules! lines {
    ($filter:expr, $backend:ty) => {{
        let query = articles::table
            .inner_join(
                revisions::table.on(revisions::id.nullable().eq(articles::newest_revision_id)),
            )
            .left_join(
                section_names::table.on(section_names::section_id
                    .eq(articles::section_id)
                    .and(section_names::edition.eq(articles::edition))),
            )
            .left_join(
                people_names::table.on(people_names::person_id
                    .nullable()
                    .eq(revisions::author_id)
                    .and(people_names::edition.eq(articles::edition))),
            )
            .left_join(users::table.on(users::id.nullable().eq(articles::owner_id)))
            .order(articles::newest_revision_id.desc())
            .select((
                articles::id,
                articles::story_id,
                articles::edition,
                articles::state,
                articles::scheduled_for,
                articles::embargo_until,
                articles::returned_at,
                articles::live_revision_id,
                revisions::id,
                revisions::created_at,
                revisions::headline,
                section_names::name.nullable(),
                people_names::name.nullable(),
                users::name.nullable(),
                articles::owner_id,
                articles::section_id,
                articles::updated_at,
                articles::corrected_at,
            ))
            .into_boxed::<$backend>();
        let mut query = filtered!(query, $filter);
        let words = &$filter.words;
        if !words.is_empty() {
            // As typed, for letters that SQLite can't lower; else without regard to case.
            let (typed, low) = (pattern(words), pattern(&words.to_lowercase()));
            query = query.filter(
                revisions::headline
                    .like(typed.clone())
                    .escape('\\')
                    .or(lower(revisions::headline).like(low).escape('\\'))
                    .or(people_names::name.nullable().like(typed.clone()).escape('\\'))
                    .or(users::name.nullable().like(typed).escape('\\')),
            );
        }
        query
    }};
}

/// Up to `limit` articles, those changed last first.
pub fn list(conn: &mut Conn, filter: &Filter, limit: i64) -> QueryResult<Vec<Line>> {
    let mut lines: Vec<Line> = match conn {
        Conn::Sqlite(conn) => limited(lines!(filter, Sqlite), limit).load(conn)?,
        Conn::Postgres(conn) => limited(lines!(filter, Pg), limit).load(conn)?,
    };
    let named = lines.iter_mut().map(|line| (line.id, &mut line.headline));
    working_copies::name_untitled(conn, named)?;
    Ok(lines)
}

/// How many articles there are; words are not looked for.
pub fn count(conn: &mut Conn, filter: &Filter) -> QueryResult<usize> {
    let count: i64 = match conn {
        Conn::Sqlite(conn) => {
            filtered!(articles::table.count().into_boxed::<Sqlite>(), filter).first(conn)?
        }
        Conn::Postgres(conn) => {
            filtered!(articles::table.count().into_boxed::<Pg>(), filter).first(conn)?
        }
    };
    Ok(usize::try_from(count).unwrap_or_default())
}

/// By which index the articles of a filter are found, in their order; all else is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// A person's own are few.
    Owner,
    /// So are those that aren't live.
    Unfinished,
    Section,
    /// Those changed last, whatever they are.
    Newest,
}

impl Way {
    fn to(filter: &Filter) -> Way {
        if filter.owner.is_some() {
            Way::Owner
        } else if filter.state.is_some_and(|state| state != ArticleState::Live) {
            Way::Unfinished
        } else if filter.section.is_some() {
            Way::Section
        } else {
            Way::Newest
        }
    }
}

/// What the index of those that aren't live says of itself.
pub(super) fn is_unfinished() -> SqlLiteral<Bool> {
    sql("articles.state <> 'live'")
}

/// Whether readers of a live article don't have its newest words, or find it elsewhere than it
/// is to stand. Both are found first, and then looked at: there are few.
fn is_ahead() -> SqlLiteral<Bool> {
    sql("articles.id IN (SELECT ahead.id FROM articles AS ahead \
         WHERE ahead.newest_revision_id <> ahead.live_revision_id \
         UNION ALL SELECT article_id FROM planned_places) AND articles.state = 'live'")
}

/// Whether the clock could not publish a draft at its hour.
fn is_missed() -> SqlLiteral<Bool> {
    sql("articles.state <> 'live' AND articles.state = 'draft' AND articles.due_at IS NOT NULL")
}

/// `LIKE` for text that has these words in it.
pub(super) fn pattern(words: &str) -> String {
    let words = words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{words}%")
}
