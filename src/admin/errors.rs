//! The pages of failures in the admin area: what happened, whether the work is safe, what next.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, HttpResponseBuilder, ResponseError};
use askama::Template;

use super::Layout;
use crate::auth::{SignedIn, Visitor};
use crate::error::{AdminError, AppError};

/// `GET` of anything below `/admin` that isn't there.
pub async fn not_found() -> Result<HttpResponse, AdminError> {
    Err(AppError::NotFound.into())
}

/// A method that an address doesn't take; `allowed` are those that it does.
///
/// # Errors
///
/// Always: the guard makes its page.
pub fn method_not_allowed(allowed: &'static str) -> Result<HttpResponse, AdminError> {
    Err(AdminError::MethodNotAllowed(allowed))
}

#[derive(Template)]
#[template(path = "admin/error.html")]
struct ErrorPage {
    layout: Layout,
    text: String,
    request_id: Option<String>,
}

/// Tells the operator what the person can't do anything about.
pub fn log(visitor: &Visitor, error: &AdminError, request_id: &str) {
    let path = visitor.path.as_str();
    match error {
        AdminError::App(AppError::Internal(reason)) => {
            tracing::error!(request_id, path, reason, "request failed");
        }
        AdminError::App(AppError::Unavailable(reason) | AppError::Unanswered(reason)) => {
            tracing::warn!(request_id, path, reason, "database unavailable");
        }
        AdminError::App(AppError::Full(reason)) => {
            tracing::error!(request_id, path, reason, "no space left");
        }
        AdminError::Forged(reason) => {
            tracing::warn!(request_id, path, address = visitor.address, reason, "form refused");
        }
        _ => {}
    }
}

/// The page of a failure.
pub fn page(
    visitor: &Visitor,
    by: Option<&SignedIn>,
    error: &AdminError,
    request_id: &str,
) -> HttpResponse {
    let (title, text) = messages(error);
    let layout = match by {
        Some(by) => Layout::of(by, title),
        None => Layout::new(visitor, title),
    };
    let text = match error {
        AdminError::Denied(denied) => layout.denial(denied.permission, &denied.allowed_in),
        _ => layout.t(text).to_owned(),
    };
    let request_id = number(error, request_id);
    let mut response = begin(error);
    if let AdminError::MethodNotAllowed(allowed) = error {
        response.insert_header((header::ALLOW, *allowed));
    }
    match (ErrorPage { layout, text, request_id }).render() {
        Ok(body) => response.body(body),
        Err(_) => response.finish(),
    }
}

/// The answer of a failure, without its page.
pub fn begin(error: &AdminError) -> HttpResponseBuilder {
    let mut response = HttpResponse::build(error.status_code());
    response.content_type("text/html; charset=utf-8");
    if error.status_code() == StatusCode::SERVICE_UNAVAILABLE {
        response.insert_header((header::RETRY_AFTER, "30"));
    }
    response
}

/// The request's number, to mention to whoever looks into a failure of ours.
pub fn number(error: &AdminError, request_id: &str) -> Option<String> {
    let is_ours = matches!(error, AdminError::App(AppError::Internal(_)));
    Some(request_id.to_owned()).filter(|id| is_ours && !id.is_empty())
}

/// The title and the sentence of a failure.
pub fn messages(error: &AdminError) -> (&'static str, &'static str) {
    match error {
        // The guard answers these with a page that asks for a password.
        AdminError::SignedOut | AdminError::StepUp => ("step-up-title", "step-up-text"),
        AdminError::Denied(_) => ("denied-title", "denied-title"),
        AdminError::Forged(_) => ("forged-title", "forged-text"),
        AdminError::TooLarge => ("too-large-title", "too-large-text"),
        AdminError::App(AppError::NotFound | AppError::Gone(_)) => {
            ("missing-title", "missing-text")
        }
        AdminError::App(AppError::Unavailable(_)) => ("unavailable-title", "unavailable-text"),
        AdminError::App(AppError::Unanswered(_)) => ("unavailable-title", "unanswered-text"),
        AdminError::App(AppError::Full(_)) => ("full-title", "full-text"),
        AdminError::App(AppError::Internal(_)) => ("broken-title", "broken-text"),
        AdminError::App(_) | AdminError::MethodNotAllowed(_) => {
            ("unreadable-title", "unreadable-text")
        }
    }
}
