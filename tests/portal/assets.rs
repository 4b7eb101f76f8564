//! Static files: under names that carry their hash, packed, kept for good.

use std::fs;
use std::sync::Arc;

use crate::support::{TestDatabase, on_both_databases, spawn, spawn_on};

#[apply(on_both_databases)]
async fn static_files_are_packed_and_kept_for_good() {
    let portal = spawn().await;
    let page = portal.get("/en/").await;
    let mut files = page.select_attribute("link[rel=stylesheet]", "href");
    files.extend(page.select_attribute("script[src]", "src"));
    files.extend(page.select_attribute("link[rel~=icon], link[rel=apple-touch-icon]", "href"));
    assert!(files.len() >= 4, "{files:?}");
    for file in files {
        let plain = portal.get(&file).await;
        assert_eq!(plain.status(), 200, "{file}");
        assert_eq!(plain.header("cache-control"), "public, max-age=31536000, immutable", "{file}");
        let kind = match file.rsplit_once('.').unwrap().1 {
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "svg" => "image/svg+xml",
            "png" => "image/png",
            other => panic!("{other}"),
        };
        assert_eq!(plain.header("content-type"), kind, "{file}");
        for encoding in ["gzip", "br"] {
            let request = portal.request("GET", &file).header("accept-encoding", encoding);
            let packed = request.send().await;
            let is_packed = kind != "image/png";
            assert_eq!(packed.header("content-encoding") == encoding, is_packed, "{file}");
            assert_eq!(packed.bytes(), plain.body, "{file}");
            assert_eq!(packed.header("vary") == "Accept-Encoding", is_packed, "{file}");
        }
        let head = portal.head(&file).await;
        assert_eq!(head.header("content-length"), plain.header("content-length"));
        // Under another hash there is nothing.
        let (stem, extension) = file.rsplit_once('.').unwrap();
        let (stem, hash) = stem.rsplit_once('.').unwrap();
        assert!(hash.len() >= 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()), "{hash}");
        for other in [format!("{stem}.0123456789.{extension}"), format!("{stem}.{extension}")] {
            let missing = portal.get(&other).await;
            assert_eq!(missing.status(), 404, "{other}");
            assert_eq!(missing.header("cache-control"), "no-store");
        }
    }
}

#[apply(on_both_databases)]
async fn no_file_beside_the_static_ones_can_be_read() {
    let portal = spawn().await;
    for bad in [
        "/static/",
        "/static",
        "/static/../Cargo.toml",
        "/static/%2e%2e/Cargo.toml",
        "/static/..%2fCargo.toml",
        "/static//etc/passwd",
        "/static/css/",
        "/static/%2fetc%2fpasswd",
        "/static/css/broadsheet.css%00",
        "/static/css\\broadsheet.css",
    ] {
        let status = portal.get(bad).await.status();
        assert!([400, 404].contains(&status), "{bad}: {status}");
    }
}

#[apply(on_both_databases)]
async fn a_folder_of_the_operator_replaces_and_joins_the_files() {
    let database = Arc::new(TestDatabase::new());
    let folder = database.folder.join("static");
    fs::create_dir_all(folder.join("css")).unwrap();
    fs::create_dir_all(folder.join("own")).unwrap();
    fs::write(folder.join("css/broadsheet.css"), "body { color: teal }").unwrap();
    fs::write(folder.join("own/logo.svg"), "<svg/>").unwrap();
    let builtin = spawn().await.get("/en/").await.select_attribute("link[rel=stylesheet]", "href");
    let portal = spawn_on(database, |config| config.static_dir = Some(folder)).await;
    let page = portal.get("/en/").await;
    let styles = page.select_attribute("link[rel=stylesheet]", "href");
    assert_ne!(styles, builtin, "other bytes, another name");
    assert_eq!(portal.get(&styles[0]).await.text(), "body { color: teal }");
    let own = portal.app.assets.address("own/logo.svg").to_owned();
    assert_eq!(portal.get(&own).await.text(), "<svg/>");
    // The others are still there.
    for script in page.select_attribute("script[src]", "src") {
        assert_eq!(portal.get(&script).await.status(), 200);
    }
}

#[apply(on_both_databases)]
async fn browsers_find_the_icon_where_they_look_for_it() {
    let portal = spawn().await;
    let icon = portal.get("/favicon.ico").await;
    assert_eq!(icon.status(), 301);
    assert_eq!(portal.get(icon.location()).await.header("content-type"), "image/svg+xml");
}
