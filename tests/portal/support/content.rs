//! A portal's content, by builders that say only what matters to a test.
//!
//! Everything goes through commands. What a test doesn't name is made up: the section `world`,
//! the edition `en`, a headline of the slug's words, a body of one paragraph. Sections,
//! coverages, people and photos are made when they are named for the first time, in every
//! edition of the portal.

use std::collections::HashMap;
use std::sync::Mutex;

use broadsheet::commands::{
    self, ArticleText, CoverageWords, PersonWords, PhotoWords, SectionWords, Setting,
};
use broadsheet::db::fronts::{Container, SlotItem};
use broadsheet::db::people::PersonKind;
use broadsheet::model::{ArticleId, CoverageId, MediaId, PersonId, SectionId, SignOff, StoryId};
use chrono::NaiveDateTime;
use image::{ImageFormat, Rgb, RgbImage};

use super::portal::Portal;
use super::{article_path, at};

/// What a test has named, with its id.
#[derive(Default)]
pub struct Known(Mutex<HashMap<(&'static str, String), i64>>);

impl Known {
    fn get_or(&self, kind: &'static str, name: &str, make: impl FnOnce() -> i64) -> i64 {
        let key = (kind, name.to_owned());
        let known = self.0.lock().expect("no other thread").get(&key).copied();
        known.unwrap_or_else(|| {
            let id = make();
            self.0.lock().expect("no other thread").insert(key, id);
            id
        })
    }
}

/// An article as its test needs it.
#[derive(Debug, Clone)]
pub struct Article {
    pub id: ArticleId,
    pub story: StoryId,
    pub edition: String,
    pub slug: String,
    /// Where it is, or will be.
    pub path: String,
}

/// The articles of one story.
#[derive(Debug, Clone)]
pub struct Story {
    pub id: StoryId,
    pub articles: Vec<Article>,
}

impl Story {
    /// Its article in an edition.
    #[track_caller]
    pub fn article(&self, edition: &str) -> &Article {
        let found = self.articles.iter().find(|article| article.edition == edition);
        found.unwrap_or_else(|| panic!("the story isn't in {edition}"))
    }

    /// Where it is in an edition.
    #[track_caller]
    pub fn path(&self, edition: &str) -> &str {
        &self.article(edition).path
    }
}

impl Portal {
    /// An article that `insert` makes, live from now unless the test says otherwise.
    pub fn article(&self, slug: &str) -> ArticleBuilder<'_> {
        let mut headline = slug.replace('-', " ");
        headline[..1].make_ascii_uppercase();
        ArticleBuilder {
            portal: self,
            slug: slug.to_owned(),
            edition: "en".to_owned(),
            section: "world".to_owned(),
            coverages: Vec::new(),
            story: None,
            state: State::Live(self.app.clock.now()),
            text: ArticleText {
                body: format!("{headline}, in full."),
                headline,
                ..Default::default()
            },
        }
    }

    /// A story in all four editions that `insert` makes.
    pub fn story(&self, slug: &str) -> StoryBuilder<'_> {
        let editions = super::EDITIONS.map(str::to_owned).to_vec();
        StoryBuilder { article: self.article(slug), editions }
    }

    /// The section with this slug, `World` for `world`; in other editions `World (mn)`.
    pub fn section(&self, slug: &str) -> SectionId {
        self.section_in(slug, &self.editions())
    }

    /// The section with this slug, made in some editions only.
    pub fn section_in(&self, slug: &str, editions: &[impl AsRef<str>]) -> SectionId {
        let words = |edition: &str| SectionWords {
            edition: edition.to_owned(),
            name: name(slug, edition),
            slug: slug.to_owned(),
            description: String::new(),
        };
        let words: Vec<_> = editions.iter().map(|edition| words(edition.as_ref())).collect();
        SectionId(self.known.get_or("section", slug, || {
            self.command(|conn, sign_off| commands::open_section(conn, sign_off, &words))
                .expect("a section")
                .0
        }))
    }

    /// The coverage with this slug; its names are like those of sections.
    pub fn coverage(&self, slug: &str) -> CoverageId {
        self.coverage_in(slug, &self.editions())
    }

    /// The coverage with this slug, made in some editions only.
    pub fn coverage_in(&self, slug: &str, editions: &[impl AsRef<str>]) -> CoverageId {
        let words = |edition: &str| CoverageWords {
            edition: edition.to_owned(),
            name: name(slug, edition),
            slug: slug.to_owned(),
            summary: format!("All about {slug}."),
        };
        let words: Vec<_> = editions.iter().map(|edition| words(edition.as_ref())).collect();
        CoverageId(self.known.get_or("coverage", slug, || {
            self.command(|conn, sign_off| commands::open_coverage(conn, sign_off, None, &words))
                .expect("a coverage")
                .0
        }))
    }

    /// The author with this slug.
    pub fn author(&self, slug: &str) -> PersonId {
        self.person("author", PersonKind::Author, slug)
    }

    /// The source with this slug.
    pub fn source(&self, slug: &str) -> PersonId {
        self.person("source", PersonKind::Source, slug)
    }

    fn person(&self, key: &'static str, kind: PersonKind, slug: &str) -> PersonId {
        let words: Vec<_> = self
            .editions()
            .into_iter()
            .map(|edition| PersonWords {
                name: name(slug, &edition),
                edition,
                slug: slug.to_owned(),
                description: String::new(),
            })
            .collect();
        PersonId(self.known.get_or(key, slug, || {
            self.command(|conn, sign_off| commands::register_person(conn, sign_off, kind, &words))
                .expect("a person")
                .0
        }))
    }

    /// The photo with this name, 400 × 225 pixels, with words in every edition.
    pub fn photo(&self, name: &str) -> MediaId {
        MediaId(self.known.get_or("photo", name, || {
            // Pictures of other names are other bytes.
            let hash =
                name.bytes().fold(7u32, |hash, byte| hash.wrapping_mul(31) + u32::from(byte));
            let [red, green, blue, _] = hash.to_le_bytes();
            let original = self.app.media.put(&picture(400, 225, [red, green, blue]));
            let original = original.expect("a picture");
            let words: Vec<_> = self
                .editions()
                .into_iter()
                .map(|edition| PhotoWords {
                    alt: format!("What {name} shows ({edition})"),
                    caption: format!("Caption of {name} ({edition})"),
                    edition,
                })
                .collect();
            let file_name = format!("{name}.png");
            self.command(|conn, sign_off| {
                commands::add_photo(conn, sign_off, &original, &file_name, "Bat/Agency", &words)
            })
            .expect("a photo")
            .0
        }))
    }

    /// Makes the newest revision of an article live.
    pub fn publish(&self, article: &Article) {
        self.command(|conn, sign_off| commands::publish(conn, sign_off, article.id))
            .expect("a publication");
    }

    /// Takes a story down, with reasons by edition.
    pub fn withdraw(&self, story: StoryId, reasons: &[(&str, &str)]) {
        let owned = |&(edition, reason): &(&str, &str)| (edition.to_owned(), reason.to_owned());
        let reasons: Vec<_> = reasons.iter().map(owned).collect();
        self.command(|conn, sign_off| commands::withdraw(conn, sign_off, story, &reasons))
            .expect("a withdrawal");
    }

    /// Notes that something was wrong.
    pub fn correct(&self, article: &Article, note: &str) {
        self.command(|conn, sign_off| commands::correct(conn, sign_off, article.id, note))
            .expect("a correction");
    }

    /// Brings new facts into a live article: its body is another one.
    pub fn update(&self, article: &Article, body: &str) {
        let words = self.article(&article.slug).body(body).text();
        self.command(|conn, sign_off| commands::update(conn, sign_off, article.id, &words))
            .expect("an update");
    }

    /// Puts articles into a part of the home front of an edition.
    pub fn curate(&self, edition: &str, container: Container, articles: &[&Article]) {
        let items: Vec<_> =
            articles.iter().map(|article| (SlotItem::Article(article.id), None)).collect();
        self.command(|conn, sign_off| {
            commands::curate_front(conn, sign_off, edition, None, container, &items)
        })
        .expect("a front");
    }

    /// Sets something of an edition.
    pub fn set(&self, edition: &str, setting: Setting) {
        self.command(|conn, sign_off| {
            commands::change_settings(conn, sign_off, edition, &[setting])
        })
        .expect("a setting");
    }

    fn editions(&self) -> Vec<String> {
        self.app.editions.iter().map(|edition| edition.prefix.clone()).collect()
    }
}

/// `World` for `world`, in other editions than English `World (mn)`.
fn name(slug: &str, edition: &str) -> String {
    let mut name = slug.replace('-', " ");
    name[..1].make_ascii_uppercase();
    if edition == "en" { name } else { format!("{name} ({edition})") }
}

/// A PNG of one colour but for its corner.
pub fn picture(width: u32, height: u32, colour: [u8; 3]) -> Vec<u8> {
    let mut picture = RgbImage::from_pixel(width, height, Rgb(colour));
    picture.put_pixel(0, 0, Rgb([255, 255, 255]));
    let mut png = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut png, ImageFormat::Png).expect("a PNG");
    png.into_inner()
}

/// How far an article gets.
#[derive(Debug, Clone, Copy)]
enum State {
    Draft,
    Live(NaiveDateTime),
    Scheduled(NaiveDateTime),
    Embargoed(NaiveDateTime),
}

/// Says what matters of an article.
#[derive(Clone)]
#[must_use = "nothing is there before `insert`"]
pub struct ArticleBuilder<'a> {
    portal: &'a Portal,
    slug: String,
    edition: String,
    section: String,
    coverages: Vec<String>,
    story: Option<StoryId>,
    state: State,
    text: ArticleText,
}

impl ArticleBuilder<'_> {
    pub fn edition(mut self, edition: &str) -> Self {
        self.edition = edition.to_owned();
        self
    }

    pub fn section(mut self, slug: &str) -> Self {
        self.section = slug.to_owned();
        self
    }

    /// Files it in one more coverage.
    pub fn coverage(mut self, slug: &str) -> Self {
        self.coverages.push(slug.to_owned());
        self
    }

    /// Makes it the same report as another article.
    pub fn of_story(mut self, story: StoryId) -> Self {
        self.story = Some(story);
        self
    }

    pub fn headline(mut self, headline: &str) -> Self {
        self.text.headline = headline.to_owned();
        self
    }

    pub fn kicker(mut self, kicker: &str) -> Self {
        self.text.kicker = kicker.to_owned();
        self
    }

    pub fn standfirst(mut self, standfirst: &str) -> Self {
        self.text.standfirst = standfirst.to_owned();
        self
    }

    /// Markdown.
    pub fn body(mut self, body: &str) -> Self {
        self.text.body = body.to_owned();
        self
    }

    pub fn dateline(mut self, place: &str, on: &str, agency: &str) -> Self {
        self.text.dateline_place = place.to_owned();
        self.text.dateline_on = Some(on.parse().expect("a day"));
        self.text.dateline_agency = agency.to_owned();
        self
    }

    pub fn editor(mut self, name: &str) -> Self {
        self.text.editor = name.to_owned();
        self
    }

    pub fn author(mut self, slug: &str) -> Self {
        self.text.author = Some(self.portal.author(slug));
        self
    }

    pub fn source(mut self, slug: &str) -> Self {
        self.text.source = Some(self.portal.source(slug));
        self
    }

    /// Gives it a lead photo.
    pub fn photo(mut self, name: &str) -> Self {
        self.text.lead_photo = Some(self.portal.photo(name));
        self
    }

    /// Live since an instant (UTC).
    #[track_caller]
    pub fn published_at(mut self, instant: &str) -> Self {
        self.state = State::Live(at(instant));
        self
    }

    /// Live since an instant (UTC).
    pub fn published(mut self, instant: NaiveDateTime) -> Self {
        self.state = State::Live(instant);
        self
    }

    /// Never published.
    pub fn draft(mut self) -> Self {
        self.state = State::Draft;
        self
    }

    /// Left to the clock (UTC).
    #[track_caller]
    pub fn scheduled_for(mut self, instant: &str) -> Self {
        self.state = State::Scheduled(at(instant));
        self
    }

    /// Published now, and nothing of it public before an instant (UTC).
    #[track_caller]
    pub fn embargoed_until(mut self, instant: &str) -> Self {
        self.state = State::Embargoed(at(instant));
        self
    }

    /// The words as they are, for another revision.
    pub fn text(&self) -> ArticleText {
        self.text.clone()
    }

    /// Makes it.
    #[track_caller]
    pub fn insert(self) -> Article {
        let portal = self.portal;
        let now = portal.app.clock.now();
        let section = portal.section(&self.section);
        let coverages: Vec<_> = self.coverages.iter().map(|slug| portal.coverage(slug)).collect();
        let tag = portal.app.editions.get(&self.edition).expect("an edition").tag.clone();
        let sign_off = SignOff::new("test", now);
        let (story, id) = portal.query(|conn| {
            broadsheet::db::dialect::transaction(conn, |conn| {
                let story = match self.story {
                    Some(story) => story,
                    None => commands::create_story(conn, &sign_off, &self.slug).expect("a story"),
                };
                let edition = (self.edition.as_str(), tag.as_str());
                let id = commands::create_article(
                    conn, &sign_off, story, edition, section, &self.slug, &self.text,
                )
                .expect("an article");
                for coverage in coverages {
                    commands::file_in_coverage(conn, &sign_off, id, coverage).expect("a filing");
                }
                match self.state {
                    State::Draft => {}
                    State::Live(since) => {
                        let sign_off = SignOff::new("test", since);
                        commands::publish(conn, &sign_off, id).expect("a publication");
                    }
                    State::Scheduled(hour) => {
                        commands::schedule(conn, &sign_off, id, hour).expect("a schedule");
                    }
                    State::Embargoed(until) => {
                        let set = commands::set_embargo(conn, &sign_off, id, Some(until));
                        set.expect("an embargo");
                        commands::publish(conn, &sign_off, id).expect("a publication");
                    }
                }
                diesel::QueryResult::Ok((story, id))
            })
            .expect("a story")
        });
        let public_at = match self.state {
            State::Draft => now,
            State::Live(instant) | State::Scheduled(instant) | State::Embargoed(instant) => instant,
        };
        let path = article_path(&portal.app, &self.edition, public_at, id.0, &self.slug);
        Article { id, story, edition: self.edition, slug: self.slug, path }
    }
}

/// Says what matters of a story.
#[must_use = "nothing is there before `insert`"]
pub struct StoryBuilder<'a> {
    article: ArticleBuilder<'a>,
    editions: Vec<String>,
}

impl<'a> StoryBuilder<'a> {
    /// The editions that have it.
    pub fn editions(mut self, editions: &[&str]) -> Self {
        self.editions = editions.iter().map(|edition| (*edition).to_owned()).collect();
        self
    }

    /// What is the same in all its articles.
    pub fn with(mut self, set: impl FnOnce(ArticleBuilder<'a>) -> ArticleBuilder<'a>) -> Self {
        self.article = set(self.article);
        self
    }

    /// Makes it; the headlines outside English end in the edition's prefix.
    #[track_caller]
    pub fn insert(self) -> Story {
        let mut story: Option<StoryId> = self.article.story;
        let mut articles = Vec::new();
        for edition in &self.editions {
            let mut article = self.article.clone().edition(edition);
            article.story = story;
            if edition != "en" {
                article.text.headline = format!("{} ({edition})", article.text.headline);
            }
            let article = article.insert();
            story = Some(article.story);
            articles.push(article);
        }
        Story { id: story.expect("a story in some edition"), articles }
    }
}
