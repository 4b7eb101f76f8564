//! The words of an edition that pages are read by, and which letters count as the same.

use std::sync::Arc;

use crate::i18n::{Edition, Editions};

use super::calendar::Calendar;
use super::follow::{Account, Network};
use super::zones::Zones;

/// Everything that is known of an edition's pages.
///
/// Labels of the other editions are understood too, after the edition's own: a page may keep
/// `Editor:` in a language that has another word. Only the word for home tells the editions
/// apart.
pub struct Words {
    pub edition: Arc<Edition>,
    pub calendar: Calendar,
    pub zones: Zones,
    pub networks: Vec<Network>,
    pub editions: List,
    pub crumb_end: List,
    pub editor: List,
    pub source: List,
    pub author: List,
    pub time: List,
    pub coverage: List,
    pub agency_end: List,
    pub photo_credit: List,
    pub follow: List,
    home: List,
    homes_elsewhere: Vec<(String, List)>,
}

/// Words that mean the same, folded, the longest first.
pub struct List(Vec<String>);

impl Words {
    /// The words of `edition`; `accounts` are in networks that are known besides the usual ones.
    pub fn new(editions: &Editions, edition: &Arc<Edition>, accounts: &[Account]) -> Words {
        let others = || editions.iter().filter(|other| other.prefix != edition.prefix);
        let list = |key: &str| {
            let all = std::iter::once(edition).chain(others());
            List::new(all.flat_map(|edition| words_of(edition, key)).collect())
        };
        let own = |edition: &Edition, key: &str| List::new(words_of(edition, key).collect());
        Words {
            edition: edition.clone(),
            calendar: Calendar::new(editions, edition),
            zones: Zones::new(editions, edition),
            networks: Network::all(accounts),
            editions: list("import-edition"),
            crumb_end: list("import-crumb-end"),
            editor: list("import-editor"),
            source: list("import-source"),
            author: list("import-author"),
            time: list("import-time"),
            coverage: list("import-coverage"),
            agency_end: list("import-agency-end"),
            photo_credit: list("import-photo-credit"),
            follow: list("import-follow"),
            home: own(edition, "import-home"),
            homes_elsewhere: others()
                .map(|other| (other.prefix.clone(), own(other, "import-home")))
                .collect(),
        }
    }

    /// Whether a crumb is this edition's home.
    pub fn is_home(&self, crumb: &str) -> bool {
        self.home.has(crumb)
    }

    /// The other edition whose home a crumb is.
    pub fn home_elsewhere(&self, crumb: &str) -> Option<&str> {
        let mut others = self.homes_elsewhere.iter();
        others.find(|(_, home)| home.has(crumb)).map(|(prefix, _)| prefix.as_str())
    }

    /// A word for home, to show what is expected.
    pub fn a_home(&self) -> String {
        let first = words_of(&self.edition, "import-home").next();
        first.unwrap_or_else(|| self.edition.text("home").to_owned())
    }

    /// A label for the editor, to show what is expected.
    pub fn labels(&self) -> String {
        let keys = ["import-editor", "import-source", "import-author", "import-coverage"];
        let labels = keys.iter().filter_map(|key| words_of(&self.edition, key).next());
        labels.collect::<Vec<_>>().join(", ")
    }
}

/// The words of one of the edition's messages as they are written; none where it has no such
/// message.
pub fn words_of(edition: &Edition, key: &str) -> impl Iterator<Item = String> {
    let text = if edition.has_text(key) { edition.text(key) } else { "" };
    let words = text.split('|').map(|word| word.trim().to_owned());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().into_iter()
}

impl List {
    pub fn new(words: Vec<String>) -> List {
        let mut words: Vec<String> = words.iter().map(|word| fold(word)).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
        words.dedup();
        List(words)
    }

    /// Whether `text` is one of the words.
    pub fn has(&self, text: &str) -> bool {
        let text = fold(text.trim());
        self.0.contains(&text)
    }

    /// What follows one of the words and a colon at the start of `text`.
    pub fn value<'a>(&self, text: &'a str) -> Option<&'a str> {
        let rest = self.after(text)?.trim_start();
        rest.strip_prefix([':', '：', '︰', '∶']).map(str::trim)
    }

    /// What follows one of the words at the start of `text`, which must end there as a word.
    pub fn after<'a>(&self, text: &'a str) -> Option<&'a str> {
        let folded = fold(text);
        let word = self.0.iter().find(|word| {
            folded.strip_prefix(word.as_str()).is_some_and(|rest| ends_word(word, rest))
        })?;
        Some(skip_chars(text, word.chars().count()))
    }

    /// Whether one of the words stands anywhere in `text`.
    pub fn is_in(&self, text: &str) -> bool {
        let folded = fold(text);
        self.0.iter().any(|word| folded.contains(word.as_str()))
    }

    /// The word that `text` ends with, as the number of its characters.
    pub fn at_end(&self, text: &str) -> Option<usize> {
        let folded = fold(text);
        let word = self.0.iter().find(|word| {
            folded.strip_suffix(word.as_str()).is_some_and(|before| {
                !(is_spaced(word.chars().next()) && is_spaced(before.chars().next_back()))
            })
        })?;
        Some(word.chars().count())
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// Whether a word may end before `rest`: in scripts with spaces between words, not within one.
pub fn ends_word(word: &str, rest: &str) -> bool {
    !(is_spaced(word.chars().next_back()) && is_spaced(rest.chars().next()))
}

/// Whether `text[start..end]` is a word by itself there.
pub fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let (before, word, after) = (&text[..start], &text[start..end], &text[end..]);
    let begins_inside = is_spaced(before.chars().next_back()) && is_spaced(word.chars().next());
    !begins_inside && ends_word(word, after)
}

/// A letter or digit of a script that puts spaces between words.
pub fn is_spaced(letter: Option<char>) -> bool {
    letter.is_some_and(|letter| letter.is_alphanumeric() && !is_han(letter))
}

/// A character of Chinese writing.
pub fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// `text` without its first `count` characters.
pub fn skip_chars(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or("", |(at, _)| &text[at..])
}

/// `text` with everything that counts as the same written the same way, character for
/// character: small letters, ASCII digits and punctuation, plain spaces.
pub fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

fn fold_char(letter: char) -> char {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => {
            let ascii = char::from_u32(letter as u32 - 0xfee0).unwrap_or(letter);
            ascii.to_ascii_lowercase()
        }
        letter if letter.is_whitespace() => ' ',
        '丨' | '│' | '┃' | '❘' | '∣' | 'ǀ' | '¦' => '|',
        '•' | '・' | '‧' | '⋅' | '･' | '∙' => '·',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '─' | '−' => '-',
        '‘' | '’' | 'ʼ' | '‛' | '`' | '´' => '\'',
        '“' | '”' | '„' | '‟' => '"',
        '∶' | '︰' => ':',
        _ => digit(letter).unwrap_or_else(|| small(letter)),
    }
}

/// The ASCII digit for a decimal digit of another script.
fn digit(letter: char) -> Option<char> {
    const ZEROS: [u32; 4] = [0x660, 0x6f0, 0x966, 0x1810];
    let code = letter as u32;
    let zero = ZEROS.into_iter().find(|zero| (*zero..zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

fn small(letter: char) -> char {
    let mut lower = letter.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(small), None) => small,
        _ => letter,
    }
}

/// The columns of a page's line that are parted by bars, in any of the ways they are typed.
pub fn columns(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter| fold_char(letter) == '|').map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_every_character_in_its_place() {
        let text = "Ｅｄｉｔｏｒ：张瑞　丨 Xinhua’s “a–b” ١٦ Өдөр İ";
        assert_eq!(fold(text), "editor:张瑞 | xinhua's \"a-b\" 16 өдөр İ");
        assert_eq!(fold(text).chars().count(), text.chars().count());
    }

    #[test]
    fn a_label_ends_as_a_word_does() {
        let list = List::new(vec!["Editor".into(), "编辑".into(), "By".into()]);
        assert_eq!(list.value("EDITOR : zhangrui"), Some("zhangrui"));
        assert_eq!(list.value("编辑：张瑞"), Some("张瑞"));
        assert_eq!(list.value("Editors: all"), None);
        assert_eq!(list.after("By Zhang"), Some(" Zhang"));
        assert_eq!(list.after("Bystander"), None);
        assert_eq!(list.after("编辑张瑞"), Some("张瑞"));
    }

    #[test]
    fn a_word_at_the_end_stands_by_itself_too() {
        let list = List::new(vec!["Photo".into(), "摄".into()]);
        assert_eq!(list.at_end("Xinhua Photo"), Some(5));
        assert_eq!(list.at_end("Telephoto"), None);
        assert_eq!(list.at_end("张铎摄"), Some(1));
    }
}
