//! What was done is written down, and stays as it was.

use broadsheet::audit::{self, Verdict};
use broadsheet::commands;
use broadsheet::model::{AuditId, Role, SignOff};

use crate::support::{batch, on_both_databases, spawn};

#[apply(on_both_databases)]
async fn what_people_do_is_written_with_who_and_from_where() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").draft().insert();
    let editor = portal.colleague(Role::Editor, &["en"]);
    let now = portal.app.clock.now();
    let by = SignOff::person(editor.id, editor.roles.clone(), "203.0.113.7", now);
    portal.query(|conn| commands::publish(conn, &by, article.id)).unwrap();
    let acts = portal.query(|conn| audit::list_after(conn, AuditId(0), 10)).unwrap();
    assert_eq!(acts.len(), 1, "the portal's own acts are in `changes`: {acts:?}");
    assert_eq!((acts[0].actor.as_str(), acts[0].verb.as_str()), (&*by.actor, "publish"));
    assert_eq!(acts[0].address, "203.0.113.7");
    assert!(acts[0].subject.contains(&format!("article:{}", article.id)));
    // What is refused, or rolled back, was not done.
    let reporter = portal.colleague(Role::Reporter, &["en"]);
    let by = SignOff::person(reporter.id, reporter.roles.clone(), "", now);
    portal.query(|conn| commands::publish(conn, &by, article.id)).unwrap_err();
    assert_eq!(portal.audited(), ["publish"]);
}

#[apply(on_both_databases)]
async fn a_row_that_was_changed_is_found() {
    let portal = spawn().await;
    let admin = portal.sign_in_as(Role::Admin, &[]);
    for name in ["A", "B", "C", "D"] {
        admin.post("/admin/account", &[("name", name), ("language", "en")]).await;
    }
    let verdict = || portal.query(audit::verify).unwrap();
    let Verdict::Whole { rows: 5, head } = verdict() else { panic!("{:?}", verdict()) };
    let acts = portal.query(|conn| audit::list_after(conn, AuditId(0), 10)).unwrap();
    assert_eq!(acts[4].hash, head);
    let third = acts[2].id;
    for (change, back) in [
        (
            "actor = 'user:99'",
            "actor = (SELECT actor FROM audit WHERE id = (SELECT MIN(id) FROM audit))",
        ),
        ("detail = 'x'", "detail = ''"),
        ("verb = 'sign_in'", "verb = 'change_profile'"),
        ("acted_at = '2026-05-04 08:00:01'", "acted_at = '2026-05-04 08:00:00'"),
    ] {
        portal.query(|conn| batch(conn, &format!("UPDATE audit SET {change} WHERE id = {third}")));
        assert_eq!(verdict(), Verdict::Broken(third), "{change}");
        portal.query(|conn| batch(conn, &format!("UPDATE audit SET {back} WHERE id = {third}")));
    }
    assert!(matches!(verdict(), Verdict::Whole { .. }), "as it was before: {:?}", verdict());
    portal.query(|conn| batch(conn, &format!("DELETE FROM audit WHERE id = {third}")));
    assert_eq!(verdict(), Verdict::Broken(acts[3].id), "a row is missing before it");
}
