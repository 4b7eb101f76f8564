//! Who wrote it, where it came from, and when: the lines between headline and body.

use super::{MAX_NAME_CELLS, example, plain, shortened};
use crate::importers::page::dates::{self, PageTime, TimeProblem};
use crate::importers::page::parse::{Line, Problem};
use crate::importers::page::words::{List, Words, columns, fold, is_han};
use crate::importers::page::zones::ZoneProblem;
use crate::text::cells;

/// A line without a label is a name up to here, and a sentence beyond.
const MAX_BARE_CELLS: usize = 36;

/// A longer line is a sentence rather than a list of labels.
const MAX_BYLINE_BYTES: usize = 600;

/// What is known of a page between its headline and its body.
#[derive(Default)]
pub struct Byline {
    pub standfirst: String,
    pub editor: String,
    pub source: String,
    pub author: String,
    pub time: Option<PageTime>,
    pub coverages: Vec<String>,
}

impl Byline {
    /// A line up to the one with the time: each column says something.
    pub fn read_line(&mut self, line: &Line<'_>, words: &Words) -> Result<(), Problem> {
        let mut is_coverage = false;
        for column in columns(line.text) {
            for piece in pieces(column, words) {
                if piece.is_empty() {
                    continue;
                }
                is_coverage = self.read_piece(piece, line, words, is_coverage)?;
            }
        }
        Ok(())
    }

    /// A line below the time, if it has a label; whether it had one.
    pub fn read_labelled_line(&mut self, line: &Line<'_>, words: &Words) -> Result<bool, Problem> {
        let first = columns(line.text).find(|column| !column.is_empty()).unwrap_or_default();
        let is_bare_source = columns(line.text).next() == Some("") && self.source.is_empty();
        let is_labelled = Label::of(first, words).is_some_and(|(label, value)| {
            label == Label::Coverage || cells(value) <= MAX_NAME_CELLS
        });
        if is_labelled || is_bare_source {
            self.read_line(line, words)?;
        }
        Ok(is_labelled || is_bare_source)
    }

    /// Whether what follows on the line is a coverage as well.
    fn read_piece(
        &mut self,
        piece: &str,
        line: &Line<'_>,
        words: &Words,
        is_coverage: bool,
    ) -> Result<bool, Problem> {
        match Label::of_name(piece, words) {
            Some((Label::Coverage, name)) => {
                self.add_coverage(name);
                return Ok(true);
            }
            Some((Label::Editor, value)) => {
                let (editor, source) = split_dot(value, words);
                set(&mut self.editor, editor, line)?;
                set(&mut self.source, source.unwrap_or_default(), line)?;
            }
            Some((Label::Source, value)) => set(&mut self.source, value, line)?,
            Some((Label::Author, value)) => set(&mut self.author, value, line)?,
            Some((Label::Time, value)) => self.set_time(value, line, words)?,
            None if is_coverage => {
                self.add_coverage(piece);
                return Ok(true);
            }
            None if dates::is_time_like(piece, words) => self.set_time(piece, line, words)?,
            None => self.read_bare(piece, line, words)?,
        }
        Ok(false)
    }

    /// A name without a label is the source; a sentence is the standfirst.
    fn read_bare(&mut self, piece: &str, line: &Line<'_>, words: &Words) -> Result<(), Problem> {
        let label = fold(piece).find(':').map(|at| fold(piece)[..at].to_owned());
        if let Some(label) = label.filter(|_| cells(piece) <= MAX_NAME_CELLS) {
            let shown =
                &piece[..piece.char_indices().nth(label.chars().count()).map_or(0, |(at, _)| at)];
            let problem = format!(
                "`{}` is none of the labels that are known here ({})",
                shown.trim(),
                words.labels()
            );
            return Err(Problem::at(line.number, problem));
        }
        if self.time.is_some() && cells(piece) > MAX_BARE_CELLS {
            let problem = format!("nobody knows what `{}` is", shortened(piece));
            return Err(Problem::at(line.number, problem));
        }
        match cells(piece) > MAX_BARE_CELLS {
            true => set(&mut self.standfirst, piece, line),
            false => set(&mut self.source, piece.trim_matches(['·', '•', '-', '—', ' ']), line),
        }
    }

    fn add_coverage(&mut self, name: &str) {
        let name = plain(name.trim_end_matches(['>', '›', '»', '▸', ' ']));
        let is_new = self.coverages.iter().all(|known| fold(known) != fold(&name));
        if !name.is_empty() && is_new {
            self.coverages.push(name);
        }
    }

    fn set_time(&mut self, text: &str, line: &Line<'_>, words: &Words) -> Result<(), Problem> {
        if self.time.is_some() {
            let problem = format!("`{}` is a second time; a page has one", shortened(text));
            return Err(Problem::at(line.number, problem));
        }
        let time = dates::read_time(text, words);
        self.time =
            Some(time.map_err(|problem| {
                Problem::at(line.number, time_problem(&problem, text, words))
            })?);
        Ok(())
    }
}

fn set(field: &mut String, value: &str, line: &Line<'_>) -> Result<(), Problem> {
    let value = plain(value);
    if field.is_empty() || value.is_empty() || fold(field) == fold(&value) {
        if !value.is_empty() {
            *field = value;
        }
        return Ok(());
    }
    let problem =
        format!("`{}` comes after `{}`, which says the same", shortened(&value), shortened(field));
    Err(Problem::at(line.number, problem))
}

fn time_problem(problem: &TimeProblem, text: &str, words: &Words) -> String {
    let (text, example) = (shortened(text), example(words));
    match problem {
        TimeProblem::NoDay => {
            format!("the date in `{text}` can't be read; write it as in `{example}`")
        }
        TimeProblem::NoClock => {
            format!("`{text}` has no time of day; write it as in `{example}`")
        }
        TimeProblem::Ambiguous => {
            format!("day and month in `{text}` could change places; write it as in `{example}`")
        }
        TimeProblem::Zone(name, ZoneProblem::Unknown) => format!(
            "`{}` in `{text}` is no time zone that is known here; write `{}` or an offset such as \
             +08:00",
            name.to_uppercase(),
            words.zones.home_label()
        ),
        TimeProblem::Zone(name, ZoneProblem::Several) => format!(
            "`{}` in `{text}` is the name of several time zones; write an offset such as +08:00",
            name.to_uppercase()
        ),
        TimeProblem::Zone(_, ZoneProblem::Skipped) => {
            format!("the clocks of that zone never showed `{text}`: they jumped over it")
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    Editor,
    Source,
    Author,
    Time,
    Coverage,
}

impl Label {
    /// The label at the start of `text`, and its value.
    pub fn of<'a>(text: &'a str, words: &Words) -> Option<(Label, &'a str)> {
        let lists: [(Label, &List); 5] = [
            (Label::Coverage, &words.coverage),
            (Label::Editor, &words.editor),
            (Label::Source, &words.source),
            (Label::Author, &words.author),
            (Label::Time, &words.time),
        ];
        lists.into_iter().find_map(|(label, list)| Some((label, list.value(text)?)))
    }

    /// Like [`Label::of`], where a space may stand for the colon.
    fn of_name<'a>(text: &'a str, words: &Words) -> Option<(Label, &'a str)> {
        let lists = [
            (Label::Editor, &words.editor),
            (Label::Source, &words.source),
            (Label::Author, &words.author),
        ];
        let time = || {
            let value = words.time.after(text)?;
            dates::is_time_like(value, words).then_some((Label::Time, value))
        };
        Label::of(text, words).or_else(time).or_else(|| {
            lists.into_iter().find_map(|(label, list)| {
                let value = list.after(text)?;
                let is_apart =
                    value.starts_with(char::is_whitespace) && cells(text) <= MAX_BARE_CELLS;
                is_apart.then_some((label, value.trim()))
            })
        })
    }
}

/// A column in its pieces, where wide gaps part labels from each other.
pub fn pieces<'a>(column: &'a str, words: &Words) -> Vec<&'a str> {
    let mut pieces = vec![column];
    if column.len() > MAX_BYLINE_BYTES {
        return pieces;
    }
    let mut at = 0;
    // A label behind a gap of two spaces, a tab or a full-width space begins a piece.
    for (start, _) in column.char_indices() {
        let gap = &column[at..start];
        let letters = gap.len() - gap.trim_end().len();
        let is_gap = gap.ends_with(['\t', '\u{3000}', '\u{2003}'])
            || gap[gap.len() - letters..].chars().count() > 1;
        let here = &column[start..];
        if is_gap
            && !here.starts_with(char::is_whitespace)
            && begins_piece(here, words)
            && !gap.trim().is_empty()
            && !gap.trim_end().ends_with([':', '：'])
        {
            pieces.pop();
            pieces.push(gap.trim());
            pieces.push(here);
            at = start;
        }
    }
    pieces
}

fn begins_piece(text: &str, words: &Words) -> bool {
    Label::of(text, words).is_some() || dates::read_time(text, words).is_ok()
}

/// Editor and source that a dot parts: 张瑞·新华社, but not a name such as 努尔·白克力.
fn split_dot<'a>(name: &'a str, words: &Words) -> (&'a str, Option<&'a str>) {
    for (at, letter) in name.char_indices() {
        let is_dot = fold(&letter.to_string()) == "·" || letter == '/' && name[..at].ends_with(' ');
        if !is_dot {
            continue;
        }
        let (before, after) = (&name[..at], &name[at + letter.len_utf8()..]);
        let is_name = before.chars().next_back().is_some_and(is_han)
            && after.chars().next().is_some_and(is_han)
            && words.agency_end.at_end(after).is_none();
        if !is_name && !after.trim().is_empty() {
            return (before.trim(), Some(after.trim()));
        }
    }
    (name, None)
}
