//! The picture library.

use broadsheet::db::media;
use broadsheet::model::{MediaId, Role};

use crate::support::{on_both_databases, picture, spawn, spawn_with};

#[apply(on_both_databases)]
async fn a_photo_is_uploaded_described_and_seen() {
    let portal = spawn().await;
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    let page = reporter.get("/admin/media").await;
    assert!(page.text().contains("No photos yet"));
    let photo = picture(1600, 900, [10, 80, 160]);
    let files = [("files", "photos/bridge.png", "image/png", photo.as_slice())];
    let answer = reporter.upload("/admin/media", &[("credit", "")], &files).await;
    assert_eq!((answer.status(), answer.location()), (303, "/admin/media/1"));
    let page = reporter.get("/admin/media/1").await;
    assert_eq!(page.select_text("h1"), ["bridge.png"]);
    assert_eq!(page.select_text(".flash"), ["Photos now in the library: 1."]);
    assert_eq!(page.select_attribute("fieldset input", "name"), ["alt-en", "caption-en"]);
    let grid = reporter.get("/admin/media?credit=none").await;
    assert!(grid.select_text(".tiles .problem").concat().contains("No credit"));
    assert!(grid.select_text(".tiles").concat().contains("1600 × 900"));
    let shown = portal.get(&grid.select_attribute(".tiles img", "src")[0]).await;
    assert_eq!(shown.header("content-type"), "image/jpeg");
    let words =
        [("credit", "Bat/Agency"), ("alt-en", "A bridge in fog"), ("caption-en", "The bridge.")];
    let page = reporter.post_and_follow("/admin/media/1", &words).await;
    assert_eq!(page.select_attribute("#credit", "value"), ["Bat/Agency"]);
    assert_eq!(page.select_attribute("#alt-en", "value"), ["A bridge in fog"]);
    let grid = reporter.get("/admin/media?credit=none").await;
    assert!(grid.text().contains("Every photo has a credit."));

    // A reader sees it, and an editor's words at once.
    let body = "First.\n\n```photo\nmedia: 1\n```\n";
    let article = portal.article("fog").body(body).insert();
    let page = portal.get(&article.path).await;
    assert!(page.text().contains("Bat/Agency") && page.text().contains("The bridge."));
    let page = reporter.get("/admin/media/1").await;
    assert!(page.links().contains(&article.path));
    assert!(reporter.get("/admin/media").await.text().contains("Used in 1 article"));
    let changed = [("credit", "Dorj/Agency"), ("caption-en", "Another bridge."), ("alt-en", "x")];
    assert_eq!(reporter.post("/admin/media/1", &changed).await.status(), 403);
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    editor.post_and_follow("/admin/media/1", &changed).await;
    let page = portal.get(&article.path).await;
    assert!(page.text().contains("Dorj/Agency") && page.text().contains("Another bridge."));
    let change = portal.changes().pop().unwrap();
    assert_eq!(change.verb, "describe_photo");
    assert!(change.nouns.contains("media:1") && change.nouns.contains(&article.id.to_string()));
    // What is as it was is no change.
    let before = portal.changes().len();
    editor.post_and_follow("/admin/media/1", &changed).await;
    assert_eq!(portal.changes().len(), before);
    let page = editor.post("/admin/media/1", &[("credit", " ")]).await;
    assert_eq!(page.status(), 422);
    assert!(page.has("#credit-problem"));
}

#[apply(on_both_databases)]
async fn what_is_no_photo_is_refused_in_a_sentence_and_the_good_ones_are_kept() {
    let portal = spawn_with(|config| config.max_photo_mb = 1).await;
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    let good = picture(400, 225, [1, 2, 3]);
    let other = picture(400, 225, [3, 2, 1]);
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";
    let large = vec![0xff; 1_000_001];
    let mut bomb = picture(1, 1, [0, 0, 0]);
    // The header promises 60,000 × 60,000 pixels.
    bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let cut_off = &good[..good.len() / 2];
    let files: [(&str, &str, &str, &[u8]); 9] = [
        ("files", "good.png", "image/png", &good),
        ("files", "photo.heic", "image/heic", heic),
        ("files", "drawing.svg", "image/svg+xml", svg),
        ("files", "photo.jpg", "image/jpeg", &good),
        ("files", "<b>page<b>.png", "image/png", b"<html><script>alert(1)</script>"),
        ("files", "large.jpg", "image/jpeg", &large),
        ("files", "bomb.png", "image/png", &bomb),
        ("files", "cut.png", "image/png", cut_off),
        ("files", "other.png", "image/png", &other),
    ];
    let page = reporter.upload("/admin/media", &[("credit", "Bat")], &files).await;
    assert_eq!(page.status(), 422);
    let problems = page.select_text(".problems li");
    assert_eq!(problems.len(), 7, "{problems:?}");
    assert_eq!(problems[0], "photo.heic: this format is not supported. Use JPEG, PNG or WebP.");
    assert!(problems[1].starts_with("drawing.svg: this format is not supported."));
    assert!(problems[2].starts_with("photo.jpg: this file is not what its name says."));
    assert!(problems[3].starts_with("<b>page<b>.png: this file is not what"));
    assert!(problems[4].starts_with("large.jpg: this file is larger than 1 MB."));
    assert!(problems[5].starts_with("bomb.png: "), "{problems:?}");
    assert!(problems[6].starts_with("cut.png: this picture is damaged."));
    assert_eq!(page.select_text(".flash"), ["Photos now in the library: 2."]);
    let kept = portal.query(|conn| media::list_library(conn, None, false, 10)).unwrap();
    assert_eq!(kept.len(), 2);
    assert!(kept.iter().all(|photo| photo.credit == "Bat"));
    for nothing in [vec![], vec![("files", "", "application/octet-stream", b"".as_slice())]] {
        let page = reporter.upload("/admin/media", &[("credit", "Bat")], &nothing).await;
        assert_eq!(page.select_text(".problems li"), ["Choose at least one photo."]);
        assert_eq!(page.select_attribute("#credit", "value"), ["Bat"]);
    }
}

#[apply(on_both_databases)]
async fn hostile_pictures_do_no_harm() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/inputs/hostile");
    let Ok(entries) = std::fs::read_dir(folder.join("images")) else {
        return crate::support::skip_without("../shared/inputs");
    };
    let portal = spawn().await;
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    let names: Vec<std::path::PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    let bytes: Vec<Vec<u8>> = names.iter().map(|path| std::fs::read(path).unwrap()).collect();
    let files: Vec<(&str, &str, &str, &[u8])> = names
        .iter()
        .zip(&bytes)
        .map(|(path, bytes)| {
            ("files", path.file_name().unwrap().to_str().unwrap(), "image/png", bytes.as_slice())
        })
        .take(50)
        .collect();
    let page = reporter.upload("/admin/media", &[], &files).await;
    assert_eq!(page.status(), 422);
    assert_eq!(page.select_text(".problems li").len(), files.len());
    assert!(portal.query(|conn| media::find(conn, MediaId(1))).unwrap().is_none());
}

#[apply(on_both_databases)]
async fn a_long_library_is_read_page_by_page() {
    let portal = spawn().await;
    for number in 0..50 {
        portal.photo(&format!("photo-{number}"));
    }
    let reporter = portal.sign_in_as(Role::Reporter, &["mn"]);
    let page = reporter.get("/admin/media").await;
    assert_eq!(page.select_text(".tiles li").len(), 48);
    let older = page.select_attribute("a[rel=next]", "href");
    let page = reporter.get(&older[0]).await;
    assert_eq!(page.select_text(".tiles bdi"), ["photo-1.png", "photo-0.png"]);
    assert!(!page.has("a[rel=next]") && page.links().contains(&"/admin/media".to_owned()));
    assert_eq!(reporter.get("/admin/media/999").await.status(), 404);
    assert_eq!(reporter.get("/admin/media?before=x").await.status(), 200);
}
