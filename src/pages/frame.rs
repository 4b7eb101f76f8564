//! The links that every page of an edition has: navigation, information pages, accounts.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use super::cards::Link;
use super::qr::{self, Qr};
use super::visit::Visit;
use crate::app::App;
use crate::i18n::Edition;
use crate::model::SectionId;
use crate::model::site::{Site, SiteSection};

/// Written once for a page, printed at its head and its foot.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// The fronts of the sections.
    pub nav: Vec<NavItem>,
    /// The index of coverages, when there are any.
    pub coverage_index: Option<Link>,
    /// The information pages that exist.
    pub info_pages: Vec<Link>,
    /// The accounts to follow.
    pub follow: Vec<FollowItem>,
}

impl Frame {
    /// The links around a page that `visit` asks for.
    pub fn new(visit: &Visit, site: &Site) -> Frame {
        let (links, edition) = (visit.links(), &visit.edition);
        let is_in = |section: &&SiteSection| !site.off_navigation.contains(&section.id);
        let nav = site.sections.iter().filter(is_in).map(|section| NavItem {
            id: section.id,
            link: Link { href: links.section(&section.slug), text: section.name.clone() },
        });
        let coverage_index =
            || Link { href: links.page("coverage/"), text: edition.text("coverage").to_owned() };
        let info_pages = site.info_pages.iter();
        let follow = site.follow.iter().filter_map(|account| {
            Some(FollowItem {
                qr: visit.app.qr(&account.url)?,
                network: network_name(&account.network, edition),
                name: account.name.clone(),
                url: account.url.clone(),
            })
        });
        Frame {
            nav: nav.collect(),
            coverage_index: site.has_coverages.then(coverage_index),
            info_pages: info_pages
                .map(|(name, title)| Link { href: links.page(name), text: title.clone() })
                .collect(),
            follow: follow.collect(),
        }
    }
}

/// The frames that were made last, by edition and by whether photos are shown.
#[derive(Debug, Default)]
pub struct Frames(RwLock<HashMap<(String, bool), Made>>);

/// A frame with what it was made of.
#[derive(Debug)]
struct Made {
    edition: Arc<Edition>,
    site: Arc<Site>,
    frame: Arc<Frame>,
}

impl Frames {
    /// The links around a page that `visit` asks for, made once as long as `site` is the same.
    pub fn get(&self, visit: &Visit, site: &Arc<Site>) -> Arc<Frame> {
        let key = (visit.edition.prefix.clone(), visit.photos);
        if let Ok(frames) = self.0.read()
            && let Some(made) = frames.get(&key)
            && Arc::ptr_eq(&made.site, site)
            && Arc::ptr_eq(&made.edition, &visit.edition)
        {
            return made.frame.clone();
        }
        let frame = Arc::new(Frame::new(visit, site));
        if let Ok(mut frames) = self.0.write() {
            let (edition, site) = (visit.edition.clone(), site.clone());
            frames.insert(key, Made { edition, site, frame: frame.clone() });
        }
        frame
    }
}

/// A section in the navigation.
#[derive(Debug, Clone)]
pub struct NavItem {
    /// To mark the one that the page belongs to.
    pub id: SectionId,
    /// Its front.
    pub link: Link,
}

/// An account with its code.
#[derive(Debug, Clone)]
pub struct FollowItem {
    /// The network's name as printed.
    pub network: String,
    /// The account's name.
    pub name: String,
    /// Where it is.
    pub url: String,
    /// The code that leads there.
    pub qr: Arc<Qr>,
}

/// A network's name as its users write it; the edition's own words come first.
pub fn network_name(key: &str, edition: &Edition) -> String {
    let message = format!("network-{key}");
    if edition.has_text(&message) {
        return edition.text(&message).to_owned();
    }
    key.to_owned()
}

impl App {
    /// The QR code of a text, drawn once.
    pub fn qr(&self, text: &str) -> Option<Arc<Qr>> {
        if let Ok(kept) = self.codes.read()
            && let Some(code) = kept.get(text)
        {
            return Some(code.clone());
        }
        let code = Arc::new(qr::code(text)?);
        if let Ok(mut kept) = self.codes.write() {
            // Each is about 2 kB; short links of old articles may push it out now and then.
            if kept.len() >= 2_000 {
                kept.clear();
            }
            kept.insert(text.to_owned(), code.clone());
        }
        Some(code)
    }
}
