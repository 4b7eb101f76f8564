//! The nouns of the portal as plain values, without input or output.

pub mod article;
pub mod authority;
pub mod changes;
pub mod coverage;
pub mod cursor;
pub mod front;
pub mod media;
pub mod page_kind;
pub mod role;
pub mod shown;
pub mod site;
pub mod user;

pub use crate::db::ids::{
    ArticleId, AuditId, ChangeId, CoverageId, JobId, MediaId, PersonId, RevisionId, SectionId,
    SessionId, StoryId, UserId,
};
pub use article::{ArticleState, LiveArticle, Name, Teaser, Translation};
pub use authority::{Authority, Denied};
pub use changes::{Noun, SignOff};
pub use cursor::Cursor;
pub use media::{Focus, Photo, Picture};
pub use page_kind::PageKind;
pub use role::{Permission, Role, Roles};
pub use shown::Shown;
pub use user::{Session, User};
