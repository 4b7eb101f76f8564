//! Deleting an article that no reader has ever had, with all that belongs to it.

use diesel::prelude::*;

use super::Conn;
use super::schema::{
    article_coverages, articles, clipboards, front_removals, front_slots, media_uses, notes,
    planned_places, revisions, stories, working_copies, writers,
};
use crate::model::{ArticleId, RevisionId, StoryId};

/// Deletes an article that was never public, and its story if that has no other.
///
/// A translation that was made from it has no source any more.
pub fn delete(conn: &mut Conn, id: ArticleId, story: StoryId) -> QueryResult<()> {
    let own: Vec<RevisionId> =
        revisions::table.filter(revisions::article_id.eq(id)).select(revisions::id).load(conn)?;
    diesel::update(articles::table.filter(articles::source_revision_id.eq_any(&own)))
        .set(articles::source_revision_id.eq(None::<RevisionId>))
        .execute(conn)?;
    diesel::delete(media_uses::table.filter(media_uses::revision_id.eq_any(&own))).execute(conn)?;
    diesel::delete(notes::table.filter(notes::article_id.eq(id))).execute(conn)?;
    diesel::delete(working_copies::table.filter(working_copies::article_id.eq(id)))
        .execute(conn)?;
    diesel::delete(writers::table.filter(writers::article_id.eq(id))).execute(conn)?;
    diesel::delete(planned_places::table.filter(planned_places::article_id.eq(id)))
        .execute(conn)?;
    diesel::delete(article_coverages::table.filter(article_coverages::article_id.eq(id)))
        .execute(conn)?;
    diesel::delete(clipboards::table.filter(clipboards::article_id.eq(id))).execute(conn)?;
    diesel::delete(front_removals::table.filter(front_removals::article_id.eq(id)))
        .execute(conn)?;
    diesel::delete(front_slots::table.filter(front_slots::article_id.eq(Some(id))))
        .execute(conn)?;
    diesel::delete(revisions::table.filter(revisions::article_id.eq(id))).execute(conn)?;
    diesel::delete(articles::table.filter(articles::id.eq(id))).execute(conn)?;
    let others = articles::table.filter(articles::story_id.eq(story)).count();
    let others: i64 = others.get_result(conn)?;
    if others == 0 {
        diesel::delete(stories::table.filter(stories::id.eq(story))).execute(conn)?;
    }
    Ok(())
}
