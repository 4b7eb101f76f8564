//! Texts in HTML: what would be markup is written as character references.

use std::fmt::{self, Write};

use askama::filters::Escaper;

/// The escaper of all templates (`askama.toml`).
///
/// Like askama's own, but most of a page needs no escaping, so it looks at many bytes at once.
#[derive(Debug, Clone, Copy)]
pub struct Html;

impl Escaper for Html {
    fn write_escaped_str<W: Write>(&self, mut out: W, text: &str) -> fmt::Result {
        let mut rest = text;
        while let Some(at) = first_special(rest.as_bytes()) {
            out.write_str(&rest[..at])?;
            out.write_str(reference(rest.as_bytes()[at]))?;
            rest = &rest[at + 1..];
        }
        if rest.is_empty() { Ok(()) } else { out.write_str(rest) }
    }
}

/// Where the first byte is that has to be written in another way.
fn first_special(text: &[u8]) -> Option<usize> {
    // Compiled to comparisons of sixteen bytes at a time, since it doesn't stop within them.
    let (chunks, _) = text.as_chunks::<16>();
    let plain = chunks
        .iter()
        .take_while(|chunk| !chunk.iter().fold(false, |found, &byte| found | is_special(byte)))
        .count();
    let start = plain * 16;
    text[start..].iter().position(|&byte| SPECIAL[usize::from(byte)]).map(|at| start + at)
}

/// [`is_special`] of each byte: most texts are shorter than a chunk.
const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte: u8 = 0;
    while byte < u8::MAX {
        table[byte as usize] = is_special(byte);
        byte += 1;
    }
    table
};

const fn is_special(byte: u8) -> bool {
    (byte == b'"') | (byte == b'&') | (byte == b'\'') | (byte == b'<') | (byte == b'>')
}

fn reference(byte: u8) -> &'static str {
    match byte {
        b'"' => "&#34;",
        b'&' => "&#38;",
        b'\'' => "&#39;",
        b'<' => "&#60;",
        _ => "&#62;",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        Html.write_escaped_str(&mut out, text).unwrap();
        out
    }

    #[test]
    fn markup_becomes_references_wherever_it_stands() {
        assert_eq!(escaped(""), "");
        assert_eq!(escaped("<a b=\"c\" d='e'>&"), "&#60;a b=&#34;c&#34; d=&#39;e&#39;&#62;&#38;");
        for before in 0..40 {
            let text = format!("{}<{}", "x".repeat(before), "新闻".repeat(20));
            assert_eq!(escaped(&text), text.replace('<', "&#60;"));
        }
        assert_eq!(escaped(&"Өглөө — ".repeat(9)), "Өглөө — ".repeat(9));
    }
}
