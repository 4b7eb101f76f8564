//! What search engines and networks read of a page.

use serde_json::{Value, json};

use crate::support::{Answer, EDITIONS, on_both_databases, spawn};

fn object(page: &Answer, kind: &str) -> Value {
    let objects = page.structured_data();
    let found = objects.iter().find(|object| object["@type"] == kind).cloned();
    found.unwrap_or_else(|| panic!("{} has no {kind} in {objects:#?}", page.target))
}

fn property(page: &Answer, name: &str) -> String {
    page.select_attribute(&format!("meta[property='{name}']"), "content").join("|")
}

#[apply(on_both_databases)]
async fn an_article_says_who_wrote_what_and_when() {
    let portal = spawn().await;
    let paper = portal.paper();
    let path = paper.story.path("en");
    let page = portal.get(path).await;
    let article = object(&page, "NewsArticle");
    assert_eq!(article["headline"], "Summit opens");
    assert_eq!(article["description"], "They came from everywhere.");
    assert_eq!(article["datePublished"], "2026-05-04T14:00:00+08:00");
    assert_eq!(article["dateModified"], "2026-05-04T16:00:00+08:00", "when it was corrected");
    assert_eq!(article["inLanguage"], "en");
    assert_eq!(article["articleSection"], "World");
    assert_eq!(article["mainEntityOfPage"], format!("https://portal.example{path}"));
    assert_eq!(article["author"]["@type"], "Person");
    assert_eq!(article["author"]["name"], "Bat");
    assert_eq!(article["author"]["url"], "https://portal.example/en/by/bat");
    assert_eq!(article["publisher"]["@type"], "NewsMediaOrganization");
    assert_eq!(article["publisher"]["name"], "The Paper (en)");
    assert_eq!(article["isAccessibleForFree"], true);
    let image = &article["image"];
    assert_eq!(image["@type"], "ImageObject");
    assert_eq!(image["creditText"], "Bat/Agency");
    assert_eq!((&image["width"], &image["height"]), (&json!(400), &json!(225)));
    let url = image["url"].as_str().unwrap().strip_prefix("https://portal.example").unwrap();
    assert_eq!(portal.get(url).await.status(), 200);
    let crumbs = object(&page, "BreadcrumbList");
    let items = crumbs["itemListElement"].as_array().unwrap();
    let names: Vec<&Value> = items.iter().map(|item| &item["name"]).collect();
    assert_eq!(names, ["Home", "World"]);
    assert_eq!(items[1]["item"], "https://portal.example/en/world/");
}

#[apply(on_both_databases)]
async fn lists_and_the_front_describe_themselves_in_each_edition() {
    let portal = spawn().await;
    let paper = portal.paper();
    for edition in EDITIONS {
        let tag = portal.app.editions.get(edition).unwrap().tag.clone();
        let home = portal.get(&format!("/{edition}/")).await;
        let paper_itself = object(&home, "NewsMediaOrganization");
        assert_eq!(paper_itself["name"], format!("The Paper ({edition})"));
        assert_eq!(paper_itself["sameAs"], json!(["https://social.example/paper"]));
        for (kind, address) in paper.pages(edition) {
            let page = portal.get(&address).await;
            for object in page.structured_data() {
                assert_eq!(object["@context"], "https://schema.org", "{kind}");
            }
            if ["section", "coverage", "archive day", "author", "source"].contains(&kind) {
                let list = object(&page, "CollectionPage");
                assert_eq!(list["inLanguage"], tag, "{kind}");
                let items = list["mainEntity"]["itemListElement"].as_array().unwrap();
                assert_eq!(items.len(), page.articles().len(), "{kind}");
                for item in items {
                    let url = item["url"].as_str().unwrap();
                    let path = url.strip_prefix("https://portal.example").unwrap();
                    assert_eq!(portal.get(path).await.status(), 200, "{url}");
                }
            }
        }
    }
}

#[apply(on_both_databases)]
async fn a_shared_page_has_a_card() {
    let portal = spawn().await;
    let paper = portal.paper();
    let path = paper.story.path("zh-hant");
    let page = portal.get(path).await;
    assert_eq!(property(&page, "og:type"), "article");
    assert_eq!(property(&page, "og:title"), "Summit opens (zh-hant)");
    assert_eq!(property(&page, "og:url"), format!("https://portal.example{path}"));
    assert_eq!(property(&page, "og:locale"), "zh_TW");
    assert_eq!(property(&page, "og:site_name"), "The Paper (zh-hant)");
    assert_eq!(property(&page, "article:published_time"), "2026-05-04T14:00:00+08:00");
    assert!(property(&page, "og:image").starts_with("https://portal.example/media/"));
    assert_eq!(property(&page, "og:image:width"), "400");
    let card = page.select_attribute("meta[name='twitter:card']", "content");
    assert_eq!(card, ["summary_large_image"]);
    let description = page.select_attribute("meta[name=description]", "content");
    assert_eq!(description, ["They came from everywhere."]);
}

#[apply(on_both_databases)]
async fn an_article_without_a_standfirst_is_described_by_its_beginning() {
    let portal = spawn().await;
    let body = "A **strong** & \"quoted\" beginning.\n\nAnother paragraph.";
    let article = portal.article("fuel-prices").body(body).insert();
    let page = portal.get(&article.path).await;
    let description = page.select_attribute("meta[name=description]", "content");
    assert_eq!(description, ["A strong & \"quoted\" beginning."]);
}

#[apply(on_both_databases)]
async fn every_page_that_has_an_address_has_a_card() {
    let portal = spawn().await;
    let paper = portal.paper();
    portal.article("bare").coverage("plain").insert();
    let mut pages = paper.all_pages();
    pages.push(("coverage without a photo", "/en/coverage/plain".to_owned()));
    for (kind, address) in pages {
        let page = portal.get(&address).await;
        let expected = if kind.starts_with("article") { "article" } else { "website" };
        assert_eq!(property(&page, "og:type"), expected, "{kind}");
        assert_eq!(property(&page, "og:url"), page.canonical(), "{kind}");
        let heading = page.select_text("h1").concat();
        assert_eq!(property(&page, "og:title"), heading, "{kind} at {address}");
        let described = page.select_attribute("meta[name=description]", "content").concat();
        assert_eq!(property(&page, "og:description"), described, "{kind}");
        assert!(property(&page, "og:site_name").starts_with("The Paper"), "{kind}");
        let card = page.select_attribute("meta[name='twitter:card']", "content");
        let has_image = !property(&page, "og:image").is_empty();
        assert_eq!(card, [if has_image { "summary_large_image" } else { "summary" }], "{kind}");
    }
    for (_, address) in paper.errors("en") {
        let page = portal.get(&address).await;
        assert!(!page.has("meta[property^='og:'], meta[name='twitter:card']"), "{address}");
    }
}
