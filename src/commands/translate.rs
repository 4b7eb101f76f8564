//! From one edition into another.

use diesel::result::Error;

use super::save_article::{ArticleText, insert_revision};
use crate::db::stories::{self, Cell};
use crate::db::{Conn, coverages, dialect, drafts, people, sections};
use crate::model::{
    ArticleId, ArticleState, Denied, Noun, Permission, PersonId, RevisionId, SectionId, SignOff,
};
use crate::{changes, text};

/// Why a translation could not be begun, or noted as read.
#[derive(Debug, thiserror::Error)]
pub enum TranslateError {
    /// There is no such article, or none that the person may read.
    #[error("there is no article {0}")]
    NotFound(ArticleId),
    /// The story has an article in that edition.
    #[error("the story of article {0} is in edition `{1}` already")]
    EditionTaken(ArticleId, String),
    /// Readers of the edition would have no name for the section.
    #[error("section {0} has no name in edition `{1}`")]
    NoSectionName(SectionId, String),
    /// Another story's, or the article's own.
    #[error("revision {0} is of no other article of the story")]
    NoSource(RevisionId),
    /// The person's roles don't allow it.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database failed; nothing was changed.
    #[error(transparent)]
    Db(#[from] Error),
}

/// Begins the article of a story in another edition, `edition` with its BCP 47 tag.
///
/// It gets what is the same in every language: section (`section`, where that has no name
/// there), coverages, author and source, day, photos. Its words are to be written. It remembers
/// the words that it was begun from: what readers see of the source, or else what was saved last.
///
/// # Errors
///
/// There is no such article, the story has one there already, the section has no name there, or
/// the person can't write there or can't read the source.
pub fn start_translation(
    conn: &mut Conn,
    sign_off: &SignOff,
    source: ArticleId,
    edition: (&str, &str),
    section: Option<SectionId>,
) -> Result<ArticleId, TranslateError> {
    let (edition, language) = edition;
    sign_off.authority.require(Permission::Write, edition)?;
    dialect::transaction(conn, |conn| {
        let draft = drafts::find(conn, source)?.ok_or(TranslateError::NotFound(source))?;
        let cells = stories::list_cells(conn, &[draft.story_id])?;
        let from = cells.iter().find(|cell| cell.id == source);
        let from = from.ok_or(TranslateError::NotFound(source))?;
        require_reading(sign_off, from)?;
        if cells.iter().any(|cell| cell.edition == edition) {
            return Err(TranslateError::EditionTaken(source, edition.to_owned()));
        }
        let section = section.unwrap_or(draft.section_id);
        if sections::find_slug(conn, edition, section)?.is_none() {
            return Err(TranslateError::NoSectionName(section, edition.to_owned()));
        }
        let read = from.current();
        let (_, words) =
            stories::find_revision(conn, read)?.ok_or(TranslateError::NotFound(source))?;
        let mut named = |id: Option<PersonId>| match id {
            Some(id) => people::find_name(conn, edition, id).map(|name| name.map(|_| id)),
            None => Ok(None),
        };
        let (author, agency) = (named(words.author_id)?, named(words.source_id)?);
        let frames: Vec<String> =
            text::paragraphs(&words.body).iter().map(|paragraph| text::frame(paragraph)).collect();
        let words = ArticleText {
            body: text::join_paragraphs(&frames),
            dateline_on: words.dateline_on,
            author,
            source: agency,
            lead_photo: words.lead_media_id,
            ..ArticleText::default()
        };
        let slug = text::headline_slug("", language);
        let id = drafts::insert_article(conn, draft.story_id, edition, section, &slug, sign_off)?;
        insert_revision(conn, sign_off, id, &words)?;
        stories::set_source(conn, id, read)?;
        let mut nouns = vec![Noun::Article(id)];
        for filed in coverages::list_of_article(conn, &draft.edition, source)? {
            let names = coverages::list_slugs(conn, filed.id)?;
            if names.iter().any(|(known, _)| known == edition) {
                coverages::insert_filing(conn, filed.id, edition, id, None)?;
                nouns.push(Noun::Coverage(filed.id, edition.to_owned()));
            }
        }
        changes::record(conn, sign_off, "start_translation", &nouns)?;
        Ok(id)
    })
}

/// Notes that an article follows its source as far as a revision, by the person's own reading.
///
/// # Errors
///
/// There is no such article, the revision is of no other article of its story, or the person
/// can't edit the article or can't read the source.
pub fn mark_up_to_date(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: ArticleId,
    read: RevisionId,
) -> Result<(), TranslateError> {
    dialect::transaction(conn, |conn| {
        let draft = drafts::find(conn, id)?.ok_or(TranslateError::NotFound(id))?;
        let is_draft = draft.state == ArticleState::Draft.as_str();
        sign_off.authority.require_edit(&draft.edition, draft.owner_id, is_draft)?;
        let (source, _) =
            stories::find_revision(conn, read)?.ok_or(TranslateError::NoSource(read))?;
        let cells = stories::list_cells(conn, &[draft.story_id])?;
        let from = cells.iter().find(|cell| cell.id == source && cell.id != id);
        require_reading(sign_off, from.ok_or(TranslateError::NoSource(read))?)?;
        stories::set_source(conn, id, read)?;
        changes::record(conn, sign_off, "mark_up_to_date", &[Noun::Article(id)])?;
        Ok(())
    })
}

/// What readers can read anybody may translate; the rest takes somebody who works there.
fn require_reading(sign_off: &SignOff, source: &Cell) -> Result<(), Denied> {
    match source.state {
        ArticleState::Live => Ok(()),
        _ => sign_off.authority.require(Permission::Write, &source.edition),
    }
}
