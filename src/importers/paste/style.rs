//! What an element says about the words in it: by its name, its style, and by what the programs
//! that wrote it call things.

use html5ever::Attribute;

use super::{links, value};

/// How words look that mean something by it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Format {
    pub is_bold: bool,
    pub is_italic: bool,
    /// Where they lead, cleaned.
    pub link: Option<String>,
    /// 1 to 6.
    pub heading: Option<u8>,
    /// Quotations around them.
    pub quotes: usize,
    /// The level of Word's own lists, which are paragraphs.
    pub word_list: Option<usize>,
    /// The marker of such a list's item.
    pub is_marker: bool,
    /// Line breaks mean something.
    pub keeps_lines: bool,
    /// Nobody saw them.
    pub is_hidden: bool,
}

impl Format {
    /// That of an element inside.
    pub fn of(&self, name: &str, attributes: &[Attribute]) -> Format {
        let mut format = self.clone();
        match name {
            "b" | "strong" => format.is_bold = true,
            "i" | "em" | "cite" | "dfn" => format.is_italic = true,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                format.heading = name[1..].parse().ok();
            }
            "a" => {
                let href = value(attributes, "href").unwrap_or_default();
                format.link = links::target(&href);
            }
            "blockquote" => format.quotes = (format.quotes + 1).min(3),
            "pre" => format.keeps_lines = true,
            // Not words of the text; a deletion of Word's was taken back by its writer.
            "script" | "style" | "title" | "head" | "noscript" | "template" | "svg" | "math"
            | "iframe" | "object" | "button" | "select" | "textarea" | "nav" | "audio"
            | "video" | "canvas" | "rt" | "rp" | "del" | "xml" | "xmp" | "noembed" | "noframes" => {
                format.is_hidden = true;
            }
            _ => {}
        }
        if value(attributes, "role").is_some_and(|role| role == "heading") {
            let level = value(attributes, "aria-level").and_then(|level| level.parse().ok());
            format.heading = Some(level.unwrap_or(2_u8).clamp(1, 6));
        }
        let class = value(attributes, "class").unwrap_or_default().to_ascii_lowercase();
        for class in class.split_whitespace() {
            match class {
                "msotitle" => format.heading = Some(1),
                "msosubtitle" => format.heading = Some(2),
                "msocommentreference" | "msocommenttext" | "msodel" => format.is_hidden = true,
                class => {
                    let level = class.strip_prefix("msoheading").and_then(|n| n.parse().ok());
                    format.heading =
                        level.filter(|level| (1..=6).contains(level)).or(format.heading);
                    if name == "p" && class.starts_with("msolistparagraph") {
                        format.word_list = format.word_list.or(Some(1));
                    }
                }
            }
        }
        let style = value(attributes, "style").unwrap_or_default().to_ascii_lowercase();
        for declaration in style.split(';') {
            if let Some((property, value)) = declaration.split_once(':') {
                format.apply(name, property.trim(), value.trim());
            }
        }
        format
    }

    fn apply(&mut self, element: &str, property: &str, value: &str) {
        match property {
            "font-weight" => match value.trim_end_matches("!important").trim() {
                "bold" | "bolder" => self.is_bold = true,
                "normal" | "lighter" => self.is_bold = false,
                number => {
                    if let Ok(weight) = number.parse::<u32>() {
                        self.is_bold = weight >= 600;
                    }
                }
            },
            "font-style" => self.is_italic = value.starts_with("italic"),
            "white-space" => self.keeps_lines = value.starts_with("pre-") && element != "p",
            "display" | "visibility" | "mso-hide" => {
                self.is_hidden |= value.starts_with("none") || value == "hidden" || value == "all";
            }
            "font-size" | "opacity" | "max-height" => self.is_hidden |= is_nothing(value),
            "mso-outline-level" => {
                let level = value.parse().ok().filter(|level| (1..=6).contains(level));
                self.heading = level.or(self.heading);
            }
            "mso-list" if value.starts_with("ignore") => self.is_marker = true,
            "mso-list" if element == "p" && value != "none" => {
                let level = value.split_whitespace().find_map(|part| part.strip_prefix("level"));
                let level = level.and_then(|level| level.parse::<usize>().ok()).unwrap_or(1);
                self.word_list = Some(level.clamp(1, 6));
            }
            "mso-element" => self.is_hidden |= value.starts_with("comment"),
            "mso-special-character" => self.is_hidden |= value == "comment",
            _ => {}
        }
    }
}

/// `0`, `0px`, `0.0pt`: letters that tracking and previews of letters hide.
fn is_nothing(value: &str) -> bool {
    let number =
        value.trim_end_matches(|letter: char| letter.is_ascii_alphabetic() || letter == '%');
    number.trim().parse::<f32>().is_ok_and(|size| size == 0.0)
}
