//! What may be stored. Control characters go; every other character stays as typed,
//! however odd: escaping is the page's work.

/// One line of text (a headline, a name, a caption), trimmed.
///
/// Line ends and tabs become one space each, other control characters (C0, C1, NUL)
/// and unpaired bidi controls are removed.
pub fn clean_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => line.push(' '),
            c if c.is_control() => {}
            c => line.push(c),
        }
    }
    pair_bidi(line.trim()).trim().to_owned()
}

/// A text of several lines: every line end becomes `\n`, tabs stay, other control
/// characters, a leading byte order mark and bidi controls unpaired in their line go.
pub fn clean_body(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => lines.push('\n'),
            '\t' => lines.push('\t'),
            c if c.is_control() => {}
            c => lines.push(c),
        }
    }
    if !lines.contains(is_bidi_control) {
        return lines;
    }
    let paired: Vec<String> = lines.split('\n').map(pair_bidi).collect();
    paired.join("\n")
}

/// `text` without the bidi embeddings, overrides and isolates that are not closed in it,
/// and without closers that close nothing (UAX #9 §3.3). What is left cannot reach
/// beyond `text`.
pub(super) fn pair_bidi(text: &str) -> String {
    if !text.contains(is_bidi_control) {
        return text.to_owned();
    }
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut kept = vec![false; text.len()];
    for (at, c) in text.char_indices() {
        match c {
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' | '\u{2066}'..='\u{2068}' => {
                open.push((at, c));
            }
            // An embedding is closed only inside the isolate it was opened in.
            '\u{202c}' => {
                if let Some((start, _)) = open.pop_if(|(_, opener)| !is_isolate(*opener)) {
                    kept[start] = true;
                    kept[at] = true;
                }
            }
            // An isolate closes everything opened within it.
            '\u{2069}' => {
                if let Some(depth) = open.iter().rposition(|(_, opener)| is_isolate(*opener)) {
                    kept[open[depth].0] = true;
                    kept[at] = true;
                    open.truncate(depth);
                }
            }
            _ => {}
        }
    }
    text.char_indices()
        .filter(|(at, c)| kept[*at] || !is_bidi_control(*c))
        .map(|(_, c)| c)
        .collect()
}

/// Whether `c` is valid in Unicode text that stays within a program, but not in HTML.
pub(super) fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || c as u32 & 0xfffe == 0xfffe
}

fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_isolate(c: char) -> bool {
    matches!(c, '\u{2066}'..='\u{2068}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_loses_control_characters_and_nothing_else() {
        assert_eq!(clean_line("  a\0b\u{1b}[0m\u{9f}c \n"), "ab[0mc");
        assert_eq!(clean_line("one\r\ntwo\nthree\tfour"), "one two three four");
        for odd in ["<script>alert(1)</script>", "田中さん👩‍👩‍👧", "' OR 1=1 --", "Z̮̞̠ḁ", "\u{200f}x"]
        {
            assert_eq!(clean_line(odd), odd);
        }
    }

    #[test]
    fn unpaired_bidi_controls_go_and_paired_ones_stay() {
        assert_eq!(clean_line("\u{202e}evil"), "evil");
        assert_eq!(clean_line("\u{2066}a\u{2067}b\u{2069}"), "a\u{2067}b\u{2069}");
        let paired = "a \u{2067}b \u{202a}c\u{202c}\u{2069} d";
        assert_eq!(clean_line(paired), paired);
        // The embedding is opened within the isolate, so the isolate closes it.
        assert_eq!(clean_line("\u{2067}\u{202e}a\u{2069}b\u{202c}"), "\u{2067}a\u{2069}b");
    }

    #[test]
    fn a_body_keeps_its_lines() {
        assert_eq!(clean_body("\u{feff}a\r\nb\rc\n\n\td\0"), "a\nb\nc\n\n\td");
        assert_eq!(clean_body("\u{202e}a\nb\u{202c}"), "a\nb");
    }
}
