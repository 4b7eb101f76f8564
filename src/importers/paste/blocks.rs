//! Blocks as lines of Markdown.

use super::style::Format;
use crate::importers::page::markdown::escape;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    Paragraph,
    /// As the page called it, 1 to 6.
    Heading(u8),
    /// Of a list at a level from 1; `None`: a bullet.
    Item {
        level: usize,
        number: Option<usize>,
    },
    /// A further paragraph of an item.
    Inside {
        level: usize,
    },
    Table,
}

/// A block with its words as Markdown.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    pub kind: Kind,
    pub quotes: usize,
    pub text: String,
}

/// Words that look alike.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    text: String,
    is_bold: bool,
    is_italic: bool,
    link: Option<String>,
}

impl Run {
    pub fn new(text: &str, format: &Format) -> Run {
        Run {
            text: text.to_owned(),
            is_bold: format.is_bold && format.heading.is_none(),
            is_italic: format.is_italic && format.heading.is_none(),
            link: format.link.clone(),
        }
    }

    fn looks_like(&self, other: &Run) -> bool {
        (self.is_bold, self.is_italic, &self.link) == (other.is_bold, other.is_italic, &other.link)
    }
}

impl Block {
    /// A block of some words; `None` when there are none.
    pub fn new(kind: Kind, quotes: usize, runs: &[Run]) -> Option<Block> {
        let text = inline(runs);
        (!text.is_empty()).then_some(Block { kind, quotes, text })
    }

    /// A table of rows of cells, each with its blocks and the columns that it takes.
    pub fn table(columns: usize, rows: impl Iterator<Item = Vec<(Vec<Block>, usize)>>) -> Block {
        let mut lines = Vec::new();
        for row in rows {
            let mut cells = Vec::new();
            for (blocks, width) in row {
                let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
                cells.push(texts.join(" "));
                cells.extend(std::iter::repeat_n(String::new(), width - 1));
            }
            cells.resize(columns, String::new());
            lines.push(format!("| {} |", cells.join(" | ")));
            if lines.len() == 1 {
                lines.push(format!("|{}", " --- |".repeat(columns)));
            }
        }
        Block { kind: Kind::Table, quotes: 0, text: lines.join("\n") }
    }
}

/// All blocks, an empty line between those that aren't items of one list.
pub fn lines(blocks: &[Block]) -> String {
    // The page's own headline is above: its largest heading is our second level.
    let top = blocks.iter().filter_map(|block| match block.kind {
        Kind::Heading(level) => Some(level),
        _ => None,
    });
    let top = top.min().unwrap_or(2);
    let mut text = String::new();
    // The widths of the markers that the next item may stand within.
    let mut markers: Vec<usize> = Vec::new();
    for (place, block) in blocks.iter().enumerate() {
        let is_list = |block: &Block| matches!(block.kind, Kind::Item { .. } | Kind::Inside { .. });
        if let Some(before) = place.checked_sub(1).map(|before| &blocks[before]) {
            text.push('\n');
            if !(is_list(before) && is_list(block)) {
                text.push('\n');
            }
        }
        text.push_str(&"> ".repeat(block.quotes));
        if !is_list(block) {
            markers.clear();
        }
        match block.kind {
            Kind::Paragraph | Kind::Table => {}
            Kind::Heading(level) => {
                text.push_str(&"#".repeat(usize::from(level - top + 2).min(4)));
                text.push(' ');
            }
            Kind::Item { level, number } => {
                markers.truncate(level - 1);
                text.push_str(&" ".repeat(markers.iter().sum()));
                let marker = number.map_or("- ".to_owned(), |number| format!("{number}. "));
                markers.push(marker.len());
                text.push_str(&marker);
            }
            Kind::Inside { level } => {
                markers.truncate(level);
                text.push_str(&" ".repeat(markers.iter().sum()));
            }
        }
        text.push_str(&block.text);
    }
    text
}

/// Words on one line, with their marks.
fn inline(runs: &[Run]) -> String {
    let runs = tidy(runs);
    let mut line = String::new();
    let mut is_start = true;
    for linked in runs.chunk_by(|one, next| one.link == next.link) {
        let mut words = String::new();
        for run in linked {
            // White space stays outside of marks: beside it they would be letters.
            let (lead, inner, tail) = around(&run.text);
            words.push_str(lead);
            if inner.is_empty() {
                continue;
            }
            let mark = match (run.is_bold, run.is_italic) {
                (true, true) => "***",
                (true, false) => "**",
                (false, true) => "*",
                (false, false) => "",
            };
            let escaped = escape(inner);
            // Only the start of a line can be taken for a heading or a list.
            let escaped = if is_start { escaped } else { unescape_start(inner, escaped) };
            words.extend([mark, &escaped, mark, tail]);
            is_start = false;
        }
        match linked.first().and_then(|run| run.link.as_ref()) {
            Some(link) if !words.trim().is_empty() => {
                let (lead, inner, tail) = around(&words);
                line.extend([lead, "[", inner, "](", link, ")", tail]);
            }
            _ => line.push_str(&words),
        }
    }
    line.trim().to_owned()
}

/// The same words with each stretch of white space as one space, none at the ends, and runs that
/// look alike as one.
fn tidy(runs: &[Run]) -> Vec<Run> {
    let mut tidy: Vec<Run> = Vec::new();
    let mut last: Option<char> = None;
    let mut space: Option<bool> = None;
    for run in runs {
        let mut text = String::with_capacity(run.text.len());
        for letter in run.text.chars() {
            match letter {
                // Soft hyphens, joiners of nothing, byte order marks.
                '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
                letter if letter.is_whitespace() => {
                    let breaks = matches!(letter, '\n' | '\r');
                    space = Some(space.unwrap_or(true) && breaks);
                }
                letter if letter.is_control() => {}
                letter => {
                    if let (Some(only_breaks), Some(before)) = (space.take(), last) {
                        // A line break in the source is no space between two Chinese characters.
                        if !(only_breaks && is_wide(before) && is_wide(letter)) {
                            text.push(' ');
                        }
                    }
                    text.push(letter);
                    last = Some(letter);
                }
            }
        }
        if text.is_empty() {
            continue;
        }
        let run = Run { text, ..run.clone() };
        match tidy.last_mut() {
            Some(before) if before.looks_like(&run) => before.text.push_str(&run.text),
            _ => tidy.push(run),
        }
    }
    tidy
}

fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{323af}')
}

/// White space before, what is between, white space after.
fn around(text: &str) -> (&str, &str, &str) {
    let inner = text.trim();
    let start = text.len() - text.trim_start().len();
    (&text[..start], inner, &text[start + inner.len()..])
}

/// Takes back what `escape` did for the start of a line.
fn unescape_start(inner: &str, escaped: String) -> String {
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && inner[digits..].starts_with(['.', ')']) {
        return escaped.replacen('\\', "", 1);
    }
    match inner.starts_with(['#', '>', '+', '-', '~', '=']) {
        true => escaped[1..].to_owned(),
        false => escaped,
    }
}
