//! What has a name and an address in each edition: sections, coverages, authors, sources. Each
//! kind has the same list and the same form; a coverage has more below it.

pub mod arrangement;
pub mod coverage;
mod words;

use actix_web::web::{Path, Query};
use askama::Template;
use serde::Deserialize;

use super::{AdminResult, Fields, Flash, Form, Layout, SignedIn, reply, seen};
use crate::commands;
use crate::db::names::{self, Named, Place, Words};
use crate::db::{Conn, coverage_moments, coverages};
use crate::error::{AdminError, AppError};
use crate::model::{CoverageId, Permission};
use arrangement::Arrangement;
use coverage::CoveragePart;
use words::EditionFields;

#[derive(Template)]
#[template(path = "admin/desk.html")]
struct ListPage {
    layout: Layout,
    kind: &'static str,
    /// What a coverage is; empty for the other kinds, which are among the settings.
    about: String,
    new_label: String,
    none_label: String,
    rows: Vec<Row>,
    /// What is looked for.
    words: String,
    /// Whether there are so many that looking for one helps.
    has_search: bool,
    /// The first page, where this is another one, and the one after this.
    first: Option<String>,
    next: Option<String>,
}

/// How many are on a page of a list.
const PAGE: usize = 50;

/// Which part of a list is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// In the name.
    #[serde(default)]
    q: String,
    /// The place after which the page begins.
    #[serde(default)]
    key: String,
    after: Option<i64>,
}

/// One of them, with its names in the editions that have it.
struct Row {
    href: String,
    /// As (name, language).
    names: Vec<(String, String)>,
    /// Whether it is a coverage that articles are no longer added to.
    is_closed: bool,
}

#[derive(Template)]
#[template(path = "admin/named.html")]
struct FormPage {
    layout: Layout,
    form: Form,
    kind: &'static str,
    /// What the field of the name is called.
    name_label: &'static str,
    back_label: String,
    action: String,
    editions: Vec<EditionFields>,
    coverage: Option<CoveragePart>,
    arrangement: Option<Arrangement>,
    /// The editions that a key moment can be added in: value, words, language.
    moment_editions: Vec<(String, String, String)>,
}

/// The kind of an address.
fn named(kind: &str) -> Result<(Named, &'static str), AppError> {
    match kind {
        "sections" => Ok((Named::Section, "sections")),
        "coverage" => Ok((Named::Coverage, "coverage")),
        "authors" => Ok((Named::Author, "authors")),
        "sources" => Ok((Named::Source, "sources")),
        _ => Err(AppError::NotFound),
    }
}

/// `GET /admin/desk/{kind}?q=&key=&after=`
pub async fn show(by: SignedIn, kind: Path<String>, asked: Query<Asked>) -> AdminResult {
    by.require_somewhere(Permission::Curate)?;
    let (named, kind) = named(&kind)?;
    let Asked { q, key, after } = asked.into_inner();
    let (wanted, after) = (q.trim().to_owned(), after.map(|id| Place { key, id }));
    let is_first = after.is_none();
    let found = by.app.read(move |_, conn| {
        let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
        let mut places = names::list_places(conn, named, &wanted, after.as_ref(), limit)?;
        let has_more = places.len() > PAGE;
        places.truncate(PAGE);
        let ids: Vec<i64> = places.iter().map(|place| place.id).collect();
        let words = names::list_of(conn, named, &ids)?;
        Ok((words, places, has_more))
    });
    let (words, places, has_more) = found.await?;
    let layout = Layout::of(&by, &format!("desk-{kind}"));
    let first = format!("/admin/desk/{kind}?q=");
    let page = ListPage {
        kind,
        about: match named {
            Named::Coverage => layout.t("about-coverage").to_owned(),
            _ => String::new(),
        },
        new_label: layout.t(&format!("new-{kind}")).to_owned(),
        none_label: layout.t(&format!("none-{kind}")).to_owned(),
        rows: places.iter().map(|place| Row::new(&by, named, kind, place, &words)).collect(),
        has_search: has_more || !is_first || !q.is_empty(),
        first: (!is_first).then(|| first + &encoded(&q)),
        next: places.last().filter(|_| has_more).map(|last| {
            let (q, key) = (encoded(&q), encoded(&last.key));
            format!("/admin/desk/{kind}?q={q}&key={key}&after={}", last.id)
        }),
        words: q,
        layout,
    };
    reply::page(&page)
}

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

impl Row {
    /// One with its names: the one in the person’s language, then in the order of the editions.
    fn new(by: &SignedIn, named: Named, kind: &str, place: &Place, words: &[Words]) -> Row {
        let own = words.iter().filter(|words| words.id == place.id);
        let mut own: Vec<&Words> = own.collect();
        let editions = &by.app.editions;
        own.sort_by_key(|words| {
            (words.edition != by.language.prefix, editions.place(&words.edition))
        });
        let tag = |edition: &str| editions.get(edition).map(|edition| edition.tag.clone());
        let names =
            own.iter().map(|words| (words.name.clone(), tag(&words.edition).unwrap_or_default()));
        Row {
            href: format!("/admin/desk/{kind}/{}", place.id),
            is_closed: named == Named::Coverage && !place.is_open(),
            names: names.collect(),
        }
    }
}

/// `GET /admin/desk/{kind}/new`
pub async fn new(by: SignedIn, kind: Path<String>) -> AdminResult {
    by.require_somewhere(Permission::Curate)?;
    let (_, kind) = named(&kind)?;
    reply::page(&FormPage::new(&by, kind, None, Form::default()))
}

/// `POST /admin/desk/{kind}`
pub async fn create(by: SignedIn, kind: Path<String>, fields: Fields) -> AdminResult {
    by.require_somewhere(Permission::Curate)?;
    let (named, kind) = named(&kind)?;
    let mut form = Form::typed(fields.clone());
    let words = words::read(&by, named, 0, &fields, &[], &mut form).await?;
    if words.is_empty() && form.is_good() {
        let first = words::editions(&by).into_iter().next().unwrap_or_default();
        form.refuse(format!("name-{first}"), by.language.text("words-missing"));
    }
    if !form.is_good() {
        return reply::refused(&FormPage::new(&by, kind, None, form));
    }
    let sign_off = by.sign_off();
    let opened =
        by.app.write(move |_, conn| commands::open_named(conn, &sign_off, named, words)).await?;
    let path = format!("/admin/desk/{kind}/{}", opened?);
    reply::done(&by, &path, Flash::new("flash-saved")).await
}

/// `GET /admin/desk/{kind}/{id}?photo-q=&photo-before=&merge-q=`: of a coverage, with which photos
/// can be chosen, and which coverages it can be merged into.
pub async fn edit(
    by: SignedIn,
    place: Path<(String, i64)>,
    asked: Query<arrangement::Asked>,
) -> AdminResult {
    let (_, kind) = named(&place.0)?;
    let words = find(&by, &place.0, place.1).await?;
    let fields = seen::form(&words::stored(&words::editions(&by), &words));
    let mut page = FormPage::load(&by, kind, place.1, Form::typed(fields)).await?;
    if let Some(arrangement) = &mut page.arrangement {
        arrangement.look_for(&by, asked.into_inner()).await?;
    }
    reply::page(&page)
}

/// `POST /admin/desk/{kind}/{id}`
pub async fn update(by: SignedIn, place: Path<(String, i64)>, fields: Fields) -> AdminResult {
    let (named, kind) = named(&place.0)?;
    let id = place.1;
    let own = find(&by, kind, id).await?;
    let mut form = Form::typed(fields.clone());
    let words = words::read(&by, named, id, &fields, &own, &mut form).await?;
    if !form.is_good() {
        return reply::refused(&FormPage::load(&by, kind, id, form).await?);
    }
    let (editions, path) = (words::editions(&by), format!("/admin/desk/{kind}/{id}"));
    let stored = move |conn: &mut Conn| {
        let own = names::list_of(conn, named, &[id])?;
        Ok(words::stored(&editions, &own))
    };
    let saved = seen::save(&by, &fields, stored, move |conn, sign_off| {
        commands::set_words(conn, sign_off, named, &words)
    });
    if let Some(theirs) = saved.await? {
        let shown = |name: &str, value: &str| words::shown(&by, name, value);
        return seen::clash(&by, &path, &fields, &theirs, shown);
    }
    reply::done(&by, &path, Flash::new("flash-saved")).await
}

/// The words of one.
async fn find(by: &SignedIn, kind: &str, id: i64) -> Result<Vec<Words>, AdminError> {
    by.require_somewhere(Permission::Curate)?;
    let (named, _) = named(kind)?;
    let own = by.app.read(move |_, conn| Ok(names::list_of(conn, named, &[id])?)).await?;
    if own.is_empty() {
        return Err(AppError::NotFound.into());
    }
    Ok(own)
}

impl FormPage {
    fn new(by: &SignedIn, kind: &'static str, id: Option<i64>, form: Form) -> FormPage {
        let title = if id.is_some() { "desk" } else { "new" };
        let action = match id {
            Some(id) => format!("/admin/desk/{kind}/{id}"),
            None => format!("/admin/desk/{kind}"),
        };
        FormPage {
            back_label: by.language.text(&format!("desk-{kind}")).to_owned(),
            layout: Layout::of(by, &format!("{title}-{kind}")).with(&form),
            kind,
            name_label: if kind == "authors" { "words-person" } else { "words-name" },
            action,
            editions: words::editions(by)
                .iter()
                .map(|edition| EditionFields::of(by, edition))
                .collect(),
            coverage: None,
            arrangement: None,
            moment_editions: Vec::new(),
            form,
        }
    }

    /// The form of one that is there.
    async fn load(
        by: &SignedIn,
        kind: &'static str,
        id: i64,
        form: Form,
    ) -> Result<FormPage, AdminError> {
        let own = find(by, kind, id).await?;
        let mut page = FormPage::new(by, kind, Some(id), form);
        let language = by.language.prefix.as_str();
        let named = own.iter().find(|words| words.edition == language).or(own.first());
        if let Some(words) = named {
            page.layout.title.clone_from(&words.name);
        }
        if kind == "coverage" {
            let found = by.app.read(move |_, conn| {
                let id = CoverageId(id);
                let is_open = coverages::find_is_open(conn, id)?.unwrap_or_default();
                Ok((is_open, coverage_moments::list_all(conn, id)?))
            });
            let (is_open, moments) = found.await?;
            page.coverage = Some(CoveragePart::new(by, &page.layout, &own, is_open, &moments));
            page.arrangement = Some(Arrangement::load(by, id, &own).await?);
            page.moment_editions = page
                .editions
                .iter()
                .filter(|edition| own.iter().any(|words| words.edition == edition.prefix))
                .map(|edition| (edition.prefix.clone(), edition.label.clone(), edition.tag.clone()))
                .collect();
        }
        Ok(page)
    }
}
