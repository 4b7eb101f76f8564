//! JSON Feed as a feed reader reads it.

use super::{Read, ReadItem};

pub fn read(feed: &serde_json::Value) -> Read {
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let texts = |value: &serde_json::Value, pick: fn(&serde_json::Value) -> &serde_json::Value| {
        value.as_array().into_iter().flatten().map(|one| text(pick(one))).collect()
    };
    let items = feed["items"].as_array().expect("items").iter().map(|item| ReadItem {
        id: text(&item["id"]),
        address: text(&item["url"]),
        title: text(&item["title"]),
        summary: text(&item["summary"]),
        content: text(&item["content_html"]),
        published: text(&item["date_published"]).parse().expect("an instant"),
        authors: texts(&item["authors"], |author| &author["name"]),
        sections: texts(&item["tags"], |tag| tag),
    });
    Read {
        title: text(&feed["title"]),
        description: text(&feed["description"]),
        language: text(&feed["language"]),
        page: text(&feed["home_page_url"]),
        address: text(&feed["feed_url"]),
        updated: None,
        items: items.collect(),
    }
}
