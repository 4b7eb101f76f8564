//! Stands before everything else: answers with kept pages, and keeps what is made.
//!
//! A kept page is found by its address alone; no route is looked up, nothing is asked, nothing is
//! rendered. On a miss the request goes on to its handler, which notes in [`Shown`] what it reads,
//! and its answer is kept when it is a page.

use std::future::{Ready, ready};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Instant;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::{Error, HttpMessage, HttpRequest, HttpResponse};
use futures_util::future::{Either, LocalBoxFuture};

use super::why;
use crate::app::App;
use crate::cache::Keeping;
use crate::cache::address::{self, means_something};
use crate::cache::following::{self, Flight, Turn};
use crate::cache::kept::{Asked, Kept, Rendered};
use crate::cache::underway::Underway;
use crate::compress;
use crate::metrics::tally::{Outcome, Tally};
use crate::model::{ChangeId, PageKind, Shown};
use crate::pages::reply::{self, Page};
use crate::request_log::{self, Asker, X_REQUEST_ID};

/// The layer; outermost of all.
pub struct KeptPages {
    app: Arc<App>,
}

impl KeptPages {
    /// The layer of a portal.
    pub fn new(app: Arc<App>) -> KeptPages {
        KeptPages { app }
    }
}

impl<S, B> Transform<S, ServiceRequest> for KeptPages
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<BoxBody>;
    type Error = Error;
    type InitError = ();
    type Transform = Layer<S>;
    type Future = Ready<Result<Layer<S>, ()>>;

    fn new_transform(&self, service: S) -> Self::Future {
        let tally = self.app.metrics.tally();
        ready(Ok(Layer { app: self.app.clone(), service: Rc::new(service), tally }))
    }
}

/// The layer in one worker.
pub struct Layer<S> {
    app: Arc<App>,
    service: Rc<S>,
    tally: Arc<Tally>,
}

type Answer = Result<ServiceResponse<BoxBody>, Error>;

impl<S, B> Service<ServiceRequest> for Layer<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<BoxBody>;
    type Error = Error;
    type Future = Either<Ready<Answer>, LocalBoxFuture<'static, Answer>>;

    actix_web::dev::forward_ready!(service);

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let cache = &self.app.cache;
        let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
        let uri = request.uri();
        let is_for_keeping = is_read && cache.is_on();
        let address = is_for_keeping.then(|| address::address(uri.path(), uri.query())).flatten();
        if let Some(address) = &address
            && let Some(page) = cache.find(address)
            && cache.is_fresh(&page, || self.app.clock.now())
        {
            cache.read(address, &page);
            let answer = send(&self.app, request, &page, Outcome::Kept);
            self.tally.came_about(Outcome::Kept);
            self.tally.answered(page.kind, answer.status());
            if page.kind == PageKind::Article {
                self.tally.read(answer.request().path());
            }
            return Either::Left(ready(Ok(answer)));
        }
        let address = address.map(|address| address.into_owned());
        let (app, service, tally) = (self.app.clone(), self.service.clone(), self.tally.clone());
        Either::Right(Box::pin(async move {
            let answer = match address {
                Some(address) => missed(&app, &service, &tally, request, address).await,
                None => handle(&app, &service, request).await.map(|made| finish(&app, made)),
            };
            match &answer {
                Ok(answer) => {
                    let kind = kind_of(answer);
                    tally.answered(kind, answer.status());
                    if kind == PageKind::Article && answer.status() == StatusCode::OK {
                        tally.read(answer.request().path());
                    }
                }
                Err(error) => {
                    tally.answered(PageKind::Error, error.as_response_error().status_code());
                }
            }
            answer
        }))
    }
}

/// Has a request handled, and measures how long that takes.
async fn handle<S, B>(app: &App, service: &S, request: ServiceRequest) -> Answer
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody + 'static,
{
    let began = Instant::now();
    let response = service.call(request).await?.map_into_boxed_body();
    app.metrics.handled(kind_of(&response), began.elapsed());
    Ok(response)
}

/// The kind of page that was asked for: of the route, or of the kept page where no route was
/// looked up.
fn kind_of(response: &ServiceResponse<BoxBody>) -> PageKind {
    let request = response.request();
    let routed = request.app_data::<PageKind>().copied();
    routed.or_else(|| request.extensions().get().copied()).unwrap_or_default()
}

/// Nothing fresh is kept: makes the page, or waits for who makes it.
async fn missed<S, B>(
    app: &Arc<App>,
    service: &S,
    tally: &Tally,
    request: ServiceRequest,
    address: String,
) -> Answer
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody + 'static,
{
    // Nobody can make it: who asks the database now would only wait for the same answer.
    if app.database.is_out()
        && let Some(page) = app.cache.find(&address).filter(|page| page.freshness.is_reserve())
    {
        tally.came_about(Outcome::Reserve);
        let answer = reserve(app, request.request(), &page);
        return Ok(request.into_response(answer));
    }
    // Somebody else's rendering is waited for twice at most; on a page that moves all the time
    // it is quicker to make one's own.
    for _ in 0..2 {
        match app.cache.begin(&address) {
            Turn::Lead(flight) => {
                let flight = Underway::new(app.cache.clone(), flight);
                return lead(app, service, tally, request, flight).await;
            }
            Turn::Wait(mut done) => {
                let ended = done.wait_for(|it| *it != following::Outcome::Underway).await;
                if ended.is_ok_and(|outcome| *outcome == following::Outcome::NotKept) {
                    break;
                }
                if let Some(page) = app.cache.find(&address)
                    && app.cache.is_fresh(&page, || app.clock.now())
                {
                    tally.came_about(Outcome::Waited);
                    request.extensions_mut().insert(page.kind);
                    return Ok(send(app, request, &page, Outcome::Waited));
                }
            }
        }
    }
    let response = finish(app, handle(app, service, request).await?);
    Ok(or_reserve(app, tally, response, &address))
}

/// Makes the page and keeps it.
async fn lead<S, B>(
    app: &Arc<App>,
    service: &S,
    tally: &Tally,
    request: ServiceRequest,
    underway: Underway,
) -> Answer
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody + 'static,
{
    let shown = Arc::new(Shown::default());
    request.extensions_mut().insert(shown.clone());
    let response = handle(app, service, request).await?;
    let Some(flight) = underway.end() else { return Ok(response) };
    let response = match Made::of(app, response, &shown, flight.position) {
        Ok(made) if is_for_keeping(&flight, &shown) => {
            app.cache.end_reserve();
            let Made { request, rendered, id } = made;
            let (page, outcome) = match app.cache.keep(&flight, rendered) {
                Keeping::Kept(page) => (page, Outcome::Made),
                Keeping::Moved(page) => (page, Outcome::Moved),
            };
            tally.came_about(outcome);
            return Ok(answer_with(app, request, id, &page, outcome));
        }
        Ok(made) => {
            tally.came_about(Outcome::NotKept);
            made.reply(app)
        }
        Err(response) => or_reserve(app, tally, response, &flight.address),
    };
    app.cache.give_up(&flight, following::Outcome::NotKept);
    Ok(response)
}

fn is_for_keeping(flight: &Flight, shown: &Shown) -> bool {
    let parts = shown.parts();
    // A page that shows nothing would never be made again.
    !parts.is_behind
        && !parts.nouns.is_empty()
        && means_something(&flight.address, &parts.parameters)
}

/// An answer that isn't kept, with its tag and its encoding.
fn finish(app: &App, response: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
    match Made::of(app, response, &Shown::default(), ChangeId(0)) {
        Ok(made) => made.reply(app),
        Err(response) => response,
    }
}

/// A page that was made for a request.
struct Made {
    request: HttpRequest,
    rendered: Rendered,
    /// The request's id, which no other answer with the page carries.
    id: Option<HeaderValue>,
}

impl Made {
    /// The page in an answer, or the answer when it is no page.
    #[expect(clippy::result_large_err, reason = "both are the answer")]
    fn of(
        app: &App,
        mut response: ServiceResponse<BoxBody>,
        shown: &Shown,
        position: ChangeId,
    ) -> Result<Made, ServiceResponse<BoxBody>> {
        let status = response.status();
        let is_page = matches!(status, StatusCode::OK | StatusCode::GONE)
            && response.response_mut().extensions_mut().remove::<Page>().is_some();
        if !is_page {
            return Err(response);
        }
        let kind = kind_of(&response);
        let id = response.headers_mut().remove(&X_REQUEST_ID).next();
        if app.config.behind_nginx {
            response.headers_mut().insert(reply::X_ACCEL_EXPIRES, reply::LONG_AGO);
        }
        let headers = app.cache.share(response.headers());
        let (request, response) = response.into_parts();
        // Text is there as a whole; what would be sent piece by piece is no page of ours.
        let body = response.into_body().try_into_bytes().unwrap_or_default();
        let parts = shown.parts();
        let rendered = Rendered {
            kind,
            status,
            headers,
            body,
            at: app.clock.now(),
            position,
            nouns: parts.listed(),
            until: parts.until,
            surrogate: app.surrogate_header(),
        };
        Ok(Made { request, rendered, id })
    }

    fn reply(self, app: &App) -> ServiceResponse<BoxBody> {
        answer_with(app, self.request, self.id, &Kept::new(self.rendered, None), Outcome::NotKept)
    }
}

/// Answers with a page.
fn answer_with(
    app: &App,
    request: HttpRequest,
    id: Option<HeaderValue>,
    page: &Kept,
    outcome: Outcome,
) -> ServiceResponse<BoxBody> {
    let mut answer = page.answer(asked(request.headers()));
    if let Some(id) = id {
        answer.headers_mut().insert(X_REQUEST_ID, id);
    }
    limit_sharing(app, &mut answer, page, outcome);
    why::explain(app, &request, &mut answer, page, outcome);
    ServiceResponse::new(request, answer)
}

/// When there is no database: what was kept, though it isn't known to be the newest.
fn or_reserve(
    app: &App,
    tally: &Tally,
    response: ServiceResponse<BoxBody>,
    address: &str,
) -> ServiceResponse<BoxBody> {
    let kept = match response.status() {
        StatusCode::SERVICE_UNAVAILABLE => app.cache.find(address),
        _ => None,
    };
    let Some(page) = kept.filter(|page| page.freshness.is_reserve()) else {
        tally.came_about(Outcome::NotKept);
        return response;
    };
    tally.came_about(Outcome::Reserve);
    let (request, _) = response.into_parts();
    let answer = reserve(app, &request, &page);
    ServiceResponse::new(request, answer)
}

/// The answer with a page that isn't known to be the newest.
fn reserve(app: &App, request: &HttpRequest, page: &Kept) -> HttpResponse {
    let age = (app.clock.now() - page.rendered_at).num_seconds().max(0);
    if app.cache.reserve.show(Instant::now()) {
        tracing::warn!("pages cannot be made; readers get what was kept, with its age");
    }
    tracing::debug!(path = request.path(), age, "showed a page from the reserve");
    request.extensions_mut().insert(page.kind);
    let mut answer = page.answer(asked(request.headers()));
    answer.headers_mut().insert(header::AGE, HeaderValue::from(age));
    limit_sharing(app, &mut answer, page, Outcome::Reserve);
    why::explain(app, request, &mut answer, page, Outcome::Reserve);
    answer
}

/// A cache in front may keep only what it will be told about: a page that this process keeps, and
/// whose time doesn't end meanwhile. Anything else it asks for each time.
fn limit_sharing(app: &App, answer: &mut HttpResponse, page: &Kept, outcome: Outcome) {
    let secs = app.config.shared_cache_secs;
    if secs == 0 || page.status != StatusCode::OK {
        return;
    }
    let is_followed = matches!(outcome, Outcome::Kept | Outcome::Waited | Outcome::Made);
    let shown_for = secs.saturating_add(reply::REVALIDATE_SECS);
    if !is_followed || !page.freshness.lasts(app.clock.now(), shown_for) {
        let ask = HeaderValue::from_static(reply::ASK_EACH_TIME);
        answer.headers_mut().insert(header::CACHE_CONTROL, ask);
    }
}

/// Answers with a kept page, and logs it where requests are logged.
fn send(
    app: &App,
    request: ServiceRequest,
    page: &Kept,
    outcome: Outcome,
) -> ServiceResponse<BoxBody> {
    let (request, _) = request.into_parts();
    let mut answer = page.answer(asked(request.headers()));
    if request_log::is_on() {
        let asker = Asker::of(&request);
        let id = request_log::log_kept(app, &asker, page.kind, answer.status());
        answer.headers_mut().insert(X_REQUEST_ID, id);
    }
    limit_sharing(app, &mut answer, page, outcome);
    why::explain(app, &request, &mut answer, page, outcome);
    ServiceResponse::new(request, answer)
}

fn asked(headers: &HeaderMap) -> Asked<'_> {
    Asked {
        encoding: compress::accepted(headers),
        if_none_match: headers.get(header::IF_NONE_MATCH).map(HeaderValue::as_bytes),
        if_modified_since: headers.get(header::IF_MODIFIED_SINCE).map(HeaderValue::as_bytes),
    }
}
