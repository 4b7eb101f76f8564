use crate::support::{EDITIONS, on_both_databases, spawn};

const LEADS: [(&str, &str); 16] = [
    ("en", "/en/"),
    ("en-US,en;q=0.9", "/en/"),
    ("zh", "/zh-hans/"),
    ("zh-CN,zh;q=0.9,en;q=0.8", "/zh-hans/"),
    ("zh-SG", "/zh-hans/"),
    ("zh-HK", "/zh-hant/"),
    ("zh-TW", "/zh-hant/"),
    ("zh-MO", "/zh-hant/"),
    ("zh-Hant", "/zh-hant/"),
    ("mn", "/mn/"),
    ("mn-MN", "/mn/"),
    ("MN-mn", "/mn/"),
    ("fr, mn;q=0.8", "/mn/"),
    ("de;q=0.9, zh-Hant-HK;q=0.5, *;q=0.1", "/zh-hant/"),
    ("en;q=0.1, mn;q=0.9", "/mn/"),
    ("xx-invalid-, \u{7f}, zh-HK", "/zh-hant/"),
];

#[apply(on_both_databases)]
async fn a_reader_is_led_to_the_edition_that_their_browser_asks_for() {
    let portal = spawn().await;
    for (wanted, home) in LEADS {
        // A control character can't stand in a header; the rest of that line can.
        let wanted = wanted.replace('\u{7f}', "?");
        let answer = portal.request("GET", "/").header("accept-language", &wanted).send().await;
        assert_eq!((answer.status(), answer.location()), (302, home), "{wanted}");
        assert!(answer.header("vary").contains("Accept-Language"), "{wanted}");
        // No cache may give one reader's edition to another.
        assert!(answer.header("cache-control").contains("private"), "{wanted}");
    }
}

#[apply(on_both_databases)]
async fn readers_of_no_edition_choose() {
    let portal = spawn().await;
    let long = "fr,".repeat(1000);
    for wanted in ["", "*", "fr", "en;q=0", "*;q=0.5, fr", ";;;q=", "-", "q=1", "é", "ཨ", &long]
    {
        let answer = portal.request("GET", "/").header("accept-language", wanted).send().await;
        assert_eq!(answer.status(), 200, "{wanted:?}");
        assert!(answer.header("vary").contains("Accept-Language"));
        let links = EDITIONS.map(|edition| format!("/{edition}/"));
        assert_eq!(answer.links(), links, "{wanted:?}");
    }
    assert_eq!(portal.get("/").await.status(), 200);
}

#[apply(on_both_databases)]
async fn a_header_that_is_no_text_asks_for_nothing() {
    let portal = spawn().await;
    let request =
        b"GET / HTTP/1.1\r\nhost: a\r\naccept-language: \xff\xfe\r\nconnection: close\r\n\r\n";
    let answer = portal.send(request).await;
    assert!(answer.starts_with(b"HTTP/1.1 200 "), "{:?}", String::from_utf8_lossy(&answer));
}

#[apply(on_both_databases)]
async fn robots_see_the_way_to_every_edition_whatever_they_ask_for() {
    let portal = spawn().await;
    for robot in
        ["Mozilla/5.0 (compatible; Googlebot/2.1)", "Baiduspider", "facebookexternalhit/1.1"]
    {
        let request = portal.request("GET", "/").header("user-agent", robot);
        let answer = request.header("accept-language", "en").send().await;
        assert_eq!(answer.status(), 200, "{robot}");
        assert_eq!(answer.links().len(), 4);
        assert!(answer.header("vary").contains("User-Agent"));
    }
}

#[apply(on_both_databases)]
async fn each_choice_is_in_its_own_language() {
    let portal = spawn().await;
    let page = portal.get("/").await;
    let tags = ["en", "zh-Hans", "zh-Hant", "mn"];
    assert_eq!(page.select_attribute("main a", "lang"), tags);
    assert_eq!(page.select_attribute("main a", "hreflang"), tags);
    assert_eq!(page.select_text("main a b"), ["English", "简体中文", "繁體中文", "Монгол"]);
    assert_eq!(page.canonical(), "https://portal.example/");
    // The homes name one another; this page is no edition.
    assert!(page.alternates().is_empty());
}
