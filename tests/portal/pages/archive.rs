use crate::support::{on_both_databases, spawn};

#[apply(on_both_databases)]
async fn a_day_begins_and_ends_with_the_clocks_of_its_edition() {
    let portal = spawn().await;
    portal.clock.set("2026-05-10 08:00");
    let last = portal.article("last").published_at("2026-05-04 15:59:59").insert();
    let first = portal.article("first").published_at("2026-05-04 16:00:00").insert();
    assert!(last.path.contains("/2026/05/04/") && first.path.contains("/2026/05/05/"));
    let fourth = portal.get("/en/2026/05/04/").await;
    assert_eq!(fourth.articles(), [last.id.0]);
    assert_eq!(fourth.select_text("h1"), ["Monday 4 May 2026"]);
    assert_eq!(fourth.select_text("main .rows time"), ["23:59"]);
    let fifth = portal.get("/en/2026/05/05/").await;
    assert_eq!(fifth.articles(), [first.id.0]);
    assert_eq!(fifth.select_text("main .rows time"), ["00:00"]);
    assert_eq!(portal.get(&last.path).await.status(), 200);
    assert_eq!(portal.get(&first.path).await.status(), 200);
}

#[apply(on_both_databases)]
async fn days_lead_to_the_nearest_ones_with_articles() {
    let portal = spawn().await;
    portal.clock.set("2026-05-20 08:00");
    portal.article("one").published_at("2026-05-01 06:00").insert();
    portal.article("two").published_at("2026-05-04 06:00").insert();
    portal.article("three").published_at("2026-05-12 06:00").insert();
    portal.article("other-edition").edition("mn").published_at("2026-05-05 06:00").insert();
    let neighbours = |page: &crate::support::Answer| page.select_attribute("nav.pager a", "href");
    let page = portal.get("/en/2026/05/04/").await;
    assert_eq!(neighbours(&page), ["/en/2026/05/01/", "/en/2026/05/12/"]);
    let page = portal.get("/en/2026/05/01/").await;
    assert_eq!(neighbours(&page), ["/en/2026/05/04/"]);
    // A day without articles between others says so and is nothing for search engines.
    let page = portal.get("/en/2026/05/08/").await;
    assert_eq!(page.status(), 200);
    assert_eq!(neighbours(&page), ["/en/2026/05/04/", "/en/2026/05/12/"]);
    assert_eq!(page.robots(), "noindex");
    assert!(page.select_text("main").concat().contains("Nothing was published"));
    for nothing in ["/en/2026/04/30/", "/en/2026/05/13/", "/en/1900/01/01/", "/en/9999/12/31/"] {
        assert_eq!(portal.get(nothing).await.status(), 404, "{nothing}");
    }
}

#[apply(on_both_databases)]
async fn a_day_with_many_articles_has_pages() {
    let portal = spawn().await;
    let mut ids = Vec::new();
    for number in 0..120 {
        let minute = format!("2026-05-04 0{}:{:02}", number / 60, number % 60);
        let article = portal.article(&format!("story-{number}")).published_at(&minute).insert();
        ids.push(article.id.0);
    }
    let first = portal.get("/en/2026/05/04/").await;
    let older = first.select_attribute("nav.pager a[rel=next]", "href").remove(0);
    let second = portal.get(&older).await;
    let seen: Vec<i64> = first.articles().into_iter().chain(second.articles()).collect();
    ids.reverse();
    assert_eq!(seen, ids);
    assert_eq!(second.robots(), "noindex");
    assert_eq!(second.select_attribute("nav.pager a[rel=prev]", "href"), ["/en/2026/05/04/"]);
}
