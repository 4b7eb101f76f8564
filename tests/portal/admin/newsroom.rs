//! Sections, coverages, authors, sources, information pages, settings.

use broadsheet::model::Role;

use crate::support::{on_both_databases, spawn};

#[apply(on_both_databases)]
async fn a_section_is_opened_renamed_and_found_under_its_old_address() {
    let portal = spawn().await;
    let chief = portal.sign_in_as(Role::Chief, &["en", "zh-hans"]);
    let page = chief.get("/admin/desk/sections").await;
    assert!(page.text().contains("No sections yet."));
    assert_eq!(page.select_text(".menu [aria-current]"), ["Settings"]);
    let page = chief.get("/admin/desk/sections/new").await;
    assert_eq!(
        page.select_attribute("fieldset input[id^=name]", "id"),
        ["name-en", "name-zh-hans"]
    );
    let fields = [("name-en", "World"), ("slug-en", ""), ("text-en", "From everywhere.")];
    let page = chief.post_and_follow("/admin/desk/sections", &fields).await;
    assert_eq!(page.select_text("h1"), ["World"]);
    assert_eq!(page.select_attribute("#slug-en", "value"), ["world"]);
    assert_eq!(portal.get("/en/world/").await.status(), 200);
    // Another name, another address, and one more edition.
    let fields = [
        ("name-en", "Abroad"),
        ("slug-en", "abroad"),
        ("name-zh-hans", "国际"),
        ("slug-zh-hans", ""),
    ];
    chief.save("/admin/desk/sections/1", &fields).await;
    let moved = portal.get("/en/world/").await;
    assert_eq!((moved.status(), moved.location()), (308, "/en/abroad/"));
    assert!(portal.get("/en/").await.text().contains("Abroad"));
    assert!(portal.get("/zh-hans/guo-ji/").await.text().contains("国际"));
    // What can't be is said at its field, and what was typed stays.
    for (slug, problem) in [
        ("About us", "Use only lower-case letters"),
        ("about", "needs this address"),
        ("2026", "needs this address"),
        ("abroad", "is taken"),
        ("../x", "Use only lower-case letters"),
    ] {
        let fields = [("name-en", "Other"), ("slug-en", slug)];
        let page = chief.post("/admin/desk/sections", &fields).await;
        assert_eq!(page.status(), 422, "{slug}");
        assert!(page.select_text("#slug-en-problem").concat().contains(problem), "{slug}");
        assert_eq!(page.select_attribute("#slug-en", "value"), [slug]);
    }
    let page = chief.post("/admin/desk/sections", &[("name-en", " ")]).await;
    assert!(page.has("#name-en-problem"));
    let page = chief.post("/admin/desk/sections/1", &[("name-en", "")]).await;
    assert!(page.has("#name-en-problem"));
    // Not in other editions, and not by others.
    assert_eq!(chief.post("/admin/desk/sections", &[("name-mn", "Дэлхий")]).await.status(), 403);
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    for target in ["/admin/desk/sections", "/admin/desk/sections/1", "/admin/settings/en"] {
        assert_eq!(reporter.get(target).await.status(), 403, "{target}");
        assert_eq!(reporter.post(target, &[("name-en", "Mine")]).await.status(), 403, "{target}");
    }
    assert_eq!(chief.get("/admin/desk/sections/9").await.status(), 404);
    assert_eq!(chief.get("/admin/desk/nothing").await.status(), 404);
}

#[apply(on_both_databases)]
async fn lists_begin_with_the_name_in_ones_own_language() {
    let portal = spawn().await;
    let chief = portal.sign_in_as(Role::Chief, &["en", "zh-hans"]);
    let fields = [("name-en", "World"), ("name-zh-hans", "国际")];
    chief.post_and_follow("/admin/desk/sections", &fields).await;
    let names = async || chief.get("/admin/desk/sections").await.select_text(".names span");
    assert_eq!(names().await, ["World", "国际"]);
    chief.post("/admin/account", &[("name", "Wang"), ("language", "zh-hans")]).await;
    assert_eq!(names().await, ["国际", "World"]);
}

#[apply(on_both_databases)]
async fn sections_stand_in_the_order_that_a_chief_gives_them() {
    let portal = spawn().await;
    portal.section_in("world", &["en"]);
    portal.section_in("culture", &["en"]);
    let chief = portal.sign_in_as(Role::Chief, &["en"]);
    portal.section_in("world", &["mn"]);
    let target = "/admin/settings/en/navigation";
    let page = chief.post_and_follow(target, &[("act", "up-2")]).await;
    assert_eq!(page.select_text(".offers li > span:first-child"), ["Culture", "World"]);
    for nothing in ["up-2", "down-1", "up-99", ""] {
        chief.post_and_follow(target, &[("act", nothing)]).await;
    }
    let text = portal.get("/en/").await.text();
    assert!(text.find("/en/culture/") < text.find("/en/world/"));
    // Another name leaves it where it is.
    chief.save("/admin/desk/sections/2", &[("name-en", "Arts"), ("slug-en", "culture")]).await;
    let page = chief.get(target).await;
    assert_eq!(page.select_text(".offers li > span:first-child"), ["Arts", "World"]);
    let other = portal.sign_in_as(Role::Chief, &["mn"]);
    assert_eq!(other.post(target, &[("act", "up-1")]).await.status(), 403);
    // What the navigation leaves out keeps its front.
    let nav = |page: &crate::support::Answer| page.select_text("header nav a");
    assert!(nav(&portal.get("/en/").await).contains(&"World".to_owned()));
    let page = chief.post_and_follow(target, &[("act", "hide-1")]).await;
    assert_eq!(page.select_attribute("button[aria-pressed=false]", "value"), ["show-1"]);
    assert!(!nav(&portal.get("/en/").await).contains(&"World".to_owned()));
    assert_eq!(portal.get("/en/world/").await.status(), 200);
    assert_eq!(other.post(target, &[("act", "show-1")]).await.status(), 403);
    chief.post_and_follow(target, &[("act", "show-1")]).await;
    assert!(nav(&portal.get("/en/").await).contains(&"World".to_owned()));
}

#[apply(on_both_databases)]
async fn a_chief_chooses_where_articles_can_be_shared() {
    let portal = spawn().await;
    let article = portal.article("report").insert();
    let chief = portal.sign_in_as(Role::Chief, &["en"]);
    let shared = |page: &crate::support::Answer| {
        let links = page.links();
        let is = |host: &str| links.iter().any(|link| link.starts_with(host));
        (is("https://www.facebook.com/sharer"), is("https://t.me/share"), is("https://wa.me/"))
    };
    assert_eq!(shared(&portal.get(&article.path).await), (true, false, true));
    let target = "/admin/settings/en";
    let page = chief.get(target).await;
    let ticked = page.select_attribute("input[name=share][checked]", "value");
    assert_eq!(ticked, ["facebook", "x", "whatsapp"], "what is usual in this edition");
    assert!(page.select_text("dl.facts dd").concat().contains("Asia/Shanghai"));
    let settings = [("site-name", "Ours"), ("feed-texts", "texts"), ("feed-entries", "30")];
    let chosen = [("share", "telegram"), ("share", "nonsense")];
    let page = chief.save(target, &[&settings[..], &chosen].concat()).await;
    assert_eq!(page.select_attribute("input[name=share][checked]", "value"), ["telegram"]);
    assert_eq!(shared(&portal.get(&article.path).await), (false, true, false));
    chief.save(target, &settings).await;
    assert_eq!(shared(&portal.get(&article.path).await), (false, false, false));
}

#[apply(on_both_databases)]
async fn a_coverage_gets_key_moments_and_is_closed() {
    let portal = spawn().await;
    let chief = portal.sign_in_as(Role::Chief, &["en"]);
    let fields = [("name-en", "Summit"), ("text-en", "They meet.")];
    let page = chief.post_and_follow("/admin/desk/coverage", &fields).await;
    assert!(page.text().contains("No key moments yet."));
    portal.command(|conn, sign_off| {
        let article = portal_article(conn, sign_off);
        broadsheet::commands::file_in_coverage(
            conn,
            sign_off,
            article,
            broadsheet::model::CoverageId(1),
        )
        .expect("a filing");
    });
    let target = "/admin/desk/coverage/1/moments";
    let moment =
        [("moment-edition", "en"), ("moment-at", "2026-05-04T09:30"), ("moment", "It opens")];
    let page = chief.post_and_follow(target, &moment).await;
    assert!(page.select_text("#moments ~ table").concat().contains("It opens"));
    assert!(portal.get("/en/coverage/summit").await.text().contains("It opens"));
    for bad in [("moment-at", "yesterday"), ("moment-edition", "mn"), ("moment", "")] {
        let fields: Vec<_> =
            moment.iter().map(|field| if field.0 == bad.0 { bad } else { *field }).collect();
        let page = chief.post(target, &fields).await;
        assert_eq!(page.status(), 422, "{bad:?}");
        assert!(page.has(&format!("#{}-problem", bad.0)), "{bad:?}");
    }
    let page = chief.post_and_follow("/admin/desk/coverage/1/closing", &[]).await;
    assert!(page.text().contains("Closed:"));
    assert_eq!(chief.get("/admin/desk/coverage").await.select_text("th .badge"), ["closed"]);
    chief.post_and_follow("/admin/desk/coverage/1/opening", &[]).await;
    chief.post_and_follow("/admin/desk/coverage/1/moments/1/removal", &[]).await;
    assert!(!portal.get("/en/coverage/summit").await.text().contains("It opens"));
    chief.save("/admin/desk/coverage/1", &[("name-en", "Talks")]).await;
    assert_eq!(portal.get("/en/coverage/summit").await.location(), "/en/coverage/talks");
}

fn portal_article(
    conn: &mut broadsheet::db::Conn,
    sign_off: &broadsheet::model::SignOff,
) -> broadsheet::model::ArticleId {
    use broadsheet::commands::{self, ArticleText, SectionWords};
    let words = [SectionWords {
        edition: "en".to_owned(),
        name: "World".to_owned(),
        slug: "world".to_owned(),
        description: String::new(),
    }];
    let section = commands::open_section(conn, sign_off, &words).expect("a section");
    let story = commands::create_story(conn, sign_off, "talks").expect("a story");
    let text = ArticleText { headline: "Talks".to_owned(), ..ArticleText::default() };
    let id = commands::create_article(conn, sign_off, story, ("en", "en"), section, "talks", &text)
        .expect("an article");
    commands::publish(conn, sign_off, id).expect("a publication");
    id
}

#[apply(on_both_databases)]
async fn an_author_changes_name_and_address() {
    let portal = spawn().await;
    portal.article("report").author("bat").insert();
    let chief = portal.sign_in_as(Role::Chief, &["en"]);
    let page = chief.get("/admin/desk/authors").await;
    assert!(page.select_text(".rows th a").concat().contains("Bat"));
    let fields = [("name-en", "Bat Dorj"), ("slug-en", "bat-dorj"), ("text-en", "Reports.")];
    chief.save("/admin/desk/authors/1", &fields).await;
    assert_eq!(portal.get("/en/by/bat").await.location(), "/en/by/bat-dorj");
    assert!(portal.get("/en/by/bat-dorj").await.text().contains("Bat Dorj"));
    assert_eq!(chief.get("/admin/desk/sources/1").await.status(), 404);
}

#[apply(on_both_databases)]
async fn readers_see_settings_and_information_pages_at_once() {
    let portal = spawn().await;
    portal.article("report").insert();
    let chief = portal.sign_in_as(Role::Chief, &["en"]);
    let fields = [
        ("site-name", "The Harbour Times"),
        ("tagline", "News from here"),
        ("breaking", "It has begun"),
        ("breaking-href", "https://portal.example/en/world/"),
        ("network-0", "mastodon"),
        ("account-0", "@harbour"),
        ("url-0", "https://social.example/@harbour"),
        ("feed-texts", "texts"),
        ("feed-entries", "30"),
    ];
    let page = chief.save("/admin/settings/en", &fields).await;
    assert_eq!(page.select_attribute("#breaking-href", "value"), ["/en/world/"]);
    assert_eq!(page.select_attribute("#url-0", "value"), ["https://social.example/@harbour"]);
    let home = portal.get("/en/").await;
    assert_eq!(home.select_text("h1"), ["The Harbour Times"]);
    assert!(home.select_text(".breaking").concat().contains("It has begun"));
    assert!(home.links().contains(&"https://social.example/@harbour".to_owned()));
    for bad in [
        ("site-name", ""),
        ("breaking", ""),
        ("breaking-href", "javascript:alert(1)"),
        ("breaking-href", "//evil.example"),
        ("url-0", "javascript:alert(1)"),
        ("network-0", "nonsense"),
        ("account-0", ""),
    ] {
        let fields: Vec<_> =
            fields.iter().map(|field| if field.0 == bad.0 { bad } else { *field }).collect();
        let page = chief.post("/admin/settings/en", &fields).await;
        assert_eq!(page.status(), 422, "{bad:?}");
        assert!(page.has(&format!("#{}-problem", bad.0)), "{bad:?}");
    }
    assert_eq!(chief.get("/admin/settings/mn").await.status(), 403);
    assert_eq!(chief.post("/admin/settings/mn", &fields).await.status(), 403);
    assert_eq!(chief.get("/admin/settings/xx").await.status(), 404);

    let target = "/admin/settings/en/pages/about";
    let page = chief.get(target).await;
    assert!(!page.links().contains(&"/en/about".to_owned()));
    let fields = [("title", "About us"), ("body", "We *print*.\n<script>alert(1)</script>")];
    let page = chief.save(target, &fields).await;
    assert!(page.links().contains(&"/en/about".to_owned()));
    let shown = portal.get("/en/about").await;
    assert_eq!(shown.select_text("h1"), ["About us"]);
    assert!(shown.has("main em") && !shown.text().contains("<script>alert"));
    assert_eq!(chief.post(target, &[("title", ""), ("body", "x")]).await.status(), 422);
    assert_eq!(chief.get("/admin/settings/en/pages/nothing").await.status(), 404);
}
