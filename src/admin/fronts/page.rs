//! A front as its curators see it.

use std::sync::Arc;

use askama::Template;

use super::Place;
use crate::admin::articles::opened::{name_of, person};
use crate::admin::{Form, Layout, SignedIn};
use crate::app::App;
use crate::commands;
use crate::db::desk::{self, Filter, Line};
use crate::db::fronts::{self, FrontDraft};
use crate::db::{Conn, clipboards, coverages, sections, teasers, users};
use crate::error::{AdminError, AppError};
use crate::i18n::Edition;
use crate::model::front::{Curation, Pin, Pinned};
use crate::model::site::SiteSection;
use crate::model::{ArticleId, ArticleState, CoverageId, Permission, UserId};
use crate::pages::address::{Links, short_link};
use crate::pages::cards::Preview;
use crate::pages::{home, section};

/// How many articles the tray offers.
const FOUND: i64 = 15;

/// The part of the page that has what was set aside.
pub const CLIPBOARD: &str = "clipboard";

/// How many coverages can be chosen from.
const COVERAGES: i64 = 100;

#[derive(Template)]
#[template(path = "admin/front.html")]
pub struct FrontPage {
    layout: Layout,
    form: Form,
    action: String,
    tag: String,
    /// The home fronts of the editions that the person has charge of.
    homes: Vec<Other>,
    /// The fronts of this edition.
    fronts: Vec<Other>,
    /// Articles that were put there.
    pins: Vec<PinRow>,
    /// Those that fill the rest by themselves.
    fill: Vec<Offer>,
    /// Coverages that were put there.
    coverages: Vec<PinRow>,
    /// The names of those that fill the rest.
    coverage_fill: Vec<String>,
    /// Coverages that can be put there.
    coverage_offers: Vec<Offer>,
    /// What was looked for.
    words: String,
    /// Articles that can be put there.
    found: Vec<TrayRow>,
    /// What the person has set aside in this edition.
    clipboard: Vec<TrayRow>,
    /// What was taken off today.
    removed: Vec<Offer>,
    /// The draft, if there is one: how many changes, and whose the last one is.
    draft: Option<(usize, String)>,
    version: i32,
    /// Where readers see it.
    href: String,
    is_clash: bool,
}

/// A front that can be gone to.
struct Other {
    href: String,
    words: String,
    /// The language of the words.
    tag: String,
    /// Whether it, or its edition, is the one shown.
    is_here: bool,
}

/// Something that was put on the front.
struct PinRow {
    /// `article-7`.
    key: String,
    /// Where readers see it; empty for a coverage.
    href: String,
    /// Where it is edited.
    edit: String,
    number: usize,
    words: String,
    is_lead: bool,
    until: String,
    is_first: bool,
    is_last: bool,
}

/// Something that can be put there.
struct Offer {
    /// `article-7`.
    key: String,
    words: String,
    /// Where it is edited.
    edit: String,
}

/// An article of the tray.
struct TrayRow {
    id: i64,
    words: String,
    /// Why it can't be put there now; empty: it can.
    hindrance: String,
    /// Whether it is set aside.
    is_aside: bool,
}

/// What is on a front, or would be.
pub struct Found {
    /// By hand: the draft's, or else what readers see.
    pub curation: Curation,
    /// The whole page.
    pub preview: Preview,
    published: Curation,
    draft: Option<FrontDraft>,
}

/// What something is called in a form.
pub fn key(pinned: Pinned) -> String {
    match pinned {
        Pinned::Article(id) => format!("article-{id}"),
        Pinned::Coverage(id) => format!("coverage-{id}"),
    }
}

/// Until when something stays, as a field has it; empty for good.
pub fn until(edition: &Edition, pin: &Pin) -> String {
    pin.until_at().map(|at| edition.write_local(at)).unwrap_or_default()
}

/// Part of what is on a front.
pub async fn load<T: Send + 'static>(
    by: &SignedIn,
    place: &Place,
    part: impl FnOnce(Found) -> T + Send + 'static,
) -> Result<T, AdminError> {
    let (app, edition, section) = (by.app.clone(), place.edition.clone(), place.section);
    let found = by.app.read(move |_, conn| {
        let found = Found::load(&app, &edition, section, conn)?;
        Ok(part(found))
    });
    Ok(found.await?)
}

impl Found {
    fn load(
        app: &Arc<App>,
        edition: &Arc<Edition>,
        section: Option<crate::model::SectionId>,
        conn: &mut Conn,
    ) -> Result<Found, AppError> {
        let now = app.clock.now();
        let published = fronts::get_curation(conn, &edition.prefix, section, now)?;
        let draft = fronts::find_draft(conn, &edition.prefix, section)?;
        let curation = match &draft {
            Some(draft) => draft.curation.clone().at(now),
            None => published.clone(),
        };
        // What was withdrawn meanwhile is on no front any more.
        let curation = commands::without_withdrawn(conn, &edition.prefix, curation)?;
        let slots = fronts::slots_of(&curation);
        let preview = match section {
            None => home::preview(app.clone(), edition.clone(), conn, &slots)?,
            Some(id) => section::preview(app.clone(), edition.clone(), conn, id, &slots)?
                .ok_or(AppError::NotFound)?,
        };
        Ok(Found { curation, preview, published, draft })
    }
}

impl FrontPage {
    pub async fn load(
        by: &SignedIn,
        place: &Place,
        words: &str,
        form: Form,
    ) -> Result<FrontPage, AdminError> {
        let (app, edition, section) = (by.app.clone(), place.edition.clone(), place.section);
        let filter = Filter {
            editions: vec![edition.prefix.clone()],
            state: Some(ArticleState::Live),
            section: section.filter(|_| words.is_empty()),
            words: words.to_owned(),
            ..Filter::default()
        };
        let user = by.user.id;
        let loaded = by.app.read(move |_, conn| {
            let now = app.clock.now();
            let found = Found::load(&app, &edition, section, conn)?;
            let (day, _) = edition.day_bounds(edition.local_date(now));
            let prefix = &edition.prefix;
            let removed = fronts::list_removals(conn, prefix, section, day)?;
            let ids = found.curation.articles.iter().map(|pin| ArticleId(pin.id));
            let ids: Vec<ArticleId> = ids.chain(removed.iter().copied()).collect();
            let editor = found.draft.as_ref().and_then(|draft| person(&draft.changed_by));
            let editors: Vec<UserId> = editor.into_iter().collect();
            let aside = clipboards::list(conn, user, prefix)?;
            let kept = Filter {
                editions: vec![prefix.clone()],
                articles: aside.clone(),
                ..Filter::default()
            };
            let mut kept = match aside.is_empty() {
                true => Vec::new(),
                false => desk::list(conn, &kept, i64::MAX)?,
            };
            kept.sort_by_key(|line| aside.iter().position(|id| *id == line.id));
            Ok(Loaded {
                kept,
                named: teasers::list(conn, &ids)?
                    .into_iter()
                    .map(|teaser| (teaser.id, teaser.headline))
                    .collect(),
                tray: desk::list(conn, &filter, FOUND)?,
                coverages: coverages::list_names(conn, prefix, COVERAGES)?,
                sections: sections::list_site_sections(conn, prefix)?,
                editors: users::list_names(conn, &editors)?,
                found,
                removed,
            })
        });
        Ok(FrontPage::new(by, place, words, form, loaded.await?))
    }

    /// Says that somebody has changed the draft since this person saw it.
    pub fn set_clash(&mut self) {
        self.is_clash = true;
    }

    fn new(by: &SignedIn, place: &Place, words: &str, form: Form, loaded: Loaded) -> FrontPage {
        let Loaded { found, named, removed, tray, kept, coverages, sections, editors } = loaded;
        let layout = Layout::of(by, "menu-fronts").with(&form);
        let links = Links::plain(&place.edition);
        let slug = sections.iter().find(|known| Some(known.id) == place.section);
        let is_pinned = |id: i64| found.curation.articles.iter().any(|pin| pin.id == id);
        let headline = |id: i64| {
            let known = named.iter().find(|(known, _)| known.0 == id);
            known.map(|(_, headline)| headline.clone()).unwrap_or_default()
        };
        let covered = |id: i64| found.curation.coverages.iter().any(|pin| pin.id == id);
        let coverage = |id: i64| {
            let known = coverages.iter().find(|(known, _)| known.0 == id);
            known.map(|(_, name)| name.clone()).unwrap_or_default()
        };
        let article = |id: ArticleId, words: String| Offer {
            key: key(Pinned::Article(id.0)),
            words,
            edit: format!("/admin/articles/{id}"),
        };
        let fill = found.preview.articles.iter().filter(|(id, _)| !is_pinned(id.0));
        let coverage_fill = found.preview.coverages.iter().filter(|(id, _)| !covered(id.0));
        let offers = coverages.iter().filter(|(id, _)| !covered(id.0));
        let tray = tray.iter().filter(|line| !is_pinned(line.id.0));
        let row = |line: &Line, kept: &[Line]| TrayRow {
            id: line.id.0,
            words: match line.headline.as_str() {
                "" => layout.t("article-untitled").to_owned(),
                headline => headline.to_owned(),
            },
            hindrance: match () {
                () if is_pinned(line.id.0) => layout.t("front-is-here").to_owned(),
                () if line.state != ArticleState::Live.as_str() => {
                    layout.t(&format!("state-{}", line.state)).to_owned()
                }
                () => String::new(),
            },
            is_aside: kept.iter().any(|known| known.id == line.id),
        };
        let removed = removed.into_iter().filter(|id| !is_pinned(id.0));
        let draft = found.draft.as_ref().map(|draft| {
            let changes = found.curation.changes_since(&found.published);
            let at = layout.edition.full(draft.changed_at);
            let name = name_of(&editors, &draft.changed_by);
            (changes, layout.tvv("front-draft-by", ("name", &name), ("time", &at)))
        });
        FrontPage {
            homes: homes(by, place),
            fronts: others(&layout, place, &sections),
            pins: rows(&place.edition, &found.curation.articles, Pinned::Article, headline),
            fill: fill.map(|(id, words)| article(*id, words.clone())).collect(),
            coverages: rows(&place.edition, &found.curation.coverages, Pinned::Coverage, coverage),
            coverage_fill: coverage_fill.map(|(_, name)| name.clone()).collect(),
            coverage_offers: offers
                .map(|(id, name)| Offer {
                    key: key(Pinned::Coverage(id.0)),
                    words: name.clone(),
                    edit: format!("/admin/desk/coverage/{id}"),
                })
                .collect(),
            found: tray.map(|line| row(line, &kept)).collect(),
            clipboard: kept.iter().map(|line| row(line, &kept)).collect(),
            removed: removed
                .map(|id| article(id, headline(id.0)))
                .filter(|offer| !offer.words.is_empty())
                .collect(),
            version: found.draft.as_ref().map_or(0, |draft| draft.version),
            action: place.path.clone(),
            href: slug.map_or_else(|| links.home(), |section| links.section(&section.slug)),
            tag: place.edition.tag.clone(),
            words: words.to_owned(),
            is_clash: false,
            draft,
            layout,
            form,
        }
    }
}

struct Loaded {
    found: Found,
    named: Vec<(ArticleId, String)>,
    removed: Vec<ArticleId>,
    tray: Vec<Line>,
    /// What the person has set aside.
    kept: Vec<Line>,
    coverages: Vec<(CoverageId, String)>,
    sections: Vec<SiteSection>,
    editors: Vec<(UserId, String)>,
}

fn rows(
    edition: &Edition,
    pins: &[Pin],
    kind: impl Fn(i64) -> Pinned,
    words: impl Fn(i64) -> String,
) -> Vec<PinRow> {
    let is_articles = matches!(kind(0), Pinned::Article(_));
    let row = |(index, pin): (usize, &Pin)| PinRow {
        key: key(kind(pin.id)),
        href: if is_articles { short_link(ArticleId(pin.id)) } else { String::new() },
        edit: match is_articles {
            true => format!("/admin/articles/{}", pin.id),
            false => format!("/admin/desk/coverage/{}", pin.id),
        },
        number: index + 1,
        words: words(pin.id),
        is_lead: index == 0 && is_articles,
        until: until(edition, pin),
        is_first: index == 0,
        is_last: index + 1 == pins.len(),
    };
    pins.iter().enumerate().map(row).collect()
}

/// The home front of each edition that the person has charge of.
fn homes(by: &SignedIn, place: &Place) -> Vec<Other> {
    let editions = by.app.editions.iter();
    let editions = editions.filter(|edition| by.may(Permission::Curate, &edition.prefix));
    let home = |edition: &Arc<Edition>| Other {
        href: format!("/admin/fronts/{}", edition.prefix),
        words: edition.label.clone(),
        tag: edition.tag.clone(),
        is_here: edition.prefix == place.edition.prefix,
    };
    editions.map(home).collect()
}

/// The home front of this edition and those of its sections.
fn others(layout: &Layout, place: &Place, sections: &[SiteSection]) -> Vec<Other> {
    let own = &place.edition;
    let home = format!("/admin/fronts/{}", own.prefix);
    let front = |href: String, words: &str, tag: &str| Other {
        is_here: href == place.path,
        href,
        words: words.to_owned(),
        tag: tag.to_owned(),
    };
    let mut all = vec![front(home.clone(), layout.t("front-home"), &layout.edition.tag)];
    let sections = sections.iter();
    all.extend(
        sections.map(|section| front(format!("{home}/{}", section.id), &section.name, &own.tag)),
    );
    all
}
