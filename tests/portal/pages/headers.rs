//! What every answer says beside its page.

use crate::support::{Answer, EDITIONS, Portal, on_both_databases, spawn, spawn_with};

#[apply(on_both_databases)]
async fn a_page_that_a_browser_holds_is_not_sent_again() {
    let portal = spawn().await;
    let paper = portal.paper();
    for (kind, address) in paper.all_pages() {
        let mut tags = Vec::new();
        for encoding in ["identity", "gzip", "br"] {
            let page = get_in(&portal, &address, encoding).await;
            assert_eq!(page.status(), 200, "{kind}");
            let tag = page.header("etag").to_owned();
            assert!(tag.starts_with('"') && tag.ends_with('"') && tag.len() > 10, "{kind}: {tag}");
            assert!(!tags.contains(&tag), "{kind}: one tag for two encodings");

            let request = portal.request("GET", &address).header("accept-encoding", encoding);
            let again = request.header("if-none-match", &format!("\"x\", {tag}")).send().await;
            assert_eq!(again.status(), 304, "{kind} {encoding}");
            for name in ["etag", "cache-control", "vary"] {
                assert_eq!(again.header(name), page.header(name), "{kind} {encoding} {name}");
            }
            let request = portal.request("GET", &address).header("accept-encoding", encoding);
            let other = request.header("if-none-match", "\"other\"").send().await;
            assert_eq!(other.status(), 200, "{kind} {encoding}");
            tags.push(tag);
        }
    }
}

#[apply(on_both_databases)]
async fn a_changed_page_has_another_tag() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").insert();
    let (page, home) = (portal.get(&article.path).await, portal.get("/en/").await);
    portal.correct(&article, "It was dearer.");
    portal.article("another").insert();
    for before in [page, home] {
        let tag = before.header("etag");
        let request = portal.request("GET", &before.target).header("if-none-match", tag);
        assert_eq!(request.send().await.status(), 200, "{}", before.target);
    }
}

#[apply(on_both_databases)]
async fn a_tag_does_not_change_with_the_minute() {
    let portal = spawn().await;
    let paper = portal.paper();
    for (kind, address) in paper.all_pages() {
        portal.clock.set("2026-05-04 08:00");
        let before = portal.get(&address).await;
        portal.clock.set("2026-05-04 08:07:31");
        let after = portal.get(&address).await;
        assert_eq!(before.header("etag"), after.header("etag"), "{kind}");
    }
}

#[apply(on_both_databases)]
async fn a_packed_page_is_the_same_page() {
    let portal = spawn().await;
    let paper = portal.paper();
    let mut addresses = paper.all_pages();
    for file in ["en/feed.atom", "en/feed.rss", "en/feed.json", "sitemap.xml"] {
        addresses.push(("for machines", format!("/{file}")));
    }
    for (kind, address) in addresses {
        let plain = get_in(&portal, &address, "identity").await;
        assert_eq!(plain.header("content-encoding"), "");
        for encoding in ["gzip", "br"] {
            let packed = get_in(&portal, &address, encoding).await;
            assert_eq!(packed.header("content-encoding"), encoding, "{kind}");
            assert!(packed.header("vary").contains("Accept-Encoding"), "{kind}");
            // The choice of editions is so short that little repeats in it.
            assert!(packed.body.len() < plain.body.len() * 2 / 3, "{kind}");
            assert_eq!(packed.bytes(), plain.body, "{kind} {encoding}");
        }
    }
    for (status, address) in paper.errors("en") {
        let answer = get_in(&portal, &address, "br, gzip").await;
        assert_eq!(answer.status(), status);
        assert!(!answer.text().is_empty());
    }
}

#[apply(on_both_databases)]
async fn the_head_of_a_page_is_that_of_the_page() {
    let portal = spawn().await;
    let paper = portal.paper();
    let mut addresses: Vec<String> = paper.all_pages().into_iter().map(|(_, page)| page).collect();
    addresses.extend(paper.errors("en").into_iter().map(|(_, address)| address));
    let photo = portal.get(paper.story.path("en")).await.select_attribute("img", "src");
    addresses.extend(
        ["/robots.txt", "/sitemap.xml", "/en/feed.atom", "/en/world", &photo[0]].map(str::to_owned),
    );
    for address in addresses {
        let (page, head) = (portal.get(&address).await, portal.head(&address).await);
        assert_eq!(head.status(), page.status(), "{address}");
        for (name, value) in page.headers() {
            let own = ["date", "x-request-id"].contains(&name.as_str());
            assert!(
                own || head.header(name) == value,
                "{address}: {name} of HEAD is {:?} and not {value:?}",
                head.header(name)
            );
        }
    }
}

#[apply(on_both_databases)]
async fn other_methods_are_told_which_ones_there_are() {
    let portal = spawn().await;
    let paper = portal.paper();
    let mut addresses = paper.pages("mn");
    addresses.extend([("choice", "/".to_owned()), ("robots", "/robots.txt".to_owned())]);
    addresses.extend([("short link", "/s/1".to_owned()), ("sitemap", "/sitemap.xml".to_owned())]);
    addresses.extend([("feed", "/mn/feed.atom".to_owned()), ("slash", "/mn/world".to_owned())]);
    for (kind, address) in addresses {
        for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"] {
            let answer = portal.request(method, &address).send().await;
            assert_eq!(answer.status(), 405, "{method} {kind}");
            assert_eq!(answer.header("allow"), "GET, HEAD", "{method} {kind}");
            assert_eq!(answer.header("cache-control"), "no-store", "{method} {kind}");
        }
    }
    let posted = portal.request("POST", "/mn/").send().await;
    assert_eq!(posted.select_attribute("html", "lang"), ["mn"]);
    // Nothing is wrong with the address, and what was sent is nowhere.
    assert_eq!(posted.select_text("h1"), ["Энэ хуудсыг зөвхөн уншиж болно"]);
    assert_eq!(portal.request("POST", "/mn/nothing/at/all").send().await.status(), 404);
}

#[apply(on_both_databases)]
async fn every_answer_guards_its_reader() {
    let portal = spawn().await;
    for answer in every_kind_of_answer(&portal).await {
        let target = &answer.target;
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'"), "{target}: {policy}");
        assert!(!policy.contains("unsafe"), "{target}: {policy}");
        assert!(!policy.contains("http:") && !policy.contains('*'), "{target}: {policy}");
        for directive in ["frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"] {
            assert!(policy.contains(directive), "{target}: {policy}");
        }
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{target}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{target}");
        assert_ne!(answer.header("referrer-policy"), "", "{target}");
        assert_ne!(answer.header("permissions-policy"), "", "{target}");
        // A page that was kept went through nothing that could fail.
        if answer.status() >= 400 {
            assert_ne!(answer.header("x-request-id"), "", "{target}");
        }
        assert_eq!(answer.header("set-cookie"), "", "{target}");
        assert_eq!(answer.header("server"), "", "{target}");
    }
}

#[apply(on_both_databases)]
async fn no_cache_keeps_an_error_and_every_page_is_asked_for_again() {
    let portal = spawn().await;
    for answer in every_kind_of_answer(&portal).await {
        let (target, caching) = (&answer.target, answer.header("cache-control"));
        assert_ne!(caching, "", "{target}");
        if answer.status() >= 400 {
            assert_eq!(caching, "no-store", "{target}");
        }
        if answer.header("content-type").starts_with("text/html") && answer.status() == 200 {
            assert!(caching.contains("max-age=0"), "{target}: {caching}");
        }
    }
}

#[apply(on_both_databases)]
async fn a_page_says_which_language_it_is_in() {
    let portal = spawn().await;
    let paper = portal.paper();
    for edition in EDITIONS {
        let tag = portal.app.editions.get(edition).unwrap().tag.clone();
        for (kind, address) in paper.pages(edition) {
            let page = portal.get(&address).await;
            assert_eq!(page.header("content-language"), tag, "{kind}");
            assert_eq!(page.select_attribute("html", "lang"), [&*tag], "{kind}");
            assert_eq!(page.header("content-type"), "text/html; charset=utf-8", "{kind}");
        }
        let feed = portal.get(&format!("/{edition}/feed.atom")).await;
        assert_eq!(feed.header("content-language"), tag);
    }
}

#[apply(on_both_databases)]
async fn the_only_script_in_a_page_is_the_one_that_its_policy_knows() {
    use base64::Engine as _;
    use sha2::{Digest, Sha256};
    let portal = spawn().await;
    let paper = portal.paper();
    for (kind, address) in paper.all_pages() {
        let page = portal.get(&address).await;
        let scripts = page.select_source("script:not([src]):not([type='application/ld+json'])");
        let [script] = &scripts[..] else { panic!("{kind}: {scripts:?}") };
        let hash = Sha256::digest(script.as_bytes());
        let hash = base64::engine::general_purpose::STANDARD.encode(hash);
        let policy = page.header("content-security-policy");
        assert!(policy.contains(&format!("'sha256-{hash}'")), "{kind}: {policy}");
        assert!(!page.has("style"), "{kind}");
        assert!(!page.has("[style]"), "{kind}");
        for attribute in ["onclick", "onload", "onerror"] {
            assert!(!page.has(&format!("[{attribute}]")), "{kind}");
        }
    }
}

#[apply(on_both_databases)]
async fn nothing_on_a_page_comes_from_another_host() {
    let portal = spawn().await;
    let paper = portal.paper();
    for (kind, address) in paper.all_pages() {
        let page = portal.get(&address).await;
        let loaded =
            [("[src]", "src"), ("link[rel=stylesheet]", "href"), ("link[rel~=icon]", "href")];
        for (selector, attribute) in loaded {
            for address in page.select_attribute(selector, attribute) {
                let is_ours = address.starts_with('/') && !address.starts_with("//");
                assert!(is_ours, "{kind} loads {address}");
                assert_eq!(portal.get(&address).await.status(), 200, "{kind}: {address}");
            }
        }
        for srcset in page.select_attribute("[srcset]", "srcset") {
            for candidate in srcset.split(", ") {
                let address = candidate.split(' ').next().unwrap();
                assert_eq!(portal.get(address).await.status(), 200, "{kind}: {address}");
            }
        }
    }
}

#[apply(on_both_databases)]
async fn hosts_that_may_be_framed_are_in_the_policy() {
    let portal = spawn_with(|config| config.embed_hosts = vec!["video.example".to_owned()]).await;
    let body = "```embed\nurl: https://video.example/1\ntitle: A video\n```\n\n\
                ```embed\nurl: https://other.example/1\n```";
    let article = portal.article("fuel-prices").body(body).insert();
    let page = portal.get(&article.path).await;
    let policy = page.header("content-security-policy");
    assert!(policy.contains("frame-src https://video.example;"), "{policy}");
    let framed = page.select_attribute("[data-embed-src]", "data-embed-src");
    assert_eq!(framed, ["https://video.example/1"]);
    assert!(!page.has("iframe"), "nothing is loaded before a reader asks for it");
}

async fn get_in(portal: &Portal, address: &str, encoding: &str) -> Answer {
    portal.request("GET", address).header("accept-encoding", encoding).send().await
}

/// Pages, errors, redirects, files: one of each kind.
async fn every_kind_of_answer(portal: &Portal) -> Vec<Answer> {
    let paper = portal.paper();
    let page = portal.get(paper.story.path("en")).await;
    let mut addresses: Vec<String> = paper.all_pages().into_iter().map(|(_, page)| page).collect();
    addresses.extend(paper.errors("en").into_iter().map(|(_, address)| address));
    addresses.extend(page.select_attribute("link[rel=stylesheet]", "href"));
    addresses.extend(page.select_attribute("main img", "src"));
    addresses.extend(page.select_attribute("script[src]", "src"));
    addresses.extend(
        [
            "/robots.txt",
            "/sitemap.xml",
            "/favicon.ico",
            "/en/feed.atom",
            "/en/feed.rss",
            "/en/feed.json",
            "/en/world",
            "/en",
            "/s/1",
            "/s/0",
            "/nowhere",
            "/%",
            "/media/x",
            "/static/x",
            "/en/2026/05/04/1-other",
        ]
        .map(str::to_owned),
    );
    let mut answers = Vec::new();
    for address in addresses {
        answers.push(portal.get(&address).await);
    }
    answers.push(portal.request("POST", "/en/").send().await);
    let held = portal.get("/en/").await;
    let request = portal.request("GET", "/en/").header("if-none-match", held.header("etag"));
    answers.push(request.send().await);
    let mut statuses: Vec<u16> = answers.iter().map(Answer::status).collect();
    statuses.sort();
    statuses.dedup();
    assert_eq!(statuses, [200, 301, 302, 304, 308, 400, 404, 405, 410, 414]);
    answers
}
