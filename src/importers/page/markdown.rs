//! Plain text as Markdown that says the same.

/// One paragraph of plain text as a line of Markdown that prints it letter for letter.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut rest = text.trim();
    // What opens a heading, a quote, a list, a rule or a fence at the start of a line.
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && rest[digits..].starts_with(['.', ')']) {
        escaped.push_str(&rest[..digits]);
        escaped.push('\\');
        rest = &rest[digits..];
    } else if rest.starts_with(['#', '>', '+', '-', '~', '=']) {
        escaped.push('\\');
    }
    let mut letters = rest.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_mark = match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' => true,
            // An entity such as &amp; or &#38;.
            '&' => letters.peek().is_some_and(|next| next.is_ascii_alphanumeric() || *next == '#'),
            _ => false,
        };
        if is_mark {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Block, parse_body};

    #[test]
    fn a_reader_reads_the_text_as_it_was() {
        let hostile = include_str!("markdown_cases.txt");
        for text in hostile.lines().filter(|line| !line.trim().is_empty()) {
            let body = parse_body(&escape(text));
            assert_eq!(body.text.trim(), text.trim(), "{}", escape(text));
            assert_eq!(body.problems, [], "{text}");
            let [Block::Html(html)] = body.blocks.as_slice() else { panic!("{:?}", body.blocks) };
            assert!(html.starts_with("<p>") && html.matches('<').count() == 2, "{html}");
        }
    }

    #[test]
    fn ordinary_text_stays_as_it_is() {
        for text in
            ["Over 1,600 people -- \"all\" of them.", "AT&T & 5 > 3 (2016)", "习近平强调：“网络”"]
        {
            assert!(!escape(text).replace("\\&", "&").contains('\\'), "{}", escape(text));
        }
    }
}
