//! Making one coverage of two.

use actix_web::web::Path;

use crate::admin::desk::words::{self, EditionFields};
use crate::admin::desk::{FormPage, find};
use crate::admin::{AdminResult, Fields, Flash, Form, SignedIn, reply, seen};
use crate::commands;
use crate::db::Conn;
use crate::db::names::{self, Named, Words};
use crate::error::{AdminError, AppError};
use crate::model::CoverageId;

/// How many coverages can be chosen from at once.
const MOST: usize = 20;

/// The coverages that one can be merged into.
#[derive(Default)]
pub struct Others {
    /// Id, name, language; those that are open and new first.
    pub rows: Vec<(String, String, String)>,
    /// What was looked for.
    pub words: String,
    /// Whether there are more than can be chosen from.
    pub has_more: bool,
}

impl Others {
    /// Those that have `words` in a name.
    pub async fn load(by: &SignedIn, id: i64, words: &str) -> Result<Others, AdminError> {
        let wanted = words.trim().to_owned();
        let words = wanted.clone();
        let found = by.app.read(move |_, conn| load(conn, id, &wanted)).await?;
        let (ids, named) = found;
        let language = by.language.prefix.as_str();
        let row = |id: &i64| {
            let own = || named.iter().filter(|words| words.id == *id);
            let words = own().find(|words| words.edition == language).or(own().next())?;
            let tag = EditionFields::of(by, &words.edition).tag;
            Some((id.to_string(), words.name.clone(), tag))
        };
        Ok(Others {
            rows: ids.iter().take(MOST).filter_map(row).collect(),
            has_more: ids.len() > MOST,
            words,
        })
    }
}

/// One more than can be shown, if there are so many.
fn load(conn: &mut Conn, id: i64, words: &str) -> Result<(Vec<i64>, Vec<Words>), AppError> {
    // One of them may be the coverage itself.
    let limit = i64::try_from(MOST + 2).unwrap_or(i64::MAX);
    let places = names::list_places(conn, Named::Coverage, words, None, limit)?;
    let ids: Vec<i64> = places.iter().map(|place| place.id).filter(|known| *known != id).collect();
    let named = names::list_of(conn, Named::Coverage, &ids)?;
    Ok((ids, named))
}

/// `POST /admin/desk/coverage/{id}/merger`: `into` is the coverage that stays.
pub async fn create(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    let id = *id;
    find(&by, "coverage", id).await?;
    let into: Option<i64> = fields.trimmed("into").parse().ok();
    let Some(into) = into.filter(|into| *into != id) else {
        let own = find(&by, "coverage", id).await?;
        let stored = words::stored(&words::editions(&by), &own);
        let mut form = Form::typed(seen::form(&stored));
        form.refuse("into", by.language.text("merge-missing"));
        return reply::refused(&FormPage::load(&by, "coverage", id, form).await?);
    };
    find(&by, "coverage", into).await?;
    by.require_step_up()?;
    let sign_off = by.sign_off();
    let merged = by.app.write(move |_, conn| {
        commands::merge_coverage(conn, &sign_off, CoverageId(id), CoverageId(into))
    });
    merged.await??;
    let flash = Flash::new("flash-coverage-merged");
    reply::done(&by, &format!("/admin/desk/coverage/{into}"), flash).await
}
