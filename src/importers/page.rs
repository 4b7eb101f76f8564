//! The text of a page of a news portal: crumbs, headline, editor and source, time, coverages,
//! dateline, photo places, body, accounts to follow.
//!
//! ```text
//! Edition: English | 中文简体 | 中文繁體
//! Homepage > China
//! President Xi stresses int'l cooperation in cyberspace governance
//! Editor: zhangrui 丨Xinhua
//! 11-16-2016 17:23 BJT
//! Full coverage: China’s Leaders
//! BEIJING, Nov. 16 (Xinhua) -- Chinese President Xi Jinping on Wednesday called …
//! Chinese President Xi Jinping gives a speech via video          what a photo shows
//! Chinese President … Nov. 16, 2016. (Xinhua/Zhang Duo)          its caption and credit
//! Noting that Internet development has no boundaries, Xi said …
//! Follow us on
//!   • Please scan the QR Code to follow us on Instagram
//! ```
//!
//! Lines may have blank ones between them. The words of the format (`Editor`, `Full coverage`)
//! are messages of `locales/{edition}/import.ftl`, dates are those that the editions print: a
//! new edition takes no code.
//!
//! ```text
//! encoding.rs      bytes → text, or which encoding it is in
//! words.rs         the words of an edition; letters and digits that count as the same
//! parse.rs         text → Page; header.rs the lines above the body
//! dates.rs         times; calendar.rs days as editions print them, zones.rs their zones
//! dateline.rs      the line that opens a report
//! photos.rs        photo places, captions, credits
//! follow.rs        accounts to follow
//! markdown.rs      plain text as Markdown that says the same
//! placeholder.rs   the picture where the file has none
//! file.rs          Page → commands
//! ```

mod calendar;
mod dateline;
mod dates;
mod encoding;
mod file;
mod follow;
mod header;
pub(super) mod markdown;
mod parse;
mod photos;
mod placeholder;
mod words;
mod zones;

use std::fmt;

use chrono::NaiveDateTime;

use crate::app::App;
use crate::commands::CommandError;
use crate::db::{DatabaseError, dialect};
use crate::media::MediaError;
use crate::model::{ArticleId, SignOff};

use words::Words;

/// Bytes of the largest file that is read.
pub const MAX_BYTES: usize = 1_000_000;

/// Who signs imports off.
pub const ACTOR: &str = "import";

/// Pages to be imported, all of them or none.
#[derive(Debug, Clone, Default)]
pub struct ImportRequest {
    /// Prefix of the edition that they belong to.
    pub edition: String,
    /// Whether readers can read them at once, under the time that they give; drafts otherwise.
    pub publish: bool,
    /// Where accounts to follow are, as (network, address): `instagram`, `https://…`.
    pub follow: Vec<(String, String)>,
    /// The files.
    pub pages: Vec<PageFile>,
}

/// A page as a file.
#[derive(Debug, Clone, Default)]
pub struct PageFile {
    /// As the operator knows it.
    pub name: String,
    /// UTF-8.
    pub bytes: Vec<u8>,
    /// The pictures for its photo places in their order; a placeholder stands in where they end.
    pub photos: Vec<PhotoFile>,
}

/// A picture as a file.
#[derive(Debug, Clone, Default)]
pub struct PhotoFile {
    /// As the operator knows it.
    pub name: String,
    /// JPEG, PNG, WebP or AVIF.
    pub bytes: Vec<u8>,
}

/// What an import did, for the operator to read.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    /// In the order of the request.
    pub articles: Vec<ImportedArticle>,
}

/// An article that came from a page.
#[derive(Debug, Clone)]
pub struct ImportedArticle {
    /// The file's name.
    pub file: String,
    /// The article.
    pub id: ArticleId,
    /// Its title.
    pub headline: String,
    /// What became of it.
    pub outcome: Outcome,
    /// What was made for it or stood in for something, in words.
    pub notes: Vec<Note>,
}

/// What became of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Readers read it at this path.
    Published(String),
    /// Its time is still to come (UTC); the clock publishes it.
    Scheduled(NaiveDateTime),
    /// It waits for an editor.
    Draft,
}

/// Something that the operator should know of an imported page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// In the file, counted from 1.
    pub line: Option<usize>,
    /// What it is about.
    pub text: String,
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// There is no such edition.
    #[error("there is no edition `{edition}`; there are {known}")]
    NoEdition {
        /// What was asked for.
        edition: String,
        /// The prefixes that exist.
        known: String,
    },
    /// An account's address is no address.
    #[error("`{address}` is not an address that starts with https:// or http://")]
    BadAccount {
        /// As given.
        address: String,
    },
    /// The file as a whole.
    #[error("{file}: {problem}; nothing was imported")]
    File {
        /// Its name.
        file: String,
        /// What is wrong with it.
        problem: String,
    },
    /// A line of a file.
    #[error("{file} line {line}: {problem}; nothing was imported")]
    Line {
        /// Its name.
        file: String,
        /// Counted from 1.
        line: usize,
        /// What is wrong there.
        problem: String,
    },
    /// The portal has the page already.
    #[error("{file}: this page was imported before, as {existing}; nothing was imported")]
    Known {
        /// The file's name.
        file: String,
        /// The article's address, or what it is where it has none.
        existing: String,
    },
    /// A picture can't be used.
    #[error("{photo}: {reason}; nothing was imported")]
    Photo {
        /// The file's name.
        photo: String,
        /// Why not.
        reason: MediaError,
    },
    /// A command refused.
    #[error("{file}: {reason}; nothing was imported")]
    Refused {
        /// The file's name.
        file: String,
        /// What the command said.
        reason: String,
    },
    /// There is no connection to the database.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] diesel::result::Error),
    /// A command failed.
    #[error(transparent)]
    Command(#[from] CommandError),
}

/// Imports pages: all of them, in one transaction, or none.
///
/// Sections, coverages and sources that the edition doesn't have by these names are made, and
/// accounts to follow in networks where it has none.
///
/// # Errors
///
/// A page that can't be read or mapped, with its line; one that is here already; pictures that
/// are no pictures or too many; the database.
pub fn import(app: &App, request: &ImportRequest) -> Result<Imported, ImportError> {
    let edition = app.editions.get(&request.edition).ok_or_else(|| {
        let known: Vec<&str> = app.editions.iter().map(|known| known.prefix.as_str()).collect();
        ImportError::NoEdition { edition: request.edition.clone(), known: known.join(", ") }
    })?;
    let accounts = follow::given(&request.follow)?;
    let words = Words::new(&app.editions, edition, &accounts);
    let mut pages = Vec::new();
    for file in &request.pages {
        let text = encoding::decode(file)?;
        let page = parse::parse(&text, &words).map_err(|problem| problem.in_file(&file.name))?;
        file::check_photos(file, &page)?;
        pages.push((file, page));
    }
    let mut conn = app.database.writer()?;
    let sign_off = SignOff::new(ACTOR, app.clock.now());
    dialect::transaction(&mut conn, |conn| {
        let desk = file::Desk { app, edition, sign_off, publish: request.publish };
        desk.refuse_known(conn, &pages)?;
        let mut imported = Imported::default();
        for (file, page) in &pages {
            imported.articles.push(desk.file(conn, file, page)?);
        }
        desk.set_given_accounts(conn, &accounts)?;
        Ok(imported)
    })
}

impl fmt::Display for Imported {
    /// A line for each article and each note.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.articles.iter().try_for_each(|article| write!(out, "{article}"))
    }
}

impl fmt::Display for ImportedArticle {
    /// A line for the article and one for each note.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ImportedArticle { file, id, headline, outcome, notes } = self;
        write!(out, "{file}: ")?;
        match outcome {
            Outcome::Published(path) => writeln!(out, "published at {path}")?,
            Outcome::Scheduled(at) => {
                let at = at.format("%Y-%m-%d %H:%M");
                writeln!(out, "article {id} “{headline}” will be published at {at} UTC")?;
            }
            Outcome::Draft => writeln!(out, "article {id} “{headline}” is a draft")?,
        }
        notes.iter().try_for_each(|note| match note.line {
            Some(line) => writeln!(out, "  line {line}: {}", note.text),
            None => writeln!(out, "  {}", note.text),
        })
    }
}
