//! `broadsheet config`

use clap::Subcommand;

use crate::config::{Loaded, SETTINGS};

use super::print;

#[derive(Debug, Subcommand)]
pub enum Config {
    /// Show every setting as it would stand in broadsheet.toml; passwords are hidden
    #[command(after_help = "Example:\n  broadsheet config show --origin")]
    Show {
        /// Say where each value came from
        #[arg(long)]
        origin: bool,
    },
}

impl Config {
    pub fn run(self, loaded: &Loaded) {
        let Config::Show { origin } = self;
        let lines: Vec<(String, String)> = SETTINGS
            .iter()
            .map(|setting| {
                let line = format!("{} = {}", setting.key, loaded.show(setting));
                (line, loaded.origin(setting.key).to_string())
            })
            .collect();
        let width = lines.iter().map(|(line, _)| line.chars().count()).max().unwrap_or_default();
        let shown = lines.into_iter().map(|(line, from)| match origin {
            true => format!("{line:<width$}  # {from}\n"),
            false => format!("{line}\n"),
        });
        print(&shown.collect::<String>());
    }
}
