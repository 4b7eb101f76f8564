//! The picture library.

use broadsheet::db::media::{self, LibraryFilter};
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
    let page = reporter.save("/admin/media/1", &words).await;
    assert_eq!(page.select_attribute("#credit", "value"), ["Bat/Agency"]);
    assert_eq!(page.select_attribute("#alt-en", "value"), ["A bridge in fog"]);
    let grid = reporter.get("/admin/media?credit=none").await;
    assert!(grid.text().contains("There is no such photo."));

    // A reader sees it, and an editor's words at once.
    let body = "First.\n\n```photo\nmedia: 1\n```\n";
    let article = portal.article("fog").body(body).insert();
    let page = portal.get(&article.path).await;
    assert!(page.text().contains("Bat/Agency") && page.text().contains("The bridge."));
    let page = reporter.get("/admin/media/1").await;
    assert!(page.links().contains(&article.path));
    assert!(reporter.get("/admin/media").await.text().contains("Used in 1 article"));
    let changed = [("credit", "Dorj/Agency"), ("caption-en", "Another bridge."), ("alt-en", "x")];
    assert_eq!(reporter.fill_in("/admin/media/1", &changed).await.status(), 403);
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    editor.save("/admin/media/1", &changed).await;
    let page = portal.get(&article.path).await;
    assert!(page.text().contains("Dorj/Agency") && page.text().contains("Another bridge."));
    let change = portal.changes().pop().unwrap();
    assert_eq!(change.verb, "describe_photo");
    assert!(change.nouns.contains("media:1") && change.nouns.contains(&article.id.to_string()));
    // What is as it was is no change.
    let before = portal.changes().len();
    editor.save("/admin/media/1", &changed).await;
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
    assert_eq!(
        problems[0],
        "photo.heic: this format is not supported. Use JPEG, PNG, WebP or AVIF."
    );
    assert!(problems[1].starts_with("drawing.svg: this format is not supported."));
    assert!(problems[2].starts_with("photo.jpg: this file is not what its name says."));
    assert!(problems[3].starts_with("<b>page<b>.png: this file is not what"));
    assert!(problems[4].starts_with("large.jpg: this file is larger than 1 MB."));
    assert!(problems[5].starts_with("bomb.png: "), "{problems:?}");
    assert!(problems[6].starts_with("cut.png: this picture is damaged."));
    assert_eq!(page.select_text(".flash"), ["Photos now in the library: 2."]);
    let kept =
        portal.query(|conn| media::list_library(conn, &LibraryFilter::default(), 10)).unwrap();
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

#[apply(on_both_databases)]
async fn a_photo_is_cropped_around_the_point_that_was_clicked() {
    let portal = spawn().await;
    let id = portal.photo("bridge");
    let article = portal.article("fog").photo("bridge").insert();
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let page = editor.get("/admin/media/1").await;
    assert_eq!(page.select_attribute("input[type=image]", "name"), ["small", "large"]);
    assert_eq!(page.select_attribute(".crop", "class").len(), 3);
    let width: i32 = page.select_attribute("input[name=large]", "width")[0].parse().unwrap();
    let height: i32 = page.select_attribute("input[name=large]", "height")[0].parse().unwrap();
    // A click, as a browser without script sends it.
    let (x, y) = ((width / 10).to_string(), (height - 1).to_string());
    let target = "/admin/media/1/focus";
    let fields = [("large.x", x.as_str()), ("large.y", y.as_str()), ("x", "50"), ("y", "50")];
    let page = editor.post_and_follow(target, &fields).await;
    assert_eq!(page.select_attribute("#y", "value"), ["99"]);
    assert!(page.select_attribute(".crop", "class")[0].ends_with("fx1 fy10"));
    let home = portal.get("/en/").await;
    assert!(home.select_attribute(".card-photo img", "class").contains(&"fx1 fy10".to_owned()));
    assert!(portal.changes().pop().unwrap().nouns.contains(&format!("article:{}", article.id)));
    // The keyboard presses the picture at its corner: the numbers count.
    let fields = [("small.x", "0"), ("small.y", "0"), ("x", "50"), ("y", "100")];
    editor.post_and_follow(target, &fields).await;
    let photo = portal.query(|conn| media::find(conn, id)).unwrap().unwrap();
    assert_eq!((photo.focus_x, photo.focus_y), (50, 100));
    for bad in [[("x", "101"), ("y", "5")], [("x", "a"), ("y", "")]] {
        let page = editor.post(target, &bad).await;
        assert_eq!((page.status(), page.has("#x-problem")), (422, true));
    }
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    assert_eq!(reporter.post(target, &[("x", "1"), ("y", "1")]).await.status(), 403);
}

#[apply(on_both_databases)]
async fn setting_the_point_keeps_the_words_that_are_typed_and_saves_none() {
    let portal = spawn().await;
    portal.photo("bridge");
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let page = editor.get("/admin/media/1").await;
    // What a browser sends when Enter is pressed in a field: the form's first button, which saves.
    let saves = "main form > input[name=seen] + button[type=submit]:not([formaction])";
    assert_eq!(page.select_text(saves), ["Save"]);
    let typed = [
        ("credit", "Bat/Agency"),
        ("place", "Hovd"),
        ("taken-on", "May"),
        ("alt-en", "Half a sen"),
        ("caption-en", " "),
    ];
    let clicked = [("large.x", "64"), ("large.y", "36"), ("x", "50"), ("y", "50")];
    let page = editor.post("/admin/media/1/focus", &[&clicked[..], &typed].concat()).await;
    assert_eq!(page.status(), 200);
    assert!(page.select_text(".flash")[0].contains("not saved yet"));
    for (name, text) in typed {
        assert_eq!(page.select_attribute(&format!("#{name}"), "value"), [text]);
    }
    assert_eq!(page.select_attribute("#x", "value"), ["10"]);
    let photo = portal.query(|conn| media::find(conn, MediaId(1))).unwrap().unwrap();
    assert_eq!((photo.focus_x, photo.place.as_str()), (10, ""));
    // Neither is anything lost when the numbers are none.
    let wrong = [&[("x", "101"), ("y", "5")], &typed[..]].concat();
    let page = editor.post("/admin/media/1/focus", &wrong).await;
    assert_eq!((page.status(), page.has("#x-problem")), (422, true));
    assert_eq!(page.select_attribute("#alt-en", "value"), ["Half a sen"]);
    // Saving saves all of it.
    let saved = [("x", "7"), ("y", "50"), ("credit", "Bat/Agency"), ("alt-en", "A sentence.")];
    let page = editor.save("/admin/media/1", &saved).await;
    assert_eq!(page.select_attribute("#alt-en", "value"), ["A sentence."]);
    assert_eq!(page.select_attribute("#x", "value"), ["7"]);
    let page = editor.post("/admin/media/1", &[("x", ""), ("y", "50")]).await;
    assert_eq!((page.status(), page.has("#x-problem")), (422, true));
}

#[apply(on_both_databases)]
async fn what_a_file_says_of_its_photo_is_offered_and_never_published() {
    let portal = spawn().await;
    let chief = portal.sign_in_as(Role::Chief, &[]);
    let xmp = "http://ns.adobe.com/xap/1.0/\0<rdf:RDF><rdf:Description photoshop:City='Hovd' \
               photoshop:DateCreated='2026-05-03'><dc:creator><rdf:li>Bat</rdf:li></dc:creator>\
               <dc:description>Riders cross a secret steppe.</dc:description></rdf:Description></rdf:RDF>";
    let photo = with_segment(&jpeg(400, 225), 0xe1, xmp.as_bytes());
    let files = [("files", "riders.jpg", "image/jpeg", photo.as_slice())];
    assert_eq!(chief.upload("/admin/media", &[("credit", "")], &files).await.status(), 303);
    let page = chief.get("/admin/media/1").await;
    assert_eq!(page.select_attribute("#credit", "value"), ["Bat"]);
    assert_eq!(page.select_attribute("#place", "value"), ["Hovd"]);
    assert_eq!(page.select_attribute("#taken-on", "value"), ["2026-05-03"]);
    // It is offered where its letters are at home, and stored only when somebody saves it.
    let caption = ["Riders cross a secret steppe."];
    assert_eq!(page.select_attribute("#caption-en", "value"), caption);
    assert_eq!(page.select_attribute("#caption-mn", "value"), [""]);
    assert!(page.select_text("#caption-en-hint")[0].contains("not saved yet"));
    assert!(portal.query(|conn| media::list_texts(conn, MediaId(1))).unwrap().is_empty());
    let rendition = portal.get(&page.select_attribute(".crop", "src")[0]).await.bytes();
    assert!(rendition.starts_with(&[0xff, 0xd8]));
    assert!(!rendition.windows(6).any(|bytes| bytes == b"secret"));
    let fields = [
        ("credit", "Bat"),
        ("place", "Khovd"),
        ("taken-on", ""),
        ("caption-en", caption[0]),
        ("alt-en", "Riders"),
    ];
    let page = chief.save("/admin/media/1", &fields).await;
    assert_eq!(page.select_attribute("#place", "value"), ["Khovd"]);
    assert_eq!(page.select_attribute("#taken-on", "value"), [""]);
    assert!(!page.has("#caption-en-hint"));
    let page = chief.post("/admin/media/1", &[("place", ""), ("taken-on", "May")]).await;
    assert_eq!((page.status(), page.has("#taken-on-problem")), (422, true));
    // Whoever says who is to be named is believed before the file.
    let other = with_segment(&jpeg(200, 113), 0xe1, xmp.as_bytes());
    let files = [("files", "riders.jpg", "image/jpeg", other.as_slice())];
    chief.upload("/admin/media", &[("credit", "Dorj")], &files).await;
    assert_eq!(portal.query(|conn| media::find(conn, MediaId(2))).unwrap().unwrap().credit, "Dorj");
}

#[apply(on_both_databases)]
async fn a_script_is_told_of_each_file_what_became_of_it() {
    let portal = spawn().await;
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    let good = picture(400, 225, [1, 2, 3]);
    let page = reporter.get("/admin/media").await;
    assert!(page.has("template#upload-row") && page.has("#drop-hint[hidden]"));
    let send = async |name: &str, bytes: &[u8]| {
        let files = [("files", name, "image/png", bytes)];
        reporter.upload_by_script("/admin/media", &[("credit", "Bat")], &files).await
    };
    let answer = send("good.png", &good).await;
    assert_eq!(
        (answer.status(), answer.json()["taken"][0]["href"].as_str()),
        (200, Some("/admin/media/1"))
    );
    let answer = send("drawing.svg", b"<svg/>").await;
    assert_eq!(
        answer.json()["refused"][0],
        "drawing.svg: this format is not supported. Use JPEG, PNG, WebP or AVIF."
    );
    assert_eq!(answer.json()["taken"].as_array().unwrap().len(), 0);
}

#[apply(on_both_databases)]
async fn the_library_is_asked_for_what_is_missing() {
    let portal = spawn().await;
    for name in ["used", "idle", "covering"] {
        portal.photo(name);
    }
    portal.article("fog").photo("used").insert();
    let reporter = portal.sign_in_as(Role::Reporter, &["mn"]);
    let names = async |target: &str| reporter.get(target).await.select_text(".tiles bdi");
    assert_eq!(names("/admin/media").await.len(), 3);
    assert_eq!(names("/admin/media?used=none").await, ["covering.png", "idle.png"]);
    assert!(names("/admin/media?words=mn").await.is_empty());
    let files = picture(400, 225, [1, 2, 3]);
    let files = [("files", "new.png", "image/png", files.as_slice())];
    reporter.upload("/admin/media", &[], &files).await;
    assert_eq!(names("/admin/media?words=mn").await, ["new.png"]);
    reporter.save("/admin/media/4", &[("alt-mn", "Гүүр")]).await;
    assert!(names("/admin/media?words=mn").await.is_empty());
    assert_eq!(reporter.get("/admin/media?words=xx").await.status(), 404);
}

/// A small JPEG.
fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let pixels = image::RgbImage::from_pixel(width.into(), height.into(), image::Rgb([9, 90, 200]));
    broadsheet::media::encode_jpeg(&pixels, 80).unwrap()
}

/// The same with one more segment in front.
fn with_segment(jpeg: &[u8], marker: u8, bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, marker], &length, bytes, &jpeg[2..]].concat()
}
