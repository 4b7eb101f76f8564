use super::Folder;

#[test]
fn the_origin_of_every_setting_is_shown() {
    let folder = Folder::new().with("broadsheet.toml", "# ours\nworkers = 3\n");
    let variables =
        [("BROADSHEET_DRAIN_SECS", "5"), ("DATABASE_URL", "postgres://me:hunter2@db.example/news")];
    let words = ["config", "show", "--origin", "--listen", "127.0.0.1:9000"];
    let outcome = folder.run_with(&words, &variables);
    let line = |key: &str| {
        let found = outcome.text().lines().find(|line| line.starts_with(&format!("{key} = ")));
        found.unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(line("workers"), "workers = 3 # broadsheet.toml line 2");
    assert_eq!(line("drain_secs"), "drain_secs = 5 # BROADSHEET_DRAIN_SECS");
    assert_eq!(line("listen"), "listen = \"127.0.0.1:9000\" # --listen");
    assert_eq!(line("base_url"), "base_url = \"http://127.0.0.1:9000\" # default");
    assert_eq!(
        line("database_url"),
        "database_url = \"postgres://db.example/news\" # DATABASE_URL"
    );
    assert!(!outcome.stdout.contains("hunter2"));
}

#[test]
fn what_is_shown_is_a_file() {
    let folder = Folder::new();
    let shown = folder.run(&["config", "show"]).text().to_owned();
    let folder = folder.with("broadsheet.toml", &shown);
    assert_eq!(folder.run(&["config", "show"]).text(), shown);
}

#[test]
fn every_command_explains_itself() {
    let folder = Folder::new();
    let commands: [&[&str]; 10] = [
        &[],
        &["serve"],
        &["init"],
        &["migrate"],
        &["check"],
        &["demo", "reset"],
        &["import", "page"],
        &["config", "show"],
        &["completions"],
        &["man"],
    ];
    for words in commands {
        let outcome = folder.run(&[words, &["--help"]].concat());
        assert!(outcome.text().contains("Example:\n  broadsheet"), "{words:?}");
        assert!(outcome.text().contains("[env: BROADSHEET_DATA_DIR]"), "{words:?}");
    }
}

#[test]
fn manual_pages_and_completions_are_made() {
    let folder = Folder::new();
    assert!(folder.run(&["man"]).text().contains(".TH broadsheet 1"));
    folder.run(&["man", "--dir", "man"]).text();
    let page = folder.read("man/broadsheet-demo-reset.1");
    assert!(page.contains("BROADSHEET_DATA_DIR"));
    for shell in ["bash", "fish", "zsh"] {
        assert!(folder.run(&["completions", shell]).text().contains("broadsheet"));
    }
}
