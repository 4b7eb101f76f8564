//! Ways to pass an article on, all of them plain links.

use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::i18n::Edition;
use crate::model::LiveArticle;
use crate::model::site::Site;
use crate::pages::address;
use crate::pages::cards::Link;
use crate::pages::frame::network_name;
use crate::pages::layout::Layout;
use crate::pages::qr::Qr;

/// What can't stand in a query as it is (RFC 3986 §2.3).
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Ways to pass an article on, all of them plain links.
pub struct Share {
    /// Absolute.
    pub short_link: String,
    /// Without the scheme, for print.
    pub short_label: String,
    pub mail: String,
    pub networks: Vec<Link>,
    pub qr: Option<Arc<Qr>>,
}

/// The networks in which an edition's articles are shared: those that its chiefs have chosen, or
/// those that are usual where it is read.
pub fn networks(site: &Site, edition: &Edition) -> Vec<String> {
    let usual = || edition.text("share-networks").split_whitespace().map(str::to_owned).collect();
    site.share.clone().unwrap_or_else(usual)
}

/// The links of an article.
pub fn share(layout: &Layout, article: &LiveArticle) -> Share {
    let short_link = layout.absolute(&address::short_link(article.id));
    let encode = |text: &str| utf8_percent_encode(text, ESCAPED).to_string();
    let (title, url) = (encode(article.shared_title()), encode(&short_link));
    let network = |name: &str, href: String| Link { href, text: name.to_owned() };
    let networks = networks(&layout.site, &layout.edition).into_iter().filter_map(|key| {
        let name = network_name(&key, &layout.edition);
        Some(match key.as_str() {
            "facebook" => {
                network(&name, format!("https://www.facebook.com/sharer/sharer.php?u={url}"))
            }
            "x" => network(&name, format!("https://x.com/intent/post?text={title}&url={url}")),
            "telegram" => network(&name, format!("https://t.me/share/url?url={url}&text={title}")),
            "whatsapp" => network(&name, format!("https://wa.me/?text={title}%20{url}")),
            "weibo" => network(
                &name,
                format!("https://service.weibo.com/share/share.php?url={url}&title={title}"),
            ),
            "line" => {
                network(&name, format!("https://social-plugins.line.me/lineit/share?url={url}"))
            }
            _ => return None,
        })
    });
    Share {
        mail: format!("mailto:?subject={title}&body={url}"),
        networks: networks.collect(),
        qr: layout.app.qr(&short_link),
        short_label: short_link
            .trim_start_matches("https://")
            .trim_start_matches("http://")
            .to_owned(),
        short_link,
    }
}
