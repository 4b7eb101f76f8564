//! An article, or a story in several editions, as far as its test says.

use broadsheet::commands::{self, ArticleText};
use broadsheet::model::{SignOff, StoryId};
use chrono::NaiveDateTime;

use super::{Article, Story};
use crate::support::portal::Portal;
use crate::support::{EDITIONS, article_path, at};

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
        let editions = EDITIONS.map(str::to_owned).to_vec();
        StoryBuilder { article: self.article(slug), editions }
    }
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
                    None => commands::create_story(conn, &sign_off, &self.slug)?,
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
