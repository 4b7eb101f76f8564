//! The body of an article: Markdown in, blocks out.

use serde::{Deserialize, Serialize};

use super::blocks::{self, Reading};
use super::clean::{clean_body, is_noncharacter};
use super::count::WordCount;
use super::fences::{Segment, segments};
use super::prose::{Place, ProseWriter};
use super::sanitise::sanitise;

/// Version of the blocks. Raise it whenever [`parse_body`] answers differently, so that
/// stored blocks are made anew.
pub const RENDERED_BY: i32 = 1;

const MAX_PROBLEMS: usize = 100;

/// A part of a body, stored as JSON with the revision: a page never parses Markdown.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Sanitised HTML; neighbours are merged, so two never follow each other.
    Html(String),
    Photo(PhotoRef),
    Gallery(Vec<PhotoRef>),
    /// Loaded on a click only; `url` is https.
    Embed {
        url: String,
        title: String,
        host: String,
    },
}

/// A photo of the library as used here. What is `None` comes from the library. All plain text.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
pub struct PhotoRef {
    pub media: i64,
    pub caption: Option<String>,
    pub alt: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
}

#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
pub struct ParsedBody {
    pub blocks: Vec<Block>,
    pub count: WordCount,
    /// In the order of lines, the first hundred.
    pub problems: Vec<Problem>,
    /// The first paragraph as plain text, whole; of a list or a quote where there is no
    /// other, empty where there is none at all.
    pub excerpt: String,
    /// Everything a reader reads, as plain text, a line to a block: for search.
    pub text: String,
}

/// Something in the text that was not understood. It is printed as typed.
#[derive(Serialize, Deserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Line of the text field, from 1.
    pub line: usize,
    pub kind: ProblemKind,
}

#[derive(Serialize, Deserialize, Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// A photo block or a line of a gallery without a number for `media`.
    NoMedia,
    EmptyGallery,
    EmptyQuote,
    EmptyFact,
    /// An embed whose `url` is not an https address.
    BadEmbedAddress,
    /// Not a table, or rows that do not fit its columns, or too many columns.
    BadTable,
    /// A line of a block that has none of its keys.
    UnknownKey,
    UnclosedBlock,
    /// A block within a list, a quote or another block.
    NestedBlock,
    /// A link to a place readers are not sent to; its words stay.
    BadLink,
    /// `![…](…)`, printed as a link: photos come from the library.
    ForeignPicture,
    /// More lists or quotes within each other than are kept.
    TooDeep,
    /// Text beyond the size that is read as Markdown; printed as plain paragraphs.
    TooLong,
}

/// Reads Markdown as editors type it: one line is one paragraph, raw HTML is text.
///
/// Never fails: what is not understood is printed as typed and named in `problems`.
/// Takes time linear in the length of the text.
pub fn parse_body(markdown: &str) -> ParsedBody {
    // Noncharacters are not valid in HTML.
    let source: String = clean_body(markdown).chars().filter(|c| !is_noncharacter(*c)).collect();
    let mut blocks = Vec::new();
    let mut writer = ProseWriter::default();
    for segment in segments(&source) {
        match segment {
            Segment::Prose(lines) => writer.write(&lines, Place::Body),
            Segment::Fence(fence) => match blocks::read(&fence) {
                Ok(reading) => write_reading(reading, &mut writer, &mut blocks),
                Err(problem) => {
                    writer.problems.push(problem);
                    writer.write_code(&fence.source(), "bad-block");
                }
            },
        }
    }
    flush(&mut writer, &mut blocks);
    let mut problems = writer.problems;
    problems.sort_by_key(|problem| problem.line);
    problems.truncate(MAX_PROBLEMS);
    ParsedBody {
        blocks,
        count: WordCount::of(&writer.text),
        problems,
        excerpt: writer.first_paragraph.or(writer.first_nested_paragraph).unwrap_or_default(),
        text: writer.text,
    }
}

fn write_reading(reading: Reading<'_>, writer: &mut ProseWriter, blocks: &mut Vec<Block>) {
    match reading {
        Reading::Code(code) => writer.write_code(&code, ""),
        Reading::Quote { by, lines } => {
            writer.html.push_str("<blockquote class=\"pull-quote\">");
            writer.write_nested(&lines);
            writer.write_element("<footer>", &by, "</footer>");
            writer.html.push_str("</blockquote>\n");
        }
        Reading::Fact { title, lines } => {
            writer.html.push_str("<aside class=\"fact-box\">");
            writer.write_element("<p class=\"fact-title\">", &title, "</p>");
            writer.write_nested(&lines);
            writer.html.push_str("</aside>\n");
        }
        Reading::Table { caption, lines } => {
            writer.caption = caption;
            writer.write(&lines, Place::Nested);
            writer.caption = None;
        }
        Reading::Block(block) => {
            flush(writer, blocks);
            match &block {
                Block::Photo(photo) => writer.read_line(photo.caption.as_deref()),
                Block::Gallery(photos) => {
                    photos.iter().for_each(|photo| writer.read_line(photo.caption.as_deref()));
                }
                Block::Embed { title, .. } => writer.read_line(Some(title)),
                Block::Html(_) => {}
            }
            blocks.push(block);
        }
    }
}

fn flush(writer: &mut ProseWriter, blocks: &mut Vec<Block>) {
    let html = std::mem::take(&mut writer.html);
    if !html.is_empty() {
        blocks.push(Block::Html(sanitise(&html)));
    }
}
