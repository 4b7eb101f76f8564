use super::Folder;

#[test]
fn a_new_portal_has_nothing_wrong() {
    let folder = Folder::new();
    folder.run(&["init"]).text();
    let outcome = folder.run(&["check"]);
    for name in [
        "configuration",
        "data folder",
        "disk",
        "database",
        "clock",
        "photo formats",
        "edition en",
        "edition zh-hans",
        "edition zh-hant",
        "edition mn",
    ] {
        assert!(outcome.text().contains(&format!("✓ {name}")), "{name}: {outcome:?}");
    }
    assert!(outcome.text().contains("! base URL        http://127.0.0.1:8080 is for this machine"));
}

#[test]
fn checking_changes_nothing() {
    let folder = Folder::new();
    assert!(folder.run(&["check"]).text().contains("! database        ./broadsheet-data/"));
    assert_eq!(folder.names(), [""; 0]);
}

#[test]
fn what_is_wrong_has_a_remedy() {
    let folder = Folder::new().with("file", "");
    let outcome = folder.run(&[
        "check",
        "--data-dir",
        "file/data",
        "--default-edition",
        "fr",
        "--database-url",
        "postgres://me:hunter2@127.0.0.1:1/news",
    ]);
    assert!(!outcome.succeeded);
    let lines: Vec<&str> = outcome.stdout.lines().collect();
    for name in ["data folder", "database", "editions"] {
        let wrong = lines.iter().position(|line| line.starts_with(&format!("✗ {name}")));
        let wrong = wrong.unwrap_or_else(|| panic!("{name}: {outcome:?}"));
        assert!(lines[wrong + 1].starts_with("                  "), "{outcome:?}");
    }
    assert!(!outcome.stdout.contains("hunter2"));
    let outcome = folder.run(&["check", "--workers", "0"]);
    assert!(!outcome.succeeded);
    assert!(outcome.stdout.starts_with("✗ configuration   --workers: must be"), "{outcome:?}");
}

#[test]
fn a_message_that_an_edition_lacks_is_named() {
    let folder = Folder::new();
    std::fs::create_dir_all(folder.path().join("locales/en")).unwrap();
    let folder = folder.with("locales/en/own.ftl", "our-own-message = Ours\n");
    let outcome = folder.run(&["check", "--locales-dir", "locales"]);
    assert!(!outcome.succeeded);
    let line = "✗ edition mn      1 messages missing: our-own-message";
    assert!(outcome.stdout.contains(line), "{outcome:?}");
}
