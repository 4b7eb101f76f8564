//! A newsroom's content by bulk insert: the same rows for the same number of articles.
//!
//! It goes past the commands, which would take minutes for a hundred thousand articles, but
//! through the portal's own schema and text modules: what a page reads is what a command would
//! have written.

use std::ops::RangeInclusive;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::result::Error;

use super::words::{Dice, LANGUAGES, Language};
use crate::db::schema::{
    article_coverages, articles, changes, corrections, coverage_moments, coverage_names, coverages,
    front_slots, info_pages, media, media_texts, media_uses, people, people_names, revisions,
    section_names, sections, settings, stories,
};
use crate::db::{Conn, Database, DatabaseError, dialect, status};
use crate::media::Original;
use crate::model::site::INFO_PAGES;
use crate::text::{self, Block, RENDERED_BY};

/// Different texts in an edition at most; articles share them.
const TEXTS: usize = 400;
/// Articles in a coverage and an edition, on average.
const COVERAGE_LENGTH: usize = 60;
/// Stories in one transaction.
const BATCH: usize = 2_500;
/// Rows in one statement, which takes at most 32,766 values.
const CHUNK: usize = 1_000;
/// Between a story and the next.
const STORY_MINUTES: i64 = 23;
/// A home front takes so many of the newest stories.
const LEAST_STORIES: usize = 25;
const ACTOR: &str = "bench";

/// Why a database wasn't filled.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// Somebody's work may be in it.
    #[error("the database has content, which nothing is mixed with; give an empty one")]
    HasContent,
    /// There is no connection to the database.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The database failed; what was committed until then stays.
    #[error(transparent)]
    Db(#[from] Error),
}

/// What a database was filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seeded {
    /// Each in every edition.
    pub stories: usize,
    /// Texts in all editions.
    pub articles: usize,
    /// Running events.
    pub coverages: usize,
}

/// Fills the empty database with at least `articles` articles, a quarter in each edition, the
/// newest of them published just before `newest` (UTC), the others every 23 minutes before it.
///
/// `pictures` are in the media library already. `progress` is told how many articles are there.
///
/// # Errors
///
/// The database has content, or fails; it may then hold a part of the articles.
pub fn seed(
    database: &Database,
    articles: usize,
    newest: NaiveDateTime,
    pictures: &[&Original],
    mut progress: impl FnMut(usize),
) -> Result<Seeded, SeedError> {
    let mut conn = database.writer()?;
    if status::has_content(&mut conn)? {
        return Err(SeedError::HasContent);
    }
    let stories = articles.div_ceil(LANGUAGES.len()).max(LEAST_STORIES);
    let mut seeder = Seeder::new(stories, newest, pictures);
    dialect::transaction(&mut conn, |conn| seeder.around(conn))?;
    let texts = seeder.texts();
    for first in (1..=stories).step_by(BATCH) {
        let last = stories.min(first + BATCH - 1);
        dialect::transaction(&mut conn, |conn| seeder.articles(conn, first..=last, &texts))?;
        progress(last * LANGUAGES.len());
    }
    dialect::transaction(&mut conn, |conn| seeder.fronts(conn))?;
    match &mut *conn {
        Conn::Sqlite(conn) => conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)")?,
        Conn::Postgres(conn) => {
            // What was given an id didn't move the sequence that gives the next one.
            for table in
                ["sections", "people", "media", "coverages", "stories", "articles", "revisions"]
            {
                conn.batch_execute(&format!(
                    "SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
                ))?;
            }
            // Statistics and the map of visible rows, as autovacuum would make them.
            conn.batch_execute("VACUUM ANALYZE")?;
        }
    }
    Ok(Seeded { stories, articles: stories * LANGUAGES.len(), coverages: seeder.coverages })
}

/// Inserts rows with as few statements as each database allows.
macro_rules! insert {
    ($conn:expr, $table:path, $rows:expr) => {
        for rows in $rows.chunks(CHUNK) {
            match $conn {
                Conn::Sqlite(conn) => diesel::insert_into($table).values(rows).execute(conn)?,
                Conn::Postgres(conn) => diesel::insert_into($table).values(rows).execute(conn)?,
            };
        }
    };
}

/// The words of an article, rendered once.
struct Text {
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

struct Seeder<'a> {
    stories: usize,
    coverages: usize,
    newest: NaiveDateTime,
    pictures: &'a [&'a Original],
    dice: Dice,
}

impl Seeder<'_> {
    fn new<'a>(stories: usize, newest: NaiveDateTime, pictures: &'a [&'a Original]) -> Seeder<'a> {
        let coverages = (stories / COVERAGE_LENGTH).max(4);
        Seeder { stories, coverages, newest, pictures, dice: Dice::new(20_161_116) }
    }

    /// Everything that articles refer to.
    fn around(&mut self, conn: &mut Conn) -> QueryResult<()> {
        self.site(conn)?;
        self.sections(conn)?;
        self.people(conn)?;
        self.library(conn)?;
        self.running_events(conn)
    }

    /// A list for each edition.
    fn texts(&mut self) -> Vec<Vec<Text>> {
        let (pictures, dice) = (self.pictures.len(), &mut self.dice);
        let texts = TEXTS.min(self.stories / 4);
        LANGUAGES
            .iter()
            .map(|language| (0..texts).map(|_| Text::write(language, pictures, dice)).collect())
            .collect()
    }

    fn site(&mut self, conn: &mut Conn) -> QueryResult<()> {
        let mut values = Vec::new();
        let mut pages = Vec::new();
        for language in &LANGUAGES {
            let accounts: Vec<serde_json::Value> = ["instagram", "youtube", "mastodon"]
                .map(|network| {
                    let url = format!("https://{network}.example/bench.post");
                    serde_json::json!({ "network": network, "name": "@bench.post", "url": url })
                })
                .into();
            for (name, value) in [
                ("site_name", language.newspaper.to_owned()),
                ("tagline", language.sentence(&mut self.dice)),
                ("follow", serde_json::Value::from(accounts).to_string()),
            ] {
                values.push((
                    settings::edition.eq(language.edition),
                    settings::name.eq(name),
                    settings::value.eq(value),
                ));
            }
            for (name, title) in INFO_PAGES.into_iter().zip(language.info_pages) {
                let body = language.paragraph(&mut self.dice, 4);
                let blocks = serde_json::to_string(&text::parse_body(&body).blocks);
                pages.push((
                    info_pages::edition.eq(language.edition),
                    info_pages::name.eq(name),
                    info_pages::title.eq(title),
                    info_pages::body.eq(body),
                    info_pages::blocks.eq(blocks.unwrap_or_default()),
                    info_pages::rendered_by.eq(RENDERED_BY),
                    info_pages::updated_at.eq(self.newest),
                ));
            }
        }
        insert!(conn, settings::table, values);
        insert!(conn, info_pages::table, pages);
        Ok(())
    }

    fn sections(&mut self, conn: &mut Conn) -> QueryResult<()> {
        let slugs = LANGUAGES[0].sections.map(str::to_lowercase);
        let mut names = Vec::new();
        for (id, position) in (1_i64..).zip(1..=slugs.len() as i32) {
            let row = [(sections::id.eq(id), sections::position.eq(position))];
            insert!(conn, sections::table, row);
        }
        for language in &LANGUAGES {
            for (id, (name, slug)) in (1_i64..).zip(language.sections.iter().zip(&slugs)) {
                names.push((
                    section_names::section_id.eq(id),
                    section_names::edition.eq(language.edition),
                    section_names::name.eq(*name),
                    section_names::slug.eq(slug),
                    section_names::description.eq(language.sentence(&mut self.dice)),
                ));
            }
        }
        insert!(conn, section_names::table, names);
        Ok(())
    }

    /// Authors have the first ids, sources the ones after them.
    fn people(&mut self, conn: &mut Conn) -> QueryResult<()> {
        let (authors, sources) = (LANGUAGES[0].people, LANGUAGES[0].sources);
        let kinds = authors.map(|name| ("author", name)).into_iter();
        let everybody: Vec<(&str, &str)> =
            kinds.chain(sources.map(|name| ("source", name))).collect();
        let mut rows = Vec::new();
        let mut names = Vec::new();
        for (id, (kind, english)) in (1_i64..).zip(&everybody) {
            rows.push((people::id.eq(id), people::kind.eq(*kind)));
            for language in &LANGUAGES {
                let own = language.people.iter().chain(&language.sources);
                names.push((
                    people_names::person_id.eq(id),
                    people_names::edition.eq(language.edition),
                    people_names::kind.eq(*kind),
                    people_names::name.eq(*own.clone().nth(id as usize - 1).unwrap_or(english)),
                    people_names::slug.eq(text::slug(english, "en")),
                    people_names::description.eq(language.sentence(&mut self.dice)),
                ));
            }
        }
        insert!(conn, people::table, rows);
        insert!(conn, people_names::table, names);
        Ok(())
    }

    fn library(&mut self, conn: &mut Conn) -> QueryResult<()> {
        let mut rows = Vec::new();
        let mut texts = Vec::new();
        for (id, picture) in (1_i64..).zip(self.pictures) {
            rows.push((
                media::id.eq(id),
                media::content_key.eq(&picture.key),
                media::file_name.eq(format!("photo-{id}.jpg")),
                media::format.eq(picture.format.extension()),
                media::width.eq(picture.width.cast_signed()),
                media::height.eq(picture.height.cast_signed()),
                media::size_bytes.eq(picture.bytes.cast_signed()),
                media::colour.eq(&picture.dominant_colour),
                media::credit.eq(self.dice.pick(&LANGUAGES[0].people)),
                media::created_at.eq(self.newest),
            ));
            for language in &LANGUAGES {
                texts.push((
                    media_texts::media_id.eq(id),
                    media_texts::edition.eq(language.edition),
                    media_texts::alt.eq(language.sentence(&mut self.dice)),
                    media_texts::caption.eq(language.sentence(&mut self.dice)),
                ));
            }
        }
        insert!(conn, media::table, rows);
        insert!(conn, media_texts::table, texts);
        Ok(())
    }

    fn running_events(&mut self, conn: &mut Conn) -> QueryResult<()> {
        let mut rows = Vec::new();
        let mut names = Vec::new();
        let mut moments = Vec::new();
        let pictures = self.pictures.len().max(1) as i64;
        for id in 1..=self.coverages as i64 {
            rows.push((
                coverages::id.eq(id),
                coverages::is_open.eq(true),
                coverages::lead_media_id.eq(id % pictures + 1),
                coverages::created_at.eq(self.newest),
            ));
            for language in &LANGUAGES {
                let name = language.headline(&mut self.dice);
                names.push((
                    coverage_names::coverage_id.eq(id),
                    coverage_names::edition.eq(language.edition),
                    coverage_names::name.eq(name),
                    coverage_names::slug.eq(format!("coverage-{id}")),
                    coverage_names::summary.eq(language.paragraph(&mut self.dice, 2)),
                ));
                for hours in [90, 60, 30] {
                    moments.push((
                        coverage_moments::coverage_id.eq(id),
                        coverage_moments::edition.eq(language.edition),
                        coverage_moments::happened_at.eq(self.newest - TimeDelta::hours(hours)),
                        coverage_moments::text.eq(language.sentence(&mut self.dice)),
                    ));
                }
            }
        }
        insert!(conn, coverages::table, rows);
        insert!(conn, coverage_names::table, names);
        insert!(conn, coverage_moments::table, moments);
        Ok(())
    }

    /// Stories from the oldest to the newest, each in all editions.
    fn articles(
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
    fn fronts(&mut self, conn: &mut Conn) -> QueryResult<()> {
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
