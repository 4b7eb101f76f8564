//! A front as editors want it next, until it is published or given up.

use chrono::NaiveDateTime;

use super::CommandError;
use crate::db::fronts::{self, FrontDraft};
use crate::db::{Conn, dialect, teasers};
use crate::model::front::{Curation, FrontAct, Pinned};
use crate::model::{ArticleId, Denied, Noun, Permission, SectionId, SignOff};
use crate::{audit, changes};

/// Why a front was not published; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum PublishFrontError {
    /// Somebody has changed the draft since it was looked at.
    #[error("the draft is at version {0} meanwhile")]
    Changed(i32),
    /// The person's roles don't allow it.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] diesel::result::Error),
}

/// Until when something stays on a front, as (what, instant in UTC or for good).
pub type Until = (Pinned, Option<NaiveDateTime>);

/// Does to a front's draft what a button says, and sets times; the draft begins as what readers
/// see. Several people's buttons add up: each is about the draft as it is by then.
///
/// # Errors
///
/// The person is no chief there, or the database failed.
pub fn draft_front(
    conn: &mut Conn,
    sign_off: &SignOff,
    edition: &str,
    section: Option<SectionId>,
    act: FrontAct,
    untils: &[Until],
) -> Result<(), CommandError> {
    sign_off.authority.require(Permission::Curate, edition)?;
    dialect::transaction(conn, |conn| {
        dialect::lock_changes(conn)?;
        let published = fronts::get_curation(conn, edition, section, sign_off.at)?;
        let draft = fronts::find_draft(conn, edition, section)?;
        let version = draft.as_ref().map_or(0, |draft| draft.version);
        let before = draft.map_or_else(|| published.clone(), |draft| draft.curation);
        let mut curation = before.clone();
        for (pinned, until_at) in untils {
            curation.set_until(*pinned, *until_at);
        }
        curation.apply(act);
        if curation == before {
            return Ok(());
        }
        if curation == published {
            fronts::delete_draft(conn, edition, section)?;
        } else {
            let draft = FrontDraft {
                curation,
                version: version + 1,
                changed_at: sign_off.at,
                changed_by: sign_off.actor.clone(),
            };
            fronts::set_draft(conn, edition, section, &draft)?;
        }
        audit::record(conn, sign_off, "draft_front", &front(section, edition), "")?;
        Ok(())
    })
}

/// Gives a front's draft up: it is what readers see again.
///
/// # Errors
///
/// The person is no chief there, or the database failed.
pub fn revert_front(
    conn: &mut Conn,
    sign_off: &SignOff,
    edition: &str,
    section: Option<SectionId>,
) -> Result<(), CommandError> {
    sign_off.authority.require(Permission::Curate, edition)?;
    dialect::transaction(conn, |conn| {
        dialect::lock_changes(conn)?;
        if fronts::find_draft(conn, edition, section)?.is_some() {
            fronts::delete_draft(conn, edition, section)?;
            audit::record(conn, sign_off, "revert_front", &front(section, edition), "")?;
        }
        Ok(())
    })
}

/// Makes a front what its draft says, which was looked at in this version. Without a draft
/// nothing happens.
///
/// What was withdrawn meanwhile, or has had its time, isn't put there. What was taken off can be
/// found since `day`, the beginning of the edition's day (UTC).
///
/// # Errors
///
/// The draft has changed since, the person is no chief there, or the database failed.
pub fn publish_front(
    conn: &mut Conn,
    sign_off: &SignOff,
    edition: &str,
    section: Option<SectionId>,
    version: i32,
    day: NaiveDateTime,
) -> Result<(), PublishFrontError> {
    sign_off.authority.require(Permission::Curate, edition)?;
    dialect::transaction(conn, |conn| {
        dialect::lock_changes(conn)?;
        let Some(draft) = fronts::find_draft(conn, edition, section)? else { return Ok(()) };
        if draft.version != version {
            return Err(PublishFrontError::Changed(draft.version));
        }
        let published = fronts::get_curation(conn, edition, section, sign_off.at)?;
        let curation = without_withdrawn(conn, edition, draft.curation.at(sign_off.at))?;
        for pin in &published.articles {
            if !curation.articles.iter().any(|kept| kept.id == pin.id) {
                let (id, at) = (ArticleId(pin.id), sign_off.at);
                fronts::insert_removal(conn, edition, section, id, at, day)?;
            }
        }
        fronts::set_curation(conn, edition, section, &curation)?;
        fronts::delete_draft(conn, edition, section)?;
        let noun = Noun::Front(section, edition.to_owned());
        changes::record(conn, sign_off, "publish_front", &[noun])?;
        Ok(())
    })
}

/// Only what readers of the edition can read.
pub fn without_withdrawn(
    conn: &mut Conn,
    edition: &str,
    mut curation: Curation,
) -> diesel::QueryResult<Curation> {
    let ids: Vec<ArticleId> = curation.articles.iter().map(|pin| ArticleId(pin.id)).collect();
    let live = teasers::list(conn, &ids)?;
    curation
        .articles
        .retain(|pin| live.iter().any(|teaser| teaser.id.0 == pin.id && teaser.edition == edition));
    let coverages = crate::db::coverages::list_names(conn, edition, i64::MAX)?;
    curation.coverages.retain(|pin| coverages.iter().any(|(id, _)| id.0 == pin.id));
    Ok(curation)
}

fn front(section: Option<SectionId>, edition: &str) -> String {
    Noun::Front(section, edition.to_owned()).to_string()
}
