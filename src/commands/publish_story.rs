//! Publishing a story in several editions at once.

use chrono::NaiveDateTime;

use super::publish::{PublishError, publish};
use super::schedule::{ScheduleError, schedule};
use crate::db::{Conn, dialect, drafts};
use crate::model::{ArticleId, Denied, SignOff, StoryId};

/// Why nothing of a story was published.
#[derive(Debug, thiserror::Error)]
pub enum PublishStoryError {
    /// Nothing was chosen.
    #[error("no article of story {0} was chosen")]
    Nothing(StoryId),
    /// It belongs to another story.
    #[error("article {0} is of another story")]
    OtherStory(ArticleId),
    /// One of them stands in the way of all.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// The same, when the clock was to do it.
    #[error(transparent)]
    Schedule(#[from] ScheduleError),
    /// The database failed; nothing was changed.
    #[error(transparent)]
    Db(#[from] diesel::result::Error),
}

impl PublishStoryError {
    /// That the person's roles don't allow one of them.
    pub fn denied(&self) -> Option<&Denied> {
        match self {
            PublishStoryError::Publish(PublishError::Denied(denied))
            | PublishStoryError::Schedule(ScheduleError::Denied(denied)) => Some(denied),
            _ => None,
        }
    }
}

/// Publishes some articles of a story, now or by the clock at `at` (UTC): all of them or none.
///
/// The clock publishes what is due together in one transaction, too.
///
/// # Errors
///
/// None was chosen, one is of another story, or one can't be published.
pub fn publish_story(
    conn: &mut Conn,
    sign_off: &SignOff,
    story: StoryId,
    articles: &[ArticleId],
    at: Option<NaiveDateTime>,
) -> Result<(), PublishStoryError> {
    if articles.is_empty() {
        return Err(PublishStoryError::Nothing(story));
    }
    dialect::transaction(conn, |conn| {
        let known = drafts::list_of_story(conn, story)?;
        for &id in articles {
            if known.iter().all(|article| article.id != id) {
                return Err(PublishStoryError::OtherStory(id));
            }
            match at {
                Some(at) => schedule(conn, sign_off, id, at)?,
                None => publish(conn, sign_off, id)?,
            }
        }
        Ok(())
    })
}
