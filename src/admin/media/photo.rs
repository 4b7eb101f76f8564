//! One photo: its words in each edition, its credit, where it is shown.

use actix_web::web::Path;
use askama::Template;

use super::{size, src};
use crate::admin::{AdminResult, Fields, Flash, Form, Layout, SignedIn, reply};
use crate::commands::{self, PhotoWords};
use crate::db::media::{self, LibraryPicture, Use};
use crate::db::teasers;
use crate::error::{AdminError, AppError};
use crate::model::{ArticleId, CoverageId, MediaId, Permission, Teaser};
use crate::pages::address::Links;

/// So many of the articles that show it are named.
const MOST_USES: usize = 100;

#[derive(Template)]
#[template(path = "admin/photo.html")]
struct PhotoPage {
    layout: Layout,
    form: Form,
    id: String,
    src: String,
    width: i32,
    height: i32,
    size: String,
    added: String,
    editions: Vec<EditionWords>,
    uses: Vec<UseRow>,
}

/// The words in an edition: fields, or a text where the person doesn't work.
struct EditionWords {
    prefix: String,
    label: String,
    tag: String,
    is_open: bool,
    alt: String,
    caption: String,
}

/// What shows the photo.
struct UseRow {
    /// Where readers see it, if they do.
    href: Option<String>,
    headline: String,
    edition: String,
    tag: String,
    /// The name of the message for its state.
    state: String,
}

struct Found {
    photo: LibraryPicture,
    texts: Vec<(String, String, String)>,
    using: Vec<Use>,
    live: Vec<Teaser>,
    coverages: Vec<(CoverageId, String, String, String)>,
}

/// `GET /admin/media/{id}`
pub async fn edit(by: SignedIn, id: Path<i64>) -> AdminResult {
    let found = find(&by, MediaId(*id)).await?;
    let mut fields = vec![("credit".to_owned(), found.photo.credit.clone())];
    for (edition, alt, caption) in &found.texts {
        fields.push((format!("alt-{edition}"), alt.clone()));
        fields.push((format!("caption-{edition}"), caption.clone()));
    }
    let form = Form::typed(fields.into_iter().collect());
    reply::page(&PhotoPage::new(&by, found, form))
}

/// `POST /admin/media/{id}`
pub async fn update(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    by.require_somewhere(Permission::Write)?;
    let id = MediaId(*id);
    let credit = fields.has("credit").then(|| fields.trimmed("credit").to_owned());
    let editions = by.app.editions.iter().map(|edition| edition.prefix.clone());
    let sent = editions.filter(|edition| fields.has(&format!("alt-{edition}")));
    let words: Vec<PhotoWords> = sent
        .map(|edition| PhotoWords {
            alt: fields.get(&format!("alt-{edition}")),
            caption: fields.get(&format!("caption-{edition}")),
            edition,
        })
        .collect();
    if credit.as_deref() == Some("") && !find(&by, id).await?.photo.credit.is_empty() {
        let mut form = Form::typed(fields);
        form.refuse("credit", by.language.text("credit-missing"));
        return reply::refused(&PhotoPage::new(&by, find(&by, id).await?, form));
    }
    let sign_off = by.sign_off();
    let described = by.app.write(move |_, conn| {
        commands::describe_photo(conn, &sign_off, id, credit.as_deref(), &words)
    });
    described.await??;
    reply::done(&by, &format!("/admin/media/{id}"), Flash::new("flash-saved")).await
}

async fn find(by: &SignedIn, id: MediaId) -> Result<Found, AdminError> {
    by.require_somewhere(Permission::Write)?;
    let found = by.app.read(move |_, conn| {
        let photo = media::find(conn, id)?.ok_or(AppError::NotFound)?;
        let uses = media::list_uses(conn, id, id)?;
        let ids: Vec<ArticleId> = uses.into_iter().map(|(_, article)| article).collect();
        let mut using = media::list_using(conn, &ids)?;
        using.truncate(MOST_USES);
        let shown: Vec<ArticleId> = using.iter().map(|article| article.id).collect();
        Ok(Found {
            texts: media::list_texts(conn, id)?,
            live: teasers::list(conn, &shown)?,
            coverages: media::list_coverages(conn, id)?,
            photo,
            using,
        })
    });
    Ok(found.await?)
}

impl PhotoPage {
    fn new(by: &SignedIn, found: Found, form: Form) -> PhotoPage {
        let mut layout = Layout::of(by, "menu-media").with(&form);
        layout.title.clone_from(&found.photo.file_name);
        let photo = &found.photo;
        let editions = by.app.editions.iter().map(|edition| {
            let known = found.texts.iter().find(|(prefix, ..)| *prefix == edition.prefix);
            EditionWords {
                prefix: edition.prefix.clone(),
                label: edition.label.clone(),
                tag: edition.tag.clone(),
                is_open: by.may(Permission::Write, &edition.prefix),
                alt: known.map(|(_, alt, _)| alt.clone()).unwrap_or_default(),
                caption: known.map(|(_, _, caption)| caption.clone()).unwrap_or_default(),
            }
        });
        PhotoPage {
            id: photo.id.to_string(),
            src: src(photo, 960),
            width: photo.width,
            height: photo.height,
            size: size(photo),
            added: layout.edition.full(photo.created_at),
            editions: editions.filter(|words| words.is_open || !words.is_empty()).collect(),
            uses: uses(by, &found),
            layout,
            form,
        }
    }
}

impl EditionWords {
    fn is_empty(&self) -> bool {
        self.alt.is_empty() && self.caption.is_empty()
    }
}

fn uses(by: &SignedIn, found: &Found) -> Vec<UseRow> {
    let row = |edition: &str, headline: &str, state: String, href: Option<String>| {
        let edition = by.app.editions.get(edition)?;
        Some(UseRow {
            href,
            headline: headline.to_owned(),
            edition: edition.label.clone(),
            tag: edition.tag.clone(),
            state,
        })
    };
    let links = |edition: &str| by.app.editions.get(edition);
    let coverages = found.coverages.iter().filter_map(|(_, edition, name, slug)| {
        let href = Links::plain(links(edition)?).coverage(slug);
        row(edition, name, "use-coverage".to_owned(), Some(href))
    });
    let articles = found.using.iter().filter_map(|article| {
        let live = found.live.iter().find(|teaser| teaser.id == article.id);
        let href = links(&article.edition)
            .and_then(|edition| live.map(|teaser| Links::plain(edition).teaser(teaser)));
        let headline = live.map_or(&article.headline, |teaser| &teaser.headline);
        let state = format!("use-{}", article.state);
        let is_known = by.language.has_text(&state);
        let state = if is_known { state } else { "use-draft".to_owned() };
        row(&article.edition, headline, state, href)
    });
    coverages.chain(articles).collect()
}
