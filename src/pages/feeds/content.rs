//! An article as HTML that stands alone: no style sheet, no script, absolute addresses.

use std::fmt::Write;

use super::super::cards::PhotoView;
use super::super::layout::Layout;
use crate::i18n::Arg;
use crate::model::article::{Correction, InlinePicture};
use crate::model::{ArticleId, LiveArticle, MediaId, Photo};
use crate::text::{Block, PhotoRef};

/// The pictures that stand in some bodies, each once.
pub fn pictures_in(articles: &[LiveArticle]) -> Vec<MediaId> {
    let blocks = articles.iter().flat_map(|article| &article.blocks);
    let mut ids: Vec<MediaId> = blocks.flat_map(photos).map(|photo| MediaId(photo.media)).collect();
    ids.sort();
    ids.dedup();
    ids
}

/// Lead photo, body and corrections of an article.
///
/// `pictures` holds those of its body, `corrections` those of any articles.
pub fn write(
    layout: &Layout,
    article: &LiveArticle,
    pictures: &[InlinePicture],
    corrections: &[(ArticleId, Correction)],
) -> String {
    let mut html = String::new();
    if let Some(photo) = &article.lead_photo {
        write_figure(&mut html, layout, &PhotoView::new(photo));
    }
    let mut dateline = dateline(layout, article).map(|dateline| escape(&dateline));
    let opens_with_paragraph =
        matches!(article.blocks.first(), Some(Block::Html(body)) if body.starts_with("<p>"));
    if let Some(dateline) = dateline.take_if(|_| !opens_with_paragraph) {
        html.extend(["<p>", &dateline, "</p>\n"]);
    }
    for block in &article.blocks {
        match block {
            Block::Html(body) => {
                let body = with_absolute_links(body, &layout.app.config.base_url);
                match dateline.take() {
                    Some(dateline) => html.extend(["<p>", &dateline, " ", &body["<p>".len()..]]),
                    None => html.push_str(&body),
                }
            }
            Block::Photo(_) | Block::Gallery(_) => {
                for photo in photos(block).iter().filter_map(|photo| in_library(photo, pictures)) {
                    write_figure(&mut html, layout, &photo);
                }
            }
            Block::Embed { url, title, host } => {
                let title = if title.is_empty() { host } else { title };
                let (url, title, host) = (escape(url), escape(title), escape(host));
                // A string takes all.
                let _ = writeln!(html, "<p><a href=\"{url}\">{title}</a> ({host})</p>");
            }
        }
    }
    for (_, correction) in corrections.iter().filter(|(id, _)| *id == article.id) {
        write_correction(&mut html, layout, correction);
    }
    html.truncate(html.trim_end().len());
    html
}

fn photos(block: &Block) -> &[PhotoRef] {
    match block {
        Block::Photo(photo) => std::slice::from_ref(photo),
        Block::Gallery(photos) => photos,
        Block::Html(_) | Block::Embed { .. } => &[],
    }
}

/// A picture with the body's words, else the library's; `None` when it is gone.
fn in_library(photo: &PhotoRef, pictures: &[InlinePicture]) -> Option<PhotoView> {
    let found = pictures.iter().find(|found| found.picture.id == MediaId(photo.media))?;
    let mut view = PhotoView::new(&Photo {
        picture: found.picture.clone(),
        alt: photo.alt.clone().unwrap_or_else(|| found.alt.clone()),
        caption: photo.caption.clone().unwrap_or_else(|| found.caption.clone()),
    });
    view.credit = photo.credit.clone().unwrap_or(view.credit);
    Some(view)
}

fn write_figure(html: &mut String, layout: &Layout, photo: &PhotoView) {
    let (src, alt) = (escape(&layout.absolute(&photo.src)), escape(&photo.alt));
    let (width, height) = (photo.width, photo.height);
    let _ = write!(
        html,
        "<figure><img src=\"{src}\" width=\"{width}\" height=\"{height}\" alt=\"{alt}\">"
    );
    let words = [escape(&photo.caption), escape(&photo.credit)];
    match &words {
        [caption, credit] if caption.is_empty() && credit.is_empty() => {}
        [only, empty] | [empty, only] if empty.is_empty() => {
            let _ = write!(html, "<figcaption>{only}</figcaption>");
        }
        [caption, credit] => {
            let _ = write!(html, "<figcaption>{caption} <small>{credit}</small></figcaption>");
        }
    }
    html.push_str("</figure>\n");
}

fn write_correction(html: &mut String, layout: &Layout, correction: &Correction) {
    let edition = &layout.edition;
    let date = edition.short_day(edition.local_date(correction.corrected_at));
    let label = edition.text_with("correction-dated", &[("date", Arg::Text(&date))]);
    let (label, note) = (escape(&label), escape(&correction.note));
    let _ = writeln!(html, "<p><strong>{label}</strong> {note}</p>");
}

fn dateline(layout: &Layout, article: &LiveArticle) -> Option<String> {
    let dateline = article.dateline.as_ref()?;
    let agency = Some(dateline.agency.as_str()).filter(|agency| !agency.is_empty());
    Some(layout.edition.dateline(&dateline.place, dateline.on, agency))
}

/// Text for inside an element or a quoted attribute.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            character => escaped.push(character),
        }
    }
    escaped
}

/// The body with its links into this site made absolute.
///
/// The sanitiser wrote the markup: a link's address comes first in it, and no `<` or `"`
/// stands in a text or an attribute unescaped, so nothing else looks like this.
fn with_absolute_links(body: &str, base_url: &str) -> String {
    body.replace("<a href=\"/", &format!("<a href=\"{}/", escape(base_url)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::parse_body;

    #[test]
    fn links_into_the_site_become_absolute_and_words_about_links_stay() {
        let body = "[a](/en/x) [b](https://b.mn/) `<a href=\"/en/y\">` ![c](/d)\n\n\
                    ```table\ncaption: <a href=\"/en/z\">\n| 1 |\n| --- |\n| [t](/u) |\n```";
        let parsed = parse_body(body);
        let [Block::Html(html)] = parsed.blocks.as_slice() else { panic!("{parsed:?}") };
        let absolute = with_absolute_links(html, "https://news.example");
        assert!(absolute.contains("<a href=\"https://news.example/en/x\">a</a>"), "{absolute}");
        assert!(absolute.contains("<a href=\"https://b.mn/\""), "{absolute}");
        assert!(absolute.contains("href=\"https://news.example/u\""), "{absolute}");
        assert!(absolute.contains("href=\"https://news.example/d\""), "{absolute}");
        assert_eq!(absolute.matches("news.example").count(), 3, "{absolute}");
        assert_eq!(absolute.replace("https://news.example", ""), *html);
    }
}
