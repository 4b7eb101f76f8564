//! Two editions that the code has never heard of, added by files alone.
//!
//! `tests/fixtures/locales` holds their records and their datelines. Their other words are those
//! of another edition, since nobody reads these pages but this test; so a new message needs no
//! words here.

use std::fs;
use std::path::{Path, PathBuf};

use broadsheet::config::Config;

use crate::support::{Answer, Portal, TestDatabase, on_both_databases, spawn_on};

/// A folder of locales as an operator would have it.
fn locales(folder: &Path) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let all = folder.join("locales");
    for (prefix, words_of) in [("ar", "en"), ("mn-mong", "mn")] {
        let own = all.join(prefix);
        fs::create_dir_all(&own).unwrap();
        let borrowed = root.join("locales").join(words_of);
        for from in [borrowed, root.join("tests/fixtures/locales").join(prefix)] {
            for entry in fs::read_dir(from).unwrap() {
                let path = entry.unwrap().path();
                if path.is_file() {
                    fs::copy(&path, own.join(path.file_name().unwrap())).unwrap();
                }
            }
        }
    }
    all
}

async fn spawn_with_six() -> Portal {
    let database = std::sync::Arc::new(TestDatabase::new());
    let folder = locales(&database.folder);
    spawn_on(database, |config: &mut Config| config.locales_dir = Some(folder)).await
}

/// The page is there, in a language, a direction of its lines and one of its text.
#[track_caller]
fn assert_written(page: &Answer, expected: [&str; 3]) {
    assert_eq!(page.status(), 200);
    let html = |attribute| page.select_attribute("html", attribute).remove(0);
    assert_eq!(["lang", "dir", "data-writing"].map(html), expected);
}

#[apply(on_both_databases)]
async fn an_edition_from_right_to_left_takes_files_alone() {
    let portal = spawn_with_six().await;
    let english = portal.article("fuel-prices").published_at("2026-05-04 06:00").insert();
    let article = portal
        .article("asear-alwaqud")
        .edition("ar")
        .of_story(english.story)
        .headline("أسعار الوقود ترتفع")
        .body("ارتفعت الأسعار **اليوم** في العاصمة.")
        .dateline("بكين", "2026-05-04", "شينخوا")
        .published_at("2026-05-04 06:00")
        .insert();
    let page = portal.get(&article.path).await;
    assert_written(&page, ["ar", "rtl", "horizontal-tb"]);
    assert_eq!(page.header("content-language"), "ar");
    assert_eq!(page.select_text("h1"), ["أسعار الوقود ترتفع"]);
    assert_eq!(page.select_text("time.timestamp"), ["٤ مايو ٢٠٢٦، ١٤:٠٠ (بتوقيت بكين)"]);
    // What machines read has machines' digits.
    assert_eq!(page.select_attribute("time.timestamp", "datetime"), ["2026-05-04T14:00:00+08:00"]);
    assert_eq!(page.select_text(".dateline"), ["بكين ٤ مايو (شينخوا) —"]);
    assert!(!page.text().contains('⟦'));

    // The other editions know of it.
    let page = portal.get(&english.path).await;
    assert_eq!(
        page.select_attribute(".edition-bar a[hreflang=ar]", "href"),
        std::slice::from_ref(&article.path)
    );
    assert_eq!(page.select_text(".edition-bar a[hreflang=ar]"), ["العربية"]);
    let alternate = ("ar".to_owned(), format!("https://portal.example{}", article.path));
    assert!(page.alternates().contains(&alternate), "{:?}", page.alternates());
    let asked = portal.request("GET", "/").header("accept-language", "ar-EG,ar;q=0.9").send().await;
    assert_eq!(asked.location(), "/ar/");
}

#[apply(on_both_databases)]
async fn an_edition_in_columns_takes_files_alone() {
    let portal = spawn_with_six().await;
    let article = portal
        .article("news")
        .edition("mn-mong")
        .headline("ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ")
        .published_at("2026-05-04 06:00")
        .insert();
    let page = portal.get(&article.path).await;
    assert_written(&page, ["mn-Mong", "ltr", "vertical-lr"]);
    assert_eq!(page.select_text("h1"), ["ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ"]);
    assert_eq!(page.select_text("time.timestamp"), ["2026 ᠣᠨ ᠤ 5 ᠰᠠᠷ᠎ᠠ ᠶᠢᠨ 4, 14:00 (ᠪᠡᠭᠡᠵᠢᠩ)"]);
    // Which script a reader of Mongolian wants decides.
    for (wanted, home) in [
        ("mn", "/mn/"),
        ("mn-Mong", "/mn-mong/"),
        ("mn-Mong-CN", "/mn-mong/"),
        ("mn-CN", "/mn-mong/"),
    ] {
        let asked = portal.request("GET", "/").header("accept-language", wanted).send().await;
        assert_eq!(asked.location(), home, "{wanted}");
    }
}

#[apply(on_both_databases)]
async fn every_kind_of_page_is_there_in_a_new_edition() {
    let portal = spawn_with_six().await;
    for edition in ["ar", "mn-mong"] {
        let article = portal.article("news").edition(edition).photo("a").author("bat");
        let article = article.source("agency").coverage("summit").editor("X").insert();
        portal.correct(&article, "It was May.");
        let page = |rest: &str| format!("/{edition}/{rest}");
        for address in [
            article.path.clone(),
            page(""),
            page("world/"),
            page("coverage/"),
            page("coverage/summit"),
            page("by/bat"),
            page("source/agency"),
            page("2026/05/04/"),
            page("feed.atom"),
            page("feed.json"),
            page("world/feed.rss"),
            page("?photos=off"),
        ] {
            let answer = portal.get(&address).await;
            assert_eq!(answer.status(), 200, "{address}");
            assert!(!answer.text().contains('⟦'), "{address}");
        }
        let missing = portal.get(&page("nothing")).await;
        assert_eq!(missing.status(), 404);
        let tag = portal.app.editions.get(edition).unwrap().tag.clone();
        assert_eq!(missing.select_attribute("html", "lang"), [tag]);
    }
    // All six at the top, in the order of their records.
    let labels = portal.get("/en/").await.select_text(".edition-bar li");
    assert_eq!(labels, ["English", "简体中文", "繁體中文", "Монгол", "ᠮᠣᠩᠭᠣᠯ", "العربية"]);
    assert_eq!(portal.get("/").await.links().len(), 6);
    let sitemaps = portal.get("/sitemap.xml").await;
    assert_eq!(sitemaps.status(), 200);
}
