//! Where a page of a list begins or ends.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, NaiveDateTime};

use super::ArticleId;

/// A place between two articles of a list in order of publication.
///
/// A page that starts at a cursor keeps its content while newer articles are
/// published. In an address it is `{microseconds since 1970}-{id}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, diesel::Queryable)]
pub struct Cursor {
    /// UTC.
    pub published_at: NaiveDateTime,
    /// Decides between articles of the same instant.
    pub id: ArticleId,
}

impl fmt::Display for Cursor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{}", self.published_at.and_utc().timestamp_micros(), self.id)
    }
}

impl FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Cursor, ()> {
        let (micros, id) = text.split_once('-').ok_or(())?;
        let plain = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        if !plain(micros) || !plain(id) {
            return Err(());
        }
        let at = DateTime::from_timestamp_micros(micros.parse().map_err(drop)?).ok_or(())?;
        // SQLite keeps instants as text, which is in their order up to then.
        if at.year() > 9999 {
            return Err(());
        }
        Ok(Cursor { published_at: at.naive_utc(), id: ArticleId(id.parse().map_err(drop)?) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_from_its_address_and_nothing_else_does() {
        let text = "1479288180000001-17";
        assert_eq!(text.parse::<Cursor>().unwrap().to_string(), text);
        for bad in [
            "",
            "-",
            "1-",
            "-1",
            "1",
            "+1-2",
            "1-2-3",
            "99999999999999999999-1",
            "253402300800000000-1",
            "é-1",
        ] {
            assert!(bad.parse::<Cursor>().is_err(), "{bad}");
        }
    }
}
