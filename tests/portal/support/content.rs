//! A portal's content, by builders that say only what matters to a test.
//!
//! Everything goes through commands. What a test doesn't name is made up: the section `world`,
//! the edition `en`, a headline of the slug's words, a body of one paragraph. Sections,
//! coverages, people and photos are made when they are named for the first time, in every
//! edition of the portal.

mod builders;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use broadsheet::commands::{self, CoverageWords, PersonWords, PhotoWords, SectionWords, Setting};
use broadsheet::db::fronts::{Container, SlotItem};
use broadsheet::db::people::PersonKind;
use broadsheet::model::{ArticleId, CoverageId, MediaId, PersonId, SectionId, StoryId};
use image::{ImageFormat, Rgb, RgbImage};

pub use self::builders::ArticleBuilder;
use super::portal::Portal;

/// What a test has named, with its id.
#[derive(Clone, Default)]
pub struct Known(Arc<Mutex<HashMap<(&'static str, String), i64>>>);

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
