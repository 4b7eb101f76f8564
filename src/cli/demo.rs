//! `broadsheet demo`

use clap::Subcommand;

use crate::app::App;
use crate::config::Loaded;
use crate::db::{DatabaseError, status};
use crate::demo;

use super::{Failure, print, serve};

#[derive(Debug, Subcommand)]
pub enum Demo {
    /// Put the demo newspaper back as it was, with today's dates
    ///
    /// Refuses when the database has content that isn't the demo's.
    #[command(after_help = "Example:\n  broadsheet demo reset")]
    Reset,
    /// Take the demo newspaper away
    ///
    /// Refuses when the database has content that isn't the demo's.
    #[command(after_help = "Example:\n  broadsheet demo remove")]
    Remove,
}

impl Demo {
    pub fn run(self, loaded: Loaded) -> Result<(), Failure> {
        let app = serve::open(&loaded)?;
        match self {
            Demo::Reset => {
                // Whoever took the demo away may have it back, as long as nothing is in its place.
                if !is_empty(&app)? {
                    demo::remove(&app)?;
                }
                demo::load(&app)?;
                print("The demo is back, with today's dates.\n");
            }
            Demo::Remove => {
                demo::remove(&app)?;
                print("The demo is gone. For your own site: broadsheet init\n");
            }
        }
        Ok(())
    }
}

fn is_empty(app: &App) -> Result<bool, DatabaseError> {
    Ok(!status::has_content(&mut *app.database.reader()?)?)
}
