//! The demo: today's paper in four editions, for whoever types the first command.
//!
//! Its texts are files beside this one, its photos are drawn by [`pictures`], and it reaches
//! the database only through commands. Its dates move with the clock.

mod content;
mod load;
mod pictures;
mod starter_pages;

use diesel::result::Error;

pub use load::{DemoSummary, draw_photos, load};
pub use pictures::keys as picture_keys;
pub use starter_pages::write_starter_pages;

use crate::app::App;
use crate::commands::{self, CommandError};
use crate::db::{DatabaseError, settings};
use crate::media::MediaError;
use crate::model::SignOff;

/// Who signs the demo's changes off.
pub const ACTOR: &str = "demo";

/// The age in hours at which the demo's dates are moved forward.
const STALE_HOURS: i64 = 18;

/// Why the demo could not be loaded or removed; the content is as before.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The content is somebody's own.
    #[error("the content of this portal isn't the demo's; nothing was changed")]
    NotTheDemo,
    /// A file of the demo is wrong, which a test should have found.
    #[error("demo file {file}: {problem}")]
    Content {
        /// Under `src/demo/`.
        file: String,
        /// What is wrong there.
        problem: String,
    },
    /// A command refused.
    #[error("demo {what}: {reason}")]
    Refused {
        /// Which story or section.
        what: String,
        /// What the command said.
        reason: String,
    },
    /// A photo could not be stored.
    #[error("cannot store a photo of the demo: {0}")]
    Media(#[from] MediaError),
    /// There is no connection to the database.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] Error),
    /// A command failed.
    #[error(transparent)]
    Command(#[from] CommandError),
}

/// Takes the demo's stories away, and of its sections, people and photos those that nothing else
/// uses.
///
/// # Errors
///
/// The demo was never loaded.
pub fn remove(app: &App) -> Result<(), DemoError> {
    let mut conn = app.database.writer()?;
    if settings::find_demo_loaded_at(&mut conn)?.is_none() {
        return Err(DemoError::NotTheDemo);
    }
    let sign_off = SignOff::new(ACTOR, app.clock.now());
    commands::remove_demo(&mut conn, &sign_off)?;
    Ok(())
}

/// Moves the demo's dates so that it is today's paper again; does nothing to other content, or
/// while the dates are fresh.
///
/// # Errors
///
/// Those of the database.
pub fn refresh_dates(app: &App) -> Result<(), DemoError> {
    let mut conn = app.database.writer()?;
    let Some(loaded_at) = settings::find_demo_loaded_at(&mut conn)? else { return Ok(()) };
    let now = app.clock.now();
    if now - loaded_at < chrono::TimeDelta::hours(STALE_HOURS) {
        return Ok(());
    }
    commands::move_demo_dates(&mut conn, &SignOff::new(ACTOR, now), now - loaded_at)?;
    Ok(())
}
