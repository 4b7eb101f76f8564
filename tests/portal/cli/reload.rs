//! SIGHUP: a running portal takes over what it can, and ends nothing.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;

use super::{Folder, Server};

const SETTINGS: &str = "load_demo = false\nlocales_dir = \"texts\"\nstatic_dir = \"files\"\n";

/// A newspaper with a text and a style sheet of its own.
fn folder(words: &str) -> Folder {
    let folder = Folder::new().with("broadsheet.toml", SETTINGS);
    fs::create_dir_all(folder.path().join("texts/en")).unwrap();
    fs::create_dir_all(folder.path().join("files/css")).unwrap();
    write(folder, words)
}

fn write(folder: Folder, words: &str) -> Folder {
    folder
        .with("texts/en/own.ftl", &format!("error-404-title = {words}\n"))
        .with("files/css/broadsheet.css", &format!("/* {words} */"))
}

/// The page for an address that leads nowhere, and its style sheet's address.
fn missing(server: &Server, path: &str) -> (String, String) {
    let (status, page) = server.get(path);
    assert_eq!(status, 404);
    let (_, after) = page.split_once("/static/css/broadsheet.").expect("a style sheet");
    let name = after.split('"').next().unwrap().to_owned();
    (page, format!("/static/css/broadsheet.{name}"))
}

#[test]
fn sighup_takes_over_texts_and_files_and_drops_no_connection() {
    let folder = folder("First words");
    let mut server = Server::start(&folder, &[]);
    let log = server.log();
    let mut browser = TcpStream::connect(server.address).unwrap();
    let mut ask = || {
        write!(browser, "GET /robots.txt HTTP/1.1\r\nhost: a\r\n\r\n").unwrap();
        let mut bytes = [0; 4096];
        let read = browser.read(&mut bytes).unwrap();
        assert!(bytes[..read].starts_with(b"HTTP/1.1 200 "), "{read}");
    };
    ask();
    let (page, old) = missing(&server, "/en/nothing");
    assert!(page.contains("First words"), "{page}");

    let folder = write(folder, "Second words");
    server.signal("HUP");
    let line = log.until("\"reloaded\"").pop().unwrap();
    assert!(line.contains("\"reloaded\":\"texts, static files\""), "{line}");
    ask();
    let (page, new) = missing(&server, "/en/nothing");
    assert!(page.contains("Second words") && !page.contains("First words"), "{page}");
    // A page that was sent before still finds its style sheet.
    assert!(server.get(&old).1.contains("/* First words */"));
    assert!(server.get(&new).1.contains("/* Second words */"));

    // What hasn't changed isn't read again.
    server.signal("HUP");
    let line = log.until("\"reloaded\"").pop().unwrap();
    assert!(line.contains("\"reloaded\":\"nothing had changed\""), "{line}");
    drop(folder);
}

#[test]
fn sighup_takes_over_which_lines_are_logged_and_names_what_takes_a_restart() {
    let folder = folder("Words");
    let mut server = Server::start(&folder, &[]);
    let log = server.log();
    server.get("/en/before");
    log.until("/en/before");

    let quiet = format!("{SETTINGS}log_filter = \"info,request=off\"\ndrain_secs = 7\n");
    let folder = folder.with("broadsheet.toml", &quiet);
    server.signal("HUP");
    let line = log.until("\"reloaded\"").pop().unwrap();
    assert!(line.contains("\"reloaded\":\"log_filter\""), "{line}");
    assert!(line.contains("\"restart_for\":\"drain_secs\""), "{line}");
    server.get("/en/unheard");

    let folder = folder.with("broadsheet.toml", SETTINGS);
    server.signal("HUP");
    log.until("\"reloaded\"");
    server.get("/en/after");
    let lines = log.until("/en/after").join("\n");
    assert!(!lines.contains("unheard"), "{lines}");
    drop(folder);
}

#[test]
fn sighup_with_a_file_that_is_wrong_changes_nothing_and_says_where() {
    let folder = folder("Words");
    let mut server = Server::start(&folder, &[]);
    let log = server.log();
    let wrong = [
        ("broadsheet.toml", "log_filter = 7\n", "broadsheet.toml line 1: "),
        ("texts/en/own.ftl", "error-404-title = { $\n", "own.ftl"),
        ("texts/mn-mong/edition.toml", "", "mn-mong"),
    ];
    fs::create_dir_all(folder.path().join("texts/mn-mong")).unwrap();
    for (name, text, place) in wrong {
        let before = fs::read_to_string(folder.path().join(name));
        fs::write(folder.path().join(name), text).unwrap();
        server.signal("HUP");
        let line = log.until("nothing was reloaded").pop().unwrap();
        assert!(line.contains("\"ERROR\"") && line.contains(place), "{line}");
        let (page, _) = missing(&server, "/en/nothing");
        assert!(page.contains("Words"), "{page}");
        match before {
            Ok(before) => fs::write(folder.path().join(name), before).unwrap(),
            Err(_) => fs::remove_file(folder.path().join(name)).unwrap(),
        }
    }
}
