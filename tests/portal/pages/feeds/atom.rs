//! Atom as a feed reader reads it.

use atom_syndication::Feed;

use super::{Read, ReadItem};

pub fn read(text: &str) -> Read {
    let feed: Feed = text.parse().expect("an Atom feed");
    let link = |links: &[atom_syndication::Link], rel: &str| {
        let mut found = links.iter().filter(|link| link.rel == rel);
        let (link, other) = (found.next(), found.next());
        assert!(other.is_none(), "{other:?}");
        link.expect("a link").href.clone()
    };
    let items = feed.entries.iter().map(|entry| {
        assert!(entry.updated >= entry.published.expect("an instant"));
        let content = entry.content.as_ref().map(|content| {
            assert_eq!(content.content_type.as_deref(), Some("html"));
            content.value.clone().expect("a text")
        });
        assert!(content.is_some() || entry.summary.is_some(), "RFC 4287 §4.1.2");
        ReadItem {
            id: entry.id.clone(),
            address: link(&entry.links, "alternate"),
            title: entry.title.to_string(),
            summary: entry.summary.as_deref().unwrap_or_default().to_owned(),
            content: content.unwrap_or_default(),
            published: entry.published.expect("an instant"),
            authors: entry.authors.iter().map(|author| author.name.clone()).collect(),
            sections: entry.categories.iter().map(|section| section.term.clone()).collect(),
        }
    });
    // Each entry must have an author, or the feed (RFC 4287 §4.1.1).
    assert_eq!(feed.authors.len(), 1);
    Read {
        title: feed.title.to_string(),
        description: feed.subtitle.as_deref().unwrap_or_default().to_owned(),
        language: feed.lang.clone().expect("a language"),
        page: link(&feed.links, "alternate"),
        address: link(&feed.links, "self"),
        updated: Some(feed.updated),
        items: items.collect(),
    }
}
