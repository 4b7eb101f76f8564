//! `/-/live` and `/-/ready`: what a supervisor and a balancer ask.

use std::sync::atomic::{AtomicBool, Ordering};

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use serde::Serialize;

use crate::app::App;
use crate::db::{DatabaseError, status};
use crate::disk;

/// What the server knows of itself, for the probes.
#[derive(Debug, Default)]
pub struct Health {
    is_draining: AtomicBool,
    /// The schema that this binary brought the database to.
    schema: Option<String>,
}

impl Health {
    /// The health of a portal that has just been opened, whose schema is this binary's.
    ///
    /// # Errors
    ///
    /// Those of the database.
    pub fn of(app: &App) -> Result<Health, DatabaseError> {
        let schema = status::find_schema_version(&mut *app.database.reader()?)?;
        Ok(Health { is_draining: AtomicBool::new(false), schema })
    }

    /// From now on the portal isn't ready.
    pub fn begin_draining(&self) {
        self.is_draining.store(true, Ordering::Relaxed);
    }

    fn is_draining(&self) -> bool {
        self.is_draining.load(Ordering::Relaxed)
    }
}

/// `GET /-/live`: the process answers.
pub async fn live() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .content_type("text/plain; charset=utf-8")
        .body("live\n")
}

/// `GET /-/ready`: the portal can serve readers; 503 names what keeps it from that.
pub async fn ready(app: web::Data<App>, health: web::Data<Health>) -> HttpResponse {
    let is_draining = health.is_draining();
    let checks = Checks::run(&app, health).await;
    let status = match (is_draining, checks.are_ok()) {
        (true, _) => "draining",
        (false, true) => "ready",
        (false, false) => "unavailable",
    };
    let mut response = match status {
        "ready" => HttpResponse::Ok(),
        _ => HttpResponse::ServiceUnavailable(),
    };
    response.insert_header((header::CACHE_CONTROL, "no-store")).json(Readiness { status, checks })
}

#[derive(Serialize)]
struct Readiness {
    status: &'static str,
    #[serde(flatten)]
    checks: Checks,
}

/// `ok` or what is wrong, in words that give nothing away.
#[derive(Serialize)]
struct Checks {
    database: &'static str,
    migrations: &'static str,
    disk: &'static str,
}

impl Checks {
    async fn run(app: &web::Data<App>, health: web::Data<Health>) -> Checks {
        let asked = app.clone();
        let answered = app.wait(move || ask_database(&asked, &health)).await;
        let (database, migrations) = answered.unwrap_or(("unreachable", "unknown"));
        let app = app.clone();
        let disk = web::block(move || look_at_disk(&app)).await.unwrap_or("unknown");
        Checks { database, migrations, disk }
    }

    fn are_ok(&self) -> bool {
        [self.database, self.migrations, self.disk] == ["ok"; 3]
    }
}

/// How the database and its schema are.
fn ask_database(app: &App, health: &Health) -> (&'static str, &'static str) {
    let Ok(mut conn) = app.database.reader() else { return ("unreachable", "unknown") };
    match status::find_schema_version(&mut conn) {
        // A newer schema is a newer node's; this one keeps serving beside it.
        Ok(found) if found >= health.schema => ("ok", "ok"),
        Ok(_) => ("ok", "pending"),
        Err(_) => ("failed", "unknown"),
    }
}

fn look_at_disk(app: &App) -> &'static str {
    if disk::check_writable(&app.config.data_dir).is_err() {
        return "not writable";
    }
    match disk::free_bytes(&app.config.data_dir) {
        Ok(free) if free >= app.config.least_free_bytes => "ok",
        Ok(_) => "full",
        Err(_) => "unknown",
    }
}
