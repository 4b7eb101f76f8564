//! Photos: `/media/{key}-{width}.jpg`.

use std::io::ErrorKind;

use actix_files::NamedFile;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, mime, web};

use crate::app::App;
use crate::disk;
use crate::error::AppError;
use crate::media::MediaError::{self, Io};

/// `GET /media/{key}-{width}.jpg`, made from the original when it is asked for the first time.
pub async fn show(
    app: web::Data<App>,
    request: HttpRequest,
    path: web::Path<String>,
) -> Result<HttpResponse, AppError> {
    let (key, width) = parse(&path).ok_or(AppError::NotFound)?;
    let key = key.to_owned();
    let made = web::block(move || {
        // Opened here too: a disk may be slow. Between the two it may have made room for another.
        let open =
            || app.media.rendition(&key, width)?.map(NamedFile::open).transpose().map_err(Io);
        match open() {
            Err(Io(error)) if error.kind() == ErrorKind::NotFound => open(),
            opened => opened,
        }
    });
    let file = match made.await {
        Ok(Ok(file)) => file.ok_or(AppError::NotFound)?,
        Ok(Err(error @ MediaError::Unreachable(_))) => {
            return Err(AppError::Unavailable(error.to_string()));
        }
        Ok(Err(Io(error))) if disk::is_full(&error) => {
            return Err(AppError::Full(error.to_string()));
        }
        Ok(Err(error)) => return Err(AppError::Internal(format!("rendition: {error}"))),
        Err(canceled) => return Err(AppError::Internal(canceled.to_string())),
    };
    let mut response = file
        .set_content_type(mime::IMAGE_JPEG)
        .disable_content_disposition()
        .into_response(&request);
    // The key is the original's hash, so the bytes never change.
    response.headers_mut().insert(
        header::CACHE_CONTROL,
        header::HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    Ok(response)
}

fn parse(file_name: &str) -> Option<(&str, u32)> {
    let (key, width) = file_name.strip_suffix(".jpg")?.rsplit_once('-')?;
    Some((key, width.parse().ok()?))
}
