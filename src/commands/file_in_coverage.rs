//! Filing an article in a coverage.

use diesel::result::Error;

use crate::db::{Conn, coverages, dialect, drafts};
use crate::model::{ArticleId, ArticleState, CoverageId, Denied, Noun, SignOff};
use crate::{changes, commands};

/// Why an article could not be filed.
#[derive(Debug, thiserror::Error)]
pub enum FileInCoverageError {
    /// It does not exist.
    #[error("there is no article {0}")]
    NotFound(ArticleId),
    /// The person's roles don't allow it.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database failed, or the article is filed there already; nothing was changed.
    #[error(transparent)]
    Db(#[from] Error),
}

/// Files an article in a coverage, after those it is filed in already.
///
/// # Errors
///
/// There is no such article, it is filed there already, or the person can't edit it.
pub fn file_in_coverage(
    conn: &mut Conn,
    sign_off: &SignOff,
    article: ArticleId,
    coverage: CoverageId,
) -> Result<(), FileInCoverageError> {
    dialect::transaction(conn, |conn| {
        let draft = drafts::find(conn, article)?.ok_or(FileInCoverageError::NotFound(article))?;
        let is_draft = draft.state == ArticleState::Draft.as_str();
        sign_off.authority.require_edit(&draft.edition, draft.owner_id, is_draft)?;
        let is_live = draft.state == ArticleState::Live.as_str();
        let listed_at = draft.published_at.filter(|_| is_live);
        coverages::insert_filing(conn, coverage, &draft.edition, article, listed_at)?;
        let mut nouns = commands::filing_nouns(conn, &draft.edition, article, &[coverage])?;
        if !is_live {
            nouns.retain(|noun| matches!(noun, Noun::Article(_)));
        }
        changes::record(conn, sign_off, "file_in_coverage", &nouns)?;
        Ok(())
    })
}
