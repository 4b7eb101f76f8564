use broadsheet::db::{Database, DatabaseUrl};
use diesel::connection::SimpleConnection;

use super::Folder;

#[test]
fn the_audit_is_verified_and_exported() {
    let folder = Folder::new();
    assert_eq!(folder.run(&["audit", "verify"]).text(), "The audit is empty.\n");
    for email in ["a@example.org", "b@example.org"] {
        folder.run(&["user", "create", "--role", "reporter", "--edition", "mn", email]).text();
    }
    let whole = folder.run(&["audit", "verify"]);
    assert!(
        whole.text().starts_with("The audit is whole: 4 rows, the last one's hash "),
        "{whole:?}"
    );
    let exported = folder.run(&["audit", "export"]);
    let rows: Vec<serde_json::Value> =
        exported.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), 4);
    assert_eq!((&rows[0]["verb"], &rows[0]["actor"]), (&"invite".into(), &"command line".into()));
    assert_eq!(rows[0]["detail"], "a@example.org reporter@mn");
    assert_eq!(rows[1]["previous_hash"], rows[0]["hash"]);
    assert!(rows[0]["acted_at"].as_str().unwrap().ends_with('Z'));

    let file = folder.path().join("broadsheet-data/broadsheet.sqlite3");
    let database = Database::open(&DatabaseUrl::Sqlite(file), 1).unwrap();
    let change = "UPDATE audit SET detail = 'nothing' WHERE id = 3";
    database.writer().unwrap().batch_execute(change).unwrap();
    let broken = folder.run(&["audit", "verify"]);
    assert_eq!(broken.error(), "row 3 of the audit was changed, or a row before it is missing");
}
