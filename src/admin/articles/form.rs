//! The fields of an article.

use chrono::NaiveDate;

use crate::admin::{Fields, Form};
use crate::commands::{ArticleText, Placing};
use crate::db::editing::Revision;
use crate::db::people::PersonKind;
use crate::db::working_copies::NOTES;
use crate::db::{Conn, articles, coverages, media, people, sections};
use crate::i18n::Edition;
use crate::media::MediaStore;
use crate::model::{CoverageId, MediaId, PersonId, SectionId};
use crate::pages::address;

/// Pictures that are offered.
const PHOTOS: i64 = 24;

/// Coverages that are offered.
const COVERAGES: i64 = 100;

/// What can be chosen, each as (value, words).
#[derive(Default)]
pub struct Options {
    pub sections: Vec<(String, String)>,
    pub authors: Vec<(String, String)>,
    pub sources: Vec<(String, String)>,
    pub coverages: Vec<(String, String)>,
    pub photos: Vec<Choice>,
}

/// A picture that can be chosen.
pub struct Choice {
    pub value: String,
    pub src: String,
    pub alt: String,
}

impl Options {
    /// What an edition offers; `chosen` is there in any case. Of photos, the newest that have some
    /// words in their names, credits or captions.
    pub fn load(
        conn: &mut Conn,
        edition: &str,
        chosen: Option<MediaId>,
        photos_with: &str,
    ) -> diesel::QueryResult<Options> {
        let texts = |rows: Vec<(PersonId, String)>| {
            rows.into_iter().map(|(id, name)| (id.to_string(), name)).collect::<Vec<_>>()
        };
        let sections = sections::list_site_sections(conn, edition)?;
        let coverages = coverages::list_names(conn, edition, COVERAGES)?;
        let mut ids: Vec<MediaId> = chosen.into_iter().collect();
        let newest = media::search(conn, photos_with, None, PHOTOS)?.into_iter().map(|it| it.id);
        ids.extend(newest.filter(|id| Some(*id) != chosen));
        let mut photos = articles::list_inline_pictures(conn, edition, &ids)?;
        photos.sort_by_key(|photo| ids.iter().position(|id| *id == photo.picture.id));
        let choice = |photo: crate::model::article::InlinePicture| {
            let width = u32::try_from(photo.picture.width).unwrap_or(1).max(1);
            let small = MediaStore::widths(width).first().copied().unwrap_or(width);
            let number = format!("№ {}", photo.picture.id);
            Choice {
                value: photo.picture.id.to_string(),
                src: address::rendition(&photo.picture, small),
                alt: if photo.alt.is_empty() { number } else { photo.alt },
            }
        };
        Ok(Options {
            sections: sections.into_iter().map(|it| (it.id.to_string(), it.name)).collect(),
            authors: texts(people::list_names(conn, edition, PersonKind::Author)?),
            sources: texts(people::list_names(conn, edition, PersonKind::Source)?),
            coverages: coverages.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
            photos: photos.into_iter().map(choice).collect(),
        })
    }

    /// Offers a coverage in any case.
    pub fn keep_coverage(&mut self, id: CoverageId, name: &str) {
        let value = id.to_string();
        if self.coverages.iter().all(|(known, _)| *known != value) {
            self.coverages.push((value, name.to_owned()));
        }
    }
}

/// The form of what is stored.
pub fn fill(revision: &Revision, placing: &Placing) -> Form {
    let mut fields = pairs(&ArticleText::from(revision.clone()), placing);
    fields.push(("version", revision.id.to_string()));
    fields.push(("copy", "0".to_owned()));
    Form::filled(fields.iter().map(|(name, value)| (*name, value.as_str())))
}

/// The fields, in the form's order, as (name, value).
pub fn pairs(words: &ArticleText, placing: &Placing) -> Vec<(&'static str, String)> {
    let text = |id: Option<i64>| id.map(|id| id.to_string()).unwrap_or_default();
    let mut fields = vec![
        ("kicker", words.kicker.clone()),
        ("headline", words.headline.clone()),
        ("short-headline", words.short_headline.clone()),
        ("social-title", words.social_title.clone()),
        ("standfirst", words.standfirst.clone()),
        ("body", words.body.clone()),
        ("section", placing.section.to_string()),
        ("source", text(words.source.map(i64::from))),
        ("author", text(words.author.map(i64::from))),
        ("editor", words.editor.clone()),
        ("dateline-place", words.dateline_place.clone()),
        ("dateline-on", words.dateline_on.map(|on| on.to_string()).unwrap_or_default()),
        ("dateline-agency", words.dateline_agency.clone()),
        ("photo", text(words.lead_photo.map(i64::from))),
        ("caption", words.lead_caption.clone()),
        ("alt", words.lead_alt.clone()),
        ("slug", placing.slug.clone()),
    ];
    fields.extend(placing.coverages.iter().map(|id| ("coverage", id.to_string())));
    fields
}

/// What was typed into the form, as it is kept until it is saved: anything may be missing or
/// wrong, but choices are among those that there are.
pub fn typed(fields: &Fields, options: &Options) -> Vec<(String, String)> {
    let known = pairs(&ArticleText::default(), &Placing::default());
    let names = known.iter().map(|(name, _)| *name).chain(["coverage"]).chain(NOTES);
    let is_offered = |name: &str, value: &str| {
        let list = match name {
            "section" => &options.sections,
            "source" => &options.sources,
            "author" => &options.authors,
            "coverage" => &options.coverages,
            "photo" => return options.photos.iter().any(|photo| photo.value == value),
            _ => return true,
        };
        list.iter().any(|(id, _)| id == value)
    };
    let mut kept = Vec::new();
    for name in names {
        let values = fields.all(name).filter(|value| !value.is_empty() && is_offered(name, value));
        kept.extend(values.map(|value| (name.to_owned(), value.replace("\r\n", "\n"))));
    }
    kept
}

/// The notes that a form holds, also empty ones, as (name, text).
pub fn notes(fields: &Fields) -> Vec<(String, String)> {
    let sent = NOTES.into_iter().filter(|name| fields.has(name));
    sent.map(|name| (name.to_owned(), fields.get(name))).collect()
}

/// The name of the message that is a field's label.
pub fn label(field: &str) -> String {
    format!("field-{field}")
}

/// What was typed; what is wrong with it is noted in `form`.
pub fn read(
    language: &Edition,
    form: &mut Form,
    fields: &Fields,
    options: &Options,
) -> (ArticleText, Placing) {
    let is_in = |list: &[(String, String)], value: &str| list.iter().any(|(id, _)| id == value);
    let id = |name: &str| fields.trimmed(name).parse::<i64>().ok();
    let among = |list: &[(String, String)], name: &str| {
        id(name).filter(|_| is_in(list, fields.trimmed(name)))
    };
    let section = among(&options.sections, "section");
    if section.is_none() {
        form.refuse("section", language.text("section-missing"));
    }
    let day = fields.trimmed("dateline-on");
    let dateline_on: Option<NaiveDate> = day.parse().ok();
    if !day.is_empty() && dateline_on.is_none() {
        form.refuse("dateline-on", language.text("day-bad"));
    }
    let photo = id("photo")
        .filter(|_| options.photos.iter().any(|photo| photo.value == fields.trimmed("photo")));
    if photo.is_none() && !fields.trimmed("photo").is_empty() {
        form.refuse("photo", language.text("photo-bad"));
    }
    let filed = fields.all("coverage").filter(|id| is_in(&options.coverages, id));
    let words = ArticleText {
        headline: fields.get("headline"),
        short_headline: fields.get("short-headline"),
        social_title: fields.get("social-title"),
        kicker: fields.get("kicker"),
        standfirst: fields.get("standfirst"),
        body: fields.get("body"),
        dateline_place: fields.get("dateline-place"),
        dateline_on,
        dateline_agency: fields.get("dateline-agency"),
        editor: fields.get("editor"),
        author: among(&options.authors, "author").map(PersonId),
        source: among(&options.sources, "source").map(PersonId),
        lead_photo: photo.map(MediaId),
        lead_caption: fields.get("caption"),
        lead_alt: fields.get("alt"),
    };
    let placing = Placing {
        section: SectionId(section.unwrap_or_default()),
        slug: fields.trimmed("slug").to_owned(),
        coverages: filed.filter_map(|id| id.parse().ok()).map(CoverageId).collect(),
    };
    (words, placing)
}
