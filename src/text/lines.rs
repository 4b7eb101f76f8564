//! One line = one paragraph. Rewrites prose so that CommonMark reads each line by itself: blank lines are put between lines, and
//! starts that CommonMark would take for something we do not offer (HTML, indented code,
//! link definitions, a list from number 2016) are escaped. It also bounds nesting, which
//! keeps the parser linear.

use super::article_body::{Problem, ProblemKind};
use super::fences::{FenceMark, Line};

/// Quotes and list items opened on one line; columns of indentation; columns and cells of
/// a table.
const MAX_MARKERS: usize = 8;
const MAX_INDENT: usize = 40;
const MAX_COLUMNS: usize = 64;
const MAX_CELLS: usize = 20_000;

/// Prose as CommonMark; `lines` has the line in the text field of each of its lines.
#[derive(Default)]
pub(super) struct CommonMark {
    pub text: String,
    pub lines: Vec<usize>,
}

impl CommonMark {
    fn push(&mut self, number: usize, parts: &[&str]) {
        self.text.extend(parts.iter().copied());
        self.text.push('\n');
        self.lines.push(number);
    }
}

/// A list being written: the quotes around it, and the columns it is indented as typed.
#[derive(Clone, Copy)]
struct List {
    quotes: usize,
    indent: usize,
}

pub(super) fn to_commonmark(lines: &[Line<'_>], problems: &mut Vec<Problem>) -> CommonMark {
    let mut out = CommonMark::default();
    let mut list: Option<List> = None;
    // Quotes around the line before, unless it was blank.
    let mut before: Option<usize> = None;
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        let start = Start::of(line.text);
        if start.is_blank() {
            out.push(line.number, &[&"> ".repeat(start.quotes)]);
            before = None;
            at += 1;
            continue;
        }
        if let Some(quotes) = before {
            out.push(line.number, &[&"> ".repeat(quotes.min(start.quotes))]);
        }
        before = Some(start.quotes);

        // Indentation counts within a list only, from where the list began.
        let open = list.filter(|list| list.quotes == start.quotes);
        let open = open.filter(|list| start.has_items() || start.indent > list.indent);
        list = open
            .or(start.has_items().then_some(List { quotes: start.quotes, indent: start.indent }));
        let indent =
            list.map_or(0, |list| start.indent.saturating_sub(list.indent)).min(MAX_INDENT);
        let around = "> ".repeat(start.quotes) + &" ".repeat(indent);

        let rows = table_rows(&lines[at..]);
        if rows > 0 {
            for row in &lines[at..at + rows] {
                out.push(row.number, &[&around, Start::of(row.text).rest]);
            }
            at += rows;
            continue;
        }
        problems.extend(start.problem(&lines[at..]).map(|kind| line.problem(kind)));
        let (head, tail) = start.rest.split_at(start.escape_at().unwrap_or(0));
        let escape = if start.escape_at().is_some() { "\\" } else { "" };
        out.push(line.number, &[&around, &start.items, head, escape, tail]);
        at += 1;
    }
    out
}

/// How a line of prose starts.
struct Start<'a> {
    quotes: usize,
    indent: usize,
    /// The list markers (and quotes within them), each with a space behind it.
    items: String,
    rest: &'a str,
    is_too_deep: bool,
}

impl<'a> Start<'a> {
    fn of(line: &'a str) -> Start<'a> {
        let mut rest = line.trim_end();
        let (mut quotes, mut markers) = (0, 0);
        let mut indent = take_space(&mut rest);
        while markers < MAX_MARKERS && rest.starts_with('>') {
            rest = &rest[1..];
            rest = rest.strip_prefix(' ').unwrap_or(rest);
            indent = take_space(&mut rest);
            quotes += 1;
            markers += 1;
        }
        let mut items = String::new();
        while markers < MAX_MARKERS
            && let Some(marker) =
                item_marker(rest).or(quote_marker(rest).filter(|_| !items.is_empty()))
        {
            items.push_str(marker);
            items.push(' ');
            rest = &rest[marker.len()..];
            take_space(&mut rest);
            markers += 1;
        }
        let is_too_deep = item_marker(rest).or(quote_marker(rest)).is_some();
        Start { quotes, indent, items, rest, is_too_deep }
    }

    fn is_blank(&self) -> bool {
        self.rest.is_empty() && self.items.is_empty()
    }

    fn has_items(&self) -> bool {
        !self.items.is_empty()
    }

    fn problem(&self, lines: &[Line<'_>]) -> Option<ProblemKind> {
        if self.is_too_deep {
            Some(ProblemKind::TooDeep)
        } else if FenceMark::of(self.rest).is_some_and(|mark| mark.is_block()) {
            Some(ProblemKind::NestedBlock)
        } else {
            let next = lines.get(1).map(|line| Start::of(line.text).rest);
            let broken =
                self.rest.contains('|') && next.is_some_and(|next| delimiters(next).is_some());
            broken.then_some(ProblemKind::BadTable)
        }
    }

    /// Where in `rest` a backslash keeps it from being read as what it is not.
    fn escape_at(&self) -> Option<usize> {
        let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        if self.is_too_deep || is_tag(self.rest) || is_definition(self.rest) {
            return Some(digits);
        }
        let is_year = digits > 3 && is_marker_end(&self.rest[digits..]);
        (is_year || FenceMark::of(self.rest).is_some()).then_some(digits)
    }
}

/// Takes leading white space, of any script, and answers its ASCII columns.
fn take_space(rest: &mut &str) -> usize {
    let text = rest.trim_start();
    let columns = rest[..rest.len() - text.len()].chars().fold(0, |column, c| match c {
        ' ' => column + 1,
        '\t' => column / 4 * 4 + 4,
        _ => column,
    });
    *rest = text;
    columns
}

fn quote_marker(text: &str) -> Option<&str> {
    text.starts_with('>').then(|| &text[..1])
}

/// The list marker that opens `text`; a number of four digits is a year, not a marker.
fn item_marker(text: &str) -> Option<&str> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let marker = match (digits, text.as_bytes().first()?) {
        (0, b'-' | b'+' | b'*') if !is_rule(text) => is_space_or_end(&text[1..]),
        (1..=3, _) => is_marker_end(&text[digits..]),
        _ => false,
    };
    marker.then(|| &text[..digits + 1])
}

/// Whether a number followed by `text` is the marker of a list item.
fn is_marker_end(text: &str) -> bool {
    text.strip_prefix(['.', ')']).is_some_and(is_space_or_end)
}

fn is_space_or_end(text: &str) -> bool {
    text.chars().next().is_none_or(char::is_whitespace)
}

/// A thematic break: CommonMark §4.1.
fn is_rule(text: &str) -> bool {
    ['-', '*', '_'].iter().any(|mark| {
        text.chars().all(|c| c == *mark || matches!(c, ' ' | '\t'))
            && text.matches(*mark).count() > 2
    })
}

/// Whether CommonMark could open an HTML block here (§4.6). An autolink is none.
fn is_tag(text: &str) -> bool {
    let Some(tag) = text.strip_prefix('<') else { return false };
    let name = tag.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
    match tag.chars().next() {
        Some('!' | '?' | '/') => true,
        Some(c) if c.is_ascii_alphabetic() => !tag[name..].starts_with([':', '@', '.', '+', '_']),
        _ => false,
    }
}

/// Whether CommonMark could read a link reference definition here (§4.7) and drop the line.
fn is_definition(text: &str) -> bool {
    let Some(label) = text.strip_prefix('[') else { return false };
    let mut escaped = false;
    let end = label.find(|c: char| {
        let found = c == ']' && !escaped;
        escaped = c == '\\' && !escaped;
        found
    });
    end.is_some_and(|end| label[end + 1..].starts_with(':'))
}

/// How many of `lines` are one table, from the first: a header, its delimiters and every
/// line with a pipe that follows in the same quote. 0 where no table starts.
fn table_rows(lines: &[Line<'_>]) -> usize {
    let [first, second, rest @ ..] = lines else { return 0 };
    if !first.text.contains('|') || !second.text.contains('|') {
        return 0;
    }
    let (header, second) = (Start::of(first.text), Start::of(second.text));
    let is_row = |row: &Start<'_>| {
        row.quotes == header.quotes
            && !row.has_items()
            && row.rest.contains('|')
            && row.escape_at().is_none()
    };
    let Some(columns) = delimiters(second.rest).filter(|columns| *columns <= MAX_COLUMNS) else {
        return 0;
    };
    if !is_row(&header) || !is_row(&second) || split_row(header.rest).count() != columns {
        return 0;
    }
    let rows = rest.iter().take(MAX_CELLS / columns);
    2 + rows.take_while(|line| is_row(&Start::of(line.text))).count()
}

/// Whether `lines` are one table and nothing else.
pub(super) fn is_one_table(lines: &[Line<'_>]) -> bool {
    let rows = table_rows(lines);
    rows > 0 && rows == lines.len() && Start::of(lines[0].text).quotes == 0
}

/// The columns of a delimiter row such as `|:--|--:|`.
fn delimiters(row: &str) -> Option<usize> {
    let is_delimiter = |cell: &str| {
        let cell = cell.trim();
        let dashes = cell.strip_prefix(':').unwrap_or(cell);
        let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
        !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
    };
    let is_row = row.contains('|') && split_row(row).all(is_delimiter);
    is_row.then(|| split_row(row).count())
}

/// The cells of a row, parted by pipes that no backslash precedes.
fn split_row(row: &str) -> impl Iterator<Item = &str> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let ends_escaped = row
        .strip_suffix('|')
        .is_some_and(|row| (row.len() - row.trim_end_matches('\\').len()) % 2 == 1);
    let row = if ends_escaped { row } else { row.strip_suffix('|').unwrap_or(row) };
    let mut escaped = false;
    row.split(move |c| {
        let parts = c == '|' && !escaped;
        escaped = c == '\\' && !escaped;
        parts
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commonmark(text: &str) -> String {
        let lines: Vec<Line> =
            text.split('\n').zip(1..).map(|(text, number)| Line { number, text }).collect();
        to_commonmark(&lines, &mut Vec::new()).text
    }

    #[test]
    fn every_line_stands_alone() {
        assert_eq!(commonmark("one\ntwo\n\nthree"), "one\n\ntwo\n\nthree\n");
        assert_eq!(commonmark("> a\n> b\nc"), "> a\n> \n> b\n\nc\n");
        assert_eq!(commonmark("- a\n  - b\nc"), "- a\n\n  - b\n\nc\n");
    }

    #[test]
    fn indentation_counts_within_a_list_only() {
        assert_eq!(commonmark("　　段落\n        code?"), "段落\n\ncode?\n");
        assert_eq!(commonmark("    - a\n      - b"), "- a\n\n  - b\n");
    }

    #[test]
    fn rows_of_a_table_stay_together() {
        let table = "| a | b |\n|---|---|\n| 1 | 2 |";
        assert_eq!(commonmark(&format!("x\n{table}\ny")), format!("x\n\n{table}\n\ny\n"));
        assert_eq!(commonmark("a | b\n---\nc"), "a | b\n\n---\n\nc\n");
    }

    #[test]
    fn what_is_not_offered_is_escaped() {
        assert_eq!(commonmark("<div>"), "\\<div>\n");
        assert_eq!(commonmark("<https://a.mn>"), "<https://a.mn>\n");
        assert_eq!(commonmark("[a]: /b"), "\\[a]: /b\n");
        assert_eq!(commonmark("2016. A year"), "2016\\. A year\n");
        assert_eq!(commonmark("- ```"), "- \\```\n");
        let deep = "> ".repeat(9);
        assert_eq!(commonmark(&deep), format!("{}\\>\n", "> ".repeat(8)));
    }
}
