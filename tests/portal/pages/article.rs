use crate::support::{on_both_databases, spawn};

#[apply(on_both_databases)]
async fn an_embargoed_article_is_not_found_until_its_embargo_passes() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").embargoed_until("2026-05-04 09:00").insert();
    portal.clock.set("2026-05-04 08:59:59");
    assert_eq!(portal.get(&article.path).await.status(), 404);
    portal.clock.set("2026-05-04 09:00");
    let page = portal.get(&article.path).await;
    assert_eq!(page.status(), 200);
    assert_eq!(page.select_text("h1"), ["Fuel prices"]);
    assert_eq!(page.select_attribute("time.timestamp", "datetime"), ["2026-05-04T17:00:00+08:00"]);
}

#[apply(on_both_databases)]
async fn an_article_has_every_element_in_its_place() {
    let portal = spawn().await;
    let paper = portal.paper();
    let page = portal.get(paper.story.path("en")).await;
    assert_eq!(page.status(), 200);
    assert_eq!(page.select_text("title"), ["Summit opens | The Paper (en)"]);
    assert_eq!(page.select_text(".crumbs li"), ["Home", "World"]);
    assert_eq!(page.select_text(".story-head .kicker"), ["Summit"]);
    assert_eq!(page.select_text("h1"), ["Summit opens"]);
    assert_eq!(page.select_text(".story-head .standfirst"), ["They came from everywhere."]);
    assert_eq!(page.select_text(".byline .editor"), ["Editor: Zhou"]);
    assert_eq!(page.select_text(".byline .source"), ["Agency"]);
    assert_eq!(page.select_attribute(".byline .source", "href"), ["/en/source/agency"]);
    assert_eq!(page.select_attribute(".byline .author", "href"), ["/en/by/bat"]);
    assert_eq!(page.select_text(".byline .reading-time"), ["1 min read"]);
    assert_eq!(page.select_text("time.timestamp"), ["4 May 2026, 14:00 BJT"]);
    assert_eq!(page.select_attribute("time.timestamp", "datetime"), ["2026-05-04T14:00:00+08:00"]);
    assert_eq!(
        page.select_text(".coverage-links li"),
        ["Full coverage: Summit", "Full coverage: Trade"]
    );
    assert_eq!(page.select_text(".body .dateline"), ["BEIJING, May 4 (Agency) —"]);
    assert_eq!(
        page.select_text(".body > p")[0],
        "BEIJING, May 4 (Agency) — The first paragraph, with strong words."
    );
    for (element, count) in [
        (".lead-photo img", 1),
        (".body h2", 1),
        (".body > .photo img", 1),
        (".body .gallery img", 2),
        (".body .pull-quote footer", 1),
        (".body .fact-box li", 2),
        (".body table td", 2),
        (".body .embed a", 1),
        (".corrections .correction", 1),
        (".correction-flag", 1),
        (".topics li a", 3),
        (".coverage-box li", 3),
        // Those that the box has aren't repeated.
        (".related article", 2),
        (".prev-next a[rel=prev]", 1),
        (".follow .qr svg", 1),
        (".share-end .qr svg", 1),
        // Whoever opens the panel finds the way to the code without a script, too.
        (".share-panel a[href='#share-story']", 1),
    ] {
        assert_eq!(page.select_text(element).len(), count, "{element}");
    }
    let boxed = page.select_attribute(".coverage-box li a", "href");
    let related = page.select_attribute(".related article a", "href");
    assert!(related.iter().all(|href| !boxed.contains(href)), "{related:?} in {boxed:?}");
    let short = format!("https://portal.example/s/{}", paper.story.article("en").id);
    assert_eq!(page.select_attribute(".share-end .short-link", "href"), [&*short]);
    assert_eq!(page.select_text(".share-end .short-link"), [&short["https://".len()..]]);
    assert_eq!(page.select_attribute(".follow li a", "href"), ["https://social.example/paper"]);
    assert!(!page.has("iframe"));
}

#[apply(on_both_databases)]
async fn what_an_article_lacks_leaves_no_empty_place() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").insert();
    let page = portal.get(&article.path).await;
    for absent in [
        ".kicker",
        ".story-head .standfirst",
        ".editor",
        ".source",
        ".author",
        ".dateline",
        ".coverage-links",
        ".lead-photo",
        ".corrections",
        ".correction-flag",
        ".timestamp-updated",
        ".coverage-box",
        ".related",
        ".prev-next",
        ".follow",
        ".editor-line",
    ] {
        assert!(!page.has(absent), "{absent}");
    }
}

#[apply(on_both_databases)]
async fn each_edition_prints_its_own_words_and_dates() {
    let portal = spawn().await;
    let paper = portal.paper();
    for (edition, time, dateline) in [
        ("zh-hans", "2026年5月4日 14:00（北京时间）", "AgencyBEIJING5月4日电"),
        ("zh-hant", "2026年5月4日 14:00（北京時間）", "AgencyBEIJING5月4日電"),
        (
            "mn",
            "2026 оны тавдугаар сарын 4, 14:00 (Улаанбаатар)",
            "BEIJING, 5-р сарын 4 (Agency) —",
        ),
    ] {
        let page = portal.get(paper.story.path(edition)).await;
        assert_eq!(page.select_text("time.timestamp"), [time]);
        assert_eq!(page.select_text(".dateline"), [dateline]);
        assert_eq!(page.select_text("h1"), [format!("Summit opens ({edition})")]);
        assert_eq!(
            page.select_text(".lead-photo .caption"),
            [format!("Caption of opening ({edition})")]
        );
        assert!(!page.has(".correction"), "another edition was corrected");
        // Nothing of another language in the frame.
        assert!(!page.text().contains("Related stories"));
    }
}

#[apply(on_both_databases)]
async fn an_update_is_told_when_it_came_ten_minutes_later() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").published_at("2026-05-04 06:00").insert();
    let updated = |page: &crate::support::Answer| page.select_text(".timestamp-updated");
    portal.clock.set("2026-05-04 06:09:59");
    portal.update(&article, "New facts.");
    let page = portal.get(&article.path).await;
    assert_eq!(page.select_text(".body p"), ["New facts."]);
    assert_eq!(updated(&page), [] as [&str; 0]);
    portal.clock.set("2026-05-04 06:10");
    portal.update(&article, "Newer facts.");
    let page = portal.get(&article.path).await;
    assert_eq!(updated(&page), ["Updated 14:10"]);
    assert_eq!(
        page.select_attribute(".timestamp-updated", "datetime"),
        ["2026-05-04T14:10:00+08:00"]
    );
    // On another day of the edition the day is told, too.
    portal.clock.set("2026-05-04 16:00");
    portal.update(&article, "The newest facts.");
    let page = portal.get(&article.path).await;
    assert_eq!(updated(&page), ["Updated 5 May 2026, 00:00 BJT"]);
    assert_eq!(page.select_text("time.timestamp"), ["4 May 2026, 14:00 BJT"]);
}

#[apply(on_both_databases)]
async fn corrections_stand_at_the_foot_with_their_days() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").published_at("2026-05-04 06:00").insert();
    portal.correct(&article, "It was <Monday>, not Tuesday.");
    let page = portal.get(&article.path).await;
    assert_eq!(page.select_text(".correction-flag"), ["Corrected 4 May 2026"]);
    assert_eq!(page.select_attribute(".correction-flag", "href"), ["#corrections"]);
    assert_eq!(
        page.select_text(".correction"),
        ["Correction, 4 May: It was <Monday>, not Tuesday."]
    );
    portal.clock.set("2026-05-05 08:00");
    portal.correct(&article, "And it was June.");
    let page = portal.get(&article.path).await;
    assert_eq!(page.select_text(".correction-flag"), ["Corrected 5 May 2026"]);
    assert_eq!(
        page.select_text(".correction"),
        ["Correction, 4 May: It was <Monday>, not Tuesday.", "Correction, 5 May: And it was June."]
    );
    assert!(!page.has(".timestamp-updated"), "a correction is no update");
}

#[apply(on_both_databases)]
async fn a_draft_revision_is_not_read_before_it_is_published() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").body("Live.").insert();
    let words = portal.article("fuel-prices").headline("Secret").body("Secret.").text();
    portal
        .command(|conn, sign_off| {
            broadsheet::commands::save_revision(conn, sign_off, article.id, &words)
        })
        .unwrap();
    let page = portal.get(&article.path).await;
    assert!(!page.text().contains("Secret"));
    portal.publish(&article);
    let page = portal.get(&article.path).await;
    assert_eq!(page.select_text("h1"), ["Secret"]);
    assert_eq!(page.select_text(".body p"), ["Secret."]);
}

#[apply(on_both_databases)]
async fn neighbours_in_a_coverage_are_the_ones_before_and_after() {
    let portal = spawn().await;
    let of = |slug: &str, hour: &str| {
        portal.article(slug).published_at(hour).coverage("summit").insert()
    };
    let one = of("one", "2026-05-04 01:00");
    let two = of("two", "2026-05-04 02:00");
    // At the same instant the id decides.
    let three = of("three", "2026-05-04 02:00");
    portal.article("four").edition("mn").coverage("summit").insert();
    let rel = |page: &crate::support::Answer, rel: &str| {
        page.select_attribute(&format!(".prev-next a[rel={rel}]"), "href")
    };
    let none: [String; 0] = [];
    let page = portal.get(&one.path).await;
    assert_eq!((rel(&page, "prev"), rel(&page, "next")), (none.into(), vec![two.path.clone()]));
    let page = portal.get(&two.path).await;
    assert_eq!(
        (rel(&page, "prev"), rel(&page, "next")),
        (vec![one.path], vec![three.path.clone()])
    );
    let page = portal.get(&three.path).await;
    assert_eq!((rel(&page, "prev"), rel(&page, "next")), (vec![two.path], vec![]));
}

#[apply(on_both_databases)]
async fn what_an_editor_types_is_text_and_not_markup() {
    let portal = spawn().await;
    let bad = "<b onclick=x>\"quoted\" & 'single' </script><script>alert(1)</script>";
    let article = portal
        .article("fuel-prices")
        .headline(bad)
        .kicker(bad)
        .standfirst(bad)
        .editor(bad)
        .dateline(bad, "2026-05-04", bad)
        .body(bad)
        .photo("a")
        .insert();
    portal.correct(&article, bad);
    for address in [&*article.path, "/en/", "/en/world/", "/en/2026/05/04/"] {
        let page = portal.get(address).await;
        assert_eq!(page.status(), 200);
        assert!(!page.has("[onclick]") && !page.has("main b[onclick]"), "{address}");
        let scripts = page.select_source("script:not([src])");
        assert!(scripts.iter().all(|script| !script.contains("alert(1)</")), "{address}");
        assert!(
            !page.select_source("body script").iter().any(|s| s.contains("alert")),
            "{address}"
        );
    }
    let page = portal.get(&article.path).await;
    assert_eq!(page.select_text("h1"), [bad]);
    assert_eq!(page.structured_data()[0]["headline"], bad);
    let titles = page.select_attribute("meta[property='og:title']", "content");
    assert_eq!(titles, [bad]);
}
