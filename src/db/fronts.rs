//! Fronts: the slots that editors filled by hand.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::Conn;
use super::schema::{front_drafts, front_removals, front_slots};
use crate::model::front::{Curation, Pin};
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
    /// The instant (UTC) at which it leaves the front.
    pub until_at: Option<NaiveDateTime>,
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
        .select((
            front_slots::container,
            front_slots::article_id,
            front_slots::coverage_id,
            front_slots::until_at,
        ))
        .into_boxed::<Backend>();
    match section {
        Some(id) => query.filter(front_slots::section_id.eq(id)),
        None => query.filter(front_slots::section_id.is_null()),
    }
    .load(conn)
}

/// What editors put on a front, without what has had its time at `now` (UTC).
pub fn get_curation(
    conn: &mut Conn,
    edition: &str,
    section: Option<SectionId>,
    now: NaiveDateTime,
) -> QueryResult<Curation> {
    type Row = (String, Option<ArticleId>, Option<CoverageId>, Option<NaiveDateTime>);
    let query = front_slots::table
        .filter(front_slots::edition.eq(edition))
        .filter(front_slots::until_at.is_null().or(front_slots::until_at.gt(now)))
        .order((front_slots::position, front_slots::id))
        .select((
            front_slots::container,
            front_slots::article_id,
            front_slots::coverage_id,
            front_slots::until_at,
        ))
        .into_boxed::<Backend>();
    let rows: Vec<Row> = match section {
        Some(id) => query.filter(front_slots::section_id.eq(id)),
        None => query.filter(front_slots::section_id.is_null()),
    }
    .load(conn)?;
    let mut curation = Curation::default();
    for container in [Container::Lead, Container::Secondary, Container::Coverage] {
        for (_, article, coverage, until_at) in
            rows.iter().filter(|(known, ..)| known == container.as_str())
        {
            let (list, id) = match (article, coverage) {
                (Some(article), _) => (&mut curation.articles, article.0),
                (None, Some(coverage)) => (&mut curation.coverages, coverage.0),
                (None, None) => continue,
            };
            if !list.iter().any(|pin: &Pin| pin.id == id) {
                list.push(Pin::new(id, *until_at));
            }
        }
    }
    Ok(curation)
}

/// The slots of a front that isn't stored as such: the first article leads.
pub fn slots_of(curation: &Curation) -> Vec<Slot> {
    let articles = curation.articles.iter().enumerate().map(|(number, pin)| Slot {
        container: article_container(number).as_str().to_owned(),
        article_id: Some(ArticleId(pin.id)),
        coverage_id: None,
        until_at: None,
    });
    let coverages = curation.coverages.iter().map(|pin| Slot {
        container: Container::Coverage.as_str().to_owned(),
        article_id: None,
        coverage_id: Some(CoverageId(pin.id)),
        until_at: None,
    });
    articles.chain(coverages).collect()
}

fn article_container(number: usize) -> Container {
    if number == 0 { Container::Lead } else { Container::Secondary }
}

/// Makes a front what `curation` says.
pub fn set_curation(
    conn: &mut Conn,
    edition: &str,
    section: Option<SectionId>,
    curation: &Curation,
) -> QueryResult<()> {
    let article = |pin: &Pin| (SlotItem::Article(ArticleId(pin.id)), pin.until_at());
    let articles: Vec<_> = curation.articles.iter().map(article).collect();
    let coverage = |pin: &Pin| (SlotItem::Coverage(CoverageId(pin.id)), pin.until_at());
    let coverages: Vec<_> = curation.coverages.iter().map(coverage).collect();
    let (lead, secondary) = articles.split_at(articles.len().min(1));
    replace_slots(conn, edition, section, Container::Lead, lead)?;
    replace_slots(conn, edition, section, Container::Secondary, secondary)?;
    replace_slots(conn, edition, section, Container::Coverage, &coverages)
}

/// A front as editors want it next.
#[derive(Debug, Clone)]
pub struct FrontDraft {
    /// What is on it.
    pub curation: Curation,
    /// Counts its changes.
    pub version: i32,
    /// UTC.
    pub changed_at: NaiveDateTime,
    /// `user:7`.
    pub changed_by: String,
}

/// A front's name in the tables of drafts and removals.
fn front_name(section: Option<SectionId>) -> String {
    section.map_or_else(|| "home".to_owned(), |id| id.to_string())
}

/// The draft of a front.
pub fn find_draft(
    conn: &mut Conn,
    edition: &str,
    section: Option<SectionId>,
) -> QueryResult<Option<FrontDraft>> {
    let row: Option<(String, i32, NaiveDateTime, String)> = front_drafts::table
        .filter(front_drafts::edition.eq(edition))
        .filter(front_drafts::front.eq(front_name(section)))
        .select((
            front_drafts::curation,
            front_drafts::version,
            front_drafts::changed_at,
            front_drafts::changed_by,
        ))
        .first(conn)
        .optional()?;
    Ok(row.map(|(curation, version, changed_at, changed_by)| FrontDraft {
        curation: serde_json::from_str(&curation).unwrap_or_default(),
        version,
        changed_at,
        changed_by,
    }))
}

/// Keeps the draft of a front.
pub fn set_draft(
    conn: &mut Conn,
    edition: &str,
    section: Option<SectionId>,
    draft: &FrontDraft,
) -> QueryResult<()> {
    delete_draft(conn, edition, section)?;
    diesel::insert_into(front_drafts::table)
        .values((
            front_drafts::edition.eq(edition),
            front_drafts::front.eq(front_name(section)),
            front_drafts::curation.eq(serde_json::to_string(&draft.curation).unwrap_or_default()),
            front_drafts::version.eq(draft.version),
            front_drafts::changed_at.eq(draft.changed_at),
            front_drafts::changed_by.eq(&draft.changed_by),
        ))
        .execute(conn)?;
    Ok(())
}

/// Forgets the draft of a front.
pub fn delete_draft(conn: &mut Conn, edition: &str, section: Option<SectionId>) -> QueryResult<()> {
    let here = front_drafts::table
        .filter(front_drafts::edition.eq(edition))
        .filter(front_drafts::front.eq(front_name(section)));
    diesel::delete(here).execute(conn)?;
    Ok(())
}

/// Remembers that an article was taken off a front, and forgets what is older than `since`.
pub fn insert_removal(
    conn: &mut Conn,
    edition: &str,
    section: Option<SectionId>,
    article: ArticleId,
    at: NaiveDateTime,
    since: NaiveDateTime,
) -> QueryResult<()> {
    let old = front_removals::table
        .filter(front_removals::edition.eq(edition))
        .filter(front_removals::front.eq(front_name(section)))
        .filter(front_removals::removed_at.lt(since).or(front_removals::article_id.eq(article)));
    diesel::delete(old).execute(conn)?;
    diesel::insert_into(front_removals::table)
        .values((
            front_removals::edition.eq(edition),
            front_removals::front.eq(front_name(section)),
            front_removals::article_id.eq(article),
            front_removals::removed_at.eq(at),
        ))
        .execute(conn)?;
    Ok(())
}

/// What was taken off a front since an instant (UTC), the last one first.
pub fn list_removals(
    conn: &mut Conn,
    edition: &str,
    section: Option<SectionId>,
    since: NaiveDateTime,
) -> QueryResult<Vec<ArticleId>> {
    front_removals::table
        .filter(front_removals::edition.eq(edition))
        .filter(front_removals::front.eq(front_name(section)))
        .filter(front_removals::removed_at.ge(since))
        .order(front_removals::id.desc())
        .select(front_removals::article_id)
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
