use std::collections::{BTreeMap, BTreeSet};

use broadsheet::i18n::{Edition, Editions};

use super::sources::{Source, literals, sources};

type Messages = BTreeMap<String, Vec<String>>;

fn messages(edition: &Edition) -> Messages {
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
    edition.messages().map(|(key, arguments)| (key.to_owned(), owned(arguments))).collect()
}

#[test]
fn every_edition_has_every_message_with_the_same_arguments() {
    let editions = Editions::load(None).unwrap();
    let english = messages(editions.get("en").unwrap());
    assert!(english.len() > 100);
    for edition in &editions {
        let other = messages(edition);
        for (key, arguments) in &english {
            let Some(found) = other.get(key) else { panic!("{} lacks `{key}`", edition.prefix) };
            assert_eq!(found, arguments, "`{key}` in {}", edition.prefix);
        }
        for key in other.keys() {
            assert!(english.contains_key(key), "only {} has `{key}`", edition.prefix);
        }
    }
}

#[test]
fn every_edition_has_the_starting_texts_of_its_information_pages() {
    let editions = Editions::load(None).unwrap();
    for edition in &editions {
        for name in broadsheet::model::site::INFO_PAGES {
            let text = editions.starter_page(&edition.prefix, name);
            assert!(text.is_some_and(|text| text.len() > 100), "{} lacks {name}", edition.prefix);
        }
    }
}

/// A place where a message is printed.
struct Call {
    place: String,
    key: String,
    /// The names of its arguments where they stand beside the key.
    arguments: Option<Vec<String>>,
}

/// The calls in a text of functions that print messages.
fn calls(source: &Source) -> Vec<Call> {
    let mut calls = Vec::new();
    for function in ["t", "tv", "tn", "tvv", "text", "text_with", "has_text"] {
        for (at, _) in source.text.match_indices(&format!(".{function}(")) {
            let rest = &source.text[at + function.len() + 2..];
            let Some(rest) = rest.trim_start().strip_prefix('"') else { continue };
            let Some((key, rest)) = rest.split_once('"') else { continue };
            let names = literals_of_arguments(rest);
            let arguments = match function {
                "t" | "text" => Some(Vec::new()),
                "tv" | "tn" => Some(names.into_iter().take(1).collect()),
                _ => None,
            };
            let line = source.text[..at].matches('\n').count() + 1;
            let place = format!("{} line {line}", source.path);
            calls.push(Call { place, key: key.to_owned(), arguments });
        }
    }
    calls
}

fn literals_of_arguments(rest: &str) -> Vec<String> {
    let rest = rest.trim_start().trim_start_matches(',').trim_start();
    let first = rest.strip_prefix('"').and_then(|rest| rest.split_once('"'));
    first.map(|(name, _)| name.to_owned()).into_iter().collect()
}

fn everything() -> Vec<Source> {
    let mut all = sources("src", "rs");
    all.extend(sources("templates", "html"));
    all
}

#[test]
fn every_message_that_is_printed_exists_and_gets_its_arguments() {
    let editions = Editions::load(None).unwrap();
    let english = messages(editions.get("en").unwrap());
    let mut count = 0;
    for source in everything() {
        for Call { place, key, arguments } in calls(&source) {
            // A name that is put together is looked for by its pattern below.
            if key.contains('{') {
                continue;
            }
            count += 1;
            let Some(wanted) = english.get(&key) else { panic!("{place}: there is no `{key}`") };
            if let Some(given) = arguments {
                assert_eq!(given, *wanted, "{place}: the arguments of `{key}`");
            }
        }
    }
    assert!(count > 80, "the scanner found only {count}");
}

#[test]
fn every_message_is_printed_somewhere() {
    let editions = Editions::load(None).unwrap();
    let sources = everything();
    let mut used: BTreeSet<&str> = BTreeSet::new();
    for source in &sources {
        used.extend(literals(&source.text));
    }
    let within: BTreeSet<String> = sources_of_locales();
    // `error-{shown}-title` stands for any message of that form.
    let patterns: Vec<(&str, &str)> = used
        .iter()
        .filter(|literal| literal.len() > 4 && literal.matches('{').count() == 1)
        .filter_map(|literal| {
            let (start, rest) = literal.split_once('{')?;
            let (_, end) = rest.split_once('}')?;
            let plain = |part: &str| part.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
            (start.ends_with('-') && plain(start) && plain(end)).then_some((start, end))
        })
        .collect();
    for key in messages(editions.get("en").unwrap()).keys() {
        let is_made = patterns.iter().any(|(start, end)| {
            key.len() > start.len() + end.len() && key.starts_with(start) && key.ends_with(end)
        });
        let is_used = used.contains(key.as_str()) || within.contains(key) || is_made;
        assert!(is_used, "nobody prints `{key}`");
    }
}

/// The messages that other messages refer to.
fn sources_of_locales() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for source in sources("locales/en", "ftl") {
        for part in source.text.split('{').skip(1) {
            let name = part.split('}').next().unwrap_or_default().trim();
            let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
            if !name.is_empty() && name.bytes().all(plain) {
                found.insert(name.to_owned());
            }
        }
    }
    found
}

#[test]
fn a_call_is_found_with_its_key_and_its_argument() {
    let text = "layout.tv(\n    \"feed-of\", \"name\", x) + self.t(\"home\") + edition.text(key)";
    let source = Source { path: "x.rs".to_owned(), text: text.to_owned() };
    let found: Vec<_> = calls(&source).into_iter().map(|call| (call.key, call.arguments)).collect();
    assert_eq!(
        found,
        [("home".to_owned(), Some(vec![])), ("feed-of".to_owned(), Some(vec!["name".to_owned()])),]
    );
}
