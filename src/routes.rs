//! Every address of the portal.

use actix_web::dev::HttpServiceFactory;
use actix_web::middleware::from_fn;
use actix_web::{FromRequest, Handler, Resource, Responder, Route, guard, web};

use crate::admin::{self, account, again, dashboard, link, session, setup, sign_in, users};
use crate::assets;
use crate::model::site::INFO_PAGES;
use crate::pages::{
    archive, article, choice, coverage, errors, feeds, health, home, info, media, people, robots,
    section, short_link, sitemaps,
};

/// Puts every page where its address is.
///
/// What is more exact comes first: the words that a section can't be called, then sections.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(get("/-/live", health::live))
        .service(get("/-/ready", health::ready))
        .service(admin())
        .service(portal());
}

/// The admin area: a line for each form, and [`ADMIN`], the list of them for the test that walks
/// through it with every role.
macro_rules! admin_routes {
    ($($method:ident $address:literal => $handler:path;)+) => {
        /// Every address of the admin area, below `/admin`, with its method.
        pub const ADMIN: &[(&str, &str)] = &[$((stringify!($method), $address)),+];

        fn admin() -> impl HttpServiceFactory {
            web::scope("/admin")
                .wrap(from_fn(admin::guard::guard))
                .app_data(web::PayloadConfig::new(admin::csrf::MAX_FORM_BYTES))
                .app_data(web::JsonConfig::default().limit(admin::csrf::MAX_FORM_BYTES))
                $(.route($address, $method().to($handler)))+
                .default_service(web::to(admin::errors::not_found))
        }
    };
}

admin_routes! {
    GET  ""               => dashboard::show;
    GET  "/"              => dashboard::drop_slash;
    GET  "/sign-in"       => sign_in::new;
    POST "/sign-in"       => sign_in::create;
    POST "/sign-in/code"  => sign_in::create_code;
    POST "/sign-out"      => sign_in::destroy;
    GET  "/setup/{token}" => setup::new;
    POST "/setup/{token}" => setup::create;
    GET  "/invitation/{token}" => link::new;
    POST "/invitation/{token}" => link::create;
    GET  "/reset/{token}" => link::new;
    POST "/reset/{token}" => link::create;
    POST "/step-up" => again::create;
    GET  "/session" => session::show;
    GET  "/account" => account::edit;
    POST "/account" => account::update;
    POST "/account/password" => account::password::create;
    GET  "/account/second-step" => account::second_step::edit;
    POST "/account/second-step" => account::second_step::create;
    POST "/account/second-step/off" => account::second_step::destroy;
    POST "/account/recovery-codes" => account::second_step::renew_codes;
    POST "/account/sessions/others/end" => account::sessions::destroy_others;
    POST "/account/sessions/{id}/end" => account::sessions::destroy;
    GET  "/users" => users::show;
    GET  "/users/new" => users::new;
    POST "/users" => users::create;
    GET  "/users/{id}" => users::person::edit;
    POST "/users/{id}" => users::person::update;
    POST "/users/{id}/link" => users::person::create_link;
    POST "/users/{id}/deactivation" => users::person::deactivate;
    POST "/users/{id}/reactivation" => users::person::reactivate;
    POST "/users/{id}/second-step/off" => users::person::turn_off_totp;
    POST "/users/{id}/sessions/end" => users::person::end_sessions;
}

/// GET, and HEAD.
#[expect(non_snake_case, reason = "the table above reads like requests")]
fn GET() -> Route {
    web::route().guard(guard::Any(guard::Get()).or(guard::Head()))
}

#[expect(non_snake_case, reason = "the table above reads like requests")]
fn POST() -> Route {
    web::post()
}

fn portal() -> impl HttpServiceFactory {
    let day = r"{year:\d{4}}/{month:\d{2}}/{day:\d{2}}";
    let mut portal = web::scope("")
        .wrap(from_fn(errors::guard))
        .service(get("/", choice::show))
        .service(get("/s/{id}", short_link::show))
        .service(get("/media/{file}", media::show))
        .service(get("/static/{file:.*}", assets::show))
        .service(get("/favicon.ico", assets::favicon))
        .service(get("/robots.txt", robots::show))
        .service(get("/sitemap.xml", sitemaps::index))
        .service(get("/sitemaps/{file}", sitemaps::show))
        .service(get("/{edition}/feed.{kind:atom|rss|json}", feeds::edition))
        .service(get("/{edition}/coverage/{slug}/feed.{kind:atom|rss|json}", feeds::coverage))
        .service(get("/{edition}/by/{slug}/feed.{kind:atom|rss|json}", feeds::author))
        .service(get("/{edition}/source/{slug}/feed.{kind:atom|rss|json}", feeds::source))
        .service(get("/{edition}/{section}/feed.{kind:atom|rss|json}", feeds::section));
    for name in INFO_PAGES {
        portal = portal.service(get(&format!("/{{edition}}/{name}"), info::show));
    }
    portal
        .service(get("/{edition}/coverage/", coverage::index))
        .service(get("/{edition}/coverage", coverage::add_slash))
        .service(get("/{edition}/coverage/{slug}", coverage::show))
        .service(get("/{edition}/by/{slug}", people::show_author))
        .service(get("/{edition}/source/{slug}", people::show_source))
        .service(get(&format!("/{{edition}}/{day}/"), archive::show))
        .service(get(&format!("/{{edition}}/{day}"), archive::add_slash))
        .service(get(&format!("/{{edition}}/{day}/{{article}}"), article::show))
        .service(get("/{edition}/{section}/", section::show))
        .service(get("/{edition}/{section}", section::add_slash))
        .service(get("/{edition}/", home::show))
        .service(get("/{edition}", home::add_slash))
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
