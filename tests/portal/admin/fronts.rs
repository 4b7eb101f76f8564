//! What editors put on top of the fronts.

use broadsheet::model::Role;

use crate::support::{Answer, Browser, on_both_databases, spawn};

/// What was put on the front, in its order.
fn pins(page: &Answer) -> Vec<String> {
    page.select_text(".slots:not(.strip) .pin strong")
}

/// What fills the rest.
fn fill(page: &Answer) -> Vec<String> {
    page.select_text(".fill li > span:first-child")
}

async fn press(browser: &Browser<'_>, target: &str, act: &str) -> Answer {
    browser.post_and_follow(target, &[("act", act)]).await
}

#[apply(on_both_databases)]
async fn a_front_is_drafted_and_readers_see_it_once_it_is_published() {
    let portal = spawn().await;
    let names = ["one", "two", "three", "four"];
    let articles: Vec<_> = names
        .map(|name| portal.article(name).headline(name).published_at("2026-05-04 05:00").insert())
        .into_iter()
        .collect();
    let id = |number: usize| articles[number].id.0;
    let chief = portal.sign_in_as(Role::Chief, &["en"]);
    let home = chief.get("/admin/fronts").await;
    assert_eq!((home.status(), home.location()), (303, "/admin/fronts/en"));
    for (target, address) in [("/admin/fronts/en", "/en/"), ("/admin/fronts/en/1", "/en/world/")] {
        let page = chief.get(target).await;
        assert!(page.text().contains("Nothing is chosen by hand"), "{target}");
        assert!(page.text().contains("This is what readers see."), "{target}");
        // What fills it is what readers get, in their order.
        let on_top = |page: &Answer| page.select_text(".card .headline");
        assert_eq!(fill(&page), on_top(&portal.get(address).await)[..fill(&page).len()]);
        assert!(!fill(&page).is_empty());
        let before = portal.get(address).await.text();
        let answer = chief.post(target, &[("act", &format!("add-article-{}", id(0)))]).await;
        assert_eq!(answer.location(), format!("{target}#pin-article-{}", id(0)));
        press(&chief, target, &format!("add-article-{}", id(1))).await;
        let page = press(&chief, target, &format!("up-article-{}", id(1))).await;
        assert_eq!(pins(&page), ["two", "one"]);
        // Where one is: the front, and the edition where there are several to go to.
        let front = if target.ends_with("/1") { "World" } else { "Home" };
        let here = |page: &Answer| page.select_text("main .links [aria-current]");
        assert_eq!(here(&page), [front]);
        let everywhere = portal.sign_in_as(Role::Chief, &[]).get(target).await;
        assert_eq!(here(&everywhere), ["English", front]);
        // Each row leads to the article and to its editor.
        let links = page.select_attribute(".slots .pin a", "href");
        let both = |number: usize| {
            [format!("/s/{}", id(number)), format!("/admin/articles/{}", id(number))]
        };
        assert_eq!(links, [both(1), both(0)].concat());
        let filling = page.select_attribute(".fill .pencil", "href");
        assert!(filling.contains(&format!("/admin/articles/{}", id(2))), "{filling:?}");
        assert!(page.select_text(".notice")[0].contains("Draft, 2 changes"));
        assert!(page.select_text(".notice")[0].contains("chief"));
        assert!(!fill(&page).contains(&"two".to_owned()));
        // It is stored for colleagues; readers see nothing of it; the preview shows it.
        let colleague = portal.sign_in_as(Role::Chief, &["en"]);
        assert_eq!(pins(&colleague.get(target).await), ["two", "one"]);
        assert_eq!(portal.get(address).await.text(), before);
        let preview = chief.get(&page.select_attribute("iframe", "src")[0]).await;
        assert_eq!((preview.status(), preview.header("x-frame-options")), (200, "SAMEORIGIN"));
        assert_eq!(on_top(&preview)[..2], ["two", "one"]);
        // Reverted, it is as it was.
        let page = press(&chief, target, "revert").await;
        assert!(pins(&page).is_empty() && !page.has("[value=publish]"));
        // Published, the order is that of readers.
        press(&chief, target, &format!("lead-article-{}", id(0))).await;
        let page = press(&chief, target, &format!("add-article-{}", id(2))).await;
        let until = format!("until-article-{}", id(0));
        let version = page.select_attribute("[name=version]", "value")[0].clone();
        let fields = [("version", &*version), (&*until, "2026-05-04T20:00"), ("act", "publish")];
        let page = chief.post_and_follow(target, &fields).await;
        assert_eq!(pins(&page), ["one", "three"]);
        assert_eq!(page.select_attribute(&format!("#{until}"), "value"), ["2026-05-04T20:00"]);
        assert_eq!(on_top(&portal.get(address).await)[..2], ["one", "three"], "{target}");
        assert_eq!(portal.changes().pop().unwrap().verb, "publish_front");
        // What was taken off can be put back.
        press(&chief, target, &format!("remove-article-{}", id(2))).await;
        let version = chief.get(target).await.select_attribute("[name=version]", "value");
        let page =
            chief.post_and_follow(target, &[("version", &version[0]), ("act", "publish")]).await;
        assert_eq!(page.select_text(".removed li > span"), ["three"]);
        for bad in ["soon", "2026-05-04T00:01"] {
            let page = chief.post(target, &[(&until, bad), ("act", "keep")]).await;
            assert_eq!((page.status(), page.has(&format!("#{until}-problem"))), (422, true));
            assert_eq!(page.select_attribute(&format!("#{until}"), "value"), [bad]);
        }
    }
    // Its time passes by itself, and a day later nothing was removed today.
    portal.clock.set("2026-05-04 12:01");
    assert!(pins(&chief.get("/admin/fronts/en").await).is_empty());
    portal.clock.jump("2026-05-05 00:01");
    let chief = portal.sign_in_as(Role::Chief, &["en"]);
    assert!(!chief.get("/admin/fronts/en").await.has(".removed"));
}

#[apply(on_both_databases)]
async fn nobody_publishes_a_draft_that_they_have_not_seen() {
    let portal = spawn().await;
    let (one, two) = (portal.article("one").insert(), portal.article("two").insert());
    let (target, bat) = ("/admin/fronts/en", portal.sign_in_as(Role::Chief, &["en"]));
    let dorj = portal.sign_in_as(Role::Chief, &["en"]);
    let page = press(&bat, target, &format!("add-article-{}", one.id)).await;
    let version = page.select_attribute("[name=version]", "value")[0].clone();
    press(&dorj, target, &format!("add-article-{}", two.id)).await;
    let page = bat.post(target, &[("version", &version), ("act", "publish")]).await;
    assert_eq!((page.status(), pins(&page).len()), (409, 2));
    assert!(page.text().contains("Somebody has changed this draft meanwhile."));
    assert!(portal.changes().iter().all(|change| change.verb != "publish_front"));
    let version = page.select_attribute("[name=version]", "value")[0].clone();
    let fields = [("version", &*version), ("act", "publish")];
    assert_eq!(pins(&bat.post_and_follow(target, &fields).await).len(), 2);
}

#[apply(on_both_databases)]
async fn articles_are_found_by_their_headlines_and_only_live_ones_of_the_edition() {
    let portal = spawn().await;
    portal.article("one").headline("Fuel is dearer").insert();
    portal.article("two").headline("Fuel is rationed").draft().insert();
    portal.article("three").headline("Snow in May").insert();
    let elsewhere = portal.article("four").edition("mn").headline("Fuel abroad").insert();
    let chief = portal.sign_in_as(Role::Chief, &["en"]);
    let page = chief.get("/admin/fronts/en?q=fuel").await;
    assert_eq!(page.select_text("#tray ~ .offers li > span:first-child"), ["Fuel is dearer"]);
    assert_eq!(page.select_attribute("#front [name=q]", "value"), ["fuel"]);
    let act = page.select_attribute("#tray ~ .offers button", "value");
    let answer = chief.post("/admin/fronts/en", &[("q", "fuel"), ("act", &act[0])]).await;
    assert!(answer.location().starts_with("/admin/fronts/en?q=fuel#pin-article-"));
    // What isn't of this edition, or isn't at all, is never shown.
    for id in [elsewhere.id.0, 999] {
        let page = press(&chief, "/admin/fronts/en", &format!("add-article-{id}")).await;
        assert_eq!(pins(&page), ["Fuel is dearer"]);
    }
    assert_eq!(chief.post("/admin/fronts/en", &[("act", "burn")]).await.status(), 400);
    for target in ["/admin/fronts/mn", "/admin/fronts/mn/1"] {
        assert_eq!(chief.get(target).await.status(), 403);
        assert_eq!(chief.post(target, &[("act", "publish")]).await.status(), 403);
    }
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    assert_eq!(editor.post("/admin/fronts/en", &[("act", "publish")]).await.status(), 403);
    assert_eq!(chief.get("/admin/fronts/en/99").await.status(), 404);
}

#[apply(on_both_databases)]
async fn coverages_are_put_on_a_front_by_hand() {
    let portal = spawn().await;
    for (minute, coverage) in ["one", "two", "three", "four"].into_iter().enumerate() {
        let minute = format!("2026-05-04 06:0{minute}");
        portal.article(coverage).published_at(&minute).coverage(coverage).insert();
    }
    let chief = portal.sign_in_as(Role::Chief, &["en"]);
    let one = portal.coverage("one");
    for (target, address, strip) in [
        ("/admin/fronts/en", "/en/", ".strip h3"),
        ("/admin/fronts/en/1", "/en/world/", ".inline-links a"),
    ] {
        let page = press(&chief, target, &format!("add-coverage-{one}")).await;
        assert_eq!(page.select_text(".strip .pin strong"), ["One"]);
        let version = page.select_attribute("[name=version]", "value")[0].clone();
        chief.post_and_follow(target, &[("version", &version), ("act", "publish")]).await;
        assert_eq!(portal.get(address).await.select_text(strip)[0], "One", "{address}");
    }
}

/// What was set aside, as the tray of a front shows it.
fn aside(page: &Answer) -> Vec<String> {
    page.select_text("#clipboard + .offers li > span:first-child")
}

#[apply(on_both_databases)]
async fn what_somebody_sets_aside_waits_for_them_beside_the_fronts() {
    let portal = spawn().await;
    let one = portal.article("one").headline("One").insert();
    let two = portal.article("two").headline("Two").insert();
    let draft = portal.article("draft").headline("Draft").draft().insert();
    let far = portal.article("far").headline("Far").edition("mn").insert();
    let chief = portal.sign_in_as(Role::Chief, &["en"]);
    let front = "/admin/fronts/en";
    assert!(chief.get(front).await.text().contains("Nothing is set aside."));

    // From the tray of one front it can be put on another.
    let page = press(&chief, front, &format!("aside-{}", one.id)).await;
    assert_eq!(aside(&page), ["One"]);
    assert!(!page.has(&format!("[value=aside-{}]", one.id)), "it is there already");
    let section = chief.get("/admin/fronts/en/1").await;
    assert_eq!(aside(&section), ["One"]);

    // From the list of articles several at once; those of other editions aren't this person's.
    let (two_id, draft_id, far_id) = (two.id.to_string(), draft.id.to_string(), far.id.to_string());
    let chosen = [
        ("do", "aside"),
        ("back", "state=live"),
        ("article", two_id.as_str()),
        ("article", draft_id.as_str()),
        ("article", far_id.as_str()),
    ];
    assert!(chief.get("/admin/articles").await.has("[name=do][value=aside]"));
    let set = chief.post("/admin/articles/bulk", &chosen).await;
    assert_eq!((set.status(), set.location()), (303, "/admin/articles?state=live"));
    assert!(chief.get("/admin/articles").await.text().contains("2 articles are set aside."));
    let page = chief.get(front).await;
    assert_eq!(aside(&page), ["Draft", "Two", "One"]);
    assert!(page.select_text("#clipboard + .offers li")[0].contains("Draft"));
    let offered = page.select_attribute("#clipboard + .offers [value^=add]", "value");
    let expected = [&two, &one].map(|article| format!("add-article-{}", article.id));
    assert_eq!(offered, expected, "readers can't see the draft");
    let none = chief.post("/admin/articles/bulk", &[("do", "aside")]).await;
    assert_eq!(none.status(), 422);
    let foreign =
        chief.post("/admin/articles/bulk", &[("do", "aside"), ("article", &far_id)]).await;
    assert_eq!(foreign.status(), 422);

    // Putting one on the front leaves it there; times that were typed are kept, too.
    let add = format!("add-article-{}", two.id);
    let page = press(&chief, front, &add).await;
    assert_eq!((aside(&page).len(), pins(&page)), (3, vec!["Two".to_owned()]));
    let until = format!("until-article-{}", two.id);
    let away = format!("away-{}", one.id);
    let fields = [(&*until, "2026-05-05T20:00"), ("act", &*away)];
    let page = chief.post_and_follow(front, &fields).await;
    assert_eq!(aside(&page), ["Draft", "Two"]);
    assert_eq!(page.select_attribute(&format!("#{until}"), "value"), ["2026-05-05T20:00"]);

    // It is theirs alone, and gone when they clear it.
    let colleague = portal.sign_in_as(Role::Chief, &["en"]);
    assert!(aside(&colleague.get(front).await).is_empty());
    assert!(aside(&press(&chief, front, "away").await).is_empty());
    for verb in ["set_aside", "put_away"] {
        assert!(portal.audited().contains(&verb.to_owned()), "{verb}");
    }
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    assert!(!reporter.get("/admin/articles").await.has("[name=do][value=aside]"));
    assert_eq!(reporter.post("/admin/articles/bulk", &chosen).await.status(), 422);
}

#[apply(on_both_databases)]
async fn something_is_put_right_before_another_one() {
    let portal = spawn().await;
    let articles = ["one", "two", "three"].map(|name| portal.article(name).headline(name).insert());
    let id = |number: usize| articles[number].id;
    let chief = portal.sign_in_as(Role::Chief, &["en"]);
    let front = "/admin/fronts/en";
    press(&chief, front, &format!("add-article-{}", id(0))).await;
    press(&chief, front, &format!("before-article-{}-{}", id(1), id(0))).await;
    let page = press(&chief, front, &format!("before-article-{}-{}", id(2), id(0))).await;
    assert_eq!(pins(&page), ["two", "three", "one"]);
    let page = press(&chief, front, &format!("before-article-{}-0", id(1))).await;
    assert_eq!(pins(&page), ["three", "one", "two"]);
}
