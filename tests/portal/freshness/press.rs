//! A newsroom that does anything at any time.

use broadsheet::commands::{
    self, CoverageWords, EntryAct, PersonWords, PhotoWords, SectionWords, Setting,
};
use broadsheet::db::fronts::{Container, SlotItem};
use broadsheet::db::names::{Named, Words};
use broadsheet::db::people::PersonKind;
use broadsheet::model::site::Breaking;
use broadsheet::model::{ArticleId, CoverageId, SectionId};
use chrono::TimeDelta;

use crate::support::{EDITIONS, Portal};

/// Numbers by chance, the same ones each time.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        // xorshift64*
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(number).unwrap_or(0) % bound
    }

    fn one_of<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())].clone()
    }
}

/// Runs commands, and knows which addresses there are.
pub struct Press {
    dice: Dice,
    number: usize,
    stories: Vec<crate::support::Article>,
    sections: Vec<SectionId>,
    coverages: Vec<CoverageId>,
    addresses: Vec<String>,
    /// What the last command was about.
    touched: Vec<String>,
}

impl Press {
    pub fn new(portal: &Portal, seed: u64) -> Press {
        let paper = portal.paper();
        let mut addresses: Vec<String> =
            paper.all_pages().into_iter().map(|(_, address)| address).collect();
        for edition in EDITIONS {
            for rest in [
                "culture/",
                "coverage/trade",
                "feed.atom",
                "world/feed.rss",
                "by/bat/feed.json",
                "2026/05/03/",
                "no/such/page",
                "no/such/page?photos=off",
            ] {
                addresses.push(format!("/{edition}/{rest}"));
            }
        }
        for address in [
            "/sitemap.xml",
            "/sitemaps/pages.xml",
            "/sitemaps/2026-05.xml",
            "/sitemaps/news.xml",
            "/robots.txt",
        ] {
            addresses.push(address.to_owned());
        }
        addresses.extend(EDITIONS.map(|edition| paper.withdrawn.path(edition).to_owned()));
        addresses.retain(|address| !address.contains("from="));
        addresses.sort();
        addresses.dedup();
        Press {
            dice: Dice::new(seed),
            number: 0,
            stories: paper.story.articles.clone(),
            sections: ["world", "culture"].map(|slug| portal.section(slug)).to_vec(),
            coverages: ["summit", "trade"].map(|slug| portal.coverage(slug)).to_vec(),
            addresses,
            touched: Vec::new(),
        }
    }

    pub fn addresses(&self) -> &[String] {
        &self.addresses
    }

    /// Some addresses by chance, and those that the last command was about.
    pub fn sample(&mut self, size: usize) -> Vec<String> {
        let mut sample: Vec<String> =
            (0..size).map(|_| self.dice.one_of(&self.addresses)).collect();
        sample.append(&mut self.touched);
        sample
    }

    /// Runs a command by chance; what it was. One that the portal refuses is a command, too.
    pub fn act(&mut self, portal: &Portal) -> &'static str {
        self.number += 1;
        let number = self.number;
        let edition = self.dice.one_of(&EDITIONS);
        let article = self.dice.one_of(&self.stories);
        let section = self.dice.one_of(&self.sections);
        let coverage = self.dice.one_of(&self.coverages);
        self.touched.push(article.path.clone());
        let words = |portal: &Portal| {
            let builder = portal.article(&article.slug).headline(&format!("Headline {number}"));
            builder.body(&format!("Text {number}.")).source("agency").text()
        };
        match self.dice.below(22) {
            0..=3 => self.publish(portal, edition),
            4 => {
                let words = words(portal);
                let _ = portal.command(|conn, by| commands::update(conn, by, article.id, &words));
                "update"
            }
            5 => {
                let note = format!("It was {number}.");
                let _ = portal.command(|conn, by| commands::correct(conn, by, article.id, &note));
                "correct"
            }
            6 => {
                if self.stories.len() > 8 {
                    let _ =
                        portal.command(|conn, by| commands::withdraw(conn, by, article.story, &[]));
                }
                "withdraw"
            }
            7 => {
                let slug = format!("due-{number}");
                let section = self.section_slug();
                let due = portal.app.clock.now() + TimeDelta::minutes(7);
                let due = due.format("%Y-%m-%d %H:%M:%S").to_string();
                let article = portal.article(&slug).edition(edition).section(section);
                let article = article.scheduled_for(&due).insert();
                self.file(portal, article.id, coverage);
                self.stories.push(article);
                "schedule"
            }
            8 => {
                let minutes = self.dice.one_of(&[1, 9, 200, 1_441]);
                let now = portal.app.clock.now() + TimeDelta::minutes(minutes);
                portal.clock.jump(&now.format("%Y-%m-%d %H:%M:%S").to_string());
                portal.run_due();
                "time passes"
            }
            9 => {
                let words = SectionWords {
                    edition: edition.to_owned(),
                    name: format!("Section {number}"),
                    slug: self.dice.one_of(&["world", "culture", "planet"]).to_owned(),
                    description: String::new(),
                };
                let _ =
                    portal.command(|conn, by| commands::rename_section(conn, by, section, &words));
                "rename_section"
            }
            10 => {
                let words = CoverageWords {
                    edition: edition.to_owned(),
                    name: format!("Coverage {number}"),
                    slug: self.dice.one_of(&["summit", "trade", "talks"]).to_owned(),
                    summary: format!("Summary {number}"),
                };
                let _ = portal
                    .command(|conn, by| commands::rename_coverage(conn, by, coverage, &words));
                "rename_coverage"
            }
            11 => {
                let _ = portal
                    .command(|conn, by| commands::move_article(conn, by, article.id, section));
                "move_article"
            }
            12 | 13 => self.curate(portal, edition, section),
            14 => self.merge(portal),
            15 => {
                let breaking = Breaking { text: format!("Breaking {number}"), href: None };
                let setting = match self.dice.below(3) {
                    0 => Setting::Tagline(format!("Tagline {number}")),
                    1 => Setting::SiteName(format!("Paper {number}")),
                    _ => Setting::Breaking(number.is_multiple_of(2).then_some(breaking)),
                };
                portal.set(edition, setting);
                "change_settings"
            }
            16 => {
                let is_up = number.is_multiple_of(2);
                let _ = portal
                    .command(|conn, by| commands::move_section(conn, by, edition, section, is_up));
                "move_section"
            }
            17 => {
                self.file(portal, article.id, coverage);
                "file_in_coverage"
            }
            18 => {
                let act = if number.is_multiple_of(2) { EntryAct::Pin } else { EntryAct::Unpin };
                let _ = portal.command(|conn, by| {
                    commands::arrange_coverage(
                        conn,
                        by,
                        coverage,
                        &article.edition,
                        act,
                        article.id,
                    )
                });
                "arrange_coverage"
            }
            19 => {
                let source = portal.source("agency");
                let words = Words {
                    id: source.0,
                    edition: edition.to_owned(),
                    name: format!("Agency {number}"),
                    slug: "agency".to_owned(),
                    text: String::new(),
                };
                let _ = portal
                    .command(|conn, by| commands::set_words(conn, by, Named::Source, &[words]));
                "rename_source"
            }
            20 => {
                let photo = portal.photo(self.dice.one_of(&["opening", "inline", "report"]));
                let words = PhotoWords {
                    edition: edition.to_owned(),
                    alt: format!("Alt {number}"),
                    caption: format!("Caption {number}"),
                };
                let credit = number.is_multiple_of(2).then(|| format!("Credit {number}"));
                let _ = portal.command(|conn, by| {
                    commands::describe_photo(conn, by, photo, credit.as_deref(), &[words])
                });
                "describe_photo"
            }
            _ => {
                let _ = portal.command(|conn, by| {
                    let text = format!("As of {number}.");
                    commands::write_info_page(conn, by, edition, "about", "About us", &text)
                });
                "write_info_page"
            }
        }
    }

    fn file(&self, portal: &Portal, article: ArticleId, coverage: CoverageId) {
        let _ = portal.command(|conn, by| commands::file_in_coverage(conn, by, article, coverage));
    }

    fn section_slug(&mut self) -> &'static str {
        self.dice.one_of(&["world", "culture"])
    }

    /// A story of its own, or one more edition of a story.
    fn publish(&mut self, portal: &Portal, edition: &str) -> &'static str {
        let slug = format!("news-{}", self.number);
        let section = self.section_slug();
        let mut article = portal.article(&slug).edition(edition).section(section).source("agency");
        if self.dice.below(2) == 0 {
            article = article.author("bat").photo("report");
        }
        let of = self.dice.one_of(&self.stories);
        if self.dice.below(3) == 0
            && self.stories.iter().all(|it| it.story != of.story || it.edition != edition)
        {
            article = article.of_story(of.story);
        }
        let article = article.insert();
        if self.dice.below(2) == 0 {
            let coverage = self.dice.one_of(&self.coverages);
            self.file(portal, article.id, coverage);
        }
        self.touched.extend([article.path.clone(), format!("/{edition}/")]);
        self.addresses.push(article.path.clone());
        // The paper doesn't grow for ever, or the last pages would never be asked for again.
        if self.addresses.len() > 160 {
            self.addresses.remove(120);
        }
        self.stories.push(article);
        if self.stories.len() > 40 {
            // As a whole, so that it is known which editions a story has.
            let oldest = self.stories[0].story;
            self.stories.retain(|it| it.story != oldest);
        }
        "publish"
    }

    fn curate(&mut self, portal: &Portal, edition: &str, section: SectionId) -> &'static str {
        let here: Vec<ArticleId> =
            self.stories.iter().filter(|it| it.edition == edition).map(|it| it.id).collect();
        let until = portal.app.clock.now() + TimeDelta::minutes(30);
        let until = self.number.is_multiple_of(2).then_some(until);
        let items: Vec<_> =
            here.iter().rev().take(2).map(|id| (SlotItem::Article(*id), until)).collect();
        let place = (self.dice.below(2) == 0).then_some(section);
        let container = self.dice.one_of(&[Container::Lead, Container::Secondary]);
        let items =
            if container == Container::Lead { &items[..items.len().min(1)] } else { &items[..] };
        let _ = portal
            .command(|conn, by| commands::curate_front(conn, by, edition, place, container, items));
        "curate_front"
    }

    /// One coverage goes into another, and a new one begins.
    fn merge(&mut self, portal: &Portal) -> &'static str {
        let from = self.coverages.remove(0);
        let into = self.coverages[0];
        let _ = portal.command(|conn, by| commands::merge_coverage(conn, by, from, into));
        let slug = format!("event-{}", self.number);
        let words = |edition: &str| CoverageWords {
            edition: edition.to_owned(),
            name: format!("Event {}", self.number),
            slug: slug.clone(),
            summary: String::new(),
        };
        let words: Vec<_> = EDITIONS.iter().map(|edition| words(edition)).collect();
        let opened = portal.command(|conn, by| commands::open_coverage(conn, by, None, &words));
        self.coverages.push(opened.expect("a coverage"));
        let person = |edition: &str| PersonWords {
            edition: edition.to_owned(),
            name: format!("Author {}", self.number),
            slug: format!("author-{}", self.number),
            description: String::new(),
        };
        let people: Vec<_> = EDITIONS.iter().map(|edition| person(edition)).collect();
        portal
            .command(|conn, by| commands::register_person(conn, by, PersonKind::Author, &people))
            .expect("an author");
        self.touched.extend(EDITIONS.map(|edition| format!("/{edition}/coverage/{slug}")));
        "merge_coverage"
    }
}
