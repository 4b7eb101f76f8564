//! Templates print what they are given: no sentence of any language stands in them.

use super::sources::sources;

/// What people would read that stands in a template itself.
fn literal_words(template: &str) -> Vec<String> {
    // Blocks for class names are filled with words that nobody reads.
    let classes = ("_class %}", "{% endblock %}");
    let without = cut(template, &[classes, ("{#", "#}"), ("{%", "%}"), ("{{", "}}")]);
    let mut words = Vec::new();
    let mut rest = without.as_str();
    let mut text = String::new();
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        words.extend(words_of_attributes(tag));
        rest = after;
    }
    text.push_str(rest);
    words.extend(words_of(&text));
    words
}

/// Removes what stands between marks.
fn cut(text: &str, marks: &[(&str, &str)]) -> String {
    let mut text = text.to_owned();
    for (open, close) in marks {
        while let Some(start) = text.find(open) {
            let end = text[start..].find(close).map_or(text.len(), |end| start + end + close.len());
            text.replace_range(start..end, "\u{1}");
        }
    }
    text
}

/// The words of the attributes that people read or hear.
fn words_of_attributes(tag: &str) -> Vec<String> {
    let mut words = Vec::new();
    for name in [
        "alt",
        "title",
        "aria-label",
        "aria-description",
        "placeholder",
        "label",
        "summary",
        "data-words",
        "data-done",
        "data-offer",
    ] {
        for (at, _) in tag.match_indices(&format!(" {name}=\"")) {
            let value = &tag[at + name.len() + 3..];
            words.extend(words_of(value.split('"').next().unwrap_or_default()));
        }
    }
    words
}

fn words_of(text: &str) -> Vec<String> {
    let mut text = text.to_owned();
    // `&nbsp;` is no word.
    while let Some(start) = text.find('&') {
        let Some(end) = text[start..].find(';').filter(|length| *length < 10) else { break };
        text.replace_range(start..=start + end, " ");
    }
    text.split(|character: char| !character.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn no_template_says_anything_itself() {
    for source in sources("templates", "html") {
        let words = literal_words(&source.text);
        assert!(words.is_empty(), "{} says {words:?}", source.path);
    }
}

#[test]
fn a_sentence_in_a_template_is_found() {
    for (template, words) in [
        ("<p>Hello, {{ name }}</p>", vec!["Hello"]),
        ("<p>{{ layout.t(\"home\") }}</p>", vec![]),
        ("{# A comment. #}{% if is_first %}{% endif %}", vec![]),
        ("<a href=\"x\" aria-label=\"Close\"></a>", vec!["Close"]),
        ("<img alt=\"{{ photo.alt }}\">", vec![]),
        ("<img alt=\"Photo: {{ photo.alt }}\">", vec!["Photo"]),
        ("{% if a %}更多{% endif %}", vec!["更多"]),
        ("<b>&nbsp;·&nbsp;</b> | 1", vec![]),
        ("{% block body_class %}front{% endblock %}", vec![]),
        ("{% block main %}Front{% endblock %}", vec!["Front"]),
        ("a {{ b }} &amp; c", vec!["a", "c"]),
    ] {
        assert_eq!(literal_words(template), words, "{template}");
    }
}
