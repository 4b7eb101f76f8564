//! The words of an error page, and what surrounds them.

use std::sync::Arc;

use actix_web::ResponseError as _;
use askama::Template;

use super::super::cards::{Card, Link, StampStyle};
use super::super::layout::{Elsewhere, Head, Layout};
use super::super::lists;
use super::super::visit::Visit;
use crate::db::Conn;
use crate::db::listing;
use crate::db::listing::{List, Part};
use crate::db::settings::PORTAL;
use crate::error::AppError;
use crate::i18n::Arg;
use crate::model::Noun;
use crate::model::site::Site;

const LATEST: usize = 5;

#[derive(Template)]
#[template(path = "pages/error.html")]
pub struct ErrorPage {
    layout: Layout,
    status: u16,
    title: String,
    lines: Vec<String>,
    /// The address, on 404.
    address: Option<String>,
    latest: Vec<Card>,
    coverage: Option<Link>,
    /// The request's number to mention, on 500.
    request_id: Option<String>,
    /// Where to try again, on 500 and 503.
    again: Option<String>,
    home: String,
}

impl ErrorPage {
    /// The page for an error; `false`: the database couldn't be asked for what surrounds it.
    pub async fn load(visit: &Visit, error: &AppError, request_id: String) -> (ErrorPage, bool) {
        let kept = || (visit.app.kept_site(&visit.edition.prefix), Vec::new());
        let is_ours = error.is_ours();
        let mut around = None;
        if !is_ours {
            let this = visit.clone();
            let wants_latest = matches!(error, AppError::NotFound | AppError::Gone(_));
            let asked = visit.read(move |conn| surroundings(&this, conn, wants_latest)).await;
            around = asked.ok();
        }
        let is_whole = around.is_some();
        let (site, latest) = around.unwrap_or_else(kept);
        let mut layout = Layout::with_site(visit, site);
        layout.set_editions(&Vec::new(), &Elsewhere::SamePath(String::new()), false);
        let status = error.status_code().as_u16();
        let shown = match error {
            AppError::Gone(_) => 410,
            AppError::NotFound => 404,
            AppError::MethodNotAllowed => 405,
            AppError::Internal(_) => 500,
            _ if error.is_unavailable() => 503,
            _ => 400,
        };
        let title = layout.t(&format!("error-{shown}-title")).to_owned();
        let mut lines = vec![layout.t(&format!("error-{shown}-text")).to_owned()];
        if let AppError::Gone(article) = error
            && let Some(withdrawal) = &article.withdrawal
        {
            let edition = &visit.edition;
            let date = edition.card(withdrawal.at);
            let mut words =
                vec![edition.text_with("error-410-date", &[("date", Arg::Text(&date))])];
            if !withdrawal.reason.is_empty() {
                let reason = [("reason", Arg::Text(withdrawal.reason.as_str()))];
                words.push(edition.text_with("error-410-reason", &reason));
            }
            words.append(&mut lines);
            lines = words;
        }
        layout.head = Head { title: title.clone(), robots: Some("noindex"), ..Head::default() };
        let links = visit.links();
        let page = ErrorPage {
            coverage: layout.frame.coverage_index.clone(),
            address: matches!(error, AppError::NotFound).then(|| visit.path.clone()),
            request_id: matches!(error, AppError::Internal(_))
                .then_some(request_id)
                .filter(|id| !id.is_empty()),
            again: is_ours.then(|| visit.address(visit.photos)),
            home: links.home(),
            status,
            title,
            lines,
            latest,
            layout,
        };
        (page, is_whole)
    }
}

/// The edition's surroundings and its newest articles.
fn surroundings(
    visit: &Visit,
    conn: &mut Conn,
    wants_latest: bool,
) -> Result<(Arc<Site>, Vec<Card>), AppError> {
    let edition = &visit.edition;
    let settings = [PORTAL, &edition.prefix].map(|of| Noun::Settings(of.to_owned()));
    visit.shown.note_all(settings);
    let site = visit.app.site(conn, &edition.prefix)?;
    if !wants_latest {
        return Ok((site, Vec::new()));
    }
    visit.shows(Noun::Edition(edition.prefix.clone()));
    let list = List::Edition(&edition.prefix);
    let places = listing::list_places(conn, list, Part::Newest, lists::limit(LATEST))?;
    let teasers = visit.teasers(conn, &lists::ids(&places))?;
    let links = visit.links();
    let style = StampStyle::Front(visit.today());
    let cards =
        teasers.iter().map(|teaser| Card::new(&links, edition, teaser, style, false)).collect();
    Ok((site, cards))
}
