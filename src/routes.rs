//! Every address of the portal.

use actix_web::dev::HttpServiceFactory;
use actix_web::middleware::from_fn;
use actix_web::{FromRequest, Handler, Resource, Responder, web};

use crate::assets;
use crate::i18n::Editions;
use crate::model::site::INFO_PAGES;
use crate::pages::{
    archive, article, choice, coverage, errors, feeds, health, home, info, media, people, robots,
    section, short_link, sitemaps,
};

/// Puts every page where its address is.
pub fn configure(editions: &Editions) -> impl FnOnce(&mut web::ServiceConfig) {
    move |config| {
        config
            .service(get("/-/live", health::live))
            .service(get("/-/ready", health::ready))
            .service(portal(editions));
    }
}

fn portal(editions: &Editions) -> impl HttpServiceFactory + use<> {
    let mut portal = web::scope("")
        .wrap(from_fn(errors::guard))
        .service(get("/", choice::show))
        .service(get("/s/{id}", short_link::show))
        .service(get("/media/{file}", media::show))
        .service(get("/static/{file:.*}", assets::show))
        .service(get("/favicon.ico", assets::favicon))
        .service(get("/robots.txt", robots::show))
        .service(get("/sitemap.xml", sitemaps::index))
        .service(get("/sitemaps/{file}", sitemaps::show));
    // Editions are known, so a page is looked for among the pages of its own edition alone.
    for edition in editions.iter() {
        portal = portal.service(edition_pages(&edition.prefix));
    }
    portal.default_service(web::to(errors::not_found))
}

/// The pages of an edition, below `/{edition}`.
///
/// What is more exact comes first: the words that a section can't be called, then sections.
fn edition_pages(prefix: &str) -> impl HttpServiceFactory + use<> {
    let day = r"/{year:\d{4}}/{month:\d{2}}/{day:\d{2}}";
    let feed = "feed.{kind:atom|rss|json}";
    let mut pages = web::scope(&format!("/{prefix}"))
        .service(get("", home::add_slash))
        .service(get("/", home::show))
        .service(get(&format!("{day}/{{article}}"), article::show))
        .service(get(&format!("{day}/"), archive::show))
        .service(get(day, archive::add_slash));
    for name in INFO_PAGES {
        pages = pages.service(get(&format!("/{name}"), info::show));
    }
    pages
        .service(get(&format!("/{feed}"), feeds::edition))
        .service(get("/coverage/", coverage::index))
        .service(get("/coverage", coverage::add_slash))
        .service(get(&format!("/coverage/{{slug}}/{feed}"), feeds::coverage))
        .service(get("/coverage/{slug}", coverage::show))
        .service(get(&format!("/by/{{slug}}/{feed}"), feeds::author))
        .service(get("/by/{slug}", people::show_author))
        .service(get(&format!("/source/{{slug}}/{feed}"), feeds::source))
        .service(get("/source/{slug}", people::show_source))
        .service(get(&format!("/{{section}}/{feed}"), feeds::section))
        .service(get("/{section}/", section::show))
        .service(get("/{section}", section::add_slash))
        .default_service(web::to(errors::not_found))
}

/// A page that takes GET and HEAD and says so to any other method.
fn get<F, Args>(address: &str, handler: F) -> Resource
where
    F: Handler<Args> + Clone,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    web::resource(address)
        .route(web::get().to(handler.clone()))
        .route(web::head().to(handler))
        .default_service(web::to(errors::method_not_allowed))
}
