//! Pictures of other sites, copied into the library.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};

use broadsheet::db::media::{self, LibraryFilter};
use broadsheet::model::{MediaId, Role};

use crate::support::{Browser, Portal, on_both_databases, picture, spawn, spawn_with};

#[apply(on_both_databases)]
async fn a_picture_of_another_site_is_copied_with_its_source_and_no_credit() {
    let (portal, site) = portal_and_site().await;
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    let address = format!("http://{site}/photos/bridge.jpg?w=640");
    let answer = copy(&reporter, &address).await;
    assert_eq!(answer, (200, "1".to_owned(), String::new()));
    let page = reporter.get("/admin/media/1").await;
    // It is a PNG, whatever its address says.
    assert_eq!(page.select_text("h1"), ["bridge.png"]);
    assert_eq!(page.select_attribute(".facts a", "href"), [address.as_str()]);
    assert_eq!(page.select_attribute("#credit", "value"), [""]);
    let grid = reporter.get("/admin/media?credit=none").await;
    assert_eq!(grid.select_text(".tiles bdi"), ["bridge.png"]);
    assert!(portal.audited().contains(&"copy_photo".to_owned()));
    // Sent on: the address that was pasted is the source. The same picture is there once.
    let answer = copy(&reporter, &format!("http://{site}/hop")).await;
    assert_eq!((answer.0, answer.1.as_str()), (200, "1"));
    assert_eq!(source(&portal), address);
    assert_eq!(in_library(&portal), 1);
}

#[apply(on_both_databases)]
async fn private_networks_are_not_asked() {
    let (portal, site) = portal_and_site().await;
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    let port = site.port();
    for address in [
        // A site that may be asked sends on to one that may not.
        format!("http://{site}/inside"),
        format!("http://{site}/metadata"),
        format!("http://127.0.0.2:{port}/good.png"),
        format!("http://[::1]:{port}/good.png"),
        format!("http://[::ffff:127.0.0.2]:{port}/good.png"),
        "http://10.0.0.1/good.png".to_owned(),
    ] {
        let (status, _, text) = copy(&reporter, &address).await;
        assert_eq!(status, 422, "{address}");
        assert!(text.contains("private network"), "{address}: {text}");
    }
    // A name is none the better for what it is called.
    let portal = spawn().await;
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    for host in ["localhost", "127.0.0.1", "2130706433"] {
        let (status, _, text) = copy(&reporter, &format!("http://{host}:{port}/good.png")).await;
        assert_eq!(status, 422, "{host}");
        assert!(text.contains("private network"), "{host}: {text}");
    }
    assert_eq!(in_library(&portal), 0);
}

#[apply(on_both_databases)]
async fn what_cannot_be_copied_is_said_in_a_sentence() {
    let (portal, site) = portal_and_site().await;
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    let hasty = spawn_with(|config| {
        config.fetch_networks = vec!["127.0.0.1/32".parse().unwrap()];
        config.fetch_secs = 1;
    });
    let hasty = hasty.await;
    let hurried = hasty.sign_in_as(Role::Reporter, &["en"]);
    let (status, _, text) = copy(&hurried, &format!("http://{site}/slow")).await;
    assert_eq!((status, text.starts_with("127.0.0.1 took too long.")), (422, true), "{text}");
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for (address, expected) in [
        (format!("http://{site}/large"), "large: this picture is larger than 1 MB."),
        (format!("http://{site}/endless"), "endless: this picture is larger than 1 MB."),
        (format!("http://{site}/page.png"), "page: this format is not supported."),
        (format!("http://{site}/half.png"), "half.png: this picture is damaged."),
        (format!("http://{site}/loop"), "127.0.0.1 does not hand this picture out."),
        (format!("http://{site}/gone"), "127.0.0.1 does not hand this picture out."),
        (format!("http://{site}/file"), "127.0.0.1 does not hand this picture out."),
        (format!("http://{gone}/good.png"), "127.0.0.1 could not be reached."),
        ("file:///etc/passwd".to_owned(), "This is no address of a picture on the web."),
        (String::new(), "This is no address of a picture on the web."),
    ] {
        let (status, _, text) = copy(&reporter, &address).await;
        assert_eq!(status, 422, "{address}");
        assert!(text.starts_with(expected), "{address}: {text}");
    }
    assert_eq!(in_library(&portal), 0);
    let token = [("url", format!("http://{site}/good.png"))];
    let token = [("url", token[0].1.as_str()), ("csrf", "another")];
    let answer = reporter.post_raw("/admin/media/copies", &token, &[]).await;
    assert_eq!(answer.status(), 403);
}

#[apply(on_both_databases)]
async fn an_address_is_copied_by_a_form_without_any_script() {
    let (portal, site) = portal_and_site().await;
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    let page = reporter.get("/admin/media").await;
    assert!(page.has("form[action='/admin/media/copies'] input[name=url]"));
    let wrong = format!("http://{site}/page.png");
    let page = reporter.post("/admin/media/copies", &[("url", &wrong)]).await;
    assert_eq!(page.status(), 422);
    assert!(page.select_text("#url-problem")[0].starts_with("page: this format is not"));
    assert_eq!(page.select_attribute("#url", "value"), [wrong]);
    let right = format!("http://{site}/photos/bridge.jpg");
    let page = reporter.post_and_follow("/admin/media/copies", &[("url", &right)]).await;
    assert_eq!(page.select_text("h1"), ["bridge.png"]);
    assert!(page.select_text(".flash")[0].contains("credit"));
    assert_eq!(source(&portal), right);
}

/// A portal that may ask one private address, and a site there.
async fn portal_and_site() -> (Portal, SocketAddr) {
    let portal = spawn_with(|config| {
        config.fetch_networks = vec!["127.0.0.1/32".parse().unwrap()];
        config.max_photo_mb = 1;
    });
    (portal.await, site())
}

/// What came of it: status, the photo's id, what is said.
async fn copy(browser: &Browser<'_>, address: &str) -> (u16, String, String) {
    let csrf = browser.csrf();
    let fields = [("csrf", csrf.as_str()), ("url", address)];
    let headers = [("accept", "application/json, text/html"), ("sec-fetch-site", "same-origin")];
    let answer = browser.post_raw("/admin/media/copies", &fields, &headers).await;
    let json = answer.json();
    let id = json["photos"][0]["id"].as_str().unwrap_or_default().to_owned();
    (answer.status(), id, json["text"].as_str().unwrap_or_default().to_owned())
}

fn in_library(portal: &Portal) -> usize {
    let all = LibraryFilter::default();
    portal.query(|conn| media::list_library(conn, &all, 10)).unwrap().len()
}

fn source(portal: &Portal) -> String {
    portal.query(|conn| media::find(conn, MediaId(1))).unwrap().unwrap().source_url
}

/// A site on this machine, as long as the tests run.
fn site() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for reader in listener.incoming().flatten() {
            // Who hangs up has seen enough.
            std::thread::spawn(move || answer(reader, address).ok());
        }
    });
    address
}

fn answer(mut reader: TcpStream, site: SocketAddr) -> std::io::Result<()> {
    let mut lines = BufReader::new(reader.try_clone()?).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let path = request.split([' ', '?']).nth(1).unwrap_or_default();
    let sent_on =
        |to: &str| format!("HTTP/1.1 302 Found\r\nlocation: {to}\r\ncontent-length: 0\r\n\r\n");
    let photo = picture(400, 225, [10, 80, 160]);
    let with = |kind: &str, body: &[u8]| {
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        [head.as_bytes(), body].concat()
    };
    let bytes = match path {
        "/photos/bridge.jpg" | "/good.png" => with("image/jpeg", &photo),
        "/half.png" => with("image/png", &photo[..photo.len() / 2]),
        "/page.png" => with("image/png", b"<html><script>alert(1)</script>"),
        "/hop" => sent_on("/good.png").into_bytes(),
        "/loop" => sent_on("/loop").into_bytes(),
        "/file" => sent_on("file:///etc/passwd").into_bytes(),
        "/inside" => sent_on(&format!("http://127.0.0.2:{}/good.png", site.port())).into_bytes(),
        "/metadata" => sent_on("http://169.254.169.254/latest/meta-data/").into_bytes(),
        "/large" => b"HTTP/1.1 200 OK\r\ncontent-length: 1000001\r\n\r\n".to_vec(),
        "/slow" => b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n".to_vec(),
        "/endless" => {
            reader.write_all(b"HTTP/1.1 200 OK\r\n\r\n")?;
            loop {
                reader.write_all(&[0xff; 65_536])?;
            }
        }
        _ => b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n".to_vec(),
    };
    reader.write_all(&bytes)?;
    // Until the other side has had enough.
    reader.read_to_end(&mut Vec::new())?;
    Ok(())
}
