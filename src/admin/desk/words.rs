//! The words of one in each edition, as a form has them.

use crate::admin::seen::Shown;
use crate::admin::{Fields, Form, SignedIn};
use crate::db::names::{self, Named, Words};
use crate::error::AdminError;
use crate::model::Permission;
use crate::pages::address::RESERVED_SECTIONS;
use crate::text::{clean_line, slug};

/// An edition that the person has charge of.
pub struct EditionFields {
    /// Its prefix.
    pub prefix: String,
    /// Its name in its own language.
    pub label: String,
    /// Its language.
    pub tag: String,
}

impl EditionFields {
    /// Those of an edition.
    pub fn of(by: &SignedIn, prefix: &str) -> EditionFields {
        let edition = by.app.editions.get(prefix);
        EditionFields {
            prefix: prefix.to_owned(),
            label: edition.map(|edition| edition.label.clone()).unwrap_or_default(),
            tag: edition.map(|edition| edition.tag.clone()).unwrap_or_default(),
        }
    }
}

/// The editions that the person has charge of.
pub fn editions(by: &SignedIn) -> Vec<String> {
    let all = by.app.editions.iter().map(|edition| edition.prefix.clone());
    all.filter(|edition| by.may(Permission::Curate, edition)).collect()
}

/// The form of one that has these words, with the fields of some editions.
pub fn stored(editions: &[String], words: &[Words]) -> Fields {
    let fields = editions.iter().flat_map(|edition| {
        let words = words.iter().find(|words| words.edition == *edition);
        let part = |of: fn(&Words) -> &String| words.map(of).cloned().unwrap_or_default();
        [
            (format!("name-{edition}"), part(|words| &words.name)),
            (format!("slug-{edition}"), part(|words| &words.slug)),
            (format!("text-{edition}"), part(|words| &words.text)),
        ]
    });
    fields.collect()
}

/// What a field of the form is called and holds.
pub fn shown(by: &SignedIn, name: &str, value: &str) -> Shown {
    let (part, edition) = name.split_once('-').unwrap_or((name, ""));
    let edition = EditionFields::of(by, edition);
    let label = by.language.text(&format!("words-{part}"));
    Shown {
        label: format!("{label} · {}", edition.label),
        words: value.to_owned(),
        tag: edition.tag,
    }
}

/// The words that were typed, in the editions whose fields were sent and aren't empty; what is
/// wrong is noted in the form. `own` are the words of the one at hand, `id`.
///
/// An address that was left empty is made from the name.
///
/// # Errors
///
/// Those of the database.
pub async fn read(
    by: &SignedIn,
    named: Named,
    id: i64,
    fields: &Fields,
    own: &[Words],
    form: &mut Form,
) -> Result<Vec<Words>, AdminError> {
    let mut words = Vec::new();
    let prefixes = by.app.editions.iter().map(|edition| edition.prefix.as_str());
    for edition in prefixes {
        let field = |part: &str| format!("{part}-{edition}");
        if !fields.has(&field("name")) {
            continue;
        }
        let name = clean_line(fields.trimmed(&field("name")));
        let (typed, text) = (fields.trimmed(&field("slug")), fields.trimmed(&field("text")));
        let had = own.iter().any(|words| words.edition == edition);
        if name.is_empty() {
            if had || !typed.is_empty() || !text.is_empty() {
                form.refuse(field("name"), by.language.text("words-name-missing"));
            }
            continue;
        }
        let tag = by.app.editions.get(edition).map_or("en", |edition| &edition.tag);
        let address = if typed.is_empty() { slug(&name, tag) } else { typed.to_owned() };
        if let Some(problem) = problem_of(named, &address) {
            form.refuse(field("slug"), by.language.text(problem));
        }
        words.push(Words {
            id,
            edition: edition.to_owned(),
            name,
            slug: address,
            text: text.to_owned(),
        });
    }
    let slugs: Vec<String> = words.iter().map(|words| words.slug.clone()).collect();
    let at = by.app.read(move |_, conn| {
        let slugs: Vec<&str> = slugs.iter().map(String::as_str).collect();
        Ok(names::list_at(conn, named, &slugs)?)
    });
    let at = at.await?;
    for Words { edition, slug, .. } in &words {
        let is_it = |other: &&Words| other.edition == *edition && other.slug == *slug;
        if at.iter().filter(is_it).any(|other| other.id != id) {
            form.refuse(format!("slug-{edition}"), by.language.text("slug-taken"));
        }
    }
    Ok(words)
}

/// The name of the message that says what is wrong with an address.
fn problem_of(named: Named, address: &str) -> Option<&'static str> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let is_plain = !address.is_empty() && address.len() <= 80 && address.bytes().all(plain);
    if !is_plain || address.starts_with('-') || address.ends_with('-') {
        return Some("slug-bad");
    }
    let is_year_like = address.bytes().all(|byte| byte.is_ascii_digit());
    let is_reserved = RESERVED_SECTIONS.contains(&address) || is_year_like;
    (named == Named::Section && is_reserved).then_some("slug-reserved")
}
