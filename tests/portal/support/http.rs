//! A reader's requests: a small HTTP/1.1 client that sends what it is told to.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::answer::Answer;

/// A request that is about to be sent.
#[must_use = "a request does nothing until it is sent"]
pub struct Request {
    address: SocketAddr,
    method: String,
    target: String,
    headers: Vec<(String, String)>,
}

impl Request {
    pub fn new(address: SocketAddr, method: &str, target: &str) -> Request {
        let (method, target) = (method.to_owned(), target.to_owned());
        Request { address, method, target, headers: Vec::new() }
    }

    pub fn header(mut self, name: &str, value: &str) -> Request {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub async fn send(self) -> Answer {
        let mut head = format!("{} {} HTTP/1.1\r\n", self.method, self.target);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("host: portal.example\r\n\r\n");
        let bytes = exchange(self.address, head.as_bytes()).await;
        Answer::parse(&self.target, &bytes, self.method != "HEAD")
    }
}

/// Sends `bytes` as they are and nothing after them, and reads to the end of the connection.
pub async fn exchange(address: SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).await.expect("the portal listens");
    stream.write_all(bytes).await.expect("the portal reads");
    // The portal may have closed already: what it said before counts.
    let _ = stream.shutdown().await;
    let mut answer = Vec::new();
    // The portal may close before it has read everything: what it said before counts.
    let _ = stream.read_to_end(&mut answer).await;
    answer
}
