//! One person's account, for those who have charge of it.

use actix_web::web::Path;
use askama::Template;

use super::{RoleField, editions, is_colleague, letter, read_roles, role_field, state};
use crate::admin::account::SessionRow;
use crate::admin::seen::{self, Shown, Stored};
use crate::admin::{AdminResult, Fields, Flash, Form, Layout, SignedIn, reply};
use crate::auth;
use crate::commands::people::{self, PeopleError};
use crate::db::{Conn, sessions, users};
use crate::error::{AdminError, AppError};
use crate::model::{Permission, Role, Roles, Session, SignOff, User, UserId};

#[derive(Template)]
#[template(path = "admin/user.html")]
struct UserPage {
    layout: Layout,
    form: Form,
    id: String,
    email: String,
    state: &'static str,
    is_active: bool,
    has_totp: bool,
    roles: Vec<RoleField>,
    /// What the form of the roles has before it.
    seen: String,
    sessions: Vec<SessionRow>,
    /// Whether the account itself is in this person's charge, not only roles on it.
    has_charge: bool,
}

/// `GET /admin/users/{id}`
pub async fn edit(by: SignedIn, id: Path<i64>) -> AdminResult {
    let (user, sessions) = find(&by, UserId(*id)).await?;
    reply::page(&UserPage::new(&by, &user, &sessions, Form::default()))
}

/// `POST /admin/users/{id}`: the roles.
pub async fn update(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    let (user, sessions) = find(&by, UserId(*id)).await?;
    by.require_step_up()?;
    let (id, mut asked) = (user.id, editions(&by));
    asked.retain(|edition| fields.has(&role_field(edition)));
    let wanted = read_roles(&asked, &fields, &user.roles);
    people::require_change(&by.authority(), &user.roles, &wanted)?;
    let (sent, there) = (fields.clone(), asked.clone());
    let stored = move |conn: &mut Conn| {
        let user = users::find(conn, id)?.ok_or(AppError::NotFound)?;
        Ok(stored_fields(&there, &user.roles))
    };
    let saved = seen::try_save(&by, &fields, stored, move |conn, sign_off| {
        let user = users::find(conn, id)?.ok_or(PeopleError::NotFound(id))?;
        let roles = read_roles(&asked, &sent, &user.roles);
        people::set_roles(conn, sign_off, id, &roles)
    });
    match saved.await? {
        Ok(Some(theirs)) => {
            let path = format!("/admin/users/{id}");
            seen::clash(&by, &path, &fields, &theirs, |name, role| shown(&by, name, role))
        }
        Err(PeopleError::LastAdmin) => refuse(&by, &user, &sessions),
        saved => done(&by, &user, saved.map(drop), "flash-roles").await,
    }
}

/// The form of somebody with `roles`, with the fields of some editions.
fn stored_fields<'a>(editions: impl IntoIterator<Item = &'a String>, roles: &Roles) -> Stored {
    editions
        .into_iter()
        .map(|edition| (role_field(edition), exact(roles, edition)))
        .map(|(name, role)| (name, role.map_or("", Role::as_str).to_owned()))
        .collect()
}

/// What a field of the form is called and holds.
fn shown(by: &SignedIn, name: &str, role: &str) -> Shown {
    let layout = Layout::of(by, "menu-users");
    let mut known = editions(by).into_iter();
    let edition = known.find(|edition| role_field(edition) == name).unwrap_or_default();
    let field = RoleField::new(by, &layout, &edition, Role::parse(role));
    Shown { label: field.label, words: field.words, tag: by.language.tag.clone() }
}

/// The role that somebody has in an edition itself, not everywhere.
fn exact(roles: &Roles, edition: &str) -> Option<Role> {
    roles.iter().find(|(known, _)| *known == edition).map(|(_, role)| role)
}

/// `POST /admin/users/{id}/link`
pub async fn create_link(by: SignedIn, id: Path<i64>) -> AdminResult {
    let (user, _) = find(&by, UserId(*id)).await?;
    by.require_step_up()?;
    let (sign_off, id) = (by.sign_off(), user.id);
    let link = by.app.write(move |_, conn| people::issue_link(conn, &sign_off, id)).await??;
    letter::hand_over(&by, &user, &link).await
}

/// `POST /admin/users/{id}/deactivation`
pub async fn deactivate(by: SignedIn, id: Path<i64>) -> AdminResult {
    let (user, sessions) = find(&by, UserId(*id)).await?;
    match change(&by, &user, people::deactivate).await? {
        Err(PeopleError::LastAdmin) => refuse(&by, &user, &sessions),
        changed => done(&by, &user, changed, "flash-deactivated").await,
    }
}

/// `POST /admin/users/{id}/reactivation`
pub async fn reactivate(by: SignedIn, id: Path<i64>) -> AdminResult {
    let (user, _) = find(&by, UserId(*id)).await?;
    let changed = change(&by, &user, people::reactivate).await?;
    done(&by, &user, changed, "flash-reactivated").await
}

/// `POST /admin/users/{id}/second-step/off`
pub async fn turn_off_totp(by: SignedIn, id: Path<i64>) -> AdminResult {
    let (user, _) = find(&by, UserId(*id)).await?;
    let changed = change(&by, &user, people::turn_off_totp).await?;
    done(&by, &user, changed, "flash-their-second-step-off").await
}

/// `POST /admin/users/{id}/sessions/end`
pub async fn end_sessions(by: SignedIn, id: Path<i64>) -> AdminResult {
    let (user, _) = find(&by, UserId(*id)).await?;
    let changed = change(&by, &user, people::end_sessions).await?;
    done(&by, &user, changed, "flash-their-sessions-ended").await
}

type Command = fn(&mut Conn, &SignOff, UserId) -> Result<(), PeopleError>;

async fn change(
    by: &SignedIn,
    user: &User,
    command: Command,
) -> Result<Result<(), PeopleError>, AdminError> {
    by.require_step_up()?;
    let (sign_off, id) = (by.sign_off(), user.id);
    Ok(by.app.write(move |_, conn| command(conn, &sign_off, id)).await?)
}

async fn done(
    by: &SignedIn,
    user: &User,
    changed: Result<(), PeopleError>,
    flash: &str,
) -> AdminResult {
    changed?;
    let flash = Flash::new(flash).with("name", &user.name);
    reply::done(by, &format!("/admin/users/{}", user.id), flash).await
}

fn refuse(by: &SignedIn, user: &User, sessions: &[Session]) -> AdminResult {
    let mut form = Form::default();
    form.refuse("roles", by.language.text("user-last-admin"));
    reply::refused(&UserPage::new(by, user, sessions, form))
}

/// The person and where they are signed in; as if there were nobody for those who aren't told.
async fn find(by: &SignedIn, id: UserId) -> Result<(User, Vec<Session>), AdminError> {
    by.require_somewhere(Permission::ManagePeople)?;
    let found = by.app.read(move |app, conn| {
        let Some(user) = users::find(conn, id)? else { return Ok(None) };
        let now = app.clock.now();
        let sessions = sessions::list(conn, id, now, auth::idle_since(&app.config, now))?;
        Ok(Some((user, sessions)))
    });
    let found = found.await?.filter(|(user, _)| is_colleague(by, user));
    found.ok_or_else(|| AppError::NotFound.into())
}

impl UserPage {
    fn new(by: &SignedIn, user: &User, sessions: &[Session], form: Form) -> UserPage {
        let mut layout = Layout::of(by, "menu-users").with(&form);
        layout.title.clone_from(&user.name);
        let has_charge = by.authority().require_charge_of(&user.roles).is_ok();
        let field =
            |edition: &String| RoleField::new(by, &layout, edition, exact(&user.roles, edition));
        let editions = editions(by);
        let roles: Vec<RoleField> = editions.iter().map(field).collect();
        let open = editions.iter().zip(&roles).filter(|(_, field)| field.is_open);
        let seen = seen::mark(&stored_fields(open.map(|(edition, _)| edition), &user.roles));
        let is_here = |session: &Session| session.id == by.session.id;
        let sessions = sessions.iter().filter(|_| has_charge);
        UserPage {
            id: user.id.to_string(),
            email: user.email.clone(),
            state: state(user),
            is_active: user.is_active,
            has_totp: user.has_totp,
            roles,
            seen,
            sessions: sessions
                .map(|session| SessionRow::new(&layout, session, is_here(session)))
                .collect(),
            has_charge,
            layout,
            form,
        }
    }
}
