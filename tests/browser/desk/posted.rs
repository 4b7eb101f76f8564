//! The screens that only come after a form was sent, those for who is signed out, and every
//! dialog.

use broadsheet::auth::{password, secret, totp};
use broadsheet::db::{sessions, users};
use fantoccini::Locator;

use super::*;

/// What everybody's password is here.
const PASSWORD: &str = "correct horse battery";

/// A browser that notes what is wrong on each screen it comes to.
struct Walk<'a> {
    browser: &'a Browser,
    newsroom: &'a Newsroom,
    axe: String,
    found: Vec<String>,
}

impl Walk<'_> {
    async fn goto(&self, path: &str) {
        let url = format!("{}{path}", self.newsroom.base_url);
        self.browser.client.goto(&url).await.unwrap_or_else(|error| panic!("{path}: {error}"));
    }

    /// Looks at the page that the browser is on, which is this one if it has `sign`.
    async fn look(&mut self, name: &str, sign: &str) {
        let script = format!("return document.querySelector({}) !== null", json!(sign));
        let text = self.browser.run("return document.querySelector('main').innerText").await;
        assert_eq!(self.browser.run(&script).await, true, "{name}: {text}");
        let broken = violations(self.browser, &self.axe).await;
        self.found.extend(broken.iter().map(|it| format!("{name}: {it}")));
        let too_wide = "return document.documentElement.scrollWidth - innerWidth";
        let too_wide = self.browser.run(too_wide).await.as_i64().unwrap_or_default();
        if too_wide > 0 {
            self.found.push(format!("{name} is {too_wide} pixels too wide"));
        }
    }

    /// Opens `from` and sends a form from there, as a page of ours would.
    async fn send(&self, from: &str, action: &str, fields: &[(&str, &str)]) {
        self.goto(from).await;
        self.send_from_here(action, fields).await;
    }

    async fn send_from_here(&self, action: &str, fields: &[(&str, &str)]) {
        let script = format!(
            "document.body.dataset.old = 'yes'; \
             const form = document.createElement('form'); \
             form.method = 'post'; form.action = {}; \
             const csrf = document.querySelector('[name=csrf]').value; \
             for (const [name, value] of [['csrf', csrf], ...{}]) {{ \
                 const field = document.createElement('input'); \
                 field.name = name; field.value = value; form.append(field); }} \
             document.body.append(form); form.submit()",
            json!(action),
            json!(fields),
        );
        self.browser.run(&script).await;
        let next = Locator::Css("body:not([data-old]) main");
        self.browser.client.wait().for_element(next).await.expect("the next page");
    }

    /// Opens each dialog of the page and looks at it.
    async fn look_at_dialogs(&mut self, name: &str) {
        let ids = "return [...document.querySelectorAll('dialog[id]')].map(d => d.id)";
        let ids = self.browser.run(ids).await;
        let ids: Vec<String> = serde_json::from_value(ids).expect("ids");
        assert!(!ids.is_empty(), "{name} has no dialog");
        for id in ids {
            let by_id = format!("document.getElementById('{id}')");
            self.browser.run(&format!("{by_id}.close(); {by_id}.showModal()")).await;
            self.look(&format!("{name}, #{id}"), &format!("#{id}[open]")).await;
            self.browser.run(&format!("{by_id}.close()")).await;
        }
    }

    async fn signed_out(&mut self) {
        let email = format!("code-{}@example.org", secret::token()[..6].to_lowercase());
        let (hash, now) =
            (password::hash(PASSWORD).expect("a hash"), self.newsroom.app.clock.now());
        let made = self.newsroom.query(|conn| {
            let id = users::insert(conn, &email, "Bat", "en", now)?;
            users::set_password(conn, id, &hash)?;
            users::set_totp(conn, id, Some(&totp::new_secret()), 0)
        });
        made.expect("an account");
        self.goto("/admin/sign-in").await;
        self.look("sign-in", "#password").await;
        let wrong = [("email", email.as_str()), ("password", "wrong")];
        self.send_from_here("/admin/sign-in", &wrong).await;
        self.look("sign-in refused", ".problem, .problems").await;
        let right = [("email", email.as_str()), ("password", PASSWORD)];
        self.send("/admin/sign-in", "/admin/sign-in", &right).await;
        self.look("code", "#code").await;
    }

    async fn posted(&mut self, person: UserId) {
        let article = self.newsroom.screen("/articles/{article}", person);
        let id = article.rsplit('/').next().unwrap_or_default().to_owned();
        let section = self.newsroom.screen("/fronts/zh-hans/{id}", person);
        let section = section.rsplit('/').next().unwrap_or_default().to_owned();

        let other = [("seen", "other"), ("site-name", "Mine"), ("tagline", "A line of mine")];
        let feeds = [("feed-texts", "texts"), ("feed-entries", "30")];
        let settings = "/admin/settings/zh-hans";
        self.send(settings, settings, &[&other[..], &feeds].concat()).await;
        self.look("clash", ".both").await;

        let bulk = [("do", "move"), ("to-section", section.as_str()), ("article", id.as_str())];
        self.send("/admin/articles", "/admin/articles/bulk", &bulk).await;
        self.look("bulk move", "h1").await;
        let bulk = [("do", "withdraw"), ("article", id.as_str())];
        self.send("/admin/articles", "/admin/articles/bulk", &bulk).await;
        self.look("bulk withdrawal", "form[action*=withdrawal]").await;

        let user = format!("/admin/users/{person}");
        self.send(&user, &format!("{user}/link"), &[]).await;
        self.look("link made", "code.once").await;

        let turned_on =
            self.newsroom.query(|conn| users::set_totp(conn, person, Some(&totp::new_secret()), 0));
        turned_on.expect("a second step");
        self.send("/admin/account", "/admin/account/recovery-codes", &[]).await;
        self.look("recovery codes", "ul.codes").await;

        // Something of ours breaks while it is saved.
        self.newsroom.query(|conn| {
            let trigger = "CREATE TRIGGER IF NOT EXISTS breaks BEFORE INSERT ON info_pages \
                 WHEN NEW.title = 'breaks' BEGIN SELECT RAISE(ABORT, 'broken'); END";
            let trigger = diesel::sql_query(trigger);
            let made = match conn {
                Conn::Sqlite(conn) => trigger.execute(conn),
                Conn::Postgres(conn) => trigger.execute(conn),
            };
            made.expect("a trigger");
        });
        let page = "/admin/settings/mn/pages/privacy";
        self.goto(page).await;
        let seen = self.browser.run("return document.querySelector('[name=seen]').value").await;
        let seen = seen.as_str().unwrap_or_default().to_owned();
        let long = "A long text that nobody wants to lose. ".repeat(9);
        let words = [("seen", seen.as_str()), ("title", "breaks"), ("body", long.as_str())];
        self.send_from_here(page, &words).await;
        self.look("unsaved", "textarea").await;

        for kind in ["sections", "authors", "sources"] {
            let list = format!("/admin/desk/{kind}");
            self.goto(&list).await;
            self.look(&list, "table.rows").await;
            let first = "return document.querySelector('table.rows a').getAttribute('href')";
            let first = self.browser.run(first).await.as_str().unwrap_or_default().to_owned();
            self.goto(&first).await;
            self.look(&first, "[name=seen]").await;
            self.goto(&format!("{list}/new")).await;
            self.send_from_here(&list, &[("name-en", ""), ("slug-en", "x y")]).await;
            self.look(&format!("{list} refused"), ".problems").await;
        }

        self.goto("/admin").await;
        self.look_at_dialogs("dashboard").await;
        self.goto(&article).await;
        self.look_at_dialogs("article").await;

        // Who has to show again who they are: signed out meanwhile, with a form in hand.
        self.goto(settings).await;
        let ended = self.newsroom.query(|conn| sessions::delete_others(conn, person, None));
        ended.expect("no session");
        self.send_from_here(settings, &[("site-name", "Mine")]).await;
        self.look("again", "#again-password").await;
    }
}

fn look_at_what_comes_after(taste: Taste, language: &'static str) {
    let Some(axe) = axe() else { return };
    browse(taste, |browser| async move {
        let newsroom = Newsroom::shared();
        let mut walk = Walk { browser: &browser, newsroom, axe, found: Vec::new() };
        walk.signed_out().await;
        let person = newsroom.sign_in(&browser, language).await;
        walk.posted(person).await;
        assert!(walk.found.is_empty(), "{}", walk.found.join("\n"));
    });
}

#[test]
fn no_screen_that_comes_after_a_form_breaks_a_rule_in_light_colours() {
    look_at_what_comes_after(Taste::default(), "en");
}

#[test]
fn no_screen_that_comes_after_a_form_breaks_a_rule_in_dark_colours() {
    look_at_what_comes_after(Taste { dark: true, ..Taste::default() }, "zh-hans");
}

#[test]
fn no_screen_that_comes_after_a_form_breaks_a_rule_on_a_phone() {
    look_at_what_comes_after(Taste { phone: true, ..Taste::default() }, "mn");
}

/// The page that the first admin sees, of a portal in which nobody can sign in yet.
#[test]
fn the_set_up_breaks_no_rule() {
    let Some(axe) = axe() else { return };
    for dark in [false, true] {
        let axe = axe.clone();
        browse(Taste { dark, ..Taste::default() }, |browser| async move {
            let newsroom = Newsroom::open_at("set-up");
            let (token, now) = (secret::readable(), newsroom.app.clock.now());
            let hash = secret::hash(&token);
            let made = newsroom.query(|conn| {
                tokens::insert(conn, Purpose::Setup, &hash, None, now, now + TimeDelta::hours(1))
            });
            made.expect("a link");
            let mut walk = Walk { browser: &browser, newsroom: &newsroom, axe, found: Vec::new() };
            let path = format!("/admin/setup/{token}");
            walk.goto(&path).await;
            walk.look("set-up", "#email").await;
            walk.send_from_here(&path, &[("email", "no"), ("password", "short")]).await;
            walk.look("set-up refused", ".problems").await;
            assert!(walk.found.is_empty(), "{}", walk.found.join("\n"));
        });
    }
}
