//! What stands around every page.

use crate::support::{EDITIONS, on_both_databases, spawn};

#[apply(on_both_databases)]
async fn the_foot_of_every_page_leads_to_the_other_editions() {
    let portal = spawn().await;
    let paper = portal.paper();
    for edition in EDITIONS {
        let others = || EDITIONS.into_iter().filter(|other| *other != edition);
        let tag = |other: &str| portal.app.editions.get(other).unwrap().tag.clone();
        let mut pages = paper.pages(edition);
        pages.extend(paper.errors(edition).into_iter().map(|(_, address)| ("error", address)));
        for (kind, address) in pages {
            let page = portal.get(&address).await;
            let links = "footer nav a[hreflang]";
            let expected: Vec<String> = others().map(tag).collect();
            assert_eq!(page.select_attribute(links, "hreflang"), expected, "{kind}");
            assert_eq!(page.select_attribute(links, "lang"), expected, "{kind}");
            // The same places as at the top.
            let top = page.select_attribute(".edition-bar a[hreflang]", "href");
            assert_eq!(page.select_attribute(links, "href"), top, "{kind}");
        }
    }
    // One that leads to a home page instead says so here as well.
    let page = portal.get(&paper.only_english.path).await;
    let marked = page.select_text("footer a[hreflang] small");
    assert_eq!(marked, page.select_text(".edition-bar small"));
    assert_eq!(marked.len(), 3);
}
