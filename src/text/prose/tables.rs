//! The tables of prose: each in a box that scrolls, with a name and with heads.

use comrak::Node;
use comrak::nodes::{NodeValue, TableAlignment};

use super::super::count::truncate_cells;
use super::ProseWriter;

/// Cells of a table's name.
const MAX_NAME_CELLS: usize = 160;

impl ProseWriter {
    pub(super) fn start_table(&mut self, table: Node<'_>) {
        let caption = self.caption.take();
        // A box that scrolls needs a name; without a caption its column heads are one.
        let name = caption.clone().unwrap_or_else(|| header_text(table));
        self.html.push_str("<div class=\"table-scroll\" tabindex=\"0\"");
        if !name.is_empty() {
            self.html.push_str(" role=\"region\" aria-label=\"");
            let name = self.unique_table_name(truncate_cells(&name, MAX_NAME_CELLS).into_owned());
            self.escape_value(&name);
            self.html.push('"');
        }
        self.html.push_str("><table>\n");
        self.write_element("<caption>", &caption, "</caption>");
    }

    /// Regions of one page must differ in name.
    fn unique_table_name(&mut self, name: String) -> String {
        let number = self.table_names.len() + 1;
        let name =
            if self.table_names.contains(&name) { format!("{name} ({number})") } else { name };
        self.table_names.insert(name.clone());
        name
    }

    pub(super) fn start_row(&mut self, row: Node<'_>, is_header: bool) -> &'static str {
        if is_header {
            self.html.push_str("<thead><tr>");
            return "</tr></thead>\n";
        }
        let follows_header = row
            .previous_sibling()
            .is_some_and(|before| matches!(before.data().value, NodeValue::TableRow(true)));
        self.html.push_str(if follows_header { "<tbody><tr>" } else { "<tr>" });
        if row.next_sibling().is_none() { "</tr>\n</tbody>" } else { "</tr>\n" }
    }

    pub(super) fn start_cell(&mut self, cell: Node<'_>) -> &'static str {
        let in_header =
            cell.parent().is_some_and(|row| matches!(row.data().value, NodeValue::TableRow(true)));
        // An empty head heads nothing: assistive technology wants a plain cell there.
        let is_head = in_header && cell.first_child().is_some();
        self.html.push_str(if is_head { "<th scope=\"col\"" } else { "<td" });
        self.html.push_str(match self.alignments.get(self.column) {
            Some(TableAlignment::Center) => " class=\"center\">",
            Some(TableAlignment::Right) => " class=\"end\">",
            _ => ">",
        });
        self.column += 1;
        if is_head { "</th>" } else { "</td>" }
    }
}

/// The words of a table's header row.
fn header_text(table: Node<'_>) -> String {
    let cells = table.first_child().into_iter().flat_map(|row| row.children());
    let words = cells.map(|cell| {
        let texts = cell.descendants().map(|node| match &node.data().value {
            NodeValue::Text(text) => text.to_string(),
            NodeValue::Code(code) => code.literal.clone(),
            _ => String::new(),
        });
        texts.collect::<String>().trim().to_owned()
    });
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ")
}
