//! Invitations, links, roles.

use broadsheet::model::{Role, Roles};

use crate::support::{Answer, Browser, PASSWORD, on_both_databases, spawn};

/// The path of the link that a page shows once.
fn link(page: &Answer) -> String {
    let shown = page.select_text("code.once").concat();
    shown.strip_prefix("https://portal.example").expect("a link").to_owned()
}

async fn invite(browser: &Browser<'_>, email: &str, role: (&str, &str)) -> Answer {
    let fields = [("email", email), ("name", ""), ("language", "zh-hans"), role];
    browser.post("/admin/users", &fields).await
}

/// Chooses one role in somebody's form, and leaves the others as its page has them.
async fn choose(browser: &Browser<'_>, target: &str, (name, role): (&str, &str)) -> Answer {
    let page = browser.get(target).await;
    let mut fields =
        vec![("seen".to_owned(), page.select_attribute("[name=seen]", "value").concat())];
    for field in page.select_attribute("#roles select", "name") {
        let chosen = format!("#{field} option[selected]");
        let value = page.select_attribute(&chosen, "value").concat();
        fields.push((field.clone(), if field == name { role.to_owned() } else { value }));
    }
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(target, &fields).await
}

#[apply(on_both_databases)]
async fn an_invitation_lets_somebody_in_once() {
    let portal = spawn().await;
    let chief = portal.sign_in_as(Role::Chief, &["zh-hans"]);
    let page = chief.get("/admin/users/new").await;
    assert_eq!(page.select_attribute("#roles select", "name"), ["role-zh-hans"]);
    let page = invite(&chief, "Li@Example.org", ("role-zh-hans", "reporter")).await;
    assert_eq!(page.status(), 200, "{}", page.text());
    let link = link(&page);
    assert!(!format!("{:?}", portal.query(crate::support::dump)).contains(&link[18..]));
    let browser = portal.browser();
    let page = browser.get(&link).await;
    assert_eq!(page.select_text("h1"), ["欢迎加入"], "in their language");
    assert_eq!(page.select_attribute("#name", "value"), ["li"]);
    let refused = browser.post(&link, &[("name", "李"), ("password", "short")]).await;
    assert_eq!(refused.status(), 422);
    assert_eq!(refused.select_text("#password-problem"), ["密码至少需要 12 个字符。"]);
    let page = browser.post_and_follow(&link, &[("name", "李"), ("password", PASSWORD)]).await;
    assert!(page.text().contains("记者（简体中文）"), "{}", page.text());
    assert_eq!(portal.browser().get(&link).await.status(), 404);
    assert_eq!(portal.browser().sign_in("li@example.org", PASSWORD).await.status(), 303);
    let again = invite(&chief, "li@example.org", ("role-zh-hans", "editor")).await;
    assert_eq!(again.status(), 422);
    assert!(again.has("#email-problem"));
}

#[apply(on_both_databases)]
async fn a_link_is_over_when_its_time_is_or_another_one_was_made() {
    let portal = spawn().await;
    let admin = portal.sign_in_as(Role::Admin, &[]);
    let user = portal.colleague(Role::Editor, &["en"]);
    let make = format!("/admin/users/{}/link", user.id);
    let first = link(&admin.post(&make, &[]).await);
    let second = link(&admin.post(&make, &[]).await);
    assert!(first.starts_with("/admin/invitation/"));
    assert_eq!(portal.browser().get(&first).await.status(), 404);
    portal.clock.jump("2026-05-11 07:59");
    assert_eq!(portal.browser().get(&second).await.status(), 200);
    let other = second.replace("invitation", "reset");
    assert_eq!(portal.browser().get(&other).await.status(), 404, "it is no reset");
    portal.clock.jump("2026-05-11 08:00");
    assert_eq!(portal.browser().get(&second).await.status(), 404);
}

#[apply(on_both_databases)]
async fn a_reset_signs_out_everywhere() {
    let portal = spawn().await;
    let user = portal.colleague_with_password(Role::Editor, &["en"]);
    let old = portal.sign_in(&user);
    let admin = portal.sign_in_as(Role::Admin, &[]);
    let link = link(&admin.post(&format!("/admin/users/{}/link", user.id), &[]).await);
    assert!(link.starts_with("/admin/reset/"));
    let fields = [("password", "another long password")];
    assert_eq!(portal.browser().post(&link, &fields).await.status(), 303);
    assert_eq!(old.get("/admin").await.status(), 303);
    assert_eq!(portal.browser().sign_in(&user.email, PASSWORD).await.status(), 422);
    let signed_in = portal.browser().sign_in(&user.email, "another long password").await;
    assert_eq!(signed_in.status(), 303);
}

#[apply(on_both_databases)]
async fn people_change_their_own_password() {
    let portal = spawn().await;
    let user = portal.colleague_with_password(Role::Reporter, &["en"]);
    let (here, there) = (portal.sign_in(&user), portal.sign_in(&user));
    let new = "another long password";
    let wrong = [("current-password", "wrong"), ("password", new)];
    let page = here.post("/admin/account/password", &wrong).await;
    assert_eq!(page.status(), 422);
    assert!(page.has("#current-password-problem"));
    let right = [("current-password", PASSWORD), ("password", new)];
    let page = here.post_and_follow("/admin/account/password", &right).await;
    assert!(page.has(".flash"));
    assert_eq!(there.get("/admin").await.status(), 303);
    assert_eq!(portal.browser().sign_in(&user.email, new).await.status(), 303);
}

#[apply(on_both_databases)]
async fn a_chief_gives_roles_in_their_edition_and_in_no_other() {
    let portal = spawn().await;
    let chief = portal.sign_in_as(Role::Chief, &["en"]);
    let both = Roles::of(Role::Reporter, &["en".to_owned(), "mn".to_owned()]);
    let user = portal.colleague_with(&both);
    let target = format!("/admin/users/{}", user.id);
    let page = chief.get(&target).await;
    assert_eq!(page.select_attribute("#roles select", "name"), ["role-en"]);
    assert_eq!(page.select_text("#role-en option"), ["No role", "Reporter", "Editor", "Chief"]);
    assert_eq!(choose(&chief, &target, ("role-en", "editor")).await.status(), 303);
    assert!(chief.get(&target).await.has(".flash"));
    let roles = portal.user(user.id).roles;
    assert_eq!(
        (roles.within("en"), roles.within("mn")),
        (Some(Role::Editor), Some(Role::Reporter))
    );
    for forged in
        [("role-mn", "editor"), ("role-everywhere", "chief"), ("role-everywhere", "admin")]
    {
        let page = chief.post(&target, &[forged]).await;
        assert_eq!(page.status(), 403, "{forged:?}");
        let words = "You can edit in English only. Ask a Chief of this edition for access.";
        if forged.1 != "admin" {
            assert_eq!(page.select_text("main .lead"), [words]);
        }
    }
    let forged = invite(&chief, "x@example.org", ("role-mn", "reporter")).await;
    assert_eq!(forged.status(), 403);
    // The account belongs to two editions: one chief alone doesn't close it.
    assert_eq!(chief.post(&format!("{target}/deactivation"), &[]).await.status(), 403);
    assert_eq!(portal.user(user.id).roles, roles);
    assert!(portal.user(user.id).is_active);
}

#[apply(on_both_databases)]
async fn the_last_admin_stays() {
    let portal = spawn().await;
    let admin = portal.sign_in_as(Role::Admin, &[]);
    let target = format!("/admin/users/{}", admin.user());
    for page in [
        admin.post(&format!("{target}/deactivation"), &[]).await,
        choose(&admin, &target, ("role-everywhere", "chief")).await,
        choose(&admin, &target, ("role-everywhere", "")).await,
    ] {
        assert_eq!(page.status(), 422);
        assert!(page.text().contains("This is the last Admin"));
    }
    portal.colleague(Role::Admin, &[]);
    assert_eq!(choose(&admin, &target, ("role-everywhere", "")).await.status(), 303);
    assert!(portal.user(admin.user()).roles.is_empty());
    let page = admin.get("/admin").await;
    assert_eq!(page.status(), 200);
    assert!(!page.links().contains(&"/admin/users".to_owned()));
    assert_eq!(admin.get("/admin/users").await.status(), 403);
}
