//! What surrounds every page: head, edition bar, masthead, navigation, footer.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::address::Links;
use super::cards::{Link, Stamp};
use super::frame::{FollowItem, Frame};
use super::visit::Visit;
use crate::app::App;
use crate::db::Conn;
use crate::db::settings::PORTAL;
use crate::error::AppError;
use crate::i18n::{Arg, Edition, Editions};
use crate::model::site::Site;
use crate::model::{Noun, SectionId};

/// The frame of a page. Templates print it; pages fill `head` and `switcher`.
pub struct Layout {
    /// Texts and dates.
    pub edition: Arc<Edition>,
    /// Name, sections, accounts.
    pub site: Arc<Site>,
    /// The links that every page of the edition has.
    pub frame: Arc<Frame>,
    /// The portal, for addresses of static files.
    pub app: Arc<App>,
    /// What the page says about itself to machines.
    pub head: Head,
    /// The line of editions at the top.
    pub switcher: Vec<EditionLink>,
    /// The section to mark in the navigation.
    pub current_section: Option<SectionId>,
    /// The day under the name, on fronts.
    pub masthead_date: Option<Stamp>,
    /// Whether photos are shown.
    pub photos: bool,
    /// The same page with the other choice about photos.
    pub photos_href: String,
    /// Whether the first skip link leads to a story.
    pub is_story: bool,
}

/// The head of a page.
#[derive(Debug, Default)]
pub struct Head {
    /// Before the site's name; empty on the home front.
    pub title: String,
    /// One or two sentences; may be empty.
    pub description: String,
    /// The page's one address, absolute; empty when it has none (errors).
    pub canonical: String,
    /// The same page in other editions, itself included: only those that are live.
    pub alternates: Vec<Alternate>,
    /// `noindex` and the like.
    pub robots: Option<&'static str>,
    /// The address that `feed.atom` and its siblings are under, with the feed's title.
    pub feed: Option<Link>,
    /// What networks show when the page is shared; where there is none, the page's title.
    pub card: Option<SocialCard>,
    /// JSON-LD objects, safe to stand in a script element.
    pub structured_data: Vec<String>,
    /// Neighbouring pages of a list.
    pub previous: Option<String>,
    /// Neighbouring pages of a list.
    pub next: Option<String>,
}

/// A page in another edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternate {
    /// BCP 47 tag, or `x-default`.
    pub language: String,
    /// Absolute.
    pub href: String,
}

/// Open Graph.
#[derive(Debug, Clone, Default)]
pub struct SocialCard {
    /// `article` or `website`.
    pub kind: &'static str,
    /// The headline without the site's name.
    pub title: String,
    /// Absolute; empty when there is none.
    pub image: String,
    /// Pixels.
    pub image_width: u32,
    /// Pixels.
    pub image_height: u32,
    /// The image's words.
    pub image_alt: String,
    /// RFC 3339; empty unless an article.
    pub published: String,
    /// RFC 3339; empty unless an article.
    pub modified: String,
    /// Empty unless an article.
    pub section: String,
}

/// One edition in the line at the top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionLink {
    /// In its own language.
    pub label: String,
    /// BCP 47 tag.
    pub tag: String,
    /// Where it leads.
    pub href: String,
    /// Whether it is the edition of this page.
    pub is_current: bool,
    /// What is said after the label when it leads to a home page instead, in that language.
    pub suffix: Option<String>,
    /// "Read in English", in that language.
    pub offer: String,
    /// "Hide this line", in that language.
    pub close: String,
}

/// Where the page is in another edition: that edition's prefix, and the path there.
pub type Counterparts = Vec<(String, String)>;

/// What the switcher does for an edition without a counterpart.
#[derive(Debug, Clone)]
pub enum Elsewhere {
    /// Every edition has this page at the same place; say nothing.
    SamePath(String),
    /// Go home and say, with this query (empty: nothing), what was being read.
    Home(String),
}

impl Layout {
    /// A frame that pages then fill.
    ///
    /// # Errors
    ///
    /// Those of the database.
    pub fn new(visit: &Visit, conn: &mut Conn) -> Result<Layout, AppError> {
        let settings = [PORTAL, &visit.edition.prefix].map(|of| Noun::Settings(of.to_owned()));
        visit.shown.note_all(settings);
        let site = visit.app.site(conn, &visit.edition.prefix)?;
        Ok(Layout::with_site(visit, site))
    }

    /// A frame for a page that must not need the database.
    pub fn with_site(visit: &Visit, site: Arc<Site>) -> Layout {
        Layout {
            edition: visit.edition.clone(),
            frame: visit.app.frames.get(visit, &site),
            site,
            app: visit.app.clone(),
            head: Head::default(),
            switcher: Vec::new(),
            current_section: None,
            masthead_date: None,
            photos: visit.photos,
            photos_href: visit.address(!visit.photos),
            is_story: false,
        }
    }

    /// The words for `key`.
    pub fn t(&self, key: &str) -> &str {
        self.edition.text(key)
    }

    /// The words for `key` with one text argument.
    pub fn tv(&self, key: &str, name: &str, value: &str) -> String {
        self.edition.text_with(key, &[(name, Arg::Text(value))])
    }

    /// The words for `key` with one number.
    pub fn tn(&self, key: &str, name: &str, value: &usize) -> String {
        self.edition.text_with(key, &[(name, Arg::from(*value))])
    }

    /// The words for `key` with two text arguments.
    pub fn tvv(&self, key: &str, one: (&str, &str), two: (&str, &str)) -> String {
        self.edition.text_with(key, &[(one.0, Arg::Text(one.1)), (two.0, Arg::Text(two.1))])
    }

    /// The newspaper's name, Broadsheet until somebody sets it.
    pub fn site_name(&self) -> &str {
        if self.site.name.is_empty() { "Broadsheet" } else { &self.site.name }
    }

    /// The whole `<title>`.
    pub fn title(&self) -> String {
        if self.head.title.is_empty() {
            return self.site_name().to_owned();
        }
        self.tvv("page-title", ("title", &self.head.title), ("site", self.site_name()))
    }

    /// What networks show of the page; none where it has no address to share.
    pub fn card(&self) -> Option<Cow<'_, SocialCard>> {
        if let Some(card) = &self.head.card {
            return Some(Cow::Borrowed(card));
        }
        let title = if self.head.title.is_empty() { self.site_name() } else { &self.head.title };
        let card = SocialCard { kind: "website", title: title.to_owned(), ..SocialCard::default() };
        (!self.head.canonical.is_empty()).then_some(Cow::Owned(card))
    }

    /// A path that an editor wrote, with the reader's choice about photos.
    pub fn keeping_photos(&self, path: &str) -> String {
        match (self.photos, path.contains('?')) {
            (true, _) => path.to_owned(),
            (false, true) => format!("{path}&photos=off"),
            (false, false) => format!("{path}?photos=off"),
        }
    }

    /// Links that keep the reader's choice about photos.
    pub fn links(&self) -> Links<'_> {
        Links::keeping_photos(&self.edition, self.photos)
    }

    /// The address of a static file.
    pub fn asset<'a>(&'a self, name: &'a str) -> &'a str {
        self.app.assets.address(name)
    }

    /// The script that runs before the first paint.
    pub fn before_paint(&self) -> &str {
        self.app.assets.before_paint()
    }

    /// An absolute address.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.app.config.base_url)
    }

    /// Whether the page belongs to a section of the navigation.
    pub fn is_current(&self, section: &SectionId) -> bool {
        self.current_section == Some(*section)
    }

    /// The words for an account's code.
    pub fn follow_label(&self, account: &FollowItem) -> String {
        self.tvv("follow-qr", ("name", &account.name), ("network", &account.network))
    }

    /// Fills the line of editions and the alternates in the head.
    ///
    /// `counterparts` are the editions that have this page; the others get `elsewhere`.
    /// Alternates are written only when `indexed`.
    pub fn set_editions(
        &mut self,
        counterparts: &Counterparts,
        elsewhere: &Elsewhere,
        indexed: bool,
    ) {
        let base_url = &self.app.config.base_url;
        let photos = self.photos;
        self.switcher = edition_links(&self.app.editions, &self.edition, |edition| {
            let found = counterparts.iter().find(|(prefix, _)| *prefix == edition.prefix);
            let (href, leads_home) = match (found, elsewhere) {
                (Some((_, path)), _) => (path.clone(), false),
                (None, Elsewhere::SamePath(rest)) => (format!("/{}/{rest}", edition.prefix), false),
                (None, Elsewhere::Home(query)) if query.is_empty() => {
                    (format!("/{}/", edition.prefix), true)
                }
                (None, Elsewhere::Home(query)) => (format!("/{}/?{query}", edition.prefix), true),
            };
            let href = match (photos, href.contains('?')) {
                (true, _) => href,
                (false, true) => format!("{href}&photos=off"),
                (false, false) => format!("{href}?photos=off"),
            };
            (href, leads_home)
        });
        if !indexed {
            return;
        }
        let mut alternates: Vec<Alternate> = Vec::new();
        for edition in self.app.editions.iter() {
            if let Some((_, path)) =
                counterparts.iter().find(|(prefix, _)| *prefix == edition.prefix)
            {
                let href = format!("{base_url}{path}");
                alternates.push(Alternate { language: edition.tag.clone(), href });
            }
        }
        // Alone, a page has no alternates; and readers of no edition get the default one, else
        // the first.
        if alternates.len() > 1 {
            let default = &self.app.config.default_edition;
            let path = counterparts.iter().find(|(prefix, _)| prefix == default);
            let href = match path {
                Some((_, path)) => format!("{base_url}{path}"),
                None => alternates[0].href.clone(),
            };
            alternates.push(Alternate { language: "x-default".to_owned(), href });
            self.head.alternates = alternates;
        }
    }

    /// Whether a moment is of the edition's today, which fronts print as a time alone.
    pub fn is_today(&self, stamp: &Stamp) -> bool {
        let today = self.edition.local_date(self.app.clock.now());
        stamp.machine.starts_with(&today.to_string())
    }

    /// Sets the day under the name.
    pub fn set_masthead_date(&mut self, now: NaiveDateTime) {
        // To the day: the page must not change with every minute.
        let machine = self.edition.local_date(now).to_string();
        self.masthead_date = Some(Stamp { machine, text: self.edition.masthead(now) });
    }
}

/// The line of editions; `place` gives the address for one and whether it is only its home.
pub fn edition_links(
    editions: &Editions,
    current: &Edition,
    place: impl Fn(&Edition) -> (String, bool),
) -> Vec<EditionLink> {
    let link = |edition: &Arc<Edition>| {
        let (href, leads_home) = place(edition);
        EditionLink {
            label: edition.label.clone(),
            tag: edition.tag.clone(),
            href,
            is_current: edition.prefix == current.prefix,
            suffix: leads_home.then(|| edition.text("edition-home-suffix").to_owned()),
            offer: edition.text("edition-offer").to_owned(),
            close: edition.text("edition-offer-close").to_owned(),
        }
    };
    editions.iter().map(link).collect()
}
