//! `/robots.txt`.

use actix_web::{HttpRequest, web};

use super::reply::{self, AppResult};
use super::visit::{shown, shows_settings};
use crate::app::App;
use crate::db::settings::{self, PORTAL, name};

/// `GET /robots.txt`: everything but the admin area, or nothing while the content is the demo's.
pub async fn show(app: web::Data<App>, request: HttpRequest) -> AppResult {
    let app = app.into_inner();
    shows_settings(&app, &shown(&request));
    let demo = app.read(|_, conn| Ok(settings::find(conn, PORTAL, name::DEMO)?)).await?;
    let rules = match demo {
        Some(_) => "User-agent: *\nDisallow: /\n".to_owned(),
        None => format!(
            "User-agent: *\nDisallow: /admin\n\nSitemap: {}/sitemap.xml\n",
            app.config.base_url
        ),
    };
    Ok(reply::of_no_edition("text/plain; charset=utf-8", rules))
}
