//! The lines above the body: editions, crumbs, headline, byline, time, coverages.

mod byline;

use self::byline::{Byline, Label, pieces};
use super::dates::{self, PageTime};
use super::parse::{Line, Problem};
use super::words::{Words, columns, fold};
use crate::text::cells;

/// What stands above the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Below home, outermost first; never empty.
    pub crumbs: Vec<String>,
    pub crumbs_line: usize,
    pub headline: String,
    /// May be empty.
    pub standfirst: String,
    /// May be empty.
    pub editor: String,
    /// May be empty.
    pub source: String,
    /// May be empty.
    pub author: String,
    pub time: PageTime,
    /// In the page's order, each once.
    pub coverages: Vec<String>,
}

/// Lines below the headline among which the time must be.
const BYLINES: usize = 10;
const MAX_HEADLINE_CELLS: usize = 300;
const MAX_NAME_CELLS: usize = 60;

/// Reads the header; what follows it.
pub fn read<'a, 'b>(
    lines: &'b [Line<'a>],
    words: &Words,
) -> Result<(Header, &'b [Line<'a>]), Problem> {
    let lines = match lines {
        [first, rest @ ..] if is_edition_line(first.text, words) => rest,
        lines => lines,
    };
    let (crumbs_line, crumbs, lines) = read_crumbs(lines, words)?;
    let (headline, lines) = read_headline(lines, words, crumbs_line)?;
    let time_at = find_time(lines, words).ok_or_else(|| {
        let example = example(words);
        Problem::at(
            lines.first().map_or(headline.number, |line| line.number),
            format!("the time is missing; it comes below the headline, as in `{example}`"),
        )
    })?;
    let mut byline = Byline::default();
    for line in &lines[..=time_at] {
        byline.read_line(line, words)?;
    }
    let mut rest = &lines[time_at + 1..];
    while let [line, after @ ..] = rest
        && byline.read_labelled_line(line, words)?
    {
        rest = after;
    }
    let header = Header {
        crumbs,
        crumbs_line,
        headline: plain(headline.text),
        standfirst: byline.standfirst,
        editor: byline.editor,
        source: byline.source,
        author: byline.author,
        time: byline
            .time
            .ok_or_else(|| Problem::at(headline.number, "the time is missing".to_owned()))?,
        coverages: byline.coverages,
    };
    Ok((header, rest))
}

/// `text` with single plain spaces.
pub fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn example(words: &Words) -> String {
    let at =
        chrono::NaiveDate::from_ymd_opt(2016, 11, 16).and_then(|day| day.and_hms_opt(9, 23, 0));
    words.edition.full(at.unwrap_or_default())
}

fn is_edition_line(text: &str, words: &Words) -> bool {
    let names = columns(text).filter(|name| fold(name) == fold(&words.edition.label));
    words.editions.value(text).is_some()
        || columns(text).count() > 1 && (names.count() > 0) && crumb_parts(text).len() < 2
}

fn crumb_parts(text: &str) -> Vec<String> {
    let is_mark = |letter: char| ">＞›»→▸⟩".contains(letter);
    text.split(is_mark).map(plain).filter(|part| !part.is_empty()).collect()
}

type Crumbs<'a, 'b> = (usize, Vec<String>, &'b [Line<'a>]);

fn read_crumbs<'a, 'b>(lines: &'b [Line<'a>], words: &Words) -> Result<Crumbs<'a, 'b>, Problem> {
    let Some((line, rest)) = lines.split_first() else {
        return Err(Problem::of_file("the page is empty".to_owned()));
    };
    let mut parts = crumb_parts(line.text);
    // You are here: Homepage > China
    if let Some((_, home)) = parts.first().and_then(|first| first.rsplit_once([':', '：'])) {
        parts[0] = plain(home);
    }
    let home = parts.first().cloned().unwrap_or_default();
    if !words.is_home(&home)
        && let Some(other) = words.home_elsewhere(&home)
    {
        return Err(Problem::at(
            line.number,
            format!(
                "`{home}` is how a page of the edition `{other}` begins, and this import is for `{}`",
                words.edition.prefix
            ),
        ));
    }
    let looks_right = words.is_home(&home)
        || parts.len() > 1 && parts.iter().all(|part| cells(part) <= MAX_NAME_CELLS);
    if !looks_right {
        return Err(Problem::at(
            line.number,
            format!(
                "the crumbs are missing; a page begins with a line such as `{} > …`, which names its \
             section",
                words.a_home()
            ),
        ));
    }
    let headline = rest.first().map(|line| plain(line.text));
    let mut crumbs: Vec<String> = parts.into_iter().skip(1).collect();
    let is_no_section =
        |crumb: &String| words.crumb_end.has(crumb) || headline.as_ref() == Some(crumb);
    while crumbs.last().is_some_and(is_no_section) {
        crumbs.pop();
    }
    if crumbs.is_empty() {
        let problem = format!("the crumbs name no section, as `{home} > …` does");
        return Err(Problem::at(line.number, problem));
    }
    Ok((line.number, crumbs, rest))
}

fn read_headline<'a, 'b>(
    lines: &'b [Line<'a>],
    words: &Words,
    crumbs_line: usize,
) -> Result<(Line<'a>, &'b [Line<'a>]), Problem> {
    let missing = |line, found: &str| {
        let found = match found {
            "" => String::new(),
            found => format!("; here stands `{}`", shortened(found)),
        };
        Problem::at(line, format!("the headline is missing; it comes below the crumbs{found}"))
    };
    let Some((line, rest)) = lines.split_first() else { return Err(missing(crumbs_line, "")) };
    if cells(line.text) > MAX_HEADLINE_CELLS {
        let problem = format!(
            "the headline is missing; what comes below the crumbs is too long for one: `{}`",
            shortened(line.text)
        );
        return Err(Problem::at(line.number, problem));
    }
    let first = columns(line.text).find(|column| !column.is_empty()).unwrap_or_default();
    let is_label = Label::of(first, words).is_some();
    let has_letters = line.text.chars().any(char::is_alphabetic);
    if is_label || !has_letters || dates::read_time(line.text, words).is_ok() {
        return Err(missing(line.number, line.text));
    }
    Ok((*line, rest))
}

/// The line that the time is in.
fn find_time(lines: &[Line<'_>], words: &Words) -> Option<usize> {
    let near = &lines[..lines.len().min(BYLINES)];
    near.iter().position(|line| {
        let mut pieces = columns(line.text).flat_map(|column| pieces(column, words));
        pieces.any(|piece| match Label::of(piece, words) {
            Some((Label::Time, value)) => !value.is_empty(),
            Some(_) => false,
            None => dates::is_time_like(piece, words),
        })
    })
}

/// Beginning of a text, to show in a message.
pub fn shortened(text: &str) -> String {
    crate::text::truncate_cells(&plain(text), 40).into_owned()
}
