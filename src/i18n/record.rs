//! `edition.toml`: everything about an edition that is not a text.

use std::fmt;

use icu_locale::{LanguageIdentifier, Locale};
use jiff::tz::TimeZone;
use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::LocaleError;
use super::dates::Pattern;
use super::files::LocaleFile;
use super::names::OwnNames;
use crate::text::TidyRules;

/// First parts of an address that belong to the portal itself and can't be an edition.
pub const RESERVED_PREFIXES: &[&str] = &[
    "-", "admin", "api", "assets", "favicon", "feed", "feeds", "health", "media", "metrics",
    "oembed", "robots", "s", "search", "setup", "sitemap", "sitemaps", "static", "webhooks",
];

/// Which way the lines of an edition run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    #[default]
    Ltr,
    Rtl,
}

/// Which way an edition's lines follow each other, as in CSS.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WritingMode {
    #[default]
    HorizontalTb,
    VerticalRl,
    VerticalLr,
}

/// An edition's record as it stands in `edition.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    #[serde(deserialize_with = "filled")]
    pub label: String,
    #[serde(deserialize_with = "filled")]
    pub short_label: String,
    #[serde(deserialize_with = "language_tag")]
    pub tag: LanguageIdentifier,
    /// The CLDR locale of names and numbers; the tag where it is missing.
    #[serde(default, deserialize_with = "cldr_locale")]
    pub cldr: Option<Locale>,
    /// Where the edition stands among the others, lowest first.
    pub position: u32,
    #[serde(default)]
    pub direction: Direction,
    #[serde(default)]
    pub writing_mode: WritingMode,
    #[serde(deserialize_with = "filled")]
    pub news_language: String,
    #[serde(deserialize_with = "filled")]
    pub og_locale: String,
    #[serde(deserialize_with = "time_zone")]
    pub time_zone: TimeZone,
    #[serde(deserialize_with = "filled")]
    pub zone_label: String,
    pub converted_from: Option<String>,
    pub dates: DatePatterns,
    #[serde(default)]
    pub names: OwnNames,
    #[serde(default)]
    pub tidy: TidyRules,
}

/// The date patterns of a record.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatePatterns {
    pub full: Spanned<Pattern>,
    pub card: Spanned<Pattern>,
    pub time: Spanned<Pattern>,
    pub day: Spanned<Pattern>,
    pub short_day: Spanned<Pattern>,
    pub brief_day: Spanned<Pattern>,
    pub masthead: Spanned<Pattern>,
    pub dateline: Spanned<Pattern>,
}

impl Record {
    /// The record in `file`; an error names the line.
    pub fn parse(file: &LocaleFile) -> Result<Record, LocaleError> {
        toml::from_str(&file.text).map_err(|error| {
            let position = error.span().map_or(0, |span| span.start);
            file.invalid(position, error.message().replace('\n', " "))
        })
    }
}

impl LocaleFile {
    /// A mistake at byte `position` of this file.
    pub fn invalid(&self, position: usize, problem: impl fmt::Display) -> LocaleError {
        LocaleError::invalid(&self.path, self.line_at(position), problem)
    }

    /// The line of the byte at `position`, counted from 1.
    pub fn line_at(&self, position: usize) -> usize {
        let before = &self.text.as_bytes()[..position.min(self.text.len())];
        before.iter().filter(|byte| **byte == b'\n').count() + 1
    }
}

/// Whether `prefix` can be the first part of an edition's addresses, or why not.
pub fn check_prefix(prefix: &str) -> Result<(), &'static str> {
    let words = prefix.split('-').all(|word| {
        !word.is_empty()
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    });
    if RESERVED_PREFIXES.contains(&prefix) {
        Err("this prefix is reserved for the portal's own addresses")
    } else if !words || !prefix.starts_with(|first: char| first.is_ascii_lowercase()) {
        Err("a prefix is made of a-z, 0-9 and single hyphens and starts with a letter")
    } else {
        Ok(())
    }
}

impl Direction {
    /// As the `dir` attribute has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl WritingMode {
    /// As CSS has it.
    pub fn as_str(self) -> &'static str {
        match self {
            WritingMode::HorizontalTb => "horizontal-tb",
            WritingMode::VerticalRl => "vertical-rl",
            WritingMode::VerticalLr => "vertical-lr",
        }
    }

    /// Whether lines run from top to bottom.
    pub fn is_vertical(self) -> bool {
        self != WritingMode::HorizontalTb
    }
}

impl fmt::Display for WritingMode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

fn filled<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    match text.trim() {
        "" => Err(Error::custom("this can't be empty")),
        trimmed => Ok(trimmed.to_owned()),
    }
}

fn language_tag<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<LanguageIdentifier, D::Error> {
    let text = String::deserialize(deserializer)?;
    match text.parse::<LanguageIdentifier>() {
        Ok(tag) if !tag.language.is_unknown() => Ok(tag),
        _ => Err(Error::custom(format!("`{text}` is not a language tag (BCP 47)"))),
    }
}

fn cldr_locale<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Locale>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let locale = text.parse().map(Some);
    locale.map_err(|_| Error::custom(format!("`{text}` is not a locale of CLDR (BCP 47)")))
}

fn time_zone<'de, D: Deserializer<'de>>(deserializer: D) -> Result<TimeZone, D::Error> {
    let name = String::deserialize(deserializer)?;
    let unknown = || Error::custom(format!("`{name}` is not a time zone such as `Asia/Shanghai`"));
    TimeZone::get(&name).map_err(|_| unknown())
}
