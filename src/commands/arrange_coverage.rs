//! A coverage's photo, the articles on top of it, and making one coverage of two.

use super::CommandError;
use crate::changes;
use crate::db::{Conn, coverage_entries, coverages, dialect};
use crate::model::{ArticleId, CoverageId, MediaId, Noun, Permission, SignOff};

/// The most articles on top of a coverage.
const MOST_PINNED: usize = 10;

/// What is done to an article of a coverage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryAct {
    /// Puts it on top, after those that are there.
    Pin,
    /// Lets it stand at its time again.
    Unpin,
    /// Changes places with the one before.
    Up,
    /// Changes places with the one after.
    Down,
}

impl EntryAct {
    /// The articles on top after it is done to `article`.
    pub fn done_to(self, article: ArticleId, pinned: &[ArticleId]) -> Vec<ArticleId> {
        let mut pinned = pinned.to_vec();
        let place = pinned.iter().position(|known| *known == article);
        match (self, place) {
            (EntryAct::Pin, None) if pinned.len() < MOST_PINNED => pinned.push(article),
            (EntryAct::Unpin, Some(place)) => {
                pinned.remove(place);
            }
            (EntryAct::Up, Some(place)) if place > 0 => pinned.swap(place - 1, place),
            (EntryAct::Down, Some(place)) if place + 1 < pinned.len() => {
                pinned.swap(place, place + 1);
            }
            _ => {}
        }
        pinned
    }
}

/// Sets a coverage's photo, which is the same in every edition that has the coverage.
///
/// # Errors
///
/// The person is no chief in one of them, or the database failed.
pub fn set_coverage_photo(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: CoverageId,
    photo: Option<MediaId>,
) -> Result<(), CommandError> {
    dialect::transaction(conn, |conn| {
        let editions = require_all(conn, sign_off, &[id])?;
        if coverage_entries::find_photo(conn, id)? != photo {
            coverage_entries::set_photo(conn, id, photo)?;
            changes::record(conn, sign_off, "set_coverage_photo", &nouns(&[id], editions))?;
        }
        Ok(())
    })
}

/// Puts these articles on top of a coverage in one edition, in this order, and no others. What
/// isn't in it is left where it is, and so is what is too much.
///
/// # Errors
///
/// The person is no chief there, or the database failed.
pub fn arrange_coverage(
    conn: &mut Conn,
    sign_off: &SignOff,
    id: CoverageId,
    edition: &str,
    pinned: &[ArticleId],
) -> Result<(), CommandError> {
    sign_off.authority.require(Permission::Curate, edition)?;
    dialect::transaction(conn, |conn| {
        let pinned = &pinned[..pinned.len().min(MOST_PINNED)];
        if coverage_entries::list_pinned(conn, edition, id)? != pinned {
            coverage_entries::set_pinned(conn, edition, id, pinned)?;
            let noun = Noun::Coverage(id, edition.to_owned());
            changes::record(conn, sign_off, "arrange_coverage", &[noun])?;
        }
        Ok(())
    })
}

/// Makes one coverage of two: `into` gets the articles, key moments and places on fronts of
/// `from`, whose addresses lead to it from now on. Where only `from` had words, `into` has them.
///
/// # Errors
///
/// The person is no chief in an edition of either, or the database failed; of one that isn't
/// there, [`diesel::NotFound`].
pub fn merge_coverage(
    conn: &mut Conn,
    sign_off: &SignOff,
    from: CoverageId,
    into: CoverageId,
) -> Result<(), CommandError> {
    dialect::transaction(conn, |conn| {
        dialect::lock_changes(conn)?;
        for id in [from, into] {
            coverages::find_is_open(conn, id)?.ok_or(diesel::NotFound)?;
        }
        if from == into {
            return Ok(());
        }
        let editions = require_all(conn, sign_off, &[from, into])?;
        let named = coverages::list_slugs(conn, into)?;
        let refiled = coverage_entries::merge(conn, from, into)?;
        // Pages of what was filed in `into` don't know of it where it had no words.
        let is_new = |edition: &&String| !named.iter().any(|(known, _)| known == *edition);
        let new = editions.iter().filter(is_new).cloned().map(Noun::Settings).collect::<Vec<_>>();
        let mut nouns = nouns(&[from, into], editions);
        nouns.extend(new);
        nouns.extend(refiled.into_iter().map(Noun::Article));
        changes::record(conn, sign_off, "merge_coverage", &nouns)?;
        Ok(())
    })
}

/// The editions of some coverages, of all of which the person must have charge.
fn require_all(
    conn: &mut Conn,
    sign_off: &SignOff,
    ids: &[CoverageId],
) -> Result<Vec<String>, CommandError> {
    let mut editions = Vec::new();
    for id in ids {
        editions.extend(coverages::list_slugs(conn, *id)?.into_iter().map(|(edition, _)| edition));
    }
    editions.sort();
    editions.dedup();
    sign_off.authority.require_in(Permission::Curate, editions.iter().map(String::as_str))?;
    Ok(editions)
}

fn nouns(ids: &[CoverageId], editions: Vec<String>) -> Vec<Noun> {
    let mut nouns = Vec::new();
    for edition in editions {
        nouns.extend(ids.iter().map(|id| Noun::Coverage(*id, edition.clone())));
        nouns.push(Noun::Edition(edition));
    }
    nouns
}
