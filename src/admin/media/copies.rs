//! Photos that another site shows, copied into the library by their address.

use std::time::Duration;

use actix_web::{HttpRequest, HttpResponse};
use percent_encoding::percent_decode_str;
use url::Url;

use super::{MediaPage, Part, choices, upload};
use crate::admin::{AdminResult, Fields, Flash, Form, SignedIn, reply};
use crate::commands;
use crate::error::AdminError;
use crate::fetch::{self, Bounds, FetchError};
use crate::media::Format;
use crate::model::{MediaId, Permission};
use crate::text::{clean_line, truncate_cells};

/// The longest address that is asked, in bytes.
const MOST_ADDRESS_BYTES: usize = 4096;

/// `POST /admin/media/copies`: the field `url`.
///
/// Who accepts JSON gets the photo, or why there is none, and no page.
pub async fn create(by: SignedIn, request: HttpRequest, fields: Fields) -> AdminResult {
    by.require_somewhere(Permission::Write)?;
    let is_script = upload::is_script(&request);
    match copy(&by, fields.trimmed("url").to_owned()).await? {
        Ok(id) if is_script => {
            let photos = by.app.read(move |_, conn| choices::of(conn, &[id])).await?;
            Ok(HttpResponse::Ok().json(photos))
        }
        Ok(id) => {
            reply::done(&by, &format!("/admin/media/{id}"), Flash::new("flash-photo-copied")).await
        }
        Err(sentence) if is_script => {
            let refused = choices::Choices::refused(sentence);
            Ok(HttpResponse::UnprocessableEntity().json(refused))
        }
        Err(sentence) => {
            let mut form = Form::typed(fields);
            form.refuse("url", sentence);
            reply::refused(&MediaPage::load(&by, Part::default(), None, form).await?)
        }
    }
}

/// Fetches a picture and puts it into the library, or says in a sentence why not.
async fn copy(by: &SignedIn, address: String) -> Result<Result<MediaId, String>, AdminError> {
    let bounds = Bounds {
        max_bytes: by.app.config.max_photo_bytes(),
        timeout: Duration::from_secs(by.app.config.fetch_secs.into()),
        networks: by.app.config.fetch_networks.clone(),
    };
    let fetched = match address.len() <= MOST_ADDRESS_BYTES {
        true => fetch::fetch(&address, &bounds).await,
        false => Err(FetchError::NoAddress(String::new())),
    };
    let bytes = match fetched {
        Ok(bytes) => bytes,
        Err(error) => {
            tracing::info!(%error, by = %by.user.id, "fetched no picture");
            return Ok(Err(sentence(by, &address, &error)));
        }
    };
    let name = name(&address, Format::sniff(&bytes));
    let original = match upload::accept(by, &name, Some(bytes)).await? {
        Ok(original) => original,
        Err(sentence) => return Ok(Err(sentence)),
    };
    let sign_off = by.sign_off();
    let copied = by
        .app
        .write(move |_, conn| commands::copy_photo(conn, &sign_off, &original, &name, &address));
    Ok(Ok(copied.await??))
}

/// What the photo is called: the end of its address, with what it really is.
fn name(address: &str, format: Option<Format>) -> String {
    let url = Url::parse(address).ok();
    let last = url.as_ref().and_then(|url| url.path_segments()?.rfind(|part| !part.is_empty()));
    let last = percent_decode_str(last.unwrap_or_default()).decode_utf8_lossy();
    let stem = last.rsplit_once('.').map_or(&*last, |(stem, _)| stem);
    let stem = truncate_cells(&clean_line(&stem.replace(['/', '\\'], "-")), 80).into_owned();
    let stem = match url.as_ref().and_then(Url::host_str) {
        Some(host) if stem.is_empty() => host.replace('.', "-"),
        _ => stem,
    };
    match format {
        Some(format) => format!("{stem}.{}", format.extension()),
        None => stem,
    }
}

/// What happened, and what to do.
fn sentence(by: &SignedIn, address: &str, error: &FetchError) -> String {
    let with = |key: &str, host: &str| by.language.text_with(key, &[("host", host.into())]);
    match error {
        FetchError::NoAddress(_) => by.language.text("copy-no-address").to_owned(),
        FetchError::Private(host) => with("copy-private", host),
        FetchError::Unreachable { host, .. } => with("copy-unreachable", host),
        FetchError::Refused { host, .. } => with("copy-refused", host),
        FetchError::TooManyRedirects(host) => with("copy-refused", host),
        FetchError::TooSlow(host) => with("copy-too-slow", host),
        FetchError::TooManyBytes(_) => {
            let (name, limit) = (name(address, None), by.app.config.max_photo_mb.to_string());
            let arguments = [("name", name.as_str().into()), ("limit", limit.as_str().into())];
            by.language.text_with("copy-too-many-bytes", &arguments)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_called_what_it_is() {
        let jpeg = |address| name(address, Some(Format::Jpeg));
        assert_eq!(jpeg("https://a.example/b/bridge.png?w=640"), "bridge.jpg");
        assert_eq!(jpeg("https://a.example/%E6%A1%A5/"), "桥.jpg");
        assert_eq!(jpeg("https://a.example/?id=7"), "a-example.jpg");
        assert_eq!(jpeg("https://a.example/..%2f..%5cx.y.php"), "..-..-x.y.jpg");
        assert_eq!(name("https://a.example/page.html", None), "page");
    }
}
