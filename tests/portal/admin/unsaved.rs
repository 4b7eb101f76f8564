//! A writer's text when it can't be saved, without script.

use std::sync::Arc;
use std::time::{Duration, Instant};

use broadsheet::db::{Conn, Database, DatabaseUrl};
use broadsheet::followers::{self, FollowersTask};
use broadsheet::model::Role;
use broadsheet::server::clock;
use diesel::connection::SimpleConnection;

use super::article_form::{fields, send, with, write};
use crate::support::{
    Answer, Backend, Browser, Portal, TestDatabase, Wire, backend, batch, on_both_databases,
    picture, spawn, spawn_on, spawn_with, texts,
};

const BODY: &str = "\nThe first line.\n\n<b>& \"the second\"</b> </textarea><script>x</script>";

/// That the page holds what was sent, and sends it to the same address again.
#[track_caller]
fn assert_holds(page: &Answer, by: &Browser<'_>, path: &str) {
    assert_eq!((page.status(), page.header("retry-after")), (503, "30"), "{}", page.text());
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(page.header("content-security-policy").contains("script-src 'self'"));
    assert_eq!(page.select_attribute("main form", "action"), [path]);
    assert_eq!(page.select_attribute("main input[name=csrf]", "value"), [by.csrf()]);
    assert_eq!(page.select_attribute("input[name=headline]", "value"), ["Fuel \"<is>\" dearer"]);
    // The parser drops one line break after the tag, as browsers do.
    let text = page.select_source("textarea[name=body]").concat();
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    assert_eq!(text, BODY);
    assert!(!page.has("main script") && !page.has("main b"));
}

#[apply(on_both_databases)]
async fn a_text_that_was_sent_without_a_database_is_on_the_page_and_is_sent_again() {
    let database = Arc::new(TestDatabase::new());
    let wire = Wire::before(&database);
    let portal = spawn_on(database.clone(), |config| {
        if let Some(wire) = &wire {
            config.database = DatabaseUrl::Postgres(wire.url.clone());
        }
    })
    .await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let words = [("name", "Bat"), ("language", "mn")];
    assert_eq!(editor.post("/admin/account", &words).await.status(), 303);
    let path = write(&portal, &editor, "Fuel is dear").await;
    let form = fields(&editor.get(&path).await);
    let typed = with(&form, &[("headline", "Fuel \"<is>\" dearer"), ("body", BODY)]);
    let publication = format!("{path}/publication");

    // SQLite can't go away; that another process holds its one writer is the same to an editor.
    let taken = wire.is_none().then(|| portal.app.database.writer().expect("the writer"));
    if let Some(wire) = &wire {
        wire.cut();
    }
    let page = editor.post(&publication, &typed).await;
    assert_holds(&page, &editor, &publication);
    assert_eq!(page.select_attribute("html", "lang"), ["mn"], "the person's language");
    assert_eq!(page.select_text("main button").len(), 1);
    // Of a form that isn't ours nothing is shown, and a script is told by the status.
    let forged = [&typed[..], &[("csrf", "other")]].concat();
    let page = editor.post_raw(&path, &forged, &[("sec-fetch-site", "same-origin")]).await;
    assert!(page.status() == 403 && !page.text().contains("The first line"));
    if wire.is_some() {
        let csrf = editor.csrf();
        let ours = [&typed[..], &[("csrf", csrf.as_str())]].concat();
        let by_script = [("sec-fetch-site", "same-origin"), ("sec-fetch-dest", "empty")];
        let answer = editor.post_raw(&path, &ours, &by_script).await;
        assert!(answer.status() == 503 && !answer.has("textarea"));
        let secret = [("email", "bat@example.org"), ("password", "a secret of mine")];
        let page = editor.post("/admin/sign-in", &secret).await;
        assert!(page.status() == 503 && !page.text().contains("a secret of mine"));
        assert!(!page.has("main form"), "{}", page.text());
    }

    drop(taken);
    if let Some(wire) = &wire {
        wire.mend();
        let began = Instant::now();
        while editor.get(&path).await.status() != 200 {
            assert!(began.elapsed() < Duration::from_secs(30), "nobody came back");
            std::thread::yield_now();
        }
    }
    let before = editor.get(&path).await;
    assert_eq!(before.select_source("#headline"), ["Fuel is dear"], "saved meanwhile");
    // What the page sends: its own token, and the rest as it was.
    assert_eq!(editor.post(&publication, &typed).await.status(), 303);
    let after = editor.get(&path).await;
    assert_eq!(after.select_source("#headline"), ["Fuel \"<is>\" dearer"]);
}

#[apply(on_both_databases)]
async fn a_text_that_waits_too_long_for_another_writer_is_on_the_page_and_is_sent_again() {
    if backend() == Backend::Sqlite {
        // Where there is one writer, the test above says the same.
        return;
    }
    let database = Arc::new(TestDatabase::new());
    let DatabaseUrl::Postgres(url) = &database.url else { unreachable!("on PostgreSQL") };
    let hasty = DatabaseUrl::Postgres(format!("{url}?options=-c%20lock_timeout%3D300ms"));
    let portal = spawn_on(database.clone(), |config| config.database = hasty).await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let path = write(&portal, &editor, "Fuel is dear").await;
    let form = fields(&editor.get(&path).await);
    let typed = with(&form, &[("headline", "Fuel \"<is>\" dearer"), ("body", BODY)]);
    let publication = format!("{path}/publication");

    let other = Database::open(&database.url, 1).expect("a database");
    let mut other = other.writer().expect("a connection");
    batch(&mut other, "BEGIN; SELECT pg_advisory_xact_lock(8018, 1)");
    let page = editor.post(&publication, &typed).await;
    assert_holds(&page, &editor, &publication);
    // Whoever only reads isn't held up.
    let before = editor.get(&path).await;
    assert_eq!(before.select_source("#headline"), ["Fuel is dear"]);

    batch(&mut other, "ROLLBACK");
    assert_eq!(editor.post(&publication, &typed).await.status(), 303);
    let after = editor.get(&path).await;
    assert_eq!(after.select_source("#headline"), ["Fuel \"<is>\" dearer"]);
}

/// A portal that reaches its database by a wire, and follows it.
async fn behind(wire: &Wire, database: &Arc<TestDatabase>) -> (Portal, FollowersTask) {
    let url = wire.url.clone();
    let portal = spawn_on(database.clone(), |config| config.database = DatabaseUrl::Postgres(url));
    let portal = portal.await;
    let followers = followers::start(portal.app.clone()).expect("a thread");
    (portal, followers)
}

#[apply(on_both_databases)]
async fn a_text_that_a_database_takes_and_does_not_answer_is_on_the_page() {
    let database = Arc::new(TestDatabase::new());
    let Some(wire) = Wire::before(&database) else { return };
    let (portal, _followers) = behind(&wire, &database).await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let path = write(&portal, &editor, "Fuel is dear").await;
    let form = fields(&editor.get(&path).await);
    let typed = with(&form, &[("headline", "Fuel \"<is>\" dearer"), ("body", BODY)]);
    let publication = format!("{path}/publication");
    let held = wire.hold();
    assert_holds(&editor.post(&publication, &typed).await, &editor, &publication);
    drop(held);
    let began = Instant::now();
    while editor.get(&path).await.status() != 200 {
        assert!(began.elapsed() < Duration::from_secs(30), "nobody came back");
        std::thread::yield_now();
    }
    assert_eq!(editor.post(&publication, &typed).await.status(), 303);
}

#[apply(on_both_databases)]
async fn a_command_that_a_database_has_begun_when_it_falls_silent_is_not_said_to_be_undone() {
    let database = Arc::new(TestDatabase::new());
    let Some(wire) = Wire::before(&database) else { return };
    let wire = Arc::new(wire);
    let (portal, _followers) = behind(&wire, &database).await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let path = write(&portal, &editor, "Fuel is dear").await;
    let form = fields(&editor.get(&path).await);
    let typed = with(&form, &[("headline", "Fuel \"<is>\" dearer"), ("body", BODY)]);
    let publication = format!("{path}/publication");

    // The command waits for its turn when the wire is held, and gets it while nobody hears of it.
    let (locked, is_locked) = std::sync::mpsc::channel();
    let holding = {
        let (wire, database) = (wire.clone(), database.clone());
        std::thread::spawn(move || {
            let other = Database::open(&database.url, 1).expect("the database");
            let mut other = other.writer().expect("a connection");
            batch(&mut other, "SELECT pg_advisory_lock(8018, 1)");
            locked.send(()).expect("somebody waits");
            let waiting = "SELECT pid::text AS text FROM pg_locks WHERE locktype = 'advisory' \
                           AND classid = 8018 AND objid = 1 AND NOT granted";
            let began = Instant::now();
            while texts(&mut other, waiting).is_empty() {
                assert!(began.elapsed() < Duration::from_secs(30), "no command came");
                std::thread::yield_now();
            }
            let held = wire.hold();
            batch(&mut other, "SELECT pg_advisory_unlock(8018, 1)");
            held
        })
    };
    is_locked.recv().expect("it is locked");
    let page = editor.post(&publication, &typed).await;
    assert_holds(&page, &editor, &publication);
    let said = page.select_text("main").concat();
    assert!(said.contains("Whether this was done isn't known"), "{said}");

    // It was, once the database speaks again: what was sent is there, and nothing half.
    drop(holding.join().expect("the wire is held"));
    let began = Instant::now();
    let published = || portal.changes().iter().filter(|change| change.verb == "publish").count();
    while editor.get(&path).await.status() != 200 || published() == 0 {
        assert!(began.elapsed() < Duration::from_secs(60), "nobody came back");
        std::thread::yield_now();
    }
    let after = editor.get(&path).await;
    assert_eq!(after.select_source("#headline"), ["Fuel \"<is>\" dearer"]);
    assert_eq!(published(), 1);
}

#[apply(on_both_databases)]
async fn a_full_disk_refuses_a_text_clearly_keeps_it_and_needs_no_restart() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let public = portal.article("rain").insert();
    let path = write(&portal, &editor, "Fuel is dear").await;
    let form = fields(&editor.get(&path).await);
    // More than the pages that SQLite has to spare.
    let long = format!("{BODY}\n{}", "All the rest of it. ".repeat(40_000));
    let typed = with(&form, &[("headline", "Fuel \"<is>\" dearer"), ("body", &long)]);
    let fill = match backend() {
        Backend::Sqlite => "PRAGMA max_page_count = 1",
        // What the server says when a file of its can't grow.
        Backend::Postgres => {
            "CREATE FUNCTION no_space() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
             RAISE EXCEPTION USING ERRCODE = 'disk_full', MESSAGE = \
             'could not extend file \"base/16384/16385\": No space left on device'; END $$; \
             CREATE TRIGGER no_space BEFORE INSERT ON revisions EXECUTE FUNCTION no_space()"
        }
    };
    portal.query(|conn| batch(conn, fill));
    let page = editor.post(&path, &typed).await;
    assert_eq!((page.status(), page.header("retry-after")), (503, "30"), "{}", page.text());
    assert_eq!(page.select_text("h1"), ["The disk is full"]);
    assert!(page.select_source("textarea[name=body]").concat().contains("All the rest of it."));
    // Readers go on, and so do editors who read.
    for address in ["/en/", &public.path, "/en/no/such/page"] {
        assert!(portal.get(address).await.status() < 500, "{address}");
    }
    let page = editor.get(&path).await;
    assert_eq!(page.select_source("#headline"), ["Fuel is dear"]);

    let make_room = match backend() {
        Backend::Sqlite => "PRAGMA max_page_count = 1000000",
        Backend::Postgres => "DROP TRIGGER no_space ON revisions",
    };
    portal.query(|conn| batch(conn, make_room));
    assert_eq!(editor.post(&path, &typed).await.status(), 303);
    let page = editor.get(&path).await;
    assert_eq!(page.select_source("#headline"), ["Fuel \"<is>\" dearer"]);
    let public = send(&editor, &path, "/publication", &[]).await;
    assert_eq!(public.status(), 303);
}

#[apply(on_both_databases)]
async fn what_comes_due_on_a_full_disk_is_published_once_there_is_room() {
    const DUE: usize = 60;
    let portal = spawn().await;
    let due = "2026-05-04 09:00";
    let articles: Vec<_> = (0..DUE)
        .map(|number| portal.article(&format!("due-{number}")).scheduled_for(due).insert())
        .collect();
    // What is missing on a disk is found where a file grows: SQLite's own pages are filled first.
    let (fill, make_room) = match backend() {
        Backend::Sqlite => (
            "CREATE TABLE filler (text TEXT); PRAGMA max_page_count = 1",
            "PRAGMA max_page_count = 1000000",
        ),
        Backend::Postgres => (
            "CREATE FUNCTION no_space() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
             RAISE EXCEPTION USING ERRCODE = 'disk_full', MESSAGE = \
             'could not extend file \"base/16384/16385\": No space left on device'; END $$; \
             CREATE TRIGGER no_space BEFORE INSERT ON changes EXECUTE FUNCTION no_space()",
            "DROP TRIGGER no_space ON changes",
        ),
    };
    portal.query(|conn| {
        batch(conn, fill);
        if let Conn::Sqlite(conn) = conn {
            while conn.batch_execute("INSERT INTO filler VALUES (zeroblob(512))").is_ok() {}
        }
    });
    let published = || {
        let changes = portal.changes();
        changes.iter().filter(|change| change.verb == "publish").count()
    };
    let clock = clock::start(portal.app.clone(), Duration::from_millis(10)).expect("a thread");
    portal.clock.jump("2026-05-04 09:00");
    assert!(clock.wait_for_turn(Duration::from_secs(20)), "the clock stands still");
    assert!(published() < DUE, "there was room for all");
    portal.query(|conn| batch(conn, make_room));
    let began = Instant::now();
    while published() < DUE {
        assert!(clock.wait_for_turn(Duration::from_secs(20)), "the clock stands still");
        assert!(began.elapsed() < Duration::from_secs(30), "{} of {DUE}", published());
    }
    assert!(clock.wait_for_turn(Duration::from_secs(20)));
    assert_eq!(published(), DUE, "each once");
    for article in &articles {
        assert_eq!(portal.get(&article.path).await.status(), 200, "{}", article.path);
    }
}

#[apply(on_both_databases)]
async fn a_disk_without_room_is_not_ready_and_readers_go_on() {
    let portal = spawn_with(|config| config.least_free_bytes = u64::MAX).await;
    let article = portal.article("rain").insert();
    let ready = portal.get("/-/ready").await;
    assert_eq!(ready.status(), 503);
    let expected = r#"{"status":"unavailable","database":"ok","migrations":"ok","disk":"full"}"#;
    assert_eq!(ready.text(), expected);
    assert_eq!(portal.get(&article.path).await.status(), 200);
}

#[apply(on_both_databases)]
async fn a_photo_for_which_there_is_no_space_is_refused_in_a_sentence() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let folder = portal.app.config.media_dir();
    // Each file that would be begun is one to which nothing can be written.
    let full = |number| folder.join("partial").join(format!("{}-{number}", std::process::id()));
    for number in 0..20_000 {
        std::os::unix::fs::symlink("/dev/full", full(number)).expect("a link");
    }
    let sky = picture(60, 40, [9, 9, 9]);
    let files = [("files", "sky.png", "image/png", sky.as_slice())];
    let page = editor.upload("/admin/media", &[("credit", "")], &files).await;
    let text = page.text();
    assert!(text.contains("sky.png: there is no space left on the server"), "{text}");
    let originals = || {
        let folders = std::fs::read_dir(folder.join("originals")).expect("a folder");
        let inside = |folder: std::io::Result<std::fs::DirEntry>| {
            std::fs::read_dir(folder.expect("an entry").path()).expect("a folder").count()
        };
        folders.map(inside).sum::<usize>()
    };
    assert_eq!(originals(), 0, "half a file");
    for number in 0..20_000 {
        let _ = std::fs::remove_file(full(number));
    }
    let page = editor.upload("/admin/media", &[("credit", "")], &files).await;
    assert_eq!((page.status(), originals()), (303, 1), "{}", page.text());
}
