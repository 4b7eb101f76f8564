//! From the first word to the last: an article in the newsroom, and what readers see of it.

use broadsheet::model::{ArticleId, Role};

use super::article_form::{fields, public, send, with, write};
use crate::support::{Answer, on_both_databases, spawn};

#[apply(on_both_databases)]
async fn a_reporter_writes_an_editor_publishes_and_a_reader_sees_it_at_once() {
    let portal = spawn().await;
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let path = write(&portal, &reporter, "Fuel is dearer").await;
    assert!(reporter.get("/admin").await.links().contains(&path), "a draft of mine");
    let page = reporter.get(&path).await;
    assert!(!page.has("[formaction$='/publication']"), "reporters don't publish");
    assert_eq!(send(&reporter, &path, "/review", &[]).await.status(), 303);
    let page = reporter.get(&path).await;
    assert!(!page.has("#body"), "it is the editors' now");
    let said = page.select_text("main > .notice").concat();
    assert!(said.starts_with("The editors of English have it now."), "{said}");
    let name = portal.user(editor.user()).name;
    assert!(said.ends_with(&format!("Who can take it up: {name}.")), "{said}");
    let shown = page.select_attribute("main iframe", "src").concat();
    assert_eq!(reporter.get(&shown).await.select_text("h1"), ["Fuel is dearer"]);
    assert!(page.has("form[action$='/notes']"));
    let page = editor.get("/admin").await;
    assert_eq!(page.select_text("h2#dashboard-review").len(), 1);
    assert!(page.links().contains(&path));

    let refused = send(&editor, &path, "/return", &[("body", "Mine.")]).await;
    assert_eq!(refused.status(), 422, "without a note");
    assert!(refused.has("#return-note-problem") && refused.text().contains("Mine."));
    let note = [("return-note", "Who says so?")];
    assert_eq!(send(&editor, &path, "/return", &note).await.status(), 303);
    let page = reporter.get("/admin").await;
    assert_eq!(page.select_text("h2#dashboard-returned").len(), 1);
    let page = reporter.get(&path).await;
    assert_eq!(page.select_text(".note .typed"), ["Who says so?"]);
    let text = [("body", "The minister says so.")];
    assert_eq!(send(&reporter, &path, "/review", &text).await.status(), 303);

    assert_eq!(send(&editor, &path, "/publication", &[]).await.status(), 303);
    let page = editor.get(&path).await;
    let read = portal.get(&public(&page)).await;
    assert_eq!(read.select_text("h1"), ["Fuel is dearer"]);
    assert!(read.text().contains("The minister says so."));
    assert!(portal.get("/en/").await.text().contains("Fuel is dearer"));
    for verb in ["create_article", "submit", "return_article", "edit_article", "publish"] {
        assert!(portal.audited().contains(&verb.to_owned()), "{verb}");
    }
}

#[apply(on_both_databases)]
async fn what_two_people_write_at_once_is_kept_and_shown_to_both() {
    let portal = spawn().await;
    let (one, two) =
        (portal.sign_in_as(Role::Editor, &["en"]), portal.sign_in_as(Role::Editor, &["en"]));
    let path = write(&portal, &one, "Fuel").await;
    let opened = fields(&two.get(&path).await);
    assert_eq!(send(&one, &path, "", &[("body", "The text of one.")]).await.status(), 303);
    let mine = with(&opened, &[("body", "The text\nof two.")]);
    for to in ["", "/publication"] {
        let clash = two.post(&format!("{path}{to}"), &mine).await;
        assert_eq!(clash.status(), 409);
        let shown = clash.select_source(".both .typed");
        assert_eq!(shown, ["The text\nof two.", "The text of one."]);
    }
    assert_eq!(two.get(&path).await.select_text("#body").concat().trim(), "The text of one.");
    // [Keep mine] sends the same text once more, on top of the other's.
    let clash = two.post(&path, &mine).await;
    let again = fields(&clash);
    assert_eq!(two.post(&path, &with(&again, &[])).await.status(), 303);
    let page = two.get(&path).await;
    assert_eq!(page.select_source("#body").concat().trim(), "The text\nof two.");
    // The same text twice, by an impatient finger, is no clash and no revision.
    assert_eq!(two.post(&path, &with(&again, &[])).await.status(), 303);
    let history = two.get(&format!("{path}/history")).await;
    assert_eq!(history.select_text("tbody th a").len(), 3);
}

#[apply(on_both_databases)]
async fn roles_are_kept_to_also_by_hand_made_forms() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let path = write(&portal, &editor, "Fuel").await;
    let form = fields(&editor.get(&path).await);
    let form = with(&form, &[]);
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    let stranger = portal.sign_in_as(Role::Chief, &["mn"]);
    for to in ["", "/review", "/publication", "/schedule", "/embargo", "/correction", "/update"] {
        let target = format!("{path}{to}");
        assert_eq!(reporter.post(&target, &form).await.status(), 403, "{target}");
        assert_eq!(stranger.post(&target, &form).await.status(), 404, "{target}");
    }
    assert_eq!(reporter.get(&format!("{path}/withdrawal")).await.status(), 403);
    assert_eq!(stranger.get(&path).await.status(), 404);
    let own = write(&portal, &reporter, "Mine").await;
    assert_eq!(send(&reporter, &own, "/publication", &[]).await.status(), 403);
    let elsewhere = [("edition", "mn"), ("headline", "x")];
    assert_eq!(reporter.post("/admin/articles", &elsewhere).await.status(), 403);
}

#[apply(on_both_databases)]
async fn readers_see_corrections_updates_and_withdrawals() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &[]);
    let path = write(&portal, &editor, "Fuel is dearer").await;
    send(&editor, &path, "/publication", &[]).await;
    let address = public(&editor.get(&path).await);

    assert_eq!(send(&editor, &path, "", &[("body", "By 12 percent.")]).await.status(), 303);
    assert!(editor.get(&path).await.has(".notice"), "readers have the old words");
    assert!(!portal.get(&address).await.text().contains("By 12 percent."));
    let missing = send(&editor, &path, "/correction", &[]).await;
    assert_eq!(missing.status(), 422);
    assert!(missing.has("#correction-problem"));
    portal.clock.jump("2026-05-04 10:00");
    let note = [("correction", "It is 12 percent, not 10."), ("body", "By 12 per cent.")];
    assert_eq!(send(&editor, &path, "/correction", &note).await.status(), 303);
    let read = portal.get(&address).await.text();
    assert!(read.contains("It is 12 percent, not 10.") && read.contains("By 12 per cent."));
    let text = [("body", "By 13 per cent.")];
    assert_eq!(send(&editor, &path, "/update", &text).await.status(), 303);
    assert!(portal.get(&address).await.text().contains("By 13 per cent."));

    portal.clock.jump("2026-05-04 10:20");
    let target = format!("{path}/withdrawal");
    let reason = [("reason-en", "It was invented.")];
    assert_eq!(editor.post(&target, &reason).await.status(), 401, "who is it?");
    assert_eq!(portal.get(&address).await.status(), 200);
    let fresh = portal.sign_in_as(Role::Editor, &[]);
    assert_eq!(fresh.get(&target).await.select_attribute("textarea", "name"), ["reason-en"]);
    assert_eq!(fresh.post(&target, &reason).await.status(), 303);
    let gone = portal.get(&address).await;
    assert_eq!(gone.status(), 410);
    assert!(gone.text().contains("It was invented."));
    assert_eq!(fresh.post(&target, &reason).await.status(), 422);
    let page = fresh.get(&path).await;
    assert!(page.has("#article") && !page.has("#open-publishing, #publishing"), "nothing to do");
}

#[apply(on_both_databases)]
async fn an_article_is_published_at_its_hour_on_the_edition_s_clock() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let path = write(&portal, &editor, "Fuel is dearer").await;
    for (hour, problem) in [("", "#schedule-at-problem"), ("2026-05-04T15:59", ".problem")] {
        let page = send(&editor, &path, "/schedule", &[("schedule-at", hour)]).await;
        assert_eq!(page.status(), 422, "{hour}");
        assert!(page.has(problem));
    }
    // 18:00 in Beijing is 10:00 UTC.
    let hour = [("schedule-at", "2026-05-04T18:00")];
    assert_eq!(send(&editor, &path, "/schedule", &hour).await.status(), 303);
    assert!(
        editor.get(&path).await.select_text("#state").concat().contains("4 May 2026 18:00 BJT")
    );
    assert!(editor.get("/admin").await.has("h2#dashboard-scheduled"));
    assert_eq!(send(&editor, &path, "/schedule/off", &[]).await.status(), 303);
    assert!(portal.clock.set("2026-05-04 10:01").published.is_empty());
    let hour = [("schedule-at", "2026-05-04T18:30")];
    assert_eq!(send(&editor, &path, "/schedule", &hour).await.status(), 303);
    let embargo = [("embargo-until", "2026-05-04T19:00")];
    assert_eq!(send(&editor, &path, "/embargo", &embargo).await.status(), 303);
    portal.clock.set("2026-05-04 10:30");
    assert!(!portal.get("/en/").await.text().contains("Fuel is dearer"));
    assert!(editor.get(&path).await.select_text("#state").concat().contains("Under embargo"));
    assert_eq!(portal.clock.set("2026-05-04 11:00").published.len(), 1);
    assert!(portal.get("/en/").await.text().contains("Fuel is dearer"));
}

#[apply(on_both_databases)]
async fn earlier_words_come_back_as_a_new_revision() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let path = write(&portal, &editor, "Fuel").await;
    let first = portal.query(|conn| {
        let id = ArticleId(path.rsplit('/').next().unwrap().parse().unwrap());
        broadsheet::db::editing::find_newest(conn, id).unwrap().unwrap().id
    });
    let author = portal.author("bat").to_string();
    send(&editor, &path, "", &[("body", "The second paragraph."), ("author", &author)]).await;
    let history = editor.get(&format!("{path}/history")).await;
    let newest = history.select_attribute("tbody a", "href").remove(0);
    let page = editor.get(&newest).await;
    assert_eq!(page.select_text("del"), ["first"]);
    assert_eq!(page.select_text("ins"), ["second", "Bat"], "people have names");
    assert!(!page.has("form[method=post][action*=history]"), "it is the newest");
    let target = format!("{path}/history/{first}");
    let form = fields(&editor.get(&target).await);
    assert_eq!(editor.post(&target, &with(&form, &[])).await.status(), 303);
    let page = editor.get(&path).await;
    assert_eq!(page.select_text("#body").concat().trim(), "The first paragraph.");
    let history = editor.get(&format!("{path}/history")).await;
    assert_eq!(history.select_text("tbody th a").len(), 3);
    assert_eq!(editor.get(&format!("{path}/history/999999")).await.status(), 404);
}

#[apply(on_both_databases)]
async fn hostile_text_stays_text_in_every_field() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let path = write(&portal, &editor, "Fuel").await;
    let bad = "\"><script src=//x.example>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}";
    let all: Vec<(&str, &str)> = [
        "kicker",
        "headline",
        "short-headline",
        "standfirst",
        "body",
        "editor",
        "slug",
        "dateline-place",
        "dateline-agency",
        "caption",
        "alt",
    ]
    .into_iter()
    .map(|name| (name, bad))
    .collect();
    let refused = send(&editor, &path, "", &[&all[..], &[("dateline-on", bad)]].concat()).await;
    assert_eq!(refused.status(), 422);
    let day = [("dateline-on", "2026-05-03")];
    assert_eq!(send(&editor, &path, "", &[&all[..], &day].concat()).await.status(), 303);
    let opened = fields(&editor.get(&path).await);
    let preview = editor.post(&format!("{path}/preview"), &with(&opened, &[])).await;
    assert_eq!(preview.header("x-frame-options"), "SAMEORIGIN");
    assert_eq!(preview.header("cache-control"), "no-store");
    assert_eq!(preview.select_attribute("meta[name=robots]", "content"), ["noindex"]);
    let history = editor.get(&format!("{path}/history")).await;
    let newest = history.select_attribute("tbody a", "href").remove(0);
    let pages = [
        refused,
        editor.get(&path).await,
        editor.get("/admin/articles").await,
        editor.get("/admin").await,
        editor.get(&newest).await,
        editor.get(&format!("{path}/preview")).await,
        history,
        preview,
    ];
    for page in pages {
        assert!(!page.has("[src*='x.example'], [onerror], img[src=x]"), "{}", page.target);
        assert!(page.text().contains("&#60;script") || page.text().contains("&lt;script"));
    }
    assert_eq!(editor.get(&path).await.select_source("#headline"), [bad]);
}

#[apply(on_both_databases)]
async fn the_list_is_filtered_and_its_next_page_keeps_the_filter() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    for number in 0..51 {
        portal.article(&format!("fuel-{number}")).headline(&format!("Fuel {number}")).insert();
    }
    portal.article("rain").headline("100% rain").draft().insert();
    portal.article("hidden").headline("Fuel elsewhere").edition("mn").insert();
    let count = |page: &Answer| page.select_text("tbody tr").len();
    let page = editor.get("/admin/articles?q=fuel&state=live").await;
    assert_eq!(count(&page), 50);
    assert!(page.select_text("tbody tr")[0].contains("Fuel 50"), "the newest first");
    let next = page.select_attribute("a[rel=next]", "href").concat();
    let next = editor.get(&next).await;
    assert_eq!(count(&next), 1);
    assert_eq!(next.select_attribute("#q", "value"), ["fuel"]);
    assert_eq!(next.select_attribute("#state option[selected]", "value"), ["live"]);
    assert_eq!(count(&editor.get("/admin/articles?q=100%25").await), 1);
    assert_eq!(count(&editor.get("/admin/articles?state=draft").await), 1);
    assert_eq!(count(&editor.get("/admin/articles?mine=yes").await), 0);
    assert_eq!(count(&editor.get("/admin/articles?edition=mn").await), 50, "not theirs");
    write(&portal, &editor, "Mine").await;
    assert_eq!(count(&editor.get("/admin/articles?mine=yes").await), 1);
    let name = portal.user(editor.user()).name;
    let by_name = format!("/admin/articles?q={}", name.replace(' ', "+"));
    assert_eq!(count(&editor.get(&by_name).await), 1);
}

#[apply(on_both_databases)]
async fn a_new_article_goes_to_its_publication_or_its_review_in_one_step() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    let section = portal.section("world").to_string();
    let words = |headline, then| {
        let body = "The first paragraph.";
        let section = section.as_str();
        [("edition", "en"), ("headline", headline), ("body", body), ("section", section), then]
    };
    let steps = |page: &Answer| page.select_attribute("#article .main [name=then]", "value");
    assert_eq!(steps(&editor.get("/admin/articles/new").await), ["review", "publishing"]);
    assert_eq!(steps(&reporter.get("/admin/articles/new").await), ["review"]);

    let saved = editor.post("/admin/articles", &words("Fuel", ("then", "publishing"))).await;
    assert_eq!(saved.status(), 303, "{}", saved.text());
    let (path, part) = saved.location().split_once('#').expect("a part of the page");
    assert!(editor.get(path).await.has(&format!("dialog#{part}[open] [formaction$='/schedule']")));
    assert_eq!(editor.get(path).await.select_text("#state .badge"), ["English", "Draft"]);

    let review = ("then", "review");
    let unnamed = reporter.post("/admin/articles", &words("", review)).await;
    assert_eq!(unnamed.status(), 422, "editors need a headline");
    assert!(unnamed.has("#headline-problem") && unnamed.text().contains("The first paragraph."));
    assert_eq!(steps(&unnamed), ["review"]);
    assert_eq!(editor.get("/admin/articles").await.select_text("tbody tr").len(), 1);
    let handed = reporter.post("/admin/articles", &words("Rain", review)).await;
    let path = handed.location().to_owned();
    assert!(!reporter.get(&path).await.has("#body"), "it is the editors' now");
    let page = editor.get(&path).await;
    assert_eq!(page.select_text("#state .badge"), ["English", "In review"]);

    // The script has begun a draft before the first save; the buttons are still those.
    let path = write(&portal, &reporter, "Wind").await;
    assert_eq!(send(&reporter, &path, "", &[("body", "More."), review]).await.status(), 303);
    assert_eq!(editor.get(&path).await.select_text("#body").concat().trim(), "More.");
    let page = editor.get(&path).await;
    assert_eq!(page.select_text("#state .badge"), ["English", "In review"]);
    let then = [("then", "publishing")];
    let saved = send(&editor, &path, "", &then).await;
    assert_eq!(saved.location(), format!("{path}#publishing"));
}

#[apply(on_both_databases)]
async fn an_article_has_another_title_where_it_is_shared() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let path = write(&portal, &editor, "Fuel is dearer").await;
    send(&editor, &path, "/publication", &[]).await;
    let address = public(&editor.get(&path).await);
    let title = |page: &Answer| page.select_attribute("meta[property='og:title']", "content");
    assert_eq!(title(&portal.get(&address).await), ["Fuel is dearer"]);
    let typed = [("social-title", " Why fuel is dearer now ")];
    send(&editor, &path, "/update", &typed).await;
    let page = portal.get(&address).await;
    assert_eq!(title(&page), ["Why fuel is dearer now"]);
    assert_eq!(page.select_text("h1"), ["Fuel is dearer"]);
    let page = editor.get(&path).await;
    assert_eq!(page.select_source("#social-title"), ["Why fuel is dearer now"]);
    assert_eq!(page.select_text("#social-title-hint"), ["22 of 70 cells"]);
    assert_eq!(title(&editor.get(&format!("{path}/preview")).await), ["Why fuel is dearer now"]);
    let history = editor.get(&format!("{path}/history")).await;
    let revisions = history.select_attribute("tbody a", "href");
    let page = editor.get(&revisions[0]).await;
    assert!(page.select_text("main section").concat().contains("Social title"), "{}", page.text());
}
