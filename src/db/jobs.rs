//! Work that takes longer than a request.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::Conn;
use super::schema::jobs;
use crate::model::JobId;

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Every size of every photo that isn't there yet.
    Renditions,
}

impl Kind {
    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Renditions => "renditions",
        }
    }
}

/// A job, as it stands.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = jobs)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// The name of a [`Kind`].
    pub kind: String,
    /// `waiting`, `running`, `done` or `cancelled`.
    pub state: String,
    /// How many are done.
    pub done: i32,
    /// Of how many, as far as is known.
    pub total: i32,
    /// What was done before it was last taken up.
    pub done_before: i32,
    /// UTC.
    pub created_at: NaiveDateTime,
    /// `user:7`, or a part of the program.
    pub created_by: String,
    /// When it was last taken up, UTC.
    pub started_at: Option<NaiveDateTime>,
    /// The last sign of life of whoever runs it, UTC.
    pub beat_at: Option<NaiveDateTime>,
    /// UTC.
    pub ended_at: Option<NaiveDateTime>,
    /// Whether somebody wants it to stop.
    pub is_cancelled: bool,
    /// What went wrong, a line each.
    pub log: String,
}

/// Has something done, unless that is waiting or running already.
pub fn request(
    conn: &mut Conn,
    kind: Kind,
    total: i32,
    by: &str,
    at: NaiveDateTime,
) -> QueryResult<()> {
    let open: i64 = jobs::table
        .filter(jobs::kind.eq(kind.as_str()))
        .filter(jobs::state.eq_any(["waiting", "running"]))
        .filter(jobs::is_cancelled.eq(false))
        .count()
        .get_result(conn)?;
    if open == 0 {
        diesel::insert_into(jobs::table)
            .values((
                jobs::kind.eq(kind.as_str()),
                jobs::state.eq("waiting"),
                jobs::done.eq(0),
                jobs::total.eq(total),
                jobs::done_before.eq(0),
                jobs::created_at.eq(at),
                jobs::created_by.eq(by),
                jobs::is_cancelled.eq(false),
                jobs::log.eq(""),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Up to `limit` jobs, the newest first.
pub fn list(conn: &mut Conn, limit: i64) -> QueryResult<Vec<Job>> {
    jobs::table.order(jobs::id.desc()).limit(limit).select(Job::as_select()).load(conn)
}

/// How many jobs wait, and since when (UTC) the oldest of them does.
pub fn count_waiting(conn: &mut Conn) -> QueryResult<(i64, Option<NaiveDateTime>)> {
    let waiting = jobs::table.filter(jobs::state.eq("waiting"));
    let count = waiting.count().get_result(conn)?;
    let oldest = waiting.order(jobs::id).select(jobs::created_at).first(conn).optional()?;
    Ok((count, oldest))
}

/// How many jobs since an instant (UTC) have noted that something went wrong.
pub fn count_failed(conn: &mut Conn, since: NaiveDateTime) -> QueryResult<usize> {
    let failed = jobs::table.filter(jobs::created_at.ge(since)).filter(jobs::log.ne(""));
    let count: i64 = failed.count().get_result(conn)?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// A job.
pub fn find(conn: &mut Conn, id: JobId) -> QueryResult<Option<Job>> {
    jobs::table.filter(jobs::id.eq(id)).select(Job::as_select()).first(conn).optional()
}

/// The oldest job that nobody runs: it waits, or whoever ran it gave no sign of life since
/// `silent_since` (UTC).
pub fn find_next(conn: &mut Conn, silent_since: NaiveDateTime) -> QueryResult<Option<Job>> {
    let is_silent = jobs::beat_at.is_null().or(jobs::beat_at.lt(silent_since));
    jobs::table
        .filter(jobs::state.eq("waiting").or(jobs::state.eq("running").and(is_silent)))
        .order(jobs::id)
        .select(Job::as_select())
        .first(conn)
        .optional()
}

/// Takes a job that [`find_next`] found; whether nobody else has.
pub fn claim(conn: &mut Conn, job: &Job, at: NaiveDateTime) -> QueryResult<bool> {
    let here = jobs::table.filter(jobs::id.eq(job.id)).filter(jobs::state.eq(&job.state));
    let values = (
        jobs::state.eq("running"),
        jobs::started_at.eq(at),
        jobs::beat_at.eq(at),
        jobs::done_before.eq(job.done),
    );
    let taken = match job.beat_at {
        Some(beat) => diesel::update(here.filter(jobs::beat_at.eq(beat))).set(values).execute(conn),
        None => diesel::update(here.filter(jobs::beat_at.is_null())).set(values).execute(conn),
    };
    Ok(taken? == 1)
}

/// Notes how far a job is; with a line for its log, if something went wrong. Whether it may go on.
pub fn beat(
    conn: &mut Conn,
    id: JobId,
    (done, total): (i32, i32),
    line: Option<&str>,
    at: NaiveDateTime,
) -> QueryResult<bool> {
    let here = jobs::table.filter(jobs::id.eq(id));
    if let Some(line) = line {
        let log: String = here.select(jobs::log).first(conn)?;
        // A folder of thousands of damaged files needs no line for each.
        if log.lines().count() < 200 {
            let log = format!("{log}{line}\n");
            diesel::update(here).set(jobs::log.eq(log)).execute(conn)?;
        }
    }
    diesel::update(here)
        .set((jobs::done.eq(done), jobs::total.eq(total), jobs::beat_at.eq(at)))
        .execute(conn)?;
    let is_cancelled: bool = here.select(jobs::is_cancelled).first(conn)?;
    Ok(!is_cancelled)
}

/// Ends a job, as `done` or `cancelled`.
pub fn end(conn: &mut Conn, id: JobId, state: &str, at: NaiveDateTime) -> QueryResult<()> {
    diesel::update(jobs::table.filter(jobs::id.eq(id)))
        .set((jobs::state.eq(state), jobs::ended_at.eq(at)))
        .execute(conn)?;
    Ok(())
}

/// Asks a job to stop; one that nobody has begun stops at once.
pub fn cancel(conn: &mut Conn, id: JobId, at: NaiveDateTime) -> QueryResult<()> {
    let here = jobs::table.filter(jobs::id.eq(id));
    diesel::update(here.filter(jobs::state.eq_any(["waiting", "running"])))
        .set(jobs::is_cancelled.eq(true))
        .execute(conn)?;
    diesel::update(here.filter(jobs::state.eq("waiting")))
        .set((jobs::state.eq("cancelled"), jobs::ended_at.eq(at)))
        .execute(conn)?;
    Ok(())
}

/// Lets go of a job that isn't done: it waits again.
pub fn release(conn: &mut Conn, id: JobId) -> QueryResult<()> {
    diesel::update(jobs::table.filter(jobs::id.eq(id)))
        .set((jobs::state.eq("waiting"), jobs::beat_at.eq(None::<NaiveDateTime>)))
        .execute(conn)?;
    Ok(())
}
