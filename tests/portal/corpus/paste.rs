//! What comes out of other programs' clipboards.

use broadsheet::importers::paste;
use broadsheet::text::{Block, parse_body};

#[test]
fn everything_pasted_comes_out_as_clean_text() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/inputs/cms");
    let mut files = Vec::new();
    for name in ["paste", "medium"] {
        let Ok(entries) = std::fs::read_dir(folder.join(name)) else {
            return crate::support::skip_without("../shared/inputs");
        };
        files.extend(entries.map(|entry| entry.unwrap().path()));
    }
    assert!(!files.is_empty());
    for path in files.iter().filter(|path| path.extension().is_some_and(|kind| kind == "html")) {
        let name = path.display();
        let html = String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned();
        let clean = paste::clean(&html);
        let body = parse_body(&clean.markdown);
        assert!(clean.paragraphs > 0, "{name} has text");
        assert_eq!(body.problems, [], "{name}: {}", clean.markdown);
        for junk in ["mso-", "utm_", "\u{a0}", "<o:p", "{margin", "javascript:"] {
            assert!(!clean.markdown.contains(junk), "{name} keeps {junk}: {}", clean.markdown);
        }
        // Blocks of ours come from us alone.
        assert!(body.blocks.iter().all(|block| matches!(block, Block::Html(_))), "{name}");
        for line in clean.markdown.lines() {
            assert_eq!(line, line.trim_end(), "{name}");
            assert!(!line.starts_with('\u{3000}'), "{name}: {line}");
        }
        // What readers read is what the page said: no mark became a letter, none was invented.
        let again = paste::clean(&body.blocks.iter().map(html_of).collect::<String>());
        assert_eq!(parse_body(&again.markdown).text, body.text, "{name}");
    }
}

fn html_of(block: &Block) -> String {
    match block {
        Block::Html(html) => html.clone(),
        _ => String::new(),
    }
}

#[test]
fn headings_of_an_office_page_are_headings() {
    let Some(html) = super::input("cms/paste/office-com-headings.html") else { return };
    let clean = paste::clean(&html);
    assert_eq!(
        clean.markdown,
        "## Heading one\n\n### Heading two\n\n#### Heading three\n\n#### Heading four"
    );
    assert_eq!((clean.paragraphs, clean.pictures.len()), (4, 0));
}
