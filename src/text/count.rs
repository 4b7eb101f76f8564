//! How wide, how long, how many minutes.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::clean::pair_bidi;

/// Chinese characters and other words, counted apart because they are read at
/// different speeds.
#[derive(Serialize, Deserialize, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordCount {
    pub hanzi: usize,
    pub words: usize,
}

impl WordCount {
    /// Counts words by UAX #29; an ideograph is a word of its own there.
    pub fn of(text: &str) -> WordCount {
        let mut count = WordCount::default();
        for word in text.unicode_words() {
            match word.chars().next().is_some_and(is_hanzi) {
                true => count.hanzi += 1,
                false => count.words += 1,
            }
        }
        count
    }
}

/// Minutes to read a text at 380 hanzi or 230 other words a minute, rounded, at least 1.
pub fn reading_minutes(count: &WordCount) -> u32 {
    let minutes = count.hanzi as f64 / 380.0 + count.words as f64 / 230.0;
    (minutes.round() as u32).max(1)
}

/// Width in cells: 2 for a wide character, 0 for a combining one, 1 for the rest.
pub fn cells(text: &str) -> usize {
    text.width()
}

/// `text` in at most `max` cells, cut behind a word or a hanzi and closed with `…`.
///
/// A single word wider than `max` is cut between graphemes. The empty text when `max` is 0.
pub fn truncate_cells(text: &str, max: usize) -> Cow<'_, str> {
    if cells(text) <= max {
        return Cow::Borrowed(text);
    }
    let Some(room) = max.checked_sub(1) else { return Cow::Borrowed("") };
    let words = fitting(text.split_word_bounds(), room);
    let end = match text[..words].trim_end().is_empty() {
        true => fitting(text.graphemes(true), room),
        false => words,
    };
    let dangling = |c: char| c.is_whitespace() || ",;:—–-(（，、；：“‘「『《".contains(c);
    let kept = pair_bidi(text[..end].trim_end_matches(dangling));
    Cow::Owned(kept + "…")
}

/// Bytes of the first `pieces` that fit into `room` cells together.
fn fitting<'a>(pieces: impl Iterator<Item = &'a str>, room: usize) -> usize {
    let mut width = 0;
    pieces
        .take_while(|piece| {
            width += cells(piece);
            width <= room
        })
        .map(str::len)
        .sum()
}

/// Whether `c` is a Chinese character (Unicode blocks of CJK ideographs, and 〇).
pub(super) fn is_hanzi(c: char) -> bool {
    matches!(c,
        '\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_follow_the_east_asian_width() {
        assert_eq!(cells("abc"), 3);
        assert_eq!(cells("网络空间"), 8);
        assert_eq!(cells("e\u{301}"), 1);
        assert_eq!(cells("Ерөнхий"), 7);
        assert_eq!(cells("👩‍👩‍👧"), 2);
    }

    #[test]
    fn a_text_is_cut_behind_a_word_or_a_hanzi() {
        assert_eq!(truncate_cells("short", 10), "short");
        assert_eq!(truncate_cells("President Xi stresses", 15), "President Xi…");
        assert_eq!(truncate_cells("Hello, world", 8), "Hello…");
        assert_eq!(truncate_cells("习近平强调网络空间", 10), "习近平强…");
        assert_eq!(truncate_cells("Donaudampfschiff", 6), "Donau…");
        assert_eq!(truncate_cells("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
        assert_eq!(truncate_cells("abc", 0), "");
        assert_eq!(truncate_cells("\u{2067}one two\u{2069} three", 6), "one…");
    }

    #[test]
    fn no_cut_is_wider_than_asked() {
        let text = "习主席 stresses “网络” governance 👩‍👩‍👧, Ерөнхийлөгч";
        for max in 0..cells(text) {
            assert!(cells(&truncate_cells(text, max)) <= max, "{max}");
        }
    }

    #[test]
    fn hanzi_and_words_are_counted_apart() {
        assert_eq!(
            WordCount::of("Xi stresses int'l cooperation"),
            WordCount { hanzi: 0, words: 4 }
        );
        assert_eq!(WordCount::of("第三届WIC在乌镇，2016年。"), WordCount { hanzi: 7, words: 2 });
        assert_eq!(WordCount::of("Ерөнхий сайд"), WordCount { hanzi: 0, words: 2 });
    }

    #[test]
    fn reading_takes_at_least_a_minute() {
        assert_eq!(reading_minutes(&WordCount::default()), 1);
        assert_eq!(reading_minutes(&WordCount { hanzi: 0, words: 440 }), 2);
        assert_eq!(reading_minutes(&WordCount { hanzi: 1900, words: 230 }), 6);
    }
}
