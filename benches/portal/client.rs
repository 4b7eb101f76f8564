//! A reader that asks for one page at a time, and knows nothing of browsers.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// An answer.
pub struct Answer {
    /// Three digits.
    pub status: u16,
    /// Names in lower case, as they came.
    pub headers: Vec<(String, String)>,
    /// As it came, unpacked from nothing.
    pub body: Vec<u8>,
}

impl Answer {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The same answer, if that is its status.
    pub fn require(self, status: u16, path: &str) -> io::Result<Answer> {
        if self.status == status {
            return Ok(self);
        }
        Err(broken(&format!("{path} answered {}", self.status)))
    }
}

/// A connection that stays open.
pub struct Client {
    stream: BufReader<TcpStream>,
}

impl Client {
    /// Connects to a server that listens already.
    pub fn connect(address: SocketAddr) -> io::Result<Client> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Client { stream: BufReader::with_capacity(64 * 1024, stream) })
    }

    /// Asks for a page as it is and waits for all of it.
    pub fn get(&mut self, path: &str) -> io::Result<Answer> {
        self.get_as(path, "identity")
    }

    /// Asks for a page in an encoding.
    pub fn get_as(&mut self, path: &str, encoding: &str) -> io::Result<Answer> {
        self.get_with(path, encoding, "")
    }

    /// Asks for a page in an encoding, with a cookie if it isn't empty.
    pub fn get_with(&mut self, path: &str, encoding: &str, cookie: &str) -> io::Result<Answer> {
        let name = if cookie.is_empty() { "" } else { "Cookie: " };
        let end = if cookie.is_empty() { "" } else { "\r\n" };
        write!(
            self.stream.get_mut(),
            "GET {path} HTTP/1.1\r\nHost: portal.example\r\nAccept-Encoding: {encoding}\r\n\
             {name}{cookie}{end}\r\n"
        )?;
        self.answer()
    }

    fn answer(&mut self) -> io::Result<Answer> {
        let first = self.line()?;
        let status = first.split(' ').nth(1).and_then(|status| status.parse().ok());
        let mut headers = Vec::new();
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(':') else { break };
            headers.push((name.to_lowercase(), value.trim().to_owned()));
        }
        let mut answer =
            Answer { status: status.ok_or_else(|| broken(&first))?, headers, body: Vec::new() };
        let length = answer.header("content-length").and_then(|length| length.parse().ok());
        answer.body.resize(length.ok_or_else(|| broken("no content-length"))?, 0);
        self.stream.read_exact(&mut answer.body)?;
        Ok(answer)
    }

    /// Asks for a page that must be there.
    pub fn page(&mut self, path: &str) -> io::Result<Answer> {
        self.page_as(path, "identity")
    }

    /// The same in an encoding.
    pub fn page_as(&mut self, path: &str, encoding: &str) -> io::Result<Answer> {
        self.get_as(path, encoding)?.require(200, path)
    }

    /// Sends a form with a cookie.
    pub fn post(
        &mut self,
        path: &str,
        cookie: &str,
        fields: &[(&str, &str)],
    ) -> io::Result<Answer> {
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        let form = form.extend_pairs(fields).finish();
        write!(
            self.stream.get_mut(),
            "POST {path} HTTP/1.1\r\nHost: portal.example\r\nCookie: {cookie}\r\n\
             Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\n\r\n{form}",
            form.len()
        )?;
        self.answer()
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        if line.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end().to_owned())
    }
}

fn broken(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what.to_owned())
}
