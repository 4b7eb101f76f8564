//! What chiefs do with a coverage besides its words.

use broadsheet::model::Role;

use super::article_form::send;
use crate::support::{Answer, Browser, on_both_databases, spawn};

/// Presses a button beside an article of `en`, on a page that has just been opened.
async fn press(by: &Browser<'_>, page: &str, act: &str) -> Answer {
    let opened = by.get(page).await;
    let value = |name: &str| {
        opened.select_attribute(&format!("#order-en input[name={name}]"), "value").concat()
    };
    let (seen, order) = (value("seen"), value("order"));
    let fields = [("edition", "en"), ("seen", &seen), ("order", &order), ("act", act)];
    by.post(&format!("{page}/order"), &fields).await
}

/// Chooses a photo on a page that has just been opened.
async fn choose_photo(by: &Browser<'_>, page: &str, photo: &str) -> Answer {
    let opened = by.get(page).await;
    let seen = opened.select_attribute("#coverage-photo ~ form input[name=seen]", "value").concat();
    by.post(&format!("{page}/photo"), &[("seen", &seen), ("photo", photo)]).await
}

#[apply(on_both_databases)]
async fn a_coverage_has_the_photo_and_the_articles_on_top_that_chiefs_choose() {
    let portal = spawn().await;
    let coverage = portal.coverage("summit");
    portal.photo("bridge");
    let names = ["one", "two", "three"];
    let articles: Vec<_> = names
        .iter()
        .enumerate()
        .map(|(minute, name)| {
            let at = format!("2026-05-04 06:0{minute}");
            portal.article(name).headline(name).published_at(&at).coverage("summit").insert()
        })
        .collect();
    let page = format!("/admin/desk/coverage/{coverage}");
    let chief = portal.sign_in_as(Role::Chief, &[]);
    let readers = async || portal.get("/en/coverage/summit").await;
    assert_eq!(readers().await.select_text(".headline"), ["three", "two", "one"]);
    for article in &articles[..2] {
        assert_eq!(press(&chief, &page, &format!("pin-{}", article.id)).await.status(), 303);
    }
    let moved = press(&chief, &page, &format!("up-{}", articles[1].id)).await;
    let shown = chief.get(moved.location()).await;
    assert_eq!(shown.select_text("#order-en .pinned li > span:first-child"), ["two", "one"]);
    assert_eq!(readers().await.select_text(".headline"), ["two", "one", "three"]);
    assert_eq!(portal.changes().pop().unwrap().verb, "arrange_coverage");
    let oldest = portal.get("/en/coverage/summit?order=oldest").await;
    assert_eq!(oldest.select_text(".headline"), ["one", "two", "three"]);
    // What isn't in it, or is withdrawn, isn't there.
    assert_eq!(press(&chief, &page, "pin-999").await.status(), 303);
    portal.withdraw(articles[1].story, &[("en", "Wrong.")]);
    assert_eq!(readers().await.select_text(".headline"), ["one", "three"]);
    // The photo.
    assert!(!readers().await.has("figure.photo"));
    assert_eq!(choose_photo(&chief, &page, "1").await.status(), 303);
    assert!(readers().await.has("figure.photo"));
    assert_eq!(chief.post(&format!("{page}/photo"), &[("photo", "99")]).await.status(), 404);
    assert_eq!(choose_photo(&chief, &page, "").await.status(), 303);
    assert!(!readers().await.has("figure.photo"));
    let one = portal.sign_in_as(Role::Chief, &["mn"]);
    assert_eq!(one.post(&format!("{page}/photo"), &[("photo", "1")]).await.status(), 403);
    let act = [("edition", "en"), ("act", "pin-1")];
    assert_eq!(one.post(&format!("{page}/order"), &act).await.status(), 403);
}

#[apply(on_both_databases)]
async fn two_coverages_become_one_and_old_addresses_lead_there() {
    let portal = spawn().await;
    let (summit, meeting) = (portal.coverage("summit"), portal.coverage("meeting"));
    let local = portal.coverage_in("local", &["en"]);
    portal.article("one").headline("One").coverage("summit").insert();
    portal.article("two").headline("Two").coverage("meeting").insert();
    let both =
        portal.article("both").headline("Both").coverage("summit").coverage("meeting").insert();
    portal.article("here").headline("Here").coverage("local").insert();
    let chief = portal.sign_in_as(Role::Chief, &[]);
    let fields =
        [("moment-edition", "en"), ("moment-at", "2026-05-04T09:30"), ("moment", "It opens")];
    chief.post_and_follow(&format!("/admin/desk/coverage/{meeting}/moments"), &fields).await;
    let act = format!("add-coverage-{meeting}");
    let page = chief.post_and_follow("/admin/fronts/en", &[("act", &act)]).await;
    let version = page.select_attribute("[name=version]", "value")[0].clone();
    chief.post_and_follow("/admin/fronts/en", &[("version", &version), ("act", "publish")]).await;
    let page = chief.get(&format!("/admin/desk/coverage/{meeting}")).await;
    assert!(page.links().contains(&"/admin/fronts/en".to_owned()));
    let target = format!("/admin/desk/coverage/{meeting}/merger");
    assert_eq!(chief.post(&target, &[("into", "")]).await.status(), 422);
    let answer = chief.post(&target, &[("into", &summit.to_string())]).await;
    assert_eq!(answer.location(), format!("/admin/desk/coverage/{summit}"));
    let page = portal.get("/en/coverage/summit").await;
    let mut headlines = page.select_text(".day .headline");
    headlines.sort();
    assert_eq!(headlines, ["Both", "One", "Two"]);
    assert!(page.text().contains("It opens"));
    for edition in ["en", "mn"] {
        let moved = portal.get(&format!("/{edition}/coverage/meeting")).await;
        let there = format!("/{edition}/coverage/summit");
        assert_eq!((moved.status(), moved.location()), (308, there.as_str()));
    }
    let links = portal.get(&both.path).await.links();
    assert!(links.iter().any(|link| link.contains("/coverage/summit")));
    assert!(links.iter().all(|link| !link.contains("/coverage/meeting")));
    assert_eq!(portal.get("/en/").await.select_text(".strip h3")[0], "Summit");
    assert_eq!(chief.get(&format!("/admin/desk/coverage/{meeting}")).await.status(), 404);
    let change = portal.changes().pop().unwrap();
    assert_eq!(change.verb, "merge_coverage");
    assert!(change.nouns.contains(&format!("article:{}", both.id)));
    // Into one that has fewer editions: the words of the others are kept.
    let target = format!("/admin/desk/coverage/{summit}/merger");
    chief.post_and_follow(&target, &[("into", &local.to_string())]).await;
    assert_eq!(portal.get("/mn/coverage/summit").await.status(), 200);
    assert_eq!(portal.get("/en/coverage/meeting").await.location(), "/en/coverage/local");
    let english = portal.sign_in_as(Role::Chief, &["en"]);
    let other = portal.coverage("other");
    let target = format!("/admin/desk/coverage/{other}/merger");
    assert_eq!(english.post(&target, &[("into", &local.to_string())]).await.status(), 403);
}

#[apply(on_both_databases)]
async fn any_coverage_is_found_to_merge_with_in_a_short_list() {
    let portal = spawn().await;
    let old = portal.coverage_in("old-story", &["mn"]);
    for number in 0..25 {
        portal.coverage_in(&format!("event-{number:02}"), &["en", "mn"]);
    }
    let chief = portal.sign_in_as(Role::Chief, &[]);
    let path = format!("/admin/desk/coverage/{old}");
    let newest = portal.coverage_in("newest", &["en"]);
    let names = |page: &Answer| page.select_text("#into option[value]:not([value=''])");
    let page = chief.get(&path).await;
    assert_eq!(names(&page).len(), 20);
    assert_eq!(names(&page)[..2], ["Newest", "Event 24"]);
    assert!(page.text().contains("Search for others by name."));
    let page = chief.get(&format!("/admin/desk/coverage/{newest}?merge-q=old")).await;
    assert_eq!(page.select_attribute("#into option", "value"), ["".to_owned(), old.to_string()]);
    assert_eq!(page.select_attribute("#into option[lang=mn]", "value").len(), 1);
    assert!(!page.text().contains("Search for others by name."));
    // Not with itself, and what isn't found is said.
    let page = chief.get(&format!("{path}?merge-q=old")).await;
    assert!(!page.has("#into") && page.text().contains("Nothing has such a name."));
    assert_eq!(page.select_attribute("#merge-q", "value"), ["old"]);
}

#[apply(on_both_databases)]
async fn any_photo_can_be_a_coverage_s_or_an_article_s_without_a_script() {
    let portal = spawn().await;
    let coverage = portal.coverage_in("summit", &["en"]);
    let photos: Vec<_> = (0..30).map(|it| portal.photo(&format!("photo-{it:02}"))).collect();
    let chief = portal.sign_in_as(Role::Chief, &["en"]);
    let path = format!("/admin/desk/coverage/{coverage}");
    let values =
        |page: &Answer| page.select_attribute("#coverage-photo ~ form [name=photo]", "value");
    let oldest = photos[0].to_string();
    let page = chief.get(&path).await;
    assert_eq!(values(&page).len(), 25, "24 and none");
    let older = page.select_attribute("#coverage-photo ~ ul a[rel=next]", "href").concat();
    let page = chief.get(older.split('#').next().unwrap()).await;
    assert!(values(&page).contains(&oldest), "{:?}", values(&page));
    assert_eq!(choose_photo(&chief, &path, &oldest).await.status(), 303);
    // By its words; the chosen one stays among them.
    let name = portal.query(|conn| broadsheet::db::media::find(conn, photos[7])).unwrap().unwrap();
    let page = chief.get(&format!("{path}?photo-q={}", name.file_name)).await;
    assert_eq!(values(&page), ["".to_owned(), oldest.clone(), photos[7].to_string()]);

    let page = chief.get(&format!("{path}?photo-q=zzzz")).await;
    assert!(page.text().contains("There is no such photo."), "its own one was not looked for");

    let article = portal.article("report").draft().insert();
    let path = format!("/admin/articles/{}", article.id);
    let page = chief.get(&path).await;
    assert!(!page.has(&format!("#photo-{oldest}")));
    let changed = [("photo-q", name.file_name.as_str()), ("headline", "Kept"), ("then", "photos")];
    let answer = send(&chief, &path, "", &changed).await;
    assert_eq!(answer.status(), 303, "{}", answer.text());
    let page = chief.get(answer.location().split('#').next().unwrap()).await;
    assert_eq!(page.select_source("#headline"), ["Kept"]);
    let found = page.select_attribute("#photo input[name=photo]", "value");
    assert_eq!(found, ["".to_owned(), photos[7].to_string()]);
}

#[apply(on_both_databases)]
async fn long_lists_have_pages_and_a_search() {
    let portal = spawn().await;
    for number in 0..60 {
        portal.author(&format!("author-{number:02}"));
    }
    let chief = portal.sign_in_as(Role::Chief, &["en"]);
    let page = chief.get("/admin/desk/authors").await;
    assert_eq!(page.select_text(".rows tbody th").len(), 50);
    let next = page.select_attribute("a[rel=next]", "href");
    let page = chief.get(&next[0]).await;
    assert_eq!(page.select_text(".rows tbody th").len(), 10);
    assert!(!page.has("a[rel=next]"));
    assert!(page.links().contains(&"/admin/desk/authors?q=".to_owned()), "the first page");
    // Everybody is on one page or the other, once.
    let mut names = page.select_text(".rows tbody th");
    names.extend(chief.get("/admin/desk/authors").await.select_text(".rows tbody th"));
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 60);
    let page = chief.get("/admin/desk/authors?q=07").await;
    assert_eq!(page.select_text(".rows tbody th").len(), 1);
    assert!(
        chief.get("/admin/desk/authors?q=zzz").await.text().contains("Nothing has such a name.")
    );
    // Letters that SQLite can't lower, and signs that mean something to `LIKE`.
    let fields = [("name-en", "Бат_Дорж"), ("slug-en", "bat")];
    chief.post_and_follow("/admin/desk/authors", &fields).await;
    for (words, count) in [("%D0%B1%D0%B0%D1%82", 1), ("%D0%91%D0%B0%D1%82_", 1), ("%25", 0)] {
        let page = chief.get(&format!("/admin/desk/authors?q={words}")).await;
        assert_eq!(page.select_text(".rows tbody th").len(), count, "{words}");
    }
}

#[apply(on_both_databases)]
async fn lists_of_coverages_have_the_open_ones_first_and_pages() {
    let portal = spawn().await;
    let mut ids = Vec::new();
    for number in 0..55 {
        ids.push(portal.coverage_in(&format!("coverage-{number:02}"), &["en"]));
        portal.section_in(&format!("section-{number:02}"), &["en"]);
    }
    portal.command(|conn, by| {
        for id in [ids[54], ids[3], ids[1]] {
            broadsheet::commands::set_coverage_open(conn, by, id, false).unwrap();
        }
    });
    let chief = portal.sign_in_as(Role::Chief, &[]);
    let mut hrefs = Vec::new();
    let mut target = "/admin/desk/coverage".to_owned();
    loop {
        let page = chief.get(&target).await;
        hrefs.extend(page.select_attribute(".rows tbody th a", "href"));
        match page.select_attribute("a[rel=next]", "href").first() {
            Some(next) => target = next.clone(),
            None => break,
        }
    }
    let open = ids.iter().rev().filter(|id| ![ids[54], ids[3], ids[1]].contains(id));
    let closed = [&ids[54], &ids[3], &ids[1]];
    let expected: Vec<String> =
        open.chain(closed).map(|id| format!("/admin/desk/coverage/{id}")).collect();
    assert_eq!(hrefs, expected);
    let page = chief.get("/admin/desk/sections").await;
    let next = page.select_attribute("a[rel=next]", "href").concat();
    let rest = chief.get(&next).await.select_text(".rows tbody th");
    assert_eq!(rest.len(), 5);
    assert!(rest[0].contains("Section 50"), "{rest:?}");
}
