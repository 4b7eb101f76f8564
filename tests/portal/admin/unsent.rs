//! Notes that were typed beside an article and not sent.

use broadsheet::model::Role;

use super::article_form::{fields, public, send, with, write};
use crate::support::{Answer, on_both_databases, spawn};

const NOTE: (&str, &str) = ("correction", "It is 12 percent,\nnot 10.");

/// What stands in the field of the correction.
fn correction(page: &Answer) -> String {
    page.select_source("textarea[name=correction]").concat().trim().to_owned()
}

#[apply(on_both_databases)]
async fn a_correction_that_was_saved_and_not_published_waits_on_the_server() {
    let portal = spawn().await;
    let one = portal.sign_in_as(Role::Editor, &["en"]);
    let two = portal.sign_in_as(Role::Editor, &["en"]);
    let path = write(&portal, &one, "Fuel is dearer").await;
    send(&one, &path, "/publication", &[]).await;
    let address = public(&one.get(&path).await);
    // The page of a colleague, from before.
    let old = fields(&two.get(&path).await);
    assert_eq!(send(&one, &path, "", &[NOTE]).await.status(), 303);
    let page = two.get(&path).await;
    assert_eq!(correction(&page), NOTE.1);
    let name = portal.user(one.user()).name;
    let notice = page.select_text("#unsaved").concat();
    assert!(notice.contains("not sent yet is kept there") && notice.contains(&name));
    assert!(!portal.get(&address).await.text().contains("12 percent"));
    // Whoever saves words without having seen it loses it neither.
    assert_eq!(two.post(&path, &with(&old, &[("body", "By 12 percent.")])).await.status(), 303);
    let page = one.get(&path).await;
    assert_eq!(page.select_source("#body").concat().trim(), "By 12 percent.");
    assert_eq!(correction(&page), NOTE.1);
    // What else is done with the article keeps it; a change of it is kept, too.
    let mended = [("correction", "It is 12.")];
    assert_eq!(send(&one, &path, "/update", &mended).await.status(), 303);
    assert_eq!(correction(&two.get(&path).await), "It is 12.");
    let history = one.get(&format!("{path}/history")).await;
    assert_eq!(history.select_text("tbody th a").len(), 2, "a note is no revision");
    // Published, it is the readers', and waits no longer.
    assert_eq!(send(&two, &path, "/correction", &[]).await.status(), 303);
    assert!(portal.get(&address).await.text().contains("It is 12."));
    let page = one.get(&path).await;
    assert_eq!(correction(&page), "");
    assert!(!page.has("#unsaved"));
}

#[apply(on_both_databases)]
async fn a_note_that_waits_is_emptied_or_discarded() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let path = write(&portal, &editor, "Fuel is dearer").await;
    send(&editor, &path, "/review", &[]).await;
    let note = ("return-note", "Who says so?");
    assert_eq!(send(&editor, &path, "", &[note]).await.status(), 303);
    let page = editor.get(&path).await;
    assert_eq!(page.select_source("#return-note").concat().trim(), note.1);
    assert_eq!(send(&editor, &path, "", &[("return-note", "")]).await.status(), 303);
    assert!(!editor.get(&path).await.has("#unsaved"));
    assert_eq!(send(&editor, &path, "", &[note]).await.status(), 303);
    let copy = editor.get(&path).await.select_attribute("#unsaved input[name=copy]", "value");
    let discard = format!("{path}/working-copy/discard");
    let page = editor.post_and_follow(&discard, &[("copy", &copy[0])]).await;
    assert!(!page.has("#unsaved"));
    assert_eq!(page.select_source("#headline"), ["Fuel is dearer"]);
    // Once it is published nobody returns it.
    assert_eq!(send(&editor, &path, "/publication", &[note]).await.status(), 303);
    assert!(!editor.get(&path).await.has("#unsaved"));
}

#[apply(on_both_databases)]
async fn a_clash_takes_the_note_along() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let path = write(&portal, &editor, "Fuel is dearer").await;
    send(&editor, &path, "/publication", &[]).await;
    let old = fields(&editor.get(&path).await);
    send(&editor, &path, "", &[("body", "Of another window.")]).await;
    let page = editor.post(&path, &with(&old, &[("body", "Of this one."), NOTE])).await;
    assert_eq!(page.status(), 409);
    assert_eq!(page.select_attribute("input[name=correction]", "value"), [NOTE.1]);
    let mine = fields(&page);
    assert_eq!(editor.post(&path, &with(&mine, &[])).await.status(), 303);
    assert_eq!(correction(&editor.get(&path).await), NOTE.1);
}

#[apply(on_both_databases)]
async fn an_hour_that_was_typed_and_not_set_is_kept() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let path = write(&portal, &editor, "Fuel is dearer").await;
    let hours =
        [("schedule-at", "2026-05-05T18:00"), ("embargo-until", "2026-05-05T12:00"), ("body", "x")];
    assert_eq!(send(&editor, &path, "", &hours).await.status(), 303);
    let page = editor.get(&path).await;
    let of = |page: &Answer, name: &str| page.select_attribute(&format!("#{name}"), "value");
    assert_eq!(of(&page, "schedule-at"), [hours[0].1]);
    assert_eq!(of(&page, "embargo-until"), [hours[1].1]);
    assert!(page.has("[data-hour-of=schedule-at][data-zone='Asia/Shanghai'][hidden]"));
    // What was set waits no longer; what was not still does.
    assert_eq!(send(&editor, &path, "/schedule", &[]).await.status(), 303);
    let page = editor.get(&path).await;
    assert_eq!(of(&page, "schedule-at"), [""]);
    assert_eq!(of(&page, "embargo-until"), [hours[1].1]);
    assert_eq!(send(&editor, &path, "/embargo", &[]).await.status(), 303);
    let page = editor.get(&path).await;
    assert_eq!(of(&page, "embargo-until"), [""]);
    assert!(!page.has("#unsaved"));
}
