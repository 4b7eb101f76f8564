//! The page as readers would see it: of what is saved, or of what is being typed.

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::form;
use super::opened::Opened;
use crate::admin::{AdminResult, Fields, Form, SignedIn, reply};
use crate::commands::ArticleText;
use crate::db::{Conn, articles, people, sections};
use crate::error::AppError;
use crate::i18n::Edition;
use crate::model::article::Dateline;
use crate::model::{LiveArticle, Name, Photo, SectionId};
use crate::pages::article;
use crate::text;

/// `GET /admin/articles/{article}/preview`
pub async fn show(by: SignedIn, id: Path<i64>) -> AdminResult {
    let opened = Opened::find(&by, *id, &Fields::default()).await?;
    let words = ArticleText::from(opened.newest.clone());
    let section = opened.placing.section;
    render(&by, opened, words, section).await
}

/// `POST /admin/articles/{article}/preview`: what was typed; nothing is saved.
pub async fn create(by: SignedIn, id: Path<i64>, fields: Fields) -> AdminResult {
    let opened = Opened::find(&by, *id, &fields).await?;
    let mut form = Form::typed(fields.clone());
    let (words, placing) = form::read(&by.language, &mut form, &fields, &opened.options);
    // A preview shows what there is: what is wrong is said when it is saved.
    let section = match form.problem("section") {
        Some(_) => opened.placing.section,
        None => placing.section,
    };
    render(&by, opened, words, section).await
}

async fn render(
    by: &SignedIn,
    opened: Opened,
    words: ArticleText,
    section: SectionId,
) -> AdminResult {
    let now = by.app.clock.now();
    let app = by.app.clone();
    let body = by.app.read(move |_, conn| {
        let edition = opened.edition.clone();
        let published_at = opened.copy.published_at.unwrap_or(now);
        let article = compose(conn, &opened, &edition, &words, section, published_at)?;
        article::preview(app, edition, conn, article)
    });
    let page = HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header(("x-robots-tag", "noindex"))
        .body(body.await?);
    Ok(reply::frameable(page))
}

/// The article as it would be if `words` were published.
fn compose(
    conn: &mut Conn,
    opened: &Opened,
    edition: &Edition,
    words: &ArticleText,
    section: SectionId,
    published_at: chrono::NaiveDateTime,
) -> Result<LiveArticle, AppError> {
    let words = words.cleaned();
    let copy = &opened.copy;
    let prefix = edition.prefix.as_str();
    let named = sections::list_site_sections(conn, prefix)?;
    let named = named.into_iter().find(|known| known.id == section).ok_or(AppError::NotFound)?;
    let mut name = |id: Option<_>| match id {
        Some(id) => people::find_name(conn, prefix, id),
        None => Ok(None),
    };
    let (author, source) = (name(words.author)?, name(words.source)?);
    let pictures = words.lead_photo.into_iter().collect::<Vec<_>>();
    let lead_photo = articles::list_inline_pictures(conn, prefix, &pictures)?.pop();
    let or = |own: &str, library: String| if own.is_empty() { library } else { own.to_owned() };
    let parsed = text::parse_body(&words.body);
    Ok(LiveArticle {
        id: copy.id,
        story_id: copy.story_id,
        edition: copy.edition.clone(),
        slug: opened.placing.slug.clone(),
        section_id: section,
        section: Name { name: named.name, slug: named.slug },
        published_at,
        updated_at: copy.updated_at,
        corrected_at: copy.corrected_at,
        withdrawal: None,
        revision_id: opened.newest.id,
        headline: words.headline,
        short_headline: words.short_headline,
        social_title: words.social_title,
        kicker: words.kicker,
        standfirst: words.standfirst,
        reading_minutes: i32::try_from(text::reading_minutes(&parsed.count)).unwrap_or(i32::MAX),
        blocks: parsed.blocks,
        rendered_by: text::RENDERED_BY,
        dateline: words
            .dateline_on
            .filter(|_| !words.dateline_place.is_empty())
            .map(|on| Dateline { place: words.dateline_place, on, agency: words.dateline_agency }),
        editor: words.editor,
        author,
        source,
        lead_photo: lead_photo.map(|photo| Photo {
            picture: photo.picture,
            alt: or(&words.lead_alt, photo.alt),
            caption: or(&words.lead_caption, photo.caption),
        }),
    })
}
