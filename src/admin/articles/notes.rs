//! What colleagues write to each other on an article.

use actix_web::web::Path;

use super::opened::Opened;
use super::{editor, views};
use crate::admin::{AdminResult, Fields, Flash, SignedIn, reply};
use crate::commands::{self, AddNoteError};
use crate::error::AppError;

/// `POST /admin/articles/{article}/notes`
pub async fn create(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    let opened = Opened::find(&by, *id, &Fields::default()).await?;
    let (sign_off, article, note) = (by.sign_off(), opened.copy.id, fields.get("note"));
    let added =
        by.app.write(move |_, conn| commands::add_note(conn, &sign_off, article, &note)).await?;
    match added {
        Ok(()) => {
            let path = format!("{}#notes", views::article_path(&opened.path(), &fields));
            reply::done(&by, &path, Flash::new("flash-note-added")).await
        }
        Err(AddNoteError::Empty) => {
            let mut form = opened.form();
            form.fill([("back", fields.trimmed("back"))]);
            form.refuse("note", by.language.text("note-missing"));
            editor::refused(&by, opened, form).await
        }
        Err(AddNoteError::NotFound(_)) => Err(AppError::NotFound.into()),
        Err(AddNoteError::Denied(denied)) => Err(denied.into()),
        Err(AddNoteError::Db(error)) => Err(error.into()),
    }
}
