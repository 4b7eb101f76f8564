//! How a failure becomes an answer.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};

use crate::db::{DatabaseError, pool};

/// Why a request ends without its page.
///
/// The page for it is made by `pages::errors`, in the edition of the address.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The address isn't in the form that it must have.
    #[error("bad request: {0}")]
    BadRequest(&'static str),
    /// There is nothing at this address, or nothing that is public.
    #[error("not found")]
    NotFound,
    /// The article was taken down.
    #[error("withdrawn")]
    Gone(Box<crate::model::LiveArticle>),
    /// The method doesn't exist at this address, which takes GET and HEAD.
    #[error("method not allowed")]
    MethodNotAllowed,
    /// The address is too long.
    #[error("address too long")]
    AddressTooLong,
    /// There is no connection to the database.
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// Something of ours broke.
    #[error("internal error: {0}")]
    Internal(String),
}

impl From<diesel::result::Error> for AppError {
    fn from(error: diesel::result::Error) -> AppError {
        if pool::is_connection_lost(&error) {
            AppError::Unavailable(error.to_string())
        } else {
            AppError::Internal(error.to_string())
        }
    }
}

impl From<DatabaseError> for AppError {
    fn from(error: DatabaseError) -> AppError {
        match error {
            DatabaseError::Query(error) => error.into(),
            error => AppError::Unavailable(error.to_string()),
        }
    }
}

impl From<askama::Error> for AppError {
    fn from(error: askama::Error) -> AppError {
        AppError::Internal(error.to_string())
    }
}

impl ResponseError for AppError {
    fn status_code(&self) -> StatusCode {
        match self {
            AppError::BadRequest(_) => StatusCode::BAD_REQUEST,
            AppError::NotFound => StatusCode::NOT_FOUND,
            AppError::Gone(_) => StatusCode::GONE,
            AppError::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            AppError::AddressTooLong => StatusCode::URI_TOO_LONG,
            AppError::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            AppError::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}
