//! Pages for what isn't there, kept: as new as any other, and never more than one for each edition.

use broadsheet::commands::Setting;

use crate::support::{on_both_databases, spawn, spawn_with};

#[apply(on_both_databases)]
async fn however_many_addresses_lead_nowhere_their_page_is_made_once() {
    let portal = spawn().await;
    portal.article("fuel-prices").insert();
    portal.get("/en/no/such/page").await;
    let before = portal.app.database.queries();
    for number in 0..500 {
        let address = format!("/en/no/such/page-{number}");
        let page = portal.get(&address).await;
        assert_eq!(page.status(), 404);
        assert_eq!(page.select_text("code"), [address]);
        assert_eq!(page.header("cache-control"), "no-store");
        assert_eq!((page.header("etag"), page.header("last-modified")), ("", ""));
    }
    assert_eq!(portal.app.database.queries(), before);
    let (_, kept, underway) = portal.app.cache.size();
    assert_eq!((kept, underway), (1, 0));
    // Whatever a client claims to have.
    let request = portal.request("GET", "/en/no").header("if-none-match", "*");
    assert_eq!(request.send().await.status(), 404);
    // Another edition has another one, and so have readers without photos.
    portal.get("/mn/no/such/page").await;
    let page = portal.get("/mn/no/such/page?photos=off").await;
    assert!(page.links().contains(&"/mn/?photos=off".to_owned()), "{:?}", page.links());
    assert_eq!(portal.app.cache.size().1, 3);
    // An address is shown as it is typed, and is no markup.
    let page = portal.get("/en/no/%3Cb%3E/%EE%80%80address%EE%80%80").await;
    assert_eq!(page.select_text("code"), ["/en/no/<b>/\u{e000}address\u{e000}"]);
}

#[apply(on_both_databases)]
async fn the_page_for_addresses_that_lead_nowhere_is_never_old() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").headline("Fuel is dearer").insert();
    let nowhere = || portal.get("/en/no/such/page");
    assert!(nowhere().await.text().contains("Fuel is dearer"));
    portal.set("en", Setting::SiteName("The Daily Plain".to_owned()));
    assert!(nowhere().await.text().contains("The Daily Plain"));
    portal.article("rain").headline("Rain at last").insert();
    assert!(nowhere().await.text().contains("Rain at last"));
    portal.withdraw(article.story, &[]);
    assert!(!nowhere().await.text().contains("Fuel is dearer"));
    let today = nowhere().await.text();
    portal.clock.jump("2026-05-05 08:00");
    let tomorrow = nowhere().await.text();
    assert_ne!(tomorrow, today, "what was published today was published yesterday");
    let cold = portal.cold_twin();
    assert_eq!(tomorrow, cold.get("/en/no/such/page").await.text());
}

#[apply(on_both_databases)]
async fn the_notice_of_a_story_that_was_withdrawn_is_kept_and_never_old() {
    let portal = spawn_with(|config| {
        config.shared_cache_secs = 600;
        config.surrogate_header = "Surrogate-Key".to_owned();
    })
    .await;
    let article = portal.article("wrong-news").insert();
    assert_eq!(portal.get(&article.path).await.status(), 200);
    portal.withdraw(article.story, &[("en", "It was false.")]);
    let made = portal.get(&article.path).await;
    assert_eq!(made.status(), 410);
    let before = portal.app.database.queries();
    let kept = portal.get(&article.path).await;
    assert_eq!(portal.app.database.queries(), before, "it was made again");
    assert_eq!((kept.status(), kept.text()), (410, made.text()));
    let request = portal.request("GET", &article.path).header("accept-encoding", "gzip");
    let packed = request.header("if-none-match", "*").send().await;
    assert_eq!((packed.status(), packed.header("content-encoding")), (410, "gzip"));
    for answer in [&made, &kept, &packed] {
        assert_eq!(answer.header("cache-control"), "no-store");
        for name in ["etag", "last-modified", "surrogate-key"] {
            assert_eq!(answer.header(name), "", "{name}");
        }
    }
    assert_eq!(portal.head(&article.path).await.status(), 410);
    // The other wordings of its address are endless.
    let (_, entries, _) = portal.app.cache.size();
    for number in 0..20 {
        assert_eq!(portal.get(&format!("{}-{number}", article.path)).await.status(), 410);
    }
    assert_eq!(portal.app.cache.size().1, entries);
    portal.set("en", Setting::SiteName("The Daily Plain".to_owned()));
    assert!(portal.get(&article.path).await.text().contains("The Daily Plain"));
    let other = portal.article("rain").headline("Rain at last").insert();
    assert!(portal.get(&article.path).await.text().contains("Rain at last"));
    portal.withdraw(other.story, &[]);
    assert!(!portal.get(&article.path).await.text().contains("Rain at last"));
}
