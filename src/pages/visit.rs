//! A reader's request: which edition, with or without photos, which query.

use std::future::{Ready, ready};
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::http::Uri;
use actix_web::http::header::IF_NONE_MATCH;
use actix_web::{FromRequest, HttpRequest, web};

use super::address::Links;
use crate::app::App;
use crate::compress::{self, Encoding};
use crate::error::AppError;
use crate::i18n::Edition;

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
    /// What the reader's browser can unpack.
    pub encoding: Encoding,
    /// Entity tags that the reader's browser holds, as sent.
    pub if_none_match: Option<String>,
    query: Vec<(String, String)>,
}

impl Visit {
    /// A parameter of the query; the first one when it is there twice.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        parameter(&self.query, name)
    }

    /// Links that keep the reader's choice about photos.
    pub fn links(&self) -> Links<'_> {
        Links::keeping_photos(&self.edition, self.photos)
    }

    /// Reads a request at an address of `edition`.
    pub fn new(app: Arc<App>, edition: Arc<Edition>, request: &HttpRequest) -> Visit {
        let held = request.headers().get(IF_NONE_MATCH).and_then(|value| value.to_str().ok());
        Visit {
            encoding: compress::accepted(request),
            if_none_match: held.map(str::to_owned),
            ..Visit::of_uri(app, edition, request.uri())
        }
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
        let query: Vec<(String, String)> =
            uri.query().and_then(|text| serde_urlencoded::from_str(text).ok()).unwrap_or_default();
        Visit {
            app,
            edition,
            photos: parameter(&query, "photos") != Some("off"),
            path: uri.path().to_owned(),
            encoding: Encoding::Identity,
            if_none_match: None,
            query,
        }
    }
}

fn parameter<'a>(query: &'a [(String, String)], name: &str) -> Option<&'a str> {
    query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
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
