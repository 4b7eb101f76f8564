//! Taking a story down.

use diesel::result::Error;

use crate::db::{Conn, acts, coverages, dialect, drafts};
use crate::model::{ArticleState, Denied, Noun, Permission, SignOff, StoryId};
use crate::{changes, commands, text};

/// Why a story could not be withdrawn.
#[derive(Debug, thiserror::Error)]
pub enum WithdrawError {
    /// Nobody has ever been able to read it.
    #[error("story {0} has no published article")]
    NotPublished(StoryId),
    /// The person's roles don't allow it.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database failed; nothing was changed.
    #[error(transparent)]
    Db(#[from] Error),
}

/// Takes a story down in every edition at once.
///
/// `reasons` are public, as (edition, reason); an edition without one says
/// only that the story was withdrawn. Articles that were not public yet go
/// back to being drafts, so that the clock can't publish them.
///
/// # Errors
///
/// No article of the story is live, or the person is no editor in one of its editions.
pub fn withdraw(
    conn: &mut Conn,
    sign_off: &SignOff,
    story: StoryId,
    reasons: &[(String, String)],
) -> Result<(), WithdrawError> {
    dialect::transaction(conn, |conn| {
        let mut nouns = Vec::new();
        let mut any = false;
        for article in drafts::list_of_story(conn, story)? {
            if article.state != ArticleState::Withdrawn.as_str() {
                sign_off.authority.require(Permission::Publish, &article.edition)?;
            }
            if article.state == ArticleState::Live.as_str() {
                let reason = reasons.iter().find(|(edition, _)| *edition == article.edition);
                let reason = reason.map(|(_, text)| text::clean_line(text)).unwrap_or_default();
                drafts::set_withdrawn(conn, article.id, sign_off.at, &reason)?;
                acts::insert(conn, sign_off, article.id, "withdraw", &reason, None)?;
                let filed = coverages::set_listed(conn, &article.edition, article.id, None)?;
                nouns.extend(commands::nouns_of(&article));
                nouns.extend(commands::filing_nouns(conn, &article.edition, article.id, &filed)?);
                any = true;
            } else if article.state != ArticleState::Withdrawn.as_str() {
                drafts::set_schedule(conn, article.id, None)?;
                drafts::set_embargo(conn, article.id, None)?;
                nouns.push(Noun::Article(article.id));
            }
        }
        if !any {
            return Err(WithdrawError::NotPublished(story));
        }
        nouns.sort();
        nouns.dedup();
        changes::record(conn, sign_off, "withdraw", &nouns)?;
        Ok(())
    })
}
