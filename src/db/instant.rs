//! Instants as rows hold them, read in a tenth of the time.
//!
//! SQLite keeps a `Timestamp` as text, and diesel tries one format after the other on it with
//! chrono's general parser; a page reads dozens.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::pg::{Pg, PgValue};
use diesel::sql_types::Timestamp;
use diesel::sqlite::{Sqlite, SqliteValue};

use super::Conn;

/// An instant (UTC) of a row.
#[derive(Debug, Clone, Copy, FromSqlRow)]
pub(super) struct Instant(pub NaiveDateTime);

impl From<Instant> for NaiveDateTime {
    fn from(instant: Instant) -> NaiveDateTime {
        instant.0
    }
}

impl FromSql<Timestamp, Sqlite> for Instant {
    fn from_sql(mut value: SqliteValue<'_, '_, '_>) -> deserialize::Result<Instant> {
        if let Some(instant) = parse(value.read_text().as_bytes()) {
            return Ok(Instant(instant));
        }
        FromSql::<Timestamp, Sqlite>::from_sql(value).map(Instant)
    }
}

impl FromSql<Timestamp, Pg> for Instant {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Instant> {
        FromSql::<Timestamp, Pg>::from_sql(value).map(Instant)
    }
}

type Either = <Conn as diesel::Connection>::Backend;

impl FromSql<Timestamp, Either> for Instant {
    fn from_sql(value: <Either as Backend>::RawValue<'_>) -> deserialize::Result<Instant> {
        FromSql::<Timestamp, Either>::from_sql(value).map(Instant)
    }
}

/// `2016-11-16 09:23:00`, with or without a fraction of a second, as diesel writes it; `None` for
/// anything else that SQLite may hold.
fn parse(text: &[u8]) -> Option<NaiveDateTime> {
    let (whole, fraction) = text.split_at_checked(19)?;
    let marks = [whole[4], whole[7], whole[10], whole[13], whole[16]];
    if marks != *b"-- ::" {
        return None;
    }
    let number = |from: usize, to: usize| digits(&whole[from..to]);
    let day =
        NaiveDate::from_ymd_opt(number(0, 4)?.try_into().ok()?, number(5, 7)?, number(8, 10)?)?;
    let nanoseconds = match fraction {
        [] => 0,
        [b'.', rest @ ..] if (1..=9).contains(&rest.len()) => {
            digits(rest)? * 10_u32.pow(9 - u32::try_from(rest.len()).ok()?)
        }
        _ => return None,
    };
    day.and_hms_nano_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?, nanoseconds)
}

fn digits(text: &[u8]) -> Option<u32> {
    text.iter().try_fold(0_u32, |number, &byte| {
        byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_diesel_writes_is_read_as_it_would_read_it() {
        for text in [
            "2016-11-16 09:23:00",
            "2016-11-16 09:23:59.5",
            "0999-01-01 00:00:00.000001",
            "2024-02-29 23:59:59.999999999",
        ] {
            let expected = NaiveDateTime::parse_from_str(text, "%F %T%.f").unwrap();
            assert_eq!(parse(text.as_bytes()), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_written_in_another_way_is_left_to_diesel() {
        for text in [
            "",
            "2016-11-16",
            "2016-11-16T09:23:00",
            "2016-11-16 09:23:00Z",
            "2016-11-16 09:23:00.",
            "2016-11-16 09:23:00.1234567890",
            "2023-02-29 00:00:00",
            "2016-11-16 24:00:00",
            "+016-11-16 09:23:00",
            "新闻新闻新闻新闻",
        ] {
            assert_eq!(parse(text.as_bytes()), None, "{text}");
        }
    }
}
