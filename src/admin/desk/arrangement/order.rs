//! The articles on top of a coverage in an edition, and moving them.

use actix_web::web::Path;

use super::Headlines;
use crate::admin::desk::find;
use crate::admin::desk::words::EditionFields;
use crate::admin::seen::{self, Shown, Stored};
use crate::admin::{AdminResult, Fields, SignedIn, reply};
use crate::commands::{self, EntryAct};
use crate::db::{Conn, coverage_entries, teasers};
use crate::error::{AdminError, AppError};
use crate::model::{ArticleId, CoverageId, Permission};

/// `POST /admin/desk/coverage/{id}/order`: `edition`; `order`, the articles on top as the page
/// had them; and `act`: `pin-7`, `up-7` … Without an act, that order is wanted.
pub async fn update(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    let id = *id;
    find(&by, "coverage", id).await?;
    let edition = fields.trimmed("edition").to_owned();
    by.app.editions.get(&edition).ok_or(AppError::NotFound)?;
    by.authority().require(Permission::Curate, &edition)?;
    let order = read(fields.trimmed("order"));
    let (pinned, part) = match act(&fields)? {
        Some((EntryAct::Unpin, article)) => {
            (EntryAct::Unpin.done_to(article, &order), format!("order-{edition}"))
        }
        Some((act, article)) => (act.done_to(article, &order), format!("pin-article-{article}")),
        None => (order, format!("order-{edition}")),
    };
    let wanted = seen::asking_for(&fields, &stored_form(&edition, pinned.iter().copied()));
    let (there, here) = (edition.clone(), edition.clone());
    let stored = move |conn: &mut Conn| {
        let pinned = coverage_entries::list_pinned(conn, &there, CoverageId(id))?;
        Ok(stored_form(&there, pinned.into_iter()))
    };
    let saved = seen::save(&by, &wanted, stored, move |conn, sign_off| {
        commands::arrange_coverage(conn, sign_off, CoverageId(id), &here, &pinned)
    });
    let page = format!("/admin/desk/coverage/{id}");
    let Some(theirs) = saved.await? else {
        return Ok(reply::see_other(&format!("{page}#{part}")));
    };
    let headlines = headlines(&by, [&wanted, &theirs].map(|form| form.get("order"))).await?;
    let fields = EditionFields::of(&by, &edition);
    let shown = |_: &str, order: &str| Shown {
        label: format!("{} · {}", by.language.text("coverage-order"), fields.label),
        words: in_words(order, &headlines),
        tag: fields.tag.clone(),
    };
    let (path, page) = (format!("{page}/order"), format!("{page}#order-{edition}"));
    seen::clash_in_part(&by, &path, &page, &wanted, &theirs, shown)
}

/// The button that was pressed, and the article beside it.
fn act(fields: &Fields) -> Result<Option<(EntryAct, ArticleId)>, AppError> {
    if !fields.has("act") {
        return Ok(None);
    }
    let (verb, article) = fields.trimmed("act").split_once('-').unwrap_or_default();
    let act = match verb {
        "pin" => EntryAct::Pin,
        "unpin" => EntryAct::Unpin,
        "up" => EntryAct::Up,
        "down" => EntryAct::Down,
        _ => return Err(AppError::BadRequest("a coverage has no such button")),
    };
    Ok(Some((act, ArticleId(article.parse().unwrap_or_default()))))
}

async fn headlines(by: &SignedIn, orders: [String; 2]) -> Result<Headlines, AdminError> {
    let found = by.app.read(move |_, conn| {
        let ids: Vec<ArticleId> = orders.iter().flat_map(|order| read(order)).collect();
        let teasers = teasers::list(conn, &ids)?;
        Ok(teasers.into_iter().map(|teaser| (teaser.id, teaser.headline)).collect())
    });
    Ok(found.await?)
}

/// An order as people know it, line by line.
fn in_words(order: &str, headlines: &Headlines) -> String {
    let headline = |id: &ArticleId| {
        let known = headlines.iter().find(|(known, _)| known == id);
        known.map_or_else(|| format!("№ {id}"), |(_, headline)| headline.clone())
    };
    let lines: Vec<String> = read(order).iter().map(headline).collect();
    let numbered = lines.iter().zip(1..).map(|(line, number)| format!("{number}. {line}"));
    numbered.collect::<Vec<_>>().join("\n")
}

/// The form of the articles on top in an edition.
pub(super) fn stored_form(edition: &str, pinned: impl Iterator<Item = ArticleId>) -> Stored {
    let fields =
        [("edition".to_owned(), edition.to_owned()), ("order".to_owned(), printed(pinned))];
    fields.into_iter().collect()
}

/// Articles as a form carries them: `7 3 12`.
pub(super) fn printed(articles: impl Iterator<Item = ArticleId>) -> String {
    articles.map(|article| article.to_string()).collect::<Vec<_>>().join(" ")
}

/// The articles that a form carries.
fn read(order: &str) -> Vec<ArticleId> {
    order.split_whitespace().filter_map(|id| id.parse().ok().map(ArticleId)).collect()
}
