//! The variables that are ours.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

use super::load::{ConfigError, unknown};
use super::setting::Setting;
use super::settings::SETTINGS;

/// Who is to be the first admin, by variables: for machines on which nobody can open a link.
#[derive(Debug, Clone)]
pub struct FirstAdmin {
    /// `BROADSHEET_ADMIN_EMAIL`
    pub email: String,
    /// `BROADSHEET_ADMIN_PASSWORD_FILE`, which needn't be there once there are accounts.
    pub password_file: PathBuf,
}

const ADMIN_EMAIL: &str = "BROADSHEET_ADMIN_EMAIL";
const ADMIN_PASSWORD_FILE: &str = "BROADSHEET_ADMIN_PASSWORD_FILE";

/// The variables that are ours.
pub struct Environment(BTreeMap<String, String>);

impl Environment {
    pub fn read(
        variables: impl IntoIterator<Item = (OsString, OsString)>,
    ) -> Result<Environment, ConfigError> {
        let mut ours = BTreeMap::new();
        for (name, value) in variables {
            let Ok(name) = name.into_string() else { continue };
            let is_shared =
                matches!(name.as_str(), "DATABASE_URL" | "DATABASE_READ_URL" | "STATE_DIRECTORY");
            if !is_shared && (!name.starts_with("BROADSHEET_") || is_of_cluster(&name)) {
                continue;
            }
            let Ok(value) = value.into_string() else {
                let problem = "must be UTF-8".to_owned();
                return Err(ConfigError::Invalid { place: name, problem });
            };
            if is_shared && value.is_empty() {
                continue;
            }
            if !is_shared && !variables_we_read().any(|known| known == name) {
                let problem = unknown("variable", &name, variables_we_read().map(Cow::Owned));
                return Err(ConfigError::Invalid { place: "environment".to_owned(), problem });
            }
            ours.insert(name, value);
        }
        for setting in SETTINGS.iter().filter(|setting| setting.is_secret) {
            let (variable, file) = (setting.variable(), format!("{}_FILE", setting.variable()));
            if ours.contains_key(&variable) && ours.contains_key(&file) {
                let problem = format!("set it or `{file}`, not both");
                return Err(ConfigError::Invalid { place: variable, problem });
            }
        }
        Ok(Environment(ours))
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    pub fn first_admin(&self) -> Result<Option<FirstAdmin>, ConfigError> {
        let lonely = |set: &str, missing: &str| ConfigError::Invalid {
            place: set.to_owned(),
            problem: format!("set `{missing}` as well, or neither"),
        };
        match (self.get(ADMIN_EMAIL), self.get(ADMIN_PASSWORD_FILE)) {
            (None, None) => Ok(None),
            (Some(_), None) => Err(lonely(ADMIN_EMAIL, ADMIN_PASSWORD_FILE)),
            (None, Some(_)) => Err(lonely(ADMIN_PASSWORD_FILE, ADMIN_EMAIL)),
            (Some(email), Some(file)) => {
                Ok(Some(FirstAdmin { email: email.to_owned(), password_file: file.into() }))
            }
        }
    }

    /// The secret in the file that the `_FILE` variable names, without the line's end.
    pub fn read_secret(&self, setting: &Setting) -> Result<Option<String>, ConfigError> {
        let place = format!("{}_FILE", setting.variable());
        let Some(path) = self.get(&place).map(PathBuf::from) else { return Ok(None) };
        match std::fs::read_to_string(&path) {
            Ok(text) => Ok(Some(text.trim().to_owned())),
            Err(source) => Err(ConfigError::Read { place, path, source }),
        }
    }
}

fn variables_we_read() -> impl Iterator<Item = String> {
    let secrets = SETTINGS.iter().filter(|setting| setting.is_secret);
    SETTINGS
        .iter()
        .map(Setting::variable)
        .chain(secrets.map(|setting| format!("{}_FILE", setting.variable())))
        .chain(["BROADSHEET_CONFIG", ADMIN_EMAIL, ADMIN_PASSWORD_FILE].map(str::to_owned))
}

/// Kubernetes sets these in every container beside a service called `broadsheet`.
fn is_of_cluster(name: &str) -> bool {
    name == "BROADSHEET_PORT"
        || name.starts_with("BROADSHEET_PORT_")
        || name.starts_with("BROADSHEET_SERVICE_")
}
