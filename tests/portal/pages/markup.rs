//! What holds for the HTML of every page.

use crate::support::{Answer, EDITIONS, Portal, on_both_databases, spawn};

pub async fn everything(portal: &Portal) -> Vec<Answer> {
    let paper = portal.paper();
    let mut addresses: Vec<String> = paper.all_pages().into_iter().map(|(_, page)| page).collect();
    for edition in EDITIONS {
        addresses.extend(paper.errors(edition).into_iter().map(|(_, address)| address));
    }
    let mut answers = Vec::new();
    for address in addresses {
        answers.push(portal.get(&address).await);
    }
    answers
}

#[apply(on_both_databases)]
async fn every_page_is_parsed_without_an_error() {
    let portal = spawn().await;
    for page in everything(&portal).await {
        let errors = page.html().errors;
        assert!(errors.is_empty(), "{}: {errors:?}", page.target);
    }
}

#[apply(on_both_databases)]
async fn no_page_lacks_a_message_or_an_argument() {
    let portal = spawn().await;
    for page in everything(&portal).await {
        let text = page.text();
        assert!(!text.contains('⟦') && !text.contains('⟧'), "{}", page.target);
        let read = page.select_text("body").concat();
        for mark in ["{$", "{ $", "{{", "}}", "{%", "None", "Some("] {
            assert!(!read.contains(mark), "{mark} on {}", page.target);
        }
    }
}

#[apply(on_both_databases)]
async fn every_page_has_one_heading_landmarks_and_names_used_once() {
    let portal = spawn().await;
    for page in everything(&portal).await {
        let target = &page.target;
        assert_eq!(page.select_text("h1").len(), 1, "{target}");
        assert!(!page.select_text("h1")[0].is_empty(), "{target}");
        assert_eq!(page.select_text("main").len(), 1, "{target}");
        assert_eq!(page.select_text("title").len(), 1, "{target}");
        for nav in page.select_attribute("nav", "aria-label") {
            assert!(!nav.is_empty(), "{target}");
        }
        assert_eq!(
            page.select_text("nav").len(),
            page.select_attribute("nav", "aria-label").len(),
            "{target}"
        );
        assert_eq!(
            page.select_text("img").len(),
            page.select_attribute("img", "alt").len(),
            "{target}"
        );
        let mut ids = page.select_attribute("[id]", "id");
        let count = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), count, "{target} uses an id twice");
        for attribute in ["aria-labelledby", "aria-describedby"] {
            for named in page.select_attribute(&format!("[{attribute}]"), attribute) {
                assert!(ids.contains(&named), "{target}: {attribute} of nothing: {named}");
            }
        }
        for link in page.links() {
            let within = link.strip_prefix('#');
            assert!(within.is_none_or(|id| ids.contains(&id.to_owned())), "{target}: {link}");
        }
    }
}

#[apply(on_both_databases)]
async fn every_link_of_every_page_leads_somewhere() {
    let portal = spawn().await;
    let mut known = std::collections::HashMap::new();
    for page in everything(&portal).await {
        let machines = page.select_attribute("link[rel=alternate], link[rel=canonical]", "href");
        for link in page.links().into_iter().chain(machines) {
            let link = link.replace("https://portal.example", "");
            if !link.starts_with('/') {
                continue;
            }
            let link = link.split('#').next().unwrap().to_owned();
            if !known.contains_key(&link) {
                let answer = portal.get(&link).await;
                known.insert(link.clone(), (answer.status(), answer.location().to_owned()));
            }
            let (status, _) = &known[&link];
            let is_short = link.starts_with("/s/");
            assert!(
                *status == 200 || is_short && *status == 302,
                "{} → {link}: {status}",
                page.target
            );
        }
    }
    assert!(known.len() > 80, "{}", known.len());
}
