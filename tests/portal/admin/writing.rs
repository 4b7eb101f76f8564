//! What is kept while somebody types, before anybody decides to save it.

use broadsheet::db::working_copies;
use broadsheet::model::{ArticleId, Role};
use serde_json::{Value, json};

use super::article_form;
use crate::support::{Answer, Browser, Portal, on_both_databases, picture, spawn};

const ONE: (&str, &str) = ("screen", "screen-of-one");
const TWO: (&str, &str) = ("screen", "screen-of-two");

/// Begins a draft as the script does, and gives what it was answered.
async fn begin(portal: &Portal, by: &Browser<'_>, headline: &str) -> Value {
    portal.section("world");
    let fields = [("edition", "en"), ("headline", headline), ONE];
    let answer = by.post("/admin/articles/working-copy", &fields).await;
    assert_eq!(answer.status(), 200, "{}", answer.text());
    answer.json()
}

fn path(newest: &Value) -> String {
    newest["path"].as_str().unwrap().to_owned()
}

fn id(newest: &Value) -> ArticleId {
    ArticleId(path(newest).rsplit('/').next().unwrap().parse().unwrap())
}

/// Sends a text on top of what the server has said.
async fn keep(
    by: &Browser<'_>,
    on: &Value,
    screen: (&str, &str),
    fields: &[(&str, &str)],
) -> Answer {
    let (version, copy) = (on["version"].to_string(), on["copy"].to_string());
    let own = [("version", version.as_str()), ("copy", copy.as_str()), screen];
    by.post(&format!("{}/working-copy", path(on)), &[&own[..], fields].concat()).await
}

fn held(newest: &Value, name: &str) -> String {
    let fields = newest["fields"].as_array().unwrap();
    let found = fields.iter().find(|pair| pair[0] == name);
    found.map(|pair| pair[1].as_str().unwrap().to_owned()).unwrap_or_default()
}

#[apply(on_both_databases)]
async fn the_first_words_begin_a_draft_that_readers_and_history_know_nothing_of() {
    let portal = spawn().await;
    // An edition without sections has no place for it.
    let chief = portal.sign_in_as(Role::Chief, &["mn"]);
    let answer = chief.post("/admin/articles/working-copy", &[("edition", "mn"), TWO]).await;
    assert_eq!(answer.status(), 422);
    assert!(answer.json()["text"].as_str().unwrap().contains("no sections yet"));
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    let begun = begin(&portal, &reporter, "Fu").await;
    let before = portal.changes().len();
    let kept =
        keep(&reporter, &begun, ONE, &[("headline", "Fuel"), ("body", "One.\r\nTwo.")]).await;
    assert_eq!(kept.status(), 200);
    assert_eq!(portal.changes().len(), before, "an autosave is no change");
    let page = reporter.get(&path(&begun)).await;
    assert_eq!(page.select_source("#headline"), ["Fuel"]);
    assert_eq!(page.select_source("#body").concat().trim(), "One.\nTwo.");
    assert!(page.select_text("#unsaved").concat().contains("after the last save"));
    assert_eq!(page.select_attribute("#section option[selected]", "value"), [""; 0]);
    let history = reporter.get(&format!("{}/history", path(&begun))).await;
    assert_eq!(history.select_text("tbody th a").len(), 1, "people's decisions, not keystrokes");
    assert!(
        reporter.get("/admin/articles").await.select_text("tbody th").concat().contains("Fuel")
    );
    let matrix = reporter.get("/admin/articles/stories").await;
    assert_eq!(matrix.select_text("tbody th"), ["Fuel"], "it is called the same everywhere");
    assert_eq!(portal.audited().iter().filter(|verb| *verb == "begin_working_copy").count(), 1);
    // The answer was lost on the way: the same screen begins no second draft.
    assert_eq!(path(&begin(&portal, &reporter, "Fu").await), path(&begun));
}

#[apply(on_both_databases)]
async fn a_line_break_in_what_is_one_line_is_a_space() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let article = portal.article("fuel").draft().insert();
    let path = format!("/admin/articles/{}", article.id);
    let changed = [("headline", "Fuel\r\nis dear"), ("standfirst", "One.\r\nTwo.")];
    let answer = article_form::send(&editor, &path, "", &changed).await;
    assert_eq!(answer.status(), 303, "{}", answer.text());
    let page = editor.get(&path).await;
    assert_eq!(page.select_source("#headline"), ["Fuel is dear"]);
    assert_eq!(page.select_source("#standfirst"), ["One. Two."]);
}

#[apply(on_both_databases)]
async fn saving_ends_the_working_copy_and_discarding_goes_back_to_what_is_saved() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let begun = begin(&portal, &editor, "Fuel").await;
    let section = portal.section("business").to_string();
    let words = [("headline", "Fuel"), ("body", "One."), ("section", section.as_str())];
    let kept = keep(&editor, &begun, ONE, &words).await.json();
    let (version, copy) = (kept["version"].to_string(), kept["copy"].to_string());
    let base = [("version", version.as_str()), ("copy", copy.as_str())];
    let publication = format!("{}/publication", path(&begun));
    let page = editor.post_and_follow(&publication, &[&words[..], &base].concat()).await;
    assert!(!page.has("#unsaved"));
    let history = editor.get(&format!("{}/history", path(&begun))).await;
    assert_eq!(history.select_text("tbody th a").len(), 2, "one's own words are saved once");
    // The same form twice, by an impatient finger.
    let again = editor.post(&publication, &[&words[..], &base].concat()).await;
    assert_eq!(again.status(), 303);

    let form = editor.get(&path(&begun)).await;
    let on = json!({
        "path": path(&begun),
        "version": form.select_attribute("input[name=version]", "value").concat().parse::<i64>().unwrap(),
        "copy": form.select_attribute("input[name=copy]", "value").concat().parse::<i64>().unwrap(),
    });
    let kept = keep(&editor, &on, ONE, &[("headline", "Else")]).await;
    assert_eq!(kept.status(), 200, "{}", kept.text());
    let discard = format!("{}/working-copy/discard", path(&begun));
    // Not the text that is there: nothing is given up.
    editor.post_and_follow(&discard, &[("copy", "1")]).await;
    assert!(editor.get(&path(&begun)).await.has("#unsaved"));
    let copy = kept.json()["copy"].to_string();
    let page = editor.post_and_follow(&discard, &[("copy", copy.as_str())]).await;
    assert_eq!(page.select_source("#headline"), ["Fuel"]);
    assert!(portal.audited().contains(&"discard_working_copy".to_owned()));
}

#[apply(on_both_databases)]
async fn a_clash_is_answered_with_the_newest_text_and_keeps_both() {
    let portal = spawn().await;
    let one = portal.sign_in_as(Role::Editor, &["en"]);
    let two = portal.sign_in_as(Role::Editor, &["en"]);
    let begun = begin(&portal, &one, "Fuel").await;
    let theirs = keep(&one, &begun, ONE, &[("headline", "Fuel"), ("body", "Of one.")]).await.json();
    // The second one has the page from before, and takes over.
    let taken = keep(&two, &begun, TWO, &[("body", "Of two.")]).await;
    assert_eq!(taken.status(), 423);
    let text = taken.json()["text"].as_str().unwrap().to_owned();
    assert!(text.contains(&portal.user(one.user()).name) && text.contains("is editing"), "{text}");
    let writer = format!("{}/writer", path(&begun));
    assert_eq!(two.post(&writer, &[TWO]).await.json()["text"], text.as_str());
    let over = two.post(&writer, &[TWO, ("take", "yes")]).await;
    assert_eq!((over.status(), held(&over.json(), "body")), (200, "Of one.".to_owned()));
    let clash = keep(&two, &begun, TWO, &[("body", "Of two.")]).await;
    assert_eq!(clash.status(), 409);
    let clash = clash.json();
    assert_eq!(held(&clash, "body"), "Of one.");
    assert!(clash["text"].as_str().unwrap().contains("Your text has not been lost."));
    assert_eq!(clash["copy"], theirs["copy"]);
    // [Keep mine]
    assert_eq!(keep(&two, &clash, TWO, &[("body", "Of two.")]).await.status(), 200);
    // The first one learns it, and has their text still.
    let answer = keep(&one, &theirs, ONE, &[("body", "Of one, longer.")]).await;
    assert_eq!(answer.status(), 423);
    // A screen that isn't heard of is closed.
    portal.clock.jump("2026-05-04 08:02");
    assert_eq!(one.post(&writer, &[ONE]).await.json()["text"], "");
    assert_eq!(one.post(&writer, &[ONE, ("close", "yes")]).await.status(), 200);
    assert_eq!(two.post(&writer, &[TWO]).await.json()["text"], "");
}

#[apply(on_both_databases)]
async fn a_colleague_s_unsaved_words_are_never_overwritten_by_a_form() {
    let portal = spawn().await;
    let one = portal.sign_in_as(Role::Editor, &["en"]);
    let two = portal.sign_in_as(Role::Editor, &["en"]);
    let begun = begin(&portal, &one, "Fuel").await;
    let section = portal.section("world").to_string();
    let words = [("headline", "Fuel"), ("body", "Of one."), ("section", section.as_str())];
    keep(&one, &begun, ONE, &words).await;
    // A form from before that text was there is a clash, without script as well.
    let version = begun["version"].to_string();
    let old = [("version", version.as_str()), ("copy", "0"), ("section", section.as_str())];
    let slug = ("slug", "");
    let mine = [&old[..], &[("headline", "Fuel"), ("body", "Of two."), slug]].concat();
    let page = two.post(&path(&begun), &mine).await;
    assert_eq!(page.status(), 409);
    assert_eq!(page.select_source(".both .typed"), ["Of two.", "Of one."]);
    // [Keep mine], from that page.
    let hidden =
        |name: &str| page.select_attribute(&format!("input[name={name}]"), "value").concat();
    let (version, copy) = (hidden("version"), hidden("copy"));
    let fields = [
        ("version", version.as_str()),
        ("copy", copy.as_str()),
        ("section", section.as_str()),
        ("headline", "Fuel"),
        ("body", "Of two."),
    ];
    assert_eq!(two.post(&path(&begun), &fields).await.status(), 303);
    let history = two.get(&format!("{}/history", path(&begun))).await;
    let rows = history.select_text("tbody tr");
    assert_eq!(history.select_text("tbody th a").len(), 3);
    assert!(rows[1].contains(&portal.user(one.user()).name), "the words of one are kept: {rows:?}");
    let revision = history.select_attribute("tbody a", "href")[1].clone();
    assert!(two.get(&revision).await.text().contains("Of one."));
}

#[apply(on_both_databases)]
async fn an_autosave_is_refused_in_words_to_those_who_may_not() {
    let portal = spawn().await;
    let owner = portal.sign_in_as(Role::Reporter, &["en"]);
    let begun = begin(&portal, &owner, "Fuel").await;
    let colleague = portal.sign_in_as(Role::Reporter, &["en"]);
    let denied = keep(&colleague, &begun, TWO, &[("body", "x")]).await;
    assert_eq!(denied.status(), 403);
    assert!(denied.text().contains("This takes the role of Editor."));
    let stranger = portal.sign_in_as(Role::Editor, &["mn"]);
    assert_eq!(keep(&stranger, &begun, TWO, &[("body", "x")]).await.status(), 404);
    let nobody = portal.browser();
    let signed_out = keep(&nobody, &begun, TWO, &[("body", "x")]).await;
    assert_eq!((signed_out.status(), signed_out.header("x-wanted")), (401, "sign-in"));
    // A form of another site can't write into it.
    let forged = owner.post_raw(&format!("{}/working-copy", path(&begun)), &[ONE], &[]).await;
    assert_eq!(forged.status(), 403);
    for bad in [("screen", ""), ("screen", "a b"), ("screen", "<script>!")] {
        assert_eq!(keep(&owner, &begun, bad, &[]).await.status(), 422, "{bad:?}");
    }
    let copy = portal.query(|conn| working_copies::find(conn, id(&begun))).unwrap().unwrap();
    assert!(copy.fields.iter().all(|(name, _)| name != "body"));
}

#[apply(on_both_databases)]
async fn a_restored_revision_keeps_what_was_being_written() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let begun = begin(&portal, &editor, "Fuel").await;
    keep(&editor, &begun, ONE, &[("headline", "Fuel"), ("body", "Not saved.")]).await;
    let history = format!("{}/history", path(&begun));
    let first = editor.get(&history).await.select_attribute("tbody a", "href")[0].clone();
    let version = begun["version"].to_string();
    let answer = editor.post(&first, &[("version", version.as_str())]).await;
    assert_eq!(answer.status(), 303, "{}", answer.text());
    let rows = editor.get(&history).await.select_attribute("tbody a", "href");
    assert_eq!(rows.len(), 3);
    assert!(editor.get(&rows[1]).await.text().contains("Not saved."));
}

#[apply(on_both_databases)]
async fn what_is_typed_is_counted_and_checked_as_the_page_does() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let section = portal.section("world").to_string();
    let photo = portal.photo("bridge").to_string();
    let long = "网络空间".repeat(9);
    let fields = [
        ("edition", "en"),
        ("headline", long.as_str()),
        ("section", section.as_str()),
        ("photo", photo.as_str()),
        ("body", "第三届WIC在乌镇。\n```photo\nmedia: x\n```"),
    ];
    let facts = editor.post("/admin/articles/checks", &fields).await.json();
    assert_eq!(facts["counts"]["headline"], "⚠ 72 of 64 cells");
    assert!(facts["counts"]["body"].as_str().unwrap().contains("6 Chinese characters"));
    let said = |kind: &str| -> Vec<String> {
        let checks = facts["checks"].as_array().unwrap().iter();
        let of_kind = checks.filter(|check| check["kind"] == kind);
        of_kind.map(|check| check["text"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(said("good")[..2], ["Headline", "Section"]);
    assert!(said("bad").contains(&"Source missing".to_owned()));
    assert!(said("doubtful").contains(&"Headline long".to_owned()));
    assert!(said("doubtful").iter().any(|text| text.starts_with("Line 2 was not understood")));
    let page = editor.post("/admin/articles", &fields[..2]).await;
    assert_eq!(page.status(), 422);
    assert_eq!(page.select_text("#headline-hint"), ["⚠ 72 of 64 cells"]);
    assert!(page.select_text("#check-list .bad").concat().contains("Section missing"));
}

#[apply(on_both_databases)]
async fn a_photo_is_found_in_the_whole_library_by_its_words() {
    let portal = spawn().await;
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    for number in 0..30 {
        portal.photo(&format!("photo-{number}"));
    }
    let photo = picture(640, 360, [9, 9, 9]);
    let files = [("files", "乌镇-bridge.png", "image/png", photo.as_slice())];
    let taken = reporter.upload("/admin/media/choices", &[], &files).await;
    assert_eq!(taken.status(), 200);
    let number = taken.json()["photos"][0]["id"].as_str().unwrap().to_owned();
    let words = [("credit", "Zhang Duo"), ("alt-en", "Fog over water"), ("caption-en", "")];
    reporter.save(&format!("/admin/media/{number}"), &words).await;
    for query in ["BRIDGE", "%E4%B9%8C%E9%95%87", "zhang", "fog+over"] {
        let target = format!("/admin/media/choices?edition=en&q={query}");
        let found = reporter.get(&target).await.json();
        let ids: Vec<&str> = found["photos"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["id"].as_str().unwrap())
            .collect();
        assert_eq!(ids, [number.as_str()], "{query}");
        assert_eq!(found["photos"][0]["alt"], "Fog over water");
    }
    let all = reporter.get("/admin/media/choices").await.json();
    assert_eq!((all["photos"].as_array().unwrap().len(), &all["more"]), (24, &json!(true)));
    let last = all["photos"][23]["id"].as_str().unwrap();
    let older = reporter.get(&format!("/admin/media/choices?before={last}")).await.json();
    assert_eq!((older["photos"].as_array().unwrap().len(), &older["more"]), (7, &json!(false)));
    let bad = [("files", "a.svg", "image/svg+xml", b"<svg/>".as_slice())];
    let refused = reporter.upload("/admin/media/choices", &[], &bad).await;
    assert_eq!(refused.status(), 422);
    assert!(refused.json()["text"].as_str().unwrap().starts_with("a.svg: this format"));
}

#[apply(on_both_databases)]
async fn pasted_markup_is_answered_with_text_and_a_sentence() {
    let portal = spawn().await;
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    let html = "<p>　　<b>One</b></p><p>Two</p><img src=https://a.mn/x.jpg alt=X>";
    let pasted = reporter.post("/admin/paste", &[("html", html)]).await.json();
    assert_eq!(pasted["markdown"], "**One**\n\nTwo");
    assert_eq!(pasted["said"], "Pasted 2 paragraphs, 1 picture.");
    assert_eq!(pasted["pictures"][0]["host"], "a.mn");
    let large = "x".repeat(5 << 20);
    assert_eq!(reporter.post("/admin/paste", &[("html", &large)]).await.status(), 413);
}

#[apply(on_both_databases)]
async fn a_preview_may_run_its_one_inline_script_and_no_other_page_may() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let begun = begin(&portal, &editor, "Fuel").await;
    let preview = editor.get(&format!("{}/preview", path(&begun))).await;
    let inline = preview.select_source("script:not([src]):not([type])").concat();
    let hash = format!("'sha256-{}'", portal.app.assets.before_paint_hash());
    assert!(!inline.is_empty());
    let policy = preview.header("content-security-policy");
    assert!(policy.contains(&format!("script-src 'self' {hash};")), "{policy}");
    let page = editor.get(&path(&begun)).await;
    assert!(page.header("content-security-policy").contains("script-src 'self';"));
    // Modules name each other by the addresses that have what they say in them.
    let script = page.select_attribute("script[type=module][src*=editor]", "src").concat();
    let source = portal.get(&script).await.text();
    assert!(!source.contains("\"./"), "{source}");
    for part in source.split(" from \"").skip(1) {
        let module = part.split('"').next().unwrap();
        assert_eq!(portal.get(module).await.status(), 200, "{module}");
    }
}

#[apply(on_both_databases)]
async fn who_hands_an_article_over_is_no_longer_in_the_way() {
    let portal = spawn().await;
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let section = portal.section("world").to_string();
    let begun = begin(&portal, &reporter, "Fuel").await;
    let writer = format!("{}/writer", path(&begun));
    assert_ne!(editor.post(&writer, &[TWO]).await.json()["text"], "", "the reporter writes");
    let version = begun["version"].to_string();
    let fields = [
        ("version", version.as_str()),
        ("copy", "1"),
        ("headline", "Fuel"),
        ("section", section.as_str()),
    ];
    let handed = reporter.post(&format!("{}/review", path(&begun)), &fields).await;
    assert_eq!(handed.status(), 303, "{}", handed.text());
    assert_eq!(editor.post(&writer, &[TWO]).await.json()["text"], "");

    let form = article_form::fields(&editor.get(&path(&begun)).await);
    let form = article_form::with(&form, &[("return-note", "Who says so?")]);
    let returned = editor.post(&format!("{}/return", path(&begun)), &form).await;
    assert_eq!((returned.status(), returned.location()), (303, "/admin"), "what waits next");
    assert_eq!(reporter.post(&writer, &[ONE]).await.json()["text"], "");
}
