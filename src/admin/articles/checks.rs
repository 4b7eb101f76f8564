//! What is said beside the text while it is written: how long it is, and what is still missing.
//!
//! Nothing here keeps anybody from publishing but a missing headline or section.

use actix_web::HttpResponse;
use serde::Serialize;

use super::editor::{find_edition, offered};
use super::form::{self, Options};
use crate::admin::{AdminResult, Fields, Form, SignedIn};
use crate::commands::ArticleText;
use crate::db::articles;
use crate::error::AdminError;
use crate::i18n::{Arg, Edition};
use crate::model::MediaId;
use crate::model::article::InlinePicture;
use crate::text::{self, Block, ParsedBody, PhotoRef};

/// Cells that fit into one line of lists, as hints.
const HEADLINE_CELLS: usize = 64;
const SHORT_HEADLINE_CELLS: usize = 36;

/// Cells of a title that networks show without cutting it.
const SOCIAL_TITLE_CELLS: usize = 70;

/// Lines that are named when they weren't understood.
const LINES: usize = 3;

/// One thing that was looked at.
#[derive(Debug, Serialize)]
pub struct Check {
    /// `good`, `bad` or `doubtful`.
    pub kind: &'static str,
    /// What stands for that.
    pub mark: &'static str,
    /// In the person's language.
    pub text: String,
}

/// How much there is.
#[derive(Debug, Default, Serialize)]
pub struct Counts {
    /// Cells of the headline.
    pub headline: String,
    /// Cells of the short headline.
    pub short_headline: String,
    /// Cells of the title where it is shared.
    pub social_title: String,
    /// Hanzi, words and minutes of the body.
    pub body: String,
}

#[derive(Serialize)]
struct Facts {
    counts: Counts,
    checks: Vec<Check>,
}

/// `POST /admin/articles/checks`: of what was typed; nothing is saved (JSON).
pub async fn show(by: SignedIn, fields: Fields) -> AdminResult {
    let edition = find_edition(&by, fields.trimmed("edition"))?;
    let photo = fields.trimmed("photo").parse().ok().map(MediaId);
    let options = offered(&by, &edition, photo).await?;
    let (counts, checks) = look_at(&by, &edition, &fields, &options).await?;
    Ok(HttpResponse::Ok().json(Facts { counts, checks }))
}

/// How much some fields hold, and what is missing.
///
/// # Errors
///
/// Those of the database.
pub async fn look_at(
    by: &SignedIn,
    edition: &Edition,
    fields: &Fields,
    options: &Options,
) -> Result<(Counts, Vec<Check>), AdminError> {
    let mut form = Form::default();
    let (words, _) = form::read(&by.language, &mut form, fields, options);
    let parsed = text::parse_body(&words.body);
    let (prefix, ids) = (edition.prefix.clone(), pictures(&words, &parsed));
    let shown =
        by.app.read(move |_, conn| Ok(articles::list_inline_pictures(conn, &prefix, &ids)?));
    let has_section = form.problem("section").is_none();
    let checks = checks(&by.language, &words, &parsed, has_section, &shown.await?);
    Ok((Counts::of(&by.language, &words, &parsed), checks))
}

impl Counts {
    /// Of some words, in the person's language.
    fn of(language: &Edition, words: &ArticleText, parsed: &ParsedBody) -> Counts {
        let cells = |text: &str, most: usize| {
            let used = text::cells(text);
            let arguments = [("used", Arg::from(used)), ("most", Arg::from(most))];
            let hint = language.text_with("hint-cells", &arguments);
            // Beside the field, not only among the checks far below it.
            if used > most { format!("⚠ {hint}") } else { hint }
        };
        let count = &parsed.count;
        let body = [
            ("hanzi", Arg::from(count.hanzi)),
            ("words", Arg::from(count.words)),
            ("minutes", Arg::from(u64::from(text::reading_minutes(count)))),
        ];
        Counts {
            headline: cells(&words.headline, HEADLINE_CELLS),
            short_headline: cells(&words.short_headline, SHORT_HEADLINE_CELLS),
            social_title: cells(&words.social_title, SOCIAL_TITLE_CELLS),
            body: language.text_with("hint-body", &body),
        }
    }
}

/// The pictures that some words show.
fn pictures(words: &ArticleText, parsed: &ParsedBody) -> Vec<MediaId> {
    let inline = photos(parsed).map(|photo| MediaId(photo.media));
    let mut ids: Vec<MediaId> = words.lead_photo.into_iter().chain(inline).collect();
    ids.sort();
    ids.dedup();
    ids
}

fn photos(parsed: &ParsedBody) -> impl Iterator<Item = &PhotoRef> {
    parsed.blocks.iter().flat_map(|block| match block {
        Block::Photo(photo) => std::slice::from_ref(photo),
        Block::Gallery(photos) => photos.as_slice(),
        Block::Html(_) | Block::Embed { .. } => &[],
    })
}

/// What was looked at, in the order in which it is written; `shown` are the words' pictures.
fn checks(
    language: &Edition,
    words: &ArticleText,
    parsed: &ParsedBody,
    has_section: bool,
    shown: &[InlinePicture],
) -> Vec<Check> {
    let mut checks = Vec::new();
    let mut note = |is_good: bool, otherwise: &'static str, good: &str, bad: &str| {
        let (kind, key) = if is_good { ("good", good) } else { (otherwise, bad) };
        checks.push(Check { kind, mark: mark(kind), text: language.text(key).to_owned() });
    };
    let has_headline = !words.headline.trim().is_empty();
    note(has_headline, "bad", "check-headline", "check-headline-missing");
    if text::cells(words.headline.trim()) > HEADLINE_CELLS {
        note(false, "doubtful", "", "check-headline-long");
    }
    note(has_section, "bad", "check-section", "check-section-missing");
    note(words.source.is_some(), "bad", "check-source", "check-source-missing");
    note(!words.body.trim().is_empty(), "bad", "check-body", "check-body-missing");
    if !shown.is_empty() {
        let own = |id: MediaId| photos(parsed).filter(move |photo| MediaId(photo.media) == id);
        let is_credited = |picture: &InlinePicture| {
            let mut own = own(picture.picture.id).peekable();
            !picture.picture.credit.is_empty()
                || words.lead_photo != Some(picture.picture.id)
                    && own.peek().is_some()
                    && own.all(|photo| photo.credit.is_some())
        };
        let is_described = |picture: &InlinePicture| {
            let is_lead = words.lead_photo == Some(picture.picture.id);
            let lead = !is_lead || !words.lead_alt.trim().is_empty();
            !picture.alt.is_empty()
                || lead && own(picture.picture.id).all(|photo| photo.alt.is_some())
        };
        note(shown.iter().all(is_credited), "bad", "check-credit", "check-credit-missing");
        note(shown.iter().all(is_described), "doubtful", "check-alt", "check-alt-missing");
    }
    for problem in parsed.problems.iter().take(LINES) {
        let text = language.text_with("check-line", &[("line", Arg::from(problem.line))]);
        checks.push(Check { kind: "doubtful", mark: mark("doubtful"), text });
    }
    checks
}

fn mark(kind: &str) -> &'static str {
    match kind {
        "good" => "✓",
        "bad" => "✗",
        _ => "⚠",
    }
}
