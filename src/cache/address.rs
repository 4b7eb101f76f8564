//! The name under which a page is kept: its path and what of the query matters.

use std::borrow::Cow;
use std::collections::BTreeSet;

/// What readers' pages can be asked for in the query, in the order of an address.
pub const PARAMETERS: [&str; 4] = ["page", "order", "photos", "from"];

/// Addresses below which no page is: they aren't kept, or not here.
const OTHERS: [&str; 5] = ["/admin", "/-/", "/media/", "/static/", "/s/"];

/// The longest address that is kept, in bytes: ours are far shorter.
const LONGEST: usize = 512;

/// The address of what a request asks for, without the parameters that mean nothing.
///
/// `None` for what is never kept: other parts of the portal, addresses that no link of ours has
/// (they are the endless ones), and the notice for readers from another edition's story.
pub fn address<'a>(path: &'a str, query: Option<&str>) -> Option<Cow<'a, str>> {
    if OTHERS.iter().any(|other| path.starts_with(other)) || path.contains('%') {
        return None;
    }
    if path.len() > LONGEST {
        return None;
    }
    match query {
        None | Some("") => Some(Cow::Borrowed(path)),
        Some(query) => with_query(path, query),
    }
}

fn with_query<'a>(path: &'a str, query: &str) -> Option<Cow<'a, str>> {
    let mut given: [Option<Cow<'_, str>>; PARAMETERS.len()] = [const { None }; PARAMETERS.len()];
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        let place = PARAMETERS.iter().position(|known| *known == name);
        if let Some(place) = place
            && given[place].is_none()
        {
            given[place] = Some(value);
        }
    }
    let mut address = Cow::Borrowed(path);
    for (name, value) in PARAMETERS.iter().zip(given) {
        let Some(value) = value else { continue };
        if *name == "from" {
            return None;
        }
        if !is_said(name, &value) {
            continue;
        }
        if value.len() > 64
            || !value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        {
            return None;
        }
        let mark = if address.len() == path.len() { '?' } else { '&' };
        address = Cow::Owned(format!("{address}{mark}{name}={value}"));
    }
    Some(address)
}

/// Whether a parameter with this value asks for another page than the one without it.
pub fn is_said(name: &str, value: &str) -> bool {
    match name {
        "page" => !matches!(value, "" | "1"),
        "order" => value == "oldest",
        "photos" => value == "off",
        "from" => !value.is_empty(),
        _ => false,
    }
}

/// Whether every parameter of an address was asked for by the page that was made.
pub fn means_something(address: &str, parameters: &BTreeSet<&'static str>) -> bool {
    let Some((_, query)) = address.split_once('?') else { return true };
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .all(|(name, _)| parameters.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(uri: &str) -> Option<String> {
        let (path, query) =
            uri.split_once('?').map_or((uri, None), |(path, query)| (path, Some(query)));
        address(path, query).map(Cow::into_owned)
    }

    #[test]
    fn what_means_nothing_is_left_out() {
        assert_eq!(of("/en/").as_deref(), Some("/en/"));
        assert_eq!(of("/en/?").as_deref(), Some("/en/"));
        assert_eq!(of("/en/?utm_source=mail&photos=on").as_deref(), Some("/en/"));
        let both = "/en/china/?page=20161116T092300-7&photos=off";
        assert_eq!(of("/en/china/?photos=off&x=1&page=20161116T092300-7").as_deref(), Some(both));
        assert_eq!(of("/en/china/?page=1").as_deref(), Some("/en/china/"));
    }

    #[test]
    fn the_endless_ones_are_not_kept() {
        for uri in ["/en/%61bout", "/admin/articles", "/en/?from=7", "/en/china/?page=a%26b"] {
            assert_eq!(of(uri), None, "{uri}");
        }
    }

    #[test]
    fn a_parameter_that_the_page_never_asked_for_makes_no_entry() {
        let asked = BTreeSet::from(["photos"]);
        assert!(means_something("/en/", &asked));
        assert!(means_something("/en/?photos=off", &asked));
        assert!(!means_something("/en/?page=7&photos=off", &asked));
    }
}
