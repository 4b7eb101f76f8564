//! What shows a picture.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::db::Conn;
use crate::db::schema::{articles, coverage_names, coverages, media_uses, revisions};
use crate::db::statement::{among, on_either};
use crate::model::{ArticleId, CoverageId, MediaId};

/// Which articles show which of some pictures, each pair once: readers' text or, where nobody works
/// on that, the newest draft.
pub fn list_uses(conn: &mut Conn, ids: &[MediaId]) -> QueryResult<Vec<(MediaId, ArticleId)>> {
    let is_shown = sql::<Bool>(
        "(articles.live_revision_id = revisions.id OR NOT EXISTS (SELECT 1 FROM revisions AS later \
         WHERE later.article_id = revisions.article_id AND later.id > revisions.id))",
    );
    let query = media_uses::table
        .inner_join(revisions::table.on(revisions::id.eq(media_uses::revision_id)))
        .inner_join(articles::table.on(articles::id.eq(revisions::article_id)))
        .filter(among(media_uses::media_id, ids))
        .filter(is_shown)
        .select((media_uses::media_id, articles::id))
        .distinct();
    on_either!(conn, |conn| query.load(conn))
}

/// An article that shows a picture.
#[derive(Debug, Clone, Queryable)]
pub struct Use {
    /// The article.
    pub id: ArticleId,
    /// Prefix of its edition.
    pub edition: String,
    /// As stored.
    pub state: String,
    /// Of its newest revision.
    pub headline: String,
}

/// Those articles, the newest first.
pub fn list_using(conn: &mut Conn, ids: &[ArticleId]) -> QueryResult<Vec<Use>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let query = articles::table
        .inner_join(revisions::table.on(revisions::article_id.eq(articles::id)))
        .filter(among(articles::id, ids))
        .order((articles::id.desc(), revisions::id.desc()))
        .select((articles::id, articles::edition, articles::state, revisions::headline));
    let mut rows: Vec<Use> = on_either!(conn, |conn| query.load(conn))?;
    rows.dedup_by_key(|row| row.id);
    Ok(rows)
}

/// The coverages whose picture this is, as (coverage, edition, name, slug).
pub fn list_coverages(
    conn: &mut Conn,
    id: MediaId,
) -> QueryResult<Vec<(CoverageId, String, String, String)>> {
    coverage_names::table
        .inner_join(coverages::table.on(coverages::id.eq(coverage_names::coverage_id)))
        .filter(coverages::lead_media_id.eq(id))
        .order((coverages::id.desc(), coverage_names::edition))
        .select((
            coverage_names::coverage_id,
            coverage_names::edition,
            coverage_names::name,
            coverage_names::slug,
        ))
        .load(conn)
}
