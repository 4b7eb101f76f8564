//! A body as paragraphs that stand beside those of another language.
//!
//! A translation is written paragraph by paragraph, in any order. What isn't written yet is a gap:
//! more blank lines than part two paragraphs, which readers don't see.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp};
use unicode_segmentation::UnicodeSegmentation;

use super::article_body::{Block, parse_body};
use super::fences::{Line, Segment, segments};

/// The paragraphs of a body, in their order: each line. A block, a table, a list and a quote are
/// one.
pub fn paragraphs(body: &str) -> Vec<String> {
    let mut found = find(body, false);
    found.retain(|paragraph| !paragraph.is_empty());
    found
}

/// The paragraphs of a translation that is written beside `count` others; a gap is an empty text.
///
/// Whoever writes beside one paragraph may write several lines: these are one paragraph where
/// blank lines part it from the next, if that fits the number better.
pub fn paragraphs_beside(body: &str, count: usize) -> Vec<String> {
    let (parted, lines) = (find(body, true), find(body, false));
    let is_parted = parted.len().abs_diff(count) <= lines.len().abs_diff(count);
    if is_parted { parted } else { lines }
}

fn find(body: &str, is_parted: bool) -> Vec<String> {
    let mut out = Paragraphs { is_parted, ..Paragraphs::default() };
    for segment in &segments(body) {
        match segment {
            Segment::Prose(lines) => lines.iter().for_each(|line| out.line(line)),
            Segment::Fence(fence) => {
                out.begin(fence.source().trim_end().to_owned(), Kind::Block);
                // Nothing is added to a block.
                out.last = None;
            }
        }
    }
    out.found
}

/// The body of some paragraphs; [`paragraphs_beside`] finds them again, but for gaps at the end.
pub fn join_paragraphs(paragraphs: &[String]) -> String {
    let texts: Vec<String> = paragraphs.iter().map(|text| without_blank_lines(text)).collect();
    texts.join("\n\n").trim_end().to_owned()
}

/// What a paragraph has in every language: the photos, gallery or embed that it is, without
/// their words. Empty for what has to be written.
pub fn frame(paragraph: &str) -> String {
    let blocks = parse_body(paragraph).blocks;
    let [block] = blocks.as_slice() else { return String::new() };
    match block {
        Block::Photo(photo) => format!("```photo\nmedia: {}\n```", photo.media),
        Block::Gallery(photos) => {
            let lines = photos.iter().map(|photo| format!("media: {}\n", photo.media));
            format!("```gallery\n{}```", lines.collect::<String>())
        }
        Block::Embed { url, .. } => format!("```embed\nurl: {url}\n```"),
        Block::Html(_) => String::new(),
    }
}

/// A paragraph before a change, the one that took its place, and what is written beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// `None` for a paragraph that is new.
    pub before: Option<String>,
    /// `None` for a paragraph that is gone.
    pub now: Option<String>,
    /// Of the translation; empty where there is none yet.
    pub target: String,
}

/// Puts a translation, which was made from the paragraphs `before`, beside them as they are `now`.
///
/// What the translation has beyond them comes last, beside nothing.
pub fn pair(before: &[String], now: &[String], target: &[String]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut push = |old: Option<usize>, new: Option<usize>| {
        pairs.push(Pair {
            before: old.and_then(|at| before.get(at)).cloned(),
            now: new.and_then(|at| now.get(at)).cloned(),
            target: old.and_then(|at| target.get(at)).cloned().unwrap_or_default(),
        });
    };
    let mut push_in_order = |old: Range<usize>, new: Range<usize>| {
        let both = old.len().min(new.len());
        (0..both).for_each(|at| push(Some(old.start + at), Some(new.start + at)));
        (old.start + both..old.end).for_each(|at| push(Some(at), None));
        (new.start + both..new.end).for_each(|at| push(None, Some(at)));
    };
    for op in similar::capture_diff_slices(Algorithm::Patience, before, now) {
        let (mut old, mut new) = (op.old_range(), op.new_range());
        if let DiffOp::Replace { .. } = op {
            // Around those that are much the same.
            for (same_old, same_new) in alike(&before[old.clone()], &now[new.clone()]) {
                let (next_old, next_new) =
                    (op.old_range().start + same_old, op.new_range().start + same_new);
                push_in_order(old.start..next_old, new.start..next_new);
                push_in_order(next_old..next_old + 1, next_new..next_new + 1);
                (old.start, new.start) = (next_old + 1, next_new + 1);
            }
        }
        push_in_order(old, new);
    }
    let beyond = target.iter().skip(before.len()).cloned();
    pairs.extend(beyond.map(|target| Pair { before: None, now: None, target }));
    pairs
}

/// Comparing each paragraph with each other one takes too long beyond this.
const MOST_COMPARED: usize = 10_000;

/// Paragraphs that share at least this part of their words are the same one, changed.
const ALIKE: f64 = 0.3;

/// Pairs of paragraphs that share most of their words, by their places, in order on both sides.
fn alike(before: &[String], now: &[String]) -> Vec<(usize, usize)> {
    let (rows, columns) = (before.len(), now.len());
    if rows * columns > MOST_COMPARED {
        return Vec::new();
    }
    let (before, now): (Vec<_>, Vec<_>) = (words_of(before), words_of(now));
    // The best that can be made of what comes from each place on.
    let mut best = vec![vec![0.0_f64; columns + 1]; rows + 1];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let shared = shared(&before[row], &now[column]);
            let both = if shared < ALIKE { 0.0 } else { shared + best[row + 1][column + 1] };
            best[row][column] = both.max(best[row + 1][column]).max(best[row][column + 1]);
        }
    }
    let (mut row, mut column, mut pairs) = (0, 0, Vec::new());
    while row < rows && column < columns {
        let here = best[row][column];
        if here <= best[row + 1][column] {
            row += 1;
        } else if here <= best[row][column + 1] {
            column += 1;
        } else {
            pairs.push((row, column));
            (row, column) = (row + 1, column + 1);
        }
    }
    pairs
}

/// How often each word is in each paragraph; a hanzi is a word (UAX #29).
fn words_of(paragraphs: &[String]) -> Vec<HashMap<String, usize>> {
    let count = |paragraph: &String| {
        let mut counts = HashMap::new();
        for word in paragraph.unicode_words() {
            *counts.entry(word.to_lowercase()).or_default() += 1;
        }
        counts
    };
    paragraphs.iter().map(count).collect()
}

/// The part of the words of the longer one that both have: 0 to 1.
fn shared(one: &HashMap<String, usize>, other: &HashMap<String, usize>) -> f64 {
    let both: usize = one
        .iter()
        .map(|(word, count)| other.get(word).copied().unwrap_or_default().min(*count))
        .sum();
    let longer = one.values().sum::<usize>().max(other.values().sum());
    if longer == 0 { 0.0 } else { both as f64 / longer as f64 }
}

/// What a line can be part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Line,
    Item,
    Quote,
    Row,
    Block,
}

impl Kind {
    fn of(line: &str) -> Kind {
        let text = line.trim_start();
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let marker = text[digits..].chars().next();
        let is_apart = text[digits..].chars().nth(1).is_none_or(char::is_whitespace);
        match (digits, marker) {
            (0, Some('>')) => Kind::Quote,
            (0, Some('-' | '+' | '*')) if is_apart => Kind::Item,
            (1..=3, Some('.' | ')')) if is_apart => Kind::Item,
            _ if text.contains('|') => Kind::Row,
            _ => Kind::Line,
        }
    }
}

#[derive(Default)]
struct Paragraphs {
    found: Vec<String>,
    is_parted: bool,
    /// Blank lines since the last paragraph.
    blanks: usize,
    /// What the last paragraph is, where the next line may go on with it.
    last: Option<Kind>,
}

impl Paragraphs {
    fn line(&mut self, line: &Line<'_>) {
        if line.is_blank() {
            self.blanks += 1;
            return;
        }
        let kind = Kind::of(line.text);
        let goes_on = self.blanks == 0
            && match self.last {
                Some(last) => self.is_parted || last == kind && kind != Kind::Line,
                None => false,
            };
        match self.found.last_mut().filter(|_| goes_on) {
            Some(paragraph) => {
                paragraph.push('\n');
                paragraph.push_str(line.text);
            }
            None => self.begin(line.text.to_owned(), kind),
        }
    }

    fn begin(&mut self, text: String, kind: Kind) {
        // A line break ends the line before; two part paragraphs.
        let gaps = match self.found.is_empty() {
            true => self.blanks / 2,
            false => self.blanks.saturating_sub(1) / 2,
        };
        self.found.extend(std::iter::repeat_n(String::new(), gaps));
        self.found.push(text);
        (self.last, self.blanks) = (Some(kind), 0);
    }
}

/// A paragraph has none within it, unless it is a block.
fn without_blank_lines(text: &str) -> String {
    let has_block = segments(text).iter().any(|segment| matches!(segment, Segment::Fence(_)));
    if has_block {
        return text.trim_matches('\n').to_owned();
    }
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(list: &[&str]) -> Vec<String> {
        list.iter().map(|&text| text.to_owned()).collect()
    }

    #[test]
    fn lines_are_paragraphs_however_they_are_parted() {
        assert_eq!(
            paragraphs("one\ntwo\n\nthree\n\n\n\nfour\n"),
            texts(&["one", "two", "three", "four"])
        );
        assert_eq!(paragraphs(""), texts(&[]));
        assert_eq!(paragraphs("- a\n- b\n> c\n> d\ne"), texts(&["- a\n- b", "> c\n> d", "e"]));
        let photo = "```photo\nmedia: 1\n\ncaption: x\n```";
        assert_eq!(paragraphs(&format!("a\n{photo}\nb\nc")), texts(&["a", photo, "b", "c"]));
    }

    #[test]
    fn lines_beside_one_paragraph_are_one_where_the_number_says_so() {
        assert_eq!(paragraphs_beside("one\ntwo\n\nthree", 3), texts(&["one", "two", "three"]));
        assert_eq!(paragraphs_beside("one\ntwo\n\nthree", 2), texts(&["one\ntwo", "three"]));
        assert_eq!(paragraphs_beside("", 2), texts(&[]));
    }

    #[test]
    fn gaps_come_back() {
        for list in [
            texts(&["one", "", "three"]),
            texts(&["", "two", "three"]),
            texts(&["", "", "", "four"]),
            texts(&["one", "```photo\nmedia: 1\n```", "", "four"]),
            texts(&["", "```photo\nmedia: 1\n```", "", "", "five\nsix"]),
            texts(&["a\nb", "", "- c\n- d"]),
        ] {
            let body = join_paragraphs(&list);
            assert_eq!(paragraphs_beside(&body, list.len()), list, "{body:?}");
        }
        assert_eq!(join_paragraphs(&texts(&["a\n\nb", "", ""])), "a\nb");
    }

    #[test]
    fn pictures_need_no_translating_and_words_do() {
        let photo = "```photo\nmedia: 12\ncaption: The harbour\n```";
        assert_eq!(frame(photo), "```photo\nmedia: 12\n```");
        let gallery = "```gallery\nmedia: 1 | One\nmedia: 2\n```";
        assert_eq!(frame(gallery), "```gallery\nmedia: 1\nmedia: 2\n```");
        for words in ["A sentence.", "## A subhead", "```quote\nWell said.\n```", ""] {
            assert_eq!(frame(words), "");
        }
    }

    #[test]
    fn a_translation_stays_beside_its_paragraphs_when_others_come_and_go() {
        let row = |before: &str, now: &str, target: &str| Pair {
            before: Some(before.to_owned()).filter(|text| !text.is_empty()),
            now: Some(now.to_owned()).filter(|text| !text.is_empty()),
            target: target.to_owned(),
        };
        let before = texts(&["a", "b", "c"]);
        let now = texts(&["a", "new", "b", "changed"]);
        let target = texts(&["A", "B", "C", "more"]);
        assert_eq!(
            pair(&before, &now, &target),
            [
                row("a", "a", "A"),
                row("", "new", ""),
                row("b", "b", "B"),
                row("c", "changed", "C"),
                row("", "", "more"),
            ]
        );
        let before = texts(&["Rain in the south", "Wind in the north", "C"]);
        let now = texts(&["New", "Rain in the deep south", "Wind from the north", "C"]);
        let pairs = pair(&before, &now, &texts(&["1", "2", "3"]));
        let targets: Vec<&str> = pairs.iter().map(|pair| pair.target.as_str()).collect();
        assert_eq!(targets, ["", "1", "2", "3"]);
        let before = texts(&["a", "b", "c"]);
        assert_eq!(
            pair(&before, &texts(&["a", "c"]), &target[..3]),
            [row("a", "a", "A"), row("b", "", "B"), row("c", "c", "C")]
        );
    }
}
