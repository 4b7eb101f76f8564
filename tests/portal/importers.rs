//! What comes in from files.

use std::path::Path;

use broadsheet::demo;
use broadsheet::importers::page::{
    self, ImportError, ImportRequest, Imported, Outcome, PageFile, PhotoFile,
};

use crate::support::{Answer, Portal, START, at, on_both_databases, picture, spawn};

/// A page of the kind of the reference, so that the tests need no files beside them.
const PAGE: &str = "\
Edition: English | 简体中文 | 繁體中文
Homepage > China

Ferries return to the strait after the storm

Editor: zhangrui 丨Xinhua

11-16-2016 17:23 BJT

Full coverage: China’s Ferries

Full coverage: 3rd Strait Conference

BEIJING, Nov. 16 (Xinhua) -- All *forty* ferries sailed again on Wednesday, operators & crews said.

A ferry leaves the harbour of Wuzhen, east China

A ferry leaves the harbour of Wuzhen, east China's Zhejiang Province, Nov. 16, 2016. (Xinhua/Zhang Duo)

1,600 people <waited> at the quay.

A queue at the ticket office in the rain

A queue at the ticket office in the rain, Nov. 15, 2016. (Xinhua/Li Na)

They left at noon.

\u{a0}

Follow us on

  • Please scan the QR Code to follow us on Instagram

  • Please scan the QR Code to follow us on Wechat
";

fn request(edition: &str, texts: &[&str]) -> ImportRequest {
    let pages = texts.iter().zip(1..).map(|(text, number)| PageFile {
        name: format!("page-{number}.txt"),
        bytes: text.as_bytes().to_vec(),
        photos: Vec::new(),
    });
    ImportRequest {
        edition: edition.to_owned(),
        publish: true,
        pages: pages.collect(),
        ..ImportRequest::default()
    }
}

fn import(portal: &Portal, edition: &str, text: &str) -> Imported {
    page::import(&portal.app, &request(edition, &[text])).unwrap_or_else(|error| panic!("{error}"))
}

fn path(imported: &Imported) -> &str {
    match &imported.articles[0].outcome {
        Outcome::Published(path) => path,
        other => panic!("{other:?}"),
    }
}

fn refusal(portal: &Portal, request: &ImportRequest) -> String {
    let before = portal.changes().len();
    let error = page::import(&portal.app, request).expect_err("a refusal");
    assert_eq!(portal.changes().len(), before, "{error}");
    error.to_string()
}

/// What a reader sees of the page's elements, each in its place.
fn check_elements(page: &Answer) {
    assert_eq!(page.status(), 200, "{}", page.text());
    assert_eq!(page.select_text("h1"), ["Ferries return to the strait after the storm"]);
    let html = page.text();
    let places: Vec<usize> = [
        ">China</a>",
        "<h1",
        "Editor: zhangrui",
        "Xinhua</a>",
        "2016-11-16T17:23:00+08:00",
        "16 November 2016, 17:23 BJT",
        "China’s Ferries</a>",
        "3rd Strait Conference</a>",
        "Zhejiang Province, Nov. 16, 2016.",
        "Xinhua/Zhang Duo",
        "BEIJING, Nov. 16 (Xinhua) —",
        "All *forty* ferries",
        "1,600 people &lt;waited&gt; at the quay.",
        "ticket office in the rain, Nov. 15, 2016.",
        "Xinhua/Li Na",
        "They left at noon.",
        "https://www.instagram.com/",
        "https://weixin.qq.com/",
    ]
    .iter()
    .scan(html.find("<main").expect("a main part"), |from, needle| {
        let found = html[*from..].find(needle).map(|found| *from + found);
        *from = found.unwrap_or_else(|| panic!("`{needle}` isn't in its place in {html}"));
        Some(*from)
    })
    .collect();
    assert_eq!(places.len(), 18);
    assert!(!html.contains("(Xinhua/Zhang Duo)") && !html.contains("Nov. 16 (Xinhua) --"));
    assert_eq!(page.select_text(".dateline"), ["BEIJING, Nov. 16 (Xinhua) —"]);
    let alt = page.select_attribute("main figure img", "alt");
    assert_eq!(alt[0], "A ferry leaves the harbour of Wuzhen, east China");
    let codes = page.select_attribute("svg path", "d").len();
    assert!(codes >= 2, "{codes} codes");
}

#[apply(on_both_databases)]
async fn an_imported_page_shows_every_element_in_its_place() {
    let portal = spawn().await;
    let imported = import(&portal, "en", PAGE);
    let path = path(&imported).to_owned();
    assert_eq!(path, "/en/2016/11/16/1-ferries-return-to-the-strait-after-the-storm");
    check_elements(&portal.get(&path).await);
    let notes = imported.to_string();
    for note in [
        "page-1.txt: published at /en/2016/11/16/1-",
        "opened the section `China` at /en/china/",
        "opened the coverage `China’s Ferries` at /en/coverage/chinas-ferries",
        "registered the source `Xinhua` at /en/source/xinhua",
        "line 18: a placeholder stands for the photo",
        "line 32: the page doesn't say where the account on Instagram is",
    ] {
        assert!(notes.contains(note), "{note} isn't in {notes}");
    }
    for list in [
        "/en/",
        "/en/china/",
        "/en/2016/11/16/",
        "/en/coverage/chinas-ferries",
        "/en/coverage/3rd-strait-conference",
        "/en/source/xinhua",
    ] {
        let page = portal.get(list).await;
        assert_eq!(page.status(), 200, "{list}");
        assert!(page.links().contains(&path), "{list} doesn't lead to the article");
    }
    let photo = portal.get(&path).await.select_attribute("main figure img", "src").remove(0);
    assert_eq!(portal.get(&photo).await.header("content-type"), "image/jpeg");
}

#[apply(on_both_databases)]
async fn a_page_joins_what_the_portal_has() {
    let portal = spawn().await;
    portal.article("storm").section("china").coverage("chinas-ferries").insert();
    let text = PAGE
        .replace("Full coverage: China’s Ferries", "Full coverage: Chinas Ferries")
        .replace("Homepage > China", "Homepage > CHINA > Politics > Article");
    let imported = import(&portal, "en", &text);
    let notes = imported.to_string();
    assert!(!notes.contains("opened the section"), "{notes}");
    assert!(notes.contains("line 2: `Politics` is left out"), "{notes}");
    assert_eq!(portal.get("/en/china/").await.articles().len(), 2);
}

#[apply(on_both_databases)]
async fn a_page_goes_into_the_demo_as_well() {
    let portal = spawn().await;
    demo::load(&portal.app).expect("the demo");
    let imported = import(&portal, "en", PAGE);
    assert!(!imported.to_string().contains("opened the section"), "{imported}");
    // The demo is on Instagram already.
    assert!(!imported.to_string().contains("on Instagram"), "{imported}");
    let page = portal.get(path(&imported)).await;
    assert_eq!(page.select_text("h1"), ["Ferries return to the strait after the storm"]);
    assert!(page.text().contains("https://weixin.qq.com/"));
    let section = portal.get("/en/2016/11/16/").await;
    assert_eq!(section.articles(), [imported.articles[0].id.0]);
}

#[apply(on_both_databases)]
async fn other_editions_are_read_in_their_own_words() {
    let portal = spawn().await;
    let chinese = "首页 > 中国\r\n渡轮复航\r\n编辑：张瑞 ｜新华社\r\n2016年11月16日 17:23\r\n\
                   专题：海峡会议\r\n新华社北京11月16日电 四十艘渡轮16日复航。\r\n关注我们\r\n• 微信\r\n";
    let mongolian = "\u{feff}Нүүр > Хятад\nГатлага онгоц буцаж ирэв\nРедактор: Батаа ｜ Синьхуа\n\
                     2016 оны 11-р сарын 16, 17:23\nБЭЭЖИН, 11-р сарын 16 (Синьхуа) — Бүгд явлаа.\n";
    for (edition, text, expected) in [
        ("zh-hans", chinese, "新华社北京11月16日电"),
        ("mn", mongolian, "БЭЭЖИН, 11-р сарын 16 (Синьхуа) —"),
    ] {
        let imported = import(&portal, edition, text);
        let page = portal.get(path(&imported)).await;
        assert_eq!(page.select_text(".dateline"), [expected]);
        assert!(page.text().contains("2016-11-16T17:23:00+08:00"));
    }
}

#[apply(on_both_databases)]
async fn what_cannot_be_mapped_imports_nothing() {
    let portal = spawn().await;
    let bad_zone = PAGE.replace("17:23 BJT", "17:23 XYZ");
    assert_eq!(
        refusal(&portal, &request("en", &[PAGE, &bad_zone])),
        "page-2.txt line 8: `XYZ` in `11-16-2016 17:23 XYZ` is no time zone that is known here; \
         write `BJT` or an offset such as +08:00; nothing was imported"
    );
    let network = PAGE.replace("Wechat", "Gazetteer");
    assert!(refusal(&portal, &request("en", &[&network])).starts_with("page-1.txt line 34: "));
    assert!(refusal(&portal, &request("xx", &[PAGE])).contains("there are en, zh-hans"));
    assert!(refusal(&portal, &request("mn", &[PAGE])).contains("of the edition `en`"));
    assert!(refusal(&portal, &request("en", &[PAGE, PAGE])).contains("same page as page-1.txt"));
    let mut binary = request("en", &[PAGE]);
    binary.pages[0].bytes = picture(32, 18, [1, 2, 3]);
    assert!(refusal(&portal, &binary).contains("binary"));
    let mut damaged = request("en", &[PAGE]);
    damaged.pages[0].photos = vec![PhotoFile { name: "x.jpg".into(), bytes: b"no".to_vec() }];
    assert!(refusal(&portal, &damaged).starts_with("x.jpg: "));
    assert_eq!(portal.get("/en/china/").await.status(), 404);
}

#[apply(on_both_databases)]
async fn a_page_is_imported_once() {
    let portal = spawn().await;
    import(&portal, "en", PAGE);
    assert_eq!(
        refusal(&portal, &request("en", &[PAGE])),
        "page-1.txt: this page was imported before, as \
         /en/2016/11/16/1-ferries-return-to-the-strait-after-the-storm; nothing was imported"
    );
    // Another day's report under the same headline is another one.
    import(&portal, "en", &PAGE.replace("11-16-2016", "11-17-2016"));
}

#[apply(on_both_databases)]
async fn drafts_and_what_is_still_to_come_are_not_public() {
    let portal = spawn().await;
    let draft = ImportRequest { publish: false, ..request("en", &[PAGE]) };
    let imported = page::import(&portal.app, &draft).expect("a draft");
    assert_eq!(imported.articles[0].outcome, Outcome::Draft);
    assert!(refusal(&portal, &draft).contains("which is a draft"));
    let tomorrow =
        PAGE.replace("11-16-2016", "05-05-2026").replace("Ferries return", "Boats return");
    let imported = import(&portal, "en", &tomorrow);
    assert_eq!(imported.articles[0].outcome, Outcome::Scheduled(at("2026-05-05 09:23")));
    assert_eq!(portal.app.clock.now(), at(START));
    assert!(portal.get("/en/china/").await.articles().is_empty());
    portal.clock.set("2026-05-05 09:23");
    assert_eq!(portal.get("/en/china/").await.articles(), [imported.articles[0].id.0]);
}

#[apply(on_both_databases)]
async fn pictures_and_accounts_may_come_beside_the_page() {
    let portal = spawn().await;
    let mut request = request("en", &[PAGE]);
    let photo =
        |name: &str, colour| PhotoFile { name: name.into(), bytes: picture(800, 450, colour) };
    request.pages[0].photos = vec![photo("a.jpg", [200, 10, 10]), photo("b.jpg", [10, 200, 10])];
    request.follow = vec![("Instagram".into(), "https://www.instagram.com/ferries".into())];
    let imported = page::import(&portal.app, &request).expect("an import");
    assert!(!imported.to_string().contains("placeholder"), "{imported}");
    let page = portal.get(path(&imported)).await;
    assert!(page.text().contains("https://www.instagram.com/ferries"));
    assert_eq!(page.select_attribute("main figure img", "width")[0], "800");
    let again = PAGE.replace("11-16-2016", "11-17-2016");
    let mut more = self::request("en", &[&again]);
    more.pages[0].photos = vec![photo("a.jpg", [200, 10, 10]); 3];
    assert!(refusal(&portal, &more).contains("has 2 photo places, and 3 pictures were given"));
}

#[apply(on_both_databases)]
async fn the_reference_page_is_read_whole() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/inputs/reference-article.txt");
    let Ok(text) = std::fs::read_to_string(file) else { return };
    let portal = spawn().await;
    let imported = import(&portal, "en", &text);
    let page = portal.get(path(&imported)).await;
    assert_eq!(
        page.select_text("h1"),
        ["President Xi stresses int'l cooperation in cyberspace governance"]
    );
    let text = page.text();
    for expected in [
        "Editor: zhangrui",
        "16 November 2016, 17:23 BJT",
        "China’s Leaders",
        "3rd World Internet Conference",
        "Xinhua/Zhang Duo",
        "https://www.instagram.com/",
        "https://weixin.qq.com/",
    ] {
        assert!(text.contains(expected), "{expected} isn't in {text}");
    }
    assert_eq!(page.select_text(".dateline"), ["BEIJING, Nov. 16 (Xinhua) —"]);
    let error = page::import(&portal.app, &request("en", &[]));
    assert!(matches!(error, Ok(imported) if imported.articles.is_empty()));
    assert!(matches!(
        page::import(&portal.app, &request("fr", &[])),
        Err(ImportError::NoEdition { .. })
    ));
}
