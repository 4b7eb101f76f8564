//! Articles that people have set aside.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::Conn;
use super::schema::{articles, clipboards};
use crate::model::{ArticleId, UserId};

/// What somebody has set aside in an edition, the last one first.
pub fn list(conn: &mut Conn, user: UserId, edition: &str) -> QueryResult<Vec<ArticleId>> {
    clipboards::table
        .inner_join(articles::table.on(articles::id.eq(clipboards::article_id)))
        .filter(clipboards::user_id.eq(user))
        .filter(articles::edition.eq(edition))
        .order((clipboards::set_at.desc(), clipboards::article_id.desc()))
        .select(clipboards::article_id)
        .load(conn)
}

/// Sets an article aside at `at` (UTC), or once more.
pub fn insert(conn: &mut Conn, user: UserId, id: ArticleId, at: NaiveDateTime) -> QueryResult<()> {
    delete(conn, user, id)?;
    diesel::insert_into(clipboards::table)
        .values((
            clipboards::user_id.eq(user),
            clipboards::article_id.eq(id),
            clipboards::set_at.eq(at),
        ))
        .execute(conn)?;
    Ok(())
}

/// Takes an article away; whether it was there.
pub fn delete(conn: &mut Conn, user: UserId, id: ArticleId) -> QueryResult<bool> {
    let this = clipboards::table
        .filter(clipboards::user_id.eq(user))
        .filter(clipboards::article_id.eq(id));
    Ok(diesel::delete(this).execute(conn)? > 0)
}
