//! What surrounds every page of the admin area: menu, flash, texts in the person's language.

use std::sync::Arc;

use super::{Flash, Form};
use crate::app::App;
use crate::auth::{SignedIn, Visitor};
use crate::i18n::{Arg, Edition};
use crate::model::role::EVERYWHERE;
use crate::model::{Permission, Role, User};

/// A place in the menu: the message with its words, where it leads, and who sees it.
type Place = (&'static str, &'static str, fn(&SignedIn) -> bool);

/// The menu.
///
/// What isn't built isn't here. Whoever doesn't see an item can't use its pages either: that is
/// the commands' business.
pub const MENU: &[Place] = &[
    ("menu-dashboard", "/admin", |_| true),
    ("menu-articles", "/admin/articles", |by| by.may_somewhere(Permission::Write)),
    ("menu-fronts", "/admin/fronts", |by| by.may_somewhere(Permission::Curate)),
    ("menu-coverage", "/admin/desk/coverage", |by| by.may_somewhere(Permission::Curate)),
    ("menu-media", "/admin/media", |by| by.may_somewhere(Permission::Write)),
    ("menu-jobs", "/admin/jobs", |by| by.may_somewhere(Permission::Write)),
    ("menu-users", "/admin/users", |by| by.may_somewhere(Permission::ManagePeople)),
    ("menu-settings", "/admin/settings", |by| by.may_somewhere(Permission::Configure)),
    ("menu-account", "/admin/account", |_| true),
];

/// Keys, as a list shows them, and the message that says what each does. `keys.js` has the deeds.
pub const KEYS: &[(&str, &str)] = &[
    ("Ctrl+S", "key-save"),
    ("Ctrl+Enter", "key-publish"),
    ("Ctrl+E", "key-preview"),
    ("Ctrl+B", "key-bold"),
    ("Ctrl+I", "key-italic"),
    ("Ctrl+K", "key-link"),
    ("/", "key-search"),
    ("N", "key-new"),
    ("?", "key-list"),
];

/// The frame of a page. Templates print it.
pub struct Layout {
    /// Texts and dates, in the person's language.
    pub edition: Arc<Edition>,
    /// The portal.
    pub app: Arc<App>,
    /// What every form carries, as the field `csrf`.
    pub csrf: String,
    /// Who is signed in.
    pub user: Option<Arc<User>>,
    /// Where they can go.
    pub menu: Vec<MenuItem>,
    /// What the page before has done.
    pub flash: Option<String>,
    /// The page's heading and title.
    pub title: String,
    /// Whether the page shows a form that was refused.
    pub is_refused: bool,
}

/// A place in the menu.
pub struct MenuItem {
    /// Where it leads.
    pub href: &'static str,
    /// Its words.
    pub text: String,
    /// Whether this page belongs to it.
    pub is_current: bool,
}

impl Layout {
    /// A frame for somebody who isn't signed in; `title` is the name of a message.
    pub fn new(visitor: &Visitor, title: &str) -> Layout {
        Layout {
            edition: visitor.language.clone(),
            app: visitor.app.clone(),
            csrf: visitor.csrf.clone(),
            user: None,
            menu: Vec::new(),
            flash: None,
            title: visitor.language.text(title).to_owned(),
            is_refused: false,
        }
    }

    /// A frame with the menu of somebody who is signed in.
    pub fn of(by: &SignedIn, title: &str) -> Layout {
        let mut layout = Layout::new(&by.visitor, title);
        let is_here = |href: &str| match by.path.strip_prefix(href) {
            Some("") => true,
            Some(rest) => href != "/admin" && rest.starts_with('/'),
            None => false,
        };
        let is_setting = by.path.starts_with("/admin/desk/") && !is_here("/admin/desk/coverage");
        let visible = MENU.iter().filter(|(_, _, is_visible)| is_visible(by));
        layout.menu = visible
            .map(|&(key, href, _)| MenuItem {
                href,
                text: layout.edition.text(key).to_owned(),
                // Sections, authors and sources are found among the settings.
                is_current: is_here(href) || is_setting && key == "menu-settings",
            })
            .collect();
        layout.user = Some(by.user.clone());
        layout.flash = by.session.flash.as_deref().and_then(Flash::parse).map(|flash| {
            let arguments = flash.arguments.iter();
            let arguments: Vec<(&str, Arg<'_>)> =
                arguments.map(|(name, value)| (name.as_str(), Arg::from(value))).collect();
            layout.edition.text_with(&flash.message, &arguments)
        });
        layout
    }

    /// The same frame around a form, which may have been refused.
    pub fn with(mut self, form: &Form) -> Layout {
        self.is_refused |= !form.is_good();
        self
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

    /// The label of a field that has to be filled in.
    pub fn needed(&self, key: &str) -> String {
        self.tv("field-needed", "label", self.t(key))
    }

    /// The whole `<title>`.
    pub fn document_title(&self) -> String {
        let title = self.tvv("page-title", ("title", &self.title), ("site", self.t("admin-name")));
        if self.is_refused { self.tv("title-refused", "title", &title) } else { title }
    }

    /// The keys of somebody who wants any.
    pub fn keys(&self) -> &'static [(&'static str, &'static str)] {
        let wanted = self.user.as_ref().is_some_and(|user| user.shortcuts_enabled);
        if wanted { KEYS } else { &[] }
    }

    /// All keys, wanted or not.
    pub fn all_keys(&self) -> &'static [(&'static str, &'static str)] {
        KEYS
    }

    /// The address of a static file.
    pub fn asset<'a>(&'a self, name: &'a str) -> &'a str {
        self.app.assets.address(name)
    }

    /// Which photos the portal takes.
    pub fn photo_hint(&self) -> String {
        self.tv("media-files-hint", "limit", &self.app.config.max_photo_mb.to_string())
    }

    /// A role's name.
    pub fn role(&self, role: &Role) -> &str {
        self.t(&format!("role-{}", role.as_str()))
    }

    /// A role with its edition: `Chief, Монгол`.
    pub fn role_in(&self, role: Role, edition: &str) -> String {
        let edition = self.edition_label(edition);
        self.tvv("role-in-edition", ("role", self.role(&role)), ("edition", edition))
    }

    /// An edition's label in its own language; the words for all of them for [`EVERYWHERE`].
    pub fn edition_label<'a>(&'a self, prefix: &'a str) -> &'a str {
        if prefix == EVERYWHERE {
            return self.t("every-edition");
        }
        self.app.editions.get(prefix).map_or(prefix, |edition| &edition.label)
    }

    /// Texts as a list of the person's language.
    pub fn list<'a>(&self, items: impl IntoIterator<Item = &'a str>) -> String {
        items.into_iter().collect::<Vec<_>>().join(self.t("list-separator"))
    }

    /// Why somebody may not do something, as a sentence.
    pub fn denial(&self, permission: Permission, allowed_in: &[String]) -> String {
        if allowed_in.is_empty() || allowed_in.iter().any(|edition| edition == EVERYWHERE) {
            return self.tv("denied-role", "role", self.role(&permission.least_role()));
        }
        let labels = allowed_in.iter().map(|edition| self.edition_label(edition));
        self.tv("denied-editions", "editions", &self.list(labels))
    }

    /// The languages that the admin speaks, as (prefix, label, tag).
    pub fn languages(&self) -> Vec<(&str, &str, &str)> {
        let speaks = self.app.editions.iter().filter(|edition| edition.has_text("admin-name"));
        speaks.map(|edition| (&*edition.prefix, &*edition.label, &*edition.tag)).collect()
    }
}
