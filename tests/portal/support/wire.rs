//! A wire between a portal and PostgreSQL.

use std::io;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

/// A wire to PostgreSQL that can be cut.
pub struct Wire {
    /// Where the database is, through the wire.
    pub url: String,
    is_cut: Arc<AtomicBool>,
    open: Arc<Mutex<Vec<TcpStream>>>,
}

impl Wire {
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
        let is_cut = Arc::new(AtomicBool::new(false));
        let open: Arc<Mutex<Vec<TcpStream>>> = Arc::default();
        let (cut, streams) = (is_cut.clone(), open.clone());
        std::thread::spawn(move || {
            for near in listener.incoming() {
                let Ok(near) = near else { return };
                if cut.load(Ordering::SeqCst) {
                    continue;
                }
                let Ok(far) = TcpStream::connect((host.as_str(), port)) else { continue };
                let pairs = [(&near, &far), (&far, &near)];
                for (from, to) in pairs {
                    let (Ok(mut from), Ok(mut to)) = (from.try_clone(), to.try_clone()) else {
                        continue;
                    };
                    std::thread::spawn(move || {
                        let _ = io::copy(&mut from, &mut to);
                        let _ = to.shutdown(Shutdown::Both);
                    });
                }
                streams.lock().expect("the list").extend([near, far]);
            }
        });
        Wire { url: url.to_string(), is_cut, open }
    }

    /// From now on nobody is at the other end.
    pub fn cut(&self) {
        self.is_cut.store(true, Ordering::SeqCst);
        for stream in self.open.lock().expect("the list").drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// Somebody is again.
    pub fn mend(&self) {
        self.is_cut.store(false, Ordering::SeqCst);
    }
}
