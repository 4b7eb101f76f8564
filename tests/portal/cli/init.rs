use super::{Folder, Server};

#[test]
fn a_newspaper_of_ones_own_starts_without_the_demo() {
    let folder = Folder::new();
    let outcome = folder.run(&["init", "--base-url", "https://news.example.org"]);
    assert!(outcome.text().contains("broadsheet check"), "{outcome:?}");
    assert_eq!(folder.names(), ["broadsheet-data", "broadsheet.toml"]);
    let file = folder.read("broadsheet.toml");
    assert!(file.contains("\nbase_url = \"https://news.example.org\"\n"), "{file}");
    assert!(file.contains("\n# listen = \"127.0.0.1:8080\"\n"), "{file}");

    let server = Server::start(&folder, &["--base-url", "http://127.0.0.1:0"]);
    assert!(!server.announcement.contains("demo"), "{}", server.announcement);
}

#[test]
fn the_information_pages_are_there_from_the_start() {
    let folder = Folder::new();
    folder.run(&["init"]).text();
    let server = Server::start(&folder, &[]);
    assert!(server.announcement.contains("Config  broadsheet.toml"));
    for edition in ["en", "zh-hans", "zh-hant", "mn"] {
        assert_eq!(server.get(&format!("/{edition}/privacy")).0, 200);
        assert_eq!(server.get(&format!("/{edition}/")).0, 200);
    }
}

#[test]
fn nothing_is_overwritten() {
    let folder = Folder::new().with("broadsheet.toml", "workers = 1\n");
    let error = "there is a broadsheet.toml already; edit it, or run init in another folder. \
                 Nothing was changed";
    assert_eq!(folder.run(&["init"]).error(), error);
    assert_eq!(folder.names(), ["broadsheet.toml"]);
    assert_eq!(folder.read("broadsheet.toml"), "workers = 1\n");
}

#[test]
fn the_demo_must_go_first() {
    let folder = Folder::new();
    folder.run(&["demo", "reset"]).text();
    let error = folder.run(&["init"]).error().to_owned();
    assert!(error.ends_with("Try: broadsheet demo remove, then broadsheet init"), "{error}");
    assert_eq!(folder.names(), ["broadsheet-data"]);
    folder.run(&["demo", "remove"]).text();
    folder.run(&["init"]).text();
    let server = Server::start(&folder, &[]);
    assert!(!server.announcement.contains("demo"), "{}", server.announcement);
}
