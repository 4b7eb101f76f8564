//! One person's account, for those who have charge of it.

use actix_web::web::Path;
use askama::Template;

use super::{RoleField, editions, is_colleague, letter, read_roles, state};
use crate::admin::account::SessionRow;
use crate::admin::{AdminResult, Fields, Flash, Form, Layout, SignedIn, reply};
use crate::auth;
use crate::commands::people::{self, PeopleError};
use crate::db::{Conn, sessions, users};
use crate::error::{AdminError, AppError};
use crate::model::{Permission, Session, SignOff, User, UserId};

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
    let roles = read_roles(&by, &fields, &user.roles);
    let (sign_off, id) = (by.sign_off(), user.id);
    let set = by.app.write(move |_, conn| people::set_roles(conn, &sign_off, id, &roles));
    match set.await? {
        Err(PeopleError::LastAdmin) => refuse(&by, &user, &sessions),
        set => done(&by, &user, set, "flash-roles").await,
    }
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
        let exact = |edition: &str| {
            user.roles.iter().find(|(known, _)| *known == edition).map(|(_, role)| role)
        };
        let roles =
            editions(by).map(|edition| RoleField::new(by, &layout, edition, exact(edition)));
        let is_here = |session: &Session| session.id == by.session.id;
        let sessions = sessions.iter().filter(|_| has_charge);
        UserPage {
            id: user.id.to_string(),
            email: user.email.clone(),
            state: state(user),
            is_active: user.is_active,
            has_totp: user.has_totp,
            roles: roles.collect(),
            sessions: sessions
                .map(|session| SessionRow::new(&layout, session, is_here(session)))
                .collect(),
            has_charge,
            layout,
            form,
        }
    }
}
