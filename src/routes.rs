//! Every address of the portal.

use actix_web::dev::HttpServiceFactory;
use actix_web::middleware::from_fn;
use actix_web::{FromRequest, Handler, Resource, Responder, Route, guard, web};

use crate::admin::{
    self, account, again, articles, dashboard, desk, fronts, jobs, link, media as library, paste,
    session, settings, setup, sign_in, tidy, users,
};
use crate::assets;
use crate::i18n::Editions;
use crate::model::PageKind::{
    self, Admin, Archive, Article, Author, Coverage, Error, Feed, Health, Home, Info, Media, Other,
    Section, Sitemap, Source, Static,
};
use crate::model::site::INFO_PAGES;
use crate::pages::{
    address, archive, article, choice, coverage, errors, feeds, health, home, info, media, people,
    robots, section, short_link, sitemaps,
};

/// Puts every page where its address is.
pub fn configure(editions: &Editions) -> impl FnOnce(&mut web::ServiceConfig) {
    move |config| {
        config
            .service(get(Health, "/-/live", health::live))
            .service(get(Health, "/-/ready", health::ready))
            .service(admin())
            .service(portal(editions));
    }
}

/// The admin area: a line for each form, and [`ADMIN`], the list of them for the test that walks
/// through it with every role.
macro_rules! admin_routes {
    ($($method:ident $address:literal => $handler:path;)+) => {
        /// Every address of the admin area, below `/admin`, with its method.
        pub const ADMIN: &[(&str, &str)] = &[$((stringify!($method), $address)),+];

        fn admin() -> impl HttpServiceFactory {
            let routes = vec![$((stringify!($method), $address, $method().to($handler))),+];
            let scope = web::scope("/admin")
                .wrap(from_fn(admin::guard::guard))
                .app_data(Admin)
                .app_data(web::PayloadConfig::new(admin::csrf::MAX_FORM_BYTES))
                .app_data(web::JsonConfig::default().limit(admin::csrf::MAX_FORM_BYTES));
            let resources = admin_resources(routes).into_iter();
            resources
                .fold(scope, |scope, resource| scope.service(resource))
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
    GET  "/articles" => articles::show;
    GET  "/articles/new" => articles::editor::new;
    POST "/articles" => articles::editor::create;
    GET  "/articles/stories" => articles::stories::show;
    POST "/articles/views" => articles::views::create;
    POST "/articles/views/{id}/removal" => articles::views::destroy;
    POST "/articles/bulk" => articles::bulk::confirm;
    POST "/articles/bulk/move" => articles::bulk::update;
    POST "/articles/bulk/withdrawal" => articles::bulk::destroy;
    POST "/articles/checks" => articles::checks::show;
    POST "/articles/working-copy" => articles::working_copy::create;
    GET  "/articles/{article}" => articles::editor::edit;
    POST "/articles/{article}" => articles::editor::update;
    POST "/articles/{article}/working-copy" => articles::working_copy::update;
    POST "/articles/{article}/working-copy/discard" => articles::working_copy::destroy;
    POST "/articles/{article}/writer" => articles::working_copy::update_writer;
    GET  "/articles/{article}/preview" => articles::preview::show;
    POST "/articles/{article}/preview" => articles::preview::create;
    POST "/articles/{article}/review" => articles::actions::submit;
    POST "/articles/{article}/return" => articles::actions::give_back;
    POST "/articles/{article}/publication" => articles::actions::publish;
    POST "/articles/{article}/update" => articles::actions::update;
    POST "/articles/{article}/correction" => articles::actions::correct;
    POST "/articles/{article}/schedule" => articles::actions::schedule;
    POST "/articles/{article}/schedule/off" => articles::actions::unschedule;
    POST "/articles/{article}/embargo" => articles::actions::embargo;
    GET  "/articles/{article}/withdrawal" => articles::withdrawal::new;
    POST "/articles/{article}/withdrawal" => articles::withdrawal::create;
    GET  "/articles/{article}/removal" => articles::removal::new;
    POST "/articles/{article}/removal" => articles::removal::create;
    GET  "/articles/{article}/story" => articles::story::show;
    POST "/articles/{article}/story/publication" => articles::story::publish;
    POST "/articles/{article}/story/link" => articles::story::link;
    POST "/articles/{article}/story/unlink" => articles::story::unlink;
    POST "/articles/{article}/translations" => articles::translations::create;
    GET  "/articles/{article}/translation" => articles::translation::show;
    POST "/articles/{article}/translation" => articles::translation::update;
    POST "/articles/{article}/notes" => articles::notes::create;
    GET  "/articles/{article}/history" => articles::history::show;
    GET  "/articles/{article}/history/{revision}" => articles::history::edit;
    POST "/articles/{article}/history/{revision}" => articles::history::restore;
    GET  "/media" => library::show;
    POST "/media" => library::upload::create;
    GET  "/media/choices" => library::choices::show;
    POST "/media/choices" => library::choices::create;
    POST "/media/copies" => library::copies::create;
    POST "/paste" => paste::create;
    POST "/tidy" => tidy::create;
    GET  "/media/{id}" => library::photo::edit;
    POST "/media/{id}" => library::photo::update;
    POST "/media/{id}/file" => library::replacement::create;
    POST "/media/{id}/focus" => library::photo::frame::update;
    GET  "/jobs" => jobs::show;
    POST "/jobs" => jobs::create;
    POST "/jobs/{id}/cancellation" => jobs::cancel;
    GET  "/fronts" => fronts::show;
    GET  "/fronts/{edition}" => fronts::edit_home;
    POST "/fronts/{edition}" => fronts::update_home;
    GET  "/fronts/{edition}/preview" => fronts::preview_home;
    GET  "/fronts/{edition}/{id}/preview" => fronts::preview_section;
    GET  "/fronts/{edition}/{id}" => fronts::edit_section;
    POST "/fronts/{edition}/{id}" => fronts::update_section;
    GET  "/desk/{kind}" => desk::show;
    POST "/desk/{kind}" => desk::create;
    GET  "/desk/{kind}/new" => desk::new;
    POST "/desk/coverage/{id}/closing" => desk::coverage::close;
    POST "/desk/coverage/{id}/opening" => desk::coverage::reopen;
    POST "/desk/coverage/{id}/photo" => desk::arrangement::photo::update;
    POST "/desk/coverage/{id}/order" => desk::arrangement::order::update;
    POST "/desk/coverage/{id}/merger" => desk::arrangement::merger::create;
    POST "/desk/coverage/{id}/moments" => desk::coverage::create_moment;
    POST "/desk/coverage/{id}/moments/{moment}/removal" => desk::coverage::destroy_moment;
    GET  "/desk/{kind}/{id}" => desk::edit;
    POST "/desk/{kind}/{id}" => desk::update;
    GET  "/settings" => settings::show;
    GET  "/settings/{edition}" => settings::edit;
    POST "/settings/{edition}" => settings::update;
    GET  "/settings/{edition}/navigation" => settings::navigation::edit;
    POST "/settings/{edition}/navigation" => settings::navigation::update;
    GET  "/settings/{edition}/pages/{name}" => settings::info_page::edit;
    POST "/settings/{edition}/pages/{name}" => settings::info_page::update;
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

/// The routes of each address together, so that it says which methods it takes.
fn admin_resources(routes: Vec<(&'static str, &'static str, Route)>) -> Vec<Resource> {
    let mut addresses: Vec<(&str, Vec<&str>, Vec<Route>)> = Vec::new();
    for (method, address, route) in routes {
        match addresses.iter_mut().find(|(known, ..)| *known == address) {
            Some((_, methods, routes)) => {
                methods.push(method);
                routes.push(route);
            }
            None => addresses.push((address, vec![method], vec![route])),
        }
    }
    let resource = |(address, methods, routes): (&str, Vec<&str>, Vec<Route>)| {
        let allowed = match (methods.contains(&"GET"), methods.contains(&"POST")) {
            (true, true) => "GET, HEAD, POST",
            (true, false) => "GET, HEAD",
            (false, _) => "POST",
        };
        let refuse = move || std::future::ready(admin::errors::method_not_allowed(allowed));
        let resource = routes.into_iter().fold(web::resource(address), Resource::route);
        resource.default_service(web::to(refuse))
    };
    addresses.into_iter().map(resource).collect()
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

fn portal(editions: &Editions) -> impl HttpServiceFactory + use<> {
    // What no route below is for.
    let mut portal = web::scope("").wrap(from_fn(errors::guard)).app_data(Error);
    // Editions are known, so a page is looked for among the pages of its own edition alone; and
    // first, since an address with a name in it takes much longer to compare than a plain one.
    for edition in editions.iter() {
        portal = portal.service(edition_pages(&edition.prefix));
    }
    portal
        .service(get(Home, "/", choice::show))
        .service(get(Other, "/s/{id}", short_link::show))
        .service(get(Media, "/media/{file}", media::show))
        .service(get(Static, "/static/{file:.*}", assets::show))
        .service(get(Static, "/favicon.ico", assets::favicon))
        .service(get(Other, "/robots.txt", robots::show))
        .service(get(Sitemap, "/sitemap.xml", sitemaps::index))
        .service(get(Sitemap, "/sitemaps/{file}", sitemaps::show))
        .default_service(web::to(errors::not_found))
}

/// The pages of an edition, below `/{edition}`.
///
/// What is more exact comes first: the words that a section can't be called, then sections.
fn edition_pages(prefix: &str) -> impl HttpServiceFactory + use<> {
    let day = r"/{year:\d{4}}/{month:\d{2}}/{day:\d{2}}";
    let feed = "feed.{kind:atom|rss|json}";
    let mut pages = web::scope(&format!("/{prefix}"))
        .service(articles())
        .service(get(Home, "", home::add_slash))
        .service(get(Home, "/", home::show))
        .service(get(Archive, &format!("{day}/"), archive::show))
        .service(get(Archive, day, archive::add_slash));
    for name in INFO_PAGES {
        pages = pages.service(get(Info, &format!("/{name}"), info::show));
    }
    pages
        .service(get(Feed, &format!("/{feed}"), feeds::edition))
        .service(get(Coverage, "/coverage/", coverage::index))
        .service(get(Coverage, "/coverage", coverage::add_slash))
        .service(get(Feed, &format!("/coverage/{{slug}}/{feed}"), feeds::coverage))
        .service(get(Coverage, "/coverage/{slug}", coverage::show))
        .service(get(Feed, &format!("/by/{{slug}}/{feed}"), feeds::author))
        .service(get(Author, "/by/{slug}", people::show_author))
        .service(get(Feed, &format!("/source/{{slug}}/{feed}"), feeds::source))
        .service(get(Source, "/source/{slug}", people::show_source))
        .service(get(Feed, &format!("/{{section}}/{feed}"), feeds::section))
        .service(get(Section, "/{section}/", section::show))
        .service(get(Section, "/{section}", section::add_slash))
        .default_service(web::to(errors::not_found))
}

/// Articles, which most requests are for: told by the shape of their address, since to compare it
/// with a pattern takes as long as most of the page's queries.
fn articles() -> impl HttpServiceFactory + use<> {
    let is_article = guard::fn_guard(|asked| address::is_article(asked.head().uri.path()));
    let shown = web::scope("").guard(guard::Any(guard::Get()).or(guard::Head()));
    web::scope("")
        .guard(is_article)
        .app_data(Article)
        .service(shown.default_service(web::to(article::show)))
        .default_service(web::to(errors::method_not_allowed))
}

/// A page that takes GET and HEAD and says so to any other method; its kind is what requests for
/// it are counted as.
fn get<F, Args>(kind: PageKind, address: &str, handler: F) -> Resource
where
    F: Handler<Args> + Clone,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    web::resource(address)
        .app_data(kind)
        .route(web::get().to(handler.clone()))
        .route(web::head().to(handler))
        .default_service(web::to(errors::method_not_allowed))
}
