use atom_syndication::Feed;
use broadsheet::commands::{self, CoverageWords, SectionWords, Setting};
use chrono::{DateTime, FixedOffset};
use scraper::{Html, Selector};

use crate::support::{Answer, EDITIONS, Portal, batch, on_both_databases, spawn};

const FORMATS: [&str; 3] = ["atom", "rss", "json"];

/// A feed as its readers see it, whatever its format.
#[derive(Debug)]
struct Read {
    title: String,
    description: String,
    language: String,
    page: String,
    address: String,
    updated: Option<DateTime<FixedOffset>>,
    items: Vec<ReadItem>,
}

#[derive(Debug, Clone, PartialEq)]
struct ReadItem {
    id: String,
    address: String,
    title: String,
    /// Plain text.
    summary: String,
    content: String,
    published: DateTime<FixedOffset>,
    authors: Vec<String>,
    sections: Vec<String>,
}

impl Read {
    #[track_caller]
    fn new(answer: &Answer) -> Read {
        assert_eq!(answer.status(), 200, "{}", answer.target);
        match answer.header("content-type") {
            "application/atom+xml; charset=utf-8" => read_atom(&answer.text()),
            "application/rss+xml; charset=utf-8" => read_rss(&answer.text()),
            "application/feed+json; charset=utf-8" => read_json(&answer.json()),
            other => panic!("{}: {other}", answer.target),
        }
    }

    fn titles(&self) -> Vec<&str> {
        self.items.iter().map(|item| item.title.as_str()).collect()
    }
}

fn read_atom(text: &str) -> Read {
    let feed: Feed = text.parse().expect("an Atom feed");
    let link = |links: &[atom_syndication::Link], rel: &str| {
        let mut found = links.iter().filter(|link| link.rel == rel);
        let (link, other) = (found.next(), found.next());
        assert!(other.is_none(), "{other:?}");
        link.expect("a link").href.clone()
    };
    let items = feed.entries.iter().map(|entry| {
        assert!(entry.updated >= entry.published.expect("an instant"));
        let content = entry.content.as_ref().expect("a text");
        assert_eq!(content.content_type.as_deref(), Some("html"));
        ReadItem {
            id: entry.id.clone(),
            address: link(&entry.links, "alternate"),
            title: entry.title.to_string(),
            summary: entry.summary.as_deref().unwrap_or_default().to_owned(),
            content: content.value.clone().expect("a text"),
            published: entry.published.expect("an instant"),
            authors: entry.authors.iter().map(|author| author.name.clone()).collect(),
            sections: entry.categories.iter().map(|section| section.term.clone()).collect(),
        }
    });
    // Each entry must have an author, or the feed (RFC 4287 §4.1.1).
    assert_eq!(feed.authors.len(), 1);
    Read {
        title: feed.title.to_string(),
        description: feed.subtitle.as_deref().unwrap_or_default().to_owned(),
        language: feed.lang.clone().expect("a language"),
        page: link(&feed.links, "alternate"),
        address: link(&feed.links, "self"),
        updated: Some(feed.updated),
        items: items.collect(),
    }
}

fn read_rss(text: &str) -> Read {
    let channel: rss::Channel = text.parse().expect("an RSS feed");
    let instant = |text: &str| DateTime::parse_from_rfc2822(text).expect("an instant");
    let this = &channel.extensions["atom"]["link"][0].attrs;
    assert_eq!((&*this["rel"], &*this["type"]), ("self", "application/rss+xml"));
    let items = channel.items.iter().map(|item| {
        let guid = item.guid.as_ref().expect("an id");
        assert!(guid.permalink);
        let creators = item.dublin_core_ext.as_ref().map(|core| core.creators.clone());
        ReadItem {
            id: guid.value.clone(),
            address: item.link.clone().expect("an address"),
            title: item.title.clone().expect("a title"),
            // It is HTML there.
            summary: text_of(item.description.as_deref().unwrap_or_default()),
            content: item.content.clone().expect("a text"),
            published: instant(item.pub_date.as_deref().expect("an instant")),
            authors: creators.unwrap_or_default(),
            sections: item.categories.iter().map(|section| section.name.clone()).collect(),
        }
    });
    Read {
        title: channel.title.clone(),
        description: channel.description.clone(),
        language: channel.language.clone().expect("a language"),
        page: channel.link.clone(),
        address: this["href"].clone(),
        updated: channel.last_build_date.as_deref().map(instant),
        items: items.collect(),
    }
}

fn read_json(feed: &serde_json::Value) -> Read {
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let texts = |value: &serde_json::Value, pick: fn(&serde_json::Value) -> &serde_json::Value| {
        value.as_array().into_iter().flatten().map(|one| text(pick(one))).collect()
    };
    let items = feed["items"].as_array().expect("items").iter().map(|item| ReadItem {
        id: text(&item["id"]),
        address: text(&item["url"]),
        title: text(&item["title"]),
        summary: text(&item["summary"]),
        content: text(&item["content_html"]),
        published: text(&item["date_published"]).parse().expect("an instant"),
        authors: texts(&item["authors"], |author| &author["name"]),
        sections: texts(&item["tags"], |tag| tag),
    });
    Read {
        title: text(&feed["title"]),
        description: text(&feed["description"]),
        language: text(&feed["language"]),
        page: text(&feed["home_page_url"]),
        address: text(&feed["feed_url"]),
        updated: None,
        items: items.collect(),
    }
}

fn text_of(html: &str) -> String {
    Html::parse_fragment(html).root_element().text().collect()
}

fn attributes(html: &str, selector: &str, name: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    let html = Html::parse_fragment(html);
    html.select(&selector).filter_map(|found| found.attr(name).map(str::to_owned)).collect()
}

/// The path of an address of the portal.
#[track_caller]
fn path_of(address: &str) -> &str {
    address.strip_prefix("https://portal.example").unwrap_or_else(|| panic!("{address}"))
}

/// The page's feeds, from the links in its head.
async fn feeds_of(portal: &Portal, page: &str) -> Vec<Read> {
    let page = portal.get(page).await;
    let mut feeds = Vec::new();
    for format in FORMATS {
        let selector = format!("link[rel=alternate][href$='/feed.{format}']");
        let [href] = &page.select_attribute(&selector, "href")[..] else {
            panic!("{} has no {format}", page.target)
        };
        feeds.push(Read::new(&portal.get(href).await));
    }
    feeds
}

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
async fn each_kind_of_page_has_the_feed_of_its_articles() {
    let portal = spawn().await;
    let _ = portal.article("elsewhere").section("sport").insert();
    portal
        .article("fuel-prices")
        .section("world")
        .coverage("oil")
        .author("bat")
        .source("agency")
        .insert();
    let pages =
        ["/en/", "/en/world/", "/en/coverage/oil", "/en/by/bat", "/en/source/agency", "/mn/world/"];
    for page in pages {
        for feed in feeds_of(&portal, page).await {
            let expected: &[&str] = match page {
                "/en/" => &["Fuel prices", "Elsewhere"],
                "/mn/world/" => &[],
                _ => &["Fuel prices"],
            };
            assert_eq!(feed.titles(), expected, "{page}");
            assert_eq!(path_of(&feed.page), page);
            let (folder, _) = path_of(&feed.address).rsplit_once('/').unwrap();
            assert_eq!(folder, page.trim_end_matches('/'));
        }
    }
    let coverage = &feeds_of(&portal, "/en/coverage/oil").await[0];
    assert_eq!((&*coverage.title, &*coverage.description), ("Oil | Broadsheet", "All about oil."));
}

#[apply(on_both_databases)]
async fn each_edition_has_feeds_in_its_language() {
    let portal = spawn().await;
    portal.story("fuel-prices").insert();
    for edition in EDITIONS {
        portal.set(edition, Setting::SiteName(format!("Paper {edition}")));
        let tag = &portal.app.editions.get(edition).unwrap().tag;
        for format in FORMATS {
            let answer = portal.get(&format!("/{edition}/feed.{format}")).await;
            assert_eq!(answer.header("content-language"), tag);
            let feed = Read::new(&answer);
            assert_eq!((feed.title, &feed.language), (format!("Paper {edition}"), tag));
            assert_eq!(feed.items.len(), 1);
        }
    }
    let chinese = &feeds_of(&portal, "/zh-hant/").await[0];
    assert_eq!(chinese.language, "zh-Hant");
    assert_eq!(chinese.titles(), ["Fuel prices (zh-hant)"]);
}

#[apply(on_both_databases)]
async fn a_feed_has_the_thirty_newest_articles() {
    let portal = spawn().await;
    for number in 0..35 {
        let article = portal.article(&format!("story-{number}"));
        article.published_at(&format!("2026-05-03 10:{number:02}")).insert();
    }
    for feed in feeds_of(&portal, "/en/world/").await {
        let expected: Vec<String> = (5..35).rev().map(|number| format!("Story {number}")).collect();
        assert_eq!(feed.titles(), expected);
        let newest = feed.items[0].published;
        assert_eq!(feed.updated.unwrap_or(newest), newest);
    }
}

#[apply(on_both_databases)]
async fn what_is_not_live_is_in_no_feed() {
    let portal = spawn().await;
    let article = |slug: &str| {
        portal.article(slug).coverage("oil").author("bat").source("agency").section("world")
    };
    article("a-draft").draft().insert();
    article("scheduled").scheduled_for("2026-05-04 09:00").insert();
    article("embargoed").embargoed_until("2026-05-04 10:00").insert();
    let withdrawn = article("withdrawn").insert();
    article("live").insert();
    portal.withdraw(withdrawn.story, &[]);
    let pages = ["/en/", "/en/world/", "/en/coverage/oil", "/en/by/bat", "/en/source/agency"];
    for (hour, titles) in [
        ("2026-05-04 08:59:59", &["Live"][..]),
        ("2026-05-04 09:59:59", &["Scheduled", "Live"]),
        ("2026-05-04 10:00", &["Embargoed", "Scheduled", "Live"]),
    ] {
        portal.clock.set(hour);
        for page in pages {
            for feed in feeds_of(&portal, page).await {
                assert_eq!(feed.titles(), titles, "{page} at {hour}");
            }
        }
    }
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
async fn a_feed_without_articles_is_whole() {
    let portal = spawn().await;
    portal.section("world");
    for feed in feeds_of(&portal, "/en/world/").await {
        assert_eq!(feed.title, "World | Broadsheet");
        assert!(feed.items.is_empty());
    }
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

#[apply(on_both_databases)]
async fn the_feed_of_a_renamed_page_goes_along() {
    let portal = spawn().await;
    portal.article("fuel-prices").section("world").coverage("oil").insert();
    let (section, coverage) = (portal.section("world"), portal.coverage("oil"));
    let before = [
        id_of(&portal, "/en/world/feed.atom").await,
        id_of(&portal, "/en/coverage/oil/feed.atom").await,
    ];
    portal.command(|conn, sign_off| {
        let words = SectionWords {
            edition: "en".to_owned(),
            name: "Earth".to_owned(),
            slug: "earth".to_owned(),
            description: String::new(),
        };
        commands::rename_section(conn, sign_off, section, &words).unwrap();
        let words = CoverageWords {
            edition: "en".to_owned(),
            name: "Fuel".to_owned(),
            slug: "fuel".to_owned(),
            summary: String::new(),
        };
        commands::rename_coverage(conn, sign_off, coverage, &words).unwrap();
    });
    for format in FORMATS {
        let section = portal.get(&format!("/en/world/feed.{format}")).await;
        assert_eq!(section.status(), 308);
        assert_eq!(section.location(), format!("/en/earth/feed.{format}"));
        assert_eq!(Read::new(&portal.get(section.location()).await).titles(), ["Fuel prices"]);
        let coverage = portal.get(&format!("/en/coverage/oil/feed.{format}")).await;
        assert_eq!(coverage.status(), 308);
        assert_eq!(coverage.location(), format!("/en/coverage/fuel/feed.{format}"));
    }
    let after = [
        id_of(&portal, "/en/earth/feed.atom").await,
        id_of(&portal, "/en/coverage/fuel/feed.atom").await,
    ];
    assert_eq!(before, after);
}

async fn id_of(portal: &Portal, feed: &str) -> String {
    portal.get(feed).await.text().parse::<Feed>().expect("an Atom feed").id
}

#[apply(on_both_databases)]
async fn the_feed_of_an_unknown_page_is_not_found_in_the_edition() {
    let portal = spawn().await;
    portal.section_in("world", &["en"]);
    for address in [
        "/mn/world/feed.atom",
        "/mn/coverage/none/feed.rss",
        "/mn/by/none/feed.json",
        "/mn/source/none/feed.atom",
        "/mn/feed.xml",
        "/mn/world/feed.txt",
        "/mn/coverage/feed.atom",
    ] {
        let answer = portal.get(address).await;
        assert_eq!(answer.status(), 404, "{address}");
        assert_eq!(answer.header("content-language"), "mn", "{address}");
    }
    assert_eq!(portal.get("/xx/feed.atom").await.status(), 404);
}

#[apply(on_both_databases)]
async fn a_feed_takes_at_most_five_queries_however_many_articles_it_has() {
    let portal = spawn().await;
    let photo = portal.photo("one");
    for number in 0..12 {
        let article = portal
            .article(&format!("story-{number}"))
            .coverage("oil")
            .author("bat")
            .source("agency")
            .photo("lead")
            .body(&format!("Text.\n\n```photo\nmedia: {photo}\n```"))
            .insert();
        portal.command(|conn, sign_off| {
            commands::correct(conn, sign_off, article.id, "It was wrong.").unwrap();
        });
    }
    for page in ["/en", "/en/world", "/en/coverage/oil", "/en/by/bat", "/en/source/agency"] {
        for format in FORMATS {
            let queries = portal.count_queries(&format!("{page}/feed.{format}")).await;
            assert!(queries <= 5, "{page} {format}: {queries}");
        }
    }
}

#[apply(on_both_databases)]
async fn a_feed_that_has_not_changed_is_not_sent_again() {
    let portal = spawn().await;
    portal.article("fuel-prices").insert();
    for format in FORMATS {
        let address = format!("/en/feed.{format}");
        let first = portal.get(&address).await;
        let known = portal.request("GET", &address).header("if-none-match", first.header("etag"));
        assert_eq!(known.send().await.status(), 304);
        assert_eq!(portal.head(&address).await.status(), 200);
    }
    let before = portal.get("/en/feed.atom").await;
    portal.article("more").insert();
    let changed =
        portal.request("GET", "/en/feed.atom").header("if-none-match", before.header("etag"));
    assert_eq!(changed.send().await.status(), 200);
}
