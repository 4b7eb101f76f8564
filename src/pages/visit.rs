//! A reader's request: which edition, with or without photos, which query; and what its page shows.

use std::future::{Ready, ready};
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::http::Uri;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use chrono::NaiveDate;
use diesel::QueryResult;

use super::address::Links;
use crate::app::App;
use crate::cache::address::{PARAMETERS, is_said};
use crate::db::settings::PORTAL;
use crate::db::{Conn, teasers};
use crate::error::AppError;
use crate::i18n::Edition;
use crate::model::{ArticleId, Noun, Shown, Teaser};

/// What every page needs to know about the request.
///
/// Extracting it fails with [`AppError::NotFound`] when the first part of the
/// path isn't an edition.
#[derive(Clone)]
pub struct Visit {
    /// The portal.
    pub app: Arc<App>,
    /// The edition of the address.
    pub edition: Arc<Edition>,
    /// Whether photos are wanted.
    pub photos: bool,
    /// The path, without the query.
    pub path: String,
    /// What the page shows, so that it can be kept until that moves.
    pub shown: Arc<Shown>,
    query: Vec<(String, String)>,
}

impl Visit {
    /// A parameter of the query; the first one when it is there twice.
    ///
    /// Only those that [`PARAMETERS`] names are ever there: on the others no page may depend.
    pub fn parameter(&self, name: &'static str) -> Option<&str> {
        self.shown.parameter(name);
        parameter(&self.query, name)
    }

    /// Runs the queries of the page.
    ///
    /// # Errors
    ///
    /// Those of [`App::read`].
    pub async fn read<T: Send + 'static>(
        &self,
        queries: impl FnOnce(&mut Conn) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        self.app.read_page(&self.shown, move |_, conn| queries(conn)).await
    }

    /// Notes that the page shows `noun`.
    pub fn shows(&self, noun: Noun) {
        self.shown.note(noun);
    }

    /// Notes that the page shows names, and so addresses, in every edition.
    pub fn shows_names_everywhere(&self) {
        shows_settings(&self.app, &self.shown);
    }

    /// Today in the edition; from tomorrow on the page is another one.
    pub fn today(&self) -> NaiveDate {
        let today = self.edition.local_date(self.app.clock.now());
        self.shown.until(self.edition.day_bounds(today).1);
        today
    }

    /// The teasers of the live articles among `ids`, in the order of `ids`.
    ///
    /// # Errors
    ///
    /// Those of the database.
    pub fn teasers(&self, conn: &mut Conn, ids: &[ArticleId]) -> QueryResult<Vec<Teaser>> {
        // Those that aren't live too: they may be tomorrow.
        self.shown.note_all(ids.iter().copied().map(Noun::Article));
        teasers::list(conn, ids)
    }

    /// The same with headline, photo and time alone.
    ///
    /// # Errors
    ///
    /// Those of the database.
    pub fn headlines(&self, conn: &mut Conn, ids: &[ArticleId]) -> QueryResult<Vec<Teaser>> {
        self.shown.note_all(ids.iter().copied().map(Noun::Article));
        teasers::list_headlines(conn, ids)
    }

    /// Links that keep the reader's choice about photos.
    pub fn links(&self) -> Links<'_> {
        Links::keeping_photos(&self.edition, self.photos)
    }

    /// The address of this very page, with or without photos.
    pub fn address(&self, photos: bool) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for name in PARAMETERS {
            let asked = parameter(&self.query, name).unwrap_or_default();
            let value = match name {
                "photos" if photos => "",
                "photos" => "off",
                _ => asked,
            };
            if is_said(name, value) {
                query.append_pair(name, value);
            }
        }
        let query = query.finish();
        if query.is_empty() { self.path.clone() } else { format!("{}?{query}", self.path) }
    }

    /// Reads a request at an address of `edition`.
    pub fn new(app: Arc<App>, edition: Arc<Edition>, request: &HttpRequest) -> Visit {
        Visit { shown: shown(request), ..Visit::of_uri(app, edition, request.uri()) }
    }

    /// A visit to a page of an edition that nobody asked for by its address: a preview.
    pub fn at(
        app: Arc<App>,
        edition: Arc<Edition>,
        path: impl FnOnce(&Links<'_>) -> String,
    ) -> Visit {
        let path = path(&Links::plain(&edition));
        Visit { path, ..Visit::of_uri(app, edition, &Uri::from_static("/")) }
    }

    /// A visit of which only the address is known.
    pub fn of_uri(app: Arc<App>, edition: Arc<Edition>, uri: &Uri) -> Visit {
        let mut query: Vec<(String, String)> =
            uri.query().and_then(|text| serde_urlencoded::from_str(text).ok()).unwrap_or_default();
        query.retain(|(name, _)| PARAMETERS.contains(&name.as_str()));
        Visit {
            app,
            edition,
            photos: parameter(&query, "photos") != Some("off"),
            path: uri.path().to_owned(),
            shown: Arc::default(),
            query,
        }
    }
}

fn parameter<'a>(query: &'a [(String, String)], name: &str) -> Option<&'a str> {
    query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// Where the page of a request notes what it shows.
pub fn shown(request: &HttpRequest) -> Arc<Shown> {
    request.extensions().get::<Arc<Shown>>().cloned().unwrap_or_default()
}

/// Notes names, navigation and settings of every edition.
pub fn shows_settings(app: &App, shown: &Shown) {
    shown.note(Noun::Settings(PORTAL.to_owned()));
    shown.note_all(app.editions.iter().map(|edition| Noun::Settings(edition.prefix.clone())));
}

/// The edition that a path begins with.
pub fn edition_of_path<'a>(app: &'a App, path: &str) -> Option<&'a Arc<Edition>> {
    app.editions.get(path.trim_start_matches('/').split('/').next()?)
}

impl FromRequest for Visit {
    type Error = AppError;
    type Future = Ready<Result<Visit, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let visit = || {
            let app = request
                .app_data::<web::Data<App>>()
                .ok_or_else(|| AppError::Internal("no portal in this server".to_owned()))?;
            let edition = edition_of_path(app, request.path()).ok_or(AppError::NotFound)?.clone();
            Ok(Visit::new(app.clone().into_inner(), edition, request))
        };
        ready(visit())
    }
}
