//! A newsroom of a test's own: the built program with an empty database, and people in it.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use broadsheet::app::App;
use broadsheet::auth::password;
use broadsheet::clock::Clock;
use broadsheet::commands::{self, SectionWords};
use broadsheet::config::Config;
use broadsheet::db::{Conn, DatabaseUrl, sessions, users, working_copies};
use broadsheet::model::{ArticleId, Role, Roles, SignOff};
use fantoccini::Locator;
use fantoccini::elements::Element;
use serde_json::{Value, json};

use crate::driver::Browser;

/// Everybody's.
pub const PASSWORD: &str = "correct horse battery staple";

/// The program and its folder, which is gone after the test.
pub struct Newsroom {
    folder: PathBuf,
    server: Option<(Child, BufReader<ChildStdout>)>,
    /// `http://127.0.0.1:{port}`
    pub base_url: String,
    /// The link of the first admin.
    pub setup: String,
}

impl Newsroom {
    /// A newsroom without anybody in it.
    pub fn empty() -> Newsroom {
        static SERIAL: AtomicU32 = AtomicU32::new(0);
        let serial = SERIAL.fetch_add(1, Ordering::Relaxed);
        let name = format!("broadsheet-newsroom-{}-{serial}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).expect("a folder");
        let mut newsroom =
            Newsroom { folder, server: None, base_url: String::new(), setup: String::new() };
        newsroom.start("127.0.0.1:0");
        newsroom
    }

    /// One with a section, and somebody with a role.
    pub fn with(role: Role) -> Newsroom {
        let newsroom = Newsroom::empty();
        newsroom.section("World");
        newsroom.person("bat@example.org", "Bat", role);
        newsroom
    }

    /// Ends the program at once, as a power cut would.
    pub fn kill(&mut self) {
        if let Some((mut child, _)) = self.server.take() {
            child.kill().expect("it can be ended");
            child.wait().expect("it ends");
        }
    }

    /// Starts it again where it was.
    pub fn restart(&mut self) {
        let address = self.base_url.trim_start_matches("http://").to_owned();
        self.start(&address);
    }

    fn start(&mut self, listen: &str) {
        let data = self.folder.join("data");
        let mut child = Command::new(env!("CARGO_BIN_EXE_broadsheet"))
            // Its own pictures stand for those of another site.
            .args(["serve", "--load-demo", "false", "--fetch-networks", "127.0.0.1"])
            .args(["--listen", listen, "--data-dir"])
            .arg(data)
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut said = BufReader::new(child.stdout.take().expect("its output"));
        let mut announcement = String::new();
        while !announcement.contains("Ctrl-C") {
            assert!(said.read_line(&mut announcement).expect("a line") > 0, "{announcement}");
        }
        let links = || announcement.split_whitespace().filter(|word| word.starts_with("http://"));
        let admin = links().find(|link| link.ends_with("/admin")).expect("its address");
        self.base_url = admin.trim_end_matches("/admin").to_owned();
        let setup = links().find(|link| link.contains("/admin/setup/"));
        self.setup = setup.unwrap_or_default().to_owned();
        self.server = Some((child, said));
    }

    /// The database, beside the program.
    pub fn query<T>(&self, query: impl FnOnce(&mut Conn) -> T) -> T {
        let database = DatabaseUrl::Sqlite(self.folder.join("data/broadsheet.sqlite3"));
        let config = Config::for_tests(&self.folder.join("data"), database);
        let app = App::open(config, Clock::system()).expect("the database");
        let mut conn = app.database.writer().expect("a connection");
        query(&mut conn)
    }

    /// How many files are below a folder of its data.
    pub fn files(&self, folder: &str) -> usize {
        fn count(folder: &std::path::Path) -> usize {
            let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
            entries.map(|entry| if entry.path().is_dir() { count(&entry.path()) } else { 1 }).sum()
        }
        count(&self.folder.join(folder))
    }

    /// A section with this name in English.
    pub fn section(&self, name: &str) {
        let words = SectionWords {
            edition: "en".to_owned(),
            name: name.to_owned(),
            slug: name.to_lowercase(),
            description: String::new(),
        };
        let sign_off = SignOff::new("test", Clock::system().now());
        self.query(|conn| commands::open_section(conn, &sign_off, &[words])).expect("a section");
    }

    /// Somebody who works for the English edition.
    pub fn person(&self, email: &str, name: &str, role: Role) {
        let hash = password::hash(PASSWORD).expect("a hash");
        self.query(|conn| {
            let id = users::insert(conn, email, name, "en", Clock::system().now())?;
            users::set_roles(conn, id, &Roles::of(role, &["en".to_owned()]))?;
            users::set_password(conn, id, &hash)
        })
        .expect("an account");
    }

    /// What the server has of an article that was not saved: its headline and body.
    pub fn unsaved(&self, article: i64) -> (String, String) {
        let copy = self.query(|conn| working_copies::find(conn, ArticleId(article)));
        let copy = copy.expect("an answer").expect("a working copy");
        let of = |name: &str| {
            let found = copy.fields.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        (of("headline"), of("body"))
    }

    /// A browser at work here.
    pub fn desk<'a>(&'a self, browser: &Browser) -> Desk<'a> {
        Desk { newsroom: self, browser: browser.clone() }
    }
}

impl Drop for Newsroom {
    fn drop(&mut self) {
        self.kill();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Somebody's browser.
pub struct Desk<'a> {
    newsroom: &'a Newsroom,
    pub browser: Browser,
}

impl Desk<'_> {
    pub async fn goto(&self, path: &str) {
        let url = format!("{}{path}", self.newsroom.base_url);
        self.browser.client.goto(&url).await.unwrap_or_else(|error| panic!("{path}: {error}"));
    }

    /// Signs in by the form.
    pub async fn sign_in(&self, email: &str) {
        self.goto("/admin/sign-in").await;
        self.write("#email", email).await;
        self.write("#password", PASSWORD).await;
        self.submit("main form button").await;
    }

    /// Ends every session of somebody.
    pub fn end_sessions(&self, email: &str) {
        self.newsroom
            .query(|conn| {
                let user = users::find_by_email(conn, email)?.expect("the account");
                sessions::delete_others(conn, user.id, None)
            })
            .expect("signed out");
    }

    /// Signs in again in the dialog that has opened.
    pub async fn sign_in_here(&self, email: &str) {
        self.until("document.getElementById('dialog-sign-in').open").await;
        self.write("#sign-in-email", email).await;
        self.write("#sign-in-password", PASSWORD).await;
        self.click("#dialog-sign-in button[type=submit]").await;
        self.until("!document.getElementById('dialog-sign-in').open").await;
    }

    pub async fn find(&self, selector: &str) -> Element {
        let found = self.browser.client.wait().for_element(Locator::Css(selector)).await;
        found.unwrap_or_else(|error| panic!("{selector}: {error}"))
    }

    pub async fn has(&self, selector: &str) -> bool {
        self.browser.client.find(Locator::Css(selector)).await.is_ok()
    }

    /// Types into a field, key by key.
    pub async fn write(&self, selector: &str, text: &str) {
        self.find(selector)
            .await
            .send_keys(text)
            .await
            .unwrap_or_else(|e| panic!("{selector}: {e}"));
    }

    pub async fn click(&self, selector: &str) {
        self.find(selector).await.click().await.unwrap_or_else(|e| panic!("{selector}: {e}"));
    }

    /// Presses a button that leads to another page, and waits for it.
    pub async fn submit(&self, selector: &str) {
        self.browser.run("window.isOld = true").await;
        self.click(selector).await;
        self.until("!window.isOld && document.readyState === 'complete'").await;
    }

    /// Presses a button by its words.
    pub async fn press(&self, words: &str) {
        let script = format!(
            "const b = Array.from(document.querySelectorAll('button')).find(b => \
             b.offsetParent !== null && !b.disabled && b.textContent.trim() === {}); \
             if (b) b.click(); return Boolean(b)",
            json!(words)
        );
        assert_eq!(self.browser.run(&script).await, json!(true), "no button `{words}`");
    }

    /// Waits until something is true in the page; pages may come and go meanwhile.
    pub async fn until(&self, condition: &str) {
        let script = format!("return Boolean({condition})");
        let deadline = std::time::Instant::now() + std::time::Duration::from_secs(60);
        loop {
            let answer = self.browser.client.execute(&script, Vec::new()).await;
            if answer.is_ok_and(|answer| answer == json!(true)) {
                return;
            }
            let page = "return document.body.innerText.slice(0, 1500)";
            if std::time::Instant::now() > deadline {
                panic!("never: {condition}\n{}", self.browser.run(page).await);
            }
        }
    }

    pub async fn until_status(&self, begin: &str) {
        let status = "document.getElementById('status').textContent";
        self.until(&format!("{status}.startsWith({})", json!(begin))).await;
    }

    pub async fn value(&self, selector: &str) -> String {
        let script = format!("return document.querySelector({}).value", json!(selector));
        self.browser.run(&script).await.as_str().unwrap_or_default().to_owned()
    }

    pub async fn text(&self, selector: &str) -> String {
        let script = format!(
            "return Array.from(document.querySelectorAll({}), e => e.textContent).join(' ')",
            json!(selector)
        );
        self.browser.run(&script).await.as_str().unwrap_or_default().trim().to_owned()
    }

    /// The number of the article that is open.
    pub async fn article(&self) -> i64 {
        let path = self.browser.path().await;
        let number = path.trim_start_matches("/admin/articles/").parse();
        number.unwrap_or_else(|_| panic!("{path} is no article"))
    }

    /// Opens an empty article with everything that scripts add.
    pub async fn open_new(&self) {
        self.goto("/admin/articles/new?edition=en").await;
        self.find("#writing-desk.live").await;
    }

    /// Signs a reporter in, in front of an empty article.
    pub async fn sit_down(&self) {
        self.sign_in("bat@example.org").await;
        self.open_new().await;
    }

    /// Begins an article and waits until the server has it.
    pub async fn begin(&self, headline: &str, body: &str) -> i64 {
        self.open_new().await;
        self.write("#headline", headline).await;
        self.write("#body", body).await;
        self.until_status("Saved").await;
        self.article().await
    }

    /// Chooses the first of what a list offers.
    pub async fn choose(&self, selector: &str) {
        let script = format!(
            "const s = document.querySelector({}); s.selectedIndex = 1; \
             s.dispatchEvent(new Event('change', {{ bubbles: true }}))",
            json!(selector)
        );
        self.browser.run(&script).await;
    }

    pub async fn devtools(&self, command: &str, parameters: Value) {
        self.browser.devtools(command, parameters).await;
    }

    /// Presses keys with Ctrl held: `("s", "KeyS")`.
    pub async fn ctrl(&self, key: &str, code: &str) {
        self.chord(key, code, &[]).await;
    }

    /// The same; `commands` are what the browser does by itself at these keys.
    async fn chord(&self, key: &str, code: &str, commands: &[&str]) {
        for kind in ["rawKeyDown", "keyUp"] {
            let number = key.to_uppercase().bytes().next().unwrap_or_default();
            let commands = if kind == "keyUp" { &[] } else { commands };
            let event = json!({ "type": kind, "modifiers": 2, "key": key, "code": code,
                "windowsVirtualKeyCode": number, "commands": commands });
            self.devtools("Input.dispatchKeyEvent", event).await;
        }
    }

    /// Takes back what was typed last, as Ctrl+Z does.
    pub async fn undo(&self) {
        self.command("undo").await;
    }

    /// What keys of an editor's system do in the field with the focus: `copy`, `paste`, `undo`.
    pub async fn command(&self, name: &str) {
        let (key, code) = match name {
            "undo" => ("z", "KeyZ"),
            "selectAll" => ("a", "KeyA"),
            "copy" => ("c", "KeyC"),
            "paste" => ("v", "KeyV"),
            _ => panic!("no key does {name}"),
        };
        self.chord(key, code, &[name]).await;
    }
}
