//! Long work: how far it is, how long it will take, what went wrong, and stopping it.

use actix_web::web::Path;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::NaiveDateTime;
use serde::Serialize;

use super::articles::opened::{name_of, person};
use super::{AdminResult, Flash, Layout, SignedIn, reply};
use crate::commands;
use crate::db::jobs::{self, Job};
use crate::db::users;
use crate::error::AppError;
use crate::i18n::Arg;
use crate::model::{JobId, Permission, UserId};

/// How many jobs are shown, the newest first.
const MOST: i64 = 30;

#[derive(Template)]
#[template(path = "admin/jobs.html")]
struct JobsPage {
    layout: Layout,
    jobs: Vec<JobRow>,
    /// Whether the person may have all photos looked at.
    may_begin: bool,
}

/// A job, in words; a script gets it as it is here.
#[derive(Serialize)]
struct JobRow {
    id: i64,
    what: String,
    state: String,
    done: i32,
    total: i32,
    /// `12 of 40 · 31 a minute · about 1 min left`
    progress: String,
    is_open: bool,
    #[serde(skip)]
    may_cancel: bool,
    #[serde(skip)]
    by: String,
    #[serde(skip)]
    began: String,
    log: String,
}

/// `GET /admin/jobs`; as JSON for who accepts that.
pub async fn show(by: SignedIn, request: HttpRequest) -> AdminResult {
    by.require_somewhere(Permission::Write)?;
    let found = by.app.read(move |_, conn| {
        let found = jobs::list(conn, MOST)?;
        let ids: Vec<UserId> = found.iter().filter_map(|job| person(&job.created_by)).collect();
        Ok((found, users::list_names(conn, &ids)?))
    });
    let (found, names) = found.await?;
    let layout = Layout::of(&by, "menu-jobs");
    let rows: Vec<JobRow> =
        found.iter().map(|job| JobRow::new(&by, &layout, job, &names)).collect();
    if super::media::upload::is_script(&request) {
        return Ok(HttpResponse::Ok().json(rows));
    }
    let may_begin = by.may_somewhere(Permission::Curate);
    reply::page(&JobsPage { layout, jobs: rows, may_begin })
}

/// `POST /admin/jobs`: has every size of every photo looked for.
pub async fn create(by: SignedIn) -> AdminResult {
    let sign_off = by.sign_off();
    by.app.write(move |_, conn| commands::prepare_photos(conn, &sign_off)).await??;
    reply::done(&by, "/admin/jobs", Flash::new("flash-job")).await
}

/// `POST /admin/jobs/{id}/cancellation`
pub async fn cancel(by: SignedIn, id: Path<i64>) -> AdminResult {
    by.require_somewhere(Permission::Write)?;
    let id = JobId(*id);
    by.app.read(move |_, conn| jobs::find(conn, id)?.ok_or(AppError::NotFound)).await?;
    let sign_off = by.sign_off();
    by.app.write(move |_, conn| commands::cancel_job(conn, &sign_off, id)).await??;
    reply::done(&by, "/admin/jobs", Flash::new("flash-job-cancelled")).await
}

impl JobRow {
    fn new(by: &SignedIn, layout: &Layout, job: &Job, names: &[(UserId, String)]) -> JobRow {
        let is_open = job.state == "waiting" || job.state == "running";
        let state = if is_open && job.is_cancelled { "stopping" } else { job.state.as_str() };
        let is_theirs = job.created_by == by.sign_off().actor;
        JobRow {
            id: job.id.0,
            what: layout.t(&format!("job-kind-{}", job.kind)).to_owned(),
            state: layout.t(&format!("job-{state}")).to_owned(),
            done: job.done,
            total: job.total.max(1),
            progress: progress(layout, job),
            is_open,
            may_cancel: is_open
                && !job.is_cancelled
                && (is_theirs || by.may_somewhere(Permission::Curate)),
            by: name_of(names, &job.created_by),
            began: layout.edition.full(job.created_at),
            log: job.log.clone(),
        }
    }
}

/// How far it is; while it runs also how fast, and how long it will take.
fn progress(layout: &Layout, job: &Job) -> String {
    let number = |count: i32| Arg::from(usize::try_from(count).unwrap_or(0));
    let count = layout
        .edition
        .text_with("job-count", &[("done", number(job.done)), ("total", number(job.total))]);
    let pace = (job.state == "running").then(|| pace(job)).flatten();
    let Some((per_minute, left_secs)) = pace else { return count };
    let rate = layout.edition.text_with("job-rate", &[("rate", Arg::from(per_minute))]);
    let left = match left_secs {
        ..90 => layout.edition.text_with("job-left-seconds", &[("count", Arg::from(left_secs))]),
        _ => layout
            .edition
            .text_with("job-left-minutes", &[("count", Arg::from(left_secs.div_ceil(60)))]),
    };
    [count, rate, left].join(" · ")
}

/// How many a minute, and seconds left; `None` while nothing was done.
fn pace(job: &Job) -> Option<(usize, usize)> {
    let millis = |at: NaiveDateTime| at.and_utc().timestamp_millis();
    let spent = millis(job.beat_at?) - millis(job.started_at?);
    let done = i64::from(job.done - job.done_before);
    if spent <= 0 || done <= 0 {
        return None;
    }
    let left = i64::from((job.total - job.done).max(0));
    let per_minute = usize::try_from(done * 60_000 / spent).ok()?.max(1);
    let left_secs = usize::try_from((left * spent / done + 999) / 1000).ok()?;
    Some((per_minute, left_secs))
}
