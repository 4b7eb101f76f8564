//! Long work, step by step: what a job does, and how it is taken up again.
//!
//! Each step is stored when it is done, so a job that was cut off, by a stop or a power cut, goes
//! on where it was, in whichever server notices first. Where renditions are missing readers wait
//! no longer than it takes to make the one they ask for.

use chrono::TimeDelta;

use crate::app::App;
use crate::db::jobs::{self, Job};
use crate::db::media::{self, Unprepared};
use crate::db::{DatabaseError, dialect};
use crate::model::MediaId;

/// A job whose server gave no sign of life for so long is taken up by another one.
const SILENT: TimeDelta = TimeDelta::seconds(60);

/// Why a job stands still; it will be taken up again.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// There is no connection.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// A query failed.
    #[error(transparent)]
    Query(#[from] diesel::result::Error),
}

/// Runs the next job to its end, or until `goes_on` says no. Whether there was one.
///
/// # Errors
///
/// Those of the database.
pub fn run_next(app: &App, goes_on: impl Fn() -> bool) -> Result<bool, JobError> {
    let now = app.clock.now();
    // Asked of a reader's connection, since most of the time there is nothing to do.
    let next = {
        let mut conn = app.database.reader()?;
        jobs::find_next(&mut conn, now - SILENT)?
    };
    let Some(job) = next else { return Ok(false) };
    if !jobs::claim(&mut *app.database.writer()?, &job, now)? {
        return Ok(false);
    }
    tracing::info!(job = %job.id, kind = job.kind, "job begins");
    make_renditions(app, &job, goes_on)?;
    Ok(true)
}

/// Makes every size of every photo that lacks one.
fn make_renditions(app: &App, job: &Job, goes_on: impl Fn() -> bool) -> Result<(), JobError> {
    let mut done = job.done;
    let mut last = MediaId(0);
    while goes_on() {
        let now = app.clock.now();
        let next = {
            let mut conn = app.database.reader()?;
            media::find_unprepared(&mut conn, last)?
        };
        let Some(photo) = next else {
            let mut conn = app.database.writer()?;
            let is_over = dialect::transaction(&mut conn, |conn| {
                // Whoever adds a photo now either is seen here or finds the job ended.
                dialect::lock_changes(conn)?;
                let is_over = media::find_unprepared(conn, last)?.is_none();
                if is_over {
                    jobs::end(conn, job.id, "done", now)?;
                }
                diesel::QueryResult::Ok(is_over)
            })?;
            if is_over {
                tracing::info!(job = %job.id, "job is done");
                return Ok(());
            }
            continue;
        };
        last = photo.id;
        let failure = prepare(app, &photo);
        done = done.saturating_add(1);
        let mut conn = app.database.writer()?;
        let may_go_on = dialect::transaction(&mut conn, |conn| {
            if failure.is_none() {
                media::set_prepared(conn, &photo, app.clock.now())?;
            }
            let left = i32::try_from(media::count_unprepared_after(conn, last)?);
            let total = done.saturating_add(left.unwrap_or(i32::MAX));
            let may_go_on =
                jobs::beat(conn, job.id, (done, total), failure.as_deref(), app.clock.now())?;
            if !may_go_on {
                jobs::end(conn, job.id, "cancelled", app.clock.now())?;
            }
            diesel::QueryResult::Ok(may_go_on)
        })?;
        if !may_go_on {
            tracing::info!(job = %job.id, "job is cancelled");
            return Ok(());
        }
    }
    // The next server needn't wait until this one is given up.
    let mut conn = app.database.writer()?;
    jobs::release(&mut conn, job.id)?;
    Ok(())
}

/// What went wrong, if anything did.
fn prepare(app: &App, photo: &Unprepared) -> Option<String> {
    let reason = match app.media.prepare(&photo.key) {
        Ok(true) => return None,
        Ok(false) => "the original is missing".to_owned(),
        Err(error) => error.to_string(),
    };
    tracing::warn!(photo = %photo.id, reason, "a photo's sizes can't be made");
    Some(format!("{} ({}): {reason}", photo.file_name, photo.id))
}
