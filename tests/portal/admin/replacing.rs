//! Another file for a photo that is in the library.

use broadsheet::db::media;
use broadsheet::model::{MediaId, Role};

use crate::support::{PASSWORD, on_both_databases, picture, spawn};

#[apply(on_both_databases)]
async fn another_file_takes_a_photos_place_everywhere() {
    let portal = spawn().await;
    portal.photo("bridge");
    let other = portal.photo("tower");
    let article = portal.article("fog").photo("bridge").insert();
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let before = portal.get(&article.path).await.select_attribute(".lead-photo img", "src");
    let new = picture(1000, 800, [9, 9, 9]);
    let files = [("file", "mended.png", "image/png", new.as_slice())];
    let answer = editor.upload("/admin/media/1/file", &[], &files).await;
    assert_eq!((answer.status(), answer.location()), (303, "/admin/media/1"));
    let page = editor.get("/admin/media/1").await;
    assert_eq!(page.select_text("h1"), ["mended.png"]);
    assert!(page.links().contains(&article.path));
    let after = portal.get(&article.path).await.select_attribute(".lead-photo img", "src");
    assert_ne!(before, after);
    for address in [&before[0], &after[0]] {
        assert_eq!(portal.get(address).await.status(), 200, "{address}");
    }
    assert_eq!(portal.changes().pop().unwrap().verb, "replace_photo");
    // Nothing, no photo, and another photo of the library are refused.
    let known = portal.query(|conn| media::find(conn, other)).unwrap().unwrap();
    let (path, _) = portal.app.media.original(&known.key).unwrap();
    let known = std::fs::read(path).unwrap();
    for (name, bytes, words) in [
        ("", b"".as_slice(), "Choose a file."),
        (
            "photo.heic",
            b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
            "photo.heic: this format is not supported.",
        ),
        ("tower.png", &known, "tower.png: this picture is in the library already"),
    ] {
        let page =
            editor.upload("/admin/media/1/file", &[], &[("file", name, "image/png", bytes)]).await;
        assert_eq!(page.status(), 422);
        assert!(page.select_text("#file-problem")[0].starts_with(words), "{name}");
        assert_eq!(page.select_text("h1"), ["mended.png"]);
    }
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    assert_eq!(reporter.upload("/admin/media/1/file", &[], &files).await.status(), 403);
}

#[apply(on_both_databases)]
async fn words_that_are_typed_stay_typed_when_the_file_is_replaced() {
    let portal = spawn().await;
    portal.photo("bridge");
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    let page = editor.get("/admin/media/1").await;
    // The file goes in the form of the words, which comes first.
    assert_eq!(page.select_attribute("#file", "form"), ["photo"]);
    assert_eq!(page.select_attribute("button[form=photo]", "formaction"), ["/admin/media/1/file"]);
    let typed =
        [("credit", "Dorj/Agency"), ("x", "70"), ("taken-on", "May"), ("alt-en", "Half a sen")];
    let assert_typed = |page: &crate::support::Answer| {
        for (name, text) in typed {
            assert_eq!(page.select_attribute(&format!("#{name}"), "value"), [text]);
        }
    };
    let send = async |name: &str, bytes: &[u8]| {
        let fields = [&typed[..], &[("y", "50"), ("place", "")]].concat();
        let files = [("file", name, "image/png", bytes)];
        editor.upload("/admin/media/1/file", &fields, &files).await
    };
    let page = send("photo.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic").await;
    assert_eq!((page.status(), page.has("#file-problem")), (422, true));
    assert_typed(&page);
    let page = send("mended.png", &picture(1000, 800, [9, 9, 9])).await;
    assert_eq!((page.status(), page.select_text("h1")), (200, vec!["mended.png".to_owned()]));
    assert!(page.select_text(".flash")[0].contains("not saved yet"));
    assert_typed(&page);
    let photo = portal.query(|conn| media::find(conn, MediaId(1))).unwrap().unwrap();
    assert_eq!((photo.credit.as_str(), photo.focus_x), ("Bat/Agency", 50));
    // Whoever saves with a file chosen learns that the file didn't go.
    let saved = [("credit", "Bat/Agency"), ("file", "other.png")];
    let page = editor.save("/admin/media/1", &saved).await;
    assert!(page.select_text(".flash")[0].contains("was not sent"));
}

#[apply(on_both_databases)]
async fn words_beside_a_file_outlive_the_session() {
    let portal = spawn().await;
    portal.photo("bridge");
    let user = portal.colleague_with_password(Role::Editor, &["en"]);
    let editor = portal.sign_in(&user);
    portal.clock.jump("2026-05-05 08:00");
    let picture = picture(1000, 800, [9, 9, 9]);
    let files = [("file", "mended.png", "image/png", picture.as_slice())];
    let target = "/admin/media/1/file";
    let page = editor.upload(target, &[("alt-en", "A <bridge>")], &files).await;
    assert_eq!((page.status(), page.header("x-wanted")), (401, "sign-in"));
    assert_eq!(page.select_attribute("main form", "action"), [target]);
    assert_eq!(page.select_attribute("input[name=alt-en]", "value"), ["A <bridge>"]);
    assert!(page.select_text(".lead").concat().contains("choose them again"));
    let fields = [
        ("alt-en", "A <bridge>"),
        ("again-email", user.email.as_str()),
        ("again-password", PASSWORD),
    ];
    let page = editor.post(target, &fields).await;
    assert_eq!((page.status(), page.has("#file-problem")), (422, true));
    assert_eq!(page.select_attribute("#alt-en", "value"), ["A <bridge>"]);
}
