//! What is done to sections, coverages, people, photos and settings.

use broadsheet::commands::{self, CoverageWords, EntryAct, PhotoWords, SectionWords, Setting};
use broadsheet::db::names::{Named, Words};
use broadsheet::db::{coverage_entries, coverage_moments};
use broadsheet::model::Focus;
use broadsheet::model::site::{Breaking, FEED_ENTRIES, FeedSettings, FollowAccount, INFO_PAGES};

use super::places::About;
use super::{EDITIONS, Portal, Press};
use crate::support::picture;

/// Sections that the paper opens: they are in the navigation of every page.
const MOST_SECTIONS: usize = 6;

/// Authors who write at a time.
const MOST_AUTHORS: usize = 4;

impl Press {
    /// In two editions; others may get a name for it later.
    pub(super) fn open_section(&mut self, portal: &Portal) -> bool {
        let first = self.dice.below(EDITIONS.len());
        let editions = [EDITIONS[first], EDITIONS[(first + 1) % EDITIONS.len()]];
        if self.sections.len() >= MOST_SECTIONS {
            return false;
        }
        let words = editions.map(|edition| {
            self.about(portal, About::Edition(edition.to_owned()));
            SectionWords {
                edition: edition.to_owned(),
                name: format!("Desk {}", self.number),
                slug: format!("desk-{}", self.number),
                description: "About it".to_owned(),
            }
        });
        let opened = portal.command(|conn, by| commands::open_section(conn, by, &words));
        let section = opened.expect("a section");
        self.sections.push(section);
        self.about(portal, About::Section(section));
        true
    }

    pub(super) fn rename_section(&mut self, portal: &Portal) -> bool {
        let section = self.section(portal);
        let words = SectionWords {
            edition: self.edition(portal).to_owned(),
            name: format!("Section {}", self.number),
            slug: self.dice.one_of(&["world", "culture", "planet"]).to_owned(),
            description: String::new(),
        };
        portal.command(|conn, by| commands::rename_section(conn, by, section, &words)).is_ok()
    }

    /// The desk's own way, also where the section had no name.
    pub(super) fn name_section(&mut self, portal: &Portal) -> bool {
        let section = self.section(portal);
        let slug = format!("part-{section}-{}", self.dice.below(2));
        self.set_words(portal, Named::Section, section.0, slug)
    }

    pub(super) fn move_section(&mut self, portal: &Portal) -> bool {
        let (edition, section) = (self.edition(portal), self.section(portal));
        let is_up = self.is_even();
        portal.command(|conn, by| commands::move_section(conn, by, edition, section, is_up)).is_ok()
    }

    pub(super) fn rename_coverage(&mut self, portal: &Portal) -> bool {
        let coverage = self.coverage(portal);
        let words = CoverageWords {
            edition: self.edition(portal).to_owned(),
            name: format!("Coverage {}", self.number),
            slug: self.dice.one_of(&["summit", "trade", "talks"]).to_owned(),
            summary: format!("Summary {}", self.number),
        };
        portal.command(|conn, by| commands::rename_coverage(conn, by, coverage, &words)).is_ok()
    }

    /// One coverage goes into another, and a new one begins, in some editions.
    pub(super) fn merge_coverage(&mut self, portal: &Portal) -> bool {
        let from = self.coverages.remove(0);
        let into = self.coverages[0];
        for coverage in [from, into] {
            self.about(portal, About::Coverage(coverage));
        }
        let merged = portal.command(|conn, by| commands::merge_coverage(conn, by, from, into));
        let words = EDITIONS.iter().skip(self.dice.below(3)).map(|edition| CoverageWords {
            edition: (*edition).to_owned(),
            name: format!("Event {}", self.number),
            slug: format!("event-{}", self.number),
            summary: String::new(),
        });
        let words: Vec<_> = words.collect();
        let opened = portal.command(|conn, by| commands::open_coverage(conn, by, None, &words));
        let opened = opened.expect("a coverage");
        self.coverages.push(opened);
        self.about(portal, About::Coverage(opened));
        merged.is_ok()
    }

    pub(super) fn arrange_coverage(&mut self, portal: &Portal) -> bool {
        let (article, coverage) = (self.article(portal), self.coverage(portal));
        let acts = [EntryAct::Pin, EntryAct::Pin, EntryAct::Unpin, EntryAct::Up, EntryAct::Down];
        let act = self.dice.one_of(&acts);
        let edition = article.edition.as_str();
        portal
            .command(|conn, by| {
                let pinned = coverage_entries::list_pinned(conn, edition, coverage)?;
                let pinned = act.done_to(article.id, &pinned);
                commands::arrange_coverage(conn, by, coverage, edition, &pinned)
            })
            .is_ok()
    }

    pub(super) fn set_coverage_open(&mut self, portal: &Portal) -> bool {
        let (coverage, is_open) = (self.coverage(portal), self.is_even());
        portal.command(|conn, by| commands::set_coverage_open(conn, by, coverage, is_open)).is_ok()
    }

    pub(super) fn set_coverage_photo(&mut self, portal: &Portal) -> bool {
        let (coverage, photo) = (self.coverage(portal), self.photo(portal));
        let photo = self.is_even().then_some(photo);
        portal.command(|conn, by| commands::set_coverage_photo(conn, by, coverage, photo)).is_ok()
    }

    pub(super) fn add_moment(&mut self, portal: &Portal) -> bool {
        let (edition, coverage) = (self.edition(portal), self.coverage(portal));
        let text = format!("Moment {}", self.number);
        portal
            .command(|conn, by| commands::add_moment(conn, by, coverage, edition, by.at, &text))
            .is_ok()
    }

    pub(super) fn remove_moment(&mut self, portal: &Portal) -> bool {
        let coverage = self.coverage(portal);
        let moments = portal.query(|conn| coverage_moments::list_all(conn, coverage));
        let moments = moments.expect("the database");
        if moments.is_empty() {
            return false;
        }
        let moment = self.dice.one_of(&moments).id;
        portal.command(|conn, by| commands::remove_moment(conn, by, coverage, moment)).is_ok()
    }

    pub(super) fn rename_source(&mut self, portal: &Portal) -> bool {
        let source = portal.source("agency");
        self.about(portal, About::Source(source));
        let slug = self.dice.one_of(&["agency", "wire"]).to_owned();
        self.set_words(portal, Named::Source, source.0, slug)
    }

    pub(super) fn rename_author(&mut self, portal: &Portal) -> bool {
        let author = self.author(portal);
        let slug = format!("author-{author}-{}", self.dice.below(3));
        self.set_words(portal, Named::Author, author.0, slug)
    }

    pub(super) fn register_person(&mut self, portal: &Portal) -> bool {
        let slug = format!("writer-{}", self.number);
        let author = portal.author(&slug);
        self.about(portal, About::Author(author));
        self.authors.push(slug);
        if self.authors.len() > MOST_AUTHORS {
            self.authors.remove(0);
        }
        true
    }

    pub(super) fn describe_photo(&mut self, portal: &Portal) -> bool {
        let (photo, edition, number) = (self.photo(portal), self.edition(portal), self.number);
        let words = PhotoWords {
            edition: edition.to_owned(),
            alt: format!("Alt {number}"),
            caption: format!("Caption {number}"),
        };
        let credit = self.is_even().then(|| format!("Credit {number}"));
        portal
            .command(|conn, by| {
                commands::describe_photo(conn, by, photo, credit.as_deref(), &[words])
            })
            .is_ok()
    }

    pub(super) fn set_focus(&mut self, portal: &Portal) -> bool {
        let photo = self.photo(portal);
        let mut coordinate = || i32::try_from(self.dice.below(11) * 10).unwrap_or(0);
        let focus = Focus::new(coordinate(), coordinate());
        portal.command(|conn, by| commands::set_focus(conn, by, photo, focus)).is_ok()
    }

    pub(super) fn replace_photo(&mut self, portal: &Portal) -> bool {
        let (photo, [.., red, green]) = (self.photo(portal), self.number.to_be_bytes());
        let original = portal.app.media.put(&picture(400, 225, [red, green, 99]));
        let original = original.expect("a picture");
        let replaced =
            portal.command(|conn, by| commands::replace_photo(conn, by, photo, &original, "a.png"));
        replaced.is_ok()
    }

    pub(super) fn change_settings(&mut self, portal: &Portal) -> bool {
        let (edition, number) = (self.edition(portal), self.number);
        let breaking = Breaking { text: format!("Breaking {number}"), href: None };
        portal.set(
            edition,
            match self.dice.below(3) {
                0 => Setting::Tagline(format!("Tagline {number}")),
                1 => Setting::SiteName(format!("Paper {number}")),
                _ => Setting::Breaking(self.is_even().then_some(breaking)),
            },
        );
        true
    }

    pub(super) fn change_follow_and_feeds(&mut self, portal: &Portal) -> bool {
        let edition = self.edition(portal);
        let account = FollowAccount {
            network: "instagram".to_owned(),
            name: format!("@paper{}", self.number),
            url: format!("https://social.example/paper{}", self.number),
        };
        let entries = self.dice.one_of(&FEED_ENTRIES);
        portal.set(
            edition,
            match self.dice.below(3) {
                0 => Setting::Follow(Vec::new()),
                1 => Setting::Follow(vec![account]),
                _ => Setting::Feeds(FeedSettings { has_texts: self.is_even(), entries }),
            },
        );
        true
    }

    pub(super) fn write_info_page(&mut self, portal: &Portal) -> bool {
        let (edition, name) = (self.edition(portal), self.dice.one_of(&INFO_PAGES));
        let text = format!("As of {}.", self.number);
        self.touched.insert(format!("/{edition}/{name}"));
        portal
            .command(|conn, by| commands::write_info_page(conn, by, edition, name, name, &text))
            .is_ok()
    }

    fn set_words(&mut self, portal: &Portal, named: Named, id: i64, slug: String) -> bool {
        let words = Words {
            id,
            edition: self.edition(portal).to_owned(),
            name: format!("Name {}", self.number),
            slug,
            text: format!("Known for {}", self.number),
        };
        portal.command(|conn, by| commands::set_words(conn, by, named, &[words])).is_ok()
    }
}
