//! The list of articles and the dashboard: several at once, saved views, notes, what is to do.

use broadsheet::model::Role;

use super::article_form::{fields, with};
use crate::support::{Answer, Portal, on_both_databases, spawn};

fn headlines(page: &Answer) -> Vec<String> {
    page.select_text("table.rows tbody th")
}

fn section_of(portal: &Portal, id: broadsheet::model::ArticleId) -> broadsheet::model::SectionId {
    portal.query(|conn| broadsheet::db::editing::find(conn, id)).unwrap().unwrap().section_id
}

#[apply(on_both_databases)]
async fn articles_are_moved_together_after_it_was_shown_what_will_happen() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let sport = portal.section("sport");
    let local = portal.section_in("local", &["mn"]);
    let one = portal.article("one").insert();
    let two = portal.article("two").draft().insert();
    let there = portal.article("there").section("sport").insert();
    let foreign = portal.article("foreign").edition("mn").insert();
    let ids = [one.id, two.id, there.id, foreign.id].map(|id| id.to_string());
    let sport_id = sport.to_string();
    let mut fields =
        vec![("do", "move"), ("to-section", &*sport_id), ("back", "state=live&edition=en")];
    fields.extend(ids.iter().map(|id| ("article", id.as_str())));
    let page = editor.post("/admin/articles/bulk", &fields).await;
    assert_eq!(page.status(), 200);
    let words = page.select_text("#done + ul .muted");
    assert_eq!(words, ["from World to Sport", "from World to Sport"]);
    assert_eq!(page.select_text("#left + ul .problem"), ["It is there already."]);
    assert!(!page.text().contains("Foreign"), "it is somebody else's");
    assert_eq!(section_of(&portal, one.id), portal.section("world"), "nothing has happened yet");
    let target = page.select_attribute("main form[action$=move]", "action").concat();
    let chosen = page.select_attribute("main form[action$=move] [name=article]", "value");
    let mut fields = vec![("to-section", &*sport_id), ("back", "state=live&edition=en")];
    fields.extend(chosen.iter().map(|id| ("article", id.as_str())));
    let done = editor.post(&target, &fields).await;
    assert_eq!((done.status(), done.location()), (303, "/admin/articles?edition=en&state=live"));
    let list = editor.get(done.location()).await;
    assert_eq!(list.select_text(".flash"), ["Articles moved: 2."]);
    assert_eq!(list.select_attribute("#state option[selected]", "value"), ["live"]);
    assert_eq!(section_of(&portal, two.id), sport);
    assert!(portal.get("/en/sport/").await.articles().contains(&one.id.0));
    assert!(!portal.get("/en/world/").await.articles().contains(&one.id.0));

    // All or none: the section has no name where one of them is.
    let local = local.to_string();
    let fields = [("to-section", &*local), ("article", &*ids[0]), ("article", &*ids[1])];
    let refused = editor.post("/admin/articles/bulk/move", &fields).await;
    assert_eq!(refused.status(), 422);
    assert_eq!(section_of(&portal, one.id), sport);
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    let world = portal.section("world").to_string();
    let fields = [("to-section", &*world), ("article", &*ids[0])];
    assert_eq!(reporter.post("/admin/articles/bulk/move", &fields).await.status(), 422);
    assert_eq!(section_of(&portal, one.id), sport);
    let none = editor.post("/admin/articles/bulk", &[("do", "move"), ("to-section", &world)]).await;
    assert_eq!(none.status(), 422, "nothing is ticked");
}

#[apply(on_both_databases)]
async fn what_was_ticked_stays_ticked_when_it_is_refused_or_thought_over() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let world = portal.section("world").to_string();
    let ids = ["one", "two", "three"].map(|slug| portal.article(slug).insert().id.to_string());
    let ticked = [("article", &*ids[0]), ("article", &*ids[2])];
    let post = async |more: &[(&str, &str)]| {
        let mut fields = vec![("back", "state=live")];
        fields.extend(ticked.iter().chain(more));
        editor.post("/admin/articles/bulk", &fields).await
    };
    let boxes = |page: &Answer| {
        let mut ticked = page.select_attribute("[name=article][checked]", "value");
        ticked.sort();
        (page.select_attribute("#state option[selected]", "value"), ticked)
    };
    let both = (vec!["live".to_owned()], vec![ids[0].clone(), ids[2].clone()]);
    let page = post(&[("do", "move"), ("to-section", "")]).await;
    assert_eq!((page.status(), boxes(&page)), (422, both.clone()));
    assert!(page.has("#to-section[aria-invalid=true]"));
    // They are there already: the page says so, and leads back to the same boxes.
    let page = post(&[("do", "move"), ("to-section", &world)]).await;
    assert_eq!(page.status(), 422);
    let sent = page.select_attribute("#again [name=article]", "value");
    assert_eq!(sent.len(), 2);
    let page = post(&[("do", "back"), ("to-section", &world)]).await;
    assert_eq!((page.status(), boxes(&page)), (200, both));
    assert_eq!(page.select_attribute("#to-section option[selected]", "value"), [world]);
}

#[apply(on_both_databases)]
async fn stories_are_withdrawn_together_by_somebody_who_has_shown_who_they_are() {
    let portal = spawn().await;
    let wrong = portal.story("wrong").editions(&["en", "mn"]).insert();
    let false_one = portal.article("false").insert();
    let draft = portal.article("draft").draft().insert();
    let editor = portal.sign_in_as(Role::Editor, &["en", "mn"]);
    let english = portal.sign_in_as(Role::Editor, &["en"]);
    let ids = [wrong.article("en").id, false_one.id, draft.id].map(|id| id.to_string());
    let mut fields = vec![("do", "withdraw"), ("back", "q=f")];
    fields.extend(ids.iter().map(|id| ("article", id.as_str())));
    let page = english.post("/admin/articles/bulk", &fields).await;
    assert_eq!(page.select_text("#done + ul .muted"), ["taken down in English"]);
    let left = page.select_text("#left + ul .problem");
    assert_eq!(left.len(), 2, "{left:?}");
    let page = editor.post("/admin/articles/bulk", &fields).await;
    assert_eq!(
        page.select_text("#done + ul .muted"),
        ["taken down in English, Монгол", "taken down in English"]
    );
    assert_eq!(page.select_attribute("textarea", "name"), ["reason-en", "reason-mn"]);
    let chosen = page.select_attribute("main form[action$=withdrawal] [name=article]", "value");
    let mut fields = vec![("reason-en", "It was invented."), ("back", "q=f")];
    fields.extend(chosen.iter().map(|id| ("article", id.as_str())));
    portal.clock.jump("2026-05-04 08:20");
    assert_eq!(editor.post("/admin/articles/bulk/withdrawal", &fields).await.status(), 401);
    assert_eq!(portal.get(wrong.path("mn")).await.status(), 200);
    let fresh = portal.sign_in_as(Role::Editor, &["en", "mn"]);
    let done = fresh.post("/admin/articles/bulk/withdrawal", &fields).await;
    assert_eq!((done.status(), done.location()), (303, "/admin/articles?q=f"));
    for path in [wrong.path("en"), wrong.path("mn"), &false_one.path] {
        assert_eq!(portal.get(path).await.status(), 410);
    }
    assert!(portal.get(wrong.path("en")).await.text().contains("It was invented."));
    // All or none, also for a form that was made by hand.
    let other = portal.article("other").insert();
    let ids = [other.id.to_string(), draft.id.to_string()];
    let fields: Vec<(&str, &str)> = ids.iter().map(|id| ("article", id.as_str())).collect();
    assert_eq!(fresh.post("/admin/articles/bulk/withdrawal", &fields).await.status(), 422);
    assert_eq!(portal.get(&other.path).await.status(), 200);
}

#[apply(on_both_databases)]
async fn a_list_is_saved_under_a_name_of_ones_own() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let other = portal.sign_in_as(Role::Editor, &["en"]);
    portal.article("fuel").draft().insert();
    let page = editor.get("/admin/articles?state=draft&q=fuel&before=").await;
    let back = page.select_attribute("form[action$=views] [name=back]", "value").concat();
    assert_eq!(back, "state=draft&q=fuel");
    let refused =
        editor.post("/admin/articles/views", &[("back", &back), ("view-name", " ")]).await;
    assert_eq!(refused.status(), 422);
    assert!(refused.has("#view-name-problem"));
    assert_eq!(headlines(&refused), ["Fuel"], "the list stays");
    let fields = [("back", back.as_str()), ("view-name", "Drafts on <fuel>")];
    let saved = editor.post_and_follow("/admin/articles/views", &fields).await;
    let current = saved.select_text(".views [aria-current]");
    assert_eq!(current, ["Drafts on <fuel>"]);
    let page = editor.get("/admin/articles").await;
    let href = page.select_attribute(".views li:last-child a", "href").concat();
    assert_eq!(headlines(&editor.get(&href).await), ["Fuel"]);
    assert!(!other.get("/admin/articles").await.text().contains("Drafts on"), "nobody else's");
    // The same name stands for something else now.
    let fields = [("back", "state=live"), ("view-name", "Drafts on <fuel>")];
    let page = editor.post_and_follow("/admin/articles/views", &fields).await;
    assert_eq!(page.select_text(".views a").len(), 2);
    let removal = page.select_attribute(".views form", "action").concat();
    assert_eq!(other.post(&removal, &[]).await.status(), 303);
    assert_eq!(editor.get("/admin/articles").await.select_text(".views a").len(), 2);
    let fields = [("back", "state=live")];
    let page = editor.post_and_follow(&removal, &fields).await;
    assert_eq!(page.select_text(".views a").len(), 1);
    assert_eq!(page.select_attribute("#state option[selected]", "value"), ["live"]);
}

#[apply(on_both_databases)]
async fn colleagues_leave_notes_on_an_article() {
    let portal = spawn().await;
    let article = portal.article("fuel").insert();
    let path = format!("/admin/articles/{}", article.id);
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    let target = format!("{path}/notes");
    let empty = reporter.post(&target, &[("note", " \n ")]).await;
    assert_eq!(empty.status(), 422);
    assert!(empty.has("#note-problem"));
    let done = reporter.post(&target, &[("note", "Who says so?\r\n<b>Ask</b> Bat.")]).await;
    assert_eq!(done.status(), 303);
    let page = portal.sign_in_as(Role::Editor, &["en"]).get(&path).await;
    assert_eq!(page.select_source(".note .typed"), ["Who says so?\n<b>Ask</b> Bat."]);
    let name = portal.user(reporter.user()).name;
    assert!(page.select_text(".note").concat().starts_with(&name));
    assert!(!portal.get(&article.path).await.text().contains("Who says so?"));
    let elsewhere = portal.sign_in_as(Role::Chief, &["mn"]);
    assert_eq!(elsewhere.post(&target, &[("note", "x")]).await.status(), 404);
}

#[apply(on_both_databases)]
async fn what_the_clock_could_not_publish_is_shown_until_it_is_planned_anew() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let article = portal.article("fuel").scheduled_for("2026-05-04 09:00").insert();
    let nameless = broadsheet::commands::ArticleText::default();
    portal
        .command(|conn, by| broadsheet::commands::save_revision(conn, by, article.id, &nameless))
        .unwrap();
    portal.clock.set("2026-05-04 09:00");
    let page = editor.get("/admin").await;
    let attention = page.select_text("#attention + .tally a");
    assert_eq!(attention, ["1 article could not be published on time"]);
    let href = page.select_attribute("#attention + .tally a", "href").concat();
    assert_eq!(headlines(&editor.get(&href).await), ["No headline yet"]);
    let path = format!("/admin/articles/{}", article.id);
    assert!(editor.get(&path).await.text().contains("This was due 4 May 2026 17:00:00 BJT"));
    let words = portal.article("fuel").text();
    portal.command(|conn, by| {
        broadsheet::commands::save_revision(conn, by, article.id, &words).unwrap();
        let later = crate::support::at("2026-05-04 10:00");
        broadsheet::commands::schedule(conn, by, article.id, later).unwrap();
    });
    assert!(!editor.get("/admin").await.has("#attention"));
    portal.clock.set("2026-05-04 10:00");
    assert!(editor.get(&path).await.text().contains("Due 4 May 2026 18:00:00 BJT, published"));
}

#[apply(on_both_databases)]
async fn the_dashboard_counts_what_is_to_do() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en", "mn"]);
    let page = editor.get("/admin").await;
    assert!(!page.has(".tally, .matrix"));
    assert!(page.text().contains("No drafts. Start with a headline."));
    let section = portal.section("world").to_string();
    for headline in ["One", "Two"] {
        let fields = [("edition", "en"), ("headline", headline), ("section", &*section)];
        assert_eq!(editor.post("/admin/articles", &fields).await.status(), 303);
    }
    let live = portal.article("live").insert();
    let words = portal.article("live").headline("Better").text();
    portal
        .command(|conn, by| broadsheet::commands::save_revision(conn, by, live.id, &words))
        .unwrap();
    portal.article("held").scheduled_for("2026-05-04 10:00").insert();
    let page = editor.get("/admin").await;
    assert_eq!(page.select_text(".tally a")[0], "Mine: 2 drafts");
    let attention = page.select_text("#attention + .tally a");
    assert_eq!(attention, ["1 article has changes that are not published"]);
    let href = page.select_attribute("#attention + .tally a", "href").concat();
    assert_eq!(headlines(&editor.get(&href).await), ["Better"]);
    let scheduled = page.select_text("#dashboard-scheduled + table td[data-label=State]").concat();
    assert!(scheduled.contains("4 May 2026 18:00 BJT"), "{scheduled}");
    // In Mongolian the clock of Ulaanbaatar stands beside Beijing's.
    editor.post("/admin/account", &[("name", "Bat"), ("language", "mn")]).await;
    let page = editor.get("/admin").await;
    let scheduled = page.select_text("#dashboard-scheduled + table").concat();
    assert!(scheduled.contains("2026.05.04 18:00 BJT · 18:00 Улаанбаатар"), "{scheduled}");
}

#[apply(on_both_databases)]
async fn the_editor_leads_back_to_the_list_that_one_came_from() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    portal.article("fuel").draft().insert();
    let page = editor.get("/admin/articles?q=fuel&state=draft&edition=en&x=1").await;
    let link = page.select_attribute("table.rows th a", "href").concat();
    let list = "/admin/articles?edition=en&state=draft&q=fuel";
    let page = editor.get(&link).await;
    assert_eq!(page.select_attribute("#to-list", "href"), [list]);
    // Saving, and whatever else happens, comes back to a page that still knows it.
    let sent = fields(&page);
    let path = link.split('?').next().unwrap();
    let saved = editor.post(path, &with(&sent, &[("body", "New.")])).await;
    assert_eq!(saved.status(), 303);
    let page = editor.get(saved.location()).await;
    assert_eq!(page.select_attribute("#to-list", "href"), [list]);
    let back = page.select_attribute("[name=back]", "value");
    let note = [("note", "Who says so?"), ("back", &*back[0])];
    let noted = editor.post_and_follow(&format!("{path}/notes"), &note).await;
    assert_eq!(noted.select_attribute("#to-list", "href"), [list]);
    // A form that was refused hasn't forgotten it either.
    let sent = fields(&page);
    let refused = editor.post(path, &with(&sent, &[("section", "")])).await;
    assert_eq!(refused.status(), 422);
    assert_eq!(refused.select_attribute("#to-list", "href"), [list]);
    // Nothing else gets into the address.
    let page = editor.get(&format!("{path}?back=q%3D%26evil%3Dhttps://example.org")).await;
    assert_eq!(page.select_attribute("#to-list", "href"), ["/admin/articles"]);
    let page = editor.get("/admin/articles?mine=yes").await;
    let begin = page.select_attribute(".begin a", "href").concat();
    let page = editor.get(&begin).await;
    assert_eq!(page.select_attribute("#to-list", "href"), ["/admin/articles?mine=yes"]);
}
