//! Addresses of pages: the id is the identity, slugs decorate it.

use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use crate::i18n::Edition;
use crate::model::{ArticleId, LiveArticle, Picture, Teaser, Translation};

/// What a section, and so its address, can't be called.
pub const RESERVED_SECTIONS: [&str; 11] = [
    "search",
    "by",
    "source",
    "coverage",
    "about",
    "contact",
    "corrections",
    "privacy",
    "accessibility",
    "feed",
    "media",
];

/// Writes the links of a page, which go on without photos when the reader came without.
#[derive(Debug, Clone)]
pub struct Links<'a> {
    edition: &'a Edition,
    suffix: &'static str,
}

impl<'a> Links<'a> {
    /// Links between pages as everybody sees them: for feeds, sitemaps and canonical addresses.
    pub fn plain(edition: &'a Edition) -> Links<'a> {
        Links { edition, suffix: "" }
    }

    /// Links that keep the reader's choice about photos.
    pub fn keeping_photos(edition: &'a Edition, photos: bool) -> Links<'a> {
        Links { edition, suffix: if photos { "" } else { "?photos=off" } }
    }

    /// Any page of the edition; `rest` comes after its prefix.
    pub fn page(&self, rest: &str) -> String {
        self.join(&[rest])
    }

    fn join(&self, parts: &[&str]) -> String {
        let length: usize = parts.iter().map(|part| part.len()).sum();
        let mut address = String::with_capacity(length + self.edition.prefix.len() + 14);
        address.extend(["/", &self.edition.prefix, "/"]);
        address.extend(parts.iter().copied());
        address.push_str(self.suffix);
        address
    }

    /// The home front.
    pub fn home(&self) -> String {
        self.page("")
    }

    /// A section front.
    pub fn section(&self, slug: &str) -> String {
        self.join(&[slug, "/"])
    }

    /// A coverage.
    pub fn coverage(&self, slug: &str) -> String {
        self.join(&["coverage/", slug])
    }

    /// An author.
    pub fn author(&self, slug: &str) -> String {
        self.join(&["by/", slug])
    }

    /// A source.
    pub fn source(&self, slug: &str) -> String {
        self.join(&["source/", slug])
    }

    /// A day of the archive.
    pub fn day(&self, day: NaiveDate) -> String {
        let mut place = String::with_capacity(16);
        push_day(&mut place, day);
        self.page(&place)
    }

    /// An article; the day is the edition's when it was published (UTC).
    pub fn article(&self, published_at: NaiveDateTime, id: ArticleId, slug: &str) -> String {
        let day = self.edition.local_date(published_at);
        let mut place = String::with_capacity(32);
        push_day(&mut place, day);
        // Writing can't fail.
        let _ = write!(place, "{id}-");
        self.join(&[&place, slug])
    }

    /// The article of a teaser.
    pub fn teaser(&self, teaser: &Teaser) -> String {
        self.article(teaser.published_at, teaser.id, &teaser.slug)
    }

    /// The article itself.
    pub fn of(&self, article: &LiveArticle) -> String {
        self.article(article.published_at, article.id, &article.slug)
    }

    /// A translation, which must be of this edition.
    pub fn translation(&self, translation: &Translation) -> String {
        self.article(translation.published_at, translation.id, &translation.slug)
    }
}

/// `2016/11/16/`, digit by digit: a front has dozens.
fn push_day(place: &mut String, day: NaiveDate) {
    let _ = write!(place, "{}", day.year());
    for number in [day.month(), day.day()] {
        place.push('/');
        place.extend([number / 10, number % 10].map(|digit| char::from(b'0' + digit as u8)));
    }
    place.push('/');
}

/// Whether a path has the shape of an article's: `/{edition}/2016/11/16/{article}`.
pub fn is_article(path: &str) -> bool {
    // Nothing stands before the first slash.
    let mut parts = path.split('/').skip(2);
    let is_date = [4, 2, 2].into_iter().all(|length| {
        let part = parts.next().unwrap_or_default();
        part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())
    });
    let article = parts.next().unwrap_or_default();
    is_date && !article.is_empty() && parts.next().is_none()
}

/// The short address for QR codes and messages.
pub fn short_link(id: ArticleId) -> String {
    format!("/s/{id}")
}

/// One rendition of a picture.
pub fn rendition(picture: &Picture, width: u32) -> String {
    ["/media/", &picture.key, "-", &width.to_string(), ".jpg"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_told_by_the_shape_of_its_address() {
        for path in ["/en/2016/11/16/17-fuel-prices", "/zh-hans/2016/11/16/x", "/mn/0000/00/00/1"] {
            assert!(is_article(path), "{path}");
        }
        for path in [
            "",
            "/",
            "/en/2016/11/16",
            "/en/2016/11/16/",
            "/en/2016/11/16/17/",
            "/en/2016/11/16/17/18",
            "/en/2016/1/16/17",
            "/en/20１6/11/16/17",
            "/en/2016/11/1x/17",
            "/2016/11/16/17",
        ] {
            assert!(!is_article(path), "{path}");
        }
    }
}
