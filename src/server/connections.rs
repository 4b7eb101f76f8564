//! What becomes of a connection: kept pages first, then everything else.

use std::future::{Future, poll_fn};
use std::net::SocketAddr;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use actix_http::error::DispatchError;
use actix_server::GracefulShutdownSignal;
use actix_service::{Service, ServiceFactory};
use actix_web::rt::net::TcpStream;

use super::express::{Back, Express, Rest};
use super::{HEAD_TIMEOUT, KEEP_ALIVE};
use crate::app::App;

/// Makes, in each worker, what answers on its connections.
pub struct Connections<F> {
    /// The portal.
    pub app: Arc<App>,
    /// Resolves when the server stops.
    pub stopping: GracefulShutdownSignal,
    /// HTTP as actix speaks it.
    pub http: F,
}

type Later<T, E> = Pin<Box<dyn Future<Output = Result<T, E>>>>;

impl<F> ServiceFactory<TcpStream> for Connections<F>
where
    F: ServiceFactory<
            (Rest, Option<SocketAddr>),
            Config = (),
            Response = (),
            Error = DispatchError,
        > + 'static,
    F::Service: 'static,
{
    type Response = ();
    type Error = DispatchError;
    type Config = ();
    type Service = Connection<F::Service>;
    type InitError = F::InitError;
    type Future = Later<Self::Service, F::InitError>;

    fn new_service(&self, (): ()) -> Self::Future {
        let express = Express::new(self.app.clone(), self.stopping.clone());
        let http = self.http.new_service(());
        Box::pin(
            async move { Ok(Connection { express: Rc::new(express), http: Rc::new(http.await?) }) },
        )
    }
}

/// What answers on the connections of one worker.
pub struct Connection<S> {
    express: Rc<Express>,
    http: Rc<S>,
}

impl<S> Service<TcpStream> for Connection<S>
where
    S: Service<(Rest, Option<SocketAddr>), Response = (), Error = DispatchError> + 'static,
{
    type Response = ();
    type Error = DispatchError;
    type Future = Later<(), DispatchError>;

    actix_service::forward_ready!(http);

    fn call(&self, stream: TcpStream) -> Self::Future {
        let (express, http) = (self.express.clone(), self.http.clone());
        Box::pin(async move {
            let peer = stream.peer_addr().ok();
            let back = Back::default();
            let mut next = Some((stream, HEAD_TIMEOUT));
            while let Some((stream, wait)) = next {
                let Some(rest) = express.drive(stream, wait, &back).await else { break };
                poll_fn(|context| http.poll_ready(context)).await?;
                http.call((rest, peer)).await?;
                next = back.take().map(|stream| (stream, KEEP_ALIVE));
            }
            Ok(())
        })
    }
}
