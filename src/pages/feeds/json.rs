//! JSON Feed 1.1.

use serde::Serialize;

use super::Feed;
use crate::error::AppError;

pub fn write(feed: &Feed) -> Result<String, AppError> {
    let document = Document {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: &feed.page,
        feed_url: &feed.address,
        description: &feed.description,
        icon: &feed.icon,
        language: &feed.language,
        authors: vec![Author { name: &feed.newspaper, url: None }],
        items: feed.items.iter().map(Item::new).collect(),
    };
    serde_json::to_string(&document).map_err(|error| AppError::Internal(error.to_string()))
}

#[derive(Serialize)]
struct Document<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    icon: &'a str,
    language: &'a str,
    authors: Vec<Author<'a>>,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'a str>,
    /// Every item has a content of one kind or the other.
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    tags: [&'a str; 1],
}

impl<'a> Item<'a> {
    fn new(item: &'a super::Item) -> Item<'a> {
        let authors = item.authors.iter();
        Item {
            id: &item.id,
            url: &item.address,
            title: &item.title,
            summary: &item.summary,
            content_html: item.content.as_deref(),
            content_text: item.content.is_none().then_some(&item.summary),
            image: item.image.as_deref(),
            date_published: item.published.to_rfc3339(),
            date_modified: item.updated.to_rfc3339(),
            authors: authors
                .map(|author| Author { name: &author.text, url: Some(&author.href) })
                .collect(),
            tags: [&item.section],
        }
    }
}
