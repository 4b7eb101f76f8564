//! Loading the demo: photos first, then everything else in one transaction.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use chrono::{NaiveDateTime, TimeDelta};

use super::content::{self, Site, State, Story, Text};
use super::{ACTOR, DemoError, pictures, write_starter_pages};
use crate::app::App;
use crate::commands::{
    self, ArticleText, CoverageWords, PersonWords, PhotoWords, SectionWords, Setting,
};
use crate::db::fronts::{Container, SlotItem};
use crate::db::people::PersonKind;
use crate::db::{Conn, dialect};
use crate::i18n::Editions;
use crate::media::Original;
use crate::model::{ArticleId, CoverageId, MediaId, PersonId, SectionId, SignOff, StoryId};

/// Pixels of the drawn photos: smaller where the program was built without optimisation, since
/// drawing takes a minute there.
const PHOTO_WIDTH: u32 = if cfg!(debug_assertions) { 640 } else { 1280 };

const SECTIONS: [&str; 6] = ["world", "china", "business", "technology", "culture", "sport"];
const SOURCES: [&str; 3] = ["broadsheet", "steppe-wire", "strait-news-service"];
const LEAD: &str = "four-editions";
const CREDIT: &str = "Broadsheet";

/// Which photo a coverage has.
const COVERAGES: [(&str, &str); 3] = [
    ("four-languages", "lantern-street"),
    ("open-newsroom", "night-newsroom"),
    ("steppe-marathon", "marathon-start"),
];

/// What was loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoSummary {
    /// Groups of articles.
    pub stories: usize,
    /// Texts in all editions.
    pub articles: usize,
    /// Drawn.
    pub photos: usize,
}

/// Loads the demo into an empty portal: all of it, or nothing.
///
/// # Errors
///
/// The database or the media folder failed; the content is as before.
pub fn load(app: &App) -> Result<DemoSummary, DemoError> {
    let sites = content::sites()?;
    let stories = content::stories()?;
    let originals = draw_photos(app)?;
    let now = app.clock.now();
    let mut conn = app.database.writer()?;
    dialect::transaction(&mut conn, |conn| {
        let mut loader = Loader::new(&app.editions, now, sites);
        loader.settings(conn)?;
        loader.photos(conn, &originals, &stories)?;
        loader.sections(conn)?;
        loader.people(conn)?;
        loader.coverages(conn)?;
        let articles = loader.stories(conn, &stories)?;
        loader.fronts(conn)?;
        Ok(DemoSummary { stories: stories.len(), articles, photos: originals.len() })
    })
}

/// Draws every photo and stores it, on all processors.
///
/// # Errors
///
/// The media folder failed.
pub fn draw_photos(app: &App) -> Result<HashMap<&'static str, Original>, DemoError> {
    let keys = pictures::keys();
    let next = AtomicUsize::new(0);
    let drawn = Mutex::new(HashMap::new());
    let failed = Mutex::new(None);
    let threads = std::thread::available_parallelism().map_or(1, |count| count.get().min(4));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(key) = keys.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let Some(picture) = pictures::draw(key, PHOTO_WIDTH) else { continue };
                    let stored = crate::media::encode_jpeg(&picture, 88)
                        .and_then(|bytes| app.media.put(&bytes));
                    match stored {
                        Ok(original) => {
                            drawn
                                .lock()
                                .unwrap_or_else(PoisonError::into_inner)
                                .insert(*key, original);
                        }
                        Err(error) => {
                            *failed.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                        }
                    }
                }
            });
        }
    });
    match failed.into_inner().unwrap_or_else(PoisonError::into_inner) {
        Some(error) => Err(error.into()),
        None => Ok(drawn.into_inner().unwrap_or_else(PoisonError::into_inner)),
    }
}

struct Loader<'a> {
    editions: &'a Editions,
    now: NaiveDateTime,
    /// Only of editions that the portal has.
    sites: BTreeMap<String, Site>,
    photos: HashMap<String, MediaId>,
    sections: HashMap<String, SectionId>,
    people: HashMap<String, PersonId>,
    coverages: HashMap<String, CoverageId>,
    lead: HashMap<String, ArticleId>,
}

impl<'a> Loader<'a> {
    fn new(editions: &'a Editions, now: NaiveDateTime, mut sites: BTreeMap<String, Site>) -> Self {
        sites.retain(|prefix, _| editions.get(prefix).is_some());
        Loader {
            editions,
            now,
            sites,
            photos: HashMap::new(),
            sections: HashMap::new(),
            people: HashMap::new(),
            coverages: HashMap::new(),
            lead: HashMap::new(),
        }
    }

    fn hours_ago(&self, hours: f64) -> NaiveDateTime {
        // A demo's dates are hours of a week: far from where the conversion would lose anything.
        #[expect(clippy::cast_possible_truncation, reason = "a few hundred hours in seconds")]
        let seconds = (hours * 3600.0) as i64;
        self.now - TimeDelta::seconds(seconds)
    }

    fn sign_off(&self, hours_ago: f64) -> SignOff {
        SignOff::new(ACTOR, self.hours_ago(hours_ago))
    }

    fn settings(&self, conn: &mut Conn) -> Result<(), DemoError> {
        let sign_off = SignOff::new(ACTOR, self.now);
        for (edition, site) in &self.sites {
            let settings = [
                Setting::SiteName(site.site_name.clone()),
                Setting::Tagline(site.tagline.clone()),
                Setting::Follow(site.follow.clone()),
                Setting::Demo(true),
            ];
            commands::change_settings(conn, &sign_off, edition, &settings)?;
        }
        write_starter_pages(conn, self.editions, &sign_off)
    }

    fn photos(
        &mut self,
        conn: &mut Conn,
        originals: &HashMap<&'static str, Original>,
        stories: &[Story],
    ) -> Result<(), DemoError> {
        for (key, original) in originals {
            // The library's words are those of the first story that leads with the photo.
            let mut words: BTreeMap<&str, PhotoWords> = BTreeMap::new();
            for story in stories.iter().filter(|story| story.photo.as_deref() == Some(key)) {
                for (edition, text) in &story.texts {
                    let Some(photo) = &text.photo else { continue };
                    words.entry(edition).or_insert_with(|| PhotoWords {
                        edition: edition.clone(),
                        alt: photo.alt.clone(),
                        caption: photo.caption.clone(),
                    });
                }
            }
            let words: Vec<PhotoWords> = words.into_values().collect();
            let file_name = format!("{key}.jpg");
            let sign_off = SignOff::new(ACTOR, self.now);
            let added = commands::add_photo(conn, &sign_off, original, &file_name, CREDIT, &words);
            let id = added.map_err(|error| refused(key, error))?;
            self.photos.insert((*key).to_owned(), id);
        }
        Ok(())
    }

    fn sections(&mut self, conn: &mut Conn) -> Result<(), DemoError> {
        for key in SECTIONS {
            let words: Vec<SectionWords> = self
                .sites
                .iter()
                .filter_map(|(edition, site)| {
                    let named = site.sections.get(key)?;
                    Some(SectionWords {
                        edition: edition.clone(),
                        name: named.name.clone(),
                        slug: named.slug.clone(),
                        description: named.description.clone(),
                    })
                })
                .collect();
            let id = commands::open_section(conn, &self.sign_off(200.0), &words)?;
            self.sections.insert(key.to_owned(), id);
        }
        Ok(())
    }

    fn people(&mut self, conn: &mut Conn) -> Result<(), DemoError> {
        let mut keys: Vec<String> =
            self.sites.values().flat_map(|site| site.people.keys().cloned()).collect();
        keys.sort();
        keys.dedup();
        for key in keys {
            let words: Vec<PersonWords> = self
                .sites
                .iter()
                .filter_map(|(edition, site)| {
                    let named = site.people.get(&key)?;
                    Some(PersonWords {
                        edition: edition.clone(),
                        name: named.name.clone(),
                        slug: named.slug.clone(),
                        description: named.description.clone(),
                    })
                })
                .collect();
            let is_source = SOURCES.contains(&key.as_str());
            let kind = if is_source { PersonKind::Source } else { PersonKind::Author };
            let id = commands::register_person(conn, &self.sign_off(200.0), kind, &words)?;
            self.people.insert(key, id);
        }
        Ok(())
    }

    fn coverages(&mut self, conn: &mut Conn) -> Result<(), DemoError> {
        for (key, photo) in COVERAGES {
            let texts: Vec<_> = self
                .sites
                .iter()
                .filter_map(|(edition, site)| Some((edition, site.coverages.get(key)?)))
                .collect();
            let words: Vec<CoverageWords> = texts
                .iter()
                .map(|(edition, text)| CoverageWords {
                    edition: (*edition).clone(),
                    name: text.name.clone(),
                    slug: text.slug.clone(),
                    summary: text.summary.clone(),
                })
                .collect();
            let photo = self.photos.get(photo).copied();
            let sign_off = self.sign_off(150.0);
            let id = commands::open_coverage(conn, &sign_off, photo, &words)?;
            for (edition, text) in texts {
                for moment in &text.moments {
                    let at = self.hours_ago(moment.hours_ago);
                    commands::add_moment(conn, &sign_off, id, edition, at, &moment.text)?;
                }
            }
            self.coverages.insert(key.to_owned(), id);
        }
        Ok(())
    }

    fn stories(&mut self, conn: &mut Conn, stories: &[Story]) -> Result<usize, DemoError> {
        let mut count = 0;
        for story in stories {
            let sign_off = self.sign_off(story.hours_ago);
            let id = commands::create_story(conn, &sign_off, &story.slugline)?;
            for (edition, text) in &story.texts {
                if self.sites.contains_key(edition) {
                    self.article(conn, story, id, edition, text)?;
                    count += 1;
                }
            }
            if let (State::Withdrawn, Some(reasons)) = (story.state, &story.withdrawal) {
                let reasons: Vec<_> = reasons.clone().into_iter().collect();
                let sign_off = self.sign_off(story.hours_ago - 2.0);
                commands::withdraw(conn, &sign_off, id, &reasons)
                    .map_err(|error| refused(&story.slugline, error))?;
            }
        }
        Ok(count)
    }

    fn article(
        &mut self,
        conn: &mut Conn,
        story: &Story,
        id: StoryId,
        edition: &str,
        text: &Text,
    ) -> Result<(), DemoError> {
        let wrong = |error: &dyn std::fmt::Display| refused(&story.slugline, error);
        let Some(record) = self.editions.get(edition) else { return Ok(()) };
        let sign_off = self.sign_off(story.hours_ago);
        let words = self.words(story, edition, text)?;
        let section = *self
            .sections
            .get(&story.section)
            .ok_or_else(|| wrong(&format!("unknown section `{}`", story.section)))?;
        let article = commands::create_article(
            conn,
            &sign_off,
            id,
            (edition, &record.tag),
            section,
            &text.slug,
            &words,
        )
        .map_err(|error| wrong(&error))?;
        for key in &story.coverages {
            let coverage = *self
                .coverages
                .get(key)
                .ok_or_else(|| wrong(&format!("unknown coverage `{key}`")))?;
            commands::file_in_coverage(conn, &sign_off, article, coverage)
                .map_err(|error| wrong(&error))?;
        }
        if story.state == State::Scheduled {
            let at = self.hours_ago(-story.hours_ahead);
            let sign_off = SignOff::new(ACTOR, self.now);
            return commands::schedule(conn, &sign_off, article, at).map_err(|error| wrong(&error));
        }
        commands::publish(conn, &sign_off, article).map_err(|error| wrong(&error))?;
        if let Some(update) = &story.updated {
            let sign_off = self.sign_off(update.hours_ago);
            commands::update(conn, &sign_off, article, &words).map_err(|error| wrong(&error))?;
        }
        if let Some(correction) = &story.correction
            && let Some(note) = correction.note.get(edition)
        {
            let sign_off = self.sign_off(correction.hours_ago);
            commands::correct(conn, &sign_off, article, note).map_err(|error| wrong(&error))?;
        }
        if story.slugline == LEAD {
            self.lead.insert(edition.to_owned(), article);
        }
        Ok(())
    }

    fn words(&self, story: &Story, edition: &str, text: &Text) -> Result<ArticleText, DemoError> {
        let person = |key: &str| self.people.get(key).copied();
        let agency = match story.source.as_str() {
            "broadsheet" => None,
            source => self.sites.get(edition).and_then(|site| site.people.get(source)),
        };
        let mut body = text.body.clone();
        for (key, id) in &self.photos {
            body = body
                .replace(&format!("@{key}\n"), &format!("{id}\n"))
                .replace(&format!("@{key} "), &format!("{id} "));
        }
        if body.contains("media: @") {
            return Err(refused(&story.slugline, "a photo that nobody draws"));
        }
        let photo = text.photo.as_ref();
        let zone = self.editions.get(edition);
        Ok(ArticleText {
            headline: text.headline.clone(),
            short_headline: String::new(),
            social_title: String::new(),
            kicker: text.kicker.clone(),
            standfirst: text.standfirst.clone(),
            body,
            dateline_place: text.dateline_place.clone(),
            dateline_on: zone.map(|zone| zone.local_date(self.hours_ago(story.hours_ago))),
            dateline_agency: agency.map(|agency| agency.name.clone()).unwrap_or_default(),
            editor: text.editor.clone(),
            author: story.author.as_deref().and_then(person),
            source: person(&story.source),
            lead_photo: story.photo.as_ref().and_then(|key| self.photos.get(key)).copied(),
            lead_caption: photo.map(|photo| photo.caption.clone()).unwrap_or_default(),
            lead_alt: photo.map(|photo| photo.alt.clone()).unwrap_or_default(),
        })
    }

    fn fronts(&self, conn: &mut Conn) -> Result<(), DemoError> {
        let sign_off = SignOff::new(ACTOR, self.now);
        for (edition, &article) in &self.lead {
            let items = [(SlotItem::Article(article), None)];
            commands::curate_front(conn, &sign_off, edition, None, Container::Lead, &items)
                .map_err(|error| refused("front", error))?;
        }
        Ok(())
    }
}

fn refused(what: &str, reason: impl std::fmt::Display) -> DemoError {
    DemoError::Refused { what: what.to_owned(), reason: reason.to_string() }
}
