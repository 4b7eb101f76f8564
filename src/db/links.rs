//! Which links in articles lead to something that readers can read.

use std::collections::HashSet;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::schema::{articles, coverage_names, redirects, section_names};
use super::statement::{Statement, on_either};
use super::{Conn, listing};
use crate::model::{ArticleId, ArticleState};

/// Where a link within the portal leads.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// An article.
    Article(ArticleId),
    /// A coverage: edition and slug.
    Coverage(String, String),
    /// A section: edition and slug.
    Section(String, String),
}

/// The bodies, as blocks in JSON, of the newest live articles of some editions, up to `limit`.
pub fn list_live_bodies(
    conn: &mut Conn,
    editions: &[&str],
    limit: i64,
) -> QueryResult<Vec<(ArticleId, String)>> {
    if editions.is_empty() {
        return Ok(Vec::new());
    }
    let statement = Statement::<(BigInt, Text)>::default()
        .sql("SELECT articles.id, revisions.blocks FROM (")
        .then(listing::newest_of_each(editions, None, limit))
        .sql(
            ") AS found JOIN articles ON articles.id = found.id \
             JOIN revisions ON revisions.id = articles.live_revision_id \
             ORDER BY found.published_at DESC, found.id DESC",
        )
        .limit(limit);
    on_either!(conn, |conn| statement.load(conn))
}

/// Those of some targets that lead nowhere: withdrawn, not public, or never there.
pub fn list_dead(conn: &mut Conn, targets: &HashSet<Target>) -> QueryResult<HashSet<Target>> {
    let (mut ids, mut slugs) = (Vec::new(), Vec::new());
    for target in targets {
        match target {
            Target::Article(id) => ids.push(*id),
            Target::Coverage(_, slug) | Target::Section(_, slug) => slugs.push(slug.as_str()),
        }
    }
    let mut alive = HashSet::new();
    for some in ids.chunks(500) {
        let live: Vec<ArticleId> = articles::table
            .filter(articles::id.eq_any(some))
            .filter(articles::state.eq(ArticleState::Live.as_str()))
            .select(articles::id)
            .load(conn)?;
        alive.extend(live.into_iter().map(Target::Article));
    }
    for some in slugs.chunks(500) {
        let coverages: Vec<(String, String)> = coverage_names::table
            .filter(coverage_names::slug.eq_any(some))
            .select((coverage_names::edition, coverage_names::slug))
            .load(conn)?;
        alive.extend(coverages.into_iter().map(|(edition, slug)| Target::Coverage(edition, slug)));
        let sections: Vec<(String, String)> = section_names::table
            .filter(section_names::slug.eq_any(some))
            .select((section_names::edition, section_names::slug))
            .load(conn)?;
        alive.extend(sections.into_iter().map(|(edition, slug)| Target::Section(edition, slug)));
        // An address of before leads on.
        let moved: Vec<(String, String, String)> = redirects::table
            .filter(redirects::slug.eq_any(some))
            .select((redirects::kind, redirects::edition, redirects::slug))
            .load(conn)?;
        alive.extend(moved.into_iter().filter_map(|(kind, edition, slug)| match kind.as_str() {
            "coverage" => Some(Target::Coverage(edition, slug)),
            "section" => Some(Target::Section(edition, slug)),
            _ => None,
        }));
    }
    Ok(targets.difference(&alive).cloned().collect())
}
