//! An article.

mod around;
mod body;
pub(crate) mod share;

use std::sync::Arc;

use askama::Template;

use self::around::{Around, CoverageBox};
use self::body::BodyPart;
use self::share::Share;
use super::address::Links;
use super::cards::{Card, Link, PhotoView, Stamp};
use super::layout::{Elsewhere, Head, Layout, SocialCard};
use super::reply::{self, AppResult};
use super::structured_data;
use super::visit::Visit;
use crate::app::App;
use crate::db::{Conn, articles, coverages};
use crate::error::AppError;
use crate::i18n::{Arg, Edition};
use crate::model::article::Correction;
use crate::model::{ArticleId, LiveArticle, Noun, Translation};
use crate::text::{self, Block};

/// `GET /{edition}/{year}/{month}/{day}/{id}-{slug}`
///
/// Only the id counts: any other wording of the address leads to the right one.
pub async fn show(visit: Visit) -> AppResult {
    let tail = visit.path.rsplit('/').next().unwrap_or_default();
    let id = tail
        .split('-')
        .next()
        .unwrap_or_default()
        .parse()
        .map(ArticleId)
        .map_err(|_| AppError::NotFound)?;
    let this = visit.clone();
    let found = visit.read(move |conn| ArticlePage::load(&this, conn, id)).await?;
    match found {
        Found::Here(page) => reply::page(&visit, &*page),
        Found::Elsewhere(address) => Ok(reply::moved_for_good(&address)),
    }
}

enum Found {
    Here(Box<ArticlePage>),
    Elsewhere(String),
}

#[derive(Template)]
#[template(path = "pages/article.html")]
struct ArticlePage {
    layout: Layout,
    crumbs: Vec<Link>,
    kicker: String,
    headline: String,
    standfirst: String,
    editor: String,
    source: Option<Link>,
    author: Option<Link>,
    minutes: usize,
    published: Stamp,
    updated: Option<Stamp>,
    corrected: Option<String>,
    coverages: Vec<Link>,
    lead_photo: Option<PhotoView>,
    /// Before the first paragraph when the body doesn't begin with one.
    dateline: Option<String>,
    body: Vec<BodyPart>,
    corrections: Vec<CorrectionNote>,
    /// Where to tell us about a mistake.
    report: Option<String>,
    topics: Vec<Link>,
    share: Share,
    coverage_box: Option<CoverageBox>,
    related: Vec<Card>,
    coverage_name: String,
    earlier: Option<Link>,
    later: Option<Link>,
}

struct CorrectionNote {
    label: String,
    text: String,
}

impl ArticlePage {
    fn load(visit: &Visit, conn: &mut Conn, id: ArticleId) -> Result<Found, AppError> {
        let article = articles::find_published(conn, id)?.ok_or(AppError::NotFound)?;
        let edition = &visit.edition;
        if article.edition != edition.prefix {
            let home = visit.app.editions.get(&article.edition).ok_or(AppError::NotFound)?;
            let links = Links::keeping_photos(home, visit.photos);
            return Ok(Found::Elsewhere(links.of(&article)));
        }
        if article.withdrawal.is_some() {
            return Err(AppError::Gone(Box::new(article)));
        }
        let path = Links::plain(edition).of(&article);
        if visit.path != path {
            return Ok(Found::Elsewhere(visit.links().of(&article)));
        }
        Ok(Found::Here(Box::new(ArticlePage::build(visit, conn, article, &path)?)))
    }

    fn build(
        visit: &Visit,
        conn: &mut Conn,
        mut article: LiveArticle,
        path: &str,
    ) -> Result<ArticlePage, AppError> {
        let (edition, id) = (&visit.edition, article.id);
        visit.shown.note_all([Noun::Article(id), Noun::Story(article.story_id)]);
        let mut layout = Layout::new(visit, conn)?;
        let translations = articles::list_translations(conn, article.story_id)?;
        let filed = coverages::list_of_article(conn, &edition.prefix, id)?;
        let in_coverage = |coverage: &coverages::CoverageName| {
            Noun::Coverage(coverage.id, edition.prefix.clone())
        };
        visit.shown.note_all(filed.iter().map(in_coverage));
        let corrections = match article.corrected_at {
            Some(_) => articles::list_corrections(conn, id)?,
            None => Vec::new(),
        };
        let description = description(&article);
        let blocks = body::current_blocks(conn, &mut article)?;
        let pictures =
            articles::list_inline_pictures(conn, &edition.prefix, &body::pictures_in(&blocks))?;
        let around = Around::load(conn, visit, &article, filed.first())?;

        let links = visit.links();
        let section =
            Link { href: links.section(&article.section.slug), text: article.section.name.clone() };
        let coverage_links: Vec<Link> = filed
            .iter()
            .map(|coverage| Link {
                href: links.coverage(&coverage.slug),
                text: coverage.name.clone(),
            })
            .collect();
        let dateline = article.dateline.as_ref().map(|dateline| {
            let agency = Some(dateline.agency.as_str()).filter(|agency| !agency.is_empty());
            edition.dateline(&dateline.place, dateline.on, agency)
        });
        let (dateline, body) = body::body_parts(visit, blocks, &pictures, dateline);
        let lead_photo = article.lead_photo.as_ref().map(PhotoView::new);
        let crumbs =
            vec![Link { href: links.home(), text: layout.t("home").to_owned() }, section.clone()];
        let modified_at =
            article.updated_at.max(article.corrected_at).unwrap_or(article.published_at);
        layout.current_section = Some(article.section_id);
        layout.is_story = true;
        layout.head = Head {
            title: article.headline.clone(),
            description,
            canonical: layout.absolute(path),
            card: Some(social_card(&layout, &article, lead_photo.as_ref(), modified_at)),
            ..Head::default()
        };
        layout.head.structured_data = vec![
            structured_data::article(&layout, &article, lead_photo.as_ref(), modified_at),
            structured_data::breadcrumbs(&layout, &crumbs),
        ];
        layout.set_editions(
            &counterparts(visit, &translations),
            &Elsewhere::Home(format!("from={id}")),
            true,
        );
        let coverage_box = around.coverage_box(visit, filed.first());
        let mut topics = coverage_links.clone();
        topics.push(section);
        let name = |name: &crate::model::Name, href: String| Link { href, text: name.name.clone() };
        let page = ArticlePage {
            crumbs,
            source: article.source.as_ref().map(|source| name(source, links.source(&source.slug))),
            author: article.author.as_ref().map(|author| name(author, links.author(&author.slug))),
            minutes: usize::try_from(article.reading_minutes).unwrap_or(1),
            published: Stamp::full(edition, article.published_at),
            updated: updated(edition, &article),
            corrected: article.corrected_at.map(|at| {
                let date = edition.card(at);
                edition.text_with("time-corrected", &[("date", Arg::Text(&date))])
            }),
            coverages: coverage_links,
            lead_photo,
            dateline,
            body,
            corrections: corrections.iter().map(|note| correction_note(edition, note)).collect(),
            report: layout
                .site
                .info_pages
                .iter()
                .any(|(name, _)| name == "contact")
                .then(|| links.page("contact")),
            topics,
            share: share::share(&layout, &article),
            related: around.related(visit, coverage_box.is_some()),
            coverage_box,
            coverage_name: filed.first().map(|coverage| coverage.name.clone()).unwrap_or_default(),
            earlier: around.link(visit, around.earlier),
            later: around.link(visit, around.later),
            kicker: article.kicker,
            headline: article.headline,
            standfirst: article.standfirst,
            editor: article.editor,
            layout,
        };
        Ok(page)
    }

    /// What the ways past the blocks at the end of the page lead to.
    fn after_story(&self) -> &'static str {
        if self.coverage_box.is_some() { "coverage-box" } else { self.after_coverage_box() }
    }

    fn after_coverage_box(&self) -> &'static str {
        if self.related.is_empty() { self.after_related() } else { "related" }
    }

    fn after_related(&self) -> &'static str {
        match (&self.earlier, &self.later) {
            (None, None) if self.layout.frame.follow.is_empty() => "footer",
            (None, None) => "follow",
            _ => "prev-next",
        }
    }
}

/// The page of an article as readers would see it, whether they can or not.
///
/// # Errors
///
/// Those of the database.
pub fn preview(
    app: Arc<App>,
    edition: Arc<Edition>,
    conn: &mut Conn,
    article: LiveArticle,
) -> Result<String, AppError> {
    let path = Links::plain(&edition).of(&article);
    let nowhere = actix_web::http::Uri::from_static("/");
    let mut visit = Visit::of_uri(app, edition, &nowhere);
    visit.path.clone_from(&path);
    let mut page = ArticlePage::build(&visit, conn, article, &path)?;
    page.layout.head.robots = Some("noindex");
    Ok(page.render()?)
}

/// The same story in the editions, as (prefix, path).
fn counterparts(visit: &Visit, translations: &[Translation]) -> Vec<(String, String)> {
    translations
        .iter()
        .filter_map(|translation| {
            let edition = visit.app.editions.get(&translation.edition)?;
            Some((edition.prefix.clone(), Links::plain(edition).translation(translation)))
        })
        .collect()
}

/// When new facts came, if that was long enough after publishing to matter to a reader.
fn updated(edition: &Edition, article: &LiveArticle) -> Option<Stamp> {
    let at = article.updated_at?;
    if at - article.published_at < chrono::TimeDelta::minutes(10) {
        return None;
    }
    let day = edition.local_date(article.published_at);
    let time = if edition.local_date(at) == day { edition.time(at) } else { edition.full(at) };
    let text = edition.text_with("time-updated", &[("time", Arg::Text(&time))]);
    Some(Stamp { machine: edition.machine(at), text })
}

fn correction_note(edition: &Edition, note: &Correction) -> CorrectionNote {
    let date = edition.short_day(edition.local_date(note.corrected_at));
    CorrectionNote {
        label: edition.text_with("correction-dated", &[("date", Arg::Text(&date))]),
        text: note.note.clone(),
    }
}

/// The standfirst, or the beginning of the text.
pub(super) fn description(article: &LiveArticle) -> String {
    if !article.standfirst.is_empty() {
        return article.standfirst.clone();
    }
    let html = article.blocks.iter().find_map(|block| match block {
        Block::Html(html) => Some(html.as_str()),
        _ => None,
    });
    text::truncate_cells(&plain_text(html.unwrap_or_default()), 200).into_owned()
}

/// The first paragraph of rendered text without its markup.
fn plain_text(html: &str) -> String {
    let paragraph = html.split("</p>").next().unwrap_or_default();
    let mut text = String::new();
    let mut inside_tag = false;
    for character in paragraph.chars() {
        match character {
            '<' => inside_tag = true,
            '>' => inside_tag = false,
            _ if !inside_tag => text.push(character),
            _ => {}
        }
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn social_card(
    layout: &Layout,
    article: &LiveArticle,
    photo: Option<&PhotoView>,
    modified_at: chrono::NaiveDateTime,
) -> SocialCard {
    let mut card = SocialCard {
        kind: "article",
        title: article.shared_title().to_owned(),
        published: layout.edition.machine(article.published_at),
        modified: layout.edition.machine(modified_at),
        section: article.section.name.clone(),
        ..SocialCard::default()
    };
    if let Some(photo) = photo {
        card.image = layout.absolute(&photo.src);
        (card.image_width, card.image_height) = (photo.width, photo.height);
        card.image_alt.clone_from(&photo.alt);
    }
    card
}
