//! What a feed says of an article.

use broadsheet::commands;

use super::{FORMATS, Read, attributes, feeds_of, path_of, text_of};
use crate::support::{batch, on_both_databases, spawn};

#[apply(on_both_databases)]
async fn the_formats_say_what_the_article_says() {
    let portal = spawn().await;
    let article = portal
        .article("fuel-prices")
        .headline("Fuel is dearer & dearer")
        .standfirst("A litre costs <more> than ever.")
        .body("Drivers wait. [More](/en/about)\nAnd wait.")
        .dateline("BEIJING", "2026-05-04", "Agency")
        .author("bat-bold")
        .source("agency")
        .photo("queue")
        .insert();
    let page = portal.get(&article.path).await;
    let first = feeds_of(&portal, "/en/").await.remove(0).items.remove(0);
    for feed in feeds_of(&portal, "/en/").await {
        assert_eq!((feed.title.as_str(), feed.language.as_str()), ("Broadsheet", "en"));
        assert_eq!(feed.page, "https://portal.example/en/");
        let [item] = &feed.items[..] else { panic!("{feed:?}") };
        assert_eq!(item.id, format!("https://portal.example/s/{}", article.id));
        assert_eq!(item.address, page.canonical());
        assert_eq!(page.select_text("h1"), [item.title.as_str()]);
        assert_eq!(item.summary, "A litre costs <more> than ever.");
        assert_eq!(item.authors, ["Bat bold", "Agency"]);
        assert_eq!(item.sections, ["World"]);
        assert_eq!(item.published.to_rfc3339(), "2026-05-04T16:00:00+08:00");
        assert_eq!(*item, first);
        let text = text_of(&item.content);
        assert!(text.contains("BEIJING, May 4 (Agency) — Drivers wait. More\nAnd wait."), "{text}");
        assert!(text.contains("Caption of queue (en) Bat/Agency"), "{text}");
    }
    let short = portal.get(path_of(&first.id)).await;
    assert_eq!(short.location(), article.path);
}

#[apply(on_both_databases)]
async fn every_address_in_a_feed_is_absolute_and_leads_somewhere() {
    let portal = spawn().await;
    portal.command(|conn, sign_off| {
        commands::write_info_page(conn, sign_off, "en", "about", "About", "Us.").unwrap();
    });
    let (one, two) = (portal.photo("one"), portal.photo("two"));
    let body = format!(
        "See [us](/en/about) and [them](https://other.example/x) `<a href=\"/y\">`.\n\n\
         ```photo\nmedia: {one}\ncredit: Zul & Co\ncaption: Ours\n```\n\n\
         ```gallery\n{one}\n{two} | Theirs\n```\n\n\
         ```embed\nurl: https://video.example/1?a=b&c=d\ntitle: A film\n```"
    );
    portal.article("fuel-prices").photo("lead").author("bat").body(&body).insert();
    for feed in feeds_of(&portal, "/en/").await {
        let content = &feed.items[0].content;
        let links = attributes(content, "a", "href");
        let expected = [
            "https://portal.example/en/about",
            "https://other.example/x",
            "https://video.example/1?a=b&c=d",
        ];
        assert_eq!(links, expected);
        let sources = attributes(content, "figure > img[alt][width][height]", "src");
        assert_eq!(sources.len(), 4, "{content}");
        for address in sources.iter().chain([&links[0], &feed.page, &feed.address]) {
            assert_eq!(portal.get(path_of(address)).await.status(), 200, "{address}");
        }
        let text = text_of(content);
        assert!(text.contains("<a href=\"/y\">"), "{text}");
        assert!(text.contains("Ours Zul & Co"), "{text}");
        assert!(text.contains("A film (video.example)"), "{text}");
    }
}

#[apply(on_both_databases)]
async fn a_correction_and_an_update_reach_the_feeds() {
    let portal = spawn().await;
    let builder = portal.article("fuel-prices").body("A litre costs 9.");
    let words = builder.text();
    let article = builder.insert();
    portal.clock.set("2026-05-04 12:00");
    portal.command(|conn, sign_off| {
        let words = commands::ArticleText { body: "A litre costs 10.".to_owned(), ..words };
        commands::save_revision(conn, sign_off, article.id, &words).unwrap();
        commands::correct(conn, sign_off, article.id, "It is 10, not <9>.").unwrap();
    });
    for feed in feeds_of(&portal, "/en/").await {
        let text = text_of(&feed.items[0].content);
        assert!(text.contains("A litre costs 10."), "{text}");
        assert!(text.contains("Correction, 4 May: It is 10, not <9>."), "{text}");
        assert_eq!(feed.items[0].published.to_rfc3339(), "2026-05-04T16:00:00+08:00");
        let updated = feed.updated.map(|at| at.to_rfc3339());
        assert!(updated.is_none_or(|updated| updated == "2026-05-04T20:00:00+08:00"));
    }
}

#[apply(on_both_databases)]
async fn hostile_text_comes_back_as_it_was_but_for_what_xml_cannot_say() {
    let portal = spawn().await;
    let hostile =
        "]]> </title><script>alert(1)</script> <!-- ' \" & &amp; &#1; 田中さん 👩‍👩‍👧 \u{202e}\u{fffe}";
    let readable = "]]> </title><script>alert(1)</script> <!-- ' \" & &amp; &#1; 田中さん 👩‍👩‍👧 ";
    let article = portal
        .article("hostile")
        .headline(hostile)
        .standfirst(hostile)
        .author("bat")
        .source("agency")
        .body(hostile)
        .insert();
    // What another program put into the database.
    portal.query(|conn| {
        batch(conn, "UPDATE people_names SET name = 'a\u{1}\u{b}<b>' WHERE kind = 'author'");
        batch(conn, "UPDATE section_names SET name = 'c\u{1f}]]>'");
    });
    for edition_page in ["/en/", "/en/by/bat"] {
        for format in FORMATS {
            let folder = edition_page.trim_end_matches('/');
            let answer = portal.get(&format!("{folder}/feed.{format}")).await;
            let feed = Read::new(&answer);
            let item = &feed.items[0];
            let text = text_of(&item.content);
            if format == "json" {
                assert_eq!(item.title.trim_end_matches('\u{fffe}').trim(), readable.trim());
                assert_eq!(item.authors, ["a\u{1}\u{b}<b>", "Agency"]);
                continue;
            }
            assert_eq!(
                (item.title.trim(), item.summary.trim()),
                (readable.trim(), readable.trim())
            );
            assert_eq!(item.authors, ["a<b>", "Agency"]);
            assert_eq!(item.sections, ["c]]>"]);
            assert!(text.contains("<script>alert(1)</script>"), "{text}");
            assert!(attributes(&item.content, "script", "src").is_empty());
            assert!(!item.content.contains("<script"), "{}", item.content);
        }
    }
    assert_eq!(portal.get(&article.path).await.status(), 200);
}

#[apply(on_both_databases)]
async fn bodies_that_another_version_rendered_are_rendered_anew() {
    let portal = spawn().await;
    portal.article("fuel-prices").body("Drivers wait.").insert();
    portal.query(|conn| {
        batch(
            conn,
            "UPDATE revisions SET blocks = '[{\"html\":\"<p>Old.</p>\"}]', rendered_by = 0",
        );
    });
    for feed in feeds_of(&portal, "/en/").await {
        assert_eq!(feed.items[0].content.trim(), "<p>Drivers wait.</p>");
    }
}
