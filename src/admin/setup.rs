//! The first admin makes their own account, by the link that `serve` has printed.

use actix_web::web::{self, Path};
use askama::Template;

use super::{AdminResult, Fields, Form, Layout, Visitor, reply, sign_in};
use crate::auth::password;
use crate::commands::people::{self, PeopleError};
use crate::db::users;
use crate::error::{AdminError, AppError};
use crate::model::user::normal_email;
use crate::text::clean_line;

#[derive(Template)]
#[template(path = "admin/setup.html")]
struct SetupPage {
    layout: Layout,
    form: Form,
    action: String,
}

/// `GET /admin/setup/{token}`; 404 without the token, and once there is an account.
pub async fn new(visitor: Visitor, token: Path<String>) -> AdminResult {
    require(&visitor, &token).await?;
    page(&visitor, Form::default())
}

/// `POST /admin/setup/{token}`
pub async fn create(visitor: Visitor, token: Path<String>, fields: Fields) -> AdminResult {
    require(&visitor, &token).await?;
    let (name, typed) = (clean_line(fields.trimmed("name")), fields.get("password"));
    let email = normal_email(fields.trimmed("email"));
    let mut form = Form::typed(fields);
    let words = &visitor.language;
    if email.is_none() {
        form.refuse("email", words.text("email-bad"));
    }
    if name.is_empty() {
        form.refuse("name", words.text("name-missing"));
    }
    check_new_password(&visitor, &mut form, &typed, email.as_deref().unwrap_or("@"));
    let Some(email) = email.filter(|_| form.is_good()) else { return page(&visitor, form) };
    let hash = hash(typed).await?;
    let (sign_off, token, language) =
        (visitor.sign_off("setup"), token.into_inner(), visitor.language.prefix.clone());
    let made = visitor.app.write(move |_, conn| {
        let person = (email.as_str(), name.as_str(), language.as_str());
        let id = people::set_up(conn, &sign_off, Some(&token), person, &hash)?;
        users::find(conn, id)?.ok_or(PeopleError::NotFound(id))
    });
    match made.await? {
        Ok(user) => sign_in::admit(&visitor, &user, "/admin").await,
        Err(PeopleError::NotEmpty | PeopleError::LinkOver) => Err(AppError::NotFound.into()),
        Err(error) => Err(error.into()),
    }
}

async fn require(visitor: &Visitor, token: &str) -> Result<(), AdminError> {
    let token = token.to_owned();
    let found = visitor.app.read(move |app, conn| {
        people::find_set_up_token(conn, &token, app.clock.now())
            .map_err(|error| AppError::Internal(error.to_string()))
    });
    if found.await? { Ok(()) } else { Err(AppError::NotFound.into()) }
}

fn page(visitor: &Visitor, form: Form) -> AdminResult {
    let layout = Layout::new(visitor, "setup-title").with(&form);
    let is_good = form.is_good();
    let page = SetupPage { layout, form, action: visitor.path.clone() };
    if is_good { reply::page(&page) } else { reply::refused(&page) }
}

/// Notes in a form what is wrong with a password that somebody wants to have.
pub fn check_new_password(visitor: &Visitor, form: &mut Form, typed: &str, email: &str) {
    if let Some(problem) = password::problem(typed, email) {
        form.refuse("password", visitor.language.text(problem));
    }
}

/// A password's hash, made off the worker's thread.
///
/// # Errors
///
/// The system has no random numbers, or no thread.
pub async fn hash(typed: String) -> Result<String, AdminError> {
    let hash = web::block(move || password::hash(&typed)).await.ok().flatten();
    hash.ok_or_else(|| AppError::Internal("no hash for a password".to_owned()).into())
}
