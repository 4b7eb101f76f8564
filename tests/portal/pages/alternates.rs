//! The same page in other editions, for search engines.

use crate::support::{Answer, EDITIONS, Portal, on_both_databases, spawn};

fn languages(page: &Answer) -> Vec<String> {
    page.alternates().into_iter().map(|(language, _)| language).collect()
}

/// Every alternate of a page must be a page whose alternates are the same.
async fn assert_reciprocal(portal: &Portal, page: &Answer) {
    let own = page.canonical();
    let alternates = page.alternates();
    if alternates.is_empty() {
        return;
    }
    assert!(alternates.iter().any(|(_, href)| *href == own), "{own} isn't among its alternates");
    for (language, href) in &alternates {
        let path = href.strip_prefix("https://portal.example").expect("an absolute address");
        let other = portal.get(path).await;
        assert_eq!(other.status(), 200, "{href}");
        assert_eq!(other.canonical(), *href, "an alternate is the page's one address");
        assert_eq!(other.alternates(), alternates, "{href} and {own}");
        if language != "x-default" {
            assert_eq!(other.header("content-language"), language, "{href}");
        }
    }
}

#[apply(on_both_databases)]
async fn only_live_translations_are_named_and_each_names_the_others() {
    let portal = spawn().await;
    let story = portal.story("fuel-prices").editions(&["en", "zh-hans", "mn"]).insert();
    let draft =
        portal.article("fuel-prices").edition("zh-hant").of_story(story.id).draft().insert();
    let page = portal.get(story.path("en")).await;
    assert_eq!(languages(&page), ["en", "zh-Hans", "mn", "x-default"]);
    assert_reciprocal(&portal, &page).await;
    assert_eq!(page.alternates().pop().unwrap().1, page.canonical(), "English is the default");
    portal.publish(&draft);
    let page = portal.get(story.path("mn")).await;
    assert_eq!(languages(&page), ["en", "zh-Hans", "zh-Hant", "mn", "x-default"]);
    assert_reciprocal(&portal, &page).await;
}

#[apply(on_both_databases)]
async fn a_page_of_one_edition_has_no_alternates() {
    let portal = spawn().await;
    portal.section_in("local", &["en"]);
    let article = portal.article("fuel-prices").section("local").insert();
    for address in [&*article.path, "/en/local/"] {
        let page = portal.get(address).await;
        assert_eq!(page.alternates(), [], "{address}");
        assert_eq!(page.canonical(), format!("https://portal.example{address}"));
    }
}

#[apply(on_both_databases)]
async fn without_the_default_edition_the_first_one_is_for_everybody() {
    let portal = spawn().await;
    let story = portal.story("fuel-prices").editions(&["zh-hans", "mn"]).insert();
    let page = portal.get(story.path("mn")).await;
    assert_eq!(languages(&page), ["zh-Hans", "mn", "x-default"]);
    let href = format!("https://portal.example{}", story.path("zh-hans"));
    assert_eq!(page.alternates().pop().unwrap().1, href);
    assert_reciprocal(&portal, &page).await;
}

#[apply(on_both_databases)]
async fn alternates_are_reciprocal_on_every_kind_of_page() {
    let portal = spawn().await;
    let paper = portal.paper();
    for edition in EDITIONS {
        for (kind, address) in paper.pages(edition) {
            let page = portal.get(&address).await;
            let canonical = page.canonical();
            assert!(canonical.starts_with("https://portal.example/"), "{kind}: {canonical:?}");
            assert_reciprocal(&portal, &page).await;
            let wants_all = ["home", "section", "article", "coverage", "author", "information"];
            if wants_all.contains(&kind) {
                assert_eq!(languages(&page).len(), 5, "{kind}");
            }
        }
    }
}
