//! The fenced blocks an editor inserts by the toolbar.
//!
//! ````text
//! ```photo            ```gallery                    ```quote           ```embed
//! media: 12           media: 12 | caption | alt     by: Xi Jinping     url: https://…
//! caption: …          media: 13 | caption           The text.          title: …
//! alt: …              ```                           ```                ```
//! credit: …
//! ```                 ```fact                       ```table
//!                     title: …                      caption: …
//!                     Markdown                      | a | b | …
//!                     ```                           ```
//! ````
//!
//! A key may be followed by a full-width colon, as an input method types it. A line of
//! a photo or an embed without a key continues the line before.

use super::article_body::{Block, PhotoRef, Problem, ProblemKind};
use super::clean::clean_line;
use super::fences::{Fence, Line};
use super::lines::is_one_table;
use super::links::embed_address;

/// Info words with a meaning; any other opens ordinary code.
pub(super) const WORDS: [&str; 6] = ["photo", "gallery", "quote", "fact", "table", "embed"];

/// What a fenced block says.
pub(super) enum Reading<'a> {
    Block(Block),
    Quote { by: Option<String>, lines: Vec<Line<'a>> },
    Fact { title: Option<String>, lines: Vec<Line<'a>> },
    Table { caption: Option<String>, lines: Vec<Line<'a>> },
    Code(String),
}

/// Reads a fence, or says what is wrong with it.
pub(super) fn read<'a>(fence: &Fence<'a>) -> Result<Reading<'a>, Problem> {
    if !WORDS.contains(&fence.word.as_str()) {
        return Ok(Reading::Code(fence.code()));
    }
    if !fence.closed {
        return Err(fence.problem(ProblemKind::UnclosedBlock));
    }
    match fence.word.as_str() {
        "photo" => photo(fence),
        "gallery" => gallery(fence),
        "quote" => quote(fence),
        "fact" => fact(fence),
        "table" => table(fence),
        _ => embed(fence),
    }
}

fn photo<'a>(fence: &Fence<'a>) -> Result<Reading<'a>, Problem> {
    let [media, caption, alt, credit] = values(fence, ["media", "caption", "alt", "credit"])?;
    let media =
        media.and_then(|media| media_id(&media)).ok_or(fence.problem(ProblemKind::NoMedia))?;
    Ok(Reading::Block(Block::Photo(PhotoRef { media, caption, alt, credit })))
}

fn gallery<'a>(fence: &Fence<'a>) -> Result<Reading<'a>, Problem> {
    let mut photos = Vec::new();
    for line in fence.lines.iter().filter(|line| !line.is_blank()) {
        let mut fields = line.text.splitn(3, ['|', '｜']).map(clean_line);
        let first = fields.next().unwrap_or_default();
        let media = key_value(&first, &["media"]).map_or(first.as_str(), |(_, value)| value);
        let media = media_id(media).ok_or(line.problem(ProblemKind::NoMedia))?;
        let mut field = || fields.next().filter(|field| !field.is_empty());
        photos.push(PhotoRef { media, caption: field(), alt: field(), credit: None });
    }
    match photos.is_empty() {
        true => Err(fence.problem(ProblemKind::EmptyGallery)),
        false => Ok(Reading::Block(Block::Gallery(photos))),
    }
}

fn quote<'a>(fence: &Fence<'a>) -> Result<Reading<'a>, Problem> {
    let (by, lines) = head(fence, "by");
    match lines.is_empty() {
        true => Err(fence.problem(ProblemKind::EmptyQuote)),
        false => Ok(Reading::Quote { by, lines }),
    }
}

fn fact<'a>(fence: &Fence<'a>) -> Result<Reading<'a>, Problem> {
    let (title, lines) = head(fence, "title");
    match lines.is_empty() {
        true => Err(fence.problem(ProblemKind::EmptyFact)),
        false => Ok(Reading::Fact { title, lines }),
    }
}

fn table<'a>(fence: &Fence<'a>) -> Result<Reading<'a>, Problem> {
    let (caption, lines) = head(fence, "caption");
    match is_one_table(&lines) {
        true => Ok(Reading::Table { caption, lines }),
        false => Err(fence.problem(ProblemKind::BadTable)),
    }
}

fn embed<'a>(fence: &Fence<'a>) -> Result<Reading<'a>, Problem> {
    let [url, title] = values(fence, ["url", "title"])?;
    let address = url.and_then(|url| embed_address(&url));
    let (url, host) = address.ok_or(fence.problem(ProblemKind::BadEmbedAddress))?;
    let title = title.unwrap_or_else(|| host.clone());
    Ok(Reading::Block(Block::Embed { url, title, host }))
}

/// The values of `keys`, in their order; an empty value is `None`, of two the last counts.
fn values<const N: usize>(
    fence: &Fence<'_>,
    keys: [&str; N],
) -> Result<[Option<String>; N], Problem> {
    let mut values = [const { String::new() }; N];
    let mut current = None;
    for line in fence.lines.iter().filter(|line| !line.is_blank()) {
        if let Some((key, value)) = key_value(line.text, &keys) {
            current = Some(key);
            values[key] = value.to_owned();
        } else {
            let key = current.ok_or(line.problem(ProblemKind::UnknownKey))?;
            values[key].push(' ');
            values[key].push_str(line.text);
        }
    }
    Ok(values.map(|value| Some(clean_line(&value)).filter(|value| !value.is_empty())))
}

/// The value of `key` where the first line has it, and the lines that follow, without
/// blank ones at their ends.
fn head<'a>(fence: &Fence<'a>, key: &str) -> (Option<String>, Vec<Line<'a>>) {
    let lines = without_blank_ends(&fence.lines);
    let value = lines.first().and_then(|line| key_value(line.text, &[key]));
    let Some((_, value)) = value else { return (None, lines.to_vec()) };
    let value = Some(clean_line(value)).filter(|value| !value.is_empty());
    (value, without_blank_ends(&lines[1..]).to_vec())
}

fn without_blank_ends<'a, 'b>(lines: &'b [Line<'a>]) -> &'b [Line<'a>] {
    let start = lines.iter().position(|line| !line.is_blank()).unwrap_or(lines.len());
    let end = lines.iter().rposition(|line| !line.is_blank()).map_or(start, |last| last + 1);
    &lines[start..end]
}

/// The place of the line's key in `keys`, and its value.
fn key_value<'a>(line: &'a str, keys: &[&str]) -> Option<(usize, &'a str)> {
    let (key, value) = line.split_once([':', '：'])?;
    let key = keys.iter().position(|known| key.trim().eq_ignore_ascii_case(known))?;
    Some((key, value.trim()))
}

fn media_id(text: &str) -> Option<i64> {
    let digits = text.trim();
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|id| plain && *id > 0)
}

#[cfg(test)]
mod tests {
    use super::super::article_body::{Block, PhotoRef, Problem, ProblemKind, parse_body};

    fn html(markdown: &str) -> String {
        let body = parse_body(markdown);
        assert_eq!(body.problems, [], "{markdown}");
        let [Block::Html(html)] = body.blocks.as_slice() else { panic!("{:?}", body.blocks) };
        html.trim_end().to_owned()
    }

    fn photo(media: i64, caption: &str, alt: &str) -> PhotoRef {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        PhotoRef { media, caption: some(caption), alt: some(alt), credit: None }
    }

    #[test]
    fn a_photo_names_its_media_and_may_say_more() {
        let body =
            parse_body("```photo\nmedia: 12\ncaption：乌镇 & “雨”\nNov. 16\nalt: A bridge\n```");
        assert_eq!(body.blocks, [Block::Photo(photo(12, "乌镇 & “雨” Nov. 16", "A bridge"))]);
        assert_eq!(body.problems, []);
        let body = parse_body("~~~ Photo\nmedia: 12\ncredit: Xinhua/Zhang Duo\ncaption:\n~~~");
        let credit = Some("Xinhua/Zhang Duo".to_owned());
        assert_eq!(body.blocks, [Block::Photo(PhotoRef { credit, ..photo(12, "", "") })]);
    }

    #[test]
    fn a_gallery_has_a_photo_on_each_line() {
        let body = parse_body("```gallery\nmedia: 1 | One | A\n\nmedia: 2\n3 | 三 |\n```");
        let photos = vec![photo(1, "One", "A"), photo(2, "", ""), photo(3, "三", "")];
        assert_eq!(body.blocks, [Block::Gallery(photos)]);
    }

    #[test]
    fn a_quote_a_fact_and_a_table_are_html() {
        assert_eq!(
            html("```quote\nby: Xi <Jinping>\nFirst **line**.\nSecond.\n```"),
            "<blockquote class=\"pull-quote\"><p>First <strong>line</strong>.</p>\n<p>Second.</p>\n\
             <footer>Xi &lt;Jinping&gt;</footer>\n</blockquote>"
        );
        assert_eq!(
            html("```fact\ntitle: Wuzhen\n\n- old\n- **wet**\n```"),
            "<aside class=\"fact-box\"><p class=\"fact-title\">Wuzhen</p>\n\
             <ul>\n<li>old</li>\n<li><strong>wet</strong></li>\n</ul>\n</aside>"
        );
        assert_eq!(
            html("```table\ncaption: Users\n\n| Year | Users |\n|---|--:|\n| 2016 | 731 |\n```"),
            "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Users\"><table>\n\
             <caption>Users</caption>\n<thead><tr><th scope=\"col\">Year</th><th scope=\"col\" class=\"end\">Users</th>\
             </tr></thead>\n<tbody><tr><td>2016</td><td class=\"end\">731</td></tr>\n</tbody></table></div>"
        );
    }

    #[test]
    fn an_embed_has_an_https_address_and_a_title() {
        let body =
            parse_body("```embed\nurl: https://v.qq.com/x/1.html\ntitle: Opening\n```\nAfter");
        let embed = Block::Embed {
            url: "https://v.qq.com/x/1.html".into(),
            title: "Opening".into(),
            host: "v.qq.com".into(),
        };
        assert_eq!(body.blocks, [embed, Block::Html("<p>After</p>\n".into())]);
    }

    #[test]
    fn a_word_without_a_meaning_opens_code() {
        assert_eq!(
            html("```rust\nlet a = \"<b>\";\n\n    *x*\n```"),
            "<pre><code>let a = \"&lt;b&gt;\";\n\n    *x*\n</code></pre>"
        );
    }

    #[test]
    fn a_malformed_block_is_printed_as_typed_and_named() {
        for (block, line, kind) in [
            ("```photo\ncaption: x\n```", 3, ProblemKind::NoMedia),
            ("```photo\nmedia: -1\n```", 3, ProblemKind::NoMedia),
            ("```photo\nmedia: +1\n```", 3, ProblemKind::NoMedia),
            ("```photo\nmedia: 99999999999999999999\n```", 3, ProblemKind::NoMedia),
            ("```photo\nfoto: 1\n```", 4, ProblemKind::UnknownKey),
            ("```gallery\n1 | a\nx | b\n```", 5, ProblemKind::NoMedia),
            ("```gallery\n\n```", 3, ProblemKind::EmptyGallery),
            ("```quote\nby: me\n```", 3, ProblemKind::EmptyQuote),
            ("```fact\n```", 3, ProblemKind::EmptyFact),
            ("```table\ncaption: x\n\nno table\n```", 3, ProblemKind::BadTable),
            ("```table\n| a | b |\n|---|\n| 1 | 2 |\n```", 3, ProblemKind::BadTable),
            ("```embed\nurl: javascript:alert(1)\ntitle: x\n```", 3, ProblemKind::BadEmbedAddress),
            ("```embed\ntitle: x\n```", 3, ProblemKind::BadEmbedAddress),
        ] {
            let body = parse_body(&format!("Before\n\n{block}\nAfter"));
            assert_eq!(body.problems, [Problem { line, kind }], "{block}");
            let html = format!(
                "<p>Before</p>\n<pre class=\"bad-block\"><code>{block}\n</code></pre>\n<p>After</p>\n"
            );
            assert_eq!(body.blocks, [Block::Html(html)]);
        }
    }

    #[test]
    fn a_block_left_open_does_not_swallow_the_article() {
        let body = parse_body("```photo\nmedia: 1\n\nProse.\n\n```quote\nText.\n```");
        assert_eq!(body.problems, [Problem { line: 1, kind: ProblemKind::UnclosedBlock }]);
        assert_eq!(
            body.blocks,
            [Block::Html(
                "<pre class=\"bad-block\"><code>```photo\nmedia: 1\n</code></pre>\n<p>Prose.</p>\n\
                 <blockquote class=\"pull-quote\"><p>Text.</p>\n</blockquote>\n"
                    .into()
            )]
        );
    }

    #[test]
    fn a_block_within_a_list_or_a_fact_is_not_a_block() {
        let body = parse_body("- item\n  - ```photo\n");
        assert_eq!(body.problems, [Problem { line: 2, kind: ProblemKind::NestedBlock }]);
        let body = parse_body("````fact\ntitle: x\n```photo\nmedia: 1\n```\n````");
        assert_eq!(body.problems, [Problem { line: 3, kind: ProblemKind::NestedBlock }]);
        assert_eq!(body.blocks.len(), 1);
    }
}
