//! CommonMark to HTML. We write the HTML ourselves, from comrak's tree: raw HTML is text,
//! pictures are links, headings fit the page's outline, and no element repeats within itself.

mod tables;

use std::collections::HashSet;

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{ListType, NodeValue, TableAlignment};
use comrak::{Arena, Node, Options, parse_document};

use super::article_body::{Problem, ProblemKind};
use super::clean::{is_noncharacter, pair_bidi};
use super::fences::{Line, Segment, segments_of};
use super::lines::to_commonmark;
use super::links::safe_link;

/// Bytes of a body that are read as Markdown (some 170,000 hanzi); the rest is printed as typed.
const MAX_MARKDOWN_BYTES: usize = 512 << 10;

/// Bytes of text between two breaks for the sanitiser: html5ever 0.40 writes a text node in
/// the product of its length and of the `&` (and `«`, `°` …) in it.
const MAX_TEXT_NODE_BYTES: usize = 4 << 10;

/// Where prose stands. Only the body's own paragraphs open the excerpt.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Place {
    Body,
    Nested,
}

/// Writes prose as HTML and, beside it, as the plain text a reader reads.
#[derive(Default)]
pub(super) struct ProseWriter {
    pub html: String,
    pub text: String,
    pub problems: Vec<Problem>,
    pub first_paragraph: Option<String>,
    pub first_nested_paragraph: Option<String>,
    /// For the next table.
    pub caption: Option<String>,
    bytes_read: usize,
    has_references: bool,
    /// Since the last break.
    text_node_bytes: usize,
    heading: u8,
    table_names: HashSet<String>,
    open: Vec<Frame>,
    inline: OpenInline,
    alignments: Vec<TableAlignment>,
    column: usize,
}

/// The elements open around the inline text being written: none stands within itself.
#[derive(Default)]
struct OpenInline {
    emphases: usize,
    strongs: usize,
    links: usize,
}

/// A node being written, and what to do when it ends.
struct Frame {
    html_start: usize,
    text_start: usize,
    close: &'static str,
    when_empty: WhenEmpty,
}

enum WhenEmpty {
    Keep,
    Drop,
    /// A link without words shows its address.
    Print(String),
}

impl ProseWriter {
    /// Writes lines that hold no fence.
    pub fn write(&mut self, lines: &[Line<'_>], place: Place) {
        let fits = |line: &Line<'_>| {
            self.bytes_read += line.text.len() + 1;
            self.bytes_read > MAX_MARKDOWN_BYTES
        };
        let end = lines.iter().position(fits).unwrap_or(lines.len());
        let (lines, rest) = lines.split_at(end);
        let commonmark = to_commonmark(lines, &mut self.problems);
        self.has_references = commonmark.text.contains("&#");
        let arena = Arena::new();
        let root = parse_document(&arena, &commonmark.text, &options());
        for edge in root.traverse() {
            match edge {
                NodeEdge::Start(node) => self.start(node, &commonmark.lines),
                NodeEdge::End(node) => self.end(node, place),
            }
        }
        if let Some(line) = rest.iter().find(|line| !line.is_blank()) {
            self.problems.push(line.problem(ProblemKind::TooLong));
            let code: String = rest.iter().flat_map(|line| [line.text, "\n"]).collect();
            self.write_code(&code, "bad-block");
        }
    }

    /// Writes the lines within a quote or a fact; a fence among them is code.
    pub fn write_nested(&mut self, lines: &[Line<'_>]) {
        for segment in segments_of(lines) {
            match segment {
                Segment::Prose(lines) => self.write(&lines, Place::Nested),
                Segment::Fence(fence) => {
                    if super::blocks::WORDS.contains(&fence.word.as_str()) {
                        self.problems.push(fence.problem(ProblemKind::NestedBlock));
                    }
                    self.write_code(&fence.code(), "");
                }
            }
        }
    }

    pub fn write_code(&mut self, code: &str, class: &'static str) {
        match class {
            "" => self.html.push_str("<pre><code>"),
            class => self.html.extend(["<pre class=\"", class, "\"><code>"]),
        }
        self.escape_text(code);
        self.html.push_str("</code></pre>\n");
        self.read_line(Some(code));
    }

    /// Writes `text` in an element of its own, if there is any.
    pub fn write_element(&mut self, open: &str, text: &Option<String>, close: &str) {
        if let Some(text) = text {
            self.html.push_str(open);
            self.escape_text(text);
            self.html.extend([close, "\n"]);
            self.read_line(Some(text));
        }
    }

    /// Notes text that a reader reads outside of the HTML.
    pub fn read_line(&mut self, text: Option<&str>) {
        if let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) {
            self.text.extend([text, "\n"]);
        }
    }

    fn start(&mut self, node: Node<'_>, lines: &[usize]) {
        let data = node.data();
        let mut frame = Frame {
            html_start: self.html.len(),
            text_start: self.text.len(),
            close: "",
            when_empty: WhenEmpty::Keep,
        };
        match &data.value {
            NodeValue::Paragraph if is_alone_in_item(node) => {}
            NodeValue::Paragraph => {
                self.html.push_str("<p>");
                (frame.close, frame.when_empty) = ("</p>\n", WhenEmpty::Drop);
            }
            NodeValue::Heading(heading) => {
                // The page owns the h1, and no level may be skipped on the way down.
                self.heading = heading.level.clamp(2, 4).min(self.heading.max(1) + 1);
                let (open, close) = match self.heading {
                    2 => ("<h2>", "</h2>\n"),
                    3 => ("<h3>", "</h3>\n"),
                    _ => ("<h4>", "</h4>\n"),
                };
                self.html.push_str(open);
                (frame.close, frame.when_empty) = (close, WhenEmpty::Drop);
            }
            NodeValue::BlockQuote => {
                self.html.push_str("<blockquote>\n");
                frame.close = "</blockquote>\n";
            }
            NodeValue::List(list) if list.list_type == ListType::Bullet => {
                self.html.push_str("<ul>\n");
                frame.close = "</ul>\n";
            }
            NodeValue::List(list) => {
                match list.start {
                    1 => self.html.push_str("<ol>\n"),
                    start => self.html.push_str(&format!("<ol start=\"{start}\">\n")),
                }
                frame.close = "</ol>\n";
            }
            NodeValue::Item(_) => {
                self.html.push_str("<li>");
                frame.close = "</li>\n";
            }
            NodeValue::ThematicBreak => self.html.push_str("<hr>\n"),
            // Indented code, which only a deeply indented line of a list can still be.
            NodeValue::CodeBlock(code) => {
                self.write_element("<p>", &Some(code.literal.trim().to_owned()), "</p>");
            }
            NodeValue::HtmlBlock(html) => {
                self.write_element("<p>", &Some(html.literal.trim().to_owned()), "</p>");
            }
            NodeValue::Table(table) => {
                self.alignments.clone_from(&table.alignments);
                self.start_table(node);
                frame.close = "</table></div>\n";
            }
            NodeValue::TableRow(is_header) => {
                self.column = 0;
                frame.close = self.start_row(node, *is_header);
            }
            NodeValue::TableCell => frame.close = self.start_cell(node),
            NodeValue::Text(text) => self.print(text),
            NodeValue::HtmlInline(html) => self.print(html),
            NodeValue::SoftBreak | NodeValue::LineBreak => self.print(" "),
            NodeValue::Code(code) => {
                self.html.push_str("<code>");
                self.print(&code.literal);
                self.html.push_str("</code>");
            }
            NodeValue::Emph => {
                self.inline.emphases += 1;
                if self.inline.emphases == 1 {
                    self.html.push_str("<em>");
                    frame.close = "</em>";
                }
            }
            NodeValue::Strong => {
                self.inline.strongs += 1;
                if self.inline.strongs == 1 {
                    self.html.push_str("<strong>");
                    frame.close = "</strong>";
                }
            }
            NodeValue::Link(link) | NodeValue::Image(link) => {
                self.inline.links += 1;
                let line = lines.get(data.sourcepos.start.line.saturating_sub(1)).copied();
                let line = line.unwrap_or_default();
                if matches!(data.value, NodeValue::Image(_)) {
                    self.problems.push(Problem { line, kind: ProblemKind::ForeignPicture });
                }
                match safe_link(&link.url) {
                    Some(safe) if self.inline.links == 1 => {
                        let rel = if safe.leaves { "\" rel=\"noopener\">" } else { "\">" };
                        self.html.push_str("<a href=\"");
                        self.escape_value(&safe.href);
                        self.html.push_str(rel);
                        frame.close = "</a>";
                    }
                    Some(_) => {}
                    None => self.problems.push(Problem { line, kind: ProblemKind::BadLink }),
                }
                frame.when_empty = WhenEmpty::Print(link.url.clone());
            }
            _ => {}
        }
        self.open.push(frame);
    }

    fn end(&mut self, node: Node<'_>, place: Place) {
        // Every node that ends has started.
        let Some(frame) = self.open.pop() else { return };
        let data = node.data();
        match data.value {
            NodeValue::Emph => self.inline.emphases -= 1,
            NodeValue::Strong => self.inline.strongs -= 1,
            NodeValue::Link(_) | NodeValue::Image(_) => self.inline.links -= 1,
            _ => {}
        }
        let is_empty = self.text[frame.text_start..].trim().is_empty();
        match frame.when_empty {
            WhenEmpty::Drop if is_empty => return self.html.truncate(frame.html_start),
            WhenEmpty::Print(address) if is_empty => self.print(&address),
            _ => {}
        }
        self.html.push_str(frame.close);
        if data.value.block() {
            self.end_line(frame.text_start);
        }
        if let NodeValue::Paragraph = data.value {
            let in_body = place == Place::Body
                && node
                    .parent()
                    .is_some_and(|parent| matches!(parent.data().value, NodeValue::Document));
            let first =
                if in_body { &mut self.first_paragraph } else { &mut self.first_nested_paragraph };
            if first.is_none() && !is_empty {
                *first = Some(self.text[frame.text_start..].trim().to_owned());
            }
        }
    }

    /// Parts the text of a block from what follows.
    fn end_line(&mut self, text_start: usize) {
        if self.text.len() > text_start && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn print(&mut self, text: &str) {
        // `&#x202E;` and the like stand for what was cleaned out of the source.
        if self.has_references && text.contains(|c: char| !c.is_ascii_graphic()) {
            let mut text = pair_bidi(text);
            text.retain(|c| !c.is_control() && !is_noncharacter(c));
            self.escape_text(&text);
            return self.text.push_str(&text);
        }
        self.escape_text(text);
        self.text.push_str(text);
    }

    fn escape_text(&mut self, text: &str) {
        for c in text.chars() {
            escape(&mut self.html, c);
            self.text_node_bytes += c.len_utf8();
            if self.text_node_bytes > MAX_TEXT_NODE_BYTES {
                // The sanitiser drops comments, and leaves two text nodes.
                self.html.push_str("<!---->");
                self.text_node_bytes = 0;
            }
        }
    }

    fn escape_value(&mut self, value: &str) {
        value.chars().for_each(|c| escape(&mut self.html, c));
    }
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.cjk_friendly_emphasis = true;
    options.parse.ignore_setext = true;
    options
}

/// Whether a paragraph is all the prose of its list item, and so needs no `<p>`.
fn is_alone_in_item(paragraph: Node<'_>) -> bool {
    let is_paragraph = |node: Node<'_>| matches!(node.data().value, NodeValue::Paragraph);
    let in_item =
        paragraph.parent().is_some_and(|parent| matches!(parent.data().value, NodeValue::Item(_)));
    in_item
        && paragraph.previous_sibling().is_none()
        && !paragraph.following_siblings().skip(1).any(is_paragraph)
}

/// Escapes for text and for attributes in double quotes.
fn escape(html: &mut String, c: char) {
    match c {
        '&' => html.push_str("&amp;"),
        '<' => html.push_str("&lt;"),
        '>' => html.push_str("&gt;"),
        '"' => html.push_str("&quot;"),
        c => html.push(c),
    }
}

#[cfg(test)]
mod tests;
