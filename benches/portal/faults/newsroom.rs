//! What is written, and read again, while something breaks.
//!
//! Each page that is watched has a number, and what is written for it says `Bulletin 7.12`: the
//! twelfth of page 7. So whoever reads the page knows whether something is missing.

use std::io;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::client::{Answer, Client};
use crate::pages::article_path;
use crate::servers::Server;
use crate::{Failure, editor};

/// Within this time other nodes must have followed.
pub const BOUND: Duration = Duration::from_millis(250);

/// People who write at once.
pub const WRITERS: usize = 2;
/// Articles of each of them.
const ARTICLES: usize = 5;

/// Somebody who is signed in, and the pages that they write.
pub struct Newsroom {
    cookie: String,
    csrf: String,
    /// Each is written by one writer alone.
    pub pages: Vec<Watched>,
}

/// A page, or several that show the same.
pub struct Watched {
    number: usize,
    /// Where it is read.
    pub paths: Vec<String>,
    /// Which writer writes it; `None`: none of them.
    pub writer: Option<usize>,
    task: Task,
    sent: AtomicU64,
    acknowledged: Mutex<Vec<Acknowledged>>,
}

/// How a page is changed.
enum Task {
    /// By a correction of an article.
    Correct { id: i64, fields: Vec<(&'static str, String)> },
    /// By a new article in a list.
    Publish { edition: &'static str, section: usize, coverage: Option<usize> },
    /// Not at all: it is read only.
    Nothing,
}

struct Acknowledged {
    number: u64,
    /// By which node; `None`: by none of them.
    node: Option<usize>,
    at: Instant,
    /// What was corrected or published.
    article: i64,
}

/// How a node answered a writer.
#[derive(Clone, Copy, PartialEq)]
pub enum Wrote {
    /// It is done, and must be there from now on.
    Acknowledged,
    /// It isn't, with this status.
    Refused(u16),
}

impl Newsroom {
    /// Signs in at a node, and writes the first articles.
    pub fn open(node: &Server) -> Result<Newsroom, Failure> {
        let mut client = node.connect()?;
        let (cookie, csrf) = editor::sign_in(&mut client)?;
        let mut newsroom = Newsroom { cookie, csrf, pages: Vec::new() };
        for writer in 0..WRITERS {
            for _ in 0..ARTICLES {
                newsroom.add_article(&mut client, Some(writer))?;
            }
            // The slugs of the first sections.
            let place = ["world", "china"][writer % 2];
            let paths = vec![format!("/en/{place}/"), format!("/en/{place}/feed.atom")];
            let task = Task::Publish { edition: "en", section: writer + 1, coverage: None };
            newsroom.watch(paths, Some(writer), task);
        }
        newsroom.watch(vec!["/en/".to_owned()], None, Task::Nothing);
        Ok(newsroom)
    }

    /// Writes and publishes an article that is corrected later; gives its place in the list.
    pub fn add_article(
        &mut self,
        client: &mut Client,
        writer: Option<usize>,
    ) -> Result<usize, Failure> {
        let section = writer.unwrap_or(WRITERS) + 1;
        let fields = fields("en", section, None, "The harbour this morning");
        let id = self.create(client, &fields)??;
        let published = self.send(client, id, "publication", &fields, &[])?;
        if published != Wrote::Acknowledged {
            return Err("an article could not be published".into());
        }
        let path = article_path(client, id)?;
        self.watch(vec![path], writer, Task::Correct { id, fields });
        Ok(self.pages.len() - 1)
    }

    /// Watches a coverage of an edition that nobody else writes in.
    pub fn add_coverage(&mut self, edition: &'static str) -> usize {
        let paths = vec![format!("/{edition}/coverage/coverage-1")];
        let task = Task::Publish { edition, section: 1, coverage: Some(1) };
        self.watch(paths, None, task);
        self.pages.len() - 1
    }

    fn watch(&mut self, paths: Vec<String>, writer: Option<usize>, task: Task) {
        static SERIAL: AtomicUsize = AtomicUsize::new(1);
        let number = SERIAL.fetch_add(1, Ordering::Relaxed);
        let (sent, acknowledged) = (AtomicU64::new(0), Mutex::default());
        self.pages.push(Watched { number, paths, writer, task, sent, acknowledged });
    }

    /// Changes a page by the node that `client` is connected to.
    ///
    /// # Errors
    ///
    /// There is no answer: it may be done, or not.
    pub fn write(&self, client: &mut Client, node: usize, page: &Watched) -> io::Result<Wrote> {
        let number = page.sent.fetch_add(1, Ordering::Relaxed) + 1;
        let words = page.words(number);
        let (article, wrote) = match &page.task {
            Task::Correct { id, fields } => {
                (*id, self.send(client, *id, "correction", fields, &[("correction", &words)])?)
            }
            Task::Publish { edition, section, coverage } => {
                let fields = fields(edition, *section, *coverage, &words);
                match self.create(client, &fields)? {
                    Ok(id) => (id, self.send(client, id, "publication", &fields, &[])?),
                    Err(refused) => (0, Wrote::Refused(refused.0)),
                }
            }
            Task::Nothing => return Ok(Wrote::Refused(0)),
        };
        if wrote == Wrote::Acknowledged {
            page.acknowledge(number, Some(node), article);
        }
        Ok(wrote)
    }

    fn create(
        &self,
        client: &mut Client,
        fields: &[(&'static str, String)],
    ) -> io::Result<Result<i64, Refused>> {
        let answer = self.post(client, "/admin/articles", fields, &[])?;
        let id = answer.header("location").and_then(|it| it.strip_prefix("/admin/articles/"));
        let id = id.filter(|_| answer.status == 303).and_then(|id| id.parse().ok());
        Ok(id.ok_or(Refused(answer.status)))
    }

    fn send(
        &self,
        client: &mut Client,
        id: i64,
        act: &str,
        fields: &[(&'static str, String)],
        more: &[(&str, &str)],
    ) -> io::Result<Wrote> {
        let place = format!("/admin/articles/{id}");
        let answer = self.post(client, &format!("{place}/{act}"), fields, more)?;
        let is_done = answer.status == 303 && answer.header("location") == Some(&place);
        Ok(if is_done { Wrote::Acknowledged } else { Wrote::Refused(answer.status) })
    }

    fn post(
        &self,
        client: &mut Client,
        path: &str,
        fields: &[(&'static str, String)],
        more: &[(&str, &str)],
    ) -> io::Result<Answer> {
        let mut all = vec![("csrf", self.csrf.as_str())];
        all.extend(fields.iter().map(|(name, value)| (*name, value.as_str())));
        all.extend_from_slice(more);
        client.post(path, &self.cookie, &all)
    }

    /// How many acknowledged changes are not there.
    pub fn count_lost(&self, client: &mut Client) -> Result<usize, Failure> {
        let mut lost = 0;
        for page in &self.pages {
            let text = String::from_utf8(client.page(&page.paths[0])?.body)?;
            for known in page.acknowledged().iter() {
                let words = page.words(known.number);
                let is_there = match page.task {
                    Task::Publish { .. } => {
                        let path = article_path(client, known.article)?;
                        String::from_utf8(client.page(&path)?.body)?.contains(&words)
                    }
                    _ => text.contains(&words),
                };
                lost += usize::from(!is_there);
            }
        }
        Ok(lost)
    }
}

impl Watched {
    /// What readers of a node must see, at least: the newest change that it acknowledged itself,
    /// or that was acknowledged elsewhere more than [`BOUND`] ago.
    pub fn required(&self, node: usize) -> u64 {
        let is_due = |known: &&Acknowledged| known.node == Some(node) || known.at.elapsed() > BOUND;
        self.acknowledged().iter().rev().find(is_due).map_or(0, |known| known.number)
    }

    /// The newest change that a page shows.
    pub fn newest(&self, body: &[u8]) -> u64 {
        let text = String::from_utf8_lossy(body);
        let start = format!("Bulletin {}.", self.number);
        let numbers = text.split(&start).skip(1).filter_map(|rest| {
            let end = rest.find(|it: char| !it.is_ascii_digit()).unwrap_or(rest.len());
            rest[..end].parse().ok()
        });
        numbers.max().unwrap_or(0)
    }

    /// What a change says.
    pub fn words(&self, number: u64) -> String {
        format!("Bulletin {}.{number}.", self.number)
    }

    /// The article that is corrected.
    pub fn article(&self) -> Option<i64> {
        match self.task {
            Task::Correct { id, .. } => Some(id),
            _ => None,
        }
    }

    /// Notes that a change is done.
    pub fn acknowledge(&self, number: u64, node: Option<usize>, article: i64) {
        let at = Instant::now();
        self.acknowledged().push(Acknowledged { number, node, at, article });
    }

    fn acknowledged(&self) -> std::sync::MutexGuard<'_, Vec<Acknowledged>> {
        self.acknowledged.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Why no article was made: the answer's status.
#[derive(Debug, thiserror::Error)]
#[error("an article was answered with {0}")]
struct Refused(u16);

/// The form of an article. Its text stays as it is, so its version doesn't matter.
fn fields(
    edition: &str,
    section: usize,
    coverage: Option<usize>,
    headline: &str,
) -> Vec<(&'static str, String)> {
    let mut fields = vec![
        ("edition", edition.to_owned()),
        ("headline", headline.to_owned()),
        ("body", "The harbour is quiet this morning.".to_owned()),
        ("section", section.to_string()),
        ("version", "0".to_owned()),
    ];
    fields.extend(coverage.map(|id| ("coverage", id.to_string())));
    fields
}
