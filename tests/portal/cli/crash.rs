//! The real program, killed while it publishes.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::thread;

use broadsheet::app::App;
use broadsheet::audit::{self, Verdict};
use broadsheet::auth::secret;
use broadsheet::changes;
use broadsheet::clock::Clock;
use broadsheet::commands::{self, ArticleText, CoverageWords, SectionWords, sign_in};
use broadsheet::config::Config;
use broadsheet::db::{Conn, DatabaseUrl, dialect, drafts, users};
use broadsheet::model::{
    ArticleId, ArticleState, ChangeId, CoverageId, RevisionId, Role, Roles, SectionId, SignOff,
};
use diesel::prelude::*;

use super::{Folder, Server, kill};
use crate::support::{TestDatabase, on_both_databases};

const ARTICLES: usize = 1000;
const WORKERS: usize = 4;

/// A newsroom's database with everything to publish and somebody who may.
struct Newsroom {
    database: TestDatabase,
    token: String,
    section: SectionId,
    coverage: CoverageId,
    articles: Vec<(ArticleId, RevisionId)>,
}

impl Newsroom {
    fn new() -> Newsroom {
        let database = TestDatabase::new();
        let token = secret::token();
        let app = open(&database);
        let by = SignOff::new("test", app.clock.now());
        let conn = &mut *app.database.writer().unwrap();
        let words = SectionWords {
            edition: "en".to_owned(),
            name: "World".to_owned(),
            slug: "world".to_owned(),
            description: String::new(),
        };
        let section = commands::open_section(conn, &by, &[words]).unwrap();
        let words = CoverageWords {
            edition: "en".to_owned(),
            name: "Summit".to_owned(),
            slug: "summit".to_owned(),
            summary: String::new(),
        };
        let coverage = commands::open_coverage(conn, &by, None, &[words]).unwrap();
        let mut articles = Vec::new();
        dialect::transaction(conn, |conn| {
            for number in 0..ARTICLES {
                let headline = format!("Story {number}");
                let words = ArticleText { headline, ..ArticleText::default() };
                let story = commands::create_story(conn, &by, &words.headline).unwrap();
                let edition = ("en", "en");
                let id = commands::create_article(conn, &by, story, edition, section, "", &words)
                    .unwrap();
                commands::file_in_coverage(conn, &by, id, coverage).unwrap();
                articles.push((id, drafts::find_newest_revision(conn, id)?.unwrap().id));
            }
            let id = users::insert(conn, "editor@example.org", "Editor", "en", by.at)?;
            let roles = Roles::of(Role::Editor, &["en".to_owned()]);
            users::set_roles(conn, id, &roles)?;
            let user = users::find(conn, id)?.unwrap();
            let by = SignOff::person(id, roles, "127.0.0.1", by.at);
            sign_in::sign_in(conn, &by, &app.config, &user, &token, "a test")?;
            QueryResult::Ok(())
        })
        .unwrap();
        Newsroom { database, token, section, coverage, articles }
    }

    /// Starts the program on the database.
    fn serve(&self, folder: &Folder) -> Server {
        let url = match &self.database.url {
            DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
            DatabaseUrl::Postgres(url) => url.clone(),
        };
        Server::start(folder, &["--load-demo", "false", "--database-url", &url])
    }

    /// The form that publishes an article, as its page would send it.
    fn form(&self, article: ArticleId, version: RevisionId) -> String {
        let (section, coverage) = (self.section.to_string(), self.coverage.to_string());
        let (csrf, version) = (secret::derive(&self.token, "csrf"), version.to_string());
        let number = self.articles.iter().position(|(id, _)| *id == article).unwrap();
        let headline = format!("Story {number}");
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        body.extend_pairs([
            ("csrf", csrf.as_str()),
            ("version", &version),
            ("headline", &headline),
            ("section", &section),
            ("coverage", &coverage),
        ]);
        let body = body.finish();
        format!(
            "POST /admin/articles/{article}/publication HTTP/1.1\r\nhost: portal\r\n\
             cookie: broadsheet={}\r\nsec-fetch-site: same-origin\r\nconnection: close\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            self.token,
            body.len()
        )
    }

    /// Publishes what is still a draft, and kills the program after so many answers.
    ///
    /// The articles whose publication was acknowledged.
    fn publish(&self, open: Vec<ArticleId>, kill_after: Option<usize>) -> Vec<ArticleId> {
        let folder = Folder::new();
        let server = self.serve(&folder);
        let forms: Vec<(ArticleId, String)> = self
            .articles
            .iter()
            .filter(|(id, _)| open.contains(id))
            .map(|&(id, version)| (id, self.form(id, version)))
            .collect();
        let queue = Arc::new(Mutex::new(forms.into_iter()));
        let (acknowledge, acknowledged) = mpsc::channel();
        let address = server.address;
        let workers: Vec<_> = (0..WORKERS)
            .map(|_| {
                let (queue, acknowledge) = (queue.clone(), acknowledge.clone());
                thread::spawn(move || {
                    loop {
                        let next = queue.lock().unwrap().next();
                        let Some((id, form)) = next else { return };
                        match post(address, &form) {
                            Some(303) => acknowledge.send(id).unwrap(),
                            Some(status) => panic!("{status} for article {id}"),
                            // It was killed.
                            None => return,
                        }
                    }
                })
            })
            .collect();
        drop(acknowledge);
        let mut ids = Vec::new();
        for id in acknowledged {
            ids.push(id);
            if Some(ids.len()) == kill_after {
                kill(server.child.id(), "KILL");
            }
        }
        for worker in workers {
            worker.join().unwrap();
        }
        ids
    }

    /// That every article is published as a whole or not at all; those that aren't.
    fn check(&self, acknowledged: &[ArticleId]) -> Vec<ArticleId> {
        let app = open(&self.database);
        let conn = &mut *app.database.writer().unwrap();
        let mut recorded: HashMap<String, usize> = HashMap::new();
        let all = changes::list_after(conn, ChangeId(0), 1_000_000).unwrap();
        for change in all.into_iter().filter(|change| change.verb == "publish") {
            let nouns: Vec<String> = serde_json::from_str(&change.nouns).unwrap();
            let article = nouns.into_iter().find(|noun| noun.starts_with("article:")).unwrap();
            *recorded.entry(article).or_default() += 1;
        }
        let mut open = Vec::new();
        for &(id, version) in &self.articles {
            let draft = drafts::find(conn, id).unwrap().unwrap();
            let count = recorded.get(&format!("article:{id}")).copied().unwrap_or_default();
            let is_live = draft.state == ArticleState::Live.as_str();
            assert_eq!(count, usize::from(is_live), "article {id} is {}", draft.state);
            assert_eq!(draft.live_revision_id, is_live.then_some(version), "article {id}");
            assert_eq!(draft.published_at.is_some(), is_live, "article {id}");
            assert_eq!(listed_at(conn, id), draft.published_at, "article {id} in its coverage");
            if !is_live {
                assert!(!acknowledged.contains(&id), "article {id} was acknowledged and is lost");
                open.push(id);
            }
        }
        assert!(matches!(audit::verify(conn), Ok(Verdict::Whole { .. })));
        open
    }
}

fn open(database: &TestDatabase) -> App {
    let config = Config::for_tests(&database.folder, database.url.clone());
    App::open(config, Clock::system()).unwrap()
}

fn listed_at(conn: &mut Conn, id: ArticleId) -> Option<chrono::NaiveDateTime> {
    use broadsheet::db::schema::article_coverages::{article_id, listed_at, table};
    table.filter(article_id.eq(id)).select(listed_at).first(conn).unwrap()
}

/// The status of the answer, if all of its head came.
fn post(address: SocketAddr, request: &str) -> Option<u16> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.write_all(request.as_bytes()).ok()?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).ok()?;
    let head = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    std::str::from_utf8(&bytes[..head]).ok()?.split(' ').nth(1)?.parse().ok()
}

#[apply(on_both_databases)]
async fn nothing_acknowledged_is_lost_and_nothing_is_half_when_the_portal_is_killed() {
    let newsroom = Newsroom::new();
    let mut open = newsroom.check(&[]);
    assert_eq!(open.len(), ARTICLES);
    let mut acknowledged = Vec::new();
    for kill_after in [Some(150), Some(300), Some(250), None] {
        acknowledged.extend(newsroom.publish(open, kill_after));
        open = newsroom.check(&acknowledged);
    }
    assert!(open.is_empty(), "{open:?}");
    assert!(acknowledged.len() > ARTICLES - 4 * WORKERS, "{}", acknowledged.len());
}
