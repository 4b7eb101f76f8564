//! What has a name and an address in each edition: sections, coverages, authors, sources. Each
//! kind has the same list and the same form; a coverage has more below it.

pub mod arrangement;
pub mod coverage;
mod words;

use actix_web::web::{Path, Query};
use askama::Template;
use serde::Deserialize;

use super::{AdminResult, Fields, Flash, Form, Layout, SignedIn, reply};
use crate::commands;
use crate::db::coverages;
use crate::db::names::{self, Named, Words};
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
    new_label: String,
    none_label: String,
    rows: Vec<Row>,
    /// What is looked for.
    words: String,
    /// Whether there are so many that looking for one helps.
    has_search: bool,
    /// The pages before and after this one.
    newer: Option<String>,
    older: Option<String>,
}

/// How many are on a page of a list.
const PAGE: usize = 50;

/// Which part of a list is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// In the name.
    #[serde(default)]
    q: String,
    /// From 1.
    #[serde(default)]
    page: usize,
}

/// One of them, with its names in the editions that have it.
struct Row {
    id: i64,
    href: String,
    /// As (name, language).
    names: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "admin/named.html")]
struct FormPage {
    layout: Layout,
    form: Form,
    kind: &'static str,
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

/// `GET /admin/desk/{kind}?q=&page=`
pub async fn show(by: SignedIn, kind: Path<String>, asked: Query<Asked>) -> AdminResult {
    by.require_somewhere(Permission::Curate)?;
    let (named, kind) = named(&kind)?;
    let words = by.app.read(move |_, conn| Ok(names::list(conn, named)?)).await?;
    let mut rows: Vec<Row> = Vec::new();
    for word in words {
        let tag = by.app.editions.get(&word.edition).map(|edition| edition.tag.clone());
        let name = (word.name, tag.unwrap_or_default());
        match rows.iter_mut().find(|row| row.id == word.id) {
            Some(row) => row.names.push(name),
            None => {
                let href = format!("/admin/desk/{kind}/{}", word.id);
                rows.push(Row { id: word.id, href, names: vec![name] });
            }
        }
    }
    for row in &mut rows {
        let place = |tag: &str| by.app.editions.iter().position(|edition| edition.tag == tag);
        row.names.sort_by_key(|(_, tag)| place(tag));
    }
    let has_search = rows.len() > PAGE || !asked.q.is_empty();
    let wanted = asked.q.to_lowercase();
    rows.retain(|row| row.names.iter().any(|(name, _)| name.to_lowercase().contains(&wanted)));
    let page = asked.page.clamp(1, rows.len().div_ceil(PAGE).max(1));
    let href = |page: usize| {
        let words: String = url::form_urlencoded::byte_serialize(asked.q.as_bytes()).collect();
        format!("/admin/desk/{kind}?q={words}&page={page}")
    };
    let newer = (page > 1).then(|| href(page - 1));
    let older = (page * PAGE < rows.len()).then(|| href(page + 1));
    let rows: Vec<Row> = rows.into_iter().skip((page - 1) * PAGE).take(PAGE).collect();
    let layout = Layout::of(&by, &format!("desk-{kind}"));
    let new_label = layout.t(&format!("new-{kind}")).to_owned();
    let none_label = layout.t(&format!("none-{kind}")).to_owned();
    let words = asked.into_inner().q;
    reply::page(&ListPage {
        layout,
        kind,
        new_label,
        none_label,
        rows,
        words,
        has_search,
        newer,
        older,
    })
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
    let known = by.app.read(move |_, conn| Ok(names::list(conn, named)?)).await?;
    let mut form = Form::typed(fields.clone());
    let words = words::read(&by, named, 0, &fields, &known, &mut form);
    if words.is_empty() && form.is_good() {
        let first = words::editions(&by).next().unwrap_or_default();
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

/// `GET /admin/desk/{kind}/{id}`
pub async fn edit(by: SignedIn, place: Path<(String, i64)>) -> AdminResult {
    let (_, kind) = named(&place.0)?;
    let (words, _) = find(&by, &place.0, place.1).await?;
    let fields = stored_fields(&words);
    reply::page(&FormPage::load(&by, kind, place.1, Form::typed(fields)).await?)
}

/// The form as it is stored.
fn stored_fields(words: &[Words]) -> Fields {
    words
        .iter()
        .flat_map(|words| {
            let edition = &words.edition;
            [
                (format!("name-{edition}"), words.name.clone()),
                (format!("slug-{edition}"), words.slug.clone()),
                (format!("text-{edition}"), words.text.clone()),
            ]
        })
        .collect()
}

/// `POST /admin/desk/{kind}/{id}`
pub async fn update(by: SignedIn, place: Path<(String, i64)>, fields: Fields) -> AdminResult {
    let (named, kind) = named(&place.0)?;
    let id = place.1;
    let (_, known) = find(&by, kind, id).await?;
    let mut form = Form::typed(fields.clone());
    let words = words::read(&by, named, id, &fields, &known, &mut form);
    if !form.is_good() {
        return reply::refused(&FormPage::load(&by, kind, id, form).await?);
    }
    let sign_off = by.sign_off();
    let set = by.app.write(move |_, conn| commands::set_words(conn, &sign_off, named, &words));
    set.await??;
    reply::done(&by, &format!("/admin/desk/{kind}/{id}"), Flash::new("flash-saved")).await
}

/// The words of one, and of all of its kind.
async fn find(by: &SignedIn, kind: &str, id: i64) -> Result<(Vec<Words>, Vec<Words>), AdminError> {
    by.require_somewhere(Permission::Curate)?;
    let (named, _) = named(kind)?;
    let all = by.app.read(move |_, conn| Ok(names::list(conn, named)?)).await?;
    let own: Vec<Words> = all.iter().filter(|words| words.id == id).cloned().collect();
    if own.is_empty() {
        return Err(AppError::NotFound.into());
    }
    Ok((own, all))
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
            action,
            editions: words::editions(by).map(|edition| EditionFields::of(by, edition)).collect(),
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
        let (own, _) = find(by, kind, id).await?;
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
                Ok((is_open, coverages::list_all_moments(conn, id)?))
            });
            let (is_open, moments) = found.await?;
            page.coverage = Some(CoveragePart::new(by, &own, is_open, &moments));
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
