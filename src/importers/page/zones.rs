//! Time zones as pages name them.

use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};

use chrono::NaiveDateTime;

use crate::i18n::{Edition, Editions};

use super::words::{fold, words_of};

/// The zones that pages of an edition may name.
pub struct Zones {
    home: TimeZone,
    home_label: String,
    /// Folded names, the edition's own first.
    named: Vec<(String, TimeZone)>,
}

/// Why an instant can't be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ZoneProblem {
    /// Nobody knows it.
    Unknown,
    /// Several zones go by that name.
    Several,
    /// The clocks jumped over that time.
    Skipped,
}

/// Abbreviations that mean one zone in the news, as an offset or a zone of the database.
const ABBREVIATIONS: [(&str, &str); 34] = [
    ("utc", "+00"),
    ("gmt", "+00"),
    ("z", "+00"),
    ("wet", "+00"),
    ("cet", "+01"),
    ("bst", "+01"),
    ("west", "+01"),
    ("cest", "+02"),
    ("eet", "+02"),
    ("sast", "+02"),
    ("cat", "+02"),
    ("eest", "+03"),
    ("msk", "+03"),
    ("eat", "+03"),
    ("pkt", "+05"),
    ("wib", "+07"),
    ("bjt", "+08"),
    ("hkt", "+08"),
    ("sgt", "+08"),
    ("pht", "+08"),
    ("awst", "+08"),
    ("ulat", "Asia/Ulaanbaatar"),
    ("kst", "+09"),
    ("jst", "+09"),
    ("aest", "+10"),
    ("aedt", "+11"),
    ("nzst", "+12"),
    ("nzdt", "+13"),
    ("est", "-05"),
    ("edt", "-04"),
    ("cdt", "-05"),
    ("mdt", "-06"),
    ("pst", "-08"),
    ("pdt", "-07"),
];

const SHARED: [&str; 3] = ["cst", "ist", "mst"];

impl Zones {
    pub fn new(editions: &Editions, edition: &Edition) -> Zones {
        let mut named = vec![(fold(&edition.zone_label), edition.time_zone.clone())];
        let others = || editions.iter().filter(|other| other.prefix != edition.prefix);
        for edition in std::iter::once(edition).chain(others().map(|other| &**other)) {
            for entry in words_of(edition, "import-zones") {
                let Some((name, zone)) = entry.split_once('=') else { continue };
                let Some(zone) = by_name(zone.trim()) else { continue };
                named.push((fold(name.trim()), zone));
            }
        }
        named.extend(others().map(|other| (fold(&other.zone_label), other.time_zone.clone())));
        Zones { home: edition.time_zone.clone(), home_label: edition.zone_label.clone(), named }
    }

    /// How the edition's own zone is written, to show what is expected.
    pub fn home_label(&self) -> &str {
        &self.home_label
    }

    /// The zone of this name, which is folded; the edition's own when it is empty.
    pub fn find(&self, name: &str) -> Result<TimeZone, ZoneProblem> {
        let name = name.trim();
        if name.is_empty() {
            return Ok(self.home.clone());
        }
        let known = self.named.iter().find(|(known, _)| known == name).map(|(_, zone)| zone);
        if let Some(zone) = known {
            return Ok(zone.clone());
        }
        if SHARED.contains(&name) {
            return Err(ZoneProblem::Several);
        }
        let short = ABBREVIATIONS.iter().find(|(known, _)| *known == name).map(|(_, zone)| *zone);
        short.and_then(by_name).or_else(|| by_name(name)).ok_or(ZoneProblem::Unknown)
    }
}

/// The instant (UTC) at which the clocks of `zone` show `local`; the first where they do twice.
pub fn instant(zone: &TimeZone, local: NaiveDateTime) -> Result<NaiveDateTime, ZoneProblem> {
    let civil: DateTime =
        local.format("%Y-%m-%dT%H:%M:%S").to_string().parse().map_err(|_| ZoneProblem::Skipped)?;
    let ambiguous = zone.to_ambiguous_timestamp(civil);
    if matches!(ambiguous.offset(), AmbiguousOffset::Gap { .. }) {
        return Err(ZoneProblem::Skipped);
    }
    let instant = ambiguous.compatible().map_err(|_| ZoneProblem::Skipped)?;
    chrono::DateTime::from_timestamp(instant.as_second(), 0)
        .map(|instant| instant.naive_utc())
        .ok_or(ZoneProblem::Skipped)
}

/// A zone as `Asia/Shanghai`, `+08:00`, `UTC+8` or `GMT+0800`.
fn by_name(name: &str) -> Option<TimeZone> {
    let offset = name.strip_prefix("utc").or(name.strip_prefix("gmt")).unwrap_or(name).trim();
    if let Some(offset) = offset_seconds(offset) {
        return Some(TimeZone::fixed(Offset::from_seconds(offset).ok()?));
    }
    let is_place = name.contains('/') || name.eq_ignore_ascii_case("utc");
    TimeZone::get(name).ok().filter(|_| is_place)
}

fn offset_seconds(text: &str) -> Option<i32> {
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let digits = text[1..].trim();
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) => (hours, minutes),
        None if digits.len() == 4 && digits.is_ascii() => digits.split_at(2),
        None => (digits, "0"),
    };
    let number = |text: &str| {
        let plain = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<i32>().ok().filter(|_| plain)
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zones(prefix: &str) -> Zones {
        let editions = Editions::load(None).unwrap();
        Zones::new(&editions, editions.get(prefix).unwrap())
    }

    fn utc(zone: &str, local: &str) -> Result<NaiveDateTime, ZoneProblem> {
        instant(&zones("en").find(zone)?, local.parse().unwrap())
    }

    #[test]
    fn a_zone_goes_by_many_names() {
        let at = "2016-11-16T17:23:00";
        for zone in [
            "",
            "bjt",
            "beijing time",
            "北京时间",
            "北京時間",
            "+08:00",
            "+0800",
            "utc+8",
            "gmt +08:00",
            "asia/shanghai",
            "hkt",
        ] {
            assert_eq!(utc(zone, at), Ok("2016-11-16T09:23:00".parse().unwrap()), "{zone}");
        }
        assert_eq!(utc("est", at), Ok("2016-11-16T22:23:00".parse().unwrap()));
        assert_eq!(utc("улаанбаатар", at), Ok("2016-11-16T09:23:00".parse().unwrap()));
        assert_eq!(
            utc("улаанбаатар", "2016-07-01T21:00:00").unwrap(),
            "2016-07-01T12:00:00".parse().unwrap()
        );
    }

    #[test]
    fn a_zone_that_nobody_knows_is_said_so() {
        assert_eq!(utc("xyz", "2016-11-16T17:23:00"), Err(ZoneProblem::Unknown));
        assert_eq!(utc("+99:00", "2016-11-16T17:23:00"), Err(ZoneProblem::Unknown));
        assert_eq!(utc("cst", "2016-11-16T17:23:00"), Err(ZoneProblem::Several));
        assert_eq!(utc("europe/berlin", "2016-03-27T02:30:00"), Err(ZoneProblem::Skipped));
    }
}
