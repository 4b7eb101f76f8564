//! Whether somebody is who they say: passwords and codes, counted and written down.

use actix_web::http::StatusCode;
use actix_web::web;
use chrono::{NaiveDateTime, TimeDelta};

use super::{Form, Visitor};
use crate::audit;
use crate::auth::password;
use crate::commands::people::{self, PeopleError};
use crate::commands::sign_in::{self, TryError};
use crate::db::users;
use crate::error::{AdminError, AppError};
use crate::i18n::Arg;
use crate::model::user::normal_email;
use crate::model::{SignOff, User};
use crate::text::clean_line;

/// What came of a try.
pub enum Check {
    /// It was right.
    Right(Box<User>),
    /// It was not; so many tries are left before a pause.
    Wrong(u32),
    /// It wasn't looked at.
    Paused(NaiveDateTime),
}

/// Whether a password is that of an account, which takes the same time when there is none.
///
/// # Errors
///
/// Those of the database.
pub async fn check_password(
    visitor: &Visitor,
    email: &str,
    typed: String,
) -> Result<Check, AdminError> {
    // PostgreSQL takes no NUL.
    let typed_email = || clean_line(email).to_lowercase().chars().take(100).collect();
    let known = normal_email(email).unwrap_or_else(typed_email);
    let subject = format!("account:{known}");
    let left = match count(visitor, &subject).await? {
        Ok(left) => left,
        Err(until) => return Ok(Check::Paused(until)),
    };
    let wanted = known.clone();
    let found = visitor.app.read(move |_, conn| {
        let user = users::find_by_email(conn, &wanted)?.filter(|user| user.is_active);
        let Some(user) = user else { return Ok(None) };
        let secrets = users::get_secrets(conn, user.id)?;
        Ok(Some((user, secrets)))
    });
    let found = found.await?;
    let hash = found.as_ref().and_then(|(_, secrets)| secrets.password_hash.clone());
    let is_right = web::block(move || password::is_right(&typed, hash.as_deref())).await;
    let is_right = is_right.map_err(|error| AppError::Internal(error.to_string()))?;
    let user = found.map(|(user, _)| user).filter(|_| is_right);
    settle(visitor, subject, user, left, "sign_in_failed").await
}

/// Whether a code is the second step of somebody who has one; it is used up then.
///
/// # Errors
///
/// Those of the database.
pub async fn check_code(visitor: &Visitor, user: &User, code: String) -> Result<Check, AdminError> {
    let subject = format!("code:{}", user.id);
    let left = match count(visitor, &subject).await? {
        Ok(left) => left,
        Err(until) => return Ok(Check::Paused(until)),
    };
    let id = user.id;
    let sign_off = person(visitor, user);
    let used = visitor.app.write(move |_, conn| {
        let now = sign_off.at;
        people::use_code(conn, &sign_off, id, &code, now)
    });
    let user = match used.await? {
        Ok(()) => Some(user.clone()),
        Err(PeopleError::WrongCode) => None,
        Err(error) => return Err(error.into()),
    };
    settle(visitor, subject, user, left, "code_failed").await
}

/// Counts a try, or says until when there is a pause.
async fn count(visitor: &Visitor, subject: &str) -> Result<Result<u32, NaiveDateTime>, AdminError> {
    let (subject, address) = (subject.to_owned(), visitor.address.clone());
    let counted = visitor
        .app
        .write(move |app, conn| sign_in::count_try(conn, &subject, &address, app.clock.now()));
    match counted.await? {
        Ok(left) => Ok(Ok(left)),
        Err(TryError::Paused(until)) => Ok(Err(until)),
        Err(TryError::Db(error)) => Err(error.into()),
    }
}

/// Forgets the tries when this one was right, and writes it down when it was wrong.
async fn settle(
    visitor: &Visitor,
    subject: String,
    user: Option<User>,
    left: u32,
    verb: &'static str,
) -> Result<Check, AdminError> {
    let sign_off = visitor.sign_off("visitor");
    let is_right = user.is_some();
    let settled = visitor.app.write(move |_, conn| {
        if is_right {
            return sign_in::forget_tries(conn, &subject, &sign_off.address, sign_off.at);
        }
        audit::record(conn, &sign_off, verb, &subject, "")
    });
    settled.await??;
    Ok(user.map_or(Check::Wrong(left), |user| Check::Right(Box::new(user))))
}

/// Writes into a form why a try was refused; the same words whether or not there is an account.
pub fn refuse(
    form: &mut Form,
    field: &'static str,
    visitor: &Visitor,
    message: &str,
    check: &Check,
) -> StatusCode {
    let edition = &visitor.language;
    match check {
        Check::Paused(until) => {
            let time = edition.time(*until + TimeDelta::seconds(59));
            form.refuse(field, edition.text_with("sign-in-paused", &[("time", Arg::from(&time))]));
            StatusCode::TOO_MANY_REQUESTS
        }
        Check::Wrong(left) => {
            form.refuse(field, edition.text_with(message, &[("tries", Arg::from(*left))]));
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Check::Right(_) => StatusCode::OK,
    }
}

/// The sign-off of somebody who is about to be signed in.
pub fn person(visitor: &Visitor, user: &User) -> SignOff {
    SignOff::person(user.id, user.roles.clone(), &visitor.address, visitor.app.clock.now())
}
