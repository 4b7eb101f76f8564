//! An article's form as somebody fills it in and sends it.

use crate::support::{Answer, Browser, Portal};

/// The fields of an article's form, as a page holds them.
pub fn fields(page: &Answer) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for name in page.select_attribute("main form[method=post] [name]", "name") {
        // Another form of the page may have a field of the same name.
        let is_known = fields.iter().any(|(known, _)| *known == name);
        if is_known || ["csrf", "photo", "coverage"].contains(&name.as_str()) {
            continue;
        }
        let of = |selector: String| {
            page.select_attribute(&selector, "value").into_iter().next().unwrap_or_default()
        };
        let value = match () {
            () if page.has(&format!("textarea[name='{name}']")) => {
                page.select_source(&format!("textarea[name='{name}']")).concat()
            }
            () if page.has(&format!("select[name='{name}']")) => {
                of(format!("select[name='{name}'] option[selected]"))
            }
            () => of(format!("input[name='{name}']")),
        };
        fields.push((name, value.trim_start_matches('\n').to_owned()));
    }
    fields
}

/// What `fields` hold with some of them filled in anew.
pub fn with<'a>(
    fields: &'a [(String, String)],
    changed: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let kept = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let kept = kept.filter(|(name, _)| changed.iter().all(|(other, _)| other != name));
    kept.chain(changed.iter().copied()).collect()
}

/// Writes an article and gives where it is edited.
pub async fn write(portal: &Portal, by: &Browser<'_>, headline: &str) -> String {
    let section = portal.section("world").to_string();
    let fields = [
        ("edition", "en"),
        ("headline", headline),
        ("body", "The first paragraph."),
        ("section", section.as_str()),
    ];
    let answer = by.post("/admin/articles", &fields).await;
    assert_eq!(answer.status(), 303, "{}", answer.text());
    answer.location().to_owned()
}

/// Opens an article, changes fields, and sends the form.
pub async fn send(by: &Browser<'_>, path: &str, to: &str, changed: &[(&str, &str)]) -> Answer {
    let form = fields(&by.get(path).await);
    by.post(&format!("{path}{to}"), &with(&form, changed)).await
}

/// Where readers read it.
pub fn public(page: &Answer) -> String {
    page.links().into_iter().find(|href| href.starts_with("/en/2026/")).expect("a public address")
}
