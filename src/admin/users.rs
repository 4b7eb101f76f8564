//! Who works here: the list, invitations, and below it each person's page.

mod letter;
pub mod person;

use askama::Template;

use super::{AdminResult, Fields, Form, Layout, SignedIn, reply};
use crate::commands::people::{self, Invitation, Link, PeopleError};
use crate::db::users;
use crate::error::AppError;
use crate::model::role::EVERYWHERE;
use crate::model::user::normal_email;
use crate::model::{Permission, Role, Roles, User};

#[derive(Template)]
#[template(path = "admin/users.html")]
struct UsersPage {
    layout: Layout,
    people: Vec<Row>,
}

struct Row {
    href: String,
    name: String,
    email: String,
    roles: Vec<String>,
    state: &'static str,
    has_totp: bool,
    seen: String,
}

#[derive(Template)]
#[template(path = "admin/invite.html")]
struct InvitePage {
    layout: Layout,
    form: Form,
    roles: Vec<RoleField>,
    languages: Vec<(String, String, String)>,
}

/// A link that is shown once.
#[derive(Template)]
#[template(path = "admin/link_made.html")]
pub struct LinkPage {
    layout: Layout,
    text: String,
    /// `None` when it has gone by mail.
    link: Option<String>,
    /// Why it has not.
    problem: Option<String>,
    until: String,
}

/// `GET /admin/users`
pub async fn show(by: SignedIn) -> AdminResult {
    by.require_somewhere(Permission::ManagePeople)?;
    let all = by.app.read(|_, conn| Ok(users::list(conn)?)).await?;
    let layout = Layout::of(&by, "menu-users");
    let people = all.iter().filter(|user| is_colleague(&by, user));
    let people = people.map(|user| Row::new(&layout, user)).collect();
    reply::page(&UsersPage { layout, people })
}

/// `GET /admin/users/new`
pub async fn new(by: SignedIn) -> AdminResult {
    by.require_somewhere(Permission::ManagePeople)?;
    reply::page(&InvitePage::new(&by, Form::filled([("language", by.user.language.as_str())])))
}

/// `POST /admin/users`
pub async fn create(by: SignedIn, fields: Fields) -> AdminResult {
    by.require_somewhere(Permission::ManagePeople)?;
    let roles = read_roles(&editions(&by), &fields, &Roles::default());
    let language = fields.trimmed("language").to_owned();
    let invitation = Invitation {
        email: fields.trimmed("email").to_owned(),
        name: fields.trimmed("name").to_owned(),
        roles,
        language,
    };
    let mut form = Form::typed(fields);
    if normal_email(&invitation.email).is_none() {
        form.refuse("email", by.language.text("email-bad"));
    }
    if by.app.editions.get(&invitation.language).is_none() {
        form.refuse("language", by.language.text("language-missing"));
    }
    if invitation.roles.is_empty() {
        form.refuse("roles", by.language.text("roles-missing"));
    }
    if !form.is_good() {
        return reply::refused(&InvitePage::new(&by, form));
    }
    by.require_step_up()?;
    let sign_off = by.sign_off();
    let invited = by.app.write(move |_, conn| people::invite(conn, &sign_off, &invitation));
    match invited.await? {
        Ok((id, link)) => {
            let invited = by.app.read(move |_, conn| Ok(users::find(conn, id)?)).await?;
            letter::hand_over(&by, &invited.ok_or(AppError::NotFound)?, &link).await
        }
        Err(PeopleError::EmailTaken(_)) => {
            form.refuse("email", by.language.text("email-taken"));
            reply::refused(&InvitePage::new(&by, form))
        }
        Err(error) => Err(error.into()),
    }
}

/// Whether somebody works, at least also, where this person decides who does.
fn is_colleague(by: &SignedIn, user: &User) -> bool {
    let mut editions = user.roles.iter().map(|(edition, _)| edition);
    by.may(Permission::Administer, EVERYWHERE)
        || editions
            .any(|edition| edition == EVERYWHERE || by.may(Permission::ManagePeople, edition))
}

impl Row {
    fn new(layout: &Layout, user: &User) -> Row {
        let roles = user.roles.iter().map(|(edition, role)| layout.role_in(role, edition));
        Row {
            href: format!("/admin/users/{}", user.id),
            name: user.name.clone(),
            email: user.email.clone(),
            roles: roles.collect(),
            state: state(user),
            has_totp: user.has_totp,
            seen: user
                .signed_in_at
                .map(|at| super::articles::short(&layout.edition, at))
                .unwrap_or_default(),
        }
    }
}

/// The name of the message that says whether somebody can sign in.
fn state(user: &User) -> &'static str {
    match (user.is_active, user.has_password) {
        (false, _) => "user-deactivated",
        (true, false) => "user-invited",
        (true, true) => "user-active",
    }
}

impl InvitePage {
    fn new(by: &SignedIn, form: Form) -> InvitePage {
        let layout = Layout::of(by, "invite-title").with(&form);
        let roles: Vec<RoleField> = editions(by)
            .iter()
            .map(|edition| (edition, Role::parse(form.value(role_field(edition)))))
            .map(|(edition, role)| RoleField::new(by, &layout, edition, role))
            .filter(|field| field.is_open)
            .collect();
        let owned = |(prefix, label, tag): (&str, &str, &str)| {
            (prefix.to_owned(), label.to_owned(), tag.to_owned())
        };
        InvitePage {
            roles,
            languages: layout.languages().into_iter().map(owned).collect(),
            layout,
            form,
        }
    }
}

impl LinkPage {
    /// The page of a link; `title` and `text` are the names of messages.
    pub fn new(by: &SignedIn, title: &str, text: &str, link: &Link) -> LinkPage {
        let layout = Layout::of(by, title);
        LinkPage {
            text: layout.t(text).to_owned(),
            link: Some(format!("{}{}", by.app.config.base_url, link.path)),
            problem: None,
            until: layout.edition.full(link.expires_at),
            layout,
        }
    }
}

/// Somebody's role in one edition, as a form asks for it.
pub struct RoleField {
    /// The field's name.
    pub name: String,
    /// The edition's own name.
    pub label: String,
    /// The language of that.
    pub tag: String,
    /// The roles that can be given, as (value, words, whether it is this one).
    pub options: Vec<(&'static str, String, bool)>,
    /// The role as words, where it can't be changed.
    pub words: String,
    /// Whether this person may change it.
    pub is_open: bool,
}

impl RoleField {
    /// The field for an edition in which somebody has `role`.
    pub fn new(by: &SignedIn, layout: &Layout, edition: &str, role: Option<Role>) -> RoleField {
        let authority = by.authority();
        let may = |role: Role| authority.require_grant(role, edition).is_ok();
        let fits = |role: &Role| *role != Role::Admin || edition == EVERYWHERE;
        let none = ("", layout.t("role-none").to_owned(), role.is_none());
        let roles = Role::ALL.into_iter().filter(fits).filter(|known| may(*known));
        let given = roles
            .map(|known| (known.as_str(), layout.role(&known).to_owned(), role == Some(known)));
        let words = role.map_or("role-none".to_owned(), |role| format!("role-{}", role.as_str()));
        let tag = by.app.editions.get(edition).map_or(&layout.edition.tag, |edition| &edition.tag);
        RoleField {
            name: role_field(edition),
            label: match edition {
                EVERYWHERE => layout.t("every-edition-label").to_owned(),
                edition => layout.edition_label(edition).to_owned(),
            },
            tag: tag.clone(),
            options: std::iter::once(none).chain(given).collect(),
            words: layout.t(&words).to_owned(),
            is_open: may(role.unwrap_or(Role::Reporter)),
        }
    }
}

/// The editions in which there can be roles, everywhere first.
fn editions(by: &SignedIn) -> Vec<String> {
    let each = by.app.editions.iter().map(|edition| edition.prefix.clone());
    std::iter::once(EVERYWHERE.to_owned()).chain(each).collect()
}

fn role_field(edition: &str) -> String {
    format!("role-{}", if edition == EVERYWHERE { "everywhere" } else { edition })
}

/// The roles that a form asks for in some editions, where `old` are those before: fields that
/// weren't in the form leave theirs as it was.
fn read_roles(editions: &[String], fields: &Fields, old: &Roles) -> Roles {
    let mut roles: Vec<(String, Role)> = Vec::new();
    for (edition, role) in old.iter() {
        if !fields.has(&role_field(edition)) {
            roles.push((edition.to_owned(), role));
        }
    }
    for edition in editions {
        let role = Role::parse(fields.trimmed(&role_field(edition)));
        let fits = |role: &Role| *role != Role::Admin || edition == EVERYWHERE;
        roles.extend(role.filter(fits).map(|role| (edition.clone(), role)));
    }
    roles.into_iter().collect()
}
