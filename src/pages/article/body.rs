//! The body of an article: its blocks with their pictures, and the dateline in its place.

use crate::db::{Conn, articles};
use crate::error::AppError;
use crate::model::article::InlinePicture;
use crate::model::{LiveArticle, MediaId, Photo, Picture};
use crate::pages::cards::PhotoView;
use crate::pages::visit::Visit;
use crate::text::{self, Block, PhotoRef};

/// A part of the body, in its order.
pub enum BodyPart {
    Html(String),
    Photo(PhotoView),
    Gallery(Vec<PhotoView>),
    Embed(Embed),
}

/// Content of another host, loaded when the reader asks for it.
pub struct Embed {
    pub url: String,
    pub title: String,
    pub host: String,
    /// Empty when this portal doesn't frame that host: then it is only a link.
    pub frame: String,
}

/// The blocks as this binary renders them: anew when another version made the stored ones.
pub fn current_blocks(conn: &mut Conn, article: &mut LiveArticle) -> Result<Vec<Block>, AppError> {
    if article.rendered_by == text::RENDERED_BY {
        return Ok(std::mem::take(&mut article.blocks));
    }
    Ok(text::parse_body(&articles::get_body(conn, article.revision_id)?).blocks)
}

pub fn pictures_in(blocks: &[Block]) -> Vec<MediaId> {
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
pub fn body_parts(
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
