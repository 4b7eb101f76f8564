//! The files of the editions: those in the binary and those of the operator's own folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rust_embed::RustEmbed;

use super::LocaleError;

/// One text file of an edition.
#[derive(Debug)]
pub struct LocaleFile {
    /// Where it is, as an operator would look for it.
    pub path: String,
    /// Its text, with line ends as `\n` and no byte order mark.
    pub text: String,
}

/// What one edition is made of.
#[derive(Debug, Default)]
pub struct EditionFiles {
    /// `edition.toml`; the operator's wins over the embedded one.
    pub record: Option<LocaleFile>,
    /// The embedded `*.ftl` and then the operator's, each by name. Messages of the second list
    /// override those of the first one by one.
    pub messages: [Vec<LocaleFile>; 2],
}

/// The files of every edition by prefix, embedded and in `extra`.
pub fn read_all(extra: Option<&Path>) -> Result<BTreeMap<String, EditionFiles>, LocaleError> {
    let mut editions = BTreeMap::new();
    read_embedded(&mut editions);
    if let Some(extra) = extra {
        read_folder(extra, &mut editions)?;
    }
    Ok(editions)
}

/// The text of `locales/{prefix}/pages/{key}.md`, the operator's before the embedded one.
pub fn read_page(extra: Option<&Path>, prefix: &str, key: &str) -> Option<String> {
    let plain = |name: &str| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    if !plain(prefix) || !plain(key) {
        return None;
    }
    let path = format!("{prefix}/pages/{key}.md");
    let own = extra.and_then(|extra| fs::read(extra.join(&path)).ok());
    let bytes = own.or_else(|| Some(Embedded::get(&path)?.data.into_owned()))?;
    Some(text_of(&bytes))
}

/// `locales/` of the checkout, in the binary in debug builds too.
#[derive(RustEmbed)]
#[folder = "locales/"]
struct Embedded;

fn read_embedded(editions: &mut BTreeMap<String, EditionFiles>) {
    let mut paths: Vec<_> = Embedded::iter().collect();
    paths.sort();
    for path in paths {
        let Some((prefix, name)) = path.split_once('/') else { continue };
        let Some(kind) = Kind::of(name) else { continue };
        let Some(file) = Embedded::get(&path) else { continue };
        let file = LocaleFile { path: format!("locales/{path}"), text: text_of(&file.data) };
        editions.entry(prefix.to_owned()).or_default().add(kind, 0, file);
    }
}

fn read_folder(
    folder: &Path,
    editions: &mut BTreeMap<String, EditionFiles>,
) -> Result<(), LocaleError> {
    for prefix in names_in(folder)? {
        let edition = folder.join(&prefix);
        if prefix.starts_with('.') || !edition.is_dir() {
            continue;
        }
        for name in names_in(&edition)? {
            let Some(kind) = Kind::of(&name) else { continue };
            let path = edition.join(&name);
            let bytes = fs::read(&path).map_err(|source| LocaleError::read(&path, source))?;
            let file = LocaleFile { path: path.display().to_string(), text: text_of(&bytes) };
            editions.entry(prefix.clone()).or_default().add(kind, 1, file);
        }
    }
    Ok(())
}

/// The names in `folder`, sorted.
fn names_in(folder: &Path) -> Result<Vec<String>, LocaleError> {
    let error = |source| LocaleError::read(folder, source);
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(error)? {
        names.push(entry.map_err(error)?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

fn text_of(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n")
}

enum Kind {
    Record,
    Messages,
}

impl Kind {
    /// What a file directly in an edition's folder is, or `None` for what is not ours to read.
    fn of(name: &str) -> Option<Kind> {
        match name {
            "edition.toml" => Some(Kind::Record),
            _ if name.contains('/') || name.starts_with('.') => None,
            _ => name.ends_with(".ftl").then_some(Kind::Messages),
        }
    }
}

impl EditionFiles {
    fn add(&mut self, kind: Kind, layer: usize, file: LocaleFile) {
        match kind {
            Kind::Record => self.record = Some(file),
            Kind::Messages => self.messages[layer].push(file),
        }
    }
}
