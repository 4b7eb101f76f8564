//! Markup becomes blocks, an element at a time.

use html5ever::Attribute;
use html5ever::tokenizer::Tag;

use super::blocks::{self, Block, Kind, Run};
use super::style::Format;
use super::table::{Cell, Table};
use super::{Clean, Picture, links, value};

/// Elements that are kept open within each other; deeper ones count for nothing.
const MAX_DEPTH: usize = 256;

/// Pictures that are named.
const MAX_PICTURES: usize = 200;

/// An element that is open.
struct Open {
    name: String,
    format: Format,
}

/// A list that is open.
struct List {
    is_ordered: bool,
    number: usize,
}

/// Reads markup, tag by tag.
#[derive(Default)]
pub struct Reader {
    open: Vec<Open>,
    too_deep: usize,
    lists: Vec<List>,
    tables: Vec<Table>,
    blocks: Vec<Block>,
    runs: Vec<Run>,
    /// The marker of the item that the next words belong to.
    item: Option<Kind>,
    pictures: Vec<Picture>,
}

impl Reader {
    fn format(&self) -> Format {
        self.open.last().map(|open| open.format.clone()).unwrap_or_default()
    }

    pub fn open(&mut self, tag: &Tag) {
        let name = &*tag.name;
        match name {
            "br" => return self.end_block(),
            "hr" => return self.end_block(),
            "img" | "image" => return self.picture(&tag.attrs),
            "meta" | "link" | "base" | "input" | "col" | "wbr" | "source" | "track" | "area"
            | "embed" | "param" => return,
            _ => {}
        }
        // End tags that may be left out.
        match name {
            "li" => self.close_within("li", &["ul", "ol", "menu"]),
            "td" | "th" => {
                self.close_within("td", &["tr", "table"]);
                self.close_within("th", &["tr", "table"]);
            }
            "tr" => self.close_within("tr", &["table"]),
            "option" | "dt" | "dd" | "p" => self.close_within(name, &["td", "th", "li", "table"]),
            _ => {}
        }
        if is_block(name) {
            self.end_block();
        }
        if self.open.len() >= MAX_DEPTH {
            self.too_deep += 1;
            return;
        }
        let format = self.format().of(name, &tag.attrs);
        match name {
            "ul" | "ol" | "menu" => {
                let start = value(&tag.attrs, "start").and_then(|start| start.parse().ok());
                let number = start.filter(|start| (1..=999).contains(start)).unwrap_or(1);
                self.lists.push(List { is_ordered: name == "ol", number });
            }
            "li" => self.begin_item(&tag.attrs),
            "table" => {
                if let Some(outer) = self.tables.last_mut() {
                    outer.is_layout = true;
                }
                let lists = self.lists.len();
                let is_layout =
                    value(&tag.attrs, "role").is_some_and(|role| role == "presentation");
                self.tables.push(Table { lists, is_layout, ..Table::default() });
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Vec::new());
                }
            }
            "td" | "th" => {
                let columns = value(&tag.attrs, "colspan").and_then(|many| many.parse().ok());
                let columns = columns.filter(|many| (1..=64).contains(many)).unwrap_or(1);
                if let Some(table) = self.tables.last_mut() {
                    if table.rows.is_empty() {
                        table.rows.push(Vec::new());
                    }
                    if let Some(row) = table.rows.last_mut() {
                        row.push(Cell { blocks: Vec::new(), columns });
                    }
                }
            }
            _ => {}
        }
        if let Some(level) = format.word_list.filter(|_| name == "p") {
            self.item = Some(Kind::Item { level, number: None });
        }
        self.open.push(Open { name: name.to_owned(), format });
    }

    pub fn close(&mut self, name: &str) {
        if self.too_deep > 0 && self.open.len() >= MAX_DEPTH {
            self.too_deep -= 1;
            return;
        }
        let Some(at) = self.open.iter().rposition(|open| open.name == name) else {
            // `</p>` and `</br>` alone are a break to browsers, too.
            if name == "p" || name == "br" {
                self.end_block();
            }
            return;
        };
        // A cell or an item isn't closed from outside of its table or list by what is in it.
        let guards = ["td", "th", "table", "li", "ul", "ol"];
        let is_guarded = !guards.contains(&name)
            && self.open[at + 1..].iter().any(|open| guards.contains(&&*open.name));
        if !is_guarded {
            while self.open.len() > at {
                self.close_last();
            }
        }
    }

    /// Closes the last open `name` unless one of `borders` stands between.
    fn close_within(&mut self, name: &str, borders: &[&str]) {
        let found =
            self.open.iter().rposition(|open| open.name == name || borders.contains(&&*open.name));
        let Some(at) = found.filter(|at| self.open[*at].name == name) else { return };
        while self.open.len() > at {
            self.close_last();
        }
    }

    fn close_last(&mut self) {
        let Some(open) = self.open.last() else { return };
        let name = open.name.clone();
        if is_block(&name) {
            self.end_block();
        }
        self.open.pop();
        match name.as_str() {
            "ul" | "ol" | "menu" => {
                self.lists.pop();
                self.item = None;
            }
            "li" => self.item = None,
            "p" if self.lists.is_empty() => self.item = None,
            "table" => {
                if let Some(table) = self.tables.pop() {
                    self.lists.truncate(table.lists);
                    self.end_table(table);
                }
            }
            _ => {}
        }
    }

    fn begin_item(&mut self, attributes: &[Attribute]) {
        let depth = self.lists.len().max(1);
        // Word and Google put the level beside the items of a flat list.
        let said = value(attributes, "data-aria-level").or_else(|| value(attributes, "aria-level"));
        let level = said.and_then(|level| level.parse::<usize>().ok()).unwrap_or(depth);
        let level = level.clamp(depth, 6.max(depth)).min(6);
        let number = self.lists.last_mut().filter(|list| list.is_ordered).map(|list| {
            list.number += 1;
            list.number - 1
        });
        self.item = Some(Kind::Item { level, number });
    }

    pub fn write(&mut self, text: &str) {
        let format = self.format();
        if format.is_hidden {
            return;
        }
        if format.is_marker {
            // `1.` or `a)` of Word's own lists; anything else is a bullet.
            let digits: String = text.trim().chars().take_while(char::is_ascii_digit).collect();
            if let Some(Kind::Item { number, .. }) = &mut self.item
                && let Ok(found) = digits.parse()
            {
                *number = Some(found);
            }
            return;
        }
        if format.keeps_lines && text.contains('\n') {
            for (place, line) in text.split('\n').enumerate() {
                if place > 0 {
                    self.end_block();
                }
                self.runs.push(Run::new(line, &format));
            }
            return;
        }
        self.runs.push(Run::new(text, &format));
    }

    fn end_block(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        let format = self.format();
        let kind = match (format.heading, self.item) {
            (Some(level), _) => Kind::Heading(level),
            (None, Some(item)) => item,
            (None, None) => Kind::Paragraph,
        };
        let Some(block) = Block::new(kind, format.quotes, &runs) else { return };
        // What follows in the same item is no other item.
        if let (Kind::Item { level, .. }, Kind::Item { .. }) = (kind, block.kind) {
            self.item = Some(Kind::Inside { level });
        }
        match self.tables.last_mut().and_then(|table| table.rows.last_mut()?.last_mut()) {
            Some(cell) => cell.blocks.push(block),
            None => self.blocks.push(block),
        }
    }

    fn end_table(&mut self, table: Table) {
        let blocks = table.blocks();
        match self.tables.last_mut().and_then(|table| table.rows.last_mut()?.last_mut()) {
            Some(cell) => cell.blocks.extend(blocks),
            None => self.blocks.extend(blocks),
        }
    }

    fn picture(&mut self, attributes: &[Attribute]) {
        let format = self.format().of("img", attributes);
        let size = |name: &str| {
            value(attributes, name)
                .and_then(|size| size.trim_end_matches("px").trim().parse::<f32>().ok())
        };
        let is_dot = |name: &str| size(name).is_some_and(|size| size <= 2.0);
        if format.is_hidden || is_dot("width") || is_dot("height") {
            return;
        }
        // WeChat and others load pictures late, from another attribute.
        let late = ["data-src", "data-original", "data-lazy-src"];
        let src = late
            .iter()
            .find_map(|name| value(attributes, name))
            .or_else(|| value(attributes, "src"))
            .unwrap_or_default();
        let (src, host) = links::picture(src.trim());
        let alt = crate::text::clean_line(&value(attributes, "alt").unwrap_or_default());
        let is_known = !src.is_empty() && self.pictures.iter().any(|known| known.src == src);
        if !is_known && self.pictures.len() < MAX_PICTURES {
            self.pictures.push(Picture { src, alt, host });
        }
    }

    pub fn finish(mut self) -> Clean {
        while !self.open.is_empty() {
            self.close_last();
        }
        self.end_block();
        let paragraphs = self.blocks.len();
        Clean { markdown: blocks::lines(&self.blocks), paragraphs, pictures: self.pictures }
    }
}

/// Elements that stand on lines of their own.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}
