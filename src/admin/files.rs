//! Forms with files: what was typed comes first, then the files.

use actix_multipart::{Field, Multipart, MultipartError};
use futures_util::StreamExt;

use super::{Fields, csrf};
use crate::error::{AdminError, AppError};
use crate::text::{clean_line, truncate_cells};

/// The next part of a form; `None` at its end, or where it holds no files at all.
///
/// # Errors
///
/// The form was cut off.
pub async fn next(form: &mut Multipart) -> Result<Option<Field>, AdminError> {
    match form.next().await {
        Some(Ok(field)) => Ok(Some(field)),
        None
        | Some(Err(MultipartError::ContentTypeMissing | MultipartError::ContentTypeIncompatible)) => {
            Ok(None)
        }
        Some(Err(_)) => Err(cut_off()),
    }
}

/// What was typed in front of the first file, and that file.
///
/// # Errors
///
/// The form was cut off, or what was typed is larger than any of our forms.
pub async fn begin(form: &mut Multipart) -> Result<(Fields, Option<Field>), AdminError> {
    let mut typed = Vec::new();
    let mut left = csrf::MAX_FORM_BYTES;
    while let Some(mut field) = next(form).await? {
        let about = field.content_disposition();
        if about.is_some_and(|about| about.get_filename().is_some()) {
            return Ok((typed.into_iter().collect(), Some(field)));
        }
        let name = field.name().unwrap_or_default().to_owned();
        let text = read(&mut field, left).await?.ok_or(AdminError::TooLarge)?;
        left = left.saturating_sub(name.len() + text.len());
        typed.push((name, String::from_utf8_lossy(&text).into_owned()));
    }
    Ok((typed.into_iter().collect(), None))
}

/// A part's bytes; `None` when it has more than `limit`, which are let go by.
///
/// # Errors
///
/// The form was cut off.
pub async fn read(field: &mut Field, limit: usize) -> Result<Option<Vec<u8>>, AdminError> {
    let mut bytes = Vec::new();
    let mut is_over = false;
    while let Some(chunk) = field.next().await {
        let chunk = chunk.map_err(|_| cut_off())?;
        is_over |= bytes.len() + chunk.len() > limit;
        if is_over {
            bytes = Vec::new();
        } else {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok((!is_over).then_some(bytes))
}

/// A file's name without folders, on one line, and not endless; empty where none was chosen.
pub fn name_of(field: &Field) -> String {
    let name = field.content_disposition().and_then(|about| about.get_filename());
    let name = name.and_then(|name| name.rsplit(['/', '\\']).next()).unwrap_or_default();
    truncate_cells(&clean_line(name), 100).into_owned()
}

fn cut_off() -> AdminError {
    AppError::BadRequest("the form with files was cut off").into()
}
