//! Times as pages write them: a day, a clock, a zone.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};

use super::calendar::Calendar;
use super::words::{Words, fold, is_spaced, stands_alone};
use super::zones::{self, ZoneProblem};

/// Why a time can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimeProblem {
    /// There is no day in it, or one that isn't in the calendar.
    NoDay,
    /// There is no time of day in it.
    NoClock,
    /// `05/04/2016`: day and month could change places.
    Ambiguous,
    /// What follows is no zone that is known.
    Zone(String, ZoneProblem),
}

/// An instant, and the day on the clocks of the place that the page was written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageTime {
    /// UTC.
    pub at: NaiveDateTime,
    /// In the page's own zone.
    pub day: NaiveDate,
}

/// No time is longer.
const MAX_BYTES: usize = 400;
const MAX_CELLS: usize = 80;

/// Whether `text` looks like a time at all, readable or not.
pub fn is_time_like(text: &str, words: &Words) -> bool {
    if text.len() > MAX_BYTES || crate::text::cells(text) > MAX_CELLS {
        return false;
    }
    let folded: Vec<char> = fold(text).chars().collect();
    let digits = folded.iter().filter(|letter| letter.is_ascii_digit()).count();
    let has_clock = find_clock(&folded, &words.calendar).is_some();
    let has_day =
        words.calendar.find_day_month(&folded).is_some() || find_numeric(&folded).is_some();
    digits >= 3 && (has_clock || has_day && digits >= 5)
}

/// Reads a time such as `11-16-2016 17:23 BJT`, in the edition's zone where it names none.
pub fn read_time(text: &str, words: &Words) -> Result<PageTime, TimeProblem> {
    if text.len() > MAX_BYTES {
        return Err(TimeProblem::NoDay);
    }
    let calendar = &words.calendar;
    let mut text: Vec<char> = fold(text).chars().collect();
    let clock = find_clock(&text, calendar);
    if let Some(clock) = &clock {
        text[clock.start..clock.end].fill(' ');
    }
    let (date, is_ambiguous) = take_date(&mut text, calendar).ok_or(TimeProblem::NoDay)?;
    let clock = clock.ok_or(TimeProblem::NoClock)?;
    if is_ambiguous {
        return Err(TimeProblem::Ambiguous);
    }
    let mut rest = Rest::new(&text, calendar, date);
    let hour = rest.hour(clock.hour, calendar);
    let time =
        NaiveTime::from_hms_opt(hour, clock.minute, clock.second).ok_or(TimeProblem::NoClock)?;
    let name = rest.zone();
    let problem = |problem| TimeProblem::Zone(name.clone(), problem);
    let zone = words.zones.find(&name).map_err(problem)?;
    let at = zones::instant(&zone, date.and_time(time)).map_err(problem)?;
    Ok(PageTime { at, day: date })
}

/// The last date with this day and month up to `near`, or shortly after it.
///
/// A report isn't later than its page, but the two may stand in different time zones.
pub fn day_before(near: NaiveDate, month: u32, day: u32) -> Option<NaiveDate> {
    let years = (near.year() - 4..=near.year() + 1).rev();
    let mut dates = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
    dates.find(|date| (*date - near).num_days() <= 31)
}

/// What is left of a time without its day and clock.
struct Rest(Vec<String>);

impl Rest {
    fn new(text: &[char], calendar: &Calendar, date: NaiveDate) -> Rest {
        let text: String = text.iter().collect();
        let weekdays = &calendar.weekdays[date.weekday().num_days_from_monday() as usize];
        let is_mark = |letter: char| letter.is_whitespace() || "(),;[]|\"·".contains(letter);
        let words = text.split(is_mark).map(|word| {
            let word = word.trim_matches(['.', ':']).trim_end_matches('-');
            // A sign belongs to an offset: -05:00.
            let unsigned = word.trim_start_matches('-');
            if unsigned.starts_with(|first: char| first.is_ascii_digit()) { word } else { unsigned }
        });
        let words = words.filter(|word| {
            let is_idle = calendar.fillers.iter().chain(weekdays).any(|idle| idle == word);
            !word.is_empty() && !is_idle
        });
        let words = words.map(str::to_owned);
        Rest(words.collect())
    }

    /// The hour of 24, when the clock is of twelve.
    fn hour(&mut self, hour: u32, calendar: &Calendar) -> u32 {
        let mut has = |marks: &[String]| {
            let marks: Vec<&str> = marks.iter().map(|mark| mark.trim_end_matches('.')).collect();
            let joined = self.0.join(" ");
            let mark = marks
                .into_iter()
                .filter(|mark| is_word_in(&joined, mark))
                .max_by_key(|mark| mark.len());
            let Some(mark) = mark else { return false };
            let rest = joined.replacen(mark, " ", 1);
            self.0 = rest.split_whitespace().map(str::to_owned).collect();
            true
        };
        match (has(&calendar.after_noon), has(&calendar.before_noon)) {
            (true, _) if hour < 12 => hour + 12,
            (_, true) if hour == 12 => 0,
            _ => hour,
        }
    }

    fn zone(&self) -> String {
        self.0.join(" ")
    }
}

fn is_word_in(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| stands_alone(text, at, at + word.len()))
}

struct Clock {
    hour: u32,
    minute: u32,
    second: u32,
    start: usize,
    end: usize,
}

/// A time of day: `17:23`, `17:23:05.123`, `17时23分`, `5 p.m.` only with minutes.
fn find_clock(text: &[char], calendar: &Calendar) -> Option<Clock> {
    (0..text.len()).find_map(|start| {
        let before = start.checked_sub(1).map(|before| text[before]);
        if before.is_some_and(|letter| letter.is_ascii_digit() || "+-.:".contains(letter)) {
            return None;
        }
        let (hour, at) = number(text, start, 1..=2)?;
        let (minute, mut end, is_plain) = match text.get(at) {
            Some(':') => {
                let (minute, end) = number(text, at + 1, 2..=2)?;
                (minute, end, true)
            }
            _ => {
                let at = after_mark(text, skip_spaces(text, at), &calendar.hour_marks)?;
                let (minute, end) = number(text, skip_spaces(text, at), 1..=2)?;
                let end =
                    after_mark(text, skip_spaces(text, end), &calendar.minute_marks).unwrap_or(end);
                (minute, end, false)
            }
        };
        let mut second = 0;
        if is_plain && text.get(end) == Some(&':') {
            (second, end) = number(text, end + 1, 2..=2)?;
            if text.get(end) == Some(&'.') {
                let digits = text[end + 1..].iter().take_while(|letter| letter.is_ascii_digit());
                end += 1 + digits.count();
            }
        }
        // The T of ISO 8601.
        let is_iso = start >= 2 && text[start - 1] == 't' && text[start - 2].is_ascii_digit();
        let start = if is_iso { start - 1 } else { start };
        (hour < 24 && minute < 60 && second < 60).then_some(Clock {
            hour,
            minute,
            second,
            start,
            end,
        })
    })
}

/// Takes the date out of `text`; whether its day and month could change places.
fn take_date(text: &mut [char], calendar: &Calendar) -> Option<(NaiveDate, bool)> {
    if let Some(found) = find_numeric(text) {
        let date = NaiveDate::from_ymd_opt(found.year, found.month, found.day)?;
        text[found.start..found.end].fill(' ');
        return Some((date, found.is_ambiguous));
    }
    let found = calendar.find_day_month(text)?;
    text[found.start..found.end].fill(' ');
    let start = (0..text.len()).find(|start| {
        let before = start.checked_sub(1).map(|before| text[before]);
        number(text, *start, 4..=4).is_some()
            && !before.is_some_and(|letter| letter.is_ascii_digit() || "+-".contains(letter))
    })?;
    let (year, end) = number(text, start, 4..=4)?;
    let end = end + calendar.year_end(&text[end..]);
    text[start..end].fill(' ');
    Some((NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, found.month, found.day)?, false))
}

struct Numeric {
    year: i32,
    month: u32,
    day: u32,
    is_ambiguous: bool,
    start: usize,
    end: usize,
}

/// A date in three numbers. The format's own order is `11-16-2016`; with dots the day comes
/// first; with slashes custom differs.
fn find_numeric(text: &[char]) -> Option<Numeric> {
    (0..text.len()).find_map(|start| {
        let before = start.checked_sub(1).map(|before| text[before]);
        if before.is_some_and(|letter| letter.is_ascii_digit()) {
            return None;
        }
        let (first, at) = number(text, start, 1..=4)?;
        let mark = *text.get(at).filter(|mark| "-/.".contains(**mark))?;
        let (second, next) = number(text, skip_spaces(text, at + 1), 1..=2)?;
        if text.get(next) != Some(&mark) {
            return None;
        }
        let (third, end) = number(text, skip_spaces(text, next + 1), 1..=4)?;
        let found = |year: u32, month, day, is_ambiguous| {
            let year = i32::try_from(year).ok()?;
            Some(Numeric { year, month, day, is_ambiguous, start, end })
        };
        match (at - start, third) {
            (4, 1..=31) => found(first, second, third, false),
            (1..=2, 1000..) => match mark {
                _ if first > 12 => found(third, second, first, false),
                _ if second > 12 => found(third, first, second, false),
                '-' => found(third, first, second, false),
                '.' => found(third, second, first, false),
                _ => found(third, first, second, first != second),
            },
            _ => None,
        }
    })
}

/// A number of so many digits at `start`, no more and no fewer, and what follows it.
pub fn number(
    text: &[char],
    start: usize,
    digits: std::ops::RangeInclusive<usize>,
) -> Option<(u32, usize)> {
    let length = text.get(start..)?.iter().take_while(|letter| letter.is_ascii_digit()).count();
    let value: String = text[start..start + length].iter().collect();
    digits.contains(&length).then_some((value.parse().ok()?, start + length))
}

/// Behind the spaces at `at`.
pub fn skip_spaces(text: &[char], mut at: usize) -> usize {
    while text.get(at).is_some_and(|letter| *letter == ' ') {
        at += 1;
    }
    at
}

fn after_mark(text: &[char], at: usize, marks: &[Vec<char>]) -> Option<usize> {
    let rest = text.get(at..)?;
    let fitting = marks.iter().filter(|mark| {
        rest.starts_with(mark)
            && !(is_spaced(mark.last().copied())
                && rest
                    .get(mark.len())
                    .is_some_and(|letter| letter.is_alphabetic() && is_spaced(Some(*letter))))
    });
    fitting.map(|mark| at + mark.len()).max()
}
