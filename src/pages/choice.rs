//! `/`: leads to the reader's edition, or lets them choose.

use std::sync::Arc;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::reply::{self, AppResult};
use crate::app::App;
use crate::i18n::Edition;

/// `GET /`: 302 by `Accept-Language`; robots and readers of no edition get the choice.
pub async fn show(app: web::Data<App>, request: HttpRequest) -> AppResult {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let is_robot = header(header::USER_AGENT).is_some_and(is_robot);
    let wanted = header(header::ACCEPT_LANGUAGE).filter(|_| !is_robot);
    if let Some(edition) = wanted.and_then(|wanted| app.editions.negotiate(wanted)) {
        return Ok(HttpResponse::Found()
            .insert_header((header::LOCATION, format!("/{}/", edition.prefix)))
            .insert_header((header::VARY, "Accept-Language, User-Agent"))
            .insert_header((header::CACHE_CONTROL, "private, max-age=0"))
            .finish());
    }
    let app = app.into_inner();
    let page = app.read(move |app, conn| {
        let mut choices = Vec::new();
        for edition in app.editions.iter() {
            let site = app.site(conn, &edition.prefix)?;
            let name = if site.name.is_empty() { "Broadsheet" } else { &site.name };
            choices.push(Choice {
                edition: edition.clone(),
                name: name.to_owned(),
                tagline: site.tagline.clone(),
            });
        }
        let edition = app.editions.get_or_first(&app.config.default_edition);
        let is_demo = app.site(conn, &edition.prefix)?.is_demo;
        Ok((choices, is_demo))
    });
    let (choices, is_demo) = page.await?;
    let page = ChoicePage::new(app, choices, is_demo);
    let vary = "Accept-Language, User-Agent, Accept-Encoding";
    Ok(reply::send("text/html; charset=utf-8", None, vary, page.render()?))
}

/// Programs that index the site must see the page that leads to every edition.
fn is_robot(user_agent: &str) -> bool {
    let user_agent = user_agent.to_ascii_lowercase();
    ["bot", "spider", "crawl", "slurp", "facebookexternalhit"]
        .iter()
        .any(|mark| user_agent.contains(mark))
}

#[derive(Template)]
#[template(path = "pages/choice.html")]
struct ChoicePage {
    app: Arc<App>,
    /// The default edition, whose language the page has where it needs one.
    edition: Arc<Edition>,
    choices: Vec<Choice>,
    canonical: String,
    is_demo: bool,
}

struct Choice {
    edition: Arc<Edition>,
    name: String,
    tagline: String,
}

impl ChoicePage {
    fn new(app: Arc<App>, choices: Vec<Choice>, is_demo: bool) -> ChoicePage {
        let base_url = &app.config.base_url;
        let canonical = format!("{base_url}/");
        let edition = app.editions.get_or_first(&app.config.default_edition).clone();
        ChoicePage { edition, choices, canonical, is_demo, app }
    }

    fn asset<'a>(&'a self, name: &'a str) -> &'a str {
        self.app.assets.address(name)
    }
}
