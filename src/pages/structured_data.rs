//! What search engines read of a page: JSON-LD objects in the words of schema.org.

use std::io;

use chrono::NaiveDateTime;
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use super::address::Links;
use super::cards::{Card, Link, PhotoView};
use super::layout::Layout;
use crate::model::LiveArticle;

const CONTEXT: Option<&str> = Some("https://schema.org");

/// The newspaper, on the home front.
pub fn organization(layout: &Layout) -> String {
    let accounts = layout.site.follow.iter().map(|account| account.url.as_str());
    let is_web_address = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
    in_script(&Organization {
        context: CONTEXT,
        accounts: accounts.filter(is_web_address).collect(),
        ..Organization::new(layout)
    })
}

/// Where the page stands; `crumbs` lead from the home front down.
pub fn breadcrumbs(layout: &Layout, crumbs: &[Link]) -> String {
    in_script(&BreadcrumbList {
        context: CONTEXT,
        kind: "BreadcrumbList",
        crumbs: (1..)
            .zip(crumbs)
            .map(|(position, crumb)| Crumb {
                kind: "ListItem",
                position,
                name: &crumb.text,
                item: address(layout, &crumb.href),
            })
            .collect(),
    })
}

/// A page that lists articles, in the order of the page.
pub fn collection(layout: &Layout, name: &str, cards: &[&Card]) -> String {
    in_script(&CollectionPage {
        context: CONTEXT,
        kind: "CollectionPage",
        name,
        language: &layout.edition.tag,
        list: ItemList {
            kind: "ItemList",
            length: cards.len(),
            items: (1..)
                .zip(cards)
                .map(|(position, card)| Item {
                    kind: "ListItem",
                    position,
                    url: address(layout, &card.href),
                    name: &card.headline,
                })
                .collect(),
        },
    })
}

/// An article; `modified_at` (UTC) is when its page last changed.
///
/// The description is the one in the page's head.
pub fn article(
    layout: &Layout,
    article: &LiveArticle,
    photo: Option<&PhotoView>,
    modified_at: NaiveDateTime,
) -> String {
    let (edition, links) = (&layout.edition, Links::plain(&layout.edition));
    let newspaper = Organization::new(layout);
    let source = article.source.as_ref().map(|source| Party {
        kind: "Organization",
        name: &source.name,
        url: Some(layout.absolute(&links.source(&source.slug))),
    });
    let author = article.author.as_ref().map(|author| Party {
        kind: "Person",
        name: &author.name,
        url: Some(layout.absolute(&links.author(&author.slug))),
    });
    let this_newspaper =
        || Party { kind: newspaper.kind, name: newspaper.name, url: Some(newspaper.url.clone()) };
    in_script(&NewsArticle {
        context: CONTEXT,
        kind: "NewsArticle",
        page: layout.absolute(&links.of(article)),
        headline: &article.headline,
        description: &layout.head.description,
        published: edition.machine(article.published_at),
        modified: edition.machine(modified_at),
        language: &edition.tag,
        section: &article.section.name,
        dateline: article.dateline.as_ref().map(|dateline| {
            let agency = Some(dateline.agency.as_str()).filter(|agency| !agency.is_empty());
            edition.dateline(&dateline.place, dateline.on, agency)
        }),
        author: author.or_else(|| source.clone()).unwrap_or_else(this_newspaper),
        source,
        editor: Some(article.editor.as_str())
            .filter(|editor| !editor.is_empty())
            .map(|name| Party { kind: "Person", name, url: None }),
        image: photo.map(|photo| Image::of_photo(layout, photo)),
        publisher: &newspaper,
        is_free: true,
    })
}

#[derive(Serialize)]
struct Organization<'a> {
    #[serde(rename = "@context", skip_serializing_if = "Option::is_none")]
    context: Option<&'a str>,
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    url: String,
    logo: Image<'a>,
    #[serde(rename = "sameAs", skip_serializing_if = "Vec::is_empty")]
    accounts: Vec<&'a str>,
}

impl<'a> Organization<'a> {
    fn new(layout: &'a Layout) -> Organization<'a> {
        Organization {
            context: None,
            kind: "NewsMediaOrganization",
            name: layout.site_name(),
            url: layout.absolute(&Links::plain(&layout.edition).home()),
            logo: Image::new(layout.absolute(layout.asset("icons/apple-touch-icon.png")), 180, 180),
            accounts: Vec::new(),
        }
    }
}

#[derive(Serialize)]
struct BreadcrumbList<'a> {
    #[serde(rename = "@context")]
    context: Option<&'a str>,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "itemListElement")]
    crumbs: Vec<Crumb<'a>>,
}

#[derive(Serialize)]
struct Crumb<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    name: &'a str,
    item: String,
}

#[derive(Serialize)]
struct CollectionPage<'a> {
    #[serde(rename = "@context")]
    context: Option<&'a str>,
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(rename = "inLanguage")]
    language: &'a str,
    #[serde(rename = "mainEntity")]
    list: ItemList<'a>,
}

#[derive(Serialize)]
struct ItemList<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "numberOfItems")]
    length: usize,
    #[serde(rename = "itemListElement")]
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    url: String,
    name: &'a str,
}

#[derive(Serialize)]
struct NewsArticle<'a> {
    #[serde(rename = "@context")]
    context: Option<&'a str>,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "mainEntityOfPage")]
    page: String,
    headline: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    #[serde(rename = "datePublished")]
    published: String,
    #[serde(rename = "dateModified")]
    modified: String,
    #[serde(rename = "inLanguage")]
    language: &'a str,
    #[serde(rename = "articleSection")]
    section: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    dateline: Option<String>,
    author: Party<'a>,
    #[serde(rename = "sourceOrganization", skip_serializing_if = "Option::is_none")]
    source: Option<Party<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    editor: Option<Party<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<Image<'a>>,
    publisher: &'a Organization<'a>,
    #[serde(rename = "isAccessibleForFree")]
    is_free: bool,
}

/// A person or an organization.
#[derive(Clone, Serialize)]
struct Party<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct Image<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    url: String,
    /// The same: where pictures are searched, the credit belongs to this one.
    #[serde(rename = "contentUrl")]
    content_url: String,
    /// Pixels.
    width: u32,
    /// Pixels.
    height: u32,
    #[serde(skip_serializing_if = "str::is_empty")]
    caption: &'a str,
    #[serde(rename = "creditText", skip_serializing_if = "str::is_empty")]
    credit: &'a str,
}

impl<'a> Image<'a> {
    fn new(url: String, width: u32, height: u32) -> Image<'a> {
        let content_url = url.clone();
        Image { kind: "ImageObject", url, content_url, width, height, caption: "", credit: "" }
    }

    fn of_photo(layout: &Layout, photo: &'a PhotoView) -> Image<'a> {
        let image = Image::new(layout.absolute(&photo.src), photo.width, photo.height);
        Image { caption: &photo.caption, credit: &photo.credit, ..image }
    }
}

/// The address of a page as everybody sees it, whatever this reader chose.
fn address(layout: &Layout, href: &str) -> String {
    layout.absolute(href.split('?').next().unwrap_or(href))
}

/// `object` as JSON that can't end the script element it stands in.
fn in_script(object: &impl Serialize) -> String {
    let mut json = Vec::with_capacity(2 * 1024);
    // Texts and numbers always serialise.
    let written = object.serialize(&mut Serializer::with_formatter(&mut json, InScript));
    debug_assert!(written.is_ok(), "{written:?}");
    String::from_utf8(json).unwrap_or_default()
}

/// Writes what would be markup as JSON's own escapes: it stands in texts only.
struct InScript;

impl Formatter for InScript {
    fn write_string_fragment<W: io::Write + ?Sized>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        // Whole stretches are copied: most texts have none of these.
        while let Some(at) = first_unsafe(rest.as_bytes()) {
            let (before, after) = rest.split_at(at);
            out.write_all(before.as_bytes())?;
            let mut characters = after.chars();
            match characters.next() {
                Some(character @ ('<' | '>' | '&' | '\u{2028}' | '\u{2029}')) => {
                    write!(out, "\\u{:04x}", u32::from(character))?;
                }
                Some(character) => {
                    out.write_all(&after.as_bytes()[..character.len_utf8()])?;
                }
                None => {}
            }
            rest = characters.as_str();
        }
        out.write_all(rest.as_bytes())
    }
}

/// Where the first byte is that may have to be escaped.
fn first_unsafe(text: &[u8]) -> Option<usize> {
    let is_unsafe = |&byte: &u8| (byte == b'<') | (byte == b'>') | (byte == b'&') | (byte == 0xe2);
    // Compiled to comparisons of sixteen bytes at a time, since it doesn't stop within them.
    let (chunks, _) = text.as_chunks::<16>();
    let plain = chunks
        .iter()
        .take_while(|chunk| !chunk.iter().fold(false, |found, byte| found | is_unsafe(byte)))
        .count();
    let start = plain * 16;
    text[start..].iter().position(is_unsafe).map(|at| start + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_ends_the_script_and_all_of_it_comes_back() {
        let text = "</script><!--<script> & \u{2028}\u{2029} \"quoted\" \\ 中 \u{1}";
        let json = in_script(&text);
        assert!(!json.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
