//! Which edition a browser's `Accept-Language` asks for, by CLDR's data alone.

use icu_locale::fallback::LocaleFallbacker;
use icu_locale::subtags::{Language, Region, Script, region};
use icu_locale::{LanguageIdentifier, Locale, LocaleCanonicalizer, LocaleExpander};

/// Matches wishes against a fixed list of tags.
pub struct Negotiator {
    canonicalizer: LocaleCanonicalizer,
    expander: LocaleExpander,
    fallbacker: LocaleFallbacker,
    supported: Vec<Candidate>,
}

impl Negotiator {
    /// A negotiator for `tags`, of which the earlier is preferred where two fit alike.
    pub fn new<'a>(tags: impl IntoIterator<Item = &'a LanguageIdentifier>) -> Negotiator {
        let mut negotiator = Negotiator {
            canonicalizer: LocaleCanonicalizer::new_extended(),
            expander: LocaleExpander::new_extended(),
            fallbacker: LocaleFallbacker::new().static_to_owned(),
            supported: Vec::new(),
        };
        negotiator.supported = tags.into_iter().map(|tag| negotiator.candidate(tag)).collect();
        negotiator
    }

    /// The place in the list of the tag that fits `accept_language` best.
    ///
    /// A tag fits where language and script are the same after likely subtags are added
    /// (`zh-HK` is `zh-Hant-HK`); among several the nearest region wins. Only where no wish fits
    /// like that, a wish's language in another script will do. `None` where nothing fits, where
    /// there is no preference (`*`), and for what isn't such a header.
    pub fn choose(&self, accept_language: &str) -> Option<usize> {
        let wishes = wishes(accept_language);
        let wishes: Vec<_> = wishes.iter().map(|wish| self.candidate(wish)).collect();
        let first_that = |fits: fn(&Candidate, &Candidate) -> bool| {
            wishes.iter().find_map(|wish| self.nearest(wish, |one| fits(one, wish)))
        };
        first_that(|one, wish| one.language == wish.language && one.script == wish.script)
            .or_else(|| first_that(|one, wish| one.language == wish.language))
    }

    /// The place of the candidate nearest to `wish` among those that fit.
    fn nearest(&self, wish: &Candidate, fits: impl Fn(&Candidate) -> bool) -> Option<usize> {
        let fitting = self.supported.iter().enumerate().filter(|(_, one)| fits(one));
        // `min_by_key` keeps the first of equals.
        let nearest = fitting.min_by_key(|(_, one)| one.distance(wish));
        nearest.map(|(index, _)| index)
    }

    fn candidate(&self, tag: &LanguageIdentifier) -> Candidate {
        let mut locale = Locale::from(tag.clone());
        self.canonicalizer.canonicalize(&mut locale);
        self.expander.maximize(&mut locale.id);
        let LanguageIdentifier { language, script, .. } = locale.id;

        let fallbacker = self.fallbacker.for_config(Default::default());
        let mut ancestors = fallbacker.fallback_for(locale.into());
        let mut lineage = Vec::new();
        while !ancestors.get().is_unknown() {
            // Some come with the script they have anyway and some without.
            let ancestor = ancestors.get();
            lineage.push((ancestor.language, ancestor.script.or(script), ancestor.region));
            ancestors.step();
        }
        // ICU4X drops a script that the region implies before it looks for parents, and so misses
        // the one parent that CLDR lists with such a script: Macao reads what Hong Kong reads.
        if let [(.., Some(MACAO)), (.., None)] = lineage[..] {
            lineage.insert(1, (language, script, Some(HONG_KONG)));
        }
        lineage.reverse();
        Candidate { language, script, lineage }
    }
}

const MACAO: Region = region!("MO");
const HONG_KONG: Region = region!("HK");

/// A tag with its likely subtags.
#[derive(Debug)]
struct Candidate {
    language: Language,
    script: Option<Script>,
    /// CLDR's ancestors of the tag and the tag itself, eldest first: `en en-001 en-AU`.
    lineage: Vec<(Language, Option<Script>, Option<Region>)>,
}

impl Candidate {
    /// How far the two are from their youngest common ancestor, the way from `wish` first.
    fn distance(&self, wish: &Candidate) -> (usize, usize) {
        let pairs = self.lineage.iter().zip(&wish.lineage);
        let common = pairs.take_while(|(one, other)| one == other).count();
        (wish.lineage.len() - common, self.lineage.len() - common)
    }
}

/// The languages of the header, most wanted first; those with `q=0`, `*` and what can't be read
/// are left out (RFC 9110 §12.5.4).
fn wishes(accept_language: &str) -> Vec<LanguageIdentifier> {
    /// Browsers send a handful; nobody makes us sort thousands.
    const MOST: usize = 32;

    let read = |item: &str| {
        let mut parts = item.split(';').map(str::trim);
        let tag = LanguageIdentifier::try_from_str(parts.next()?).ok()?;
        let mut quality = 1.0;
        for part in parts {
            let (name, value) = part.split_once('=')?;
            if name.trim().eq_ignore_ascii_case("q") {
                quality = value.trim().parse::<f32>().ok()?;
            }
        }
        let wanted = quality > 0.0 && quality <= 1.0;
        wanted.then_some((quality, tag))
    };
    let mut wishes: Vec<_> = accept_language.split(',').take(MOST).filter_map(read).collect();
    wishes.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    wishes.into_iter().map(|(_, tag)| tag).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose<'a>(supported: &'a str, accept_language: &str) -> Option<&'a str> {
        let names: Vec<_> = supported.split(',').map(str::trim).collect();
        let tags: Vec<LanguageIdentifier> =
            names.iter().map(|name| name.parse().unwrap()).collect();
        Negotiator::new(&tags).choose(accept_language).map(|index| names[index])
    }

    #[test]
    fn regions_lead_to_the_script_that_is_read_there() {
        let ours = |header| choose("en, zh-Hans, zh-Hant, mn", header);
        for header in ["zh", "zh-CN", "zh-SG", "zh-Hans-HK", "cmn-CN"] {
            assert_eq!(ours(header), Some("zh-Hans"), "{header}");
        }
        for header in ["zh-HK", "zh-TW", "zh-MO", "zh-Hant", "ZH-hant-cn", "zh-TW,en;q=0.9"] {
            assert_eq!(ours(header), Some("zh-Hant"), "{header}");
        }
        assert_eq!(ours("mn"), Some("mn"));
        assert_eq!(ours("mn-MN, zh;q=0.9"), Some("mn"));
        assert_eq!(ours("en-GB"), Some("en"));
    }

    #[test]
    fn wishes_are_taken_in_their_order() {
        let ours = |header| choose("en, zh-Hans, zh-Hant, mn", header);
        assert_eq!(ours("de, mn;q=0.4, en;q=0.8"), Some("en"));
        assert_eq!(ours("fr;q=1, mn; Q=0.5"), Some("mn"));
        assert_eq!(ours("en;q=0, mn;q=0.001"), Some("mn"));
        assert_eq!(ours("*, mn;q=0.5"), Some("mn"));
        for none in
            ["", "*", "*;q=0.5", "de", "en;q=0", "en;q=2", "en;q=x", "en;q=nan", ";;,,", "🙂"]
        {
            assert_eq!(ours(none), None, "{none}");
        }
    }

    #[test]
    fn a_language_in_another_script_is_the_last_resort() {
        assert_eq!(choose("en, mn", "mn-Mong, en;q=0.5"), Some("en"));
        assert_eq!(choose("en, mn", "mn-Mong"), Some("mn"));
        assert_eq!(choose("en, mn, mn-Mong", "mn-CN"), Some("mn-Mong"));
        assert_eq!(choose("en, ar", "ar-EG"), Some("ar"));
    }

    /// The lines with Chinese in CLDR's LocaleMatcher tests, where what CLDR answers for want of
    /// anything better is `None` with us: <https://github.com/unicode-org/cldr>,
    /// `tools/cldr-code/src/test/resources/…/localeMatcherTest.txt`.
    #[test]
    fn chinese_is_matched_as_in_the_tests_of_cldr() {
        for (supported, desired, expected) in [
            ("zh-MO, zh-TW", "zh-HK", "zh-MO"),
            ("zh-TW, zh-MO", "zh-HK", "zh-MO"),
            ("zh-MO, zh-CN", "zh-HK", "zh-MO"),
            ("zh-CN, zh-MO", "zh-HK", "zh-MO"),
            ("zh-MO, zh", "zh-HK", "zh-MO"),
            ("zh, zh-MO", "zh-HK", "zh-MO"),
            ("zh-CN, zh-TW, iw", "zh-Hant-TW", "zh-TW"),
            ("zh-CN, zh-TW, iw", "zh-Hant", "zh-TW"),
            ("zh-CN, zh-TW, iw", "zh-TW", "zh-TW"),
            ("zh-CN, zh-TW, iw", "zh-Hans-CN", "zh-CN"),
            ("zh-CN, zh-TW, iw", "zh-CN", "zh-CN"),
            ("zh-CN, zh-TW, iw", "zh", "zh-CN"),
            ("zh-CN, zh-TW, iw", "zh-Hant-HK", "zh-TW"),
            ("zh-CN, zh-TW, iw", "he-IT", "iw"),
            ("zh, zh-TW, zh-MO", "zh-HK", "zh-MO"),
            ("zh, zh-TW, zh-HK", "zh-MO", "zh-HK"),
            ("zh, zh-Hant", "und-TW", "zh-Hant"),
            ("en-Hant-TW, und-TW", "zh-Hant", "und-TW"),
            ("en-Hant-TW, und-TW", "zh", "und-TW"),
            ("fr, zh-Hans-CN, en-US", "zh-TW", "zh-Hans-CN"),
            ("fr, zh-Hans-CN, en-US", "zh-Hant", "zh-Hans-CN"),
            ("fr, zh-Hans-CN, en-US", "zh-TW, en", "en-US"),
            ("fr, zh-Hans-CN, en-US", "zh-Hant-CN, en, en", "en-US"),
            ("fr, zh-Hans-CN, en-US", "zh-Hans, en", "zh-Hans-CN"),
        ] {
            assert_eq!(choose(supported, desired), Some(expected), "{supported}; {desired}");
        }
        assert_eq!(choose("fr, en-GB, ja, es-ES, es-MX", "de, zh"), None);
        assert_eq!(choose("ru, fr", "zh, pl"), None);
    }
}
