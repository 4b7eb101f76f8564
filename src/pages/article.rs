//! An article.

use std::sync::Arc;

use actix_web::web;
use askama::Template;

use super::address::{self, Links};
use super::cards::{Card, Link, PhotoView, Stamp, StampStyle};
use super::layout::{Elsewhere, FollowItem, Head, Layout, SocialCard};
use super::qr::Qr;
use super::reply::{self, AppResult};
use super::visit::Visit;
use super::{lists, structured_data};
use crate::app::App;
use crate::db::coverages::CoverageName;
use crate::db::listing::{List, Part};
use crate::db::{Conn, articles, coverages, listing, teasers};
use crate::error::AppError;
use crate::i18n::{Arg, Edition};
use crate::model::article::{Correction, InlinePicture};
use crate::model::{ArticleId, Cursor, LiveArticle, MediaId, Photo, Picture, Teaser, Translation};
use crate::text::{self, Block, PhotoRef};

const RELATED: usize = 4;
const COVERAGE_BOX: usize = 3;

/// `GET /{edition}/{year}/{month}/{day}/{id}-{slug}`
///
/// Only the id counts: any other wording of the address leads to the right one.
pub async fn show(visit: Visit, path: web::Path<(String, String, String, String)>) -> AppResult {
    let (_, _, _, tail) = path.into_inner();
    let digits = tail.split('-').next().unwrap_or_default();
    let id = digits.parse().map(ArticleId).map_err(|_| AppError::NotFound)?;
    let this = visit.clone();
    let found = visit.app.read(move |_, conn| ArticlePage::load(&this, conn, id)).await?;
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
    follow: Vec<FollowItem>,
}

/// A part of the body, in its order.
enum BodyPart {
    Html(String),
    Photo(PhotoView),
    Gallery(Vec<PhotoView>),
    Embed(Embed),
}

/// Content of another host, loaded when the reader asks for it.
struct Embed {
    url: String,
    title: String,
    host: String,
    /// Empty when this portal doesn't frame that host: then it is only a link.
    frame: String,
}

struct CorrectionNote {
    label: String,
    text: String,
}

struct CoverageBox {
    link: Link,
    cards: Vec<Card>,
}

/// Ways to pass an article on, all of them plain links.
struct Share {
    /// Absolute.
    short_link: String,
    /// Without the scheme, for print.
    short_label: String,
    mail: String,
    networks: Vec<Link>,
    qr: Option<std::sync::Arc<Qr>>,
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
        article: LiveArticle,
        path: &str,
    ) -> Result<ArticlePage, AppError> {
        let (edition, id) = (&visit.edition, article.id);
        let mut layout = Layout::new(visit, conn)?;
        let translations = articles::list_translations(conn, article.story_id)?;
        let filed = coverages::list_of_article(conn, &edition.prefix, id)?;
        let corrections = match article.corrected_at {
            Some(_) => articles::list_corrections(conn, id)?,
            None => Vec::new(),
        };
        let blocks = current_blocks(conn, &article)?;
        let pictures =
            articles::list_inline_pictures(conn, &edition.prefix, &pictures_in(&blocks))?;
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
        let (dateline, body) = body_parts(visit, blocks, &pictures, dateline);
        let lead_photo = article.lead_photo.as_ref().map(PhotoView::new);
        let crumbs =
            vec![Link { href: links.home(), text: layout.t("home").to_owned() }, section.clone()];
        let modified_at =
            article.updated_at.max(article.corrected_at).unwrap_or(article.published_at);
        layout.current_section = Some(article.section_id);
        layout.is_story = true;
        layout.head = Head {
            title: article.headline.clone(),
            description: description(&article),
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
            share: share(&layout, &article),
            related: around.related(visit, coverage_box.is_some()),
            coverage_box,
            coverage_name: filed.first().map(|coverage| coverage.name.clone()).unwrap_or_default(),
            earlier: around.link(visit, around.earlier),
            later: around.link(visit, around.later),
            follow: layout.follow(),
            kicker: article.kicker,
            headline: article.headline,
            standfirst: article.standfirst,
            editor: article.editor,
            layout,
        };
        Ok(page)
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

/// The blocks as this binary renders them: anew when another version made the stored ones.
fn current_blocks(conn: &mut Conn, article: &LiveArticle) -> Result<Vec<Block>, AppError> {
    if article.rendered_by == text::RENDERED_BY {
        return Ok(article.blocks.clone());
    }
    Ok(text::parse_body(&articles::get_body(conn, article.revision_id)?).blocks)
}

fn pictures_in(blocks: &[Block]) -> Vec<MediaId> {
    let mut ids: Vec<MediaId> = blocks
        .iter()
        .flat_map(|block| match block {
            Block::Photo(photo) => std::slice::from_ref(photo),
            Block::Gallery(photos) => photos.as_slice(),
            Block::Html(_) | Block::Embed { .. } => &[],
        })
        .map(|photo| MediaId(photo.media))
        .collect();
    ids.sort();
    ids.dedup();
    ids
}

/// The body's parts; the dateline stands inside the first paragraph, or is handed back when
/// the body doesn't begin with one.
fn body_parts(
    visit: &Visit,
    blocks: Vec<Block>,
    pictures: &[InlinePicture],
    mut dateline: Option<String>,
) -> (Option<String>, Vec<BodyPart>) {
    let mut parts = Vec::new();
    for block in blocks {
        match block {
            Block::Html(html) => {
                let opening = dateline.take_if(|_| parts.is_empty() && html.starts_with("<p>"));
                parts.push(BodyPart::Html(match opening {
                    Some(dateline) => {
                        // Chinese stands without spaces, and its dateline ends in a character.
                        let is_wide = dateline.ends_with(|end: char| end.is_alphabetic());
                        let gap = if is_wide { "\u{3000}" } else { " " };
                        let (dateline, text) = (escape(&dateline), &html["<p>".len()..]);
                        format!("<p><span class=\"dateline\">{dateline}</span>{gap}{text}")
                    }
                    None => html,
                }));
            }
            Block::Photo(photo) => {
                parts.extend(inline_photo(pictures, &photo).map(BodyPart::Photo));
            }
            Block::Gallery(photos) => {
                let photos: Vec<PhotoView> =
                    photos.iter().filter_map(|photo| inline_photo(pictures, photo)).collect();
                if !photos.is_empty() {
                    parts.push(BodyPart::Gallery(photos));
                }
            }
            Block::Embed { url, title, host } => {
                let is_framed = visit.app.config.embed_hosts.contains(&host);
                let frame = if is_framed { url.clone() } else { String::new() };
                parts.push(BodyPart::Embed(Embed { url, title, host, frame }));
            }
        }
    }
    (dateline, parts)
}

/// A picture of the body with the body's words, else the library's; `None` when it is gone.
fn inline_photo(pictures: &[InlinePicture], photo: &PhotoRef) -> Option<PhotoView> {
    let found = pictures.iter().find(|picture| picture.picture.id == MediaId(photo.media))?;
    let credit = photo.credit.clone().unwrap_or_else(|| found.picture.credit.clone());
    Some(PhotoView::new(&Photo {
        picture: Picture { credit, ..found.picture.clone() },
        alt: photo.alt.clone().unwrap_or_else(|| found.alt.clone()),
        caption: photo.caption.clone().unwrap_or_else(|| found.caption.clone()),
    }))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
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
fn description(article: &LiveArticle) -> String {
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
        title: article.headline.clone(),
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

fn share(layout: &Layout, article: &LiveArticle) -> Share {
    let short_link = layout.absolute(&address::short_link(article.id));
    let encode = |text: &str| -> String {
        serde_urlencoded::to_string([("", text)])
            .unwrap_or_default()
            .trim_start_matches('=')
            .replace('+', "%20")
    };
    let (title, url) = (encode(&article.headline), encode(&short_link));
    let network = |name: &str, href: String| Link { href, text: name.to_owned() };
    // Which networks an edition's readers use is the edition's to say.
    let networks = layout.t("share-networks").split_whitespace().filter_map(|key| {
        let name = super::layout::network_name(key, &layout.edition);
        Some(match key {
            "facebook" => {
                network(&name, format!("https://www.facebook.com/sharer/sharer.php?u={url}"))
            }
            "x" => network(&name, format!("https://x.com/intent/post?text={title}&url={url}")),
            "telegram" => network(&name, format!("https://t.me/share/url?url={url}&text={title}")),
            "whatsapp" => network(&name, format!("https://wa.me/?text={title}%20{url}")),
            "weibo" => network(
                &name,
                format!("https://service.weibo.com/share/share.php?url={url}&title={title}"),
            ),
            "line" => {
                network(&name, format!("https://social-plugins.line.me/lineit/share?url={url}"))
            }
            _ => return None,
        })
    });
    Share {
        mail: format!("mailto:?subject={title}&body={url}"),
        networks: networks.collect(),
        qr: layout.app.qr(&short_link),
        short_label: short_link
            .trim_start_matches("https://")
            .trim_start_matches("http://")
            .to_owned(),
        short_link,
    }
}

/// Other articles of the first coverage, or of the section: two queries.
struct Around {
    teasers: Vec<Teaser>,
    newest: Vec<ArticleId>,
    earlier: Option<ArticleId>,
    later: Option<ArticleId>,
}

impl Around {
    fn load(
        conn: &mut Conn,
        visit: &Visit,
        article: &LiveArticle,
        coverage: Option<&CoverageName>,
    ) -> Result<Around, AppError> {
        let edition = visit.edition.prefix.as_str();
        let here = Cursor { published_at: article.published_at, id: article.id };
        let most = lists::limit(COVERAGE_BOX + RELATED + 1);
        let (newest, neighbours) = match coverage {
            Some(coverage) => listing::coverage_neighbours(conn, edition, coverage.id, here, most)?,
            None => {
                let list = List::Section(edition, article.section_id);
                (lists::ids(&listing::list_places(conn, list, Part::Newest, most)?), (None, None))
            }
        };
        let newest: Vec<ArticleId> = newest.into_iter().filter(|id| *id != article.id).collect();
        let (earlier, later) = neighbours;
        let mut wanted: Vec<ArticleId> =
            newest.iter().copied().chain(earlier).chain(later).collect();
        wanted.sort();
        wanted.dedup();
        Ok(Around { teasers: teasers::list(conn, &wanted)?, newest, earlier, later })
    }

    fn find(&self, id: ArticleId) -> Option<&Teaser> {
        self.teasers.iter().find(|teaser| teaser.id == id)
    }

    fn link(&self, visit: &Visit, id: Option<ArticleId>) -> Option<Link> {
        let teaser = self.find(id?)?;
        Some(Link { href: visit.links().teaser(teaser), text: teaser.headline.clone() })
    }

    fn cards(&self, visit: &Visit, ids: &[ArticleId]) -> Vec<Card> {
        let links = visit.links();
        ids.iter()
            .filter_map(|id| self.find(*id))
            .map(|teaser| Card::new(&links, &visit.edition, teaser, StampStyle::Date, visit.photos))
            .collect()
    }

    fn coverage_box(&self, visit: &Visit, coverage: Option<&CoverageName>) -> Option<CoverageBox> {
        let coverage = coverage?;
        let cards = self.cards(visit, &self.newest[..self.newest.len().min(COVERAGE_BOX)]);
        if cards.is_empty() {
            return None;
        }
        let link =
            Link { href: visit.links().coverage(&coverage.slug), text: coverage.name.clone() };
        Some(CoverageBox { link, cards })
    }

    /// First those that the box of the coverage doesn't show.
    fn related(&self, visit: &Visit, has_box: bool) -> Vec<Card> {
        let shown = if has_box { COVERAGE_BOX.min(self.newest.len()) } else { 0 };
        let (shown, rest) = self.newest.split_at(shown);
        let ids: Vec<ArticleId> = rest.iter().chain(shown).copied().take(RELATED).collect();
        self.cards(visit, &ids)
    }
}
