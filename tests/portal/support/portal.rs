//! A portal of its own for each test: a real server on a socket of its own.

use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;

use broadsheet::app::App;
use broadsheet::changes::{self, Recorded};
use broadsheet::clock::Clock;
use broadsheet::commands::{self, Due};
use broadsheet::config::Config;
use broadsheet::db::Conn;
use broadsheet::model::{ChangeId, SignOff};
use broadsheet::server;
use tokio::sync::oneshot;

use super::answer::Answer;
use super::content::Known;
use super::database::TestDatabase;
use super::http::{self, Request};
use super::{article_path, at, decode_by_the_program};

/// When it is at the start of each test, UTC: 16:00 in Beijing and in Ulaanbaatar.
pub const START: &str = "2026-05-04 08:00";

/// A portal without content, its clock standing at [`START`].
pub async fn spawn() -> Portal {
    spawn_with(|_| ()).await
}

/// A portal with settings of the test's own.
pub async fn spawn_with(set: impl FnOnce(&mut Config)) -> Portal {
    spawn_on(Arc::new(TestDatabase::new()), set).await
}

/// A portal on a database that is there already.
pub async fn spawn_on(database: Arc<TestDatabase>, set: impl FnOnce(&mut Config)) -> Portal {
    let mut config = Config::for_tests(&database.folder, database.url.clone());
    config.base_url = "https://portal.example".to_owned();
    set(&mut config);
    Portal::open(database, config, Clock::stopped(at(START)))
}

/// A running portal; it stops, and its content is gone, when this is dropped.
pub struct Portal {
    pub app: Arc<App>,
    pub clock: TestClock,
    server: Option<Server>,
    pub(super) known: Known,
    /// Dropped last: it takes the database away.
    pub database: Arc<TestDatabase>,
}

impl Portal {
    fn open(database: Arc<TestDatabase>, config: Config, clock: Clock) -> Portal {
        decode_by_the_program();
        let app = Arc::new(App::open(config, clock.clone()).expect("a portal"));
        let clock = TestClock { clock, app: app.clone() };
        let server = Some(Server::start(app.clone()));
        Portal { app, clock, server, known: Known::default(), database }
    }

    /// Asks for a page as a reader would.
    pub async fn get(&self, target: &str) -> Answer {
        self.request("GET", target).send().await
    }

    /// Asks for the head of a page only.
    pub async fn head(&self, target: &str) -> Answer {
        self.request("HEAD", target).send().await
    }

    /// A request with a method and headers of the test's own.
    pub fn request(&self, method: &str, target: &str) -> Request {
        Request::new(self.address(), method, target)
    }

    /// Sends bytes that needn't be a request, and reads what comes until the connection ends.
    pub async fn send(&self, bytes: &[u8]) -> Vec<u8> {
        http::exchange(self.address(), bytes).await
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.server.as_ref().expect("a server").address
    }

    /// Runs a command, signed off by `test` now.
    pub fn command<T>(&self, command: impl FnOnce(&mut Conn, &SignOff) -> T) -> T {
        let sign_off = SignOff::new("test", self.app.clock.now());
        self.query(|conn| command(conn, &sign_off))
    }

    /// Runs queries of the test's own.
    pub fn query<T>(&self, queries: impl FnOnce(&mut Conn) -> T) -> T {
        queries(&mut self.app.database.writer().expect("a connection"))
    }

    /// Runs what is due, as the clock's thread would.
    pub fn run_due(&self) -> Due {
        self.clock.run_due()
    }

    /// Every change since the portal was made.
    pub fn changes(&self) -> Vec<Recorded> {
        self.query(|conn| changes::list_after(conn, ChangeId(0), 100_000)).expect("the changes")
    }

    /// How many statements an answer takes once the portal is warm.
    pub async fn count_queries(&self, target: &str) -> u64 {
        let warm = self.get(target).await;
        assert_eq!(warm.status(), 200, "{target}");
        let before = self.app.database.queries();
        self.get(target).await;
        self.app.database.queries() - before
    }

    /// Stops the process and starts another one on the same database, at the same instant.
    pub fn restart(&mut self) {
        drop(self.server.take());
        let config = self.app.config.clone();
        let clock = self.clock.clock.clone();
        self.app = Arc::new(App::open(config, clock.clone()).expect("a portal"));
        self.clock = TestClock { clock, app: self.app.clone() };
        self.server = Some(Server::start(self.app.clone()));
    }

    /// Stops answering; the content stays.
    pub fn stop(&mut self) {
        drop(self.server.take());
    }

    /// Another process on the same database with the same clock.
    pub fn twin(&self) -> Portal {
        let config = self.app.config.clone();
        let twin = Portal::open(self.database.clone(), config, self.clock.clock.clone());
        Portal { known: self.known.clone(), ..twin }
    }

    /// Another process on the same database with the same clock, which keeps no page and asks no
    /// replica.
    pub fn cold_twin(&self) -> Portal {
        let config = Config { page_cache_mb: 0, database_read: None, ..self.app.config.clone() };
        Portal::open(self.database.clone(), config, self.clock.clock.clone())
    }

    /// The address of an article, published at an instant (UTC).
    pub fn path_of(&self, edition: &str, published_at: &str, id: i64, slug: &str) -> String {
        article_path(&self.app, edition, at(published_at), id, slug)
    }
}

/// A clock that stands until it is set.
pub struct TestClock {
    clock: Clock,
    app: Arc<App>,
}

impl TestClock {
    /// Sets the time (UTC) and runs what is due then, as the clock's thread would.
    #[track_caller]
    pub fn set(&self, now: &str) -> Due {
        self.jump(now);
        self.run_due()
    }

    /// Sets the time (UTC) and lets nothing happen.
    #[track_caller]
    pub fn jump(&self, now: &str) {
        self.clock.set(at(now));
    }

    fn run_due(&self) -> Due {
        let mut conn = self.app.database.writer().expect("a connection");
        commands::run_due(&mut conn, self.clock.now()).expect("what is due")
    }
}

/// The server on threads of its own; it stops when this is dropped, also when a test fails.
struct Server {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    fn start(app: Arc<App>) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let (stop, stopped) = oneshot::channel();
        let (ready, is_ready) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let portal = server::spawn(app, listener).expect("a server");
                ready.send(portal.address).expect("the test waits");
                let _ = stopped.await;
                portal.stop().await;
            });
        });
        let address = is_ready.recv().expect("a server");
        Server { address, stop: Some(stop), thread: Some(thread) }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
