//! What of a line is text, and what is Markdown, code or an address.

use std::collections::HashSet;
use std::fmt;

/// So far is looked for the end of an address or of a pair.
pub(super) const NEAR: usize = 500;

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text, sign by sign.
    Sign(char),
    /// Marks that aren't printed: what is before them stands beside what is after them.
    Mark(String),
    /// What stays as it is and is printed, like a word: code, an address.
    Solid(String),
}

impl fmt::Display for Piece {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Piece::Sign(sign) => write!(formatter, "{sign}"),
            Piece::Mark(text) | Piece::Solid(text) => formatter.write_str(text),
        }
    }
}

impl Piece {
    /// The sign, if it is one.
    pub fn sign(&self) -> Option<char> {
        match self {
            Piece::Sign(sign) => Some(*sign),
            _ => None,
        }
    }

    pub fn is(&self, sign: char) -> bool {
        self.sign() == Some(sign)
    }
}

/// How a piece reads: a solid one as a letter.
fn read_as(piece: &Piece) -> Option<char> {
    match piece {
        Piece::Sign(sign) => Some(*sign),
        Piece::Solid(_) => Some('x'),
        Piece::Mark(_) => None,
    }
}

/// What is printed before a place; `None` at the beginning.
pub(super) fn before(pieces: &[Piece], at: usize) -> Option<char> {
    pieces[..at].iter().rev().find_map(read_as)
}

/// What is printed from a place on; `None` at the end.
pub(super) fn from(pieces: &[Piece], at: usize) -> Option<char> {
    pieces.get(at..)?.iter().find_map(read_as)
}

/// The same without spaces.
pub(super) fn word_before(pieces: &[Piece], at: usize) -> Option<char> {
    pieces[..at].iter().rev().filter_map(read_as).find(|sign| *sign != ' ')
}

/// The same without spaces.
pub(super) fn word_from(pieces: &[Piece], at: usize) -> Option<char> {
    pieces.get(at..)?.iter().filter_map(read_as).find(|sign| *sign != ' ')
}

/// The sign right before a place, with nothing in between.
pub(super) fn right_before(pieces: &[Piece], at: usize) -> Option<char> {
    at.checked_sub(1).and_then(|before| pieces.get(before)).and_then(Piece::sign)
}

/// The sign at a place.
pub(super) fn sign_at(pieces: &[Piece], at: usize) -> Option<char> {
    pieces.get(at).and_then(Piece::sign)
}

/// How many of a sign stand there.
pub(super) fn run(pieces: &[Piece], at: usize, sign: char) -> usize {
    pieces[at..].iter().take_while(|piece| piece.is(sign)).count()
}

/// How many bytes of a line are quotes, list items, a heading's mark, and indentation.
pub(super) fn start(line: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &line[at..];
        let space = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let marker = marker(&rest[space..]);
        if marker == 0 {
            return at + space;
        }
        at += space + marker;
    }
}

fn marker(rest: &str) -> usize {
    if rest.starts_with('>') {
        return 1;
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let hashes = rest.bytes().take_while(|byte| *byte == b'#').count();
    let length = match rest.bytes().next() {
        Some(b'-' | b'*' | b'+') => 1,
        Some(b'#') if hashes <= 6 => hashes,
        Some(b'0'..=b'9') if digits <= 9 && rest[digits..].starts_with(['.', ')']) => digits + 1,
        _ => return 0,
    };
    if rest[length..].starts_with([' ', '\t']) { length } else { 0 }
}

/// A line in pieces.
pub(super) fn read(line: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut lonely = HashSet::new();
    let mut rest = line;
    while let Some(sign) = rest.chars().next() {
        let is_in_word = pieces
            .last()
            .and_then(Piece::sign)
            .is_some_and(|before| before.is_ascii_alphanumeric());
        let length = match sign {
            '\\' => escaped(rest),
            '`' => code(rest, &mut lonely),
            '<' => angle(rest),
            _ => address(rest, is_in_word),
        };
        let mark = if length == 0 { mark(rest) } else { 0 };
        let piece = match (length, mark) {
            (0, 0) => Piece::Sign(sign),
            (0, mark) => Piece::Mark(rest[..mark].to_owned()),
            (length, _) => Piece::Solid(rest[..length].to_owned()),
        };
        rest = &rest[match (length, mark) {
            (0, 0) => sign.len_utf8(),
            (0, mark) => mark,
            (length, _) => length,
        }..];
        pieces.push(piece);
    }
    pieces
}

fn escaped(rest: &str) -> usize {
    if rest[1..].starts_with(|sign: char| sign.is_ascii_punctuation()) { 2 } else { 0 }
}

/// A span of code; marks that have no partner stand for themselves.
fn code(rest: &str, lonely: &mut HashSet<usize>) -> usize {
    let ticks = |text: &str| text.len() - text.trim_start_matches('`').len();
    let length = ticks(rest);
    if lonely.contains(&length) {
        return length;
    }
    let mut at = length;
    while let Some(next) = rest[at..].find('`') {
        let closing = ticks(&rest[at + next..]);
        at += next + closing;
        if closing == length {
            return at;
        }
    }
    lonely.insert(length);
    length
}

/// `<https://example.org>`, and what looks like a tag.
fn angle(rest: &str) -> usize {
    let inner = &rest[1..];
    if !inner.starts_with(|sign: char| sign.is_ascii_alphabetic() || sign == '/' || sign == '!') {
        return 0;
    }
    let end = inner.char_indices().take(NEAR).find(|(_, sign)| matches!(sign, '<' | '>'));
    end.filter(|(_, sign)| *sign == '>').map_or(0, |(end, _)| end + 2)
}

/// A web or mail address, as far as it goes; within a word, only one that says what it is.
fn address(rest: &str, is_in_word: bool) -> usize {
    let first = rest.chars().next().unwrap_or_default();
    let is_first = if is_in_word { "hfHF".contains(first) } else { first.is_ascii_alphanumeric() };
    if !is_first {
        return 0;
    }
    let ends = |sign: char| {
        sign.is_whitespace()
            || sign >= '\u{2e80}'
            || "<>\"`|“”‘’«»…—".contains(sign)
            || sign.is_control()
    };
    let run = &rest[..rest.find(ends).unwrap_or(rest.len())];
    let low = run.get(..12).unwrap_or(run).to_ascii_lowercase();
    let schemes = ["http://", "https://", "ftp://", "mailto:", "www."];
    let is_web = schemes.iter().any(|scheme| low.starts_with(scheme));
    if is_in_word && !(is_web && low.contains("://")) {
        return 0;
    }
    let is_mail = || {
        let word = |text: &str| text.chars().any(|sign| sign.is_ascii_alphanumeric());
        let inner = |sign: char| sign.is_ascii_alphanumeric() || "._%+-'".contains(sign);
        run.split_once('@').is_some_and(|(name, host)| name.chars().all(inner) && word(host))
    };
    if !is_web && !is_mail() {
        return 0;
    }
    let mut end = run;
    loop {
        let opened = |sign| end.matches(sign).count();
        let is_closing = |open, close| end.ends_with(close) && opened(open) < opened(close);
        if end.ends_with(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~', '-'])
            || is_closing('(', ')')
            || is_closing('[', ']')
        {
            end = &end[..end.len() - 1];
        } else {
            break end.len();
        }
        // `[words](address` is read as a link; its words end there.
        if let Some((words, _)) = end.split_once("](") {
            break words.len();
        }
    }
}

/// Marks of emphasis and links.
fn mark(rest: &str) -> usize {
    if rest.starts_with("](") {
        return 1 + parenthesis(&rest[1..]);
    }
    if rest.starts_with("![") {
        return 2;
    }
    match rest.chars().next() {
        Some('[' | ']') => 1,
        Some(sign @ ('*' | '_' | '~')) => rest.len() - rest.trim_start_matches(sign).len(),
        _ => 0,
    }
}

/// Where a link goes, with its title; 0 where it doesn't end.
fn parenthesis(rest: &str) -> usize {
    let (mut depth, mut is_escaped) = (0_usize, false);
    for (at, sign) in rest.char_indices().take(NEAR) {
        match sign {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '(' => depth += 1,
            ')' if depth == 1 => return at + 1,
            ')' => depth -= 1,
            _ => {}
        }
    }
    0
}
