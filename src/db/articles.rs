//! Articles as readers see them.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::query_source::AliasedField;

use super::Conn;
use super::instant::Instant;
use super::listing::{self, List, Part};
use super::media::{PICTURE, PictureRow};
use super::schema::{
    articles, corrections, media, media_texts, people_names, revisions, section_names,
};
use super::statement::{among, on_either};
use crate::model::article::{
    ArticleState, Correction, Dateline, InlinePicture, LiveArticle, Name, Translation, Withdrawal,
};
use crate::model::{ArticleId, MediaId, Photo, RevisionId, SectionId, StoryId};

diesel::alias!(
    people_names as author_names: AuthorNames,
    people_names as source_names: SourceNames,
);

/// Whether an article can be read by the public: written once, for every page and feed.
///
/// The clock's commands move articles in and out of this state, so that a lifted
/// embargo is a change like any other.
#[diesel::dsl::auto_type]
pub(super) fn is_live() -> _ {
    articles::state.eq("live")
}

pub(super) fn name((name, slug): (String, String)) -> Name {
    Name { name, slug }
}

type ArticleRow = (
    (ArticleId, StoryId, String, String, String, SectionId, (String, String)),
    (Instant, Option<Instant>, Option<Instant>, Option<Instant>, Option<String>),
    (RevisionId, String, String, String, String, String, i32, i32),
    (String, Option<chrono::NaiveDate>, String, String, String, String, String),
    Option<(String, String)>,
    Option<(String, String)>,
    Option<PictureRow>,
    Option<(String, String)>,
);

/// Articles with the revision that readers see and all that is printed of it.
macro_rules! published_articles {
    () => {{
        let author: AliasedField<AuthorNames, people_names::name> =
            author_names.field(people_names::name);
        let author_slug = author_names.field(people_names::slug);
        let source = source_names.field(people_names::name);
        let source_slug = source_names.field(people_names::slug);
        articles::table
            .inner_join(
                revisions::table.on(revisions::id.nullable().eq(articles::live_revision_id)),
            )
            .inner_join(
                section_names::table.on(section_names::section_id
                    .eq(articles::section_id)
                    .and(section_names::edition.eq(articles::edition))),
            )
            .left_join(
                author_names.on(author_names
                    .field(people_names::person_id)
                    .nullable()
                    .eq(articles::author_id)
                    .and(author_names.field(people_names::edition).eq(articles::edition))),
            )
            .left_join(
                source_names.on(source_names
                    .field(people_names::person_id)
                    .nullable()
                    .eq(articles::source_id)
                    .and(source_names.field(people_names::edition).eq(articles::edition))),
            )
            .left_join(media::table.on(media::id.nullable().eq(revisions::lead_media_id)))
            .left_join(
                media_texts::table.on(media_texts::media_id
                    .nullable()
                    .eq(revisions::lead_media_id)
                    .and(media_texts::edition.eq(articles::edition))),
            )
            .select((
                (
                    articles::id,
                    articles::story_id,
                    articles::edition,
                    articles::slug,
                    articles::state,
                    articles::section_id,
                    (section_names::name, section_names::slug),
                ),
                (
                    articles::published_at.assume_not_null(),
                    articles::updated_at,
                    articles::corrected_at,
                    articles::withdrawn_at,
                    articles::withdrawal_reason,
                ),
                (
                    revisions::id,
                    revisions::headline,
                    revisions::short_headline,
                    revisions::kicker,
                    revisions::standfirst,
                    revisions::blocks,
                    revisions::rendered_by,
                    revisions::reading_minutes,
                ),
                (
                    revisions::dateline_place,
                    revisions::dateline_on,
                    revisions::dateline_agency,
                    revisions::editor,
                    revisions::lead_caption,
                    revisions::lead_alt,
                    revisions::social_title,
                ),
                (author, author_slug).nullable(),
                (source, source_slug).nullable(),
                PICTURE.nullable(),
                (media_texts::alt, media_texts::caption).nullable(),
            ))
    }};
}

/// The article `id` if it is live or was withdrawn.
///
/// One that is embargoed, scheduled or a draft looks the same as one that
/// doesn't exist.
pub fn find_published(conn: &mut Conn, id: ArticleId) -> QueryResult<Option<LiveArticle>> {
    let query = published_articles!()
        .filter(articles::id.eq(id))
        .filter(is_live().or(articles::state.eq(ArticleState::Withdrawn.as_str())));
    let row: Option<ArticleRow> = on_either!(conn, |conn| query.first(conn)).optional()?;
    Ok(row.map(article))
}

fn article(row: ArticleRow) -> LiveArticle {
    let (identity, times, words, marks, author, source, picture, library_words) = row;
    let (id, story_id, edition, slug, state, section_id, section) = identity;
    let (published_at, updated_at, corrected_at, withdrawn_at, withdrawal_reason) = times;
    let published_at = published_at.0;
    let (revision_id, headline, short_headline, kicker, standfirst, blocks, rendered_by, minutes) =
        words;
    let (place, on, agency, editor, lead_caption, lead_alt, social_title) = marks;
    let (library_alt, library_caption) = library_words.unwrap_or_default();
    LiveArticle {
        id,
        story_id,
        edition,
        slug,
        section_id,
        section: name(section),
        published_at,
        updated_at: updated_at.map(|at| at.0),
        corrected_at: corrected_at.map(|at| at.0),
        withdrawal: (state == ArticleState::Withdrawn.as_str()).then(|| Withdrawal {
            at: withdrawn_at.map_or(published_at, |at| at.0),
            reason: withdrawal_reason.unwrap_or_default(),
        }),
        revision_id,
        headline,
        short_headline,
        social_title,
        kicker,
        standfirst,
        blocks: serde_json::from_str(&blocks).unwrap_or_default(),
        rendered_by,
        reading_minutes: minutes,
        dateline: on.filter(|_| !place.is_empty()).map(|on| Dateline { place, on, agency }),
        editor,
        author: author.map(name),
        source: source.map(name),
        lead_photo: picture.map(|row| Photo {
            picture: super::media::picture(row),
            alt: non_empty_or(lead_alt, library_alt),
            caption: non_empty_or(lead_caption, library_caption),
        }),
    }
}

fn non_empty_or(text: String, otherwise: String) -> String {
    if text.is_empty() { otherwise } else { text }
}

/// The Markdown of a revision, for rendering it anew after the renderer changed.
pub fn get_body(conn: &mut Conn, id: RevisionId) -> QueryResult<String> {
    revisions::table.filter(revisions::id.eq(id)).select(revisions::body).first(conn)
}

/// The live articles of a story, in no particular order.
pub fn list_translations(conn: &mut Conn, story: StoryId) -> QueryResult<Vec<Translation>> {
    let query = articles::table
        .inner_join(revisions::table.on(revisions::id.nullable().eq(articles::live_revision_id)))
        .filter(articles::story_id.eq(story))
        .filter(is_live())
        .select((
            articles::id,
            articles::edition,
            articles::slug,
            articles::published_at.assume_not_null(),
            revisions::headline,
        ));
    let rows: Vec<(ArticleId, String, String, Instant, String)> =
        on_either!(conn, |conn| query.load(conn))?;
    Ok(rows
        .into_iter()
        .map(|(id, edition, slug, published_at, headline)| Translation {
            id,
            edition,
            slug,
            published_at: published_at.0,
            headline,
        })
        .collect())
}

/// Edition, address parts of a live or withdrawn article: what a short link needs.
pub fn find_address(
    conn: &mut Conn,
    id: ArticleId,
) -> QueryResult<Option<(String, NaiveDateTime, String)>> {
    articles::table
        .filter(articles::id.eq(id))
        .filter(is_live().or(articles::state.eq(ArticleState::Withdrawn.as_str())))
        .select((articles::edition, articles::published_at.assume_not_null(), articles::slug))
        .first(conn)
        .optional()
}

/// The corrections of an article, oldest first.
pub fn list_corrections(conn: &mut Conn, id: ArticleId) -> QueryResult<Vec<Correction>> {
    let query = corrections::table
        .filter(corrections::article_id.eq(id))
        .order((corrections::corrected_at, corrections::id))
        .select((corrections::corrected_at, corrections::note));
    let rows: Vec<(NaiveDateTime, String)> = on_either!(conn, |conn| query.load(conn))?;
    Ok(rows.into_iter().map(|(corrected_at, note)| Correction { corrected_at, note }).collect())
}

/// The pictures `ids` with the library's words for them in `edition`.
pub fn list_inline_pictures(
    conn: &mut Conn,
    edition: &str,
    ids: &[MediaId],
) -> QueryResult<Vec<InlinePicture>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let query = media::table
        .left_join(
            media_texts::table
                .on(media_texts::media_id.eq(media::id).and(media_texts::edition.eq(edition))),
        )
        .filter(among(media::id, ids))
        .select((PICTURE, (media_texts::alt, media_texts::caption).nullable()));
    let rows: Vec<(PictureRow, Option<(String, String)>)> =
        on_either!(conn, |conn| query.load(conn))?;
    Ok(rows
        .into_iter()
        .map(|(row, words)| {
            let (alt, caption) = words.unwrap_or_default();
            InlinePicture { picture: super::media::picture(row), alt, caption }
        })
        .collect())
}

/// The newest articles of a list with everything in them, newest first: for feeds.
///
/// Two statements: the places from an index alone, then what is there.
pub fn list_newest(conn: &mut Conn, list: List<'_>, limit: i64) -> QueryResult<Vec<LiveArticle>> {
    let places = listing::list_places(conn, list, Part::Newest, limit)?;
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<ArticleId> = places.iter().map(|place| place.id).collect();
    let query = published_articles!()
        .filter(is_live())
        .filter(among(articles::id, &ids))
        .order((articles::published_at.desc(), articles::id.desc()));
    let rows: Vec<ArticleRow> = on_either!(conn, |conn| query.load(conn))?;
    Ok(rows.into_iter().map(article).collect())
}

/// The Markdown of several revisions.
pub fn list_bodies(conn: &mut Conn, ids: &[RevisionId]) -> QueryResult<Vec<(RevisionId, String)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let query =
        revisions::table.filter(among(revisions::id, ids)).select((revisions::id, revisions::body));
    on_either!(conn, |conn| query.load(conn))
}

/// The corrections of several articles, each article's oldest first.
pub fn list_corrections_of(
    conn: &mut Conn,
    ids: &[ArticleId],
) -> QueryResult<Vec<(ArticleId, Correction)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let query = corrections::table
        .filter(among(corrections::article_id, ids))
        .order((corrections::corrected_at, corrections::id))
        .select((corrections::article_id, corrections::corrected_at, corrections::note));
    let rows: Vec<(ArticleId, NaiveDateTime, String)> = on_either!(conn, |conn| query.load(conn))?;
    Ok(rows
        .into_iter()
        .map(|(id, corrected_at, note)| (id, Correction { corrected_at, note }))
        .collect())
}
