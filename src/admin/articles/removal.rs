//! Deleting a draft that no reader has ever had.

use actix_web::web::{Path, Query};
use askama::Template;

use super::opened::Opened;
use super::views;
use crate::admin::{AdminResult, Fields, Flash, Form, Layout, SignedIn, reply};
use crate::commands::{self, DiscardDraftError};
use crate::error::{AdminError, AppError};

#[derive(Template)]
#[template(path = "admin/removal.html")]
struct RemovalPage {
    layout: Layout,
    form: Form,
    path: String,
    /// The query of the list that the person came from.
    back: String,
    headline: String,
    tag: String,
    /// Whether it is still there to be deleted.
    is_draft: bool,
}

/// `GET /admin/articles/{article}/removal`
pub async fn new(by: SignedIn, id: Path<i64>, query: Query<Vec<(String, String)>>) -> AdminResult {
    let opened = find(&by, *id).await?;
    let back = query.iter().filter(|(name, _)| name == "back");
    let form = Form::filled(back.map(|(name, value)| (name.as_str(), value.as_str())));
    reply::page(&page(&by, &opened, form))
}

/// `POST /admin/articles/{article}/removal`
pub async fn create(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    let opened = find(&by, *id).await?;
    by.require_step_up()?;
    let (sign_off, article) = (by.sign_off(), opened.copy.id);
    let done = by.app.write(move |_, conn| commands::discard_draft(conn, &sign_off, article));
    let message = match done.await? {
        Ok(()) => {
            let list = views::back_path(&fields);
            return reply::done(&by, &list, Flash::new("flash-draft-discarded")).await;
        }
        Err(DiscardDraftError::NoDraft(_)) => "removal-no-draft",
        Err(DiscardDraftError::Taken(_)) => "removal-taken",
        Err(DiscardDraftError::NotFound(_)) => return Err(AppError::NotFound.into()),
        Err(DiscardDraftError::Denied(denied)) => return Err(denied.into()),
        Err(DiscardDraftError::Db(error)) => return Err(error.into()),
    };
    let mut form = Form::typed(fields);
    form.refuse("draft", by.language.text(message));
    reply::refused(&page(&by, &opened, form))
}

async fn find(by: &SignedIn, id: i64) -> Result<Opened, AdminError> {
    let opened = Opened::find(by, id, &Fields::default()).await?;
    opened.require_edit(by)?;
    Ok(opened)
}

fn page(by: &SignedIn, opened: &Opened, form: Form) -> RemovalPage {
    RemovalPage {
        layout: Layout::of(by, "removal-title").with(&form),
        path: opened.path(),
        back: super::tidy(&views::back(form.sent())),
        headline: opened.form().value("headline").to_owned(),
        tag: opened.edition.tag.clone(),
        is_draft: opened.is_discardable(),
        form,
    }
}
