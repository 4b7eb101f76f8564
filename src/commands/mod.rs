//! Every way to change the content: one file per verb.
//!
//! A command is one transaction that also records what it moved in `changes`.
//! Forms, importers, the demo and the clock all come through here, so all of
//! them pass the same rules: the sign-off says who asks, and a command refuses what their roles
//! don't allow, whatever the form has shown. Commands called inside another one's transaction
//! join it.

mod add_note;
mod add_photo;
mod arrange_coverage;
mod change_settings;
mod close_coverage;
mod copy_photo;
mod correct;
mod curate_front;
mod demo;
mod describe_photo;
mod discard_draft;
mod draft_front;
mod edit_article;
mod file_in_coverage;
mod frame_photo;
mod jobs;
mod link;
mod move_article;
mod move_section;
mod open_coverage;
mod open_section;
pub mod people;
mod place;
mod publish;
mod publish_story;
mod register_person;
mod rename;
mod replace_photo;
mod restore;
mod review;
mod run_due;
mod save_article;
mod save_view;
mod schedule;
mod set_aside;
mod set_words;
pub mod sign_in;
mod translate;
mod withdraw;
mod working_copy;
mod write_info_page;

pub use add_note::{AddNoteError, add_note};
pub use add_photo::{PhotoWords, add_photo};
pub use arrange_coverage::{EntryAct, arrange_coverage, merge_coverage, set_coverage_photo};
pub use change_settings::{Setting, change_settings};
pub use close_coverage::{remove_moment, set_coverage_open};
pub use copy_photo::copy_photo;
pub use correct::{CorrectError, correct};
pub use curate_front::{CurateFrontError, curate_front};
pub use demo::{move_demo_dates, remove_demo};
pub use describe_photo::{DescribePhotoError, describe_photo};
pub use discard_draft::{DiscardDraftError, discard_draft};
pub use draft_front::{
    PublishFrontError, Until, draft_front, publish_front, revert_front, without_withdrawn,
};
pub use edit_article::{EditArticleError, edit_article};
pub use file_in_coverage::{FileInCoverageError, file_in_coverage};
pub use frame_photo::{set_focus, set_origin};
pub use jobs::{cancel_job, prepare_photos};
pub use link::{LinkError, link, unlink};
pub use move_article::{MoveArticleError, move_article};
pub use move_section::{move_section, set_in_navigation};
pub use open_coverage::{CoverageWords, add_moment, open_coverage};
pub use open_section::{SectionWords, open_section};
pub use place::Placing;
pub use publish::{PublishError, publish};
pub use publish_story::{PublishStoryError, publish_story};
pub use register_person::{PersonWords, register_person};
pub use rename::{RenameError, rename_coverage, rename_section};
pub use replace_photo::{ReplacePhotoError, replace_photo};
pub use restore::note_restored;
pub use review::{ReviewError, return_article, submit};
pub use run_due::{Due, run_due};
pub use save_article::{
    ArticleText, SaveArticleError, create_article, create_story, publish_update, save_revision,
    update,
};
pub use save_view::{remove_view, save_view};
pub use schedule::{ScheduleError, schedule, set_embargo, unschedule};
pub use set_aside::{put_away, set_aside};
pub use set_words::{open_named, set_words};
pub use translate::{TranslateError, mark_up_to_date, start_translation};
pub use withdraw::{WithdrawError, withdraw};
pub use working_copy::{
    Base, Ended, WorkingCopyError, close_screen, discard_working_copy, end_working_copy,
    keep_notes, keep_working_copy, write_on_screen,
};
pub use write_info_page::write_info_page;

use diesel::QueryResult;

use crate::db::drafts::Draft;
use crate::db::{Conn, coverages};
use crate::model::{ArticleId, CoverageId, Denied, Noun};

/// Why a command that nothing else can stop was not run; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The person's roles don't allow it.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database failed, or something of this name is there already.
    #[error(transparent)]
    Db(#[from] diesel::result::Error),
}

/// What every list and page that shows an article follows.
fn nouns_of(article: &Draft) -> Vec<Noun> {
    let edition = || article.edition.clone();
    let mut nouns = vec![
        Noun::Article(article.id),
        Noun::Story(article.story_id),
        Noun::Edition(edition()),
        Noun::Section(article.section_id, edition()),
    ];
    nouns.extend(article.author_id.map(|id| Noun::Person(id, edition())));
    nouns.extend(article.source_id.map(|id| Noun::Person(id, edition())));
    nouns
}

/// What moves when a live article comes into some coverages or leaves them; asked afterwards.
fn filing_nouns(
    conn: &mut Conn,
    edition: &str,
    article: ArticleId,
    filed: &[CoverageId],
) -> QueryResult<Vec<Noun>> {
    let mut nouns = vec![Noun::Article(article)];
    if filed.is_empty() {
        return Ok(nouns);
    }
    nouns.extend(filed.iter().map(|id| Noun::Coverage(*id, edition.to_owned())));
    // Fronts show the coverages that have news.
    nouns.push(Noun::Edition(edition.to_owned()));
    // With the first coverage and with the last one the navigation changes, on every page.
    if coverages::list_latest(conn, edition, 2)?.len() < 2 {
        nouns.push(Noun::Settings(edition.to_owned()));
    }
    Ok(nouns)
}
