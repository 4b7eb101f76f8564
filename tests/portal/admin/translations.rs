//! A text beside its translation.

use broadsheet::commands;
use broadsheet::model::{ArticleId, Role};

use super::stories::{first_row, path_of, send, start};
use crate::support::{Browser, Portal, on_both_databases, spawn};

fn body_of(portal: &Portal, article: ArticleId) -> String {
    let newest = portal.query(|conn| broadsheet::db::editing::find_newest(conn, article));
    newest.unwrap().unwrap().body
}

#[apply(on_both_databases)]
async fn a_translation_has_its_source_beside_it_and_learns_when_that_changes() {
    let portal = spawn().await;
    let translator = portal.sign_in_as(Role::Reporter, &["mn"]);
    let photo = portal.photo("harbour");
    let body = format!("First.\n\nSecond.\n\n```photo\nmedia: {photo}\ncaption: It\n```\n\nThird.");
    let source = portal.article("fuel").headline("Fuel").coverage("summit").author("bat");
    let source = source.dateline("BEIJING", "2026-05-04", "Agency").photo("harbour").body(&body);
    let source = source.insert();
    let page = translator.get("/admin/articles/stories").await;
    let button = format!("form[action='{}/translations'] input[value=mn]", path_of(source.id));
    assert!(page.has(&button), "{}", page.text());
    let id = start(&translator, source.id, "mn").await;
    // What is the same in every language is there; the words are not.
    assert_eq!(body_of(&portal, id), format!("\n\n\n\n```photo\nmedia: {photo}\n```"));
    let editor = translator.get(&path_of(id)).await;
    assert!(editor.has("[name=coverage][checked]") && editor.has("#author option[selected]"));
    assert!(editor.has(&format!("#photo-{photo}[checked]")));
    assert_eq!(editor.select_attribute("#dateline-on", "value"), ["2026-05-04"]);
    assert!(editor.select_source("#headline").concat().is_empty());

    let target = format!("{}/translation", path_of(id));
    let page = translator.get(&target).await;
    let beside = page.select_text(".from .typed");
    assert_eq!(beside[..2], ["Fuel", "BEIJING"]);
    assert!(beside.contains(&"Second.".to_owned()));
    assert!(!page.has(".notice, del, ins"), "nothing has changed");
    let lines = [("headline", "Түлш"), ("dateline-place", "БЭЭЖИН")];
    // In any order: the third paragraph is written before the second.
    let answer =
        send(&translator, id, &lines, &[(1, "Нэг."), (4, "Гурав.\r\n\r\nБас.")], false).await;
    assert_eq!(answer.status(), 303);
    let page = translator.get(&target).await;
    let typed = page.select_source("textarea[name=paragraph]");
    let typed: Vec<&str> = typed.iter().map(|text| text.trim_start_matches('\n')).collect();
    let frame = format!("```photo\nmedia: {photo}\n```");
    assert_eq!(typed, ["Нэг.", "", frame.as_str(), "Гурав.\nБас.", ""]);
    assert_eq!(translator.get(&path_of(id)).await.select_source("#slug"), ["tulsh"]);

    // The source goes on, in lines that no blank one parts.
    portal.clock.jump("2026-05-04 09:40");
    let words = portal.article("fuel").headline("Fuel").body(&format!(
        "First.\nNew.\nSecond, changed.\n\n```photo\nmedia: {photo}\ncaption: It\n```"
    ));
    let mut words = words.photo("harbour").author("bat").text();
    (words.dateline_place, words.dateline_agency) = ("BEIJING".into(), "Agency".into());
    portal.command(|conn, by| commands::update(conn, by, source.id, &words)).unwrap();
    portal.clock.jump("2026-05-04 11:45");
    let before = body_of(&portal, id);
    let dashboard = translator.get("/admin").await;
    assert!(first_row(&dashboard)[3].contains("behind 2 h"), "{:?}", first_row(&dashboard));
    let editor = translator.get(&path_of(id)).await;
    assert!(editor.select_text(".notice").concat().contains("17:40"), "{}", editor.text());
    let page = translator.get(&target).await;
    assert!(page.select_text(".notice").concat().contains("17:40"));
    assert_eq!(page.select_text("ins"), ["New.", ", changed"]);
    assert_eq!(page.select_text("del"), ["Third."]);
    let kinds = page.select_attribute("input[name=kind]", "value");
    assert_eq!(kinds, ["same", "new", "same", "same", "gone", "more"]);
    assert_eq!(body_of(&portal, id), before, "the translation is the translator's own");

    // Saved without having read it all: still behind, and still beside what it was made from.
    let answer = send(&translator, id, &[], &[(3, "Хоёр.")], false).await;
    assert_eq!(answer.status(), 303);
    let page = translator.get(&target).await;
    let typed = page.select_source("textarea[name=paragraph]");
    assert_eq!(typed[2].trim_start(), "Хоёр.");
    assert!(page.has(".notice"));
    let answer = send(&translator, id, &[], &[(2, "Шинэ."), (5, "")], true).await;
    assert_eq!(answer.status(), 303);
    let page = translator.get(&target).await;
    assert!(!page.has(".notice, ins, del"), "{}", page.text());
    assert_eq!(body_of(&portal, id), format!("Нэг.\n\nШинэ.\n\nХоёр.\n\n{frame}"));
    assert!(!first_row(&translator.get("/admin").await)[3].contains("behind"));
    assert!(portal.audited().contains(&"mark_up_to_date".to_owned()));
}

#[apply(on_both_databases)]
async fn a_translation_cannot_be_begun_where_it_cannot_be() {
    let portal = spawn().await;
    let local = portal.section_in("local", &["en"]);
    portal.section("world");
    let source = portal.article("fuel").section("local").insert();
    let reporter = portal.sign_in_as(Role::Reporter, &["mn"]);
    let target = format!("{}/translations", path_of(source.id));
    let denied = reporter.post(&target, &[("edition", "zh-hans")]).await;
    assert_eq!(denied.status(), 403);
    let refused = reporter.post(&target, &[("edition", "mn")]).await;
    assert_eq!(refused.status(), 422, "the section has no name there");
    let world = portal.section("world").to_string();
    assert_eq!(refused.select_attribute("#section option", "value"), [world.as_str()]);
    assert!(!refused.text().contains(&format!("value=\"{local}\"")));
    let fields = [("edition", "mn"), ("section", world.as_str())];
    assert_eq!(reporter.post(&target, &fields).await.status(), 303);
    let again = reporter.post(&target, &fields).await;
    assert_eq!(again.status(), 422);
    assert!(again.select_text(".problem").concat().contains("Монгол"), "{}", again.text());
    // Somebody else's draft is nobody's source elsewhere.
    let draft = portal.article("secret").draft().insert();
    let hidden = reporter.post(&format!("{}/translations", path_of(draft.id)), &fields).await;
    assert_eq!(hidden.status(), 404);
}

#[apply(on_both_databases)]
async fn somebody_else_s_text_is_not_overwritten_by_a_translator() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en", "mn"]);
    let source = portal.article("fuel").body("First.").insert();
    let id = start(&editor, source.id, "mn").await;
    let target = format!("{}/translation", path_of(id));
    let stale = editor.get(&target).await;
    let value = |name: &str| stale.select_attribute(&format!("[name={name}]"), "value").concat();
    let (version, from, read) = (value("version"), value("from"), value("read"));
    assert_eq!(send(&editor, id, &[("headline", "Түлш")], &[], false).await.status(), 303);
    let fields = [
        ("version", version.as_str()),
        ("from", from.as_str()),
        ("read", read.as_str()),
        ("headline", "Шатахуун"),
        ("kind", "same"),
        ("paragraph", "Миний бичвэр."),
    ];
    let clash = editor.post(&target, &fields).await;
    assert_eq!(clash.status(), 409);
    assert!(clash.text().contains("Миний бичвэр.") && clash.text().contains("Түлш"));
}

/// Keeps what somebody types in the editor of an article, as its script does.
async fn keep(by: &Browser<'_>, portal: &Portal, article: ArticleId, typed: &[(&str, &str)]) {
    let version = portal.query(|conn| broadsheet::db::editing::find_newest(conn, article));
    let version = version.unwrap().unwrap().id.to_string();
    let mut fields = vec![("version", version.as_str()), ("copy", "0"), ("screen", "a-screen")];
    fields.extend(typed);
    let kept = by.post(&format!("{}/working-copy", path_of(article)), &fields).await;
    assert_eq!(kept.status(), 200, "{}", kept.text());
    let closed = [("screen", "a-screen"), ("close", "yes")];
    assert_eq!(by.post(&format!("{}/writer", path_of(article)), &closed).await.status(), 200);
}

#[apply(on_both_databases)]
async fn a_translator_goes_on_with_what_was_not_saved_yet() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en", "mn"]);
    let colleague = portal.sign_in_as(Role::Editor, &["mn"]);
    let sport = portal.section("sport").to_string();
    let source = portal.article("fuel").body("First.").insert();
    let id = start(&editor, source.id, "mn").await;
    let typed = [
        ("headline", "Бичиж байсан"),
        ("body", "Нэгдүгээр."),
        ("editor", "Дорж"),
        ("section", sport.as_str()),
    ];
    keep(&editor, &portal, id, &typed).await;
    let target = format!("{}/translation", path_of(id));
    let page = editor.get(&target).await;
    assert!(page.has("#unsaved"), "it says so");
    assert_eq!(page.select_text("main .lead"), ["Бичиж байсан"]);
    assert_eq!(page.select_text("textarea[name=headline]").concat().trim(), "Бичиж байсан");
    assert_eq!(page.select_text("#paragraph-1").concat().trim(), "Нэгдүгээр.");
    // What this page has no field for is kept as well.
    let answer = send(&editor, id, &[("headline", "Түлш")], &[], false).await;
    assert_eq!(answer.status(), 303, "{}", answer.text());
    assert!(!editor.get(&target).await.has("#unsaved"));
    let form = editor.get(&path_of(id)).await;
    assert_eq!(form.select_source("#headline"), ["Түлш"]);
    assert_eq!(form.select_source("#editor"), ["Дорж"]);
    assert_eq!(form.select_attribute("#section option[selected]", "value"), [sport]);
    assert_eq!(body_of(&portal, id), "Нэгдүгээр.");

    // A colleague's words are in the history, below those of the translator.
    keep(&colleague, &portal, id, &[("headline", "Шатахуун"), ("body", "Нэгдүгээр.")]).await;
    let answer = send(&editor, id, &[("headline", "Бензин")], &[], false).await;
    assert_eq!(answer.status(), 303, "{}", answer.text());
    let history = editor.get(&format!("{}/history", path_of(id))).await;
    assert!(history.text().contains("Шатахуун"), "{}", history.text());

    // What came after the page was opened is shown beside what was typed here.
    let page = editor.get(&target).await;
    let of = |name: &str| page.select_attribute(&format!("[name={name}]"), "value").concat();
    let names = ["version", "copy", "from", "read"].map(|name| (name, of(name)));
    let mut stale: Vec<(&str, &str)> = names.iter().map(|(name, it)| (*name, &**it)).collect();
    stale.push(("headline", "Минийх"));
    keep(&editor, &portal, id, &[("headline", "Хожуу")]).await;
    let clash = editor.post(&target, &stale).await;
    assert_eq!(clash.status(), 409);
    assert!(clash.text().contains("Минийх") && clash.text().contains("Хожуу"));
}

#[apply(on_both_databases)]
async fn what_is_typed_beside_the_source_is_kept_before_it_is_saved() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en", "mn"]);
    let source = portal.article("fuel").body("First.\n\nSecond.\n\nThird.").insert();
    let id = start(&editor, source.id, "mn").await;
    let from = source.id.to_string();
    // What the whole form has and this page has no field for.
    keep(&editor, &portal, id, &[("editor", "Дорж"), ("dateline-on", "soon")]).await;
    let target = format!("{}/translation", path_of(id));
    let page = editor.get(&target).await;
    let copy = page.select_attribute("[name=copy]", "value").concat();
    let typed = [
        ("copy", copy.as_str()),
        ("from", from.as_str()),
        ("headline", "Түлш"),
        ("kind", "same"),
        ("paragraph", "Нэг."),
        ("kind", "same"),
        ("paragraph", ""),
        ("kind", "same"),
        ("paragraph", "Гурав."),
        ("kind", "more"),
        ("paragraph", ""),
    ];
    let version = page.select_attribute("[name=version]", "value").concat();
    let own = [("version", version.as_str()), ("screen", "a-screen")];
    let kept = format!("{}/working-copy", path_of(id));
    let kept = editor.post(&kept, &[&own[..], &typed[..]].concat()).await;
    assert_eq!(kept.status(), 200, "{}", kept.text());

    let page = editor.get(&target).await;
    let shown = page.select_source("textarea[name=paragraph]");
    let shown: Vec<&str> = shown.iter().map(|text| text.trim_start_matches('\n')).collect();
    assert_eq!(shown, ["Нэг.", "", "Гурав.", ""]);
    let form = editor.get(&path_of(id)).await;
    assert_eq!(form.select_source("#headline"), ["Түлш"]);
    assert_eq!(form.select_source("#editor"), ["Дорж"]);
    assert_eq!(form.select_attribute("#dateline-on", "value"), ["soon"]);
    assert!(body_of(&portal, id).trim().is_empty(), "nothing is saved");
    let closed = [("screen", "a-screen"), ("close", "yes")];
    assert_eq!(editor.post(&format!("{}/writer", path_of(id)), &closed).await.status(), 200);
    assert_eq!(send(&editor, id, &[], &[], false).await.status(), 303);
    assert_eq!(body_of(&portal, id), "Нэг.\n\n\n\nГурав.");
    let form = editor.get(&path_of(id)).await;
    assert_eq!(form.select_source("#slug"), ["tulsh"], "it follows the headline");
    let history = editor.get(&format!("{}/history", path_of(id))).await;
    assert_eq!(history.select_text("tbody tr").len(), 2, "{}", history.text());
}
