//! The readable tail of an address: ASCII letters, digits and single hyphens.

use deunicode::deunicode_char;
use pinyin::ToPinyin;

use super::count::is_hanzi;

const MAX_BYTES: usize = 60;

/// The slug of `text` in a language (BCP 47): `[a-z0-9]` words joined by hyphens, at most
/// 60 bytes cut behind a word, `a` where nothing is left.
///
/// Chinese becomes pinyin without tones, a syllable a word; Mongolian follows MNS 5217 as
/// newsrooms use it; everything else is left to deunicode.
pub fn slug(text: &str, language: &str) -> String {
    match joined(&words(text, language), MAX_BYTES) {
        slug if slug.is_empty() => "a".to_owned(),
        slug => slug,
    }
}

/// Like [`slug`], but with a letter in it: digits alone would look like a date or a page.
pub fn headline_slug(text: &str, language: &str) -> String {
    let words = words(text, language);
    let slug = joined(&words, MAX_BYTES);
    match slug.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        true => slug,
        false if slug.is_empty() => "a".to_owned(),
        false => "a-".to_owned() + &joined(&words, MAX_BYTES - 2),
    }
}

/// As many of the words as fit; a first word that is too long by itself is cut.
fn joined(words: &[String], max: usize) -> String {
    let mut slug = String::new();
    for word in words {
        if slug.is_empty() {
            slug.push_str(&word[..word.len().min(max)]);
        } else if slug.len() + 1 + word.len() <= max {
            slug.push('-');
            slug.push_str(word);
        } else {
            break;
        }
    }
    slug
}

/// The words of `text` in `[a-z0-9]`, none of them empty.
fn words(text: &str, language: &str) -> Vec<String> {
    let is_mongolian = language.split('-').next().is_some_and(|tag| tag.eq_ignore_ascii_case("mn"));
    let mut words = Words::default();
    let mut rest = text;
    let mut before = None;
    while let Some(c) = rest.chars().next() {
        // Slugs are short; a headline of a megabyte must not cost one.
        if words.bytes > 2 * MAX_BYTES {
            break;
        }
        let mut taken = c.len_utf8();
        let phrase = PHRASES.iter().find(|(phrase, _)| is_hanzi(c) && rest.starts_with(phrase));
        if let Some((phrase, reading)) = phrase {
            reading.split(' ').for_each(|syllable| words.push_whole(syllable));
            taken = phrase.len();
        } else if let Some(syllable) = c.to_pinyin().filter(|_| is_hanzi(c)) {
            words.push_whole(syllable.plain());
        } else if let Some(letters) = is_mongolian.then(|| mongolian(c, before)).flatten() {
            words.push(letters);
        } else if !matches!(c, '\'' | '’' | 'ʼ' | '\u{ad}' | '\u{200c}' | '\u{200d}') {
            words.push(deunicode_char(c).unwrap_or(" "));
        }
        before = Some(c);
        rest = &rest[taken..];
    }
    words.end();
    words.done
}

#[derive(Default)]
struct Words {
    done: Vec<String>,
    current: String,
    bytes: usize,
}

impl Words {
    fn push(&mut self, latin: &str) {
        for c in latin.chars() {
            match c.to_ascii_lowercase() {
                // `lü` is written `lv` where there is no ü.
                'ü' => self.current.push('v'),
                c if c.is_ascii_alphanumeric() => self.current.push(c),
                _ => self.end(),
            }
            self.bytes += 1;
        }
    }

    fn push_whole(&mut self, word: &str) {
        self.end();
        self.push(word);
        self.end();
    }

    fn end(&mut self) {
        if !self.current.is_empty() {
            self.done.push(std::mem::take(&mut self.current));
        }
    }
}

/// A letter of Mongolian Cyrillic after MNS 5217:2012, without diacritics; `None` for
/// any other character.
fn mongolian(c: char, before: Option<char>) -> Option<&'static str> {
    let lower = c.to_lowercase().next().unwrap_or(c);
    // `е` is iotated where no consonant precedes it: Ерөнхий, but интернет.
    let after_consonant = before
        .and_then(|before| before.to_lowercase().next())
        .is_some_and(|before| "бвгджзйклмнпрстфхцчшщ".contains(before));
    if lower == 'е' {
        return Some(if after_consonant { "e" } else { "ye" });
    }
    MONGOLIAN.iter().find(|(letter, _)| *letter == lower).map(|(_, latin)| *latin)
}

#[rustfmt::skip]
const MONGOLIAN: [(char, &str); 34] = [
    ('а', "a"), ('б', "b"), ('в', "v"), ('г', "g"), ('д', "d"), ('ё', "yo"), ('ж', "j"), ('з', "z"),
    ('и', "i"), ('й', "i"), ('к', "k"), ('л', "l"), ('м', "m"), ('н', "n"), ('о', "o"), ('ө', "u"),
    ('п', "p"), ('р', "r"), ('с', "s"), ('т', "t"), ('у', "u"), ('ү', "u"), ('ф', "f"), ('х', "kh"),
    ('ц', "ts"), ('ч', "ch"), ('ш', "sh"), ('щ', "sh"), ('ъ', ""), ('ы', "y"), ('ь', "i"), ('э', "e"),
    ('ю', "yu"), ('я', "ya"),
];

/// Words in the news whose characters are read otherwise than by themselves, and words
/// that would be split wrongly beside them (市长期望). The first that fits counts.
#[rustfmt::skip]
const PHRASES: [(&str, &str); 103] = [
    ("会计划", "hui ji hua"), ("會計劃", "hui ji hua"), ("市长", "shi zhang"),
    ("市長", "shi zhang"), ("部长", "bu zhang"), ("部長", "bu zhang"), ("会长", "hui zhang"),
    ("會長", "hui zhang"), ("院长", "yuan zhang"), ("院長", "yuan zhang"), ("行长", "hang zhang"),
    ("行長", "hang zhang"), ("增长", "zeng zhang"), ("增長", "zeng zhang"), ("成长", "cheng zhang"),
    ("成長", "cheng zhang"), ("长城", "chang cheng"), ("長城", "chang cheng"),
    ("长江", "chang jiang"), ("長江", "chang jiang"), ("长春", "chang chun"),
    ("長春", "chang chun"), ("长沙", "chang sha"), ("長沙", "chang sha"), ("长征", "chang zheng"),
    ("長征", "chang zheng"), ("长期", "chang qi"), ("長期", "chang qi"), ("长远", "chang yuan"),
    ("長遠", "chang yuan"), ("延长", "yan chang"), ("延長", "yan chang"),
    ("长三角", "chang san jiao"), ("長三角", "chang san jiao"), ("重庆", "chong qing"),
    ("重慶", "chong qing"), ("重新", "chong xin"), ("重申", "chong shen"), ("重建", "chong jian"),
    ("重启", "chong qi"), ("重啟", "chong qi"), ("重组", "chong zu"), ("重組", "chong zu"),
    ("重返", "chong fan"), ("重复", "chong fu"), ("重複", "chong fu"), ("银行", "yin hang"),
    ("銀行", "yin hang"), ("央行", "yang hang"), ("行业", "hang ye"), ("行業", "hang ye"),
    ("行情", "hang qing"), ("首都", "shou du"), ("成都", "cheng du"), ("都市", "du shi"),
    ("古都", "gu du"), ("京都", "jing du"), ("都江堰", "du jiang yan"), ("音乐", "yin yue"),
    ("音樂", "yin yue"), ("乐团", "yue tuan"), ("樂團", "yue tuan"), ("乐队", "yue dui"),
    ("樂隊", "yue dui"), ("调整", "tiao zheng"), ("調整", "tiao zheng"), ("协调", "xie tiao"),
    ("協調", "xie tiao"), ("调控", "tiao kong"), ("調控", "tiao kong"), ("调解", "tiao jie"),
    ("調解", "tiao jie"), ("空调", "kong tiao"), ("空調", "kong tiao"), ("率先", "shuai xian"),
    ("率领", "shuai ling"), ("率領", "shuai ling"), ("率团", "shuai tuan"), ("率團", "shuai tuan"),
    ("西藏", "xi zang"), ("藏族", "zang zu"), ("厦门", "xia men"), ("廈門", "xia men"),
    ("蚌埠", "beng bu"), ("番禺", "pan yu"), ("六安", "lu an"), ("柏林", "bo lin"),
    ("秘鲁", "bi lu"), ("秘魯", "bi lu"), ("会计", "kuai ji"), ("會計", "kuai ji"),
    ("了解", "liao jie"), ("供给", "gong ji"), ("供給", "gong ji"), ("给予", "ji yu"),
    ("給予", "ji yu"), ("投降", "tou xiang"), ("曝光", "bao guang"), ("便宜", "pian yi"),
    ("恐吓", "kong he"), ("恐嚇", "kong he"), ("传记", "zhuan ji"), ("傳記", "zhuan ji"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_becomes_pinyin() {
        assert_eq!(
            slug("习近平强调网络空间", "zh-Hans"),
            "xi-jin-ping-qiang-diao-wang-luo-kong-jian"
        );
        assert_eq!(slug("第三届WIC在烏鎮", "zh-Hant"), "di-san-jie-wic-zai-wu-zhen");
        assert_eq!(slug("女性", "zh"), "nv-xing");
        assert_eq!(
            slug("重庆市长期望银行增长", "zh"),
            "chong-qing-shi-zhang-qi-wang-yin-hang-zeng-zhang"
        );
        assert_eq!(slug("西藏長期發展", "en"), "xi-zang-chang-qi-fa-zhan");
    }

    #[test]
    fn mongolian_follows_the_newsrooms() {
        assert_eq!(
            slug("Ерөнхийлөгч Улаанбаатарт ирлээ", "mn"),
            "yerunkhiilugch-ulaanbaatart-irlee"
        );
        assert_eq!(slug("Хөдөө аж ахуй, щётка", "mn-Cyrl"), "khuduu-aj-akhui-shyotka");
        assert_eq!(slug("Интернэт сургууль", "MN"), "internet-surguuli");
        assert_eq!(slug("Шатахууны үнэ 5% ӨСЛӨӨ", "mn"), "shatakhuuny-une-5-usluu");
        assert_eq!(slug("Москва", "ru"), "moskva");
    }

    #[test]
    fn other_scripts_are_left_to_deunicode() {
        assert_eq!(
            slug("President Xi stresses int'l cooperation", "en"),
            "president-xi-stresses-intl-cooperation"
        );
        assert_eq!(slug("Café — Straße & Œuvre", "fr"), "cafe-strasse-oeuvre");
        assert_eq!(slug("  --a__b..c  ", "en"), "a-b-c");
    }

    #[test]
    fn a_slug_is_short_and_never_empty() {
        for nothing in ["", "…", "\u{200b}", "---", "\u{e000}"] {
            assert_eq!(slug(nothing, "en"), "a");
            assert_eq!(headline_slug(nothing, "en"), "a");
        }
        let cut = slug(&"word ".repeat(100), "en");
        assert_eq!((cut.len(), cut.ends_with("word")), (59, true));
        assert_eq!(slug(&"w".repeat(100), "en").len(), 60);
        assert_eq!(slug(&"网".repeat(1_000_000), "zh").len(), 59);
    }

    #[test]
    fn a_headline_slug_has_a_letter() {
        assert_eq!(slug("2016", "en"), "2016");
        assert_eq!(headline_slug("2016", "en"), "a-2016");
        assert_eq!(headline_slug("2016-11-16", "en"), "a-2016-11-16");
        assert_eq!(headline_slug(&"7".repeat(99), "en").len(), 60);
        assert_eq!(headline_slug("G20", "en"), "g20");
    }
}
