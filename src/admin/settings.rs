//! What an edition is called and what stands around its pages; the way to everything else that
//! chiefs decide.

pub mod info_page;
pub mod navigation;

use actix_web::web::Path;
use askama::Template;

use super::seen::{self, Shown};
use super::{AdminResult, Fields, Flash, Form, Layout, SignedIn, reply};
use crate::commands::{self, Setting};
use crate::db::{Conn, settings};
use crate::error::{AdminError, AppError};
use crate::i18n::Edition;
use crate::model::Permission;
use crate::model::site::{
    Breaking, FEED_ENTRIES, FeedSettings, FollowAccount, INFO_PAGES, SHARE_NETWORKS, Site,
};
use crate::pages::article::share;

/// How many accounts a form has room for.
const ACCOUNTS: usize = 8;

/// That feeds carry whole texts, as the form says it.
const TEXTS: &str = "texts";

/// That they carry what stands above it.
const STANDFIRSTS: &str = "standfirsts";

#[derive(Template)]
#[template(path = "admin/settings.html")]
struct SettingsPage {
    layout: Layout,
    editions: Vec<EditionLinks>,
}

/// What can be set of an edition.
struct EditionLinks {
    label: String,
    tag: String,
    href: String,
    /// As (address, words).
    pages: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "admin/edition.html")]
struct EditionPage {
    layout: Layout,
    form: Form,
    prefix: String,
    tag: String,
    /// As (value, words, language).
    networks: Vec<(String, String, String)>,
    /// The networks in which articles can be shared, as (value, words).
    share: Vec<(String, String)>,
    /// The edition's time zone.
    zone: String,
    /// As (number in the form, number as printed).
    accounts: Vec<(usize, usize)>,
    /// What feeds may carry, as (value, words, language).
    feed_texts: Vec<(String, String, String)>,
    feed_entries: Vec<(String, String, String)>,
}

/// `GET /admin/settings`
pub async fn show(by: SignedIn) -> AdminResult {
    by.require_somewhere(Permission::Configure)?;
    let layout = Layout::of(&by, "menu-settings");
    let editions = by.app.editions.iter();
    let editions = editions.filter(|edition| by.may(Permission::Configure, &edition.prefix));
    let editions = editions.map(|edition| {
        let href = format!("/admin/settings/{}", edition.prefix);
        let page = |name: &&str| {
            (format!("{href}/pages/{name}"), layout.t(&format!("page-{name}")).to_owned())
        };
        EditionLinks {
            label: edition.label.clone(),
            tag: edition.tag.clone(),
            pages: INFO_PAGES.iter().map(page).collect(),
            href,
        }
    });
    reply::page(&SettingsPage { editions: editions.collect(), layout })
}

/// `GET /admin/settings/{edition}`
pub async fn edit(by: SignedIn, edition: Path<String>) -> AdminResult {
    require(&by, &edition)?;
    let wanted = edition.clone();
    let site = by.app.read(move |_, conn| Ok(settings::get_site(conn, &wanted)?)).await?;
    let found = by.app.editions.get(&edition).ok_or(AppError::NotFound)?;
    let stored = seen::form(&stored_fields(site, found));
    reply::page(&EditionPage::new(&by, &edition, Form::typed(stored)))
}

/// The form as it is stored.
fn stored_fields(site: Site, edition: &Edition) -> Fields {
    let share = share::networks(&site, edition);
    let (breaking, href) =
        site.breaking.map(|line| (line.text, line.href.unwrap_or_default())).unwrap_or_default();
    let carried = if site.feeds.has_texts { TEXTS } else { STANDFIRSTS };
    let mut fields = vec![
        ("site-name".to_owned(), site.name),
        ("tagline".to_owned(), site.tagline),
        ("breaking".to_owned(), breaking),
        ("breaking-href".to_owned(), href),
        ("feed-texts".to_owned(), carried.to_owned()),
        ("feed-entries".to_owned(), site.feeds.entries.to_string()),
    ];
    fields.extend(share.into_iter().map(|network| ("share".to_owned(), network)));
    if fields.iter().all(|(name, _)| name != "share") {
        fields.push(("share".to_owned(), String::new()));
    }
    let mut accounts = site.follow.into_iter();
    for number in 0..ACCOUNTS {
        let account = accounts.next();
        let part = |of: fn(FollowAccount) -> String| account.clone().map(of).unwrap_or_default();
        fields.push((format!("network-{number}"), part(|account| account.network)));
        fields.push((format!("account-{number}"), part(|account| account.name)));
        fields.push((format!("url-{number}"), part(|account| account.url)));
    }
    fields.into_iter().collect()
}

/// What a field of an edition's settings is called and holds.
fn shown(by: &SignedIn, edition: &str, name: &str, value: &str) -> Shown {
    let words = |key: &str| by.language.text(key).to_owned();
    let (label, number) = match name.rsplit_once('-') {
        Some((part, number)) => (part, number.parse::<usize>().ok()),
        None => (name, None),
    };
    let own = by.language.tag.clone();
    if let Some(number) = number {
        let account = by.language.text_with("account-number", &[("number", (number + 1).into())]);
        let (key, value) = match label {
            "network" if !value.is_empty() => ("network", words(&format!("network-{value}"))),
            "network" => ("network", String::new()),
            "account" => ("account-name", value.to_owned()),
            _ => ("account-url", value.to_owned()),
        };
        return Shown { label: format!("{account}: {}", words(key)), words: value, tag: own };
    }
    let edition = by.app.editions.get(edition).map(|edition| edition.tag.clone());
    let (key, value, tag) = match name {
        "breaking" => ("breaking-line", value.to_owned(), edition.unwrap_or_default()),
        "share" => {
            let names = value.lines().map(|it| words(&format!("network-{it}")));
            ("share-networks-title", names.collect::<Vec<_>>().join("\n"), own)
        }
        "feed-texts" if value == TEXTS => (name, words("feed-texts-whole"), own),
        "feed-texts" => (name, words("feed-texts-standfirst"), own),
        "breaking-href" | "feed-entries" => (name, value.to_owned(), own),
        _ => (name, value.to_owned(), edition.unwrap_or_default()),
    };
    Shown { label: words(key), words: value, tag }
}

/// `POST /admin/settings/{edition}`
pub async fn update(by: SignedIn, edition: Path<String>, fields: Fields) -> AdminResult {
    require(&by, &edition)?;
    let mut form = Form::typed(fields.clone());
    let name = fields.trimmed("site-name").to_owned();
    if name.is_empty() {
        form.refuse("site-name", by.language.text("site-name-missing"));
    }
    let breaking = read_breaking(&by, &fields, &mut form);
    let accounts = read_accounts(&by, &fields, &mut form);
    let feeds = read_feeds(&by, &fields, &mut form);
    if !form.is_good() {
        return reply::refused(&EditionPage::new(&by, &edition, form));
    }
    let changed = [
        Setting::SiteName(name),
        Setting::Tagline(fields.trimmed("tagline").to_owned()),
        Setting::Breaking(breaking),
        Setting::Follow(accounts),
        Setting::Feeds(feeds),
        Setting::Share(read_share(&fields)),
    ];
    let (prefix, path) = (edition.clone(), format!("/admin/settings/{edition}"));
    let of = by.app.editions.get(&edition).ok_or(AppError::NotFound)?.clone();
    let stored = move |conn: &mut Conn| Ok(stored_fields(settings::get_site(conn, &prefix)?, &of));
    let prefix = edition.clone();
    let saved = seen::save(&by, &fields, stored, move |conn, sign_off| {
        commands::change_settings(conn, sign_off, &prefix, &changed)
    });
    if let Some(theirs) = saved.await? {
        let shown = |name: &str, value: &str| shown(&by, &edition, name, value);
        return seen::clash(&by, &path, &fields, &theirs, shown);
    }
    reply::done(&by, &path, Flash::new("flash-saved")).await
}

/// That there is such an edition and the person has charge of it.
fn require(by: &SignedIn, edition: &str) -> Result<(), AdminError> {
    by.require_somewhere(Permission::Configure)?;
    by.app.editions.get(edition).ok_or(AppError::NotFound)?;
    Ok(by.authority().require(Permission::Configure, edition)?)
}

/// The breaking line; its address, a page of this portal, may be pasted with the portal's name.
fn read_breaking(by: &SignedIn, fields: &Fields, form: &mut Form) -> Option<Breaking> {
    let (text, href) = (fields.trimmed("breaking"), fields.trimmed("breaking-href"));
    let path = href.strip_prefix(&by.app.config.base_url).unwrap_or(href);
    let is_path = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', ' ']);
    if !path.is_empty() && !is_path {
        form.refuse("breaking-href", by.language.text("breaking-href-bad"));
    }
    if text.is_empty() && !path.is_empty() {
        form.refuse("breaking", by.language.text("breaking-missing"));
    }
    let href = Some(path.to_owned()).filter(|path| !path.is_empty());
    (!text.is_empty()).then(|| Breaking { text: crate::text::clean_line(text), href })
}

fn read_accounts(by: &SignedIn, fields: &Fields, form: &mut Form) -> Vec<FollowAccount> {
    let mut accounts = Vec::new();
    for number in 0..ACCOUNTS {
        let field = |part: &str| format!("{part}-{number}");
        let name = crate::text::clean_line(fields.trimmed(&field("account")));
        let url = fields.trimmed(&field("url"));
        if name.is_empty() && url.is_empty() {
            continue;
        }
        if name.is_empty() {
            form.refuse(field("account"), by.language.text("account-missing"));
        }
        let parsed = url::Url::parse(url).ok();
        if !parsed.is_some_and(|url| url.scheme() == "https" && url.has_host()) {
            form.refuse(field("url"), by.language.text("url-bad"));
        }
        let network = fields.trimmed(&field("network"));
        if !by.language.has_text(&format!("network-{network}")) {
            form.refuse(field("network"), by.language.text("network-missing"));
        }
        accounts.push(FollowAccount { network: network.to_owned(), name, url: url.to_owned() });
    }
    accounts
}

/// The networks that are ticked, in their order.
fn read_share(fields: &Fields) -> Vec<String> {
    let is_ticked = |network: &&str| fields.all("share").any(|ticked| ticked == *network);
    SHARE_NETWORKS.into_iter().filter(is_ticked).map(str::to_owned).collect()
}

fn read_feeds(by: &SignedIn, fields: &Fields, form: &mut Form) -> FeedSettings {
    let asked = fields.trimmed("feed-entries").parse().ok();
    let entries = asked.filter(|entries| FEED_ENTRIES.contains(entries));
    if entries.is_none() {
        form.refuse("feed-entries", by.language.text("feed-entries-missing"));
    }
    let has_texts = fields.trimmed("feed-texts") == TEXTS;
    FeedSettings { has_texts, entries: entries.unwrap_or_default() }
}

impl EditionPage {
    fn new(by: &SignedIn, prefix: &str, form: Form) -> EditionPage {
        let mut layout = Layout::of(by, "menu-settings").with(&form);
        layout.title = format!("{} · {}", layout.title, layout.edition_label(prefix));
        let found = by.app.editions.get(prefix);
        let tag = found.map(|edition| edition.tag.clone());
        let zone = found.map(|edition| {
            let name = edition.time_zone.iana_name().unwrap_or_default();
            format!("{name} ({})", edition.zone_label)
        });
        let mut networks: Vec<(String, String, String)> = by
            .language
            .messages()
            .filter_map(|(key, _)| key.strip_prefix("network-"))
            .map(|network| {
                let words = by.language.text(&format!("network-{network}")).to_owned();
                (network.to_owned(), words, by.language.tag.clone())
            })
            .collect();
        networks.sort();
        let choose = layout.t("choose").to_owned();
        networks.insert(0, (String::new(), choose, by.language.tag.clone()));
        let used = (0..ACCOUNTS)
            .rposition(|number| !form.value(format!("account-{number}")).is_empty())
            .map_or(0, |last| last + 1);
        let language = by.language.tag.clone();
        let choice =
            |value: &str, words: &str| (value.to_owned(), words.to_owned(), language.clone());
        EditionPage {
            feed_texts: vec![
                choice(TEXTS, layout.t("feed-texts-whole")),
                choice(STANDFIRSTS, layout.t("feed-texts-standfirst")),
            ],
            feed_entries: FEED_ENTRIES
                .iter()
                .map(|entries| choice(&entries.to_string(), &by.language.number((*entries).into())))
                .collect(),
            share: SHARE_NETWORKS
                .iter()
                .map(|it| ((*it).to_owned(), by.language.text(&format!("network-{it}")).to_owned()))
                .collect(),
            zone: zone.unwrap_or_default(),
            prefix: prefix.to_owned(),
            tag: tag.unwrap_or_default(),
            networks,
            accounts: (0..(used + 2).min(ACCOUNTS)).map(|number| (number, number + 1)).collect(),
            layout,
            form,
        }
    }
}
