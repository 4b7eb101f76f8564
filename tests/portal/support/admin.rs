//! Somebody in the newsroom: a small browser that keeps its cookie and fills forms in.

use std::sync::Mutex;

use broadsheet::auth::{cookie, secret};
use broadsheet::commands::sign_in;
use broadsheet::db::{dialect, users};
use broadsheet::model::{Role, Roles, SignOff, User, UserId};

use super::answer::Answer;
use super::http;
use super::portal::Portal;

/// The password of everybody whom [`Portal::colleague_with_password`] makes.
pub const PASSWORD: &str = "correct horse battery";

impl Portal {
    /// Somebody with a role in some editions (none: in all of them), signed in.
    ///
    /// The session is made without a password, which takes a while to check; [`Browser::sign_in`]
    /// goes through the form.
    pub fn sign_in_as(&self, role: Role, editions: &[&str]) -> Browser<'_> {
        self.sign_in(&self.colleague(role, editions))
    }

    /// A browser in which somebody is signed in.
    pub fn sign_in(&self, user: &User) -> Browser<'_> {
        let browser = self.browser();
        let token = secret::token();
        let sign_off =
            SignOff::person(user.id, user.roles.clone(), "127.0.0.1", self.app.clock.now());
        self.query(|conn| {
            sign_in::sign_in(conn, &sign_off, &self.app.config, user, &token, "a test")
        })
        .expect("a session");
        *browser.cookie.lock().expect("no other thread") = Some(token);
        browser.with_user(user.id)
    }

    /// Somebody with a role in some editions (none: in all of them) and without a password.
    pub fn colleague(&self, role: Role, editions: &[&str]) -> User {
        let editions: Vec<String> = editions.iter().map(|edition| (*edition).to_owned()).collect();
        self.colleague_with(&Roles::of(role, &editions))
    }

    /// Somebody with these roles and without a password.
    pub fn colleague_with(&self, roles: &Roles) -> User {
        let now = self.app.clock.now();
        let added = self.query(|conn| {
            dialect::transaction(conn, |conn| {
                let number = users::list(conn)?.len() + 1;
                let role = roles.highest().map_or("nobody", Role::as_str);
                let (email, name) =
                    (format!("{role}{number}@example.org"), format!("{role} {number}"));
                let id = users::insert(conn, &email, &name, "en", now)?;
                users::set_roles(conn, id, roles)?;
                users::find(conn, id)
            })
        });
        added.expect("an account").expect("the account")
    }

    /// Somebody who signs in with [`PASSWORD`].
    pub fn colleague_with_password(&self, role: Role, editions: &[&str]) -> User {
        let user = self.colleague(role, editions);
        let hash = broadsheet::auth::password::hash(PASSWORD).expect("a hash");
        self.query(|conn| users::set_password(conn, user.id, &hash)).expect("a password");
        user
    }

    /// An account as it is now.
    pub fn user(&self, id: UserId) -> User {
        self.query(|conn| users::find(conn, id)).expect("a query").expect("an account")
    }

    /// A browser in which nobody is signed in.
    pub fn browser(&self) -> Browser<'_> {
        Browser { portal: self, cookie: Mutex::new(None), user: None }
    }

    /// The verbs in the audit, in their order.
    pub fn audited(&self) -> Vec<String> {
        let acts = self.query(|conn| {
            broadsheet::audit::list_after(conn, broadsheet::model::AuditId(0), 100_000)
        });
        acts.expect("the audit").into_iter().map(|act| act.verb).collect()
    }
}

/// A browser: keeps the cookie that it gets, and sends it below `/admin` only.
pub struct Browser<'a> {
    portal: &'a Portal,
    cookie: Mutex<Option<String>>,
    user: Option<UserId>,
}

impl Browser<'_> {
    fn with_user(mut self, id: UserId) -> Self {
        self.user = Some(id);
        self
    }

    /// Who is signed in by [`Portal::sign_in`].
    pub fn user(&self) -> UserId {
        self.user.expect("somebody signed in")
    }

    /// The value of the cookie.
    pub fn cookie(&self) -> Option<String> {
        self.cookie.lock().expect("no other thread").clone()
    }

    /// Puts another cookie in.
    pub fn set_cookie(&self, value: Option<&str>) {
        *self.cookie.lock().expect("no other thread") = value.map(str::to_owned);
    }

    /// What forms of this browser carry.
    pub fn csrf(&self) -> String {
        secret::derive(&self.cookie().unwrap_or_default(), "csrf")
    }

    /// Asks for a page.
    pub async fn get(&self, target: &str) -> Answer {
        self.send("GET", target, &[], b"").await
    }

    /// Sends a form with the token that its page would have given it.
    pub async fn post(&self, target: &str, fields: &[(&str, &str)]) -> Answer {
        if self.cookie().is_none() {
            self.get("/admin/sign-in").await;
        }
        let csrf = self.csrf();
        let mut all = vec![("csrf", csrf.as_str())];
        all.extend_from_slice(fields);
        self.post_raw(target, &all, &[("sec-fetch-site", "same-origin")]).await
    }

    /// Sends a form as it is, with headers of the test's own.
    pub async fn post_raw(
        &self,
        target: &str,
        fields: &[(&str, &str)],
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        let mut all = vec![("content-type", "application/x-www-form-urlencoded")];
        all.extend_from_slice(headers);
        self.send("POST", target, &all, body.finish().as_bytes()).await
    }

    /// Sends a form with files: the token first, then `fields`, then each file as (field, file's
    /// name, its type, its bytes).
    pub async fn upload(
        &self,
        target: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &str, &[u8])],
    ) -> Answer {
        self.upload_accepting("text/html", target, fields, files).await
    }

    /// The same as a script sends it, which wants JSON.
    pub async fn upload_by_script(
        &self,
        target: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &str, &[u8])],
    ) -> Answer {
        self.upload_accepting("application/json", target, fields, files).await
    }

    async fn upload_accepting(
        &self,
        accept: &str,
        target: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &str, &[u8])],
    ) -> Answer {
        let csrf = self.csrf();
        let mut body = Vec::new();
        let mut part = |head: String, bytes: &[u8]| {
            body.extend_from_slice(b"--boundary7\r\ncontent-disposition: form-data; ");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(b"\r\n\r\n");
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        };
        part("name=\"csrf\"".to_owned(), csrf.as_bytes());
        for (name, value) in fields {
            part(format!("name=\"{name}\""), value.as_bytes());
        }
        for (name, file, kind, bytes) in files {
            let head = format!("name=\"{name}\"; filename=\"{file}\"\r\ncontent-type: {kind}");
            part(head, bytes);
        }
        body.extend_from_slice(b"--boundary7--\r\n");
        let headers = [
            ("content-type", "multipart/form-data; boundary=boundary7"),
            ("accept", accept),
            ("sec-fetch-site", "same-origin"),
        ];
        self.send("POST", target, &headers, &body).await
    }

    /// Sends a form and follows where it leads.
    pub async fn post_and_follow(&self, target: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.post(target, fields).await;
        assert_eq!(answer.status(), 303, "{target}: {}", answer.text());
        self.get(answer.location()).await
    }

    /// Sends a form as somebody does who has just opened its page.
    pub async fn fill_in(&self, target: &str, fields: &[(&str, &str)]) -> Answer {
        let seen = self.get(target).await.select_attribute("input[name=seen]", "value");
        let mut all: Vec<(&str, &str)> = seen.iter().map(|mark| ("seen", mark.as_str())).collect();
        all.extend_from_slice(fields);
        self.post(target, &all).await
    }

    /// The same, and follows where it leads.
    pub async fn save(&self, target: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.fill_in(target, fields).await;
        assert_eq!(answer.status(), 303, "{target}: {}", answer.text());
        self.get(answer.location()).await
    }

    /// Signs in by the form.
    pub async fn sign_in(&self, email: &str, password: &str) -> Answer {
        self.post("/admin/sign-in", &[("email", email), ("password", password)]).await
    }

    /// A request with everything of the test's own but the cookie.
    pub async fn send(
        &self,
        method: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Answer {
        let base_url = &self.portal.app.config.base_url;
        let mut head = format!("{method} {target} HTTP/1.1\r\n");
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        let is_admin = target == "/admin" || target.starts_with("/admin/");
        if let Some(cookie) = self.cookie().filter(|_| is_admin) {
            head.push_str(&format!("cookie: {}={cookie}\r\n", cookie::name(base_url)));
        }
        if method != "GET" || !body.is_empty() {
            head.push_str(&format!("content-length: {}\r\n", body.len()));
        }
        head.push_str("host: portal.example\r\nconnection: close\r\n\r\n");
        let bytes = [head.as_bytes(), body].concat();
        let bytes = http::exchange(self.portal.address(), &bytes).await;
        let answer = Answer::parse(target, &bytes, method != "HEAD");
        self.keep(&answer);
        answer
    }

    fn keep(&self, answer: &Answer) {
        for (name, value) in answer.headers() {
            if name != "set-cookie" {
                continue;
            }
            let pair = value.split(';').next().unwrap_or_default();
            let value = pair.split_once('=').map_or("", |(_, value)| value);
            self.set_cookie(Some(value).filter(|value| !value.is_empty()));
        }
    }
}
