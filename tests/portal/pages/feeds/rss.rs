//! RSS as a feed reader reads it.

use chrono::DateTime;

use super::{Read, ReadItem, text_of};

pub fn read(text: &str) -> Read {
    let channel: rss::Channel = text.parse().expect("an RSS feed");
    let instant = |text: &str| DateTime::parse_from_rfc2822(text).expect("an instant");
    let this = &channel.extensions["atom"]["link"][0].attrs;
    assert_eq!((&*this["rel"], &*this["type"]), ("self", "application/rss+xml"));
    let items = channel.items.iter().map(|item| {
        let guid = item.guid.as_ref().expect("an id");
        assert!(guid.permalink);
        let creators = item.dublin_core_ext.as_ref().map(|core| core.creators.clone());
        ReadItem {
            id: guid.value.clone(),
            address: item.link.clone().expect("an address"),
            title: item.title.clone().expect("a title"),
            // It is HTML there.
            summary: text_of(item.description.as_deref().unwrap_or_default()),
            content: item.content.clone().unwrap_or_default(),
            published: instant(item.pub_date.as_deref().expect("an instant")),
            authors: creators.unwrap_or_default(),
            sections: item.categories.iter().map(|section| section.name.clone()).collect(),
        }
    });
    Read {
        title: channel.title.clone(),
        description: channel.description.clone(),
        language: channel.language.clone().expect("a language"),
        page: channel.link.clone(),
        address: this["href"].clone(),
        updated: channel.last_build_date.as_deref().map(instant),
        items: items.collect(),
    }
}
