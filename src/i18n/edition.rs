//! One edition: its record, its texts, its dates.

use std::fmt::{self, Write};

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use icu_locale::{LanguageIdentifier, LocaleExpander};
use jiff::tz::TimeZone;
use toml::Spanned;

use super::catalogue;
use super::dates::{Binding, DateFormat, Pattern, PatternError};
use super::files::EditionFiles;
use super::messages::{Arg, Messages};
use super::numbers::Numbers;
use super::record::{Direction, Record, WritingMode, check_prefix};
use super::{LocaleError, zones};
use crate::text::TidyRules;

/// The portal for one audience, as its record describes it.
pub struct Edition {
    /// The first part of its addresses: `zh-hans`.
    pub prefix: String,
    /// BCP 47, for `lang` and `hreflang`: `zh-Hans`.
    pub tag: String,
    /// Its name in its own language: `简体中文`.
    pub label: String,
    /// A few letters for tables of editions: `简`.
    pub short_label: String,
    /// ISO 15924: `Hans`.
    pub script: String,
    pub direction: Direction,
    pub writing_mode: WritingMode,
    pub time_zone: TimeZone,
    /// How the time zone is printed: `北京时间`.
    pub zone_label: String,
    /// The language as news sitemaps have it: `zh-cn`.
    pub news_language: String,
    /// The language as Open Graph has it: `zh_CN`.
    pub og_locale: String,
    /// The prefix of the edition that this one can be converted from.
    pub converted_from: Option<String>,
    /// Where it stands among the editions, lowest first.
    pub position: u32,
    /// The signs that it prints: quotes, dashes.
    pub tidy: TidyRules,
    pub(super) language: LanguageIdentifier,
    dates: Dates,
    numbers: Numbers,
    messages: Messages,
}

impl Edition {
    /// The text of the message `key`, which takes no arguments.
    ///
    /// A message that is missing or needs arguments is logged and comes back as `⟦key⟧`.
    pub fn text(&self, key: &str) -> &str {
        self.messages.text(&self.prefix, key)
    }

    /// The text of the message `key` with `args`: `[("count", 3u64.into())]`.
    ///
    /// Numbers are printed in the edition's digits and grouping, texts as they are, without
    /// isolation marks. What is missing is logged and comes back as `⟦key⟧` or `⟦$name⟧`.
    pub fn text_with(&self, key: &str, args: &[(&str, Arg)]) -> String {
        self.messages.text_with(&self.prefix, key, args, &self.numbers)
    }

    /// Whether the edition has the message `key`.
    pub fn has_text(&self, key: &str) -> bool {
        self.messages.entries.contains_key(key)
    }

    /// Every message with the sorted names of its arguments, in no order.
    pub fn messages(&self) -> impl Iterator<Item = (&str, Vec<&str>)> {
        self.messages.iter()
    }

    /// Date, time and zone of an instant (UTC): `16 November 2016, 17:23 BJT`.
    pub fn full(&self, at: NaiveDateTime) -> String {
        self.dates.full.format(self.local(at))
    }

    /// The date of an instant (UTC), for cards and lists: `16 Nov 2016`.
    pub fn card(&self, at: NaiveDateTime) -> String {
        self.dates.card.format(self.local(at))
    }

    /// The date of an instant (UTC) on another edition's clock, in the words of this one.
    pub fn card_on(&self, other: &Edition, at: NaiveDateTime) -> String {
        self.dates.card.format(other.local(at))
    }

    /// The time of an instant (UTC): `17:23`.
    pub fn time(&self, at: NaiveDateTime) -> String {
        self.dates.time.format(self.local(at))
    }

    /// The day at the head of the page at an instant (UTC): `Wed 16 November 2016 BJT`.
    pub fn masthead(&self, at: NaiveDateTime) -> String {
        self.dates.masthead.format(self.local(at))
    }

    /// A day of the edition as a heading: `Wednesday 16 November 2016`.
    pub fn day(&self, date: NaiveDate) -> String {
        self.dates.day.format(midnight(date))
    }

    /// A day of the edition where the year is clear: `16 November`.
    pub fn short_day(&self, date: NaiveDate) -> String {
        self.dates.short_day.format(midnight(date))
    }

    /// A day of the edition in the fewest letters: `16 Nov`.
    pub fn brief_day(&self, date: NaiveDate) -> String {
        self.dates.brief_day.format(midnight(date))
    }

    /// The line that opens a report: `BEIJING, Nov. 16 (Xinhua) —`.
    ///
    /// `place` and `agency` are printed as they are given.
    pub fn dateline(&self, place: &str, date: NaiveDate, agency: Option<&str>) -> String {
        let date = self.dates.dateline.format(midnight(date));
        let (place, date) = (("place", place.into()), ("date", Arg::from(&date)));
        match agency {
            Some(agency) => self.text_with("dateline", &[place, date, ("agency", agency.into())]),
            None => self.text_with("dateline-plain", &[place, date]),
        }
    }

    /// An instant (UTC) for machines, with the zone's offset: `2016-11-16T17:23:00+08:00`
    /// (RFC 3339).
    pub fn machine(&self, at: NaiveDateTime) -> String {
        let (_, offset) = zones::local(&self.time_zone, at);
        // Offsets of the nineteenth century have seconds, which RFC 3339 can't say.
        let minutes = offset / 60;
        let local = at.checked_add_signed(TimeDelta::minutes(minutes.into())).unwrap_or(at);
        let (sign, minutes) = (if minutes < 0 { '-' } else { '+' }, minutes.unsigned_abs());
        let mut text = String::with_capacity(32);
        let _ = write!(text, "{:04}", local.year());
        let mut push = |before: char, number: u32| {
            text.push(before);
            text.extend([number / 10, number % 10].map(|digit| char::from(b'0' + digit as u8)));
        };
        push('-', local.month());
        push('-', local.day());
        push('T', local.hour());
        push(':', local.minute());
        push(':', local.second());
        push(sign, minutes / 60);
        push(':', minutes % 60);
        text
    }

    /// The edition's day at an instant (UTC).
    pub fn local_date(&self, at: NaiveDateTime) -> NaiveDate {
        self.local(at).date()
    }

    /// The instant (UTC) that somebody typed as the time of the edition's clocks, in a field of
    /// the type `datetime-local`: `2016-11-16T17:23`. `None` when it is none.
    pub fn read_local(&self, text: &str) -> Option<NaiveDateTime> {
        let formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"];
        let read = |format| NaiveDateTime::parse_from_str(text, format).ok();
        zones::instant(&self.time_zone, formats.into_iter().find_map(read)?)
    }

    /// The time zone's name, as browsers know it: `Asia/Shanghai`.
    pub fn zone_name(&self) -> &str {
        self.time_zone.iana_name().unwrap_or("UTC")
    }

    /// An instant (UTC) as such a field holds it.
    pub fn write_local(&self, at: NaiveDateTime) -> String {
        self.local(at).format("%Y-%m-%dT%H:%M").to_string()
    }

    /// When the edition's day `date` begins and when the next one does, in UTC.
    ///
    /// Days on which the clocks change are shorter or longer; a day that the zone skipped is
    /// empty.
    pub fn day_bounds(&self, date: NaiveDate) -> (NaiveDateTime, NaiveDateTime) {
        let next = date.succ_opt().unwrap_or(date);
        (zones::day_start(&self.time_zone, date), zones::day_start(&self.time_zone, next))
    }

    /// A number in the edition's digits and grouping: `12,345`.
    pub fn number(&self, number: u64) -> String {
        self.numbers.format(number)
    }

    /// The edition that `files` describe.
    pub(super) fn load(prefix: &str, files: &EditionFiles) -> Result<Edition, LocaleError> {
        check_prefix(prefix).map_err(|problem| LocaleError::edition(prefix, problem))?;
        let missing = || LocaleError::edition(prefix, "has no edition.toml");
        let file = files.record.as_ref().ok_or_else(missing)?;
        let record = Record::parse(file)?;
        let cldr = record.cldr.clone().unwrap_or_else(|| record.tag.clone().into());
        let numbers = Numbers::new(&cldr);
        let script = LocaleExpander::new_extended().get_likely_script(&record.tag);
        let binding = Binding {
            names: &record.names,
            cldr: &cldr,
            zone_label: &record.zone_label,
            digits: numbers.digits(),
        };
        let dates = Dates::bind(&record, &binding)
            .map_err(|(position, problem)| file.invalid(position, problem))?;
        Ok(Edition {
            prefix: prefix.to_owned(),
            tag: record.tag.to_string(),
            label: record.label,
            short_label: record.short_label,
            script: script.map_or("Zyyy".to_owned(), |script| script.to_string()),
            direction: record.direction,
            writing_mode: record.writing_mode,
            time_zone: record.time_zone,
            zone_label: record.zone_label.clone(),
            news_language: record.news_language,
            og_locale: record.og_locale,
            converted_from: record.converted_from,
            position: record.position,
            tidy: record.tidy,
            language: record.tag,
            dates,
            numbers,
            messages: catalogue::compile(&files.messages)?,
        })
    }

    fn local(&self, at: NaiveDateTime) -> NaiveDateTime {
        zones::local(&self.time_zone, at).0
    }
}

impl fmt::Debug for Edition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Edition").field(&self.prefix).finish()
    }
}

/// The ways an edition prints dates.
struct Dates {
    full: DateFormat,
    card: DateFormat,
    time: DateFormat,
    masthead: DateFormat,
    day: DateFormat,
    short_day: DateFormat,
    brief_day: DateFormat,
    dateline: DateFormat,
}

impl Dates {
    /// The formats of `record`, or the position in its file of a pattern that doesn't work.
    fn bind(record: &Record, binding: &Binding) -> Result<Dates, (usize, PatternError)> {
        let instant = |pattern: &Spanned<Pattern>| {
            pattern.get_ref().bind(binding).map_err(|problem| (pattern.span().start, problem))
        };
        let day = |pattern: &Spanned<Pattern>, binding: &Binding| {
            pattern.get_ref().bind_day(binding).map_err(|problem| (pattern.span().start, problem))
        };
        let dateline_names = record.names.for_datelines();
        let patterns = &record.dates;
        Ok(Dates {
            full: instant(&patterns.full)?,
            card: instant(&patterns.card)?,
            time: instant(&patterns.time)?,
            masthead: instant(&patterns.masthead)?,
            day: day(&patterns.day, binding)?,
            short_day: day(&patterns.short_day, binding)?,
            brief_day: day(&patterns.brief_day, binding)?,
            dateline: day(&patterns.dateline, &Binding { names: &dateline_names, ..*binding })?,
        })
    }
}

fn midnight(date: NaiveDate) -> NaiveDateTime {
    date.and_time(Default::default())
}

#[cfg(test)]
mod tests;
