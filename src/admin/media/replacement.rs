//! Another file for a photo that is in the library already.

use actix_multipart::Multipart;
use actix_web::web::Path;

use super::photo::{PhotoPage, find, left, with_stored};
use super::upload;
use crate::admin::{AdminResult, Fields, Flash, SignedIn, reply};
use crate::commands::{self, ReplacePhotoError};
use crate::error::{AdminError, AppError};
use crate::model::MediaId;

/// `POST /admin/media/{id}/file`: the words as they are typed, which stay typed and aren't saved,
/// and one `file`.
///
/// The page that asks who somebody is sends the words without the file.
pub async fn create(by: SignedIn, id: Path<i64>, carried: Fields, form: Multipart) -> AdminResult {
    let id = MediaId(*id);
    let mut found = find(&by, id).await?;
    let (sent, file) = upload::receive_one(&by, form).await?;
    let typed = if sent.is_empty() { carried } else { sent };
    if let Some(problem) = replace(&by, id, file).await? {
        let mut form = with_stored(&by, &found, typed);
        form.refuse("file", problem);
        return reply::refused(&PhotoPage::new(&by, found, form));
    }
    let before = std::mem::replace(&mut found, find(&by, id).await?);
    let words = left(&by, &typed, &before, &found);
    if words.is_empty() {
        let flash = Flash::new("flash-photo-replaced");
        return reply::done(&by, &format!("/admin/media/{id}"), flash).await;
    }
    reply::page(&PhotoPage::with_unsaved(&by, found, words, "photo-replaced-words-not"))
}

/// Puts the file in the photo's place, or says in a sentence why not.
async fn replace(
    by: &SignedIn,
    id: MediaId,
    file: Option<(String, Option<Vec<u8>>)>,
) -> Result<Option<String>, AdminError> {
    let Some((name, bytes)) = file else {
        return Ok(Some(by.language.text("photo-file-missing").to_owned()));
    };
    let original = match upload::accept(by, &name, bytes).await? {
        Ok(original) => original,
        Err(sentence) => return Ok(Some(sentence)),
    };
    let (sign_off, file_name) = (by.sign_off(), name.clone());
    let replaced = by
        .app
        .write(move |_, conn| commands::replace_photo(conn, &sign_off, id, &original, &file_name));
    match replaced.await? {
        Ok(()) => Ok(None),
        Err(ReplacePhotoError::Known(_)) => {
            let arguments = [("name", name.as_str().into())];
            Ok(Some(by.language.text_with("photo-file-known", &arguments)))
        }
        Err(ReplacePhotoError::NotFound(_)) => Err(AppError::NotFound.into()),
        Err(ReplacePhotoError::Denied(denied)) => Err(denied.into()),
        Err(ReplacePhotoError::Db(error)) => Err(error.into()),
    }
}
