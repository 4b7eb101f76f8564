//! What was decided about an article, by whom and when; kept for good.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::Conn;
use super::schema::article_acts;
use crate::model::{ArticleId, SignOff};

/// A decision.
#[derive(Debug, Clone, Queryable)]
pub struct Act {
    /// Its place.
    pub id: i64,
    /// UTC.
    pub acted_at: NaiveDateTime,
    /// `user:7`, or a part of the program.
    pub actor: String,
    /// The command's name, `publish`.
    pub verb: String,
    /// What was said with it; may be empty.
    pub note: String,
    /// UTC; when the clock is to publish, or of when the words are.
    pub about_at: Option<NaiveDateTime>,
}

/// Writes a decision down; call it inside the transaction that carries it out.
pub fn insert(
    conn: &mut Conn,
    sign_off: &SignOff,
    article: ArticleId,
    verb: &'static str,
    note: &str,
    about_at: Option<NaiveDateTime>,
) -> QueryResult<()> {
    diesel::insert_into(article_acts::table)
        .values((
            article_acts::article_id.eq(article),
            article_acts::acted_at.eq(sign_off.at),
            article_acts::actor.eq(&sign_off.actor),
            article_acts::verb.eq(verb),
            article_acts::note.eq(note),
            article_acts::about_at.eq(about_at),
        ))
        .execute(conn)?;
    Ok(())
}

/// Up to `limit` decisions about an article, the newest first; only those before a place.
pub fn list(
    conn: &mut Conn,
    article: ArticleId,
    before: Option<i64>,
    limit: i64,
) -> QueryResult<Vec<Act>> {
    article_acts::table
        .filter(article_acts::article_id.eq(article))
        .filter(article_acts::id.lt(before.unwrap_or(i64::MAX)))
        .order(article_acts::id.desc())
        .limit(limit)
        .select((
            article_acts::id,
            article_acts::acted_at,
            article_acts::actor,
            article_acts::verb,
            article_acts::note,
            article_acts::about_at,
        ))
        .load(conn)
}
