//! Who wrote what when, word by word, and back to what was.

use std::time::{Duration, Instant};

use actix_web::web::{Path, Query};
use askama::Template;
use serde::Deserialize;
use similar::{Algorithm, ChangeTag, TextDiff};
use unicode_segmentation::UnicodeSegmentation;

use super::opened::{self, Opened};
use super::{actions, clash, form};
use crate::admin::{AdminResult, Fields, Layout, SignedIn, reply};
use crate::commands::{self, ArticleText};
use crate::db::acts::{self, Act};
use crate::db::editing::{self, Revision, RevisionLine};
use crate::db::{Conn, users};
use crate::error::AppError;
use crate::model::{RevisionId, SignOff, UserId};

/// Lines on a page.
const PAGE: usize = 50;

/// A diff that takes longer shows the rest as replaced.
pub(super) const PATIENCE: Duration = Duration::from_millis(500);

#[derive(Template)]
#[template(path = "admin/history.html")]
struct HistoryPage {
    layout: Layout,
    path: String,
    tag: String,
    /// Of the article as it was saved last.
    headline: String,
    rows: Vec<Row>,
    /// The page after this one.
    older: Option<String>,
}

struct Row {
    time: String,
    name: String,
    what: What,
}

/// What somebody did.
enum What {
    /// Saved a revision.
    Saved { href: String, headline: String, is_live: bool },
    /// Decided something.
    Decided { words: String, note: String },
}

/// Which part of the list is asked for: what comes after these.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    revision: Option<i64>,
    act: Option<i64>,
}

#[derive(Template)]
#[template(path = "admin/revision.html")]
struct RevisionPage {
    layout: Layout,
    path: String,
    /// Of the article as it was saved last.
    headline: String,
    /// The edition's own name.
    edition: String,
    tag: String,
    version: String,
    restore: String,
    made: String,
    is_first: bool,
    is_newest: bool,
    may_restore: bool,
    fields: Vec<Field>,
}

struct Field {
    label: String,
    parts: Vec<Part>,
}

/// A stretch of text that is there in both, only before, or only after.
pub(super) struct Part {
    pub kind: &'static str,
    pub text: String,
}

/// `GET /admin/articles/{article}/history?revision=&act=`: what was saved and what was decided,
/// the newest first.
pub async fn show(by: SignedIn, id: Path<i64>, asked: Query<Asked>) -> AdminResult {
    let opened = Opened::find(&by, *id, &Fields::default()).await?;
    let (article, Asked { revision, act }) = (opened.copy.id, asked.into_inner());
    let found = by.app.read(move |_, conn| {
        let one_more = i64::try_from(PAGE).unwrap_or(i64::MAX) + 1;
        let saved = editing::list_revisions(conn, article, revision.map(RevisionId), one_more)?;
        let decided = acts::list(conn, article, act, one_more)?;
        let actors = saved.iter().map(|line| &line.created_by);
        let actors = actors.chain(decided.iter().map(|act| &act.actor));
        let mut people: Vec<UserId> = actors.filter_map(|actor| opened::person(actor)).collect();
        people.sort();
        people.dedup();
        Ok((saved, decided, users::list_names(conn, &people)?))
    });
    let (saved, decided, names) = found.await?;
    let layout = Layout::of(&by, "history");
    let path = opened.path();
    let is_more = saved.len() + decided.len() > PAGE;
    let (mut saved, mut decided) = (saved.into_iter().peekable(), decided.into_iter().peekable());
    let mut rows = Vec::new();
    let (mut last_saved, mut last_decided) = (revision, act);
    while rows.len() < PAGE {
        // What was decided of a text comes after it was saved, in the same transaction.
        let is_saved = match (saved.peek(), decided.peek()) {
            (Some(line), Some(act)) => line.created_at > act.acted_at,
            (line, _) => line.is_some(),
        };
        let row = if is_saved {
            let Some(line) = saved.next() else { break };
            last_saved = Some(line.id.0);
            saved_row(&layout, &opened, &names, line)
        } else {
            let Some(act) = decided.next() else { break };
            last_decided = Some(act.id);
            decided_row(&layout, &names, act)
        };
        rows.push(row);
    }
    let part = |name: &str, last: Option<i64>| last.map(|last| format!("{name}={last}"));
    let parts: Vec<String> =
        part("revision", last_saved).into_iter().chain(part("act", last_decided)).collect();
    let older = is_more.then(|| format!("{path}/history?{}", parts.join("&")));
    let tag = opened.edition.tag.clone();
    let headline = opened.newest.headline.clone();
    reply::page(&HistoryPage { headline, rows, path, tag, older, layout })
}

fn saved_row(
    layout: &Layout,
    opened: &Opened,
    names: &[(UserId, String)],
    line: RevisionLine,
) -> Row {
    Row {
        time: layout.edition.full(line.created_at),
        name: actor(layout, names, &line.created_by),
        what: What::Saved {
            href: format!("{}/history/{}", opened.path(), line.id),
            headline: line.headline,
            is_live: opened.copy.live_revision_id == Some(line.id),
        },
    }
}

fn decided_row(layout: &Layout, names: &[(UserId, String)], act: Act) -> Row {
    let key = match (act.verb.as_str(), act.about_at) {
        ("set_embargo", None) => "act-embargo-off".to_owned(),
        (verb, _) => format!("act-{}", verb.replace('_', "-")),
    };
    let words = layout.t(&key).to_owned();
    let about = act.about_at.map(|at| layout.edition.full(at));
    let words = match about {
        Some(about) => layout.tvv("act-about", ("act", &words), ("time", &about)),
        None => words,
    };
    Row {
        time: layout.edition.full(act.acted_at),
        name: actor(layout, names, &act.actor),
        what: What::Decided { words, note: act.note },
    }
}

/// A person's name; the clock's in the language of who reads it.
fn actor(layout: &Layout, names: &[(UserId, String)], actor: &str) -> String {
    if actor == "clock" {
        layout.t("actor-clock").to_owned()
    } else {
        opened::name_of(names, actor)
    }
}

/// `GET /admin/articles/{article}/history/{revision}`: what it changed.
pub async fn edit(by: SignedIn, path: Path<(i64, i64)>) -> AdminResult {
    let (article, id) = path.into_inner();
    let opened = Opened::find(&by, article, &Fields::default()).await?;
    let (revision, previous) = find(&by, &opened, id).await?;
    let actor = revision.created_by.clone();
    let names = opened::person(&revision.created_by).into_iter().collect::<Vec<_>>();
    let names = by.app.read(move |_, conn| Ok(users::list_names(conn, &names)?)).await?;
    let layout = Layout::of(&by, "revision");
    let path = opened.path();
    let page = RevisionPage {
        headline: opened.newest.headline.clone(),
        edition: opened.edition.label.clone(),
        tag: opened.edition.tag.clone(),
        version: opened.newest.id.to_string(),
        restore: format!("{path}/history/{id}"),
        made: layout.tvv(
            "article-saved",
            ("name", &opened::name_of(&names, &actor)),
            ("time", &layout.edition.full(revision.created_at)),
        ),
        is_first: previous.is_none(),
        is_newest: opened.newest.id == revision.id,
        may_restore: opened.may_edit(&by),
        fields: changes(&layout, &opened, previous, revision),
        path,
        layout,
    };
    reply::page(&page)
}

/// `POST /admin/articles/{article}/history/{revision}`: a new revision with the old words.
pub async fn restore(by: SignedIn, path: Path<(i64, i64)>, fields: Fields) -> AdminResult {
    let (article, id) = path.into_inner();
    let opened = Opened::find(&by, article, &Fields::default()).await?;
    let (revision, _) = find(&by, &opened, id).await?;
    let made_at = revision.created_at;
    let mut old = form::pairs(&ArticleText::from(revision), &opened.placing);
    old.push(("version", fields.trimmed("version").to_owned()));
    let old: Fields = old.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    // With the old picture among those that can be chosen.
    let opened = Opened::find(&by, article, &old).await?;
    let form = crate::admin::Form::typed(old.clone());
    let said = ("flash-article-restored", "");
    let note = move |conn: &mut Conn, by: &SignOff, id| {
        Ok(commands::note_restored(conn, by, id, made_at)?)
    };
    actions::save_and(&by, opened, form, &old, said, note).await
}

async fn find(
    by: &SignedIn,
    opened: &Opened,
    id: i64,
) -> Result<(Revision, Option<Revision>), AppError> {
    let article = opened.copy.id;
    let found =
        by.app.read(move |_, conn| Ok(editing::find_with_previous(conn, article, RevisionId(id))?));
    found.await?.ok_or(AppError::NotFound)
}

/// The fields that a revision changed; of the first one all that it has, without marks.
fn changes(
    layout: &Layout,
    opened: &Opened,
    before: Option<Revision>,
    after: Revision,
) -> Vec<Field> {
    let pairs = |words: ArticleText| form::pairs(&words, &opened.placing);
    let is_first = before.is_none();
    let before = pairs(before.map(ArticleText::from).unwrap_or_default());
    let after = pairs(after.into());
    let deadline = Instant::now() + PATIENCE;
    let both = before.iter().zip(&after).filter(|((_, before), (_, after))| before != after);
    both.map(|((name, before), (_, after))| {
        let [before, after] = [before, after].map(|text| clash::words_of(opened, name, text));
        let before = if is_first { &after } else { &before };
        let label = layout.t(&form::label(name)).to_owned();
        Field { label, parts: compare(before, &after, deadline) }
    })
    .collect()
}

/// What is different, by words; a hanzi is a word (UAX #29).
pub(super) fn compare(before: &str, after: &str, deadline: Instant) -> Vec<Part> {
    let words = |text| UnicodeSegmentation::split_word_bounds(text).collect::<Vec<&str>>();
    let (before, after) = (words(before), words(after));
    let diff = TextDiff::configure()
        .algorithm(Algorithm::Patience)
        .deadline(deadline)
        .diff_slices(&before, &after);
    let mut parts: Vec<Part> = Vec::new();
    for change in diff.iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => "same",
            ChangeTag::Delete => "old",
            ChangeTag::Insert => "new",
        };
        match parts.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(change.value()),
            _ => parts.push(Part { kind, text: change.value().to_owned() }),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: &str, after: &str) -> String {
        let parts = compare(before, after, Instant::now() + PATIENCE);
        let part = |part: &Part| match part.kind {
            "old" => format!("[-{}]", part.text),
            "new" => format!("[+{}]", part.text),
            _ => part.text.clone(),
        };
        parts.iter().map(part).collect()
    }

    #[test]
    fn a_diff_shows_words_and_hanzi() {
        assert_eq!(shown("Fuel is dear", "Fuel is cheap"), "Fuel is [-dear][+cheap]");
        assert_eq!(shown("油价上涨", "油价下跌"), "油价[-上涨][+下跌]");
        assert_eq!(shown("油价上涨", "油价又上涨"), "油价[+又]上涨");
        assert_eq!(shown("", "New"), "[+New]");
    }
}
