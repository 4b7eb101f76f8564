use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::{Folder, Server};

#[test]
fn the_first_start_serves_the_demo_and_says_where() {
    let folder = Folder::new();
    let server = Server::start(&folder, &[]);
    let (_, link) = server.announcement.split_once("/admin/setup/").unwrap();
    let token = link.split_once('\n').unwrap().0;
    let expected = format!(
        "Broadsheet {} — demo content (robots: noindex). For your own site: broadsheet init\n  \
         Site    {:<31} en · zh-hans · zh-hant · mn\n  \
         Admin   http://{address}/admin\n  \
         First editor: open once, within 30 minutes   http://{address}/admin/setup/{token}\n                \
         or run   broadsheet user create --role admin you@example.org\n  \
         Data    ./broadsheet-data/broadsheet.sqlite3    Config  none (variables and flags)    \
         Stop  Ctrl-C\n",
        env!("CARGO_PKG_VERSION"),
        format!("http://{}/", server.address),
        address = server.address,
    );
    assert_eq!(server.announcement, expected);
    assert_eq!(server.get("/en/").0, 200);
    assert_eq!(folder.names(), ["broadsheet-data"]);
}

#[test]
fn probes_say_live_and_ready_and_are_not_kept() {
    let folder = Folder::new();
    let server = Server::start(&folder, &["--load-demo", "false"]);
    let (status, live) = server.get("/-/live");
    assert_eq!(status, 200);
    let (status, ready) = server.get("/-/ready");
    assert_eq!(status, 200);
    let body = ready.rsplit("\r\n\r\n").next().unwrap();
    assert_eq!(body, r#"{"status":"ready","database":"ok","migrations":"ok","disk":"ok"}"#);
    for answer in [live, ready] {
        assert!(answer.contains("cache-control: no-store\r\n"), "{answer}");
    }
}

#[test]
fn sigterm_ends_what_has_begun_and_is_not_ready_meanwhile() {
    let folder = Folder::new();
    let server = Server::start(&folder, &["--load-demo", "false", "--drain-secs", "8"]);
    server.signal("TERM");
    server.wait_until_draining();
    assert!(server.get("/-/ready").1.contains(r#""status":"draining""#));
    assert_eq!(server.get("/en/").0, 200);
    let logged = server.wait();
    assert!(logged.contains("stopped"), "{logged}");
}

#[test]
fn ctrl_c_waits_for_no_balancer_and_no_idle_connection() {
    let folder = Folder::new();
    let server = Server::start(&folder, &["--load-demo", "false", "--drain-secs", "3600"]);
    server.get("/robots.txt");
    // One has asked for what is answered each time, the other for a kept page only.
    let connections = ["/-/live", "/robots.txt"].map(|path| {
        let mut idle = TcpStream::connect(server.address).unwrap();
        write!(idle, "GET {path} HTTP/1.1\r\nhost: a\r\n\r\n").unwrap();
        assert!(idle.read(&mut [0; 1024]).unwrap() > 0);
        idle
    });
    server.signal("INT");
    server.wait();
    drop(connections);
}

#[test]
fn a_second_signal_ends_at_once() {
    let folder = Folder::new();
    let server = Server::start(&folder, &["--load-demo", "false", "--drain-secs", "3600"]);
    server.signal("TERM");
    server.wait_until_draining();
    server.signal("TERM");
    server.wait();
}

#[test]
fn every_request_is_a_line_with_its_id() {
    let folder = Folder::new();
    let server = Server::start(&folder, &["--load-demo", "false"]);
    let (_, answer) = server.get("/en/no-such-page?secret=1");
    let id =
        answer.split("x-request-id: ").nth(1).unwrap().split("\r\n").next().unwrap().to_owned();
    server.signal("INT");
    let logged = server.wait();
    let line = logged.lines().find(|line| line.contains(&id)).unwrap();
    let line: serde_json::Value = serde_json::from_str(line).unwrap();
    assert_eq!(line["target"], "request");
    assert_eq!((&line["method"], &line["path"]), (&"GET".into(), &"/en/no-such-page".into()));
    assert_eq!((&line["status"], &line["client"]), (&404.into(), &"127.0.0.1".into()));
    assert!(line["ms"].is_number());
    assert!(!logged.contains("secret"));
}

#[test]
fn a_kept_page_is_a_line_too() {
    let folder = Folder::new();
    let words = ["--load-demo", "false", "--trusted-proxies", "127.0.0.1/32"];
    let server = Server::start(&folder, &words);
    server.get("/robots.txt");
    let mut browser = TcpStream::connect(server.address).unwrap();
    for id in ["first", "second"] {
        let client = "x-forwarded-for: 203.0.113.7";
        write!(
            browser,
            "GET /robots.txt?q=secret HTTP/1.1\r\nhost: a\r\nx-request-id: {id}\r\n{client}\r\n\r\n"
        )
        .unwrap();
        let mut bytes = [0; 4096];
        let read = browser.read(&mut bytes).unwrap();
        let answer = String::from_utf8_lossy(&bytes[..read]).into_owned();
        assert!(answer.contains(&format!("\r\nx-request-id: {id}\r\n")), "{answer}");
    }
    server.signal("INT");
    let logged = server.wait();
    for id in ["first", "second"] {
        let line = logged.lines().find(|line| line.contains(id)).unwrap();
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!((&line["method"], &line["path"]), (&"GET".into(), &"/robots.txt".into()));
        assert_eq!((&line["status"], &line["client"]), (&200.into(), &"203.0.113.7".into()));
    }
    assert!(!logged.contains("secret"));
}

#[test]
fn what_is_no_request_leaves_nothing_in_the_log() {
    let folder = Folder::new();
    let server = Server::start(&folder, &["--load-demo", "false"]);
    let mut client = TcpStream::connect(server.address).unwrap();
    client.write_all(b"GET / HTTP/1.1\r\nno header at all\r\n\r\n").unwrap();
    let mut answer = String::new();
    client.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
    server.signal("INT");
    let logged = server.wait();
    assert!(!logged.contains("ERROR") && !logged.contains("parse"), "{logged}");
}

#[test]
fn a_client_that_never_ends_its_request_is_let_go() {
    let folder = Folder::new();
    let server = Server::start(&folder, &["--load-demo", "false"]);
    let mut slow = TcpStream::connect(server.address).unwrap();
    slow.write_all(b"GET /en/ HTTP/1.1\r\nhost: a\r\n").unwrap();
    slow.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
}
