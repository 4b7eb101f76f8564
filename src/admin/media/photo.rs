//! One photo: its words in each edition, its credit, where it is shown.

pub mod frame;

use std::sync::Arc;

use actix_web::web::Path;
use askama::Template;
use chrono::NaiveDate;

use super::size;
use crate::admin::seen::{self, Shown};
use crate::admin::{AdminResult, Fields, Flash, Form, Layout, SignedIn, reply};
use crate::commands::{self, PhotoWords};
use crate::db::media::{self, LibraryPicture, Use};
use crate::db::{Conn, teasers};
use crate::error::{AdminError, AppError};
use crate::i18n::Edition;
use crate::model::{ArticleId, CoverageId, MediaId, Permission, Teaser};
use crate::pages::address::Links;
use crate::text::clean_line;

/// So many of the articles that show it are named.
const MOST_USES: usize = 100;

#[derive(Template)]
#[template(path = "admin/photo.html")]
pub(super) struct PhotoPage {
    layout: Layout,
    form: Form,
    id: String,
    frame: frame::Frame,
    size: String,
    added: String,
    /// The address that it was copied from; may be empty.
    source: String,
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
    /// That the caption is the file's own, which nobody has saved yet; or empty.
    hint: String,
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

pub(super) struct Found {
    photo: LibraryPicture,
    texts: Vec<(String, String, String)>,
    using: Vec<Use>,
    live: Vec<Teaser>,
    coverages: Vec<(CoverageId, String, String, String)>,
}

/// `GET /admin/media/{id}`
pub async fn edit(by: SignedIn, id: Path<i64>) -> AdminResult {
    let found = find(&by, MediaId(*id)).await?;
    let form = Form::typed(seen::form(&stored_fields(&open(&by), &found)));
    reply::page(&PhotoPage::new(&by, found, form))
}

/// The editions in which this person can describe photos.
pub(super) fn open(by: &SignedIn) -> Vec<Arc<Edition>> {
    let all = by.app.editions.iter();
    all.filter(|edition| by.may(Permission::Write, &edition.prefix)).cloned().collect()
}

/// The form as it is stored, with what the file offers where nothing is.
pub(super) fn stored_fields(open: &[Arc<Edition>], found: &Found) -> Fields {
    let photo = &found.photo;
    let mut fields = vec![
        ("credit".to_owned(), photo.credit.clone()),
        ("place".to_owned(), photo.place.clone()),
        ("taken-on".to_owned(), photo.taken_on.map(|day| day.to_string()).unwrap_or_default()),
        ("x".to_owned(), photo.focus_x.to_string()),
        ("y".to_owned(), photo.focus_y.to_string()),
    ];
    for edition in open {
        let known = found.texts.iter().find(|(prefix, ..)| *prefix == edition.prefix);
        let (alt, caption) = match known {
            Some((_, alt, caption)) => (alt.as_str(), caption.as_str()),
            None if offers(found, edition) => ("", photo.found_caption.as_str()),
            None => ("", ""),
        };
        fields.push((format!("alt-{}", edition.prefix), alt.to_owned()));
        fields.push((format!("caption-{}", edition.prefix), caption.to_owned()));
    }
    fields.into_iter().collect()
}

/// What a field of the form is called and holds.
fn shown(by: &SignedIn, name: &str, value: &str) -> Shown {
    let words = |key: &str| by.language.text(key).to_owned();
    let edition = |part: &str| by.app.editions.get(name.strip_prefix(part)?);
    let (label, tag) = match (edition("alt-"), edition("caption-"), name) {
        (Some(of), ..) => (format!("{} · {}", words("photo-alt"), of.label), &of.tag),
        (_, Some(of), _) => (format!("{} · {}", words("photo-caption"), of.label), &of.tag),
        (.., "place") => (words("photo-place"), &by.language.tag),
        (.., "taken-on") => (words("photo-day"), &by.language.tag),
        (.., "x") => (words("focus-x"), &by.language.tag),
        (.., "y") => (words("focus-y"), &by.language.tag),
        _ => (words(name), &by.language.tag),
    };
    Shown { label, words: value.to_owned(), tag: tag.clone() }
}

/// What was sent and isn't stored.
fn unsaved(sent: &Fields, stored: &Fields) -> Fields {
    let is_ours = |name: &str| {
        ["credit", "place", "taken-on", "x", "y"].contains(&name)
            || name.starts_with("alt-")
            || name.starts_with("caption-")
    };
    let owned = |(name, text): (&str, &str)| (name.to_owned(), text.to_owned());
    sent.iter()
        .filter(|(name, text)| is_ours(name) && clean_line(text) != stored.get(name))
        .map(owned)
        .collect()
}

/// What was typed, and what is stored where nothing was sent.
pub(super) fn with_stored(by: &SignedIn, found: &Found, fields: Fields) -> Form {
    let mut form = Form::typed(fields);
    form.fill(seen::form(&stored_fields(&open(by), found)).iter());
    form
}

/// What was typed and isn't saved after something else than saving was done. A form that had other
/// words before it than `before`, those that were stored then, goes on saying so.
pub(super) fn left(by: &SignedIn, sent: &Fields, before: &Found, after: &Found) -> Fields {
    let words = unsaved(sent, &stored_fields(&open(by), after));
    let is_current = seen::is_current(sent, &stored_fields(&open(by), before));
    if words.is_empty() || is_current {
        return words;
    }
    let owned = |(name, text): (&str, &str)| (name.to_owned(), text.to_owned());
    words.iter().map(owned).chain([seen::carried(sent)]).collect()
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
    let found = find(&by, id).await?;
    let mut form = Form::typed(fields.clone());
    if credit.as_deref() == Some("") && !found.photo.credit.is_empty() {
        form.refuse("credit", by.language.text("credit-missing"));
    }
    let taken_on: Option<NaiveDate> = match fields.trimmed("taken-on") {
        "" => None,
        day => {
            let day = day.parse().ok();
            if day.is_none() {
                form.refuse("taken-on", by.language.text("photo-day-bad"));
            }
            day
        }
    };
    let focus = fields.has("x").then(|| frame::typed(&fields));
    if focus == Some(None) {
        form.refuse("x", by.language.text("focus-bad"));
    }
    if !form.is_good() {
        return reply::refused(&PhotoPage::new(&by, found, form));
    }
    let origin = fields.has("place").then(|| (fields.trimmed("place").to_owned(), taken_on));
    let (editions, path) = (open(&by), format!("/admin/media/{id}"));
    let stored = move |conn: &mut Conn| Ok(stored_fields(&editions, &load(conn, id)?));
    let saved = seen::save(&by, &fields, stored, move |conn, sign_off| {
        if let Some((place, taken_on)) = origin {
            commands::set_origin(conn, sign_off, id, &place, taken_on)?;
        }
        if let Some(Some(focus)) = focus {
            commands::set_focus(conn, sign_off, id, focus)?;
        }
        commands::describe_photo(conn, sign_off, id, credit.as_deref(), &words)
    });
    if let Some(theirs) = saved.await? {
        let shown = |name: &str, value: &str| shown(&by, name, value);
        return seen::clash(&by, &path, &fields, &theirs, shown);
    }
    // A file that was chosen for the other button is not in this form, only its name.
    let is_chosen = !fields.trimmed("file").is_empty();
    let flash = if is_chosen { "flash-saved-file-not" } else { "flash-saved" };
    reply::done(&by, &path, Flash::new(flash)).await
}

pub(super) async fn find(by: &SignedIn, id: MediaId) -> Result<Found, AdminError> {
    by.require_somewhere(Permission::Write)?;
    Ok(by.app.read(move |_, conn| load(conn, id)).await?)
}

fn load(conn: &mut Conn, id: MediaId) -> Result<Found, AppError> {
    let photo = media::find(conn, id)?.ok_or(AppError::NotFound)?;
    let uses = media::list_uses(conn, &[id])?;
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
}

impl PhotoPage {
    /// The page after something else than saving was done: words that are typed stay typed, and
    /// `message` says that they aren't saved.
    pub(super) fn with_unsaved(
        by: &SignedIn,
        found: Found,
        words: Fields,
        message: &str,
    ) -> PhotoPage {
        let form = with_stored(by, &found, words);
        let mut page = PhotoPage::new(by, found, form);
        page.layout.flash = Some(by.language.text(message).to_owned());
        page
    }

    pub(super) fn new(by: &SignedIn, found: Found, form: Form) -> PhotoPage {
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
                hint: match offers(&found, edition) {
                    true => layout.t("photo-caption-found").to_owned(),
                    false => String::new(),
                },
            }
        });
        PhotoPage {
            id: photo.id.to_string(),
            frame: frame::Frame::new(photo),
            size: size(photo),
            added: layout.edition.full(photo.created_at),
            source: photo.source_url.clone(),
            editions: editions.filter(|words| words.is_open || !words.is_empty()).collect(),
            uses: uses(by, &found),
            layout,
            form,
        }
    }
}

/// Whether the file's caption is put into an edition's form: nobody has described the photo there,
/// and the caption is in the edition's script.
fn offers(found: &Found, edition: &Edition) -> bool {
    let caption = &found.photo.found_caption;
    let is_described = found.texts.iter().any(|(prefix, ..)| *prefix == edition.prefix);
    !is_described
        && letters(caption).is_some_and(|scripts| scripts.contains(&edition.script.as_str()))
}

/// The scripts, by ISO 15924, that most letters of a text can be in.
fn letters(text: &str) -> Option<&'static [&'static str]> {
    let kinds = text.chars().filter_map(|letter| match letter {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => Some(0),
        '\u{400}'..='\u{52f}' => Some(1),
        // A word of several letters elsewhere is one or two of these.
        '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => Some(2),
        _ => None,
    });
    let mut counts = [0; 3];
    kinds.for_each(|kind| counts[kind] += if kind == 2 { 3 } else { 1 });
    let most =
        (0..counts.len()).max_by_key(|kind| counts[*kind]).filter(|kind| counts[*kind] > 0)?;
    const SCRIPTS: [&[&str]; 3] = [&["Latn"], &["Cyrl"], &["Hans", "Hant", "Hani"]];
    Some(SCRIPTS[most])
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
        let state = format!("state-{}", article.state);
        let is_known = by.language.has_text(&state);
        let state = if is_known { state } else { "state-draft".to_owned() };
        row(&article.edition, headline, state, href)
    });
    coverages.chain(articles).collect()
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn a_caption_is_offered_where_its_letters_are_at_home() {
        assert_eq!(letters("Riders in 乌兰巴托 on the steppe"), Some(&["Latn"][..]));
        assert_eq!(letters("Морьтон Ulaanbaatar хотод"), Some(&["Cyrl"][..]));
        assert_eq!(letters("草原上的骑手，Bat摄"), Some(&["Hans", "Hant", "Hani"][..]));
        assert_eq!(letters("2026 — …"), None);
    }
}
