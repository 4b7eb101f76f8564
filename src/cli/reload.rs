//! SIGHUP: the settings that a running portal can take over.

use std::sync::{Arc, Mutex, PoisonError};

use crate::app::App;
use crate::config::{Flags, Loaded, SETTINGS, Setting, load};
use crate::logging::LogFilter;

/// What is taken over without a restart.
const RELOADED: [&str; 3] = ["log_filter", "locales_dir", "static_dir"];

/// A running portal, and the settings that it has.
pub struct Reloading {
    app: Arc<App>,
    filter: LogFilter,
    flags: Flags,
    /// As they were read at the start, with what has been taken over since.
    loaded: Mutex<Loaded>,
}

impl Reloading {
    /// A portal that was started with `flags`, and read `loaded`.
    pub fn new(app: Arc<App>, filter: LogFilter, flags: Flags, loaded: Loaded) -> Reloading {
        Reloading { app, filter, flags, loaded: Mutex::new(loaded) }
    }

    /// Reads the settings and the folders that they name anew, and says in one line what it has
    /// taken over, or why nothing.
    pub fn reload(&self) {
        match self.try_reload() {
            Ok((read, restart)) if restart.is_empty() => {
                tracing::info!(reloaded = read, "reloaded");
            }
            Ok((read, restart)) => {
                tracing::info!(reloaded = read, restart_for = restart, "reloaded");
            }
            Err(error) => tracing::error!(error, "nothing was reloaded; the old settings stay"),
        }
    }

    /// What was taken over, and which settings take a restart.
    fn try_reload(&self) -> Result<(String, String), String> {
        let new = load(&self.flags, std::env::vars_os()).map_err(|error| error.to_string())?;
        let mut old = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        let mut read = self.app.reload(&new.config).map_err(|error| error.to_string())?;
        let filter = &new.config.log_filter;
        if *filter != old.config.log_filter {
            self.filter.set(filter);
            old.config.log_filter.clone_from(filter);
            read.insert(0, "log_filter");
        }
        let is_other = |setting: &&Setting| {
            !RELOADED.contains(&setting.key) && old.show(setting) != new.show(setting)
        };
        let restart: Vec<&str> = SETTINGS.iter().filter(is_other).map(|it| it.key).collect();
        let read = if read.is_empty() { "nothing had changed".to_owned() } else { read.join(", ") };
        Ok((read, restart.join(", ")))
    }
}
