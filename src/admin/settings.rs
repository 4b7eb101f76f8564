//! What an edition is called and what stands around its pages; the way to everything else that
//! chiefs decide.

pub mod info_page;
pub mod navigation;

use actix_web::web::Path;
use askama::Template;

use super::{AdminResult, Fields, Flash, Form, Layout, SignedIn, reply};
use crate::commands::{self, Setting};
use crate::db::settings;
use crate::error::{AdminError, AppError};
use crate::model::Permission;
use crate::model::site::{Breaking, FEED_ENTRIES, FeedSettings, FollowAccount, INFO_PAGES};

/// How many accounts a form has room for.
const ACCOUNTS: usize = 8;

/// That feeds carry whole texts, as the form says it.
const TEXTS: &str = "texts";

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
    let mut fields =
        vec![("site-name".to_owned(), site.name), ("tagline".to_owned(), site.tagline)];
    if let Some(breaking) = site.breaking {
        fields.push(("breaking".to_owned(), breaking.text));
        fields.push(("breaking-href".to_owned(), breaking.href.unwrap_or_default()));
    }
    for (number, account) in site.follow.into_iter().enumerate() {
        fields.push((format!("network-{number}"), account.network));
        fields.push((format!("account-{number}"), account.name));
        fields.push((format!("url-{number}"), account.url));
    }
    let carried = if site.feeds.has_texts { TEXTS } else { "standfirsts" };
    fields.push(("feed-texts".to_owned(), carried.to_owned()));
    fields.push(("feed-entries".to_owned(), site.feeds.entries.to_string()));
    reply::page(&EditionPage::new(&by, &edition, Form::typed(fields.into_iter().collect())))
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
    ];
    let (sign_off, prefix) = (by.sign_off(), edition.clone());
    let set =
        by.app.write(move |_, conn| commands::change_settings(conn, &sign_off, &prefix, &changed));
    set.await??;
    reply::done(&by, &format!("/admin/settings/{edition}"), Flash::new("flash-saved")).await
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
        layout.title = layout.edition_label(prefix).to_owned();
        let tag = by.app.editions.get(prefix).map(|edition| edition.tag.clone());
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
        let used = (0..ACCOUNTS)
            .rposition(|number| !form.value(format!("account-{number}")).is_empty())
            .map_or(0, |last| last + 1);
        let language = by.language.tag.clone();
        let choice =
            |value: &str, words: &str| (value.to_owned(), words.to_owned(), language.clone());
        EditionPage {
            feed_texts: vec![
                choice(TEXTS, layout.t("feed-texts-whole")),
                choice("standfirsts", layout.t("feed-texts-standfirst")),
            ],
            feed_entries: FEED_ENTRIES
                .iter()
                .map(|entries| choice(&entries.to_string(), &by.language.number((*entries).into())))
                .collect(),
            prefix: prefix.to_owned(),
            tag: tag.unwrap_or_default(),
            networks,
            accounts: (0..(used + 2).min(ACCOUNTS)).map(|number| (number, number + 1)).collect(),
            layout,
            form,
        }
    }
}
