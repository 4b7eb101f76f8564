//! The first page after signing in: what is mine, what waits for me, how far the stories are.

use askama::Template;
use chrono::TimeDelta;

use super::articles::stories::Matrix;
use super::articles::{self, Place, Row, dead_links};
use super::{AdminResult, Layout, SignedIn, reply};
use crate::db::desk::{self, Filter};
use crate::db::{due, followers, jobs, media, stories, teasers};
use crate::error::AdminError;
use crate::followers::purge;
use crate::i18n::Arg;
use crate::model::{ArticleId, ArticleState, Permission};
use crate::pages::address;

/// Articles in each list.
const MOST: i64 = 20;

/// Stories in the table.
const STORIES: usize = 12;

/// Articles that are read most.
const MOST_READ: usize = 5;

/// What the clock does soon, it does within this time.
const SOON: TimeDelta = TimeDelta::hours(1);

/// Jobs in which something went wrong need attention so long.
const LATELY: TimeDelta = TimeDelta::days(1);

/// Translations are behind articles that are among so many changed last: of others everybody has
/// known for long.
const CHANGED: i64 = 5000;

#[derive(Template)]
#[template(path = "admin/dashboard.html")]
struct DashboardPage {
    layout: Layout,
    /// The person's roles, each with its edition.
    roles: Vec<String>,
    email: String,
    /// Where they read what they publish.
    sites: Vec<Site>,
    has_second_step: bool,
    /// Where they can begin an article.
    new: Vec<Place>,
    /// Whether they write.
    writes: bool,
    /// The name of each list's message, with its articles; without those that have none.
    lists: Vec<(&'static str, Vec<Row>)>,
    /// What there is to do, as (address, words).
    tally: Vec<(String, String)>,
    /// What should be looked at, as (address, words).
    attention: Vec<(String, String)>,
    matrix: Option<Matrix>,
    live: Option<Live>,
}

/// What happens now.
struct Live {
    /// Pages that readers asked this server for within a few minutes.
    pages: String,
    /// The articles that they asked for most: address, headline, language, how often.
    articles: Vec<(String, String, String, String)>,
    /// Feeds that programs of readers asked this server for and didn't get, meanwhile.
    feed_errors: String,
    /// What is told of changes and can't be: since when, in words.
    standing: Option<String>,
    /// Jobs that wait.
    jobs: String,
    /// Articles that the clock will publish within the hour.
    due: String,
}

struct Site {
    href: String,
    label: String,
    tag: String,
}

/// `GET /admin`
pub async fn show(by: SignedIn) -> AdminResult {
    let layout = Layout::of(&by, "menu-dashboard");
    let writes = by.may_somewhere(Permission::Write);
    let lists = lists(&by, &layout).await?;
    let (tally, attention) = if writes { counts(&by, &layout).await? } else { Default::default() };
    let matrix = match writes {
        true => Some(Matrix::load(&by, &layout, stories::Filter::default(), STORIES).await?),
        false => None,
    };
    let live = if writes { Some(live(&by).await?) } else { None };
    let roles = by.user.roles.iter().map(|(edition, role)| layout.role_in(role, edition));
    let sites =
        by.app.editions.iter().filter(|edition| by.user.roles.within(&edition.prefix).is_some());
    let sites = sites.map(|edition| Site {
        href: format!("/{}/", edition.prefix),
        label: edition.label.clone(),
        tag: edition.tag.clone(),
    });
    let page = DashboardPage {
        roles: roles.collect(),
        email: by.user.email.clone(),
        sites: sites.collect(),
        has_second_step: by.user.has_totp,
        new: articles::places(&by),
        writes,
        lists,
        tally,
        attention,
        matrix,
        live,
        layout,
    };
    reply::page(&page)
}

/// What readers read now, as this server knows it, and what waits.
async fn live(by: &SignedIn) -> Result<Live, AdminError> {
    let read = by.app.metrics.live(MOST_READ);
    let (ids, now) =
        (read.articles.iter().map(|(id, _)| *id).collect::<Vec<_>>(), by.app.clock.now());
    let (own, ..) = scopes(by);
    let found = by.app.read(move |_, conn| {
        let (jobs, _) = jobs::count_waiting(conn)?;
        let standing = followers::find_failing_since(conn, purge::NAME)?;
        let due = due::count_until(conn, &own, now + SOON)?;
        Ok((teasers::list(conn, &ids)?, standing, jobs, due))
    });
    let (teasers, standing, jobs, due) = found.await?;
    let number = |count: u64| by.language.number(count);
    let article = |(id, count): &(ArticleId, u64)| {
        let teaser = teasers.iter().find(|teaser| teaser.id == *id)?;
        let edition = by.app.editions.get(&teaser.edition)?;
        let href = address::Links::plain(edition).teaser(teaser);
        Some((href, teaser.headline.clone(), edition.tag.clone(), number(*count)))
    };
    Ok(Live {
        pages: number(read.pages),
        articles: read.articles.iter().filter_map(article).collect(),
        feed_errors: number(read.feed_errors),
        standing: standing.map(|since| {
            let time = by.language.full(since);
            by.language.text_with("live-standing-since", &[("time", Arg::from(&time))])
        }),
        jobs: number(jobs.unsigned_abs()),
        due: number(due.unsigned_abs()),
    })
}

/// The editions that the person writes for, those that they publish in, and their own drafts.
fn scopes(by: &SignedIn) -> (Vec<String>, Vec<String>, Filter) {
    let within = |permission: Permission| -> Vec<String> {
        let all = by.app.editions.iter().filter(|edition| by.may(permission, &edition.prefix));
        all.map(|edition| edition.prefix.clone()).collect()
    };
    let own = within(Permission::Write);
    let mine = Filter {
        editions: own.clone(),
        state: Some(ArticleState::Draft),
        owner: Some(by.user.id),
        ..Filter::default()
    };
    (own, within(Permission::Publish), mine)
}

/// What waits for this person.
async fn lists(
    by: &SignedIn,
    layout: &Layout,
) -> Result<Vec<(&'static str, Vec<Row>)>, AdminError> {
    let (own, others, mine) = scopes(by);
    let in_state = |editions: &[String], state| Filter {
        editions: editions.to_vec(),
        state: Some(state),
        ..Filter::default()
    };
    let wanted = [
        ("dashboard-returned", Filter { is_returned: true, ..mine.clone() }),
        ("dashboard-review", in_state(&others, ArticleState::Review)),
        ("dashboard-drafts", mine),
        ("dashboard-scheduled", in_state(&own, ArticleState::Scheduled)),
        ("dashboard-embargoed", in_state(&own, ArticleState::Embargoed)),
    ];
    let found = by.app.read(move |_, conn| {
        let mut lists = Vec::new();
        for (name, filter) in wanted {
            if !filter.editions.is_empty() {
                lists.push((name, desk::list(conn, &filter, MOST)?));
            }
        }
        Ok(lists)
    });
    let mut lists = found.await?;
    // A draft that was handed back is in the list of those alone.
    for (name, lines) in &mut lists {
        lines.retain(|line| *name != "dashboard-drafts" || line.returned_at.is_none());
    }
    let rows = lists
        .into_iter()
        .filter(|(_, lines)| !lines.is_empty())
        .map(|(name, lines)| (name, lines.iter().map(|line| Row::new(layout, line)).collect()));
    Ok(rows.collect())
}

/// Addresses with their words.
type Links = Vec<(String, String)>;

/// How much there is to do, and what needs attention; without what there is none of.
async fn counts(by: &SignedIn, layout: &Layout) -> Result<(Links, Links), AdminError> {
    let (own, others, mine) = scopes(by);
    let review =
        Filter { editions: others.clone(), state: Some(ArticleState::Review), ..Filter::default() };
    let ahead = Filter { editions: others, is_ahead: true, ..Filter::default() };
    let missed = Filter { editions: own.clone(), is_missed: true, ..Filter::default() };
    let found = by.app.read(move |app, conn| {
        let now = app.clock.now();
        let dead = dead_links::find(conn, &app.config.base_url, &own)?;
        let dead = dead.iter().map(|(_, links)| links.len()).sum();
        let drafts = desk::count(conn, &mine)?;
        let returned = desk::count(conn, &Filter { is_returned: true, ..mine })?;
        let review = desk::count(conn, &review)?;
        let tally = [
            ("tally-drafts", drafts.saturating_sub(returned), "articles?mine=yes&state=draft"),
            ("tally-returned", returned, "articles?mine=yes&state=returned"),
            ("tally-review", review, "articles?state=review"),
        ];
        let attention = [
            ("attention-missed", desk::count(conn, &missed)?, "articles?state=missed"),
            (
                "attention-behind",
                stories::count_behind(conn, &own, CHANGED)?,
                "articles/stories?behind=yes",
            ),
            ("attention-ahead", desk::count(conn, &ahead)?, "articles?state=ahead"),
            ("attention-links", dead, "articles?state=dead-links"),
            ("attention-jobs", jobs::count_failed(conn, now - LATELY)?, "jobs"),
            ("attention-credit", media::count_without_credit(conn)?, "media?credit=none"),
        ];
        Ok((tally, attention))
    });
    let (tally, attention) = found.await?;
    let links = |counts: &[(&str, usize, &str)]| -> Links {
        let there = counts.iter().filter(|(_, count, _)| *count > 0);
        there
            .map(|(key, count, path)| (format!("/admin/{path}"), layout.tn(key, "count", count)))
            .collect()
    };
    Ok((links(&tally), links(&attention)))
}

/// `GET /admin/`, which is typed as often.
pub async fn drop_slash() -> AdminResult {
    Ok(reply::see_other("/admin"))
}
