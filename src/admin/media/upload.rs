//! Photos that somebody chose on their device, several at once.
//!
//! They come one after another; only the one at hand is in memory, and none that is over the
//! limit. Each is in the library, or refused in a sentence, whatever becomes of the others.

use actix_multipart::Multipart;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::{MediaPage, Part};
use crate::admin::{AdminResult, Fields, Flash, Form, SignedIn, files, reply};
use crate::error::{AdminError, AppError};
use crate::media::{Format, MediaError, Original};
use crate::model::{MediaId, Permission};
use crate::text::clean_line;
use crate::{commands, disk};

/// How many photos are taken at once.
const MAX_FILES: usize = 50;

/// The most bytes of a field that isn't a file.
const MAX_TEXT_BYTES: usize = 2000;

/// What came of an upload.
#[derive(Default)]
pub(super) struct Upload {
    credit: String,
    /// What is in the library now.
    pub taken: Vec<MediaId>,
    /// Why a file is not, as sentences.
    pub refused: Vec<String>,
}

/// What a script is told.
#[derive(Serialize)]
struct Answer {
    taken: Vec<Taken>,
    refused: Vec<String>,
}

#[derive(Serialize)]
struct Taken {
    href: String,
}

/// `POST /admin/media`: the field `credit`, if it is there, and then any number of `files`.
///
/// Who accepts JSON gets what was taken and what was refused, and no page.
pub async fn create(by: SignedIn, request: HttpRequest, form: Multipart) -> AdminResult {
    by.require_somewhere(Permission::Write)?;
    let mut upload = Upload::default();
    upload.receive(&by, form).await?;
    if is_script(&request) {
        let href = |id: &MediaId| format!("/admin/media/{id}");
        if upload.taken.is_empty() && upload.refused.is_empty() {
            upload.refused.push(by.language.text("media-none-chosen").to_owned());
        }
        let taken = upload.taken.iter().map(|id| Taken { href: href(id) }).collect();
        return Ok(HttpResponse::Ok().json(Answer { taken, refused: upload.refused }));
    }
    let taken = upload.taken.len();
    if upload.refused.is_empty() && taken > 0 {
        let path = match upload.taken.as_slice() {
            [only] => format!("/admin/media/{only}"),
            _ => "/admin/media".to_owned(),
        };
        let flash = Flash::new("flash-photos-added").with("count", &taken.to_string());
        return reply::done(&by, &path, flash).await;
    }
    let fields: Fields = [("credit".to_owned(), upload.credit)].into_iter().collect();
    let mut form = Form::typed(fields);
    for problem in upload.refused {
        form.refuse("files", problem);
    }
    if form.is_good() {
        form.refuse("files", by.language.text("media-none-chosen"));
    }
    let mut page = MediaPage::load(&by, Part::default(), None, form).await?;
    if taken > 0 {
        page.layout.flash = Some(page.layout.tv("flash-photos-added", "count", &taken.to_string()));
    }
    reply::refused(&page)
}

impl Upload {
    /// Takes the files of a form.
    pub async fn receive(&mut self, by: &SignedIn, mut form: Multipart) -> Result<(), AdminError> {
        let limit = usize::try_from(by.app.config.max_photo_bytes()).unwrap_or(usize::MAX);
        let mut count = 0;
        while let Some(mut field) = files::next(&mut form).await? {
            match field.name() {
                Some("credit") => {
                    let text = files::read(&mut field, MAX_TEXT_BYTES).await?.unwrap_or_default();
                    self.credit = clean_line(&String::from_utf8_lossy(&text));
                }
                Some("files") => {
                    let name = files::name_of(&field);
                    // What browsers send where nothing was chosen.
                    if name.is_empty() {
                        files::read(&mut field, 0).await?;
                        continue;
                    }
                    count += 1;
                    if count > MAX_FILES {
                        let most = MAX_FILES.to_string();
                        let problem = by.language.text_with(
                            "media-too-many-files",
                            &[("name", name.as_str().into()), ("count", most.as_str().into())],
                        );
                        self.refused.push(problem);
                        return Ok(());
                    }
                    let bytes = files::read(&mut field, limit).await?;
                    self.take(by, &name, bytes).await?;
                }
                _ => {
                    files::read(&mut field, MAX_TEXT_BYTES).await?;
                }
            }
        }
        Ok(())
    }

    /// Puts one file into the library, or notes why not.
    async fn take(
        &mut self,
        by: &SignedIn,
        name: &str,
        bytes: Option<Vec<u8>>,
    ) -> Result<(), AdminError> {
        match accept(by, name, bytes).await? {
            Ok(original) => {
                let (sign_off, credit) = (by.sign_off(), self.credit.clone());
                let name = name.to_owned();
                let added = by.app.write(move |_, conn| {
                    commands::add_photo(conn, &sign_off, &original, &name, &credit, &[])
                });
                self.taken.push(added.await??);
            }
            Err(sentence) => self.refused.push(sentence),
        }
        Ok(())
    }
}

/// Whether a script asks, which wants JSON.
pub(in crate::admin) fn is_script(request: &HttpRequest) -> bool {
    let accepts = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accepts.is_some_and(|accepts| accepts.starts_with("application/json"))
}

/// Puts a file into the store, or says in a sentence why not. `bytes` are `None` when there were
/// too many.
pub(super) async fn accept(
    by: &SignedIn,
    name: &str,
    bytes: Option<Vec<u8>>,
) -> Result<Result<Original, String>, AdminError> {
    let stored = match bytes {
        None => {
            let limit = by.app.config.max_photo_bytes();
            Err(MediaError::TooManyBytes { bytes: limit + 1, limit })
        }
        Some(bytes) if is_misnamed(name, &bytes) => {
            return Ok(Err(sentence(by, "media-misnamed", name)));
        }
        Some(bytes) => store(by, bytes).await?,
    };
    match stored {
        Ok(original) => Ok(Ok(original)),
        Err(error) => Ok(Err(refusal(by, name, error)?)),
    }
}

/// What was typed in a form, and its one `file` with its name; `None` when none was chosen. Its
/// bytes are `None` when there are too many.
pub(super) async fn receive_one(
    by: &SignedIn,
    mut form: Multipart,
) -> Result<(Fields, Option<(String, Option<Vec<u8>>)>), AdminError> {
    let (typed, file) = files::begin(&mut form).await?;
    let Some(mut file) = file else { return Ok((typed, None)) };
    let name = files::name_of(&file);
    let limit = usize::try_from(by.app.config.max_photo_bytes()).unwrap_or(usize::MAX);
    let bytes = files::read(&mut file, limit).await?;
    Ok((typed, (!name.is_empty()).then_some((name, bytes))))
}

/// Whether the name promises one of our formats, or another one, and the bytes are of ours but
/// not of that: somebody renamed it, and would look for it in vain.
fn is_misnamed(name: &str, bytes: &[u8]) -> bool {
    match (Format::of_name(name), Format::sniff(bytes)) {
        (Some(promised), found) => found != Some(promised),
        (None, Some(_)) => name.contains('.'),
        (None, None) => false,
    }
}

async fn store(by: &SignedIn, bytes: Vec<u8>) -> Result<Result<Original, MediaError>, AdminError> {
    let app = by.app.clone();
    let stored = web::block(move || app.media.put(&bytes)).await;
    Ok(stored.map_err(|canceled| AppError::Internal(canceled.to_string()))?)
}

/// Why a file was not taken, as a sentence; our own failures are errors.
fn refusal(by: &SignedIn, name: &str, error: MediaError) -> Result<String, AdminError> {
    let key = match error {
        MediaError::TooManyBytes { .. } => {
            let limit = by.app.config.max_photo_mb.to_string();
            let arguments = [("name", name.into()), ("limit", limit.as_str().into())];
            return Ok(by.language.text_with("media-too-many-bytes", &arguments));
        }
        MediaError::TooManyPixels { width, height, .. }
        | MediaError::TooLongSide { width, height, .. } => {
            let size = format!("{width} × {height}");
            let arguments = [("name", name.into()), ("size", size.as_str().into())];
            return Ok(by.language.text_with("media-too-many-pixels", &arguments));
        }
        MediaError::UnknownFormat => "media-unsupported",
        MediaError::Unsupported(_) => "media-unsupported-avif",
        MediaError::Damaged(_) | MediaError::DecoderPanicked | MediaError::Encoding(_) => {
            "media-damaged"
        }
        MediaError::Unreachable(reason) => {
            tracing::error!(reason, "a photo could not be stored");
            "media-unreachable"
        }
        MediaError::Io(error) if disk::is_full(&error) => {
            tracing::error!(%error, "no space left for photos");
            "media-no-space"
        }
        MediaError::Io(error) => return Err(AppError::Internal(error.to_string()).into()),
    };
    Ok(sentence(by, key, name))
}

fn sentence(by: &SignedIn, key: &str, name: &str) -> String {
    by.language.text_with(key, &[("name", name.into())])
}
