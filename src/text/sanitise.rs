//! The second wall: whatever the writer of the HTML got wrong does not pass here.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

/// Each element a body may hold.
pub(super) const ELEMENTS: [&str; 24] = [
    "a",
    "aside",
    "blockquote",
    "caption",
    "code",
    "div",
    "em",
    "footer",
    "h2",
    "h3",
    "h4",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Each class, by its element.
const CLASSES: [(&str, &[&str]); 7] = [
    ("aside", &["fact-box"]),
    ("blockquote", &["pull-quote"]),
    ("div", &["table-scroll"]),
    ("p", &["fact-title"]),
    ("pre", &["bad-block"]),
    ("td", &["center", "end"]),
    ("th", &["center", "end"]),
];

/// Each attribute with any value, and each with the only value it may have.
const ATTRIBUTES: [(&str, &str); 3] = [("a", "href"), ("div", "aria-label"), ("ol", "start")];
const VALUES: [(&str, &str, &str); 4] = [
    ("a", "rel", "noopener"),
    ("div", "role", "region"),
    ("div", "tabindex", "0"),
    ("th", "scope", "col"),
];

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut attributes: HashMap<&str, HashSet<&str>> = HashMap::new();
    for (element, attribute) in ATTRIBUTES {
        attributes.entry(element).or_default().insert(attribute);
    }
    let mut values: HashMap<&str, HashMap<&str, HashSet<&str>>> = HashMap::new();
    for (element, attribute, value) in VALUES {
        values.entry(element).or_default().entry(attribute).or_default().insert(value);
    }
    let classes = CLASSES.map(|(element, classes)| (element, classes.iter().copied().collect()));
    let mut builder = Builder::empty();
    builder
        .tags(ELEMENTS.into())
        .clean_content_tags(["script", "style"].into())
        .tag_attributes(attributes)
        .tag_attribute_values(values)
        .allowed_classes(classes.into())
        .url_schemes(["http", "https", "mailto"].into())
        .url_relative(UrlRelative::Custom(Box::new(address_of_this_site)))
        .link_rel(None);
    builder
});

/// `html` with the elements, attributes and addresses that a body may hold, and no others.
pub(super) fn sanitise(html: &str) -> String {
    SANITISER.clean(html).to_string()
}

fn address_of_this_site(address: &str) -> Option<Cow<'_, str>> {
    let stays = address.starts_with('/') && !address.starts_with("//") && !address.contains('\\');
    stays.then_some(Cow::Borrowed(address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_listed_does_not_pass() {
        for (html, clean) in [
            ("<p onclick=x style=y class=z id=a>t</p>", "<p class=\"\">t</p>"),
            ("<a href=javascript:x>t</a>", "<a>t</a>"),
            ("<a href=//evil.example>t</a>", "<a>t</a>"),
            ("<a href=/en/ target=_blank rel=opener>t</a>", "<a href=\"/en/\">t</a>"),
            ("<script>x</script><svg><a href=/>t</a></svg>", ""),
            ("<img src=/x><iframe src=/x></iframe>t", "t"),
            ("<div tabindex=5 role=main>t</div>", "<div>t</div>"),
        ] {
            assert_eq!(sanitise(html), clean, "{html}");
        }
    }
}
