//! The first page after signing in: what is mine, what waits for me, how far the stories are.

use askama::Template;

use super::articles::stories::Matrix;
use super::articles::{self, Place, Row};
use super::{AdminResult, Layout, SignedIn, reply};
use crate::db::desk::{self, Filter};
use crate::db::{media, stories};
use crate::error::AdminError;
use crate::model::{ArticleState, Permission};

/// Articles in each list.
const MOST: i64 = 20;

/// Stories in the table.
const STORIES: usize = 12;

/// What needs attention is counted so far.
const COUNTED: i64 = 1000;

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
        layout,
    };
    reply::page(&page)
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
    let found = by.app.read(move |_, conn| {
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
                stories::count_behind(conn, &own, COUNTED)?,
                "articles/stories?behind=yes",
            ),
            ("attention-ahead", desk::count(conn, &ahead)?, "articles?state=ahead"),
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
