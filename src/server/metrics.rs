//! `/metrics`, on a listener of its own, so that what readers reach never shows it.

use std::io;
use std::net::TcpListener;
use std::sync::Arc;

use actix_web::dev::ServerHandle;
use actix_web::http::header;
use actix_web::rt::spawn;
use actix_web::{HttpResponse, HttpServer, web};

use crate::app::App;
use crate::metrics::scrape::{Stored, scrape};

/// OpenMetrics 1.0 §5.
const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Answers `GET /metrics` on `listener` in the background of the calling runtime, and nothing else.
///
/// # Errors
///
/// The system refuses the listener.
pub fn start(app: Arc<App>, listener: TcpListener) -> io::Result<ServerHandle> {
    let app = web::Data::from(app);
    let server = HttpServer::new(move || {
        actix_web::App::new().app_data(app.clone()).route("/metrics", web::get().to(show))
    });
    let server = server.workers(1).disable_signals().listen(listener)?.run();
    let handle = server.handle();
    spawn(server);
    Ok(handle)
}

async fn show(app: web::Data<App>) -> HttpResponse {
    // The database may be slow, or not answer at all.
    let asked = app.clone();
    let stored = app.wait(move || Stored::ask(&asked)).await.ok().flatten();
    match web::block(move || scrape(&app, stored)).await {
        Ok(text) => HttpResponse::Ok()
            .content_type(CONTENT_TYPE)
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .body(text),
        Err(_) => HttpResponse::ServiceUnavailable().finish(),
    }
}
