//! Taking a story down, in every edition at once.

use actix_web::web::Path;
use askama::Template;

use super::opened::Opened;
use crate::admin::{AdminResult, Fields, Flash, Form, Layout, SignedIn, reply};
use crate::commands::{self, WithdrawError};
use crate::db::{drafts, editing};
use crate::error::AdminError;
use crate::model::{ArticleState, Permission};

#[derive(Template)]
#[template(path = "admin/withdrawal.html")]
struct WithdrawalPage {
    layout: Layout,
    form: Form,
    path: String,
    live: Vec<Live>,
}

/// An article of the story that readers can read.
struct Live {
    field: String,
    prefix: String,
    label: String,
    tag: String,
    headline: String,
}

/// `GET /admin/articles/{article}/withdrawal`
pub async fn new(by: SignedIn, id: Path<i64>) -> AdminResult {
    let (opened, live) = find(&by, *id).await?;
    reply::page(&page(&by, &opened, live, Form::default()))
}

/// `POST /admin/articles/{article}/withdrawal`
pub async fn create(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    let (opened, live) = find(&by, *id).await?;
    by.require_step_up()?;
    let reasons: Vec<(String, String)> =
        live.iter().map(|live| (live.prefix.clone(), fields.get(&live.field))).collect();
    let (sign_off, story) = (by.sign_off(), opened.copy.story_id);
    let done =
        by.app.write(move |_, conn| commands::withdraw(conn, &sign_off, story, &reasons)).await?;
    match done {
        Ok(()) => reply::done(&by, &opened.path(), Flash::new("flash-article-withdrawn")).await,
        Err(WithdrawError::NotPublished(_)) => {
            let mut form = Form::typed(fields);
            form.refuse("story", by.language.text("withdrawal-nothing"));
            reply::refused(&page(&by, &opened, live, form))
        }
        Err(WithdrawError::Denied(denied)) => Err(denied.into()),
        Err(WithdrawError::Db(error)) => Err(error.into()),
    }
}

async fn find(by: &SignedIn, id: i64) -> Result<(Opened, Vec<Live>), AdminError> {
    let opened = Opened::find(by, id, &Fields::default()).await?;
    by.authority().require(Permission::Publish, &opened.copy.edition)?;
    let story = opened.copy.story_id;
    let found = by.app.read(move |app, conn| {
        let mut live = Vec::new();
        for draft in drafts::list_of_story(conn, story)? {
            let Some(edition) = app.editions.get(&draft.edition) else { continue };
            if draft.state != ArticleState::Live.as_str() {
                continue;
            }
            let newest = editing::find_newest(conn, draft.id)?;
            live.push(Live {
                field: format!("reason-{}", edition.prefix),
                prefix: edition.prefix.clone(),
                label: edition.label.clone(),
                tag: edition.tag.clone(),
                headline: newest.map(|newest| newest.headline).unwrap_or_default(),
            });
        }
        // In the order of the editions, as everywhere: a reason is public.
        live.sort_by_key(|live| app.editions.place(&live.prefix));
        Ok(live)
    });
    let live = found.await?;
    Ok((opened, live))
}

fn page(by: &SignedIn, opened: &Opened, live: Vec<Live>, form: Form) -> WithdrawalPage {
    let layout = Layout::of(by, "withdrawal-title").with(&form);
    WithdrawalPage { path: opened.path(), live, layout, form }
}
