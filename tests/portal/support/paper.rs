//! A paper with something of every kind, for what must hold on all pages.

use broadsheet::commands::{self, Setting};
use broadsheet::db::fronts::Container;
use broadsheet::model::site::{Breaking, FollowAccount, INFO_PAGES};

use super::content::{Article, Story};
use super::portal::Portal;

/// What a small newspaper has on a day.
pub struct Paper {
    /// In all four editions, with everything that an article can have.
    pub story: Story,
    /// In English only.
    pub only_english: Article,
    /// Taken down, in all four editions.
    pub withdrawn: Story,
}

impl Portal {
    /// Makes a newspaper with every kind of page, in all four editions.
    pub fn paper(&self) -> Paper {
        let (inline, other) = (self.photo("inline"), self.photo("other"));
        let body = format!(
            "The first paragraph, with **strong** words.\n\n## A subhead\n\nAnother one.\n\n\
             ```photo\nmedia: {inline}\n```\n\n```gallery\nmedia: {inline} | One | First\n\
             media: {other} | Two | Second\n```\n\n```quote\nby: Bat\nWell said.\n```\n\n\
             ```fact\ntitle: In short\n- one\n- two\n```\n\n```table\ncaption: Scores\n\n\
             | a | b |\n|---|---|\n| 1 | 2 |\n```\n\n\
             ```embed\nurl: https://video.example/1\ntitle: A video\n```\n"
        );
        let story = self
            .story("summit-opens")
            .with(|article| {
                article
                    .published_at("2026-05-04 06:00")
                    .kicker("Summit")
                    .standfirst("They came from everywhere.")
                    .dateline("BEIJING", "2026-05-04", "Agency")
                    .editor("Zhou")
                    .author("bat")
                    .source("agency")
                    .photo("opening")
                    .coverage("summit")
                    .coverage("trade")
                    .body(&body)
            })
            .insert();
        for hour in 1..=4 {
            let at = format!("2026-05-04 0{hour}:00");
            let slug = format!("summit-report-{hour}");
            self.story(&slug)
                .with(|article| {
                    let article = article.published_at(&at).section("culture").photo("report");
                    article.source("agency").coverage("summit")
                })
                .insert();
        }
        let only_english =
            self.article("local-news").published_at("2026-05-03 06:00").coverage("summit").insert();
        let withdrawn = self.story("wrong-story").with(|a| a.published_at("2026-05-03 07:00"));
        let withdrawn = withdrawn.insert();
        self.withdraw(withdrawn.id, &[]);
        let coverage = self.coverage("summit");
        for edition in super::EDITIONS {
            self.set(edition, Setting::SiteName(format!("The Paper ({edition})")));
            self.set(edition, Setting::Tagline("News from here".to_owned()));
            let href = Some(story.path(edition).to_owned());
            let breaking = Breaking { text: "It has begun".to_owned(), href };
            self.set(edition, Setting::Breaking(Some(breaking)));
            let account = FollowAccount {
                network: "instagram".to_owned(),
                name: "@paper".to_owned(),
                url: "https://social.example/paper".to_owned(),
            };
            self.set(edition, Setting::Follow(vec![account]));
            self.curate(edition, Container::Lead, &[story.article(edition)]);
            self.command(|conn, sign_off| {
                for name in INFO_PAGES {
                    commands::write_info_page(conn, sign_off, edition, name, name, "As we do.")
                        .expect("a page");
                }
                let began = sign_off.at - chrono::TimeDelta::hours(8);
                commands::add_moment(conn, sign_off, coverage, edition, began, "It begins")
                    .expect("a moment");
            });
        }
        self.correct(story.article("en"), "It was Monday.");
        Paper { story, only_english, withdrawn }
    }
}

impl Paper {
    /// One page of each kind in an edition, as (kind, address).
    pub fn pages(&self, edition: &str) -> Vec<(&'static str, String)> {
        let page = |rest: &str| format!("/{edition}/{rest}");
        let article = self.story.path(edition);
        vec![
            ("home", page("")),
            ("section", page("world/")),
            ("article", article.to_owned()),
            ("article without photos", format!("{article}?photos=off")),
            ("home without photos", page("?photos=off")),
            ("coverage", page("coverage/summit")),
            ("coverage in order", page("coverage/summit?order=oldest")),
            ("coverage index", page("coverage/")),
            ("archive day", page("2026/05/04/")),
            ("author", page("by/bat")),
            ("source", page("source/agency")),
            ("information", page("about")),
        ]
    }

    /// One page of each kind in each edition, and what belongs to none.
    pub fn all_pages(&self) -> Vec<(&'static str, String)> {
        let mut pages = vec![("choice", "/".to_owned())];
        for edition in super::EDITIONS {
            pages.extend(self.pages(edition));
            if edition != "en" {
                let from = self.only_english.id;
                pages.push(("home with a notice", format!("/{edition}/?from={from}")));
            }
        }
        pages
    }

    /// Addresses without a page, as (status, address).
    pub fn errors(&self, edition: &str) -> Vec<(u16, String)> {
        vec![
            (400, format!("/{edition}/world/?page=nonsense")),
            (404, format!("/{edition}/2026/05/04/999999-nothing")),
            (410, self.withdrawn.path(edition).to_owned()),
            (414, format!("/{edition}/{}", "a".repeat(3000))),
        ]
    }
}
