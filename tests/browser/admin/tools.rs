//! Toolbar, keys, views, counters; and no rule of accessibility broken by any of them.

use broadsheet::db::users;
use broadsheet::model::{Role, Roles};
use serde_json::json;

use super::newsroom::{Desk, Newsroom};
use crate::accessibility::{axe, violations};
use crate::driver::{Taste, browse};

async fn open(desk: &Desk<'_>) {
    desk.sit_down().await;
}

#[test]
fn marks_and_blocks_go_into_the_text_and_undo_takes_them_out() {
    browse(Taste::default(), |browser| async move {
        let newsroom = Newsroom::with(Role::Reporter);
        let desk = newsroom.desk(&browser);
        open(&desk).await;
        desk.write("#body", "Fuel is dear.").await;
        browser.run("document.getElementById('body').setSelectionRange(8, 12)").await;
        desk.click("[data-mark=bold]").await;
        assert_eq!(desk.value("#body").await, "Fuel is **dear**.");
        desk.undo().await;
        assert_eq!(desk.value("#body").await, "Fuel is dear.");
        browser.run("document.getElementById('body').setSelectionRange(8, 12)").await;
        desk.ctrl("k", "KeyK").await;
        desk.until("document.getElementById('dialog-link').open").await;
        assert_eq!(desk.value("#link-text").await, "dear");
        desk.write("#link-address", "https://a.mn/x").await;
        desk.click("#dialog-link button[type=submit]").await;
        assert_eq!(desk.value("#body").await, "Fuel is [dear](https://a.mn/x).");
        desk.undo().await;
        assert_eq!(desk.value("#body").await, "Fuel is dear.");
        browser.run("document.getElementById('body').setSelectionRange(13, 13)").await;
        desk.click(".more summary").await;
        desk.click("[data-dialog=quote]").await;
        desk.write("#quote-text", "It is dear.").await;
        desk.write("#quote-by", "Bat").await;
        desk.click("#dialog-quote button[type=submit]").await;
        let expected = "Fuel is dear.\n\n```quote\nby: Bat\nIt is dear.\n```\n\n";
        assert_eq!(desk.value("#body").await, expected);
        desk.undo().await;
        assert_eq!(desk.value("#body").await, "Fuel is dear.");
        // Counted and checked while one types.
        desk.until("document.getElementById('body-hint').textContent.includes('3 words')").await;
        desk.write("#headline", "网络空间 12").await;
        desk.until("document.getElementById('headline-hint').textContent.includes('11 of 64')")
            .await;
        assert!(desk.text("#check-list .bad").await.contains("Source missing"));
    });
}

#[test]
fn keys_do_what_the_list_says_unless_somebody_wants_none() {
    browse(Taste::default(), |browser| async move {
        let newsroom = Newsroom::with(Role::Reporter);
        let desk = newsroom.desk(&browser);
        open(&desk).await;
        browser.run("document.activeElement.blur()").await;
        let press = |key: &str| {
            format!(
                "document.body.dispatchEvent(new KeyboardEvent('keydown', \
                 {{ key: {}, bubbles: true, cancelable: true }}))",
                json!(key)
            )
        };
        browser.run(&press("?")).await;
        desk.until("document.getElementById('keys').open").await;
        assert!(desk.text("#keys").await.contains("Ctrl+S"));
        desk.press("Close").await;
        desk.click("#open-keys").await;
        desk.until("document.getElementById('keys').open").await;
        desk.press("Close").await;
        desk.write("#headline", "Fuel").await;
        desk.choose("#section").await;
        browser.run("document.getElementById('headline').focus()").await;
        desk.write("#headline", "?n/").await;
        assert_eq!(desk.value("#headline").await, "Fuel?n/", "letters in fields are letters");
        browser.run("window.isOld = true").await;
        desk.ctrl("s", "KeyS").await;
        desk.until("!window.isOld && document.querySelector('.flash')").await;
        desk.goto("/admin/account").await;
        desk.click("input[name=shortcuts]").await;
        desk.submit("form[action='/admin/account'] button").await;
        assert!(!desk.has("#keys").await && !desk.has("#open-keys").await);
        assert!(desk.text("main").await.contains("Ctrl+S"), "they are listed here");
        browser.run(&press("n")).await;
        assert_eq!(browser.path().await, "/admin/account");
    });
}

#[test]
fn n_begins_an_article_where_one_wrote_last() {
    browse(Taste::default(), |browser| async move {
        let newsroom = Newsroom::with(Role::Reporter);
        newsroom.query(|conn| {
            let user = users::find_by_email(conn, "bat@example.org").unwrap().expect("Bat");
            let editions = ["en", "mn"].map(str::to_owned);
            users::set_roles(conn, user.id, &Roles::of(Role::Reporter, &editions)).unwrap();
        });
        let desk = newsroom.desk(&browser);
        desk.sign_in("bat@example.org").await;
        let press = "document.body.dispatchEvent(new KeyboardEvent('keydown', \
                     { key: 'n', bubbles: true, cancelable: true }))";
        browser.run(press).await;
        desk.until("document.activeElement.closest('.begin')").await;
        desk.goto("/admin/articles/new?edition=mn").await;
        desk.find("#writing-desk.live").await;
        desk.goto("/admin").await;
        desk.until("!document.getElementById('open-keys').hidden").await;
        browser.run(press).await;
        desk.find("#writing-desk[data-edition=mn]").await;
    });
}

#[test]
fn the_page_is_looked_at_as_phone_dark_card_and_paper() {
    browse(Taste::default(), |browser| async move {
        let newsroom = Newsroom::with(Role::Reporter);
        let desk = newsroom.desk(&browser);
        desk.sign_in("bat@example.org").await;
        desk.begin("Fuel is dearer", "One.").await;
        let inside = "document.getElementById('preview-frame').contentDocument";
        desk.until(&format!("{inside}.querySelector('.body')?.textContent.includes('One.')")).await;
        desk.write("#body", "\nTwo.").await;
        desk.until(&format!("{inside}.querySelector('.body')?.textContent.includes('Two.')")).await;
        desk.click("[data-look=phone]").await;
        desk.until(&format!("{inside}.documentElement.clientWidth === 360")).await;
        desk.click("[data-look=dark]").await;
        desk.until(&format!("{inside}.documentElement.dataset.theme === 'dark'")).await;
        desk.click("[data-look=print]").await;
        desk.until(&format!(
            "document.getElementById('preview-frame').contentWindow.getComputedStyle(\
             {inside}.querySelector('.footer')).display === 'none'"
        ))
        .await;
        desk.click("[data-look=card]").await;
        assert!(desk.text(".card.wechat .title").await.contains("Fuel is dearer"));
        // Where there is no room for both, one at a time.
        browser.resize(360, 740, true).await;
        desk.until("document.querySelector('.tabs').offsetParent").await;
        desk.click("[data-view=details]").await;
        desk.until("!document.getElementById('body').offsetParent").await;
        desk.click("[data-view=preview]").await;
        desk.until("document.querySelector('.preview').offsetParent").await;
        let wide = browser.run("return document.documentElement.scrollWidth").await;
        assert!(wide.as_u64() <= Some(360), "{wide} pixels wide");
    });
}

#[test]
fn on_a_phone_what_was_refused_comes_forward() {
    browse(Taste { phone: true, ..Taste::default() }, |browser| async move {
        let newsroom = Newsroom::with(Role::Reporter);
        let desk = newsroom.desk(&browser);
        desk.sit_down().await;
        desk.write("#headline", "Fuel is dearer").await;
        desk.submit(".tools [type=submit].second").await;
        let is_seen = "!!document.getElementById('section').offsetParent";
        desk.until(&format!("document.querySelector('.live') && {is_seen}")).await;
        // The message above leads there, whatever one has looked at meanwhile.
        desk.click("[data-view=write]").await;
        desk.until(&format!("!({is_seen})")).await;
        desk.click(".problems a[href='#section']").await;
        desk.until(is_seen).await;
    });
}

fn look_for_broken_rules(taste: Taste) {
    let Some(axe) = axe() else { return };
    browse(taste, |browser| async move {
        let newsroom = Newsroom::with(Role::Editor);
        let desk = newsroom.desk(&browser);
        desk.sign_in("bat@example.org").await;
        desk.begin("Fuel is dearer", "One.").await;
        let mut found = violations(&browser, &axe).await;
        for dialog in ["link", "photo", "gallery", "quote", "fact", "embed", "table"] {
            browser.run(&format!("document.getElementById('dialog-{dialog}').showModal()")).await;
            found.extend(violations(&browser, &axe).await);
            browser.run(&format!("document.getElementById('dialog-{dialog}').close()")).await;
        }
        browser.run("document.getElementById('open-publishing')?.click()").await;
        found.extend(violations(&browser, &axe).await);
        assert!(found.is_empty(), "{}", found.join("\n"));
    });
}

#[test]
fn no_rule_is_broken_by_the_editor_in_light_colours() {
    look_for_broken_rules(Taste::default());
}

#[test]
fn no_rule_is_broken_by_the_editor_in_dark_colours() {
    look_for_broken_rules(Taste { dark: true, ..Taste::default() });
}

#[test]
fn no_rule_is_broken_by_the_editor_on_a_phone() {
    look_for_broken_rules(Taste { phone: true, ..Taste::default() });
}
