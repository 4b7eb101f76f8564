//! Teasers: what a list shows of an article, loaded once for all of a page's lists.

use std::collections::HashMap;

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::{Array, BigInt, Integer, Nullable, Text, Timestamp};
use diesel::sqlite::Sqlite;

use super::Conn;
use super::articles::name;
use super::instant::Instant;
use super::media::PictureRow;
use super::statement::on_either;
use crate::model::article::Teaser;
use crate::model::{ArticleId, Photo, SectionId};

/// The teasers of the live articles among `ids`, in the order of `ids`.
pub fn list(conn: &mut Conn, ids: &[ArticleId]) -> QueryResult<Vec<Teaser>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let query = Teasers::<WHOLE>::among(ids);
    let rows: Vec<TeaserRow> = on_either!(conn, |conn| query.load(conn))?;
    Ok(in_order(rows, ids))
}

/// The same with headline, photo and time alone, which is all that stands beside an article.
///
/// A third less to read: there are no sections, no sources, no words but the headline in them.
pub fn list_headlines(conn: &mut Conn, ids: &[ArticleId]) -> QueryResult<Vec<Teaser>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let query = Teasers::<HEADLINES>::among(ids);
    let rows: Vec<TeaserRow> = on_either!(conn, |conn| query.load(conn))?;
    Ok(in_order(rows, ids))
}

fn in_order(rows: Vec<TeaserRow>, ids: &[ArticleId]) -> Vec<Teaser> {
    let mut found: HashMap<ArticleId, Teaser> =
        rows.into_iter().map(|row| (row.0.0, teaser(row))).collect();
    // A list may name an article twice: on the front of its section and of the home page.
    ids.iter().filter_map(|id| found.remove(id)).collect()
}

/// The query, in SQL of our own: diesel can't begin it with the ids.
///
/// A list of ids that stands in a condition is put into a table of its own by SQLite first, for
/// each page anew.
#[derive(Debug, QueryId)]
struct Teasers<const IS_WHOLE: bool> {
    ids: Vec<i64>,
    /// The same as a JSON array, for SQLite, which has no others.
    json: String,
}

const WHOLE: bool = true;
const HEADLINES: bool = false;

const OF_THE_ARTICLE: &str = "SELECT articles.id, articles.edition, articles.slug, \
    articles.published_at, articles.updated_at, articles.section_id, ";
const WORDS: &str = "section_names.name, section_names.slug, people_names.name, \
    people_names.slug, revisions.headline, revisions.kicker, revisions.standfirst, ";
const HEADLINE: &str = "'', '', NULL, NULL, revisions.headline, '', '', ";
const OF_THE_PHOTO: &str = "revisions.lead_alt, media.id, media.content_key, media.width, \
    media.height, media.colour, media.credit, media.focus_x, media.focus_y FROM ";

const ARTICLES: &str = " JOIN articles ON articles.id = wanted.value \
    JOIN revisions ON revisions.id = articles.live_revision_id \
    LEFT JOIN media ON media.id = revisions.lead_media_id";
const NAMES: &str = " JOIN section_names ON section_names.section_id = articles.section_id \
        AND section_names.edition = articles.edition \
    LEFT JOIN people_names ON people_names.person_id = articles.source_id \
        AND people_names.edition = articles.edition";
const LIVE: &str = " WHERE articles.state = 'live'";

type Columns = (
    (BigInt, Text, Text, Timestamp, Nullable<Timestamp>, BigInt),
    (Text, Text),
    Nullable<(Text, Text)>,
    (Text, Text, Text, Text),
    Nullable<(BigInt, Text, Integer, Integer, Text, Text, (Integer, Integer))>,
);

type TeaserRow = (
    (ArticleId, String, String, Instant, Option<Instant>, SectionId),
    (String, String),
    Option<(String, String)>,
    (String, String, String, String),
    Option<PictureRow>,
);

impl<const IS_WHOLE: bool> Teasers<IS_WHOLE> {
    fn among(ids: &[ArticleId]) -> Self {
        let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
        let json = format!("{ids:?}");
        Teasers { ids, json }
    }

    /// The words before and after the ids.
    fn words() -> ([&'static str; 3], [&'static str; 3]) {
        match IS_WHOLE {
            true => ([OF_THE_ARTICLE, WORDS, OF_THE_PHOTO], [ARTICLES, NAMES, LIVE]),
            false => ([OF_THE_ARTICLE, HEADLINE, OF_THE_PHOTO], [ARTICLES, "", LIVE]),
        }
    }
}

impl<const IS_WHOLE: bool> Query for Teasers<IS_WHOLE> {
    type SqlType = Columns;
}

impl<C, const IS_WHOLE: bool> RunQueryDsl<C> for Teasers<IS_WHOLE> {}

impl<const IS_WHOLE: bool> QueryFragment<Sqlite> for Teasers<IS_WHOLE> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        let (before, after) = Self::words();
        before.iter().for_each(|words| out.push_sql(words));
        out.push_sql("json_each(");
        out.push_bind_param::<Text, _>(&self.json)?;
        out.push_sql(") AS wanted");
        after.iter().for_each(|words| out.push_sql(words));
        Ok(())
    }
}

impl<const IS_WHOLE: bool> QueryFragment<Pg> for Teasers<IS_WHOLE> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let (before, after) = Self::words();
        before.iter().for_each(|words| out.push_sql(words));
        out.push_sql("unnest(");
        out.push_bind_param::<Array<BigInt>, _>(&self.ids)?;
        out.push_sql("::BIGINT[]) AS wanted (value)");
        after.iter().for_each(|words| out.push_sql(words));
        Ok(())
    }
}

fn teaser(row: TeaserRow) -> Teaser {
    let (article, section, source, words, picture) = row;
    let (id, edition, slug, published_at, updated_at, section_id) = article;
    let (headline, kicker, standfirst, alt) = words;
    Teaser {
        id,
        edition,
        slug,
        published_at: published_at.0,
        updated_at: updated_at.map(|at| at.0),
        section_id,
        section: name(section),
        source: source.map(name),
        headline,
        kicker,
        standfirst,
        photo: picture.map(|row| Photo {
            picture: super::media::picture(row),
            alt,
            caption: String::new(),
        }),
    }
}
