//! Runs the bodies of `../shared/inputs/hostile` and texts that are hard on parsers.

use std::path::PathBuf;

use scraper::{Html, Node};

use super::article_body::{Block, ParsedBody, parse_body};
use super::clean::{clean_body, clean_line};
use super::sanitise::{ELEMENTS, sanitise};
use super::slug::{headline_slug, slug};

/// A file of the shared inputs, or `None` and a printed line where they are missing.
fn hostile(name: &str) -> Option<String> {
    let inputs = std::env::var_os("BROADSHEET_INPUTS")
        .map(PathBuf::from)
        .unwrap_or(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/inputs"));
    let path = inputs.join("hostile").join(name);
    let text = std::fs::read(&path).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    if text.is_none() {
        println!("skipped: {} is missing", path.display());
    }
    text
}

fn naughty_strings() -> Vec<String> {
    hostile("blns.json").map_or(Vec::new(), |json| serde_json::from_str(&json).unwrap())
}

fn assert_harmless(body: &ParsedBody, source: &str) {
    for block in &body.blocks {
        let Block::Html(html) = block else { continue };
        for node in Html::parse_fragment(html).tree.nodes() {
            let Node::Element(element) = node.value() else { continue };
            let name = element.name();
            assert!(
                ["html", "body"].contains(&name) || ELEMENTS.contains(&name),
                "<{name}> from {source}"
            );
            for (attribute, value) in element.attrs() {
                let harmless = match attribute {
                    "href" => ["https://", "http://", "mailto:", "/"]
                        .iter()
                        .any(|start| value.starts_with(start)),
                    "rel" | "class" | "scope" | "start" | "role" | "tabindex" | "aria-label" => {
                        true
                    }
                    _ => false,
                };
                assert!(harmless, "{attribute}={value:?} from {source}");
                assert!(!value.starts_with("//"), "{value} from {source}");
            }
        }
    }
}

#[test]
fn no_hostile_line_becomes_markup() {
    let payloads = hostile("xss-payload-list.txt").unwrap_or_default();
    let naughty = naughty_strings();
    let lines = payloads.lines().chain(naughty.iter().map(String::as_str));
    for line in lines {
        assert_harmless(&parse_body(line), line);
        let wrapped = format!(
            "- {line}\n> {line}\n\n[a]({line}) ![b](<{line}>) <{line}> **{line}**\n\n\
             | {line} | b |\n|---|---|\n| {line} | {line} |\n\n\
             ```quote\nby: {line}\n{line}\n```\n```fact\ntitle: {line}\n{line}\n```\n\
             ```table\ncaption: {line}\n\n| {line} | b |\n|---|---|\n| 1 | 2 |\n```\n\
             ```embed\nurl: {line}\ntitle: {line}\n```\n```{line}\n{line}\n```"
        );
        assert_harmless(&parse_body(&wrapped), &wrapped);
    }
    // All at once, where lines could act together.
    assert_harmless(&parse_body(&payloads), "the whole list");
    assert_harmless(&parse_body(&naughty.join("\n")), "all naughty strings");
}

#[test]
fn a_hostile_line_is_seen_as_typed() {
    for line in naughty_strings() {
        let typed = clean_body(&line);
        let is_markdown = typed.contains(['*', '_', '`', '\\', '[', '&', '|', '\n', '\u{fffe}'])
            || typed.trim_start().starts_with(['#', '-', '+', '>'])
            || typed.contains("<a");
        if is_markdown {
            continue;
        }
        assert_eq!(parse_body(&line).text.trim(), typed.trim(), "{line:?}");
    }
}

#[test]
fn the_second_wall_finds_nothing_left_to_do() {
    let payloads = hostile("xss-payload-list.txt").unwrap_or_default();
    for block in parse_body(&payloads).blocks {
        let Block::Html(html) = block else { continue };
        assert_eq!(sanitise(&html), html);
    }
}

#[test]
fn naughty_strings_make_lines_and_slugs() {
    for line in naughty_strings() {
        let clean = clean_line(&line);
        assert_eq!(clean_line(&clean), clean);
        assert!(!clean.contains(char::is_control));
        for language in ["en", "zh-Hans", "mn-Cyrl"] {
            for slug in [slug(&line, language), headline_slug(&line, language)] {
                assert!(!slug.is_empty() && slug.len() <= 60, "{slug}");
                assert!(slug.bytes().all(|byte| byte.is_ascii_lowercase()
                    || byte.is_ascii_digit()
                    || byte == b'-'));
                assert!(
                    !slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"),
                    "{slug}"
                );
            }
        }
    }
}

/// Texts that cost some parsers the square of their length: with this many bytes such a
/// parser would take minutes. `cargo test hard_on -- --nocapture` prints the times.
#[test]
fn texts_that_are_hard_on_parsers_are_read() {
    let patterns = "
        [ ![ * ** _a_\\s *a_\\s a**b >\\s -\\s 1.\\s ` `a``b``` < <a\\s <!-- <? <a\\shref=\" [a]( [a](<b
        [a](b ]( [] [a] \\\\ & &# &amp; [&](x) « | a| ![a](b \u{202e} \u{2067} \u{2069} **“ *《a》
        ~ <http:// [a]:\\s # \u{3000} *a\\s**a\\s a\u{301} <![CDATA[ ![[]() <a@b.c> \\n >\\s\\n -\\sa\\n
        \\s\\s-\\sa\\n ```\\n ```photo\\n ```photo\\n\\n ~~~~fact\\n |a|\\n |-|\\n|-|\\n |a|b|\\n|-|-|\\n
        -\\s>\\s-\\s>\\sa\\n 1.\\sa\\n\\n #\\sa\\n [a]:\\sb\\n a|b\\n-|-\\n||||\\n <div>\\n -\\s\\n";
    for pattern in patterns.split_whitespace() {
        let pattern = pattern.replace("\\s", " ").replace("\\n", "\n").replace("\\\\", "\\");
        let begin = std::time::Instant::now();
        let body = parse_body(&pattern.repeat(20_000 / pattern.len()));
        println!("{:6} ms {pattern:?}", begin.elapsed().as_millis());
        assert!(body.problems.len() <= 100);
    }
    let deep_list: String = (0..400).map(|depth| " ".repeat(2 * depth) + "- a\n").collect();
    parse_body(&(deep_list + &"\n".repeat(20_000)));
    parse_body(&("> ".repeat(10_000) + &"\na".repeat(10_000)));
    parse_body(&format!("{}\n{}\n{}", "a|".repeat(64), "-|".repeat(64), "a|\n".repeat(2_000)));
}
