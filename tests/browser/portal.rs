//! The demo portal that all browser tests read, in this process.

use std::sync::{Arc, OnceLock};

use broadsheet::app::App;
use broadsheet::clock::Clock;
use broadsheet::config::Config;
use broadsheet::db::DatabaseUrl;
use broadsheet::{demo, server};

/// The prefixes and language tags of the demo's editions.
pub const EDITIONS: [(&str, &str); 4] =
    [("en", "en"), ("zh-hans", "zh-Hans"), ("zh-hant", "zh-Hant"), ("mn", "mn")];

/// Where the portal is: `http://127.0.0.1:{port}`. The first caller starts it.
pub fn base_url() -> &'static str {
    static PORTAL: OnceLock<String> = OnceLock::new();
    PORTAL.get_or_init(|| {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("its number");
        // Kept for the life of the process; the system clears its folder for temporary files.
        let folder =
            std::env::temp_dir().join(format!("broadsheet-browser-{}", std::process::id()));
        let database = DatabaseUrl::Sqlite(folder.join("broadsheet.sqlite3"));
        let mut config = Config::for_tests(&folder, database);
        config.base_url = format!("http://{address}");
        let app = Arc::new(App::open(config, Clock::system()).expect("a portal"));
        demo::load(&app).expect("the demo");
        std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let portal = server::spawn(app, listener).expect("a server");
                std::future::pending::<()>().await;
                drop(portal);
            });
        });
        // The port listens already, so whoever asks before the server is there waits for it.
        format!("http://{address}")
    })
}

/// The addresses of one page of each kind in an edition, as (kind, path).
///
/// Found by following links from the home page, as a reader would.
pub fn page_kinds(edition: &str) -> Vec<(&'static str, String)> {
    let home = format!("/{edition}/");
    let links = links_of(&home);
    let find = |matches: &dyn Fn(&str) -> bool| {
        let found = links.iter().find(|link| matches(link));
        found.unwrap_or_else(|| panic!("{home} has no such link among {links:?}")).clone()
    };
    let parts = |link: &str| link.matches('/').count();
    let is_day = |link: &str| link.split('/').nth(2).is_some_and(|year| year.starts_with("20"));
    let article = find(&|link| is_day(link) && parts(link) == 5 && !link.ends_with('/'));
    let section =
        find(&|link| parts(link) == 3 && link.ends_with('/') && !link.contains("/coverage/"));
    let coverage = find(&|link| link.contains("/coverage/") && !link.ends_with('/'));
    let day = find(&|link| is_day(link) && link.ends_with('/'));
    let article_links = links_of(&article);
    let of_article = |part: &str| {
        let found = article_links.iter().find(|link| link.contains(part));
        found.unwrap_or_else(|| panic!("{article} has no link with {part}")).clone()
    };
    vec![
        ("home", home.clone()),
        ("section", section),
        ("coverage", coverage),
        ("coverage index", format!("/{edition}/coverage/")),
        ("archive day", day),
        ("author", of_article("/by/")),
        ("source", of_article("/source/")),
        ("information", format!("/{edition}/about")),
        ("without photos", format!("{article}?photos=off")),
        ("article", article),
        ("not found", format!("/{edition}/2016/01/01/999999-nothing")),
        ("withdrawn", withdrawn(edition)),
        ("notice", format!("{home}?from={}", only_elsewhere(edition))),
        ("choice", "/".to_owned()),
    ]
}

/// The address of a story that has a gallery, a table, a quotation and the like: all of them.
pub fn article_paths(edition: &str) -> Vec<String> {
    let feed = super::weight::get(&format!("{}/{edition}/feed.json", base_url()), "identity").body;
    let feed: serde_json::Value = serde_json::from_slice(&feed).expect("a JSON feed");
    let items = feed["items"].as_array().expect("items");
    let path = |url: &str| url.trim_start_matches(base_url()).to_owned();
    items.iter().map(|item| path(item["url"].as_str().expect("an address"))).collect()
}

fn withdrawn(edition: &str) -> String {
    // The short link of a withdrawn article leads to its notice.
    (1..200)
        .map(|id| super::weight::get(&format!("{}/s/{id}", base_url()), "identity"))
        .filter_map(|answer| answer.location)
        .find(|path| {
            path.starts_with(&format!("/{edition}/"))
                && super::weight::get(&format!("{}{path}", base_url()), "identity").status == 410
        })
        .expect("the demo has a withdrawn story")
}

/// A live article of another edition whose story this one doesn't have.
fn only_elsewhere(edition: &str) -> i64 {
    let (other, _) = EDITIONS.iter().find(|(other, _)| *other != edition).expect("another edition");
    for (other, _) in EDITIONS.iter().filter(|(prefix, _)| *prefix != edition) {
        for path in article_paths(other) {
            let marked = format!("/{edition}/?from=");
            if let Some(link) = links_of(&path).into_iter().find(|link| link.starts_with(&marked)) {
                return link[marked.len()..].parse().expect("an article's number");
            }
        }
    }
    panic!("every story of {other} is in {edition}, too");
}

/// The links of a page that lead to the portal, as paths.
pub fn links_of(path: &str) -> Vec<String> {
    let answer = super::weight::get(&format!("{}{path}", base_url()), "identity");
    assert!(answer.status < 500, "{path} answers {}", answer.status);
    let page = String::from_utf8(answer.body).expect("UTF-8");
    let document = scraper::Html::parse_document(&page);
    let anchors = scraper::Selector::parse("a[href]").expect("a selector");
    let hrefs = document.select(&anchors).filter_map(|anchor| anchor.attr("href"));
    hrefs.filter(|href| href.starts_with('/')).map(str::to_owned).collect()
}
