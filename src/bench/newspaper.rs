//! What articles refer to: settings, sections, people, photos, coverages.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::seed::Seeder;
use super::words::LANGUAGES;
use crate::db::Conn;
use crate::db::schema::{
    coverage_moments, coverage_names, coverages, info_pages, media, media_texts, people,
    people_names, section_names, sections, settings,
};
use crate::model::site::INFO_PAGES;
use crate::text::{self, RENDERED_BY};

impl Seeder<'_> {
    /// Everything that articles refer to.
    pub fn around(&mut self, conn: &mut Conn) -> QueryResult<()> {
        self.site(conn)?;
        self.sections(conn)?;
        self.people(conn)?;
        self.library(conn)?;
        self.running_events(conn)
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
}
