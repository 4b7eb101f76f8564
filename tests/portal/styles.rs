//! The style sheets: they follow any writing direction, and what they colour can be read.

use std::collections::BTreeMap;

use super::i18n::sources::sources;

/// The declarations of a style sheet as (property, value), custom properties too.
fn declarations(css: &str) -> Vec<(String, String)> {
    let mut text = String::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        text.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    // What stands before a brace is a selector or a condition. A data address has colons and
    // semicolons of its own, and no declaration goes on after one.
    let of_block = |block: &str| {
        let (block, _) = block.split_once("url(").unwrap_or((block, ""));
        let pairs = block.split(';').filter_map(|declaration| declaration.split_once(':'));
        let own = |(name, value): (&str, &str)| (name.trim().to_owned(), value.trim().to_owned());
        pairs.map(own).collect::<Vec<_>>()
    };
    let blocks = text.split('{').skip(1).filter_map(|part| part.split('}').next());
    blocks.flat_map(of_block).collect()
}

/// Whether a declaration means a side of the paper and not of the line.
fn is_physical((property, value): &(String, String)) -> bool {
    let sides = ["left", "right", "top", "bottom"];
    let named = property.split('-').any(|word| sides.contains(&word));
    let takes_sides = ["text-align", "float", "clear", "caption-side", "justify-content"];
    let valued = takes_sides.contains(&property.as_str())
        && value.split_whitespace().any(|word| sides.contains(&word));
    // Four values go round the box: the second is on the right, the last on the left.
    let round: Vec<&str> = value.split_whitespace().collect();
    let goes_round = ["margin", "padding", "inset", "border-width"].contains(&property.as_str())
        && round.len() == 4
        && round[1] != round[3];
    named || valued || goes_round
}

#[test]
fn no_style_knows_left_from_right() {
    for folder in ["static/css", "static/admin"] {
        for sheet in sources(folder, "css") {
            let all = declarations(&sheet.text);
            assert!(all.len() > 20, "{} has {} declarations", sheet.path, all.len());
            let physical: Vec<_> = all.iter().filter(|it| is_physical(it)).collect();
            assert!(physical.is_empty(), "{}: {physical:?}", sheet.path);
        }
    }
}

#[test]
fn a_side_of_the_paper_is_found() {
    for (css, is_found) in [
        ("a { margin-left: 1rem; }", true),
        ("a { color: red; padding-right: 0 }", true),
        ("@media print { a { text-align: left; } }", true),
        ("a { float: right !important; }", true),
        ("a { left: 0; }", true),
        ("a { border-top-left-radius: 2px; }", true),
        ("a { margin: 0 1rem 0 2rem; }", true),
        ("a { margin: 0 1rem 0 1rem; }", false),
        ("a { margin-inline: 1rem 2rem; text-align: end; float: inline-end; }", false),
        ("/* left: 0; */ .left { inset-inline-start: 0; }", false),
        ("a { --icon: url(\"data:image/svg+xml,%3Csvg style='left:0;'\"); }", false),
    ] {
        assert_eq!(declarations(css).iter().any(is_physical), is_found, "{css}");
    }
}

/// The colours of a block of variables, by name.
fn colours(css: &str, selector: &str) -> BTreeMap<String, [f64; 3]> {
    let start = css.find(&format!("{selector} {{")).unwrap_or_else(|| panic!("no {selector}"));
    let block = css[start..].split('{').nth(1).expect("a block").split('}').next();
    let pairs = block.expect("its end").split(';').filter_map(|line| line.split_once(':'));
    pairs
        .filter_map(|(name, value)| {
            let digits = value.trim().strip_prefix('#')?;
            let digits: String = match digits.len() {
                3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
                _ => digits.to_owned(),
            };
            let part = |at: usize| {
                f64::from(u8::from_str_radix(&digits[at..at + 2], 16).expect("a colour")) / 255.0
            };
            Some((name.trim().to_owned(), [part(0), part(2), part(4)]))
        })
        .collect()
}

/// WCAG 2.2, relative luminance.
fn luminance(colour: [f64; 3]) -> f64 {
    let linear =
        colour.map(
            |part| {
                if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            },
        );
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

/// WCAG 2.2, contrast ratio.
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn texts_and_their_links_stand_out_in_both_themes() {
    let css = sources("static/css", "css").remove(0).text;
    let dark = ["html[data-theme=\"dark\"], .night", "html:not([data-theme=\"light\"])"];
    assert_eq!(colours(&css, dark[0]), colours(&css, dark[1]), "dark is dark, whoever asks");
    for theme in [":root", dark[0]] {
        let colours = colours(&css, theme);
        let colour = |name: &str| colours[&format!("--{name}")];
        for (text, ground, least) in [
            ("ink", "paper", 7.0),
            ("ink", "tint", 7.0),
            ("soft", "paper", 7.0),
            ("soft", "tint", 7.0),
            // Links within a text, also in fact boxes, notices and corrections.
            ("accent", "paper", 7.0),
            ("accent", "tint", 7.0),
            ("muted", "paper", 4.5),
            ("muted", "tint", 4.5),
            ("on-accent", "accent", 4.5),
            ("mark", "paper", 3.0),
            ("mark", "tint", 3.0),
        ] {
            let found = contrast(colour(text), colour(ground));
            assert!(found >= least, "{theme}: {text} on {ground} is {found:.2}:1, not {least}");
        }
    }
}

#[test]
fn black_on_white_is_twenty_one_to_one() {
    assert!((contrast([0.0; 3], [1.0; 3]) - 21.0).abs() < 0.001);
    let grey = [f64::from(0x76) / 255.0; 3];
    assert!((contrast(grey, [1.0; 3]) - 4.54).abs() < 0.01);
}
