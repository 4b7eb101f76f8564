//! Both databases have one schema, and it is brought about with care.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::{Arc, Barrier};
use std::thread;

use broadsheet::app::App;
use broadsheet::clock::Clock;
use broadsheet::config::Config;
use broadsheet::db::{Conn, Database, DatabaseUrl, migrations};

use crate::support::{
    Backend, TestDatabase, batch, dump, on_both_databases, run, spawn, tables, texts,
};

/// A table as both databases describe it, in words that are the same.
#[derive(Debug, Default, PartialEq)]
struct Table {
    /// Name, type, whether it may be null.
    columns: BTreeMap<String, String>,
    primary_key: Vec<String>,
    /// Name, whether unique, columns.
    indexes: BTreeSet<String>,
    /// Column, table, its column.
    references: BTreeSet<String>,
}

fn schema(conn: &mut Conn) -> BTreeMap<String, Table> {
    let mut tables = tables(conn);
    tables.retain(|table| !table.starts_with("__diesel"));
    tables.into_iter().map(|table| (table.clone(), describe(conn, &table))).collect()
}

fn describe(conn: &mut Conn, table: &str) -> Table {
    match conn {
        Conn::Sqlite(_) => describe_sqlite(conn, table),
        Conn::Postgres(_) => describe_postgres(conn, table),
    }
}

fn describe_sqlite(conn: &mut Conn, table: &str) -> Table {
    let is_id = "pk > 0 AND type = 'INTEGER'";
    let columns = texts(
        conn,
        &format!(
            "SELECT name || ' ' || CASE WHEN {is_id} THEN 'BIGINT' ELSE upper(type) END || \
             CASE WHEN \"notnull\" THEN ' NOT NULL' ELSE '' END AS text \
             FROM pragma_table_info('{table}')"
        ),
    );
    let primary_key = texts(
        conn,
        &format!("SELECT name AS text FROM pragma_table_info('{table}') WHERE pk > 0 ORDER BY pk"),
    );
    let indexes = texts(
        conn,
        &format!(
            "SELECT l.name || CASE WHEN l.\"unique\" THEN ' UNIQUE ' ELSE ' ' END || \
             (SELECT group_concat(name, ',') FROM (SELECT name FROM pragma_index_info(l.name) ORDER BY seqno)) \
             AS text FROM pragma_index_list('{table}') l WHERE l.origin = 'c'"
        ),
    );
    let references = texts(
        conn,
        &format!(
            "SELECT \"from\" || ' ' || \"table\" || '.' || \"to\" AS text \
             FROM pragma_foreign_key_list('{table}')"
        ),
    );
    Table::new(columns, primary_key, indexes, references)
}

fn describe_postgres(conn: &mut Conn, table: &str) -> Table {
    let columns = texts(
        conn,
        &format!(
            "SELECT column_name || ' ' || CASE data_type WHEN 'timestamp without time zone' \
             THEN 'TIMESTAMP' ELSE upper(data_type) END || \
             CASE is_nullable WHEN 'NO' THEN ' NOT NULL' ELSE '' END AS text \
             FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table}'"
        ),
    );
    let names = "(SELECT string_agg(attname, ',' ORDER BY ordinality) FROM unnest(i.indkey) \
                 WITH ORDINALITY AS key (number, ordinality) \
                 JOIN pg_attribute ON attrelid = i.indrelid AND attnum = key.number)";
    let primary_key = texts(
        conn,
        &format!(
            "SELECT {names} AS text FROM pg_index i WHERE indrelid = '{table}'::regclass AND indisprimary"
        ),
    );
    let primary_key = primary_key.concat().split(',').map(str::to_owned).collect();
    let indexes = texts(
        conn,
        &format!(
            "SELECT indexrelid::regclass || CASE WHEN indisunique THEN ' UNIQUE ' ELSE ' ' END || \
             {names} AS text FROM pg_index i WHERE indrelid = '{table}'::regclass AND NOT indisprimary"
        ),
    );
    let references = texts(
        conn,
        &format!(
            "SELECT a.attname || ' ' || confrelid::regclass || '.' || b.attname AS text \
             FROM pg_constraint c \
             JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = conkey[1] \
             JOIN pg_attribute b ON b.attrelid = confrelid AND b.attnum = confkey[1] \
             WHERE conrelid = '{table}'::regclass AND contype = 'f'"
        ),
    );
    Table::new(columns, primary_key, indexes, references)
}

impl Table {
    fn new(
        columns: Vec<String>,
        primary_key: Vec<String>,
        indexes: Vec<String>,
        references: Vec<String>,
    ) -> Table {
        let split = |column: String| {
            let (name, rest) = column.split_once(' ').expect("a type");
            (name.to_owned(), rest.to_owned())
        };
        Table {
            columns: columns.into_iter().map(split).collect(),
            primary_key,
            indexes: indexes.into_iter().collect(),
            references: references.into_iter().collect(),
        }
    }
}

#[test]
fn both_databases_have_the_same_schema() {
    run(Backend::Postgres, async {
        let postgres = spawn().await.query(schema);
        let sqlite = std::thread::spawn(|| {
            let database = TestDatabase::new();
            let database = (Database::open(&database.url, 1).unwrap(), database);
            schema(&mut database.0.writer().unwrap())
        });
        let sqlite = sqlite.join().unwrap();
        assert!(sqlite.len() >= 18, "{:?}", sqlite.keys());
        let names = |schema: &BTreeMap<String, Table>| schema.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&sqlite), names(&postgres));
        for (name, table) in &sqlite {
            assert_eq!(*table, postgres[name], "SQLite left, PostgreSQL right: {name}");
        }
    });
}

#[apply(on_both_databases)]
async fn a_database_that_is_current_is_left_alone() {
    let portal = spawn().await;
    let before = portal.query(dump);
    let migrated = migrations::migrate(&portal.app.database).unwrap();
    assert_eq!((migrated.applied, migrated.copy), (vec![], None));
    assert_eq!(portal.query(dump), before);
}

#[apply(on_both_databases)]
async fn a_newer_schema_is_refused_and_nothing_is_changed() {
    let database = TestDatabase::new();
    let opened = Database::open(&database.url, 1).unwrap();
    let mut writer = opened.writer().unwrap();
    batch(
        &mut writer,
        "INSERT INTO __diesel_schema_migrations (version, run_on) \
         VALUES ('29990101000000', '2999-01-01 00:00:00')",
    );
    let before = dump(&mut writer);
    let config = Config::for_tests(&database.folder, database.url.clone());
    let Err(refusal) = App::open(config, Clock::system()) else { panic!("it was opened") };
    let refusal = refusal.to_string();
    assert!(
        refusal.contains("newer Broadsheet") && refusal.contains("29990101000000"),
        "{refusal}"
    );
    assert!(!refusal.contains('\n'));
    assert_eq!(dump(&mut writer), before);
}

#[apply(on_both_databases)]
async fn processes_that_start_at_once_migrate_once() {
    const PROCESSES: usize = 4;
    let database = Arc::new(TestDatabase::empty());
    let barrier = Arc::new(Barrier::new(PROCESSES));
    let threads: Vec<_> = (0..PROCESSES)
        .map(|_| {
            let (url, barrier) = (database.url.clone(), barrier.clone());
            thread::spawn(move || {
                barrier.wait();
                let database = Database::open(&url, 1).unwrap();
                migrations::migrate(&database).unwrap().applied.len()
            })
        })
        .collect();
    let applied: Vec<usize> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
    let busy: Vec<&usize> = applied.iter().filter(|count| **count > 0).collect();
    assert_eq!(busy.len(), 1, "one did all of it: {applied:?}");
    let portal = crate::support::spawn_on(database, |_| ()).await;
    assert_eq!(portal.get("/en/").await.status(), 200);
}

/// As a Broadsheet of long ago left it, with content of its own.
const OLD: &str = "
    CREATE TABLE __diesel_schema_migrations (
        version VARCHAR(50) PRIMARY KEY NOT NULL,
        run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
    );
    INSERT INTO __diesel_schema_migrations (version) VALUES ('20010101000000');
    CREATE TABLE old_content (text TEXT NOT NULL);
    INSERT INTO old_content VALUES ('irreplaceable');";

#[apply(on_both_databases)]
async fn a_copy_of_a_file_is_kept_before_it_is_migrated() {
    let database = TestDatabase::empty();
    let opened = Database::open(&database.url, 1).unwrap();
    batch(&mut opened.writer().unwrap(), OLD);
    let migrated = migrations::migrate(&opened).unwrap();
    assert!(!migrated.applied.is_empty());
    let DatabaseUrl::Sqlite(_) = database.url else {
        // A server's operator has backups of their own.
        assert_eq!(migrated.copy, None);
        return;
    };
    let copy = migrated.copy.expect("a copy");
    assert!(
        copy.starts_with(&database.folder) && copy.to_string_lossy().contains("20010101000000")
    );
    let kept = Database::open(&DatabaseUrl::Sqlite(copy), 1).unwrap();
    let mut kept = kept.writer().unwrap();
    assert_eq!(tables(&mut kept), ["__diesel_schema_migrations", "old_content"]);
    assert_eq!(texts(&mut kept, "SELECT text FROM old_content"), ["irreplaceable"]);
}

#[apply(on_both_databases)]
async fn a_migration_that_fails_leaves_the_database_as_it_was() {
    let database = TestDatabase::empty();
    let opened = Database::open(&database.url, 1).unwrap();
    // The name of a table that the migration makes is taken.
    let taken = format!("{OLD} CREATE TABLE changes (text TEXT);");
    batch(&mut opened.writer().unwrap(), &taken);
    let before = dump(&mut opened.writer().unwrap());
    let refusal = migrations::migrate(&opened).unwrap_err().to_string();
    assert!(refusal.starts_with("cannot migrate the database: "), "{refusal}");
    assert_eq!(dump(&mut opened.writer().unwrap()), before);
    // The lock was given back.
    assert!(migrations::migrate(&opened).is_err());
    if let DatabaseUrl::Sqlite(_) = database.url {
        let names = fs::read_dir(&database.folder).unwrap();
        let copies = names.filter(|name| {
            name.as_ref().unwrap().file_name().to_string_lossy().contains("before-migration")
        });
        assert_eq!(copies.count(), 1, "the first copy is kept");
    }
}

#[apply(on_both_databases)]
async fn whoever_migrates_waits_for_another_one_however_long_it_takes() {
    let database = TestDatabase::new();
    let DatabaseUrl::Postgres(url) = &database.url else { return };
    let other = Database::open(&database.url, 1).unwrap();
    let mut other = other.writer().unwrap();
    batch(&mut other, "SELECT pg_advisory_lock(8018, 2)");
    // Any other lock this one waits for, for a millisecond.
    let hasty = DatabaseUrl::Postgres(format!("{url}?options=-c%20lock_timeout%3D1ms"));
    let opened = Database::open(&hasty, 1).unwrap();
    let migrating = {
        let opened = opened.clone();
        thread::spawn(move || migrations::migrate(&opened))
    };
    let waiting = "SELECT pid::text AS text FROM pg_locks JOIN pg_stat_activity USING (pid) \
                   WHERE locktype = 'advisory' AND NOT granted AND datname = current_database() \
                   AND clock_timestamp() > state_change + interval '50 ms'";
    while texts(&mut other, waiting).is_empty() {
        assert!(!migrating.is_finished(), "it has given up");
    }
    batch(&mut other, "SELECT pg_advisory_unlock(8018, 2)");
    assert!(migrating.join().unwrap().unwrap().applied.is_empty());
    let limit = "SELECT current_setting('lock_timeout') AS text";
    assert_eq!(texts(&mut opened.writer().unwrap(), limit), ["1ms"], "as it was before");
}

#[apply(on_both_databases)]
async fn no_connection_waits_for_ever_on_a_server() {
    let database = TestDatabase::new();
    let DatabaseUrl::Postgres(_) = &database.url else { return };
    let opened = Database::open(&database.url, 1).unwrap();
    migrations::migrate(&opened).unwrap();
    let setting = |name: &str| format!("SELECT current_setting('{name}') AS text");
    let mut writer = opened.writer().unwrap();
    assert_eq!(texts(&mut writer, &setting("lock_timeout")), ["10s"]);
    let idle = setting("idle_in_transaction_session_timeout");
    assert_eq!(texts(&mut writer, &idle), ["1min"]);
    assert_eq!(texts(&mut writer, &setting("statement_timeout")), ["0"], "an import is long");
    let mut reader = opened.reader().unwrap();
    assert_eq!(texts(&mut reader, &setting("statement_timeout")), ["5s"]);
}
