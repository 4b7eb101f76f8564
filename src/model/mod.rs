//! The nouns of the portal as plain values, without input or output.

pub mod article;
pub mod changes;
pub mod coverage;
pub mod cursor;
pub mod media;
pub mod site;

pub use crate::db::ids::{
    ArticleId, ChangeId, CoverageId, MediaId, PersonId, RevisionId, SectionId, StoryId,
};
pub use article::{ArticleState, LiveArticle, Name, Teaser, Translation};
pub use changes::{Noun, SignOff};
pub use cursor::Cursor;
pub use media::{Photo, Picture};
