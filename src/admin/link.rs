//! A link by which somebody chooses a password: an invitation, or a way back in.

use actix_web::web::Path;
use askama::Template;

use super::setup::{check_new_password, hash};
use super::{AdminResult, Fields, Form, Layout, Visitor, reply, sign_in};
use crate::commands::people::{self, PeopleError};
use crate::db::tokens::Purpose;
use crate::error::{AdminError, AppError};
use crate::model::User;
use crate::text::clean_line;

#[derive(Template)]
#[template(path = "admin/link.html")]
struct LinkPage {
    layout: Layout,
    form: Form,
    action: String,
    email: String,
    asks_name: bool,
}

/// `GET /admin/invitation/{token}` and `GET /admin/reset/{token}`; 404 when it is good no longer.
pub async fn new(mut visitor: Visitor, token: Path<String>) -> AdminResult {
    let user = find(&mut visitor, &token).await?;
    let form = Form::filled([("name", user.name.as_str())]);
    page(visitor, &user, form)
}

/// `POST` of the same.
pub async fn create(mut visitor: Visitor, token: Path<String>, fields: Fields) -> AdminResult {
    let user = find(&mut visitor, &token).await?;
    let purpose = purpose_of(&visitor.path);
    let (name, typed) = (clean_line(fields.trimmed("name")), fields.get("password"));
    let mut form = Form::typed(fields);
    let asks_name = purpose == Purpose::Invitation;
    if asks_name && name.is_empty() {
        form.refuse("name", visitor.language.text("name-missing"));
    }
    check_new_password(&visitor, &mut form, &typed, &user.email);
    if !form.is_good() {
        return page(visitor, &user, form);
    }
    let (hash, sign_off) = (hash(typed).await?, visitor.sign_off(&format!("user:{}", user.id)));
    let name = asks_name.then_some(name);
    let used = visitor.app.write(move |_, conn| {
        people::use_link(conn, &sign_off, (purpose, &token), name.as_deref(), &hash)
    });
    match used.await? {
        // A lost phone takes more than a link.
        Ok(user) if user.has_totp => Ok(reply::see_other("/admin/sign-in")),
        Ok(user) => sign_in::admit(&visitor, &user, "/admin").await,
        Err(PeopleError::LinkOver) => Err(AppError::NotFound.into()),
        Err(error) => Err(error.into()),
    }
}

/// Whose link it is. Whoever has it is this person, whatever their browser speaks.
async fn find(visitor: &mut Visitor, token: &str) -> Result<User, AdminError> {
    let (purpose, token) = (purpose_of(&visitor.path), token.to_owned());
    let found = visitor.app.read(move |app, conn| {
        people::find_link(conn, purpose, &token, app.clock.now())
            .map_err(|error| AppError::Internal(error.to_string()))
    });
    let user = found.await?.ok_or(AppError::NotFound)?;
    let language = visitor.app.editions.get(&user.language);
    if let Some(language) = language.filter(|language| language.has_text("admin-name")) {
        visitor.language = language.clone();
    }
    Ok(user)
}

fn purpose_of(path: &str) -> Purpose {
    match path.starts_with("/admin/invitation/") {
        true => Purpose::Invitation,
        false => Purpose::Reset,
    }
}

fn page(visitor: Visitor, user: &User, form: Form) -> AdminResult {
    let asks_name = purpose_of(&visitor.path) == Purpose::Invitation;
    let title = if asks_name { "invitation-title" } else { "reset-title" };
    let is_good = form.is_good();
    let page = LinkPage {
        layout: Layout::new(&visitor, title).with(&form),
        form,
        action: visitor.path.clone(),
        email: user.email.clone(),
        asks_name,
    };
    if is_good { reply::page(&page) } else { reply::refused(&page) }
}
