//! What a form had before it: what somebody else has saved meanwhile is not overwritten.
//!
//! A form carries a mark of what was stored when its page was printed. The mark is compared in the
//! transaction that saves; where it doesn't fit, nothing is saved, and the person is shown both
//! texts (409). So whoever fills in a form has seen everything that it replaces.

use actix_web::http::StatusCode;
use sha2::{Digest, Sha256};

use super::articles::clash::{Both, ClashPage};
use super::{AdminResult, Fields, Layout, SignedIn, reply};
use crate::db::{Conn, dialect};
use crate::error::{AdminError, AppError};
use crate::model::SignOff;

/// The field that carries the mark.
pub const SEEN: &str = "seen";

/// What is stored, as the form holds it: every field of the form, also those that are empty.
pub type Stored = Fields;

/// A field as people know it.
pub struct Shown {
    /// What it is called.
    pub label: String,
    /// What it holds: names instead of keys.
    pub words: String,
    /// The language of that.
    pub tag: String,
}

/// The form of what is stored, with its mark.
pub fn form(stored: &Stored) -> Fields {
    let mark = (SEEN.to_owned(), mark(stored));
    stored.iter().map(owned).chain([mark]).collect()
}

/// Whether a form had before it what is stored.
pub fn is_current(sent: &Fields, stored: &Stored) -> bool {
    sent.trimmed(SEEN) == mark(stored)
}

/// A form that asks for `wanted`, and had before it what `sent` had.
pub fn asking_for(sent: &Fields, wanted: &Stored) -> Fields {
    wanted.iter().map(owned).chain([carried(sent)]).collect()
}

/// The mark that a form carried, for one that goes on from it.
pub fn carried(sent: &Fields) -> (String, String) {
    (SEEN.to_owned(), sent.trimmed(SEEN).to_owned())
}

/// Why a form was not saved.
enum Failed<E> {
    /// What is stored could not be asked for.
    Stored(AppError),
    /// The command's own.
    Command(E),
}

impl<E> From<diesel::result::Error> for Failed<E> {
    fn from(error: diesel::result::Error) -> Failed<E> {
        Failed::Stored(error.into())
    }
}

/// Runs a command, unless something else is stored than the form had before it: then that is the
/// value, and nothing was done. Where it is what was sent, there is nothing left to do.
///
/// # Errors
///
/// Those of `stored` and of the command, and there is no connection.
pub async fn save<E: Into<AdminError> + Send + 'static>(
    by: &SignedIn,
    sent: &Fields,
    stored: impl FnOnce(&mut Conn) -> Result<Stored, AppError> + Send + 'static,
    command: impl FnOnce(&mut Conn, &SignOff) -> Result<(), E> + Send + 'static,
) -> Result<Option<Stored>, AdminError> {
    try_save(by, sent, stored, command).await?.map_err(Into::into)
}

/// The same for a command whose errors the form answers itself.
///
/// # Errors
///
/// Those of `stored`, and there is no connection; what the command says is the value.
pub async fn try_save<E: Send + 'static>(
    by: &SignedIn,
    sent: &Fields,
    stored: impl FnOnce(&mut Conn) -> Result<Stored, AppError> + Send + 'static,
    command: impl FnOnce(&mut Conn, &SignOff) -> Result<(), E> + Send + 'static,
) -> Result<Result<Option<Stored>, E>, AdminError> {
    let (sign_off, sent) = (by.sign_off(), sent.clone());
    let saved = by.app.write(move |_, conn| {
        dialect::transaction(conn, |conn| {
            let stored = stored(conn).map_err(Failed::Stored)?;
            if is_current(&sent, &stored) {
                command(conn, &sign_off).map_err(Failed::Command)?;
                return Ok(None);
            }
            let is_other = different(&sent, &stored).next().is_some();
            Ok(is_other.then_some(stored))
        })
    });
    match saved.await? {
        Ok(theirs) => Ok(Ok(theirs)),
        Err(Failed::Command(error)) => Ok(Err(error)),
        Err(Failed::Stored(error)) => Err(error.into()),
    }
}

/// The page of a clash (409): what was sent beside what is stored. `shown` says what a field with
/// a value is called and holds.
pub fn clash(
    by: &SignedIn,
    path: &str,
    sent: &Fields,
    stored: &Stored,
    shown: impl Fn(&str, &str) -> Shown,
) -> AdminResult {
    clash_in_part(by, path, path, sent, stored, shown)
}

/// The same for a form that is a part of the page at `page`, and is sent to `path`.
pub fn clash_in_part(
    by: &SignedIn,
    path: &str,
    page: &str,
    sent: &Fields,
    stored: &Stored,
    shown: impl Fn(&str, &str) -> Shown,
) -> AdminResult {
    let layout = Layout::of(by, "seen-title");
    let both = different(sent, stored).map(|name| {
        let theirs = shown(name, &value(stored, name));
        let mine = shown(name, &value(sent, name));
        Both { label: mine.label, tag: mine.tag, mine: mine.words, theirs: theirs.words }
    });
    let fields = both.collect();
    let names = names(stored);
    let mine = sent.iter().filter(|(name, _)| names.contains(name)).map(owned);
    let page = ClashPage {
        path: path.to_owned(),
        page: page.to_owned(),
        about: Default::default(),
        text: layout.t("seen-text").to_owned(),
        hint: layout.t("seen-hint").to_owned(),
        fields,
        mine: mine.chain([(SEEN.to_owned(), mark(stored))]).collect(),
        layout,
    };
    reply::with_status(StatusCode::CONFLICT, &page)
}

/// The fields that were sent with something else than is stored.
fn different<'a>(sent: &'a Fields, stored: &'a Stored) -> impl Iterator<Item = &'a str> {
    names(stored).into_iter().filter(move |name| value(sent, name) != value(stored, name))
}

/// The names of the fields, each once.
fn names(stored: &Stored) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in stored.iter().filter(|(name, _)| *name != SEEN) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// What a field holds; of boxes, all that are ticked.
fn value(fields: &Fields, name: &str) -> String {
    let values: Vec<&str> =
        fields.all(name).map(str::trim).filter(|text| !text.is_empty()).collect();
    values.join("\n").replace("\r\n", "\n")
}

/// The mark of what is stored. Lengths keep text from moving between fields.
pub fn mark(stored: &Stored) -> String {
    let mut hasher = Sha256::new();
    for name in names(stored) {
        for part in [name, &value(stored, name)] {
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part.as_bytes());
        }
    }
    crate::auth::secret::hex(&hasher.finalize()[..16])
}

fn owned((name, text): (&str, &str)) -> (String, String) {
    (name.to_owned(), text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_says_what_it_had_before_it() {
        let stored = Fields::parse(b"name=A&text=a%0D%0Ab&empty=");
        let printed = form(&stored);
        assert!(is_current(&printed, &stored));
        assert!(different(&printed, &stored).next().is_none());
        for other in [&b"name=B&text=a%0Ab&empty="[..], b"name=Aa&text=%0Ab&empty="] {
            let other = Fields::parse(other);
            assert!(!is_current(&printed, &other) && !is_current(&Fields::default(), &other));
        }
        let typed = Fields::parse(b"name=B&text=a%0D%0Ab");
        assert_eq!(different(&typed, &stored).collect::<Vec<_>>(), ["name"]);
    }
}
