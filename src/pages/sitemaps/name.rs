//! Names of sitemaps, each with one spelling.

use std::fmt;

use chrono::{Datelike, Months, NaiveDate, NaiveDateTime};

/// What a sitemap is called, without `.xml`. Parts count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name {
    /// `pages`
    Pages,
    /// `coverages`, `coverages-2` …
    Coverages(usize),
    /// `people`, `people-2` …
    People(usize),
    /// `news`
    News,
    /// `2026-11`, `2026-11-2` …
    Month(Month, usize),
}

impl Name {
    /// The sitemap of that name, whether or not there is anything in it.
    pub fn parse(text: &str) -> Option<Name> {
        let part = |rest: &str| match rest {
            "" => Some(1),
            rest => rest.strip_prefix('-')?.parse().ok().filter(|&part| part > 0),
        };
        let name = if text == "news" {
            Name::News
        } else if text == "pages" {
            Name::Pages
        } else if let Some(rest) = text.strip_prefix("coverages") {
            Name::Coverages(part(rest)?)
        } else if let Some(rest) = text.strip_prefix("people") {
            Name::People(part(rest)?)
        } else {
            Name::Month(Month::parse(text.get(..7)?)?, part(&text[7..])?)
        };
        // `people-1` and `people-02` are spelt otherwise.
        (name.to_string() == text).then_some(name)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = match self {
            Name::News => return out.write_str("news"),
            Name::Pages => return out.write_str("pages"),
            Name::Coverages(part) => {
                out.write_str("coverages")?;
                part
            }
            Name::People(part) => {
                out.write_str("people")?;
                part
            }
            Name::Month(month, part) => {
                write!(out, "{:04}-{:02}", month.0.year(), month.0.month())?;
                part
            }
        };
        if *part == 1 { Ok(()) } else { write!(out, "-{part}") }
    }
}

/// A month in UTC, by its first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month(NaiveDate);

impl Month {
    /// Reads `2026-11`.
    pub fn parse(text: &str) -> Option<Month> {
        // A sign before the year is a date to the parser, but none of ours.
        let is_plain = text.starts_with(|first: char| first.is_ascii_digit());
        format!("{text}-01").parse().ok().filter(|_| is_plain).map(Month)
    }

    /// From its first instant to the next month's.
    pub fn range(self) -> Option<(NaiveDateTime, NaiveDateTime)> {
        let next = self.0.checked_add_months(Months::new(1))?;
        Some((self.0.and_time(Default::default()), next.and_time(Default::default())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_comes_back_as_it_was_and_nothing_else_is_one() {
        for name in [
            "pages",
            "news",
            "coverages",
            "coverages-2",
            "people",
            "people-12",
            "2026-11",
            "2026-11-2",
            "2026-11-10",
        ] {
            assert_eq!(Name::parse(name).unwrap().to_string(), name);
        }
        let bad = "pages-2 people-1 people-0 people-02 people-+2 people2 people- coverages-1 news-2 2026-13 2026-00 2026-1 \
                   26-11 2026-11-1 2026-11- 2026-11-x 2026-11-2-3 2026-011 -026-11 +026-11 2026/11 \
                   ２０２６-11 2026-1é index people-99999999999999999999";
        for bad in bad.split(' ').chain([""]) {
            assert_eq!(Name::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_month_ends_where_the_next_begins() {
        let (start, end) = Month::parse("2026-12").unwrap().range().unwrap();
        assert_eq!(start.to_string(), "2026-12-01 00:00:00");
        assert_eq!(end.to_string(), "2027-01-01 00:00:00");
    }
}
