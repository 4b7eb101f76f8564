//! The clock's thread publishes what is due: on time, once, and after a failure.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use broadsheet::app::App;
use broadsheet::clock::Clock;
use broadsheet::commands::{self, ArticleText, SectionWords};
use broadsheet::config::Config;
use broadsheet::db::{DatabaseUrl, drafts};
use broadsheet::model::{ArticleId, ChangeId, SignOff};
use broadsheet::server::clock::{self, ClockTask};
use chrono::NaiveDateTime;

const POLL: Duration = Duration::from_millis(10);

fn at(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

/// A portal without a server, in a folder that is gone after the test.
struct Newsroom {
    app: Arc<App>,
    folder: PathBuf,
}

impl Newsroom {
    fn open(name: &str) -> Newsroom {
        let folder = std::env::temp_dir().join(format!("clock-{name}-{}", std::process::id()));
        let database = DatabaseUrl::Sqlite(folder.join("news.sqlite3"));
        let config = Config::for_tests(&folder, database);
        let clock = Clock::stopped(at("2026-05-04T05:59:00"));
        Newsroom { app: Arc::new(App::open(config, clock).unwrap()), folder }
    }

    /// An article that is to be published at `due` (UTC).
    fn schedule(&self, headline: &str, due: &str) -> ArticleId {
        let conn = &mut *self.app.database.writer().unwrap();
        let sign_off = SignOff::new("test", self.app.clock.now());
        let words = SectionWords {
            edition: "en".to_owned(),
            name: headline.to_owned(),
            slug: headline.to_owned(),
            description: String::new(),
        };
        let section = commands::open_section(conn, &sign_off, &[words]).unwrap();
        let story = commands::create_story(conn, &sign_off, headline).unwrap();
        let words = ArticleText { headline: headline.to_owned(), ..ArticleText::default() };
        let article =
            commands::create_article(conn, &sign_off, story, ("en", "en"), section, "", &words)
                .unwrap();
        commands::schedule(conn, &sign_off, article, at(due)).unwrap();
        article
    }

    /// The article's state and the time it carries.
    fn state(&self, article: ArticleId) -> (String, Option<NaiveDateTime>) {
        let conn = &mut *self.app.database.reader().unwrap();
        let draft = drafts::find(conn, article).unwrap().unwrap();
        (draft.state, draft.published_at)
    }

    /// What the clock has published.
    fn publications(&self) -> usize {
        let conn = &mut *self.app.database.reader().unwrap();
        let feed = broadsheet::changes::list_after(conn, ChangeId(0), 100).unwrap();
        feed.iter().filter(|change| change.verb == "publish").count()
    }

    fn start_clock(&self) -> Ticking {
        Ticking(clock::start(self.app.clone(), POLL).unwrap())
    }
}

/// The clock's thread, of which the tests wait for whole turns.
struct Ticking(ClockTask);

impl Ticking {
    #[track_caller]
    fn turn(&self) {
        assert!(self.0.wait_for_turn(Duration::from_secs(10)), "the clock stands still");
    }
}

impl Drop for Newsroom {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

#[test]
fn a_schedule_is_kept_to_the_second() {
    let newsroom = Newsroom::open("kept");
    let article = newsroom.schedule("fuel", "2026-05-04T06:00:00");
    let clock = newsroom.start_clock();
    newsroom.app.clock.set(at("2026-05-04T05:59:59.999999"));
    clock.turn();
    assert_eq!(newsroom.state(article), ("scheduled".to_owned(), None));
    newsroom.app.clock.set(at("2026-05-04T06:00:00"));
    clock.turn();
    assert_eq!(newsroom.state(article), ("live".to_owned(), Some(at("2026-05-04T06:00:00"))));
}

#[test]
fn what_came_due_while_nobody_was_there_is_published_at_the_start() {
    let newsroom = Newsroom::open("late");
    let article = newsroom.schedule("fuel", "2026-05-04T06:00:00");
    newsroom.app.clock.set(at("2026-05-07T12:00:00"));
    newsroom.start_clock().turn();
    assert_eq!(newsroom.state(article), ("live".to_owned(), Some(at("2026-05-04T06:00:00"))));
}

#[test]
fn the_clock_goes_on_after_the_database_has_failed() {
    use diesel::connection::SimpleConnection;
    let newsroom = Newsroom::open("failure");
    let article = newsroom.schedule("fuel", "2026-05-04T06:00:00");
    let rename = |from: &str, to: &str| {
        let conn = &mut *newsroom.app.database.writer().unwrap();
        conn.batch_execute(&format!("ALTER TABLE {from} RENAME TO {to}")).unwrap();
    };
    rename("articles", "hidden");
    newsroom.app.clock.set(at("2026-05-04T06:00:00"));
    let clock = newsroom.start_clock();
    clock.turn();
    rename("hidden", "articles");
    assert_eq!(newsroom.state(article), ("scheduled".to_owned(), None));
    clock.turn();
    assert_eq!(newsroom.state(article).0, "live");
}

#[test]
fn two_clocks_publish_once() {
    let newsroom = Newsroom::open("two");
    let article = newsroom.schedule("fuel", "2026-05-04T06:00:00");
    let (one, other) = (newsroom.start_clock(), newsroom.start_clock());
    newsroom.app.clock.set(at("2026-05-04T06:00:00"));
    one.turn();
    other.turn();
    assert_eq!(newsroom.state(article).0, "live");
    assert_eq!(newsroom.publications(), 1);
}
