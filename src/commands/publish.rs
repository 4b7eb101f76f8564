//! Publishing.

use diesel::result::Error;

use super::save_article::make_newest_live;
use crate::db::{Conn, acts, coverages, dialect, drafts};
use crate::model::{ArticleId, ArticleState, Denied, Noun, Permission, SignOff};
use crate::{changes, commands};

/// Why an article could not be published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// It does not exist.
    #[error("there is no article {0}")]
    NotFound(ArticleId),
    /// A page without a headline has no name anywhere.
    #[error("article {0} has no headline")]
    NoHeadline(ArticleId),
    /// It was taken down; publishing it again is another decision.
    #[error("article {0} is withdrawn")]
    Withdrawn(ArticleId),
    /// The person's roles don't allow it.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database failed; nothing was published.
    #[error(transparent)]
    Db(#[from] Error),
}

/// Makes the newest revision of an article visible to readers from `sign_off.at`.
///
/// Under an embargo that has not passed, nothing of it is public until the
/// clock lifts it. An article that is live already shows its newest revision.
///
/// # Errors
///
/// It doesn't exist, was withdrawn, has no headline, or the person is no editor there.
pub fn publish(conn: &mut Conn, sign_off: &SignOff, id: ArticleId) -> Result<(), PublishError> {
    dialect::transaction(conn, |conn| {
        let draft = drafts::find(conn, id)?.ok_or(PublishError::NotFound(id))?;
        sign_off.authority.require(Permission::Publish, &draft.edition)?;
        if draft.state == ArticleState::Withdrawn.as_str() {
            return Err(PublishError::Withdrawn(id));
        }
        let revision = drafts::find_newest_revision(conn, id)?;
        if revision.is_none_or(|revision| revision.headline.is_empty()) {
            return Err(PublishError::NoHeadline(id));
        }
        if draft.embargo_until.is_some_and(|until| until > sign_off.at) {
            drafts::set_state_embargoed(conn, id)?;
            let until = draft.embargo_until;
            acts::insert(conn, sign_off, id, "publish_under_embargo", "", until)?;
            changes::record(conn, sign_off, "publish_under_embargo", &[Noun::Article(id)])?;
            return Ok(());
        }
        let mut nouns = make_newest_live(conn, &draft)?.ok_or(PublishError::NotFound(id))?;
        let published_at = draft.published_at.unwrap_or(sign_off.at);
        drafts::set_state_live(conn, id, published_at)?;
        let filed = coverages::set_listed(conn, &draft.edition, id, Some(published_at))?;
        nouns.extend(commands::filing_nouns(conn, &draft.edition, id, &filed)?);
        nouns.sort();
        nouns.dedup();
        acts::insert(conn, sign_off, id, "publish", "", None)?;
        changes::record(conn, sign_off, "publish", &nouns)?;
        Ok(())
    })
}
