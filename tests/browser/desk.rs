//! Every screen of the admin area, as somebody at a desk has it: axe-core finds nothing, nothing
//! is wider than a phone, and the browser has nothing to complain about.

mod posted;

use std::sync::{Arc, OnceLock};

use broadsheet::app::App;
use broadsheet::auth::{cookie, secret};
use broadsheet::clock::Clock;
use broadsheet::commands::sign_in;
use broadsheet::config::Config;
use broadsheet::db::tokens::{self, Purpose};
use broadsheet::db::{Conn, DatabaseUrl, dialect, users};
use broadsheet::model::{Role, Roles, SignOff, UserId};
use broadsheet::routes::ADMIN;
use broadsheet::{demo, server};
use chrono::TimeDelta;
use diesel::prelude::*;
use serde_json::json;

use super::accessibility::{axe, violations};
use super::driver::{Browser, Taste, browse};

/// A newsroom with the demo's stories and one admin for each language.
pub struct Newsroom {
    app: Arc<App>,
    base_url: String,
}

impl Newsroom {
    /// The one that the tests of this file share.
    fn shared() -> &'static Newsroom {
        static SHARED: OnceLock<Newsroom> = OnceLock::new();
        SHARED.get_or_init(|| Newsroom::open_at("desk"))
    }

    /// One of its own, in a folder of this name.
    fn open_at(name: &str) -> Newsroom {
        // Opened twice by one process, it begins anew.
        static OPENED: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
        let serial = OPENED.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let base_url = format!("http://{}", listener.local_addr().expect("its number"));
        let folder = std::env::temp_dir()
            .join(format!("broadsheet-browser-{name}-{}-{serial}", std::process::id()));
        let database = DatabaseUrl::Sqlite(folder.join("broadsheet.sqlite3"));
        let mut config = Config::for_tests(&folder, database);
        config.base_url = base_url.clone();
        let app = Arc::new(App::open(config, Clock::system()).expect("a portal"));
        demo::load(&app).expect("the demo");
        let served = app.clone();
        std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let portal = server::spawn(served, listener).expect("a server");
                std::future::pending::<()>().await;
                drop(portal);
            });
        });
        Newsroom { app, base_url }
    }

    fn query<T>(&self, query: impl FnOnce(&mut Conn) -> T) -> T {
        query(&mut self.app.database.writer().expect("a connection"))
    }

    /// Somebody who may do everything and reads the admin area in `language`, signed in.
    async fn sign_in(&self, browser: &Browser, language: &str) -> UserId {
        let (token, now) = (secret::token(), self.app.clock.now());
        let name = format!("Admin {}", &token[..6]);
        let email = format!("{}@example.org", token[..6].to_lowercase());
        let id = self.query(|conn| {
            dialect::transaction(conn, |conn| {
                let id = users::insert(conn, &email, &name, language, now)?;
                users::set_roles(conn, id, &Roles::of(Role::Admin, &[]))?;
                let user = users::find(conn, id)?.expect("the account");
                let sign_off = SignOff::person(id, user.roles.clone(), "127.0.0.1", now);
                let config = &self.app.config;
                sign_in::sign_in(conn, &sign_off, config, &user, &token, "a test")
                    .expect("a session");
                diesel::QueryResult::Ok(id)
            })
        });
        let cookie = json!({
            "name": cookie::name(&self.base_url), "value": token,
            "url": format!("{}/admin", self.base_url), "path": "/admin",
        });
        browser.devtools("Network.setCookie", cookie).await;
        id.expect("an account")
    }

    /// The path of each screen, with things that are there.
    fn screens(&self, person: UserId) -> Vec<String> {
        let gets = ADMIN.iter().filter(|(method, _)| *method == "GET");
        gets.map(|(_, address)| self.screen(address, person)).collect()
    }

    fn screen(&self, address: &str, person: UserId) -> String {
        let number = |query: &str| {
            let found = self.query(|conn| {
                let row = diesel::sql_query(query);
                match conn {
                    Conn::Sqlite(conn) => row.get_result::<Number>(conn),
                    Conn::Postgres(conn) => row.get_result::<Number>(conn),
                }
            });
            found.unwrap_or_else(|error| panic!("{query}: {error}")).number.to_string()
        };
        let article = || number("SELECT id AS number FROM articles WHERE state = 'live' LIMIT 1");
        let of = |path: &str| address.starts_with(path);
        let id = || match () {
            () if of("/articles") => article(),
            () if of("/media") => number("SELECT id AS number FROM media LIMIT 1"),
            () if of("/users") => person.to_string(),
            () if of("/desk") => number("SELECT id AS number FROM coverages LIMIT 1"),
            () if of("/fronts") => number("SELECT id AS number FROM sections LIMIT 1"),
            () => "1".to_owned(),
        };
        let revision = || {
            number("SELECT live_revision_id AS number FROM articles WHERE state = 'live' LIMIT 1")
        };
        let mut path = format!("/admin{address}");
        let values: [(&str, &dyn Fn() -> String); 9] = [
            ("{article}", &article),
            ("{revision}", &revision),
            ("{id}", &id),
            ("{edition}", &|| "zh-hans".to_owned()),
            ("{kind}", &|| "coverage".to_owned()),
            ("{name}", &|| "about".to_owned()),
            ("{moment}", &|| "1".to_owned()),
            ("{token}", &|| self.link(address, person)),
            ("{job}", &|| "1".to_owned()),
        ];
        for (name, value) in values {
            if path.contains(name) {
                path = path.replace(name, &value());
            }
        }
        assert!(!path.contains('{'), "{path} needs an example here");
        path
    }

    /// A link that is good, for one that carries a token.
    fn link(&self, address: &str, person: UserId) -> String {
        let purpose = match address.split('/').nth(1) {
            Some("invitation") => Purpose::Invitation,
            Some("reset") => Purpose::Reset,
            _ => return "over".to_owned(),
        };
        let (token, now) = (secret::readable(), self.app.clock.now());
        let hash = secret::hash(&token);
        let expires = now + TimeDelta::hours(1);
        let inserted =
            self.query(|conn| tokens::insert(conn, purpose, &hash, Some(person), now, expires));
        inserted.expect("a link");
        token
    }
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    number: i64,
}

fn look_at_every_screen(taste: Taste, language: &'static str) {
    let Some(axe) = axe() else { return };
    browse(taste, |browser| async move {
        let newsroom = Newsroom::shared();
        let person = newsroom.sign_in(&browser, language).await;
        let mut found = Vec::new();
        for path in newsroom.screens(person) {
            let url = format!("{}{path}", newsroom.base_url);
            browser.client.goto(&url).await.unwrap_or_else(|error| panic!("{path}: {error}"));
            if browser.run("return document.contentType").await != "text/html" {
                continue;
            }
            found.extend(violations(&browser, &axe).await.iter().map(|it| format!("{path}: {it}")));
            let too_wide = "return document.documentElement.scrollWidth - innerWidth";
            let too_wide = browser.run(too_wide).await.as_i64().unwrap_or_default();
            if too_wide > 0 {
                found.push(format!("{path} is {too_wide} pixels too wide"));
            }
            // A link that is over answers 404 or 410, which browsers note.
            let is_over = path.ends_with("/over");
            let said = browser.complaints().await;
            found.extend(said.into_iter().filter(|_| !is_over).map(|it| format!("{path}: {it}")));
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    });
}

#[test]
fn no_screen_breaks_a_rule_in_light_colours() {
    look_at_every_screen(Taste::default(), "zh-hant");
}

#[test]
fn no_screen_breaks_a_rule_in_dark_colours() {
    look_at_every_screen(Taste { dark: true, ..Taste::default() }, "en");
}

#[test]
fn no_screen_breaks_a_rule_on_a_phone() {
    look_at_every_screen(Taste { phone: true, ..Taste::default() }, "mn");
}

#[test]
fn no_screen_breaks_a_rule_on_a_phone_in_the_dark() {
    look_at_every_screen(Taste { phone: true, dark: true, ..Taste::default() }, "zh-hans");
}
