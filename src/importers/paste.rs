//! What somebody pastes from Word, WeChat, a web page or a letter, as Markdown of ours.
//!
//! Headings, bold and italic, links, lists, quotations and tables stay; everything that only
//! looks, tracks or hides goes. Pictures are named, for whoever wants them in the library.
//!
//! ```text
//! paste.rs    what was pasted, and the tags in it
//! reader.rs   the tags, one after another: which words belong to which block
//! table.rs    what a table holds, if it isn't there for looks
//! style.rs    what a tag and its style say about the words inside
//! blocks.rs   blocks become lines of text
//! links.rs    where a link really leads
//! ```
//!
//! The markup is read tag by tag and never becomes a tree: pages that nest a hundred thousand
//! elements, or close what they haven't opened, take no longer and no deeper than others. What
//! comes out is text for the form, which passes the walls of `text` like anything typed.

mod blocks;
mod links;
mod reader;
mod style;
mod table;
#[cfg(test)]
mod tests;

use std::cell::RefCell;

use html5ever::Attribute;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use serde::Serialize;

use reader::Reader;

/// What was made of pasted markup.
#[derive(Debug, Default, PartialEq)]
pub struct Clean {
    /// For the text field, with an empty line between blocks.
    pub markdown: String,
    /// Blocks of text: paragraphs, headings, items of lists, tables.
    pub paragraphs: usize,
    /// In the order in which they came, each address once.
    pub pictures: Vec<Picture>,
}

/// A picture of what was pasted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Picture {
    /// `https:` and `http:` addresses, and `data:` where the bytes are in the markup; empty
    /// where the picture is out of reach, as in a folder of the writer's device.
    pub src: String,
    /// What its page says for those who can't see it.
    pub alt: String,
    /// The site that it is on; empty for all but web addresses.
    pub host: String,
}

/// Makes text of markup as it comes out of a clipboard.
///
/// Takes time linear in its length.
pub fn clean(html: &str) -> Clean {
    let sink = Sink(RefCell::new(Reader::default()));
    let input = BufferQueue::default();
    input.push_back(fragment(html).into());
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

/// What was marked, where the clipboard says so; else all of it.
fn fragment(html: &str) -> &str {
    let start = html.find("<!--StartFragment");
    let from = start.and_then(|at| html[at..].find("-->").map(|end| at + end + 3)).unwrap_or(0);
    let end = html.rfind("<!--EndFragment").filter(|end| *end >= from);
    &html[from..end.unwrap_or(html.len())]
}

struct Sink(RefCell<Reader>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut reader = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                reader.open(&tag);
                match &*tag.name {
                    "style" | "script" | "xmp" | "iframe" | "noembed" | "noframes" => {
                        return TokenSinkResult::RawData(RawKind::Rawtext);
                    }
                    "title" | "textarea" => return TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => {}
                }
            }
            Token::TagToken(tag) => reader.close(&tag.name),
            Token::CharacterTokens(text) => reader.write(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// The value of an attribute.
fn value(attributes: &[Attribute], name: &str) -> Option<String> {
    attributes.iter().find(|known| &*known.name.local == name).map(|found| found.value.to_string())
}
