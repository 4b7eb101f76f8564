//! How editions write days and months.
//!
//! Nothing here names a month: the editions print all twelve, and what they print is looked for.

use chrono::NaiveDate;

use super::dates::{number, skip_spaces};
use super::words::{fold, is_spaced, words_of};
use crate::i18n::{Edition, Editions};

const SENTINEL: char = '\u{1}';

/// How the editions write days and times.
pub struct Calendar {
    months: Vec<MonthForm>,
    /// What follows a year without a gap: 年.
    year_ends: Vec<String>,
    pub hour_marks: Vec<Vec<char>>,
    pub minute_marks: Vec<Vec<char>>,
    pub before_noon: Vec<String>,
    pub after_noon: Vec<String>,
    pub fillers: Vec<String>,
    /// Names of the weekdays, Monday first; each in several forms.
    pub weekdays: [Vec<String>; 7],
}

/// How a month is written around or beside a day, folded: `nov`, `11月` and `日`.
struct MonthForm {
    month: u32,
    before: Vec<char>,
    after: Vec<char>,
}

/// A day and month in a text, with its place in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayMonth {
    pub month: u32,
    pub day: u32,
    pub start: usize,
    pub end: usize,
}

impl Calendar {
    pub fn new(editions: &Editions, edition: &Edition) -> Calendar {
        let others = editions.iter().filter(|other| other.prefix != edition.prefix);
        let all: Vec<&Edition> =
            std::iter::once(edition).chain(others.map(|other| &**other)).collect();
        let list = |key: &str| -> Vec<String> {
            all.iter().flat_map(|edition| words_of(edition, key)).map(|word| fold(&word)).collect()
        };
        let marks = |key: &str| list(key).iter().map(|mark| mark.chars().collect()).collect();
        let mut months: Vec<MonthForm> = all.iter().flat_map(|edition| forms_of(edition)).collect();
        months.sort_by_key(|form| std::cmp::Reverse(form.before.len()));
        Calendar {
            months,
            year_ends: all.iter().filter_map(|edition| year_end(edition)).collect(),
            hour_marks: marks("import-hour-mark"),
            minute_marks: marks("import-minute-mark"),
            before_noon: list("import-before-noon"),
            after_noon: list("import-after-noon"),
            fillers: list("import-date-filler"),
            weekdays: std::array::from_fn(|day| {
                all.iter().flat_map(|edition| weekday_words(edition, day)).collect()
            }),
        }
    }

    /// The first day of a month in `text`, which is folded.
    pub fn find_day_month(&self, text: &[char]) -> Option<DayMonth> {
        let found = self.months.iter().filter_map(|form| form.find(text));
        found.min_by_key(|day| (day.start, std::cmp::Reverse(day.end)))
    }

    /// How many characters at the start of `text`, which is folded, close a year: 年, ` оны`.
    pub fn year_end(&self, text: &[char]) -> usize {
        let ends = self.year_ends.iter().filter(|end| {
            let mut letters = text.iter();
            end.chars().all(|letter| letters.next() == Some(&letter))
        });
        ends.map(|end| end.chars().count()).max().unwrap_or_default()
    }
}

impl MonthForm {
    fn find(&self, text: &[char]) -> Option<DayMonth> {
        (0..text.len()).find_map(|start| self.at(text, start))
    }

    fn at(&self, text: &[char], start: usize) -> Option<DayMonth> {
        let rest = text.get(start..)?;
        let month = self.month;
        if self.before.is_empty() || !rest.starts_with(&self.before) {
            return None;
        }
        let before = start.checked_sub(1).map(|before| text[before]);
        let (first, last) = (self.before[0], self.before.last().copied());
        let is_inside = |one: Option<char>, other: Option<char>| is_spaced(one) && is_spaced(other);
        if is_inside(before, Some(first))
            || before.is_some_and(|letter| letter.is_ascii_digit()) && first.is_ascii_digit()
        {
            return None;
        }
        let after = start + self.before.len();
        if !self.after.is_empty() {
            let (day, end) = number(text, skip_spaces(text, after), 1..=2)?;
            let end = skip_spaces(text, end);
            let has_end = text.get(end..)?.starts_with(&self.after);
            let end = end + self.after.len();
            return (has_end && (1..=31).contains(&day)).then_some(DayMonth {
                month,
                day,
                start,
                end,
            });
        }
        let follows = text.get(after).copied();
        if is_inside(last, follows) && !follows.is_some_and(|letter| letter.is_ascii_digit()) {
            return None;
        }
        self.day_after(text, start, after).or_else(|| self.day_before(text, start, after))
    }

    /// `Nov. 16`, `November 16th`, `11-р сарын 16-ны`.
    fn day_after(&self, text: &[char], start: usize, after: usize) -> Option<DayMonth> {
        let mut at = after;
        while text.get(at).is_some_and(|letter| " .,".contains(*letter)) {
            at += 1;
        }
        let (day, end) = number(text, at, 1..=2)?;
        if text.get(end) == Some(&':') || !(1..=31).contains(&day) {
            return None;
        }
        let dash = usize::from(text.get(end) == Some(&'-'));
        let letters = text[end + dash..]
            .iter()
            .take_while(|letter| letter.is_alphabetic() && is_spaced(Some(**letter)));
        let end = match letters.count() {
            0 => end,
            count => end + dash + count,
        };
        Some(DayMonth { month: self.month, day, start, end })
    }

    /// `16 November`, `16th of November`.
    fn day_before(&self, text: &[char], start: usize, after: usize) -> Option<DayMonth> {
        let mut end = start;
        while end > 0 && " .,".contains(text[end - 1]) {
            end -= 1;
        }
        if text[..end].ends_with(&[' ', 'o', 'f']) {
            end -= 3;
        }
        while end > 0 && text[end - 1].is_alphabetic() && is_spaced(Some(text[end - 1])) {
            end -= 1;
        }
        let digits = text[..end].iter().rev().take_while(|letter| letter.is_ascii_digit()).count();
        let (day, _) = number(&text[..end], end - digits, 1..=2)?;
        let month = self.month;
        (1..=31).contains(&day).then_some(DayMonth { month, day, start: end - digits, end: after })
    }
}

/// The ways an edition writes its months, learnt from what it prints.
fn forms_of(edition: &Edition) -> Vec<MonthForm> {
    let mut forms: Vec<MonthForm> = Vec::new();
    for (month, form) in
        (1..=12).flat_map(|month| words_of(edition, "import-day").map(move |form| (month, form)))
    {
        let Some((before, after)) = form.split_once('d') else { continue };
        let before = fold(&before.replace('M', &month.to_string()));
        let (before, after) =
            (before.trim().chars().collect(), fold(after.trim()).chars().collect());
        forms.push(MonthForm { month, before, after });
    }
    for month in 1..=12 {
        let Some(date) = NaiveDate::from_ymd_opt(2016, month, 28) else { continue };
        let noon = edition.day_bounds(date).0 + chrono::TimeDelta::hours(12);
        let dateline = edition.dateline(&SENTINEL.to_string(), date, None);
        let printed = [edition.short_day(date), edition.brief_day(date), edition.card(noon)];
        for (printed, is_dateline) in
            printed.into_iter().map(|day| (day, false)).chain([(dateline, true)])
        {
            let printed = fold(&printed).replace("2016", "").replace(SENTINEL, "");
            let Some((before, after)) = printed.split_once("28") else { continue };
            let is_edge = |letter: char| letter.is_whitespace() || ".,-:()".contains(letter);
            let (before, after) = (before.trim_matches(is_edge), after.trim_matches(is_edge));
            // What follows the day in a dateline is the dateline's.
            let (before, after) = match (before, after) {
                (before, _) if is_dateline => (before, ""),
                ("", after) => (after, ""),
                both => both,
            };
            if before.chars().any(char::is_alphabetic)
                && !(is_dateline && before.chars().any(|letter| letter.is_ascii_digit()))
            {
                let (before, after) = (before.chars().collect(), after.chars().collect());
                forms.push(MonthForm { month, before, after });
            }
        }
    }
    forms
}

/// What an edition prints right behind a year.
fn year_end(edition: &Edition) -> Option<String> {
    let printed = fold(&edition.day(NaiveDate::from_ymd_opt(2016, 11, 28)?));
    let (_, after) = printed.split_once("2016")?;
    let gap = after.len() - after.trim_start().len();
    let word = after[gap..].split(|letter: char| letter.is_whitespace() || !letter.is_alphabetic());
    let word = word.into_iter().next().filter(|word| !word.is_empty())?;
    // A gap and a weekday aren't the year's.
    let is_apart = gap > 0 && weekday_words(edition, 0).iter().any(|weekday| weekday == word);
    (!is_apart).then(|| after[..gap + word.len()].to_owned())
}

/// What an edition calls a weekday, 0 for Monday: the words that its printed days don't share.
fn weekday_words(edition: &Edition, weekday: usize) -> Vec<String> {
    let day = |number: usize| NaiveDate::from_ymd_opt(2016, 8, 1 + number as u32);
    let printed = |number: usize| -> Vec<String> {
        let Some(date) = day(number) else { return Vec::new() };
        let noon = edition.day_bounds(date).0 + chrono::TimeDelta::hours(12);
        let both = format!("{} {}", edition.day(date), edition.masthead(noon));
        let words = fold(&both);
        let words = words.split(|letter: char| letter.is_whitespace() || ",()".contains(letter));
        words.map(str::to_owned).collect()
    };
    let other = printed((weekday + 1) % 7);
    let own = printed(weekday).into_iter();
    own.filter(|word| {
        !other.contains(word)
            && !word.is_empty()
            && !word.chars().any(|letter| letter.is_ascii_digit())
    })
    .collect()
}
