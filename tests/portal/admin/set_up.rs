//! The first admin.

use broadsheet::commands::people;
use broadsheet::db::users;

use crate::support::{PASSWORD, Portal, on_both_databases, spawn};

fn token(portal: &Portal) -> Option<String> {
    let now = portal.app.clock.now();
    portal.query(|conn| people::issue_set_up_token(conn, now)).expect("a token")
}

#[apply(on_both_databases)]
async fn there_is_no_page_without_the_printed_token() {
    let portal = spawn().await;
    let real = token(&portal).unwrap();
    for guess in ["", "x", "0000-0000-0000-0000", &format!("{real}0")] {
        let page = portal.browser().get(&format!("/admin/setup/{guess}")).await;
        // Without any token it is an address like those that don't exist.
        assert!([404, 303].contains(&page.status()), "{guess}: {}", page.status());
        assert!(!page.has("form[action*=setup]"));
    }
    let page = portal.browser().get(&format!("/admin/setup/{real}")).await;
    assert_eq!(page.status(), 200);
    let small = real.to_lowercase().replace('-', "");
    assert_eq!(portal.browser().get(&format!("/admin/setup/{small}")).await.status(), 200);
    portal.clock.jump("2026-05-04 08:30:01");
    assert_eq!(portal.browser().get(&format!("/admin/setup/{real}")).await.status(), 404);
}

#[apply(on_both_databases)]
async fn the_token_makes_one_admin_and_dies() {
    let portal = spawn().await;
    let (first, second) = (token(&portal).unwrap(), token(&portal).unwrap());
    let target = format!("/admin/setup/{first}");
    let browser = portal.browser();
    let bad = [("email", "bat"), ("name", " "), ("password", "short")];
    let page = browser.post(&target, &bad).await;
    assert_eq!(page.status(), 422);
    for field in ["email", "name", "password"] {
        assert!(
            page.has(&format!("#{field}[aria-invalid=true][aria-describedby~={field}-problem]"))
        );
        assert!(page.has(&format!(".problems a[href='#{field}']")));
    }
    assert!(page.select_text("title")[0].starts_with("Please check: "));
    assert_eq!(page.select_attribute("#email", "value"), ["bat"], "what was typed stays");
    let good = [("email", "Bat@Example.org"), ("name", "Bat"), ("password", PASSWORD)];
    let page = browser.post_and_follow(&target, &good).await;
    assert!(page.text().contains("Admin, every edition"), "{}", page.text());
    for token in [&first, &second] {
        let target = format!("/admin/setup/{token}");
        assert_eq!(portal.browser().get(&target).await.status(), 404);
        let second = portal.browser().post(&target, &good).await;
        assert_eq!(second.status(), 404);
    }
    assert_eq!(token(&portal), None);
    assert_eq!(portal.query(users::list).unwrap().len(), 1);
    assert_eq!(portal.browser().sign_in("bat@example.org", PASSWORD).await.status(), 303);
    assert_eq!(portal.audited(), ["set_up", "sign_in", "sign_in"]);
}
