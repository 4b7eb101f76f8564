//! The words of one in each edition, as a form has them.

use crate::admin::{Fields, Form, SignedIn};
use crate::db::names::{Named, Words};
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
pub fn editions(by: &SignedIn) -> impl Iterator<Item = &str> {
    let all = by.app.editions.iter().map(|edition| edition.prefix.as_str());
    all.filter(|edition| by.may(Permission::Curate, edition))
}

/// The words that were typed, in the editions whose fields were sent and aren't empty; what is
/// wrong is noted in the form. `known` are the words of all of the kind, `id` the one at hand.
///
/// An address that was left empty is made from the name.
pub fn read(
    by: &SignedIn,
    named: Named,
    id: i64,
    fields: &Fields,
    known: &[Words],
    form: &mut Form,
) -> Vec<Words> {
    let mut words = Vec::new();
    let prefixes = by.app.editions.iter().map(|edition| edition.prefix.as_str());
    for edition in prefixes {
        let field = |part: &str| format!("{part}-{edition}");
        if !fields.has(&field("name")) {
            continue;
        }
        let name = clean_line(fields.trimmed(&field("name")));
        let (typed, text) = (fields.trimmed(&field("slug")), fields.trimmed(&field("text")));
        let had = known.iter().any(|words| (words.id, words.edition.as_str()) == (id, edition));
        if name.is_empty() {
            if had || !typed.is_empty() || !text.is_empty() {
                form.refuse(field("name"), by.language.text("words-name-missing"));
            }
            continue;
        }
        let tag = by.app.editions.get(edition).map_or("en", |edition| &edition.tag);
        let address = if typed.is_empty() { slug(&name, tag) } else { typed.to_owned() };
        if let Some(problem) = problem_of(named, id, edition, &address, known) {
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
    words
}

/// The name of the message that says what is wrong with an address.
fn problem_of(
    named: Named,
    id: i64,
    edition: &str,
    address: &str,
    known: &[Words],
) -> Option<&'static str> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let is_plain = !address.is_empty() && address.len() <= 80 && address.bytes().all(plain);
    if !is_plain || address.starts_with('-') || address.ends_with('-') {
        return Some("slug-bad");
    }
    let is_year_like = address.bytes().all(|byte| byte.is_ascii_digit());
    if named == Named::Section && (RESERVED_SECTIONS.contains(&address) || is_year_like) {
        return Some("slug-reserved");
    }
    let is_taken = known
        .iter()
        .any(|words| words.id != id && words.edition == edition && words.slug == address);
    is_taken.then_some("slug-taken")
}
