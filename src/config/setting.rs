//! What is known of a setting, whichever it is.

use super::Config;

/// What a setting's text is, for the file's types and its relative paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// A whole number.
    Number,
    /// `true` or `false`.
    Switch,
    /// Texts; with commas between them outside the file.
    List,
    /// A folder; empty means none. In the file it is relative to the file.
    Folder,
    /// A database; a SQLite file is relative as a folder is.
    Database,
}

/// One setting.
#[derive(Debug)]
pub struct Setting {
    /// Its name in the file: `base_url`.
    pub key: &'static str,
    /// What its text is.
    pub kind: Kind,
    /// Its place holder in `--help`.
    pub value_name: &'static str,
    /// What it decides, with its unit.
    pub help: &'static str,
    /// What applies otherwise, in words.
    pub default: &'static str,
    /// Whether it may hold a password: then it has a `_FILE` variable and is never printed whole.
    pub is_secret: bool,
    /// Sets it, or says what the text must be: "must be …".
    pub(super) read: fn(&mut Config, &str) -> Result<(), String>,
    /// Its value as it stands in the file.
    pub(super) show: fn(&Config) -> String,
}

impl Setting {
    /// The variable that sets it: `BROADSHEET_BASE_URL`.
    pub fn variable(&self) -> String {
        format!("BROADSHEET_{}", self.key.to_uppercase())
    }

    /// The flag that sets it: `base-url`.
    pub fn flag(&self) -> String {
        self.key.replace('_', "-")
    }
}
