//! The text of a page as a page: plain values, nothing of the portal.

use chrono::NaiveDate;

use super::ImportError;
use super::dateline;
use super::follow::{self, Wanted, without_bullet};
use super::header::{self, Header, plain};
use super::photos::{self, PhotoPlace};
use super::words::{Words, columns};

/// A page as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    pub header: Header,
    pub dateline: Option<Dateline>,
    /// With at least one paragraph.
    pub body: Vec<Piece>,
    /// In the page's order, each network once.
    pub follow: Vec<Wanted>,
}

/// Place, day and agency of reporting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dateline {
    pub place: String,
    pub on: NaiveDate,
    /// May be empty.
    pub agency: String,
}

/// A part of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Paragraph(String),
    /// Of a list.
    Item(String),
    Photo(PhotoPlace),
}

/// A line that isn't blank, without the space around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'a> {
    /// In the file, counted from 1.
    pub number: usize,
    pub text: &'a str,
}

/// What can't be mapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub line: Option<usize>,
    pub text: String,
}

impl Problem {
    pub fn at(line: usize, text: String) -> Problem {
        Problem { line: Some(line), text }
    }

    pub fn of_file(text: String) -> Problem {
        Problem { line: None, text }
    }

    pub fn in_file(self, name: &str) -> ImportError {
        let file = name.to_owned();
        match self.line {
            Some(line) => ImportError::Line { file, line, problem: self.text },
            None => ImportError::File { file, problem: self.text },
        }
    }
}

/// Reads a page, or says which of its lines can't be mapped.
pub fn parse(text: &str, words: &Words) -> Result<Page, Problem> {
    let lines = lines(text);
    let (mut header, rest) = header::read(&lines, words)?;
    let start = follow::find_start(rest, words).unwrap_or(rest.len());
    let (body, block) = rest.split_at(start);
    let follow = follow::read(block, words)?;
    let body = take_editor_line(body, &mut header, words);
    let (dateline, body) = read_body(body, &header, words);
    if !body.iter().any(|piece| !matches!(piece, Piece::Photo(_))) {
        let line = block.first().or(lines.last()).map_or(1, |line| line.number);
        return Err(Problem::at(line, "the body is empty; it comes below the time".to_owned()));
    }
    Ok(Page { header, dateline, body, follow })
}

/// The lines that aren't blank. A no-break space and a mark without width are blank too.
fn lines(text: &str) -> Vec<Line<'_>> {
    let is_blank = |letter: char| {
        letter.is_whitespace()
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    };
    let mut lines = Vec::new();
    let mut number = 1;
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']).unwrap_or(rest.len());
        let line = rest[..end].trim_matches(is_blank);
        if !line.is_empty() {
            lines.push(Line { number, text: line });
        }
        let after = &rest[end..];
        let mark = after.chars().next();
        let length = if after.starts_with("\r\n") { 2 } else { mark.map_or(0, char::len_utf8) };
        number += usize::from(matches!(mark, Some('\n' | '\r')));
        rest = &after[length..];
    }
    lines
}

/// Takes the editor's name from the last line of the body, where Chinese pages have it.
fn take_editor_line<'a, 'b>(
    body: &'b [Line<'a>],
    header: &mut Header,
    words: &Words,
) -> &'b [Line<'a>] {
    let Some((last, before)) = body.split_last() else { return body };
    let text = last.text.trim_matches(['[', ']', '【', '】', '(', ')', '（', '）']);
    let column = columns(text).next().unwrap_or_default();
    let Some(name) = words.editor.value(column).filter(|_| column.len() == text.len()) else {
        return body;
    };
    let name = plain(name);
    if name.is_empty() || crate::text::cells(&name) > 40 {
        return body;
    }
    if header.editor.is_empty() || header.editor == name {
        header.editor = name;
        return before;
    }
    body
}

fn read_body(lines: &[Line<'_>], header: &Header, words: &Words) -> (Option<Dateline>, Vec<Piece>) {
    let mut found = None;
    let mut pieces = Vec::new();
    let mut rest = lines;
    let mut is_first = true;
    while let [line, after @ ..] = rest {
        if let Some((place, count)) = photos::read(rest, words, &header.source) {
            pieces.push(Piece::Photo(place));
            rest = &rest[count..];
            continue;
        }
        rest = after;
        let mut text = line.text;
        if is_first
            && let Some(opening) = dateline::read(text, words, header.time.day, &header.source)
        {
            found = Some(Dateline {
                place: plain(opening.place),
                on: opening.on,
                agency: plain(opening.agency),
            });
            text = opening.rest;
        }
        is_first = false;
        pieces.push(match without_bullet(text) {
            (item, true) if !item.is_empty() && text.starts_with('•') => {
                Piece::Item(item.to_owned())
            }
            _ => Piece::Paragraph(text.to_owned()),
        });
    }
    (found, pieces)
}

#[cfg(test)]
pub mod tests;
