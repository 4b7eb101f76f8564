//! Lists of live articles: ids and places, read from an index alone.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Timestamp};

use super::Conn;
use super::articles::is_live;
use super::instant::Instant;
use super::schema::articles;
use super::statement::{Statement, on_either};
use crate::model::{ArticleId, CoverageId, Cursor, Noun, PersonId, SectionId};

type Backend = <Conn as diesel::Connection>::Backend;

/// Which articles a list holds, all of them live.
#[derive(Debug, Clone, Copy)]
pub enum List<'a> {
    /// Of the whole edition.
    Edition(&'a str),
    /// Of one section.
    Section(&'a str, SectionId),
    /// By one author.
    Author(&'a str, PersonId),
    /// From one source.
    Source(&'a str, PersonId),
    /// Filed in one coverage.
    Coverage(&'a str, CoverageId),
}

impl List<'_> {
    /// What moves when the list does.
    pub fn noun(&self) -> Noun {
        match *self {
            List::Edition(edition) => Noun::Edition(edition.to_owned()),
            List::Section(edition, id) => Noun::Section(id, edition.to_owned()),
            List::Author(edition, id) | List::Source(edition, id) => {
                Noun::Person(id, edition.to_owned())
            }
            List::Coverage(edition, id) => Noun::Coverage(id, edition.to_owned()),
        }
    }
}

/// Which part of a list.
#[derive(Debug, Clone, Copy)]
pub enum Part {
    /// From the newest on.
    Newest,
    /// From the oldest on, oldest first.
    Oldest,
    /// What comes after this place, newest first.
    Before(Cursor),
    /// What comes right before this place, oldest first.
    After(Cursor),
}

/// The places of up to `limit` articles of a list, newest first (oldest first for
/// [`Part::After`] and [`Part::Oldest`]).
pub fn list_places(
    conn: &mut Conn,
    list: List<'_>,
    part: Part,
    limit: i64,
) -> QueryResult<Vec<Cursor>> {
    let statement = Statement::<(Timestamp, BigInt)>::default();
    let (words, statement) = match list {
        List::Coverage(edition, id) => (
            FILINGS,
            statement.sql(FILINGS.of_list).number(id).sql(" AND edition = ").text(edition),
        ),
        List::Edition(edition) => (ARTICLES, statement.sql(ARTICLES.of_list).text(edition)),
        List::Section(edition, id) => {
            let statement = statement.sql(ARTICLES.of_list).text(edition);
            (ARTICLES, statement.sql(" AND section_id = ").number(id))
        }
        List::Author(edition, id) => {
            let statement = statement.sql(ARTICLES.of_list).text(edition);
            (ARTICLES, statement.sql(" AND author_id = ").number(id))
        }
        List::Source(edition, id) => {
            let statement = statement.sql(ARTICLES.of_list).text(edition);
            (ARTICLES, statement.sql(" AND source_id = ").number(id))
        }
    };
    let statement = match part {
        Part::Newest => statement.sql(words.newest_first),
        Part::Oldest => statement.sql(words.oldest_first),
        Part::Before(Cursor { published_at, id }) => {
            let [bound, earlier, smaller] = words.before;
            let statement = statement.sql(bound).instant(published_at);
            let statement = statement.sql(earlier).instant(published_at);
            statement.sql(smaller).number(id).sql(")").sql(words.newest_first)
        }
        Part::After(Cursor { published_at, id }) => {
            let [bound, later, larger] = words.after;
            let statement = statement.sql(bound).instant(published_at);
            let statement = statement.sql(later).instant(published_at);
            statement.sql(larger).number(id).sql(")").sql(words.oldest_first)
        }
    };
    let statement = statement.limit(limit);
    let rows: Vec<(Instant, ArticleId)> = on_either!(conn, |conn| statement.load(conn))?;
    Ok(rows.into_iter().map(|(at, id)| Cursor { published_at: at.0, id }).collect())
}

/// The words of a list's query, which diesel would write out anew for each page.
///
/// Of the conditions on a place, the first bounds the index, the others decide within one instant.
struct Words {
    of_list: &'static str,
    newest_first: &'static str,
    oldest_first: &'static str,
    before: [&'static str; 3],
    after: [&'static str; 3],
}

const ARTICLES: &Words = &Words {
    of_list: "SELECT published_at, id FROM articles WHERE state = 'live' AND edition = ",
    newest_first: " ORDER BY published_at DESC, id DESC",
    oldest_first: " ORDER BY published_at, id",
    before: [" AND published_at <= ", " AND (published_at < ", " OR id < "],
    after: [" AND published_at >= ", " AND (published_at > ", " OR id > "],
};

const FILINGS: &Words = &Words {
    of_list: "SELECT listed_at, article_id FROM article_coverages \
              WHERE listed_at IS NOT NULL AND coverage_id = ",
    newest_first: " ORDER BY listed_at DESC, article_id DESC",
    oldest_first: " ORDER BY listed_at, article_id",
    before: [" AND listed_at <= ", " AND (listed_at < ", " OR article_id < "],
    after: [" AND listed_at >= ", " AND (listed_at > ", " OR article_id > "],
};

/// The places of live articles published in `[start, end)`, newest first.
pub fn list_places_between(
    conn: &mut Conn,
    edition: &str,
    start: NaiveDateTime,
    end: NaiveDateTime,
    before: Option<Cursor>,
    limit: i64,
) -> QueryResult<Vec<Cursor>> {
    let at = articles::published_at;
    let mut query = articles::table
        .select((at.assume_not_null(), articles::id))
        .filter(is_live())
        .filter(articles::edition.eq(edition))
        .filter(at.ge(start))
        .filter(at.lt(end))
        .into_boxed::<Backend>();
    if let Some(cursor) = before {
        query = query
            .filter(at.le(cursor.published_at))
            .filter(at.lt(cursor.published_at).or(articles::id.lt(cursor.id)));
    }
    query.order((at.desc(), articles::id.desc())).limit(limit).load(conn)
}

/// The places of up to `limit` live articles of some editions, published since `start`, newest
/// first.
pub fn list_places_since(
    conn: &mut Conn,
    editions: &[&str],
    start: NaiveDateTime,
    limit: i64,
) -> QueryResult<Vec<Cursor>> {
    if editions.is_empty() {
        return Ok(Vec::new());
    }
    let statement: Statement<'_, (Timestamp, BigInt)> =
        newest_of_each(editions, Some(start), limit);
    let rows: Vec<(Instant, ArticleId)> = on_either!(conn, |conn| statement.load(conn))?;
    let place = |(at, id): (Instant, ArticleId)| Cursor { published_at: at.0, id };
    let mut places: Vec<Cursor> = rows.into_iter().map(place).collect();
    places.sort_unstable_by(|one, other| other.cmp(one));
    places.truncate(usize::try_from(limit).unwrap_or(0));
    Ok(places)
}

/// The places of up to `limit` live articles of each of some editions, one or more, published since
/// `start` if that is given: each edition's are read from an index alone.
pub(super) fn newest_of_each<'a, Row>(
    editions: &'a [&'a str],
    start: Option<NaiveDateTime>,
    limit: i64,
) -> Statement<'a, Row> {
    let mut statement = Statement::default();
    for (number, edition) in editions.iter().enumerate() {
        let union = if number == 0 { "" } else { " UNION ALL " };
        statement = statement
            .sql(union)
            .sql("SELECT published_at, id FROM (")
            .sql(ARTICLES.of_list)
            .text(edition);
        if let Some(start) = start {
            statement = statement.sql(" AND published_at >= ").instant(start);
        }
        statement = statement.sql(ARTICLES.newest_first).limit(limit).sql(") AS newest");
    }
    statement
}

/// The ids of live picture stories, newest first.
pub fn list_gallery_ids(conn: &mut Conn, edition: &str, limit: i64) -> QueryResult<Vec<ArticleId>> {
    articles::table
        .select(articles::id)
        .filter(articles::edition.eq(edition))
        .filter(articles::has_gallery.eq(true))
        .filter(is_live())
        .order((articles::published_at.desc(), articles::id.desc()))
        .limit(limit)
        .load(conn)
}

/// When the nearest live article before (or at and after) an instant was published.
///
/// For the links from one day of the archive to the next that has articles.
pub fn find_nearest(
    conn: &mut Conn,
    edition: &str,
    instant: NaiveDateTime,
    later: bool,
) -> QueryResult<Option<NaiveDateTime>> {
    let at = articles::published_at;
    let query = articles::table
        .select(at.assume_not_null())
        .filter(is_live())
        .filter(articles::edition.eq(edition))
        .into_boxed::<Backend>();
    match later {
        true => query.filter(at.ge(instant)).order(at.asc()),
        false => query.filter(at.lt(instant)).order(at.desc()),
    }
    .first(conn)
    .optional()
}

/// A list's number in [`newest_ids`] and an article in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct ListedId {
    /// The section, or 0 for the whole edition.
    pub list: i64,
    /// The article.
    pub id: ArticleId,
}

/// The newest live articles of an edition and of each of `sections`, newest first in each list.
///
/// One statement whatever the number of sections; each arm reads only as many
/// index entries as it returns. Diesel can't write this: SQLite wants the arms
/// of a union that have a limit as subqueries.
pub fn newest_ids(
    conn: &mut Conn,
    edition: &str,
    overall: i64,
    sections: &[SectionId],
    each: i64,
) -> QueryResult<Vec<ListedId>> {
    let mut statement = Statement::pairs()
        .sql("SELECT CAST(0 AS BIGINT), id FROM (SELECT id FROM articles WHERE edition = ")
        .text(edition)
        .sql(" AND state = 'live' ORDER BY published_at DESC, id DESC")
        .limit(overall)
        .sql(") AS newest");
    for section in sections {
        statement = statement
            .sql(" UNION ALL SELECT section_id, id FROM (SELECT section_id, id FROM articles WHERE edition = ")
            .text(edition)
            .sql(" AND section_id = ")
            .number(*section)
            .sql(" AND state = 'live' ORDER BY published_at DESC, id DESC")
            .limit(each)
            .sql(") AS newest");
    }
    on_either!(conn, |conn| statement.load(conn))
}

/// The newest articles of a coverage, and the ones right before and right after a place in it.
///
/// Three reads of one index in one statement.
pub fn coverage_neighbours(
    conn: &mut Conn,
    edition: &str,
    coverage: CoverageId,
    here: Cursor,
    newest: i64,
) -> QueryResult<Neighbourhood> {
    let arm = |list: i64| {
        Statement::pairs()
            .sql("SELECT CAST(")
            .number(list)
            .sql(" AS BIGINT), article_id FROM (SELECT article_id FROM article_coverages WHERE coverage_id = ")
            .number(coverage)
            .sql(" AND edition = ")
            .text(edition)
            .sql(" AND listed_at IS NOT NULL")
    };
    let (at, id) = (here.published_at, here.id.0);
    let statement = arm(0)
        .sql(" ORDER BY listed_at DESC, article_id DESC")
        .limit(newest)
        .sql(") AS newest UNION ALL ")
        .then(arm(1))
        .sql(" AND listed_at <= ")
        .instant(at)
        .sql(" AND (listed_at < ")
        .instant(at)
        .sql(" OR article_id < ")
        .number(id)
        .sql(") ORDER BY listed_at DESC, article_id DESC LIMIT 1) AS earlier UNION ALL ")
        .then(arm(2))
        .sql(" AND listed_at >= ")
        .instant(at)
        .sql(" AND (listed_at > ")
        .instant(at)
        .sql(" OR article_id > ")
        .number(id)
        .sql(") ORDER BY listed_at, article_id LIMIT 1) AS later");
    let rows: Vec<ListedId> = on_either!(conn, |conn| statement.load(conn))?;
    let of = |list: i64| rows.iter().filter(move |row| row.list == list).map(|row| row.id);
    Ok((of(0).collect(), (of(1).next(), of(2).next())))
}

/// Newest articles, then the earlier and the later neighbour.
pub type Neighbourhood = (Vec<ArticleId>, (Option<ArticleId>, Option<ArticleId>));
