//! Stories with an article in every edition, from word lists, and the fronts that show them.

use std::ops::RangeInclusive;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use super::CHUNK;
use super::seed::Seeder;
use super::words::{Dice, LANGUAGES, Language};
use crate::db::Conn;
use crate::db::schema::{
    article_coverages, articles, changes, corrections, front_slots, media_uses, revisions, stories,
};
use crate::text::{self, Block, RENDERED_BY};

/// Different texts in an edition at most; articles share them.
const TEXTS: usize = 400;
/// Between a story and the next.
const STORY_MINUTES: i64 = 23;
const ACTOR: &str = "bench";

/// The words of an article, rendered once.
pub struct Text {
    headline: String,
    slug: String,
    kicker: &'static str,
    standfirst: String,
    body: String,
    blocks: String,
    pictures: Vec<i64>,
    has_gallery: bool,
    minutes: i32,
}

impl Text {
    fn write(language: &Language, pictures: usize, dice: &mut Dice) -> Text {
        let headline = language.headline(dice);
        let body = language.body(dice, |dice| dice.below(pictures) as i64 + 1);
        let parsed = text::parse_body(&body);
        let mut pictures: Vec<i64> = parsed
            .blocks
            .iter()
            .flat_map(|block| match block {
                Block::Photo(photo) => std::slice::from_ref(photo),
                Block::Gallery(photos) => photos.as_slice(),
                Block::Html(_) | Block::Embed { .. } => &[],
            })
            .map(|photo| photo.media)
            .collect();
        pictures.sort_unstable();
        pictures.dedup();
        Text {
            slug: text::headline_slug(&headline, language.tag),
            kicker: if dice.once_in(3) { dice.pick(&language.kickers) } else { "" },
            standfirst: language.paragraph(dice, 2),
            blocks: serde_json::to_string(&parsed.blocks).unwrap_or_default(),
            has_gallery: parsed.blocks.iter().any(|block| matches!(block, Block::Gallery(_))),
            minutes: i32::try_from(text::reading_minutes(&parsed.count)).unwrap_or(1),
            headline,
            body,
            pictures,
        }
    }
}

#[derive(Insertable)]
#[diesel(table_name = articles)]
struct ArticleRow<'a> {
    id: i64,
    story_id: i64,
    edition: &'a str,
    state: &'a str,
    section_id: i64,
    slug: &'a str,
    live_revision_id: i64,
    newest_revision_id: i64,
    author_id: Option<i64>,
    source_id: Option<i64>,
    published_at: NaiveDateTime,
    updated_at: Option<NaiveDateTime>,
    corrected_at: Option<NaiveDateTime>,
    has_gallery: bool,
    created_at: NaiveDateTime,
}

#[derive(Insertable)]
#[diesel(table_name = revisions)]
struct RevisionRow<'a> {
    id: i64,
    article_id: i64,
    created_at: NaiveDateTime,
    created_by: &'a str,
    headline: &'a str,
    short_headline: &'a str,
    kicker: &'a str,
    standfirst: &'a str,
    body: &'a str,
    blocks: &'a str,
    rendered_by: i32,
    reading_minutes: i32,
    dateline_place: &'a str,
    dateline_on: NaiveDate,
    dateline_agency: &'a str,
    editor: &'a str,
    author_id: Option<i64>,
    source_id: Option<i64>,
    lead_media_id: Option<i64>,
    lead_caption: &'a str,
    lead_alt: &'a str,
}

impl Seeder<'_> {
    /// A list for each edition.
    pub fn texts(&mut self) -> Vec<Vec<Text>> {
        let (pictures, dice) = (self.pictures.len(), &mut self.dice);
        let texts = TEXTS.min(self.stories / 4);
        LANGUAGES
            .iter()
            .map(|language| (0..texts).map(|_| Text::write(language, pictures, dice)).collect())
            .collect()
    }

    /// Stories from the oldest to the newest, each in all editions.
    pub fn articles(
        &mut self,
        conn: &mut Conn,
        stories: RangeInclusive<usize>,
        texts: &[Vec<Text>],
    ) -> QueryResult<()> {
        let stories: Vec<usize> = stories.collect();
        for stories in stories.chunks(CHUNK / LANGUAGES.len()) {
            self.some_articles(conn, stories, texts)?;
        }
        Ok(())
    }

    fn some_articles(
        &mut self,
        conn: &mut Conn,
        ids: &[usize],
        texts: &[Vec<Text>],
    ) -> QueryResult<()> {
        let dice = &mut self.dice;
        let mut story_rows = Vec::new();
        let mut rows = Vec::new();
        let mut revision_rows = Vec::new();
        let mut uses = Vec::new();
        let mut filings = Vec::new();
        let mut notes = Vec::new();
        let mut change_rows = Vec::new();
        for &story in ids {
            let age = TimeDelta::minutes((self.stories - story) as i64 * STORY_MINUTES);
            let first_at = self.newest - age;
            story_rows.push((
                stories::id.eq(story as i64),
                stories::slugline.eq(format!("story-{story}")),
                stories::created_at.eq(first_at),
            ));
            let section_id = dice.below(LANGUAGES[0].sections.len()) as i64 + 1;
            let author_id = (!dice.once_in(3)).then(|| dice.below(8) as i64 + 1);
            let source_id = Some(dice.below(4) as i64 + 9);
            let lead_media_id =
                (!dice.once_in(4)).then(|| dice.below(self.pictures.len()) as i64 + 1);
            let mut filed: Vec<i64> =
                (0..dice.below(3)).map(|_| dice.below(self.coverages) as i64 + 1).collect();
            filed.dedup();
            let (is_corrected, is_updated) = (dice.once_in(40), dice.once_in(10));
            for (number, (language, texts)) in LANGUAGES.iter().zip(texts).enumerate() {
                let id = ((story - 1) * LANGUAGES.len() + number + 1) as i64;
                let text = &texts[dice.below(texts.len())];
                let published_at = first_at + TimeDelta::minutes(5 * number as i64);
                let corrected_at = is_corrected.then(|| published_at + TimeDelta::hours(5));
                rows.push(ArticleRow {
                    id,
                    story_id: story as i64,
                    edition: language.edition,
                    state: "live",
                    section_id,
                    slug: &text.slug,
                    live_revision_id: id,
                    newest_revision_id: id,
                    author_id,
                    source_id,
                    published_at,
                    updated_at: is_updated.then(|| published_at + TimeDelta::hours(2)),
                    corrected_at,
                    has_gallery: text.has_gallery,
                    created_at: published_at,
                });
                revision_rows.push(RevisionRow {
                    id,
                    article_id: id,
                    created_at: published_at,
                    created_by: ACTOR,
                    headline: &text.headline,
                    short_headline: "",
                    kicker: text.kicker,
                    standfirst: &text.standfirst,
                    body: &text.body,
                    blocks: &text.blocks,
                    rendered_by: RENDERED_BY,
                    reading_minutes: text.minutes,
                    dateline_place: dice.pick(&language.places),
                    dateline_on: published_at.date(),
                    dateline_agency: dice.pick(&language.sources),
                    editor: dice.pick(&language.people),
                    author_id,
                    source_id,
                    lead_media_id,
                    lead_caption: "",
                    lead_alt: "",
                });
                let mut used = text.pictures.clone();
                used.extend(lead_media_id.filter(|lead| !text.pictures.contains(lead)));
                uses.extend(used.into_iter().map(|picture| {
                    (media_uses::revision_id.eq(id), media_uses::media_id.eq(picture))
                }));
                for (position, &coverage) in (1..).zip(&filed) {
                    filings.push((
                        article_coverages::article_id.eq(id),
                        article_coverages::coverage_id.eq(coverage),
                        article_coverages::position.eq(position),
                        article_coverages::edition.eq(language.edition),
                        article_coverages::listed_at.eq(published_at),
                    ));
                }
                if let Some(at) = corrected_at {
                    notes.push((
                        corrections::article_id.eq(id),
                        corrections::corrected_at.eq(at),
                        corrections::note.eq(language.sentence(dice)),
                    ));
                }
                change_rows.push((
                    changes::changed_at.eq(published_at),
                    changes::actor.eq(ACTOR),
                    changes::verb.eq("publish"),
                    changes::nouns.eq(format!("[\"article:{id}\"]")),
                ));
            }
        }
        insert!(conn, stories::table, story_rows);
        insert!(conn, articles::table, rows);
        insert!(conn, revisions::table, revision_rows);
        insert!(conn, media_uses::table, uses);
        insert!(conn, article_coverages::table, filings);
        insert!(conn, corrections::table, notes);
        insert!(conn, changes::table, change_rows);
        Ok(())
    }

    /// A curated lead, three cards and two coverages on each home front.
    pub fn fronts(&mut self, conn: &mut Conn) -> QueryResult<()> {
        let mut slots = Vec::new();
        for (number, language) in LANGUAGES.iter().enumerate() {
            let article = |story: usize| ((story - 1) * LANGUAGES.len() + number + 1) as i64;
            for (position, container) in
                (1..).zip(["lead", "secondary", "secondary", "secondary", "coverage", "coverage"])
            {
                let is_coverage = container == "coverage";
                slots.push((
                    front_slots::edition.eq(language.edition),
                    front_slots::container.eq(container),
                    front_slots::position.eq(position),
                    front_slots::article_id
                        .eq((!is_coverage).then(|| article(self.stories - position as usize * 3))),
                    front_slots::coverage_id.eq(is_coverage.then_some(i64::from(position) - 3)),
                ));
            }
        }
        insert!(conn, front_slots::table, slots);
        match conn {
            Conn::Sqlite(conn) => conn.batch_execute(LATEST_OF_COVERAGES),
            Conn::Postgres(conn) => conn.batch_execute(LATEST_OF_COVERAGES),
        }
    }
}

const LATEST_OF_COVERAGES: &str = "UPDATE coverage_names SET latest_at = (
    SELECT max(listed_at) FROM article_coverages
    WHERE article_coverages.coverage_id = coverage_names.coverage_id
      AND article_coverages.edition = coverage_names.edition)";
