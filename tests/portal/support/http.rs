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
        let mut stream = TcpStream::connect(self.address).await.expect("the portal listens");
        stream.write_all(head.as_bytes()).await.expect("the portal reads");
        next_answer(&mut stream, &mut Vec::new(), &self.target, self.method != "HEAD").await
    }
}

/// The next answer on a connection that stays open, as a browser's does; what was read beyond it
/// stays in `read`.
pub async fn next_answer(
    stream: &mut TcpStream,
    read: &mut Vec<u8>,
    target: &str,
    has_body: bool,
) -> Answer {
    loop {
        if let Some(length) = Answer::length(read, has_body) {
            let rest = read.split_off(length);
            return Answer::parse(target, &std::mem::replace(read, rest), has_body);
        }
        match stream.read_buf(read).await {
            Ok(1..) => {}
            // Closed: what was said before counts.
            Ok(0) | Err(_) => return Answer::parse(target, &std::mem::take(read), has_body),
        }
    }
}

/// Sends `bytes` as they are and reads to the end of the connection.
pub async fn exchange(address: SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).await.expect("the portal listens");
    stream.write_all(bytes).await.expect("the portal reads");
    let mut answer = Vec::new();
    // The portal may close before it has read everything: what it said before counts.
    let _ = stream.read_to_end(&mut answer).await;
    answer
}
