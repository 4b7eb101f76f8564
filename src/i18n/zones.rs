//! UTC instants and an edition's own clock.

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use jiff::Timestamp;
use jiff::civil;
use jiff::tz::TimeZone;

/// `at` (UTC) on the clocks of `zone`, and the zone's offset at that instant in seconds.
pub fn local(zone: &TimeZone, at: NaiveDateTime) -> (NaiveDateTime, i32) {
    let seconds = at.and_utc().timestamp();
    let instant = Timestamp::from_second(seconds).unwrap_or(match seconds < 0 {
        true => Timestamp::MIN,
        false => Timestamp::MAX,
    });
    let offset = zone.to_offset(instant).seconds();
    let local = at.checked_add_signed(TimeDelta::seconds(offset.into())).unwrap_or(at);
    (local, offset)
}

/// The first instant (UTC) of `date` in `zone`.
///
/// Where the clocks jump over midnight that is the instant of the jump; where midnight happens
/// twice it is the first one.
pub fn day_start(zone: &TimeZone, date: NaiveDate) -> NaiveDateTime {
    let midnight = date.and_time(Default::default());
    let start = civil_date(date).and_then(|date| {
        let start = zone.to_ambiguous_timestamp(date.to_datetime(civil::Time::midnight()));
        start.compatible().ok()
    });
    start
        .and_then(|start| chrono::DateTime::from_timestamp(start.as_second(), 0))
        .map_or(midnight, |start| start.naive_utc())
}

/// The instant (UTC) at which the clocks of `zone` show `local`.
///
/// Of a time that happens twice the first one, of one that the clocks jump over the one that is
/// as long after the jump.
pub fn instant(zone: &TimeZone, local: NaiveDateTime) -> Option<NaiveDateTime> {
    let time =
        civil::Time::new(local.hour() as i8, local.minute() as i8, local.second() as i8, 0).ok()?;
    let there = civil_date(local.date())?.to_datetime(time);
    let instant = zone.to_ambiguous_timestamp(there).compatible().ok()?;
    chrono::DateTime::from_timestamp(instant.as_second(), 0).map(|at| at.naive_utc())
}

fn civil_date(date: NaiveDate) -> Option<civil::Date> {
    let year = i16::try_from(date.year()).ok()?;
    civil::Date::new(year, date.month() as i8, date.day() as i8).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).unwrap()
    }

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    fn start(name: &str, date: &str) -> NaiveDateTime {
        day_start(&zone(name), date.parse().unwrap())
    }

    #[test]
    fn the_offset_is_that_of_the_instant() {
        let noon = |day: &str| local(&zone("Asia/Ulaanbaatar"), at(&format!("{day}T12:00:00"))).1;
        assert_eq!(noon("2016-07-16"), 9 * 3600);
        assert_eq!(noon("2016-11-16"), 8 * 3600);
        assert_eq!(local(&zone("Asia/Shanghai"), NaiveDateTime::MAX).0, NaiveDateTime::MAX);
    }

    #[test]
    fn an_hour_on_the_clocks_is_an_instant() {
        let shown = |name: &str, text: &str| instant(&zone(name), at(text));
        assert_eq!(shown("Asia/Shanghai", "2026-05-04T16:30:00"), Some(at("2026-05-04T08:30:00")));
        // Left out, and repeated.
        assert_eq!(shown("Europe/Berlin", "2026-03-29T02:30:00"), Some(at("2026-03-29T01:30:00")));
        assert_eq!(shown("Europe/Berlin", "2026-10-25T02:30:00"), Some(at("2026-10-25T00:30:00")));
    }

    #[test]
    fn a_day_starts_at_its_first_instant() {
        assert_eq!(start("Asia/Shanghai", "2016-11-16"), at("2016-11-15T16:00:00"));
        // Clocks go from 00:00 to 01:00, and back from 24:00 to 23:00.
        assert_eq!(start("Asia/Beirut", "2022-03-27"), at("2022-03-26T22:00:00"));
        assert_eq!(start("Asia/Beirut", "2022-10-30"), at("2022-10-29T22:00:00"));
        // Midnight twice: the clocks go back from 01:00 to 00:00.
        assert_eq!(start("America/Havana", "2022-11-06"), at("2022-11-06T04:00:00"));
        // A day that never was is empty.
        assert_eq!(start("Pacific/Apia", "2011-12-30"), start("Pacific/Apia", "2011-12-31"));
    }
}
