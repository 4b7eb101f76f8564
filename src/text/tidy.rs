//! Typed signs → those that a newspaper prints: quotes, dashes, ellipses, spaces and widths, by
//! the rules of an edition.
//!
//! ```text
//! pieces.rs  what of a line is text, and what is Markdown, code or an address
//! quotes.rs  quotes and apostrophes
//! marks.rs   dashes, ranges and ellipses
//! widths.rs  full-width and half-width signs, and spaces
//! ```
//!
//! It is asked for, never done unasked: only signs change, no words, and what could be meant
//! otherwise stays as it was typed. Tidying what is tidy changes nothing.

mod marks;
mod pieces;
mod quotes;
#[cfg(test)]
mod tests;
mod widths;

use serde::Deserialize;

use self::pieces::Piece;
use super::fences::{Fence, Segment, segments};

/// What an edition prints, as `edition.toml` has it under `[tidy]`; what isn't said there stays as
/// it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TidyRules {
    /// The outer quotes, opening and closing, and those within them: `“”‘’`.
    pub quotes: Option<[char; 4]>,
    /// Within words, and where letters are left out: `’`.
    pub apostrophe: Option<char>,
    /// Words that begin with an apostrophe: `tis`.
    pub elided: Vec<String>,
    /// Instead of two hyphens, and of one between spaces.
    pub dash: Option<String>,
    /// Between two numbers, from the one to the other.
    pub range: Option<char>,
    /// Instead of three full stops.
    pub ellipsis: Option<String>,
    /// Whether signs take the width of a Chinese character beside one; letters and digits don't.
    pub full_width: bool,
}

/// Keys of fenced blocks whose values are read by readers.
const READ: [&str; 5] = ["alt", "by", "caption", "credit", "title"];

/// Blocks that have sentences below their keys.
const WITH_SENTENCES: [&str; 3] = ["quote", "fact", "table"];

/// A line that has become another one is looked at again, so often.
const MOST_ROUNDS: usize = 6;

/// A body, tidied: as many lines as before, with the same blocks, links and code.
pub fn tidy(body: &str, rules: &TidyRules) -> String {
    let mut lines: Vec<String> = body.split('\n').map(str::to_owned).collect();
    let mut set = |number: usize, text: String| {
        if let Some(line) = lines.get_mut(number - 1) {
            *line = text;
        }
    };
    for segment in segments(body) {
        match segment {
            Segment::Prose(prose) => {
                prose.iter().for_each(|line| set(line.number, in_prose(line.text, rules)));
            }
            Segment::Fence(fence) if fence.closed && fence.is_block() => {
                for line in &fence.lines {
                    set(line.number, in_block(&fence, line.text, rules));
                }
            }
            Segment::Fence(_) => {}
        }
    }
    lines.join("\n")
}

/// A text of one line, which is no Markdown: a headline.
pub fn tidy_line(text: &str, rules: &TidyRules) -> String {
    let mut line = text.to_owned();
    for _ in 0..MOST_ROUNDS {
        let mut pieces = pieces::read(&line);
        for step in [widths::letters, widths::signs, marks::ellipses, marks::dashes, marks::ranges]
        {
            pieces = step(&pieces, rules);
        }
        pieces = quotes::quotes(&pieces, rules);
        pieces = widths::spaces(&pieces, rules);
        let tidied: String = pieces.iter().map(Piece::to_string).collect();
        if tidied == line {
            break;
        }
        line = tidied;
    }
    line
}

/// A line of Markdown: what it begins with stays.
fn in_prose(line: &str, rules: &TidyRules) -> String {
    let (start, rest) = line.split_at(pieces::start(line));
    // A rule across the page, or the line below a table's head.
    if rest.chars().all(|sign| "-*_=|: \t".contains(sign)) {
        return line.to_owned();
    }
    // What would begin a list from now on.
    let digits = rest.chars().take_while(|sign| widths::is_wide_digit(*sign)).map(char::len_utf8);
    let digits = digits.sum();
    let is_number = digits > 0 && rest[digits..].starts_with(['.', ')']);
    let (number, rest) = rest.split_at(if is_number { digits } else { 0 });
    format!("{start}{number}{}", tidy_line(rest, rules))
}

/// A line of a fenced block.
fn in_block(fence: &Fence, line: &str, rules: &TidyRules) -> String {
    let key = line.split_once(':').map(|(key, _)| key.trim());
    match key {
        Some(key) if READ.contains(&key) => {
            let value = line.find(':').map_or(0, |colon| colon + 1);
            let value = value + line[value..].len() - line[value..].trim_start().len();
            format!("{}{}", &line[..value], tidy_line(&line[value..], rules))
        }
        _ if WITH_SENTENCES.contains(&fence.word.as_str()) => in_prose(line, rules),
        _ => line.to_owned(),
    }
}
