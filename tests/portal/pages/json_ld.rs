use broadsheet::commands::Setting;
use broadsheet::model::site::FollowAccount;
use serde_json::{Value, json};

use crate::support::{Answer, on_both_databases, spawn};

/// The page's one object of a type.
#[track_caller]
fn object(page: &Answer, kind: &str) -> Value {
    assert_eq!(page.status(), 200, "{}", page.target);
    let mut objects = page.structured_data();
    objects.retain(|object| object["@type"] == kind);
    let [object] = &objects[..] else { panic!("{}: {objects:?}", page.target) };
    object.clone()
}

#[apply(on_both_databases)]
async fn an_article_names_its_editor_its_source_and_where_it_was_reported() {
    let portal = spawn().await;
    let article = portal
        .article("fuel-prices")
        .dateline("BEIJING", "2026-05-04", "Agency")
        .editor("Zul")
        .author("bat")
        .source("agency")
        .insert();
    let news = object(&portal.get(&article.path).await, "NewsArticle");
    assert_eq!(news["author"]["@type"], "Person");
    assert_eq!(news["editor"], json!({"@type": "Person", "name": "Zul"}));
    assert_eq!(news["dateline"], "BEIJING, May 4 (Agency) —");
    let source = json!({
        "@type": "Organization",
        "name": "Agency",
        "url": "https://portal.example/en/source/agency",
    });
    assert_eq!(news["sourceOrganization"], source);
}

#[apply(on_both_databases)]
async fn an_article_without_a_byline_is_by_its_source_or_by_the_newspaper() {
    let portal = spawn().await;
    let agency = portal.article("one").source("agency").insert();
    let ours = portal.article("two").edition("zh-hant").insert();
    let agency = object(&portal.get(&agency.path).await, "NewsArticle")["author"].clone();
    assert_eq!((&agency["@type"], &agency["name"]), (&json!("Organization"), &json!("Agency")));
    let news = object(&portal.get(&ours.path).await, "NewsArticle");
    assert_eq!(news["author"]["@type"], "NewsMediaOrganization");
    assert_eq!(news["author"]["url"], "https://portal.example/zh-hant/");
    for missing in ["sourceOrganization", "editor", "image", "dateline"] {
        assert_eq!(news[missing], Value::Null, "{missing}");
    }
}

#[apply(on_both_databases)]
async fn hostile_text_stays_inside_its_script() {
    let portal = spawn().await;
    let hostile = "</script><script>alert(1)</script><!-- 田中 & \"quoted\" \\ \u{200b}";
    let article = portal.article("hostile").headline(hostile).standfirst(hostile).insert();
    let page = portal.get(&article.path).await;
    assert_eq!(object(&page, "NewsArticle")["headline"], hostile);
    let section = portal.get("/en/world/").await;
    let list = object(&section, "CollectionPage")["mainEntity"].clone();
    assert_eq!(list["itemListElement"][0]["name"], hostile);
    for page in [page, section] {
        assert!(!page.select_source("script").iter().any(|script| script.starts_with("alert")));
    }
}

#[apply(on_both_databases)]
async fn addresses_are_those_that_everybody_sees() {
    let portal = spawn().await;
    let old = portal.article("old").published_at("2026-05-03 08:00").insert();
    let new = portal.article("new").insert();
    let section = portal.get("/en/world/?photos=off").await;
    let list = object(&section, "CollectionPage")["mainEntity"].clone();
    for (position, article) in [&new, &old].into_iter().enumerate() {
        let item = &list["itemListElement"][position];
        assert_eq!(item["position"], position + 1);
        assert_eq!(item["url"], format!("https://portal.example{}", article.path));
    }
    let page = portal.get(&format!("{}?photos=off", new.path)).await;
    let crumbs = object(&page, "BreadcrumbList")["itemListElement"].clone();
    assert_eq!(crumbs[0]["item"], "https://portal.example/en/");
    assert_eq!(crumbs[1]["item"], "https://portal.example/en/world/");
}

#[apply(on_both_databases)]
async fn only_web_addresses_are_the_newspaper_elsewhere() {
    let portal = spawn().await;
    let account = |url: &str| FollowAccount {
        network: "x".to_owned(),
        name: "@paper".to_owned(),
        url: url.to_owned(),
    };
    let accounts = vec![account("https://x.com/paper"), account("weixin://dl/chat?paper")];
    portal.set("mn", Setting::Follow(accounts));
    let newspaper = object(&portal.get("/mn/").await, "NewsMediaOrganization");
    assert_eq!(newspaper["sameAs"], json!(["https://x.com/paper"]));
    assert_eq!(newspaper["url"], "https://portal.example/mn/");
    let logo = newspaper["logo"]["url"].as_str().unwrap().strip_prefix("https://portal.example");
    assert_eq!(portal.get(logo.unwrap()).await.status(), 200);
}
