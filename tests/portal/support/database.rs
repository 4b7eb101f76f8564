//! A database for each test: a copy of one that is migrated once.

use std::cell::Cell;
use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use broadsheet::db::{Conn, Database, DatabaseUrl, migrations};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, RunQueryDsl};

/// Which database a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    Sqlite,
    Postgres,
}

thread_local! {
    static BACKEND: Cell<Backend> = const { Cell::new(Backend::Sqlite) };
}

/// The database that the test on this thread runs on.
pub fn backend() -> Backend {
    BACKEND.get()
}

/// Runs a test on a database; `TEST_LOG=info` prints what the portal logs.
///
/// Does nothing on PostgreSQL where `TEST_POSTGRES_URL` is missing, which one line says; with
/// `CI=true` that is a failure.
pub fn run(backend: Backend, test: impl Future<Output = ()>) {
    if backend == Backend::Postgres && server_url().is_none() {
        return;
    }
    BACKEND.set(backend);
    if let Ok(filter) = env::var("TEST_LOG") {
        // Only the first test can.
        let _ = tracing_subscriber::fmt().with_env_filter(filter).try_init();
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(test);
}

/// Where databases may be created: `TEST_POSTGRES_URL`.
fn server_url() -> Option<&'static str> {
    static URL: OnceLock<Option<String>> = OnceLock::new();
    let read = || {
        let url = env::var("TEST_POSTGRES_URL").ok().filter(|url| !url.is_empty());
        if url.is_none() {
            super::skip_without("TEST_POSTGRES_URL");
        }
        url
    };
    URL.get_or_init(read).as_deref()
}

/// The server's streaming replica, if there is one: `TEST_POSTGRES_REPLICA_URL`.
fn replica_url() -> Option<&'static str> {
    static URL: OnceLock<Option<String>> = OnceLock::new();
    let read = || {
        let url = env::var("TEST_POSTGRES_REPLICA_URL").ok().filter(|url| !url.is_empty());
        if url.is_none() {
            super::skip_without("TEST_POSTGRES_REPLICA_URL");
        }
        url
    };
    URL.get_or_init(read).as_deref()
}

/// A database and a folder that are gone when this is dropped.
pub struct TestDatabase {
    pub url: DatabaseUrl,
    /// For photos, and for the file of SQLite.
    pub folder: PathBuf,
}

impl TestDatabase {
    /// One that is migrated.
    pub fn new() -> TestDatabase {
        let database = TestDatabase::place();
        match &database.url {
            DatabaseUrl::Sqlite(path) => fs::write(path, sqlite_template()).expect("a copy"),
            DatabaseUrl::Postgres(url) => create_postgres(url, Some(postgres_template())),
        }
        database
    }

    /// One without a table.
    pub fn empty() -> TestDatabase {
        let database = TestDatabase::place();
        if let DatabaseUrl::Postgres(url) = &database.url {
            create_postgres(url, None);
        }
        database
    }

    /// Another one with what this one has now; whoever uses this one loses the connection.
    pub fn copy(&self) -> TestDatabase {
        let copy = TestDatabase::place();
        match (&self.url, &copy.url) {
            (DatabaseUrl::Sqlite(from), DatabaseUrl::Sqlite(to)) => {
                fs::copy(from, to).expect("a copy");
            }
            (DatabaseUrl::Postgres(from), DatabaseUrl::Postgres(to)) => {
                let from = name_in(from);
                execute(&format!(
                    "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity \
                     WHERE datname = '{from}'"
                ))
                .expect("nobody else in it");
                create_postgres(to, Some(&from));
            }
            _ => unreachable!("both are on the same kind of server"),
        }
        copy
    }

    /// The same database as the replica has it, as soon as it has it; `None` without a replica.
    pub fn replica(&self) -> Option<Replica> {
        let DatabaseUrl::Postgres(url) = &self.url else { return None };
        let url = with_path(replica_url()?, &name_in(url));
        let began = Instant::now();
        while PgConnection::establish(&url).is_err() {
            assert!(began.elapsed() < Duration::from_secs(20), "the replica doesn't follow");
            std::thread::yield_now();
        }
        Some(Replica { url: DatabaseUrl::Postgres(url) })
    }

    fn place() -> TestDatabase {
        static SERIAL: AtomicU32 = AtomicU32::new(0);
        let serial = SERIAL.fetch_add(1, Ordering::Relaxed);
        let name = format!("broadsheet_test_{}_{serial}", std::process::id());
        let folder = env::temp_dir().join(&name);
        fs::create_dir_all(&folder).expect("a folder");
        let url = match backend() {
            Backend::Sqlite => DatabaseUrl::Sqlite(folder.join("portal.sqlite3")),
            Backend::Postgres => DatabaseUrl::Postgres(url_of(&name)),
        };
        TestDatabase { url, folder }
    }

    /// Takes the database away from those who use it, as a crash of its server would.
    pub fn destroy(&self) {
        match &self.url {
            DatabaseUrl::Sqlite(path) => {
                let _ = fs::remove_file(path);
            }
            DatabaseUrl::Postgres(url) => {
                let _ = execute(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", name_in(url)));
            }
        }
    }
}

/// A database on the streaming replica.
pub struct Replica {
    pub url: DatabaseUrl,
}

impl Replica {
    /// From now on the replica applies nothing, until what this returns is dropped. The whole
    /// server stands still: other tests read from the database itself meanwhile.
    pub fn hold_back(&self) -> HeldBack {
        self.execute("SELECT pg_wal_replay_pause()");
        HeldBack { url: self.url.clone() }
    }

    fn execute(&self, statement: &str) {
        let DatabaseUrl::Postgres(url) = &self.url else { unreachable!("on PostgreSQL") };
        let mut conn = PgConnection::establish(url).expect("the replica");
        conn.batch_execute(statement).expect("a superuser");
    }
}

/// While this lives, the replica stands still.
pub struct HeldBack {
    url: DatabaseUrl,
}

impl Drop for HeldBack {
    fn drop(&mut self) {
        Replica { url: self.url.clone() }.execute("SELECT pg_wal_replay_resume()");
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        self.destroy();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The bytes of a migrated SQLite file.
fn sqlite_template() -> &'static [u8] {
    static TEMPLATE: OnceLock<Vec<u8>> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let name = format!("broadsheet_template_{}", std::process::id());
        let folder = env::temp_dir().join(name);
        let copy = folder.join("copy.sqlite3");
        let database = Database::open(&DatabaseUrl::Sqlite(folder.join("new.sqlite3")), 1);
        let database = database.expect("a database");
        migrations::migrate(&database).expect("a migrated database");
        let mut writer = database.writer().expect("its writer");
        let vacuum = format!("VACUUM INTO '{}'", copy.display());
        writer.batch_execute(&vacuum).expect("a copy without a log");
        let bytes = fs::read(&copy).expect("its bytes");
        let _ = fs::remove_dir_all(&folder);
        bytes
    })
}

/// The name of a migrated PostgreSQL database, kept for the next run while the migrations are
/// the same.
fn postgres_template() -> &'static str {
    static TEMPLATE: OnceLock<String> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let name = format!("broadsheet_template_{:x}", hash_of_migrations());
        let mut conn =
            PgConnection::establish(server_url().expect("a server")).expect("the server");
        // Several test programs may start at once.
        conn.batch_execute("SELECT pg_advisory_lock(8018, 99)").expect("the lock");
        let known =
            diesel::sql_query(format!("SELECT 1 FROM pg_database WHERE datname = '{name}'"));
        if known.execute(&mut conn).expect("the list of databases") == 0 {
            let unfinished = format!("{name}_unfinished");
            let create = format!("DROP DATABASE IF EXISTS {unfinished}");
            conn.batch_execute(&create).expect("no unfinished one");
            conn.batch_execute(&format!("CREATE DATABASE {unfinished}")).expect("a database");
            migrate(&url_of(&unfinished));
            let rename = format!("ALTER DATABASE {unfinished} RENAME TO {name}");
            conn.batch_execute(&rename).expect("nobody else in it");
        }
        name
    })
}

fn migrate(url: &str) {
    let database = Database::open(&DatabaseUrl::Postgres(url.to_owned()), 1).expect("a database");
    migrations::migrate(&database).expect("a migrated database");
}

fn hash_of_migrations() -> u64 {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/postgres");
    let entries = fs::read_dir(folder).expect("migrations");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("one").path()).collect();
    paths.sort();
    let mut hasher = DefaultHasher::new();
    for path in paths {
        path.file_name().hash(&mut hasher);
        fs::read(path.join("up.sql")).expect("its up.sql").hash(&mut hasher);
    }
    hasher.finish()
}

fn create_postgres(url: &str, template: Option<&str>) {
    let name = name_in(url);
    let template = template.map(|name| format!("TEMPLATE {name}")).unwrap_or_default();
    // What a killed run of the same process number left.
    execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).expect("no old database");
    execute(&format!("CREATE DATABASE {name} {template}")).expect("a new database");
}

fn execute(statement: &str) -> diesel::QueryResult<()> {
    let mut conn = PgConnection::establish(server_url().expect("a server")).expect("the server");
    conn.batch_execute("SET client_min_messages = warning")?;
    conn.batch_execute(statement)
}

fn url_of(name: &str) -> String {
    with_path(server_url().expect("a server"), name)
}

fn with_path(server: &str, name: &str) -> String {
    let mut url = url::Url::parse(server).expect("the URL of a server");
    url.set_path(name);
    url.into()
}

fn name_in(url: &str) -> String {
    url::Url::parse(url).expect("a URL").path().trim_start_matches('/').to_owned()
}

/// Runs SQL of a test's own, which only has to work on the database it is for.
pub fn batch(conn: &mut Conn, statements: &str) {
    conn.batch_execute(statements).expect("the test's own SQL");
}

#[derive(diesel::QueryableByName)]
struct OneText {
    #[diesel(sql_type = diesel::sql_types::Nullable<diesel::sql_types::Text>)]
    text: Option<String>,
}

/// The texts that a query of the test's own gives in its column `text`.
pub fn texts(conn: &mut Conn, query: &str) -> Vec<String> {
    let query = diesel::sql_query(query);
    let rows: Vec<OneText> = match conn {
        Conn::Sqlite(conn) => query.load(conn),
        Conn::Postgres(conn) => query.load(conn),
    }
    .expect("the test's own query");
    rows.into_iter().filter_map(|row| row.text).collect()
}

/// The names of the tables, sorted.
pub fn tables(conn: &mut Conn) -> Vec<String> {
    let query = match conn {
        Conn::Sqlite(_) => {
            "SELECT name AS text FROM sqlite_schema WHERE type = 'table' \
             AND name NOT LIKE 'sqlite_%' ORDER BY name"
        }
        Conn::Postgres(_) => {
            "SELECT table_name::text AS text FROM information_schema.tables \
             WHERE table_schema = 'public' ORDER BY table_name::text"
        }
    };
    texts(conn, query)
}

/// Every row of every table as text: two are equal when nothing was changed in between.
pub fn dump(conn: &mut Conn) -> Vec<(String, Vec<String>)> {
    let tables = tables(conn);
    let dump_one = |table: String| {
        let query = match conn {
            Conn::Sqlite(_) => {
                let columns = format!(
                    "SELECT 'quote(' || name || ')' AS text FROM pragma_table_info('{table}')"
                );
                let row = texts(conn, &columns).join(" || '|' || ");
                format!("SELECT {row} AS text FROM {table} ORDER BY 1")
            }
            Conn::Postgres(_) => format!("SELECT t::text AS text FROM {table} t ORDER BY 1"),
        };
        let rows = texts(conn, &query);
        (table, rows)
    };
    tables.into_iter().map(dump_one).collect()
}
