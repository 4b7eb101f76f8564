//! Coming to an edition from a story that it doesn't have.

use crate::support::{Answer, on_both_databases, spawn};

/// Where the line of editions leads for one of them.
fn switch_to(page: &Answer, tag: &str) -> String {
    page.select_attribute(&format!(".edition-bar a[hreflang='{tag}']"), "href").remove(0)
}

#[apply(on_both_databases)]
async fn a_reader_who_changes_the_edition_stays_on_the_story() {
    let portal = spawn().await;
    let story = portal.story("fuel-prices").with(|article| article.coverage("summit")).insert();
    let page = portal.get(story.path("en")).await;
    assert_eq!(switch_to(&page, "mn"), story.path("mn"));
    assert_eq!(switch_to(&page, "zh-Hans"), story.path("zh-hans"));
    assert!(!page.has(".edition-bar small"), "no edition is marked as leading home");
    assert_eq!(page.select_text(".edition-bar [aria-current]"), ["English"]);
    let labels = page.select_text(".edition-bar li");
    assert_eq!(labels, ["English", "简体中文", "繁體中文", "Монгол"]);
    for (english, mongolian) in [
        ("/en/world/", "/mn/world/"),
        ("/en/coverage/summit", "/mn/coverage/summit"),
        ("/en/coverage/", "/mn/coverage/"),
        ("/en/", "/mn/"),
    ] {
        assert_eq!(switch_to(&portal.get(english).await, "mn"), mongolian);
    }
}

#[apply(on_both_databases)]
async fn a_story_that_an_edition_lacks_is_offered_in_the_language_it_has() {
    let portal = spawn().await;
    portal.story("elsewhere").insert();
    let article = portal.article("fuel-prices").coverage("summit").insert();
    let page = portal.get(&article.path).await;
    let href = switch_to(&page, "mn");
    assert_eq!(href, format!("/mn/?from={}", article.id));
    assert_eq!(page.select_text(".edition-bar a[hreflang=mn] small"), ["нүүр хуудас"]);

    let home = portal.get(&href).await;
    assert_eq!(home.status(), 200);
    let words = portal.app.editions.get("mn").unwrap();
    let notice = home.select_text(".notice[role=note]").remove(0);
    let said = words.text_with("notice-story-missing", &[("edition", "Монгол".into())]);
    assert!(notice.starts_with(&said), "{notice}");
    let read = words.text_with("notice-read-original", &[("edition", "English".into())]);
    assert!(notice.contains(&read), "{notice}");
    assert_eq!(home.select_attribute(".notice a[hreflang=en]", "href"), [article.path]);
    // The coverage goes on in this edition.
    assert!(home.select_attribute(".notice a", "href").contains(&"/mn/coverage/summit".to_owned()));
    assert_eq!(home.robots(), "noindex");
    assert_eq!(home.canonical(), "https://portal.example/mn/");
    assert_eq!(home.alternates(), []);
    assert_eq!(home.header("content-language"), "mn");
}

#[apply(on_both_databases)]
async fn the_name_of_another_edition_is_in_its_own_language() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").edition("zh-hans").insert();
    for (edition, sentence) in [
        ("en", "Read it in 简体中文"),
        ("zh-hant", "閱讀简体中文版"),
        ("mn", "“简体中文” хувилбараас унших"),
    ] {
        let home = portal.get(&format!("/{edition}/?from={}", article.id)).await;
        assert_eq!(home.select_text(".notice a[hreflang=zh-Hans]"), [sentence]);
        assert_eq!(home.select_text(".notice [lang]"), ["简体中文"], "{edition}");
        assert_eq!(home.select_attribute(".notice [lang]", "lang"), ["zh-Hans"], "{edition}");
    }
}

#[apply(on_both_databases)]
async fn a_section_or_coverage_that_an_edition_lacks_is_told_too() {
    let portal = spawn().await;
    portal.section_in("local", &["en"]);
    portal.coverage_in("election", &["en"]);
    portal.article("fuel-prices").section("local").coverage("election").insert();
    for (address, message) in [
        ("/en/local/", "notice-section-missing"),
        ("/en/coverage/election", "notice-coverage-missing"),
    ] {
        let page = portal.get(address).await;
        let href = switch_to(&page, "zh-Hant");
        let home = portal.get(&href).await;
        let words = portal.app.editions.get("zh-hant").unwrap();
        let said = words.text_with(message, &[("edition", "繁體中文".into())]);
        assert!(home.select_text(".notice[role=note]").remove(0).starts_with(&said), "{href}");
        assert_eq!(home.select_attribute(".notice a", "href"), [address]);
        assert_eq!(home.robots(), "noindex");
    }
}

#[apply(on_both_databases)]
async fn what_leads_nowhere_says_nothing() {
    let portal = spawn().await;
    let own = portal.article("own").edition("mn").insert();
    let section = portal.section("world");
    for from in [
        own.id.to_string(),
        "0".to_owned(),
        "999".to_owned(),
        "x".to_owned(),
        format!("section-{section}@mn"),
        format!("section-{section}@fr"),
        "section-999@en".to_owned(),
        "coverage-999@en".to_owned(),
        "other-1@en".to_owned(),
    ] {
        let home = portal.get(&format!("/mn/?from={from}")).await;
        assert_eq!(home.status(), 200);
        assert!(!home.has(".notice[role=note]"), "{from}");
        assert_eq!(home.robots(), "", "{from}");
        assert_eq!(home.canonical(), "https://portal.example/mn/");
    }
}

#[apply(on_both_databases)]
async fn a_reader_without_photos_stays_without() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").photo("a").coverage("summit").insert();
    let page = portal.get(&format!("{}?photos=off", article.path)).await;
    let href = switch_to(&page, "mn");
    assert_eq!(href, format!("/mn/?from={}&photos=off", article.id));
    let home = portal.get(&href).await;
    let back = home.select_attribute(".notice a[hreflang=en]", "href").remove(0);
    assert_eq!(back, format!("{}?photos=off", article.path));
}
