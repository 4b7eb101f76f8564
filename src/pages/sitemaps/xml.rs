//! How sitemaps are written.

use chrono::NaiveDateTime;
use quick_xml::escape::escape;

use super::super::layout::Alternate;
use super::name::Name;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const XHTML: &str = "http://www.w3.org/1999/xhtml";
const NEWS: &str = "http://www.google.com/schemas/sitemap-news/0.9";

/// The list of sitemaps.
pub struct SitemapIndex {
    base_url: String,
    xml: String,
}

impl SitemapIndex {
    pub fn new(base_url: &str) -> SitemapIndex {
        let xml = format!("{DECLARATION}<sitemapindex xmlns=\"{SITEMAP}\">\n");
        SitemapIndex { base_url: escape(base_url).into_owned(), xml }
    }

    /// Adds a sitemap that last changed at `modified_at` (UTC).
    pub fn add(&mut self, name: &Name, modified_at: Option<NaiveDateTime>) {
        let modified = modified_at.map(|at| at.format("%Y-%m-%dT%H:%M:%SZ").to_string());
        self.xml.push_str(&format!("<sitemap><loc>{}/sitemaps/{name}.xml</loc>", self.base_url));
        push_modified(&mut self.xml, modified.as_deref());
        self.xml.push_str("</sitemap>\n");
    }

    pub fn finish(self) -> String {
        self.xml + "</sitemapindex>\n"
    }
}

/// A list of addresses.
pub struct UrlSet {
    xml: String,
}

/// An article in the news.
pub struct News<'a> {
    /// Absolute.
    pub address: &'a str,
    /// The newspaper's name.
    pub publication: &'a str,
    /// As search engines for news have it: `zh-cn`.
    pub language: &'a str,
    /// RFC 3339.
    pub published: &'a str,
    pub headline: &'a str,
}

impl UrlSet {
    /// A list of pages in several editions.
    pub fn with_alternates() -> UrlSet {
        let xml = format!("{DECLARATION}<urlset xmlns=\"{SITEMAP}\" xmlns:xhtml=\"{XHTML}\">\n");
        UrlSet { xml }
    }

    /// A list of news.
    pub fn with_news() -> UrlSet {
        let xml = format!("{DECLARATION}<urlset xmlns=\"{SITEMAP}\" xmlns:news=\"{NEWS}\">\n");
        UrlSet { xml }
    }

    /// Adds an absolute address that last changed at `modified` (RFC 3339).
    pub fn add(&mut self, address: &str, modified: Option<&str>, alternates: &[Alternate]) {
        self.push(&["<url><loc>", &escape(address), "</loc>"]);
        push_modified(&mut self.xml, modified);
        for Alternate { language, href } in alternates {
            let (language, href) = (escape(language), escape(href));
            self.push(&["\n<xhtml:link rel=\"alternate\" hreflang=\"", &language]);
            self.push(&["\" href=\"", &href, "\"/>"]);
        }
        self.push(&["</url>\n"]);
    }

    /// Adds an article.
    pub fn add_news(&mut self, news: &News<'_>) {
        self.push(&["<url><loc>", &escape(news.address), "</loc><news:news>"]);
        self.push(&["<news:publication><news:name>", &escape(news.publication), "</news:name>"]);
        self.push(&["<news:language>", news.language, "</news:language></news:publication>"]);
        self.push(&["<news:publication_date>", news.published, "</news:publication_date>"]);
        self.push(&["<news:title>", &escape(news.headline), "</news:title></news:news></url>\n"]);
    }

    pub fn finish(self) -> String {
        self.xml + "</urlset>\n"
    }

    fn push(&mut self, pieces: &[&str]) {
        self.xml.extend(pieces.iter().copied());
    }
}

fn push_modified(xml: &mut String, modified: Option<&str>) {
    if let Some(modified) = modified {
        xml.extend(["<lastmod>", modified, "</lastmod>"]);
    }
}
