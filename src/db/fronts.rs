//! Fronts: the slots that editors filled by hand.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::Conn;
use super::schema::front_slots;
use crate::model::{ArticleId, CoverageId, SectionId};

type Backend = <Conn as diesel::Connection>::Backend;

/// A part of a front that takes curated items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    /// The first item with the large photo.
    Lead,
    /// The cards after it.
    Secondary,
    /// The strip of coverages on the home front.
    Coverage,
}

impl Container {
    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Container::Lead => "lead",
            Container::Secondary => "secondary",
            Container::Coverage => "coverage",
        }
    }
}

/// What an editor put into a slot.
#[derive(Debug, Clone, Queryable)]
pub struct Slot {
    /// The name of a [`Container`].
    pub container: String,
    /// In `lead` and `secondary`.
    pub article_id: Option<ArticleId>,
    /// In `coverage`.
    pub coverage_id: Option<CoverageId>,
}

/// The curated slots of the home front (`section` is `None`) or a section's, in their order,
/// without those whose time has passed at `now` (UTC).
pub fn list_slots(
    conn: &mut Conn,
    edition: &str,
    section: Option<SectionId>,
    now: NaiveDateTime,
) -> QueryResult<Vec<Slot>> {
    let query = front_slots::table
        .filter(front_slots::edition.eq(edition))
        .filter(front_slots::until_at.is_null().or(front_slots::until_at.gt(now)))
        .order((front_slots::position, front_slots::id))
        .select((front_slots::container, front_slots::article_id, front_slots::coverage_id))
        .into_boxed::<Backend>();
    match section {
        Some(id) => query.filter(front_slots::section_id.eq(id)),
        None => query.filter(front_slots::section_id.is_null()),
    }
    .load(conn)
}

/// An article that an editor put on a front, as editors see it.
#[derive(Debug, Clone, Queryable)]
pub struct Curated {
    /// The name of a [`Container`].
    pub container: String,
    /// The article.
    pub article_id: ArticleId,
    /// Until when it stays, UTC; `None` for good.
    pub until_at: Option<NaiveDateTime>,
}

/// The articles on a front, like [`list_slots`].
pub fn list_curated(
    conn: &mut Conn,
    edition: &str,
    section: Option<SectionId>,
    now: NaiveDateTime,
) -> QueryResult<Vec<Curated>> {
    let query = front_slots::table
        .filter(front_slots::edition.eq(edition))
        .filter(front_slots::article_id.is_not_null())
        .filter(front_slots::until_at.is_null().or(front_slots::until_at.gt(now)))
        .order((front_slots::position, front_slots::id))
        .select((
            front_slots::container,
            front_slots::article_id.assume_not_null(),
            front_slots::until_at,
        ))
        .into_boxed::<Backend>();
    match section {
        Some(id) => query.filter(front_slots::section_id.eq(id)),
        None => query.filter(front_slots::section_id.is_null()),
    }
    .load(conn)
}

/// One item for [`replace_slots`].
#[derive(Debug, Clone, Copy)]
pub enum SlotItem {
    /// For `lead` and `secondary`.
    Article(ArticleId),
    /// For `coverage`.
    Coverage(CoverageId),
}

/// Puts `items`, in their order and until their time if they have one, where the container's
/// items were.
pub fn replace_slots(
    conn: &mut Conn,
    edition: &str,
    section: Option<SectionId>,
    container: Container,
    items: &[(SlotItem, Option<NaiveDateTime>)],
) -> QueryResult<()> {
    let here = front_slots::table
        .filter(front_slots::edition.eq(edition))
        .filter(front_slots::container.eq(container.as_str()));
    match section {
        Some(id) => {
            diesel::delete(here.filter(front_slots::section_id.eq(id))).execute(conn)?;
        }
        None => {
            diesel::delete(here.filter(front_slots::section_id.is_null())).execute(conn)?;
        }
    }
    for (position, (item, until_at)) in (1..).zip(items) {
        let (article, coverage) = match *item {
            SlotItem::Article(id) => (Some(id), None),
            SlotItem::Coverage(id) => (None, Some(id)),
        };
        diesel::insert_into(front_slots::table)
            .values((
                front_slots::edition.eq(edition),
                front_slots::section_id.eq(section),
                front_slots::container.eq(container.as_str()),
                front_slots::position.eq(position),
                front_slots::article_id.eq(article),
                front_slots::coverage_id.eq(coverage),
                front_slots::until_at.eq(until_at),
            ))
            .execute(conn)?;
    }
    Ok(())
}
