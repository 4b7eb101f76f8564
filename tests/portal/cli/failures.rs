//! One clear line, a status other than 0, and nothing changed.

use std::net::TcpListener;
use std::process::Command;

use super::Folder;

#[test]
fn a_taken_port_is_named_with_one_to_try() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let folder = Folder::new();
    let outcome = folder.run(&["serve", "--listen", &format!("127.0.0.1:{port}")]);
    let expected =
        format!("Port {port} is already in use. Try: broadsheet serve --listen 127.0.0.1:");
    assert!(outcome.error().starts_with(&expected), "{outcome:?}");
    assert_eq!(folder.names(), [""; 0]);
}

#[test]
fn an_unknown_key_is_named_with_its_line() {
    let folder = Folder::new().with("broadsheet.toml", "\n\n\n\n\n\nbase-ulr = \"x\"\n");
    for words in [&["serve"][..], &["migrate"], &["init"], &["config", "show"], &["demo", "reset"]]
    {
        assert_eq!(
            folder.run(words).error(),
            "broadsheet.toml line 7: unknown key `base-ulr`. Did you mean `base_url`?"
        );
    }
    assert_eq!(folder.names(), ["broadsheet.toml"]);
}

#[test]
fn a_bad_value_is_named_with_its_place() {
    let folder = Folder::new();
    let outcome = folder.run_with(&["serve"], &[("BROADSHEET_LISTEN", "8080")]);
    assert_eq!(
        outcome.error(),
        "BROADSHEET_LISTEN: must be an address and a port such as `127.0.0.1:8080`, not `8080`"
    );
    let outcome = folder.run(&["serve", "--workers", "none"]);
    assert_eq!(outcome.error(), "--workers: must be a number from 1 to 1024, not `none`");
    let outcome = folder.run(&["serve", "--config", "own.toml"]);
    assert!(outcome.error().starts_with("--config: cannot read own.toml: "), "{outcome:?}");
    assert_eq!(folder.names(), [""; 0]);
}

#[test]
fn a_folder_that_cannot_be_written_to_is_named() {
    let folder = Folder::new().with("file", "");
    for words in [&["serve", "--listen", "127.0.0.1:0"][..], &["migrate"], &["init"]] {
        let outcome = folder.run(&[words, &["--data-dir", "file/data"]].concat());
        let error = outcome.error();
        assert!(error.starts_with("cannot write to the data folder file/data: "), "{error}");
        assert!(error.ends_with("Try: broadsheet --data-dir FOLDER"), "{error}");
    }
    assert_eq!(folder.names(), ["file"]);
}

#[test]
fn an_unreachable_database_is_named_without_its_password() {
    let folder = Folder::new();
    let url = "postgres://me:hunter2@127.0.0.1:1/news";
    for words in [&["serve", "--listen", "127.0.0.1:0"][..], &["migrate"], &["init"]] {
        let outcome = folder.run_with(words, &[("DATABASE_URL", url)]);
        let error = outcome.error();
        assert!(
            error.starts_with("cannot open the database postgres://127.0.0.1:1/news: "),
            "{error}"
        );
        assert!(!error.contains("hunter2"), "{error}");
    }
    let broken = "postgres://me:hunter2@[127.0.0.1/news";
    let outcome = folder.run_with(&["migrate"], &[("DATABASE_URL", broken)]);
    assert!(!outcome.error().contains("hunter2"), "{outcome:?}");
    assert_eq!(folder.names(), [""; 0]);
}

#[test]
fn a_database_that_is_something_else_is_named() {
    let folder = Folder::new().with("news.sqlite3", &"not a database ".repeat(100));
    let before = folder.read("news.sqlite3");
    let outcome = folder.run(&["migrate", "--database-url", "sqlite:news.sqlite3"]);
    assert!(outcome.error().contains("news.sqlite3"), "{outcome:?}");
    assert_eq!(folder.read("news.sqlite3"), before);
}

#[test]
fn a_newer_schema_is_refused_with_the_version_that_is_needed() {
    let folder = Folder::new();
    folder.run(&["migrate"]).text();
    let file = folder.path().join("broadsheet-data/broadsheet.sqlite3");
    let mut conn =
        <diesel::SqliteConnection as diesel::Connection>::establish(file.to_str().unwrap())
            .unwrap();
    diesel::connection::SimpleConnection::batch_execute(
        &mut conn,
        "INSERT INTO __diesel_schema_migrations (version) VALUES ('99990101000000')",
    )
    .unwrap();
    drop(conn);
    let words = ["serve", "--listen", "127.0.0.1:0"];
    for words in [&words[..], &["migrate"], &["demo", "reset"]] {
        let outcome = folder.run(words);
        assert!(outcome.error().contains("99990101000000"), "{outcome:?}");
        assert!(outcome.error().contains("newer Broadsheet"), "{outcome:?}");
    }
    assert!(!folder.run(&["check"]).succeeded);
}

#[test]
fn a_pipe_that_closes_is_no_failure() {
    let folder = Folder::new();
    let program = env!("CARGO_BIN_EXE_broadsheet");
    let script = format!("'{program}' completions bash | head -c 1; '{program}' man | head -c 1");
    let output = Command::new("sh").args(["-c", &script]).current_dir(folder.path()).output();
    assert_eq!(String::from_utf8_lossy(&output.unwrap().stderr), "");
}
