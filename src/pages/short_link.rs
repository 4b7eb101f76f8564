//! `/s/{id}`: short addresses for QR codes and messages.

use actix_web::http::header;
use actix_web::{HttpResponse, web};

use super::address::Links;
use super::reply::AppResult;
use crate::app::App;
use crate::db::articles;
use crate::error::AppError;
use crate::model::ArticleId;

/// `GET /s/{id}` leads to the article, live or withdrawn.
pub async fn show(app: web::Data<App>, path: web::Path<String>) -> AppResult {
    let app = app.into_inner();
    let id = path.parse().map(ArticleId).map_err(|_| AppError::NotFound)?;
    let found = app.read(move |_, conn| Ok(articles::find_address(conn, id)?)).await?;
    let (prefix, published_at, slug) = found.ok_or(AppError::NotFound)?;
    let edition = app.editions.get(&prefix).ok_or(AppError::NotFound)?;
    let address = Links::plain(edition).article(published_at, id, &slug);
    // The slug may change later, so nobody should remember where this led for ever.
    Ok(HttpResponse::Found()
        .insert_header((header::LOCATION, address))
        .insert_header((header::CACHE_CONTROL, "public, max-age=0, must-revalidate"))
        .finish())
}
