use broadsheet::commands::Setting;

use crate::support::{on_both_databases, spawn};

#[apply(on_both_databases)]
async fn robots_are_shown_the_sitemap() {
    let portal = spawn().await;
    let robots = portal.get("/robots.txt").await;
    assert_eq!(robots.status(), 200);
    assert_eq!(robots.header("content-type"), "text/plain; charset=utf-8");
    assert!(robots.text().contains("Sitemap: https://portal.example/sitemap.xml\n"));
    assert!(!robots.text().contains("Disallow: /\n"));
}

#[apply(on_both_databases)]
async fn a_demo_is_no_ones_news() {
    let portal = spawn().await;
    let paper = portal.paper();
    for (kind, address) in paper.all_pages() {
        let robots = portal.get(&address).await.robots();
        let hidden = ["coverage in order", "home with a notice"].contains(&kind);
        assert_eq!(robots == "noindex", hidden, "{kind}: {robots}");
    }
    portal.set("", Setting::Demo(true));
    assert_eq!(portal.get("/robots.txt").await.text(), "User-agent: *\nDisallow: /\n");
    for (kind, address) in paper.all_pages() {
        assert_eq!(portal.get(&address).await.robots(), "noindex", "{kind}");
    }
    portal.set("", Setting::Demo(false));
    assert!(portal.get("/robots.txt").await.text().contains("Sitemap:"));
    assert_eq!(portal.get("/en/").await.robots(), "");
}
