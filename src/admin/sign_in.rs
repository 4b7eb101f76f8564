//! Signing in: password, then a code where there is a second step; signing out.

use actix_web::http::header;
use askama::Template;
use chrono::TimeDelta;

use super::credentials::{Check, check_code, check_password, person, refuse};
use super::{AdminResult, Fields, Form, Layout, SignedIn, Visitor, reply};
use crate::auth::{cookie, secret};
use crate::commands::sign_in;
use crate::db::tokens::{self, Purpose};
use crate::db::users;
use crate::error::AdminError;
use crate::model::User;

/// How long a code may be owed once the password was right, in minutes.
const CODE_MINUTES: i64 = 10;

#[derive(Template)]
#[template(path = "admin/sign_in.html")]
struct SignInPage {
    layout: Layout,
    form: Form,
    next: String,
}

#[derive(Template)]
#[template(path = "admin/code.html")]
struct CodePage {
    layout: Layout,
    form: Form,
    ticket: String,
    next: String,
}

/// `GET /admin/sign-in`
pub async fn new(visitor: Visitor, by: Option<SignedIn>) -> AdminResult {
    let next = next_of(visitor.query.as_bytes());
    if by.is_some() {
        return Ok(reply::see_other(&next));
    }
    let layout = Layout::new(&visitor, "sign-in-title");
    reply::page(&SignInPage { layout, form: Form::default(), next })
}

/// `POST /admin/sign-in`
pub async fn create(visitor: Visitor, fields: Fields) -> AdminResult {
    let (email, next) = (fields.trimmed("email").to_owned(), local(fields.trimmed("next")));
    let problem = match check_password(&visitor, &email, fields.get("password")).await? {
        Check::Right(user) if user.has_totp => return ask_for_code(&visitor, &user, next).await,
        Check::Right(user) => return admit(&visitor, &user, &next).await,
        problem => problem,
    };
    let mut form = Form::typed(fields);
    let status = refuse(&mut form, "password", &visitor, "sign-in-wrong", &problem);
    let layout = Layout::new(&visitor, "sign-in-title").with(&form);
    reply::with_status(status, &SignInPage { layout, form, next })
}

/// `POST /admin/sign-in/code`
pub async fn create_code(visitor: Visitor, fields: Fields) -> AdminResult {
    let (ticket, next) = (fields.get("ticket"), local(fields.trimmed("next")));
    let hash = secret::hash(&ticket);
    let found = visitor.app.read(move |app, conn| {
        let owner = tokens::find(conn, Purpose::SecondStep, &hash, app.clock.now())?;
        Ok(owner.flatten().map(|id| users::find(conn, id)).transpose()?.flatten())
    });
    let Some(user) = found.await?.filter(|user| user.is_active) else {
        // The ticket is over: from the beginning.
        return Ok(reply::see_other("/admin/sign-in"));
    };
    match check_code(&visitor, &user, fields.get("code")).await? {
        Check::Right(user) => {
            let hash = secret::hash(&ticket);
            let used =
                visitor.app.write(move |_, conn| tokens::delete(conn, Purpose::SecondStep, &hash));
            if used.await?? {
                return admit(&visitor, &user, &next).await;
            }
            Ok(reply::see_other("/admin/sign-in"))
        }
        problem => {
            let mut form = Form::typed(fields);
            let status = refuse(&mut form, "code", &visitor, "code-wrong", &problem);
            let layout = Layout::new(&visitor, "code-title").with(&form);
            reply::with_status(status, &CodePage { layout, form, ticket, next })
        }
    }
}

/// `POST /admin/sign-out`
pub async fn destroy(by: SignedIn) -> AdminResult {
    let (sign_off, session) = (by.sign_off(), by.session.id);
    by.app.write(move |_, conn| sign_in::sign_out(conn, &sign_off, session)).await??;
    let mut response = reply::see_other("/admin/sign-in");
    let gone = cookie::set(&by.app.config.base_url, "", 0);
    response.headers_mut().insert(header::SET_COOKIE, gone);
    Ok(response)
}

/// Where somebody signs in who wanted to see a page.
pub fn address(visitor: &Visitor) -> String {
    let query = if visitor.query.is_empty() { "" } else { "?" };
    let wanted = format!("{}{query}{}", visitor.path, visitor.query);
    if wanted == "/admin" {
        return "/admin/sign-in".to_owned();
    }
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    format!("/admin/sign-in?{}", query.append_pair("next", &wanted).finish())
}

async fn ask_for_code(visitor: &Visitor, user: &User, next: String) -> AdminResult {
    let (ticket, id) = (secret::token(), user.id);
    let hash = secret::hash(&ticket);
    let issued = visitor.app.write(move |app, conn| {
        let now = app.clock.now();
        let until = now + TimeDelta::minutes(CODE_MINUTES);
        tokens::insert(conn, Purpose::SecondStep, &hash, Some(id), now, until)
    });
    issued.await??;
    let layout = Layout::new(visitor, "code-title");
    reply::page(&CodePage { layout, form: Form::default(), ticket, next })
}

/// Begins a session with a new cookie and sends on.
///
/// # Errors
///
/// Those of the database.
pub async fn admit(visitor: &Visitor, user: &User, next: &str) -> AdminResult {
    let mut response = reply::see_other(next);
    let (_, cookie) = begin(visitor, user).await?;
    response.headers_mut().insert(header::SET_COOKIE, cookie);
    Ok(response)
}

/// Begins a session and gives its secret, and that as a cookie.
///
/// # Errors
///
/// Those of the database.
pub async fn begin(
    visitor: &Visitor,
    user: &User,
) -> Result<(String, header::HeaderValue), AdminError> {
    let token = secret::token();
    let (sign_off, user, agent) = (person(visitor, user), user.clone(), visitor.agent.clone());
    let config = &visitor.app.config;
    let lasts = i64::from(config.session_days) * 24 * 3600;
    let cookie = cookie::set(&config.base_url, &token, lasts);
    let given = token.clone();
    let begun = visitor.app.write(move |app, conn| {
        sign_in::sign_in(conn, &sign_off, &app.config, &user, &token, &agent)
    });
    begun.await??;
    Ok((given, cookie))
}

fn next_of(query: &[u8]) -> String {
    let next = url::form_urlencoded::parse(query).find(|(name, _)| name == "next");
    local(&next.map(|(_, value)| value.into_owned()).unwrap_or_default())
}

/// An address below `/admin` as it is, and the dashboard for anything else: nobody is sent away
/// to another host by a link that somebody else made.
pub(super) fn local(address: &str) -> String {
    let rest = address.strip_prefix("/admin");
    let is_below = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
    let is_plain = !address.contains(['\\', '#']) && !address.chars().any(char::is_control);
    let leads_back = rest.is_some_and(|rest| rest.starts_with("/sign-"));
    if is_below && is_plain && !leads_back { address.to_owned() } else { "/admin".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_host_after_signing_in() {
        for good in ["/admin", "/admin/users?page=2", "/admin/a/b"] {
            assert_eq!(local(good), good);
        }
        for bad in [
            "",
            "//evil.example",
            "https://evil.example",
            "/adminx",
            "/admin\\..\\",
            "/en/",
            "/admin/sign-out",
            "/admin\r\nx",
            "/admin/#",
        ] {
            assert_eq!(local(bad), "/admin", "{bad}");
        }
        assert_eq!(next_of(b"a=b&next=%2Fadmin%2Fusers"), "/admin/users");
    }
}
