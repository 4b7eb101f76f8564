//! Requests that no browser sends.

use crate::support::{Answer, Portal, on_both_databases, spawn};

/// The status of whatever came back; 0 when the connection was closed without a word.
fn status_of(answer: &[u8]) -> u16 {
    let text = String::from_utf8_lossy(answer);
    text.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0)
}

async fn send(portal: &Portal, target: &[u8]) -> Vec<u8> {
    let request = [b"GET ", target, b" HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"].concat();
    portal.send(&request).await
}

#[apply(on_both_databases)]
async fn an_address_that_cannot_be_read_is_refused_in_its_edition() {
    let portal = spawn().await;
    for bad in [
        "/mn/%",
        "/mn/%4",
        "/mn/%zz",
        "/mn/%ff",
        "/mn/%E4%B8",
        "/mn/%00",
        "/mn/a%00b/",
        "/mn/%0d%0aset-cookie:a=b",
        "/mn/%c0%ae%c0%ae/",
        "/mn/%ed%a0%80",
        "/mn/world/%1b",
        "/mn/%7f",
    ] {
        let answer = send(&portal, bad.as_bytes()).await;
        let answer = Answer::parse(bad, &answer, true);
        assert_eq!(answer.status(), 400, "{bad}");
        assert_eq!(answer.header("cache-control"), "no-store", "{bad}");
        assert_eq!(answer.select_attribute("html", "lang"), ["mn"], "{bad}");
        assert_eq!(answer.header("set-cookie"), "", "{bad}");
    }
}

#[apply(on_both_databases)]
async fn an_address_that_is_too_long_is_refused() {
    let portal = spawn().await;
    for length in [2_049, 8_000, 30_000] {
        for bad in [format!("/mn/{}", "a".repeat(length)), format!("/mn/?q={}", "a".repeat(length))]
        {
            let answer = Answer::parse("long", &send(&portal, bad.as_bytes()).await, true);
            assert_eq!(answer.status(), 414, "{length}");
            assert_eq!(answer.header("cache-control"), "no-store");
            assert_eq!(answer.select_attribute("html", "lang"), ["mn"]);
        }
    }
    // What doesn't fit into any buffer is cut off or refused, but the portal goes on.
    let status = status_of(&send(&portal, &vec![b'a'; 1 << 20]).await);
    assert!(status == 0 || (400..500).contains(&status), "{status}");
    let longest = format!("/en/?q={}", "a".repeat(2048 - "/en/?q=".len()));
    assert_eq!(portal.get(&longest).await.status(), 200);
}

#[apply(on_both_databases)]
async fn bytes_that_are_no_request_are_refused_and_the_portal_goes_on() {
    let portal = spawn().await;
    let requests: [&[u8]; 20] = [
        b"GET /en/\xff\xfe HTTP/1.1\r\nhost: a\r\n\r\n",
        b"GET /en/\xe4\xb8\xad/ HTTP/1.1\r\nhost: a\r\n\r\n",
        b"GET /en/\x00 HTTP/1.1\r\nhost: a\r\n\r\n",
        b"GET /en/ world/ HTTP/1.1\r\nhost: a\r\n\r\n",
        b"GET  HTTP/1.1\r\nhost: a\r\n\r\n",
        b"GET /en/\r\n\r\n",
        b"GET /en/ HTTP/9.9\r\nhost: a\r\n\r\n",
        b"get /en/ HTTP/1.1\r\nhost: a\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\r\n\r\n\r\n\r\n",
        b"GET /en/ HTTP/1.1\r\nhost a\r\n\r\n",
        b"GET /en/ HTTP/1.1\r\n: a\r\n\r\n",
        b"GET /en/ HTTP/1.1\r\nhost: a\r\nx: \x00\r\n\r\n",
        b"GET /en/ HTTP/1.1\r\nhost: a\r\ncontent-length: x\r\n\r\n",
        b"GET /en/ HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\n",
        b"GET /en/ HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET http://[::1/ HTTP/1.1\r\nhost: a\r\n\r\n",
        b"GET * HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
        b"CONNECT evil.example:443 HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
    ];
    for request in requests {
        // Where the portal waits for more it is told that there is none.
        let answer =
            tokio::time::timeout(std::time::Duration::from_secs(20), end(&portal, request));
        let answer =
            answer.await.unwrap_or_else(|_| panic!("{:?} hangs", String::from_utf8_lossy(request)));
        let status = status_of(&answer);
        let shown = String::from_utf8_lossy(request).into_owned();
        assert!(status < 500, "{shown:?}: {status}");
        assert!(
            status == 0 || status >= 300 || shown.starts_with("GET /en/"),
            "{shown:?}: {status}"
        );
        assert_eq!(portal.get("/en/").await.status(), 200, "after {shown:?}");
    }
}

/// Sends a request and closes our side of the connection.
async fn end(portal: &Portal, request: &[u8]) -> Vec<u8> {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let mut stream = tokio::net::TcpStream::connect(portal.address()).await.unwrap();
    stream.write_all(request).await.unwrap();
    let _ = stream.shutdown().await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    answer
}

#[apply(on_both_databases)]
async fn any_query_is_harmless() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").coverage("summit").author("bat").insert();
    let pages = [
        "/",
        "/en/",
        "/en/world/",
        "/en/coverage/summit",
        "/en/by/bat",
        "/en/2026/05/04/",
        &article.path,
    ];
    for page in pages {
        for query in [
            "?",
            "?&&&",
            "?=",
            "?page",
            "?page=",
            "?from=",
            "?photos",
            "?photos=on",
            "?photos=",
            "?a=%",
            "?a=%ff",
            "?a=%00",
            "?%00=%00",
            "?from=%F0%9F%92%A9",
            "?from=-1",
            "?from=coverage-",
            "?from=section-1@",
            "?from=coverage-99999999999999999999@en",
            "?from=1@2-3",
            "?order=%0d%0a",
            "?utm_source=x&fbclid=y",
            "?photos=off&photos=on",
            "?%22%3E%3Cscript%3E",
        ] {
            let answer = send(&portal, format!("{page}{query}").as_bytes()).await;
            assert_eq!(status_of(&answer), 200, "{page}{query}");
        }
        if page.ends_with('/') && page.len() > 4 || page.contains("summit") {
            for bad in [
                "x",
                "1-",
                "-1",
                "0",
                "1-2-3",
                "99999999999999999999-1",
                "%00",
                "1479288180000001-x",
            ] {
                let answer = portal.get(&format!("{page}?page={bad}")).await;
                assert_eq!(answer.status(), 400, "{page}?page={bad}");
            }
        }
    }
}

#[apply(on_both_databases)]
async fn a_page_beyond_the_ends_of_a_list_is_no_error() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").coverage("summit").author("bat").insert().id.0;
    for page in ["/en/world/", "/en/coverage/summit", "/en/by/bat"] {
        for (place, status, found) in [
            ("0-0", 200, vec![]),
            ("1-1", 200, vec![]),
            ("253402300799999999-9223372036854775807", 200, vec![article]),
            // The year 10000 and the last one that fits.
            ("253402300800000000-1", 400, vec![]),
            ("9223372036854775807-1", 400, vec![]),
        ] {
            let answer = portal.get(&format!("{page}?page={place}")).await;
            assert_eq!(answer.status(), status, "{page}?page={place}");
            if status == 200 {
                let listed = answer.select_attribute("main .headline a", "href").len();
                assert_eq!(listed, found.len(), "{page}?page={place}");
            }
        }
    }
}

#[apply(on_both_databases)]
async fn two_requests_on_one_connection_get_two_answers() {
    let portal = spawn().await;
    let request = "GET /en/ HTTP/1.1\r\nhost: a\r\n\r\nGET /mn/ HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    let answer = String::from_utf8(portal.send(request.as_bytes()).await).unwrap();
    assert_eq!(answer.matches("HTTP/1.1 200 OK").count(), 2);
    let (english, mongolian) = (answer.find("<html lang=\"en\""), answer.find("<html lang=\"mn\""));
    assert!(english.unwrap() < mongolian.unwrap());
}
