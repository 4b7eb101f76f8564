//! Date patterns: parsed with the record, bound to names and digits, then only copied.

use std::fmt::Write;

use chrono::{Datelike, NaiveDateTime, Timelike};
use icu_locale::Locale;
use serde::Deserialize;

use super::names::{NameForm, NameList, OwnNames};

/// A pattern of the record, such as `d MMMM y, HH:mm z`.
///
/// The letters are those of UTS #35 that a newspaper needs: `y`, `M` to `MMMM` (and `L` for a
/// month by itself), `d`, `EEE` and `EEEE` (and `c`), `HH`, `mm`, `ss`, and `z` for the zone's
/// printed label. Other characters stand for themselves, letters of the Latin alphabet within
/// `'…'` only.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Pattern {
    fields: Vec<Field>,
}

/// A pattern that knows its edition's names, digits and zone label.
#[derive(Debug)]
pub struct DateFormat {
    parts: Box<[Part]>,
    digits: [char; 10],
    /// Bytes that hold any date of this format.
    capacity: usize,
}

/// What a pattern needs of its edition.
pub struct Binding<'a> {
    pub names: &'a OwnNames,
    pub cldr: &'a Locale,
    pub zone_label: &'a str,
    pub digits: [char; 10],
}

/// Why a pattern does not work.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    #[error("date patterns have no `{0}`; write letters that stand for themselves within '…'")]
    UnknownField(String),
    #[error("a quote in the date pattern is not closed")]
    OpenQuote,
    #[error("the date pattern is empty")]
    Empty,
    #[error("this date has no time of day, so its pattern can't have `H`, `m` or `s`")]
    NoClock,
    #[error("CLDR has no {list} for `{cldr}`; list them under [names]")]
    NoNames { list: &'static str, cldr: String },
}

impl Pattern {
    /// The format for instants.
    pub fn bind(&self, binding: &Binding) -> Result<DateFormat, PatternError> {
        let parts = self.fields.iter().map(|field| field.bind(binding));
        let parts = parts.collect::<Result<Box<[Part]>, _>>()?;
        let capacity = parts.iter().map(Part::capacity).sum();
        Ok(DateFormat { parts, digits: binding.digits, capacity })
    }

    /// The format for days, which have no clock.
    pub fn bind_day(&self, binding: &Binding) -> Result<DateFormat, PatternError> {
        let clock = [Field::Hour(false), Field::Hour(true), Field::Minute, Field::Second];
        if self.fields.iter().any(|field| clock.contains(field)) {
            return Err(PatternError::NoClock);
        }
        self.bind(binding)
    }
}

impl TryFrom<String> for Pattern {
    type Error = PatternError;

    fn try_from(text: String) -> Result<Pattern, PatternError> {
        let mut fields = Vec::new();
        let mut rest = text.as_str();
        while let Some(first) = rest.chars().next() {
            let field = if first == '\'' {
                let (field, after) = quoted(&rest[1..])?;
                rest = after;
                field
            } else {
                let length = match first.is_ascii_alphabetic() {
                    true => rest.len() - rest.trim_start_matches(first).len(),
                    false => first.len_utf8(),
                };
                let (letters, after) = rest.split_at(length);
                rest = after;
                Field::parse(letters)?
            };
            // Neighbouring literals become one copy.
            match (fields.last_mut(), field) {
                (Some(Field::Literal(before)), Field::Literal(text)) => before.push_str(&text),
                (_, field) => fields.push(field),
            }
        }
        if fields.is_empty() { Err(PatternError::Empty) } else { Ok(Pattern { fields }) }
    }
}

impl DateFormat {
    /// `at`, which is on the edition's own clock already.
    pub fn format(&self, at: NaiveDateTime) -> String {
        let mut text = String::with_capacity(self.capacity);
        for part in &self.parts {
            match part {
                Part::Literal(literal) => text.push_str(literal),
                Part::Month(names) => text.push_str(&names[at.month0() as usize]),
                Part::Weekday(names) => {
                    text.push_str(&names[at.weekday().num_days_from_monday() as usize])
                }
                Part::Number(number, padded) => self.push(&mut text, number.of(at), *padded),
            }
        }
        text
    }

    fn push(&self, text: &mut String, number: u32, padded: bool) {
        let digit = |number: u32| self.digits[(number % 10) as usize];
        match number {
            0..10 if !padded => text.push(digit(number)),
            0..100 => text.extend([digit(number / 10), digit(number)]),
            1000..10_000 => {
                text.extend([1000, 100, 10, 1].map(|power| digit(number / power)));
            }
            _ => {
                let _ = write!(text, "{number}");
            }
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Field {
    Literal(String),
    Year,
    /// As a number, with two digits if true.
    Month(bool),
    MonthName(NameForm),
    Day(bool),
    WeekdayName(NameForm),
    Hour(bool),
    Minute,
    Second,
    ZoneLabel,
}

impl Field {
    fn parse(letters: &str) -> Result<Field, PatternError> {
        let form = |short| NameForm { short, standalone: letters.starts_with(['L', 'c']) };
        Ok(match letters {
            "y" => Field::Year,
            "M" | "L" => Field::Month(false),
            "MM" | "LL" => Field::Month(true),
            "MMM" | "LLL" => Field::MonthName(form(true)),
            "MMMM" | "LLLL" => Field::MonthName(form(false)),
            "d" => Field::Day(false),
            "dd" => Field::Day(true),
            "EEE" | "ccc" => Field::WeekdayName(form(true)),
            "EEEE" | "cccc" => Field::WeekdayName(form(false)),
            "H" => Field::Hour(false),
            "HH" => Field::Hour(true),
            "mm" => Field::Minute,
            "ss" => Field::Second,
            "z" => Field::ZoneLabel,
            _ if letters.starts_with(|first: char| first.is_ascii_alphabetic()) => {
                return Err(PatternError::UnknownField(letters.to_owned()));
            }
            _ => Field::Literal(letters.to_owned()),
        })
    }

    fn bind(&self, binding: &Binding) -> Result<Part, PatternError> {
        let Binding { names, cldr, .. } = binding;
        let missing = |list| PatternError::NoNames { list, cldr: cldr.to_string() };
        Ok(match *self {
            Field::Literal(ref literal) => Part::Literal(literal.as_str().into()),
            Field::ZoneLabel => Part::Literal(binding.zone_label.into()),
            Field::MonthName(form) => {
                let list = if form.short { "short_months" } else { "months" };
                Part::Month(names.months(cldr, form).ok_or_else(|| missing(list))?)
            }
            Field::WeekdayName(form) => {
                let list = if form.short { "short_weekdays" } else { "weekdays" };
                Part::Weekday(names.weekdays(cldr, form).ok_or_else(|| missing(list))?)
            }
            Field::Year => Part::Number(Number::Year, false),
            Field::Month(padded) => Part::Number(Number::Month, padded),
            Field::Day(padded) => Part::Number(Number::Day, padded),
            Field::Hour(padded) => Part::Number(Number::Hour, padded),
            Field::Minute => Part::Number(Number::Minute, true),
            Field::Second => Part::Number(Number::Second, true),
        })
    }
}

/// The literal up to the closing quote and what follows it; `''` is a quote, within it and by
/// itself.
fn quoted(text: &str) -> Result<(Field, &str), PatternError> {
    if let Some(after) = text.strip_prefix('\'') {
        return Ok((Field::Literal("'".to_owned()), after));
    }
    let mut literal = String::new();
    let mut rest = text;
    loop {
        let (part, after) = rest.split_once('\'').ok_or(PatternError::OpenQuote)?;
        literal.push_str(part);
        match after.strip_prefix('\'') {
            Some(after) => {
                literal.push('\'');
                rest = after;
            }
            None => return Ok((Field::Literal(literal), after)),
        }
    }
}

#[derive(Debug)]
enum Part {
    Literal(Box<str>),
    Month(NameList),
    Weekday(NameList),
    /// A number, with two digits if true.
    Number(Number, bool),
}

impl Part {
    fn capacity(&self) -> usize {
        match self {
            Part::Literal(literal) => literal.len(),
            Part::Month(names) | Part::Weekday(names) => {
                names.iter().map(|name| name.len()).max().unwrap_or_default()
            }
            Part::Number(Number::Year, _) => 4 * 4,
            Part::Number(..) => 2 * 4,
        }
    }
}

#[derive(Clone, Copy, Debug)]
enum Number {
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
}

impl Number {
    fn of(self, at: NaiveDateTime) -> u32 {
        match self {
            Number::Year => at.year().unsigned_abs(),
            Number::Month => at.month(),
            Number::Day => at.day(),
            Number::Hour => at.hour(),
            Number::Minute => at.minute(),
            Number::Second => at.second(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(text: &str) -> Result<Pattern, PatternError> {
        Pattern::try_from(text.to_owned())
    }

    fn print(cldr: &str, text: &str) -> String {
        let cldr: Locale = cldr.parse().unwrap();
        let digits = crate::i18n::numbers::Numbers::new(&cldr).digits();
        let names = OwnNames::default();
        let binding = Binding { names: &names, cldr: &cldr, zone_label: "BJT", digits };
        let at = "2016-03-06T07:03:09".parse().unwrap();
        pattern(text).unwrap().bind(&binding).unwrap().format(at)
    }

    #[test]
    fn letters_are_fields_and_the_rest_stands_for_itself() {
        assert_eq!(print("en", "EEE d MMM y, HH:mm:ss z"), "Sun 6 Mar 2016, 07:03:09 BJT");
        assert_eq!(print("en", "d.M.y H, dd.MM.y"), "6.3.2016 7, 06.03.2016");
        assert_eq!(print("en", "d 'of' MMMM 'o''clock'"), "6 of March o'clock");
        assert_eq!(print("mn", "y оны MMMMын d"), "2016 оны гуравдугаар сарын 6");
        assert_eq!(print("ar-EG", "d MMMM y"), "٦ مارس ٢٠١٦");
        assert_eq!(print("cs", "d. MMMM, LLLL"), "6. března, březen");
    }

    #[test]
    fn a_pattern_says_what_is_wrong_with_it() {
        assert_eq!(pattern("d of y").unwrap_err(), PatternError::UnknownField("o".into()));
        assert_eq!(pattern("yyyy").unwrap_err(), PatternError::UnknownField("yyyy".into()));
        assert_eq!(pattern("d 'of y").unwrap_err(), PatternError::OpenQuote);
        assert_eq!(pattern("").unwrap_err(), PatternError::Empty);
    }
}
