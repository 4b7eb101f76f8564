//! A newsroom that does anything at any time.
//!
//! ```text
//! articles.rs  what is done to articles
//! desk.rs      what is done to sections, coverages, people, photos and settings
//! fronts.rs    what is done to fronts
//! places.rs    where readers find it
//! dice.rs      numbers by chance
//! ```

mod articles;
mod desk;
mod dice;
mod fronts;
mod places;

use std::collections::BTreeSet;

use broadsheet::model::{ArticleId, CoverageId, MediaId, PersonId, SectionId};

pub use self::dice::Dice;
use self::places::{About, with_feeds};
use crate::support::{Article, EDITIONS, Portal, at};

/// Stories in each edition before anything happens: with them lists have second pages.
const BACKLOG: i64 = 28;

/// Stories that the newsroom remembers, and addresses that readers do besides the usual ones.
const REMEMBERED: usize = 160;
const LEARNT: usize = 260;

/// What the newsroom can do; what happens more often is there more than once.
const ACTS: [(&str, Act); 47] = [
    ("publish", Press::publish),
    ("publish", Press::publish),
    ("publish", Press::publish),
    ("publish_story", Press::publish_story),
    ("update", Press::update),
    ("edit_article", Press::edit_article),
    ("edit_article", Press::edit_article),
    ("publish_update", Press::publish_update),
    ("publish_update", Press::publish_update),
    ("correct", Press::correct),
    ("withdraw", Press::withdraw),
    ("schedule", Press::schedule),
    ("unschedule", Press::unschedule),
    ("embargo", Press::embargo),
    ("set_embargo", Press::set_embargo),
    ("time passes", Press::time_passes),
    ("time passes", Press::time_passes),
    ("move_article", Press::move_article),
    ("file_in_coverage", Press::file_in_coverage),
    ("link", Press::link),
    ("unlink", Press::unlink),
    ("open_section", Press::open_section),
    ("rename_section", Press::rename_section),
    ("name_section", Press::name_section),
    ("move_section", Press::move_section),
    ("rename_coverage", Press::rename_coverage),
    ("merge_coverage", Press::merge_coverage),
    ("arrange_coverage", Press::arrange_coverage),
    ("set_coverage_open", Press::set_coverage_open),
    ("set_coverage_photo", Press::set_coverage_photo),
    ("add_moment", Press::add_moment),
    ("remove_moment", Press::remove_moment),
    ("rename_source", Press::rename_source),
    ("rename_author", Press::rename_author),
    ("register_person", Press::register_person),
    ("describe_photo", Press::describe_photo),
    ("set_focus", Press::set_focus),
    ("replace_photo", Press::replace_photo),
    ("curate_front", Press::curate_front),
    ("curate_front", Press::curate_front),
    ("draft_front", Press::draft_front),
    ("draft_front", Press::draft_front),
    ("publish_front", Press::publish_front),
    ("change_settings", Press::change_settings),
    ("change_settings", Press::change_settings),
    ("change_follow_and_feeds", Press::change_follow_and_feeds),
    ("write_info_page", Press::write_info_page),
];

/// Does something; whether the portal let it be done.
type Act = fn(&mut Press, &Portal) -> bool;

/// Runs commands, and knows which addresses there are.
pub struct Press {
    dice: Dice,
    number: usize,
    /// What is still to be done before everything has been done once more.
    deck: Vec<usize>,
    stories: Vec<Article>,
    /// Left to the clock.
    waiting: Vec<Article>,
    sections: Vec<SectionId>,
    coverages: Vec<CoverageId>,
    authors: Vec<String>,
    /// Articles with words, and fronts, that were prepared.
    edited: Vec<Article>,
    drafted: Vec<(&'static str, Option<SectionId>)>,
    /// The first ones are always there.
    addresses: Vec<String>,
    always: usize,
    /// What the last command was about, and where that was before.
    about: Vec<About>,
    touched: BTreeSet<String>,
    accepted: BTreeSet<&'static str>,
}

impl Press {
    pub fn new(portal: &Portal, seed: u64) -> Press {
        let paper = portal.paper();
        let mut stories = paper.story.articles.clone();
        for number in 0..BACKLOG {
            let at = at("2026-05-03 08:00") + chrono::TimeDelta::minutes(number);
            let story = portal.story(&format!("older-{number}")).with(|article| {
                let article = article.published(at).author("bat").source("agency");
                article.coverage(if number < 24 { "summit" } else { "trade" })
            });
            stories.extend(story.insert().articles);
        }
        let mut addresses = usual_addresses();
        addresses.extend(paper.all_pages().into_iter().map(|(_, address)| address));
        addresses.extend(EDITIONS.map(|edition| paper.withdrawn.path(edition).to_owned()));
        addresses.retain(|address| !address.contains("from="));
        addresses.sort();
        addresses.dedup();
        Press {
            dice: Dice::new(seed),
            number: 0,
            deck: Vec::new(),
            stories,
            waiting: Vec::new(),
            sections: ["world", "culture"].map(|slug| portal.section(slug)).to_vec(),
            coverages: ["summit", "trade"].map(|slug| portal.coverage(slug)).to_vec(),
            authors: vec!["bat".to_owned()],
            edited: Vec::new(),
            drafted: Vec::new(),
            always: addresses.len(),
            addresses,
            about: Vec::new(),
            touched: BTreeSet::new(),
            accepted: BTreeSet::new(),
        }
    }

    pub fn addresses(&self) -> &[String] {
        &self.addresses
    }

    /// Runs a command by chance; what it was. One that the portal refuses is a command, too.
    pub fn act(&mut self, portal: &Portal) -> &'static str {
        self.number += 1;
        if self.deck.is_empty() {
            self.deck = (0..ACTS.len()).collect();
            self.dice.shuffle(&mut self.deck);
        }
        let (name, act) = ACTS[self.deck.pop().expect("a full deck")];
        if act(self, portal) {
            self.accepted.insert(name);
        }
        name
    }

    /// Addresses of what the last command was about, as it was and as it is, or `most` of them by
    /// chance; and some that it wasn't about.
    pub fn sample(&mut self, portal: &Portal, most: usize, others: usize) -> Vec<String> {
        for about in std::mem::take(&mut self.about) {
            self.touched.extend(places::of(portal, &about));
        }
        let mut sample: Vec<String> = std::mem::take(&mut self.touched).into_iter().collect();
        self.learn(&sample);
        if sample.len() > most {
            self.dice.shuffle(&mut sample);
            sample.truncate(most);
        }
        sample.extend((0..others).map(|_| self.dice.one_of(&self.addresses)));
        sample
    }

    /// Remembers addresses; of those that it learnt, the oldest are forgotten.
    pub fn learn(&mut self, addresses: &[String]) {
        for address in addresses {
            if !self.addresses.contains(address) {
                self.addresses.push(address.clone());
            }
        }
        let most = self.always + LEARNT;
        if self.addresses.len() > most {
            self.addresses.drain(self.always..self.addresses.len() - LEARNT);
        }
    }

    /// Acts that the portal has always refused.
    pub fn never_accepted(&self) -> Vec<&'static str> {
        let names = ACTS.iter().map(|(name, _)| *name);
        names.filter(|name| !self.accepted.contains(name)).collect()
    }

    pub fn knows_second_pages(&self) -> bool {
        self.addresses[self.always..].iter().any(|address| address.contains("page="))
    }

    /// Notes what a command is about: before it runs, or when it has made it.
    fn about(&mut self, portal: &Portal, about: About) {
        self.touched.extend(places::of(portal, &about));
        self.about.push(about);
    }

    /// An article by chance, every other time one of the newest.
    fn article(&mut self, portal: &Portal) -> Article {
        let from = if self.dice.below(2) == 0 { self.stories.len().saturating_sub(20) } else { 0 };
        let article = self.dice.one_of(&self.stories[from..]);
        self.about(portal, About::Article(article.id));
        article
    }

    fn section(&mut self, portal: &Portal) -> SectionId {
        let section = self.dice.one_of(&self.sections);
        self.about(portal, About::Section(section));
        section
    }

    fn coverage(&mut self, portal: &Portal) -> CoverageId {
        let coverage = self.dice.one_of(&self.coverages);
        self.about(portal, About::Coverage(coverage));
        coverage
    }

    fn author(&mut self, portal: &Portal) -> PersonId {
        let author = portal.author(&self.dice.one_of(&self.authors));
        self.about(portal, About::Author(author));
        author
    }

    fn photo(&mut self, portal: &Portal) -> MediaId {
        let photo = portal.photo(self.dice.one_of(&["opening", "inline", "report"]));
        self.about(portal, About::Photo(photo));
        photo
    }

    fn edition(&mut self, portal: &Portal) -> &'static str {
        let edition = self.dice.one_of(&EDITIONS);
        self.about(portal, About::Edition(edition.to_owned()));
        edition
    }

    /// The slug that a section had when the paper was founded.
    fn section_slug(&mut self) -> &'static str {
        self.dice.one_of(&["world", "culture"])
    }

    fn is_even(&self) -> bool {
        self.number.is_multiple_of(2)
    }

    /// Remembers an article, also where readers will find it.
    fn remember(&mut self, portal: &Portal, article: Article) {
        self.about(portal, About::Article(article.id));
        self.touched.insert(article.path.clone());
        self.stories.push(article);
        if self.stories.len() > REMEMBERED {
            // As a whole, so that it is known which editions a story has.
            let oldest = self.stories[0].story;
            self.stories.retain(|it| it.story != oldest);
        }
    }

    /// The remembered articles of an edition, the newest first.
    fn newest(&self, edition: &str) -> Vec<ArticleId> {
        let here = self.stories.iter().rev().filter(|it| it.edition == edition);
        here.map(|it| it.id).collect()
    }
}

/// What readers ask for besides a page of each kind.
fn usual_addresses() -> Vec<String> {
    let mut addresses = Vec::new();
    for edition in EDITIONS {
        // A list can be asked for from any place on.
        let place = at("2026-05-03 08:20").and_utc().timestamp_micros();
        for rest in [
            "culture/",
            "coverage/trade",
            "2026/05/03/",
            &format!("2026/05/03/?page={place}-999999"),
            "no/such/page",
            "no/such/page?photos=off",
        ] {
            addresses.push(format!("/{edition}/{rest}"));
        }
        for page in ["", "world/", "by/bat", "source/agency", "coverage/summit"] {
            addresses.extend(with_feeds(&format!("/{edition}/{page}")));
        }
    }
    for sitemap in ["pages", "coverages", "people", "2026-05", "news"] {
        addresses.push(format!("/sitemaps/{sitemap}.xml"));
    }
    addresses.extend(["/sitemap.xml", "/robots.txt"].map(str::to_owned));
    addresses
}
