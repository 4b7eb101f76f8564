//! The newsroom's list of articles, whatever their states.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_types::Text;

use super::schema::{articles, people_names, planned_places, revisions, section_names, users};
use super::{Conn, working_copies};
use crate::model::{ArticleId, ArticleState, RevisionId, SectionId, StoryId, UserId};

type Backend = <Conn as diesel::Connection>::Backend;

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

/// Up to `limit` articles, those changed last first.
pub fn list(conn: &mut Conn, filter: &Filter, limit: i64) -> QueryResult<Vec<Line>> {
    let mut query = articles::table
        .inner_join(revisions::table.on(revisions::id.nullable().eq(articles::newest_revision_id)))
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
        .filter(articles::edition.eq_any(filter.editions.clone()))
        .order(articles::newest_revision_id.desc())
        .limit(limit)
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
        .into_boxed::<Backend>();
    if let Some(state) = filter.state {
        query = query.filter(articles::state.eq(state.as_str()));
    }
    if let Some(told) = filter.told {
        query = query.filter(articles::state.eq(ArticleState::Live.as_str()));
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
        query = query.filter(articles::section_id.eq(section));
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
        query = query.filter(articles::id.eq_any(filter.articles.clone()));
    }
    if let Some(place) = filter.before {
        query = query.filter(articles::newest_revision_id.lt(place));
    }
    if !filter.words.is_empty() {
        // As typed, for letters that SQLite can't lower; else without regard to case.
        let (typed, low) = (pattern(&filter.words), pattern(&filter.words.to_lowercase()));
        query = query.filter(
            revisions::headline
                .like(typed.clone())
                .escape('\\')
                .or(lower(revisions::headline).like(low).escape('\\'))
                .or(people_names::name.nullable().like(typed.clone()).escape('\\'))
                .or(users::name.nullable().like(typed).escape('\\')),
        );
    }
    let mut lines: Vec<Line> = query.load(conn)?;
    let named = lines.iter_mut().map(|line| (line.id, &mut line.headline));
    working_copies::name_untitled(conn, named)?;
    Ok(lines)
}

/// How many articles there are; words are not looked for.
pub fn count(conn: &mut Conn, filter: &Filter) -> QueryResult<usize> {
    let mut query = articles::table
        .filter(articles::edition.eq_any(filter.editions.clone()))
        .select(diesel::dsl::count_star())
        .into_boxed::<Backend>();
    if let Some(state) = filter.state {
        query = query.filter(articles::state.eq(state.as_str()));
    }
    if filter.is_returned {
        query = query.filter(articles::returned_at.is_not_null());
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
    let count: i64 = query.first(conn)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Whether readers of a live article don't have its newest words, or find it elsewhere than it
/// is to stand.
#[diesel::dsl::auto_type]
fn is_ahead() -> _ {
    let planned = planned_places::table.filter(planned_places::article_id.eq(articles::id));
    let has_plan = diesel::dsl::exists(planned);
    let has_words = articles::newest_revision_id.ne(articles::live_revision_id);
    articles::state.eq("live").and(has_words.or(has_plan))
}

/// Whether the clock could not publish a draft at its hour.
#[diesel::dsl::auto_type]
fn is_missed() -> _ {
    articles::state.eq("draft").and(articles::due_at.is_not_null())
}

/// `LIKE` for text that has these words in it.
pub(super) fn pattern(words: &str) -> String {
    let words = words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{words}%")
}
