//! Bringing a page into the portal, by commands.

mod pictures;

use std::sync::Arc;

use chrono::NaiveDateTime;

pub use self::pictures::check_photos;
use super::follow::Account;
use super::parse::{Page, Piece};
use super::photos::PhotoPlace;
use super::words::fold;
use super::{ACTOR, ImportError, ImportedArticle, Note, Outcome, PageFile, markdown};
use crate::app::App;
use crate::commands::{self, ArticleText, CoverageWords, PersonWords, SectionWords, Setting};
use crate::db::drafts::{self, Namesake};
use crate::db::people::PersonKind;
use crate::db::{Conn, coverages, people, sections, settings};
use crate::i18n::Edition;
use crate::model::site::FollowAccount;
use crate::model::{ArticleId, ArticleState, CoverageId, MediaId, PersonId, SectionId, SignOff};
use crate::pages::address::{Links, RESERVED_SECTIONS};
use crate::text;

/// Coverages among which one is looked for whose name differs in capitals or quotes only.
const MANY: i64 = 10_000;

/// Where pages of one import are filed.
pub struct Desk<'a> {
    pub app: &'a App,
    pub edition: &'a Arc<Edition>,
    /// Now.
    pub sign_off: SignOff,
    pub publish: bool,
}

impl Desk<'_> {
    /// Refuses pages that the portal has already, and one that was given twice.
    pub fn refuse_known(
        &self,
        conn: &mut Conn,
        pages: &[(&PageFile, Page)],
    ) -> Result<(), ImportError> {
        for (index, (file, page)) in pages.iter().enumerate() {
            let is_same = |other: &&(&PageFile, Page)| {
                other.1.header.headline == page.header.headline
                    && other.1.header.time == page.header.time
            };
            if let Some((twin, _)) = pages[..index].iter().find(is_same) {
                let problem = format!("this is the same page as {}", twin.name);
                return Err(ImportError::File { file: file.name.clone(), problem });
            }
            let headline = text::clean_line(&page.header.headline);
            let known = drafts::list_by_headline(conn, &self.edition.prefix, &headline)?;
            if let Some(known) = known.iter().find(|known| is_same_time(known, page.header.time.at))
            {
                let existing = self.describe(known);
                return Err(ImportError::Known { file: file.name.clone(), existing });
            }
        }
        Ok(())
    }

    /// Files one page.
    pub fn file(
        &self,
        conn: &mut Conn,
        file: &PageFile,
        page: &Page,
    ) -> Result<ImportedArticle, ImportError> {
        let mut notes = Vec::new();
        let section = self.section(conn, page, &mut notes)?;
        let source = self.person(conn, PersonKind::Source, &page.header.source, &mut notes)?;
        let author = self.person(conn, PersonKind::Author, &page.header.author, &mut notes)?;
        let photos = self.photos(conn, file, page, &mut notes)?;
        let words = article_text(page, source, author, &photos);
        let slugline = text::slug(&words.headline, &self.edition.tag);
        let story = commands::create_story(conn, &self.sign_off, &slugline)?;
        let edition = (self.edition.prefix.as_str(), self.edition.tag.as_str());
        let refused = |reason: String| ImportError::Refused { file: file.name.clone(), reason };
        let id =
            commands::create_article(conn, &self.sign_off, story, edition, section, "", &words)
                .map_err(|error| refused(error.to_string()))?;
        for name in &page.header.coverages {
            let coverage = self.coverage(conn, name, &mut notes)?;
            commands::file_in_coverage(conn, &self.sign_off, id, coverage)
                .map_err(|error| refused(error.to_string()))?;
        }
        let outcome = self.publish(conn, id, page, &mut notes)?.map_err(refused)?;
        self.follow(conn, page, &mut notes)?;
        let (file, headline) = (file.name.clone(), words.headline);
        Ok(ImportedArticle { file, id, headline, outcome, notes })
    }

    /// Puts the accounts that the operator named in the place of those that the edition has in
    /// their networks, or beside them.
    pub fn set_given_accounts(
        &self,
        conn: &mut Conn,
        accounts: &[Account],
    ) -> Result<(), ImportError> {
        let given: Vec<FollowAccount> = super::follow::Network::all(accounts)
            .iter()
            .filter_map(super::follow::Network::given_account)
            .collect();
        if given.is_empty() {
            return Ok(());
        }
        let mut all = settings::get_site(conn, &self.edition.prefix)?.follow;
        for account in given {
            match all.iter_mut().find(|known| known.network == account.network) {
                Some(known) => *known = account,
                None => all.push(account),
            }
        }
        self.set_follow(conn, all)
    }

    fn describe(&self, known: &Namesake) -> String {
        match known.published_at {
            Some(at) => Links::plain(self.edition).article(at, known.id, &known.slug),
            None => format!("article {}, which is a draft", known.id),
        }
    }

    /// The section that the crumbs lead to, the innermost that the edition has.
    fn section(
        &self,
        conn: &mut Conn,
        page: &Page,
        notes: &mut Vec<Note>,
    ) -> Result<SectionId, ImportError> {
        let prefix = &self.edition.prefix;
        let known = sections::list_site_sections(conn, prefix)?;
        let crumbs = &page.header.crumbs;
        let find =
            |crumb: &&String| known.iter().find(|section| fold(&section.name) == fold(crumb));
        let found = crumbs.iter().rev().find(|crumb| find(crumb).is_some());
        let chosen = found.unwrap_or(&crumbs[0]);
        for crumb in crumbs.iter().filter(|crumb| *crumb != chosen) {
            let text =
                format!("`{crumb}` is left out: an article has one section, here `{chosen}`");
            notes.push(Note { line: Some(page.header.crumbs_line), text });
        }
        if let Some(section) = find(&chosen) {
            return Ok(section.id);
        }
        let slug = self.free_slug(chosen, |slug| {
            let is_date_like = slug.bytes().all(|byte| byte.is_ascii_digit());
            let is_taken = !sections::list_by_slug(conn, prefix, slug)?.is_empty();
            Ok(is_date_like || is_taken || RESERVED_SECTIONS.contains(&slug))
        })?;
        let address = Links::plain(self.edition).section(&slug);
        notes.push(Note::new(format!("opened the section `{chosen}` at {address}")));
        let (edition, name) = (prefix.clone(), chosen.clone());
        let words = [SectionWords { edition, name, slug, description: String::new() }];
        Ok(commands::open_section(conn, &self.sign_off, &words)?)
    }

    fn coverage(
        &self,
        conn: &mut Conn,
        name: &str,
        notes: &mut Vec<Note>,
    ) -> Result<CoverageId, ImportError> {
        let prefix = &self.edition.prefix;
        if let Some(id) = coverages::find_by_name(conn, prefix, name)? {
            return Ok(id);
        }
        let all = coverages::list_latest(conn, prefix, MANY)?;
        if let Some(known) = all.iter().find(|known| fold(&known.name) == fold(name)) {
            return Ok(known.id);
        }
        let slug = self
            .free_slug(name, |slug| Ok(coverages::find_by_slug(conn, prefix, slug)?.is_some()))?;
        let address = Links::plain(self.edition).coverage(&slug);
        notes.push(Note::new(format!("opened the coverage `{name}` at {address}")));
        let (edition, name) = (prefix.clone(), name.to_owned());
        let words = [CoverageWords { edition, name, slug, summary: String::new() }];
        Ok(commands::open_coverage(conn, &self.sign_off, None, &words)?)
    }

    fn person(
        &self,
        conn: &mut Conn,
        kind: PersonKind,
        name: &str,
        notes: &mut Vec<Note>,
    ) -> Result<Option<PersonId>, ImportError> {
        let prefix = &self.edition.prefix;
        if name.is_empty() {
            return Ok(None);
        }
        if let Some(id) = people::find_by_name(conn, prefix, kind, name)? {
            return Ok(Some(id));
        }
        let slug = self.free_slug(name, |slug| {
            Ok(!people::list_by_slug(conn, prefix, kind, slug)?.is_empty())
        })?;
        let links = Links::plain(self.edition);
        notes.push(Note::new(match kind {
            PersonKind::Author => {
                format!("registered the author `{name}` at {}", links.author(&slug))
            }
            PersonKind::Source => {
                format!("registered the source `{name}` at {}", links.source(&slug))
            }
        }));
        let (edition, name) = (prefix.clone(), name.to_owned());
        let words = [PersonWords { edition, name, slug, description: String::new() }];
        Ok(Some(commands::register_person(conn, &self.sign_off, kind, &words)?))
    }

    /// The slug of a name, or the first numbered one that isn't taken.
    fn free_slug(
        &self,
        name: &str,
        mut is_taken: impl FnMut(&str) -> Result<bool, diesel::result::Error>,
    ) -> Result<String, ImportError> {
        let slug = text::slug(name, &self.edition.tag);
        let mut free = slug.clone();
        let mut number = 2;
        while is_taken(&free)? {
            free = format!("{slug}-{number}");
            number += 1;
        }
        Ok(free)
    }

    /// Publishes the article under its page's time, leaves that to the clock where it is still
    /// to come, or leaves a draft.
    fn publish(
        &self,
        conn: &mut Conn,
        id: ArticleId,
        page: &Page,
        notes: &mut Vec<Note>,
    ) -> Result<Result<Outcome, String>, ImportError> {
        let at = page.header.time.at;
        if !self.publish {
            let time = self.edition.full(at);
            notes.push(Note::new(format!(
                "a draft has no time; the page's was {time}, and publishing it gives it a new one"
            )));
            return Ok(Ok(Outcome::Draft));
        }
        if at > self.sign_off.at {
            let scheduled = commands::schedule(conn, &self.sign_off, id, at);
            return Ok(match scheduled {
                Ok(()) => Ok(Outcome::Scheduled(at)),
                Err(commands::ScheduleError::Db(error)) => return Err(error.into()),
                Err(error) => Err(error.to_string()),
            });
        }
        match commands::publish(conn, &SignOff::new(ACTOR, at), id) {
            Ok(()) => {}
            Err(commands::PublishError::Db(error)) => return Err(error.into()),
            Err(error) => return Ok(Err(error.to_string())),
        }
        let slug = text::headline_slug(&page.header.headline, &self.edition.tag);
        Ok(Ok(Outcome::Published(Links::plain(self.edition).article(at, id, &slug))))
    }

    /// Adds the accounts in networks where the edition has none.
    fn follow(
        &self,
        conn: &mut Conn,
        page: &Page,
        notes: &mut Vec<Note>,
    ) -> Result<(), ImportError> {
        let mut accounts = settings::get_site(conn, &self.edition.prefix)?.follow;
        let before = accounts.len();
        for wanted in &page.follow {
            let account = &wanted.account;
            if accounts.iter().any(|known| fold(&known.network) == account.network) {
                continue;
            }
            if wanted.is_guess {
                let text = format!(
                    "the page doesn't say where the account on {} is; its code leads to {} until \
                     you say so with --account {}=https://…",
                    wanted.network, account.url, account.network
                );
                notes.push(Note { line: Some(wanted.line), text });
            }
            accounts.push(account.clone());
        }
        if accounts.len() > before { self.set_follow(conn, accounts) } else { Ok(()) }
    }

    fn set_follow(&self, conn: &mut Conn, accounts: Vec<FollowAccount>) -> Result<(), ImportError> {
        let prefix = &self.edition.prefix;
        let changed = [Setting::Follow(accounts)];
        Ok(commands::change_settings(conn, &self.sign_off, prefix, &changed)?)
    }
}

impl Note {
    fn new(text: String) -> Note {
        Note { line: None, text }
    }
}

/// Whether an article of the page's headline is the page, which was published or will be at
/// `at`. A draft has no time to tell it by.
fn is_same_time(known: &Namesake, at: NaiveDateTime) -> bool {
    let is_draft = known.state == ArticleState::Draft.as_str();
    match (known.published_at, known.scheduled_for) {
        (None, None) => is_draft,
        (published, scheduled) => published == Some(at) || scheduled == Some(at),
    }
}

/// The page's words; the first photo stands above the body.
fn article_text(
    page: &Page,
    source: Option<PersonId>,
    author: Option<PersonId>,
    photos: &[MediaId],
) -> ArticleText {
    let header = &page.header;
    let mut lead = None;
    let mut photos = photos.iter();
    let mut lines: Vec<String> = Vec::new();
    for piece in &page.body {
        lines.push(match piece {
            Piece::Paragraph(text) => markdown::escape(text),
            Piece::Item(text) => format!("- {}", markdown::escape(text)),
            Piece::Photo(place) => {
                let Some(&photo) = photos.next() else { continue };
                if lead.is_none() {
                    lead = Some((photo, place));
                    continue;
                }
                let PhotoPlace { alt, caption, credit, .. } = place;
                format!(
                    "```photo\nmedia: {photo}\ncaption: {caption}\nalt: {alt}\ncredit: {credit}\n```"
                )
            }
        });
    }
    let dateline = page.dateline.as_ref();
    ArticleText {
        headline: header.headline.clone(),
        standfirst: header.standfirst.clone(),
        body: lines.join("\n\n"),
        dateline_place: dateline.map(|line| line.place.clone()).unwrap_or_default(),
        dateline_on: dateline.map(|line| line.on),
        dateline_agency: dateline.map(|line| line.agency.clone()).unwrap_or_default(),
        editor: header.editor.clone(),
        author,
        source,
        lead_photo: lead.map(|(photo, _)| photo),
        lead_caption: lead.map(|(_, place)| place.caption.clone()).unwrap_or_default(),
        lead_alt: lead.map(|(_, place)| place.alt.clone()).unwrap_or_default(),
        ..ArticleText::default()
    }
}
