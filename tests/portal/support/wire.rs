//! A wire between a portal and PostgreSQL.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};

use broadsheet::db::DatabaseUrl;

use super::database::TestDatabase;

/// A wire to PostgreSQL that can be cut, or held.
pub struct Wire {
    /// Where the database is, through the wire.
    pub url: String,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    now: Mutex<Now>,
    goes_on: Condvar,
}

#[derive(Default)]
struct Now {
    is_cut: bool,
    is_held: bool,
    open: Vec<TcpStream>,
}

impl Wire {
    /// A wire that leads to a test's database; `None` on SQLite, where none can be cut.
    pub fn before(database: &TestDatabase) -> Option<Wire> {
        match &database.url {
            DatabaseUrl::Postgres(url) => Some(Wire::to(url)),
            DatabaseUrl::Sqlite(_) => None,
        }
    }

    /// A wire to the server of a URL.
    pub fn to(url: &str) -> Wire {
        let server: url::Url = url.parse().expect("a URL");
        let host = server.host_str().unwrap_or("127.0.0.1").to_owned();
        let port = server.port().unwrap_or(5432);
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let here: SocketAddr = listener.local_addr().expect("its address");
        let mut url = server.clone();
        url.set_host(Some("127.0.0.1")).expect("a host");
        url.set_port(Some(here.port())).expect("a port");
        let state = Arc::new(State::default());
        let this = state.clone();
        std::thread::spawn(move || {
            for near in listener.incoming() {
                let Ok(near) = near else { return };
                if state.lock().is_cut {
                    continue;
                }
                let Ok(far) = TcpStream::connect((host.as_str(), port)) else { continue };
                let pairs = [(&near, &far), (&far, &near)];
                for (from, to) in pairs {
                    let (Ok(from), Ok(to)) = (from.try_clone(), to.try_clone()) else { continue };
                    let state = state.clone();
                    std::thread::spawn(move || {
                        let _ = state.carry(from, &to);
                        let _ = to.shutdown(Shutdown::Both);
                    });
                }
                state.lock().open.extend([near, far]);
            }
        });
        Wire { url: url.to_string(), state: this }
    }

    /// From now on nobody is at the other end.
    pub fn cut(&self) {
        let mut now = self.state.lock();
        now.is_cut = true;
        for stream in now.open.drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// Somebody is again.
    pub fn mend(&self) {
        self.state.lock().is_cut = false;
    }

    /// From now on everything that is sent is taken, as by somebody who is there, and goes nowhere,
    /// until what this returns is dropped.
    pub fn hold(&self) -> Held {
        self.state.lock().is_held = true;
        Held(self.state.clone())
    }
}

/// While this lives, nothing goes over the wire; then what was held goes on.
pub struct Held(Arc<State>);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.lock().is_held = false;
        self.0.goes_on.notify_all();
    }
}

impl State {
    fn lock(&self) -> MutexGuard<'_, Now> {
        self.now.lock().expect("the wire")
    }

    /// Carries bytes until one end closes.
    fn carry(&self, mut from: TcpStream, mut to: &TcpStream) -> io::Result<()> {
        let mut bytes = [0; 16 << 10];
        loop {
            let read = from.read(&mut bytes)?;
            let now = self.goes_on.wait_while(self.lock(), |now| now.is_held);
            drop(now.expect("the wire"));
            if read == 0 {
                return Ok(());
            }
            to.write_all(&bytes[..read])?;
        }
    }
}
