//! Writing: a story, its articles, their revisions.

use chrono::NaiveDate;
use diesel::result::Error;

use super::{CommandError, place};
use crate::db::drafts::{self, Draft, NewRevision};
use crate::db::editing::Revision;
use crate::db::{Conn, acts, dialect, sections};
use crate::model::{
    ArticleId, ArticleState, Denied, MediaId, Noun, Permission, PersonId, RevisionId, SectionId,
    SignOff, StoryId,
};
use crate::text::{self, Block};
use crate::{changes, commands};

/// The words of one revision, as an editor typed them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArticleText {
    /// The title.
    pub headline: String,
    /// For tight places.
    pub short_headline: String,
    /// The few words above the headline.
    pub kicker: String,
    /// The sentence or two below it.
    pub standfirst: String,
    /// Markdown.
    pub body: String,
    /// Place of reporting, as printed.
    pub dateline_place: String,
    /// Day of reporting.
    pub dateline_on: Option<NaiveDate>,
    /// Agency in the dateline.
    pub dateline_agency: String,
    /// The responsible editor's name as printed.
    pub editor: String,
    /// The person with the byline.
    pub author: Option<PersonId>,
    /// The agency or publication.
    pub source: Option<PersonId>,
    /// The photo above the body.
    pub lead_photo: Option<MediaId>,
    /// Empty: the library's words.
    pub lead_caption: String,
    /// Empty: the library's words.
    pub lead_alt: String,
    /// Where it is shared; empty: the headline.
    pub social_title: String,
}

impl ArticleText {
    /// The words as they are stored.
    pub fn cleaned(&self) -> ArticleText {
        ArticleText {
            headline: text::clean_line(&self.headline),
            short_headline: text::clean_line(&self.short_headline),
            kicker: text::clean_line(&self.kicker),
            standfirst: text::clean_line(&self.standfirst),
            body: text::clean_body(&self.body),
            dateline_place: text::clean_line(&self.dateline_place),
            dateline_on: self.dateline_on,
            dateline_agency: text::clean_line(&self.dateline_agency),
            editor: text::clean_line(&self.editor),
            author: self.author,
            source: self.source,
            lead_photo: self.lead_photo,
            lead_caption: text::clean_line(&self.lead_caption),
            lead_alt: text::clean_line(&self.lead_alt),
            social_title: text::clean_line(&self.social_title),
        }
    }
}

impl From<Revision> for ArticleText {
    fn from(revision: Revision) -> ArticleText {
        ArticleText {
            headline: revision.headline,
            short_headline: revision.short_headline,
            kicker: revision.kicker,
            standfirst: revision.standfirst,
            body: revision.body,
            dateline_place: revision.dateline_place,
            dateline_on: revision.dateline_on,
            dateline_agency: revision.dateline_agency,
            editor: revision.editor,
            author: revision.author_id,
            source: revision.source_id,
            lead_photo: revision.lead_media_id,
            lead_caption: revision.lead_caption,
            lead_alt: revision.lead_alt,
            social_title: revision.social_title,
        }
    }
}

/// Why an article could not be saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveArticleError {
    /// Readers of the edition would have no name for the section.
    #[error("section {0} has no name in edition `{1}`")]
    NoSectionName(SectionId, String),
    /// A story has at most one article in an edition.
    #[error("story {0} already has an article in edition `{1}`")]
    EditionTaken(StoryId, String),
    /// It does not exist.
    #[error("there is no article {0}")]
    NotFound(ArticleId),
    /// New facts are for articles that readers can read.
    #[error("article {0} is not live")]
    NotLive(ArticleId),
    /// The person's roles don't allow it.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database failed; nothing was saved.
    #[error(transparent)]
    Db(#[from] Error),
}

/// Begins a story: the group of articles that are the same report in several editions.
///
/// The slugline is the newsroom's own label and never public.
///
/// # Errors
///
/// The person can't write anywhere, or the database failed.
pub fn create_story(
    conn: &mut Conn,
    sign_off: &SignOff,
    slugline: &str,
) -> Result<StoryId, CommandError> {
    sign_off.authority.require_somewhere(Permission::Write)?;
    dialect::transaction(conn, |conn| {
        let id = drafts::insert_story(conn, &text::clean_line(slugline), sign_off.at)?;
        changes::record(conn, sign_off, "create_story", &[Noun::Story(id)])?;
        Ok(id)
    })
}

/// Writes the first revision of a story's article in one edition.
///
/// `slug` may be empty: then it is made from the headline. `language` is the
/// edition's BCP 47 tag.
///
/// # Errors
///
/// The edition has no name for the section, the story has an article there already, or the
/// person can't write there.
pub fn create_article(
    conn: &mut Conn,
    sign_off: &SignOff,
    story: StoryId,
    edition: (&str, &str),
    section: SectionId,
    slug: &str,
    words: &ArticleText,
) -> Result<ArticleId, SaveArticleError> {
    let (edition, language) = edition;
    sign_off.authority.require(Permission::Write, edition)?;
    dialect::transaction(conn, |conn| {
        if sections::find_slug(conn, edition, section)?.is_none() {
            return Err(SaveArticleError::NoSectionName(section, edition.to_owned()));
        }
        if drafts::list_of_story(conn, story)?.iter().any(|draft| draft.edition == edition) {
            return Err(SaveArticleError::EditionTaken(story, edition.to_owned()));
        }
        let slug_source = if slug.is_empty() { &words.headline } else { slug };
        let slug = text::headline_slug(slug_source, language);
        let id = drafts::insert_article(conn, story, edition, section, &slug, sign_off)?;
        insert_revision(conn, sign_off, id, words)?;
        changes::record(conn, sign_off, "create_article", &[Noun::Article(id)])?;
        Ok(id)
    })
}

/// Saves a new revision; readers go on seeing the live one.
///
/// # Errors
///
/// There is no such article, or the person can't edit it.
pub fn save_revision(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: ArticleId,
    words: &ArticleText,
) -> Result<RevisionId, SaveArticleError> {
    dialect::transaction(conn, |conn| {
        let draft = drafts::find(conn, id)?.ok_or(SaveArticleError::NotFound(id))?;
        let is_draft = draft.state == ArticleState::Draft.as_str();
        sign_off.authority.require_edit(&draft.edition, draft.owner_id, is_draft)?;
        let revision = insert_revision(conn, sign_off, id, words)?;
        changes::record(conn, sign_off, "save_revision", &[Noun::Article(id)])?;
        Ok(revision)
    })
}

/// Brings new facts into a live article: readers see `words` and when they came.
///
/// # Errors
///
/// There is no such article, it isn't live, or the person is no editor there.
pub fn update(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: ArticleId,
    words: &ArticleText,
) -> Result<(), SaveArticleError> {
    dialect::transaction(conn, |conn| {
        let before = get_live(conn, sign_off, id)?;
        insert_revision(conn, sign_off, id, words)?;
        publish_update_of(conn, sign_off, &before)
    })
}

/// Brings the newest revision of a live article to its readers, with when it came.
///
/// # Errors
///
/// The same.
pub fn publish_update(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: ArticleId,
) -> Result<(), SaveArticleError> {
    dialect::transaction(conn, |conn| {
        let before = get_live(conn, sign_off, id)?;
        publish_update_of(conn, sign_off, &before)
    })
}

fn get_live(conn: &mut Conn, sign_off: &SignOff, id: ArticleId) -> Result<Draft, SaveArticleError> {
    let draft = drafts::find(conn, id)?.ok_or(SaveArticleError::NotFound(id))?;
    sign_off.authority.require(Permission::Publish, &draft.edition)?;
    if draft.state != ArticleState::Live.as_str() {
        return Err(SaveArticleError::NotLive(id));
    }
    Ok(draft)
}

fn publish_update_of(
    conn: &mut Conn,
    sign_off: &SignOff,
    before: &Draft,
) -> Result<(), SaveArticleError> {
    let id = before.id;
    drafts::set_updated(conn, id, sign_off.at)?;
    let nouns = make_newest_live(conn, before)?.ok_or(SaveArticleError::NotFound(id))?;
    acts::insert(conn, sign_off, id, "update", "", None)?;
    changes::record(conn, sign_off, "update", &nouns)?;
    Ok(())
}

/// Makes the newest revision the one that readers see, where the article is to stand, and gives
/// what that moves.
pub(super) fn make_newest_live(
    conn: &mut Conn,
    before: &Draft,
) -> diesel::QueryResult<Option<Vec<Noun>>> {
    let id = before.id;
    let Some(revision) = drafts::find_newest_revision(conn, id)? else { return Ok(None) };
    let blocks: Vec<Block> = serde_json::from_str(&revision.blocks).unwrap_or_default();
    let has_gallery = blocks.iter().any(|block| matches!(block, Block::Gallery(_)));
    drafts::set_live(conn, id, &revision, has_gallery)?;
    let mut nouns = commands::nouns_of(before);
    nouns.extend(place::take_planned(conn, before)?);
    let Some(after) = drafts::find(conn, id)? else { return Ok(None) };
    nouns.extend(commands::nouns_of(&after));
    nouns.sort();
    nouns.dedup();
    Ok(Some(nouns))
}

pub(super) fn insert_revision(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: ArticleId,
    words: &ArticleText,
) -> diesel::QueryResult<RevisionId> {
    let words = words.cleaned();
    let parsed = text::parse_body(&words.body);
    let mut pictures: Vec<MediaId> = parsed
        .blocks
        .iter()
        .flat_map(|block| match block {
            Block::Photo(photo) => vec![MediaId(photo.media)],
            Block::Gallery(photos) => photos.iter().map(|photo| MediaId(photo.media)).collect(),
            _ => Vec::new(),
        })
        .chain(words.lead_photo)
        .collect();
    pictures.sort();
    pictures.dedup();
    // A body may name a picture that doesn't exist; the page then leaves it out.
    pictures = crate::db::media::list_existing(conn, &pictures)?;
    let revision = NewRevision {
        article_id: id,
        created_at: sign_off.at,
        created_by: sign_off.actor.clone(),
        headline: words.headline,
        short_headline: words.short_headline,
        kicker: words.kicker,
        standfirst: words.standfirst,
        blocks: serde_json::to_string(&parsed.blocks).unwrap_or_default(),
        body: words.body,
        rendered_by: text::RENDERED_BY,
        reading_minutes: i32::try_from(text::reading_minutes(&parsed.count)).unwrap_or(i32::MAX),
        dateline_place: words.dateline_place,
        dateline_on: words.dateline_on,
        dateline_agency: words.dateline_agency,
        editor: words.editor,
        author_id: words.author,
        source_id: words.source,
        lead_media_id: words.lead_photo,
        lead_caption: words.lead_caption,
        lead_alt: words.lead_alt,
        social_title: words.social_title,
    };
    drafts::insert_revision(conn, &revision, &pictures)
}
