//! Teasers: what a list shows of an article, loaded once for all of a page's lists.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::Conn;
use super::articles::{is_live, name};
use super::media::{PICTURE, PictureRow};
use super::schema::{articles, media, people_names, revisions, section_names};
use super::statement::{among, on_either};
use crate::model::article::Teaser;
use crate::model::{ArticleId, Photo, SectionId};

type TeaserRow = (
    (ArticleId, String, String, NaiveDateTime, Option<NaiveDateTime>, SectionId),
    (String, String),
    Option<(String, String)>,
    (String, String, String, String),
    Option<PictureRow>,
);

/// The teasers of the live articles among `ids`, in the order of `ids`.
pub fn list(conn: &mut Conn, ids: &[ArticleId]) -> QueryResult<Vec<Teaser>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let query = articles::table
        .inner_join(revisions::table.on(revisions::id.nullable().eq(articles::live_revision_id)))
        .inner_join(
            section_names::table.on(section_names::section_id
                .eq(articles::section_id)
                .and(section_names::edition.eq(articles::edition))),
        )
        .left_join(
            people_names::table.on(people_names::person_id
                .nullable()
                .eq(articles::source_id)
                .and(people_names::edition.eq(articles::edition))),
        )
        .left_join(media::table.on(media::id.nullable().eq(revisions::lead_media_id)))
        .filter(among(articles::id, ids))
        .filter(is_live())
        .select((
            (
                articles::id,
                articles::edition,
                articles::slug,
                articles::published_at.assume_not_null(),
                articles::updated_at,
                articles::section_id,
            ),
            (section_names::name, section_names::slug),
            (people_names::name, people_names::slug).nullable(),
            (revisions::headline, revisions::kicker, revisions::standfirst, revisions::lead_alt),
            PICTURE.nullable(),
        ));
    let rows: Vec<TeaserRow> = on_either!(conn, |conn| query.load(conn))?;
    let mut found: HashMap<ArticleId, Teaser> =
        rows.into_iter().map(|row| (row.0.0, teaser(row))).collect();
    // A list may name an article twice: on the front of its section and of the home page.
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

fn teaser(row: TeaserRow) -> Teaser {
    let (article, section, source, words, picture) = row;
    let (id, edition, slug, published_at, updated_at, section_id) = article;
    let (headline, kicker, standfirst, alt) = words;
    Teaser {
        id,
        edition,
        slug,
        published_at,
        updated_at,
        section_id,
        section: name(section),
        source: source.map(name),
        headline,
        kicker,
        standfirst,
        photo: picture.map(|row| Photo {
            picture: super::media::picture(row),
            alt,
            caption: String::new(),
        }),
    }
}
