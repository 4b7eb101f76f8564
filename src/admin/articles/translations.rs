//! Beginning the article of a story in another edition.

use actix_web::web::Path;
use askama::Template;

use super::stories as matrix;
use crate::admin::{AdminResult, Fields, Flash, Form, Layout, SignedIn, reply};
use crate::commands::{self, TranslateError};
use crate::db::stories::{self, Cell};
use crate::db::{drafts, sections};
use crate::error::{AdminError, AppError};
use crate::model::{ArticleId, Permission, SectionId};

#[derive(Template)]
#[template(path = "admin/translation_new.html")]
struct StartPage {
    layout: Layout,
    form: Form,
    /// Where the form is sent.
    path: String,
    headline: String,
    tag: String,
    editions: Vec<(String, String, String)>,
    /// The sections of the edition that was chosen, where one has to be chosen.
    sections: Vec<(String, String, String)>,
}

/// `POST /admin/articles/{article}/translations`: with one press, where nothing is in the way.
pub async fn create(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    by.require_somewhere(Permission::Write)?;
    let source = ArticleId(*id);
    let found = by.app.read(move |_, conn| match drafts::find(conn, source)? {
        Some(draft) => Ok(stories::list_cells(conn, &[draft.story_id])?),
        None => Ok(Vec::new()),
    });
    let cells = found.await?;
    let from = cells.iter().find(|cell| cell.id == source && matrix::is_seen(&by, cell));
    let from = from.ok_or(AppError::NotFound)?;
    let mut form = Form::typed(fields.clone());
    let Some(edition) = by.app.editions.get(fields.trimmed("edition")).cloned() else {
        form.refuse("edition", by.language.text("translation-edition-missing"));
        return reply::refused(&page(&by, from, &cells, form, Vec::new()));
    };
    by.authority().require(Permission::Write, &edition.prefix)?;
    let section = fields.trimmed("section").parse().ok().map(SectionId);
    let (sign_off, prefix, tag) = (by.sign_off(), edition.prefix.clone(), edition.tag.clone());
    let done = by.app.write(move |_, conn| {
        commands::start_translation(conn, &sign_off, source, (&prefix, &tag), section)
    });
    match done.await? {
        Ok(id) => {
            let path = format!("/admin/articles/{id}/translation");
            reply::done(&by, &path, Flash::new("flash-translation-started")).await
        }
        Err(TranslateError::EditionTaken(_, edition)) => {
            let label = Layout::of(&by, "story").edition_label(&edition).to_owned();
            let words = by.language.text_with("link-taken", &[("edition", (&label).into())]);
            form.refuse("edition", words);
            reply::refused(&page(&by, from, &cells, form, Vec::new()))
        }
        Err(TranslateError::NoSectionName(..)) => {
            let prefix = edition.prefix.clone();
            let offered = by
                .app
                .read(move |_, conn| Ok(sections::list_site_sections(conn, &prefix)?))
                .await?;
            let tag = &edition.tag;
            let offered = offered.into_iter().map(|it| (it.id.to_string(), it.name, tag.clone()));
            form.refuse("section", by.language.text("translation-section-missing"));
            reply::refused(&page(&by, from, &cells, form, offered.collect()))
        }
        Err(error) => Err(failure(error)),
    }
}

/// What no form can mend.
pub fn failure(error: TranslateError) -> AdminError {
    match error {
        TranslateError::NotFound(_) => AppError::NotFound.into(),
        TranslateError::Denied(denied) => denied.into(),
        TranslateError::Db(error) => error.into(),
        other => AppError::Internal(other.to_string()).into(),
    }
}

fn page(
    by: &SignedIn,
    from: &Cell,
    cells: &[Cell],
    form: Form,
    sections: Vec<(String, String, String)>,
) -> StartPage {
    let layout = Layout::of(by, "translation-new").with(&form);
    let lacking = super::editions(by)
        .into_iter()
        .filter(|edition| cells.iter().all(|cell| cell.edition != edition.prefix));
    let editions = lacking.map(|it| (it.prefix.clone(), it.label.clone(), it.tag.clone()));
    let edition = by.app.editions.get(&from.edition);
    StartPage {
        path: format!("/admin/articles/{}/translations", from.id),
        headline: from.headline.clone(),
        tag: edition.map(|edition| edition.tag.clone()).unwrap_or_default(),
        editions: editions.collect(),
        sections,
        layout,
        form,
    }
}
