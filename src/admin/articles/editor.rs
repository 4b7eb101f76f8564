//! The form of an article: begin it, change it.

mod page;

use std::sync::Arc;

use actix_web::web::{Path, Query};

use super::actions::{self, Refusal};
use super::form::{self, Options};
use super::opened::Opened;
use super::views;
use crate::admin::tidy::tidied;
use crate::admin::{AdminResult, Fields, Flash, Form, SignedIn, reply};
use crate::commands;
use crate::db::dialect;
use crate::error::{AdminError, AppError};
use crate::i18n::Edition;
use crate::model::Permission;
use page::ArticlePage;

/// The field with the words by which a photo is looked for.
const PHOTO_SEARCH: &str = "photo-q";

/// `GET /admin/articles/new?edition=`
pub async fn new(by: SignedIn, query: Query<Vec<(String, String)>>) -> AdminResult {
    let asked = query.iter().find(|(name, _)| name == "edition");
    let edition = find_edition(&by, asked.map_or("", |(_, value)| value))?;
    let options = offered(&by, &edition, None).await?;
    let form = come_from(Form::default(), &query);
    reply::page(&ArticlePage::new(&by, &edition, options, form).await?)
}

/// `POST /admin/articles`: `then` may be what comes next, see [`Then`].
pub async fn create(by: SignedIn, fields: Fields) -> AdminResult {
    let edition = find_edition(&by, fields.trimmed("edition"))?;
    let typed = fields.trimmed("photo").parse().ok().map(crate::model::MediaId);
    let options = offered(&by, &edition, typed).await?;
    let then = Then::of(&fields);
    if then == Then::Tidy {
        let form = Form::typed(tidied(&fields, &edition.tidy));
        let page = ArticlePage::new(&by, &edition, options, form).await?;
        return reply::page(&page.tidied());
    }
    let mut form = Form::typed(fields.clone());
    let (words, placing) = form::read(&by.language, &mut form, &fields, &options);
    if !form.is_good() {
        return reply::refused(&ArticlePage::new(&by, &edition, options, form).await?);
    }
    let (sign_off, prefix, tag) = (by.sign_off(), edition.prefix.clone(), edition.tag.clone());
    let created = by.app.write(move |_, conn| {
        dialect::transaction(conn, |conn| {
            sign_off.authority.require(Permission::Write, &prefix)?;
            let story = commands::create_story(conn, &sign_off, &words.headline)?;
            let edition = (prefix.as_str(), tag.as_str());
            let (section, slug) = (placing.section, placing.slug.as_str());
            let id =
                commands::create_article(conn, &sign_off, story, edition, section, slug, &words);
            let id = id?;
            for coverage in placing.coverages {
                commands::file_in_coverage(conn, &sign_off, id, coverage)?;
            }
            if then == Then::Review {
                commands::submit(conn, &sign_off, id)?;
            }
            Ok::<_, Refusal>(id)
        })
    });
    match created.await? {
        Ok(id) => {
            let path = views::article_path(&format!("/admin/articles/{id}"), &fields);
            reply::done(&by, &then.place(&path, &fields), Flash::new(then.flash())).await
        }
        Err(Refusal::At(field, message)) => {
            form.refuse(field, by.language.text(message));
            reply::refused(&ArticlePage::new(&by, &edition, options, form).await?)
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// `GET /admin/articles/{article}?back=&photo-q=`: with photos that have these words.
pub async fn edit(by: SignedIn, id: Path<i64>, query: Query<Vec<(String, String)>>) -> AdminResult {
    let asked: Fields = query.iter().filter(|(it, _)| it == PHOTO_SEARCH).cloned().collect();
    let opened = Opened::find(&by, *id, &asked).await?;
    let mut form = come_from(opened.form(), &query);
    form.fill(asked.iter());
    reply::page(&ArticlePage::of(&by, opened, form).await?)
}

/// `POST /admin/articles/{article}`: saves, and nothing else happens but what `then` asks for.
pub async fn update(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    let opened = Opened::find(&by, *id, &fields).await?;
    let (form, then) = (Form::typed(fields.clone()), Then::of(&fields));
    if then == Then::Tidy {
        let form = Form::typed(tidied(&fields, &opened.edition.tidy));
        let page = ArticlePage::of(&by, opened, form).await?;
        return reply::page(&page.tidied());
    }
    // A draft that was begun by its first words has its form sent here, with the same buttons.
    let flash = if then == Then::Review { then.flash() } else { "flash-article-saved" };
    actions::save_and(&by, opened, form, &fields, (flash, ""), move |conn, by, id| {
        if then == Then::Review {
            commands::submit(conn, by, id)?;
        }
        Ok(())
    })
    .await
}

/// A form that knows the list's query from which somebody has come.
fn come_from(mut form: Form, query: &[(String, String)]) -> Form {
    let back = query.iter().filter(|(name, _)| name == "back");
    form.fill(back.map(|(name, value)| (name.as_str(), value.as_str())));
    form
}

/// What comes after the first save of a new article: its own buttons need an address first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// Writing goes on.
    Write,
    /// The editors have it.
    Review,
    /// How and when it is published.
    Publishing,
    /// Another photo is looked for: without a script, which does it in a dialog.
    Photos,
    /// Its signs are tidied, and nothing is saved: without a script, which asks for that alone.
    Tidy,
}

impl Then {
    /// What the pressed button says.
    pub fn of(fields: &Fields) -> Then {
        match fields.trimmed("then") {
            "review" => Then::Review,
            "publishing" => Then::Publishing,
            "photos" => Then::Photos,
            "tidy" => Then::Tidy,
            _ => Then::Write,
        }
    }

    /// Where that is on the page of an article.
    pub fn place(self, path: &str, fields: &Fields) -> String {
        match self {
            Then::Write | Then::Review | Then::Tidy => path.to_owned(),
            Then::Publishing => format!("{path}#publishing"),
            Then::Photos => {
                let words = fields.trimmed(PHOTO_SEARCH).as_bytes();
                let words: String = url::form_urlencoded::byte_serialize(words).collect();
                let joint = if path.contains('?') { '&' } else { '?' };
                format!("{path}{joint}{PHOTO_SEARCH}={words}#photo")
            }
        }
    }

    fn flash(self) -> &'static str {
        match self {
            Then::Write | Then::Publishing | Then::Photos | Then::Tidy => "flash-article-created",
            Then::Review => "flash-article-submitted",
        }
    }
}

/// The form again, with what is wrong with it.
pub async fn refused(by: &SignedIn, opened: Opened, form: Form) -> AdminResult {
    reply::refused(&ArticlePage::of(by, opened, form).await?)
}

/// The edition of that prefix, or the only one, if the person may write there.
pub fn find_edition(by: &SignedIn, prefix: &str) -> Result<Arc<Edition>, AdminError> {
    by.require_somewhere(Permission::Write)?;
    let prefix = match prefix {
        "" => super::editions(by).first().map(|it| it.prefix.clone()).unwrap_or_default(),
        prefix => prefix.to_owned(),
    };
    by.authority().require(Permission::Write, &prefix)?;
    by.app.editions.get(&prefix).cloned().ok_or_else(|| AppError::NotFound.into())
}

/// What an edition offers; the picture `photo` is there in any case.
pub async fn offered(
    by: &SignedIn,
    edition: &Edition,
    photo: Option<crate::model::MediaId>,
) -> Result<Options, AdminError> {
    let prefix = edition.prefix.clone();
    Ok(by.app.read(move |_, conn| Ok(Options::load(conn, &prefix, photo, "")?)).await?)
}
