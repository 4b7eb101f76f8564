//! How a failure becomes an answer.

use std::any::Any;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};

use crate::commands::people::PeopleError;
use crate::commands::{CommandError, DescribePhotoError};
use crate::db::{DatabaseError, Trouble};
use crate::model::Denied;

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
    /// There is no connection to the database, or to the storage of photos.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// The database was told to do something, and says nothing: it may be done.
    #[error("unanswered: {0}")]
    Unanswered(String),
    /// A disk takes nothing more: the database's, or that of the photos.
    #[error("no space left: {0}")]
    Full(String),
    /// Something of ours broke.
    #[error("internal error: {0}")]
    Internal(String),
}

impl AppError {
    /// Whether it is no fault of the request.
    pub fn is_ours(&self) -> bool {
        self.is_unavailable() || matches!(self, AppError::Internal(_))
    }

    /// Whether the same request may succeed in a while.
    pub fn is_unavailable(&self) -> bool {
        self.status_code() == StatusCode::SERVICE_UNAVAILABLE
    }

    /// What a handler panicked with.
    pub fn of_panic(panic: &(dyn Any + Send)) -> AppError {
        let words = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied());
        AppError::Internal(format!("panic: {}", words.unwrap_or("?")))
    }
}

impl From<diesel::result::Error> for AppError {
    fn from(error: diesel::result::Error) -> AppError {
        let reason = error.to_string();
        match Trouble::of(&error) {
            Some(Trouble::Lost | Trouble::Busy) => AppError::Unavailable(reason),
            Some(Trouble::Full) => AppError::Full(reason),
            None => AppError::Internal(reason),
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
            AppError::Unavailable(_) | AppError::Unanswered(_) | AppError::Full(_) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            AppError::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

/// Why a request below `/admin` ends without its page.
///
/// The page for it is made by `admin::errors`, in the person's language.
#[derive(Debug, thiserror::Error)]
pub enum AdminError {
    /// It would have ended like that for a reader, too.
    #[error(transparent)]
    App(#[from] AppError),
    /// Nobody is signed in, or no longer.
    #[error("signed out")]
    SignedOut,
    /// The person's roles don't allow it.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The person has to show again who they are.
    #[error("step up")]
    StepUp,
    /// The form didn't come from a page of ours that this browser was given.
    #[error("the form is not ours: {0}")]
    Forged(&'static str),
    /// The form is larger than any of ours gets.
    #[error("the form is too large")]
    TooLarge,
    /// The address takes other methods: these.
    #[error("only {0} here")]
    MethodNotAllowed(&'static str),
}

impl From<diesel::result::Error> for AdminError {
    fn from(error: diesel::result::Error) -> AdminError {
        AdminError::App(error.into())
    }
}

impl From<DatabaseError> for AdminError {
    fn from(error: DatabaseError) -> AdminError {
        AdminError::App(error.into())
    }
}

impl From<askama::Error> for AdminError {
    fn from(error: askama::Error) -> AdminError {
        AdminError::App(error.into())
    }
}

impl From<CommandError> for AdminError {
    fn from(error: CommandError) -> AdminError {
        match error {
            CommandError::Denied(denied) => denied.into(),
            CommandError::Db(error) => error.into(),
        }
    }
}

impl From<DescribePhotoError> for AdminError {
    fn from(error: DescribePhotoError) -> AdminError {
        match error {
            DescribePhotoError::NotFound(_) => AppError::NotFound.into(),
            DescribePhotoError::Denied(denied) => denied.into(),
            DescribePhotoError::Db(error) => error.into(),
        }
    }
}

impl From<PeopleError> for AdminError {
    fn from(error: PeopleError) -> AdminError {
        match error {
            PeopleError::Denied(denied) => denied.into(),
            PeopleError::NotFound(_) => AppError::NotFound.into(),
            PeopleError::Db(error) => error.into(),
            // Forms answer these themselves, at the field that they are about.
            other => AppError::Internal(other.to_string()).into(),
        }
    }
}

impl ResponseError for AdminError {
    fn status_code(&self) -> StatusCode {
        match self {
            AdminError::App(error) => error.status_code(),
            AdminError::SignedOut | AdminError::StepUp => StatusCode::UNAUTHORIZED,
            AdminError::Denied(_) | AdminError::Forged(_) => StatusCode::FORBIDDEN,
            AdminError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            AdminError::MethodNotAllowed(_) => StatusCode::METHOD_NOT_ALLOWED,
        }
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}
