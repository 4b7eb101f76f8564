//! `broadsheet why`

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use clap::Args;
use reqwest::{Client, Response};
use url::Url;

use crate::changes;
use crate::config::Loaded;
use crate::db::{Conn, Database};
use crate::model::ChangeId;
use crate::server::why::{self, WHY};

use super::{Failure, print};

/// A node that answers nobody else would keep its operator waiting.
const PATIENCE: Duration = Duration::from_secs(30);

/// So many of the changes since are looked at.
const MOST_CHANGES: i64 = 10_000;

#[derive(Debug, Args)]
pub struct Why {
    /// The page, as readers see its address: https://news.example.org/en/ or /en/
    #[arg(value_name = "URL")]
    url: String,
}

impl Why {
    pub fn run(self, loaded: &Loaded) -> Result<(), Failure> {
        let path = path(&self.url)?;
        let config = &loaded.config;
        let node = own_address(config.listen);
        let answer = actix_web::rt::System::new().block_on(ask(node, &path)).map_err(|error| {
            let reason = Failure::from(error.without_url());
            Failure::new(format!(
                "no portal answers at {node}: {reason}. Try it on the node's own machine, with \
                 the portal's own configuration: broadsheet why --listen ADDRESS:PORT {path}"
            ))
        })?;
        let page = Explained::read(&answer).ok_or_else(|| {
            let status = answer.status().as_u16();
            Failure::new(format!("{path} is no page that is kept: status {status}"))
        })?;
        let database = Database::open(&config.database, 1)
            .map_err(|error| Failure::from(error).without_password(config))?;
        print(&page.text(&path, answer.status().as_u16(), &mut *database.reader()?)?);
        Ok(())
    }
}

/// Path and query of an address.
fn path(text: &str) -> Result<String, Failure> {
    let text = text.trim();
    if text.starts_with('/') {
        return Ok(text.to_owned());
    }
    let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let url = url.ok_or_else(|| {
        Failure::new(format!("`{text}` is no address of a page. Try: broadsheet why /en/"))
    })?;
    Ok(url[url::Position::BeforePath..url::Position::AfterQuery].to_owned())
}

/// Where this machine reaches what listens there.
fn own_address(listen: SocketAddr) -> SocketAddr {
    let address = match listen.ip() {
        IpAddr::V4(address) if address.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(address) if address.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        address => address,
    };
    SocketAddr::new(address, listen.port())
}

async fn ask(node: SocketAddr, path: &str) -> Result<Response, reqwest::Error> {
    let client = Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
    let client = client.timeout(PATIENCE).build()?;
    client.get(format!("http://{node}{path}")).header(WHY, "1").send().await
}

/// What a node says of a page.
struct Explained {
    outcome: String,
    nouns: Vec<String>,
    position: ChangeId,
    followed: ChangeId,
    age_secs: u64,
}

impl Explained {
    /// `None` when it says nothing.
    fn read(answer: &Response) -> Option<Explained> {
        let header = |name: &str| answer.headers().get(name)?.to_str().ok();
        Some(Explained {
            outcome: header(WHY)?.to_owned(),
            nouns: header(why::NOUNS)?.split(' ').map(ToOwned::to_owned).collect(),
            position: ChangeId(header(why::POSITION)?.parse().ok()?),
            followed: ChangeId(header(why::FOLLOWED)?.parse().ok()?),
            age_secs: header(why::AGE)?.parse().ok()?,
        })
    }

    fn text(&self, path: &str, status: u16, conn: &mut Conn) -> diesel::QueryResult<String> {
        let newest = changes::position(conn)?;
        let since = changes::list_after(conn, self.position, MOST_CHANGES)?;
        let moved: Vec<String> = since
            .iter()
            .filter_map(|change| {
                let nouns: Vec<String> = serde_json::from_str(&change.nouns).unwrap_or_default();
                let shown: Vec<String> =
                    nouns.into_iter().filter(|noun| self.nouns.contains(noun)).collect();
                let what = shown.join(" ");
                (!shown.is_empty())
                    .then(|| format!("change {} ({}) moved {what}", change.id, change.verb))
            })
            .collect();
        let behind = match newest.0 - self.followed.0 {
            ..=0 => "the newest there is".to_owned(),
            _ => format!("the newest is {newest}"),
        };
        let since = match (since.len(), moved.as_slice()) {
            (0, _) => "nothing was changed at all".to_owned(),
            (1, []) => "one change, of nothing that it shows".to_owned(),
            (count, []) => format!("{count} changes, of nothing that it shows"),
            (_, moved) => moved.join("\n            "),
        };
        Ok(format!(
            "{path}: {status}\n\
             answer      {}\n\
             made        {} seconds ago, after change {}\n\
             followed    changes up to {}; {behind}\n\
             since then  {since}\n\
             shows       {}\n",
            self.outcome,
            self.age_secs,
            self.position,
            self.followed,
            self.nouns.join("\n            "),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_path_or_a_url() {
        assert_eq!(path("/en/?page=2").unwrap(), "/en/?page=2");
        assert_eq!(path("https://news.example/en/a?b=c#d").unwrap(), "/en/a?b=c");
        assert_eq!(path("https://news.example").unwrap(), "/");
        assert!(path("en/").is_err() && path("ftp://news.example/").is_err());
    }

    #[test]
    fn a_node_that_listens_everywhere_is_asked_here() {
        let own = |text: &str| own_address(text.parse().unwrap()).to_string();
        assert_eq!(own("0.0.0.0:80"), "127.0.0.1:80");
        assert_eq!(own("[::]:80"), "[::1]:80");
        assert_eq!(own("10.0.0.7:8080"), "10.0.0.7:8080");
    }
}
