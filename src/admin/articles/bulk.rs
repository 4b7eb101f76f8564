//! Several articles at once: what will happen with each is shown before it does.

use actix_web::http::StatusCode;
use askama::Template;

use super::{Row, views};
use crate::admin::{AdminResult, Fields, Flash, Form, Layout, SignedIn, reply};
use crate::commands::{self, MoveArticleError, WithdrawError};
use crate::db::desk::{self, Filter, Line};
use crate::db::stories::{self, Cell};
use crate::db::{dialect, sections};
use crate::error::AdminError;
use crate::model::{ArticleId, ArticleState, Permission, SectionId, StoryId};

/// More than a page of the list has.
const MOST: i64 = 200;

#[derive(Template)]
#[template(path = "admin/bulk.html")]
struct BulkPage {
    layout: Layout,
    form: Form,
    /// Where the form is sent.
    path: String,
    /// The list's filter.
    back: String,
    /// What will happen, in a sentence.
    text: String,
    button: String,
    is_withdrawal: bool,
    section: String,
    done: Vec<Item>,
    left: Vec<Item>,
    /// The public reasons, as (field, label, tag).
    reasons: Vec<(String, String, String)>,
}

/// An article, or a story, of those that were chosen.
struct Item {
    /// The articles that the form sends on.
    ids: Vec<String>,
    headline: String,
    tag: String,
    /// What will happen with it, or why nothing will.
    words: String,
}

/// What will happen.
struct Plan {
    done: Vec<Item>,
    left: Vec<Item>,
    /// Prefixes of the editions in which something is withdrawn.
    editions: Vec<String>,
}

/// `POST /admin/articles/bulk`: asks whether it is meant; what nobody else notices is done at once.
pub async fn confirm(by: SignedIn, fields: Fields) -> AdminResult {
    by.require_somewhere(Permission::Write)?;
    let form = Form::typed(fields.clone());
    if fields.trimmed("do") != "back" && chosen(&fields).is_empty() {
        return list_again(&by, &fields, form, ("done", "bulk-none-chosen")).await;
    }
    match fields.trimmed("do") {
        "withdraw" => withdrawal_page(&by, &fields, form).await,
        "aside" => set_aside(&by, &fields, form).await,
        // Whoever thinks again finds the same boxes ticked.
        "back" => reply::page(&super::list(&by, &views::back(&fields), form).await?),
        _ => move_page(&by, &fields, form).await,
    }
}

/// The list with what was ticked, and what is wrong, as (field, message).
async fn list_again(
    by: &SignedIn,
    fields: &Fields,
    mut form: Form,
    (field, message): (&str, &str),
) -> AdminResult {
    form.refuse(field, by.language.text(message));
    reply::refused(&super::list(by, &views::back(fields), form).await?)
}

/// Keeps articles at hand for the fronts of their editions.
async fn set_aside(by: &SignedIn, fields: &Fields, form: Form) -> AdminResult {
    let all = lines(by, chosen(fields)).await?;
    let kept = all.iter().filter(|line| by.may(Permission::Curate, &line.edition));
    let ids: Vec<ArticleId> = kept.map(|line| line.id).collect();
    if ids.is_empty() {
        let message = if all.is_empty() { "bulk-none-chosen" } else { "aside-not-yours" };
        return list_again(by, fields, form, ("done", message)).await;
    }
    let sign_off = by.sign_off();
    let set = by.app.write(move |_, conn| commands::set_aside(conn, &sign_off, &ids));
    let flash = Flash::new("flash-set-aside").with("count", &set.await??.to_string());
    reply::done(by, &views::back_path(fields), flash).await
}

/// `POST /admin/articles/bulk/move`: all of them or none.
pub async fn update(by: SignedIn, fields: Fields) -> AdminResult {
    by.require_somewhere(Permission::Write)?;
    let (ids, section) = (chosen(&fields), SectionId(number(&fields, "to-section")));
    let (count, sign_off) = (ids.len(), by.sign_off());
    if count == 0 {
        return move_page(&by, &fields, Form::typed(fields.clone())).await;
    }
    let done = by.app.write(move |_, conn| {
        dialect::transaction(conn, |conn| {
            ids.iter().try_for_each(|&id| commands::move_article(conn, &sign_off, id, section))
        })
    });
    match done.await? {
        Ok(()) => {
            let flash = Flash::new("flash-bulk-moved").with("count", &count.to_string());
            reply::done(&by, &views::back_path(&fields), flash).await
        }
        Err(MoveArticleError::Db(error)) => Err(error.into()),
        Err(_) => {
            let mut form = Form::typed(fields.clone());
            form.refuse("done", by.language.text("bulk-refused"));
            move_page(&by, &fields, form).await
        }
    }
}

/// `POST /admin/articles/bulk/withdrawal`: all of them or none, each in every edition.
pub async fn destroy(by: SignedIn, fields: Fields) -> AdminResult {
    by.require_somewhere(Permission::Publish)?;
    let ids = chosen(&fields);
    if ids.is_empty() {
        return withdrawal_page(&by, &fields, Form::typed(fields.clone())).await;
    }
    by.require_step_up()?;
    let lines = lines(&by, ids).await?;
    let stories = stories_of(&lines);
    let (count, sign_off) = (stories.len(), by.sign_off());
    let editions = by.app.editions.iter().map(|edition| edition.prefix.clone());
    let reasons: Vec<(String, String)> = editions
        .map(|prefix| {
            let reason = fields.get(&format!("reason-{prefix}"));
            (prefix, reason)
        })
        .collect();
    let done = by.app.write(move |_, conn| {
        dialect::transaction(conn, |conn| {
            let mut all = stories.iter();
            all.try_for_each(|&story| commands::withdraw(conn, &sign_off, story, &reasons))
        })
    });
    match done.await? {
        Ok(()) => {
            let flash = Flash::new("flash-bulk-withdrawn").with("count", &count.to_string());
            reply::done(&by, &views::back_path(&fields), flash).await
        }
        Err(WithdrawError::Db(error)) => Err(error.into()),
        Err(_) => {
            let mut form = Form::typed(fields.clone());
            form.refuse("done", by.language.text("bulk-refused"));
            withdrawal_page(&by, &fields, form).await
        }
    }
}

fn number(fields: &Fields, name: &str) -> i64 {
    fields.trimmed(name).parse().unwrap_or_default()
}

fn chosen(fields: &Fields) -> Vec<ArticleId> {
    let mut ids: Vec<ArticleId> =
        fields.all("article").filter_map(|id| id.parse().ok()).map(ArticleId).collect();
    ids.sort();
    ids.dedup();
    ids
}

/// The chosen articles of the editions that the person works for.
async fn lines(by: &SignedIn, articles: Vec<ArticleId>) -> Result<Vec<Line>, AdminError> {
    if articles.is_empty() {
        return Ok(Vec::new());
    }
    let editions = super::editions(by).iter().map(|edition| edition.prefix.clone()).collect();
    let filter = Filter { editions, articles, ..Filter::default() };
    Ok(by.app.read(move |_, conn| Ok(desk::list(conn, &filter, MOST)?)).await?)
}

fn stories_of(lines: &[Line]) -> Vec<StoryId> {
    let mut stories: Vec<StoryId> = lines.iter().map(|line| line.story_id).collect();
    stories.sort();
    stories.dedup();
    stories
}

async fn move_page(by: &SignedIn, fields: &Fields, form: Form) -> AdminResult {
    let layout = Layout::of(by, "bulk-move-title");
    let lines = lines(by, chosen(fields)).await?;
    let section = SectionId(number(fields, "to-section"));
    let editions = super::editions(by);
    let names = by.app.read(move |_, conn| {
        let mut names = Vec::new();
        for edition in editions {
            let known = sections::list_site_sections(conn, &edition.prefix)?;
            names.extend(
                known
                    .into_iter()
                    .filter(|it| it.id == section)
                    .map(|it| (edition.prefix.clone(), it.name)),
            );
        }
        Ok(names)
    });
    let names = names.await?;
    if names.is_empty() {
        return list_again(by, fields, form, ("to-section", "section-missing")).await;
    }
    let mut plan = Plan { done: Vec::new(), left: Vec::new(), editions: Vec::new() };
    for line in &lines {
        let name = names.iter().find(|(edition, _)| *edition == line.edition);
        let is_draft = line.state == ArticleState::Draft.as_str();
        let may = by.authority().require_edit(&line.edition, line.owner_id, is_draft).is_ok();
        let problem = match name {
            None => Some("bulk-no-section-name"),
            _ if !may => Some("block-not-yours"),
            _ if line.section_id == section => Some("bulk-there-already"),
            _ => None,
        };
        let row = Row::new(&layout, line);
        let item = |words: String| Item {
            ids: vec![row.id.to_string()],
            headline: row.headline.clone(),
            tag: row.tag.clone(),
            words,
        };
        match (problem, name) {
            (None, Some((_, name))) => {
                let words = layout.tvv("bulk-moves", ("from", &row.section), ("to", name));
                plan.done.push(item(words));
            }
            (problem, _) => plan.left.push(item(layout.t(problem.unwrap_or_default()).to_owned())),
        }
    }
    let text = layout.t("bulk-move-text").to_owned();
    let button = layout.t("bulk-move-button").to_owned();
    page(layout, fields, form, plan, "/admin/articles/bulk/move", (text, button))
}

async fn withdrawal_page(by: &SignedIn, fields: &Fields, form: Form) -> AdminResult {
    let layout = Layout::of(by, "bulk-withdraw-title");
    let lines = lines(by, chosen(fields)).await?;
    let ids = stories_of(&lines);
    let cells = by.app.read({
        let ids = ids.clone();
        move |_, conn| Ok(stories::list_cells(conn, &ids)?)
    });
    let cells = cells.await?;
    let mut plan = Plan { done: Vec::new(), left: Vec::new(), editions: Vec::new() };
    for story in ids {
        let of_story: Vec<&Cell> = cells.iter().filter(|cell| cell.story_id == story).collect();
        let Some(line) = lines.iter().find(|line| line.story_id == story) else { continue };
        let known = of_story.iter().filter(|cell| cell.state != ArticleState::Withdrawn);
        // In the order of the editions, as the fields for reasons are.
        let mut live: Vec<&str> = of_story
            .iter()
            .filter(|cell| cell.state == ArticleState::Live)
            .map(|cell| cell.edition.as_str())
            .collect();
        live.sort_by_key(|edition| by.app.editions.place(edition));
        let foreign = known.clone().find(|cell| !by.may(Permission::Publish, &cell.edition));
        let row = Row::new(&layout, line);
        let chosen = lines.iter().filter(|line| line.story_id == story);
        let item = |words: String| Item {
            ids: chosen.map(|line| line.id.to_string()).collect(),
            headline: row.headline.clone(),
            tag: row.tag.clone(),
            words,
        };
        let labels = layout.list(live.iter().map(|edition| layout.edition_label(edition)));
        match foreign {
            _ if live.is_empty() => plan.left.push(item(layout.t("bulk-not-live").to_owned())),
            Some(cell) => {
                let label = layout.edition_label(&cell.edition);
                plan.left.push(item(layout.tv("bulk-not-yours-in", "edition", label)));
            }
            None => {
                plan.editions.extend(live.iter().map(|&edition| edition.to_owned()));
                plan.done.push(item(layout.tv("bulk-withdraws", "editions", &labels)));
            }
        }
    }
    let text = layout.t("bulk-withdraw-text").to_owned();
    let button = layout.t("withdraw-everywhere").to_owned();
    page(layout, fields, form, plan, "/admin/articles/bulk/withdrawal", (text, button))
}

fn page(
    layout: Layout,
    fields: &Fields,
    mut form: Form,
    plan: Plan,
    path: &str,
    (text, button): (String, String),
) -> AdminResult {
    if plan.done.is_empty() && form.is_good() {
        let key = if plan.left.is_empty() { "bulk-none-chosen" } else { "bulk-nothing-to-do" };
        form.refuse("done", layout.t(key));
    }
    let editions = layout.app.editions.iter().filter(|it| plan.editions.contains(&it.prefix));
    let reasons = editions
        .map(|it| (format!("reason-{}", it.prefix), it.label.clone(), it.tag.clone()))
        .collect();
    let status = if form.is_good() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = BulkPage {
        path: path.to_owned(),
        back: super::tidy(&views::back(fields)),
        is_withdrawal: path.ends_with("/withdrawal"),
        section: fields.trimmed("to-section").to_owned(),
        done: plan.done,
        left: plan.left,
        layout: layout.with(&form),
        text,
        button,
        reasons,
        form,
    };
    reply::with_status(status, &page)
}
