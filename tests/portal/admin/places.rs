//! Where an article stands: for readers it moves when it is published, as its words change then.

use broadsheet::commands;
use broadsheet::db::planned_places;
use broadsheet::model::Role;

use super::article_form::{public, send, write};
use crate::support::{on_both_databases, spawn};

/// What an article's form says of its place: the section, the tail of the address, coverages.
fn place(page: &crate::support::Answer) -> (String, String, Vec<String>) {
    (
        page.select_attribute("#section option[selected]", "value").concat(),
        page.select_source("#slug").concat(),
        page.select_attribute("[name=coverage][checked]", "value"),
    )
}

#[apply(on_both_databases)]
async fn a_live_article_moves_for_readers_when_it_is_published_again() {
    let portal = spawn().await;
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let sport = portal.section("sport").to_string();
    let (summit, storm) = (portal.coverage("summit"), portal.coverage("storm"));
    let path = write(&portal, &editor, "Fuel is dearer").await;
    let (summit_id, storm_id) = (summit.to_string(), storm.to_string());
    send(&editor, &path, "/publication", &[("coverage", &summit_id)]).await;
    let before = public(&editor.get(&path).await);
    assert!(before.ends_with("-fuel-is-dearer"));

    let moved = [("section", &*sport), ("slug", "petrol"), ("coverage", &*storm_id)];
    assert_eq!(send(&editor, &path, "", &moved).await.status(), 303);
    let page = editor.get(&path).await;
    assert_eq!(place(&page), (sport.clone(), "petrol".to_owned(), vec![storm_id.clone()]));
    assert!(page.text().contains("Readers see an earlier version."));
    assert_eq!(public(&page), before);
    assert!(page.select_text(".address").concat().ends_with("-petrol"), "where it will be");
    let waiting = editor.get("/admin/articles?state=ahead").await;
    assert_eq!(waiting.select_text("tbody tr").len(), 1);
    assert!(
        editor.get("/admin").await.text().contains("1 article has changes that are not published")
    );
    assert_eq!(portal.get(&before).await.status(), 200);
    assert!(portal.get("/en/world/").await.text().contains("Fuel is dearer"));
    assert!(!portal.get("/en/sport/").await.text().contains("Fuel is dearer"));
    assert!(portal.get("/en/coverage/summit").await.text().contains("Fuel is dearer"));
    assert!(!portal.get("/en/coverage/storm").await.text().contains("Fuel is dearer"));

    // The same once more, and then back to where it was: nothing waits any more.
    assert_eq!(send(&editor, &path, "", &moved).await.status(), 303);
    let world = portal.section("world").to_string();
    let back = [("section", &*world), ("slug", "fuel-is-dearer"), ("coverage", &*summit_id)];
    send(&editor, &path, "", &back).await;
    assert!(!editor.get(&path).await.text().contains("Readers see an earlier version."));
    assert!(!editor.get("/admin/articles?state=ahead").await.has("tbody"));

    // A correction brings both: where it stands, and its words.
    let mut corrected = moved.to_vec();
    corrected.extend([("body", "By 12 percent."), ("correction", "It is 12 percent.")]);
    send(&editor, &path, "", &corrected[..4]).await;
    assert!(!portal.get(&before).await.text().contains("By 12 percent."));
    assert_eq!(send(&editor, &path, "/correction", &corrected).await.status(), 303);
    let after = public(&editor.get(&path).await);
    assert!(after.ends_with("-petrol"));
    assert_eq!(portal.get(&before).await.location(), after);
    assert!(portal.get(&after).await.text().contains("By 12 percent."));
    assert!(!portal.get("/en/world/").await.text().contains("Fuel is dearer"));
    assert!(portal.get("/en/sport/").await.text().contains("Fuel is dearer"));
    assert!(!portal.get("/en/coverage/summit").await.text().contains("Fuel is dearer"));
    assert!(portal.get("/en/coverage/storm").await.text().contains("Fuel is dearer"));
    assert!(!editor.get("/admin/articles?state=ahead").await.has("tbody"));
}

#[apply(on_both_databases)]
async fn what_happens_meanwhile_counts_for_a_place_that_waits() {
    let portal = spawn().await;
    let chief = portal.sign_in_as(Role::Chief, &[]);
    let (sport, culture) = (portal.section("sport"), portal.section("culture"));
    let (summit, storm) = (portal.coverage("summit"), portal.coverage("storm"));
    let article = portal.article("fuel").headline("Fuel").insert();
    let path = format!("/admin/articles/{}", article.id);
    let (sport_id, summit_id) = (sport.to_string(), summit.to_string());
    let moved = [("section", &*sport_id), ("slug", "petrol"), ("coverage", &*summit_id)];
    send(&chief, &path, "", &moved).await;
    // Somebody moves it at once, and two coverages become one.
    portal
        .command(|conn, by| commands::move_article(conn, by, article.id, culture))
        .expect("it is moved");
    portal
        .command(|conn, by| commands::merge_coverage(conn, by, summit, storm))
        .expect("it is one");
    let page = chief.get(&path).await;
    let expected = (culture.to_string(), "petrol".to_owned(), vec![storm.to_string()]);
    assert_eq!(place(&page), expected);
    send(&chief, &path, "/publication", &[("coverage", &*storm.to_string())]).await;
    assert!(public(&chief.get(&path).await).ends_with("-petrol"));
    assert!(portal.get("/en/culture/").await.text().contains("Fuel"));
    assert!(portal.get("/en/coverage/storm").await.text().contains("Fuel"));
    let waits = portal.query(|conn| planned_places::find(conn, article.id)).expect("an answer");
    assert_eq!(waits, None);
}
