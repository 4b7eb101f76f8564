//! Names of months and weekdays, from CLDR or from the edition's record.

use icu_calendar::Gregorian;
use icu_datetime::fieldsets::enums::CompositeDateTimeFieldSet;
use icu_datetime::input::{Date, DateTime, Time};
use icu_datetime::pattern::{DateTimePattern, FixedCalendarDateTimeNames};
use icu_locale::Locale;
use serde::Deserialize;
use writeable::TryWriteable;

/// A list of twelve months or seven weekdays (Monday first).
pub type NameList = Box<[Box<str>]>;

/// The `[names]` of a record: what the edition calls differently from CLDR, or what CLDR lacks.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OwnNames {
    pub months: Option<[Box<str>; 12]>,
    pub short_months: Option<[Box<str>; 12]>,
    /// The months as datelines print them, which often follow a style guide of their own.
    pub dateline_months: Option<[Box<str>; 12]>,
    /// Monday first.
    pub weekdays: Option<[Box<str>; 7]>,
    pub short_weekdays: Option<[Box<str>; 7]>,
}

/// Which form of a name a pattern asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameForm {
    pub short: bool,
    /// The form for a name by itself, where a language has one (`LLLL`, `cccc`).
    pub standalone: bool,
}

impl OwnNames {
    /// These names with the months that datelines have.
    pub fn for_datelines(&self) -> OwnNames {
        let mut names = self.clone();
        if let Some(months) = names.dateline_months.take() {
            names.short_months = Some(months);
        }
        names
    }

    /// The twelve months in `form`, or `None` where neither record nor CLDR has them.
    pub fn months(&self, cldr: &Locale, form: NameForm) -> Option<NameList> {
        let own = if form.short { &self.short_months } else { &self.months };
        if let Some(own) = own {
            return Some(own.to_vec().into());
        }
        let pattern = match (form.standalone, form.short) {
            (false, false) => "MMMM",
            (false, true) => "MMM",
            (true, false) => "LLLL",
            (true, true) => "LLL",
        };
        let days = (1..=12).map(|month| Date::try_new_gregorian(2016, month, 1).expect(CALENDAR));
        // Where CLDR has no names its root answers with `M01`.
        from_cldr(cldr, pattern, days).filter(|names| &*names[0] != "M01")
    }

    /// The seven weekdays in `form`, Monday first.
    pub fn weekdays(&self, cldr: &Locale, form: NameForm) -> Option<NameList> {
        let own = if form.short { &self.short_weekdays } else { &self.weekdays };
        if let Some(own) = own {
            return Some(own.to_vec().into());
        }
        // 1 August 2016 was a Monday.
        let days = || (1..=7).map(|day| Date::try_new_gregorian(2016, 8, day).expect(CALENDAR));
        // Where CLDR has no names its root answers with `Mon`, for the long ones too.
        from_cldr(cldr, "EEEE", days()).filter(|names| &*names[0] != "Mon")?;
        let pattern = match (form.standalone, form.short) {
            (false, false) => "EEEE",
            (false, true) => "EEE",
            (true, false) => "cccc",
            (true, true) => "ccc",
        };
        from_cldr(cldr, pattern, days())
    }
}

/// Why our own dates exist.
const CALENDAR: &str = "the calendar has these days";

/// What `pattern`, a single field, says for each of `days`.
fn from_cldr(
    cldr: &Locale,
    pattern: &str,
    days: impl Iterator<Item = Date<Gregorian>>,
) -> Option<NameList> {
    let pattern: DateTimePattern = pattern.parse().ok()?;
    let mut names: FixedCalendarDateTimeNames<Gregorian, CompositeDateTimeFieldSet> =
        FixedCalendarDateTimeNames::new_without_number_formatting(cldr.into());
    let formatter = names.include_for_pattern(&pattern).ok()?;
    let name = |date| {
        let midnight = DateTime { date, time: Time::start_of_day() };
        Some(formatter.format(&midnight).try_write_to_string().ok()?.into())
    };
    days.map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDE: NameForm = NameForm { short: false, standalone: false };
    const SHORT: NameForm = NameForm { short: true, standalone: false };

    fn months(cldr: &str, form: NameForm) -> Option<NameList> {
        OwnNames::default().months(&cldr.parse().unwrap(), form)
    }

    fn weekdays(cldr: &str, form: NameForm) -> Option<NameList> {
        OwnNames::default().weekdays(&cldr.parse().unwrap(), form)
    }

    #[test]
    fn names_come_from_cldr() {
        assert_eq!(&*months("en", WIDE).unwrap()[10], "November");
        assert_eq!(&*months("en", SHORT).unwrap()[8], "Sep");
        assert_eq!(&*months("mn", WIDE).unwrap()[10], "арван нэгдүгээр сар");
        assert_eq!(&*months("zh-Hant", WIDE).unwrap()[10], "11月");
        assert_eq!(&*weekdays("zh-Hans", WIDE).unwrap()[2], "星期三");
        assert_eq!(&*weekdays("en", SHORT).unwrap()[0], "Mon");
        assert_eq!(&*weekdays("mn", WIDE).unwrap()[2], "лхагва");
    }

    #[test]
    fn names_that_cldr_lacks_come_from_the_record() {
        assert_eq!(months("mn-Mong", WIDE), None);
        assert_eq!(weekdays("mn-Mong", WIDE), None);
        let own = OwnNames {
            months: Some(std::array::from_fn(|_| "ᠰᠠᠷ᠎ᠠ".into())),
            ..OwnNames::default()
        };
        let months = own.months(&"mn-Mong".parse().unwrap(), WIDE).unwrap();
        assert_eq!(&*months[3], "ᠰᠠᠷ᠎ᠠ");
    }
}
