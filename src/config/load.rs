//! The four places that a setting comes from, in their order.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::environment::{Environment, FirstAdmin};
use super::setting::{Kind, Setting};
use super::settings::SETTINGS;
use super::{Config, FILE_NAME, default_base_url, default_database, file};
use crate::db::DatabaseUrl;

/// What was given on the command line.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    /// The file to read instead of `./broadsheet.toml`.
    pub file: Option<PathBuf>,
    /// Values by key.
    pub values: BTreeMap<&'static str, String>,
}

/// The settings, and where each came from.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The settings.
    pub config: Config,
    /// The file that was read.
    pub file: Option<PathBuf>,
    /// Who is to be the first admin of a portal without accounts.
    pub first_admin: Option<FirstAdmin>,
    origins: BTreeMap<&'static str, Origin>,
}

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Nobody set it.
    Default,
    /// A line of the file.
    File {
        /// As it was found.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
    },
    /// A variable.
    Variable(String),
    /// A flag, without its dashes.
    Flag(String),
}

/// Why the settings can't be used, as one line.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A file, or the file of a secret, can't be read.
    #[error("{place}: cannot read {path}: {source}", path = path.display())]
    Read {
        /// Who named the file.
        place: String,
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// What somebody wrote is not a setting, or not its value.
    #[error("{place}: {problem}")]
    Invalid {
        /// `broadsheet.toml line 7`, a variable or a flag.
        place: String,
        /// What is wrong there.
        problem: String,
    },
}

/// A value as it was written.
pub struct Text<'a> {
    pub value: Cow<'a, str>,
    pub origin: Origin,
    /// What a relative path is relative to, where that is not the current folder.
    pub folder: Option<&'a Path>,
}

/// Reads the settings from their default, the file, `environment` and `flags`; later ones win.
///
/// # Errors
///
/// An unknown key or `BROADSHEET_*` variable, a value that can't be one, a file that can't be read.
pub fn load(
    flags: &Flags,
    environment: impl IntoIterator<Item = (OsString, OsString)>,
) -> Result<Loaded, ConfigError> {
    let environment = Environment::read(environment)?;
    let mut loaded = Loaded {
        config: Config::default(),
        file: None,
        first_admin: environment.first_admin()?,
        origins: BTreeMap::default(),
    };

    if let Some(folder) = environment.get("STATE_DIRECTORY") {
        // systemd lists several with colons; the first is the service's own.
        let folder = folder.split(':').next().unwrap_or(folder);
        loaded.set_from("data_dir", folder, Origin::Variable("STATE_DIRECTORY".to_owned()))?;
    }
    if let Some((path, text)) = find_file(flags, &environment)? {
        for (setting, text) in file::read(&path, &text)? {
            loaded.set(setting, text)?;
        }
        loaded.file = Some(path);
    }
    if let Some(url) = environment.get("DATABASE_URL") {
        loaded.set_from("database_url", url, Origin::Variable("DATABASE_URL".to_owned()))?;
    }
    if let Some(url) = environment.get("DATABASE_READ_URL") {
        let origin = Origin::Variable("DATABASE_READ_URL".to_owned());
        loaded.set_from("database_read_url", url, origin)?;
    }
    for setting in &SETTINGS {
        let variable = setting.variable();
        if let Some(value) = environment.get(&variable) {
            loaded.set_from(setting.key, value, Origin::Variable(variable))?;
        } else if let Some(value) = environment.read_secret(setting)? {
            let origin = Origin::Variable(format!("{variable}_FILE"));
            loaded.set_from(setting.key, &value, origin)?;
        }
    }
    for (key, value) in &flags.values {
        loaded.set_from(key, value, Origin::Flag(key.replace('_', "-")))?;
    }

    if loaded.origin("database_url") == &Origin::Default {
        loaded.config.database = default_database(&loaded.config.data_dir);
    }
    if loaded.origin("base_url") == &Origin::Default {
        loaded.config.base_url = default_base_url(loaded.config.listen);
    }
    Ok(loaded)
}

impl Loaded {
    /// Where the value of `key` came from.
    pub fn origin(&self, key: &str) -> &Origin {
        self.origins.get(key).unwrap_or(&Origin::Default)
    }

    /// The value of a setting as it stands in the file, without passwords.
    pub fn show(&self, setting: &Setting) -> String {
        (setting.show)(&self.config)
    }

    /// Whether nobody set anything.
    pub fn is_default(&self) -> bool {
        self.origins.is_empty()
    }

    fn set_from(&mut self, key: &str, value: &str, origin: Origin) -> Result<(), ConfigError> {
        match SETTINGS.iter().find(|setting| setting.key == key) {
            Some(setting) => self.set(setting, Text { value: value.into(), origin, folder: None }),
            None => Ok(()),
        }
    }

    fn set(&mut self, setting: &'static Setting, text: Text<'_>) -> Result<(), ConfigError> {
        let value = text.resolve(setting.kind);
        (setting.read)(&mut self.config, &value)
            .map_err(|wanted| text.origin.problem(setting, &wanted, Some(&text.value)))?;
        self.origins.insert(setting.key, text.origin);
        Ok(())
    }
}

impl Text<'_> {
    /// The value, with a relative path made relative to the current folder.
    fn resolve(&self, kind: Kind) -> Cow<'_, str> {
        let folder = self.folder.filter(|folder| !folder.as_os_str().is_empty());
        let Some(folder) = folder else { return Cow::Borrowed(&self.value) };
        let below = |path: &Path| folder.join(path).display().to_string();
        match kind {
            Kind::Folder if !self.value.is_empty() => below(Path::new(&*self.value)).into(),
            Kind::Database => match DatabaseUrl::parse(&self.value) {
                Ok(DatabaseUrl::Sqlite(path)) if !path.as_os_str().is_empty() => {
                    format!("sqlite:{}", below(&path)).into()
                }
                _ => Cow::Borrowed(&self.value),
            },
            _ => Cow::Borrowed(&self.value),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Default => write!(out, "default"),
            Origin::File { path, line } => write!(out, "{} line {line}", path.display()),
            Origin::Variable(name) => write!(out, "{name}"),
            Origin::Flag(name) => write!(out, "--{name}"),
        }
    }
}

impl Origin {
    /// That a value from here is none of `setting`'s; `wanted` begins with "must be".
    pub fn problem(&self, setting: &Setting, wanted: &str, found: Option<&str>) -> ConfigError {
        let not = match found {
            Some(found) if !setting.is_secret => format!(", not `{}`", found.escape_debug()),
            _ => String::new(),
        };
        let subject = match self {
            Origin::File { .. } => format!("`{}` ", setting.key),
            _ => String::new(),
        };
        ConfigError::Invalid { place: self.to_string(), problem: format!("{subject}{wanted}{not}") }
    }
}

/// That nothing is called `name`, and what somebody may have meant.
pub fn unknown<'a>(kind: &str, name: &str, known: impl Iterator<Item = Cow<'a, str>>) -> String {
    let nearest = known
        .map(|known| (strsim::jaro_winkler(name, &known), known))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|one, other| one.0.total_cmp(&other.0));
    let name = name.escape_debug();
    match nearest {
        Some((_, nearest)) => format!("unknown {kind} `{name}`. Did you mean `{nearest}`?"),
        None => format!("unknown {kind} `{name}`"),
    }
}

/// The text of the file that applies, if there is one.
fn find_file(
    flags: &Flags,
    environment: &Environment,
) -> Result<Option<(PathBuf, String)>, ConfigError> {
    let (place, path) = match (&flags.file, environment.get("BROADSHEET_CONFIG")) {
        (Some(path), _) => ("--config", path.clone()),
        (None, Some(path)) => ("BROADSHEET_CONFIG", PathBuf::from(path)),
        (None, None) if Path::new(FILE_NAME).exists() => ("configuration", FILE_NAME.into()),
        (None, None) => return Ok(None),
    };
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(Some((path, text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned()))),
        Err(source) => Err(ConfigError::Read { place: place.to_owned(), path, source }),
    }
}
