//! Where a page went when its slug changed.

use diesel::prelude::*;

use super::Conn;
use super::schema::redirects;

/// What kind of page a slug led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RedirectKind {
    /// A section.
    Section,
    /// A coverage.
    Coverage,
    /// An author.
    Author,
    /// A source.
    Source,
}

impl RedirectKind {
    fn as_str(self) -> &'static str {
        match self {
            RedirectKind::Section => "section",
            RedirectKind::Coverage => "coverage",
            RedirectKind::Author => "author",
            RedirectKind::Source => "source",
        }
    }
}

/// The id of what `slug` once led to.
pub fn find(
    conn: &mut Conn,
    edition: &str,
    kind: RedirectKind,
    slug: &str,
) -> QueryResult<Option<i64>> {
    redirects::table
        .filter(redirects::edition.eq(edition))
        .filter(redirects::kind.eq(kind.as_str()))
        .filter(redirects::slug.eq(slug))
        .select(redirects::target_id)
        .first(conn)
        .optional()
}

/// Remembers that `slug` led to `target`, and forgets that `now_used` led anywhere else.
pub fn set(
    conn: &mut Conn,
    edition: &str,
    kind: RedirectKind,
    slug: &str,
    now_used: &str,
    target: i64,
) -> QueryResult<()> {
    diesel::delete(
        redirects::table
            .filter(redirects::edition.eq(edition))
            .filter(redirects::kind.eq(kind.as_str()))
            .filter(redirects::slug.eq_any([slug, now_used])),
    )
    .execute(conn)?;
    if slug != now_used {
        diesel::insert_into(redirects::table)
            .values((
                redirects::edition.eq(edition),
                redirects::kind.eq(kind.as_str()),
                redirects::slug.eq(slug),
                redirects::target_id.eq(target),
            ))
            .execute(conn)?;
    }
    Ok(())
}
