//! What people look at again and again in the list of articles.

use diesel::prelude::*;

use super::Conn;
use super::schema::saved_views;
use crate::model::UserId;

/// A named filter.
#[derive(Debug, Clone, Queryable)]
pub struct SavedView {
    /// Its row.
    pub id: i64,
    /// As its person calls it.
    pub name: String,
    /// The list's query string.
    pub query: String,
}

/// Somebody's views, in the order in which they were made.
pub fn list(conn: &mut Conn, user: UserId) -> QueryResult<Vec<SavedView>> {
    saved_views::table
        .filter(saved_views::user_id.eq(user))
        .order(saved_views::id)
        .select((saved_views::id, saved_views::name, saved_views::query))
        .load(conn)
}

/// Sets what a name stands for.
pub fn set(conn: &mut Conn, user: UserId, name: &str, query: &str) -> QueryResult<()> {
    let this =
        saved_views::table.filter(saved_views::user_id.eq(user)).filter(saved_views::name.eq(name));
    let known = diesel::update(this).set(saved_views::query.eq(query)).execute(conn)?;
    if known == 0 {
        diesel::insert_into(saved_views::table)
            .values((
                saved_views::user_id.eq(user),
                saved_views::name.eq(name),
                saved_views::query.eq(query),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Removes a view of somebody's own; whether there was one.
pub fn delete(conn: &mut Conn, user: UserId, id: i64) -> QueryResult<bool> {
    let this = saved_views::table.filter(saved_views::user_id.eq(user));
    Ok(diesel::delete(this.filter(saved_views::id.eq(id))).execute(conn)? > 0)
}
