//! RSS 2.0 with `content:encoded`, `dc:creator` and `atom:link`, as the RSS Advisory Board's
//! Best Practices Profile has them.

use std::collections::BTreeMap;

use ::rss::extension::Extension;
use ::rss::extension::dublincore::DublinCoreExtension;
use ::rss::{Category, Channel, Guid};

use super::content::escape;
use super::{Feed, Item};
use crate::error::AppError;

pub fn write(feed: &Feed) -> Result<String, AppError> {
    // A channel must have one.
    let description = if feed.description.is_empty() { &feed.title } else { &feed.description };
    let channel = Channel {
        title: feed.title.clone(),
        link: feed.page.clone(),
        description: description.clone(),
        language: Some(feed.language.clone()),
        last_build_date: Some(feed.updated.to_rfc2822()),
        namespaces: BTreeMap::from([("atom".to_owned(), "http://www.w3.org/2005/Atom".to_owned())]),
        extensions: BTreeMap::from([(
            "atom".to_owned(),
            BTreeMap::from([("link".to_owned(), vec![self_link(feed)])]),
        )]),
        items: feed.items.iter().map(item).collect(),
        ..Channel::default()
    };
    let written =
        channel.write_to(Vec::new()).map_err(|error| AppError::Internal(error.to_string()))?;
    Ok(super::without_illegal_characters(String::from_utf8_lossy(&written).into_owned()))
}

fn self_link(feed: &Feed) -> Extension {
    let attributes = [("rel", "self"), ("href", &feed.address), ("type", "application/rss+xml")];
    Extension {
        name: "atom:link".to_owned(),
        attrs: attributes.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
        ..Extension::default()
    }
}

fn item(item: &Item) -> ::rss::Item {
    ::rss::Item {
        title: Some(item.title.clone()),
        link: Some(item.address.clone()),
        // HTML to those who read it, so that text stays text.
        description: Some(item.summary.as_str()).filter(|text| !text.is_empty()).map(escape),
        content: item.content.clone(),
        categories: vec![Category { name: item.section.clone(), domain: None }],
        guid: Some(Guid { value: item.id.clone(), permalink: true }),
        pub_date: Some(item.published.to_rfc2822()),
        dublin_core_ext: Some(DublinCoreExtension {
            creators: item.authors.iter().map(|author| author.text.clone()).collect(),
            ..DublinCoreExtension::default()
        }),
        ..::rss::Item::default()
    }
}
