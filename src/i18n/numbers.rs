//! Digits, grouping and plurals of one edition, from CLDR.

use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale::Locale;
use icu_plurals::{PluralCategory, PluralRules};

/// How an edition writes and counts numbers.
#[derive(Debug)]
pub struct Numbers {
    decimal: DecimalFormatter,
    cardinal: PluralRules,
    ordinal: PluralRules,
}

impl Numbers {
    /// The numbers of `cldr`; a locale that CLDR does not know counts like its root.
    pub fn new(cldr: &Locale) -> Numbers {
        Numbers {
            decimal: DecimalFormatter::try_new(cldr.into(), Default::default()).expect(ROOT),
            cardinal: PluralRules::try_new_cardinal(cldr.into()).expect(ROOT),
            ordinal: PluralRules::try_new_ordinal(cldr.into()).expect(ROOT),
        }
    }

    /// `number` in the edition's digits, grouped.
    pub fn format(&self, number: u64) -> String {
        self.decimal.format(&Decimal::from(number)).to_string()
    }

    /// The edition's digits from zero to nine.
    pub fn digits(&self) -> [char; 10] {
        std::array::from_fn(|digit| {
            let text = self.format(digit as u64);
            text.chars().next().unwrap_or_else(|| char::from(b'0' + digit as u8))
        })
    }

    /// The plural category of `number`, of its ordinal (“3rd”) if `ordinal`.
    pub fn plural(&self, number: u64, ordinal: bool) -> PluralCategory {
        if ordinal { &self.ordinal } else { &self.cardinal }.category_for(number)
    }
}

/// Why compiled data cannot lack a locale.
const ROOT: &str = "CLDR's root answers where a locale is not known";

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(cldr: &str) -> Numbers {
        Numbers::new(&cldr.parse().unwrap())
    }

    #[test]
    fn numbers_are_grouped_as_readers_write_them() {
        assert_eq!(numbers("en").format(1_234_567), "1,234,567");
        assert_eq!(numbers("zh-Hant").format(1_234), "1,234");
        assert_eq!(numbers("de").format(1_234), "1.234");
        assert_eq!(numbers("ar-EG").format(2016), "٢٬٠١٦");
        assert_eq!(numbers("ar-EG-u-nu-latn").format(2016), "2,016");
        assert_eq!(numbers("ar-EG").digits()[6], '٦');
    }
}
