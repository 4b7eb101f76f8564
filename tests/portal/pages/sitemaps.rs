use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use broadsheet::commands::{self, Setting};
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::support::{
    Answer, EDITIONS, Portal, on_both_databases, skip_without, spawn, spawn_with,
};

/// An address of a sitemap.
#[derive(Debug, Default)]
pub struct Url {
    pub address: String,
    modified: String,
    alternates: Vec<(String, String)>,
    /// The texts of `news:` elements by their local names.
    news: BTreeMap<String, String>,
}

/// The entries of a sitemap or of an index.
#[track_caller]
fn read(answer: &Answer) -> Vec<Url> {
    assert_eq!(answer.status(), 200, "{}", answer.target);
    assert_eq!(answer.header("content-type"), "application/xml; charset=utf-8");
    assert_eq!(answer.header("content-language"), "");
    let text = answer.text();
    let mut reader = Reader::from_str(&text);
    let mut urls: Vec<Url> = Vec::new();
    let mut element = String::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{}: {error}", answer.target)) {
            Event::Start(start) => {
                element = start.name().as_ref().to_owned();
                if element == "url" || element == "sitemap" {
                    urls.push(Url::default());
                }
            }
            Event::Empty(link) if link.name().as_ref() == "xhtml:link" => {
                let attribute = |name: &str| {
                    let found = link.try_get_attribute(name).unwrap().expect("an attribute");
                    found.value.into_owned()
                };
                assert_eq!(attribute("rel"), "alternate");
                let alternate = (attribute("hreflang"), attribute("href"));
                urls.last_mut().expect("an entry").alternates.push(alternate);
            }
            Event::Text(text) => push(&mut urls, &element, &text),
            Event::GeneralRef(reference) => {
                let character = format!("&{};", &*reference);
                push(&mut urls, &element, &quick_xml::escape::unescape(&character).unwrap());
            }
            Event::End(_) => element.clear(),
            Event::Eof => return urls,
            _ => {}
        }
    }
}

fn push(urls: &mut [Url], element: &str, text: &str) {
    let Some(url) = urls.last_mut() else { return };
    match element {
        "" | "url" | "sitemap" | "news:news" | "news:publication" => assert_eq!(text.trim(), ""),
        "loc" => url.address.push_str(text),
        "lastmod" => url.modified.push_str(text),
        _ => {
            let name = element.strip_prefix("news:").unwrap_or_else(|| panic!("<{element}>"));
            url.news.entry(name.to_owned()).or_default().push_str(text);
        }
    }
}

#[track_caller]
pub fn path_of(address: &str) -> &str {
    address.strip_prefix("https://portal.example").unwrap_or_else(|| panic!("{address}"))
}

/// The sitemaps that the index names, by path, with their entries.
pub async fn sitemaps(portal: &Portal) -> BTreeMap<String, Vec<Url>> {
    let mut sitemaps = BTreeMap::new();
    for sitemap in read(&portal.get("/sitemap.xml").await) {
        let path = path_of(&sitemap.address).to_owned();
        let urls = read(&portal.get(&path).await);
        assert!(!urls.is_empty(), "{path}");
        sitemaps.insert(path, urls);
    }
    sitemaps
}

/// All addresses of all sitemaps.
async fn addresses(portal: &Portal) -> Vec<String> {
    let all = sitemaps(portal).await.into_values().flatten();
    all.flat_map(|url| {
        let alternates = url.alternates.into_iter().map(|(_, address)| address);
        std::iter::once(url.address).chain(alternates)
    })
    .collect()
}

/// A bit of everything: stories in all and in some editions, each kind of standing page.
fn fill(portal: &Portal) {
    portal.story("fuel-prices").with(|article| article.coverage("oil").author("bat")).insert();
    portal
        .story("old-news")
        .editions(&["zh-hans", "mn"])
        .with(|article| article.source("agency").published_at("2026-02-10 10:00"))
        .insert();
    portal.article("alone").published_at("2026-04-01 10:00").insert();
    portal.section_in("local", &["mn"]);
    portal.coverage_in("marathon", &["en", "mn"]);
    for edition in EDITIONS {
        portal.command(|conn, sign_off| {
            commands::write_info_page(conn, sign_off, edition, "about", "About", "Us.").unwrap();
        });
    }
}

#[apply(on_both_databases)]
async fn every_address_answers_and_its_page_names_the_same_alternates() {
    let portal = spawn().await;
    fill(&portal);
    let sitemaps = sitemaps(&portal).await;
    let names: Vec<&str> = sitemaps.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "/sitemaps/2026-02.xml",
            "/sitemaps/2026-04.xml",
            "/sitemaps/2026-05.xml",
            "/sitemaps/coverages.xml",
            "/sitemaps/news.xml",
            "/sitemaps/pages.xml",
            "/sitemaps/people.xml",
        ]
    );
    let mut seen = BTreeSet::new();
    for (name, urls) in &sitemaps {
        for url in urls.iter().filter(|_| name != "/sitemaps/news.xml") {
            assert!(seen.insert(&url.address), "{} is there twice", url.address);
            let page = portal.get(path_of(&url.address)).await;
            assert_eq!(page.status(), 200, "{}", url.address);
            assert_eq!(page.canonical(), url.address);
            assert_eq!(page.alternates(), url.alternates, "{}", url.address);
        }
    }
    let standing = ["pages", "coverages", "people"];
    let standing = standing.map(|name| sitemaps[&format!("/sitemaps/{name}.xml")].len());
    // Four each of home, index of coverages, world, about, and local; oil, marathon; bat, agency.
    assert_eq!(standing, [4 * 4 + 1, 4 + 2, 2 * 4]);
    assert_eq!(seen.len(), standing.iter().sum::<usize>() + 4 + 2 + 1);
}

#[apply(on_both_databases)]
async fn alternates_are_reciprocal_with_a_default() {
    let portal = spawn_with(|config| config.default_edition = "mn".to_owned()).await;
    fill(&portal);
    let sitemaps = sitemaps(&portal).await;
    let pages = || {
        let sitemaps = sitemaps.iter().filter(|(name, _)| *name != "/sitemaps/news.xml");
        sitemaps.flat_map(|(_, urls)| urls)
    };
    let all: BTreeMap<&String, &Url> = pages().map(|url| (&url.address, url)).collect();
    for url in pages() {
        let Some((last, languages)) = url.alternates.split_last() else { continue };
        assert!(languages.len() > 1 && languages.iter().any(|(_, to)| *to == url.address));
        assert_eq!(last.0, "x-default");
        let default =
            languages.iter().find(|(language, _)| language == "mn").unwrap_or(&languages[0]);
        assert_eq!(last.1, default.1);
        for (language, address) in languages {
            assert_eq!(all[address].alternates, url.alternates, "{address}");
            assert!(["en", "zh-Hans", "zh-Hant", "mn"].contains(&language.as_str()));
        }
    }
}

#[apply(on_both_databases)]
async fn what_is_not_live_is_in_no_sitemap() {
    let portal = spawn().await;
    let live = portal.article("live").insert();
    let hidden = [
        portal.article("a-draft").edition("mn").of_story(live.story).draft().insert(),
        portal.article("scheduled").scheduled_for("2026-05-04 09:00").insert(),
        portal
            .article("embargoed")
            .edition("zh-hans")
            .of_story(live.story)
            .embargoed_until("2026-05-04 10:00")
            .insert(),
        portal.article("withdrawn").published_at("2026-03-01 00:00").insert(),
    ];
    portal.withdraw(hidden[3].story, &[]);
    let shown = addresses(&portal).await;
    for article in &hidden {
        let slug = format!("-{}", article.slug);
        assert!(!shown.iter().any(|address| address.ends_with(&slug)), "{}", article.slug);
    }
    assert_eq!(portal.get("/sitemaps/2026-03.xml").await.status(), 404);
    let month = read(&portal.get("/sitemaps/2026-05.xml").await);
    assert!(month[0].alternates.is_empty());

    portal.clock.set("2026-05-04 10:00");
    let shown = addresses(&portal).await;
    assert!(shown.iter().any(|address| address.ends_with(&hidden[1].path)));
    let month = read(&portal.get("/sitemaps/2026-05.xml").await);
    let languages: Vec<&str> =
        month[0].alternates.iter().map(|(language, _)| language.as_str()).collect();
    assert_eq!(languages, ["en", "zh-Hans", "x-default"]);
}

#[apply(on_both_databases)]
async fn an_article_is_in_the_month_of_its_publication_in_utc() {
    let portal = spawn().await;
    // The first of May in Beijing.
    portal.article("late").published_at("2026-04-30 23:30").insert();
    let first = portal.article("first").published_at("2026-05-01 00:00").insert();
    let april = read(&portal.get("/sitemaps/2026-04.xml").await);
    assert_eq!(april.len(), 1);
    assert!(april[0].address.contains("/en/2026/05/01/"), "{april:?}");
    let may = read(&portal.get("/sitemaps/2026-05.xml").await);
    assert_eq!(may.len(), 1);
    assert_eq!(
        (path_of(&may[0].address), &*may[0].modified),
        (&*first.path, "2026-05-01T08:00:00+08:00")
    );
    let index = read(&portal.get("/sitemap.xml").await);
    let april = index.iter().find(|sitemap| sitemap.address.ends_with("2026-04.xml")).unwrap();
    assert_eq!(april.modified, "2026-04-30T23:30:00Z");
}

#[apply(on_both_databases)]
async fn a_correction_shows_when_the_page_changed() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").published_at("2026-03-01 08:00").insert();
    portal.command(|conn, sign_off| {
        commands::correct(conn, sign_off, article.id, "It was wrong.").unwrap();
    });
    let march = read(&portal.get("/sitemaps/2026-03.xml").await);
    assert_eq!(march[0].modified, "2026-05-04T16:00:00+08:00");
    let index = read(&portal.get("/sitemap.xml").await);
    let march = index.iter().find(|sitemap| sitemap.address.ends_with("2026-03.xml")).unwrap();
    assert_eq!(march.modified, "2026-05-04T08:00:00Z");
}

#[apply(on_both_databases)]
async fn news_are_the_last_two_days_in_the_languages_of_news() {
    let portal = spawn().await;
    for edition in EDITIONS {
        portal.set(edition, Setting::SiteName(format!("Paper <{edition}> & Sons")));
    }
    let story = portal
        .story("fuel-prices")
        .with(|article| {
            article.headline("Fuel <b> & ]]> \u{fffe}'\"").published_at("2026-05-02 08:00")
        })
        .insert();
    portal.article("too-old").published_at("2026-05-02 07:59:59").insert();
    let news = read(&portal.get("/sitemaps/news.xml").await);
    assert_eq!(news.len(), 4);
    for (edition, language) in EDITIONS.iter().zip(["en", "zh-cn", "zh-tw", "mn"]) {
        let found = news.iter().find(|url| path_of(&url.address) == story.path(edition)).unwrap();
        assert_eq!(found.news["name"], format!("Paper <{edition}> & Sons"));
        assert_eq!(found.news["language"], language);
        assert_eq!(found.news["publication_date"], "2026-05-02T16:00:00+08:00");
        let page = portal.get(story.path(edition)).await;
        let title = found.news["title"].split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(title, page.select_text("h1")[0].replace('\u{fffe}', ""));
    }
    portal.clock.set("2026-05-04 08:00:01");
    assert!(read(&portal.get("/sitemaps/news.xml").await).is_empty());
    let index = read(&portal.get("/sitemap.xml").await);
    assert!(!index.iter().any(|sitemap| sitemap.address.ends_with("news.xml")));
}

#[apply(on_both_databases)]
async fn a_sitemap_that_is_not_in_the_index_is_not_found() {
    let portal = spawn().await;
    portal.article("one").published_at("2026-03-03 08:00").insert();
    portal.article("two").insert();
    let names = "2026-04.xml 2026-02.xml 2026-06.xml 2026-13.xml 2026-05-2.xml 2026-05-1.xml \
                 2026-05-99999999999999999999.xml 9999-12.xml 0000-01.xml pages-2.xml people-2.xml coverages-1.xml \
                 2026-05 2026-05.XML news-2.xml .xml";
    for name in names.split(' ') {
        let answer = portal.get(&format!("/sitemaps/{name}")).await;
        assert_eq!(answer.status(), 404, "{name}");
    }
}

#[apply(on_both_databases)]
async fn an_empty_portal_has_its_standing_pages() {
    let portal = spawn().await;
    let sitemaps = sitemaps(&portal).await;
    let [pages] = &sitemaps.into_values().collect::<Vec<_>>()[..] else { panic!("one sitemap") };
    let paths: Vec<&str> = pages.iter().map(|url| path_of(&url.address)).collect();
    assert_eq!(paths, ["/en/", "/zh-hans/", "/zh-hant/", "/mn/"]);
    assert!(read(&portal.get("/sitemaps/news.xml").await).is_empty());
}

#[apply(on_both_databases)]
async fn sitemaps_are_valid() {
    let portal = spawn().await;
    fill(&portal);
    let mut files = Vec::new();
    for path in sitemaps(&portal).await.into_keys().chain(["/sitemap.xml".to_owned()]) {
        files.push((path.clone(), portal.get(&path).await.text()));
    }
    for (path, xml) in files {
        validate(&path, &xml);
    }
}

/// Compares with the schemas in `tests/fixtures/sitemaps`, where `xmllint` is installed.
#[track_caller]
fn validate(path: &str, xml: &str) {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sitemaps/all.xsd");
    let xmllint = Command::new("xmllint")
        .args(["--nonet", "--noout", "--schema"])
        .args([schema.as_path(), Path::new("-")])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut xmllint) = xmllint else {
        skip_without("xmllint");
        return;
    };
    xmllint.stdin.take().expect("its input").write_all(xml.as_bytes()).expect("it reads");
    let output = xmllint.wait_with_output().expect("an answer");
    assert!(output.status.success(), "{path}: {}", String::from_utf8_lossy(&output.stderr));
}

#[apply(on_both_databases)]
async fn a_sitemap_that_has_not_changed_is_not_sent_again() {
    let portal = spawn().await;
    fill(&portal);
    for path in ["/sitemap.xml", "/sitemaps/pages.xml", "/sitemaps/2026-05.xml", "/robots.txt"] {
        let first = portal.get(path).await;
        let known = portal.request("GET", path).header("if-none-match", first.header("etag"));
        assert_eq!(known.send().await.status(), 304, "{path}");
        let packed = portal.request("GET", path).header("accept-encoding", "gzip").send().await;
        assert_eq!(packed.text(), first.text(), "{path}");
        assert_eq!(portal.head(path).await.status(), 200, "{path}");
    }
}
