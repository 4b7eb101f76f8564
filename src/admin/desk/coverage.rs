//! What a coverage has besides its words: whether it is open, and its key moments.

use actix_web::web::Path;

use super::words::{self, EditionFields};
use super::{FormPage, find};
use crate::admin::articles::on_its_clock;
use crate::admin::{AdminResult, Fields, Flash, Form, Layout, SignedIn, reply, seen};
use crate::commands;
use crate::db::coverage_moments::StoredMoment;
use crate::db::names::Words;
use crate::model::{CoverageId, Permission};
use crate::text::clean_line;

/// It as the page of a coverage prints it.
pub struct CoveragePart {
    /// Whether articles are still being added.
    pub is_open: bool,
    /// Whether this person may say so.
    pub may_close: bool,
    /// Its key moments.
    pub moments: Vec<MomentRow>,
}

/// A key moment.
pub struct MomentRow {
    /// Its number.
    pub id: i64,
    /// When it happened, on the clocks of its edition.
    pub at: String,
    /// What happened.
    pub text: String,
    /// Its edition.
    pub edition: EditionFields,
    /// Whether this person may take it out.
    pub is_open: bool,
}

impl CoveragePart {
    /// That of the coverage that has these words and moments.
    pub fn new(
        by: &SignedIn,
        layout: &Layout,
        words: &[Words],
        is_open: bool,
        moments: &[StoredMoment],
    ) -> CoveragePart {
        let may = |edition: &str| by.may(Permission::Curate, edition);
        let mut moments: Vec<&StoredMoment> = moments.iter().collect();
        moments.sort_by_key(|moment| (moment.happened_at, by.app.editions.place(&moment.edition)));
        let moments = moments.into_iter().map(|moment| MomentRow {
            id: moment.id,
            at: by
                .app
                .editions
                .get(&moment.edition)
                .map(|edition| on_its_clock(layout, edition, moment.happened_at))
                .unwrap_or_default(),
            text: moment.text.clone(),
            edition: EditionFields::of(by, &moment.edition),
            is_open: may(&moment.edition),
        });
        CoveragePart {
            is_open,
            may_close: words.iter().all(|words| may(&words.edition)),
            moments: moments.collect(),
        }
    }
}

/// `POST /admin/desk/coverage/{id}/closing`
pub async fn close(by: SignedIn, id: Path<i64>) -> AdminResult {
    set_open(by, *id, false).await
}

/// `POST /admin/desk/coverage/{id}/opening`
pub async fn reopen(by: SignedIn, id: Path<i64>) -> AdminResult {
    set_open(by, *id, true).await
}

async fn set_open(by: SignedIn, id: i64, is_open: bool) -> AdminResult {
    find(&by, "coverage", id).await?;
    let sign_off = by.sign_off();
    let set = by.app.write(move |_, conn| {
        commands::set_coverage_open(conn, &sign_off, CoverageId(id), is_open)
    });
    set.await??;
    let flash = Flash::new(if is_open { "flash-coverage-open" } else { "flash-coverage-closed" });
    reply::done(&by, &format!("/admin/desk/coverage/{id}"), flash).await
}

/// `POST /admin/desk/coverage/{id}/moments`
pub async fn create_moment(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    let id = *id;
    let own = find(&by, "coverage", id).await?;
    let text = clean_line(fields.trimmed("moment"));
    let edition = fields.trimmed("moment-edition").to_owned();
    let there = by.app.editions.get(&edition);
    let there = there.filter(|_| own.iter().any(|words| words.edition == edition));
    let at = there.and_then(|edition| edition.read_local(fields.trimmed("moment-at")));
    // The words of the coverage stand on the same page, as they are stored.
    let stored = seen::form(&words::stored(&words::editions(&by), &own));
    let mut form = Form::typed(fields.clone());
    form.fill(stored.iter());
    if there.is_none() {
        form.refuse("moment-edition", by.language.text("moment-edition-missing"));
    }
    if text.is_empty() {
        form.refuse("moment", by.language.text("moment-missing"));
    }
    let Some(at) = at.filter(|_| form.is_good()) else {
        if at.is_none() {
            form.refuse("moment-at", by.language.text("moment-at-missing"));
        }
        return reply::refused(&FormPage::load(&by, "coverage", id, form).await?);
    };
    let sign_off = by.sign_off();
    let added = by.app.write(move |_, conn| {
        commands::add_moment(conn, &sign_off, CoverageId(id), &edition, at, &text)
    });
    added.await??;
    reply::done(&by, &format!("/admin/desk/coverage/{id}"), Flash::new("flash-saved")).await
}

/// `POST /admin/desk/coverage/{id}/moments/{moment}/removal`
pub async fn destroy_moment(by: SignedIn, place: Path<(i64, i64)>) -> AdminResult {
    let (id, moment) = *place;
    find(&by, "coverage", id).await?;
    by.require_step_up()?;
    let sign_off = by.sign_off();
    let removed = by
        .app
        .write(move |_, conn| commands::remove_moment(conn, &sign_off, CoverageId(id), moment));
    removed.await??;
    let flash = Flash::new("flash-moment-removed");
    reply::done(&by, &format!("/admin/desk/coverage/{id}"), flash).await
}
