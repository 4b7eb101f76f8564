//! Two who fill in the same form: nothing that one has saved is overwritten by the other unseen.

use broadsheet::model::Role;

use crate::support::{Answer, Browser, Portal, on_both_databases, spawn};

/// A form, what one saves in it, and what the other does who opened it before.
struct Case {
    target: String,
    theirs: Vec<(&'static str, &'static str)>,
    mine: Vec<(&'static str, &'static str)>,
    /// A text that the first one saved.
    kept: &'static str,
    /// A text that the other one typed.
    typed: &'static str,
}

/// The middle of a photo.
const POINT: [(&str, &str); 2] = [("x", "50"), ("y", "50")];

fn cases(portal: &Portal) -> Vec<Case> {
    let section = portal.section_in("world", &["en", "mn"]);
    let coverage = portal.coverage("summit");
    let author = portal.author("bat");
    let photo = portal.photo("harbour");
    let named = |target: String| Case {
        target,
        theirs: vec![("name-en", "Theirs"), ("slug-en", "theirs"), ("text-en", "They wrote.")],
        mine: vec![("name-en", "Mine"), ("slug-en", "mine"), ("text-en", "")],
        kept: "They wrote.",
        typed: "Mine",
    };
    vec![
        Case {
            target: "/admin/settings/en".to_owned(),
            theirs: vec![
                ("site-name", "Ours"),
                ("breaking", "It has begun"),
                ("feed-texts", "texts"),
                ("feed-entries", "30"),
            ],
            mine: vec![
                ("site-name", "Ours"),
                ("tagline", "A line of mine"),
                ("feed-texts", "standfirsts"),
                ("feed-entries", "30"),
            ],
            kept: "It has begun",
            typed: "A line of mine",
        },
        Case {
            target: "/admin/settings/en/pages/about".to_owned(),
            theirs: vec![("title", "About"), ("body", "They wrote.")],
            mine: vec![("title", "About"), ("body", "I wrote.")],
            kept: "They wrote.",
            typed: "I wrote.",
        },
        named(format!("/admin/desk/sections/{section}")),
        named(format!("/admin/desk/coverage/{coverage}")),
        named(format!("/admin/desk/authors/{author}")),
        Case {
            target: format!("/admin/media/{photo}"),
            theirs: [&[("credit", "Their agency"), ("alt-en", "They see a harbour")], &POINT[..]]
                .concat(),
            mine: [&[("credit", "My agency"), ("alt-en", "")], &POINT[..]].concat(),
            kept: "They see a harbour",
            typed: "My agency",
        },
    ]
}

fn mark(page: &Answer) -> String {
    page.select_attribute("form input[name=seen]", "value").first().cloned().unwrap_or_default()
}

async fn send(by: &Browser<'_>, case: &Case, mark: &str, fields: &[(&str, &str)]) -> Answer {
    let mut all = vec![("seen", mark)];
    all.extend_from_slice(fields);
    by.post(&case.target, &all).await
}

#[apply(on_both_databases)]
async fn an_old_form_overwrites_nothing_and_loses_nothing() {
    let portal = spawn().await;
    portal.article("report").photo("harbour").insert();
    let first = portal.sign_in_as(Role::Chief, &["en"]);
    let second = portal.sign_in_as(Role::Chief, &["en"]);
    for case in cases(&portal) {
        let target = &case.target;
        let old = mark(&second.get(target).await);
        assert_eq!(send(&first, &case, &old, &case.theirs).await.status(), 303, "{target}");

        // Also without any mark, as from a page that was printed before there were some.
        for mark in [old.as_str(), ""] {
            let clash = send(&second, &case, mark, &case.mine).await;
            assert_eq!(clash.status(), 409, "{target}");
            let shown = clash.select_text(".both .typed").concat();
            assert!(shown.contains(case.kept) && shown.contains(case.typed), "{target}: {shown}");
            assert!(!clash.text().contains("⟦"), "{target}");
            assert!(clash.links().contains(target), "{target}");
            assert!(first.get(target).await.text().contains(case.kept), "{target}");
        }
        // Sent twice by a hasty hand: it is stored already, and that is no clash.
        assert_eq!(send(&first, &case, &old, &case.theirs).await.status(), 303, "{target}");

        // Keep mine: the page's own form, which has seen both.
        let clash = send(&second, &case, &old, &case.mine).await;
        let answer = keep_mine(&second, target, &clash).await;
        assert_eq!(answer.status(), 303, "{target}");
        let page = second.get(answer.location()).await;
        assert!(page.text().contains(case.typed), "{target}");
        assert!(!page.text().contains(case.kept), "{target}");
    }
}

#[apply(on_both_databases)]
async fn what_is_saved_in_another_edition_is_no_clash() {
    let portal = spawn().await;
    let section = portal.section_in("world", &["en", "mn"]);
    let target = format!("/admin/desk/sections/{section}");
    let english = portal.sign_in_as(Role::Chief, &["en"]);
    let mongolian = portal.sign_in_as(Role::Chief, &["mn"]);
    let old = mark(&english.get(&target).await);
    mongolian.save(&target, &[("name-mn", "Дэлхий"), ("slug-mn", "delkhii")]).await;
    let fields = [("seen", old.as_str()), ("name-en", "Abroad"), ("slug-en", "abroad")];
    assert_eq!(english.post(&target, &fields).await.status(), 303);
}

#[apply(on_both_databases)]
async fn a_focal_point_set_in_an_old_form_leaves_it_an_old_form() {
    let portal = spawn().await;
    let photo = portal.photo("harbour");
    portal.article("report").photo("harbour").insert();
    let target = format!("/admin/media/{photo}");
    let first = portal.sign_in_as(Role::Editor, &["en"]);
    let second = portal.sign_in_as(Role::Editor, &["en"]);
    let old = mark(&second.get(&target).await);
    first.save(&target, &[("credit", "Their agency")]).await;
    let typed = [("seen", old.as_str()), ("credit", "Mine"), ("x", "10"), ("y", "20")];
    let page = second.post(&format!("{target}/focus"), &typed).await;
    assert_eq!(page.status(), 200);
    let seen = mark(&page);
    let fields = [("seen", seen.as_str()), ("credit", "Mine"), ("x", "10"), ("y", "20")];
    assert_eq!(second.post(&target, &fields).await.status(), 409);
    // In a form that was new, the point is one's own.
    let new = mark(&first.get(&target).await);
    let typed = [("seen", new.as_str()), ("credit", "Newest"), ("x", "30"), ("y", "20")];
    let page = first.post(&format!("{target}/focus"), &typed).await;
    let seen = mark(&page);
    let fields = [("seen", seen.as_str()), ("credit", "Newest"), ("x", "30"), ("y", "20")];
    assert_eq!(first.post(&target, &fields).await.status(), 303);
}

/// The fields that a page of a clash would send, were one's own kept.
fn kept(clash: &Answer) -> Vec<(String, String)> {
    let values = |of: &str| clash.select_attribute("form[action] input[type=hidden]", of);
    let all = values("name").into_iter().zip(values("value"));
    all.filter(|(name, _)| name != "csrf").collect()
}

/// Sends them.
async fn keep_mine(by: &Browser<'_>, target: &str, clash: &Answer) -> Answer {
    let fields = kept(clash);
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    by.post(target, &fields).await
}

#[apply(on_both_databases)]
async fn roles_given_meanwhile_are_not_taken_by_an_old_form() {
    let portal = spawn().await;
    let person = portal.colleague(Role::Reporter, &["en"]);
    let target = format!("/admin/users/{}", person.id);
    let first = portal.sign_in_as(Role::Chief, &["en", "mn"]);
    let second = portal.sign_in_as(Role::Chief, &["en", "mn"]);
    let old = mark(&second.get(&target).await);
    let theirs = [("seen", old.as_str()), ("role-en", "editor"), ("role-mn", "reporter")];
    assert_eq!(first.post(&target, &theirs).await.status(), 303);
    for mark in [old.as_str(), ""] {
        let mine = [("seen", mark), ("role-en", "chief"), ("role-mn", "")];
        let clash = second.post(&target, &mine).await;
        assert_eq!(clash.status(), 409);
        let shown = clash.select_text(".both .typed");
        assert_eq!(shown, ["Chief", "Editor", "No role", "Reporter"]);
        assert_eq!(clash.select_text("main section > h2"), ["English", "Монгол"]);
        assert!(clash.links().contains(&target) && !clash.text().contains("⟦"));
        let roles = portal.user(person.id).roles;
        assert_eq!(
            (roles.within("en"), roles.within("mn")),
            (Some(Role::Editor), Some(Role::Reporter))
        );
    }
    // Sent twice, it is no clash; kept on top of the other's, it is saved.
    assert_eq!(first.post(&target, &theirs).await.status(), 303);
    let mine = [("seen", old.as_str()), ("role-en", "chief"), ("role-mn", "")];
    let clash = second.post(&target, &mine).await;
    assert_eq!(keep_mine(&second, &target, &clash).await.status(), 303);
    let roles = portal.user(person.id).roles;
    assert_eq!((roles.within("en"), roles.within("mn")), (Some(Role::Chief), None));
    // Who has charge of one edition only has seen that one only.
    let english = portal.sign_in_as(Role::Chief, &["en"]);
    let old = mark(&english.get(&target).await);
    let new = mark(&second.get(&target).await);
    let both = [("seen", new.as_str()), ("role-en", "chief"), ("role-mn", "editor")];
    assert_eq!(second.post(&target, &both).await.status(), 303);
    let fields = [("seen", old.as_str()), ("role-en", "reporter")];
    assert_eq!(english.post(&target, &fields).await.status(), 303);
    let roles = portal.user(person.id).roles;
    assert_eq!(
        (roles.within("en"), roles.within("mn")),
        (Some(Role::Reporter), Some(Role::Editor))
    );
}

#[apply(on_both_databases)]
async fn a_photo_chosen_meanwhile_for_a_coverage_is_not_replaced_by_an_old_form() {
    let portal = spawn().await;
    let coverage = portal.coverage_in("summit", &["en"]);
    let (harbour, bridge) = (portal.photo("harbour"), portal.photo("bridge"));
    let path = format!("/admin/desk/coverage/{coverage}");
    let target = format!("{path}/photo");
    let first = portal.sign_in_as(Role::Chief, &["en"]);
    let second = portal.sign_in_as(Role::Chief, &["en"]);
    let page = second.get(&path).await;
    let old = page.select_attribute("#coverage-photo ~ form input[name=seen]", "value").concat();
    let (harbour, bridge) = (harbour.to_string(), bridge.to_string());
    let theirs = [("seen", old.as_str()), ("photo", harbour.as_str())];
    assert_eq!(first.post(&target, &theirs).await.status(), 303);
    let clash = second.post(&target, &[("seen", &old), ("photo", &bridge)]).await;
    assert_eq!(clash.status(), 409);
    let shown = clash.select_text(".both .typed");
    assert_eq!(shown, [format!("Photo {bridge}"), format!("Photo {harbour}")]);
    assert!(clash.links().contains(&format!("{path}#coverage-photo")));
    let chosen = async || {
        let page = first.get(&path).await;
        page.select_attribute("#coverage-photo ~ form input[checked]", "value").concat()
    };
    assert_eq!(chosen().await, harbour);
    assert_eq!(first.post(&target, &theirs).await.status(), 303);
    assert_eq!(keep_mine(&second, &target, &clash).await.status(), 303);
    assert_eq!(chosen().await, bridge);
}

#[apply(on_both_databases)]
async fn an_order_of_a_coverage_made_meanwhile_is_not_replaced_by_an_old_page() {
    let portal = spawn().await;
    let coverage = portal.coverage_in("summit", &["en"]);
    let article = |name: &str| portal.article(name).headline(name).coverage("summit").insert().id;
    let (one, two) = (article("One"), article("Two"));
    let path = format!("/admin/desk/coverage/{coverage}");
    let target = format!("{path}/order");
    let first = portal.sign_in_as(Role::Chief, &["en"]);
    let second = portal.sign_in_as(Role::Chief, &["en"]);
    let old = second.get(&path).await;
    let old = old.select_attribute("#order-en input[name=seen]", "value").concat();
    let fields = |act: &'static str, article| {
        let act = format!("{act}-{article}");
        [
            ("seen", old.clone()),
            ("edition", "en".to_owned()),
            ("order", String::new()),
            ("act", act),
        ]
    };
    let send = async |by: &Browser<'_>, fields: &[(&str, String)]| {
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        by.post(&target, &fields).await
    };
    assert_eq!(send(&first, &fields("pin", one)).await.status(), 303);
    // A hasty hand presses twice.
    assert_eq!(send(&first, &fields("pin", one)).await.status(), 303);
    let clash = send(&second, &fields("pin", two)).await;
    assert_eq!(clash.status(), 409);
    assert_eq!(clash.select_text(".both .typed"), ["1. Two", "1. One"]);
    let pinned = async || {
        let page = first.get(&path).await;
        page.select_text("#order-en .pinned li > span:first-child")
    };
    assert_eq!(pinned().await, ["One"]);
    assert_eq!(keep_mine(&second, &target, &clash).await.status(), 303);
    assert_eq!(pinned().await, ["Two"]);
}
