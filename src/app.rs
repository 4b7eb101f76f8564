//! [`App`]: everything a request needs, built once and shared by all workers.

use std::collections::HashMap;
use std::pin::pin;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use actix_web::http::header::{HeaderName, HeaderValue};
use futures_util::future::{Either, select};
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
use crate::pages::reply;
use crate::reload::{Folders, Reloaded};

/// How long a reader's page waits for a server: longer than a statement may take on one
/// (`db/opening.rs`), for a connection has to become free as well.
const LONGEST_READING: Duration = Duration::from_secs(8);

/// How long a command is waited for when the server says nothing: what was sent may be done yet,
/// and by then the system has given up a connection that was cut off.
const PATIENCE_OF_WRITERS: Duration = Duration::from_secs(10);

const SILENT: &str = "the database doesn't answer";

/// Why a question to the database has no answer.
enum Unheard {
    /// The thread that asked has ended.
    Canceled(String),
    /// The server says nothing.
    Silent,
    /// It took too long.
    Late,
}

impl From<Unheard> for AppError {
    fn from(unheard: Unheard) -> AppError {
        match unheard {
            Unheard::Canceled(reason) => AppError::Internal(reason),
            Unheard::Silent => AppError::Unavailable(SILENT.to_owned()),
            Unheard::Late => AppError::Unavailable("no answer in time".to_owned()),
        }
    }
}

/// The portal: configuration, content and clock.
pub struct App {
    /// Every technical setting.
    pub config: Config,
    /// The content.
    pub database: Database,
    /// The editions, their words and their dates.
    pub editions: Reloaded<Editions>,
    /// Photos and their renditions.
    pub media: MediaStore,
    /// Style sheets, scripts and icons.
    pub assets: Reloaded<Assets>,
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
    pub(crate) security_headers: Reloaded<Vec<(HeaderName, HeaderValue)>>,
    pub(crate) folders: Folders,
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
        let folders = Folders::of(&config);
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
        let headers = reply::security_headers(assets.before_paint_hash(), &config.embed_hosts);
        Ok(App {
            config,
            database,
            editions: Reloaded::new(editions),
            media,
            assets: Reloaded::new(assets),
            clock,
            cache,
            metrics,
            languages: Languages::default(),
            sites: RwLock::default(),
            frames: Frames::default(),
            codes: RwLock::default(),
            security_headers: Reloaded::new(headers),
            folders,
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
        self.wait(move || span.in_scope(|| app.read_here(queries))).await?
    }

    /// Waits for what is asked of the database on another thread: not for ever, and no longer once
    /// a server says nothing. The question itself ends when the system gives up its connection.
    ///
    /// # Errors
    ///
    /// [`AppError::Unavailable`] when there is no answer in time.
    pub async fn wait<T: Send + 'static>(
        &self,
        ask: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, AppError> {
        Ok(self.wait_until(self.database.says_nothing(Duration::ZERO), ask).await?)
    }

    async fn wait_until<T: Send + 'static>(
        &self,
        silence: impl Future<Output = ()>,
        ask: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Unheard> {
        let asked = actix_web::web::block(ask);
        if self.database.is_embedded() {
            return asked.await.map_err(|canceled| Unheard::Canceled(canceled.to_string()));
        }
        match tokio::time::timeout(LONGEST_READING, select(pin!(asked), pin!(silence))).await {
            Ok(Either::Left((Ok(answer), _))) => Ok(answer),
            Ok(Either::Left((Err(canceled), _))) => Err(Unheard::Canceled(canceled.to_string())),
            Ok(Either::Right(_)) => Err(Unheard::Silent),
            Err(_) => Err(Unheard::Late),
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
        let silence = self.database.says_nothing_to_readers();
        let read = self.wait_until(silence, move || span.in_scope(run)).await;
        if matches!(read, Err(Unheard::Late)) {
            self.database.begin_outage();
        }
        read?
    }

    /// Runs a command, or several, on a connection that can write.
    ///
    /// Always on another thread: writers wait for one another.
    ///
    /// # Errors
    ///
    /// There is no connection, or no answer from a server that says nothing: then the command may
    /// have been done. What the command itself says is the value.
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
        let asked = pin!(actix_web::web::block(move || span.in_scope(run)));
        let silence = pin!(self.database.says_nothing(PATIENCE_OF_WRITERS));
        match select(asked, silence).await {
            Either::Left((Ok(result), _)) => result,
            Either::Left((Err(canceled), _)) => Err(AppError::Internal(canceled.to_string())),
            Either::Right(_) => Err(AppError::Unanswered(SILENT.to_owned())),
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
