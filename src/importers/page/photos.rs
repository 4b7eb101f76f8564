//! Photo places: in a text they are what the picture shows, then its caption, which ends with
//! whose it is.

use super::header::plain;
use super::parse::Line;
use super::words::{List, Words, fold, is_han, skip_chars};
use crate::text::{cells, truncate_cells};

/// The place of a photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoPlace {
    /// Of its caption.
    pub line: usize,
    /// For those who can't see it; never empty.
    pub alt: String,
    /// Without the credit.
    pub caption: String,
    /// Without its brackets; may be empty.
    pub credit: String,
}

const MAX_ALT_CELLS: usize = 400;
const MAX_CREDIT_CELLS: usize = 80;
/// Shown to those who can't see a picture whose alternative text is missing.
const MADE_ALT_CELLS: usize = 160;

/// The photo place at the start of `lines`, and how many of them it takes.
pub fn read<'a>(lines: &[Line<'a>], words: &Words, source: &str) -> Option<(PhotoPlace, usize)> {
    let [first, rest @ ..] = lines else { return None };
    let credit = |line: &Line<'a>| -> Option<Credit<'a>> { Credit::of(line.text, words, source) };
    if let [caption, after @ ..] = rest
        && cells(first.text) <= MAX_ALT_CELLS
    {
        let found = credit(caption);
        let is_alone = after.first().and_then(credit).filter(|credit| credit.is_alone());
        let likeness =
            likeness(first.text, found.as_ref().map_or(caption.text, |found| found.before));
        let is_certain = found.as_ref().is_some_and(|found| found.is_certain) || is_alone.is_some();
        let is_alt = match likeness {
            Likeness::Same => true,
            Likeness::Near => is_certain,
            Likeness::None => false,
        };
        let is_credit = found.as_ref().is_some_and(Credit::is_alone);
        if is_alt && !is_credit {
            let (found, count) = match (found, is_alone) {
                (None, Some(alone)) => (Some(Credit { before: caption.text, ..alone }), 3),
                (found, _) => (found, 2),
            };
            return Some((place(first.text, caption, found), count));
        }
    }
    // A photo without its alternative text.
    let own = credit(first);
    if own.as_ref().is_some_and(|own| own.is_certain && !own.is_alone()) {
        return Some((place("", first, own), 1));
    }
    let alone =
        rest.first().and_then(credit).filter(|credit| credit.is_alone() && credit.is_certain);
    let is_caption = own.is_none() && cells(first.text) <= MAX_ALT_CELLS;
    let alone = alone.filter(|_| is_caption)?;
    Some((place("", first, Some(Credit { before: first.text, ..alone })), 2))
}

fn place(alt: &str, caption: &Line<'_>, credit: Option<Credit<'_>>) -> PhotoPlace {
    let text = plain(credit.as_ref().map_or(caption.text, |credit| credit.before));
    PhotoPlace {
        line: caption.number,
        alt: match plain(alt) {
            alt if alt.is_empty() => truncate_cells(&text, MADE_ALT_CELLS).into_owned(),
            alt => alt,
        },
        credit: credit.map(|credit| plain(credit.name)).unwrap_or_default(),
        caption: text,
    }
}

#[derive(Debug, PartialEq)]
enum Likeness {
    /// The caption begins with it.
    Same,
    /// The caption begins much like it.
    Near,
    None,
}

fn likeness(alt: &str, caption: &str) -> Likeness {
    let letters = |text: &str| -> String {
        fold(text).chars().filter(|letter| letter.is_alphanumeric()).collect()
    };
    let (alt, caption) = (letters(alt), letters(caption));
    let length = alt.chars().count();
    let least = if alt.chars().any(is_han) { 6 } else { 12 };
    if length < least {
        return Likeness::None;
    }
    if caption.starts_with(&alt) {
        return Likeness::Same;
    }
    let beginning: String = caption.chars().take(length).collect();
    let common = alt.chars().zip(caption.chars()).take_while(|(one, other)| one == other).count();
    // Distances cost the product of the lengths.
    let is_near = common * 10 >= length * 6
        || length <= 500 && strsim::normalized_levenshtein(&alt, &beginning) > 0.7;
    if is_near { Likeness::Near } else { Likeness::None }
}

/// Whose a photo is, at the end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Credit<'a> {
    /// The line without it.
    before: &'a str,
    name: &'a str,
    /// Whether it can be nothing else.
    is_certain: bool,
}

impl<'a> Credit<'a> {
    fn of(text: &'a str, words: &Words, source: &str) -> Option<Credit<'a>> {
        Credit::in_brackets(text, words, source)
            .or_else(|| Credit::as_sentence(text, &words.photo_credit, source))
    }

    /// The line is nothing else.
    fn is_alone(&self) -> bool {
        self.before.is_empty()
    }

    /// `(Xinhua/Zhang Duo)`, `（新华社记者 张铎 摄）`, `新华社发（张铎 摄）`.
    fn in_brackets(text: &'a str, words: &Words, source: &str) -> Option<Credit<'a>> {
        let text = text.trim();
        let body = text.trim_end_matches(['.', '。']);
        let body = body.strip_suffix([')', '）'])?;
        let mut depth = 1;
        let open = body.char_indices().rev().find(|(_, letter)| {
            match letter {
                ')' | '）' => depth += 1,
                '(' | '（' => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        let (at, bracket) = open?;
        let (before, name) = (body[..at].trim_end(), body[at + bracket.len_utf8()..].trim());
        if name.is_empty() || cells(name) > MAX_CREDIT_CELLS {
            return None;
        }
        let list = &words.photo_credit;
        // 新华社发（张铎 摄）: the agency stands before the bracket.
        let (sentence, _) = last_sentence(before);
        if !source.is_empty()
            && fold(sentence).starts_with(&fold(source))
            && list.at_end(sentence).is_some()
            && cells(sentence) <= 30
        {
            let start = before.len() - sentence.len();
            return Some(Credit {
                before: before[..start].trim_end(),
                name: &text[start..],
                is_certain: true,
            });
        }
        let is_certain = has_agency_and_name(name)
            || list.after(name).is_some()
            || list.at_end(name).is_some_and(|_| cells(name) <= 40)
            || !source.is_empty() && fold(name) == fold(source) && before.is_empty();
        Some(Credit { before, name, is_certain })
    }

    /// `新华社记者 张铎 摄`, `Photo by Zhang Duo`: the last sentence of the line.
    fn as_sentence(text: &'a str, list: &List, source: &str) -> Option<Credit<'a>> {
        let text = text.trim();
        let (sentence, before) = last_sentence(text);
        let name = sentence.trim_end_matches(['.', '。']);
        let fits = cells(name) <= 40 && cells(name) > 2;
        let at_end = list.at_end(name).is_some_and(|length| {
            // A single character ends many words: 出发.
            let rest = &name[..name.len() - skip_chars(name, name.chars().count() - length).len()];
            length > 1
                || rest.ends_with(char::is_whitespace)
                || !source.is_empty() && fold(name).starts_with(&fold(source))
        });
        let at_start = list.value(name).is_some()
            || list.iter().any(|word| word.contains(' ') && fold(name).starts_with(word));
        (fits && (at_end || at_start)).then_some(Credit { before, name, is_certain: true })
    }
}

/// The last sentence of a text, and what comes before it.
fn last_sentence(text: &str) -> (&str, &str) {
    let body = text.trim_end_matches(['.', '。', ' ']);
    let end = body.char_indices().rev().find(|(at, letter)| match letter {
        '。' | '！' | '？' => true,
        '.' | '!' | '?' => body[at + 1..].starts_with(' '),
        _ => false,
    });
    match end {
        Some((at, letter)) => {
            let start = at + letter.len_utf8();
            (text[start..].trim_start(), text[..start].trim_end())
        }
        None => (text, ""),
    }
}

/// `Xinhua/Zhang Duo`: names on both sides of a stroke, rather than `men and/or women`.
fn has_agency_and_name(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['/', '／']).map(str::trim).collect();
    let is_name = |part: &&str| {
        part.chars().next().is_some_and(|first| first.is_alphabetic() && !first.is_lowercase())
            && part.chars().count() > 1
    };
    parts.len() > 1 && parts.iter().all(is_name)
}

#[cfg(test)]
mod tests {
    use super::super::parse::tests::words;
    use super::*;

    fn found(prefix: &str, source: &str, lines: &[&str]) -> Option<([String; 3], usize)> {
        let lines: Vec<Line> =
            lines.iter().zip(1..).map(|(text, number)| Line { number, text }).collect();
        let (place, count) = read(&lines, &words(prefix), source)?;
        Some(([place.alt, place.caption, place.credit], count))
    }

    #[test]
    fn a_place_is_alt_caption_and_credit() {
        let caption = "Xi gives a speech via video in Wuzhen, Zhejiang Province, Nov. 16, 2016.";
        let line = format!("{caption} (Xinhua/Zhang Duo)");
        for alt in [
            "Xi gives a speech via video in Wuzhen",
            "Xi gives a speech  via video, in Wuzhen...",
            "Xi gives speech via video in Wuzhen",
        ] {
            let ([is, text, credit], count) =
                found("en", "Xinhua", &[alt, &line, "Next."]).unwrap();
            assert_eq!(
                (&*is, &*text, &*credit, count),
                (&*plain(alt), caption, "Xinhua/Zhang Duo", 2)
            );
        }
        let ([alt, text, credit], count) = found("en", "", &[&line, "Next."]).unwrap();
        assert_eq!((&*alt, &*text, &*credit, count), (caption, caption, "Xinhua/Zhang Duo", 1));
        let lines = ["Xi gives a speech via video", caption, "(Xinhua/Zhang Duo)", "Next."];
        assert_eq!(found("en", "", &lines).unwrap().1, 3);
        let lines = ["Xi gives a speech via video", caption, "Next one."];
        assert_eq!(found("en", "", &lines).unwrap().0[2], "");
    }

    #[test]
    fn credits_have_many_forms() {
        for (prefix, line, credit) in [
            ("en", "A bridge. (Photo by Zhang Duo/Xinhua)", "Photo by Zhang Duo/Xinhua"),
            ("en", "A bridge. (AP Photo/Li Wei).", "AP Photo/Li Wei"),
            ("en", "A bridge. (Xinhua Photo)", "Xinhua Photo"),
            ("en", "A bridge. Photo: Zhang Duo", "Photo: Zhang Duo"),
            ("zh-hans", "乌镇的桥。（新华社记者 张铎 摄）", "新华社记者 张铎 摄"),
            ("zh-hans", "乌镇的桥。新华社记者张铎摄", "新华社记者张铎摄"),
            ("zh-hans", "乌镇的桥。新华社发（张铎 摄）", "新华社发（张铎 摄）"),
            ("zh-hans", "乌镇的桥。（新华社／张铎）", "新华社／张铎"),
            ("zh-hant", "烏鎮的橋。（新華社記者張鐸攝）", "新華社記者張鐸攝"),
            ("mn", "Учжэнь дэх гүүр. (Синьхуа/Жан Дуо)", "Синьхуа/Жан Дуо"),
            ("mn", "Учжэнь дэх гүүр. (Гэрэл зургийг Жан Дуо)", "Гэрэл зургийг Жан Дуо"),
        ] {
            let source = if prefix == "zh-hans" { "新华社" } else { "" };
            let ([_, caption, found], _) =
                found(prefix, source, &[line]).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(found, credit);
            assert!(caption.ends_with(['.', '。']), "{caption}");
        }
    }

    #[test]
    fn paragraphs_are_no_photos() {
        for lines in [
            &["He said yes.", "He said yes. And then more came of it."] as &[&str],
            &["The World Internet Conference (WIC)", "Another paragraph."],
            &["Speeds are in kilometres (km/h)"],
            &["For everybody (men and/or women)"],
            &["习近平说，我们从这里出发。"],
            &["The Internet is changing the global economy.", "Liu said so on Wednesday. (Xinhua)"],
        ] {
            assert_eq!(found("zh-hans", "新华社", lines), None, "{lines:?}");
        }
    }
}
