//! A draft that no reader has ever had is discarded; nothing else is.

use broadsheet::model::{ArticleId, Role};

use super::stories::{path_of, start};
use crate::support::{on_both_databases, spawn};

#[apply(on_both_databases)]
async fn a_draft_is_discarded_with_all_that_belongs_to_it() {
    let portal = spawn().await;
    let writer = portal.sign_in_as(Role::Reporter, &["en"]);
    let photo = portal.photo("harbour").to_string();
    let section = portal.section("world").to_string();
    let fields = [
        ("edition", "en"),
        ("headline", "Fuel is dearer"),
        ("section", &*section),
        ("photo", &*photo),
    ];
    let created = writer.post("/admin/articles", &fields).await;
    let path = created.location().to_owned();
    let id = ArticleId(path.rsplit('/').next().unwrap().parse().unwrap());
    writer.post(&format!("{path}/notes"), &[("note", "Who says so?")]).await;
    // A translation was begun from it.
    let colleague = portal.sign_in_as(Role::Editor, &["en", "mn"]);
    let target = start(&colleague, id, "mn").await;

    let page = writer.get(&format!("{path}?back=state%3Ddraft")).await;
    let link = page.links().into_iter().find(|href| href.contains("/removal")).expect("a link");
    let page = writer.get(&link).await;
    assert!(page.text().contains("Fuel is dearer"));
    let back = page.select_attribute("main [name=back]", "value").concat();
    assert!(writer.get(&path).await.status() == 200, "looking deletes nothing");
    let gone = writer.post(&format!("{path}/removal"), &[("back", &*back)]).await;
    assert_eq!((gone.status(), gone.location()), (303, "/admin/articles?state=draft"));
    let list = writer.get("/admin/articles").await.text();
    assert!(list.contains("The draft is discarded."), "{list}");
    assert!(!list.contains("Fuel is"), "{list}");
    assert_eq!(writer.get(&path).await.status(), 404);
    assert!(portal.audited().contains(&"delete_article".to_owned()));
    // What was made from it stays, and goes with its story.
    assert_eq!(colleague.get(&path_of(target)).await.status(), 200);
    let gone = colleague.post(&format!("{}/removal", path_of(target)), &[]).await;
    assert_eq!(gone.status(), 303, "{}", gone.text());
    let page = colleague.get(&format!("/admin/media/{photo}")).await;
    assert!(page.text().contains("Nowhere yet."), "{}", page.text());
}

#[apply(on_both_databases)]
async fn what_was_public_or_is_on_its_way_is_not_discarded() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    let live = portal.article("live").insert();
    let scheduled = portal.article("scheduled").scheduled_for("2026-05-05 09:00").insert();
    let draft = portal.article("draft").draft().insert();
    for article in [&live, &scheduled] {
        let path = path_of(article.id);
        assert!(!editor.get(&path).await.text().contains("Discard this draft"));
        assert!(editor.get(&format!("{path}/removal")).await.text().contains("no draft any more"));
        let refused = editor.post(&format!("{path}/removal"), &[]).await;
        assert_eq!(refused.status(), 422);
        assert!(refused.select_text(".problems").concat().contains("no draft any more"));
        assert_eq!(editor.get(&path).await.status(), 200);
    }
    // Somebody else's draft is an editor's to discard, unless they are writing in it.
    let removal = format!("{}/removal", path_of(draft.id));
    assert_eq!(reporter.post(&removal, &[]).await.status(), 403);
    let colleague = portal.sign_in_as(Role::Editor, &["en"]);
    let screen = [("screen", "a-screen")];
    colleague.post(&format!("{}/writer", path_of(draft.id)), &screen).await;
    let refused = editor.post(&removal, &[]).await;
    assert_eq!(refused.status(), 422);
    assert!(refused.select_text(".problems").concat().contains("Somebody else is writing"));
    // Deleting wants a password that was given lately.
    portal.clock.jump("2026-05-04 08:15");
    let asked = editor.post(&removal, &[]).await;
    assert_eq!((asked.status(), asked.header("x-wanted")), (401, "step-up"));
    assert_eq!(editor.get(&path_of(draft.id)).await.status(), 200);
}
