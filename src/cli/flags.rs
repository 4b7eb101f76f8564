//! A flag for each setting, made from the table of settings.

use std::path::PathBuf;

use clap::error::Error;
use clap::{Arg, ArgMatches, Args, Command, FromArgMatches, value_parser};

use crate::config::{FILE_NAME, Flags, SETTINGS};

/// The flags that `-h` shows too; `--help` shows all.
const USUAL: [&str; 4] = ["listen", "base_url", "data_dir", "database_url"];

impl Args for Flags {
    fn augment_args(command: Command) -> Command {
        let file = Arg::new("config")
            .long("config")
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .help(format!(
                "The file of settings [env: BROADSHEET_CONFIG] [default: {FILE_NAME}, if there is one]"
            ))
            .help_heading("Settings")
            .global(true);
        SETTINGS.iter().fold(command.arg(file), |command, setting| {
            let secret = if setting.is_secret {
                format!(" [env: {}_FILE, a file with it]", setting.variable())
            } else {
                String::new()
            };
            let help = format!(
                "{} [env: {}]{secret} [default: {}]",
                setting.help,
                setting.variable(),
                setting.default
            );
            command.arg(
                Arg::new(setting.key)
                    .long(setting.flag())
                    .value_name(setting.value_name)
                    .help(help)
                    .help_heading("Settings")
                    .hide_short_help(!USUAL.contains(&setting.key))
                    .global(true),
            )
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Flags::augment_args(command)
    }
}

impl FromArgMatches for Flags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Flags, Error> {
        let mut flags = Flags::default();
        flags.update_from_arg_matches(matches)?;
        Ok(flags)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        if let Some(file) = matches.get_one::<PathBuf>("config") {
            self.file = Some(file.clone());
        }
        for setting in &SETTINGS {
            if let Some(value) = matches.get_one::<String>(setting.key) {
                self.values.insert(setting.key, value.clone());
            }
        }
        Ok(())
    }
}
