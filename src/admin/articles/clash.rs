//! Somebody else has saved meanwhile: both texts, and nothing is lost.

use actix_web::http::StatusCode;
use askama::Template;

use super::form;
use super::opened::Opened;
use crate::admin::{AdminResult, Layout, SignedIn, reply};
use crate::commands::{ArticleText, Placing};

#[derive(Template)]
#[template(path = "admin/clash.html")]
pub(in crate::admin) struct ClashPage {
    pub layout: Layout,
    /// Where the form is sent to.
    pub path: String,
    /// Where it stands.
    pub page: String,
    /// What it is about: its headline and the language of that; empty where the text says it.
    pub about: (String, String),
    pub text: String,
    pub hint: String,
    /// What is different.
    pub fields: Vec<Both>,
    /// The person's own form, to be sent again on top of the other's.
    pub mine: Vec<(String, String)>,
}

/// A field as it was sent, and as it is stored.
pub(in crate::admin) struct Both {
    pub label: String,
    pub tag: String,
    pub mine: String,
    pub theirs: String,
}

/// The page of a clash (409). `opened` is what has been saved; `along` are more fields of the form.
pub fn page(
    by: &SignedIn,
    opened: &Opened,
    words: &ArticleText,
    placing: &Placing,
    along: Vec<(String, String)>,
) -> AdminResult {
    let layout = Layout::of(by, "clash-title");
    let pairs = form::pairs(words, placing);
    let stored = opened.form();
    let different = pairs
        .iter()
        .filter(|(name, value)| *name != "coverage" && stored.value(name) != value)
        .map(|(name, value)| Both {
            label: layout.t(&form::label(name)).to_owned(),
            tag: opened.edition.tag.clone(),
            mine: words_of(opened, name, value),
            theirs: words_of(opened, name, stored.value(name)),
        });
    let fields = different.collect();
    let copy = opened.writing.as_ref().map_or(0, |writing| writing.version);
    let own = [("version", opened.newest.id.to_string()), ("copy", copy.to_string())];
    let mine = pairs.into_iter().chain(own);
    let mine = mine.map(|(name, value)| (name.to_owned(), value)).chain(along).collect();
    let (name, at) = opened.written();
    let page = ClashPage {
        path: opened.path(),
        page: opened.path(),
        about: (opened.newest.headline.clone(), opened.edition.tag.clone()),
        hint: layout.t("clash-hint").to_owned(),
        text: layout.tvv("clash-text", ("name", &name), ("time", &layout.edition.full(at))),
        fields,
        mine,
        layout,
    };
    reply::with_status(StatusCode::CONFLICT, &page)
}

/// A field's value as people know it: names instead of numbers.
pub(super) fn words_of(opened: &Opened, field: &str, value: &str) -> String {
    let options = match field {
        "section" => &opened.options.sections,
        "author" => &opened.options.authors,
        "source" => &opened.options.sources,
        "photo" => {
            let found = opened.options.photos.iter().find(|photo| photo.value == value);
            let numbered = || if value.is_empty() { String::new() } else { format!("№ {value}") };
            return found.map_or_else(numbered, |photo| photo.alt.clone());
        }
        "dateline-on" => {
            return value.parse().map_or_else(|_| value.to_owned(), |day| opened.edition.day(day));
        }
        _ => return value.to_owned(),
    };
    let found = options.iter().find(|(id, _)| id == value);
    found.map_or_else(|| value.to_owned(), |(_, words)| words.clone())
}
