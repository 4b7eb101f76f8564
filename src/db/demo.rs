//! What the demo brought: who wrote a revision tells it apart.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use diesel::prelude::*;

use super::Conn;
use super::schema::{
    article_acts, article_coverages, articles, clipboards, corrections, coverage_moments,
    coverage_names, coverages, front_drafts, front_removals, front_slots, media, media_texts,
    media_uses, notes, people, people_names, planned_places, redirects, revisions, section_names,
    sections, stories, working_copies, writers,
};
use super::settings::{self, PORTAL, name};
use crate::model::{ArticleId, CoverageId, MediaId, PersonId, RevisionId, SectionId, SignOff};

/// The editions that have articles.
pub fn list_editions(conn: &mut Conn) -> QueryResult<Vec<String>> {
    articles::table.select(articles::edition).distinct().load(conn)
}

/// The articles that nobody but `actor` wrote, nor is writing.
pub fn list_articles(conn: &mut Conn, actor: &str) -> QueryResult<Vec<ArticleId>> {
    let mut others: Vec<ArticleId> = revisions::table
        .filter(revisions::created_by.ne(actor))
        .select(revisions::article_id)
        .distinct()
        .load(conn)?;
    let written: Vec<ArticleId> = working_copies::table
        .filter(working_copies::fields.is_not_null())
        .select(working_copies::article_id)
        .load(conn)?;
    others.extend(written);
    articles::table
        .filter(articles::id.ne_all(others))
        .select(articles::id)
        .order(articles::id)
        .load(conn)
}

/// Deletes the stories that only `actor` wrote, and of everything else what is then unused.
pub fn delete(conn: &mut Conn, actor: &str) -> QueryResult<()> {
    let gone = list_articles(conn, actor)?;
    for some in gone.chunks(200) {
        diesel::delete(front_slots::table.filter(front_slots::article_id.eq_any(some)))
            .execute(conn)?;
        diesel::delete(article_coverages::table.filter(article_coverages::article_id.eq_any(some)))
            .execute(conn)?;
        diesel::delete(front_removals::table.filter(front_removals::article_id.eq_any(some)))
            .execute(conn)?;
        diesel::delete(article_acts::table.filter(article_acts::article_id.eq_any(some)))
            .execute(conn)?;
        diesel::delete(notes::table.filter(notes::article_id.eq_any(some))).execute(conn)?;
        diesel::delete(clipboards::table.filter(clipboards::article_id.eq_any(some)))
            .execute(conn)?;
        diesel::delete(planned_places::table.filter(planned_places::article_id.eq_any(some)))
            .execute(conn)?;
        diesel::delete(writers::table.filter(writers::article_id.eq_any(some))).execute(conn)?;
        diesel::delete(working_copies::table.filter(working_copies::article_id.eq_any(some)))
            .execute(conn)?;
        diesel::delete(corrections::table.filter(corrections::article_id.eq_any(some)))
            .execute(conn)?;
        let theirs =
            revisions::table.filter(revisions::article_id.eq_any(some)).select(revisions::id);
        diesel::delete(media_uses::table.filter(media_uses::revision_id.eq_any(theirs)))
            .execute(conn)?;
        diesel::delete(revisions::table.filter(revisions::article_id.eq_any(some)))
            .execute(conn)?;
        diesel::delete(articles::table.filter(articles::id.eq_any(some))).execute(conn)?;
    }
    let with_articles = articles::table.select(articles::story_id);
    diesel::delete(stories::table.filter(stories::id.ne_all(with_articles))).execute(conn)?;
    delete_unused(conn)?;
    let editions: Vec<String> = settings_editions(conn)?;
    for edition in editions {
        for setting in [name::SITE_NAME, name::TAGLINE, name::BREAKING, name::FOLLOW, name::FEEDS] {
            settings::set(conn, &edition, setting, None)?;
        }
    }
    settings::set(conn, PORTAL, name::DEMO, None)
}

fn settings_editions(conn: &mut Conn) -> QueryResult<Vec<String>> {
    use super::schema::settings::{edition, table};
    table.select(edition).distinct().load(conn)
}

fn delete_unused(conn: &mut Conn) -> QueryResult<()> {
    let filed = article_coverages::table.select(article_coverages::coverage_id);
    let unused = coverages::table.filter(coverages::id.ne_all(filed)).select(coverages::id);
    let unused: Vec<CoverageId> = unused.load(conn)?;
    diesel::delete(front_slots::table.filter(front_slots::coverage_id.eq_any(&unused)))
        .execute(conn)?;
    diesel::delete(coverage_moments::table.filter(coverage_moments::coverage_id.eq_any(&unused)))
        .execute(conn)?;
    diesel::delete(coverage_names::table.filter(coverage_names::coverage_id.eq_any(&unused)))
        .execute(conn)?;
    diesel::delete(coverages::table.filter(coverages::id.eq_any(&unused))).execute(conn)?;

    let used = articles::table.select(articles::section_id);
    let unused: Vec<SectionId> =
        sections::table.filter(sections::id.ne_all(used)).select(sections::id).load(conn)?;
    diesel::delete(section_names::table.filter(section_names::section_id.eq_any(&unused)))
        .execute(conn)?;
    diesel::delete(front_slots::table.filter(front_slots::section_id.eq_any(&unused)))
        .execute(conn)?;
    diesel::delete(sections::table.filter(sections::id.eq_any(&unused))).execute(conn)?;

    let mut used: Vec<PersonId> = Vec::new();
    let authors: Vec<Option<PersonId>> =
        revisions::table.select(revisions::author_id).distinct().load(conn)?;
    let sources: Vec<Option<PersonId>> =
        revisions::table.select(revisions::source_id).distinct().load(conn)?;
    used.extend(authors.into_iter().chain(sources).flatten());
    let unused: Vec<PersonId> =
        people::table.filter(people::id.ne_all(&used)).select(people::id).load(conn)?;
    diesel::delete(people_names::table.filter(people_names::person_id.eq_any(&unused)))
        .execute(conn)?;
    diesel::delete(people::table.filter(people::id.eq_any(&unused))).execute(conn)?;

    let used = media_uses::table.select(media_uses::media_id);
    let unused: Vec<MediaId> =
        media::table.filter(media::id.ne_all(used)).select(media::id).load(conn)?;
    let shown = coverages::table
        .filter(coverages::lead_media_id.is_not_null())
        .select(coverages::lead_media_id.assume_not_null());
    let shown: Vec<MediaId> = shown.load(conn)?;
    let unused: Vec<_> = unused.into_iter().filter(|id| !shown.contains(id)).collect();
    diesel::delete(media_texts::table.filter(media_texts::media_id.eq_any(&unused)))
        .execute(conn)?;
    diesel::delete(media::table.filter(media::id.eq_any(&unused))).execute(conn)?;
    diesel::delete(front_drafts::table).execute(conn)?;
    diesel::delete(redirects::table).execute(conn)?;
    Ok(())
}

type Instant = Option<NaiveDateTime>;

/// Moves every date of the articles that only `sign_off.actor` wrote by `delta`, and notes that
/// the demo is as of `sign_off.at`.
pub fn move_dates(conn: &mut Conn, sign_off: &SignOff, delta: TimeDelta) -> QueryResult<()> {
    for id in list_articles(conn, &sign_off.actor)? {
        move_article(conn, id, delta)?;
    }
    let moments: Vec<(i64, NaiveDateTime)> = coverage_moments::table
        .select((coverage_moments::id, coverage_moments::happened_at))
        .load(conn)?;
    for (id, at) in moments {
        diesel::update(coverage_moments::table.filter(coverage_moments::id.eq(id)))
            .set(coverage_moments::happened_at.eq(at + delta))
            .execute(conn)?;
    }
    let coverages: Vec<(CoverageId, String)> = coverage_names::table
        .select((coverage_names::coverage_id, coverage_names::edition))
        .load(conn)?;
    for (id, edition) in coverages {
        super::coverages::refresh_latest(conn, id, &edition)?;
    }
    let loaded = sign_off.at.format("%Y-%m-%dT%H:%M:%S").to_string();
    settings::set(conn, PORTAL, name::DEMO, Some(&loaded))
}

fn move_article(conn: &mut Conn, id: ArticleId, delta: TimeDelta) -> QueryResult<()> {
    type Instants = (Instant, Instant, Instant, Instant, Instant);
    let moved = |instant: Instant| instant.map(|at| at + delta);
    let this = articles::table.filter(articles::id.eq(id));
    let (published_at, updated_at, corrected_at, scheduled_for, withdrawn_at): Instants = this
        .select((
            articles::published_at,
            articles::updated_at,
            articles::corrected_at,
            articles::scheduled_for,
            articles::withdrawn_at,
        ))
        .first(conn)?;
    diesel::update(this)
        .set((
            articles::published_at.eq(moved(published_at)),
            articles::updated_at.eq(moved(updated_at)),
            articles::corrected_at.eq(moved(corrected_at)),
            articles::scheduled_for.eq(moved(scheduled_for)),
            articles::withdrawn_at.eq(moved(withdrawn_at)),
        ))
        .execute(conn)?;
    diesel::update(article_coverages::table.filter(article_coverages::article_id.eq(id)))
        .filter(article_coverages::listed_at.is_not_null())
        .set(article_coverages::listed_at.eq(moved(published_at)))
        .execute(conn)?;
    let revisions: Vec<(RevisionId, Option<NaiveDate>)> = revisions::table
        .filter(revisions::article_id.eq(id))
        .select((revisions::id, revisions::dateline_on))
        .load(conn)?;
    for (revision, on) in revisions {
        // Whole days: what is left of the hours moves the time of day only.
        let on = on.map(|on| on + TimeDelta::days(delta.num_days()));
        diesel::update(revisions::table.filter(revisions::id.eq(revision)))
            .set(revisions::dateline_on.eq(on))
            .execute(conn)?;
    }
    let corrections: Vec<(i64, NaiveDateTime)> = corrections::table
        .filter(corrections::article_id.eq(id))
        .select((corrections::id, corrections::corrected_at))
        .load(conn)?;
    for (correction, at) in corrections {
        diesel::update(corrections::table.filter(corrections::id.eq(correction)))
            .set(corrections::corrected_at.eq(at + delta))
            .execute(conn)?;
    }
    let acts: Vec<(i64, NaiveDateTime, Option<NaiveDateTime>)> = article_acts::table
        .filter(article_acts::article_id.eq(id))
        .select((article_acts::id, article_acts::acted_at, article_acts::about_at))
        .load(conn)?;
    for (act, at, about_at) in acts {
        diesel::update(article_acts::table.filter(article_acts::id.eq(act)))
            .set((
                article_acts::acted_at.eq(at + delta),
                article_acts::about_at.eq(moved(about_at)),
            ))
            .execute(conn)?;
    }
    Ok(())
}
