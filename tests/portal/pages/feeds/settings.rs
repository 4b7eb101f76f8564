//! What an edition's settings say of its feeds.

use broadsheet::commands::Setting;
use broadsheet::model::Role;
use broadsheet::model::site::FeedSettings;

use super::{FORMATS, feeds_of};
use crate::support::{on_both_databases, spawn};

#[apply(on_both_databases)]
async fn feeds_carry_what_a_chief_has_set_from_then_on() {
    let portal = spawn().await;
    portal.set("en", Setting::SiteName("Broadsheet".to_owned()));
    for number in 0..12 {
        let article = portal.article(&format!("fuel-{number}")).body("Drivers wait.\nAnd wait.");
        article.insert();
    }
    let last = portal.article("last").standfirst("It is over.").body("The end.").edition("en");
    last.insert();
    portal.article("far").edition("mn").body("Far away.").insert();
    for feed in feeds_of(&portal, "/en/").await {
        assert_eq!(feed.items.len(), 13);
        assert!(feed.items[0].content.contains("The end."));
    }
    let chief = portal.sign_in_as(Role::Chief, &["en"]);
    let page = chief.get("/admin/settings/en").await;
    let chosen = |name: &str| {
        page.select_attribute(&format!("select[name={name}] option[selected]"), "value").concat()
    };
    assert_eq!([chosen("feed-texts"), chosen("feed-entries")], ["texts", "30"]);
    let save =
        |texts, entries| [("site-name", "B"), ("feed-texts", texts), ("feed-entries", entries)];
    let bad = chief.post("/admin/settings/en", &save("texts", "100000")).await;
    assert_eq!(bad.status(), 422);
    assert!(bad.has("#feed-entries-problem"));

    let saved = chief.fill_in("/admin/settings/en", &save("standfirsts", "10")).await;
    assert_eq!(saved.status(), 303, "{}", saved.text());
    for page in ["/en/", "/en/world/"] {
        for feed in feeds_of(&portal, page).await {
            assert_eq!(feed.items.len(), 10, "{page}");
            assert!(feed.items.iter().all(|item| item.content.is_empty()));
            assert_eq!(feed.items[0].summary, "It is over.");
            // Without a standfirst it is how the text begins.
            assert_eq!(feed.items[1].summary, "Drivers wait.");
        }
    }
    let json = portal.get("/en/feed.json").await.json();
    assert_eq!(json["items"][0]["content_text"], "It is over.");
    for feed in feeds_of(&portal, "/mn/").await {
        assert!(feed.items[0].content.contains("Far away."), "the settings are the edition's own");
    }
    let page = chief.get("/admin/settings/en").await;
    let chosen = page.select_attribute("select[name^=feed] option[selected]", "value");
    assert_eq!(chosen, ["standfirsts", "10"]);
    assert!(portal.audited().contains(&"change_settings".to_owned()));
    portal.set("en", Setting::Feeds(FeedSettings { has_texts: true, entries: 10 }));
    for format in FORMATS {
        assert!(portal.get(&format!("/en/feed.{format}")).await.text().contains("The end."));
    }
}
