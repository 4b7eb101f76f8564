//! What the dashboard says of this moment, and of links that lead nowhere.

use broadsheet::db::{followers, jobs};
use broadsheet::model::Role;

use crate::support::{on_both_databases, spawn};

#[apply(on_both_databases)]
async fn the_dashboard_says_what_readers_read_these_minutes() {
    let portal = spawn().await;
    let fuel = portal.article("fuel").insert();
    let water = portal.article("water").insert();
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    let counted = |page: &crate::support::Answer| page.select_text("#live + dl dd");
    let page = reporter.get("/admin").await;
    assert_eq!(counted(&page), ["0", "0", "0", "0"]);
    for _ in 0..3 {
        assert_eq!(portal.get(&fuel.path).await.status(), 200);
    }
    portal.get(&water.path).await;
    portal.get("/en/").await;
    // What programs ask for is no reading, and neither is the newsroom's own.
    for target in ["/en/feed.atom", "/-/live", "/en/no-such-page"] {
        portal.get(target).await;
    }
    let page = reporter.get("/admin").await;
    assert_eq!(counted(&page), ["5", "Fuel 3", "Water 1", "0", "0", "0"]);
    portal.clock.set("2026-05-04 08:04");
    assert_eq!(counted(&reporter.get("/admin").await)[0], "5");
    portal.get(&water.path).await;
    portal.clock.set("2026-05-04 08:09:30");
    let page = reporter.get("/admin").await;
    assert_eq!(counted(&page), ["1", "Water 1", "0", "0", "0"]);
    portal.clock.set("2026-05-04 08:20");
    portal.article("soon").scheduled_for("2026-05-04 09:00").insert();
    portal.article("later").scheduled_for("2026-05-04 11:00").insert();
    let page = reporter.get("/admin").await;
    assert_eq!(counted(&page), ["0", "0", "0", "1"]);
}

#[apply(on_both_databases)]
async fn the_dashboard_says_which_feeds_failed_and_what_is_not_told_of_changes() {
    let portal = spawn().await;
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    let facts = async || {
        let page = reporter.get("/admin").await;
        let names = page.select_text("#live + dl dt");
        names.into_iter().zip(page.select_text("#live + dl dd")).collect::<Vec<_>>()
    };
    let errors = async || {
        let mut found = facts().await.into_iter();
        found.find(|(name, _)| name == "Feed errors, last 5 minutes").unwrap().1
    };
    assert_eq!(portal.get("/en/feed.atom").await.status(), 200);
    assert_eq!(errors().await, "0");
    // Of nobody, of nothing: whoever has such a feed in their reader gets no news.
    for target in ["/en/by/nobody/feed.atom", "/en/coverage/nothing/feed.json"] {
        assert_eq!(portal.get(target).await.status(), 404);
    }
    // A page that isn't there is no feed.
    portal.get("/en/by/nobody").await;
    portal.clock.set("2026-05-04 08:01");
    assert_eq!(errors().await, "2");
    portal.clock.set("2026-05-04 08:06");
    assert_eq!(errors().await, "0");

    let standing = async || {
        let mut found = facts().await.into_iter();
        found.find(|(name, _)| name == "Cache in front of the portal")
    };
    assert_eq!(standing().await, None);
    let now = portal.app.clock.now();
    portal
        .query(|conn| {
            followers::begin(conn, "purge", broadsheet::model::ChangeId(0), now)?;
            followers::fail(conn, "purge", "no answer", now)
        })
        .unwrap();
    let words = "Not told of changes since 4 May 2026, 16:06 BJT: readers may see old pages";
    assert_eq!(standing().await.unwrap().1, words);
}

#[apply(on_both_databases)]
async fn a_job_with_errors_needs_attention_for_a_day() {
    let portal = spawn().await;
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    portal.photo("harbour");
    let attention = async || {
        let page = reporter.get("/admin").await;
        page.select_text("#attention + .tally a[href='/admin/jobs']")
    };
    assert!(attention().await.is_empty());
    portal.query(|conn| {
        let now = portal.app.clock.now();
        let job = jobs::list(conn, 1).unwrap()[0].id;
        jobs::beat(conn, job, (1, 1), Some("harbour.jpg (1): the original is missing"), now)
            .unwrap()
    });
    assert_eq!(attention().await, ["1 job with errors since yesterday"]);
    portal.clock.jump("2026-05-05 09:00");
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    assert!(!reporter.get("/admin").await.text().contains("with errors"));
}

#[apply(on_both_databases)]
async fn links_that_lead_nowhere_need_attention() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let gone = portal.article("gone").insert();
    let draft = portal.article("draft").draft().insert();
    let coverage = portal.coverage("summit");
    let body = format!(
        "[a]({}), [b](/s/{}), [c](/en/coverage/summit), [d](/en/world/), [e](/en/coverage/none), \
         [f](https://elsewhere.example/en/coverage/none), [g](/en/about), [h](/s/{})",
        gone.path, gone.id, draft.id,
    );
    let linking = portal.article("linking").body(&body).insert();
    portal.article("foreign").edition("mn").body("[x](/s/999)").insert();
    let attention = || async { editor.get("/admin").await.select_text("#attention + .tally a") };
    assert_eq!(attention().await, ["2 dead links"]);
    // An old address leads on.
    portal.command(|conn, by| {
        let words = broadsheet::commands::CoverageWords {
            edition: "en".to_owned(),
            name: "Talks".to_owned(),
            slug: "talks".to_owned(),
            summary: String::new(),
        };
        broadsheet::commands::rename_coverage(conn, by, coverage, &words).unwrap();
    });
    assert_eq!(attention().await, ["2 dead links"]);
    let story = portal.query(|conn| broadsheet::db::editing::find(conn, gone.id));
    portal.withdraw(story.unwrap().unwrap().story_id, &[]);
    assert_eq!(attention().await, ["4 dead links"]);
    let href = editor.get("/admin").await.select_attribute("#attention + .tally a", "href");
    let list = editor.get(&href.concat()).await;
    assert_eq!(list.select_text("table.rows tbody th"), ["Linking"]);
    let shown = list.select_text("table.rows tbody .typed");
    assert_eq!(shown.len(), 4);
    assert!(shown.contains(&"/en/coverage/none".to_owned()), "{shown:?}");
    let words = portal.article("linking").body("No link.").text();
    portal.command(|conn, by| {
        broadsheet::commands::update(conn, by, linking.id, &words).unwrap();
    });
    assert!(attention().await.is_empty());
}

#[apply(on_both_databases)]
async fn the_list_knows_what_readers_were_told_since() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let updated = portal.article("updated").insert();
    let corrected = portal.article("corrected").insert();
    let both = portal.article("both").insert();
    portal.article("plain").insert();
    portal.correct(&both, "A date.");
    portal.clock.set("2026-05-04 10:00");
    portal.update(&updated, "More.");
    portal.update(&both, "More.");
    portal.correct(&corrected, "A name.");
    let list = |state: &'static str| {
        let editor = &editor;
        async move { editor.get(&format!("/admin/articles?state={state}")).await }
    };
    let headlines = |page: &crate::support::Answer| {
        let mut found = page.select_text("table.rows tbody th");
        found.sort();
        found
    };
    assert_eq!(headlines(&list("updated").await), ["Both", "Updated"]);
    assert_eq!(headlines(&list("corrected").await), ["Corrected"]);
    assert_eq!(headlines(&list("live").await).len(), 4);
    let states = list("live").await.select_text("table.rows tbody td[data-label=State]");
    for state in ["Live", "Updated", "Corrected"] {
        assert!(states.iter().any(|known| known == state), "{states:?}");
    }
    let page = editor.get(&format!("/admin/articles/{}", corrected.id)).await;
    assert!(page.select_text(".badge").contains(&"Corrected".to_owned()));
}
