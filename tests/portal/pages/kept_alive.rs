//! Connections that ask again: kept pages are answered straight on them (`server/express.rs`), and
//! what comes after something else goes another way, to the same answers.

use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::support::{Answer, Portal, next_answer, on_both_databases, spawn};

/// A browser's connection.
struct Connection {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Connection {
    async fn to(portal: &Portal) -> Connection {
        let stream = TcpStream::connect(portal.address()).await.expect("the portal listens");
        Connection { stream, read: Vec::new() }
    }

    async fn send(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).await.expect("the portal reads");
    }

    async fn answer(&mut self, has_body: bool) -> Answer {
        next_answer(&mut self.stream, &mut self.read, "answer", has_body).await
    }

    async fn ask(&mut self, method: &str, target: &str, headers: &str) -> Answer {
        let request = format!("{method} {target} HTTP/1.1\r\nhost: a\r\n{headers}\r\n");
        self.send(request.as_bytes()).await;
        self.answer(method != "HEAD").await
    }
}

/// What an answer says, whichever way it came.
fn said(answer: &Answer) -> (u16, Vec<(String, String)>, Vec<u8>) {
    let mut headers = answer.headers().to_vec();
    headers.retain(|(name, _)| !matches!(name.as_str(), "date" | "x-request-id" | "connection"));
    headers.sort();
    (answer.status(), headers, answer.body.clone())
}

#[apply(on_both_databases)]
async fn both_ways_say_the_same() {
    let portal = spawn().await;
    let paper = portal.paper();
    let withdrawn = portal.article("withdrawn").insert();
    portal.withdraw(withdrawn.story, &[]);
    let mut connection = Connection::to(&portal).await;
    let mut pages = paper.all_pages();
    pages.push(("gone", withdrawn.path.clone()));
    for (kind, address) in pages {
        let encoded = |name: &str| format!("accept-encoding: {name}\r\n");
        portal.get(&address).await;
        let tag = portal.get(&address).await.header("etag").to_owned();
        for (method, headers) in [
            ("GET", encoded("identity")),
            ("GET", encoded("gzip")),
            ("GET", encoded("gzip, br")),
            ("HEAD", encoded("gzip")),
            ("GET", format!("if-none-match: {tag}\r\n")),
        ] {
            if tag.is_empty() && headers.contains("if-none") {
                continue;
            }
            let straight = connection.ask(method, &address, &headers).await;
            let other = format!("{headers}connection: close\r\n");
            let around = Connection::to(&portal).await.ask(method, &address, &other).await;
            assert_eq!(said(&straight), said(&around), "{kind} {method} {headers}");
        }
    }
}

#[apply(on_both_databases)]
async fn whatever_comes_after_a_kept_page_is_answered_in_its_turn() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").insert();
    let kept = portal.get(&article.path).await.bytes();
    portal.get(&article.path).await;
    let page = format!("GET {} HTTP/1.1\r\nhost: a\r\n\r\n", article.path);
    let other = "GET /en/nowhere HTTP/1.1\r\nhost: a\r\n\r\n";
    let with_body = format!(
        "GET {} HTTP/1.1\r\nhost: a\r\ncontent-length: {}\r\n\r\n{other}",
        article.path,
        other.len()
    );
    let refused = "POST /en/ HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n\r\n";
    for (sent, statuses) in [
        // Two at once; one and a half; something else in between.
        (format!("{page}{page}"), vec![200, 200]),
        (format!("{page}{other}{page}"), vec![200, 404, 200]),
        (format!("{other}{page}"), vec![404, 200]),
        (format!("{refused}{page}"), vec![405, 200]),
        // A body that looks like a request is a body.
        (format!("{with_body}{page}"), vec![200, 200]),
    ] {
        // As a whole, and in two packets, cut anywhere.
        for cut in [sent.len(), 1, page.len() - 2, page.len() + 3] {
            let mut connection = Connection::to(&portal).await;
            connection.send(page.as_bytes()).await;
            assert_eq!(connection.answer(true).await.bytes(), kept);
            connection.send(&sent.as_bytes()[..cut]).await;
            tokio::task::yield_now().await;
            connection.send(&sent.as_bytes()[cut..]).await;
            for status in &statuses {
                let answer = connection.answer(true).await;
                assert_eq!(answer.status(), *status, "{sent} cut at {cut}");
                assert!(answer.status() != 200 || answer.bytes() == kept);
            }
        }
    }
}

#[apply(on_both_databases)]
async fn one_connection_asks_for_all_that_a_reader_looks_at() {
    let portal = spawn().await;
    let paper = portal.paper();
    let home = portal.get("/en/").await;
    let text = home.text();
    let asset = text.split('"').find(|part| part.starts_with("/static/")).expect("a style sheet");
    let mut all: Vec<String> = paper.all_pages().into_iter().map(|(_, path)| path).collect();
    all.extend(["/", "/en/nowhere", "/en", "/-/live", "/admin/sign-in"].map(str::to_owned));
    all.push(asset.to_owned());
    let mut connection = Connection::to(&portal).await;
    // Each is made the first time, and comes from where it is kept the second.
    for round in 1..=2 {
        for path in &all {
            let alone = portal.get(path).await;
            let here = connection.ask("GET", path, "").await;
            assert_eq!(here.status(), alone.status(), "{path}, round {round}");
            if !path.starts_with("/admin") {
                assert_eq!(here.bytes(), alone.bytes(), "{path}, round {round}");
            }
            assert_eq!(here.header("connection"), "", "{path}");
        }
    }
}

#[apply(on_both_databases)]
async fn a_kept_page_is_never_older_than_the_last_command() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").insert();
    let mut connection = Connection::to(&portal).await;
    portal.get(&article.path).await;
    for number in 0..20 {
        let note = format!("It was dearer by {number}.");
        portal.correct(&article, &note);
        // Another reader's request keeps the page that this connection then asks for.
        portal.get(&article.path).await;
        let page = connection.ask("GET", &article.path, "").await;
        assert!(page.text().contains(&note), "{number}");
    }
}
