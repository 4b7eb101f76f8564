//! Where a link really leads: without the go-betweens of mail programs and without what only
//! tells a site who sent the reader.

use url::Url;

/// Parameters that track; those that end in `*` by their beginning.
const TRACKING: [&str; 22] = [
    "utm_*",
    "fbclid",
    "gclid",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "ysclid",
    "twclid",
    "igshid",
    "igsh",
    "mc_cid",
    "mc_eid",
    "_hsenc",
    "_hsmi",
    "mkt_tok",
    "spm",
    "scm",
    "chksm",
    "sessionid",
    "vero_id",
];

/// Go-betweens, with the parameter that has the address.
const BETWEEN: [(&str, &str, &str); 5] = [
    ("safelinks.protection.outlook.com", "/", "url"),
    ("www.google.com", "/url", "q"),
    ("l.facebook.com", "/l.php", "u"),
    ("lm.facebook.com", "/l.php", "u"),
    ("link.zhihu.com", "/", "target"),
];

/// Go-betweens that stand within each other.
const MAX_BETWEEN: usize = 3;

/// The address of a link as it is kept; `None` for what leads nowhere on the web.
pub fn target(href: &str) -> Option<String> {
    let mut url = Url::parse(href.trim()).ok()?;
    if url.scheme() == "mailto" {
        let address = url.path();
        return address.contains('@').then(|| format!("mailto:{}", escape(address)));
    }
    for _ in 0..MAX_BETWEEN {
        let Some(beyond) = beyond(&url) else { break };
        url = beyond;
    }
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        return None;
    }
    // A name before the host disguises it; the reader's page would not link it.
    if !url.username().is_empty() || url.password().is_some() {
        return None;
    }
    let is_kept = |name: &str| {
        !TRACKING.iter().any(|known| match known.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => name == *known,
        })
    };
    let query = url.query().unwrap_or_default();
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| is_kept(pair.split('=').next().unwrap_or_default()))
        .collect();
    let kept = kept.join("&");
    url.set_query(Some(kept.as_str()).filter(|kept| !kept.is_empty()));
    Some(escape(url.as_str()))
}

fn beyond(url: &Url) -> Option<Url> {
    let host = url.host_str()?;
    let found = BETWEEN.iter().find(|(between, path, _)| {
        let is_host = host == *between || host.ends_with(&format!(".{between}"));
        is_host && url.path() == *path
    });
    let (_, _, parameter) = found?;
    let (_, address) = url.query_pairs().find(|(name, _)| name == parameter)?;
    Url::parse(&address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
}

/// Without what would end a link in Markdown.
fn escape(address: &str) -> String {
    address
        .replace('(', "%28")
        .replace(')', "%29")
        .replace('<', "%3C")
        .replace('>', "%3E")
        .replace(' ', "%20")
        .replace('\\', "%5C")
}

/// A picture's address and the site that it is on.
pub fn picture(src: &str) -> (String, String) {
    if src.starts_with("data:") {
        return (src.to_owned(), String::new());
    }
    // Some pages leave the scheme out.
    let whole = if src.starts_with("//") { format!("https:{src}") } else { src.to_owned() };
    match Url::parse(&whole) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => {
            let host = url.host_str().unwrap_or_default().to_owned();
            (url.into(), host)
        }
        _ => (String::new(), String::new()),
    }
}
