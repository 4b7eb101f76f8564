//! Pages that show what moved are no longer fresh.

use diesel::QueryResult;

use crate::cache::PageCache;
use crate::changes;
use crate::db::Conn;
use crate::metrics::Metrics;

/// So many changes are read at a time.
const BATCH: i64 = 500;

/// Follows everything that was changed up to now.
///
/// # Errors
///
/// Those of the database; from then on nothing counts as fresh, until this succeeds.
pub fn follow(cache: &PageCache, metrics: &Metrics, conn: &mut Conn) -> QueryResult<()> {
    let followed = follow_all(cache, metrics, conn);
    if followed.is_err() {
        cache.doubt();
    }
    followed
}

fn follow_all(cache: &PageCache, metrics: &Metrics, conn: &mut Conn) -> QueryResult<()> {
    // Before the changes are read: what somebody can't follow after this isn't among them.
    let doubts = cache.doubts();
    loop {
        let position = cache.position();
        let changes = changes::list_after(conn, position, BATCH)?;
        let is_last = changes.len() < usize::try_from(BATCH).unwrap_or(usize::MAX);
        // Changes are kept for a time only: when the next ones are gone, everything may have moved.
        if changes.first().is_some_and(|first| first.id.0 > position.0 + 1)
            && changes::has_lost(conn, position)?
        {
            cache.start_at(changes::position(conn)?);
            cache.settle(doubts);
            return Ok(());
        }
        let before = cache.follow(&changes);
        metrics.followed(before, &changes);
        if is_last {
            cache.settle(doubts);
            return Ok(());
        }
    }
}
