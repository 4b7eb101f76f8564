//! [`App`]: everything a request needs, built once and shared by all workers.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock, RwLock};

use actix_web::http::header::{HeaderName, HeaderValue};
use tracing::Span;

use crate::assets::Assets;
use crate::auth::languages::Languages;
use crate::cache::PageCache;
use crate::changes;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::{Conn, Database, DatabaseError, migrations, settings};
use crate::error::AppError;
use crate::followers::page_cache;
use crate::i18n::{Editions, LocaleError};
use crate::media::{Bucket, Limits, MediaError, MediaStore};
use crate::metrics::Metrics;
use crate::model::site::Site;
use crate::model::{ChangeId, Shown};
use crate::pages::frame::Frames;
use crate::pages::qr::Qr;

/// The portal: configuration, content and clock.
pub struct App {
    /// Every technical setting.
    pub config: Config,
    /// The content.
    pub database: Database,
    /// The editions, their words and their dates.
    pub editions: Editions,
    /// Photos and their renditions.
    pub media: MediaStore,
    /// Style sheets, scripts and icons.
    pub assets: Assets,
    /// The time.
    pub clock: Clock,
    /// Rendered pages.
    pub cache: Arc<PageCache>,
    /// What is measured.
    pub metrics: Arc<Metrics>,
    pub(crate) languages: Languages,
    pub(crate) sites: RwLock<HashMap<String, (ChangeId, Arc<Site>)>>,
    pub(crate) frames: Frames,
    pub(crate) codes: RwLock<HashMap<String, Arc<Qr>>>,
    pub(crate) security_headers: OnceLock<Vec<(HeaderName, HeaderValue)>>,
}

/// Why the portal can't start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// A file under `locales/`.
    #[error(transparent)]
    Locale(#[from] LocaleError),
    /// The folder of the photos.
    #[error("cannot use the media folder: {0}")]
    Media(#[from] MediaError),
    /// The folder that overrides static files.
    #[error("cannot read the static folder: {0}")]
    Assets(std::io::Error),
}

impl App {
    /// Opens everything and brings the database to this binary's schema.
    ///
    /// # Errors
    ///
    /// Anything that would keep the portal from serving; nothing is half-done.
    pub fn open(config: Config, clock: Clock) -> Result<App, StartError> {
        let editions = Editions::load(config.locales_dir.as_deref())?;
        let assets = Assets::load(config.static_dir.as_deref()).map_err(StartError::Assets)?;
        let database = Database::open(&config.database, config.database_connections)?;
        let database = match &config.database_read {
            Some(replica) => database.with_replica(replica, config.database_connections),
            None => database,
        };
        let migrated = migrations::migrate(&database)?;
        if let Some(copy) = migrated.copy {
            tracing::info!(copy = %copy.display(), "kept a copy of the database before migrating");
        }
        let cache = Arc::new(PageCache::new(config.page_cache_bytes()));
        let position = changes::position(&mut *database.reader()?).map_err(DatabaseError::Query)?;
        cache.start_at(position);
        let metrics = Arc::new(Metrics::new(clock.clone()));
        let (followed, measured) = (cache.clone(), metrics.clone());
        database.after_writing(move |conn| {
            if let Err(error) = page_cache::follow(&followed, &measured, conn) {
                tracing::warn!(%error, "cannot follow what was changed; pages are made anew");
            }
        });
        let limits = Limits { max_bytes: config.max_photo_bytes(), ..Limits::default() };
        let media = MediaStore::open_with(&config.media_dir(), limits)?;
        let media = match config.media_place() {
            Some(place) => media.in_bucket(Bucket::open(&place)?, config.media_nearby_mb << 20)?,
            None => media,
        };
        Ok(App {
            config,
            database,
            editions,
            media,
            assets,
            clock,
            cache,
            metrics,
            languages: Languages::default(),
            sites: RwLock::default(),
            frames: Frames::default(),
            codes: RwLock::default(),
            security_headers: OnceLock::new(),
        })
    }

    /// Runs queries on a connection that can't write.
    ///
    /// SQLite answers in microseconds and is asked on the worker's own thread;
    /// a server is waited for on another one.
    ///
    /// # Errors
    ///
    /// Those of `queries`, and [`AppError::Unavailable`] when there is no connection.
    pub async fn read<T: Send + 'static>(
        self: &Arc<App>,
        queries: impl FnOnce(&App, &mut Conn) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        if self.database.is_embedded() {
            return self.read_here(queries);
        }
        let (app, span) = (self.clone(), Span::current());
        match actix_web::web::block(move || span.in_scope(|| app.read_here(queries))).await {
            Ok(result) => result,
            Err(canceled) => Err(AppError::Internal(canceled.to_string())),
        }
    }

    /// Like [`App::read`], on the calling thread.
    ///
    /// # Errors
    ///
    /// The same.
    pub fn read_here<T>(
        &self,
        queries: impl FnOnce(&App, &mut Conn) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        let mut conn = self.database.reader()?;
        queries(self, &mut conn)
    }

    /// Runs the queries of a reader's page, of the replica where there is one; `shown` hears when
    /// what they find may not be kept.
    ///
    /// # Errors
    ///
    /// Those of [`App::read`].
    pub async fn read_page<T: Send + 'static>(
        self: &Arc<App>,
        shown: &Arc<Shown>,
        queries: impl FnOnce(&App, &mut Conn) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        if self.database.is_embedded() {
            return self.read_here(queries);
        }
        let (app, shown) = (self.clone(), shown.clone());
        let run = move || {
            // Asked after the making began: what is followed later reaches the page itself.
            let followed = app.cache.position();
            let is_current = |conn: &mut Conn| Ok(changes::position(conn)? >= followed);
            let (mut conn, may_be_kept) = app.database.page_reader(is_current)?;
            if !may_be_kept {
                shown.not_for_keeping();
            }
            queries(&app, &mut conn)
        };
        let span = Span::current();
        match actix_web::web::block(move || span.in_scope(run)).await {
            Ok(result) => result,
            Err(canceled) => Err(AppError::Internal(canceled.to_string())),
        }
    }

    /// Runs a command, or several, on a connection that can write.
    ///
    /// Always on another thread: writers wait for one another.
    ///
    /// # Errors
    ///
    /// There is no connection. What the command itself says is the value.
    pub async fn write<T: Send + 'static>(
        self: &Arc<App>,
        command: impl FnOnce(&App, &mut Conn) -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let app = self.clone();
        let run = move || {
            let mut conn = app.database.writer()?;
            Ok(command(&app, &mut conn))
        };
        let span = Span::current();
        match actix_web::web::block(move || span.in_scope(run)).await {
            Ok(result) => result,
            Err(canceled) => Err(AppError::Internal(canceled.to_string())),
        }
    }

    /// What every page of an edition shows around its own content, never older than the
    /// newest change.
    ///
    /// One query as long as nothing changed: names, navigation and accounts are
    /// kept together with the position in `changes` that they were read at.
    ///
    /// # Errors
    ///
    /// Those of the database.
    pub fn site(&self, conn: &mut Conn, edition: &str) -> Result<Arc<Site>, AppError> {
        let position = changes::position(conn)?;
        if let Ok(sites) = self.sites.read()
            && let Some((kept_at, site)) = sites.get(edition)
            && *kept_at == position
        {
            return Ok(site.clone());
        }
        // Read after the position: newer content under an older position is only read once more.
        let site = Arc::new(settings::get_site(conn, edition)?);
        if let Ok(mut sites) = self.sites.write() {
            sites.insert(edition.to_owned(), (position, site.clone()));
        }
        Ok(site)
    }
}
