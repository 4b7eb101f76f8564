use super::{Folder, Server};

const QUIET: [&str; 2] = ["--load-demo", "false"];

/// The path of the link that a command printed.
fn link(printed: &str) -> String {
    let (_, link) =
        printed.split_once("http://127.0.0.1:8080").unwrap_or_else(|| panic!("{printed}"));
    link.trim_end().to_owned()
}

#[test]
fn an_account_is_made_listed_reset_and_deactivated() {
    let folder = Folder::new();
    let nobody = folder.run(&["user", "list"]);
    assert!(nobody.text().starts_with("Nobody can sign in yet."), "{nobody:?}");
    let words = ["user", "create", "--role", "editor", "--edition", "en", "--edition", "mn"];
    let made = folder.run(&[&words[..], &["Bat@Example.org"]].concat());
    assert!(
        made.text().starts_with("Made bat@example.org, editor in en, mn. To choose"),
        "{made:?}"
    );
    let admin = folder.run(&["user", "create", "--role", "admin", "chief@example.org"]);
    assert!(admin.text().contains("admin in every edition"), "{admin:?}");
    let listed = folder.run(&["user", "list"]);
    let lines: Vec<Vec<&str>> =
        listed.text().lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(lines[0], ["bat@example.org", "invited", "-", "editor", "in", "en,", "mn"]);
    let reset = folder.run(&["user", "reset", "--second-step", "bat@example.org"]);
    // While there is no password a link is an invitation.
    let (first, second) = (link(made.text()), link(reset.text()));
    assert!(first.starts_with("/admin/invitation/") && second.starts_with("/admin/invitation/"));
    let server = Server::start(&folder, &QUIET);
    assert_eq!(server.get(&first).0, 404);
    assert_eq!(server.get(&second).0, 200);
    assert!(!server.announcement.contains("First editor"), "{}", server.announcement);
    folder.run(&["user", "deactivate", "bat@example.org"]).text();
    assert_eq!(server.get(&second).0, 404);
    assert!(folder.run(&["user", "list"]).text().contains("deactivated"));
}

#[test]
fn what_cannot_be_is_said_in_a_line() {
    let folder = Folder::new();
    folder.run(&["user", "create", "--role", "admin", "a@example.org"]).text();
    let error = |words: &[&str]| folder.run(&[&["user"], words].concat()).error().to_owned();
    assert_eq!(
        error(&["create", "--role", "editor", "--edition", "fr", "b@example.org"]),
        "there is no edition `fr`; there are en, zh-hans, zh-hant, mn"
    );
    assert_eq!(
        error(&["create", "--role", "admin", "--edition", "en", "b@example.org"]),
        "an admin is one in every edition; leave --edition out"
    );
    assert_eq!(
        error(&["create", "--role", "editor", "A@example.org"]),
        "there is an account of a@example.org already"
    );
    assert_eq!(error(&["create", "--role", "editor", "b"]), "`b` is not an e-mail address");
    assert_eq!(error(&["reset", "b@example.org"]), "there is no account of `b@example.org`");
    assert_eq!(
        error(&["deactivate", "a@example.org"]),
        "this is the last admin; make another one first"
    );
}

#[test]
fn the_printed_link_is_good_for_the_first_admin_only() {
    let folder = Folder::new();
    let server = Server::start(&folder, &QUIET);
    let (_, link) = server.announcement.split_once("/admin/setup/").unwrap();
    let path = format!("/admin/setup/{}", link.split_once('\n').unwrap().0);
    assert_eq!(server.get(&path).0, 200);
    folder.run(&["user", "create", "--role", "admin", "a@example.org"]).text();
    assert_eq!(server.get(&path).0, 404);
}

#[test]
fn variables_make_the_first_admin_of_an_empty_portal_only() {
    let folder = Folder::new().with("password", "correct horse battery\n");
    let variables = [
        ("BROADSHEET_ADMIN_EMAIL", "first@example.org"),
        ("BROADSHEET_ADMIN_PASSWORD_FILE", "password"),
        ("BROADSHEET_LOAD_DEMO", "false"),
    ];
    let server = Server::start_with(&folder, &[], &variables);
    assert!(!server.announcement.contains("First editor"), "{}", server.announcement);
    let listed = folder.run(&["user", "list"]);
    assert!(listed.text().contains("first@example.org  active"), "{listed:?}");
    drop(server);
    // There is somebody now: neither is the file read nor the other one made.
    std::fs::remove_file(folder.path().join("password")).unwrap();
    let mut others = variables;
    others[0].1 = "second@example.org";
    drop(Server::start_with(&folder, &[], &others));
    assert!(!folder.run(&["user", "list"]).text().contains("second"));
}

#[test]
fn a_first_admin_needs_both_variables_and_a_password_worth_the_name() {
    let folder = Folder::new().with("password", "admin\n");
    let error = |variables: &[(&str, &str)]| {
        folder.run_with(&["serve", "--listen", "127.0.0.1:0"], variables).error().to_owned()
    };
    assert_eq!(
        error(&[("BROADSHEET_ADMIN_EMAIL", "a@example.org")]),
        "BROADSHEET_ADMIN_EMAIL: set `BROADSHEET_ADMIN_PASSWORD_FILE` as well, or neither"
    );
    let both = |email| {
        [
            ("BROADSHEET_ADMIN_EMAIL", email),
            ("BROADSHEET_ADMIN_PASSWORD_FILE", "password"),
            ("BROADSHEET_LOAD_DEMO", "false"),
        ]
    };
    assert_eq!(
        error(&both("a@example.org")),
        "BROADSHEET_ADMIN_PASSWORD_FILE: Use at least 12 characters."
    );
}
