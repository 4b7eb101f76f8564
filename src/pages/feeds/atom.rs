//! Atom, RFC 4287.

use atom_syndication::{Category, Content, Entry, Link, Person, Text};

use super::{Feed, Format, Item};
use crate::error::AppError;

pub fn write(feed: &Feed) -> Result<String, AppError> {
    let language = Some(feed.language.clone());
    let document = atom_syndication::Feed {
        lang: language.clone(),
        id: feed.id.clone(),
        title: Text::plain(&*feed.title),
        subtitle: Some(feed.description.as_str()).filter(|text| !text.is_empty()).map(Text::plain),
        updated: feed.updated,
        authors: vec![Person { name: feed.newspaper.clone(), ..Person::default() }],
        icon: Some(feed.icon.clone()),
        links: vec![
            Link {
                rel: "self".to_owned(),
                href: feed.address.clone(),
                mime_type: Some(media_type().to_owned()),
                ..Link::default()
            },
            page_link(&feed.page, language),
        ],
        entries: feed.items.iter().map(|item| entry(feed, item)).collect(),
        ..atom_syndication::Feed::default()
    };
    let written =
        document.write_to(Vec::new()).map_err(|error| AppError::Internal(error.to_string()))?;
    Ok(super::without_illegal_characters(String::from_utf8_lossy(&written).into_owned()))
}

fn entry(feed: &Feed, item: &Item) -> Entry {
    let person = |author: &super::Link| Person {
        name: author.text.clone(),
        uri: Some(author.href.clone()),
        ..Person::default()
    };
    Entry {
        id: item.id.clone(),
        title: Text::plain(&*item.title),
        published: Some(item.published),
        updated: item.updated,
        authors: item.authors.iter().map(person).collect(),
        categories: vec![Category { term: item.section.clone(), ..Category::default() }],
        links: vec![page_link(&item.address, Some(feed.language.clone()))],
        summary: Some(item.summary.as_str()).filter(|text| !text.is_empty()).map(Text::plain),
        content: item.content.clone().map(|html| Content {
            content_type: Some("html".to_owned()),
            value: Some(html),
            ..Content::default()
        }),
        ..Entry::default()
    }
}

fn page_link(href: &str, language: Option<String>) -> Link {
    Link {
        rel: "alternate".to_owned(),
        href: href.to_owned(),
        mime_type: Some("text/html".to_owned()),
        hreflang: language,
        ..Link::default()
    }
}

/// Without the character set, which links don't have.
fn media_type() -> &'static str {
    Format::Atom.content_type().split(';').next().unwrap_or_default()
}
