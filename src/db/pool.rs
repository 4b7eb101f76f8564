//! Connections: pools of readers, of writers, and of a replica's readers.

use std::ops::{Deref, DerefMut};
use std::sync::atomic::Ordering;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use diesel::r2d2::{ManageConnection, R2D2Connection};
use prometheus_client::metrics::histogram::Histogram;

use super::Conn;
use super::lending::{Doubt, Lender, Loan, Silence};
use super::listener::Listener;
use super::opening::{Opener, Queries, Role};
use super::url::DatabaseUrl;

/// Why the database can't be used.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// The URL names a database that Broadsheet doesn't know.
    #[error("unknown database `{0}://`; use `sqlite:PATH` or `postgres://…`")]
    Scheme(String),
    /// It could not be opened or reached.
    #[error("cannot open the database {url}: {reason}")]
    Open {
        /// Without the password.
        url: String,
        /// What the database or the system said.
        reason: String,
    },
    /// It couldn't be reached a moment ago, and isn't asked again yet.
    #[error("the database cannot be reached")]
    Out,
    /// No connection became free in time.
    #[error("no database connection became free: {0}")]
    Busy(#[from] diesel::r2d2::PoolError),
    /// The schema is from a later Broadsheet.
    #[error(
        "the database was last used by a newer Broadsheet (schema {found}, this one knows {known}); \
         install that version or restore a backup. Nothing was changed"
    )]
    NewerSchema {
        /// The latest migration the database has.
        found: String,
        /// The latest one this binary has.
        known: String,
    },
    /// A migration failed; its transaction was rolled back.
    #[error("cannot migrate the database: {0}")]
    Migration(String),
    /// A query failed.
    #[error(transparent)]
    Query(#[from] diesel::result::Error),
}

/// Pools of connections to one database.
#[derive(Clone)]
pub struct Database {
    url: DatabaseUrl,
    readers: Lender,
    writers: Lender,
    /// Of a copy that follows this database.
    replica: Option<Lender>,
    queries: Arc<Queries>,
    doubt: Doubt,
    silence: Silence,
    after_writing: Arc<OnceLock<AfterWriting>>,
}

/// What connections of one role have asked since the start.
#[derive(Debug, Clone)]
pub struct RoleQueries {
    /// `reader`, `writer`, `replica` or `listener`.
    pub role: &'static str,
    /// Statements.
    pub count: u64,
    /// How long they took together.
    pub time: Duration,
}

/// How a pool stands.
#[derive(Debug, Clone)]
pub struct PoolState {
    /// `reader`, `writer` or `replica`.
    pub role: &'static str,
    /// Connections at most.
    pub size: u32,
    /// Those that are lent.
    pub in_use: u32,
    /// How long each loan was waited for, in seconds.
    pub waits: Histogram,
}

/// What is done with a writing connection before whoever wrote goes on.
type AfterWriting = Box<dyn Fn(&mut Conn) + Send + Sync>;

/// A connection on loan for writing.
///
/// When it is given back, what was changed is followed first: whoever made the change, a form, the
/// clock or an importer, none can answer before the pages of this process are the new ones.
pub struct Writing {
    loan: Loan,
    after: Arc<OnceLock<AfterWriting>>,
}

impl Deref for Writing {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.loan
    }
}

impl DerefMut for Writing {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.loan
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        if let Some(after) = self.after.get() {
            after(&mut self.loan);
        }
    }
}

impl Database {
    /// Opens `url` with up to `readers` reading connections.
    ///
    /// SQLite gets one writing connection, since it has one writer, and read-only
    /// ones beside it. The file and its folder are created when missing.
    ///
    /// # Errors
    ///
    /// The file can't be created, or the server can't be reached.
    pub fn open(url: &DatabaseUrl, readers: u32) -> Result<Database, DatabaseError> {
        let open_error = |reason: String| DatabaseError::Open { url: url.to_string(), reason };
        if let DatabaseUrl::Sqlite(path) = url {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            if let Some(folder) = folder {
                std::fs::create_dir_all(folder).map_err(|error| open_error(error.to_string()))?;
            }
        }
        let (queries, doubt) = (Arc::new(Queries::default()), Doubt::default());
        let opener = |role| Opener {
            url: url.clone(),
            role,
            queries: queries.clone(),
            doubt: doubt.clone(),
        };
        // Tried once by hand, because a pool would retry for its whole time-out and hide the reason.
        let writer = opener(Role::Writer);
        writer.connect().map_err(|error| open_error(error.to_string()))?;
        let writers = if matches!(url, DatabaseUrl::Sqlite(_)) { 1 } else { readers.div_ceil(2) };
        let silence = Silence::default();
        Ok(Database {
            url: url.clone(),
            writers: Lender::new(writer, writers, silence.clone()),
            readers: Lender::new(opener(Role::Reader), readers, silence.clone()),
            replica: None,
            queries,
            doubt,
            silence,
            after_writing: Arc::default(),
        })
    }

    /// From now on readers' pages are read from `url`, a streaming replica, by up to `readers`
    /// connections. It is reached when it is needed: that it is down stops nothing.
    pub fn with_replica(self, url: &DatabaseUrl, readers: u32) -> Database {
        let opener = Opener {
            url: url.clone(),
            role: Role::Replica,
            queries: self.queries.clone(),
            doubt: self.doubt.clone(),
        };
        // That the database says nothing doesn't mean that its replica does.
        let replica = Lender::new(opener, readers, Silence::default());
        Database { replica: Some(replica), ..self }
    }

    /// A connection for a reader's page, and whether what it shows is new enough to be kept.
    ///
    /// Of the replica when there is one on which `is_current` says that it has applied everything
    /// that this process has followed; else of the database itself, so that a replica that lags
    /// costs speed and never shows old content; and when that can't be reached, the replica's.
    ///
    /// # Errors
    ///
    /// None became free in time, or no server can be reached.
    pub fn page_reader(
        &self,
        is_current: impl FnOnce(&mut Conn) -> diesel::QueryResult<bool>,
    ) -> Result<(Loan, bool), DatabaseError> {
        let Some(replica) = &self.replica else { return Ok((self.reader()?, true)) };
        let Ok(mut copy) = replica.lend(&self.doubt) else { return Ok((self.reader()?, true)) };
        if is_current(&mut copy).unwrap_or(false) {
            return Ok((copy, true));
        }
        match self.reader() {
            Ok(loan) => Ok((loan, true)),
            Err(error) if copy.ping().is_err() => Err(error),
            Err(_) => Ok((copy, false)),
        }
    }

    /// Whether the database couldn't be reached a moment ago.
    pub fn is_out(&self) -> bool {
        self.readers.is_out()
    }

    /// Tells everybody that the server says nothing, or that it does again; whether that is news.
    ///
    /// Until then no connection is lent, and [`Database::says_nothing`] ends what waits. Only
    /// somebody who has a connection of their own ([`Database::listen`]) can find out.
    pub fn set_silent(&self, is_silent: bool) -> bool {
        self.silence.set(is_silent)
    }

    /// Resolves when the server has said nothing for as long as `patience`.
    pub async fn says_nothing(&self, patience: Duration) {
        self.silence.lasts(patience).await;
    }

    /// Resolves when there is nobody left whom a reader's page can be asked of.
    pub async fn says_nothing_to_readers(&self) {
        match self.replica {
            Some(_) => std::future::pending().await,
            None => self.silence.lasts(Duration::ZERO).await,
        }
    }

    /// The server answered a moment ago: an outage of its readers ends if a connection can be had.
    ///
    /// While every reader's page has a reserve, none of them tries.
    pub fn end_outage(&self) {
        self.readers.try_again();
    }

    /// A reader's page wasn't answered in time: for a moment none is asked for where it was.
    pub fn begin_outage(&self) {
        self.replica.as_ref().unwrap_or(&self.readers).begin_outage();
    }

    /// Where the content is kept.
    pub fn url(&self) -> &DatabaseUrl {
        &self.url
    }

    /// Whether calls return so quickly that they need no thread of their own.
    pub fn is_embedded(&self) -> bool {
        matches!(self.url, DatabaseUrl::Sqlite(_))
    }

    /// A connection that can't write.
    ///
    /// # Errors
    ///
    /// None became free in time, or the server can't be reached.
    pub fn reader(&self) -> Result<Loan, DatabaseError> {
        self.readers.lend(&self.doubt)
    }

    /// A connection for a command.
    ///
    /// # Errors
    ///
    /// None became free in time, or the server can't be reached.
    pub fn writer(&self) -> Result<Writing, DatabaseError> {
        Ok(Writing { loan: self.writers.lend(&self.doubt)?, after: self.after_writing.clone() })
    }

    /// From now on `act` is done with every writing connection before it is given back.
    pub fn after_writing(&self, act: impl Fn(&mut Conn) + Send + Sync + 'static) {
        // Once: there is one portal to a database in a process.
        let _ = self.after_writing.set(Box::new(act));
    }

    /// A connection of its own, by which a process hears that another one has changed something.
    ///
    /// # Errors
    ///
    /// The server can't be reached.
    pub fn listen(&self) -> Result<Listener, DatabaseError> {
        let opener = Opener {
            url: self.url.clone(),
            role: Role::Listener,
            queries: self.queries.clone(),
            doubt: self.doubt.clone(),
        };
        let open = |error: diesel::r2d2::Error| DatabaseError::Open {
            url: self.url.to_string(),
            reason: error.to_string(),
        };
        Ok(Listener::new(opener.connect().map_err(open)?)?)
    }

    /// How many statements have been sent since the start.
    pub fn queries(&self) -> u64 {
        self.queries.0.iter().map(|asked| asked.count.load(Ordering::Relaxed)).sum()
    }

    /// The same by role, with how long they took.
    pub fn queries_by_role(&self) -> Vec<RoleQueries> {
        let of = |role: Role| {
            let asked = &self.queries.0[role as usize];
            RoleQueries {
                role: role.as_str(),
                count: asked.count.load(Ordering::Relaxed),
                time: Duration::from_nanos(asked.nanoseconds.load(Ordering::Relaxed)),
            }
        };
        Role::ALL.map(of).to_vec()
    }

    /// How the pools stand.
    pub fn pools(&self) -> Vec<PoolState> {
        let pools = [Some(&self.readers), Some(&self.writers), self.replica.as_ref()];
        pools.into_iter().flatten().map(Lender::state).collect()
    }
}
