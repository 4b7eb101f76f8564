//! Pages beside those of a process that keeps none.

use futures_util::stream::{self, StreamExt};

use crate::support::{Answer, Portal};

/// What a page's headers say of its content, and to whom they may show it.
const HEADERS: [&str; 7] =
    ["location", "etag", "content-type", "content-language", "link", "cache-control", "vary"];

/// How many addresses are asked for at once: the readers outside wait in the same line.
const AT_ONCE: usize = 8;

/// One page in so many is also asked for compressed, and by its tag.
const SELDOM: usize = 7;

/// Compares pages of `nodes` with those of `cold`, byte for byte; gives what `cold` had.
///
/// `turn` says which of them are also asked for in other ways.
pub async fn compare(
    nodes: &[&Portal],
    cold: &Portal,
    addresses: &[String],
    (turn, when): (usize, &str),
) -> Vec<Answer> {
    let compared = addresses.iter().enumerate().map(|(number, address)| async move {
        let newest = cold.get(address).await;
        for node in nodes {
            assert_same(&node.get(address).await, &newest, when);
        }
        if (turn + number).is_multiple_of(SELDOM) {
            assert_same_packed(nodes[number % nodes.len()], address, &newest, when).await;
        }
        newest
    });
    stream::iter(compared).buffered(AT_ONCE).collect().await
}

/// The pages that come next in the lists among `pages`.
pub fn next_pages(pages: &[Answer]) -> Vec<String> {
    let links = pages.iter().filter_map(|page| {
        let text = String::from_utf8_lossy(&page.body);
        let (_, rest) = text.split_once("<link rel=\"next\" href=\"")?;
        Some(rest.split_once('"')?.0.replace("&#38;", "&").replace("&amp;", "&"))
    });
    links.collect()
}

fn assert_same(shown: &Answer, newest: &Answer, when: &str) {
    let address = &newest.target;
    assert_eq!(shown.status(), newest.status(), "{address} after {when}");
    if shown.body != newest.body {
        let (shown, newest) = (shown.text(), newest.text());
        let lines = shown.lines().zip(newest.lines()).filter(|(one, other)| one != other);
        let first: Vec<_> = lines.take(4).collect();
        panic!("{address} after {when}: {first:#?}");
    }
    for name in HEADERS {
        assert_eq!(shown.header(name), newest.header(name), "{name} of {address} after {when}");
    }
}

/// That the page is the same when it is unpacked, and that whoever has it is told so.
async fn assert_same_packed(node: &Portal, address: &str, newest: &Answer, when: &str) {
    let packed = node.request("GET", address).header("accept-encoding", "gzip").send().await;
    assert_eq!(packed.status(), newest.status(), "{address}, compressed, after {when}");
    assert_eq!(packed.text(), newest.text(), "{address}, compressed, after {when}");
    if newest.header("etag").is_empty() {
        return;
    }
    let is_packed = packed.header("content-encoding") == "gzip";
    assert!(is_packed || newest.body.len() < 1_000, "{address} isn't compressed after {when}");
    let known = node.request("GET", address).header("if-none-match", newest.header("etag"));
    assert_eq!(known.send().await.status(), 304, "{address}, by its tag, after {when}");
}
