//! The history of an article says what was decided, by whom, and why.

use broadsheet::db::migrations;
use broadsheet::model::Role;

use super::article_form::{send, write};
use crate::support::{batch, on_both_databases, spawn, texts};

#[apply(on_both_databases)]
async fn a_first_revision_is_read_without_marks_and_a_later_one_with_them() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let path = write(&portal, &editor, "Fuel is dear").await;
    let changed = [("headline", "Fuel is cheap"), ("dateline-on", "2026-05-04")];
    assert_eq!(send(&editor, &path, "", &changed).await.status(), 303);
    let history = editor.get(&format!("{path}/history")).await;
    let revisions = history.select_attribute("tbody th a", "href");
    let (newest, first) = (editor.get(&revisions[0]).await, editor.get(&revisions[1]).await);
    assert!(first.text().contains("This is the first revision"), "{}", first.text());
    assert!(first.select_text(".typed").contains(&"Fuel is dear".to_owned()));
    assert!(!first.has("ins") && !first.has("del"));
    assert!(!newest.text().contains("This is the first revision"));
    assert_eq!(newest.select_text("ins")[0], "cheap");
    assert_eq!(newest.select_text("del"), ["dear"]);
    assert_eq!(newest.select_text("ins")[1], "Monday 4 May 2026", "a day, as people write it");
}

#[apply(on_both_databases)]
async fn an_article_s_history_says_what_was_decided() {
    let portal = spawn().await;
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let path = write(&portal, &reporter, "Fuel is dear").await;
    send(&reporter, &path, "/review", &[]).await;
    send(&editor, &path, "/return", &[("return-note", "Who says so?")]).await;
    send(&reporter, &path, "/review", &[("body", "The ministry says so.")]).await;
    let hour = [("schedule-at", "2026-05-04T20:00")];
    assert_eq!(send(&editor, &path, "/schedule", &hour).await.status(), 303);
    portal.clock.set("2026-05-04 12:00");
    assert_eq!(send(&editor, &path, "/update", &[("body", "More.")]).await.status(), 303);
    let note = [("correction", "It was the bank.")];
    assert_eq!(send(&editor, &path, "/correction", &note).await.status(), 303);

    let history = editor.get(&format!("{path}/history")).await;
    assert_eq!(history.select_text(".lead").len(), 1, "it says whose history it is");
    let first = history.select_attribute("tbody th a", "href");
    let (first, version) = (first.last().unwrap(), editor.get(&path).await);
    let version = version.select_attribute("form [name=version]", "value").concat();
    editor.post_and_follow(first, &[("version", &version)]).await;

    let history = editor.get(&format!("{path}/history")).await;
    let decided = history.select_text("tbody strong");
    let expected = [
        "Earlier words restored, of: ",
        "Correction published",
        "Update published",
        "Published",
        "Scheduled for: 4 May 2026, 20:00",
        "Submitted for review",
        "Returned to the writer",
        "Submitted for review",
    ];
    assert_eq!(decided.len(), expected.len(), "{decided:?}");
    for (said, expected) in decided.iter().zip(expected) {
        assert!(said.starts_with(expected), "{said} is not {expected}");
    }
    let notes = history.select_text("tbody td .typed");
    assert_eq!(notes, ["It was the bank.", "Who says so?"]);
    let rows = history.select_text("tbody tr");
    let by_clock = rows.iter().find(|row| row.contains("the clock")).expect("the clock's row");
    assert!(by_clock.contains("Published"));
    assert!(rows.iter().any(|row| row.contains("Returned") && row.contains("editor")));

    // What readers were told stands above the field for the next correction.
    let page = editor.get(&path).await;
    let told = page.select_text("#publishing .notes .typed");
    assert_eq!(told, ["It was the bank."]);

    // The reason of a withdrawal, too.
    portal.withdraw(story_of(&portal, &path), &[("en", "The ministry denies it.")]);
    let history = reporter.get(&format!("{path}/history")).await;
    assert_eq!(history.select_text("tbody strong")[0], "Withdrawn");
    assert_eq!(history.select_text("tbody td .typed")[0], "The ministry denies it.");
}

#[apply(on_both_databases)]
async fn what_was_decided_before_histories_were_kept_is_in_them() {
    let portal = spawn().await;
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let fuel = write(&portal, &reporter, "Fuel is dear").await;
    let rain = write(&portal, &editor, "Rain").await;
    let snow = write(&portal, &editor, "Snow").await;
    let hour = ("schedule-at", "2026-05-04T20:00");
    let (until, reason) = (("embargo-until", "2026-05-05T20:00"), ("reason-en", "Denied."));
    let steps = [
        ("08:01", &reporter, &fuel, "/review", None),
        ("08:02", &editor, &fuel, "/return", Some(("return-note", "Who says so?"))),
        ("08:03", &reporter, &fuel, "/review", None),
        ("08:04", &editor, &fuel, "/schedule", Some(hour)),
        ("08:05", &editor, &rain, "/schedule", Some(hour)),
        ("08:06", &editor, &rain, "/schedule/off", None),
        ("08:07", &editor, &snow, "/embargo", Some(until)),
        ("08:08", &editor, &snow, "/publication", None),
        // The clock has published meanwhile.
        ("12:01", &editor, &fuel, "/update", Some(("body", "More."))),
        ("12:02", &editor, &fuel, "/correction", Some(("correction", "It was the bank."))),
        ("12:03", &editor, &fuel, "/correction", Some(("correction", "It was both."))),
        ("12:04", &editor, &rain, "/publication", None),
    ];
    for (time, by, path, act, field) in steps {
        if time == "12:01" {
            portal.clock.set("2026-05-04 12:00");
        }
        portal.clock.set(&format!("2026-05-04 {time}"));
        let fields: Vec<(&str, &str)> = field.into_iter().collect();
        let answer = send(by, path, act, &fields).await;
        assert_eq!(answer.status(), 303, "{time} {act}: {}", answer.text());
    }
    portal.clock.set("2026-05-04 12:05");
    // The editor's password was given too long ago for that.
    let fresh = portal.sign_in_as(Role::Editor, &["en"]);
    let withdrawn = fresh.post(&format!("{fuel}/withdrawal"), &[reason]).await;
    assert_eq!(withdrawn.status(), 303, "{}", withdrawn.text());

    let acts = "SELECT article_id || ' ' || CAST(acted_at AS TEXT) || ' ' || actor || ' ' || verb \
                || ' ' || note AS text FROM article_acts ORDER BY id";
    let known = portal.query(|conn| texts(conn, acts));
    assert_eq!(known.len(), 14, "{known:#?}");
    portal.query(|conn| {
        let back = "DROP TABLE article_acts; \
                    DELETE FROM __diesel_schema_migrations WHERE version = '20261126000020'";
        batch(conn, back);
    });
    let migrated = migrations::migrate(&portal.app.database).expect("it migrates");
    assert_eq!(migrated.applied.len(), 1, "{:?}", migrated.applied);
    assert_eq!(portal.query(|conn| texts(conn, acts)), known);
    // What is decided from now on comes after that.
    portal.clock.set("2026-05-04 12:06");
    let more = send(&editor, &rain, "/update", &[("body", "It rains.")]).await;
    assert_eq!(more.status(), 303, "{}", more.text());
    let history = editor.get(&format!("{rain}/history")).await;
    let decided = history.select_text("tbody strong");
    assert!(decided[0].starts_with("Update published"), "{decided:?}");
    assert!(decided[1].starts_with("Published"), "{decided:?}");
}

fn story_of(portal: &crate::support::Portal, path: &str) -> broadsheet::model::StoryId {
    let id = path.rsplit('/').next().unwrap().parse().unwrap();
    let id = broadsheet::model::ArticleId(id);
    portal.query(|conn| broadsheet::db::editing::find(conn, id)).unwrap().unwrap().story_id
}

#[apply(on_both_databases)]
async fn a_long_history_has_pages() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let article = portal.article("fuel").insert();
    let words = portal.article("fuel").text();
    portal.command(|conn, by| {
        for number in 0..70 {
            let text = broadsheet::commands::ArticleText {
                headline: format!("Version {number}"),
                ..words.clone()
            };
            broadsheet::commands::update(conn, by, article.id, &text).unwrap();
        }
    });
    let (mut saved, mut decided) = (Vec::new(), 0);
    let mut target = format!("/admin/articles/{}/history", article.id);
    loop {
        let page = editor.get(&target).await;
        assert!(page.select_text("tbody tr").len() <= 50);
        saved.extend(page.select_attribute("tbody th a", "href"));
        decided += page.select_text("tbody strong").len();
        match page.select_attribute("a[rel=next]", "href").first() {
            Some(next) => target = next.clone(),
            None => break,
        }
    }
    let count = saved.len();
    saved.dedup();
    assert_eq!((saved.len(), count, decided), (71, 71, 71), "each once");
}
