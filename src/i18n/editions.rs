//! All editions of the portal.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::edition::Edition;
use super::files::{self, EditionFiles};
use super::negotiation::Negotiator;

/// The editions, at least one, ordered by their records' `position`; cheap to clone.
#[derive(Clone)]
pub struct Editions {
    inner: Arc<Inner>,
}

/// Why the editions could not be loaded: one line that names the file and, where there is one,
/// the line in it.
#[derive(Debug, thiserror::Error)]
pub enum LocaleError {
    #[error("{path} line {line}: {problem}")]
    Invalid { path: String, line: usize, problem: String },
    #[error("edition `{prefix}`: {problem}")]
    Edition { prefix: String, problem: String },
    #[error("could not read {path}")]
    Read { path: String, source: io::Error },
    #[error("there is no edition: no folder of locales has an `edition.toml`")]
    NoEdition,
}

impl Editions {
    /// Loads the editions in the binary and those in `extra`.
    ///
    /// Each folder in `extra` is an edition: its `edition.toml` replaces the embedded one of the
    /// same prefix, its messages override the embedded ones one by one.
    pub fn load(extra: Option<&Path>) -> Result<Editions, LocaleError> {
        Editions::of_files(files::read_all(extra)?, extra)
    }

    fn of_files(
        files: BTreeMap<String, EditionFiles>,
        extra: Option<&Path>,
    ) -> Result<Editions, LocaleError> {
        let mut editions = Vec::new();
        for (prefix, files) in files {
            editions.push(Arc::new(Edition::load(&prefix, &files)?));
        }
        // They come by prefix, which stays the order of those with the same position.
        editions.sort_by_key(|edition| edition.position);
        check_together(&editions)?;
        let first = editions.first().cloned().ok_or(LocaleError::NoEdition)?;

        let negotiator = Negotiator::new(editions.iter().map(|edition| &edition.language));
        let prefixes = editions.iter().enumerate();
        let by_prefix = prefixes.map(|(index, one)| (one.prefix.clone(), index)).collect();
        let extra = extra.map(Path::to_owned);
        let inner = Inner { first, editions, by_prefix, negotiator, extra };
        Ok(Editions { inner: Arc::new(inner) })
    }

    /// The edition whose addresses begin with `/{prefix}/`.
    pub fn get(&self, prefix: &str) -> Option<&Arc<Edition>> {
        let index = self.inner.by_prefix.get(prefix)?;
        self.inner.editions.get(*index)
    }

    /// The edition whose addresses begin with `/{prefix}/`, else the first one.
    pub fn get_or_first(&self, prefix: &str) -> &Arc<Edition> {
        self.get(prefix).unwrap_or(&self.inner.first)
    }

    /// The place of the edition with this prefix among all; after them where there is none.
    pub fn place(&self, prefix: &str) -> usize {
        self.inner.by_prefix.get(prefix).copied().unwrap_or(usize::MAX)
    }

    /// All editions in their order.
    pub fn iter(&self) -> std::slice::Iter<'_, Arc<Edition>> {
        self.inner.editions.iter()
    }

    /// The edition that an `Accept-Language` header asks for, or `None` where it asks for none
    /// of ours, has no preference (`*`) or can't be read.
    pub fn negotiate(&self, accept_language: &str) -> Option<&Arc<Edition>> {
        let index = self.inner.negotiator.choose(accept_language)?;
        self.inner.editions.get(index)
    }

    /// The Markdown that the standing page `key` (`about`, `privacy` …) of an edition begins
    /// with: `pages/{key}.md` in the operator's folder or the embedded one.
    pub fn starter_page(&self, prefix: &str, key: &str) -> Option<String> {
        files::read_page(self.inner.extra.as_deref(), prefix, key)
    }
}

impl<'a> IntoIterator for &'a Editions {
    type Item = &'a Arc<Edition>;
    type IntoIter = std::slice::Iter<'a, Arc<Edition>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Debug for Editions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter()).finish()
    }
}

impl LocaleError {
    pub(super) fn invalid(path: &str, line: usize, problem: impl fmt::Display) -> LocaleError {
        LocaleError::Invalid { path: path.to_owned(), line, problem: problem.to_string() }
    }

    pub(super) fn read(path: &Path, source: io::Error) -> LocaleError {
        LocaleError::Read { path: path.display().to_string(), source }
    }

    pub(super) fn edition(prefix: &str, problem: impl fmt::Display) -> LocaleError {
        LocaleError::Edition { prefix: prefix.to_owned(), problem: problem.to_string() }
    }
}

struct Inner {
    /// What there always is.
    first: Arc<Edition>,
    editions: Vec<Arc<Edition>>,
    by_prefix: HashMap<String, usize>,
    negotiator: Negotiator,
    /// The operator's own folder of locales.
    extra: Option<PathBuf>,
}

/// What is wrong with the editions as a whole.
fn check_together(editions: &[Arc<Edition>]) -> Result<(), LocaleError> {
    for (index, edition) in editions.iter().enumerate() {
        let same_tag = |other: &&Arc<Edition>| other.language == edition.language;
        if let Some(other) = editions[..index].iter().find(same_tag) {
            let problem = format!("has the tag `{}`, as has `{}`", edition.tag, other.prefix);
            return Err(LocaleError::edition(&edition.prefix, problem));
        }
        let Some(source) = &edition.converted_from else { continue };
        let known = editions.iter().any(|other| other.prefix == *source);
        if !known || *source == edition.prefix {
            let problem = format!("is converted from `{source}`, which is no other edition");
            return Err(LocaleError::edition(&edition.prefix, problem));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::i18n::{Direction, WritingMode};

    /// An operator's folder that is gone after the test.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Folder {
            let path = std::env::temp_dir().join(format!("locales-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&path);
            fs::create_dir_all(&path).unwrap();
            Folder(path)
        }

        fn with(self, name: &str, text: &str) -> Folder {
            let path = self.0.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
            self
        }

        fn load(&self) -> Result<Editions, LocaleError> {
            Editions::load(Some(&self.0))
        }

        /// The one line that says why this folder can't be loaded, without the folder's path.
        fn problem(&self) -> String {
            let problem = self.load().unwrap_err().to_string();
            assert!(!problem.contains('\n'), "{problem}");
            problem.replace(&format!("{}/", self.0.display()), "")
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    /// Two editions that no line of code has heard of.
    fn unheard_of() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/locales")
    }

    /// The record of `ar` with `from` replaced by `to`.
    fn record(from: &str, to: &str) -> String {
        let record = fs::read_to_string(unheard_of().join("ar/edition.toml")).unwrap();
        assert!(record.contains(from), "{from}");
        record.replace(from, to)
    }

    fn prefixes(editions: &Editions) -> Vec<&str> {
        editions.iter().map(|edition| edition.prefix.as_str()).collect()
    }

    #[test]
    fn editions_are_shared_by_threads() {
        fn shared<T: Clone + Send + Sync>() {}
        shared::<Editions>();
        shared::<Arc<Edition>>();
    }

    #[test]
    fn the_four_editions_come_in_their_order() {
        let editions = Editions::load(None).unwrap();
        assert_eq!(prefixes(&editions), ["en", "zh-hans", "zh-hant", "mn"]);
        let labels: Vec<_> = editions.iter().map(|edition| edition.label.as_str()).collect();
        assert_eq!(labels, ["English", "简体中文", "繁體中文", "Монгол"]);
        let scripts: Vec<_> = editions.iter().map(|edition| edition.script.as_str()).collect();
        assert_eq!(scripts, ["Latn", "Hans", "Hant", "Cyrl"]);
        assert_eq!(editions.get("zh-hant").unwrap().tag, "zh-Hant");
        assert!(editions.get("ZH-HANT").is_none());
        assert_eq!(editions.negotiate("zh-HK").unwrap().prefix, "zh-hant");
        assert!(editions.negotiate("*").is_none());
    }

    #[test]
    fn there_is_always_a_first_edition() {
        let problem = Editions::of_files(BTreeMap::new(), None).unwrap_err().to_string();
        assert!(problem.starts_with("there is no edition"), "{problem}");
        let editions = Editions::load(None).unwrap();
        assert_eq!(editions.get_or_first("mn").prefix, "mn");
        assert_eq!(editions.get_or_first("xx").prefix, "en");
    }

    #[test]
    fn an_edition_takes_files_and_no_code() {
        let editions = Editions::load(Some(&unheard_of())).unwrap();
        assert_eq!(prefixes(&editions), ["en", "zh-hans", "zh-hant", "mn", "mn-mong", "ar"]);
        let at = "2016-11-16T09:23:00".parse().unwrap();

        let arabic = editions.get("ar").unwrap();
        assert_eq!((arabic.direction, &*arabic.script), (Direction::Rtl, "Arab"));
        assert_eq!(arabic.full(at), "١٦ نوفمبر ٢٠١٦، ١٧:٢٣ (بتوقيت بكين)");
        assert_eq!(arabic.number(2016), "٢٬٠١٦");
        assert_eq!(arabic.machine(at), "2016-11-16T17:23:00+08:00");
        assert_eq!(editions.negotiate("ar-MA,en;q=0.5").unwrap().prefix, "ar");

        let mongolian = editions.get("mn-mong").unwrap();
        assert_eq!(mongolian.writing_mode, WritingMode::VerticalLr);
        assert_eq!((&*mongolian.tag, &*mongolian.script), ("mn-Mong", "Mong"));
        assert_eq!(mongolian.time(at), "17:23");
        assert_eq!(editions.negotiate("mn-Mong-CN").unwrap().prefix, "mn-mong");
        assert_eq!(editions.negotiate("mn-MN").unwrap().prefix, "mn");
    }

    #[test]
    fn the_operator_overrides_messages_one_by_one() {
        let folder = Folder::new("override")
            .with("en/own.ftl", "dateline-plain = { $place } / { $date }\nown-message = Ours\n")
            .with("en/pages/about.md", "# About us\n")
            .with("en/notes.txt", "not = read\n")
            .with(".git/HEAD", "");
        let editions = folder.load().unwrap();
        let english = editions.get("en").unwrap();
        let day = "2016-11-16".parse().unwrap();
        assert_eq!(english.text("own-message"), "Ours");
        assert_eq!(english.dateline("BEIJING", day, None), "BEIJING / Nov. 16");
        assert_eq!(english.dateline("BEIJING", day, Some("Xinhua")), "BEIJING, Nov. 16 (Xinhua) —");
        assert_eq!(english.text("not"), "⟦not⟧");
        assert_eq!(editions.starter_page("en", "about").unwrap(), "# About us\n");
        assert_eq!(editions.starter_page("en", "../own"), None);
        assert_eq!(editions.starter_page("en", "no-such-page"), None);
    }

    #[test]
    fn a_mistake_in_a_record_is_named_with_its_line() {
        let problem = |from: &str, to: &str| {
            let name = format!(
                "record-{}",
                to.chars().filter(char::is_ascii_alphanumeric).collect::<String>()
            );
            let problem = Folder::new(&name).with("ar/edition.toml", &record(from, to)).problem();
            let (place, problem) = problem.split_once(": ").unwrap();
            assert!(place.starts_with("ar/edition.toml line "), "{place}");
            problem.to_owned()
        };
        assert_eq!(
            problem("Asia/Shanghai", "Asia/Pekin"),
            "`Asia/Pekin` is not a time zone such as `Asia/Shanghai`"
        );
        assert!(problem("\"rtl\"", "\"right\"").starts_with("unknown variant `right`"));
        assert_eq!(
            problem("tag = \"ar\"", "tag = \"a b\""),
            "`a b` is not a language tag (BCP 47)"
        );
        assert_eq!(
            problem("tag = \"ar\"", "tag = \"und\""),
            "`und` is not a language tag (BCP 47)"
        );
        assert!(problem("position =", "postion =").starts_with("unknown field `postion`"));
        assert!(problem("HH:mm\"", "hh:mm\"").starts_with("date patterns have no `hh`"));
        assert_eq!(
            problem("day = \"EEEE", "day = \"HH EEEE"),
            "this date has no time of day, so its pattern can't have `H`, `m` or `s`"
        );
        assert_eq!(
            problem("cldr = \"ar-EG\"", "cldr = \"mn-Mong\""),
            "CLDR has no months for `mn-Mong`; list them under [names]"
        );
    }

    #[test]
    fn the_line_is_the_right_one() {
        let folder = Folder::new("line").with(
            "ar/edition.toml",
            &format!("\n\n{}", record("label = \"العربية\"", "label = 7")),
        );
        let problem = folder.problem();
        assert!(problem.starts_with("ar/edition.toml line 4: "), "{problem}");
    }

    #[test]
    fn editions_must_go_together() {
        let arabic = &record("tag", "tag");
        let problem = |prefix: &str, record: &str| {
            Folder::new(prefix).with(&format!("{prefix}/edition.toml"), record).problem()
        };
        for prefix in ["admin", "s", "media", "static", "-", "feed"] {
            assert_eq!(
                problem(prefix, arabic),
                format!(
                    "edition `{prefix}`: this prefix is reserved for the portal's own addresses"
                )
            );
        }
        assert!(problem("Ar", arabic).starts_with("edition `Ar`: a prefix is made of"));
        assert!(problem("2016", arabic).starts_with("edition `2016`: a prefix is made of"));
        assert_eq!(
            problem("british", &record("tag = \"ar\"", "tag = \"en\"")),
            "edition `british`: has the tag `en`, as has `en`"
        );
        let converted = record("position", "converted_from = \"fa\"\nposition");
        assert_eq!(
            problem("ar", &converted),
            "edition `ar`: is converted from `fa`, which is no other edition"
        );
        let lonely = Folder::new("lonely").with("fr/reader.ftl", "a = a\n").problem();
        assert_eq!(lonely, "edition `fr`: has no edition.toml");
        let missing = Editions::load(Some(Path::new("/no/such/folder"))).unwrap_err();
        assert_eq!(missing.to_string(), "could not read /no/such/folder");
    }
}
