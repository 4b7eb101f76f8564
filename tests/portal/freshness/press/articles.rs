//! What is done to articles.

use broadsheet::commands::{self, ArticleText, Placing};
use broadsheet::db::{drafts, editing};
use broadsheet::model::StoryId;
use chrono::TimeDelta;

use super::places::About;
use super::{Article, EDITIONS, Portal, Press};

impl Press {
    /// A story of its own, or one more edition of a story.
    pub(super) fn publish(&mut self, portal: &Portal) -> bool {
        let edition = self.edition(portal);
        let slug = format!("news-{}", self.number);
        let section = self.section_slug();
        let mut article = portal.article(&slug).edition(edition).section(section).source("agency");
        if self.dice.below(2) == 0 {
            article = article.author(&self.dice.one_of(&self.authors)).photo("report");
        }
        let of = self.dice.one_of(&self.stories);
        if self.dice.below(3) == 0 && !self.has(of.story, edition) {
            article = article.of_story(of.story);
        }
        let article = article.insert();
        if self.dice.below(2) == 0 {
            self.file(portal, &article);
        }
        self.remember(portal, article);
        true
    }

    /// A story in two editions at once, now or by the clock.
    pub(super) fn publish_story(&mut self, portal: &Portal) -> bool {
        let first = self.dice.below(EDITIONS.len());
        let editions = [EDITIONS[first], EDITIONS[(first + 1) % EDITIONS.len()]];
        let slug = format!("both-{}", self.number);
        let (section, author) = (self.section_slug(), self.dice.one_of(&self.authors));
        let story = portal.story(&slug).editions(&editions);
        let story = story.with(|it| it.draft().section(section).author(&author)).insert();
        for article in &story.articles {
            self.file(portal, article);
        }
        let ids: Vec<_> = story.articles.iter().map(|it| it.id).collect();
        let at = self.is_even().then(|| portal.app.clock.now() + TimeDelta::minutes(8));
        let published =
            portal.command(|conn, by| commands::publish_story(conn, by, story.id, &ids, at));
        for article in story.articles {
            self.remember(portal, article);
        }
        published.is_ok()
    }

    pub(super) fn update(&mut self, portal: &Portal) -> bool {
        let article = self.article(portal);
        let words = self.words(portal, &article);
        portal.command(|conn, by| commands::update(conn, by, article.id, &words)).is_ok()
    }

    /// Saves other words and another place; of a live article, readers see nothing of it yet.
    pub(super) fn edit_article(&mut self, portal: &Portal) -> bool {
        let article = self.article(portal);
        let words = self.words(portal, &article);
        let coverages = self.coverages.iter().copied().filter(|_| self.dice.below(2) == 0);
        let placing = Placing {
            coverages: coverages.collect(),
            section: self.dice.one_of(&self.sections),
            slug: match self.dice.below(2) {
                0 => article.slug.clone(),
                _ => format!("renamed-{}", self.number),
            },
        };
        let tag = portal.app.editions.get(&article.edition).expect("an edition").tag.clone();
        let edited = portal.command(|conn, by| {
            let newest = editing::find_newest(conn, article.id).expect("the database");
            let version = newest.expect("a revision").id;
            commands::edit_article(conn, by, article.id, version, &tag, &words, &placing)
        });
        self.edited.push(article);
        edited.is_ok()
    }

    /// Shows what was edited last.
    pub(super) fn publish_update(&mut self, portal: &Portal) -> bool {
        let article = match self.edited.pop() {
            Some(article) => article,
            None => self.article(portal),
        };
        self.about(portal, About::Article(article.id));
        portal.command(|conn, by| commands::publish_update(conn, by, article.id)).is_ok()
    }

    pub(super) fn correct(&mut self, portal: &Portal) -> bool {
        let article = self.article(portal);
        let note = format!("It was {}.", self.number);
        portal.command(|conn, by| commands::correct(conn, by, article.id, &note)).is_ok()
    }

    /// With a public reason in one of the editions, or without one.
    pub(super) fn withdraw(&mut self, portal: &Portal) -> bool {
        let article = self.article(portal);
        let of_story: Vec<_> =
            self.stories.iter().filter(|it| it.story == article.story).map(|it| it.id).collect();
        for id in of_story {
            self.about(portal, About::Article(id));
        }
        let reason = (article.edition.clone(), format!("Reason {}", self.number));
        let reasons = if self.is_even() { vec![reason] } else { Vec::new() };
        let withdrawn =
            portal.command(|conn, by| commands::withdraw(conn, by, article.story, &reasons));
        // Most of them interest nobody any more.
        if self.dice.below(3) > 0 {
            self.stories.retain(|it| it.story != article.story);
        }
        withdrawn.is_ok()
    }

    pub(super) fn schedule(&mut self, portal: &Portal) -> bool {
        let edition = self.edition(portal);
        let due = self.minutes_from_now(portal, 7);
        let article = portal.article(&format!("due-{}", self.number)).edition(edition);
        let article = article.section(self.section_slug()).scheduled_for(&due).insert();
        self.file(portal, &article);
        self.waiting.push(article.clone());
        self.remember(portal, article);
        true
    }

    pub(super) fn unschedule(&mut self, portal: &Portal) -> bool {
        let article = self.waiting(portal);
        portal.command(|conn, by| commands::unschedule(conn, by, article.id)).is_ok()
    }

    pub(super) fn embargo(&mut self, portal: &Portal) -> bool {
        let edition = self.edition(portal);
        let until = self.minutes_from_now(portal, 6);
        let article = portal.article(&format!("secret-{}", self.number)).edition(edition);
        let article = article.source("agency").embargoed_until(&until).insert();
        self.file(portal, &article);
        self.waiting.push(article.clone());
        self.remember(portal, article);
        true
    }

    pub(super) fn set_embargo(&mut self, portal: &Portal) -> bool {
        let article = self.waiting(portal);
        let until = portal.app.clock.now() + TimeDelta::minutes(5);
        let until = (self.dice.below(3) > 0).then_some(until);
        portal.command(|conn, by| commands::set_embargo(conn, by, article.id, until)).is_ok()
    }

    /// What is due is published, embargoes are lifted, pins expire, days end.
    pub(super) fn time_passes(&mut self, portal: &Portal) -> bool {
        self.edition(portal);
        let minutes = self.dice.one_of(&[1, 9, 9, 200, 1_441]);
        let now = portal.app.clock.now() + TimeDelta::minutes(minutes);
        portal.clock.jump(&now.format("%Y-%m-%d %H:%M:%S").to_string());
        let due = portal.run_due();
        for id in due.published {
            self.about(portal, About::Article(id));
            self.waiting.retain(|it| it.id != id);
        }
        true
    }

    pub(super) fn move_article(&mut self, portal: &Portal) -> bool {
        let (article, section) = (self.article(portal), self.section(portal));
        portal.command(|conn, by| commands::move_article(conn, by, article.id, section)).is_ok()
    }

    pub(super) fn file_in_coverage(&mut self, portal: &Portal) -> bool {
        let article = self.article(portal);
        self.file(portal, &article)
    }

    /// Makes two stories one.
    pub(super) fn link(&mut self, portal: &Portal) -> bool {
        let joining = self.article(portal);
        let others = self.stories.iter().filter(|it| !self.has(it.story, &joining.edition));
        let others: Vec<Article> = others.cloned().collect();
        if others.is_empty() {
            return false;
        }
        let with = self.dice.one_of(&others);
        self.about(portal, About::Article(with.id));
        let linked =
            portal.command(|conn, by| commands::link(conn, by, joining.id, with.id)).is_ok();
        if linked {
            self.is_of_story(&joining, with.story);
        }
        linked
    }

    pub(super) fn unlink(&mut self, portal: &Portal) -> bool {
        let article = self.article(portal);
        let unlinked = portal.command(|conn, by| commands::unlink(conn, by, article.id)).is_ok();
        if unlinked {
            // What it was together with has lost a translation.
            let left = self.stories.iter().find(|it| it.story == article.story);
            if let Some(id) = left.map(|it| it.id) {
                self.about(portal, About::Article(id));
            }
            let found = portal.query(|conn| drafts::find(conn, article.id)).expect("the database");
            self.is_of_story(&article, found.expect("an article").story_id);
        }
        unlinked
    }

    fn file(&mut self, portal: &Portal, article: &Article) -> bool {
        let (id, coverage) = (article.id, self.coverage(portal));
        portal.command(|conn, by| commands::file_in_coverage(conn, by, id, coverage)).is_ok()
    }

    /// Something that was left to the clock, or any article.
    fn waiting(&mut self, portal: &Portal) -> Article {
        let Some(article) = self.waiting.pop() else { return self.article(portal) };
        self.about(portal, About::Article(article.id));
        article
    }

    /// Whether a story has an article in an edition, as far as the newsroom remembers.
    fn has(&self, story: StoryId, edition: &str) -> bool {
        self.stories.iter().any(|it| it.story == story && it.edition == edition)
    }

    fn is_of_story(&mut self, article: &Article, story: StoryId) {
        for known in self.stories.iter_mut().filter(|it| it.id == article.id) {
            known.story = story;
        }
    }

    fn minutes_from_now(&self, portal: &Portal, minutes: i64) -> String {
        let at = portal.app.clock.now() + TimeDelta::minutes(minutes);
        at.format("%Y-%m-%d %H:%M:%S").to_string()
    }

    fn words(&mut self, portal: &Portal, article: &Article) -> ArticleText {
        let number = self.number;
        let mut body = format!("Text {number}.");
        if self.dice.below(3) == 0 {
            body += &format!("\n\n```photo\nmedia: {}\n```\n", portal.photo("inline"));
        }
        let mut words = portal.article(&article.slug).headline(&format!("Headline {number}"));
        words = words.body(&body).source("agency");
        if self.dice.below(2) == 0 {
            words = words.author(&self.dice.one_of(&self.authors)).photo("report");
        }
        words.text()
    }
}
