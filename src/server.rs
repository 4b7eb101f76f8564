//! The portal as a server: from a bound port to the last answer.

pub mod clock;
mod connections;
mod express;
mod kept_pages;
pub mod metrics;
pub mod why;
pub mod worker;

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use actix_http::HttpService;
use actix_server::{Server, ServerHandle};
use actix_service::{IntoServiceFactory as _, ServiceFactoryExt as _, map_config};
use actix_web::dev::AppConfig;
use actix_web::middleware::from_fn;
use actix_web::rt::signal::unix::{Signal, SignalKind, signal};
use actix_web::rt::{spawn as spawn_task, time};
use actix_web::web;

use self::connections::Connections;
use self::kept_pages::KeptPages;
use crate::app::App;
use crate::config::Config;
use crate::followers::purge::{self, Purger};
use crate::pages::health::Health;
use crate::{followers, request_log, routes};

/// How long a client may take to send the head of a request.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);

/// How long a connection may take to close.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(2);

/// How long a connection may be idle between requests. Longer than what proxies keep theirs
/// (nginx: 60 seconds), so that it is the proxy that closes and no request meets a closed door.
const KEEP_ALIVE: Duration = Duration::from_secs(75);

/// How long a client may take no bytes at all while an answer waits for it.
const STALLED_MS: u32 = 30_000;

/// Threads that wait for a database's server, for the disk or for a long calculation, at least.
/// Each has a heap of its own: a crowd of readers waits in line, not on a thread a reader.
const LEAST_WAITING_THREADS: usize = 64;

/// Balancers get this part of the drain time to notice that the portal isn't ready.
const NOTICE_PART: u32 = 4;

/// Why the portal can't listen, as one line.
#[derive(Debug, thiserror::Error)]
pub enum ListenError {
    /// Somebody else does.
    #[error("Port {port} is already in use. Try: broadsheet serve --{flag} {free}")]
    InUse {
        /// The flag that chooses another one.
        flag: &'static str,
        /// The port.
        port: u16,
        /// One that is free.
        free: SocketAddr,
    },
    /// Low ports are the system's.
    #[error("Port {port} is for the system only. Try: broadsheet serve --{flag} {free}")]
    Forbidden {
        /// The flag that chooses another one.
        flag: &'static str,
        /// The port.
        port: u16,
        /// One that is free.
        free: SocketAddr,
    },
    /// The address isn't this machine's.
    #[error("cannot listen on {address}: {source}. Try: broadsheet serve --{flag} 127.0.0.1:8080")]
    Other {
        /// The flag that chooses another one.
        flag: &'static str,
        /// The address.
        address: SocketAddr,
        /// The system's reason.
        source: io::Error,
    },
}

/// A portal that answers.
pub struct Portal {
    /// Where it listens; the port is known even when the system chose it.
    pub address: SocketAddr,
    server: ServerHandle,
    health: web::Data<Health>,
    drain: Duration,
}

/// Takes the port, before anything else is touched; `flag` is the one that chose it.
///
/// # Errors
///
/// The port is taken, is the system's, or the address isn't this machine's.
pub fn bind(flag: &'static str, address: SocketAddr) -> Result<TcpListener, ListenError> {
    let port = address.port();
    TcpListener::bind(address).map_err(|source| match source.kind() {
        io::ErrorKind::AddrInUse => ListenError::InUse { flag, port, free: free_near(address) },
        io::ErrorKind::PermissionDenied => {
            let high = SocketAddr::new(address.ip(), 8079);
            ListenError::Forbidden { flag, port, free: free_near(high) }
        }
        _ => ListenError::Other { flag, address, source },
    })
}

/// Answers on `listener` until the process is told to stop, and publishes what comes due.
///
/// The first SIGTERM takes the portal out of its balancer (`/-/ready` answers 503), after a
/// quarter of the drain time stops accepting, and ends when the requests that had begun have,
/// or when the drain time is over. Ctrl-C does the same without waiting for a balancer. The
/// second signal ends at once.
///
/// SIGHUP ends nothing: `reload` is called, on a thread of its own.
///
/// What is measured is told on `measured`, if there is such a listener. `announce` is called when
/// all of that holds: from then on a signal is heeded.
///
/// # Errors
///
/// The system refuses a thread, a signal or the listener.
pub async fn run(
    app: Arc<App>,
    listener: TcpListener,
    measured: Option<TcpListener>,
    reload: impl Fn() + Send + Sync + 'static,
    announce: impl FnOnce(),
) -> io::Result<()> {
    let mut stop = StopSignals::listen()?;
    reload_when_told(reload)?;
    let clock = clock::start(app.clone(), clock::POLL)?;
    let worker = worker::start(app.clone())?;
    let followers = followers::start(app.clone())?;
    let purger = Purger::new(&app.config).map_err(io::Error::other)?;
    let purging = purger.map(|purger| purge::start(app.clone(), purger)).transpose()?;
    app.cache.start_packing()?;
    let measured = measured.map(|listener| metrics::start(app.clone(), listener)).transpose()?;
    let portal = spawn(app, listener)?;
    announce();
    let is_in_hurry = stop.next().await;
    tracing::info!(seconds = portal.drain.as_secs(), "stopping; a second signal stops at once");
    let drain = portal.drain(is_in_hurry);
    let drain = std::pin::pin!(drain);
    let second = std::pin::pin!(stop.next());
    if first_of(drain, second).await.is_none() {
        tracing::warn!("stopped before every request was answered");
    }
    if let Some(measured) = measured {
        measured.stop(false).await;
    }
    // They end what they are at, so that a publication isn't cut in two.
    drop(purging);
    drop(followers);
    drop(worker);
    drop(clock);
    tracing::info!("stopped");
    Ok(())
}

/// Answers on `listener` in the background of the calling runtime, until told to stop.
///
/// Without the clock's thread: see [`clock::start`].
///
/// # Errors
///
/// The database can't be asked, or the system refuses the listener.
pub fn spawn(app: Arc<App>, listener: TcpListener) -> io::Result<Portal> {
    let health = web::Data::new(Health::of(&app).map_err(io::Error::other)?);
    let address = listener.local_addr()?;
    let drain = Duration::from_secs(app.config.drain_secs);
    let server = build(app, health.clone(), listener)?;
    let handle = server.handle();
    spawn_task(server);
    Ok(Portal { address, server: handle, health, drain })
}

impl Portal {
    /// Stops at once; requests that are being answered are cut off.
    pub async fn stop(&self) {
        self.server.stop(false).await;
    }

    /// Stops as a SIGTERM does, or (`is_in_hurry`) as Ctrl-C does.
    pub async fn drain(&self, is_in_hurry: bool) {
        self.health.begin_draining();
        if !is_in_hurry {
            time::sleep(self.drain / NOTICE_PART).await;
        }
        self.server.stop(true).await;
    }
}

fn build(app: Arc<App>, health: web::Data<Health>, listener: TcpListener) -> io::Result<Server> {
    // Accepted connections inherit it.
    rustix::net::sockopt::set_tcp_user_timeout(&listener, STALLED_MS)?;
    let config = &app.config;
    let grace = config.drain_secs - config.drain_secs / u64::from(NOTICE_PART);
    let address = listener.local_addr()?;
    let builder = Server::build()
        .workers(config.workers)
        .worker_max_blocking_threads(waiting_threads(config))
        .shutdown_timeout(grace)
        .disable_signals();
    let stopping = builder.graceful_shutdown_signal();
    let builder = builder.listen("portal", listener, move || {
        let portal = actix_web::App::new()
            .app_data(web::Data::from(app.clone()))
            .app_data(health.clone())
            .wrap(from_fn(request_log::log))
            .wrap(KeptPages::new(app.clone()))
            .configure(routes::configure(&app.editions))
            .into_factory();
        let portal = map_config(portal, |_| AppConfig::default())
            .map_err(|error: actix_web::Error| error.error_response());
        let told = stopping.clone();
        let http = HttpService::build()
            .graceful_shutdown_signal(move || {
                let told = told.clone();
                async move { told.notified().await }
            })
            .keep_alive(KEEP_ALIVE)
            .client_request_timeout(HEAD_TIMEOUT)
            .client_disconnect_timeout(CLOSE_TIMEOUT)
            .local_addr(address)
            .h1(portal);
        let (app, stopping) = (app.clone(), stopping.clone());
        Connections { app, stopping, http }
    })?;
    Ok(builder.run())
}

/// A worker's part of them: there are always more than readers have connections.
fn waiting_threads(config: &Config) -> usize {
    let connections = usize::try_from(config.database_connections).unwrap_or(usize::MAX);
    connections.saturating_mul(2).max(LEAST_WAITING_THREADS).div_ceil(config.workers)
}

/// Calls `reload` at each SIGHUP, one after the other, as long as the runtime lives.
fn reload_when_told(reload: impl Fn() + Send + Sync + 'static) -> io::Result<()> {
    let mut told = signal(SignalKind::hangup())?;
    let reload = Arc::new(reload);
    spawn_task(async move {
        while told.recv().await.is_some() {
            let reload = reload.clone();
            // A panic has been logged by itself.
            let _ = web::block(move || reload()).await;
        }
    });
    Ok(())
}

/// What tells the process to stop.
struct StopSignals {
    terminate: Signal,
    interrupt: Signal,
}

impl StopSignals {
    fn listen() -> io::Result<StopSignals> {
        Ok(StopSignals {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    /// Waits for one; whether somebody at a terminal sent it.
    async fn next(&mut self) -> bool {
        std::future::poll_fn(|context| {
            if self.interrupt.poll_recv(context).is_ready() {
                return std::task::Poll::Ready(true);
            }
            self.terminate.poll_recv(context).map(|_| false)
        })
        .await
    }
}

/// The first one's output, or `None` when the second ends before it.
async fn first_of<T>(
    mut first: std::pin::Pin<&mut impl Future<Output = T>>,
    mut second: std::pin::Pin<&mut impl Future<Output = bool>>,
) -> Option<T> {
    std::future::poll_fn(|context| match first.as_mut().poll(context) {
        std::task::Poll::Ready(output) => std::task::Poll::Ready(Some(output)),
        std::task::Poll::Pending => second.as_mut().poll(context).map(|_| None),
    })
    .await
}

/// The next port after `address`'s that nobody has, or simply the next one.
fn free_near(address: SocketAddr) -> SocketAddr {
    let next = |step| SocketAddr::new(address.ip(), address.port().saturating_add(step));
    let is_free = |address: &SocketAddr| TcpListener::bind(address).is_ok();
    (1..20).map(next).find(is_free).unwrap_or_else(|| next(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_named_with_one_that_is_free() {
        let taken = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = taken.local_addr().unwrap();
        let problem = bind("listen", address).unwrap_err().to_string();
        let (before, free) = problem.split_once(" Try: broadsheet serve --listen ").unwrap();
        assert_eq!(before, format!("Port {} is already in use.", address.port()));
        assert!(bind("listen", free.parse().unwrap()).is_ok());
    }
}
