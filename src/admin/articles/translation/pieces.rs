//! The lines and paragraphs of a source, each with the field that it is translated in.

use std::time::Instant;

use super::Both;
use crate::admin::articles::form;
use crate::admin::articles::history::{self, Part};
use crate::admin::{Fields, Layout};
use crate::commands::ArticleText;
use crate::text;

/// A line of the translation that fits beside its source.
const CELLS_IN_A_LINE: usize = 56;

/// What is translated above the text, in the order of the page.
const LINES: [&str; 9] = [
    "kicker",
    "headline",
    "short-headline",
    "social-title",
    "standfirst",
    "dateline-place",
    "dateline-agency",
    "caption",
    "alt",
];

/// A piece of the source and the field beside it.
pub struct Piece {
    /// The name of the field's part of the form.
    pub name: &'static str,
    /// Tells the fields apart on the page.
    pub id: String,
    pub label: String,
    /// `same`, `gone`, `new` or `more`: what became of the piece since it was translated.
    pub kind: &'static str,
    pub is_changed: bool,
    pub source: Vec<Part>,
    pub target: String,
    pub lines: usize,
}

/// Whether a field of an article is translated above the text.
pub fn is_line(field: &str) -> bool {
    LINES.contains(&field)
}

/// The words of a form, on top of those that it doesn't show.
pub fn words(stored: ArticleText, fields: &Fields, is_marked: bool) -> ArticleText {
    let line =
        |name: &str, stored: String| if fields.has(name) { fields.get(name) } else { stored };
    let kinds: Vec<&str> = fields.all("kind").collect();
    let typed = fields.all("paragraph").map(|text| text.replace("\r\n", "\n"));
    let mut paragraphs: Vec<String> = Vec::new();
    for (kind, text) in kinds.into_iter().zip(typed) {
        let is_empty = text.trim().is_empty();
        match kind {
            // From now on the paragraphs stand beside the source as it is.
            "gone" | "more" if is_marked && is_empty => {}
            // Until it is read they stand beside the source as it was: nothing comes between.
            "new" if !is_marked => match paragraphs.last_mut() {
                _ if is_empty => {}
                Some(last) => *last = format!("{last}\n{text}").trim_start().to_owned(),
                None => paragraphs.push(text),
            },
            _ => paragraphs.push(text),
        }
    }
    ArticleText {
        headline: line("headline", stored.headline),
        short_headline: line("short-headline", stored.short_headline),
        social_title: line("social-title", stored.social_title),
        kicker: line("kicker", stored.kicker),
        standfirst: line("standfirst", stored.standfirst),
        dateline_place: line("dateline-place", stored.dateline_place),
        dateline_agency: line("dateline-agency", stored.dateline_agency),
        lead_caption: line("caption", stored.lead_caption),
        lead_alt: line("alt", stored.lead_alt),
        body: if fields.has("paragraph") {
            text::join_paragraphs(&paragraphs)
        } else {
            stored.body
        },
        ..stored
    }
}

/// The lines and paragraphs of a source, as they were read and as they are, and what is beside.
pub fn list(layout: &Layout, own: &ArticleText, both: &Both) -> Vec<Piece> {
    let deadline = Instant::now() + history::PATIENCE;
    let now = &both.now;
    let read = both.read.as_ref().unwrap_or(now);
    let piece = |name, id: String, label: String, kind, before: &str, now: &str, target: String| {
        let wanted = text::cells(now).max(text::cells(before)).max(text::cells(&target));
        let typed = target.lines().count();
        Piece {
            is_changed: before != now,
            source: history::compare(before, now, deadline),
            lines: (wanted / CELLS_IN_A_LINE + 1).max(typed).clamp(1, 30),
            name,
            id,
            label,
            kind,
            target,
        }
    };
    let lines = [
        (&read.kicker, &now.kicker, &own.kicker),
        (&read.headline, &now.headline, &own.headline),
        (&read.short_headline, &now.short_headline, &own.short_headline),
        (&read.social_title, &now.social_title, &own.social_title),
        (&read.standfirst, &now.standfirst, &own.standfirst),
        (&read.dateline_place, &now.dateline_place, &own.dateline_place),
        (&read.dateline_agency, &now.dateline_agency, &own.dateline_agency),
        (&read.lead_caption, &now.lead_caption, &own.lead_caption),
        (&read.lead_alt, &now.lead_alt, &own.lead_alt),
    ];
    let is_there = |(name, texts): (&str, [&String; 3])| {
        name == "headline" || texts.iter().any(|text| !text.is_empty())
    };
    let mut pieces: Vec<Piece> = LINES
        .into_iter()
        .zip(lines)
        .filter(|&(name, (before, now, own))| is_there((name, [before, now, own])))
        .map(|(name, (before, now, own))| {
            let label = layout.t(&form::label(name)).to_owned();
            piece(name, name.to_owned(), label, "same", before, now, own.clone())
        })
        .collect();
    let before = text::paragraphs(&read.body);
    let target = text::paragraphs_beside(&own.body, before.len());
    let pairs = text::pair(&before, &text::paragraphs(&now.body), &target);
    let more = text::Pair { before: None, now: None, target: String::new() };
    for (pair, number) in pairs.into_iter().chain([more]).zip(1_usize..) {
        let (kind, key) = match (&pair.before, &pair.now) {
            (Some(_), Some(_)) => ("same", "translation-paragraph"),
            (Some(_), None) => ("gone", "translation-paragraph"),
            (None, Some(_)) => ("new", "translation-paragraph"),
            (None, None) => ("more", "translation-more"),
        };
        let label = match kind {
            "more" => layout.t(key).to_owned(),
            _ => layout.tn("translation-paragraph", "number", &number),
        };
        let (before, now) = (pair.before.unwrap_or_default(), pair.now.unwrap_or_default());
        let id = format!("paragraph-{number}");
        pieces.push(piece("paragraph", id, label, kind, &before, &now, pair.target));
    }
    pieces
}
