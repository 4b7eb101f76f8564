//! Tries to sign in that failed.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::Conn;
use super::schema::sign_in_attempts;

/// How often a subject has failed since `since`, and when last (UTC).
pub fn find(
    conn: &mut Conn,
    subject: &str,
    since: NaiveDateTime,
) -> QueryResult<Option<(i32, NaiveDateTime)>> {
    sign_in_attempts::table
        .filter(sign_in_attempts::subject.eq(subject))
        .filter(sign_in_attempts::failed_at.gt(since))
        .select((sign_in_attempts::failures, sign_in_attempts::failed_at))
        .first(conn)
        .optional()
}

/// Sets how often a subject has failed; forgets subjects that last failed before `before`.
pub fn set(
    conn: &mut Conn,
    subject: &str,
    failures: i32,
    at: NaiveDateTime,
    before: NaiveDateTime,
) -> QueryResult<()> {
    let old = sign_in_attempts::failed_at.le(before);
    diesel::delete(sign_in_attempts::table.filter(old)).execute(conn)?;
    delete(conn, subject)?;
    diesel::insert_into(sign_in_attempts::table)
        .values((
            sign_in_attempts::subject.eq(subject),
            sign_in_attempts::failures.eq(failures),
            sign_in_attempts::failed_at.eq(at),
        ))
        .execute(conn)?;
    Ok(())
}

/// Forgets what a subject failed at.
pub fn delete(conn: &mut Conn, subject: &str) -> QueryResult<()> {
    let this = sign_in_attempts::table.filter(sign_in_attempts::subject.eq(subject));
    diesel::delete(this).execute(conn)?;
    Ok(())
}
