//! The line that opens a report: place, day and agency, which leave the body.
//!
//! Its shape is the edition's own `dateline` message, printed with marks and read backwards.

use chrono::NaiveDate;

use super::dates::day_before;
use super::words::{Words, fold, skip_chars};

/// Where and when a report was made, and the text without that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening<'a> {
    /// As written.
    pub place: &'a str,
    pub on: NaiveDate,
    /// As written; may be empty.
    pub agency: &'a str,
    /// What follows the dateline.
    pub rest: &'a str,
}

const PLACE: char = '\u{1}';
const AGENCY: char = '\u{2}';
/// Characters within which a dateline ends.
const REACH: usize = 120;
const MAX_PLACE: usize = 60;
const MAX_AGENCY: usize = 40;

/// The dateline at the start of `text`, a page's first paragraph; `None` where it has none.
///
/// The year is the one that fits the page's `day`. `source` is the page's.
pub fn read<'a>(text: &'a str, words: &Words, day: NaiveDate, source: &str) -> Option<Opening<'a>> {
    let letters: Vec<char> = fold(text).chars().take(REACH).collect();
    let found = words.calendar.find_day_month(&letters)?;
    let on = day_before(day, found.month, found.day)?;
    [Some(AGENCY), None].into_iter().find_map(|agency| {
        let shape = Shape::of(words, agency)?;
        let (place, before_agency) =
            shape.read_before(text, &letters[..found.start], words, source)?;
        let (after_agency, end) =
            shape.read_after(text, &letters, skip_year(&letters, found.end, on))?;
        let agency = before_agency.or(after_agency).unwrap_or_default();
        let rest = skip_chars(text, end).trim_start();
        let fits = is_place(place) && !rest.is_empty();
        fits.then_some(Opening { place, on, agency, rest })
    })
}

/// A dateline's parts before and after its day, without spaces.
struct Shape {
    before: Vec<Part>,
    after: Vec<Part>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    Place,
    Agency,
    Mark(char),
}

impl Shape {
    fn of(words: &Words, agency: Option<char>) -> Option<Shape> {
        let sample = NaiveDate::from_ymd_opt(2016, 11, 28)?;
        let agency = agency.map(String::from);
        let printed = words.edition.dateline(&PLACE.to_string(), sample, agency.as_deref());
        let printed: Vec<char> = fold(&printed).chars().collect();
        let day = words.calendar.find_day_month(&printed)?;
        let parts = |letters: &[char]| -> Vec<Part> {
            let mut parts: Vec<Part> = letters
                .iter()
                .filter(|letter| !letter.is_whitespace())
                .map(|letter| match *letter {
                    PLACE => Part::Place,
                    AGENCY => Part::Agency,
                    mark => Part::Mark(mark),
                })
                .collect();
            parts.dedup();
            parts
        };
        Some(Shape { before: parts(&printed[..day.start]), after: parts(&printed[day.end..]) })
    }

    /// Place, and the agency where it comes before the day.
    fn read_before<'a>(
        &self,
        text: &'a str,
        letters: &[char],
        words: &Words,
        source: &str,
    ) -> Option<(&'a str, Option<&'a str>)> {
        let mut end = trimmed(letters, letters.len());
        // A year before the day: 2016年11月16日.
        let year_start = (0..end).rev().find(|at| {
            letters[*at..end].len() >= 4
                && letters[*at..].iter().take(4).all(char::is_ascii_digit)
                && *at + 4 + words.calendar.year_end(&letters[*at + 4..end]) == end
        });
        end = trimmed(letters, year_start.unwrap_or(end));
        let mut parts = self.before.as_slice();
        while let [head @ .., Part::Mark(mark)] = parts {
            end = trimmed(letters, end);
            let last = *letters.get(end.checked_sub(1)?)?;
            if kind(last) != kind(*mark) {
                return None;
            }
            (end, parts) = (end - 1, head);
        }
        let head = &text[..text.len() - skip_chars(text, end).len()];
        match parts {
            [Part::Place] => Some((head.trim(), None)),
            [Part::Agency, Part::Place] => {
                let (agency, place) = split_agency(head.trim(), words, source)?;
                Some((place, Some(agency)))
            }
            _ => None,
        }
    }

    /// The agency where it comes after the day, and where the dateline ends.
    fn read_after<'a>(
        &self,
        text: &'a str,
        letters: &[char],
        start: usize,
    ) -> Option<(Option<&'a str>, usize)> {
        let mut at = start;
        let mut agency = None;
        // A full stop behind the day, as some write it.
        if letters.get(at).is_some_and(|letter| ".,".contains(*letter))
            && letters.get(at + 1).is_some_and(|letter| letter.is_whitespace())
        {
            at += 1;
        }
        let mut parts = self.after.iter().peekable();
        while let Some(part) = parts.next() {
            while letters.get(at).is_some_and(|letter| letter.is_whitespace()) {
                at += 1;
            }
            match part {
                Part::Mark(mark) => {
                    let letter = *letters.get(at)?;
                    let fits =
                        kind(letter) == kind(*mark) || kind_of_end(letter) == kind_of_end(*mark);
                    if !fits {
                        return None;
                    }
                    at += 1;
                    while *mark == '-' && letters.get(at) == Some(&'-') {
                        at += 1;
                    }
                }
                Part::Agency => {
                    let Some(Part::Mark(mark)) = parts.peek() else { return None };
                    let ends = |letter: &char| kind_of_end(*letter) == kind_of_end(*mark);
                    let length = letters[at..].iter().take(MAX_AGENCY).position(ends)?;
                    let from = skip_chars(text, at);
                    let name = &from[..from.len() - skip_chars(from, length).len()];
                    agency = Some(name.trim()).filter(|name| !name.is_empty());
                    agency?;
                    at += length;
                }
                Part::Place => return None,
            }
        }
        Some((agency, at))
    }
}

/// Marks that stand for each other in datelines.
fn kind(mark: char) -> char {
    match mark {
        '.' | ',' | '、' | '。' => ',',
        '(' | '[' | '/' => '(',
        other => other,
    }
}

/// Like [`kind`], for the mark that closes.
fn kind_of_end(mark: char) -> char {
    match mark {
        ')' | ']' | '/' => ')',
        other => kind(other),
    }
}

/// Behind `, 2016` or `2016`, if that is the year.
fn skip_year(letters: &[char], start: usize, on: NaiveDate) -> usize {
    use chrono::Datelike;
    let mut at = start;
    while letters.get(at).is_some_and(|letter| " ,".contains(*letter)) {
        at += 1;
    }
    let year: Vec<char> = on.year().to_string().chars().collect();
    let rest = letters.get(at..).unwrap_or_default();
    if rest.starts_with(&year) { at + year.len() } else { start }
}

fn trimmed(letters: &[char], mut end: usize) -> usize {
    while end > 0 && letters[end - 1].is_whitespace() {
        end -= 1;
    }
    end
}

/// Agency and place written without a gap: 新华社北京.
fn split_agency<'a>(head: &'a str, words: &Words, source: &str) -> Option<(&'a str, &'a str)> {
    let folded = fold(head);
    let source = fold(source);
    let length = match folded.starts_with(&source) && !source.is_empty() {
        true => Some(source.chars().count()),
        false => words
            .agency_end
            .iter()
            .filter_map(|end| {
                let at = folded.find(end).filter(|at| *at > 0)?;
                Some((at, folded[..at].chars().count() + end.chars().count()))
            })
            .min()
            .map(|(_, length)| length),
    };
    let place = skip_chars(head, length?).trim();
    Some((head[..head.len() - skip_chars(head, length?).len()].trim(), place))
}

fn is_place(place: &str) -> bool {
    let first = place.chars().find(|letter| letter.is_alphabetic());
    let length = place.chars().count();
    length <= MAX_PLACE
        && first.is_some_and(|letter| !letter.is_lowercase())
        && !place.contains(['。', '！', '？', '!', '?'])
}

#[cfg(test)]
mod tests {
    use super::super::parse::tests::words;
    use super::*;

    fn opening(prefix: &str, text: &str) -> Option<(String, String, String, String)> {
        let day = "2016-11-16".parse().unwrap();
        let words = words(prefix);
        let found = read(text, &words, day, if prefix.starts_with("zh") { "新华社" } else { "" })?;
        let owned = |text: &str| text.to_owned();
        Some((owned(found.place), found.on.to_string(), owned(found.agency), owned(found.rest)))
    }

    fn is(prefix: &str, text: &str, place: &str, on: &str, agency: &str, rest: &str) {
        let found = opening(prefix, text).unwrap_or_else(|| panic!("{text}"));
        let found = (&*found.0, &*found.1, &*found.2, &*found.3);
        assert_eq!(found, (place, on, agency, rest), "{text}");
    }

    #[test]
    fn an_english_dateline_has_place_day_and_agency() {
        let on = "2016-11-16";
        for text in [
            "BEIJING, Nov. 16 (Xinhua) -- Chinese",
            "BEIJING, Nov 16 (Xinhua) — Chinese",
            "BEIJING, November 16 (Xinhua)－Chinese",
            "BEIJING, 16 November (Xinhua) – Chinese",
            "BEIJING,\u{a0}Nov.\u{a0}16\u{a0}(Xinhua)\u{a0}--\u{a0}Chinese",
            "BEIJING, Nov. 16, 2016 (Xinhua) - Chinese",
            "BEIJING， Nov. 16 （Xinhua） —— Chinese",
        ] {
            is("en", text, "BEIJING", on, "Xinhua", "Chinese");
        }
        is("en", "ST. LOUIS, Mo., May 4 (AP) -- A", "ST. LOUIS, Mo.", "2016-05-04", "AP", "A");
        is("en", "BEIJING, Nov. 16 -- On Dec. 1 he", "BEIJING", on, "", "On Dec. 1 he");
    }

    #[test]
    fn the_year_is_the_one_before_the_page() {
        let near = |day: &str, month, date| {
            day_before(day.parse().unwrap(), month, date).unwrap().to_string()
        };
        assert_eq!(near("2017-01-01", 12, 31), "2016-12-31");
        assert_eq!(near("2016-12-31", 1, 1), "2017-01-01");
        assert_eq!(near("2017-03-01", 2, 29), "2016-02-29");
        assert_eq!(near("2016-11-16", 5, 4), "2016-05-04");
    }

    #[test]
    fn chinese_and_mongolian_datelines_follow_their_editions() {
        let on = "2016-11-16";
        is("zh-hans", "新华社北京11月16日电　国家主席", "北京", on, "新华社", "国家主席");
        is(
            "zh-hans",
            "新华社浙江乌镇2016年11月16日电（记者张三）国家",
            "浙江乌镇",
            on,
            "新华社",
            "（记者张三）国家",
        );
        is("zh-hans", "中新网乌镇11月16日电 国家", "乌镇", on, "中新网", "国家");
        is("zh-hant", "新華社北京11月16日電 國家主席", "北京", on, "新華社", "國家主席");
        is("zh-hans", "北京11月16日电 国家", "北京", on, "", "国家");
        is("mn", "БЭЭЖИН, 11-р сарын 16 (Синьхуа) — Хятад", "БЭЭЖИН", on, "Синьхуа", "Хятад");
        is("mn", "БЭЭЖИН. 11 сарын 16. /Синьхуа/ -- Хятад", "БЭЭЖИН", on, "Синьхуа", "Хятад");
    }

    #[test]
    fn an_ordinary_paragraph_has_none() {
        for text in [
            "On Nov. 16 (Wednesday) -- he said",
            "he said, Nov. 16 (Xinhua) -- no",
            "BEIJING -- Chinese President",
            "President Xi said on Nov. 16 that",
            "BEIJING, Nov. 16 (Xinhua)",
            "",
        ] {
            assert_eq!(opening("en", text), None, "{text}");
        }
        assert_eq!(opening("zh-hans", "11月16日，国家主席"), None);
    }
}
