//! Having long work done, and having it stopped. No content changes.

use super::CommandError;
use crate::audit;
use crate::db::jobs::{self, Kind};
use crate::db::{Conn, dialect, media};
use crate::model::{JobId, Permission, SignOff};

/// Has every size of every photo looked for, and made where it is missing.
///
/// # Errors
///
/// The person is a chief nowhere, or the database failed.
pub fn prepare_photos(conn: &mut Conn, sign_off: &SignOff) -> Result<(), CommandError> {
    sign_off.authority.require_somewhere(Permission::Curate)?;
    dialect::transaction(conn, |conn| {
        dialect::lock_changes(conn)?;
        media::forget_prepared(conn)?;
        request_renditions(conn, sign_off)?;
        audit::record(conn, sign_off, "prepare_photos", "", "")?;
        Ok(())
    })
}

/// Stops a job: what it has done stays done.
///
/// # Errors
///
/// The person neither asked for it nor is a chief anywhere, or the database failed.
pub fn cancel_job(conn: &mut Conn, sign_off: &SignOff, id: JobId) -> Result<(), CommandError> {
    dialect::transaction(conn, |conn| {
        let Some(job) = jobs::find(conn, id)? else { return Err(diesel::NotFound.into()) };
        if job.created_by != sign_off.actor {
            sign_off.authority.require_somewhere(Permission::Curate)?;
        }
        if job.state == "waiting" || job.state == "running" {
            jobs::cancel(conn, id, sign_off.at)?;
            audit::record(conn, sign_off, "cancel_job", &format!("job:{id}"), "")?;
        }
        Ok(())
    })
}

/// Has the sizes made that are missing; call it in the transaction after which they are.
pub(super) fn request_renditions(conn: &mut Conn, sign_off: &SignOff) -> diesel::QueryResult<()> {
    let total = i32::try_from(media::count_unprepared(conn)?).unwrap_or(i32::MAX);
    jobs::request(conn, Kind::Renditions, total, &sign_off.actor, sign_off.at)
}
