//! Another file for a photo that is in the library already.

use actix_multipart::Multipart;
use actix_web::web::Path;

use super::photo::{PhotoPage, find, stored_fields};
use super::upload;
use crate::admin::{AdminResult, Flash, Form, SignedIn, reply};
use crate::commands::{self, ReplacePhotoError};
use crate::error::AppError;
use crate::model::MediaId;

/// `POST /admin/media/{id}/file`: one `file`.
pub async fn create(by: SignedIn, id: Path<i64>, form: Multipart) -> AdminResult {
    let id = MediaId(*id);
    find(&by, id).await?;
    let problem = match upload::receive_one(&by, form).await? {
        None => by.language.text("photo-file-missing").to_owned(),
        Some((name, bytes)) => match upload::accept(&by, &name, bytes).await? {
            Err(sentence) => sentence,
            Ok(original) => {
                let (sign_off, file_name) = (by.sign_off(), name.clone());
                let replaced = by.app.write(move |_, conn| {
                    commands::replace_photo(conn, &sign_off, id, &original, &file_name)
                });
                match replaced.await? {
                    Ok(()) => {
                        let flash = Flash::new("flash-photo-replaced");
                        return reply::done(&by, &format!("/admin/media/{id}"), flash).await;
                    }
                    Err(ReplacePhotoError::Known(_)) => {
                        by.language.text_with("photo-file-known", &[("name", name.as_str().into())])
                    }
                    Err(ReplacePhotoError::NotFound(_)) => return Err(AppError::NotFound.into()),
                    Err(ReplacePhotoError::Denied(denied)) => return Err(denied.into()),
                    Err(ReplacePhotoError::Db(error)) => return Err(error.into()),
                }
            }
        },
    };
    let found = find(&by, id).await?;
    let mut form = Form::typed(stored_fields(&by, &found));
    form.refuse("file", problem);
    reply::refused(&PhotoPage::new(&by, found, form))
}
