//! A story in its editions: how far it is, published together, linked and parted.

use broadsheet::db::stories;
use broadsheet::model::{ArticleId, Role};

use crate::support::{Answer, Browser, on_both_databases, spawn};

pub fn path_of(id: ArticleId) -> String {
    format!("/admin/articles/{id}")
}

fn id_in(location: &str) -> ArticleId {
    let id = location.trim_start_matches("/admin/articles/").split(['/', '#', '?']).next();
    ArticleId(id.unwrap().parse().unwrap())
}

/// What each cell of the first row says.
pub fn first_row(page: &Answer) -> Vec<String> {
    page.select_text(".matrix tbody tr:first-child td")
}

/// Presses [Start] in the cell of an edition.
pub async fn start(by: &Browser<'_>, source: ArticleId, edition: &str) -> ArticleId {
    let target = format!("{}/translations", path_of(source));
    let answer = by.post(&target, &[("edition", edition)]).await;
    assert_eq!(answer.status(), 303, "{}", answer.text());
    assert!(answer.location().ends_with("/translation"));
    id_in(answer.location())
}

/// Sends the form of a translation with some of its fields filled in.
pub async fn send(
    by: &Browser<'_>,
    article: ArticleId,
    lines: &[(&str, &str)],
    paragraphs: &[(usize, &str)],
    is_marked: bool,
) -> Answer {
    let target = format!("{}/translation", path_of(article));
    let page = by.get(&target).await;
    let mut fields: Vec<(String, String)> = Vec::new();
    for name in ["version", "copy", "from", "read"] {
        let value = page.select_attribute(&format!("form.translating input[name={name}]"), "value");
        fields.push((name.to_owned(), value.concat()));
    }
    let kinds = page.select_attribute("input[name=kind]", "value");
    let texts = page.select_source("textarea[name=paragraph]");
    for (number, (kind, text)) in kinds.into_iter().zip(texts).enumerate() {
        let typed = paragraphs.iter().find(|(wanted, _)| *wanted == number + 1);
        let text = typed.map_or(text.trim_start_matches('\n'), |(_, text)| text).to_owned();
        fields.extend([("kind".to_owned(), kind), ("paragraph".to_owned(), text)]);
    }
    fields.extend(lines.iter().map(|&(name, text)| (name.to_owned(), text.to_owned())));
    if is_marked {
        fields.push(("mark".to_owned(), "yes".to_owned()));
    }
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    by.post(&target, &fields).await
}

#[apply(on_both_databases)]
async fn the_matrix_shows_how_far_each_story_is_in_each_edition() {
    let portal = spawn().await;
    let chief = portal.sign_in_as(Role::Chief, &[]);
    let old = portal.story("old").insert();
    let live = portal.article("storm").headline("Storm in the south").insert();
    portal.article("storm").edition("mn").of_story(live.story).draft().insert();
    let page = chief.get("/admin").await;
    let rows = page.select_text(".matrix tbody th");
    assert_eq!(rows, ["Storm in the south", "Old"], "what was touched last comes first");
    let cells = first_row(&page);
    assert!(cells[0].ends_with("Live") && cells[3].ends_with("Draft"), "{cells:?}");
    assert!(cells[1].starts_with("Start") && cells[2].starts_with("Start"), "{cells:?}");
    assert!(page.links().contains(&path_of(live.id)));
    // Something happens to the other one.
    portal.update(old.article("en"), "More is known.");
    portal.clock.jump("2026-05-04 08:30");
    portal.correct(old.article("mn"), "It was May.");
    let page = chief.get("/admin/articles/stories").await;
    assert_eq!(page.select_text(".matrix tbody th")[0], "Old");
    let cells = first_row(&page);
    assert!(cells[0].ends_with("Updated") && cells[3].ends_with("Corrected"), "{cells:?}");
    portal.withdraw(old.id, &[]);
    assert!(first_row(&chief.get("/admin").await).iter().all(|cell| cell.ends_with("Withdrawn")));
    for (query, found) in [
        ("q=SOUTH", vec!["Storm in the south"]),
        ("missing=zh-hans", vec!["Storm in the south"]),
        ("missing=mn", vec![]),
        ("behind=yes", vec![]),
        ("q=100%25", vec![]),
    ] {
        let page = chief.get(&format!("/admin/articles/stories?{query}")).await;
        assert_eq!(page.select_text(".matrix tbody th"), found, "{query}");
    }
    // Who works elsewhere sees what every reader sees, and can begin their own.
    let mongolian = portal.sign_in_as(Role::Reporter, &["zh-hant"]);
    let cells = mongolian.get("/admin").await;
    let row = cells.select_text(".matrix tbody tr:first-child td");
    let row = if row[0].contains("Live") {
        row
    } else {
        cells.select_text(".matrix tbody tr:nth-child(2) td")
    };
    assert!(row[0].ends_with("Live") && row[2].starts_with("Start"), "{row:?}");
    assert!(row[1].contains("not there") && row[3].contains("not there"), "{row:?}");
}

#[apply(on_both_databases)]
async fn a_translation_that_was_only_begun_goes_by_the_headline_of_its_source() {
    let portal = spawn().await;
    let live = portal.article("storm").headline("Storm in the south").insert();
    let begun = portal.article("storm").edition("mn").of_story(live.story);
    let begun = begun.headline("").draft().insert();
    let chief = portal.sign_in_as(Role::Chief, &["mn"]);
    chief.post("/admin/account", &[("name", "Bat"), ("language", "mn")]).await;
    let page = chief.get("/admin/articles/stories").await;
    assert_eq!(page.select_text(".matrix tbody th"), ["Storm in the south"]);
    let page = chief.get(&format!("/admin/articles/{}/translation", begun.id)).await;
    assert_eq!(page.select_text(".lead"), ["Storm in the south"]);
    assert_eq!(page.select_attribute(".lead bdi", "lang"), ["en"]);
}

#[apply(on_both_databases)]
async fn the_dashboard_and_the_matrix_take_as_few_queries_with_many_stories_as_with_few() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &[]);
    let count = async |target: &str| {
        editor.get(target).await;
        let before = portal.app.database.queries();
        assert_eq!(editor.get(target).await.status(), 200);
        portal.app.database.queries() - before
    };
    let fill = async |numbers: std::ops::Range<usize>| {
        for number in numbers {
            let live = portal.article(&format!("story-{number}")).insert();
            let translation = start(&editor, live.id, "mn").await;
            send(&editor, translation, &[("headline", "Шинэ")], &[], false).await;
            portal.update(&live, &format!("News {number}."));
        }
    };
    fill(0..2).await;
    let targets = ["/admin", "/admin/articles/stories", "/admin/articles/stories?behind=yes&q=s"];
    let mut few = Vec::new();
    for target in targets {
        few.push(count(target).await);
    }
    fill(2..35).await;
    for (target, few) in targets.into_iter().zip(few) {
        let many = count(target).await;
        assert!(many <= few + 1, "{target}: {few} queries with few stories, {many} with many");
        assert!(many <= 24, "{target}: {many} queries");
    }
    let page = editor.get("/admin/articles/stories").await;
    assert_eq!(page.select_text(".matrix tbody tr").len(), 30);
    let next = page.select_attribute("a[rel=next]", "href").concat();
    assert_eq!(editor.get(&next).await.select_text(".matrix tbody tr").len(), 5);
    let behind = editor.get("/admin").await.select_text("#attention + .tally a");
    assert_eq!(behind[0], "35 translations are behind their source");
}

#[apply(on_both_databases)]
async fn articles_join_a_story_and_leave_it_and_readers_can_switch_accordingly() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en", "mn"]);
    let english = portal.article("fuel").headline("Fuel").insert();
    let mongolian = portal.article("fuel-mn").headline("Tulsh").edition("mn").insert();
    let other = portal.article("rain").headline("Rain").insert();
    let story = format!("{}/story", path_of(english.id));
    let page = editor.get(&format!("{story}?q=Tulsh")).await;
    let offered = page.select_attribute("button[name=article]", "value");
    assert_eq!(offered, [mongolian.id.to_string()]);
    let link = format!("{story}/link");
    let id = mongolian.id.to_string();
    assert!(portal.get(&english.path).await.alternates().is_empty());
    assert_eq!(editor.post(&link, &[("article", &id)]).await.status(), 303);
    let alternates = portal.get(&english.path).await.alternates();
    assert!(
        alternates
            .iter()
            .any(|(language, href)| language == "mn" && href.ends_with(&mongolian.path))
    );
    let switcher = portal.get(&mongolian.path).await.links();
    assert!(switcher.contains(&english.path), "{switcher:?}");

    let taken = editor.post(&link, &[("article", &other.id.to_string())]).await;
    assert_eq!(taken.status(), 422);
    assert!(taken.select_text("#link-problem").concat().contains("English"), "{}", taken.text());
    assert_eq!(editor.post(&link, &[]).await.status(), 422);

    let unlink = format!("{}/story/unlink", path_of(mongolian.id));
    assert_eq!(editor.post(&unlink, &[]).await.status(), 303);
    assert!(portal.get(&english.path).await.alternates().is_empty());
    assert!(!portal.get(&mongolian.path).await.links().contains(&english.path));
    assert_eq!(editor.post(&unlink, &[]).await.status(), 422, "it is alone");
    let reporter = portal.sign_in_as(Role::Reporter, &["mn"]);
    assert_eq!(reporter.post(&unlink, &[]).await.status(), 403);
    let here = format!("{}/story/link", path_of(mongolian.id));
    assert_eq!(reporter.post(&here, &[("article", &english.id.to_string())]).await.status(), 403);
}

#[apply(on_both_databases)]
async fn a_source_that_left_the_story_is_none() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &[]);
    let source = portal.article("fuel").insert();
    let id = start(&editor, source.id, "mn").await;
    portal.update(&source, "More.");
    assert!(editor.get(&path_of(id)).await.has(".notice"));
    editor.post(&format!("{}/story/unlink", path_of(id)), &[]).await;
    assert!(!editor.get(&path_of(id)).await.has(".notice"));
    let alone = editor.get(&format!("{}/translation", path_of(id))).await;
    assert!(!alone.has("form.translating"));
    let fields = [("article", id.to_string())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    editor.post(&format!("{}/story/link", path_of(source.id)), &fields).await;
    assert!(editor.get(&path_of(id)).await.has(".notice"), "and together they are as before");
    let rows = portal.query(|conn| stories::count_behind(conn, &["mn".to_owned()], 9));
    assert_eq!(rows, Ok(1));
}

#[apply(on_both_databases)]
async fn a_story_is_published_in_all_its_editions_or_in_none() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en", "mn"]);
    let english = portal.article("fuel").headline("Fuel").draft().insert();
    let mongolian = portal.article("fuel").headline("Tulsh").edition("mn");
    let mongolian = mongolian.of_story(english.story).draft().insert();
    let chinese = portal.article("fuel").headline("").edition("zh-hans");
    let chinese = chinese.of_story(english.story).draft().insert();
    let path = format!("{}/story", path_of(english.id));
    let page = editor.get(&path).await;
    let (one, two) = (english.id.to_string(), mongolian.id.to_string());
    assert_eq!(
        page.select_attribute("[name=article][checked]", "value"),
        [one.clone(), two.clone()]
    );
    let admin = portal.sign_in_as(Role::Admin, &[]);
    let blocked = admin.get(&path).await.select_text(".blocked");
    assert!(blocked[0].contains("no headline"), "{blocked:?}");

    let target = format!("{path}/publication");
    assert_eq!(editor.post(&target, &[("when", "now")]).await.status(), 422, "none is chosen");
    let all = [
        ("when", "now"),
        ("article", &*one),
        ("article", &*two),
        ("article", &chinese.id.to_string()),
    ];
    let refused = admin.post(&target, &all).await;
    assert_eq!(refused.status(), 422);
    assert!(refused.select_text("#included-problem").concat().contains("简体中文"));
    assert_eq!(portal.get(&english.path).await.status(), 404, "none of them");
    let denied = editor.post(&target, &all[..]).await;
    assert_eq!(denied.status(), 403);
    for article in [&english, &mongolian] {
        assert_eq!(portal.get(&article.path).await.status(), 404);
    }
    assert_eq!(editor.post(&target, &all[..3]).await.status(), 303);
    for article in [&english, &mongolian] {
        assert_eq!(portal.get(&article.path).await.status(), 200);
    }
    assert_eq!(portal.get(&chinese.path).await.status(), 404);
}

#[apply(on_both_databases)]
async fn the_clock_publishes_a_story_together_and_says_when() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en", "mn"]);
    let english = portal.article("fuel").headline("Fuel").draft().insert();
    let mongolian = portal.article("fuel").headline("Tulsh").edition("mn");
    let mongolian = mongolian.of_story(english.story).draft().insert();
    let target = format!("{}/story/publication", path_of(english.id));
    let (one, two) = (english.id.to_string(), mongolian.id.to_string());
    let fields =
        |hour| [("when", "later"), ("story-at", hour), ("article", &*one), ("article", &*two)];
    for bad in ["", "2026-05-04T15:00", "soon"] {
        assert_eq!(editor.post(&target, &fields(bad)).await.status(), 422, "{bad}");
    }
    assert_eq!(editor.post(&target, &fields("2026-05-04T18:00")).await.status(), 303);
    let page = editor.get("/admin").await;
    let scheduled = page.select_text("#dashboard-scheduled + table td[data-label=State]").concat();
    assert!(scheduled.contains("4 May 2026 18:00 BJT"), "{scheduled}");
    let due = portal.clock.set("2026-05-04 10:00:00.5");
    assert_eq!(due.published, [english.id, mongolian.id]);
    let page = editor.get(&path_of(english.id)).await;
    assert!(page.text().contains("4 May 2026 18:00:00 BJT, published 4 May 2026 18:00:00 BJT"));
    let times = portal.query(|conn| broadsheet::db::editing::find(conn, mongolian.id));
    let copy = times.unwrap().unwrap();
    assert_eq!(copy.due_at, copy.published_at);
    assert_eq!(copy.done_at, Some(crate::support::at("2026-05-04 10:00:00.5")));
}

#[apply(on_both_databases)]
async fn the_editor_starts_a_translation_where_the_story_has_none() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en", "mn"]);
    let source = portal.article("fuel").insert();
    let page = editor.get(&path_of(source.id)).await;
    let form = "nav.editions-of form";
    assert_eq!(page.select_attribute(&format!("{form} [name=edition]"), "value"), ["mn"]);
    let target = page.select_attribute(form, "action").concat();
    let begun = editor.post(&target, &[("edition", "mn")]).await;
    assert!(begun.location().ends_with("/translation"), "{}", begun.text());
    assert!(!editor.get(&path_of(source.id)).await.has(form));
}
