use std::sync::Arc;

use super::*;
use crate::i18n::Editions;

const PREFIXES: [&str; 4] = ["en", "zh-hans", "zh-hant", "mn"];

/// What each of the four editions prints.
fn each(print: impl Fn(&Edition) -> String) -> [String; 4] {
    let editions = Editions::load(None).unwrap();
    PREFIXES.map(|prefix| print(editions.get(prefix).unwrap()))
}

fn edition(prefix: &str) -> Arc<Edition> {
    Editions::load(None).unwrap().get(prefix).unwrap().clone()
}

fn at(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// 17:23 in Beijing.
const AT: &str = "2016-11-16T09:23:00";

#[test]
fn instants_are_printed_in_the_editions_zone() {
    assert_eq!(
        each(|edition| edition.full(at(AT))),
        [
            "16 November 2016, 17:23 BJT",
            "2016年11月16日 17:23（北京时间）",
            "2016年11月16日 17:23（北京時間）",
            "2016 оны арван нэгдүгээр сарын 16, 17:23 (Улаанбаатар)",
        ]
    );
    assert_eq!(
        each(|edition| edition.card(at(AT))),
        ["16 Nov 2016", "2016年11月16日", "2016年11月16日", "2016.11.16"]
    );
    assert_eq!(each(|edition| edition.time(at(AT))), ["17:23"; 4]);
    assert_eq!(edition("en").card(at("2016-11-16T16:00:00")), "17 Nov 2016");
}

#[test]
fn days_are_printed_as_each_language_has_them() {
    let day = date("2016-11-16");
    assert_eq!(
        each(|edition| edition.day(day)),
        [
            "Wednesday 16 November 2016",
            "2016年11月16日 星期三",
            "2016年11月16日 星期三",
            "2016 оны арван нэгдүгээр сарын 16, лхагва гараг",
        ]
    );
    assert_eq!(
        each(|edition| edition.short_day(day)),
        ["16 November", "11月16日", "11月16日", "арван нэгдүгээр сарын 16"]
    );
    assert_eq!(
        each(|edition| edition.brief_day(day)),
        ["16 Nov", "11月16日", "11月16日", "11-р сарын 16"]
    );
    assert_eq!(
        each(|edition| edition.masthead(at(AT))),
        [
            "Wed 16 November 2016 BJT",
            "2016年11月16日 星期三 北京时间",
            "2016年11月16日 星期三 北京時間",
            "2016 оны арван нэгдүгээр сарын 16, лхагва гараг (Улаанбаатар)",
        ]
    );
}

#[test]
fn datelines_follow_the_editions_custom() {
    let day = date("2016-11-16");
    let line = |prefix: &str, place, agency| edition(prefix).dateline(place, day, agency);
    assert_eq!(line("en", "BEIJING", Some("Xinhua")), "BEIJING, Nov. 16 (Xinhua) —");
    assert_eq!(line("en", "BEIJING", None), "BEIJING, Nov. 16 —");
    assert_eq!(line("zh-hans", "北京", Some("新华社")), "新华社北京11月16日电");
    assert_eq!(line("zh-hant", "北京", Some("新華社")), "新華社北京11月16日電");
    assert_eq!(line("zh-hans", "北京", None), "北京11月16日电");
    assert_eq!(line("mn", "БЭЭЖИН", Some("Синьхуа")), "БЭЭЖИН, 11-р сарын 16 (Синьхуа) —");
    let may = edition("en").dateline("LONDON", date("2016-05-04"), None);
    assert_eq!(may, "LONDON, May 4 —");
}

#[test]
fn machines_get_the_offset_of_the_instant() {
    assert_eq!(each(|edition| edition.machine(at(AT))), ["2016-11-16T17:23:00+08:00"; 4]);
    let mongolian = edition("mn");
    assert_eq!(mongolian.machine(at("2016-07-01T12:00:00")), "2016-07-01T21:00:00+09:00");
    // Shanghai was 8:05:43 ahead until 1901.
    let old = edition("en").machine(at("1900-01-01T00:00:00"));
    assert_eq!(old, "1900-01-01T08:05:00+08:05");
}

#[test]
fn a_day_is_bounded_by_the_editions_clocks() {
    let english = edition("en");
    let day = date("2016-11-16");
    let (start, end) = english.day_bounds(day);
    assert_eq!((start, end), (at("2016-11-15T16:00:00"), at("2016-11-16T16:00:00")));
    assert_eq!(english.local_date(start), day);
    assert_eq!(english.local_date(end), date("2016-11-17"));
    // Ulaanbaatar put its clocks forward at 02:00 on this day.
    let (start, end) = edition("mn").day_bounds(date("2016-03-26"));
    assert_eq!(end - start, TimeDelta::hours(23));
}

#[test]
fn nothing_fails_at_the_ends_of_time() {
    let english = edition("en");
    for at in [NaiveDateTime::MIN, NaiveDateTime::MAX] {
        english.full(at);
        english.machine(at);
        english.day_bounds(english.local_date(at));
    }
}

#[test]
fn numbers_are_grouped() {
    assert_eq!(each(|edition| edition.number(12_345)), ["12,345"; 4]);
}
